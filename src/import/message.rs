//! What the page and the web worker say to each other while files are opened.
//!
//! The page asks with a [`Request`], the worker answers with [`Response`]s. Both speak of rows, classes and choices as
//! `merge` does; [`super::wire`] has the text that they travel as. Both ends are always of the same build, so there is
//! no version number.

use serde::{Deserialize, Serialize};

use super::read::{BadFile, Report};
use super::row::RowSource;
use super::wire::{self, PlainForm};
use crate::domain::time::UtcTime;
use crate::format::problem::StorageProblem;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::Choices;
use crate::merge::counts::Counts;
use crate::merge::step::Class;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read what was chosen or pasted and plan what it would change. Files travel beside the text.
    Open(Box<Open>),
    /// Send rows of the plan, of one class, from one index on.
    Rows {
        /// The class.
        #[serde(with = "wire::ClassForm")]
        class: Class,
        /// The first row wanted, counted within the class.
        from: usize,
        /// How many at most.
        count: usize,
    },
    /// Carry the plan out.
    Accept(#[serde(with = "wire::ChoicesForm")] Choices),
}

/// What to open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// The names of the files, in order.
    pub names: Vec<String>,
    /// Pasted text, in place of files.
    pub pasted: Option<String>,
    /// The uid and title of the calendar for events that come alone.
    pub lone_calendar: (String, String),
    /// The time.
    #[serde(with = "wire::MomentForm")]
    pub now: UtcTime,
    /// What the page keeps, where there is no database to open.
    pub memory: Option<Kept>,
}

/// What is kept, as records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The record of the calendars.
    pub calendars: Option<String>,
    /// The shards by key.
    pub shards: Vec<(String, String)>,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
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
        /// The class.
        #[serde(with = "wire::ClassForm")]
        class: Class,
        /// The index of the first row within the class.
        from: usize,
        /// The rows.
        #[serde(with = "wire::RowsForm")]
        rows: Vec<RowSource>,
    },
    /// The plan is carried out.
    Done(Box<Outcome>),
    /// Nothing could be read; nothing was changed.
    Unreadable(Vec<BadFile>),
    /// The database gave trouble; nothing was changed.
    Trouble(StorageProblem),
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
    /// How reading went.
    pub report: Report,
    /// How many events of each class.
    #[serde(with = "wire::CountsForm")]
    pub counts: Counts,
    /// Whether there is nothing to do.
    pub is_nothing_new: bool,
    /// The calendars that the files speak of.
    #[serde(with = "wire::CalendarsForm")]
    pub calendars: Vec<CalendarStep>,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
