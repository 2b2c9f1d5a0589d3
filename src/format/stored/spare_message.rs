//! What the page asks the worker about the spare, and what the worker answers, each as one line of words.
//!
//! Law: what is decoded is what was encoded.

use crate::domain::time::UtcTime;
use crate::format::clock;

/// The first word of every request.
const SPARE: &str = "spare";

/// A request of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpareRequest {
    /// Bring the spare up to date.
    Keep {
        /// The current time.
        now: UtcTime,
        /// The spare that the person did not want back, by its time: it may be replaced by older contents.
        declined: Option<UtcTime>,
    },
    /// Find out what could be restored.
    Look,
    /// Restore it.
    Restore {
        /// The current time.
        now: UtcTime,
    },
}

/// The worker's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpareAnswer {
    /// There is nothing to keep or to restore, or this browser has no place for a spare.
    Nothing,
    /// The spare is up to date.
    Kept {
        /// When it was written.
        saved_at: UtcTime,
        /// Its size.
        bytes: u32,
    },
    /// The spare is newer than the store, or the store is damaged: the spare was left as it is.
    Suspect,
    /// This can be restored.
    Offer(SpareOffer),
    /// It has been restored.
    Restored {
        /// The revision of the store now.
        revision: u64,
    },
    /// It could not be written.
    Failed,
}

/// What can be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpareOffer {
    /// When the spare was written.
    pub saved_at: UtcTime,
    /// How much is restored.
    pub extent: SpareExtent,
    /// How many records of the spare cannot be read.
    pub missing: u64,
}

/// How much is restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpareExtent {
    /// Everything: the store is gone, cannot be used, or went back.
    Everything {
        /// The number of events in the spare.
        event_count: u64,
    },
    /// Only the records that cannot be read.
    Parts {
        /// Their number.
        count: u64,
    },
}

impl SpareRequest {
    /// Writes the request, for the database of that name, which has no spaces.
    pub fn encode(&self, database: &str) -> String {
        match self {
            Self::Keep { now, declined } => {
                let declined = declined.map_or_else(|| "-".to_owned(), clock::moment_text);
                format!("{SPARE} {database} keep {} {declined}", clock::moment_text(*now))
            }
            Self::Look => format!("{SPARE} {database} look"),
            Self::Restore { now } => {
                format!("{SPARE} {database} restore {}", clock::moment_text(*now))
            }
        }
    }

    /// Reads a request and the name of the database; `None` if the text is none.
    pub fn decode(text: &str) -> Option<(&str, Self)> {
        let words: Vec<&str> = text.splitn(6, ' ').collect();
        let (database, request) = match words.as_slice() {
            [SPARE, database, request @ ..] => (*database, request),
            _ => return None,
        };
        let request = match request {
            ["keep", now, declined] => {
                let declined = match *declined {
                    "-" => None,
                    moment => Some(clock::parse_utc(moment)?),
                };
                Self::Keep { now: clock::parse_utc(now)?, declined }
            }
            ["look"] => Self::Look,
            ["restore", now] => Self::Restore { now: clock::parse_utc(now)? },
            _ => return None,
        };
        Some((database, request))
    }
}

impl SpareAnswer {
    /// Writes the answer.
    pub fn encode(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Kept { saved_at, bytes } => {
                format!("kept {} {bytes}", clock::moment_text(*saved_at))
            }
            Self::Suspect => "suspect".to_owned(),
            Self::Offer(SpareOffer { saved_at, extent, missing }) => {
                let (extent, count) = match extent {
                    SpareExtent::Everything { event_count } => ("everything", event_count),
                    SpareExtent::Parts { count } => ("parts", count),
                };
                format!("offer {} {extent} {count} {missing}", clock::moment_text(*saved_at))
            }
            Self::Restored { revision } => format!("restored {revision}"),
            Self::Failed => "failed".to_owned(),
        }
    }

    /// Reads an answer; `None` if the text is none.
    pub fn decode(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        match words.as_slice() {
            ["nothing"] => Some(Self::Nothing),
            ["kept", saved_at, bytes] => Some(Self::Kept {
                saved_at: clock::parse_utc(saved_at)?,
                bytes: bytes.parse().ok()?,
            }),
            ["suspect"] => Some(Self::Suspect),
            ["offer", saved_at, extent, count, missing] => {
                let count = count.parse().ok()?;
                let extent = match *extent {
                    "everything" => SpareExtent::Everything { event_count: count },
                    "parts" => SpareExtent::Parts { count },
                    _ => return None,
                };
                let saved_at = clock::parse_utc(saved_at)?;
                Some(Self::Offer(SpareOffer { saved_at, extent, missing: missing.parse().ok()? }))
            }
            ["restored", revision] => Some(Self::Restored { revision: revision.parse().ok()? }),
            ["failed"] => Some(Self::Failed),
            _ => None,
        }
    }
}
