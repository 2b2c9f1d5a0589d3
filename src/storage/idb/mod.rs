//! The browser's database. Everything is prepared before a transaction begins. Inside a transaction only its own
//! requests are awaited: awaiting anything else would commit it half done.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use indexed_db_futures::query_source::QuerySource;
use indexed_db_futures::{Build, KeyRange};

mod commit;
pub mod connection;
mod failure;
pub mod migration;
mod records;
pub(crate) mod room;
pub(crate) mod salvage;

use self::connection::{Connection, OpenOptions, connect};
use self::migration::{CALENDARS, JOURNAL, META, REVISION, SHARDS, UNDO};
use super::store::{Opened, Outline, Record, Store, StoreError, StoreEvent, StoredRecords};
use super::write::{Write, WriteReceipt};

/// The browser's database. Clones share one connection.
#[derive(Clone)]
pub struct IdbStore {
    shared: Rc<Shared>,
}

struct Shared {
    opening: OpenOptions,
    connection: RefCell<Option<Rc<Connection>>>,
    /// Whether the disk was full, so that the database is left alone.
    is_halted: Cell<bool>,
    listener: RefCell<Rc<dyn Fn(StoreEvent)>>,
}

impl fmt::Debug for IdbStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdbStore").field("name", &self.shared.opening.name).finish_non_exhaustive()
    }
}

impl IdbStore {
    /// Opens a database.
    pub async fn open(opening: OpenOptions) -> Result<Opened<Self>, StoreError> {
        let store = Self {
            shared: Rc::new(Shared {
                opening,
                connection: RefCell::new(None),
                is_halted: Cell::new(false),
                listener: RefCell::new(Rc::new(|_| {})),
            }),
        };
        let outline = store.outline().await?;
        Ok(Opened { store, outline })
    }

    pub(super) async fn draft(&self, location: &str) -> Result<Option<String>, StoreError> {
        let key = draft_key(location);
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(META).build()?;
            let store = transaction.object_store(META)?;
            Ok(store.get::<String, _, _>(key.as_str()).build()?.await?)
        };
        self.with_connection(read).await
    }

    pub(super) async fn put_draft(
        &self,
        location: &str,
        text: Option<&str>,
    ) -> Result<(), StoreError> {
        let key = draft_key(location);
        let attempt =
            async |connection: &Connection| commit::put_note(connection, &key, text).await;
        self.with_connection(attempt).await
    }

    pub(super) async fn records(&self) -> Result<StoredRecords, StoreError> {
        self.with_connection(records::read).await
    }

    pub(super) async fn replace(
        &self,
        new: &StoredRecords,
        expected_revision: Option<u64>,
    ) -> Result<(), StoreError> {
        let attempt = async |connection: &Connection| {
            records::replace(connection, new, expected_revision).await
        };
        self.with_connection(attempt).await
    }

    pub(super) async fn wipe(&self) -> Result<u64, StoreError> {
        self.with_connection(async |connection: &Connection| commit::clear(connection).await).await
    }

    pub(super) fn is_halted(&self) -> bool {
        self.shared.is_halted.get()
    }

    pub(super) fn set_halted(&self, is_halted: bool) {
        self.shared.is_halted.set(is_halted);
        if is_halted {
            self.close();
        }
    }

    pub(super) fn on_event(&self, listener: Rc<dyn Fn(StoreEvent)>) {
        *self.shared.listener.borrow_mut() = listener;
    }

    /// Closes the connection; the next call opens it again.
    pub fn close(&self) {
        if let Some(connection) = self.shared.connection.borrow_mut().take() {
            connection.close();
        }
    }

    /// Runs an action with an open connection. If the connection is lost, runs it once more with a new connection.
    async fn with_connection<T>(
        &self,
        work: impl AsyncFn(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.shared.is_halted.get() {
            return Err(StoreError::DiskFull);
        }
        let connection = self.connection().await?;
        let done = match work(&connection).await {
            Err(StoreError::Lost { .. }) => {
                self.close();
                if room::has_room().await == Some(false) {
                    self.set_halted(true);
                    return Err(StoreError::DiskFull);
                }
                let connection = self.connection().await?;
                work(&connection).await
            }
            done => done,
        };
        if matches!(done, Err(StoreError::DiskFull)) {
            self.set_halted(true);
        }
        done
    }

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        let open = self.shared.connection.borrow().clone();
        let is_again = open.is_some();
        if let Some(connection) = open.filter(|connection| !connection.is_closed()) {
            return Ok(connection);
        }
        if is_again && room::has_room().await == Some(false) {
            // The browser has closed it because of that.
            self.set_halted(true);
            return Err(StoreError::DiskFull);
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

    async fn read_outline(connection: &Connection) -> Result<Outline, StoreError> {
        let transaction = connection.database.transaction([META, SHARDS]).build()?;
        let meta = transaction.object_store(META)?;
        let revision = meta.get::<String, _, _>(REVISION).build()?;
        let calendars = meta.get::<String, _, _>(CALENDARS).build()?;
        let shard_keys = transaction.object_store(SHARDS)?.get_all_keys::<String>().build()?;
        Ok(Outline {
            revision: revision_of(revision.await?)?,
            calendars: calendars.await?,
            shard_keys: shard_keys.await?.collect::<Result<_, _>>()?,
            found: connection.found,
        })
    }
}

impl Store for IdbStore {
    async fn outline(&self) -> Result<Outline, StoreError> {
        self.with_connection(Self::read_outline).await
    }

    async fn shards(&self, keys: &[String]) -> Result<Vec<(String, Option<String>)>, StoreError> {
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
        self.with_connection(read).await
    }

    async fn journal(&self, limit: usize) -> Result<Vec<Record>, StoreError> {
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
        self.with_connection(read).await
    }

    async fn undo(&self, seq: u32) -> Result<Option<String>, StoreError> {
        let read = async |connection: &Connection| {
            let transaction = connection.database.transaction(UNDO).build()?;
            let store = transaction.object_store(UNDO)?;
            Ok(store.get::<String, _, _>(seq).build()?.await?)
        };
        self.with_connection(read).await
    }

    async fn commit(&self, write: &Write) -> Result<WriteReceipt, StoreError> {
        let faults = &*self.shared.opening.faults;
        let attempt =
            async |connection: &Connection| commit::commit(connection, faults, write).await;
        self.with_connection(attempt).await
    }
}

/// Returns the key of a draft in the store `meta`.
fn draft_key(location: &str) -> String {
    format!("draft:{location}")
}

/// Reads the revision from its record, which is created together with the database.
fn revision_of(text: Option<String>) -> Result<u64, StoreError> {
    let text = text.ok_or_else(|| StoreError::Corrupt { detail: "no revision".to_owned() })?;
    text.parse().map_err(|_| StoreError::Corrupt { detail: format!("the revision is {text:?}") })
}
