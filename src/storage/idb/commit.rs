//! Writes to the database: one transaction checks the revision, queues every request without waiting, and commits.

use gloo::events::EventListener;
use indexed_db_futures::error::Error;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::query_source::QuerySource;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::{Build, KeyRange};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbTransaction;

use super::connection::Connection;
use super::failure::of_transaction;
use super::migration::{CALENDARS, JOURNAL, META, RECEIPTS, REVISION, SHARDS, UNDO};
use super::revision_of;
use crate::storage::fault::{Faults, InjectedFault, WriteStep};
use crate::storage::store::{JOURNAL_LENGTH, StoreError};
use crate::storage::write::{Durability, JournalWrite, Receipts, Write, WriteReceipt};

/// Writes everything or nothing.
pub(super) async fn commit(
    connection: &Connection,
    faults: &dyn Faults,
    write: &Write,
) -> Result<WriteReceipt, StoreError> {
    let transaction = begin(connection, write.durability)?;
    let raw: IdbTransaction = transaction.as_sys().clone().into();
    let end = End::of(&raw);
    let outcome = match queue(&transaction, faults, write).await {
        Ok(Queued::Already(committed)) => return Ok(committed),
        Ok(Queued::Now(committed)) => {
            transaction.commit().await.map(|()| committed).map_err(Halt::Browser)
        }
        Err(halt) => {
            // Dropping an open transaction aborts it.
            drop(transaction);
            Err(halt)
        }
    };
    match outcome {
        Ok(committed) => match faults.strike(WriteStep::Committed) {
            None => Ok(committed),
            Some(fault) => {
                connection.close();
                Err(StoreError::Lost { detail: format!("a test's fault: {fault:?}") })
            }
        },
        Err(halt) => {
            end.wait().await;
            Err(match halt {
                Halt::Own(failure) => failure,
                Halt::Browser(error) => of_transaction(&raw, error),
            })
        }
    }
}

/// Deletes every record, and returns the new revision.
pub(super) async fn clear(connection: &Connection) -> Result<u64, StoreError> {
    let transaction = begin(connection, Durability::Strict)?;
    let raw: IdbTransaction = transaction.as_sys().clone().into();
    let end = End::of(&raw);
    let cleared = async {
        let meta = transaction.object_store(META)?;
        let revision = meta.get::<String, _, _>(REVISION).build()?.await?;
        let revision = revision_of(revision).map_err(Halt::Own)? + 1;
        for name in [META, SHARDS, JOURNAL, UNDO] {
            drop(transaction.object_store(name)?.clear()?);
        }
        put(&meta, REVISION, &revision.to_string())?;
        Ok::<_, Halt>(revision)
    };
    let outcome = match cleared.await {
        Ok(revision) => transaction.commit().await.map(|()| revision).map_err(Halt::Browser),
        Err(halt) => {
            drop(transaction);
            Err(halt)
        }
    };
    match outcome {
        Ok(revision) => Ok(revision),
        Err(halt) => {
            end.wait().await;
            Err(match halt {
                Halt::Own(failure) => failure,
                Halt::Browser(error) => of_transaction(&raw, error),
            })
        }
    }
}

/// Writes one record to the store `meta`, apart from the almanac and its revision, and waits until it is on the disk.
pub(super) async fn put_note(
    connection: &Connection,
    key: &str,
    text: Option<&str>,
) -> Result<(), StoreError> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let stores = connection.database.transaction(META);
    let transaction = stores.with_mode(TransactionMode::Readwrite).with_options(options).build()?;
    let raw: IdbTransaction = transaction.as_sys().clone().into();
    let end = End::of(&raw);
    let meta = transaction.object_store(META)?;
    match text {
        Some(text) => put(&meta, key, text)?,
        None => drop(meta.delete(key).build()?),
    }
    match transaction.commit().await {
        Ok(()) => Ok(()),
        Err(error) => {
            end.wait().await;
            Err(of_transaction(&raw, error))
        }
    }
}

/// The reason why a transaction stops before its end.
enum Halt {
    /// Our own code stops it.
    Own(StoreError),
    /// The browser stopped it; the transaction itself may have the reason.
    Browser(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Browser(error)
    }
}

/// The requests that have been queued.
enum Queued {
    /// The requests of the write.
    Now(WriteReceipt),
    /// No requests: an earlier attempt has already been written.
    Already(WriteReceipt),
}

fn begin(connection: &Connection, durability: Durability) -> Result<Transaction<'_>, StoreError> {
    let durability = match durability {
        Durability::Strict => TransactionDurability::Strict,
        Durability::Relaxed => TransactionDurability::Relaxed,
    };
    let options = TransactionOptions::new().with_durability(durability);
    let stores = connection.database.transaction([META, SHARDS, JOURNAL, UNDO]);
    Ok(stores.with_mode(TransactionMode::Readwrite).with_options(options).build()?)
}

