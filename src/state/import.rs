//! Imports on the page: sends requests to the worker, handles its responses, and keeps the review until it is accepted.
//!
//! Nothing is changed before [`AppState::accept_import`]. Closing the session stops the worker at any stage.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use web_sys::File;

use super::app::AppState;
use super::database;
use super::session::{
    Fetched, ROWS_AT_ONCE, Review, Session, SessionWorker, Source, worker_address,
};
use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::Needs;
use crate::domain::almanac::journal::Operation;
use crate::domain::id::CalendarId;
use crate::domain::sorted_map::SortedMap;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::format::stored::settings::PortableSettings;
use crate::import::message::{ImportStage, KeptRecords, Open, Outcome, Request, Response, Summary};
use crate::import::row::RowSource;
use crate::import::wire::{from_wire, to_wire};
use crate::merge::choices::Choices;
use crate::merge::preview::Class;
use crate::platform::random;
use crate::platform::worker::{Worker, WorkerEvent};
use crate::repository::commit::{Edit, NewOperation};
use crate::storage::device::DeviceStore;
use crate::storage::store::Store;

impl AppState {
    /// Opens files or text. `lone_title` is the title of the calendar for events that come without a calendar.
    pub async fn open_source(self, source: Source, lone_title: String) {
        self.session.set(Session::Working { stage: ImportStage::Reading, done: 0, total: 0 });
        let (revision, memory) = match self.kept_in_memory().await {
            Ok(kept) => kept,
            Err(problem) => return self.session.set(Session::Failed(problem)),
        };
        let (names, pasted, files) = match source {
            Source::Files(files) => (files.iter().map(File::name).collect(), None, files),
            Source::Pasted(text) => (Vec::new(), Some(text), Vec::new()),
        };
        let request = Request::Open(Box::new(Open {
            names,
            pasted,
            lone_calendar: (random::uuid(), lone_title),
            now: Self::utc_now(),
            database: database::name(),
            revision,
            memory,
        }));
        let address = worker_address();
        let Some(worker) = Worker::start(&address, move |word| self.on_worker(word)) else {
            return self.session.set(Session::Failed(StorageProblem::NoWorker));
        };
        let first = Some((to_wire(&request), files));
        self.inner().worker.replace(Some(SessionWorker { worker, first }));
    }

    /// Closes the session; after that, nothing is changed.
    pub fn close_session(self) {
        self.inner().worker.replace(None);
        self.session.set(Session::Closed);
    }

    /// Requests more rows of a class.
    pub fn more_rows(self, class: Class) {
        let from = self.session.with_untracked(|session| {
            session.review().and_then(|review| review.rows.get(&class)).map_or(0, Vec::len)
        });
        self.send(&Request::Rows { class, from, count: ROWS_AT_ONCE });
    }

    /// Changes the choices of the person.
    pub fn choose(self, change: impl FnOnce(&mut Choices)) {
        self.session.update(|session| {
            if let Session::Review(review) = session {
                change(&mut review.choices);
            }
        });
    }

    /// Plans again, with the events of a calendar of the files in a calendar that is here, or in one of their own.
    pub fn join_calendar(self, calendar: &CalendarId, into: Option<&CalendarId>) {
        self.session.set(Session::Working { stage: ImportStage::Planning, done: 0, total: 0 });
        let into = into.map(CalendarId::to_string);
        self.send(&Request::Join { calendar: calendar.to_string(), into });
    }

    /// Carries out the plan.
    pub fn accept_import(self) {
        let decided = self.session.with_untracked(|session| {
            session.review().map(|review| (review.choices.clone(), settings(review)))
        });
        let Some((choices, settings)) = decided else { return };
        if let Some(settings) = settings {
            self.set_up(|mine| mine.portable = settings);
        }
        self.session.set(Session::Working { stage: ImportStage::Saving, done: 0, total: 0 });
        self.send(&Request::Accept(choices));
    }

    fn send(self, request: &Request) {
        if let Some(worker) = self.inner().worker.borrow().as_ref() {
            worker.worker.post(&to_wire(request), &[]);
        }
    }

    fn on_worker(self, word: WorkerEvent) {
        match word {
            WorkerEvent::Ready => {
                if let Some(worker) = self.inner().worker.borrow_mut().as_mut()
                    && let Some((text, files)) = worker.first.take()
                {
                    worker.worker.post(&text, &files);
                }
            }
            WorkerEvent::Text(text) => {
                if let Some(response) = from_wire(&text) {
                    self.on_response(response);
                }
            }
            WorkerEvent::Died => {
                self.inner().worker.replace(None);
                self.session.set(Session::Failed(StorageProblem::NoWorker));
            }
        }
    }

