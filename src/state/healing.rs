//! Ways on after a problem with the storage: check it again, write it anew from memory, or begin anew beside it.

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::gather::Gather;
use crate::domain::time::Days;
use crate::format::problem::StorageProblem;
use crate::platform::random;
use crate::repository::{Damage, Repository};
use crate::storage::device::{DeviceStore, has_room};
use crate::storage::memory::MemoryStore;

use super::app::{AppPhase, AppState};
use super::reading::FetchedReading;
use super::sentinel::Sentinel;
use super::{database, starts};

impl AppState {
    /// Finds the cause of a problem: a connection that is lost may mean a full disk. Then the database is left alone,
    /// because opening a database on a full disk may destroy it.
    pub(super) async fn diagnosed(self, problem: StorageProblem) -> StorageProblem {
        match problem {
            StorageProblem::Lost { .. }
            | StorageProblem::Unopened { .. }
            | StorageProblem::Unwritten { .. }
                if has_room().await == Some(false) =>
            {
                StorageProblem::Full
            }
            StorageProblem::Newer
            | StorageProblem::Silent
            | StorageProblem::Corrupt { .. }
            | StorageProblem::Unopened { .. }
            | StorageProblem::Full
            | StorageProblem::Lost { .. }
            | StorageProblem::Cleared { .. }
            | StorageProblem::Emptied { .. }
            | StorageProblem::RolledBack { .. }
            | StorageProblem::Wiped
            | StorageProblem::Superseded
            | StorageProblem::Blocked
            | StorageProblem::Busy
            | StorageProblem::Unwritten { .. }
            | StorageProblem::NoWorker
            | StorageProblem::Crashed { .. }
            | StorageProblem::Failed { .. } => problem,
        }
    }

    /// Whether the store still has what this page has: it was neither emptied nor set back. If it was, the page says so;
    /// any other fault is told by whoever needs the store next.
    pub async fn is_stored(self) -> bool {
        match self.phase.get_untracked() {
            AppPhase::Ready { is_memory: false } => {}
            AppPhase::Ready { is_memory: true } => return false,
            AppPhase::Starting | AppPhase::Safe | AppPhase::Stopped(_) => return true,
        }
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        let Some(repository) = turn.as_ref() else { return true };
        let Err(problem) = repository.check_present().await else { return true };
        let is_cleared = |it: &StorageProblem| matches!(it, StorageProblem::Cleared { .. });
        let is_shown = self.problem.with_untracked(|shown| shown.as_ref().is_some_and(is_cleared));
        if is_cleared(&problem) && !is_shown {
            self.problem.set(Some(problem));
        }
        false
    }

    /// Uses the storage again after a problem. Succeeds only if what is stored was read back.
    pub async fn check_storage(self) -> Result<(), StorageProblem> {
        if has_room().await == Some(false) {
            return Err(StorageProblem::Full);
        }
        {
            let inner = self.inner();
            let mut turn = inner.repository.lock().await;
            let Some(repository) = turn.as_mut() else { return Err(StorageProblem::Superseded) };
            repository.store().resume();
            if let Err(problem) = repository.check(&self.host()).await {
                return Err(self.halted(repository.store(), problem).await);
            }
            self.load_operations(repository).await;
        }
        self.problem.set(None);
        self.load_the_rest().await
    }

    /// Diagnoses a problem, and stops using the store if the disk is full.
    pub(super) async fn halted(
        self,
        store: &DeviceStore,
        problem: StorageProblem,
    ) -> StorageProblem {
        // A store that has itself found the disk full has stopped already.
        let is_known = problem == StorageProblem::Full;
        let problem = self.diagnosed(problem).await;
        if problem == StorageProblem::Full && !is_known {
            store.halt();
        }
        problem
    }

    /// Writes what this page holds into the storage that was emptied or set back under it, and reads it back.
    pub async fn write_anew(self) -> Result<(), StorageProblem> {
        {
            let inner = self.inner();
            let mut turn = inner.repository.lock().await;
            let Some(repository) = turn.as_mut() else { return Err(StorageProblem::Superseded) };
            repository.store().resume();
            let written = repository.write_anew(&self.host(), random::uuid()).await;
            let revision = match written {
                Ok(revision) => revision,
                Err(problem) => return Err(self.halted(repository.store(), problem).await),
            };
            let touched = self.almanac.with_untracked(Almanac::loaded);
            self.broadcast_commit(revision, &touched.into_iter().gathered_set());
            self.load_operations(repository).await;
            self.leave_sentinel(repository);
        }
        self.set_up(|_| {});
        self.problem.set(None);
        Ok(())
    }

    /// Begins anew with an empty database beside the one that cannot be used, which stays as it is; without saving if
    /// even that cannot be opened.
    pub async fn start_beside(self, window: Days, reading: FetchedReading) {
        Sentinel::remove();
        self.decline_spare();
        starts::forget();
        let is_named = database::begin_anew();
        self.inner().repository.lock().await.take();
        self.phase.set(AppPhase::Starting);
        self.start(window, reading).await;
        let is_stopped = self.phase.with_untracked(|phase| matches!(phase, AppPhase::Stopped(_)));
        if !is_named || is_stopped {
            self.start_in_memory().await;
        }
    }

    /// Begins with an empty store in memory, because the browser cannot store anything.
    async fn start_in_memory(self) {
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        self.phase.set(match self.adopt(DeviceStore::memory(MemoryStore::new())) {
            Ok(repository) => {
                *turn = Some(repository);
                AppPhase::Ready { is_memory: true }
            }
            Err(problem) => AppPhase::Stopped(problem),
        });
    }

    /// Opens as usual after a start without events.
    pub fn leave_safe_mode() {
        starts::forget();
        Self::reload();
    }

    /// Returns what could not be read, and the number of months that are not in memory.
    pub(super) async fn missing(self) -> (Damage, usize) {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        let damage = turn.as_ref().map(Repository::damage).unwrap_or_default();
        let absent = self.almanac.with_untracked(|almanac| almanac.absent().len());
        // A shard that cannot be decoded is not in memory either.
        (damage, absent.saturating_sub(damage.shards))
    }
}
