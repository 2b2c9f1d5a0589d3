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
use crate::storage::store::{Opened, StoreError};

use super::app::{AppPhase, AppState};
use super::sentinel::Sentinel;
use super::version::Version;
use super::{database, starts};

/// The message between tabs that everything was deleted on a person's request.
const WIPED: &str = "wiped";

/// How long the database may take to open before the page says that it waits for it.
const SILENT_AFTER_MS: u32 = 8_000;

impl AppState {
    /// Opens the database and loads the data for the first view; other data are loaded in idle time.
    ///
    /// After starts that did not succeed, only the calendars and the operations are loaded, and no event is drawn.
    pub async fn start(self, window: Days) {
        let failed = starts::begin();
        let wanted = (failed < starts::TOO_MANY).then_some(window);
        spawn_local(async move { self.say_if_silent().await });
        let phase = match self.open(wanted).await {
            Ok(phase) => phase,
            Err(problem) => AppPhase::Stopped(self.diagnosed(problem).await),
        };
        let is_ready = matches!(phase, AppPhase::Ready { .. });
        let is_safe = phase == AppPhase::Safe;
        if matches!(phase, AppPhase::Stopped(_)) {
            // It has said what is wrong, which is no crash.
            starts::forget();
        }
        self.phase.set(phase);
        self.keep_time();
        if is_ready {
            spawn_local(async move { self.go_on().await });
            let is_well =
                move || self.phase.with_untracked(|phase| matches!(phase, AppPhase::Ready { .. }));
            spawn_local(async move { starts::settle(is_well).await });
        } else if is_safe {
            self.show_operations().await;
        }
    }

    /// Says so if the database does not answer: some mobile browsers leave requests without an answer, or answer late.
    async fn say_if_silent(self) {
        idle::wait_ms(SILENT_AFTER_MS).await;
        if self.phase.with_untracked(|phase| *phase == AppPhase::Starting) {
            // It is no crash.
            starts::forget();
            self.phase.set(AppPhase::Stopped(StorageProblem::Silent));
        }
    }

    async fn open(self, window: Option<Days>) -> Result<AppPhase, StorageProblem> {
        let on_blocked =
            Rc::new(move || self.phase.set(AppPhase::Stopped(StorageProblem::Blocked)));
        let opened = match DeviceStore::open(&database::name(), on_blocked).await {
            Ok(opened) => opened,
            Err(StoreError::Unavailable { .. }) => DeviceStore::memory(MemoryStore::new()),
            Err(error) => return Err(while_opening(error)),
        };
        let is_memory = matches!(opened.store, DeviceStore::Memory(_));
        let is_empty = opened.outline.revision == 0 && opened.outline.shard_keys.is_empty();
        let found = opened.outline.revision;
        self.open_repository(opened)?;
        if let (false, Some(Sentinel { event_count, seen_at, revision })) =
            (is_memory, Sentinel::read())
        {
            if is_empty {
                return Err(StorageProblem::Emptied { event_count, seen_at });
            }
            if found < revision {
                let detail = format!("revision {found} after {revision}");
                return Err(StorageProblem::RolledBack { event_count, seen_at, detail });
            }
        }
        let Some(window) = window else { return Ok(AppPhase::Safe) };
        self.want(window).await?;
        if self.missing().await.0.has_calendars {
            let detail = "calendars".to_owned();
            self.problem.set(Some(StorageProblem::Corrupt { detail }));
        }
        Ok(AppPhase::Ready { is_memory })
    }

    pub(super) fn open_repository(self, opened: Opened<DeviceStore>) -> Result<(), StorageProblem> {
        let (repository, almanac) = Repository::open(opened)?;
        repository.store().on_event(Rc::new(move |event| self.on_store_event(event)));
        let inner = self.inner();
        *inner.repository.try_lock().ok_or(StorageProblem::Superseded)? = Some(repository);
        self.almanac.set(almanac);
        Ok(())
    }

    /// Continues with what is stored after a data loss that the person has seen and accepted.
    pub async fn accept_loss(self, window: Days) {
        Sentinel::remove();
        self.decline_spare();
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
                spawn_local(async move { _ = self.is_stored().await });
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

    /// Deletes all data of this device and the settings, as if the app was never used. The other tabs follow.
    ///
    /// The data go in one write that is on the disk at once. Whatever happens after it, the next start finds an empty
    /// database at a later revision than the sentinel's, which is no loss.
    pub async fn delete_everything(self) -> Result<(), StorageProblem> {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        // The spare goes first: if the app is stopped here, nothing seems to be lost.
        super::spare::remove().await;
        let wiped = match turn.as_ref() {
            Some(repository) => repository.store().wipe().await.map(|_| ()),
            None => Err(StoreError::Full),
        };
        if wiped.is_err() {
            // A database that cannot be written can still be deleted; then the note must go first.
            Sentinel::remove();
            let deleted = device::delete(&database::name(), Rc::new(|| {})).await;
            deleted.map_err(while_opening)?;
        }
        // Another tab may have written it again before its database was empty.
        super::spare::remove().await;
        Sentinel::remove();
        super::early::forget();
        super::settings::forget();
        super::draft::forget();
        if let Some(channel) = inner.channel.borrow().as_ref() {
            channel.post(WIPED);
        }
        Ok(())
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
