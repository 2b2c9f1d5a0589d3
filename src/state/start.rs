//! Starts the app: opens the database, and lets the part that can read it do so.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::time::Days;
use crate::format::problem::StorageProblem;
use crate::platform::{clock, document, idle};
use crate::repository::failure::while_opening;
use crate::storage::device::DeviceStore;
use crate::storage::memory::MemoryStore;
use crate::storage::store::{Opened, Outline, StoreError};

use super::app::{AppPhase, AppState};
use super::reading::{FetchedReading, Reading};
use super::sentinel::Sentinel;
use super::{database, starts};

/// How long the database may take to open before the page says that it waits for it.
const SILENT_AFTER_MS: u32 = 8_000;

impl AppState {
    /// Opens the database, and lets `reading` load the data for the first view; other data are loaded in idle time. Where
    /// nothing is stored, the app is ready at once.
    ///
    /// After starts that did not succeed, only the calendars and the operations are loaded, and no event is drawn.
    pub async fn start(self, window: Days, reading: FetchedReading) {
        // Whoever leaves while the data are still being read, on a slow phone, has not seen a failure.
        let is_well = move || {
            let is_well = |phase: &AppPhase| match phase {
                AppPhase::Starting | AppPhase::Ready { .. } => true,
                AppPhase::Safe | AppPhase::Stopped(_) => false,
            };
            self.phase.try_with_untracked(is_well).unwrap_or(false)
        };
        let failed = starts::begin(is_well);
        let wanted = (failed < starts::TOO_MANY).then_some(window);
        spawn_local(async move { self.say_if_silent().await });
        let Some((phase, reading)) = self.open(wanted, reading).await else { return };
        let is_ready = matches!(phase, AppPhase::Ready { .. });
        let is_safe = phase == AppPhase::Safe;
        if matches!(phase, AppPhase::Stopped(_)) {
            // It has said what is wrong, which is no crash.
            starts::forget();
        }
        if self.phase.with_untracked(|before| *before != phase) {
            self.phase.set(phase);
        }
        self.keep_time();
        let Some(reading) = reading else { return };
        if is_ready {
            (reading.go_on)(self);
            spawn_local(async move { starts::settle(is_well).await });
        } else if is_safe {
            (reading.show_operations)(self);
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

    /// Returns the phase after opening, and what reads the store; `None` if that could not be fetched, which the page says.
    async fn open(
        self,
        window: Option<Days>,
        reading: FetchedReading,
    ) -> Option<(AppPhase, Option<Reading>)> {
        let opened = match self.open_store().await {
            Ok(opened) => opened,
            Err(problem) => return Some((AppPhase::Stopped(self.diagnosed(problem).await), None)),
        };
        let is_memory = matches!(opened.store, DeviceStore::Memory(_));
        let lost = if is_memory { None } else { loss(&opened.outline) };
        let inner = self.inner();
        // Whoever wants to write before the store can be read waits for their turn.
        let mut turn = inner.repository.lock().await;
        let is_bare = opened.outline.shard_keys.is_empty() && opened.outline.calendars.is_none();
        if is_bare && lost.is_none() && window.is_some() {
            self.phase.set(AppPhase::Ready { is_memory });
        }
        let reading = reading.await?;
        let adopted = (reading.adopt)(self, opened).map(|repository| *turn = Some(repository));
        drop(turn);
        let phase = match (adopted, lost, window) {
            (Err(problem), ..) | (Ok(()), Some(problem), _) => Err(problem),
            (Ok(()), None, None) => Ok(AppPhase::Safe),
            (Ok(()), None, Some(window)) => {
                (reading.load)(self, window).await.map(|()| AppPhase::Ready { is_memory })
            }
        };
        Some(match phase {
            Ok(phase) => (phase, Some(reading)),
            Err(problem) => (AppPhase::Stopped(self.diagnosed(problem).await), Some(reading)),
        })
    }

    async fn open_store(self) -> Result<Opened<DeviceStore>, StorageProblem> {
        let on_blocked =
            Rc::new(move || self.phase.set(AppPhase::Stopped(StorageProblem::Blocked)));
        match DeviceStore::open(&database::name(), on_blocked).await {
            Err(StoreError::Unavailable { .. }) => Ok(DeviceStore::memory(MemoryStore::new())),
            other => other.map_err(while_opening),
        }
    }

    /// Continues with what is stored after a data loss that the person has seen and accepted.
    pub async fn accept_loss(self, window: Days, reading: FetchedReading) {
        Sentinel::remove();
        self.decline_spare();
        self.start(window, reading).await;
    }

    /// Updates the clock each minute, and whenever the page is shown again.
    fn keep_time(self) {
        document::on_visibility(move |is_visible| {
            if is_visible {
                self.renew_time();
                spawn_local(async move { _ = self.is_stored().await });
            }
        });
        spawn_local(async move {
            loop {
                let second = u32::try_from(clock::local_now().second()).unwrap_or(0);
                idle::wait_ms((60 - second.min(59)) * 1000).await;
                self.renew_time();
            }
        });
    }

    /// Lets the newer version of the app take over.
    pub fn accept_newer_version(self) {
        self.inner().offline.accept_newer();
    }

    /// Reloads the page.
    pub fn reload() {
        crate::platform::address::reload();
    }
}

/// Returns what the sentinel says is lost.
fn loss(outline: &Outline) -> Option<StorageProblem> {
    let Sentinel { event_count, seen_at, revision } = Sentinel::read()?;
    let found = outline.revision;
    if found == 0 && outline.shard_keys.is_empty() {
        return Some(StorageProblem::Emptied { event_count, seen_at });
    }
    let detail = format!("revision {found} after {revision}");
    (found < revision).then_some(StorageProblem::RolledBack { event_count, seen_at, detail })
}
