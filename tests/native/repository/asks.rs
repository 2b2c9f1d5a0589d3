//! An edit of the same field, or of something that another tab has deleted, is never saved without asking.

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Needs;
use tsudoi::domain::almanac::journal::OperationKind;
use tsudoi::domain::almanac::trash;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::rebase::Preferred;
use tsudoi::domain::series::edit::Extent;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::Repeat;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::rebase::{FormConflict, rebased};
use tsudoi::present::form::event::save::{EventSave, IfDeleted, SaveTrouble, Subject};
use tsudoi::present::form::event::series::Instance;

use crate::repository::tabs::{at, event, id, tabs, write};
use crate::repository::world::{Dice, now};

fn check(trouble: &SaveTrouble, expected: Expect) {
    let text = match trouble {
        SaveTrouble::Conflict { conflicts, .. } => {
            let line = |it: &FormConflict| {
                format!("{} {:?}: {:?}, now {:?}\n", it.field, it.part, it.mine, it.now)
            };
            conflicts.iter().map(line).collect()
        }
        SaveTrouble::Deleted | SaveTrouble::InstanceDeleted | SaveTrouble::CalendarDeleted => {
            format!("{trouble:?}\n")
        }
    };
    expected.assert_eq(&text);
}

#[test]
fn the_second_edit_of_a_field_asks_and_either_answer_is_saved() {
    for preferred in [Preferred::Edit, Preferred::Now] {
        let dice = Dice::new(2);
        let mut tabs = tabs(&dice, event(), 2);
        let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
        let before = one.form();
        let mut mine = before.clone();
        write(&mut mine, "title", "定期大会");
        write(&mut mine, "place", "別館");
        let mut theirs = before.clone();
        write(&mut theirs, "title", "臨時大会");
        write(&mut theirs, "description", "議案書を配ります。");
        now(two.save(two.saving(&before, theirs))).expect("it is saved");
        let trouble = now(one.save(one.saving(&before, mine.clone()))).expect_err("it asks");
        check(
            &trouble,
            expect![[r#"
                title None: Some("定期大会"), now Some("臨時大会")
            "#]],
        );
        let SaveTrouble::Conflict { now: current, .. } = trouble else { unreachable!() };
        let (form, _) = rebased(&before, &mine, &current, preferred);
        now(one.save(one.saving(&current, form))).expect("it is saved");
        let entry = one.store.stored().entry(&id()).expect("it is there").clone();
        let title = if preferred == Preferred::Edit { "定期大会" } else { "臨時大会" };
        assert_eq!(entry.event.title, title);
        assert_eq!(entry.event.description, "議案書を配ります。");
        assert_eq!(entry.event.venue().expect("it has one").name, "別館");
    }
}

#[test]
fn two_halves_of_one_time_ask() {
    let dice = Dice::new(3);
    let mut tabs = tabs(&dice, event(), 2);
    let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
    let before = one.form();
    let mine = EventForm { start_time: "19:30".to_owned(), ..before.clone() };
    let theirs = EventForm { end_time: "19:00".to_owned(), ..before.clone() };
    now(two.save(two.saving(&before, theirs))).expect("it is saved");
    check(
        &now(one.save(one.saving(&before, mine))).expect_err("it asks"),
        expect![[r#"
            when None: Some("timed 2026-06-03 2026-06-03 19:30 20:00 Asia/Tokyo"), now Some("timed 2026-06-03 2026-06-03 18:00 19:00 Asia/Tokyo")
        "#]],
    );
}

#[test]
fn a_participant_who_was_removed_elsewhere_asks() {
    let dice = Dice::new(4);
    let mut tabs = tabs(&dice, event(), 2);
    let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
    let before = one.form();
    let mut mine = before.clone();
    write(&mut mine, "reply", "");
    let mut theirs = before.clone();
    theirs.people.clear();
    now(two.save(two.saving(&before, theirs))).expect("it is saved");
    check(
        &now(one.save(one.saving(&before, mine))).expect_err("it asks"),
        expect![[r#"
            people Some("見本 花子"): Some("見本 花子"), now None
        "#]],
    );
}

#[test]
fn a_deleted_event_asks_and_is_restored_only_on_request() {
    let dice = Dice::new(5);
    let mut tabs = tabs(&dice, event(), 2);
    let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
    let before = one.form();
    let mut mine = before.clone();
    write(&mut mine, "place", "別館");
    now(two.delete());
    let save = one.saving(&before, mine);
    check(&now(one.save(save.clone())).expect_err("it asks"), expect!["Deleted\n"]);
    assert!(one.store.stored().entry(&id()).is_none());
    now(one.save(EventSave { if_deleted: IfDeleted::Restore, ..save })).expect("it is saved");
    let stored = one.store.stored();
    let entry = stored.entry(&id()).expect("it is restored");
    assert_eq!(entry.event.venue().expect("it has one").name, "別館");
    let calendar = stored.calendars().get(&entry.calendar).expect("it is there");
    assert!(calendar.tombstones.is_empty(), "its deletion is not reported any more");
}

#[test]
fn a_deleted_instance_asks_and_becomes_an_event_of_its_own() {
    let dice = Dice::new(6);
    let parts = RuleParts { end: End::Count(4), ..RuleParts::new(Frequency::Weekly) };
    let rule = Rule::new(parts).expect("it is a rule");
    let series = Event { repeat: Some(Box::new(Repeat::of(rule))), ..event() };
    let mut tabs = tabs(&dice, series, 2);
    let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
    let third = date(2026, 6, 17).at(18, 0, 0, 0);
    let off = BY_LAW;
    let entry = one.entry();
    let instance = Instance { entry: &entry, at: third, now: at(), off };
    let standalone = instance.standalone().expect("it is an instance");
    let before = EventForm::of(&standalone, &entry.calendar);
    let mut mine = before.clone();
    write(&mut mine, "title", "拡大執行委員会");
    let mut cancel = |almanac: &Almanac| {
        let entry = almanac.entry(&id()).expect("it is there");
        let instance = Instance { entry, at: third, now: at(), off };
        instance.delete(Extent::One)
    };
    now(two.commit(OperationKind::DeleteEvent, Needs::Events(vec![id()]), &mut cancel));
    let subject =
        Subject::Instance { opened: Box::new(entry.clone()), at: third, extent: Extent::One };
    let save = EventSave { subject, ..one.saving(&before, mine) };
    check(&now(one.save(save.clone())).expect_err("it asks"), expect!["InstanceDeleted\n"]);
    now(one.save(EventSave { if_deleted: IfDeleted::Restore, ..save })).expect("it is saved");
    let stored = one.store.stored();
    let made = stored.entry(&EventId::new("new 1")).expect("it is an event of its own");
    assert_eq!((made.event.title.as_str(), made.event.when.start()), ("拡大執行委員会", third));
    assert!(made.event.repeat.is_none());
}

#[test]
fn a_calendar_that_was_deleted_elsewhere_asks() {
    let dice = Dice::new(7);
    let mut tabs = tabs(&dice, event(), 2);
    let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
    let calendar = CalendarId::new("c");
    let mut plan = |almanac: &Almanac| trash::delete_calendar(almanac, &calendar, at());
    now(two.commit(OperationKind::DeleteCalendar, Needs::Everything, &mut plan));
    let before = EventForm::blank(Some(CalendarId::new("c")), date(2026, 6, 5));
    let mut form = before.clone();
    write(&mut form, "title", "花見");
    form.start_time = "12:00".to_owned();
    let save = EventSave { subject: Subject::New(None), ..one.saving(&before, form) };
    check(&now(one.save(save)).expect_err("it asks"), expect!["CalendarDeleted\n"]);
}

#[test]
fn the_start_that_the_address_of_a_new_event_names_is_saved() {
    let dice = Dice::new(7);
    let mut one = tabs(&dice, event(), 1).remove(0);
    let start = Some(jiff::civil::time(18, 30, 0, 0));
    let before = EventForm::blank(Some(CalendarId::new("c")), date(2026, 6, 5)).starting_at(start);
    let mut form = before.clone();
    write(&mut form, "title", "花見");
    let save = EventSave { subject: Subject::New(None), ..one.saving(&before, form) };
    let made = save.new_id.clone();
    assert!(matches!(now(one.save(save)), Ok(Some(_))));
    let stored = one.store.stored();
    let entry = stored.entry(&made).expect("it is made");
    assert_eq!(entry.event.when.start(), date(2026, 6, 5).at(18, 30, 0, 0));
}
