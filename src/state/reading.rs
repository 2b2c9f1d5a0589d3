//! Reading what is stored, and what goes on after the start: the second part of the app, which a first visit does not
//! need.
//!
//! The first part reaches it through [`Reading`] only, see `ui::views`.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::almanac::shard::ShardKey;
use crate::domain::gather::Gather;
use crate::domain::time::Days;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::platform::channel::Channel;
use crate::platform::offline::ServiceWorkerEvent;
use crate::platform::{idle, keeping};
use crate::repository::Repository;
use crate::storage::device::{DeviceStore, NAME};
use crate::storage::store::{Opened, StoreEvent};

use super::app::{AppPhase, AppState};
use super::version::Version;

/// The message between tabs that everything was deleted on a person's request.
pub(super) const WIPED: &str = "wiped";

/// The functions that read what is stored.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Makes the repository over the opened store, and the almanac without its events.
    pub adopt: fn(AppState, Opened<DeviceStore>) -> Result<Repository<DeviceStore>, StorageProblem>,
    /// Loads the events of these days.
    pub load: fn(AppState, Days) -> Loading,
    /// Continues in idle time: other tabs, all other data, offline use.
    pub go_on: fn(AppState),
    /// Reads the newest operations.
    pub show_operations: fn(AppState),
}

/// A load that is going on.
pub type Loading = Pin<Box<dyn Future<Output = Result<(), StorageProblem>>>>;

/// What becomes the functions; `None` if they could not be fetched.
pub type FetchedReading = Pin<Box<dyn Future<Output = Option<Reading>>>>;

impl Reading {
    /// Returns the functions. Only code that the first part does not reach may call this.
    pub fn here() -> Self {
        Self {
            adopt: AppState::adopt,
            load: |state, window| Box::pin(state.load_first(window)),
            go_on: |state| spawn_local(async move { state.go_on().await }),
            show_operations: |state| spawn_local(async move { state.show_operations().await }),
        }
    }

    /// Returns the functions as they are fetched, for code that has them.
    pub fn at_hand() -> FetchedReading {
        Box::pin(std::future::ready(Some(Self::here())))
    }
}

impl AppState {
    /// Makes the repository over the opened store, and the almanac without its events.
    pub(super) fn adopt(
        self,
        opened: Opened<DeviceStore>,
    ) -> Result<Repository<DeviceStore>, StorageProblem> {
        let (repository, almanac) = Repository::open(opened)?;
        repository.store().on_event(Rc::new(move |event| self.on_store_event(event)));
        self.almanac.set(almanac);
        Ok(repository)
    }

    async fn load_first(self, window: Days) -> Result<(), StorageProblem> {
        self.want(window).await?;
        if self.missing().await.0.has_calendars {
            let detail = "calendars".to_owned();
            self.problem.set(Some(StorageProblem::Corrupt { detail }));
        }
        Ok(())
    }

    async fn go_on(self) {
        self.listen_to_tabs();
        if let Err(problem) = self.load_all().await {
            self.problem.set(Some(problem));
        }
        self.keeping.set(keeping::look().await);
        self.inner().offline.register(move |word| self.on_service_worker_event(word)).await;
    }

    async fn load_all(self) -> Result<(), StorageProblem> {
        idle::idle().await;
        self.show_operations().await;
        self.load_the_rest().await
    }

    async fn show_operations(self) {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        if let Some(repository) = turn.as_ref() {
            self.load_operations(repository).await;
            let newest = self.operations.with_untracked(|all| all.first().map(|(seq, _)| *seq));
            inner.opened_after.set(Some(newest.unwrap_or(0)));
        }
    }

    fn on_store_event(self, event: StoreEvent) {
        match event {
            StoreEvent::Upgrade => {
                self.phase.set(AppPhase::Stopped(StorageProblem::Superseded));
            }
            // The app itself never deletes its database while it can use it. Memory still holds what was loaded.
            StoreEvent::Delete => {
                let detail = "the database was deleted".to_owned();
                self.problem.set(Some(StorageProblem::Cleared { detail }));
            }
            // The next call opens the connection again. Browsers also close it when they clear what is stored.
            StoreEvent::Close => spawn_local(async move { _ = self.is_stored().await }),
        }
    }

    fn listen_to_tabs(self) {
        let channel = Channel::open(NAME, move |text| {
            if text == WIPED {
                spawn_local(async move { self.on_wipe_elsewhere().await });
                return;
            }
            let mut lines = text.lines();
            let Some(revision) = lines.next().and_then(|line| line.parse().ok()) else { return };
            let changed = lines.filter_map(record::decode_shard_key).gathered_set();
            spawn_local(async move {
                if let Err(problem) = self.on_commit_elsewhere(revision, &changed).await {
                    self.problem.set(Some(problem));
                }
            });
        });
        self.inner().channel.replace(Some(channel));
    }

    /// Tells the other tabs which shards a commit has rewritten.
    pub(super) fn broadcast_commit(self, revision: u64, touched: &BTreeSet<ShardKey>) {
        let keys = touched.iter().map(record::encode_shard_key);
        let text = std::iter::once(revision.to_string()).chain(keys).collect::<Vec<_>>().join("\n");
        if let Some(channel) = self.inner().channel.borrow().as_ref() {
            channel.post(&text);
        }
    }

    fn on_service_worker_event(self, word: ServiceWorkerEvent) {
        match word {
            ServiceWorkerEvent::Ready => self.version.set(Version::Ready),
            ServiceWorkerEvent::NewerWaits => self.version.set(Version::NewerWaits),
            ServiceWorkerEvent::NewerRuns => self.version.set(Version::Newer),
            ServiceWorkerEvent::Full => self.problem.set(Some(StorageProblem::Full)),
            // The old version stays in use; the next visit tries again.
            ServiceWorkerEvent::Unfetched => {}
        }
    }

    /// Shows that another tab has deleted everything, after reading what is left.
    async fn on_wipe_elsewhere(self) {
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        super::early::forget();
        if let Some(repository) = turn.as_mut() {
            if repository.catch_up(&self.host()).await.is_err() {
                // The database is not only empty but gone.
                return Self::reload();
            }
            self.load_operations(repository).await;
            self.settings.set(super::settings::load());
            self.problem.set(Some(StorageProblem::Wiped));
        }
    }
}
