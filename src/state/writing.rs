//! The one door: how a change is written, told to other tabs, and undone.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::change::Change;
use crate::domain::journal::{Act, Deed};
use crate::domain::shard::ShardKey;
use crate::format::record;
use crate::platform::{clock, random};
use crate::storage::write::{CommitError, Durability, JournalWrite, Write};

use super::app::{AppState, Desk};
use super::trouble::Trouble;

/// How often a change is built again when other tabs write at the same time.
const TRIES: u32 = 5;

/// What a person does, as the journal will name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doing {
    /// What.
    pub act: Act,
    /// To what, in a few words.
    pub subject: String,
}

/// What becomes of the journal.
enum Entering {
    /// A new deed.
    Deed(Doing),
    /// The newest deed is taken back.
    Undo(u32),
    /// Nothing that a person would undo.
    Quiet,
}

impl AppState {
    /// Makes `change` true: on the disk first, then in memory, then in the other tabs.
    pub async fn commit(self, doing: Doing, change: Change) -> Result<(), Trouble> {
        self.write(Entering::Deed(doing), change).await
    }

    /// Makes `change` true without a deed: for marks that nobody would undo, such as having seen something.
    pub async fn commit_quietly(self, change: Change) -> Result<(), Trouble> {
        self.write(Entering::Quiet, change).await
    }

    /// Takes back the newest deed; `false` where there is none.
    pub async fn undo(self) -> Result<bool, Trouble> {
        let Some(seq) = self.deeds.with_untracked(|deeds| deeds.first().map(|(seq, _)| *seq))
        else {
            return Ok(false);
        };
        let text = {
            let inner = self.inner();
            let turn = inner.desk.lock().await;
            let Some(desk) = turn.as_ref() else { return Err(Trouble::Superseded) };
            desk.store.undo(seq).await?
        };
        let corrupt = |detail: String| Trouble::Corrupt { detail };
        let text = text.ok_or_else(|| corrupt(format!("undo {seq}")))?;
        let change = record::decode_change(&text).map_err(|error| corrupt(error.to_string()))?;
        self.write(Entering::Undo(seq), change).await?;
        Ok(true)
    }

    async fn write(self, entering: Entering, change: Change) -> Result<(), Trouble> {
        if change.is_empty() && !matches!(entering, Entering::Undo(_)) {
            return Ok(());
        }
        let inner = self.inner();
        let mut turn = inner.desk.lock().await;
        let Some(desk) = turn.as_mut() else { return Err(Trouble::Superseded) };
        let mut last = CommitError::Moved { found: desk.revision };
        for _ in 0..TRIES {
            self.make_ready(desk, &change).await?;
            let deed = Self::deed(&entering, &change);
            let (write, touched) = self.prepare(desk, &entering, &change, deed.as_ref());
            match desk.store.commit(&write).await {
                Ok(committed) => {
                    desk.revision = committed.revision;
                    self.tell_others(committed.revision, &touched);
                    self.settle(&entering, change, deed, committed.deed);
                    return Ok(());
                }
                Err(CommitError::Moved { found }) if found < desk.revision => {
                    // The browser threw the data away under us: memory may be all that is left, and is kept.
                    return Err(Trouble::Lost {
                        detail: format!("revision {found} after {}", desk.revision),
                    });
                }
                Err(error @ CommitError::Moved { .. }) => {
                    last = error;
                    self.catch_up(desk).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(last.into())
    }

    /// Loads what the change will rewrite and is not in memory.
    async fn make_ready(self, desk: &mut Desk, change: &Change) -> Result<(), Trouble> {
        let (mut missing, touched) = self.almanac.with_untracked(|almanac| {
            // What is not known here may stand in any shard that is not loaded yet.
            let is_known = change.entries.keys().all(|id| almanac.kept(id).is_some());
            let missing =
                if is_known { almanac.absent_for(change) } else { almanac.absent().clone() };
            (missing, almanac.touched(change))
        });
        missing.extend(touched.intersection(&desk.stale).cloned());
        self.load_keys(desk, missing.into_iter().collect()).await?;
        // Where it stands is known only now, when what was missing is loaded.
        let touched = self.almanac.with_untracked(|almanac| almanac.touched(change));
        match touched.intersection(&desk.unreadable).next() {
            Some(key) => Err(Trouble::Corrupt { detail: record::encode_shard_key(key) }),
            None => Ok(()),
        }
    }

    fn deed(entering: &Entering, change: &Change) -> Option<Deed> {
        let Entering::Deed(doing) = entering else { return None };
        Some(Deed {
            at: Self::utc_now(),
            act: doing.act,
            subject: doing.subject.clone(),
            event_count: u32::try_from(change.entries.len()).unwrap_or(u32::MAX),
        })
    }

    fn prepare(
        self,
        desk: &Desk,
        entering: &Entering,
        change: &Change,
        deed: Option<&Deed>,
    ) -> (Write, BTreeSet<ShardKey>) {
        self.almanac.with_untracked(|almanac| {
            let after = almanac.shards_after(change);
            let text = |shard: &_| record::encode_shard(shard);
            let shards = after
                .iter()
                .map(|(key, shard)| {
                    (record::encode_shard_key(key), (!shard.is_empty()).then(|| text(shard)))
                })
                .collect();
            let calendars = (!change.calendars.is_empty())
                .then(|| record::encode_calendars(almanac.calendars_after(change).values()));
            let journal = match (entering, deed) {
                (Entering::Undo(seq), _) => JournalWrite::Pop(*seq),
                (Entering::Deed(_), Some(deed)) => JournalWrite::Push {
                    deed: record::encode_deed(deed),
                    undo: record::encode_change(&almanac.inverse(change)),
                },
                (Entering::Deed(_) | Entering::Quiet, _) => JournalWrite::Quiet,
            };
            let write = Write {
                id: random::uuid(),
                expected_revision: desk.revision,
                shards,
                calendars,
                journal,
                durability: Durability::Strict,
            };
            (write, after.into_keys().collect())
        })
    }

    fn settle(self, entering: &Entering, change: Change, deed: Option<Deed>, seq: Option<u32>) {
        self.almanac.update(|almanac| almanac.apply(change));
        match (entering, deed, seq) {
            (Entering::Undo(seq), _, _) => {
                self.deeds.update(|deeds| deeds.retain(|(number, _)| number != seq));
            }
            (_, Some(deed), Some(seq)) => self.deeds.update(|deeds| deeds.insert(0, (seq, deed))),
            (_, _, _) => {}
        }
        if !matches!(entering, Entering::Quiet) {
            self.set_up(|settings| {
                settings.deeds_since_backup = settings.deeds_since_backup.saturating_add(1);
            });
        }
        self.leave_sentinel();
    }

    /// Milliseconds since the page began: for measuring how long things take.
    pub fn elapsed_ms() -> f64 {
        clock::ticks_ms()
    }
}
