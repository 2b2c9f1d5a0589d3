//! The trash and files: files report deletions, deleted items do not come back unasked, backups contain the trash.

use expect_test::expect;
use jiff::civil::datetime;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::almanac::shard::{Shard, ShardKey, Slot};
use tsudoi::domain::almanac::trash::{delete_calendar, delete_event, erase_event, restore_event};
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::backup;
use tsudoi::format::export::{ExportRequest, ExportSelection, Names};
use tsudoi::format::handout::written;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::json::read::Limits;
use tsudoi::format::stored::record;
use tsudoi::import::combine;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::incoming::MergeOptions;
use tsudoi::merge::plan::{MergePlan, plan};
use tsudoi::merge::preview::Class;

use crate::domain::trash::{NOW, done};
use crate::merge::table::{almanac as kept, event, file, imported, moment as on, review};
use crate::support::generate::merge::{Edit, calendar, edited, options};

fn plan_of(almanac: &Almanac, text: &str) -> MergePlan {
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("it is a file");
    let options = MergeOptions { imported_at: NOW, ..options() };
    plan(almanac, combine::files(decoded.collections), &options)
}

fn exported(almanac: &Almanac, names: Names) -> String {
    let ids = almanac.calendars().keys().cloned().collect();
    written(
        almanac,
        &ExportRequest {
            of: ExportSelection::Calendars { ids, days: None },
            names,
            busy: "予定あり",
        },
    )
}

/// Two devices: the secretary's, and a member's who has imported the calendar.
fn secretary_and_member() -> (Almanac, Almanac) {
    let local = |id| Entry::local(event(id), calendar(0).id);
    let secretary = kept(vec![local("e1"), local("e2"), local("e3")]);
    let plan = plan_of(&Almanac::default(), &exported(&secretary, Names::With));
    let member = done(&Almanac::default(), plan.resolve(&Almanac::default(), &Choices::default()));
    (secretary, member)
}

