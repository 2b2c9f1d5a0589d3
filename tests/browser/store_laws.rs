//! The laws of a store, checked on the database and on the store in memory.

use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::shard::Shard;
use tsudoi::domain::almanac::trash::delete_event;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::time::{UtcTime, When};
use tsudoi::format::stored::record;
use tsudoi::storage::device::DeviceStore;
use tsudoi::storage::memory::MemoryStore;
use tsudoi::storage::store::{
    FoundOperation, JOURNAL_LENGTH, Opened, Record, Store, StoreError, StoredRecords,
};
use tsudoi::storage::write::{Durability, JournalWrite, Write, WriteReceipt};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{all_shards, fresh, print, put, write};

/// Checks a law on an empty store of each kind.
async fn check(name: &str, law: impl AsyncFn(Opened<DeviceStore>)) {
    law(DeviceStore::memory(MemoryStore::new())).await;
    law(fresh(name).await).await;
}

#[wasm_bindgen_test]
async fn what_is_committed_is_read_back() {
    check("law-read-back", async |opened: Opened<DeviceStore>| {
        assert_eq!(opened.outline.found, FoundOperation::Nothing);
        assert_eq!((opened.outline.revision, &opened.outline.calendars), (0, &None));
        let store = opened.store;
        let first = Write {
            calendars: Some("春の予定".to_owned()),
            journal: JournalWrite::Push {
                operation: "import".to_owned(),
                undo: String::from("undo"),
            },
            ..put(0, "a", &[("2026-04/c1", "花見"), ("2026-05/c1", "メーデー")])
        };
        let committed = store.commit(&first).await.expect("it is written");
        assert_eq!(committed, WriteReceipt { revision: 1, operation: Some(1) });
        assert_eq!(
            print(&store).await,
            "revision 1, calendars 春の予定\n2026-04/c1 = 花見\n2026-05/c1 = メーデー\n#1 import"
        );
        let wanted = ["2026-05/c1".to_owned(), "2026-06/c1".to_owned()];
        assert_eq!(
            store.shards(&wanted).await.expect("it reads"),
            [
                ("2026-05/c1".to_owned(), Some("メーデー".to_owned())),
                ("2026-06/c1".to_owned(), None)
            ]
        );
        assert_eq!(store.shards(&[]).await.expect("it reads"), []);
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_trash_is_a_shard_like_any_other() {
    check("law-bin", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let when = When::AllDay { first: date(2024, 11, 23), days: 1 };
        let id = EventId::new("e1");
        let calendar = Calendar::new(CalendarId::new("c1"), CalendarFacts::default());
        let mut almanac = Almanac::default();
        let entry = Entry::local(Event::new(id.clone(), "芋煮会", when), calendar.id.clone());
        almanac.apply(Change::calendar(calendar.id.clone(), Some(calendar)));
        almanac.apply(Change::entry(id.clone(), Some(entry)));
        let change = delete_event(&almanac, &id, UtcTime(date(2024, 11, 20).at(3, 0, 0, 0)));
        let text = |shard: &Shard| (!shard.is_empty()).then(|| record::encode_shard(shard));
        let shards = almanac.shards_after(&change);
        let shards = shards.map(|(key, it)| (record::encode_shard_key(&key), text(&it)));
        let calendars = record::encode_calendars(almanac.calendars_after(&change).values());
        let deletion =
            Write { shards: shards.collect(), calendars: Some(calendars), ..write(0, "a") };
        store.commit(&deletion).await.expect("it is written");

        let outline = store.outline().await.expect("it reads");
        assert_eq!(outline.shard_keys, ["~bin|c1"]);
        let keys = outline.shard_keys.iter().filter_map(|key| record::decode_shard_key(key));
        let calendars = outline.calendars.expect("they are kept");
        let calendars = record::decode_calendars(&calendars).expect("they are records of ours");
        let mut again = Almanac::outline(calendars, keys.collect());
        assert!(again.is_whole() && !again.has_trash() && again.kept(&id).is_none());
        for (key, text) in all_shards(&store).await.expect("it reads") {
            let key = record::decode_shard_key(&key).expect("a key of ours");
            again.load_shard(key, record::decode_shard(&text).expect("a record of ours"));
        }
        almanac.apply(change);
        assert_eq!(again, almanac);
        assert_eq!(store.wipe().await, Ok(2));
        assert_eq!(print(&store).await, "revision 2, calendars none");
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_shard_without_text_is_gone_and_the_rest_stays() {
    check("law-delete", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        store.commit(&put(0, "a", &[("x", "1"), ("y", "2")])).await.expect("it is written");
        let gone = Write {
            shards: vec![("x".to_owned(), None), ("never".to_owned(), None)],
            ..write(1, "b")
        };
        store.commit(&gone).await.expect("it is written");
        assert_eq!(print(&store).await, "revision 2, calendars none\ny = 2");
    })
    .await;
}

#[wasm_bindgen_test]
async fn keys_are_in_utf16_order() {
    check("law-order", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let keys = ["k~\u{FF5E}", "b", "k~\u{1F338}", "a"].map(|key| (key, key));
        store.commit(&put(0, "a", &keys)).await.expect("it is written");
        let outline = store.outline().await.expect("it reads");
        assert_eq!(outline.shard_keys, ["a", "b", "k~\u{1F338}", "k~\u{FF5E}"]);
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_write_built_on_another_revision_writes_nothing() {
    check("law-moved", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        store.commit(&put(0, "a", &[("x", "1")])).await.expect("it is written");
        let before = print(&store).await;
        for stale in [0, 2] {
            let late = Write {
                calendars: Some("late".to_owned()),
                journal: JournalWrite::Push {
                    operation: "late".to_owned(),
                    undo: String::from("undo"),
                },
                ..put(stale, "b", &[("x", "late"), ("y", "late")])
            };
            assert_eq!(store.commit(&late).await, Err(StoreError::Moved { found: 1 }));
        }
        assert_eq!(print(&store).await, before);
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_same_write_again_is_known_and_not_done_twice() {
    check("law-again", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let push = Write {
            journal: JournalWrite::Push { operation: "one".to_owned(), undo: String::from("undo") },
            ..put(0, "id with spaces", &[("x", "1")])
        };
        let first = store.commit(&push).await.expect("it is written");
        store.commit(&put(1, "b", &[("x", "2")])).await.expect("it is written");
        let before = print(&store).await;
        assert_eq!(store.commit(&push).await, Ok(first));
        assert_eq!(print(&store).await, before);
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_journal_gives_the_newest_first_and_takes_it_back() {
    check("law-journal", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        for (revision, operation) in [(0, "one"), (1, "two"), (2, "three")] {
            let journal = JournalWrite::Push {
                operation: operation.to_owned(),
                undo: format!("undo {operation}"),
            };
            let done = store.commit(&Write { journal, ..write(revision, operation) }).await;
            assert_eq!(done.map(|done| done.operation), Ok(u32::try_from(revision + 1).ok()));
        }
        let newest = store.journal(2).await.expect("it reads");
        let texts: Vec<&str> = newest.iter().map(|record| record.text.as_str()).collect();
        assert_eq!(texts, ["three", "two"]);
        assert_eq!(store.journal(0).await.expect("it reads"), []);
        assert_eq!(store.undo(3).await, Ok(Some("undo three".to_owned())));
        let undo = Write { journal: JournalWrite::Pop(3), ..write(3, "undo") };
        store.commit(&undo).await.expect("it is written");
        assert_eq!(store.undo(3).await, Ok(None));
        assert_eq!(print(&store).await, "revision 4, calendars none\n#2 two\n#1 one");
        let again =
            Write { journal: JournalWrite::Pop(3), ..put(4, "again", &[("x", "not written")]) };
        assert_eq!(store.commit(&again).await, Err(StoreError::NotInJournal { seq: 3 }));
        assert_eq!(print(&store).await, "revision 4, calendars none\n#2 two\n#1 one");
    })
    .await;
}

#[wasm_bindgen_test]
async fn all_records_are_read_and_replaced_at_once() {
    check("law-records", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let push = JournalWrite::Push { operation: "import".to_owned(), undo: "undo".to_owned() };
        let first = Write {
            calendars: Some("春の予定".to_owned()),
            journal: push,
            ..put(0, "a", &[("2026-04/c1", "花見"), ("2026-05/c1", "メーデー")])
        };
        store.commit(&first).await.expect("it is written");
        store.put_draft("#/new", Some("draft")).await.expect("it is written");
        let before = store.records().await.expect("they are read");
        assert_eq!((before.revision, before.calendars.as_deref()), (1, Some("春の予定")));
        assert_eq!(before.shards.len(), 2);
        let record = |text: &str| vec![Record { seq: 1, text: text.to_owned() }];
        assert_eq!((&before.journal, &before.undo), (&record("import"), &record("undo")));
        store.commit(&put(1, "b", &[("2026-06/c1", "大会")])).await.expect("it is written");

        let moved = store.replace(&before, Some(1)).await;
        assert_eq!(moved, Err(StoreError::Moved { found: 2 }));
        assert_eq!(store.records().await.expect("they are read").shards.len(), 3);
        let newer = StoredRecords { revision: 7, ..before };
        store.replace(&newer, Some(2)).await.expect("they are replaced");
        assert_eq!(store.records().await.expect("they are read"), newer);
        assert_eq!(store.outline().await.expect("it is read").revision, 7);
        store.commit(&put(7, "c", &[])).await.expect("it goes on from there");
        let empty = StoredRecords::default();
        store.replace(&empty, None).await.expect("they are replaced");
        assert_eq!(store.records().await.expect("they are read"), empty);
        assert_eq!(store.draft("#/new").await.expect("it is read").as_deref(), Some("draft"));
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_journal_keeps_the_newest_deeds_only() {
    check("law-bound", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let total = u64::try_from(JOURNAL_LENGTH).expect("it is small") + 5;
        for revision in 0..total {
            let write = Write {
                journal: JournalWrite::Push {
                    operation: format!("deed {}", revision + 1),
                    undo: String::from("undo"),
                },
                durability: Durability::Relaxed,
                ..write(revision, &revision.to_string())
            };
            store.commit(&write).await.expect("it is written");
        }
        let newest = store.journal(usize::MAX).await.expect("it reads");
        let operations: Vec<u32> = newest.iter().rev().map(|record| record.seq).collect();
        assert_eq!(operations, (6..=205).collect::<Vec<u32>>());
        assert_eq!(newest.first().map(|record| record.text.as_str()), Some("deed 205"));
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_wiped_store_is_empty_and_can_be_used() {
    check("law-wipe", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let full = Write {
            calendars: Some("all".to_owned()),
            journal: JournalWrite::Push { operation: "one".to_owned(), undo: String::from("undo") },
            ..put(0, "a", &[("x", "1")])
        };
        store.commit(&full).await.expect("it is written");
        assert_eq!(store.wipe().await, Ok(2));
        assert_eq!(print(&store).await, "revision 2, calendars none");
        store.commit(&put(2, "b", &[("y", "2")])).await.expect("it is written");
        assert_eq!(print(&store).await, "revision 3, calendars none\ny = 2");
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_database_and_memory_answer_alike_whatever_is_asked() {
    let database = fresh("law-alike").await.store;
    let memory = DeviceStore::memory(MemoryStore::new()).store;
    let mut dice = Dice(0x7DEA_D1CE_5EED_0001);
    for turn in 0..150 {
        let revision = memory.outline().await.expect("it reads").revision;
        let write = Write {
            id: format!("write {}", dice.below(90)),
            expected_revision: revision - u64::from(revision > 0 && dice.below(6) == 0),
            least_revision: 0,
            shards: (0..dice.below(4))
                .map(|_| {
                    let text = (dice.below(3) > 0).then(|| format!("text {turn}"));
                    (format!("shard {}", dice.below(8)), text)
                })
                .collect(),
            calendars: (dice.below(5) == 0).then(|| format!("calendars {turn}")),
            journal: match dice.below(3) {
                0 => JournalWrite::Quiet,
                1 => JournalWrite::Push {
                    operation: format!("deed {turn}"),
                    undo: String::from("undo"),
                },
                _ => JournalWrite::Pop(dice.below(12)),
            },
            durability: Durability::Relaxed,
        };
        assert_eq!(database.commit(&write).await, memory.commit(&write).await, "{write:?}");
        assert_eq!(print(&database).await, print(&memory).await, "{write:?}");
    }
}

/// Pseudo-random numbers, the same ones every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(bound)).expect("it is below the bound")
    }
}

#[wasm_bindgen_test]
async fn a_draft_stands_beside_what_is_kept() {
    check("law-drafts", async |opened: Opened<DeviceStore>| {
        let store = opened.store;
        let draft = async |place: &str| store.draft(place).await.expect("it reads");
        assert_eq!(draft("#/event/new").await, None);
        store.put_draft("#/event/new", Some("花見")).await.expect("it is written");
        store.put_draft("#/event/a/edit", Some("メーデー")).await.expect("it is written");
        store.put_draft("#/event/new", Some("花見の会")).await.expect("it is written");
        assert_eq!(draft("#/event/new").await.as_deref(), Some("花見の会"));
        assert_eq!(draft("#/event/a/edit").await.as_deref(), Some("メーデー"));
        assert_eq!(print(&store).await, "revision 0, calendars none");
        store.put_draft("#/event/new", None).await.expect("it is forgotten");
        assert_eq!(draft("#/event/new").await, None);
        store.wipe().await.expect("it is wiped");
        assert_eq!(draft("#/event/a/edit").await, None);
    })
    .await;
}
