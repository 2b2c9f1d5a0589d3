//! One all-or-nothing edit of the almanac.

use std::collections::BTreeMap;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_map::SortedMap;

/// One all-or-nothing edit: the wanted state of each named thing; `None` means removed.
///
/// It is a map rather than two lists, so that one edit cannot say two things of one event. Forms, deletes, undo,
/// restore and import all make one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Calendars by id.
    pub calendars: SortedMap<CalendarId, Option<Calendar>>,
    /// Entries by the id of their event.
    pub entries: BTreeMap<EventId, Option<Entry>>,
}

/// What must be in memory before a change can be worked out. The calendars always are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Only the calendars.
    Calendars,
    /// These events, in the trash or not.
    Events(Vec<EventId>),
    /// The trash.
    Trash,
    /// Everything, with the trash.
    Everything,
}

impl Change {
    /// Creates a change of one event.
    pub fn entry(id: EventId, entry: Option<Entry>) -> Self {
        Self { calendars: SortedMap::new(), entries: BTreeMap::from([(id, entry)]) }
    }

    /// Creates a change of one calendar.
    pub fn calendar(id: CalendarId, calendar: Option<Calendar>) -> Self {
        Self { calendars: SortedMap::from([(id, calendar)]), entries: BTreeMap::new() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.calendars.is_empty() && self.entries.is_empty()
    }
}
