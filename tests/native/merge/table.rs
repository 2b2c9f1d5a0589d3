//! Each rule of an event's merge as a readable table: the change here, the change there, and the result.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::field::{FieldPath, PersonPart};
use tsudoi::domain::event::participant::{Participant, Presence, Reply};
use tsudoi::domain::event::status::Status;
use tsudoi::domain::id::{EventId, LocalId};
use tsudoi::domain::time::{UtcTime, When};
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::import::combine;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::plan::{MergePlan, plan};
use tsudoi::merge::preview::Class;

use crate::support::generate::merge::{Edit, calendar, edited, options};

pub(crate) const HANAKO: &str = "hanako";
const TARO: &str = "taro";

fn key(text: &str) -> LocalId {
    LocalId::new(text)
}

pub(crate) fn moment(day: i8) -> UtcTime {
    UtcTime(date(2024, 1, day).at(0, 0, 0, 0))
}

pub(crate) fn event(id: &str) -> Event {
    let when = When::AllDay { first: date(2024, 4, 1), days: 1 };
    let person = |name: &str, address: &str| Participant {
        name: name.to_owned(),
        calendar_address: Some(address.to_owned()),
        reply: Reply::NeedsAction,
        ..Participant::default()
    };
    let mut event = Event::new(EventId::new(id), "花見", when);
    event.participants.insert(key(HANAKO), person("見本 花子", "urn:x:hanako"));
    event.participants.insert(key(TARO), person("見本 太郎", "urn:x:taro"));
    event.revision.updated = Some(moment(1));
    event
}

pub(crate) fn imported(event: Event) -> Entry {
    Entry { base: Base::AsImported, ..Entry::local(event, calendar(0).id) }
}

pub(crate) fn almanac(entries: Vec<Entry>) -> Almanac {
    let mut change = Change::calendar(calendar(0).id, Some(calendar(0)));
    change.entries.extend(entries.into_iter().map(|entry| (entry.event.id.clone(), Some(entry))));
    let mut almanac = Almanac::default();
    almanac.apply(change);
    almanac
}

pub(crate) fn file(events: Vec<Event>) -> Collection {
    Collection { calendar: Some(calendar(0)), events, ..Collection::default() }
}

pub(crate) fn planned(almanac: &Almanac, file: Collection) -> MergePlan {
    plan(almanac, combine::files(vec![file]), &options())
}

/// The rows with their details, then the result for each event when the choices are applied.
pub(crate) fn review(almanac: &Almanac, file: Collection, choices: &Choices) -> String {
    let plan = planned(almanac, file);
    let mut text = String::new();
    for index in 0..plan.rows.len() {
        let row = plan.row(almanac, index).expect("a row for each index");
        write!(text, "{}: {:?}", row.id, row.class).expect("a string takes any text");
        row.refusal.iter().for_each(|it| write!(text, " {it:?}").expect("a string takes any text"));
        text.push('\n');
        row.changed.iter().for_each(|it| {
            writeln!(text, "  changes {}", place(it)).expect("a string takes any text");
        });
        for conflict in row.conflicts {
            writeln!(text, "  conflict on {}: {:?}", place(&conflict.field), conflict.default)
                .expect("a string takes any text");
        }
    }
    let unchanged = plan.counts.of(Class::Unchanged);
    if unchanged > 0 {
        writeln!(text, "unchanged {unchanged} (older {})", plan.counts.older)
            .expect("a string takes any text");
    }
    let change = plan.resolve(almanac, choices);
    for (id, entry) in &change.entries {
        match entry {
            None => writeln!(text, "-> {id} is gone").expect("a string takes any text"),
            Some(entry) => writeln!(text, "-> {}", shown(entry)).expect("a string takes any text"),
        }
    }
    if change.entries.is_empty() {
        text.push_str("-> nothing\n");
    }
    text
}

fn place(field: &FieldPath) -> String {
    if let FieldPath::Participant { key, part } = field {
        format!("{key} {part:?}")
    } else {
        format!("{field:?}")
    }
}

