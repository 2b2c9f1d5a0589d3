//! `AppState`: everything that pages read, as signals.

use std::cell::RefCell;
use std::rc::Rc;

use async_lock::Mutex;
use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::journal::Deed;
use crate::domain::time::UtcTime;
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
use super::version::Version;

/// The reactive root. Copy it freely; there is one.
#[derive(Clone, Copy, Debug)]
pub struct AppState {
    /// Everything this device keeps, as far as it is loaded.
    pub almanac: RwSignal<Almanac>,
    /// How far the app has come.
    pub phase: RwSignal<Phase>,
    /// What a person set up.
    pub settings: RwSignal<Settings>,
    /// The wall clock, renewed each minute.
    pub now: RwSignal<DateTime>,
    /// The newest deeds, newest first, with their numbers in the journal.
    pub deeds: RwSignal<Vec<(u32, Deed)>>,
    /// Whether the browser keeps our data.
    pub keeping: RwSignal<Keeping>,
    /// The opening of a file.
    pub session: RwSignal<Session>,
    /// Which version of the app runs, and whether it runs without a network.
    pub version: RwSignal<Version>,
    /// The index of search.
    pub finder: Finder,
    /// A trouble that leaves the app usable.
    pub trouble: RwSignal<Option<StorageProblem>>,
    pub(super) inner: StoredValue<Inner, LocalStorage>,
}

/// How far the app has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The database is being opened.
    Starting,
    /// In use.
    Ready {
        /// Whether everything is kept in memory alone, and gone when the page closes.
        is_memory: bool,
    },
    /// Not to be used, and why.
    Stopped(StorageProblem),
}

/// What is not shown: the store and the ways to others.
#[derive(Clone, Debug)]
pub(super) struct Inner {
    /// The repository, once the store is open. Whoever holds it loads or writes; commits take turns.
    pub(super) repository: Rc<Mutex<Option<Repository<DeviceStore>>>>,
    /// To the other tabs.
    pub(super) channel: Rc<RefCell<Option<Channel>>>,
    /// To the service worker.
    pub(super) offline: Offline,
    /// To the worker that reads files.
    pub(super) worker: Rc<RefCell<Option<SessionWorker>>>,
}

impl AppState {
    /// A state with nothing loaded yet.
    pub fn new() -> Self {
        let inner = Inner {
            repository: Rc::new(Mutex::new(None)),
            channel: Rc::default(),
            offline: Offline::default(),
            worker: Rc::default(),
        };
        Self {
            almanac: RwSignal::new(Almanac::default()),
            phase: RwSignal::new(Phase::Starting),
            settings: RwSignal::new(settings::load()),
            now: RwSignal::new(clock::local_now()),
            deeds: RwSignal::new(Vec::new()),
            keeping: RwSignal::new(Keeping::default()),
            session: RwSignal::new(Session::Closed),
            version: RwSignal::new(Version::Unknown),
            finder: Finder::new(),
            trouble: RwSignal::new(None),
            inner: StoredValue::new_local(inner),
        }
    }

    pub(super) fn inner(self) -> Inner {
        self.inner.get_value()
    }

    /// Today, where the reader is.
    pub fn today(self) -> jiff::civil::Date {
        self.now.get().date()
    }

    /// The moment, for revisions and the journal.
    pub fn utc_now() -> UtcTime {
        UtcTime(clock::utc_now())
    }

    /// The languages that the device's owner prefers, best first.
    pub fn device_languages() -> Vec<String> {
        crate::platform::device::languages()
    }

    /// The IANA name of the reader's zone.
    pub fn reader_zone() -> Option<String> {
        clock::zone_name()
    }

    /// How far the reader's wall clock is ahead of UTC, in minutes.
    pub fn offset_minutes() -> i32 {
        clock::offset_minutes()
    }

    /// A new identity.
    pub fn new_id() -> String {
        crate::platform::random::uuid()
    }

    /// Changes the settings and keeps them.
    pub fn set_up(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        self.settings.with_untracked(settings::save);
    }

    /// Whether everything is kept in memory alone.
    pub fn is_memory(self) -> bool {
        self.phase.with_untracked(|phase| matches!(phase, Phase::Ready { is_memory: true }))
    }
}

impl Default for AppState {
    fn default() -> Self {
        Self::new()
    }
}
