//! The journal: the operations on this device. The change that undoes an operation is stored separately, and read only
//! when needed.

use crate::domain::time::UtcTime;

/// One operation in the journal. Undo removes the newest one and applies the change stored with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// When it was done.
    pub at: UtcTime,
    /// What was done.
    pub act: OperationKind,
    /// The title of the event or calendar, the name of the person or organisation, or that of the file.
    pub subject: String,
    /// How many events it changed.
    pub event_count: u32,
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationKind {
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
    /// Restored an event from the trash.
    RestoreEvent,
    /// Restored a calendar from the trash.
    RestoreCalendar,
    /// Permanently deleted an item in the trash.
    Erase,
    /// Emptied the trash.
    EmptyTrash,
    /// Added a person or an organisation.
    AddToDirectory,
    /// Changed a person or an organisation.
    EditDirectory,
    /// Moved a person or an organisation to the trash.
    DeleteFromDirectory,
    /// Restored one from the trash.
    RestoreToDirectory,
    /// Merged two people or two organisations.
    MergeInDirectory,
    /// Undid an operation that others had followed.
    Undo,
}

impl OperationKind {
    /// Every kind of operation.
    pub const ALL: [Self; 19] = [
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
        Self::EmptyTrash,
        Self::AddToDirectory,
        Self::EditDirectory,
        Self::DeleteFromDirectory,
        Self::RestoreToDirectory,
        Self::MergeInDirectory,
        Self::Undo,
    ];

    /// Returns the name in the journal's records.
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
            Self::EmptyTrash => "empty-bin",
            Self::AddToDirectory => "add-to-directory",
            Self::EditDirectory => "edit-directory",
            Self::DeleteFromDirectory => "delete-from-directory",
            Self::RestoreToDirectory => "restore-to-directory",
            Self::MergeInDirectory => "merge-in-directory",
            Self::Undo => "undo",
        }
    }

    /// Returns the kind of operation for a name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.slug() == slug)
    }
}
