//! Databases of other versions: the fixture of each version that was ever released, newer ones, and upgrades that fail.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, JSError};
use indexed_db_futures::transaction::TransactionMode;
use tsudoi::storage::device::{self, DeviceStore};
use tsudoi::storage::idb::IdbStore;
use tsudoi::storage::idb::connection::OpenOptions;
use tsudoi::storage::idb::migration::{MIGRATIONS, Migration};
use tsudoi::storage::store::StoreEvent;
use tsudoi::storage::store::{FoundOperation, Store, StoreError};
use tsudoi::storage::write::WriteReceipt;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{all_shards, close, fresh, nobody_blocks, open, print, put};

const FIXTURE: &str = include_str!("../fixtures/database_v1.json");

/// Version 1 as it was released, and a step that a newer app might take.
static TWO_STEPS: [Migration; 2] = [first_step, add_a_store];

/// Version 1 as it was released, and a step that fails after half its work.
static A_FAILING_STEP: [Migration; 2] = [first_step, fail_halfway];

fn first_step(database: &Database) -> Result<(), Error> {
    let first = MIGRATIONS.first().expect("there is a first step");
    first(database)
}

fn add_a_store(database: &Database) -> Result<(), Error> {
    database.create_object_store("extra").build()?;
    Ok(())
}

fn fail_halfway(database: &Database) -> Result<(), Error> {
    database.create_object_store("half").build()?;
    database.delete_object_store("shards")?;
    Err(Error::Unknown(JSError::Unknown(JsValue::from_str("the step failed"))))
}

/// A stored database.
#[derive(serde::Deserialize)]
struct Fixture {
    version: u32,
    stores: BTreeMap<String, Vec<(Key, String)>>,
}

/// A key in the form that IndexedDB uses.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Key {
    Text(String),
    Number(u32),
}

impl From<Key> for JsValue {
    fn from(key: Key) -> Self {
        match key {
            Key::Text(text) => Self::from_str(&text),
            Key::Number(number) => Self::from(number),
        }
    }
}

/// Writes the fixture without the code of the app.
async fn rebuild(name: &str) {
    device::delete(name, nobody_blocks()).await.expect("the old database goes");
    let fixture: Fixture = serde_json::from_str(FIXTURE).expect("the fixture is JSON");
    let names: Vec<String> = fixture.stores.keys().cloned().collect();
    let upgrade = move |_, database: Database| {
        names.iter().try_for_each(|name| database.create_object_store(name).build().map(drop))
    };
    let builder = Database::open(name).with_version(fixture.version);
    let request = builder.with_on_upgrade_needed(upgrade).build().expect("it is asked for");
    let database = request.await.expect("it opens");
    for (name, records) in fixture.stores {
        for (key, text) in records {
            put_raw(&database, &name, (key.into(), &text)).await;
        }
    }
    database.close();
}

/// Opens a database in a way that the app does not: without listening to the wishes of other tabs.
async fn open_raw(name: &str) -> Database {
    Database::open(name).build().expect("it is asked for").await.expect("it opens")
}

async fn put_raw(database: &Database, store: &str, (key, text): (JsValue, &str)) {
    let builder = database.transaction(store).with_mode(TransactionMode::Readwrite);
    let transaction = builder.build().expect("it begins");
    let store = transaction.object_store(store).expect("it is there");
    store.put(text).with_key(key).without_key_type().build().expect("it is queued");
    drop(store);
    transaction.commit().await.expect("it commits");
}

const FIXTURE_AS_TEXT: &str = "revision 3, calendars 中央執行委員会の予定
*/c1 = 毎月の定例会
2026-04/c1 = 花見 見本 太郎
2026-05/c1 = メーデー 見本 花子
#2 変更 花見
#1 取り込み union-events.jscal.json";

#[wasm_bindgen_test]
async fn a_database_of_version_1_opens_with_everything_in_it() {
    rebuild("migrate-v1").await;
    let opened = DeviceStore::open("migrate-v1", nobody_blocks()).await.expect("it opens");
    assert_eq!(opened.outline.found, FoundOperation::Kept);
    assert_eq!(print(&opened.store).await, FIXTURE_AS_TEXT);
    // An earlier write is known by its receipt; a new one continues from there.
    let known = put(1, "5f2c8a9e-1111-4000-8000-000000000002", &[]);
    let before = WriteReceipt { revision: 2, operation: Some(2) };
    assert_eq!(opened.store.commit(&known).await, Ok(before));
    let done = opened.store.commit(&put(3, "new", &[("x", "1")])).await;
    assert_eq!(done, Ok(WriteReceipt { revision: 4, operation: None }));
}

