//! What can be wrong with a part of an iCalendar file.
//!
//! A value for the page to put into words, beside the reasons that any file may give ([`crate::format::issue::Reason`]).

use serde::{Deserialize, Serialize};

use crate::format::gravity::Gravity;

/// What was wrong with a part of an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fault {
    /// A line that is no `NAME:value`: left out.
    BadLine,
    /// A line longer than the limit: left out.
    LongLine,
    /// A component that never ends: left out.
    Unclosed,
    /// Bytes that are no UTF-8: read as another encoding, or replaced by U+FFFD.
    Encoding {
        /// The encoding that they were read as; `None` where they were replaced.
        taken_for: Option<String>,
    },
    /// A value that is not as RFC 5545 writes it: kept, not used.
    BadValue,
    /// The end is not after the start: left out.
    EndBeforeStart,
    /// The event had no UID, or the same as another: one was made from what it holds.
    MadeUid,
    /// A zone that nobody knows: its clock is kept as it is.
    UnknownZone {
        /// Its name in the file.
        name: String,
    },
    /// A zone of the file's own that keeps the same time as a known one, which was taken.
    GuessedZone {
        /// Its name in the file.
        name: String,
        /// The IANA name taken.
        taken: String,
    },
    /// A rule that cannot be read, or another one beside the first: kept, not used.
    ExtraRule,
    /// A change to an occurrence and all that follow: taken for that one only.
    ThisAndFuture,
    /// A file inside the file: left out.
    InlineFile,
    /// A component that is no event (a task, a note, a list of busy times): left out.
    NotTaken {
        /// Its name in the file.
        name: String,
    },
}

impl Fault {
    /// How bad it is.
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::Unclosed | Self::NotTaken { .. } => Gravity::Entry,
            Self::BadLine
            | Self::LongLine
            | Self::BadValue
            | Self::EndBeforeStart
            | Self::UnknownZone { .. }
            | Self::ExtraRule
            | Self::ThisAndFuture
            | Self::Encoding { taken_for: None }
            | Self::InlineFile => Gravity::Part,
            Self::Encoding { taken_for: Some(_) } | Self::MadeUid | Self::GuessedZone { .. } => {
                Gravity::Noted
            }
        }
    }
}
