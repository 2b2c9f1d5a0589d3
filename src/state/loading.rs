//! Filling memory: first what a page needs, then the rest in idle time, and again what another writer changed.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::almanac::Almanac;
use crate::domain::gather::{Gather, ordered};
use crate::domain::shard::{Shard, ShardKey, Slot};
use crate::domain::time::{Days, Month};
use crate::format::clock as format_clock;
use crate::format::record;
use crate::platform::{clock, idle};
use crate::storage::Opened;

use super::app::{AppState, Desk};
use super::sentinel::Sentinel;
use super::trouble::Trouble;

/// How many shards are read in one transaction while loading the rest.
const SHARDS_AT_ONCE: usize = 24;

/// How long decoding may go on before the page gets a breath.
const SLICE_MS: f64 = 8.0;

impl AppState {
    /// Loads what a window of days needs and is not there yet.
    pub async fn want(self, window: Days) -> Result<(), Trouble> {
        let is_needed = |key: &&ShardKey| Almanac::is_needed_for(key, window);
        let keys: Vec<ShardKey> = self
            .almanac
            .with_untracked(|almanac| almanac.absent().iter().filter(is_needed).cloned().collect());
        if keys.is_empty() {
            return Ok(());
        }
        let inner = self.inner();
        let mut turn = inner.desk.lock().await;
        let Some(desk) = turn.as_mut() else { return Ok(()) };
        self.load_keys(desk, keys).await
    }

    /// Loads everything, nearest to today first, without getting in the way.
    ///
    /// What is decoded is put aside and taken in at once at the end: each signal write would draw every list anew.
    pub(super) async fn load_the_rest(self) -> Result<(), Trouble> {
        let this_month = Month::of(self.now.get_untracked().date());
        let mut aside: Vec<(ShardKey, Shard)> = Vec::new();
        let mut of_revision = None;
        loop {
            idle::idle().await;
            let inner = self.inner();
            let mut turn = inner.desk.lock().await;
            let Some(desk) = turn.as_mut() else { return Ok(()) };
            if of_revision != Some(desk.revision) {
                // Somebody wrote meanwhile: what lies aside may be out of date.
                aside.clear();
                of_revision = Some(desk.revision);
            }
            let mut keys: Vec<ShardKey> =
                self.almanac.with_untracked(|almanac| almanac.absent().iter().cloned().collect());
            // The bin is read when somebody looks into it.
            keys.retain(|key| {
                key.slot != Slot::Bin
                    && !desk.unreadable.contains(key)
                    && !aside.iter().any(|(known, _)| known == key)
            });
            if keys.is_empty() {
                self.almanac.update(|almanac| {
                    for (key, shard) in aside {
                        if almanac.absent().contains(&key) {
                            almanac.load_shard(key, shard);
                        }
                    }
                });
                self.leave_sentinel();
                return Ok(());
            }
            let mut keys =
                ordered(keys, |a, b| distance(a, this_month).cmp(&distance(b, this_month)));
            keys.truncate(SHARDS_AT_ONCE);
            aside.extend(self.read_keys(desk, keys).await?);
        }
    }

    /// Waits until everything but the bin is loaded: for what needs the whole.
    pub async fn whole(self) -> Result<(), Trouble> {
        self.load_absent(|slot| slot != Slot::Bin).await
    }

    /// Waits until the bin is loaded.
    pub async fn bin(self) -> Result<(), Trouble> {
        self.load_absent(|slot| slot == Slot::Bin).await
    }

    async fn load_absent(self, is_wanted: impl Fn(Slot) -> bool) -> Result<(), Trouble> {
        let keys: Vec<ShardKey> = self.almanac.with_untracked(|almanac| {
            almanac.absent().iter().filter(|key| is_wanted(key.slot)).cloned().collect()
        });
        let inner = self.inner();
        let mut turn = inner.desk.lock().await;
        let Some(desk) = turn.as_mut() else { return Ok(()) };
        self.load_keys(desk, keys).await
    }

    /// Reads and decodes shards, and takes them all in with one signal write.
    pub(super) async fn load_keys(
        self,
        desk: &mut Desk,
        keys: Vec<ShardKey>,
    ) -> Result<(), Trouble> {
        let shards = self.read_keys(desk, keys).await?;
        if shards.is_empty() {
            return Ok(());
        }
        for (key, _) in &shards {
            desk.stale.remove(key);
        }
        self.almanac.update(|almanac| {
            for (key, shard) in shards {
                almanac.load_shard(key, shard);
            }
        });
        Ok(())
    }

