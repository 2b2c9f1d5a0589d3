//! The browser's database. Everything is prepared before a transaction begins, and inside one nothing is awaited but
//! its own requests: awaiting anything else would commit it half done.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use indexed_db_futures::query_source::QuerySource;
use indexed_db_futures::{Build, KeyRange};

mod commit;
pub mod connection;
mod failure;
pub mod migration;
pub(super) mod salvage;

use self::connection::{Connection, Opening, connect, delete};
use self::failure::Failure;
use self::migration::{CALENDARS, JOURNAL, META, REVISION, SHARDS, UNDO};
use super::write::{CommitError, Committed, Write};
use super::{OpenError, Opened, ReadError, Record, Store, StoreEvent};

/// The browser's database. Clones share one connection.
#[derive(Clone)]
pub struct IdbStore {
    shared: Rc<Shared>,
}

struct Shared {
    opening: Opening,
    connection: RefCell<Option<Rc<Connection>>>,
    listener: RefCell<Rc<dyn Fn(StoreEvent)>>,
}

impl fmt::Debug for IdbStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdbStore").field("name", &self.shared.opening.name).finish_non_exhaustive()
    }
}

impl IdbStore {
    /// Opens a database.
    pub async fn open(opening: Opening) -> Result<Opened, OpenError> {
        let store = Self {
            shared: Rc::new(Shared {
                opening,
                connection: RefCell::new(None),
                listener: RefCell::new(Rc::new(|_| {})),
            }),
        };
        let outline =
            store.with_connection(async |connection| store.read_outline(connection).await);
        outline.await.map_err(OpenError::from)
    }

    pub(super) async fn outline(&self) -> Result<Opened, ReadError> {
        Ok(self.with_connection(async |connection| self.read_outline(connection).await).await?)
    }

