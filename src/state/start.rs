//! Starts the app: opens the database, and then starts the background work.

use std::collections::BTreeSet;
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
use crate::platform::{clock, document, idle, keeping};
use crate::repository::Repository;
use crate::repository::failure::while_opening;
use crate::storage::device::{self, DeviceStore, NAME};
use crate::storage::memory::MemoryStore;
use crate::storage::store::StoreEvent;
use crate::storage::store::{FoundOperation, Opened, StoreError};

use super::app::{AppPhase, AppState};
use super::sentinel::Sentinel;
use super::version::Version;

impl AppState {
    /// Opens the database and loads the data for the first view; other data are loaded in idle time.
    pub async fn start(self, window: Days) {
        let phase = match self.open(window).await {
            Ok(phase) => phase,
            Err(problem) => AppPhase::Stopped(problem),
        };
        let is_ready = matches!(phase, AppPhase::Ready { .. });
        self.phase.set(phase);
        self.keep_time();
        if is_ready {
            spawn_local(async move { self.go_on().await });
        }
    }

    async fn open(self, window: Days) -> Result<AppPhase, StorageProblem> {
        let on_blocked =
            Rc::new(move || self.phase.set(AppPhase::Stopped(StorageProblem::Blocked)));
        let opened = match DeviceStore::open(NAME, on_blocked).await {
            Ok(opened) => opened,
            Err(StoreError::Unavailable { .. }) => DeviceStore::memory(MemoryStore::new()),
            Err(error) => return Err(while_opening(error)),
        };
        let is_memory = matches!(opened.store, DeviceStore::Memory(_));
        let is_empty = opened.outline.revision == 0 && opened.outline.shard_keys.is_empty();
        let found = opened.outline.found;
        self.open_repository(opened)?;
        if let (true, false, Some(Sentinel { event_count, seen_at })) =
            (is_empty, is_memory, Sentinel::read())
            && (found != FoundOperation::Kept || event_count > 0)
        {
            return Err(StorageProblem::Emptied { event_count, seen_at });
        }
        self.want(window).await?;
        Ok(AppPhase::Ready { is_memory })
    }

    fn open_repository(self, opened: Opened<DeviceStore>) -> Result<(), StorageProblem> {
        let (repository, almanac) = Repository::open(opened)?;
        repository.store().on_event(Rc::new(move |event| self.on_store_event(event)));
        let inner = self.inner();
        *inner.repository.try_lock().ok_or(StorageProblem::Superseded)? = Some(repository);
        self.almanac.set(almanac);
        Ok(())
    }

    /// Continues with an empty almanac after a data loss that the person has seen and accepted.
    pub async fn accept_loss(self, window: Days) {
        Sentinel::remove();
        self.start(window).await;
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
        {
            let inner = self.inner();
            let turn = inner.repository.lock().await;
            if let Some(repository) = turn.as_ref() {
                self.load_operations(repository).await;
            }
        }
        self.load_the_rest().await
    }

    fn on_store_event(self, event: StoreEvent) {
        match event {
            StoreEvent::Upgrade | StoreEvent::Delete => {
                self.phase.set(AppPhase::Stopped(StorageProblem::Superseded));
            }
            // The next call opens the connection again.
            StoreEvent::Close => {}
        }
    }

    fn listen_to_tabs(self) {
        let channel = Channel::open(NAME, move |text| {
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

    /// Updates the clock each minute, and whenever the page is shown again.
    fn keep_time(self) {
        let renew = move || {
            let now = clock::local_now();
            if self.now.get_untracked() != now {
                self.now.set(now);
            }
        };
        document::on_visibility(move |is_visible| {
            if is_visible {
                renew();
            }
        });
        spawn_local(async move {
            loop {
                let second = u32::try_from(clock::local_now().second()).unwrap_or(0);
                idle::wait_ms((60 - second.min(59)) * 1000).await;
                renew();
            }
        });
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

    /// Lets the newer version of the app take over.
    pub fn accept_newer_version(self) {
        self.inner().offline.accept_newer();
    }

    /// Reloads the page.
    pub fn reload() {
        crate::platform::address::reload();
    }

    /// Asks the browser to keep the app's data, stores that it was asked, and shows the result.
    pub async fn ask_to_persist(self) {
        if self.is_memory() {
            return;
        }
        keeping::ask_to_persist().await;
        self.set_up(|settings| settings.has_asked_to_persist = true);
        self.keeping.set(keeping::look().await);
    }

    /// Updates the information about the stored data.
    pub async fn look_at_keeping(self) {
        self.keeping.set(keeping::look().await);
    }

    /// Deletes all data of this device and the settings, as if the app was never used.
    pub async fn delete_everything(self) -> Result<(), StorageProblem> {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        let on_blocked = Rc::new(|| {});
        let result = match turn.as_ref() {
            Some(repository) => repository.store().wipe(on_blocked).await,
            None => device::delete(NAME, on_blocked).await,
        };
        result.map_err(while_opening)?;
        Sentinel::remove();
        super::settings::forget();
        super::draft::forget();
        Ok(())
    }
}
