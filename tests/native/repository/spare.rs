//! The spare of a store: what it keeps, and what it brings back.

use std::sync::Arc;

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::shard::Shard;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::stored::record;
use tsudoi::format::stored::spare::{Generation, RecordKind, SpareRecord, decode, encode_front};
use tsudoi::format::stored::spare_message::SpareExtent;
use tsudoi::repository::spare::{restoration, spared};
use tsudoi::storage::memory::MemoryStore;
use tsudoi::storage::store::{Record, StoreError, StoredRecords};

use crate::support::generate::almanac;
use crate::support::sample::{all_day, entry, event};

fn noon() -> UtcTime {
    UtcTime(date(2026, 11, 29).at(12, 0, 0, 0))
}

/// The records of an almanac, as a commit would write them.
fn records(almanac: &Almanac, revision: u64) -> StoredRecords {
    let keys = almanac.loaded();
    let shard = |key| Some((record::encode_shard_key(key), almanac.shard(key)?));
    let mut shards: Vec<_> = keys
        .iter()
        .filter_map(shard)
        .filter(|(_, shard)| !shard.is_empty())
        .map(|(key, shard)| (key, record::encode_shard(&shard)))
        .collect();
    shards.sort();
    StoredRecords {
        revision,
        calendars: Some(record::encode_calendars(almanac.kept_calendars())),
        shards,
        journal: Vec::new(),
        undo: Vec::new(),
    }
}

/// A shard of that month with all-day events.
fn month(month: i8, ids: &[&str]) -> (String, String) {
    let event = |id: &&str| event(id, id, Kind::StudySession, all_day(date(2026, month, 1), 1));
    let entries = ids.iter().map(|id| (event(id).id.clone(), Arc::new(entry(event(id))))).collect();
    (format!("2026-{month:02}|union"), record::encode_shard(&Shard::Entries(entries)))
}

fn store(revision: u64, shards: &[(String, String)]) -> StoredRecords {
    let id = CalendarId::new("union");
    let calendar = Calendar::new(id, CalendarFacts::default());
    StoredRecords {
        revision,
        calendars: Some(record::encode_calendars([&calendar])),
        shards: shards.to_vec(),
        ..StoredRecords::default()
    }
}

/// The file of the next generation, without a generation before it.
fn file(held: &StoredRecords) -> Vec<u8> {
    after(held, None).expect("the store is sound")
}

fn after(held: &StoredRecords, last: Option<&[u8]>) -> Option<Vec<u8>> {
    let last = last.map(|bytes| decode(bytes).expect("it is a generation"));
    let number = last.as_ref().map_or(1, |last| last.number + 1);
    let records = spared(held, last.as_ref())?;
    let next = Generation { number, revision: held.revision, saved_at: noon(), records };
    let mut bytes = encode_front(&next);
    bytes.extend(next.records.iter().flat_map(|it| it.text.unwrap_or_default().bytes()));
    Some(bytes)
}

fn check(held: Option<&StoredRecords>, spare: &[u8], expected: Expect) {
    let spare = decode(spare).expect("it is a generation");
    let mut text = String::new();
    match restoration(held, &spare) {
        None => text.push_str("nothing"),
        Some(restoration) => {
            let records = restoration.records;
            let extent = match restoration.extent {
                SpareExtent::Everything { event_count } => {
                    format!("everything: {event_count} events")
                }
                SpareExtent::Parts { count } => format!("{count} parts"),
            };
            let calendars = if records.calendars.is_some() { "calendars" } else { "no calendars" };
            write!(text, "{extent}, revision {}, {calendars}", records.revision).expect("a string");
            for (key, text_of_shard) in &records.shards {
                let ids = match record::decode_shard(text_of_shard) {
                    Ok(Shard::Directory(_)) => "the directory".to_owned(),
                    Ok(Shard::Entries(entries)) => {
                        entries.keys().map(ToString::to_string).collect::<Vec<_>>().join(" ")
                    }
                    Err(_) => format!("unreadable {text_of_shard:?}"),
                };
                write!(text, "\n{key}: {ids}").expect("a string");
            }
        }
    }
    expected.assert_eq(&text);
}