#[wasm_bindgen_test]
async fn an_upgrade_keeps_everything() {
    rebuild("migrate-up").await;
    let opening = OpenOptions { migrations: &TWO_STEPS, ..OpenOptions::new("migrate-up") };
    let store = open(opening).await;
    assert_eq!(print(&store).await, FIXTURE_AS_TEXT);
    close(&store);
    let salvage = device::salvage("migrate-up").await.expect("it reads");
    assert_eq!(salvage.version, 2);
    assert!(salvage.records.contains_key("extra"));
}

#[wasm_bindgen_test]
async fn an_upgrade_that_fails_changes_nothing() {
    rebuild("migrate-fail").await;
    let opening = OpenOptions { migrations: &A_FAILING_STEP, ..OpenOptions::new("migrate-fail") };
    let error = IdbStore::open(opening).await.expect_err("the step fails");
    assert!(matches!(error, StoreError::Failed { .. }), "{error:?}");
    let opened =
        DeviceStore::open("migrate-fail", nobody_blocks()).await.expect("it opens as before");
    assert_eq!(print(&opened.store).await, FIXTURE_AS_TEXT);
}

#[wasm_bindgen_test]
async fn a_newer_database_is_not_opened_but_can_be_rescued() {
    rebuild("migrate-newer").await;
    close(&open(OpenOptions { migrations: &TWO_STEPS, ..OpenOptions::new("migrate-newer") }).await);
    let error = DeviceStore::open("migrate-newer", nobody_blocks()).await.expect_err("it is newer");
    assert_eq!(error, StoreError::Newer { found: 2 });
    let salvage = device::salvage("migrate-newer").await.expect("it reads");
    let shards = salvage.records.get("shards").expect("there are shards");
    assert_eq!(shards.len(), 3);
    assert_eq!(shards.first(), Some(&("*/c1".to_owned(), "毎月の定例会".to_owned())));
    let journal = salvage.records.get("journal").expect("there is a journal");
    assert_eq!(journal.last(), Some(&("2".to_owned(), "変更 花見".to_owned())));
}

#[wasm_bindgen_test]
async fn nothing_is_rescued_and_nothing_made_where_there_is_no_database() {
    device::delete("migrate-none", nobody_blocks()).await.expect("the old database goes");
    let salvage = device::salvage("migrate-none").await.expect("it reads");
    assert_eq!((salvage.version, salvage.records.len()), (0, 0));
    let opened = DeviceStore::open("migrate-none", nobody_blocks()).await.expect("it opens");
    assert_eq!(opened.outline.found, FoundOperation::Nothing);
}

#[wasm_bindgen_test]
async fn an_old_tab_gives_way_to_an_upgrade_and_writes_no_more() {
    let old = fresh("migrate-old-tab").await.store;
    let heard = Rc::new(Cell::new(None));
    let told = heard.clone();
    old.on_event(Rc::new(move |event| told.set(Some(event))));
    let opening = OpenOptions {
        migrations: &TWO_STEPS,
        on_blocked: nobody_blocks(),
        ..OpenOptions::new("migrate-old-tab")
    };
    let new = open(opening).await;
    assert_eq!(heard.get(), Some(StoreEvent::Upgrade));
    let refused = old.commit(&put(0, "old", &[("x", "old")])).await;
    assert_eq!(refused, Err(StoreError::Newer { found: 2 }));
    assert!(all_shards(&old).await.is_err());
    assert_eq!(print(&new).await, "revision 0, calendars none");
}

#[wasm_bindgen_test]
async fn a_tab_that_blocks_an_upgrade_is_reported_and_the_upgrade_goes_on_when_it_closes() {
    rebuild("migrate-blocked").await;
    let deaf = open_raw("migrate-blocked").await;
    let tab = Rc::new(Cell::new(Some(deaf)));
    let on_blocked: Rc<dyn Fn()> = Rc::new(move || {
        tab.take().expect("it is reported once").close();
    });
    let opening =
        OpenOptions { migrations: &TWO_STEPS, on_blocked, ..OpenOptions::new("migrate-blocked") };
    let store = open(opening).await;
    assert_eq!(print(&store).await, FIXTURE_AS_TEXT);
}

#[wasm_bindgen_test]
async fn a_damaged_database_says_so_and_can_be_rescued() {
    rebuild("migrate-damaged").await;
    let database = open_raw("migrate-damaged").await;
    put_raw(&database, "meta", (JsValue::from_str("revision"), "three")).await;
    database.close();
    let error = DeviceStore::open("migrate-damaged", nobody_blocks()).await.expect_err("damaged");
    assert_eq!(error, StoreError::Corrupt { detail: "the revision is \"three\"".to_owned() });
    let salvage = device::salvage("migrate-damaged").await.expect("it reads");
    assert_eq!(salvage.records.get("shards").map(Vec::len), Some(3));
}
