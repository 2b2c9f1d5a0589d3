//! The state of an import on the page: its progress, the review, and the choices of the person so far.

use web_sys::{File, FileList};

use crate::domain::almanac::journal::Operation;
use crate::domain::sorted_map::SortedMap;
use crate::format::problem::StorageProblem;
use crate::import::message::{ImportStage, Summary};
use crate::import::read::BadFile;
use crate::import::row::RowSource;
use crate::merge::choices::Choices;
use crate::merge::preview::{Class, PlanRow};
use crate::platform::worker::Worker;
use crate::platform::{document, files};

/// The number of rows of a class that are fetched at a time.
pub const ROWS_AT_ONCE: usize = 30;

/// The state of an import.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// No file is open.
    Closed,
    /// The worker is busy.
    Working {
        /// The current stage.
        stage: ImportStage,
        /// Steps done.
        done: u64,
        /// The total number of steps; 0 if unknown.
        total: u64,
    },
    /// Nothing could be read; nothing was changed.
    Unreadable(Vec<BadFile>),
    /// There is a plan for the person to review.
    Review(Box<Review>),
    /// The plan has been carried out.
    Done {
        /// The number of changed events.
        event_count: usize,
        /// Whether it was a backup.
        is_backup: bool,
        /// The operation with its number in the journal, to undo it; `None` if nothing was changed.
        operation: Option<(u32, Operation)>,
    },
    /// There was a storage problem; nothing was changed.
    Failed(StorageProblem),
}

/// The parts of the plan that the page has fetched, and the choices of the person so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The plan in numbers.
    pub summary: Summary,
    /// The rows fetched so far, by class.
    pub rows: SortedMap<Class, Vec<Fetched>>,
    /// The choices of the person.
    pub choices: Choices,
}

impl Review {
    /// Whether there is nothing to take: nothing new, and nothing that could be restored or deleted.
    pub fn is_finished(&self) -> bool {
        let Summary { counts, is_nothing_new, .. } = &self.summary;
        *is_nothing_new && counts.of(Class::Trashed) + counts.of(Class::Missing) == 0
    }
}

/// A row of the plan, and the data that it was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetched {
    /// The row.
    pub row: PlanRow,
    /// The data that it was computed from.
    pub source: RowSource,
}

/// The worker of a session, with its first message.
#[derive(Debug)]
pub(super) struct SessionWorker {
    pub(super) worker: Worker,
    pub(super) first: Option<(String, Vec<File>)>,
}

/// The input of an import.
#[derive(Clone, Debug)]
pub enum Source {
    /// Files that the person chose or dropped.
    Files(Vec<File>),
    /// Text that the person pasted.
    Pasted(String),
}

impl Source {
    /// Makes a source from a list of files; `None` if it is empty.
    pub fn of_list(list: &FileList) -> Option<Self> {
        let files = files::listed(list);
        (!files.is_empty()).then_some(Self::Files(files))
    }

    /// Fetches the sample file of the app, from the same server as the app itself.
    pub async fn of_sample() -> Option<Self> {
        files::fetched("./sample.jscal.json").await.map(|file| Self::Files(vec![file]))
    }
}

impl Session {
    /// Returns the open review, if there is one.
    pub fn review(&self) -> Option<&Review> {
        if let Self::Review(review) = self { Some(review) } else { None }
    }

    /// Whether nothing is left to decide, so that the next visit of the page begins anew.
    pub fn is_finished(&self) -> bool {
        match self {
            Self::Unreadable(_) | Self::Done { .. } | Self::Failed(_) => true,
            Self::Review(review) => review.is_finished(),
            Self::Closed | Self::Working { .. } => false,
        }
    }
}

/// Returns the address of the worker's script.
pub(super) fn worker_address() -> String {
    document::meta("tsudoi:worker").unwrap_or_else(|| "./worker.js".to_owned())
}
