//! Reads the remaining records of a database that the app cannot use, and writes nothing.

use indexed_db_futures::database::Database;
use indexed_db_futures::query_source::QuerySource;
use indexed_db_futures::{Build, KeyRange};
use wasm_bindgen::JsValue;

use super::connection::{open_as_it_is, version_of};
use crate::storage::store::Salvage;
use crate::storage::store::StoreError;

/// Reads every text that can be read. A store that cannot be read is left out.
pub(crate) async fn salvage(name: &str) -> Result<Salvage, StoreError> {
    let Some(database) = open_as_it_is(name).await? else {
        return Ok(Salvage::default());
    };
    let mut salvage = Salvage { version: version_of(&database), ..Salvage::default() };
    for store in database.object_store_names() {
        if let Ok(records) = records(&database, &store).await {
            salvage.records.insert(store, records);
        }
    }
    database.close();
    Ok(salvage)
}

async fn records(database: &Database, store: &str) -> Result<Vec<(String, String)>, StoreError> {
    let keys: Vec<JsValue> = {
        let transaction = database.transaction(store).build()?;
        let store = transaction.object_store(store)?;
        store.get_all_keys().build()?.await?.collect::<Result<_, _>>()?
    };
    let mut records = Vec::new();
    for key in keys {
        // Each record has its own transaction: a record that cannot be read aborts only that one.
        if let Ok(Some(value)) = value(database, store, &key).await {
            records.push((text(&key), text(&value)));
        }
    }
    Ok(records)
}

async fn value(
    database: &Database,
    store: &str,
    key: &JsValue,
) -> Result<Option<JsValue>, StoreError> {
    let transaction = database.transaction(store).build()?;
    let store = transaction.object_store(store)?;
    Ok(store.get::<JsValue, JsValue, _>(KeyRange::Only(key.clone())).build()?.await?)
}

fn text(value: &JsValue) -> String {
    value
        .as_string()
        .unwrap_or_else(|| js_sys::JSON::stringify(value).map(String::from).unwrap_or_default())
}
