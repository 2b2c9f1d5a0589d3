//! A rescue of a database that cannot be used is a backup that can be restored, and says what is missing.

use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::shard::ShardKey;
use tsudoi::domain::gather::Gather;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::format::backup;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::json::read::Limits;
use tsudoi::format::rescue::rescued;
use tsudoi::format::stored::draft::StoredDraft;
use tsudoi::format::stored::record;

use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::foreign::Json;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::time::UtcTime;

use crate::support::sample;

/// An almanac with five events in two months, and its records.
fn records() -> (Almanac, Vec<(String, String)>, String) {
    let entry = |number: i8| {
        let when = sample::all_day(date(2026, 4 + number % 2, 1 + number), 1);
        let event = sample::event(&format!("e{number}"), "花見", Kind::Other, when);
        Entry::local(event, CalendarId::new("union"))
    };
    let almanac = sample::almanac((0..5).map(entry));
    let record = |key: ShardKey| {
        let shard = almanac.shard(&key).expect("it is loaded");
        (record::encode_shard_key(&key), record::encode_shard(&shard))
    };
    let shards = almanac.loaded().into_iter().map(record).collect();
    let calendars = record::encode_calendars(almanac.kept_calendars());
    (almanac, shards, calendars)
}

fn restored(text: &str) -> Almanac {
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("it is a file of ours");
    let mut almanac = Almanac::default();
    almanac.apply(backup::restored(decoded).expect("it is a backup"));
    almanac
}

#[test]
fn whole_records_make_a_whole_backup() {
    let (almanac, shards, calendars) = records();
    let rescue = rescued(&shards, Some(&calendars), &SortedMap::new());
    assert_eq!((rescue.event_count, rescue.lost, rescue.unreadable.len()), (5, 0, 0));
    assert_eq!(restored(&rescue.backup), almanac);
}

#[test]
fn a_bad_entry_a_bad_record_and_a_lost_calendar_cost_only_themselves() {
    let (_, mut shards, _) = records();
    let april = shards.first_mut().expect("there are two");
    april.1 = april.1.replacen("\"uid\":\"e0\"", "\"uid\":\"e0", 1);
    shards.push(("2026-06|union".to_owned(), "\u{1}garbage".to_owned()));
    shards.push(("unreadable 3|2026-04|union".to_owned(), "{broken".to_owned()));
    let rescue = rescued(&shards, None, &SortedMap::new());
    assert_eq!((rescue.event_count, rescue.lost), (4, 2));
    let keys: Vec<&str> = rescue.unreadable.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["2026-04|union", "2026-06|union"]);
    let almanac = restored(&rescue.backup);
    let ids = almanac.entries().map(|entry| entry.event.id.to_string()).gathered_set();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["e1", "e2", "e3", "e4"]);
    assert!(almanac.calendars().contains_key(&CalendarId::new("union")));
}

#[test]
fn what_a_newer_version_wrote_is_taken_along_as_far_as_it_is_understood() {
    let (_, mut shards, calendars) = records();
    for (_, text) in &mut shards {
        *text = text.replace("\"v\":2}", "\"v\":99}");
        assert!(matches!(record::decode_shard(text), Err(record::RecordError::Newer { .. })));
    }
    let rescue = rescued(&shards, Some(&calendars), &SortedMap::new());
    assert_eq!((rescue.event_count, rescue.unreadable.len()), (5, 2));
}

#[test]
fn a_backup_of_76_mb_is_read() {
    let (almanac, _, _) = records();
    let mut text = backup::encode(&almanac, &SortedMap::new());
    text.push_str(&" ".repeat((76 << 20) - text.len()));
    assert_eq!(restored(&text), almanac);
}

#[test]
fn of_two_copies_of_a_draft_the_newer_one_counts() {
    let draft = |hour: i8, text: &str| {
        let at = UtcTime(date(2026, 4, 1).at(hour, 0, 0, 0));
        let form = Json::Text(text.to_owned());
        Some(StoredDraft { location: "#/new".to_owned(), at, before: form.clone(), form })
    };
    let newer = |one, other| StoredDraft::newer(one, other).map(|draft| draft.form);
    let text = |text: &str| Some(Json::Text(text.to_owned()));
    assert_eq!(newer(draft(1, "old"), draft(2, "new")), text("new"));
    assert_eq!(newer(draft(2, "new"), draft(1, "old")), text("new"));
    assert_eq!(newer(draft(1, "local"), draft(1, "disk")), text("disk"));
    assert_eq!(newer(draft(1, "only"), None), text("only"));
}
