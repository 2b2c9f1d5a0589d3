//! The journal: what was done on this device. What undoes a deed is kept beside it, and read only then.

use crate::domain::time::UtcTime;

/// One deed in the journal. Undoing takes the newest one away and applies the change kept beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// When it was done.
    pub at: UtcTime,
    /// What was done.
    pub act: Act,
    /// The title of the event or calendar, or the name of the file.
    pub subject: String,
    /// How many events it touched.
    pub event_count: u32,
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Accepted a file.
    Import,
    /// Restored a backup.
    Restore,
    /// Made an event.
    AddEvent,
    /// Changed an event.
    EditEvent,
    /// Deleted an event.
    DeleteEvent,
    /// Marked an event as their own, or not.
    Mark,
    /// Made a calendar.
    AddCalendar,
    /// Renamed, coloured, showed or hid a calendar.
    EditCalendar,
    /// Deleted a calendar with its events.
    DeleteCalendar,
    /// Took an event out of the bin.
    RestoreEvent,
    /// Took a calendar out of the bin.
    RestoreCalendar,
    /// Took something in the bin away for good.
    Erase,
    /// Emptied the bin.
    EmptyBin,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 13] = [
        Self::Import,
        Self::Restore,
        Self::AddEvent,
        Self::EditEvent,
        Self::DeleteEvent,
        Self::Mark,
        Self::AddCalendar,
        Self::EditCalendar,
        Self::DeleteCalendar,
        Self::RestoreEvent,
        Self::RestoreCalendar,
        Self::Erase,
        Self::EmptyBin,
    ];

    /// The name in the journal's records.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Restore => "restore",
            Self::AddEvent => "add-event",
            Self::EditEvent => "edit-event",
            Self::DeleteEvent => "delete-event",
            Self::Mark => "mark",
            Self::AddCalendar => "add-calendar",
            Self::EditCalendar => "edit-calendar",
            Self::DeleteCalendar => "delete-calendar",
            Self::RestoreEvent => "restore-event",
            Self::RestoreCalendar => "restore-calendar",
            Self::Erase => "erase",
            Self::EmptyBin => "empty-bin",
        }
    }

    /// The act of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.slug() == slug)
    }
}
