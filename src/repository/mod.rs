//! Connects the almanac in memory with its records in a store: opens, loads, commits, undoes, and follows other
//! writers.
//!
//! The page, the worker and every other tab have a [`Repository`] each, over the same store. It uses no browser and
//! no signals: it reaches the almanac through a [`host::Host`].
//!
//! Invariants: the store is written before memory. A commit is based on the revision that memory has. A commit never
//! rewrites a shard whose record has not been read or cannot be read (restoring a backup first saves such a record
//! under another key).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::journal::Operation;
use crate::domain::almanac::shard::ShardKey;
use crate::domain::gather::Gather;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::storage::store::{Opened, Outline, Store};

pub mod commit;
pub mod failure;
pub mod host;
pub mod load;
mod undo;

/// One writer's view of a store. Its methods take `&mut self`, so commits and loads of one writer take turns.
#[derive(Debug)]
pub struct Repository<S> {
    store: S,
    /// The revision of the almanac in memory.
    revision: u64,
    /// Shards that another writer may have rewritten since they were read.
    stale: BTreeSet<ShardKey>,
    /// Shards whose records cannot be decoded, with the reason. The records are not changed, so that no data are lost.
    unreadable: BTreeMap<ShardKey, StorageProblem>,
}

impl<S: Store> Repository<S> {
    /// Makes a repository over a store that has just been opened, and an almanac in which no shard is loaded yet.
    pub fn open(opened: Opened<S>) -> Result<(Self, Almanac), StorageProblem> {
        let Opened { store, outline } = opened;
        let almanac = Almanac::outline(calendars(&outline)?, shard_keys(&outline));
        let revision = outline.revision;
        let repository =
            Self { store, revision, stale: BTreeSet::new(), unreadable: BTreeMap::new() };
        Ok((repository, almanac))
    }

    /// The store of this repository.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The revision of the almanac in memory.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Reads the newest operations, newest first, with their numbers in the journal.
    pub async fn history(&self, limit: usize) -> Result<Vec<(u32, Operation)>, StorageProblem> {
        let records = self.store.journal(limit).await?;
        let operation = |text: &str| record::decode_operation(text).ok();
        Ok(records
            .into_iter()
            .filter_map(|found| Some((found.seq, operation(&found.text)?)))
            .collect())
    }
}

fn calendars(outline: &Outline) -> Result<Vec<Calendar>, StorageProblem> {
    match &outline.calendars {
        Some(text) => Ok(record::decode_calendars(text)?),
        None => Ok(Vec::new()),
    }
}

/// Returns the shard keys that can be decoded; other keys are ignored.
fn shard_keys(outline: &Outline) -> BTreeSet<ShardKey> {
    outline.shard_keys.iter().filter_map(|key| record::decode_shard_key(key)).gathered_set()
}
