//! Loads shards into memory: requested shards, other shards ahead of time, and shards that another writer changed.

use std::collections::BTreeSet;

use crate::domain::almanac::shard::{Shard, ShardKey, Slot};
use crate::domain::gather::{Gather, ordered};
use crate::domain::time::Month;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::format::stored::record::RecordError;
use crate::format::stored::salvage::{self, Salvaged};
use crate::storage::store::{Outline, Store};

use super::failure::went_back;
use super::host::Host;
use super::{Repository, calendars, shard_keys};

/// The number of shards that are read ahead in one transaction.
const SHARDS_AT_ONCE: usize = 24;

/// Shards that have been read ahead and are not in the almanac yet.
#[derive(Debug, Default)]
pub struct ReadAhead {
    /// The revision of these shards.
    revision: Option<u64>,
    shards: Vec<(ShardKey, Shard)>,
}

impl<S: Store> Repository<S> {
    /// Loads the absent shards that `is_wanted` selects, with one update.
    pub async fn load(
        &mut self,
        host: &impl Host,
        is_wanted: impl Fn(&ShardKey) -> bool,
    ) -> Result<(), StorageProblem> {
        let is_wanted = |key: &&ShardKey| is_wanted(key);
        let keys =
            host.read(|almanac| almanac.absent().iter().filter(is_wanted).cloned().collect());
        self.load_keys(host, keys).await
    }

    /// Reads some of the absent shards, nearest to the month first. Returns `true` if nothing is left to read; then all
    /// shards that were read ahead have been put into the almanac with one update.
    ///
    /// The trash and the directory are left out: they are loaded when a page needs them.
    pub async fn read_ahead(
        &mut self,
        host: &impl Host,
        ahead: &mut ReadAhead,
        month: Month,
    ) -> Result<bool, StorageProblem> {
        if ahead.revision != Some(self.revision) {
            // The revision has changed, so shards that were read before may be out of date.
            *ahead = ReadAhead { revision: Some(self.revision), shards: Vec::new() };
        }
        let is_known = |key: &ShardKey| ahead.shards.iter().any(|(known, _)| known == key);
        let is_left = |key: &&ShardKey| {
            key.is_of_events() && !self.unreadable.contains_key(key) && !is_known(key)
        };
        let keys: Vec<ShardKey> =
            host.read(|almanac| almanac.absent().iter().filter(is_left).cloned().collect());
        if keys.is_empty() {
            let shards = std::mem::take(&mut ahead.shards);
            host.update(|almanac| {
                for (key, shard) in shards {
                    if almanac.absent().contains(&key) {
                        almanac.load_shard(key, shard);
                    }
                }
            });
            return Ok(true);
        }
        let mut keys = ordered(keys, |a, b| distance(a, month).cmp(&distance(b, month)));
        keys.truncate(SHARDS_AT_ONCE);
        ahead.shards.extend(self.read(host, keys).await?);
        Ok(false)
    }

    /// Reloads everything that is loaded, because it is unknown what another writer changed.
    pub async fn catch_up(&mut self, host: &impl Host) -> Result<(), StorageProblem> {
        let outline = self.store.outline().await?;
        self.follow(host, &outline, None).await
    }

    /// Reloads the shards that another writer reported as changed, or everything if its revision is not the next one.
    /// Returns `false` if the revision is already known.
    pub async fn follow_commit(
        &mut self,
        host: &impl Host,
        revision: u64,
        changed: &BTreeSet<ShardKey>,
    ) -> Result<bool, StorageProblem> {
        if revision == self.revision {
            return Ok(false);
        }
        if revision < self.revision {
            // An old report, or that of a tab that has begun again with an empty store.
            self.check_present().await?;
            return Ok(false);
        }
        let outline = self.store.outline().await?;
        let is_next = revision == self.revision + 1 && outline.revision == revision;
        self.follow(host, &outline, is_next.then_some(changed)).await?;
        Ok(true)
    }

    /// Loads the calendars and keys of an outline, and reloads the shards that have changed; with `None`, any shard may
    /// have changed.
    async fn follow(
        &mut self,
        host: &impl Host,
        outline: &Outline,
        changed: Option<&BTreeSet<ShardKey>>,
    ) -> Result<(), StorageProblem> {
        if outline.revision < self.revision {
            return Err(went_back(outline.revision, self.revision));
        }
        let (calendars, damaged) = calendars(outline)?;
        self.revision = outline.revision;
        self.damaged_calendars = damaged;
        // A record that could not be decoded may have been repaired.
        let mut stale = self.unreadable.keys().cloned().gathered_set();
        host.update(|almanac| {
            almanac.load_calendars(calendars);
            for key in shard_keys(outline) {
                if !almanac.has_shard(&key) {
                    almanac.unload_shard(key);
                }
            }
            stale.extend(almanac.loaded());
        });
        if let Some(changed) = changed {
            stale.retain(|key| changed.contains(key));
        }
        self.stale.extend(stale);
        self.reload_stale(host).await
    }

