//! The bin: nothing but the bin shows what lies in it, it comes back as it was, and files tell of deletions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{DateTime, date, datetime};
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::bin::{
    KEPT_DAYS, MOST_TOMBSTONES, TOMBSTONE_DAYS, bury, days_left, delete_calendar, delete_event,
    empty, erase_calendar, erase_event, purge, restore_calendar, restore_event,
};
use tsudoi::domain::calendar::Calendar;
use tsudoi::domain::change::Change;
use tsudoi::domain::entry::{Base, Entry};
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::shard::{ShardKey, Slot};
use tsudoi::domain::time::{Days, UtcTime, plus_days};
use tsudoi::format::backup;
use tsudoi::format::export::{Names, Order, Wanted, written};
use tsudoi::format::jscalendar::decode::decode;
use tsudoi::format::json::read::Limits;
use tsudoi::format::record;
use tsudoi::i18n::Language;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::field::Side;
use tsudoi::merge::incoming::{Collection, Incoming, Options};
use tsudoi::merge::plan::{MergePlan, plan};
use tsudoi::merge::step::Class;
use tsudoi::present::bin_page::{BinRow, bin_page};

use crate::generate::{almanac, day, moment};
use crate::merge_generate::{Edit, calendar, edited, options};
use crate::merge_table::{almanac as kept, event, file, imported, moment as on, review};
use crate::sample::reader;

const NOW: UtcTime = UtcTime(datetime(2024, 11, 20, 12, 30, 0, 0));

fn done(almanac: &Almanac, change: Change) -> Almanac {
    let mut almanac = almanac.clone();
    almanac.apply(change);
    almanac
}

/// The same without editions: the one thing that going into the bin and out of it may change.
fn without_editions(almanac: &Almanac) -> Vec<(Entry, Option<Calendar>)> {
    let bare = |entry: &Entry| {
        let mut bare = entry.clone();
        bare.event.revision.updated = None;
        (bare, almanac.kept_calendar(&entry.calendar).cloned())
    };
    almanac.entries().chain(almanac.bin()).map(bare).collect()
}

fn plan_of(almanac: &Almanac, text: &str) -> MergePlan {
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("it is a file");
    let collections = decoded.collections.into_iter().map(|it| Collection {
        calendar: it.calendar,
        events: it.events,
        deleted: it.deleted,
    });
    plan(
        almanac,
        Incoming::Files(collections.collect()),
        &Options { imported_at: NOW, ..options() },
    )
}

fn exported(almanac: &Almanac, names: Names) -> String {
    let ids = almanac.calendars().keys().cloned().collect();
    written(almanac, &Order { of: Wanted::Calendars { ids, days: None }, names })
}

