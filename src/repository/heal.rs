//! Checks a store after a fault, and writes it again from memory if it was emptied or set back.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::shard::Shard;
use crate::domain::gather::Gather;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::storage::store::Store;
use crate::storage::write::{Durability, JournalWrite, Write};

use super::Repository;
use super::failure::{went_back, while_writing};
use super::host::Host;

impl<S: Store> Repository<S> {
    /// Reads the store again after a fault. Succeeds only if it still holds what this writer knows, or something newer.
    pub async fn check(&mut self, host: &impl Host) -> Result<(), StorageProblem> {
        let outline = self.store.outline().await?;
        if outline.revision < self.revision {
            return Err(went_back(outline.revision, self.revision));
        }
        let loaded = host.read(Almanac::loaded);
        let names: Vec<String> = loaded.iter().map(record::encode_shard_key).collect();
        if outline.revision == self.revision {
            // The same revision means the same records; each must still be readable.
            let texts = self.store.shards(&names).await?;
            let is_lost = |(_, text): &(String, Option<String>)| text.is_none();
            if let Some((name, _)) = texts.iter().find(|found| is_lost(found)) {
                return Err(StorageProblem::Cleared { detail: format!("{name} is missing") });
            }
            return Ok(());
        }
        self.catch_up(host).await
    }

    /// Fails if the store is at an older revision than another writer knows.
    pub fn check_revision(&self, known: u64) -> Result<(), StorageProblem> {
        if self.revision < known { Err(went_back(self.revision, known)) } else { Ok(()) }
    }

    /// Writes everything that is in memory into a store that was emptied or set back, in one write, and reads it back.
    /// Records of shards that are not in memory stay as they are. The journal is not in memory and starts anew.
    ///
    /// The revision goes on where this writer knows it, so that other tabs take what is written for newer.
    pub async fn write_anew(
        &mut self,
        host: &impl Host,
        id: String,
    ) -> Result<u64, StorageProblem> {
        let found = self.store.outline().await?.revision;
        let (shards, calendars) = host.read(|almanac| {
            let keys = almanac.loaded();
            let record = |key| {
                let text = almanac.shard(key).map(|shard| record::encode_shard(&shard));
                (record::encode_shard_key(key), text)
            };
            let shards: Vec<_> = keys.iter().map(record).collect();
            (shards, record::encode_calendars(almanac.kept_calendars()))
        });
        let write = Write {
            id,
            expected_revision: found,
            least_revision: self.revision + 1,
            shards,
            calendars: Some(calendars),
            journal: JournalWrite::Quiet,
            durability: Durability::Strict,
        };
        self.revision = self.store.commit(&write).await.map_err(while_writing)?.revision;
        self.stale.clear();
        // What was never loaded is gone from the store, and can no longer be waited for.
        let kept = self.store.outline().await?.shard_keys;
        let kept = kept.iter().filter_map(|key| record::decode_shard_key(key)).gathered_set();
        host.update(|almanac| {
            for key in almanac.absent().clone().into_iter().filter(|key| !kept.contains(key)) {
                let empty = Shard::empty(&key);
                almanac.load_shard(key, empty);
            }
        });
        self.check(host).await?;
        Ok(self.revision)
    }
}
