//! What every store can do, and how it fails.

use std::collections::BTreeMap;

use super::write::{Committed, Write};

/// How many deeds the journal keeps.
pub const JOURNAL_LENGTH: usize = 200;

/// A place that keeps records. The implementations follow the same laws, see `tests/browser/store_laws.rs`.
///
/// The methods return futures that need not be `Send`: a page has one thread.
pub trait Store {
    /// Reads the revision, the calendars and all keys, in one transaction.
    fn outline(&self) -> impl Future<Output = Result<Outline, StoreError>>;

    /// Reads shards by key, in one transaction; `None` where there is none.
    fn shards(
        &self,
        keys: &[String],
    ) -> impl Future<Output = Result<Vec<(String, Option<String>)>, StoreError>>;

    /// Reads the newest deeds of the journal, newest first.
    fn journal(&self, limit: usize) -> impl Future<Output = Result<Vec<Record>, StoreError>>;

    /// Reads what undoes the deed of that number.
    fn undo(&self, seq: u32) -> impl Future<Output = Result<Option<String>, StoreError>>;

    /// Writes all of it or nothing, in one transaction.
    ///
    /// A write is never applied twice: the store remembers the ids of the last writes.
    fn commit(&self, write: &Write) -> impl Future<Output = Result<Committed, StoreError>>;
}

/// What is needed to draw the first view, read in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// How many writes there have been.
    pub revision: u64,
    /// The record of the calendars, if one was ever written.
    pub calendars: Option<String>,
    /// The keys of all shards, ascending.
    pub shard_keys: Vec<String>,
    /// Whether the database was there before.
    pub found: Found,
}

/// A store that has just been opened, and its outline at that moment.
#[derive(Clone, Debug)]
pub struct Opened<S> {
    /// The open store.
    pub store: S,
    /// What it held when it was opened.
    pub outline: Outline,
}

/// What was found when the store was opened.
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

/// Why a store did not do what it was asked for. A failed write has written nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no IndexedDB, or the browser forbids it here.
    #[error("IndexedDB is not available: {detail}")]
    Unavailable {
        /// The browser's words.
        detail: String,
    },
    /// A newer app wrote the database: it may be read out by `salvage`, never written.
    #[error("the database has version {found}, newer than ours")]
    Newer {
        /// Its version.
        found: u32,
    },
    /// The disk or the quota is full.
    #[error("the disk is full")]
    Full,
    /// What is stored is not what we wrote. `salvage` reads what is left.
    #[error("the database is damaged: {detail}")]
    Corrupt {
        /// What is wrong.
        detail: String,
    },
    /// The connection or the transaction was lost, tried again, and lost again. A write may have been done.
    #[error("the connection to the database was lost: {detail}")]
    Lost {
        /// The browser's words.
        detail: String,
    },
    /// The store is not at the revision that the write was built on: another tab or the worker wrote first.
    ///
    /// A revision *below* the expected one means that the stored data were deleted under us, by another tab or by the
    /// browser: what is in memory may be all that is left.
    #[error("the store is at revision {found}")]
    Moved {
        /// The store's revision.
        found: u64,
    },
    /// The write removes a deed that is not in the journal.
    #[error("no deed {seq} in the journal")]
    NotInJournal {
        /// The number of the deed.
        seq: u32,
    },
    /// Anything else.
    #[error("the database failed: {detail}")]
    Failed {
        /// The browser's words.
        detail: String,
    },
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

/// Every record that can still be read of a database that the app cannot use: for a rescue file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvage {
    /// The database's version.
    pub version: u32,
    /// Keys and texts by object store. What is not text is given as JSON.
    pub records: BTreeMap<String, Vec<(String, String)>>,
}
