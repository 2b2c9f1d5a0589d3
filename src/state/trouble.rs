//! What can go wrong with keeping, as the user interface tells it.

use crate::format::record::RecordError;
use crate::storage::write::CommitError;
use crate::storage::{OpenError, ReadError};

use super::sentinel::Sentinel;

/// Why the almanac cannot be used, or not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A newer app wrote the database: it can be read out, not written.
    Newer,
    /// The database is damaged.
    Corrupt {
        /// The browser's words, for the person who is asked for help.
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
        /// What the sentinel says was there.
        before: Sentinel,
    },
    /// Another tab deleted or upgraded the database; this page must be loaded anew.
    Superseded,
    /// Another tab holds an older version of the database open.
    Blocked,
    /// Anything else.
    Failed {
        /// The browser's words.
        detail: String,
    },
}

impl From<RecordError> for Trouble {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Newer { .. } => Self::Newer,
            RecordError::Syntax(_) | RecordError::Malformed { .. } => {
                Self::Corrupt { detail: error.to_string() }
            }
        }
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Newer { .. } => Self::Newer,
            OpenError::Full => Self::Full,
            OpenError::Corrupt { detail } => Self::Corrupt { detail },
            OpenError::Unavailable { detail } | OpenError::Failed { detail } => {
                Self::Failed { detail }
            }
        }
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Newer { .. } => Self::Superseded,
            ReadError::ConnectionLost { detail } => Self::Lost { detail },
            ReadError::Corrupt { detail } => Self::Corrupt { detail },
            ReadError::Failed { detail } => Self::Failed { detail },
        }
    }
}

impl From<CommitError> for Trouble {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Full => Self::Full,
            CommitError::ReadOnly { .. } => Self::Superseded,
            CommitError::ConnectionLost { detail } | CommitError::Failed { detail } => {
                Self::Lost { detail }
            }
            CommitError::Moved { found } => {
                Self::Failed { detail: format!("the store moved on to {found}") }
            }
        }
    }
}