fn shown(entry: &Entry) -> String {
    let event = &entry.event;
    let mut text = format!("{} {} {}", event.id, event.title, event.when.start().date());
    if event.status != Status::Confirmed {
        write!(text, " {:?}", event.status).expect("a string takes any text");
    }
    for (key, person) in &event.participants {
        write!(text, " | {key} {} {:?}", person.name, person.reply)
            .expect("a string takes any text");
        if let Some(presence) = person.attendance.as_ref().and_then(|it| it.presence.as_ref()) {
            write!(text, " {presence:?}").expect("a string takes any text");
        }
    }
    let base = match &entry.base {
        Base::Local => "local",
        Base::AsImported => "as imported",
        Base::Was(_) => "was",
    };
    write!(text, " | {base}").expect("a string takes any text");
    entry
        .news
        .iter()
        .for_each(|news| write!(text, ", {:?}", news.happening).expect("a string takes any text"));
    if let Some(UtcTime(at)) = entry.deleted {
        write!(text, ", in the bin since {at}").expect("a string takes any text");
    }
    text
}

/// An imported event that was edited here, and a newer file in which it was also edited.
fn check(here: &[Edit], there: &[Edit], expect: Expect) {
    check_choosing(here, there, &Choices::default(), expect);
}

fn check_choosing(here: &[Edit], there: &[Edit], choices: &Choices, expect: Expect) {
    let base = event("e1");
    let here = imported(base.clone()).edited(edited(&base, here));
    let mut theirs = base;
    theirs.revision.updated = Some(moment(2));
    let theirs = edited(&theirs, there);
    expect.assert_eq(&review(&almanac(vec![here]), file(vec![theirs]), choices));
}

fn replied(key: &str, reply: Reply) -> Edit {
    Edit::Reply(LocalId::new(key), reply)
}

pub(crate) fn came(key: &str) -> Edit {
    Edit::Attendance(LocalId::new(key), Presence::Present)
}