    fn on_response(self, response: Response) {
        match response {
            Response::Progress { stage, done, total } => {
                self.session.set(Session::Working { stage, done, total });
            }
            Response::Planned(summary) => self.take_plan(*summary),
            Response::Rows { class, from, rows } => self.take_rows(class, from, rows),
            Response::Done(outcome) => {
                spawn_local(async move { self.take_outcome(*outcome).await });
            }
            Response::Unreadable(bad_files) => {
                self.inner().worker.replace(None);
                self.session.set(Session::Unreadable(bad_files));
            }
            Response::Problem(problem) => {
                self.inner().worker.replace(None);
                spawn_local(async move { self.fail_session(problem).await });
            }
        }
    }

    /// Ends the session with a problem of the worker. If the disk is full, the page leaves the database alone too.
    async fn fail_session(self, problem: StorageProblem) {
        let problem = self.diagnosed(problem).await;
        if problem == StorageProblem::Full {
            let inner = self.inner();
            if let Some(repository) = inner.repository.lock().await.as_ref() {
                repository.store().halt();
            }
            self.problem.set(Some(problem.clone()));
        }
        self.session.set(Session::Failed(problem));
    }

    fn take_plan(self, summary: Summary) {
        let counts = summary.counts;
        let review = Review { summary, rows: SortedMap::new(), choices: Choices::default() };
        self.session.set(Session::Review(Box::new(review)));
        for (class, count) in counts.iter() {
            if class != Class::Unchanged && count > 0 {
                self.more_rows(class);
            }
        }
    }

    fn take_rows(self, class: Class, from: usize, sources: Vec<RowSource>) {
        let rows = sources.into_iter().filter_map(|source| {
            let row = source.row()?;
            Some(Fetched { row, source })
        });
        self.session.update(|session| {
            if let Session::Review(review) = session {
                let known = review.rows.get_or_default(class);
                if known.len() == from {
                    known.extend(rows);
                }
            }
        });
    }

    async fn take_outcome(self, outcome: Outcome) {
        self.inner().worker.replace(None);
        let operation = match self.settled(&outcome).await {
            Ok(operation) => operation,
            Err(problem) => return self.session.set(Session::Failed(problem)),
        };
        let Outcome { event_count, is_backup, .. } = outcome;
        self.session.set(Session::Done { event_count, is_backup, operation });
        if outcome.operation.is_some() {
            self.set_up(|settings| {
                settings.operations_since_backup =
                    settings.operations_since_backup.saturating_add(1);
            });
            let inner = self.inner();
            if let Some(repository) = inner.repository.lock().await.as_ref() {
                self.leave_sentinel(repository);
            }
            inner.after_commit.call();
        }
        if !self.settings.with_untracked(|settings| settings.has_asked_to_persist) {
            self.ask_to_persist().await;
        }
    }

    /// Takes over what the worker wrote, or writes what it could not. Returns the operation that was recorded for it,
    /// with its number in the journal; `None` if there was nothing to write.
    async fn settled(self, outcome: &Outcome) -> Result<Option<(u32, Operation)>, StorageProblem> {
        if let Some((change, operation)) = &outcome.uncommitted {
            return self.commit_outcome(change, operation).await;
        }
        let changed: BTreeSet<_> =
            outcome.shards.iter().filter_map(|key| record::decode_shard_key(key)).collect();
        self.on_commit_elsewhere(outcome.revision, &changed).await?;
        let Some((seq, operation)) = &outcome.operation else { return Ok(None) };
        self.broadcast_commit(outcome.revision, &changed);
        Ok(Some((*seq, record::decode_operation(operation)?)))
    }

    /// Commits the change that the worker computed, if there is no database. Returns the operation that was recorded.
    async fn commit_outcome(
        self,
        change: &str,
        operation: &str,
    ) -> Result<Option<(u32, Operation)>, StorageProblem> {
        let change = record::decode_change(change)?;
        let Operation { at, act, subject, .. } = record::decode_operation(operation)?;
        let operation = Some(NewOperation { act, subject, at });
        // No other tab can have changed what is only in memory.
        let mut plan = |_: &Almanac| Ok(change.clone());
        let edit = Edit::Plan { plan: &mut plan, needs: Needs::Everything, operation };
        Ok(self.write(edit).await?.and_then(|committed| committed.operation))
    }

    /// Returns the revision of the page, and the records that it keeps in memory if there is no database that the worker
    /// can open.
    async fn kept_in_memory(self) -> Result<(u64, Option<KeptRecords>), StorageProblem> {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        let Some(repository) = turn.as_ref() else { return Err(StorageProblem::Superseded) };
        let (store, revision) = (repository.store(), repository.revision());
        if store.is_halted() {
            return Err(StorageProblem::Full);
        }
        if matches!(store, DeviceStore::Idb(_)) {
            return Ok((revision, None));
        }
        let outline = store.outline().await?;
        let shards = store.shards(&outline.shard_keys).await?;
        let shards = shards.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
        Ok((revision, Some(KeptRecords { calendars: outline.calendars, shards })))
    }
}

/// Returns the settings of a backup; `None` if the file is not a backup.
fn settings(review: &Review) -> Option<PortableSettings> {
    let report = &review.summary.report;
    let map = || report.settings.iter().cloned().collect();
    report.is_backup.then(|| PortableSettings::from_map(&map()))
}
