//! Commits: the only way to change the stored almanac, with one retry loop for forms, undo and imports. Drafts are not
//! part of the almanac and are written separately.

use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::{Operation, OperationKind};
use crate::domain::almanac::shard::{Shard, ShardKey, Slot};
use crate::domain::time::UtcTime;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::storage::store::{Store, StoreError};
use crate::storage::write::{Durability, JournalWrite, Write};

use super::Repository;
use super::failure::{went_back, while_writing};
use super::host::Host;

/// How many times a commit is tried when other writers are faster.
const ATTEMPTS: u32 = 20;

/// What to change, and how the commit affects the undo history. It is never a finished state: a state that was worked
/// out earlier would overwrite what another writer has saved since.
pub enum Edit<'a> {
    /// A change that is worked out from the almanac as it is now, and again if another writer was faster.
    Plan {
        /// Works the change out.
        plan: &'a mut PlanChange<'a>,
        /// What must be in memory before.
        needs: Needs,
        /// The operation to record, if a person may want to undo it.
        operation: Option<NewOperation>,
    },
    /// Undoes an operation. What other operations have changed since is kept.
    Undo {
        /// The number of the operation in the journal.
        seq: u32,
        /// The operation, as the history showed it.
        operation: Operation,
        /// The time of the undo.
        at: UtcTime,
    },
}

/// Works a change out from the almanac as it is now. An empty change means that there is nothing to do.
pub type PlanChange<'a> = dyn FnMut(&Almanac) -> Result<Change, StorageProblem> + 'a;

impl std::fmt::Debug for Edit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
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
    /// The operation that it recorded, with its number in the journal.
    pub operation: Option<(u32, Operation)>,
}

/// A change that has been worked out, and what it does to the journal.
pub(super) struct Planned {
    pub(super) change: Change,
    pub(super) journal: PlannedJournal,
}

