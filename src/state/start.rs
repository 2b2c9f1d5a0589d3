//! Opening the database, and everything that goes on by itself afterwards.

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::almanac::Almanac;
use crate::domain::gather::Gather;
use crate::domain::shard::ShardKey;
use crate::domain::time::Days;
use crate::format::record;
use crate::platform::channel::Channel;
use crate::platform::offline::Tidings;
use crate::platform::{clock, document, idle, keeping};
use crate::storage::{self, Found, NAME, OpenError, Opened, Store, StoreEvent};

use super::app::{AppState, Desk, Phase};
use super::sentinel::Sentinel;
use super::trouble::Trouble;

/// Which version of the app runs, and whether it runs without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The service worker has not said yet.
    Unknown,
    /// Every file is on the device.
    Ready,
    /// A newer version is on the device and waits for consent.
    NewerWaits,
    /// A newer version has taken over; the page is to be loaded anew.
    Newer,
}

impl AppState {
    /// Opens the database and loads what the first view needs; the rest follows in idle time.
    pub async fn start(self, window: Days) {
        let phase = match self.open(window).await {
            Ok(phase) => phase,
            Err(trouble) => Phase::Stopped(trouble),
        };
        let is_ready = matches!(phase, Phase::Ready { .. });
        self.phase.set(phase);
        self.keep_time();
        if is_ready {
            spawn_local(async move { self.go_on().await });
        }
    }

    async fn open(self, window: Days) -> Result<Phase, Trouble> {
        let on_blocked = Rc::new(move || self.phase.set(Phase::Stopped(Trouble::Blocked)));
        let opened = match Store::open(NAME, on_blocked).await {
            Ok(opened) => opened,
            Err(OpenError::Unavailable { .. }) => Store::memory(),
            Err(error) => return Err(error.into()),
        };
        let is_memory = matches!(opened.store, Store::Memory(_));
        let is_empty = opened.revision == 0 && opened.shard_keys.is_empty();
        if let (true, false, Some(before)) = (is_empty, is_memory, Sentinel::read())
            && (opened.found != Found::Kept || before.event_count > 0)
        {
            self.take_desk(&opened)?;
            return Err(Trouble::Emptied { before });
        }
        self.take_desk(&opened)?;
        self.want(window).await?;
        Ok(Phase::Ready { is_memory })
    }

    fn take_desk(self, opened: &Opened) -> Result<(), Trouble> {
        let calendars = match &opened.calendars {
            Some(text) => record::decode_calendars(text)?,
            None => Vec::new(),
        };
        let keys: BTreeSet<ShardKey> =
            opened.shard_keys.iter().filter_map(|key| record::decode_shard_key(key)).gathered_set();
        opened.store.on_event(Rc::new(move |event| self.hear_store(event)));
        let desk = Desk {
            store: opened.store.clone(),
            revision: opened.revision,
            stale: BTreeSet::new(),
            unreadable: BTreeSet::new(),
        };
        *self.inner().desk.try_lock().ok_or(Trouble::Superseded)? = Some(desk);
        self.almanac.set(Almanac::outline(calendars, keys));
        Ok(())
    }

    /// Goes on with an empty almanac after a loss that the person has been told of.
    pub async fn accept_loss(self, window: Days) {
        Sentinel::remove();
        self.start(window).await;
    }

    async fn go_on(self) {
        self.listen_to_tabs();
        if let Err(trouble) = self.load_all().await {
            self.trouble.set(Some(trouble));
        }
        self.keeping.set(keeping::look().await);
        self.inner().offline.register(move |word| self.hear_service_worker(word)).await;
    }

    async fn load_all(self) -> Result<(), Trouble> {
        idle::idle().await;
        {
            let inner = self.inner();
            let turn = inner.desk.lock().await;
            if let Some(desk) = turn.as_ref() {
                self.load_deeds(desk).await?;
            }
        }
        self.load_the_rest().await
    }

    fn hear_store(self, event: StoreEvent) {
        match event {
            StoreEvent::Upgrade | StoreEvent::Delete => {
                self.phase.set(Phase::Stopped(Trouble::Superseded));
            }
            // The next call opens the connection again by itself.
            StoreEvent::Close => {}
        }
    }

    fn listen_to_tabs(self) {
        let channel = Channel::open(NAME, move |text| {
            let mut lines = text.lines();
            let Some(revision) = lines.next().and_then(|line| line.parse().ok()) else { return };
            let changed = lines.filter_map(record::decode_shard_key).gathered_set();
            spawn_local(async move {
                if let Err(trouble) = self.hear_of(revision, changed).await {
                    self.trouble.set(Some(trouble));
                }
            });
        });
        self.inner().channel.replace(Some(channel));
    }

    /// Tells the other tabs which shards a commit rewrote.
    pub(super) fn tell_others(self, revision: u64, touched: &BTreeSet<ShardKey>) {
        let keys = touched.iter().map(record::encode_shard_key);
        let text = std::iter::once(revision.to_string()).chain(keys).collect::<Vec<_>>().join("\n");
        if let Some(channel) = self.inner().channel.borrow().as_ref() {
            channel.post(&text);
        }
    }

    /// Renews the clock each minute, and whenever the page is shown again.
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

    fn hear_service_worker(self, word: Tidings) {
        match word {
            Tidings::Ready => self.version.set(Version::Ready),
            Tidings::NewerWaits => self.version.set(Version::NewerWaits),
            Tidings::NewerRuns => self.version.set(Version::Newer),
            Tidings::Full => self.trouble.set(Some(Trouble::Full)),
            // The old version goes on; the next visit tries again.
            Tidings::Unfetched => {}
        }
    }

    /// Lets the newer version of the app take over.
    pub fn accept_newer_version(self) {
        self.inner().offline.accept_newer();
    }

    /// Loads the page anew.
    pub fn reload() {
        crate::platform::address::reload();
    }

    /// Asks the browser to keep our data, once, and notes the answer.
    pub async fn ask_to_persist(self) {
        if self.is_memory() {
            return;
        }
        keeping::ask_to_persist().await;
        self.set_up(|settings| settings.has_asked_to_persist = true);
        self.keeping.set(keeping::look().await);
    }

    /// Looks again at how much is kept.
    pub async fn look_at_keeping(self) {
        self.keeping.set(keeping::look().await);
    }

    /// Deletes everything that this device keeps, and the settings; the page is then as new.
    pub async fn delete_everything(self) -> Result<(), Trouble> {
        let inner = self.inner();
        let mut turn = inner.desk.lock().await;
        let on_blocked = Rc::new(|| {});
        match turn.as_mut() {
            Some(desk) => desk.store.wipe(on_blocked).await?,
            None => storage::delete(NAME, on_blocked).await?,
        }
        Sentinel::remove();
        super::settings::forget();
        super::draft::forget();
        Ok(())
    }
}