#[test]
fn a_database_that_is_gone_comes_back() {
    let spare = file(&store(7, &[month(11, &["a", "b"]), month(12, &["c"])]));
    let all = expect![[r#"
        everything: 3 events, revision 8, calendars
        2026-11|union: a b
        2026-12|union: c"#]];
    check(Some(&StoredRecords::default()), &spare, all);
}

#[test]
fn a_database_that_cannot_be_read_comes_back() {
    let spare = file(&store(7, &[month(11, &["a"])]));
    check(
        None,
        &spare,
        expect![[r#"
        everything: 1 events, revision 8, calendars
        2026-11|union: a"#]],
    );
}

#[test]
fn a_database_that_went_back_comes_forward() {
    let spare = file(&store(2018, &[month(11, &["a", "b"])]));
    check(
        Some(&store(18, &[month(11, &["a"])])),
        &spare,
        expect![[r#"
        everything: 2 events, revision 2019, calendars
        2026-11|union: a b"#]],
    );
}

#[test]
fn a_database_that_is_ahead_and_sound_needs_nothing() {
    let spare = file(&store(7, &[month(11, &["a"])]));
    check(Some(&store(7, &[month(11, &["a"])])), &spare, expect!["nothing"]);
    check(Some(&store(9, &[])), &spare, expect!["nothing"]);
}

#[test]
fn only_damaged_records_are_replaced_and_nothing_is_there_twice() {
    let spare = file(&store(7, &[month(10, &["x"]), month(11, &["a", "b"]), month(12, &["c"])]));
    // Since then b moved to December and x was deleted.
    let damaged = ("2026-11|union".to_owned(), "{\"v\":2,\"entr".to_owned());
    let held = store(9, &[damaged, month(12, &["b", "c", "d"])]);
    check(
        Some(&held),
        &spare,
        expect![[r#"
        1 parts, revision 10, calendars
        2026-12|union: b c d
        unreadable 9|2026-11|union: unreadable "{\"v\":2,\"entr"
        2026-11|union: a"#]],
    );
}

#[test]
fn lost_calendars_come_back_without_touching_the_events() {
    let spare = file(&store(7, &[month(11, &["a"])]));
    for calendars in [None, Some("\0\0\0".to_owned())] {
        let held = StoredRecords { calendars, ..store(8, &[month(11, &["a", "b"])]) };
        check(
            Some(&held),
            &spare,
            expect![[r#"
            1 parts, revision 9, calendars
            2026-11|union: a b"#]],
        );
    }
}

#[test]
fn a_record_of_a_newer_version_is_left_alone() {
    let spare = file(&store(7, &[month(11, &["a"])]));
    let newer = ("2026-11|union".to_owned(), r#"{"entries":[],"v":99}"#.to_owned());
    check(Some(&store(8, &[newer])), &spare, expect!["nothing"]);
}

#[test]
fn what_the_spare_does_not_have_stays_damaged() {
    let spare = file(&store(7, &[month(11, &["a"])]));
    let damaged = ("2026-12|union".to_owned(), "damaged".to_owned());
    check(Some(&store(8, &[month(11, &["a"]), damaged])), &spare, expect!["nothing"]);
}

#[test]
fn a_damaged_record_does_not_go_into_the_spare() {
    let first = file(&store(7, &[month(11, &["a"]), month(12, &["c"])]));
    let damaged = ("2026-11|union".to_owned(), "damaged".to_owned());
    let held = store(8, &[damaged, month(12, &["c", "d"])]);
    let second = after(&held, Some(&first)).expect("the rest is kept");
    check(
        None,
        &second,
        expect![[r#"
        everything: 3 events, revision 9, calendars
        2026-11|union: a
        2026-12|union: c d"#]],
    );
    let third = after(&StoredRecords { revision: 9, ..held }, Some(&second));
    check(
        None,
        &third.expect("the rest is kept"),
        expect![[r#"
        everything: 3 events, revision 10, calendars
        2026-11|union: a
        2026-12|union: c d"#]],
    );
}

#[test]
fn a_store_without_its_calendars_is_not_copied() {
    let held = StoredRecords { calendars: None, ..store(7, &[month(11, &["a"])]) };
    assert_eq!(after(&held, None), None);
}

#[test]
fn the_newest_operations_are_kept_with_their_undo() {
    let large = "x".repeat(3 << 20);
    let undo = |seq| Record { seq, text: large.clone() };
    let operation = |seq| Record { seq, text: format!("operation {seq}") };
    let held = StoredRecords {
        journal: vec![operation(1), operation(2), operation(3)],
        undo: vec![undo(1), undo(2), Record { seq: 3, text: "small".to_owned() }],
        ..store(3, &[])
    };
    let records = spared(&held, None).expect("the store is sound");
    let kept: Vec<(RecordKind, &str)> = records
        .iter()
        .filter(|it| matches!(it.kind, RecordKind::Operation | RecordKind::Undo))
        .map(|it: &SpareRecord<'_>| (it.kind, &*it.key))
        .collect();
    expect![[r#"[(Operation, "2"), (Operation, "3"), (Undo, "2"), (Undo, "3")]"#]]
        .assert_eq(&format!("{kept:?}"));
}

#[test]
fn a_store_is_replaced_only_at_the_expected_revision() {
    let memory = MemoryStore::holding(None, Vec::new());
    memory.put_draft("#/new", Some("draft"));
    let records = store(7, &[month(11, &["a"])]);
    assert_eq!(memory.replace(&records, Some(4)), Err(StoreError::Moved { found: 1 }));
    assert_eq!(memory.replace(&records, Some(1)), Ok(()));
    assert_eq!(memory.records(), records);
    assert_eq!(memory.replace(&store(8, &[]), None), Ok(()));
    assert_eq!(memory.records(), store(8, &[]));
    assert_eq!(memory.draft("#/new").as_deref(), Some("draft"));
}

proptest! {
    /// Whatever is stored: the spare of it brings the same records back, at a revision of its own.
    #[test]
    fn what_was_kept_comes_back(almanac in almanac(), revision in 1_u64..1000) {
        let held = records(&almanac, revision);
        let spare = file(&held);
        let spare = decode(&spare).expect("it is a generation");
        let back = restoration(Some(&StoredRecords::default()), &spare).expect("there is a loss");
        prop_assert_eq!(&back.records, &StoredRecords { revision: revision + 1, ..held.clone() });
        prop_assert_eq!(restoration(Some(&held), &spare), None);
        prop_assert_eq!(restoration(Some(&back.records), &spare), None);
    }
}