    /// Reads and decodes shards, with breaths between.
    ///
    /// One that cannot be decoded stays on the disk as it is and absent here, is never written again, and is told of
    /// once; the others are read.
    async fn read_keys(
        self,
        desk: &mut Desk,
        keys: Vec<ShardKey>,
    ) -> Result<Vec<(ShardKey, Shard)>, Trouble> {
        let keys: Vec<ShardKey> =
            keys.into_iter().filter(|key| !desk.unreadable.contains(key)).collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<String> = keys.iter().map(record::encode_shard_key).collect();
        let texts = desk.store.shards(&names).await?;
        let mut shards: Vec<(ShardKey, Shard)> = Vec::with_capacity(keys.len());
        let mut since = clock::ticks_ms();
        for (key, (name, text)) in keys.into_iter().zip(texts) {
            match text.as_deref().map(record::decode_shard) {
                None => shards.push((key, Shard::new())),
                Some(Ok(shard)) => shards.push((key, shard)),
                Some(Err(error)) => {
                    desk.stale.remove(&key);
                    desk.unreadable.insert(key);
                    self.trouble.set(Some(Trouble::Corrupt { detail: format!("{name}: {error}") }));
                }
            }
            if clock::ticks_ms() - since > SLICE_MS {
                idle::breathe().await;
                since = clock::ticks_ms();
            }
        }
        Ok(shards)
    }

    /// Takes over what another tab or the worker wrote: `changed` are the shards that it named.
    pub(super) async fn hear_of(
        self,
        revision: u64,
        changed: BTreeSet<ShardKey>,
    ) -> Result<(), Trouble> {
        let inner = self.inner();
        let mut turn = inner.desk.lock().await;
        let Some(desk) = turn.as_mut() else { return Ok(()) };
        if revision <= desk.revision {
            return Ok(());
        }
        let is_next = revision == desk.revision + 1;
        let outline = desk.store.outline().await?;
        let is_all_told = is_next && outline.revision == revision;
        let loaded = self.take_outline(desk, &outline)?;
        let stale: BTreeSet<ShardKey> = if is_all_told {
            changed.intersection(&loaded).cloned().gathered_set()
        } else {
            loaded
        };
        desk.stale.extend(stale);
        self.reload_stale(desk).await?;
        self.load_deeds(desk).await?;
        // What came new follows in idle time, as after the start.
        spawn_local(async move {
            if let Err(trouble) = self.load_the_rest().await {
                self.trouble.set(Some(trouble));
            }
        });
        Ok(())
    }

    /// Catches up with a store that moved on without our hearing how.
    pub(super) async fn catch_up(self, desk: &mut Desk) -> Result<(), Trouble> {
        let outline = desk.store.outline().await?;
        let loaded = self.take_outline(desk, &outline)?;
        desk.stale.extend(loaded);
        self.reload_stale(desk).await?;
        self.load_deeds(desk).await
    }

    async fn reload_stale(self, desk: &mut Desk) -> Result<(), Trouble> {
        while !desk.stale.is_empty() {
            let keys: Vec<ShardKey> = desk.stale.iter().take(SHARDS_AT_ONCE).cloned().collect();
            self.load_keys(desk, keys).await?;
            idle::breathe().await;
        }
        Ok(())
    }

    /// Takes in calendars and keys; the answer is the shards that are loaded.
    fn take_outline(
        self,
        desk: &mut Desk,
        outline: &Opened,
    ) -> Result<BTreeSet<ShardKey>, Trouble> {
        let calendars = match &outline.calendars {
            Some(text) => record::decode_calendars(text)?,
            None => Vec::new(),
        };
        let keys: BTreeSet<ShardKey> = outline
            .shard_keys
            .iter()
            .filter_map(|key| record::decode_shard_key(key))
            .gathered_set();
        desk.revision = outline.revision;
        let mut loaded = BTreeSet::new();
        self.almanac.update(|almanac| {
            almanac.load_calendars(calendars);
            for key in &keys {
                if almanac.shard(key).is_none() {
                    almanac.unload_shard(key.clone());
                }
            }
            loaded = almanac.loaded();
        });
        Ok(loaded)
    }

    /// Reads the newest deeds of the journal.
    pub(super) async fn load_deeds(self, desk: &Desk) -> Result<(), Trouble> {
        const SHOWN: usize = 50;
        let records = desk.store.journal(SHOWN).await?;
        let deeds = records
            .into_iter()
            .filter_map(|found| Some((found.seq, record::decode_deed(&found.text).ok()?)));
        self.deeds.set(deeds.collect());
        Ok(())
    }

    /// Notes outside the database how much there is, once everything is known.
    pub(super) fn leave_sentinel(self) {
        if self.is_memory() {
            return;
        }
        let event_count = self
            .almanac
            .with_untracked(|almanac| almanac.is_whole().then(|| almanac.entry_count()));
        if let Some(event_count) = event_count {
            let event_count = u32::try_from(event_count).unwrap_or(u32::MAX);
            Sentinel { event_count, seen_at: format_clock::moment_text(Self::utc_now()) }.leave();
        }
    }
}

fn distance(key: &ShardKey, this_month: Month) -> u32 {
    match key.slot {
        Slot::Series => 0,
        Slot::Month(month) => {
            let index = |month: Month| i32::from(month.year()) * 12 + i32::from(month.month());
            index(month).abs_diff(index(this_month))
        }
        Slot::Bin => u32::MAX,
    }
}
