//! IndexedDB lives and dies here: texts under keys, a journal, a revision number, and one transaction per write.
//!
//! What the texts mean is not this layer's business; `format` codes them and `state` puts the two together. The
//! invariant: whatever happens, the stored state is the state before a write or the state after it, never between.

use std::collections::BTreeMap;
use std::rc::Rc;

pub mod fault;
pub mod idb;
pub mod memory;
pub mod write;

use self::idb::IdbStore;
use self::idb::connection::Opening;
use self::memory::MemoryStore;
use self::write::{CommitError, Committed, Write};

/// The name of the database, and of the channel between tabs.
pub const NAME: &str = "tsudoi";

/// How many deeds the journal keeps.
pub const JOURNAL_LENGTH: usize = 200;

/// Where this device keeps its almanac. Cheap to clone; clones share one connection.
#[derive(Clone, Debug)]
pub enum Store {
    /// The browser's database.
    Idb(IdbStore),
    /// Memory alone: nothing outlives the page.
    Memory(MemoryStore),
}

/// A store at the moment of opening, and what is needed to draw the first view; read in one transaction.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The open store.
    pub store: Store,
    /// How many writes there have been.
    pub revision: u64,
    /// The record of the calendars, if one was ever written.
    pub calendars: Option<String>,
    /// The keys of all shards, ascending.
    pub shard_keys: Vec<String>,
    /// The numbers of the journal's deeds, oldest first.
    pub deeds: Vec<u32>,
    /// Whether the database was there before.
    pub found: Found,
}

/// What opening met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A database that was there before.
    Kept,
    /// None: an empty one was made. Whether there should have been one, only a sentinel elsewhere can tell.
    Nothing,
    /// The browser says that it found a damaged database, threw it away and made an empty one.
    Loss,
}

/// One deed of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number: newer deeds have higher ones.
    pub seq: u32,
    /// Its text.
    pub text: String,
}

/// What happens to an open store without its doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreEvent {
    /// Another tab with a newer app wants to upgrade the database. This store has closed; the page must be reloaded.
    Upgrade,
    /// Another tab deletes the database. This store has closed; the page must be reloaded.
    Delete,
    /// The browser dropped the connection while it was idle. The next call opens it again by itself; whether the data
    /// are still there, `outline` tells.
    Close,
}

/// Why a store cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is no IndexedDB, or the browser forbids it here.
    #[error("IndexedDB cannot be had: {detail}")]
    Unavailable {
        /// The browser's words.
        detail: String,
    },
    /// A newer app wrote it. `salvage` reads the texts.
    #[error("the database has version {found}, newer than ours")]
    Newer {
        /// Its version.
        found: u32,
    },
    /// The disk is full.
    #[error("no room to open the database")]
    Full,
    /// It is damaged. `salvage` reads what is left.
    #[error("the database is damaged: {detail}")]
    Corrupt {
        /// What is wrong.
        detail: String,
    },
    /// Anything else.
    #[error("the database does not open: {detail}")]
    Failed {
        /// The browser's words.
        detail: String,
    },
}

/// Why a read failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A newer app has upgraded the database since it was opened.
    #[error("the database now has version {found}, newer than ours")]
    Newer {
        /// Its version.
        found: u32,
    },
    /// The connection was lost, opened again, and lost again.
    #[error("the connection to the database was lost: {detail}")]
    ConnectionLost {
        /// The browser's words.
        detail: String,
    },
    /// A record cannot be read.
    #[error("the database is damaged: {detail}")]
    Corrupt {
        /// What is wrong.
        detail: String,
    },
    /// Anything else.
    #[error("reading failed: {detail}")]
    Failed {
        /// The browser's words.
        detail: String,
    },
}

/// Every record that can still be read of a database that the app cannot use: for a rescue file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvage {
    /// The database's version.
    pub version: u32,
    /// Keys and texts by object store. What is not text is given as JSON.
    pub records: BTreeMap<String, Vec<(String, String)>>,
}

impl Store {
    /// Opens the browser's database of that name, making or upgrading it where needed.
    ///
    /// Where another tab holds an older version and does not let go, `on_blocked` is called after half a second, and
    /// opening goes on when that tab has closed.
    pub async fn open(name: &str, on_blocked: Rc<dyn Fn()>) -> Result<Opened, OpenError> {
        IdbStore::open(Opening { on_blocked, ..Opening::new(name) }).await
    }

    /// A new, empty store in memory.
    pub fn memory() -> Opened {
        MemoryStore::new().opened()
    }

