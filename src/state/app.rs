//! `AppState`: everything that the pages read, as signals.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use async_lock::Mutex;
use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::journal::Operation;
use crate::domain::time::{UtcTime, Zone};
use crate::format::problem::StorageProblem;
use crate::format::stored::settings::Settings;
use crate::platform::channel::Channel;
use crate::platform::clock;
use crate::platform::keeping::Keeping;
use crate::platform::offline::Offline;
use crate::repository::Repository;
use crate::storage::device::DeviceStore;

use super::finder::Finder;
use super::session::{Session, SessionWorker};
use super::settings;
use super::spare_status::{AfterCommit, SpareStatus};
use super::version::Version;

/// The reactive root: a reference, so that copies of it cost nothing. It lives as long as the page.
#[derive(Clone, Copy, Debug)]
pub struct AppState(&'static AppSignals);

impl Deref for AppState {
    type Target = AppSignals;

    fn deref(&self) -> &AppSignals {
        self.0
    }
}

/// The signals of the reactive root.
#[derive(Debug)]
pub struct AppSignals {
    /// The almanac of this device, as far as it is loaded.
    pub almanac: RwSignal<Almanac>,
    /// The phase of the app.
    pub phase: RwSignal<AppPhase>,
    /// The settings of the person.
    pub settings: RwSignal<Settings>,
    /// The wall clock time, updated each minute.
    pub now: RwSignal<DateTime>,
    /// The viewer's time zone, asked for again with each new time: asking the browser takes a while.
    zone: Memo<Option<Zone>>,
    /// The newest operations, newest first, with their numbers in the journal.
    pub operations: RwSignal<Vec<(u32, Operation)>>,
    /// Whether the browser keeps the app's data.
    pub keeping: RwSignal<Keeping>,
    /// The current import.
    pub session: RwSignal<Session>,
    /// Which version of the app runs, and whether it runs without a network.
    pub version: RwSignal<Version>,
    /// The search index.
    pub finder: Finder,
    /// A storage problem that does not stop the app.
    pub problem: RwSignal<Option<StorageProblem>>,
    inner: StoredValue<&'static Inner, LocalStorage>,
}

/// The phase of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppPhase {
    /// The database is being opened.
    Starting,
    /// In use.
    Ready {
        /// Whether all data are only in memory, and lost when the page closes.
        is_memory: bool,
    },
    /// In use without any event on the page, because the last starts did not succeed.
    Safe,
    /// The app cannot be used, for this reason.
    Stopped(StorageProblem),
}

/// The parts of the state that are not shown: the store and the connections to other tabs and workers.
#[derive(Debug)]
pub(super) struct Inner {
    /// The repository, after the store is open. Code that loads or writes holds the lock, so commits take turns.
    pub(super) repository: Rc<Mutex<Option<Repository<DeviceStore>>>>,
    /// The channel to the other tabs.
    pub(super) channel: Rc<RefCell<Option<Channel>>>,
    /// The connection to the service worker.
    pub(super) offline: Offline,
    /// The newest operation of the journal when the app was opened, or 0; `None` until the journal is read.
    pub(super) opened_after: Rc<Cell<Option<u32>>>,
    /// Called after each commit: the lazy part keeps the spare up to date.
    pub(super) after_commit: AfterCommit,
    /// What is known about the spare.
    pub(super) spare: RwSignal<SpareStatus>,
    /// The worker that reads files.
    pub(super) worker: Rc<RefCell<Option<SessionWorker>>>,
}

impl AppState {
    /// Makes a state in which nothing is loaded yet.
    pub fn new() -> Self {
        let inner = Inner {
            repository: Rc::new(Mutex::new(None)),
            channel: Rc::default(),
            offline: Offline::default(),
            opened_after: Rc::default(),
            after_commit: AfterCommit::default(),
            spare: RwSignal::new(SpareStatus::default()),
            worker: Rc::default(),
        };
        let now = RwSignal::new(clock::local_now());
        let signals = AppSignals {
            almanac: RwSignal::new(Almanac::default()),
            phase: RwSignal::new(AppPhase::Starting),
            settings: RwSignal::new(settings::load()),
            now,
            zone: Memo::new(move |_| {
                now.track();
                clock::zone_name().map(|name| Zone(name.into()))
            }),
            operations: RwSignal::new(Vec::new()),
            keeping: RwSignal::new(Keeping::default()),
            session: RwSignal::new(Session::Closed),
            version: RwSignal::new(Version::Unknown),
            finder: Finder::new(),
            problem: RwSignal::new(None),
            inner: StoredValue::new_local(Box::leak(Box::new(inner))),
        };
        Self(Box::leak(Box::new(signals)))
    }

    pub(super) fn inner(self) -> &'static Inner {
        self.inner.get_value()
    }

    /// Returns what is known about the spare beside the database.
    pub fn spare(self) -> RwSignal<SpareStatus> {
        self.inner().spare
    }

    /// Whether an operation with that number in the journal was made since the app was opened.
    pub fn is_since_opening(self, seq: u32) -> bool {
        self.inner().opened_after.get().is_some_and(|before| before < seq)
    }

    /// Returns today's date in the viewer's time zone.
    pub fn today(self) -> jiff::civil::Date {
        self.now.get().date()
    }

    /// Returns the current time, for revisions and the journal.
    pub fn utc_now() -> UtcTime {
        UtcTime(clock::utc_now())
    }

    /// Returns the preferred languages of the device's owner, best first.
    pub fn device_languages() -> Vec<String> {
        crate::platform::device::languages()
    }

    /// Returns the viewer's time zone, if the browser tells it.
    pub fn viewer_zone(self) -> Option<Zone> {
        self.zone.get()
    }

    /// Updates the clock.
    pub(super) fn renew_time(self) {
        let now = clock::local_now();
        if self.now.get_untracked() != now {
            self.now.set(now);
        }
    }

    /// Returns how far the viewer's wall clock is ahead of UTC, in minutes.
    pub fn offset_minutes() -> i32 {
        clock::offset_minutes()
    }

    /// Makes a new id.
    pub fn new_id() -> String {
        crate::platform::random::uuid()
    }

    /// Changes the settings and stores them.
    pub fn set_up(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        self.settings.with_untracked(settings::save);
    }

    /// Whether the app is in use as usual.
    pub fn is_ready(self) -> bool {
        self.phase.with(|phase| matches!(phase, AppPhase::Ready { .. }))
    }

    /// Whether all data are only in memory.
    pub fn is_memory(self) -> bool {
        self.phase.with_untracked(|phase| matches!(phase, AppPhase::Ready { is_memory: true }))
    }
}

impl Default for AppState {
    fn default() -> Self {
        Self::new()
    }
}