    pub(super) async fn shards(
        &self,
        keys: &[String],
    ) -> Result<Vec<(String, Option<String>)>, ReadError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(SHARDS).build()?;
            let store = transaction.object_store(SHARDS)?;
            let requests: Vec<_> = keys
                .iter()
                .map(|key| store.get::<String, _, _>(key.as_str()).build())
                .collect::<Result<_, _>>()?;
            let mut shards = Vec::with_capacity(keys.len());
            for (key, request) in keys.iter().zip(requests) {
                shards.push((key.clone(), request.await?));
            }
            Ok(shards)
        };
        Ok(self.with_connection(read).await?)
    }

    pub(super) async fn shards_between(
        &self,
        from: &str,
        to: &str,
    ) -> Result<Vec<(String, String)>, ReadError> {
        // IndexedDB throws for a range whose ends are the wrong way round.
        if from.encode_utf16().gt(to.encode_utf16()) {
            return Ok(Vec::new());
        }
        // Spelt out: the library has the conversions of `..b` and `..=b` the wrong way round.
        let range = KeyRange::Bound(from, false, to, false);
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(SHARDS).build()?;
            let store = transaction.object_store(SHARDS)?;
            let keys =
                store.get_all_keys::<String>().with_query::<&str, _>(range.clone()).build()?;
            let texts = store.get_all::<String>().with_query::<&str, _>(range.clone()).build()?;
            pairs(keys.await?, texts.await?)
        };
        Ok(self.with_connection(read).await?)
    }

    pub(super) async fn all_shards(&self) -> Result<Vec<(String, String)>, ReadError> {
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(SHARDS).build()?;
            let store = transaction.object_store(SHARDS)?;
            let keys = store.get_all_keys::<String>().build()?;
            let texts = store.get_all::<String>().build()?;
            pairs(keys.await?, texts.await?)
        };
        Ok(self.with_connection(read).await?)
    }

    pub(super) async fn journal(&self, limit: usize) -> Result<Vec<Record>, ReadError> {
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(JOURNAL).build()?;
            let store = transaction.object_store(JOURNAL)?;
            let all: Vec<u32> = store.get_all_keys().build()?.await?.collect::<Result<_, _>>()?;
            let newest: Vec<u32> = all.into_iter().rev().take(limit).collect();
            let Some(oldest) = newest.last() else { return Ok(Vec::new()) };
            let range = KeyRange::LowerBound(*oldest, false);
            let texts = store.get_all::<String>().with_query::<u32, _>(range).build()?.await?;
            newest
                .into_iter()
                .zip(texts.rev())
                .map(|(seq, text)| Ok(Record { seq, text: text? }))
                .collect()
        };
        Ok(self.with_connection(read).await?)
    }

    pub(super) async fn undo(&self, seq: u32) -> Result<Option<String>, ReadError> {
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(UNDO).build()?;
            let store = transaction.object_store(UNDO)?;
            Ok(store.get::<String, _, _>(seq).build()?.await?)
        };
        Ok(self.with_connection(read).await?)
    }

    pub(super) async fn commit(&self, write: &Write) -> Result<Committed, CommitError> {
        let faults = &*self.shared.opening.faults;
        let attempt =
            async |connection: &Connection| commit::commit(connection, faults, write).await;
        Ok(self.with_connection(attempt).await?)
    }

    pub(super) async fn draft(&self, place: &str) -> Result<Option<String>, ReadError> {
        let key = draft_key(place);
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(META).build()?;
            let store = transaction.object_store(META)?;
            Ok(store.get::<String, _, _>(key.as_str()).build()?.await?)
        };
        Ok(self.with_connection(read).await?)
    }

    pub(super) async fn put_draft(
        &self,
        place: &str,
        text: Option<&str>,
    ) -> Result<(), CommitError> {
        let key = draft_key(place);
        let attempt =
            async |connection: &Connection| commit::put_note(connection, &key, text).await;
        Ok(self.with_connection(attempt).await?)
    }

    pub(super) async fn wipe(&self, on_blocked: Rc<dyn Fn()>) -> Result<(), OpenError> {
        self.close();
        Ok(delete(&self.shared.opening.name, on_blocked).await?)
    }

    pub(super) fn on_event(&self, listener: Rc<dyn Fn(StoreEvent)>) {
        *self.shared.listener.borrow_mut() = listener;
    }

    pub(super) fn close(&self) {
        if let Some(connection) = self.shared.connection.borrow_mut().take() {
            connection.close();
        }
    }

    /// Does something with an open connection; where the connection is lost, once more with a new one.
    async fn with_connection<T>(
        &self,
        work: impl AsyncFn(&Connection) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let connection = self.connection().await?;
        match work(&connection).await {
            Err(Failure::Lost(_)) => {
                self.close();
                let connection = self.connection().await?;
                work(&connection).await
            }
            done => done,
        }
    }

    async fn connection(&self) -> Result<Rc<Connection>, Failure> {
        let open = self.shared.connection.borrow().clone();
        if let Some(connection) = open.filter(|connection| !connection.is_closed()) {
            return Ok(connection);
        }
        let shared = Rc::downgrade(&self.shared);
        let on_event: Rc<dyn Fn(StoreEvent)> = Rc::new(move |event| {
            if let Some(shared) = shared.upgrade() {
                let listener = shared.listener.borrow().clone();
                listener(event);
            }
        });
        let connection = Rc::new(connect(&self.shared.opening, on_event).await?);
        *self.shared.connection.borrow_mut() = Some(connection.clone());
        Ok(connection)
    }

    async fn read_outline(&self, connection: &Connection) -> Result<Opened, Failure> {
        let transaction = connection.database.transaction([META, SHARDS, JOURNAL]).build()?;
        let meta = transaction.object_store(META)?;
        let revision = meta.get::<String, _, _>(REVISION).build()?;
        let calendars = meta.get::<String, _, _>(CALENDARS).build()?;
        let shard_keys = transaction.object_store(SHARDS)?.get_all_keys::<String>().build()?;
        let deeds = transaction.object_store(JOURNAL)?.get_all_keys::<u32>().build()?;
        Ok(Opened {
            store: Store::Idb(self.clone()),
            revision: revision_of(revision.await?)?,
            calendars: calendars.await?,
            shard_keys: shard_keys.await?.collect::<Result<_, _>>()?,
            deeds: deeds.await?.collect::<Result<_, _>>()?,
            found: connection.found,
        })
    }
}

/// The key of a draft among the records about the whole.
fn draft_key(place: &str) -> String {
    format!("draft:{place}")
}

/// The revision of its record, which is written with the database itself.
fn revision_of(text: Option<String>) -> Result<u64, Failure> {
    let text = text.ok_or_else(|| Failure::Corrupt("no revision".to_owned()))?;
    text.parse().map_err(|_| Failure::Corrupt(format!("the revision is {text:?}")))
}

type Strings = indexed_db_futures::iter::ArrayMapIter<String>;

/// Keys and texts of two requests of one transaction, which answer in the same order.
fn pairs(keys: Strings, texts: Strings) -> Result<Vec<(String, String)>, Failure> {
    keys.zip(texts).map(|(key, text)| Ok((key?, text?))).collect()
}
