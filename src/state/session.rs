//! The opening of a file, as the page sees it: asked of the worker, reviewed, accepted or not.
//!
//! Nothing is changed until [`AppState::accept_import`]; ending the session ends the worker, wherever it is.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, FileList};

use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::journal::Deed;
use crate::format::clock as format_clock;
use crate::format::problem::StorageProblem;
use crate::format::protocol::{
    Answer, Ask, BadFile, Kept, Open, Outcome, RowParcel, Stage, Summary, decode, encode,
};
use crate::format::record;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::Choices;
use crate::merge::plan::Counts;
use crate::merge::step::{Class, Row};
use crate::platform::worker::{Word, Worker};
use crate::platform::{document, files, random};
use crate::repository::commit::{Edit, Operation};
use crate::storage::device::DeviceStore;
use crate::storage::store::Store;

use super::app::AppState;
use super::parcels::{calendar_step, chosen, fetched, place};

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
    /// The calendars that the files speak of.
    pub calendars: Vec<CalendarStep>,
    /// How many events of each class.
    pub counts: Counts,
    /// What the person decided.
    pub choices: Choices,
}

/// A row of the plan with what it was worked out from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetched {
    /// The row.
    pub row: Row,
    /// The entry here.
    pub ours: Option<Entry>,
    /// What came in, where it is an event.
    pub incoming: Option<Event>,
}

/// The worker of a session, with what it is to be told first.
#[derive(Debug)]
pub(super) struct SessionWorker {
    worker: Worker,
    first: Option<(String, Vec<File>)>,
}

/// What a person opens.
#[derive(Clone, Debug)]
pub enum Source {
    /// Files that they chose or dropped.
    Files(Vec<File>),
    /// Text that they pasted.
    Pasted(String),
}

/// Where the worker's script is.
pub(super) fn worker_address() -> String {
    document::meta("tsudoi:worker").unwrap_or_else(|| "./worker.js".to_owned())
}

impl AppState {
    /// Opens files or text; `lone_title` names the calendar that events without one go to.
    pub async fn open_source(self, source: Source, lone_title: String) {
        self.session.set(Session::Working { stage: Stage::Reading, done: 0, total: 0 });
        let memory = match self.kept_in_memory().await {
            Ok(memory) => memory,
            Err(trouble) => return self.session.set(Session::Troubled(trouble)),
        };
        let (names, pasted, files) = match source {
            Source::Files(files) => (files.iter().map(File::name).collect(), None, files),
            Source::Pasted(text) => (Vec::new(), Some(text), Vec::new()),
        };
        let now = format_clock::moment_text(Self::utc_now());
        let ask = Ask::Open(Open {
            names,
            pasted,
            lone_calendar: (random::uuid(), lone_title),
            now,
            memory,
        });
        let address = worker_address();
        let Some(worker) = Worker::start(&address, move |word| self.hear_worker(word)) else {
            return self.session.set(Session::Troubled(StorageProblem::NoWorker));
        };
        let first = Some((encode(&ask), files));
        self.inner().worker.replace(Some(SessionWorker { worker, first }));
    }

    /// Ends the session; nothing more is changed.
    pub fn close_session(self) {
        self.inner().worker.replace(None);
        self.session.set(Session::Closed);
    }

    /// Fetches more rows of a class.
    pub fn more_rows(self, class: Class) {
        let from = self.session.with_untracked(|session| match session {
            Session::Review(review) => review.rows.get(&class).map_or(0, Vec::len),
            Session::Closed
            | Session::Working { .. }
            | Session::Unreadable(_)
            | Session::Done { .. }
            | Session::Troubled(_) => 0,
        });
        self.ask(&Ask::Rows { class: place(class), from, count: ROWS_AT_ONCE });
    }

    /// Changes what the person decided.
    pub fn choose(self, change: impl FnOnce(&mut Choices)) {
        self.session.update(|session| {
            if let Session::Review(review) = session {
                change(&mut review.choices);
            }
        });
    }

    /// Carries the plan out.
    pub fn accept_import(self) {
        let chosen = self.session.with_untracked(|session| match session {
            Session::Review(review) => Some(chosen(review)),
            Session::Closed
            | Session::Working { .. }
            | Session::Unreadable(_)
            | Session::Done { .. }
            | Session::Troubled(_) => None,
        });
        let Some((chosen, settings)) = chosen else { return };
        if let Some(settings) = settings {
            self.set_up(|mine| {
                mine.language = settings.language;
                mine.week_start = settings.week_start;
                mine.theme = settings.theme;
            });
        }
        self.session.set(Session::Working { stage: Stage::Saving, done: 0, total: 0 });
        self.ask(&Ask::Accept(chosen));
    }

