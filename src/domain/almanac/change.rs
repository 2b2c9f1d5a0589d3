//! One all-or-nothing edit of the almanac.

use std::collections::BTreeMap;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::directory::item::DirectoryChange;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_map::SortedMap;

/// One all-or-nothing edit: the wanted state of each named thing; `None` means removed.
///
/// It is maps rather than lists, so that one edit cannot say two things of one event. Forms, deletes, undo,
/// restore and import all make one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Calendars by id.
    pub calendars: SortedMap<CalendarId, Option<Calendar>>,
    /// Entries by the id of their event.
    pub entries: BTreeMap<EventId, Option<Entry>>,
    /// Organisations, people and rosters.
    pub directory: DirectoryChange,
}

/// What must be in memory before a change can be worked out. The calendars always are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Only the calendars.
    Calendars,
    /// These events, in the trash or not.
    Events(Vec<EventId>),
    /// The trash of events.
    Trash,
    /// The directory, with what is deleted of it.
    Directory,
    /// Everything, with the trash and the directory.
    Everything,
}

impl Change {
    /// Creates a change of one event.
    pub fn entry(id: EventId, entry: Option<Entry>) -> Self {
        Self { entries: BTreeMap::from([(id, entry)]), ..Self::default() }
    }

    /// Creates a change of one calendar.
    pub fn calendar(id: CalendarId, calendar: Option<Calendar>) -> Self {
        Self { calendars: SortedMap::from([(id, calendar)]), ..Self::default() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let Self { calendars, entries, directory } = self;
        calendars.is_empty() && entries.is_empty() && directory.is_empty()
    }
}
