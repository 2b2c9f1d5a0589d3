//! The opening of a file, as the page sees it: how far it has come, the review, and what the person decided so far.

use std::collections::BTreeMap;

use web_sys::{File, FileList};

use crate::format::problem::StorageProblem;
use crate::import::message::{Stage, Summary};
use crate::import::read::BadFile;
use crate::import::row::RowSource;
use crate::merge::choices::Choices;
use crate::merge::step::{Class, Row};
use crate::platform::worker::Worker;
use crate::platform::{document, files};

/// How many rows of a class are fetched at a time.
pub const ROWS_AT_ONCE: usize = 30;

/// How far the opening of a file has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// No file is open.
    Closed,
    /// The worker is busy.
    Working {
        /// With what.
        stage: Stage,
        /// Steps done.
        done: u64,
        /// Steps in all; 0 where unknown.
        total: u64,
    },
    /// Nothing could be read; nothing was changed.
    Unreadable(Vec<BadFile>),
    /// There is a plan, to be accepted or not.
    Review(Box<Review>),
    /// The plan was carried out.
    Done {
        /// How many events it touched.
        event_count: usize,
        /// Whether it was a backup.
        is_backup: bool,
    },
    /// The database gave trouble; nothing was changed.
    Troubled(StorageProblem),
}

/// A plan as far as the page knows it, and what the person decided so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The plan in numbers.
    pub summary: Summary,
    /// The rows fetched so far, by class.
    pub rows: BTreeMap<Class, Vec<Fetched>>,
    /// What the person decided.
    pub choices: Choices,
}

/// A row of the plan with what it was worked out from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetched {
    /// The row.
    pub row: Row,
    /// What it was worked out from.
    pub source: RowSource,
}

/// The worker of a session, with what it is to be told first.
#[derive(Debug)]
pub(super) struct SessionWorker {
    pub(super) worker: Worker,
    pub(super) first: Option<(String, Vec<File>)>,
}

/// What a person opens.
#[derive(Clone, Debug)]
pub enum Source {
    /// Files that they chose or dropped.
    Files(Vec<File>),
    /// Text that they pasted.
    Pasted(String),
}

impl Source {
    /// The files of a list; `None` where it is empty.
    pub fn of_list(list: &FileList) -> Option<Self> {
        let files = files::listed(list);
        (!files.is_empty()).then_some(Self::Files(files))
    }

    /// The sample that comes with the app, fetched from where the app itself came from.
    pub async fn of_sample() -> Option<Self> {
        files::fetched("./sample.jscal.json").await.map(|file| Self::Files(vec![file]))
    }
}

impl Session {
    /// The open review, where there is one.
    pub fn review(&self) -> Option<&Review> {
        if let Self::Review(review) = self { Some(review) } else { None }
    }
}

/// Where the worker's script is.
pub(super) fn worker_address() -> String {
    document::meta("tsudoi:worker").unwrap_or_else(|| "./worker.js".to_owned())
}
