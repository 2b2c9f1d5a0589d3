//! Issues: what was wrong with a part of a file, and where; and why a file as a whole cannot be read.
//!
//! These are values that the page puts into words; this module has no user-facing text.

use std::borrow::Cow;
use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use crate::format::gravity::Gravity;
use crate::format::icalendar::fault::Fault;
use crate::format::json::read::SyntaxError;
use crate::format::json::value::Skip;

/// One issue; the rest of the file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Where, as a JSON pointer (RFC 6901), or the name of an iCalendar property; empty for the file as a whole.
    pub pointer: String,
    /// The line on which the entry begins, or on which reading stopped; from 1.
    pub line: Option<usize>,
    /// The title of the entry, or its uid if it has no title.
    pub subject: Option<String>,
    /// What was wrong.
    pub reason: Reason,
}

impl Issue {
    /// Creates an issue of a file as a whole.
    pub fn of_file(reason: Reason) -> Self {
        Self { pointer: String::new(), line: Some(1), subject: None, reason }
    }
}

/// What was wrong with a part of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// Reading stopped here; what came before is kept.
    Unreadable(SyntaxError),
    /// An entry without a uid: left out. For a calendar without one, a uid was made from its title.
    MissingUid,
    /// An event without a start: left out.
    MissingStart,
    /// An event whose start is not a wall clock: left out.
    BadStart,
    /// A start that is a day without a time: read as an all-day event.
    StartIsDay,
    /// A fraction of a second was dropped.
    FractionCut,
    /// A time that is not in the syntax of JSCalendar: carried, not used.
    BadTime,
    /// A length that is not in the syntax of JSCalendar: carried, not used.
    BadDuration,
    /// A value of another type than expected: carried, not used.
    WrongType(Expected),
    /// A value that the standard does not know: carried.
    UnknownValue,
    /// A property that is neither standard nor a vendor's: carried.
    UnknownProperty,
    /// A property that the standard requires is missing: read without it.
    MissingProperty {
        /// Its name.
        name: Cow<'static, str>,
    },
    /// A property of JSCalendar 1.0, or in the wrong object, that does not exist in 2.0: dropped.
    Dropped {
        /// Its name.
        name: String,
    },
    /// A property of JSCalendar 1.0: converted to what 2.0 has for it, or read as 1.0 defines it.
    Older,
    /// A member of a set that is not `true`: dropped.
    BadSetMember,
    /// A key that contains other characters than ASCII letters, digits, `-` and `_`: replaced.
    BadKey,
    /// An exception of a repeating event that does not follow the standard: carried.
    BadRule,
    /// A rule that is carried and not expanded, because of one of its parts or because it is a further rule.
    RuleNotExpanded {
        /// The part that prevents it, as the file names it.
        part: String,
    },
    /// A title or another text that is longer than what a page shows: kept, shown in part.
    LongText,
    /// A list that has more rows than a page shows: kept, shown in part.
    ManyRows,
    /// A rule that has more instances on a day than a page shows: kept, shown in part.
    ManyInstances,
    /// A rule with a count and a last day: the earlier end is used.
    TwoEnds,
    /// A rule that is not written as the standard has it, but whose meaning is clear, such as an interval of 0: read as
    /// it is meant.
    LooseRule,
    /// The same uid occurs twice: the newer event is kept.
    DuplicateUid,
    /// The same name occurs twice in an object: the last one counts.
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
    /// A number that is too large to read: kept as text.
    NumberTooLarge,
    /// A description that is HTML: read as text with its line breaks and links.
    HtmlText,
    /// A time zone that nobody knows: the clock is kept unchanged.
    UnknownZone {
        /// Its name.
        name: String,
    },
    /// A task: carried, not shown.
    Task,
    /// An entry of an unknown type: carried, not shown.
    UnknownEntry,
    /// An entry that is not an object: left out.
    NotAnEntry,
    /// A fault in an iCalendar file.
    ICalendar(Fault),
}

/// The expected type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Expected {
    /// A string.
    Text,
    /// An integer, not negative.
    Count,
    /// `true` or `false`.
    Flag,
    /// An array.
    List,
    /// An object.
    Map,
    /// An object in which each value is `true`.
    Set,
    /// A URI.
    Uri,
}

