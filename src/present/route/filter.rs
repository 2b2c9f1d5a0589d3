//! The filter of a page: by calendar, by kind, and whether the person marked the event as their own.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::kind::Kind;
use crate::domain::id::CalendarId;
use crate::domain::sorted_set::SortedSet;

/// The filter of a page. If nothing is chosen, everything that is not hidden is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these calendars; if empty, every calendar that is shown.
    pub calendars: SortedSet<CalendarId>,
    /// Only these kinds; if empty, every kind.
    pub kinds: SortedSet<Kind>,
    /// Only events that the person marked as their own.
    pub only_mine: bool,
}

impl Filter {
    /// Returns whether the person chose anything.
    pub fn is_active(&self) -> bool {
        !self.calendars.is_empty() || !self.kinds.is_empty() || self.only_mine
    }

    /// Returns whether the entry is shown. An event of several kinds is shown for each of them.
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
