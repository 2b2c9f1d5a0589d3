//! Loading on the page: data for the current view at once, other data in idle time, and changes from other tabs.

use std::cell::Cell;
use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::shard::{ShardKey, Slot};
use crate::domain::time::{Days, Month};
use crate::format::clock as format_clock;
use crate::format::problem::StorageProblem;
use crate::platform::{clock, idle};
use crate::repository::Repository;
use crate::repository::host::Host;
use crate::repository::load::ReadAhead;
use crate::storage::device::DeviceStore;

use super::app::AppState;
use super::sentinel::Sentinel;

/// How long decoding may run before the page may draw and handle input.
const SLICE_MS: f64 = 8.0;

/// The number of operations that the history shows.
const DEEDS_SHOWN: usize = 50;

/// The page as the owner of the repository: the almanac is a signal.
pub(super) struct PageHost {
    state: AppState,
    /// The last time when the page could draw.
    since: Cell<f64>,
}

impl Host for PageHost {
    fn read<T>(&self, read: impl FnOnce(&Almanac) -> T) -> T {
        self.state.almanac.with_untracked(read)
    }

    fn update(&self, update: impl FnOnce(&mut Almanac)) {
        self.state.almanac.update(update);
    }

    fn report(&self, problem: StorageProblem) {
        self.state.problem.set(Some(problem));
    }

    async fn pause(&self) {
        if clock::ticks_ms() - self.since.get() > SLICE_MS {
            idle::yield_now().await;
            self.since.set(clock::ticks_ms());
        }
    }
}

impl AppState {
    pub(super) fn host(self) -> PageHost {
        PageHost { state: self, since: Cell::new(clock::ticks_ms()) }
    }

    /// Loads the missing data for a window of days.
    pub async fn want(self, window: Days) -> Result<(), StorageProblem> {
        self.load(|key| Almanac::is_needed_for(key, window)).await
    }

    /// Waits until everything except the trash is loaded.
    pub async fn whole(self) -> Result<(), StorageProblem> {
        self.load(ShardKey::is_of_events).await
    }

    /// Waits until the trash is loaded.
    pub async fn trash(self) -> Result<(), StorageProblem> {
        self.load(|key| key.slot() == Some(Slot::Trash)).await
    }

    /// Waits until the directory is loaded.
    pub async fn directory(self) -> Result<(), StorageProblem> {
        self.load(|key| key.slot().is_none()).await
    }

    async fn load(self, is_wanted: impl Fn(&ShardKey) -> bool) -> Result<(), StorageProblem> {
        if !self.almanac.with_untracked(|almanac| almanac.absent().iter().any(&is_wanted)) {
            return Ok(());
        }
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        let Some(repository) = turn.as_mut() else { return Ok(()) };
        match repository.load(&self.host(), is_wanted).await {
            Ok(()) => Ok(()),
            Err(problem) => Err(self.halted(repository.store(), problem).await),
        }
    }

    /// Loads everything except the trash in idle time, nearest to today first.
    pub(super) async fn load_the_rest(self) -> Result<(), StorageProblem> {
        let month = Month::of(self.now.get_untracked().date());
        let mut ahead = ReadAhead::default();
        loop {
            idle::idle().await;
            let inner = self.inner();
            let mut turn = inner.repository.lock().await;
            let Some(repository) = turn.as_mut() else { return Ok(()) };
            match repository.read_ahead(&self.host(), &mut ahead, month).await {
                Ok(true) => {
                    self.leave_sentinel(repository);
                    return Ok(());
                }
                Ok(false) => {}
                Err(problem) => return Err(self.halted(repository.store(), problem).await),
            }
        }
    }

    /// Reloads the shards that another tab or the worker reported as changed.
    pub(super) async fn on_commit_elsewhere(
        self,
        revision: u64,
        changed: &BTreeSet<ShardKey>,
    ) -> Result<(), StorageProblem> {
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        let Some(repository) = turn.as_mut() else { return Ok(()) };
        if repository.follow_commit(&self.host(), revision, changed).await? {
            self.load_operations(repository).await;
            let is_cleared = |shown: &_| matches!(shown, Some(StorageProblem::Cleared { .. }));
            if self.problem.with_untracked(is_cleared) {
                // The other tab has written again what it holds, which may not be everything that is here.
                repository.check(&self.host()).await?;
                self.problem.set(None);
            }
            // New shards are loaded in idle time, as after the start.
            spawn_local(async move {
                if let Err(problem) = self.load_the_rest().await {
                    self.problem.set(Some(problem));
                }
            });
        }
        Ok(())
    }

    /// Reads the newest operations of the journal.
    pub(super) async fn load_operations(self, repository: &Repository<DeviceStore>) {
        match repository.history(DEEDS_SHOWN).await {
            Ok(operations) => self.operations.set(operations),
            Err(problem) => self.problem.set(Some(problem)),
        }
    }

    /// Writes the sentinel with the revision, and with the number of events if everything is loaded.
    pub(super) fn leave_sentinel(self, repository: &Repository<DeviceStore>) {
        if self.is_memory() {
            return;
        }
        let event_count = self
            .almanac
            .with_untracked(|almanac| almanac.is_whole().then(|| almanac.entry_count()))
            .map(|count| u32::try_from(count).unwrap_or(u32::MAX))
            .or_else(|| Sentinel::read().map(|sentinel| sentinel.event_count));
        super::early::note_revision(repository.revision());
        if let Some(event_count) = event_count {
            let seen_at = format_clock::moment_text(Self::utc_now());
            Sentinel { event_count, seen_at, revision: repository.revision() }.leave();
        }
    }
}
