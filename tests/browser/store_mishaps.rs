//! Failures that a browser can cause in a store: simulated by patching its own interfaces, and undone after each test.

use js_sys::{Array, Function, Reflect};
use tsudoi::storage::device::{self, DeviceStore};
use tsudoi::storage::store::{FoundOperation, Store, StoreError};
use tsudoi::storage::write::{Durability, Write};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{all_shards, close, fresh, nobody_blocks, print, put};

#[wasm_bindgen_test]
async fn the_browser_is_asked_for_the_durability_of_the_write() {
    let store = fresh("mishap-durability").await.store;
    let spy = Patch::new(
        "const kind = IDBDatabase.prototype, begin = kind.transaction, heard = [];
         kind.transaction = function (...wanted) {
             const begun = begin.apply(this, wanted);
             heard.push(begun.durability);
             return begun;
         };
         return () => { kind.transaction = begin; return heard.join(' '); };",
    );
    let relaxed = Write { durability: Durability::Relaxed, ..put(1, "b", &[("x", "2")]) };
    store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    store.commit(&relaxed).await.expect("it is written");
    assert_eq!(spy.undo(), "strict relaxed");
}

/// A full disk: the transaction aborts in its commit, no request has a reason, and `error` gives the reason from the
/// abort event on.
#[wasm_bindgen_test]
async fn a_full_disk_is_known_by_the_reason_of_the_aborted_transaction() {
    let store = fresh("mishap-full").await.store;
    store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    let full = Patch::new(
        "const database = IDBDatabase.prototype, transaction = IDBTransaction.prototype;
         const begin = database.transaction, commit = transaction.commit;
         const error = Object.getOwnPropertyDescriptor(transaction, 'error');
         const full = new WeakSet();
         database.transaction = function (...wanted) {
             const begun = begin.apply(this, wanted);
             begun.addEventListener('abort', () => { full.add(begun); });
             return begun;
         };
         transaction.commit = function () { this.abort(); };
         Object.defineProperty(transaction, 'error', { configurable: true, get() {
             return full.has(this)
                 ? new DOMException('no room', 'QuotaExceededError') : error.get.call(this);
         } });
         return () => {
             database.transaction = begin;
             transaction.commit = commit;
             Object.defineProperty(transaction, 'error', error);
         };",
    );
    let outcome = store.commit(&put(1, "b", &[("x", "2"), ("y", "3")])).await;
    full.undo();
    assert_eq!(outcome, Err(StoreError::Full));
    assert_eq!(print(&store).await, "revision 1, calendars none\nx = 1");
    store.commit(&put(1, "c", &[("x", "2")])).await.expect("there is room again");
}

/// A connection that the browser has dropped throws at the next transaction.
fn drop_connections(times: u32) -> Patch {
    Patch::new(&format!(
        "const kind = IDBDatabase.prototype, begin = kind.transaction;
         let left = {times};
         kind.transaction = function (...wanted) {{
             if (left-- > 0) {{
                 throw new DOMException('The database connection is closing', 'InvalidStateError');
             }}
             return begin.apply(this, wanted);
         }};
         return () => {{ kind.transaction = begin; }};"
    ))
}

#[wasm_bindgen_test]
async fn a_read_without_a_connection_opens_it_again() {
    let store = fresh("mishap-read").await.store;
    store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    let once = drop_connections(1);
    let shards = all_shards(&store).await;
    once.undo();
    assert_eq!(shards, Ok(vec![("x".to_owned(), "1".to_owned())]));
}

#[wasm_bindgen_test]
async fn a_read_that_loses_its_connection_twice_says_so() {
    let store = fresh("mishap-read-twice").await.store;
    store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    let twice = drop_connections(2);
    let shards = all_shards(&store).await;
    twice.undo();
    let detail = "InvalidStateError: The database connection is closing".to_owned();
    assert_eq!(shards, Err(StoreError::Lost { detail }));
    assert_eq!(print(&store).await, "revision 1, calendars none\nx = 1");
}

