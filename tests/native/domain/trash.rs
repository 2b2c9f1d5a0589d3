//! The trash: deleted items are visible only in the trash, are restored unchanged, and files report deletions.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{DateTime, date, datetime};
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::Calendar;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::shard::{ShardKey, Slot};
use tsudoi::domain::almanac::trash::{
    KEPT_DAYS, MOST_TOMBSTONES, TOMBSTONE_DAYS, days_left, delete_calendar, delete_event, empty,
    erase_calendar, erase_event, purge, record_deletion, restore_calendar, restore_event,
};
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, UtcTime, plus_days};
use tsudoi::i18n::Language;
use tsudoi::present::page::trash::{TrashRow, trash_page};

use crate::merge::table::{almanac as kept, event, imported, moment as on};
use crate::support::generate::merge::calendar;
use crate::support::generate::{almanac, day, moment};
use crate::support::sample::viewer;

pub(crate) const NOW: UtcTime = UtcTime(datetime(2024, 11, 20, 12, 30, 0, 0));

pub(crate) fn done(almanac: &Almanac, change: Change) -> Almanac {
    let mut almanac = almanac.clone();
    almanac.apply(change);
    almanac
}

/// The same without editions: the only part that deleting and restoring may change.
fn without_editions(almanac: &Almanac) -> Vec<(Entry, Option<Calendar>)> {
    let bare = |entry: &Entry| {
        let mut bare = entry.clone();
        bare.event.revision.updated = None;
        (bare, almanac.kept_calendar(&entry.calendar).cloned())
    };
    almanac.entries().chain(almanac.trash()).map(bare).collect()
}

