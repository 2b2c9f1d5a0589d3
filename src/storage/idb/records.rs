//! Reads and replaces every record of the database, each in one transaction. Drafts are left as they are.

use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::query_source::QuerySource;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};

use super::connection::Connection;
use super::migration::{CALENDARS, JOURNAL, META, RECEIPTS, REVISION, SHARDS, UNDO};
use super::revision_of;
use crate::storage::store::{Record, StoreError, StoredRecords};

/// Reads every record.
pub(super) async fn read(connection: &Connection) -> Result<StoredRecords, StoreError> {
    let transaction = connection.database.transaction([META, SHARDS, JOURNAL, UNDO]).build()?;
    let meta = transaction.object_store(META)?;
    let revision = meta.get::<String, _, _>(REVISION).build()?;
    let calendars = meta.get::<String, _, _>(CALENDARS).build()?;
    let shards = transaction.object_store(SHARDS)?;
    let keys = shards.get_all_keys::<String>().build()?;
    let texts = shards.get_all::<String>().build()?;
    let revision = revision_of(revision.await?)?;
    let calendars = calendars.await?;
    let keys: Vec<String> = keys.await?.collect::<Result<_, _>>()?;
    let texts: Vec<String> = texts.await?.collect::<Result<_, _>>()?;
    let journal = numbered(&transaction, JOURNAL).await?;
    let undo = numbered(&transaction, UNDO).await?;
    Ok(StoredRecords {
        revision,
        calendars,
        shards: keys.into_iter().zip(texts).collect(),
        journal,
        undo,
    })
}

async fn numbered(transaction: &Transaction<'_>, store: &str) -> Result<Vec<Record>, StoreError> {
    let store = transaction.object_store(store)?;
    let numbers = store.get_all_keys::<u32>().build()?;
    let texts = store.get_all::<String>().build()?;
    let numbers: Vec<u32> = numbers.await?.collect::<Result<_, _>>()?;
    let texts: Vec<String> = texts.await?.collect::<Result<_, _>>()?;
    Ok(numbers.into_iter().zip(texts).map(|(seq, text)| Record { seq, text }).collect())
}

/// Replaces every record, or none.
pub(super) async fn replace(
    connection: &Connection,
    records: &StoredRecords,
    expected_revision: Option<u64>,
) -> Result<(), StoreError> {
    let transaction = begin(&connection.database)?;
    let meta = transaction.object_store(META)?;
    if let Some(expected) = expected_revision {
        let found = revision_of(meta.get::<String, _, _>(REVISION).build()?.await?)?;
        if found != expected {
            // Dropping an open transaction aborts it.
            return Err(StoreError::Moved { found });
        }
    }

    // From here until the commit, nothing may be awaited.
    let StoredRecords { revision, calendars, shards, journal, undo } = records;
    put(&meta, REVISION, &revision.to_string())?;
    drop(meta.delete(RECEIPTS).build()?);
    match calendars {
        Some(text) => put(&meta, CALENDARS, text)?,
        None => drop(meta.delete(CALENDARS).build()?),
    }
    let store = transaction.object_store(SHARDS)?;
    drop(store.clear()?);
    for (key, text) in shards {
        put(&store, key, text)?;
    }
    for (name, records) in [(JOURNAL, journal), (UNDO, undo)] {
        let store = transaction.object_store(name)?;
        drop(store.clear()?);
        for Record { seq, text } in records {
            drop(store.put(text).with_key(*seq).without_key_type().build()?);
        }
    }
    Ok(transaction.commit().await?)
}

fn begin(database: &Database) -> Result<Transaction<'_>, StoreError> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let stores = database.transaction([META, SHARDS, JOURNAL, UNDO]);
    Ok(stores.with_mode(TransactionMode::Readwrite).with_options(options).build()?)
}

/// Queues a text. The answer is not awaited: a refusal aborts the transaction, and then the commit fails.
fn put(store: &ObjectStore<'_>, key: &str, text: &str) -> Result<(), StoreError> {
    drop(store.put(text).with_key(key.to_owned()).without_key_type().build()?);
    Ok(())
}
