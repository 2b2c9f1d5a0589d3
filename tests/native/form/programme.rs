//! The programme in the form of an event: order, times, speakers, and hints.

use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Mode, Participant, Role};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::time::{Length, Shown, Timed, UtcTime, When};
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::help::programme_notes::{PartNote, notes};
use tsudoi::present::form::event::rows::PartForm;
use tsudoi::present::form::event::section::programme::rows;

use tsudoi::present::form::rows::move_to;

use crate::form::support::{errors, redrafted, saved};
use crate::support::generate::format::rich_event;

fn editing() -> Editing {
    Editing { at: UtcTime(date(2024, 11, 1).at(3, 0, 0, 0)), zone: None }
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("c"))
}

fn at(hour: i8, minute: i8) -> DateTime {
    date(2024, 11, 1).at(hour, minute, 0, 0)
}

fn minutes(minutes: u32) -> Length {
    Length { days: 0, seconds: minutes * 60 }
}

fn key(text: &str) -> LocalId {
    LocalId::new(text)
}

/// A study session from 13:00 to 17:00 with three parts and two people.
fn session() -> Event {
    let when =
        Timed { start: at(13, 0), zone: None, length: Some(minutes(240)), shown: Shown::Clock };
    let mut event = Event::new(EventId::new("e"), "見本学習会", When::Timed(when));
    let part = |order, title: &str, start, length| Part {
        order,
        title: title.to_owned(),
        start: Some(start),
        length,
        foreign: Foreign([("topics".to_owned(), Json::Bool(true))].into()),
        ..Part::default()
    };
    event.programme.insert(key("p1"), part(1, "開会", at(13, 0), Some(minutes(10))));
    event.programme.insert(key("p2"), part(2, "講演", at(13, 10), Some(minutes(90))));
    event.programme.insert(key("p3"), part(3, "討論", at(15, 0), None));
    for (id, name) in [("k1", "見本 花子"), ("k2", "架空 次郎")] {
        let person = Participant { name: name.to_owned(), ..Participant::default() };
        event.participants.insert(key(id), person);
    }
    event
}

fn part<'f>(form: &'f mut EventForm, id: &str) -> &'f mut PartForm {
    form.programme.iter_mut().find(|part| part.key == key(id)).expect("the part is in the form")
}

fn made(form: &EventForm, before: &EventForm, onto: &Event) -> Event {
    saved(form, before, onto.clone(), &editing()).expect("nothing is wrong")
}

/// Returns the titles in the order of the programme.
fn titles(event: &Event) -> Vec<&str> {
    event.parts().into_iter().map(|part| part.title.as_str()).collect()
}

/// Returns the event without the revision that an edit records, and without the numbers of its parts.
fn unordered(event: &Event) -> Event {
    let mut event = Event { revision: Event::clone(&session()).revision, ..event.clone() };
    event.programme.values_mut().for_each(|part| part.order = 0);
    event
}

proptest! {
    #[test]
    fn moving_rows_changes_the_order_and_nothing_else(event in rich_event("r"), moves in prop::collection::vec((0usize..5, 0usize..5), 1..4)) {
        let event = Event { title: "行事".to_owned(), ..event };
        let before = form(&event);
        let mut edited = before.clone();
        for (from, to) in moves {
            if let Some(key) = edited.programme.get(from).map(|part| part.key.clone()) {
                prop_assert!(move_to(&mut edited.programme, &key, to).is_some());
            }
        }
        if let Ok(made) = saved(&edited, &before, event.clone(), &editing()) {
            prop_assert_eq!(unordered(&made), unordered(&event));
            prop_assert_eq!(rows(&made), edited.programme);
        }
    }

    #[test]
    fn a_part_put_in_stands_where_its_row_does(event in rich_event("r"), place in 0usize..5) {
        let event = Event { title: "行事".to_owned(), ..event };
        let before = form(&event);
        let mut edited = before.clone();
        let new = PartForm { title: "新".to_owned(), ..PartForm::blank(key("new-part"), 0) };
        edited.programme.insert(place.min(edited.programme.len()), new);
        if let Ok(made) = saved(&edited, &before, event, &editing()) {
            prop_assert_eq!(rows(&made), edited.programme);
        }
    }

    #[test]
    fn a_draft_with_a_programme_reads_as_the_same_form(event in rich_event("r")) {
        let form = form(&event);
        prop_assert_eq!(redrafted(&form), Some(form));
    }
}

#[test]
fn an_edited_part_keeps_what_the_form_does_not_show_and_what_was_edited_elsewhere() {
    let event = session();
    let before = form(&event);
    let mut edited = before.clone();
    part(&mut edited, "p2").title = "記念講演".to_owned();
    part(&mut edited, "p2").mode = Some(Mode::Hybrid);
    part(&mut edited, "p3").end = "16:30".to_owned();
    let mut elsewhere = event.clone();
    elsewhere.programme.get_mut(&key("p2")).expect("it is there").description =
        "資料あり".to_owned();
    elsewhere.programme.remove(&key("p3"));
    let made = made(&edited, &before, &elsewhere);
    let was = event.programme.get(&key("p2")).unwrap();
    let expected = Part {
        title: "記念講演".to_owned(),
        mode: Some(Mode::Hybrid),
        description: "資料あり".to_owned(),
        ..was.clone()
    };
    assert_eq!(made.programme.get(&key("p2")), Some(&expected));
    assert_eq!(titles(&made), ["開会", "記念講演"]);
}