#[wasm_bindgen_test]
async fn a_browser_that_forbids_storage_says_so() {
    let forbidden = Patch::new(
        "const kind = IDBFactory.prototype, open = kind.open;
         kind.open = () => { throw new DOMException('not here', 'SecurityError'); };
         return () => { kind.open = open; };",
    );
    let outcome = DeviceStore::open("mishap-forbidden", nobody_blocks()).await;
    forbidden.undo();
    assert!(matches!(outcome, Err(StoreError::Unavailable { .. })), "{outcome:?}");
}

#[wasm_bindgen_test]
async fn a_browser_without_a_database_says_so() {
    let missing = Patch::new(
        "const own = Object.getOwnPropertyDescriptor(self, 'indexedDB');
         Object.defineProperty(self, 'indexedDB', { configurable: true, get: () => undefined });
         return () => { Object.defineProperty(self, 'indexedDB', own); };",
    );
    let outcome = DeviceStore::open("mishap-missing", nobody_blocks()).await;
    missing.undo();
    assert!(matches!(outcome, Err(StoreError::Unavailable { .. })), "{outcome:?}");
}

/// A backing store that fails to open several times.
fn break_backing_store(times: u32) -> Patch {
    Patch::new(&format!(
        "const kind = IDBFactory.prototype, open = kind.open;
         const error = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'error');
         const broken = new WeakSet();
         let left = {times};
         kind.open = function (name, version) {{
             if (left-- <= 0) return open.call(this, name, version);
             const request = open.call(this, name + ' broken', version);
             broken.add(request);
             return request;
         }};
         Object.defineProperty(IDBRequest.prototype, 'error', {{ configurable: true, get() {{
             return broken.has(this)
                 ? new DOMException('Internal error opening backing store', 'UnknownError')
                 : error.get.call(this);
         }} }});
         return () => {{
             kind.open = open;
             Object.defineProperty(IDBRequest.prototype, 'error', error);
         }};"
    ))
}

#[wasm_bindgen_test]
async fn an_open_that_fails_twice_is_tried_again() {
    close(&fresh("mishap-backing").await.store);
    let twice = break_backing_store(2);
    let outcome = DeviceStore::open("mishap-backing", nobody_blocks()).await;
    twice.undo();
    assert_eq!(outcome.map(|opened| opened.outline.found), Ok(FoundOperation::Kept));
}

#[wasm_bindgen_test]
async fn an_open_that_fails_three_times_is_damage() {
    close(&fresh("mishap-backing-gone").await.store);
    let always = break_backing_store(3);
    let outcome = DeviceStore::open("mishap-backing-gone", nobody_blocks()).await;
    always.undo();
    let detail = "UnknownError: Internal error opening backing store".to_owned();
    assert_eq!(outcome.map(|opened| opened.outline.found), Err(StoreError::Unopened { detail }));
}

#[wasm_bindgen_test]
async fn a_database_that_the_browser_threw_away_is_a_loss() {
    device::delete("mishap-loss", nobody_blocks()).await.expect("the old database goes");
    let loss = Patch::new(
        "const kind = IDBVersionChangeEvent.prototype;
         const own = Object.getOwnPropertyDescriptor(kind, 'dataLoss');
         Object.defineProperty(kind, 'dataLoss', { configurable: true, get: () => 'total' });
         return () => {
             if (own) Object.defineProperty(kind, 'dataLoss', own); else delete kind.dataLoss;
         };",
    );
    let outcome = DeviceStore::open("mishap-loss", nobody_blocks()).await;
    loss.undo();
    assert_eq!(outcome.map(|opened| opened.outline.found), Ok(FoundOperation::Loss));
}

/// A patch of the browser's interfaces, active until it is undone.
struct Patch {
    undo: Function,
}

impl Patch {
    /// Runs a function body that patches something and returns the function that undoes the patch.
    fn new(body: &str) -> Self {
        Self { undo: call(&Function::new_no_args(body)).into() }
    }

    /// Undoes the patch and returns the text that it has collected.
    fn undo(self) -> String {
        call(&self.undo).as_string().unwrap_or_default()
    }
}

fn call(function: &Function) -> JsValue {
    Reflect::apply(function, &JsValue::UNDEFINED, &Array::new()).expect("it runs")
}