    /// Reads the revision, the calendars and all keys afresh.
    pub async fn outline(&self) -> Result<Opened, ReadError> {
        match self {
            Self::Idb(store) => store.outline().await,
            Self::Memory(store) => Ok(store.opened()),
        }
    }

    /// Reads shards by key, in one transaction; `None` where there is none.
    pub async fn shards(
        &self,
        keys: &[String],
    ) -> Result<Vec<(String, Option<String>)>, ReadError> {
        match self {
            Self::Idb(store) => store.shards(keys).await,
            Self::Memory(store) => Ok(store.shards(keys)),
        }
    }

    /// Reads the shards from one key to another, both included, ascending.
    ///
    /// Keys are in order of their UTF-16 code units, as everywhere in IndexedDB.
    pub async fn shards_between(
        &self,
        from: &str,
        to: &str,
    ) -> Result<Vec<(String, String)>, ReadError> {
        match self {
            Self::Idb(store) => store.shards_between(from, to).await,
            Self::Memory(store) => Ok(store.shards_between(from, to)),
        }
    }

    /// Reads every shard, ascending by key.
    pub async fn all_shards(&self) -> Result<Vec<(String, String)>, ReadError> {
        match self {
            Self::Idb(store) => store.all_shards().await,
            Self::Memory(store) => Ok(store.all_shards()),
        }
    }

    /// Reads the newest deeds of the journal, newest first.
    pub async fn journal(&self, limit: usize) -> Result<Vec<Record>, ReadError> {
        match self {
            Self::Idb(store) => store.journal(limit).await,
            Self::Memory(store) => Ok(store.journal(limit)),
        }
    }

    /// Reads what undoes the deed of that number.
    pub async fn undo(&self, seq: u32) -> Result<Option<String>, ReadError> {
        match self {
            Self::Idb(store) => store.undo(seq).await,
            Self::Memory(store) => Ok(store.undo(seq)),
        }
    }

    /// Writes all of it or nothing, in one transaction.
    ///
    /// A lost connection is opened again and the write tried once more. It is never applied twice: the store
    /// remembers the ids of the last writes.
    pub async fn commit(&self, write: &Write) -> Result<Committed, CommitError> {
        match self {
            Self::Idb(store) => store.commit(write).await,
            Self::Memory(store) => store.commit(write),
        }
    }

    /// Reads what is being written at that place, if anything is.
    ///
    /// A draft stands beside what is kept: writing one is no write of the store, and moves no revision.
    pub async fn draft(&self, place: &str) -> Result<Option<String>, ReadError> {
        match self {
            Self::Idb(store) => store.draft(place).await,
            Self::Memory(store) => Ok(store.draft(place)),
        }
    }

    /// Keeps what is being written at that place, or forgets it. It is on the disk when this returns.
    pub async fn put_draft(&self, place: &str, text: Option<&str>) -> Result<(), CommitError> {
        match self {
            Self::Idb(store) => store.put_draft(place, text).await,
            Self::Memory(store) => {
                store.put_draft(place, text);
                Ok(())
            }
        }
    }

    /// Deletes everything. Other tabs are told and let go; `on_blocked` is called where one does not.
    ///
    /// The store can be used on: it is then empty and at revision 0.
    pub async fn wipe(&self, on_blocked: Rc<dyn Fn()>) -> Result<(), OpenError> {
        match self {
            Self::Idb(store) => store.wipe(on_blocked).await,
            Self::Memory(store) => {
                store.wipe();
                Ok(())
            }
        }
    }

    /// Says whom to tell of a `StoreEvent`. One listener at a time: a new one takes the place of the old.
    pub fn on_event(&self, listener: Rc<dyn Fn(StoreEvent)>) {
        match self {
            Self::Idb(store) => store.on_event(listener),
            // Nothing happens to memory without our doing.
            Self::Memory(_) => {}
        }
    }

    /// Lets go of the connection; the next call opens it again.
    pub fn close(&self) {
        match self {
            Self::Idb(store) => store.close(),
            Self::Memory(_) => {}
        }
    }
}

/// Deletes a database that cannot be opened, after its rescue.
pub async fn delete(name: &str, on_blocked: Rc<dyn Fn()>) -> Result<(), OpenError> {
    idb::connection::delete(name, on_blocked).await.map_err(OpenError::from)
}

/// Reads every text of a database of whatever version, and writes nothing.
pub async fn salvage(name: &str) -> Result<Salvage, OpenError> {
    idb::salvage::salvage(name).await.map_err(OpenError::from)
}