    fn ask(self, ask: &Ask) {
        if let Some(worker) = self.inner().worker.borrow().as_ref() {
            worker.worker.post(&encode(ask), &[]);
        }
    }

    fn hear_worker(self, word: Word) {
        let Word::Text(text) = word else {
            self.inner().worker.replace(None);
            return self.session.set(Session::Troubled(StorageProblem::NoWorker));
        };
        let Some(answer) = decode::<Answer>(&text) else { return };
        match answer {
            Answer::Ready => {
                if let Some(worker) = self.inner().worker.borrow_mut().as_mut()
                    && let Some((text, files)) = worker.first.take()
                {
                    worker.worker.post(&text, &files);
                }
            }
            Answer::Progress { stage, done, total } => {
                self.session.set(Session::Working { stage, done, total });
            }
            Answer::Planned(summary) => self.take_plan(*summary),
            Answer::Rows { class, from, rows } => self.take_rows(class, from, &rows),
            Answer::Done(outcome) => spawn_local(async move { self.take_outcome(*outcome).await }),
            // Another worker is asked for files.
            Answer::Converted(_) => {}
            Answer::Unreadable(bad_files) => {
                self.inner().worker.replace(None);
                self.session.set(Session::Unreadable(bad_files));
            }
            Answer::Trouble(problem) => {
                self.inner().worker.replace(None);
                self.session.set(Session::Troubled(problem));
            }
        }
    }

    fn take_plan(self, summary: Summary) {
        let counts = summary.counts.clone();
        let of = |class| counts.get(place(class)).copied().unwrap_or(0);
        let review = Review {
            rows: BTreeMap::new(),
            calendars: summary.calendars.iter().filter_map(calendar_step).collect(),
            counts: Counts {
                new: of(Class::New),
                updated: of(Class::Updated),
                cancelled: of(Class::Cancelled),
                conflicting: of(Class::Conflicting),
                removed: of(Class::RemovedInFile),
                binned: of(Class::Binned),
                missing: of(Class::Missing),
                refused: of(Class::Refused),
                unchanged: of(Class::Unchanged),
                older: summary.older,
            },
            choices: Choices::default(),
            summary,
        };
        self.session.set(Session::Review(Box::new(review)));
        for class in
            Class::ALL.into_iter().filter(|class| *class != Class::Unchanged && of(*class) > 0)
        {
            self.more_rows(class);
        }
    }

    fn take_rows(self, class: usize, from: usize, parcels: &[RowParcel]) {
        let Some(class) = Class::ALL.get(class).copied() else { return };
        let rows: Vec<Fetched> = parcels.iter().filter_map(fetched).collect();
        self.session.update(|session| {
            if let Session::Review(review) = session {
                let known = review.rows.entry(class).or_default();
                if known.len() == from {
                    known.extend(rows);
                }
            }
        });
    }

    async fn take_outcome(self, outcome: Outcome) {
        self.inner().worker.replace(None);
        let is_backup = outcome.is_backup;
        let result = if let Some((change, deed)) = &outcome.uncommitted {
            self.commit_outcome(change, deed).await
        } else {
            let changed: BTreeSet<_> =
                outcome.shards.iter().filter_map(|key| record::decode_shard_key(key)).collect();
            self.hear_of(outcome.revision, &changed).await.inspect(|()| {
                self.tell_others(outcome.revision, &changed);
            })
        };
        if let Err(problem) = result {
            return self.session.set(Session::Troubled(problem));
        }
        self.session.set(Session::Done { event_count: outcome.event_count, is_backup });
        if outcome.uncommitted.is_none() {
            self.set_up(|settings| {
                settings.deeds_since_backup = settings.deeds_since_backup.saturating_add(1);
            });
            self.leave_sentinel();
        }
        if !self.settings.with_untracked(|settings| settings.has_asked_to_persist) {
            self.ask_to_persist().await;
        }
    }

    /// Where there is no database: commits what the worker worked out.
    async fn commit_outcome(self, change: &str, deed: &str) -> Result<(), StorageProblem> {
        let change = record::decode_change(change)?;
        let Deed { at, act, subject, .. } = record::decode_deed(deed)?;
        let operation = Some(Operation { act, subject, at });
        self.write(Edit::Change { change, operation }).await?;
        Ok(())
    }

    /// What the page keeps, where there is no database that the worker could open.
    async fn kept_in_memory(self) -> Result<Option<Kept>, StorageProblem> {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        let Some(repository) = turn.as_ref() else { return Err(StorageProblem::Superseded) };
        let store = repository.store();
        if matches!(store, DeviceStore::Idb(_)) {
            return Ok(None);
        }
        let outline = store.outline().await?;
        let shards = store.shards(&outline.shard_keys).await?;
        let shards = shards.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
        Ok(Some(Kept { calendars: outline.calendars, shards }))
    }
}
