//! Which events a page shows: by calendar, by kind, and whether they are the person's own.

use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::kind::Kind;
use crate::domain::id::CalendarId;

/// Which events a page shows. Nothing chosen is everything that is not hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these calendars; empty for every calendar that is shown.
    pub calendars: BTreeSet<CalendarId>,
    /// Only these kinds; empty for every kind.
    pub kinds: BTreeSet<Kind>,
    /// Only what the person marked as their own.
    pub only_mine: bool,
}

impl Filter {
    /// Whether the person chose anything.
    pub fn is_active(&self) -> bool {
        !self.calendars.is_empty() || !self.kinds.is_empty() || self.only_mine
    }

    /// Whether the entry is shown. An event of several kinds is shown for each of them.
    pub fn shows(&self, almanac: &Almanac, entry: &Entry) -> bool {
        (!self.only_mine || entry.is_mine)
            && self.shows_calendar(almanac, &entry.calendar)
            && self.shows_kinds(entry)
    }

    fn shows_calendar(&self, almanac: &Almanac, id: &CalendarId) -> bool {
        if self.calendars.is_empty() {
            almanac.calendars().get(id).is_none_or(|calendar| calendar.is_shown)
        } else {
            self.calendars.contains(id)
        }
    }

    fn shows_kinds(&self, entry: &Entry) -> bool {
        self.kinds.is_empty()
            || self.kinds.contains(&entry.event.kind())
            || !self.kinds.is_disjoint(&entry.event.kinds)
    }
}
