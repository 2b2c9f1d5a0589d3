//! Several connections to one database, as with several tabs, and one very large write.

use std::cell::Cell;
use std::rc::Rc;

use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use js_sys::Date;
use tsudoi::storage::device::{self, DeviceStore};
use tsudoi::storage::store::StoreEvent;
use tsudoi::storage::store::{FoundOperation, Store, StoreError};
use tsudoi::storage::write::{Durability, JournalWrite, Write};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use crate::sample::{all_shards, another, both, close, fresh, nobody_blocks, print, put, write};

#[wasm_bindgen_test]
async fn of_two_tabs_that_write_at_once_exactly_one_wins() {
    let one = fresh("tabs-race").await.store;
    let two = another("tabs-race").await;
    for revision in 0..20 {
        let mine = put(revision, &format!("one {revision}"), &[("x", "one"), ("one", "1")]);
        let theirs = put(revision, &format!("two {revision}"), &[("x", "two"), ("two", "2")]);
        let (mine, theirs) = if revision % 2 == 0 {
            both(one.commit(&mine), two.commit(&theirs)).await
        } else {
            let (theirs, mine) = both(two.commit(&theirs), one.commit(&mine)).await;
            (mine, theirs)
        };
        let moved = Err(StoreError::Moved { found: revision + 1 });
        let is_mine = mine.is_ok();
        assert_eq!(if is_mine { theirs } else { mine }, moved);
        let winner = if is_mine { "one" } else { "two" };
        let shard = one.shards(&["x".to_owned()]).await.expect("it reads");
        assert_eq!(shard, [("x".to_owned(), Some(winner.to_owned()))]);
    }
}

#[wasm_bindgen_test]
async fn what_one_tab_writes_the_other_reads() {
    let one = fresh("tabs-see").await.store;
    let two = another("tabs-see").await;
    let first = Write {
        journal: JournalWrite::Push { operation: "one".to_owned(), undo: String::from("undo") },
        ..put(0, "a", &[("x", "1")])
    };
    one.commit(&first).await.expect("it is written");
    assert_eq!(print(&two).await, print(&one).await);
    let undo = Write {
        journal: JournalWrite::Pop(1),
        shards: vec![("x".to_owned(), None)],
        ..write(1, "b")
    };
    two.commit(&undo).await.expect("it is written");
    assert_eq!(print(&one).await, "revision 2, calendars none");
}

#[wasm_bindgen_test]
async fn a_closed_store_opens_again_by_itself_and_has_everything() {
    let opened = fresh("tabs-reopen").await;
    assert_eq!(opened.outline.found, FoundOperation::Nothing);
    let store = opened.store;
    store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    close(&store);
    assert_eq!(print(&store).await, "revision 1, calendars none\nx = 1");
    close(&store);
    store.commit(&put(1, "b", &[("x", "2")])).await.expect("it is written");
    drop(store);
    let again = DeviceStore::open("tabs-reopen", nobody_blocks()).await.expect("it opens");
    assert_eq!((again.outline.found, again.outline.revision), (FoundOperation::Kept, 2));
    assert_eq!(again.outline.shard_keys, ["x"]);
}

#[wasm_bindgen_test]
async fn the_other_tab_hears_that_everything_is_deleted() {
    let one = fresh("tabs-wipe").await.store;
    let two = another("tabs-wipe").await;
    one.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    let heard = Rc::new(Cell::new(None));
    let told = heard.clone();
    two.on_event(Rc::new(move |event| told.set(Some(event))));
    device::delete("tabs-wipe", nobody_blocks()).await.expect("it goes");
    assert_eq!(heard.get(), Some(StoreEvent::Delete));
    let late = two.commit(&put(1, "late", &[("x", "late")])).await;
    assert_eq!(late, Err(StoreError::Moved { found: 0 }));
    assert_eq!(print(&one).await, "revision 0, calendars none");
}

#[wasm_bindgen_test]
async fn a_tab_that_blocks_a_wipe_is_reported_and_the_wipe_goes_on_when_it_closes() {
    let store = fresh("tabs-blocked").await.store;
    store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
    let deaf = Database::open("tabs-blocked").build().expect("asked for").await.expect("it opens");
    let tab = Rc::new(Cell::new(Some(deaf)));
    let on_blocked: Rc<dyn Fn()> = Rc::new(move || {
        tab.take().expect("it is reported once").close();
    });
    close(&store);
    device::delete("tabs-blocked", on_blocked).await.expect("it goes");
    assert_eq!(print(&store).await, "revision 0, calendars none");
}

#[wasm_bindgen_test]
async fn ten_thousand_records_of_two_kilobytes_are_one_write() {
    let store = fresh("tabs-large").await.store;
    let text = "見本太郎".repeat(170);
    let shards = (0..10_000).map(|i| (format!("shard {i:05}"), Some(format!("{i} {text}"))));
    let large =
        Write { shards: shards.collect(), durability: Durability::Relaxed, ..write(0, "large") };
    let start = Date::now();
    store.commit(&large).await.expect("it is written");
    let written = Date::now();
    let all = all_shards(&store).await.expect("it reads");
    let read = Date::now();
    store.outline().await.expect("it reads");
    let outlined = Date::now();
    assert_eq!(all.len(), 10_000);
    console_log!(
        "10,000 records of 2 KB: write {} ms, read all {} ms, keys alone {} ms",
        written - start,
        read - written,
        outlined - read
    );
    // The same bytes in a hundred records.
    let text = "見本太郎".repeat(17_000);
    let shards = (0..100).map(|i| (format!("shard {i:05}"), Some(text.clone())));
    let few = Write { shards: shards.collect(), ..Write { id: "few".to_owned(), ..large } };
    let store = fresh("tabs-large").await.store;
    let start = Date::now();
    store.commit(&few).await.expect("it is written");
    console_log!("the same bytes in 100 records: write {} ms", Date::now() - start);
    store.wipe().await.expect("it goes");
}
