//! The interface of every store, and its errors.

use std::collections::BTreeMap;

use super::write::{Write, WriteReceipt};

/// How many operations the journal keeps.
pub const JOURNAL_LENGTH: usize = 200;

/// A store of records. All implementations follow the same laws, see `tests/browser/store_laws.rs`.
///
/// The futures do not have to be `Send`, because a page has one thread.
pub trait Store {
    /// Reads the revision, the calendars and all keys, in one transaction.
    fn outline(&self) -> impl Future<Output = Result<Outline, StoreError>>;

    /// Reads shards by key, in one transaction; `None` for a key without a record.
    fn shards(
        &self,
        keys: &[String],
    ) -> impl Future<Output = Result<Vec<(String, Option<String>)>, StoreError>>;

    /// Reads the newest operations of the journal, newest first.
    fn journal(&self, limit: usize) -> impl Future<Output = Result<Vec<Record>, StoreError>>;

    /// Reads the change that undoes the operation of that number.
    fn undo(&self, seq: u32) -> impl Future<Output = Result<Option<String>, StoreError>>;

    /// Writes everything or nothing, in one transaction.
    ///
    /// A write is never applied twice: the store remembers the ids of the last writes.
    fn commit(&self, write: &Write) -> impl Future<Output = Result<WriteReceipt, StoreError>>;
}

/// The data that the first view needs, read in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The number of writes so far.
    pub revision: u64,
    /// The record of the calendars, if one was ever written.
    pub calendars: Option<String>,
    /// The keys of all shards, ascending.
    pub shard_keys: Vec<String>,
    /// Whether the database existed before.
    pub found: FoundOperation,
}

/// A store that has just been opened, with its outline at that moment.
#[derive(Clone, Debug)]
pub struct Opened<S> {
    /// The open store.
    pub store: S,
    /// The outline of the store when it was opened.
    pub outline: Outline,
}

/// What was found when the store was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundOperation {
    /// A database that existed before.
    Kept,
    /// No database: an empty one was created. Only a sentinel outside the database shows whether there should be one.
    Nothing,
    /// The browser reports that it deleted a damaged database and created an empty one.
    Loss,
}

/// One operation of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number; newer operations have higher numbers.
    pub seq: u32,
    /// Its text.
    pub text: String,
}

/// Every record of a store, read in one transaction. Drafts are not included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredRecords {
    /// The number of writes so far.
    pub revision: u64,
    /// The record of the calendars, if one was ever written.
    pub calendars: Option<String>,
    /// The shards by key, ascending.
    pub shards: Vec<(String, String)>,
    /// The operations of the journal, oldest first.
    pub journal: Vec<Record>,
    /// The changes that undo them, under the same numbers.
    pub undo: Vec<Record>,
}

/// The reason why a store failed. A failed write has written nothing, except possibly after [`StoreError::Lost`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no IndexedDB, or the browser forbids it.
    #[error("IndexedDB is not available: {detail}")]
    Unavailable {
        /// The message of the browser.
        detail: String,
    },
    /// A newer app wrote the database. `salvage` may read it, but it must not be written.
    #[error("the database has version {found}, newer than ours")]
    Newer {
        /// Its version.
        found: u32,
    },
    /// The browser grants no more space. The stored data can still be read.
    #[error("the quota is full")]
    Full,
    /// The disk is full. The database is left alone until there is room again, because opening it may destroy it.
    #[error("the disk is full")]
    DiskFull,
    /// The database cannot be opened, at several attempts.
    #[error("the database cannot be opened: {detail}")]
    Unopened {
        /// The message of the browser.
        detail: String,
    },
    /// The stored data are damaged. `salvage` reads what is left.
    #[error("the database is damaged: {detail}")]
    Corrupt {
        /// What is wrong.
        detail: String,
    },
    /// The connection or the transaction was lost, and lost again at the second attempt. A write may have been done.
    #[error("the connection to the database was lost: {detail}")]
    Lost {
        /// The message of the browser.
        detail: String,
    },
    /// The store is not at the revision that the write is based on: another tab or the worker wrote first.
    ///
    /// A revision *below* the expected one means that another tab or the browser deleted the stored data. Memory may
    /// then hold the only data that are left.
    #[error("the store is at revision {found}")]
    Moved {
        /// The store's revision.
        found: u64,
    },
    /// The write removes an operation that is not in the journal.
    #[error("no operation {seq} in the journal")]
    NotInJournal {
        /// The number of the operation.
        seq: u32,
    },
    /// Any other error.
    #[error("the database failed: {detail}")]
    Failed {
        /// The message of the browser.
        detail: String,
    },
}

/// An event that happens to an open store from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreEvent {
    /// Another tab with a newer app wants to upgrade the database. This store has closed, and the page must be
    /// reloaded.
    Upgrade,
    /// Another tab deletes the database. This store has closed, and the page must be reloaded.
    Delete,
    /// The browser closed the connection while it was idle. The next call opens it again; `outline` shows whether the
    /// data are still there.
    Close,
}

/// Every record that can still be read from a database that the app cannot use, for a rescue file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvage {
    /// The database's version.
    pub version: u32,
    /// Keys and texts by object store. A value that is not text is written as JSON.
    pub records: BTreeMap<String, Vec<(String, String)>>,
}