proptest! {
    #[test]
    fn what_lies_in_the_bin_is_seen_by_the_bin_alone(almanac in almanac(), first in day(), length in 0i32..70) {
        let window = Days { first, last: plus_days(first, length) };
        for entry in almanac.bin() {
            let id = &entry.event.id;
            prop_assert!(entry.deleted.is_some());
            prop_assert_eq!(almanac.entry(id), None);
            prop_assert_eq!(almanac.kept(id), Some(entry));
        }
        prop_assert!(almanac.entries().all(|entry| entry.deleted.is_none()));
        prop_assert!(almanac.occurrences(window).iter().all(|it| it.entry.deleted.is_none()));
        prop_assert!(almanac.calendars().values().all(|it| it.deleted.is_none()));
        prop_assert!(almanac.binned_calendars().values().all(|it| it.deleted.is_some()));
    }

    #[test]
    fn an_absent_bin_leaves_nothing_to_be_loaded_for_a_page(almanac in almanac()) {
        let mut outline = almanac.clone();
        let bin: Vec<ShardKey> = almanac.loaded().into_iter().filter(|key| key.slot == Slot::Bin).collect();
        for key in &bin {
            outline.unload_shard(key.clone());
        }
        prop_assert!(outline.is_whole());
        prop_assert_eq!(outline.has_bin(), bin.is_empty());
        prop_assert_eq!(outline.entry_count(), almanac.entry_count());
        prop_assert_eq!(outline.months(), almanac.months());
        for key in &bin {
            outline.load_shard(key.clone(), almanac.shard(key).cloned().unwrap_or_default());
        }
        prop_assert_eq!(outline, almanac);
    }

    #[test]
    fn an_event_comes_out_of_the_bin_as_it_went_in(almanac in almanac(), at in moment(), now in moment()) {
        for id in almanac.entries().map(|entry| entry.event.id.clone()) {
            let calendar = &almanac.entry(&id).expect("it is there").calendar;
            // A tombstone of a live event means nothing, and is gone afterwards.
            let mut before = almanac.clone();
            if let Some(mut it) = almanac.calendars().get(calendar).cloned() {
                it.tombstones.remove(&id);
                before.apply(Change::calendar(calendar.clone(), Some(it)));
            }
            if before.binned_calendars().contains_key(calendar) {
                continue;
            }
            let binned = done(&before, delete_event(&before, &id, at));
            prop_assert_eq!(binned.entry(&id), None);
            prop_assert_eq!(binned.entry_count() + 1, before.entry_count());
            let back = done(&binned, restore_event(&binned, &id, now));
            prop_assert_eq!(without_editions(&back), without_editions(&before));
            let (ours, theirs) = (&back.entry(&id).expect("it is back").event, &before.entry(&id).expect("it was there").event);
            prop_assert!(ours.revision.updated >= theirs.revision.updated);
            prop_assert_eq!(ours.revision.sequence, theirs.revision.sequence);
        }
    }

    #[test]
    fn a_calendar_comes_out_of_the_bin_as_it_went_in(almanac in almanac(), at in moment()) {
        // Nothing else went into the bin at that very second.
        prop_assume!(almanac.bin().all(|entry| entry.deleted != Some(at)));
        for id in almanac.calendars().keys() {
            let binned = done(&almanac, delete_calendar(&almanac, id, at));
            prop_assert!(!binned.calendars().contains_key(id));
            prop_assert!(binned.entries().all(|entry| entry.calendar != *id));
            prop_assert_eq!(&done(&binned, restore_calendar(&binned, id)), &almanac);
        }
    }

    #[test]
    fn whatever_is_done_with_the_bin_can_be_undone(almanac in almanac(), now in moment()) {
        let mut changes = vec![empty(&almanac), purge(&almanac, now)];
        changes.extend(almanac.bin().map(|entry| restore_event(&almanac, &entry.event.id, now)));
        changes.extend(almanac.bin().map(|entry| erase_event(&almanac, &entry.event.id)));
        changes.extend(almanac.binned_calendars().keys().map(|id| restore_calendar(&almanac, id)));
        changes.extend(almanac.binned_calendars().keys().map(|id| erase_calendar(&almanac, id)));
        for change in changes {
            let undo = almanac.inverse(&change);
            prop_assert_eq!(&done(&done(&almanac, change), undo), &almanac);
        }
    }

    #[test]
    fn purging_takes_what_has_lain_there_for_thirty_days_and_nothing_else(almanac in almanac(), now in moment()) {
        let after = done(&almanac, purge(&almanac, now));
        prop_assert!(after.entries().eq(almanac.entries()));
        for entry in almanac.bin() {
            let is_over = |at: Option<UtcTime>| at.is_some_and(|at| days_left(at, now) == 0);
            let goes_along = almanac.binned_calendars().get(&entry.calendar).is_some_and(|it| is_over(it.deleted));
            let is_gone = after.kept(&entry.event.id).is_none();
            prop_assert_eq!(is_gone, is_over(entry.deleted) || goes_along);
        }
        prop_assert!(purge(&after, now).is_empty());
        prop_assert_eq!(done(&after, empty(&after)).bin().count(), 0);
    }
}

