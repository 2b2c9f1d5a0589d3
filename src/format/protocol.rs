//! What the page and the web worker say to each other: JSON texts.
//!
//! Entries and events travel as the records of `record`; everything else is plain numbers and texts. Both ends are
//! always of the same build, so there is no version number.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::issue::{DecodeError, Issue};
use super::problem::StorageProblem;

/// What the page asks of the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Read what was chosen or pasted and plan what it would change. Files travel beside the text.
    Open(Open),
    /// Send rows of the plan, of one class, from one index on.
    Rows {
        /// The class, by its place in `Class::ALL`.
        class: usize,
        /// The first row wanted, counted within the class.
        from: usize,
        /// How many at most.
        count: usize,
    },
    /// Carry the plan out.
    Accept(Chosen),
    /// Write a file of ours as one for other calendars.
    Convert(Convert),
}

/// A file of ours, to be written as iCalendar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Convert {
    /// The file, as JSCalendar.
    pub text: String,
    /// Whether names of people go along.
    pub has_names: bool,
    /// The time, as `UTCDateTime`.
    pub now: String,
}

/// What to open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The names of the files, in order.
    pub names: Vec<String>,
    /// Pasted text, in place of files.
    pub pasted: Option<String>,
    /// The uid and title of the calendar for events that come alone.
    pub lone_calendar: (String, String),
    /// The time, as `UTCDateTime`.
    pub now: String,
    /// What the page keeps, where there is no database to open.
    pub memory: Option<Kept>,
}

/// What is kept, as records.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// The record of the calendars.
    pub calendars: Option<String>,
    /// The shards by key.
    pub shards: Vec<(String, String)>,
}

/// What a person decided, by places rather than names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Chosen {
    /// Whole classes, by their place in `Class::ALL`: taken or not.
    pub classes: Vec<(usize, bool)>,
    /// Single events: taken or not.
    pub events: Vec<(String, bool)>,
    /// Single conflicts, by event and place in its row: whether the file's side is taken.
    pub conflicts: Vec<(String, usize, bool)>,
    /// All other conflicts: whether the file's side is taken.
    pub all_conflicts: Option<bool>,
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// It listens.
    Ready,
    /// How far it has come.
    Progress {
        /// What it is doing.
        stage: Stage,
        /// Steps done.
        done: u64,
        /// Steps in all; 0 where unknown.
        total: u64,
    },
    /// The plan is made.
    Planned(Box<Summary>),
    /// Rows that were asked for.
    Rows {
        /// The class, by its place in `Class::ALL`.
        class: usize,
        /// The place of the first row within the class.
        from: usize,
        /// The rows.
        rows: Vec<RowParcel>,
    },
    /// The plan is carried out.
    Done(Box<Outcome>),
    /// Nothing could be read; nothing was changed.
    Unreadable(Vec<BadFile>),
    /// The database gave trouble; nothing was changed.
    Trouble(StorageProblem),
    /// The file that was asked for; `None` where it could not be written.
    Converted(Option<String>),
}

/// What the worker is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Reading and decoding the files.
    Reading,
    /// Comparing with what is kept.
    Planning,
    /// Writing.
    Saving,
}

/// A plan in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// How many events of each class, in the order of `Class::ALL`.
    pub counts: Vec<usize>,
    /// Of the unchanged, those of which the file has an older edition.
    pub older: usize,
    /// Whether there is nothing to do.
    pub is_nothing_new: bool,
    /// Whether this is a backup.
    pub is_backup: bool,
    /// The settings that a backup holds.
    pub settings: Vec<(String, String)>,
    /// The calendars that the files speak of, as records: as they stand here, and as they would stand.
    pub calendars: Vec<(Option<String>, String)>,
    /// Whether a newer program wrote one of the files.
    pub is_newer: bool,
    /// Files of which nothing could be read, beside others that could.
    pub bad_files: Vec<BadFile>,
    /// What could not be read, with the name of its file.
    pub issues: Vec<(String, Issue)>,
    /// How many issues there are in all; the list is cut off.
    pub issue_count: usize,
    /// Whether a file broke off in the middle, and how many events were read of it.
    pub broken_off: Option<usize>,
}

/// A file of which nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadFile {
    /// Its name.
    pub name: String,
    /// Why.
    pub error: FileError,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileError {
    /// The browser could not read it.
    Unreadable,
    /// Its bytes make no sense to us.
    Decode(DecodeError),
}

/// One row of the plan, as `merge::step` needs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RowParcel {
    /// The event.
    pub id: String,
    /// The calendar that the file says it belongs to.
    pub calendar: String,
    /// The entry here, as a record.
    pub ours: Option<String>,
    /// What came in.
    pub said: SaidParcel,
}

/// What came in about one event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum SaidParcel {
    /// The event, as an entry's record.
    Event(String),
    /// The event, and when it was deleted here, as `UTCDateTime`.
    Buried(String, String),
    /// The event, of which the file says different things.
    Ambiguous(String),
    /// The whole entry.
    Entry(String),
    /// That it was deleted, as `UTCDateTime`.
    Deleted(String),
    /// Nothing.
    Nothing,
}

/// What was done.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// The revision that the commit made.
    pub revision: u64,
    /// The keys of the shards that it wrote.
    pub shards: Vec<String>,
    /// How many events it touched.
    pub event_count: usize,
    /// Whether it was a backup.
    pub is_backup: bool,
    /// Milliseconds spent decoding, planning and committing.
    pub millis: [f64; 3],
    /// Where there is no database: the records of the change and of its deed, for the page to commit.
    pub uncommitted: Option<(String, String)>,
}

/// Encodes a message.
pub fn encode<T: Serialize>(message: &T) -> String {
    serde_json::to_string(message).expect("our own messages hold nothing that JSON cannot")
}

/// Decodes a message; `None` for what is not one.
pub fn decode<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
