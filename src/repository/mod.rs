//! Connects the almanac in memory with its records in a store: opens, loads, commits, undoes, and follows other
//! writers.
//!
//! The page, the worker and every other tab have a [`Repository`] each, over the same store. It uses no browser and
//! no signals: it reaches the almanac through a [`host::Host`].
//!
//! Invariants: the store is written before memory. A commit is based on the revision that memory has. A commit never
//! rewrites a shard whose record has not been read; if a record could not be read, or only in part, its text is set aside
//! under another key in the same commit.

use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::journal::Operation;
use crate::domain::almanac::shard::ShardKey;
use crate::domain::gather::Gather;
use crate::domain::sorted_map::SortedMap;
use crate::format::problem::StorageProblem;
use crate::format::stored::{record, salvage};
use crate::storage::store::{Opened, Outline, Store};

pub mod commit;
pub mod failure;
mod heal;
pub mod host;
pub mod load;
pub mod spare;
mod undo;

/// How many letters of its id name a calendar whose record is lost.
const NAME_LENGTH: usize = 8;

/// One writer's view of a store. Its methods take `&mut self`, so commits and loads of one writer take turns.
#[derive(Debug)]
pub struct Repository<S> {
    store: S,
    /// The revision of the almanac in memory.
    revision: u64,
    /// Shards that another writer may have rewritten since they were read.
    stale: BTreeSet<ShardKey>,
    /// Shards of whose records nothing can be decoded, with the reason.
    unreadable: SortedMap<ShardKey, StorageProblem>,
    /// Loaded shards of whose records only a part could be decoded, with the number of entries that could not.
    partly: SortedMap<ShardKey, usize>,
    /// The record of the calendars, if it could not be decoded as a whole.
    damaged_calendars: Option<String>,
}

/// What cannot be decoded in a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// The number of shards of which nothing can be decoded: months of a calendar.
    pub shards: usize,
    /// The number of entries in shards that are decoded otherwise.
    pub entries: usize,
    /// Whether the list of calendars is damaged.
    pub has_calendars: bool,
}

impl<S: Store> Repository<S> {
    /// Makes a repository over a store that has just been opened, and an almanac in which no shard is loaded yet.
    pub fn open(opened: Opened<S>) -> Result<(Self, Almanac), StorageProblem> {
        let Opened { store, outline } = opened;
        let (calendars, damaged_calendars) = calendars(&outline)?;
        let almanac = Almanac::outline(calendars, shard_keys(&outline));
        let revision = outline.revision;
        let repository = Self {
            store,
            revision,
            stale: BTreeSet::new(),
            unreadable: SortedMap::new(),
            partly: SortedMap::new(),
            damaged_calendars,
        };
        Ok((repository, almanac))
    }

    /// Returns what cannot be decoded, as far as it is loaded.
    pub fn damage(&self) -> Damage {
        Damage {
            shards: self.unreadable.len(),
            entries: self.partly.values().sum(),
            has_calendars: self.damaged_calendars.is_some(),
        }
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

/// Returns the calendars, and the text of their record if it is damaged. A calendar that has events but cannot be read
/// gets a name by which a person can find and rename it.
fn calendars(outline: &Outline) -> Result<(Vec<Calendar>, Option<String>), StorageProblem> {
    let (mut calendars, damaged) = match &outline.calendars {
        None => (Vec::new(), has_entries(&outline.shard_keys).then(String::new)),
        Some(text) => {
            let salvaged = salvage::calendars(text)?;
            (salvaged.part, salvaged.damage.map(|_| text.clone()))
        }
    };
    if damaged.is_some() {
        for key in shard_keys(outline) {
            let Some(id) = key.calendar().cloned() else { continue };
            if calendars.iter().all(|known| known.id != id) {
                let start: String = id.as_str().chars().take(NAME_LENGTH).collect();
                let facts = CalendarFacts { title: format!("? {start}"), ..Default::default() };
                calendars.push(Calendar::new(id, facts));
            }
        }
    }
    Ok((calendars, damaged))
}

/// Whether there are shards of entries, so that there must be calendars. A key that cannot be decoded may be one of them.
fn has_entries(keys: &[String]) -> bool {
    let is_of_directory =
        |key: &String| record::decode_shard_key(key).is_some_and(|key| key.calendar().is_none());
    !keys.iter().all(is_of_directory)
}

/// Returns the shard keys that can be decoded; other keys are ignored.
fn shard_keys(outline: &Outline) -> BTreeSet<ShardKey> {
    outline.shard_keys.iter().filter_map(|key| record::decode_shard_key(key)).gathered_set()
}
