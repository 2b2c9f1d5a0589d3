//! What came in: calendars out of files, or a whole backup.

use std::collections::BTreeMap;

use crate::domain::calendar::Calendar;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::domain::time::UtcTime;

/// What a person opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// Calendars and events that others passed on, to be merged.
    Files(Vec<Collection>),
    /// A backup of this or another device, to be put back as it was.
    Backup(Backup),
}

/// One calendar out of a file, or events that came without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// The calendar; `None` where events came alone.
    pub calendar: Option<Calendar>,
    /// Its events.
    pub events: Vec<Event>,
    /// The events that its author deleted, and when.
    pub deleted: BTreeMap<EventId, UtcTime>,
}

/// Everything that a device kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// Its calendars.
    pub calendars: Vec<Calendar>,
    /// Its entries, with their bases, marks and news.
    pub entries: Vec<Entry>,
}

/// What a plan needs to know besides the almanac and the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The calendar for events that came alone and are not here yet; it is made where it does not exist.
    pub lone_events_into: Calendar,
    /// The time of the import.
    pub imported_at: UtcTime,
}
