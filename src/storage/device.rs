//! The store of this device: the browser's database, or memory if the browser does not allow a database.

use std::rc::Rc;

use super::idb;
use super::idb::IdbStore;
use super::idb::connection::OpenOptions;
use super::memory::MemoryStore;
use super::store::{
    Opened, Outline, Record, Salvage, Store, StoreError, StoreEvent, StoredRecords,
};
use super::write::{Write, WriteReceipt};

/// The name of the database, and of the channel between tabs.
pub const NAME: &str = "tsudoi";

/// The name of the folder that holds the spare, and of the turns in which tabs work with it.
pub const SPARE: &str = "tsudoi-spare";

/// The store that keeps the almanac of this device. It is cheap to clone; clones share one connection.
#[derive(Clone, Debug)]
pub enum DeviceStore {
    /// The browser's database.
    Idb(IdbStore),
    /// Only memory: everything is lost when the page closes.
    Memory(MemoryStore),
}

impl DeviceStore {
    /// Opens the browser's database of that name, and creates or upgrades it if needed.
    ///
    /// If another tab keeps an older version open, `on_blocked` is called after half a second, and opening continues
    /// when that tab has closed.
    pub async fn open(name: &str, on_blocked: Rc<dyn Fn()>) -> Result<Opened<Self>, StoreError> {
        let Opened { store, outline } =
            IdbStore::open(OpenOptions { on_blocked, ..OpenOptions::new(name) }).await?;
        Ok(Opened { store: Self::Idb(store), outline })
    }

    /// Opens a store in memory.
    pub fn memory(store: MemoryStore) -> Opened<Self> {
        let outline = store.outlined();
        Opened { store: Self::Memory(store), outline }
    }

    /// Reads the draft at that location, if there is one.
    ///
    /// A draft is not part of the almanac: writing one is not a commit and does not change the revision.
    pub async fn draft(&self, location: &str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Idb(store) => store.draft(location).await,
            Self::Memory(store) => Ok(store.draft(location)),
        }
    }

    /// Stores the draft at that location, or deletes it. The draft is on the disk when this returns.
    pub async fn put_draft(&self, location: &str, text: Option<&str>) -> Result<(), StoreError> {
        match self {
            Self::Idb(store) => store.put_draft(location, text).await,
            Self::Memory(store) => {
                store.put_draft(location, text);
                Ok(())
            }
        }
    }

    /// Reads every record, in one transaction.
    pub async fn records(&self) -> Result<StoredRecords, StoreError> {
        match self {
            Self::Idb(store) => store.records().await,
            Self::Memory(store) => Ok(store.records()),
        }
    }

    /// Replaces every record, in one transaction, if the store is still at the expected revision; `None` replaces the
    /// records of a store whose revision cannot be read.
    pub async fn replace(
        &self,
        records: &StoredRecords,
        expected_revision: Option<u64>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Idb(store) => store.replace(records, expected_revision).await,
            Self::Memory(store) => store.replace(records, expected_revision),
        }
    }

    /// Deletes everything, the journal and the drafts too, in one write that is on the disk when this returns. Returns
    /// the revision that it made.
    ///
    /// The database itself stays: an empty one at a later revision is a deliberate wipe, and a missing one is a loss.
    pub async fn wipe(&self) -> Result<u64, StoreError> {
        match self {
            Self::Idb(store) => store.wipe().await,
            Self::Memory(store) => Ok(store.wipe()),
        }
    }

    /// Uses the database again after the disk was full; until then it answers [`StoreError::DiskFull`] only.
    pub fn resume(&self) {
        match self {
            Self::Idb(store) => store.set_halted(false),
            Self::Memory(_) => {}
        }
    }

    /// Whether the database is left alone, because the disk was full.
    pub fn is_halted(&self) -> bool {
        match self {
            Self::Idb(store) => store.is_halted(),
            Self::Memory(_) => false,
        }
    }

    /// Stops using the database, because the disk is full: opening a database on a full disk may destroy it.
    pub fn halt(&self) {
        match self {
            Self::Idb(store) => store.set_halted(true),
            Self::Memory(_) => {}
        }
    }

    /// Sets the listener for `StoreEvent`s. There is only one: a new listener replaces the old one.
    pub fn on_event(&self, listener: Rc<dyn Fn(StoreEvent)>) {
        match self {
            Self::Idb(store) => store.on_event(listener),
            // Memory has no events from outside.
            Self::Memory(_) => {}
        }
    }
}

impl Store for DeviceStore {
    async fn outline(&self) -> Result<Outline, StoreError> {
        match self {
            Self::Idb(store) => store.outline().await,
            Self::Memory(store) => store.outline().await,
        }
    }

    async fn shards(&self, keys: &[String]) -> Result<Vec<(String, Option<String>)>, StoreError> {
        match self {
            Self::Idb(store) => store.shards(keys).await,
            Self::Memory(store) => store.shards(keys).await,
        }
    }

    async fn journal(&self, limit: usize) -> Result<Vec<Record>, StoreError> {
        match self {
            Self::Idb(store) => store.journal(limit).await,
            Self::Memory(store) => store.journal(limit).await,
        }
    }

    async fn undo(&self, seq: u32) -> Result<Option<String>, StoreError> {
        match self {
            Self::Idb(store) => store.undo(seq).await,
            Self::Memory(store) => store.undo(seq).await,
        }
    }

    async fn commit(&self, write: &Write) -> Result<WriteReceipt, StoreError> {
        match self {
            Self::Idb(store) => store.commit(write).await,
            Self::Memory(store) => store.commit(write).await,
        }
    }
}

/// Deletes a database that cannot be wiped, because it cannot be opened or written.
pub async fn delete(name: &str, on_blocked: Rc<dyn Fn()>) -> Result<(), StoreError> {
    idb::connection::delete(name, on_blocked).await
}

/// Returns whether the disk has room; `None` if that cannot be found out.
pub async fn has_room() -> Option<bool> {
    idb::room::has_room().await
}

/// Reads every text of a database of any version, and writes nothing.
pub async fn salvage(name: &str) -> Result<Salvage, StoreError> {
    idb::salvage::salvage(name).await
}
