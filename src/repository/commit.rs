//! Commits: the only way to change the stored almanac, with one retry loop for forms, undo and imports. Drafts are not
//! part of the almanac and are written separately.

use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::journal::{Operation, OperationKind};
use crate::domain::almanac::shard::{Shard, ShardKey};
use crate::domain::id::EventId;
use crate::domain::time::UtcTime;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::storage::store::{JOURNAL_LENGTH, Record, Store, StoreError};
use crate::storage::write::{Durability, JournalWrite, Write};

use super::Repository;
use super::failure::{went_back, while_writing};
use super::host::Host;

/// How many times a commit is tried when other writers are faster.
const ATTEMPTS: u32 = 5;

/// What to change, and how the commit affects the undo history.
pub enum Edit<'a> {
    /// A finished change. A retry writes it as it is, even over another writer's edit of the same entry.
    Change {
        /// The change.
        change: Change,
        /// The operation to record, if a person may want to undo it.
        operation: Option<NewOperation>,
    },
    /// A change that is planned against the whole almanac: an import. It is planned again if another writer was faster.
    ///
    /// If it restores a backup, it may replace a damaged record; the text of that record is moved to another key.
    Plan {
        /// Plans the change.
        plan: &'a mut PlanChange<'a>,
        /// The operation to record.
        operation: NewOperation,
    },
    /// Undoes an operation and removes it from the history.
    Undo {
        /// The number of the operation in the journal.
        seq: u32,
        /// The operation, as the history showed it.
        operation: Operation,
    },
}

/// Plans a change for the current almanac.
pub type PlanChange<'a> = dyn FnMut(&Almanac) -> Result<Change, StorageProblem> + 'a;

impl std::fmt::Debug for Edit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Change { .. } => "Change",
            Self::Plan { .. } => "Plan",
            Self::Undo { .. } => "Undo",
        })
    }
}

/// An operation that the undo history records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOperation {
    /// The kind of operation.
    pub act: OperationKind,
    /// The title of the event or calendar, or the name of the file.
    pub subject: String,
    /// The time of the operation.
    pub at: UtcTime,
}

/// The result of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The revision that it made.
    pub revision: u64,
    /// The shards that it rewrote.
    pub touched: BTreeSet<ShardKey>,
    /// The number of events that it changed.
    pub event_count: u32,
}

impl<S: Store> Repository<S> {
    /// Writes a change to the store first, then to memory. Returns `None` if there was nothing to do: the change is
    /// empty, or another writer has already undone the operation.
    ///
    /// `id` is a new random id, by which the store recognises a write whose answer was lost.
    pub async fn commit(
        &mut self,
        host: &impl Host,
        id: String,
        mut edit: Edit<'_>,
    ) -> Result<Option<Committed>, StorageProblem> {
        let known = known(host, &edit);
        for _ in 0..ATTEMPTS {
            let Some(change) = self.change(host, &mut edit).await? else { return Ok(None) };
            self.check_writable()?;
            self.check_expected(host, &edit, &change, &known)?;
            let touched = host.read(|almanac| almanac.touched(&change));
            let aside = self.set_aside(&touched, &edit).await?;
            let event_count = u32::try_from(change.entries.len()).unwrap_or(u32::MAX);
            let mut write = host.read(|almanac| self.write(almanac, &id, &edit, &change));
            write.shards.extend(aside);
            match self.store.commit(&write).await {
                Ok(written) => {
                    self.revision = written.revision;
                    self.settle(host, &touched, change);
                    return Ok(Some(Committed { revision: self.revision, touched, event_count }));
                }
                Err(StoreError::Moved { found }) if found < self.revision => {
                    return Err(went_back(found, self.revision));
                }
                Err(StoreError::Moved { .. }) => self.catch_up(host).await?,
                Err(error) => return Err(while_writing(error)),
            }
        }
        Err(StorageProblem::Busy)
    }

    /// Returns the change to write, after loading everything that it rewrites.
    async fn change(
        &mut self,
        host: &impl Host,
        edit: &mut Edit<'_>,
    ) -> Result<Option<Change>, StorageProblem> {
        self.reload_stale(host).await?;
        let change = match edit {
            Edit::Plan { plan, .. } => {
                self.load(host, |_| true).await?;
                Some(host.read(|almanac| plan(almanac))?).filter(|change| !change.is_empty())
            }
            Edit::Change { change, .. } => Some(&*change).filter(|it| !it.is_empty()).cloned(),
            Edit::Undo { seq, operation } => self.change_of_undo(*seq, operation).await?,
        };
        if let Some(change) = &change {
            self.load_touched(host, change).await?;
        }
        Ok(change)
    }

    /// Returns the change that undoes an operation; `None` if another writer has already undone it. The number alone is
    /// not enough, because the next operation takes the number of an operation that was undone.
    async fn change_of_undo(
        &self,
        seq: u32,
        operation: &Operation,
    ) -> Result<Option<Change>, StorageProblem> {
        let records = self.store.journal(JOURNAL_LENGTH).await?;
        let is_it = |found: &Record| {
            found.seq == seq && record::decode_operation(&found.text).as_ref() == Ok(operation)
        };
        if !records.iter().any(is_it) {
            return Ok(None);
        }
        let missing = || StorageProblem::Corrupt { detail: format!("undo {seq}") };
        let text = self.store.undo(seq).await?.ok_or_else(missing)?;
        Ok(Some(record::decode_change(&text)?))
    }