/// How many issues of each kind there are, listed or not. Each kind is shown by the first reason of that kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tallies(pub Vec<(Reason, usize)>);

impl Tallies {
    /// Counts issues of the kind of a reason, and returns how many of the kind there are now.
    pub fn add(&mut self, reason: &Reason, count: usize) -> usize {
        if let Some((_, known)) = self.0.iter_mut().find(|(known, _)| known.is_same_kind(reason)) {
            *known += count;
            return *known;
        }
        self.0.push((reason.clone(), count));
        count
    }

    /// Returns the number of all issues.
    pub fn count(&self) -> usize {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// Returns the number of issues by which something was lost.
    pub fn loss_count(&self) -> usize {
        self.0.iter().filter(|(reason, _)| reason.is_loss()).map(|(_, count)| count).sum()
    }

    /// Returns the kinds of which not every issue is listed, with the number of those that are not.
    pub fn unlisted(&self, listed: &[Issue]) -> Vec<(Reason, usize)> {
        let more = |(reason, count): &(Reason, usize)| {
            let is_it = |issue: &&Issue| issue.reason.is_same_kind(reason);
            let more = count.saturating_sub(listed.iter().filter(is_it).count());
            (more > 0).then(|| (reason.clone(), more))
        };
        self.0.iter().filter_map(more).collect()
    }
}

impl Reason {
    /// Whether it concerns what is shown of an event, whatever the format of the file.
    pub fn is_about_showing(&self) -> bool {
        matches!(self, Self::LongText | Self::ManyRows | Self::ManyInstances)
    }

    /// Whether a part of the file could not be used or kept.
    pub fn is_loss(&self) -> bool {
        self.gravity() > Gravity::Noted
    }

    /// Whether two reasons differ at most in details: they are counted together.
    pub fn is_same_kind(&self, other: &Self) -> bool {
        self.gravity() == other.gravity() && self.is_same_variant(other)
    }

    fn is_same_variant(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::ICalendar(one), Self::ICalendar(other)) => {
                discriminant(one) == discriminant(other)
            }
            (Self::MissingProperty { name: one }, Self::MissingProperty { name: other }) => {
                one == other
            }
            (one, other) => discriminant(one) == discriminant(other),
        }
    }

    /// Returns how severe it is.
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
            | Self::RuleNotExpanded { .. }
            | Self::TwoEnds
            | Self::DuplicateKey { .. }
            | Self::Skipped(_)
            | Self::NumberTooLarge
            | Self::UnknownZone { .. }
            | Self::LoneSurrogate => Gravity::Part,
            Self::Older
            | Self::LooseRule
            | Self::LongText
            | Self::ManyRows
            | Self::ManyInstances
            | Self::StartIsDay
            | Self::FractionCut
            | Self::UnknownValue
            | Self::UnknownProperty
            | Self::MissingProperty { .. }
            | Self::HtmlText
            | Self::BadKey => Gravity::Noted,
        }
    }
}

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Self {
        Self::ICalendar(fault)
    }
}

/// Why a file as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum DecodeError {
    /// It is empty.
    #[error("empty")]
    Empty,
    /// More bytes than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The bytes are not text; `offset` is the first invalid one.
    #[error("not UTF-8 at byte {offset}")]
    NotText {
        /// The byte, from 0.
        offset: usize,
    },
    /// Another format that we recognise by its first bytes.
    #[error("not JSON but {0:?}")]
    Other(FileType),
    /// Not JSON, from the first entry on.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// JSON that contains no calendar.
    #[error("JSON without a calendar: {found}")]
    NotJsCalendar {
        /// What it is: the `@type`, or the first few names in it.
        found: String,
    },
    /// A calendar without an event that could be read.
    #[error("no event in it")]
    NoEvents {
        /// What else it contained, and what was wrong.
        issues: Vec<Issue>,
    },
    /// A calendar in which nothing could be read.
    #[error("nothing readable in it")]
    NothingReadable {
        /// Why not.
        issues: Vec<Issue>,
    },
}

/// The type of a file that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileType {
    /// An iCalendar file.
    ICalendar,
    /// A web page.
    Html,
    /// An encrypted file (age).
    Encrypted,
    /// A ZIP archive; office documents are ZIP archives too.
    Zip,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
}
