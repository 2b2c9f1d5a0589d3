//! What was wrong with a part of a file, and where; and why a file as a whole cannot be read.
//!
//! Values for the page to put into words; no text for people here.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::format::gravity::Gravity;
use crate::format::icalendar::fault::Fault;
use crate::format::json::read::SyntaxError;
use crate::format::json::value::Skip;

/// One thing that was not as it should be; the rest of the file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Where, as a JSON pointer (RFC 6901), or the name of a property of iCalendar; empty for the file as a whole.
    pub pointer: String,
    /// The line at which the entry begins, or at which reading stopped; from 1.
    pub line: Option<usize>,
    /// The title of the entry, or its uid where it has no title.
    pub subject: Option<String>,
    /// What was wrong.
    pub reason: Reason,
}

/// What was wrong with a part of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// Reading stopped here; what stood before is kept.
    Unreadable(SyntaxError),
    /// An entry without a uid: left out. A calendar without one got one made from its title.
    MissingUid,
    /// An event without a start: left out.
    MissingStart,
    /// An event with a start that is no wall clock: left out.
    BadStart,
    /// A start that is a day without a time: read as an all-day event.
    StartIsDay,
    /// A fraction of a second was cut off.
    FractionCut,
    /// A time that is not written as JSCalendar writes it: carried, not used.
    BadTime,
    /// A length that is not written as JSCalendar writes it: carried, not used.
    BadDuration,
    /// A value of another type than expected: carried, not used.
    WrongType(Expected),
    /// A value that the standard does not know: carried.
    UnknownValue,
    /// A property that is neither standard nor a vendor's: carried.
    UnknownProperty,
    /// A property that the standard demands and that is not there; read without it.
    MissingProperty {
        /// Its name.
        name: Cow<'static, str>,
    },
    /// A property of JSCalendar 1.0, or in the wrong place, for which 2.0 has no room: dropped.
    Dropped {
        /// Its name.
        name: String,
    },
    /// A property of JSCalendar 1.0: taken over into what 2.0 has for it.
    Older,
    /// A member of a set that is not `true`: dropped.
    BadSetMember,
    /// A key that is not made of ASCII letters, digits, `-` and `_`: replaced.
    BadKey,
    /// A rule or an exception of a repeating event that is not as the standard has it: carried.
    BadRule,
    /// The same uid stands twice: the newer event is kept.
    DuplicateUid,
    /// The same name stands twice in an object: the last one counts.
    DuplicateKey {
        /// The name.
        name: String,
    },
    /// Beyond a limit: dropped.
    Skipped(Skip),
    /// An entry beyond a limit: left out.
    SkippedEntry(Skip),
    /// More entries than the limit: the rest was left out.
    TooManyEntries,
    /// Half of a surrogate pair in a text: replaced by U+FFFD.
    LoneSurrogate,
    /// A task: carried, not shown.
    Task,
    /// An entry of another sort than we know: carried, not shown.
    UnknownEntry,
    /// An entry that is no object: left out.
    NotAnEntry,
    /// Something in an iCalendar file.
    ICalendar(Fault),
}

/// What sort of value was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Expected {
    /// A string.
    Text,
    /// A whole number, not negative.
    Count,
    /// `true` or `false`.
    Flag,
    /// An array.
    List,
    /// An object.
    Map,
    /// An object of which each value is `true`.
    Set,
    /// A URI.
    Uri,
}

impl Reason {
    /// How bad it is.
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::ICalendar(fault) => fault.gravity(),
            Self::Unreadable(_)
            | Self::MissingStart
            | Self::BadStart
            | Self::MissingUid
            | Self::DuplicateUid
            | Self::TooManyEntries
            | Self::SkippedEntry(_)
            | Self::NotAnEntry
            | Self::Task
            | Self::UnknownEntry => Gravity::Entry,
            Self::BadTime
            | Self::BadDuration
            | Self::WrongType(_)
            | Self::Dropped { .. }
            | Self::BadSetMember
            | Self::BadRule
            | Self::DuplicateKey { .. }
            | Self::Skipped(_)
            | Self::LoneSurrogate => Gravity::Part,
            Self::Older
            | Self::StartIsDay
            | Self::FractionCut
            | Self::UnknownValue
            | Self::UnknownProperty
            | Self::MissingProperty { .. }
            | Self::BadKey => Gravity::Noted,
        }
    }
}

/// Why a file as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum DecodeError {
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// More bytes than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The bytes are not text; `offset` is where the first bad one stands.
    #[error("not UTF-8 at byte {offset}")]
    NotText {
        /// From 0.
        offset: usize,
    },
    /// Text in UTF-16.
    #[error("UTF-16")]
    Utf16,
    /// Something else that we know by its first bytes.
    #[error("not JSON but {0:?}")]
    Other(Sort),
    /// Not JSON, from the first entry on.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// JSON that holds no calendar.
    #[error("JSON without a calendar: {found}")]
    NotJsCalendar {
        /// What it is: the `@type`, or the first few names in it.
        found: String,
    },
    /// An iCalendar file without an event that could be read.
    #[error("no event in it")]
    NoEvents {
        /// What else was in it, and what was wrong.
        issues: Vec<Issue>,
    },
    /// A calendar of which nothing could be read.
    #[error("nothing readable in it")]
    NothingReadable {
        /// Why not.
        issues: Vec<Issue>,
    },
}

/// What a file is that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sort {
    /// An iCalendar file.
    ICalendar,
    /// A page.
    Html,
    /// An encrypted file (age).
    Encrypted,
    /// A ZIP archive, or an office document, which is one.
    Zip,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
}