    /// Reloads the shards that another writer may have changed. If that fails, they stay stale and the next commit
    /// tries again.
    pub(super) async fn reload_stale(&mut self, host: &impl Host) -> Result<(), StorageProblem> {
        self.load_keys(host, self.stale.iter().cloned().collect()).await
    }

    /// Reads shards and puts them into the almanac with one update.
    pub(super) async fn load_keys(
        &mut self,
        host: &impl Host,
        keys: Vec<ShardKey>,
    ) -> Result<(), StorageProblem> {
        let shards = self.read(host, keys).await?;
        if shards.is_empty() {
            return Ok(());
        }
        for (key, _) in &shards {
            self.stale.remove(key);
        }
        host.update(|almanac| {
            for (key, shard) in shards {
                almanac.load_shard(key, shard);
            }
        });
        Ok(())
    }

    /// Reads and decodes shards. Of a shard that cannot be decoded, what can be read is returned, and the damage is
    /// reported once; its record stays unchanged in the store.
    async fn read(
        &mut self,
        host: &impl Host,
        mut keys: Vec<ShardKey>,
    ) -> Result<Vec<(ShardKey, Shard)>, StorageProblem> {
        keys.retain(|key| !self.unreadable.contains_key(key) || self.stale.contains(key));
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<String> = keys.iter().map(record::encode_shard_key).collect();
        let texts = self.store.shards(&names).await?;
        let mut shards: Vec<(ShardKey, Shard)> = Vec::with_capacity(keys.len());
        let mut is_any_missing = false;
        for (key, (name, text)) in keys.into_iter().zip(texts) {
            let Some(text) = text else {
                is_any_missing = true;
                self.set_readable(&key);
                let empty = Shard::empty(&key);
                shards.push((key, empty));
                continue;
            };
            match salvage::shard(&text) {
                Err(error) => self.set_unreadable(host, &key, problem_of(&name, &error)),
                Ok(Salvaged { part, damage: None, .. }) => {
                    self.set_readable(&key);
                    shards.push((key, part));
                }
                Ok(Salvaged { part, damage: Some(error), .. }) if part.is_empty() => {
                    self.set_unreadable(host, &key, problem_of(&name, &error));
                }
                Ok(Salvaged { part, damage: Some(error), lost }) => {
                    self.set_readable(&key);
                    if self.partly.insert(key.clone(), lost) != Some(lost) {
                        host.report(problem_of(&name, &error));
                    }
                    shards.push((key, part));
                }
            }
            host.pause().await;
        }
        if is_any_missing {
            self.check_present().await?;
        }
        Ok(shards)
    }

    /// Fails if the store went back. A record that is missing is usually one that another writer has removed, but it may
    /// also mean that the browser has emptied the store.
    pub async fn check_present(&self) -> Result<(), StorageProblem> {
        let found = self.store.outline().await?.revision;
        if found < self.revision { Err(went_back(found, self.revision)) } else { Ok(()) }
    }

    fn set_readable(&mut self, key: &ShardKey) {
        self.unreadable.remove(key);
        self.partly.remove(key);
    }

    /// Marks a shard as unreadable. An older state of it in memory is removed, because its events may now be in other
    /// shards.
    fn set_unreadable(&mut self, host: &impl Host, key: &ShardKey, problem: StorageProblem) {
        self.stale.remove(key);
        self.partly.remove(key);
        if host.read(|almanac| almanac.has_shard(key)) {
            host.update(|almanac| almanac.unload_shard(key.clone()));
        }
        if self.unreadable.get(key) != Some(&problem) {
            self.unreadable.insert(key.clone(), problem.clone());
            host.report(problem);
        }
    }
}

/// Returns the problem of a record, with the name of the record if it is damaged.
fn problem_of(name: &str, error: &RecordError) -> StorageProblem {
    match error {
        RecordError::Newer { .. } => StorageProblem::Newer,
        RecordError::Syntax(_) | RecordError::Malformed { .. } => {
            StorageProblem::Corrupt { detail: format!("{name}: {error}") }
        }
    }
}

fn distance(key: &ShardKey, month: Month) -> u32 {
    match key.slot() {
        Some(Slot::Series) => 0,
        Some(Slot::Month(other)) => {
            let index = |month: Month| i32::from(month.year()) * 12 + i32::from(month.month());
            index(other).abs_diff(index(month))
        }
        Some(Slot::Trash) | None => u32::MAX,
    }
}
