//! Laws of the file format: written data is read back unchanged.

use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::journal::{Operation, OperationKind};
use tsudoi::domain::almanac::shard::ShardKey;
use tsudoi::domain::directory::slot::DirectorySlot;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::backup;
use tsudoi::format::jscalendar::read::{Collection, decode};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};
use tsudoi::format::json::read::Limits;
use tsudoi::format::stored::record;

use crate::support::generate;
use crate::support::generate::directory::{directory_change, item};
use crate::support::generate::format::{collection, rich_calendar, rich_entry, rich_event};

fn export(collections: &[Collection]) -> String {
    let calendars = collections.iter().map(|collection| ExportCalendar {
        calendar: collection.calendar.as_ref().expect("generated with a calendar"),
        events: collection.events.iter().collect(),
        deleted: collection.deleted.clone(),
    });
    encode(&Export { calendars: calendars.collect() })
}

fn at() -> UtcTime {
    UtcTime(jiff::civil::date(2024, 11, 20).at(3, 0, 0, 0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_exported_calendar_is_read_back_the_same(only in collection("c", "e[0-9]")) {
        let text = export(std::slice::from_ref(&only));
        let decoded = decode(text.as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(decoded.collections, vec![only]);
        prop_assert!(!decoded.is_partial && !decoded.is_newer && decoded.backup.is_none());
    }

    #[test]
    fn an_exported_bundle_is_read_back_the_same(
        one in collection("c1", "e[0-9]"),
        two in collection("c2", "f[0-9]"),
    ) {
        let both = vec![one, two];
        let decoded = decode(export(&both).as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(decoded.collections, both);
    }

    #[test]
    fn a_lone_event_is_read_back_the_same(event in rich_event("e")) {
        let decoded = decode(encode_event(&event).as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(&decoded.collections[0].events, &vec![event]);
        prop_assert!(decoded.collections[0].calendar.is_none());
    }

    #[test]
    fn an_entry_is_kept_whole(entry in rich_entry()) {
        let text = record::encode_entry(&entry);
        prop_assert_eq!(record::decode_entry(&text).unwrap(), entry);
    }

    #[test]
    fn shards_are_kept_whole(almanac in generate::almanac(), entry in rich_entry()) {
        let mut almanac = almanac;
        let key = ShardKey::of(&entry);
        let id = entry.event.id.clone();
        almanac.apply(tsudoi::domain::almanac::change::Change::entry(id, Some(entry)));
        let shard = almanac.shard(&key).unwrap();
        prop_assert_eq!(record::decode_shard(&record::encode_shard(&shard)).unwrap(), shard);
    }

    #[test]
    fn shards_of_the_directory_are_kept_whole(change in directory_change()) {
        let mut almanac = Almanac::default();
        almanac.apply(tsudoi::domain::almanac::change::Change { directory: change, ..Default::default() });
        for key in almanac.loaded() {
            let name = record::encode_shard_key(&key);
            prop_assert_eq!(record::decode_shard_key(&name), Some(key.clone()));
            let shard = almanac.shard(&key).unwrap();
            prop_assert_eq!(record::decode_shard(&record::encode_shard(&shard)).unwrap(), shard);
        }
    }

    #[test]
    fn calendars_are_kept_whole(calendars in proptest::collection::vec(rich_calendar("c[0-9]"), 0..4)) {
        let text = record::encode_calendars(&calendars);
        prop_assert_eq!(record::decode_calendars(&text).unwrap(), calendars);
    }

    #[test]
    fn deeds_are_kept_whole(
        act in proptest::sample::select(OperationKind::ALL.to_vec()),
        subject in ".*",
        event_count in any::<u32>(),
        undo in generate::change(),
    ) {
        let operation = Operation { at: at(), act, subject, event_count };
        prop_assert_eq!(record::decode_change(&record::encode_change(&undo)).unwrap(), undo);
        prop_assert_eq!(record::decode_operation(&record::encode_operation(&operation)).unwrap(), operation);
    }

    #[test]
    fn keys_of_shards_sort_as_text_as_they_sort_in_memory(
        one in prop_oneof![rich_entry().prop_map(|it| ShardKey::of(&it)), directory_key()],
        two in prop_oneof![rich_entry().prop_map(|it| ShardKey::of(&it)), directory_key()],
    ) {
        let (a, b) = (record::encode_shard_key(&one), record::encode_shard_key(&two));
        prop_assert_eq!(record::decode_shard_key(&a), Some(one.clone()));
        prop_assert_eq!(a.cmp(&b), one.cmp(&two));
    }

    #[test]
    fn a_backup_restores_the_same_bytes(
        almanac in generate::almanac(),
        entry in rich_entry(),
        calendar in rich_calendar("c[0-3]"),
        theme in ".*",
    ) {
        let mut almanac = almanac;
        let mut change = tsudoi::domain::almanac::change::Change::entry(entry.event.id.clone(), Some(entry));
        change.calendars.insert(calendar.id.clone(), Some(calendar));
        almanac.apply(change);
        let settings = SortedMap::from([("theme".to_owned(), theme)]);
        let text = backup::encode(&almanac, &settings);
        let decoded = decode(text.as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(&decoded.backup.as_ref().unwrap().settings, &settings);
        let mut again = Almanac::default();
        again.apply(backup::restored(decoded).unwrap());
        prop_assert_eq!(&again, &almanac);
        prop_assert_eq!(backup::encode(&again, &settings), text);
    }
}

fn directory_key() -> impl Strategy<Value = ShardKey> {
    item().prop_map(|item| ShardKey::Directory(DirectorySlot::of(&item.id())))
}

#[test]
fn a_record_of_a_newer_version_is_refused() {
    let newer = r#"{"calendars":[],"v":4}"#;
    assert_eq!(record::decode_calendars(newer), Err(record::RecordError::Newer { version: 4 }));
    assert!(record::decode_shard("{}").is_err());
    assert!(record::decode_shard("{\"v\":1").is_err());
}

#[test]
fn a_backup_of_nothing_is_a_backup() {
    let text = backup::encode(&Almanac::default(), &SortedMap::new());
    let decoded = decode(text.as_bytes(), &Limits::default()).unwrap();
    assert!(decoded.backup.is_some() && decoded.collections.is_empty());
    assert!(record::decode_shard_key("2024-1|c").is_none());
    let key = record::decode_shard_key("+series|a|b").unwrap();
    assert_eq!(key.calendar(), Some(&CalendarId::new("a|b")));
}