#[test]
fn an_order_made_here_and_a_part_added_elsewhere_both_stay() {
    let event = session();
    let before = form(&event);
    let mut edited = before.clone();
    move_to(&mut edited.programme, &key("p3"), 0);
    let mut elsewhere = event;
    let added = Part { order: 2, title: "休憩".to_owned(), ..Part::default() };
    elsewhere.programme.insert(key("p9"), added);
    // It followed 講演 in the other edit, and still does.
    assert_eq!(titles(&made(&edited, &before, &elsewhere)), ["討論", "開会", "講演", "休憩"]);
}

#[test]
fn a_speaker_who_is_nobody_yet_becomes_a_participant() {
    let event = session();
    let before = form(&event);
    let mut edited = before.clone();
    edited.add_speaker(&key("p2"), "見本花子", key("unused"));
    edited.add_speaker(&key("p2"), " 例示 学 ", key("5c1d1c1e-0000-4000-8000-000000000001"));
    edited.add_speaker(&key("p2"), "見本 花子", key("unused"));
    edited.add_speaker(&key("p2"), "　", key("unused"));
    let names: Vec<String> =
        edited.speakers(part(&mut edited.clone(), "p2")).into_iter().map(|it| it.1).collect();
    assert_eq!(names, ["見本 花子", "例示 学"]);
    let made = made(&edited, &before, &event);
    let new = key("5c1d1c1e-0000-4000-8000-000000000001");
    assert_eq!(made.programme.get(&key("p2")).unwrap().speakers, [key("k1"), new.clone()]);
    let person = made.participants.get(&new).unwrap();
    assert_eq!((person.name.as_str(), &person.roles), ("例示 学", &[Role::Speaker].into()));
    let address = Some("urn:uuid:5c1d1c1e-0000-4000-8000-000000000001");
    assert_eq!(person.calendar_address.as_deref(), address);
    // A person who was already a participant keeps their roles.
    assert_eq!(
        made.participants.get(&key("k1")).unwrap(),
        event.participants.get(&key("k1")).unwrap()
    );
}

#[test]
fn the_clocks_of_a_part_move_with_the_event_and_are_set_from_its_first_day() {
    let event = session();
    let before = form(&event);
    let mut edited = before.clone();
    edited.set_first_day("2024-11-08".to_owned());
    part(&mut edited, "p1").start = "12:50".to_owned();
    part(&mut edited, "p3").day = 1;
    part(&mut edited, "p3").end = "01:00".to_owned();
    part(&mut edited, "p3").start = "23:30".to_owned();
    let made = made(&edited, &before, &event);
    let times: Vec<_> = made.parts().into_iter().map(|part| (part.start, part.length)).collect();
    let on = |day, hour, minute| Some(date(2024, 11, day).at(hour, minute, 0, 0));
    assert_eq!(
        times,
        [
            (on(8, 12, 50), Some(minutes(20))),
            (on(8, 13, 10), Some(minutes(90))),
            (on(9, 23, 30), Some(minutes(90))),
        ]
    );
}

#[test]
fn a_length_that_no_row_can_show_is_kept() {
    let mut event = session();
    let long = Some(Length { days: 1, seconds: 3600 });
    event.programme.get_mut(&key("p1")).expect("it is there").length = long;
    let talk = event.programme.get_mut(&key("p2")).expect("it is there");
    talk.start = None;
    let before = form(&event);
    let mut edited = before.clone();
    part(&mut edited, "p1").start = "14:00".to_owned();
    part(&mut edited, "p2").start = "14:30".to_owned();
    let made = made(&edited, &before, &event);
    let times: Vec<_> = made.parts().into_iter().map(|part| (part.start, part.length)).collect();
    assert_eq!(
        times.get(..2),
        Some(&[(Some(at(14, 0)), long), (Some(at(14, 30)), Some(minutes(90)))][..])
    );
}

#[test]
fn wrong_rows_are_named_and_odd_times_only_pointed_out() {
    let event = session();
    let before = form(&event);
    let mut edited = before.clone();
    part(&mut edited, "p1").title.clear();
    part(&mut edited, "p2").start = "25:00".to_owned();
    edited.programme.push(PartForm { end: "15:00".to_owned(), ..PartForm::blank(key("n"), 0) });
    edited.programme.push(PartForm::blank(key("unwritten"), 0));
    let row = |field, id: &str, kind| (field, id.to_owned(), kind);
    assert_eq!(
        errors(&edited, &before),
        [
            row(EventField::PartTitle, "p1", FieldErrorKind::PartTitleMissing),
            row(EventField::PartStart, "p2", FieldErrorKind::BadTime),
            row(EventField::PartTitle, "n", FieldErrorKind::PartTitleMissing),
            row(EventField::PartStart, "n", FieldErrorKind::PartStartMissing),
        ]
    );

    assert_eq!(notes(&before), []);
    let mut odd = before.clone();
    part(&mut odd, "p2").start = "13:05".to_owned();
    part(&mut odd, "p3").start = "12:30".to_owned();
    assert_eq!(
        notes(&odd),
        [
            (key("p2"), PartNote::Overlaps("開会".to_owned())),
            (key("p3"), PartNote::Outside),
            (key("p3"), PartNote::Earlier("講演".to_owned())),
        ]
    );
    assert_eq!(errors(&odd, &before), []);
}