#[test]
fn thirty_days_are_counted_to_the_second() {
    let deleted = UtcTime(datetime(2024, 10, 31, 18, 30, 0, 0));
    let mut text = String::new();
    for now in [
        datetime(2024, 10, 31, 18, 30, 0, 0),
        datetime(2024, 10, 31, 18, 30, 1, 0),
        datetime(2024, 11, 1, 18, 30, 0, 0),
        datetime(2024, 11, 29, 18, 30, 0, 0),
        datetime(2024, 11, 30, 18, 29, 59, 0),
        datetime(2024, 11, 30, 18, 30, 0, 0),
        DateTime::MAX,
        // A clock that was wrong keeps nothing for longer than that from when it is right.
        datetime(2024, 9, 1, 0, 0, 0, 0),
    ] {
        let here = kept(vec![imported(event("e1"))]);
        let binned = done(&here, delete_event(&here, &EventId::new("e1"), deleted));
        let after = done(&binned, purge(&binned, UtcTime(now)));
        let what = if after.bin().count() == 0 { "gone" } else { "there" };
        writeln!(text, "{now} {} {what}", days_left(deleted, UtcTime(now))).expect("it is text");
    }
    expect![[r#"
        2024-10-31T18:30:00 30 there
        2024-10-31T18:30:01 30 there
        2024-11-01T18:30:00 29 there
        2024-11-29T18:30:00 1 there
        2024-11-30T18:29:59 1 there
        2024-11-30T18:30:00 0 gone
        9999-12-31T23:59:59.999999999 0 gone
        2024-09-01T00:00:00 30 there
    "#]]
    .assert_eq(&text);
    assert_eq!(KEPT_DAYS, 30);
}

#[test]
fn tombstones_are_bounded_in_number_and_in_age() {
    let mut many = calendar(0);
    let most = i32::try_from(MOST_TOMBSTONES).expect("a small number");
    let at = |number: i32| UtcTime(plus_days(date(2020, 1, 1), number).at(0, 0, 0, 0));
    bury(&mut many, (0..most + 7).rev().map(|it| (EventId::new(format!("e{it}")), at(it))));
    assert_eq!(many.tombstones.len(), MOST_TOMBSTONES);
    assert_eq!(many.tombstones.values().min(), Some(&at(7)), "the oldest are dropped");
    let id = many.id.clone();
    let mut almanac = Almanac::default();
    almanac.apply(Change::calendar(id.clone(), Some(many)));
    let now = at(most);
    let after = done(&almanac, purge(&almanac, now));
    let left = &after.calendars()[&id].tombstones;
    assert_eq!(left.len(), usize::try_from(TOMBSTONE_DAYS).expect("a small number") - 1 + 7);
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
    assert_eq!(after.bin().map(|entry| entry.event.id.as_str()).collect::<Vec<_>>(), ["e2"]);
    assert!(plan_of(&after, &text).is_nothing_new());
    assert!(plan_of(&after, &text).rows.is_empty());
    // The member hands the calendar on: the next one hears of it, and when it really was.
    let relayed = plan_of(&member, &exported(&after, Names::With));
    assert_eq!(relayed.row(&member, 0).expect("a row").deleted, Some(NOW));
    // Out of the bin again, it is the member's own, and the same file does not ask again.
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
    assert!(back.calendars()[&calendar(0).id].tombstones.is_empty());
}

#[test]
fn what_was_deleted_here_does_not_come_back_unasked() {
    let newer = |event: Event| edited(&event, &[Edit::Title("お花見"), Edit::Sequence(1)]);
    let here = kept(vec![imported(event("e1")), imported(event("e2")), imported(event("e3"))]);
    let mut binned = here;
    for id in ["e1", "e2", "e3"] {
        binned = done(&binned, delete_event(&binned, &EventId::new(id), on(9)));
    }
    // Of the third nothing is left but the tombstone.
    let binned = done(&binned, erase_event(&binned, &EventId::new("e3")));
    let came = || file(vec![event("e1"), newer(event("e2")), event("e3")]);
    let first = review(&binned, came(), &Choices::default());
    let classes = [(Class::Binned, Take::Accept)].into();
    let asked = Choices { classes, all_conflicts: Some(Side::Theirs), ..Choices::default() };
    let asked = review(&binned, came(), &asked);
    let plan = |almanac: &Almanac| plan(almanac, Incoming::Files(vec![came()]), &options());
    let after = done(&binned, plan(&binned).resolve(&binned, &Choices::default()));
    let again = review(&after, came(), &Choices::default());
    assert!(plan(&after).is_nothing_new());
    expect![[r#"
        e1: Binned
        e2: Conflicting
          conflict on Event: Ours
        e3: Binned
        -> e2 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, in the bin since 2024-01-09T00:00:00

        asked
        e1: Binned
        e2: Conflicting
          conflict on Event: Ours
        e3: Binned
        -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported
        -> e2 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New
        -> e3 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New

        again
        e1: Binned
        e2: Binned
        e3: Binned
        -> nothing
    "#]].assert_eq(&format!("{first}\nasked\n{asked}\nagain\n{again}"));
}

#[test]
fn a_calendar_that_was_deleted_comes_back_whole_with_its_file() {
    let here = kept(vec![imported(event("e1")), imported(event("e2"))]);
    let id = calendar(0).id;
    let binned = done(&here, delete_calendar(&here, &id, on(9)));
    let plan =
        plan(&binned, Incoming::Files(vec![file(vec![event("e1"), event("e2")])]), &options());
    assert!(
        plan.calendars[0].is_from_bin() && plan.calendars[0].is_new() && !plan.is_nothing_new()
    );
    assert!(plan.rows.iter().all(|row| row.class == Class::New));
    let after = done(&binned, plan.resolve(&binned, &Choices::default()));
    assert_eq!((after.entry_count(), after.bin().count()), (2, 0));
    assert_eq!(after.calendars()[&id].deleted, None);
    // What had been deleted before the calendar was is not brought back with it.
    let before = done(&here, delete_event(&here, &EventId::new("e1"), on(8)));
    let binned = done(&before, delete_calendar(&before, &id, on(9)));
    expect![[r#"
        e1: Binned
        e2: New
        -> e2 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New
    "#]]
    .assert_eq(&review(&binned, file(vec![event("e1"), event("e2")]), &Choices::default()));
}

#[test]
fn the_bin_is_in_a_backup_and_in_no_other_file() {
    let here = kept(vec![imported(event("e1")), imported(event("e2"))]);
    let binned = done(&here, delete_event(&here, &EventId::new("e1"), on(9)));
    let binned = done(&binned, delete_calendar(&binned, &calendar(0).id, on(10)));
    let text = backup::encode(&binned, &BTreeMap::new());
    let group: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(
        group["entries"],
        serde_json::json!([]),
        "other readers do not show what was deleted"
    );
    assert_eq!(group["tsudoi.example:bin"].as_array().map(Vec::len), Some(2));
    let read = |text: &str| decode(text.as_bytes(), &Limits::default()).expect("it is a file");
    let restored = backup::restored(read(&text)).expect("it is a backup");
    assert_eq!(done(&Almanac::default(), restored), binned);
    // Somebody else's bin, in a file that is no backup, is nothing to us.
    let other = text.replace("tsudoi.example:backup", "other.example:backup");
    assert!(read(&other).collections.iter().all(|it| it.events.is_empty()));
}

#[test]
fn records_of_before_the_bin_are_read() {
    let event = r#"{"@type":"Event","uid":"e1","title":"花見","start":"2024-04-01T00:00:00"}"#;
    let shard = format!(r#"{{"calendar":"c0","entries":[{{"event":{event},"mine":true}}],"v":1}}"#);
    let shard = record::decode_shard(&shard).expect("a shard of version 1");
    let entry = shard.values().next().expect("an entry");
    assert!(entry.is_mine && entry.deleted.is_none());
    let calendars = r#"{"calendars":[{"facts":{"title":"暦"},"id":"c0","shown":false}],"v":1}"#;
    let calendars = record::decode_calendars(calendars).expect("calendars of version 1");
    let calendar = calendars.first().expect("a calendar");
    assert!(calendar.deleted.is_none() && calendar.tombstones.is_empty() && !calendar.is_shown);
    let undo = r#"{"calendars":{"c0":null},"entries":{"e1":null},"v":1}"#;
    let undo = record::decode_change(undo).expect("a change of version 1");
    assert_eq!((undo.calendars.len(), undo.entries.len()), (1, 1));
    let key = ShardKey { slot: Slot::Bin, calendar: CalendarId::new("c0") };
    assert_eq!(record::encode_shard_key(&key), "~bin|c0");
    assert_eq!(record::decode_shard_key("~bin|c0"), Some(key));
}

#[test]
fn the_page_says_what_lies_there_and_for_how_long() {
    let mut text = String::new();
    let here = kept(vec![imported(event("e1")), imported(event("e2")), imported(event("e3"))]);
    let binned = done(&here, delete_event(&here, &EventId::new("e2"), on(1)));
    let binned = done(&binned, delete_calendar(&binned, &calendar(0).id, on(9)));
    for language in Language::ALL {
        let reader = reader(language, date(2024, 1, 10));
        for row in bin_page(&binned, on(10), &reader) {
            let BinRow { thing, title, when, calendar, deleted, left, remark, .. } = row;
            let parts = [Some(title), Some(when), calendar, Some(deleted), Some(left)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let remark = remark.unwrap_or_default();
            writeln!(text, "{thing:?}: {} {remark}", parts.join(" | ")).expect("it is text");
        }
    }
    expect![[r#"
        Calendar(CalendarId("c0")): 暦0 | カレンダー（行事2件） | 1月9日(火) 9:00に削除 | あと29日で消えます 
        Event(EventId("e2")): 花見 | 4月1日(月) 終日 | 暦0 | 1月1日(月祝) 9:00に削除 | あと21日で消えます カレンダーもいっしょに戻ります
        Calendar(CalendarId("c0")): 暦0 | Calendar with 2 events | Deleted Tue 9 Jan 9:00 | Gone in 29 days 
        Event(EventId("e2")): 花見 | Mon 1 Apr, all day | 暦0 | Deleted Mon 1 Jan (holiday) 9:00 | Gone in 21 days Its calendar comes back with it
    "#]].assert_eq(&text);
}

#[test]
fn an_event_of_a_deleted_calendar_comes_back_with_its_calendar() {
    let here = kept(vec![imported(event("e1")), imported(event("e2"))]);
    let (id, first) = (calendar(0).id, EventId::new("e1"));
    let binned = done(&here, delete_event(&here, &first, on(8)));
    let binned = done(&binned, delete_calendar(&binned, &id, on(9)));
    assert_eq!((binned.entry_count(), binned.bin().count()), (0, 2));
    assert_eq!(restore_calendar(&binned, &id).entries.len(), 1, "e1 had gone before");
    let back = done(&binned, restore_event(&binned, &first, NOW));
    assert_eq!(back, here);
    let gone = done(&binned, erase_calendar(&binned, &id));
    assert_eq!((gone.bin().count(), gone.binned_calendars().len()), (0, 0));
    assert!(restore_event(&gone, &first, NOW).is_empty());
    assert!(delete_calendar(&gone, &CalendarId::new("nowhere"), NOW).is_empty());
}
