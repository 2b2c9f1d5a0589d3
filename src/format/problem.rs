//! Why the almanac cannot be read or written as it should: the one error of page and worker, which sends it as it is.

use serde::{Deserialize, Serialize};

use crate::format::stored::record::RecordError;

/// A problem with the storage of this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StorageProblem {
    /// A newer app wrote the database or the record: it can be read out, not written.
    Newer,
    /// The database or a record is damaged.
    Corrupt {
        /// What is wrong, for the person who is asked for help.
        detail: String,
    },
    /// The disk is full; nothing was written.
    Full,
    /// The browser lost the database, and opening it again did not help.
    Lost {
        /// The browser's words.
        detail: String,
    },
    /// The database is empty where there was data.
    Emptied {
        /// How many events there were.
        event_count: u32,
        /// When they were last seen, as `UTCDateTime`.
        seen_at: String,
    },
    /// Another tab deleted or upgraded the database; this page must be loaded again.
    Superseded,
    /// Another tab holds an older version of the database open.
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