pub(super) enum PlannedJournal {
    Push(Operation),
    Pop(u32),
    Quiet,
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
        for _ in 0..ATTEMPTS {
            self.reload_stale(host).await?;
            let Some(planned) = self.planned(host, &mut edit).await? else { return Ok(None) };
            self.check_writable()?;
            let touched = host.read(|almanac| almanac.touched(&planned.change));
            let aside = self.set_aside(&touched, &planned.change).await?;
            let event_count = count(&planned.change);
            let mut write = host.read(|almanac| self.write(almanac, &id, &edit, &planned));
            write.shards.extend(aside);
            match self.store.commit(&write).await {
                Ok(written) => {
                    self.revision = written.revision;
                    let Planned { change, journal } = planned;
                    self.settle(host, &touched, change);
                    let operation = match journal {
                        PlannedJournal::Push(operation) => written.operation.zip(Some(operation)),
                        PlannedJournal::Pop(_) | PlannedJournal::Quiet => None,
                    };
                    let revision = self.revision;
                    return Ok(Some(Committed { revision, touched, event_count, operation }));
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

    /// Works out the change to write, after loading what it needs, and then loads everything that it rewrites.
    async fn planned(
        &mut self,
        host: &impl Host,
        edit: &mut Edit<'_>,
    ) -> Result<Option<Planned>, StorageProblem> {
        let planned = match edit {
            Edit::Plan { plan, needs, operation } => {
                self.load_needed(host, needs).await?;
                let change = host.read(|almanac| plan(almanac))?;
                let journal = operation.as_ref().map_or(PlannedJournal::Quiet, |operation| {
                    PlannedJournal::Push(operation.recorded(&change))
                });
                (!change.is_empty()).then_some(Planned { change, journal })
            }
            Edit::Undo { seq, operation, at } => {
                self.planned_undo(host, *seq, operation, *at).await?
            }
        };
        if let Some(planned) = &planned {
            self.load_touched(host, &planned.change).await?;
        }
        Ok(planned)
    }

    /// Loads what a plan needs. Fails if an event cannot be found while a record cannot be decoded: the event may be in
    /// that record, and would then be taken for deleted, or stored twice.
    pub(super) async fn load_needed(
        &mut self,
        host: &impl Host,
        needs: &Needs,
    ) -> Result<(), StorageProblem> {
        let ids = match needs {
            Needs::Calendars => return Ok(()),
            Needs::Trash => return self.load(host, |key| key.slot() == Some(Slot::Trash)).await,
            Needs::Directory => return self.load(host, |key| key.slot().is_none()).await,
            Needs::Everything => return self.load(host, |_| true).await,
            Needs::Events(ids) => ids,
        };
        let is_known = |almanac: &Almanac| ids.iter().all(|id| almanac.kept(id).is_some());
        if host.read(is_known) {
            return Ok(());
        }
        self.load(host, |key| key.slot().is_some()).await?;
        match self.unreadable.values().next() {
            Some(problem) if !host.read(is_known) => Err(problem.clone()),
            Some(_) | None => Ok(()),
        }
    }

    /// Loads the shards that the change rewrites.
    async fn load_touched(
        &mut self,
        host: &impl Host,
        change: &Change,
    ) -> Result<(), StorageProblem> {
        let missing = host.read(|almanac| {
            let mut missing = almanac.absent_for(change);
            // An event that is not in memory may be in any shard that is not loaded yet.
            if !change.entries.keys().all(|id| almanac.kept(id).is_some()) {
                let of_events = almanac.absent().iter().filter(|key| key.slot().is_some());
                missing.extend(of_events.cloned());
            }
            missing
        });
        self.load_keys(host, missing.into_iter().collect()).await
    }

    /// Refuses to write if a newer version of this app has written a record: such data may be read, but never written.
    pub fn check_writable(&self) -> Result<(), StorageProblem> {
        let is_newer = self.unreadable.values().any(|problem| *problem == StorageProblem::Newer);
        if is_newer { Err(StorageProblem::Newer) } else { Ok(()) }
    }

    /// Returns records to write along with the change, so that no text that could not be decoded is lost.
    async fn set_aside(
        &self,
        touched: &BTreeSet<ShardKey>,
        change: &Change,
    ) -> Result<Vec<(String, Option<String>)>, StorageProblem> {
        // No shard has such a key. The revision makes it different from the keys of records that were set aside before.
        let aside = |name: &str| format!("unreadable {}|{name}", self.revision);
        let damaged = self.unreadable.keys().chain(self.partly.keys());
        let damaged = damaged.filter(|key| touched.contains(*key));
        let names: Vec<String> = damaged.map(record::encode_shard_key).collect();
        let mut records = Vec::new();
        if !names.is_empty() {
            let texts = self.store.shards(&names).await?;
            records.extend(texts.into_iter().map(|(name, text)| (aside(&name), text)));
        }
        if let Some(text) = self.damaged_calendars.as_ref().filter(|_| !change.calendars.is_empty())
        {
            records.push((aside("calendars"), Some(text.clone())));
        }
        Ok(records)
    }

    fn write(&self, almanac: &Almanac, id: &str, edit: &Edit<'_>, planned: &Planned) -> Write {
        let Planned { change, journal } = planned;
        let journal = match journal {
            PlannedJournal::Push(operation) => JournalWrite::Push {
                operation: record::encode_operation(operation),
                undo: record::encode_change(&almanac.inverse(change)),
            },
            PlannedJournal::Pop(seq) => JournalWrite::Pop(*seq),
            PlannedJournal::Quiet => JournalWrite::Quiet,
        };
        // A file can be imported again.
        let is_repeatable =
            matches!(edit.act(), Some(OperationKind::Import | OperationKind::Restore));
        let durability = if is_repeatable { Durability::Relaxed } else { Durability::Strict };
        let text = |shard: &Shard| (!shard.is_empty()).then(|| record::encode_shard(shard));
        let shards = almanac.shards_after(change);
        Write {
            id: id.to_owned(),
            expected_revision: self.revision,
            least_revision: 0,
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
        self.partly.retain(|key, _| !touched.contains(key));
        if !change.calendars.is_empty() {
            self.damaged_calendars = None;
        }
        host.update(|almanac| {
            for key in replaced {
                almanac.load_shard(key.clone(), Shard::empty(key));
            }
            almanac.apply(change);
        });
    }
}

impl Edit<'_> {
    /// Returns the kind of operation that it records.
    fn act(&self) -> Option<OperationKind> {
        match self {
            Self::Plan { operation, .. } => operation.as_ref().map(|operation| operation.act),
            Self::Undo { .. } => None,
        }
    }
}

impl NewOperation {
    /// Returns the operation in the form that the journal stores.
    pub fn recorded(&self, change: &Change) -> Operation {
        let Self { act, subject, at } = self;
        let event_count = count(change);
        Operation { at: *at, act: *act, subject: subject.clone(), event_count }
    }
}

fn count(change: &Change) -> u32 {
    u32::try_from(change.entries.len()).unwrap_or(u32::MAX)
}