proptest! {
    #[test]
    fn what_lies_in_the_trash_is_seen_by_the_trash_alone(almanac in almanac(), first in day(), length in 0i32..70) {
        let window = Days { first, last: plus_days(first, length) };
        for entry in almanac.trash() {
            let id = &entry.event.id;
            prop_assert!(entry.deleted.is_some());
            prop_assert_eq!(almanac.entry(id), None);
            prop_assert_eq!(almanac.kept(id), Some(entry));
        }
        prop_assert!(almanac.entries().all(|entry| entry.deleted.is_none()));
        prop_assert!(almanac.occurrences(window, &BY_LAW).iter().all(|it| it.entry.deleted.is_none()));
        prop_assert!(almanac.calendars().values().all(|it| it.deleted.is_none()));
        prop_assert!(almanac.trashed_calendars().values().all(|it| it.deleted.is_some()));
    }

    #[test]
    fn an_absent_trash_leaves_nothing_to_be_loaded_for_a_page(almanac in almanac()) {
        let mut outline = almanac.clone();
        let trash: Vec<ShardKey> = almanac.loaded().into_iter().filter(|key| key.slot() == Some(Slot::Trash)).collect();
        for key in &trash {
            outline.unload_shard(key.clone());
        }
        prop_assert!(outline.is_whole());
        prop_assert_eq!(outline.has_trash(), trash.is_empty());
        prop_assert_eq!(outline.entry_count(), almanac.entry_count());
        prop_assert_eq!(outline.months(), almanac.months());
        for key in &trash {
            outline.load_shard(key.clone(), almanac.shard(key).expect("it is loaded"));
        }
        prop_assert_eq!(outline, almanac);
    }

    #[test]
    fn an_event_comes_out_of_the_trash_as_it_went_in(almanac in almanac(), at in moment(), now in moment()) {
        for id in almanac.entries().map(|entry| entry.event.id.clone()) {
            let calendar = &almanac.entry(&id).expect("it is there").calendar;
            // A tombstone of a live event has no meaning, and is gone afterwards.
            let mut before = almanac.clone();
            if let Some(mut it) = almanac.calendars().get(calendar).cloned() {
                it.tombstones.remove(&id);
                before.apply(Change::calendar(calendar.clone(), Some(it)));
            }
            if before.trashed_calendars().contains_key(calendar) {
                continue;
            }
            let trashed = done(&before, delete_event(&before, &id, at));
            prop_assert_eq!(trashed.entry(&id), None);
            prop_assert_eq!(trashed.entry_count() + 1, before.entry_count());
            let back = done(&trashed, restore_event(&trashed, &id, now));
            prop_assert_eq!(without_editions(&back), without_editions(&before));
            let (ours, theirs) = (&back.entry(&id).expect("it is back").event, &before.entry(&id).expect("it was there").event);
            prop_assert!(ours.revision.updated >= theirs.revision.updated);
            prop_assert_eq!(ours.revision.sequence, theirs.revision.sequence);
        }
    }

    #[test]
    fn a_calendar_comes_out_of_the_trash_as_it_went_in(almanac in almanac(), at in moment()) {
        // Nothing else was deleted at exactly that second.
        prop_assume!(almanac.trash().all(|entry| entry.deleted != Some(at)));
        for id in almanac.calendars().keys() {
            let trashed = done(&almanac, delete_calendar(&almanac, id, at));
            prop_assert!(!trashed.calendars().contains_key(id));
            prop_assert!(trashed.entries().all(|entry| entry.calendar != *id));
            prop_assert_eq!(&done(&trashed, restore_calendar(&trashed, id)), &almanac);
        }
    }

    #[test]
    fn whatever_is_done_with_the_trash_can_be_undone(almanac in almanac(), now in moment()) {
        let mut changes = vec![empty(&almanac), purge(&almanac, now)];
        changes.extend(almanac.trash().map(|entry| restore_event(&almanac, &entry.event.id, now)));
        changes.extend(almanac.trash().map(|entry| erase_event(&almanac, &entry.event.id)));
        changes.extend(almanac.trashed_calendars().keys().map(|id| restore_calendar(&almanac, id)));
        changes.extend(almanac.trashed_calendars().keys().map(|id| erase_calendar(&almanac, id)));
        for change in changes {
            let undo = almanac.inverse(&change);
            prop_assert_eq!(&done(&done(&almanac, change), undo), &almanac);
        }
    }

    #[test]
    fn purging_takes_what_has_lain_there_for_thirty_days_and_nothing_else(almanac in almanac(), now in moment()) {
        let after = done(&almanac, purge(&almanac, now));
        prop_assert!(after.entries().eq(almanac.entries()));
        for entry in almanac.trash() {
            let is_over = |at: Option<UtcTime>| at.is_some_and(|at| days_left(at, now) == 0);
            let goes_along = almanac.trashed_calendars().get(&entry.calendar).is_some_and(|it| is_over(it.deleted));
            let is_gone = after.kept(&entry.event.id).is_none();
            prop_assert_eq!(is_gone, is_over(entry.deleted) || goes_along);
        }
        prop_assert!(purge(&after, now).is_empty());
        prop_assert_eq!(done(&after, empty(&after)).trash().count(), 0);
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
        // After a wrong clock is corrected, nothing is kept for longer than thirty days.
        datetime(2024, 9, 1, 0, 0, 0, 0),
    ] {
        let here = kept(vec![imported(event("e1"))]);
        let trashed = done(&here, delete_event(&here, &EventId::new("e1"), deleted));
        let after = done(&trashed, purge(&trashed, UtcTime(now)));
        let what = if after.trash().count() == 0 { "gone" } else { "there" };
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
    record_deletion(
        &mut many,
        (0..most + 7).rev().map(|it| (EventId::new(format!("e{it}")), at(it))),
    );
    assert_eq!(many.tombstones.len(), MOST_TOMBSTONES);
    assert_eq!(many.tombstones.values().min(), Some(&at(7)), "the oldest are dropped");
    let id = many.id.clone();
    let mut almanac = Almanac::default();
    almanac.apply(Change::calendar(id.clone(), Some(many)));
    let now = at(most);
    let after = done(&almanac, purge(&almanac, now));
    let left = &after.calendars().get(&id).unwrap().tombstones;
    assert_eq!(left.len(), usize::try_from(TOMBSTONE_DAYS).expect("a small number") - 1 + 7);
}

#[test]
fn the_page_says_what_lies_there_and_for_how_long() {
    let mut text = String::new();
    let here = kept(vec![imported(event("e1")), imported(event("e2")), imported(event("e3"))]);
    let trashed = done(&here, delete_event(&here, &EventId::new("e2"), on(1)));
    let trashed = done(&trashed, delete_calendar(&trashed, &calendar(0).id, on(9)));
    for language in Language::ALL {
        let viewer = viewer(language, date(2024, 1, 10));
        for row in trash_page(&trashed, on(10), &viewer) {
            let TrashRow { thing, title, when, calendar, deleted, left, remark, .. } = row;
            let parts = [Some(title), Some(when), calendar, Some(deleted), Some(left)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let remark = remark.unwrap_or_default();
            writeln!(text, "{thing:?}: {} {remark}", parts.join(" | ")).expect("it is text");
        }
    }
    expect![[r#"
        Calendar(CalendarId("c0")): 暦0 | カレンダー（行事2件） | 1月9日(火) 9:00に削除 | あと29日で消えます 
        Event(EventId("e2")): 花見 | 4月1日(月) 終日 | 暦0 | 1月1日(月祝) 9:00に削除 | あと21日で消えます カレンダーも一緒に復元されます
        Calendar(CalendarId("c0")): 暦0 | Calendar with 2 events | Deleted Tue 9 Jan 9:00 | Gone in 29 days 
        Event(EventId("e2")): 花見 | Mon 1 Apr, all day | 暦0 | Deleted Mon 1 Jan (holiday) 9:00 | Gone in 21 days Its calendar is restored with it
    "#]].assert_eq(&text);
}

#[test]
fn an_event_of_a_deleted_calendar_comes_back_with_its_calendar() {
    let here = kept(vec![imported(event("e1")), imported(event("e2"))]);
    let (id, first) = (calendar(0).id, EventId::new("e1"));
    let trashed = done(&here, delete_event(&here, &first, on(8)));
    let trashed = done(&trashed, delete_calendar(&trashed, &id, on(9)));
    assert_eq!((trashed.entry_count(), trashed.trash().count()), (0, 2));
    assert_eq!(restore_calendar(&trashed, &id).entries.len(), 1, "e1 had gone before");
    let back = done(&trashed, restore_event(&trashed, &first, NOW));
    assert_eq!(back, here);
    let gone = done(&trashed, erase_calendar(&trashed, &id));
    assert_eq!((gone.trash().count(), gone.trashed_calendars().len()), (0, 0));
    assert!(restore_event(&gone, &first, NOW).is_empty());
    assert!(delete_calendar(&gone, &CalendarId::new("nowhere"), NOW).is_empty());
}
