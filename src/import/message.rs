//! The messages that the page and the web worker exchange while files are opened.
//!
//! The page sends a [`Request`], and the worker answers with [`Response`]s. Both use the rows, classes and choices of
//! `merge`; [`super::wire`] encodes them as text. Both ends always come from the same build, so there is no version
//! number.

use serde::{Deserialize, Serialize};

use super::read::{BadFile, Report};
use super::row::RowSource;
use super::wire::{self, PlainForm};
use crate::domain::time::UtcTime;
use crate::format::problem::StorageProblem;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::Choices;
use crate::merge::counts::Counts;
use crate::merge::namesakes::Namesake;
use crate::merge::preview::Class;

/// A message from the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read what the person chose or pasted, and plan what it would change. Files are sent along with the text.
    Open(Box<Open>),
    /// Send rows of the plan that are of one class, starting at one index.
    Rows {
        /// The class.
        #[serde(with = "wire::ClassForm")]
        class: Class,
        /// The index of the first requested row within the class.
        from: usize,
        /// The maximum number of rows.
        count: usize,
    },
    /// Plan again, with the events of a calendar of the files in a calendar that is here.
    Join {
        /// The uid of the calendar of the files.
        calendar: String,
        /// That of the calendar here; `None` if the events get a calendar of their own.
        into: Option<String>,
    },
    /// Carry out the plan.
    Accept(#[serde(with = "wire::ChoicesForm")] Choices),
}

/// What to open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// The names of the files, in order.
    pub names: Vec<String>,
    /// Pasted text, if there are no files.
    pub pasted: Option<String>,
    /// The uid and title of the calendar for events that come without a calendar.
    pub lone_calendar: (String, String),
    /// The current time.
    #[serde(with = "wire::MomentForm")]
    pub now: UtcTime,
    /// The name of the database.
    pub database: String,
    /// The revision that the page has. A database at a lower one was emptied or set back.
    pub revision: u64,
    /// The records that the page keeps in memory, if there is no database to open.
    pub memory: Option<KeptRecords>,
}

/// Everything that the page keeps, as records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRecords {
    /// The record of the calendars.
    pub calendars: Option<String>,
    /// The shards by key.
    pub shards: Vec<(String, String)>,
}

/// A message from the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The progress of the worker.
    Progress {
        /// The current stage.
        stage: ImportStage,
        /// Steps done.
        done: u64,
        /// The total number of steps; 0 if unknown.
        total: u64,
    },
    /// The plan is made.
    Planned(Box<Summary>),
    /// The requested rows.
    Rows {
        /// The class.
        #[serde(with = "wire::ClassForm")]
        class: Class,
        /// The index of the first row within the class.
        from: usize,
        /// The rows.
        #[serde(with = "wire::RowsForm")]
        rows: Vec<RowSource>,
    },
    /// The plan has been carried out.
    Done(Box<Outcome>),
    /// Nothing could be read; nothing was changed.
    Unreadable(Vec<BadFile>),
    /// There was a storage problem; nothing was changed.
    Problem(StorageProblem),
}

/// A stage of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportStage {
    /// Reading and decoding the files.
    Reading,
    /// Comparing with what is kept.
    Planning,
    /// Writing the changes.
    Saving,
}

/// A plan in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The report of the reading.
    pub report: Report,
    /// The number of events of each class.
    #[serde(with = "wire::CountsForm")]
    pub counts: Counts,
    /// Whether the plan has nothing to do.
    pub is_nothing_new: bool,
    /// The calendars in the files.
    #[serde(with = "wire::CalendarsForm")]
    pub calendars: Vec<CalendarStep>,
    /// The calendars in the files that are not here, but whose name is.
    #[serde(with = "wire::NamesakesForm")]
    pub namesakes: Vec<Namesake>,
    /// How many organisations, people and rosters a backup brings.
    pub directory_count: usize,
}

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The revision that the commit made.
    pub revision: u64,
    /// The keys of the shards that the commit wrote.
    pub shards: Vec<String>,
    /// The number of events that it changed.
    pub event_count: usize,
    /// The number and the record of the operation that it recorded; `None` if there was nothing to write.
    pub operation: Option<(u32, String)>,
    /// Whether it was a backup.
    pub is_backup: bool,
    /// Milliseconds spent decoding, planning and committing.
    pub millis: [f64; 3],
    /// If there is no database: the records of the change and of its operation, for the page to commit.
    pub uncommitted: Option<(String, String)>,
}
