//! The spare, as the page sees it: the worker brings it up to date in idle time after commits, and restores from it
//! what a person agreed to. Only the lazy part uses this, except for what is marked.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::{AppPhase, AppState};
use super::database;
use super::sentinel::Sentinel;
use super::session::worker_address;
use crate::format::clock as format_clock;
use crate::format::problem::StorageProblem;
use crate::format::stored::spare_message::{SpareAnswer, SpareExtent, SpareOffer, SpareRequest};
use crate::platform::worker::ask_once;
use crate::platform::{clock, idle, local, private_files};
use crate::storage::device::SPARE;

/// Where the time of a spare is stored that the person did not want back.
const DECLINED: &str = "tsudoi.spare.declined";

/// How long there must have been no commit before the spare is written.
const QUIET_MS: u32 = 3000;

/// The spare may be written for this part of the time at most.
const SHARE: f64 = 20.0;

/// How many times deleting the spare is tried while another tab writes it, and how long to wait in between.
const REMOVALS: u32 = 30;
const BETWEEN_REMOVALS_MS: u32 = 100;

impl AppState {
    /// Brings the spare up to date, now and after each commit, in idle time.
    pub async fn keep_spare(self) {
        let is_due = Rc::new(Cell::new(false));
        let is_busy = Rc::new(Cell::new(false));
        let act: Rc<dyn Fn()> = Rc::new(move || {
            is_due.set(true);
            if !is_busy.replace(true) {
                let (is_due, is_busy) = (Rc::clone(&is_due), Rc::clone(&is_busy));
                spawn_local(async move {
                    self.keep_while_due(&is_due).await;
                    is_busy.set(false);
                });
            }
        });
        self.inner().after_commit.set(Rc::clone(&act));
        let is_bare = self.almanac.with_untracked(|almanac| almanac.calendars().is_empty());
        // On a device that holds nothing, the worker is started only if there is a spare.
        if !is_bare || private_files::has_folder(SPARE).await {
            act();
        }
    }

    async fn keep_while_due(self, is_due: &Cell<bool>) {
        while is_due.get() {
            while is_due.replace(false) {
                idle::wait_ms(QUIET_MS).await;
            }
            idle::idle().await;
            let begun = clock::ticks_ms();
            self.keep_now().await;
            let rest_until = clock::ticks_ms() + (clock::ticks_ms() - begun) * SHARE;
            while is_due.get() && clock::ticks_ms() < rest_until {
                idle::wait_ms(QUIET_MS).await;
            }
        }
    }

    async fn keep_now(self) {
        let is_ready = self.phase.with_untracked(|phase| matches!(phase, AppPhase::Ready { .. }));
        if !is_ready || self.is_memory() || self.is_halted().await {
            return;
        }
        let declined = local::read(DECLINED).and_then(|text| format_clock::parse_utc(&text));
        let request = SpareRequest::Keep { now: Self::utc_now(), declined };
        match ask(&database::name(), request).await {
            SpareAnswer::Kept { saved_at, bytes } => {
                self.spare().update(|spare| spare.kept = Some((saved_at, bytes)));
            }
            SpareAnswer::Suspect => self.suspect().await,
            SpareAnswer::Nothing
            | SpareAnswer::Offer(_)
            | SpareAnswer::Restored { .. }
            | SpareAnswer::Failed => {}
        }
    }

    /// Tells the person that the store is older than its spare, if the spare can be restored.
    async fn suspect(self) {
        // A store that was emptied under this page is another matter: the page still has what it held.
        if !self.is_stored().await {
            return;
        }
        let Some(SpareOffer { saved_at, extent, missing: _ }) = self.look_for_spare().await else {
            return;
        };
        let event_count = match extent {
            SpareExtent::Everything { event_count } => {
                u32::try_from(event_count).unwrap_or(u32::MAX)
            }
            SpareExtent::Parts { .. } => return,
        };
        let seen_at = format_clock::moment_text(saved_at);
        if self.almanac.with_untracked(|almanac| almanac.calendars().is_empty()) {
            self.phase.set(AppPhase::Stopped(StorageProblem::Emptied { event_count, seen_at }));
        } else {
            let detail = "older than the spare".to_owned();
            let problem = StorageProblem::RolledBack { event_count, seen_at, detail };
            self.problem.set(Some(problem));
        }
    }

    /// Whether the database is left alone, because the disk was full.
    async fn is_halted(self) -> bool {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        turn.as_ref().is_none_or(|repository| repository.store().is_halted())
    }

    /// Finds out what can be restored from the spare.
    pub async fn look_for_spare(self) -> Option<SpareOffer> {
        let offer = match ask(&database::name(), SpareRequest::Look).await {
            SpareAnswer::Offer(offer) => Some(offer),
            SpareAnswer::Nothing
            | SpareAnswer::Kept { .. }
            | SpareAnswer::Suspect
            | SpareAnswer::Restored { .. }
            | SpareAnswer::Failed => None,
        };
        self.spare().update(|spare| spare.offer = offer);
        offer
    }

    /// Restores what the spare has; returns `false` if that failed, and nothing was changed. The page must be reloaded
    /// after it.
    ///
    /// A database that cannot be opened stays as it is: a new one beside it gets the records.
    pub async fn restore_spare(self) -> bool {
        {
            let inner = self.inner();
            let turn = inner.repository.lock().await;
            if let Some(repository) = turn.as_ref() {
                // What the worker does to the database is no reason to stop this page.
                repository.store().on_event(Rc::new(|_| {}));
            }
        }
        let is_beside = self.phase.with_untracked(|phase| {
            matches!(phase, AppPhase::Stopped(StorageProblem::Unopened { .. }))
        });
        let database = if is_beside { database::next_name() } else { database::name() };
        let request = SpareRequest::Restore { now: Self::utc_now() };
        let SpareAnswer::Restored { revision } = ask(&database, request).await else {
            return false;
        };
        if is_beside && !database::begin_anew() {
            return false;
        }
        Sentinel::remove();
        self.broadcast_commit(revision, &BTreeSet::new());
        true
    }

    /// Remembers that the person did not want the offered spare: contents that are older may replace it.
    ///
    /// The first view uses this.
    pub fn decline_spare(self) {
        if let Some(offer) = self.spare().with_untracked(|spare| spare.offer) {
            local::write(DECLINED, &format_clock::moment_text(offer.saved_at));
            self.spare().update(|spare| spare.offer = None);
        }
    }
}

/// Deletes the spare. Another tab may be writing it, which does not take long.
pub(super) async fn remove() {
    local::remove(DECLINED);
    for _ in 0..REMOVALS {
        if private_files::remove_folder(SPARE).await {
            return;
        }
        idle::wait_ms(BETWEEN_REMOVALS_MS).await;
    }
}

async fn ask(database: &str, request: SpareRequest) -> SpareAnswer {
    let answer = ask_once(&worker_address(), &request.encode(database)).await;
    answer.and_then(|text| SpareAnswer::decode(&text)).unwrap_or(SpareAnswer::Failed)
}