    /// Loads the shards that the change rewrites.
    async fn load_touched(
        &mut self,
        host: &impl Host,
        change: &Change,
    ) -> Result<(), StorageProblem> {
        let missing = host.read(|almanac| {
            // An event that is not in memory may be in any shard that is not loaded yet.
            let is_known = change.entries.keys().all(|id| almanac.kept(id).is_some());
            if is_known { almanac.absent_for(change) } else { almanac.absent().clone() }
        });
        self.load_keys(host, missing.into_iter().collect()).await
    }

    /// Refuses to write if a newer version of this app has written a record: such data may be read, but never written.
    pub fn check_writable(&self) -> Result<(), StorageProblem> {
        let is_newer = self.unreadable.values().any(|problem| *problem == StorageProblem::Newer);
        if is_newer { Err(StorageProblem::Newer) } else { Ok(()) }
    }

    /// Refuses to change an event that cannot be found while a record cannot be decoded: the event may be in that
    /// record, and would then be stored twice.
    fn check_expected(
        &self,
        host: &impl Host,
        edit: &Edit<'_>,
        change: &Change,
        known: &[EventId],
    ) -> Result<(), StorageProblem> {
        let Some(problem) = self.unreadable.values().next() else { return Ok(()) };
        let is_expected = |id: &EventId| match edit {
            Edit::Undo { .. } => true,
            Edit::Change { .. } | Edit::Plan { .. } => known.contains(id),
        };
        let is_lost = |almanac: &Almanac| {
            change.entries.keys().any(|id| is_expected(id) && almanac.kept(id).is_none())
        };
        if host.read(is_lost) { Err(problem.clone()) } else { Ok(()) }
    }

    /// Returns records to write along with the change, so that no record that cannot be decoded is lost.
    async fn set_aside(
        &self,
        touched: &BTreeSet<ShardKey>,
        edit: &Edit<'_>,
    ) -> Result<Vec<(String, Option<String>)>, StorageProblem> {
        let is_restore = match edit {
            Edit::Plan { operation, .. } => operation.act == OperationKind::Restore,
            Edit::Change { .. } | Edit::Undo { .. } => false,
        };
        let mut names = Vec::new();
        for (key, problem) in self.unreadable.iter().filter(|(key, _)| touched.contains(key)) {
            if !is_restore {
                return Err(problem.clone());
            }
            names.push(record::encode_shard_key(key));
        }
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let records = self.store.shards(&names).await?;
        // No shard has such a key. The revision makes it different from the keys of records that were set aside before.
        let aside = |name| format!("unreadable {}|{name}", self.revision);
        Ok(records.into_iter().map(|(name, text)| (aside(name), text)).collect())
    }

    fn write(&self, almanac: &Almanac, id: &str, edit: &Edit<'_>, change: &Change) -> Write {
        let push = |operation: &NewOperation| JournalWrite::Push {
            operation: record::encode_operation(&operation.recorded(change)),
            undo: record::encode_change(&almanac.inverse(change)),
        };
        let (journal, durability) = match edit {
            Edit::Change { operation, .. } => {
                (operation.as_ref().map_or(JournalWrite::Quiet, push), Durability::Strict)
            }
            // The file can be imported again.
            Edit::Plan { operation, .. } => (push(operation), Durability::Relaxed),
            Edit::Undo { seq, .. } => (JournalWrite::Pop(*seq), Durability::Strict),
        };
        let text = |shard: &Shard| (!shard.is_empty()).then(|| record::encode_shard(shard));
        let shards = almanac.shards_after(change);
        Write {
            id: id.to_owned(),
            expected_revision: self.revision,
            shards: shards.map(|(key, it)| (record::encode_shard_key(&key), text(&it))).collect(),
            calendars: (!change.calendars.is_empty())
                .then(|| record::encode_calendars(almanac.calendars_after(change).values())),
            journal,
            durability,
        }
    }

    /// Applies to memory what has been written to the store, with one update.
    fn settle(&mut self, host: &impl Host, touched: &BTreeSet<ShardKey>, change: Change) {
        let replaced: Vec<&ShardKey> =
            touched.iter().filter(|key| self.unreadable.remove(*key).is_some()).collect();
        host.update(|almanac| {
            for key in replaced {
                almanac.load_shard(key.clone(), Shard::new());
            }
            almanac.apply(change);
        });
    }
}

/// Returns the events of a given change that are in memory before anything is loaded.
fn known(host: &impl Host, edit: &Edit<'_>) -> Vec<EventId> {
    match edit {
        Edit::Change { change, .. } => host.read(|almanac| {
            let ids = change.entries.keys().filter(|id| almanac.kept(id).is_some());
            ids.cloned().collect()
        }),
        Edit::Plan { .. } | Edit::Undo { .. } => Vec::new(),
    }
}

impl NewOperation {
    /// Returns the operation in the form that the journal stores.
    pub fn recorded(&self, change: &Change) -> Operation {
        Operation {
            at: self.at,
            act: self.act,
            subject: self.subject.clone(),
            event_count: u32::try_from(change.entries.len()).unwrap_or(u32::MAX),
        }
    }
}
