//! Why the almanac cannot be read or written: one error type for page and worker; the worker sends it unchanged.

use serde::{Deserialize, Serialize};

use crate::format::stored::record::RecordError;

/// A problem with the storage of this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StorageProblem {
    /// A newer app wrote the database or the record: it can be exported, but not written.
    Newer,
    /// A record is damaged. What could be read of it is shown, and everything else is used as usual.
    Corrupt {
        /// What is wrong, as information for support.
        detail: String,
    },
    /// The database cannot be opened.
    Unopened {
        /// The browser's words.
        detail: String,
    },
    /// The database has not answered for some seconds. If it does later, the app starts as usual.
    Silent,
    /// The disk is full; nothing was written, and nothing is written until a person says that there is room again.
    Full,
    /// The browser lost the database, and opening it again did not help.
    Lost {
        /// The browser's words.
        detail: String,
    },
    /// The stored data were deleted, or set back to an older state, while this page was using them. Memory still holds
    /// what was loaded, perhaps as the only copy.
    Cleared {
        /// The revisions, as information for support.
        detail: String,
    },
    /// The database is empty, although there was data.
    Emptied {
        /// How many events there were.
        event_count: u32,
        /// When they were last seen, as `UTCDateTime`.
        seen_at: String,
    },
    /// The database is at an older state than the one that was last seen.
    RolledBack {
        /// How many events there were.
        event_count: u32,
        /// When they were last seen, as `UTCDateTime`.
        seen_at: String,
        /// The revisions, as information for support.
        detail: String,
    },
    /// Another tab deleted everything on a person's request.
    Wiped,
    /// Another tab upgraded the database; this page must be reloaded.
    Superseded,
    /// Another tab keeps an older version of the database open.
    Blocked,
    /// Other writers were faster at every attempt; nothing was written.
    Busy,
    /// A write failed for any other reason; nothing was written.
    Unwritten {
        /// The browser's words.
        detail: String,
    },
    /// The worker that reads files did not start, or it ended by itself.
    NoWorker,
    /// The app itself failed.
    Crashed {
        /// The message, as information for support.
        detail: String,
    },
    /// Anything else.
    Failed {
        /// The browser's words.
        detail: String,
    },
}

impl From<RecordError> for StorageProblem {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Newer { .. } => Self::Newer,
            RecordError::Syntax(_) | RecordError::Malformed { .. } => {
                Self::Corrupt { detail: error.to_string() }
            }
        }
    }
}