#[test]
fn a_correction_is_taken_and_answers_stay() {
    check(
        &[replied(HANAKO, Reply::Accepted), came(TARO)],
        &[Edit::Title("お花見"), Edit::Day(2)],
        expect![[r#"
            e1: Updated
              changes Title
              changes When
            -> e1 お花見 2024-04-02 | hanako 見本 花子 Accepted | taro 見本 太郎 NeedsAction Present | was, Changed
        "#]],
    );
}

#[test]
fn a_cancellation_is_a_class_of_its_own() {
    check(
        &[],
        &[Edit::Status(Status::Cancelled)],
        expect![[r#"
        e1: Cancelled
          changes Status
        -> e1 花見 2024-04-01 Cancelled | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, Cancelled
    "#]],
    );
}

#[test]
fn the_same_edit_on_both_sides_only_moves_the_base() {
    check(
        &[Edit::Title("お花見")],
        &[Edit::Title("お花見")],
        expect![[r#"
        unchanged 1 (older 0)
        -> e1 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported
    "#]],
    );
}

#[test]
fn a_fact_changed_on_both_sides_is_a_conflict_that_the_newer_has() {
    check(
        &[Edit::Title("夜桜")],
        &[Edit::Title("お花見")],
        expect![[r#"
        e1: Conflicting
          changes Title
          conflict on Title: Theirs
        -> e1 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, Changed
    "#]],
    );
    check(
        &[Edit::Title("夜桜"), Edit::Updated(Some(moment(3)))],
        &[Edit::Title("お花見")],
        expect![[r#"
            e1: Conflicting
              conflict on Title: Ours
            -> e1 夜桜 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | was
        "#]],
    );
}

#[test]
fn a_choice_for_one_conflict_overrules_its_default() {
    let conflict = (EventId::new("e1"), FieldPath::Title);
    let choices = Choices { conflicts: [(conflict, Side::Ours)].into(), ..Choices::default() };
    let edits = ([Edit::Title("夜桜"), Edit::Day(3)], [Edit::Title("お花見"), Edit::Day(2)]);
    check_choosing(
        &edits.0,
        &edits.1,
        &choices,
        expect![[r#"
        e1: Conflicting
          changes Title
          changes When
          conflict on Title: Theirs
          conflict on When: Theirs
        -> e1 夜桜 2024-04-02 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | was, Changed
    "#]],
    );
}

#[test]
fn an_answer_on_both_sides_is_a_conflict_that_this_device_has() {
    let (here, there) = ([replied(HANAKO, Reply::Accepted)], [replied(HANAKO, Reply::Declined)]);
    check(
        &here,
        &there,
        expect![[r#"
        e1: Conflicting
          conflict on hanako Reply: Ours
        -> e1 花見 2024-04-01 | hanako 見本 花子 Accepted | taro 見本 太郎 NeedsAction | was
    "#]],
    );
    let part = PersonPart::Reply;
    let conflict = (EventId::new("e1"), FieldPath::Participant { key: key(HANAKO), part });
    let choices = Choices { conflicts: [(conflict, Side::Theirs)].into(), ..Choices::default() };
    check_choosing(
        &here,
        &there,
        &choices,
        expect![[r#"
        e1: Conflicting
          conflict on hanako Reply: Ours
        -> e1 花見 2024-04-01 | hanako 見本 花子 Declined | taro 見本 太郎 NeedsAction | as imported, Changed
    "#]],
    );
}

#[test]
fn an_answer_that_only_the_file_has_is_taken() {
    check(
        &[came(TARO)],
        &[replied(HANAKO, Reply::Declined)],
        expect![[r#"
        e1: Updated
          changes hanako Reply
        -> e1 花見 2024-04-01 | hanako 見本 花子 Declined | taro 見本 太郎 NeedsAction Present | was, Changed
    "#]],
    );
}

#[test]
fn a_person_taken_off_the_list_stays_where_something_was_recorded_of_them() {
    check(
        &[came(HANAKO)],
        &[Edit::Person(key(HANAKO), None)],
        expect![[r#"
        e1: Conflicting
          conflict on hanako Whole: Ours
        -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction Present | taro 見本 太郎 NeedsAction | was
    "#]],
    );
    check(
        &[came(HANAKO)],
        &[Edit::Person(key(TARO), None)],
        expect![[r#"
        e1: Updated
          changes taro Whole
        -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction Present | was, Changed
    "#]],
    );
}

#[test]
fn a_person_under_another_key_is_the_same_by_address() {
    check(
        &[came(HANAKO)],
        &[Edit::Rekey(key(HANAKO), key("p9")), Edit::Name(key("p9"), "見本 はな子")],
        expect![[r#"
            e1: Updated
              changes hanako Name
            -> e1 花見 2024-04-01 | hanako 見本 はな子 NeedsAction Present | taro 見本 太郎 NeedsAction | was, Changed
        "#]],
    );
}

#[test]
fn another_person_under_the_same_key_gets_a_key_of_their_own() {
    check(
        &[came(HANAKO)],
        &[Edit::Address(key(HANAKO), "urn:x:jiro"), Edit::Name(key(HANAKO), "見本 次郎")],
        expect![[r#"
            e1: Conflicting
              changes hanako-2 Whole
              conflict on hanako Whole: Ours
            -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction Present | hanako-2 見本 次郎 NeedsAction | taro 見本 太郎 NeedsAction | was, Changed
        "#]],
    );
}

#[test]
fn a_file_without_names_says_nothing_of_people() {
    check(
        &[came(HANAKO)],
        &[Edit::NoPeople, Edit::Title("お花見")],
        expect![[r#"
        e1: Updated
          changes Title
        -> e1 お花見 2024-04-01 | hanako 見本 花子 NeedsAction Present | taro 見本 太郎 NeedsAction | was, Changed
    "#]],
    );
}

#[test]
fn an_older_file_rolls_nothing_back() {
    check(
        &[],
        &[Edit::Title("桜"), Edit::Updated(Some(UtcTime(date(2023, 1, 1).at(0, 0, 0, 0))))],
        expect![[r#"
            unchanged 1 (older 1)
            -> nothing
        "#]],
    );
}
