//! What can be wrong with a part of an iCalendar file.
//!
//! A value that the page puts into words, in addition to the reasons that apply to any file
//! ([`crate::format::issue::Reason`]).

use serde::{Deserialize, Serialize};

use crate::format::gravity::Gravity;

/// What was wrong with a part of an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fault {
    /// A line that is not `NAME:value`: left out.
    BadLine,
    /// A line outside of a calendar, as the header of a mail is, or a doubled first or last line: not read.
    Outside,
    /// A line longer than the limit: left out.
    LongLine,
    /// A component that never ends: left out.
    Unclosed,
    /// A component that does not end before the next one begins: read up to there.
    EndMissing,
    /// Bytes that are not UTF-8: read as another encoding, or replaced by U+FFFD.
    Encoding {
        /// The encoding that they were read as; `None` if they were replaced.
        taken_for: Option<String>,
    },
    /// A value that is not as RFC 5545 defines it: kept, not used.
    BadValue,
    /// The end is not after the start: left out.
    EndBeforeStart,
    /// A time with a zone that also ends in Z, which means UTC: read on the clock of the zone.
    UtcInZone,
    /// The event had no UID, or the same as another: one was made from its content.
    MadeUid,
    /// A zone defined in the file that keeps the same time as a known one; the known one was used.
    GuessedZone {
        /// Its name in the file.
        name: String,
        /// The IANA name that was used.
        taken: String,
    },
    /// An older edition of an event or of one occurrence: the newer one was read.
    OlderEdition,
    /// An occurrence that does not say which one it is: left out.
    UnplacedOccurrence,
    /// A second rule: kept, not used.
    ExtraRule,
    /// A change to an occurrence and all that follow, of a series that cannot be divided there: applied to that one only.
    ThisAndFuture,
    /// A file inside the file: left out.
    InlineFile,
    /// A component that is not an event (a task, a note, a list of busy times): left out.
    NotTaken {
        /// Its name in the file.
        name: String,
    },
}

impl Fault {
    /// Returns how severe it is.
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::Unclosed | Self::NotTaken { .. } | Self::UnplacedOccurrence => Gravity::Entry,
            Self::BadLine
            | Self::EndMissing
            | Self::LongLine
            | Self::BadValue
            | Self::EndBeforeStart
            | Self::ExtraRule
            | Self::ThisAndFuture
            | Self::Encoding { taken_for: None }
            | Self::InlineFile => Gravity::Part,
            Self::Encoding { taken_for: Some(_) }
            | Self::Outside
            | Self::UtcInZone
            | Self::MadeUid
            | Self::OlderEdition
            | Self::GuessedZone { .. } => Gravity::Noted,
        }
    }
}