async fn queue(
    transaction: &Transaction<'_>,
    faults: &dyn Faults,
    write: &Write,
) -> Result<Queued, Halt> {
    let meta = transaction.object_store(META)?;
    let shards = transaction.object_store(SHARDS)?;
    let journal = transaction.object_store(JOURNAL)?;
    let undo = transaction.object_store(UNDO)?;
    let revision = meta.get::<String, _, _>(REVISION).build()?;
    let receipts = meta.get::<String, _, _>(RECEIPTS).build()?;
    let operations = journal.get_all_keys::<u32>().build()?;
    let found = revision_of(revision.await?).map_err(Halt::Own)?;
    let receipts = Receipts::from_text(receipts.await?);
    let operations: Vec<u32> = operations.await?.collect::<Result<_, _>>()?;
    if found != write.expected_revision {
        let earlier = receipts.find(&write.id);
        return earlier.map(Queued::Already).ok_or(Halt::Own(StoreError::Moved { found }));
    }

    // From here until the commit, nothing may be awaited.
    let step = || strike(faults, &meta);
    for (key, text) in &write.shards {
        step()?;
        match text {
            Some(text) => put(&shards, key, text)?,
            None => drop(shards.delete(key.as_str()).build()?),
        }
    }
    if let Some(calendars) = &write.calendars {
        step()?;
        put(&meta, CALENDARS, calendars)?;
    }
    let operation = queue_journal([&journal, &undo], &operations, &write.journal, &step)?;
    let revision = (found + 1).max(write.least_revision);
    let committed = WriteReceipt { revision, operation };
    step()?;
    put(&meta, REVISION, &committed.revision.to_string())?;
    step()?;
    put(&meta, RECEIPTS, receipts.with(committed, &write.id).text())?;
    Ok(Queued::Now(committed))
}

fn queue_journal(
    stores: [&ObjectStore<'_>; 2],
    operations: &[u32],
    write: &JournalWrite,
    step: &impl Fn() -> Result<(), Halt>,
) -> Result<Option<u32>, Halt> {
    match write {
        JournalWrite::Push { operation, undo } => {
            let seq = operations.last().map_or(1, |newest| newest + 1);
            for (store, text) in stores.into_iter().zip([operation, undo]) {
                step()?;
                drop(store.put(text).with_key(seq).without_key_type().build()?);
            }
            let surplus = (operations.len() + 1).saturating_sub(JOURNAL_LENGTH);
            if let Some(newest) = surplus.checked_sub(1).and_then(|last| operations.get(last)) {
                for store in stores {
                    step()?;
                    // Written explicitly, because the library swaps the conversions of `..b` and `..=b`.
                    drop(store.delete::<u32, _>(KeyRange::UpperBound(*newest, false)).build()?);
                }
            }
            Ok(Some(seq))
        }
        JournalWrite::Pop(seq) if operations.contains(seq) => {
            for store in stores {
                step()?;
                drop(store.delete(*seq).build()?);
            }
            Ok(None)
        }
        JournalWrite::Pop(seq) => Err(Halt::Own(StoreError::NotInJournal { seq: *seq })),
        JournalWrite::Quiet => Ok(None),
    }
}

/// Queues a text. The answer is not awaited: a refusal aborts the transaction, and then the commit fails.
fn put(store: &ObjectStore<'_>, key: &str, text: &str) -> Result<(), Error> {
    drop(store.put(text).with_key(key.to_owned()).without_key_type().build()?);
    Ok(())
}

/// Lets a test make the write fail here.
fn strike(faults: &dyn Faults, meta: &ObjectStore<'_>) -> Result<(), Halt> {
    match faults.strike(WriteStep::Request) {
        None => Ok(()),
        Some(InjectedFault::Stop) => {
            Err(Halt::Own(StoreError::Failed { detail: "a test's fault".to_owned() }))
        }
        Some(InjectedFault::Refuse) => {
            // `add` refuses a key that exists.
            let second = meta.add("").with_key(REVISION.to_owned()).without_key_type();
            drop(second.build()?);
            Ok(())
        }
        Some(InjectedFault::Lose) => {
            meta.db().as_sys().close();
            Err(Halt::Own(StoreError::Lost { detail: "a test's fault".to_owned() }))
        }
    }
}

/// The end of a transaction, observed by its own event: a transaction has its reason only after the abort event.
struct End {
    promise: Promise,
    _listeners: Vec<EventListener>,
}

impl End {
    fn of(transaction: &IdbTransaction) -> Self {
        let mut listeners = Vec::new();
        let promise = Promise::new(&mut |resolve, _| {
            for event in ["abort", "complete"] {
                let resolve = resolve.clone();
                listeners.push(EventListener::once(transaction, event, move |_| {
                    // A resolver does not throw.
                    let _ = resolve.call0(&JsValue::NULL);
                }));
            }
        });
        Self { promise, _listeners: listeners }
    }

    async fn wait(self) {
        // The promise is never rejected.
        let _ = JsFuture::from(self.promise.clone()).await;
    }
}