#[test]
fn a_deletion_travels_in_a_file_and_is_offered_once() {
    let (secretary, member) = secretary_and_member();
    let gone = EventId::new("e2");
    let secretary = done(&secretary, delete_event(&secretary, &gone, NOW));
    for names in [Names::With, Names::Without] {
        let text = exported(&secretary, names);
        assert!(
            text.contains(r#""tsudoi.example:deleted": {"#) && !text.contains("tsudoi.example:bin")
        );
        assert_eq!(text.matches("e2").count(), 1, "only its uid: {text}");
        assert_eq!(text.matches("花見").count(), 2);
    }
    let text = exported(&secretary, Names::With);
    let offered = plan_of(&member, &text);
    assert_eq!(
        offered.rows.iter().map(|row| (row.id.as_str(), row.class)).collect::<Vec<_>>(),
        [("e2", Class::RemovedInFile)]
    );
    assert_eq!(offered.row(&member, 0).expect("a row").deleted, Some(NOW));
    let after = done(&member, offered.resolve(&member, &Choices::default()));
    assert_eq!(after.trash().map(|entry| entry.event.id.as_str()).collect::<Vec<_>>(), ["e2"]);
    assert!(plan_of(&after, &text).is_nothing_new());
    assert!(plan_of(&after, &text).rows.is_empty());
    // The member exports the calendar: the next one learns of the deletion, and of its original time.
    let relayed = plan_of(&member, &exported(&after, Names::With));
    assert_eq!(relayed.row(&member, 0).expect("a row").deleted, Some(NOW));
    // After it is restored, the event belongs to the member, and the same file does not ask again.
    let later = UtcTime(datetime(2024, 11, 21, 0, 0, 0, 0));
    let back = done(&after, restore_event(&after, &gone, later));
    assert_eq!(back.entry(&gone).expect("it is back").base, Base::Local);
    assert!(plan_of(&back, &text).rows.is_empty());
}

#[test]
fn what_was_restored_comes_back_to_those_who_were_told_of_the_deletion() {
    let (secretary, member) = secretary_and_member();
    let gone = EventId::new("e2");
    let without = done(&secretary, delete_event(&secretary, &gone, NOW));
    let plan = plan_of(&member, &exported(&without, Names::With));
    let member = done(&member, plan.resolve(&member, &Choices::default()));
    let later = UtcTime(datetime(2024, 11, 21, 0, 0, 0, 0));
    let again = done(&without, restore_event(&without, &gone, later));
    let text = exported(&again, Names::With);
    assert!(!text.contains("tsudoi.example:deleted"));
    let offered = plan_of(&member, &text);
    assert_eq!(offered.rows.first().map(|row| row.class), Some(Class::Conflicting));
    let asked = Choices { all_conflicts: Some(Side::Theirs), ..Choices::default() };
    let back = done(&member, offered.resolve(&member, &asked));
    assert!(back.entry(&gone).is_some());
    assert!(back.calendars().get(&calendar(0).id).unwrap().tombstones.is_empty());
}

#[test]
fn what_was_deleted_here_does_not_come_back_unasked() {
    let newer = |event: Event| edited(&event, &[Edit::Title("お花見"), Edit::Sequence(1)]);
    let here = kept(vec![imported(event("e1")), imported(event("e2")), imported(event("e3"))]);
    let mut trashed = here;
    for id in ["e1", "e2", "e3"] {
        trashed = done(&trashed, delete_event(&trashed, &EventId::new(id), on(9)));
    }
    // Only the tombstone of the third remains.
    let trashed = done(&trashed, erase_event(&trashed, &EventId::new("e3")));
    let came = || file(vec![event("e1"), newer(event("e2")), event("e3")]);
    let first = review(&trashed, came(), &Choices::default());
    let classes = [(Class::Trashed, Take::Accept)].into();
    let asked = Choices { classes, all_conflicts: Some(Side::Theirs), ..Choices::default() };
    let asked = review(&trashed, came(), &asked);
    let plan = |almanac: &Almanac| plan(almanac, combine::files(vec![came()]), &options());
    let after = done(&trashed, plan(&trashed).resolve(&trashed, &Choices::default()));
    let again = review(&after, came(), &Choices::default());
    assert!(plan(&after).is_nothing_new());
    expect![[r#"
        e1: Trashed
        e2: Conflicting
          conflict on Event: Ours
        e3: Trashed
        -> e2 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, in the bin since 2024-01-09T00:00:00

        asked
        e1: Trashed
        e2: Conflicting
          conflict on Event: Ours
        e3: Trashed
        -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported
        -> e2 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New
        -> e3 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New

        again
        e1: Trashed
        e2: Trashed
        e3: Trashed
        -> nothing
    "#]].assert_eq(&format!("{first}\nasked\n{asked}\nagain\n{again}"));
}

#[test]
fn a_calendar_that_was_deleted_comes_back_whole_with_its_file() {
    let here = kept(vec![imported(event("e1")), imported(event("e2"))]);
    let id = calendar(0).id;
    let trashed = done(&here, delete_calendar(&here, &id, on(9)));
    let plan =
        plan(&trashed, combine::files(vec![file(vec![event("e1"), event("e2")])]), &options());
    assert!(
        plan.calendars[0].is_from_trash() && plan.calendars[0].is_new() && !plan.is_nothing_new()
    );
    assert!(plan.rows.iter().all(|row| row.class == Class::New));
    let after = done(&trashed, plan.resolve(&trashed, &Choices::default()));
    assert_eq!((after.entry_count(), after.trash().count()), (2, 0));
    assert_eq!(after.calendars().get(&id).unwrap().deleted, None);
    // Events deleted before the calendar was deleted are not restored with it.
    let before = done(&here, delete_event(&here, &EventId::new("e1"), on(8)));
    let trashed = done(&before, delete_calendar(&before, &id, on(9)));
    expect![[r#"
        e1: Trashed
        e2: New
        -> e2 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New
    "#]]
    .assert_eq(&review(&trashed, file(vec![event("e1"), event("e2")]), &Choices::default()));
}

#[test]
fn the_trash_is_in_a_backup_and_in_no_other_file() {
    let here = kept(vec![imported(event("e1")), imported(event("e2"))]);
    let trashed = done(&here, delete_event(&here, &EventId::new("e1"), on(9)));
    let trashed = done(&trashed, delete_calendar(&trashed, &calendar(0).id, on(10)));
    let text = backup::encode(&trashed, &SortedMap::new());
    let group: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(
        group["entries"],
        serde_json::json!([]),
        "other readers do not show what was deleted"
    );
    assert_eq!(group["tsudoi.example:bin"].as_array().map(Vec::len), Some(2));
    let read = |text: &str| decode(text.as_bytes(), &Limits::default()).expect("it is a file");
    let restored = backup::restored(read(&text)).expect("it is a backup");
    assert_eq!(done(&Almanac::default(), restored), trashed);
    // Another person's trash, in a file that is not a backup, is ignored.
    let other = text.replace("tsudoi.example:backup", "other.example:backup");
    assert!(read(&other).collections.iter().all(|it| it.events.is_empty()));
}

#[test]
fn records_of_before_the_trash_are_read() {
    let event = r#"{"@type":"Event","uid":"e1","title":"花見","start":"2024-04-01T00:00:00"}"#;
    let shard = format!(r#"{{"calendar":"c0","entries":[{{"event":{event},"mine":true}}],"v":1}}"#);
    let shard = record::decode_shard(&shard).expect("a shard of version 1");
    let Shard::Entries(shard) = shard else { unreachable!("it has entries") };
    let entry = shard.values().next().expect("an entry");
    assert!(entry.is_mine && entry.deleted.is_none());
    let calendars = r#"{"calendars":[{"facts":{"title":"暦"},"id":"c0","shown":false}],"v":1}"#;
    let calendars = record::decode_calendars(calendars).expect("calendars of version 1");
    let calendar = calendars.first().expect("a calendar");
    assert!(calendar.deleted.is_none() && calendar.tombstones.is_empty() && !calendar.is_shown);
    let undo = r#"{"calendars":{"c0":null},"entries":{"e1":null},"v":1}"#;
    let undo = record::decode_change(undo).expect("a change of version 1");
    assert_eq!((undo.calendars.len(), undo.entries.len()), (1, 1));
    let key = ShardKey::Entries { slot: Slot::Trash, calendar: CalendarId::new("c0") };
    assert_eq!(record::encode_shard_key(&key), "~bin|c0");
    assert_eq!(record::decode_shard_key("~bin|c0"), Some(key));
}
