//! The form of an event: an unchanged form changes nothing, and fields that it does not show are kept.

use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Attendance, Participant, Reply};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::series::repeat::TimeKind;
use tsudoi::domain::time::{Length, Shown, Timed, UtcTime, When, Zone};
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::{Editing, unwritten};
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::rows::{LinkForm, PersonForm};

use crate::form::support::{errors, redrafted, saved};

fn editing() -> Editing {
    let at = UtcTime(date(2024, 11, 1).at(3, 0, 0, 0));
    Editing { at, zone: Some(Zone("Asia/Tokyo".into())) }
}

fn timed(start: DateTime, minutes: u32) -> When {
    let length = (minutes > 0).then_some(Length { days: 0, seconds: minutes * 60 });
    When::Timed(Timed { start, zone: Some(Zone("Asia/Tokyo".into())), length, shown: Shown::Clock })
}

fn event(when: When) -> Event {
    Event::new(EventId::new("e1"), "執行委員会", when)
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("c"))
}

proptest! {
    #[test]
    fn an_untouched_form_changes_nothing(hour in 0_i8..24, minutes in 0_u32..6000) {
        let event = event(timed(date(2024, 11, 1).at(hour, 30, 0, 0), minutes));
        let form = form(&event);
        prop_assert_eq!(saved(&form, &form, event.clone(), &editing()), Ok(event));
    }

    #[test]
    fn the_texts_of_a_time_read_as_that_time(hour in 0_i8..24, minutes in 0_u32..6000) {
        let event = event(timed(date(2024, 11, 1).at(hour, 30, 0, 0), minutes));
        let form = form(&event);
        // With another kind of time before, the form has to read its own texts.
        let before = EventForm { time_kind: TimeKind::AllDay, ..form.clone() };
        let made = saved(&form, &before, event.clone(), &editing()).expect("the texts are right");
        prop_assert_eq!(made.when, event.when);
    }

    #[test]
    fn a_kept_draft_reads_as_the_same_form(title in any::<String>(), name in any::<String>(), other in "[a-z]{1,9}") {
        let mut form = EventForm::blank(Some(CalendarId::new("c")), date(2024, 11, 1));
        form.title.clone_from(&title);
        form.description = title;
        let person = PersonForm { name, reply: Reply::Other(other.into()), ..PersonForm::blank(LocalId::new("k")) };
        form.people.push(person);
        prop_assert_eq!(redrafted(&form), Some(form));
    }
}

#[test]
fn an_end_before_the_start_is_on_the_next_day() {
    let before = EventForm::blank(None, date(2024, 12, 31));
    let form = EventForm {
        title: "年越し".to_owned(),
        start_time: "22:00".to_owned(),
        end_time: "01:00".to_owned(),
        ..before.clone()
    };
    let new = unwritten(EventId::new("e"), date(2024, 12, 31), &editing());
    let made = saved(&form, &before, new, &editing()).expect("nothing is wrong");
    assert_eq!(made.when, timed(date(2024, 12, 31).at(22, 0, 0, 0), 180));
    assert_eq!(made.revision.sequence, 0);
}

#[test]
fn each_wrong_field_is_named_with_its_problem() {
    let before = EventForm::blank(None, date(2024, 11, 1));
    assert_eq!(
        errors(&before, &before),
        [
            (EventField::Title, String::new(), FieldErrorKind::TitleMissing),
            (EventField::StartTime, String::new(), FieldErrorKind::StartMissing)
        ]
    );
    let form = EventForm {
        title: "x".to_owned(),
        start_time: "25:00".to_owned(),
        meeting_time: "9".to_owned(),
        online: vec![LinkForm {
            address: "http://union.example/".to_owned(),
            ..LinkForm::blank(LocalId::new("online"))
        }],
        people: vec![PersonForm {
            organization: "見本支部".to_owned(),
            ..PersonForm::blank(LocalId::new("k"))
        }],
        ..before.clone()
    };
    assert_eq!(
        errors(&form, &before),
        [
            (EventField::StartTime, String::new(), FieldErrorKind::BadTime),
            (EventField::MeetingTime, String::new(), FieldErrorKind::BadTime),
            (EventField::OnlineAddress, "online".to_owned(), FieldErrorKind::BadLink),
            (EventField::PersonName, "k".to_owned(), FieldErrorKind::NameMissing),
        ]
    );
    let days = |last_day: &str, time_kind| {
        let form = EventForm {
            last_day: last_day.to_owned(),
            time_kind,
            title: "x".to_owned(),
            ..before.clone()
        };
        errors(&EventForm { start_time: "10:00".to_owned(), ..form }, &before)
    };
    assert_eq!(
        days("2024-10-31", TimeKind::AllDay),
        [(EventField::LastDay, String::new(), FieldErrorKind::EndsBeforeStart)]
    );
    assert_eq!(
        days("2044-10-31", TimeKind::AllDay),
        [(EventField::LastDay, String::new(), FieldErrorKind::TooLong)]
    );
    assert_eq!(
        days("2024-11-02", TimeKind::Timed),
        [(EventField::EndTime, String::new(), FieldErrorKind::EndMissing)]
    );
    assert_eq!(
        days("2024-02-30", TimeKind::Timed),
        [(EventField::LastDay, String::new(), FieldErrorKind::BadDay)]
    );
}

#[test]
fn what_the_form_does_not_show_is_kept_and_moves_with_the_day() {
    let mut event = event(timed(date(2024, 11, 1).at(14, 0, 0, 0), 120));
    event.kinds.extend([Kind::StudySession, Kind::Welfare]);
    event.meeting_time = Some(date(2024, 11, 1).at(13, 30, 0, 0));
    let part = Part { start: Some(date(2024, 11, 1).at(15, 0, 0, 0)), ..Part::default() };
    event.programme.insert(LocalId::new("p"), part);
    let person = Participant {
        name: "見本 太郎".to_owned(),
        attendance: Some(Box::new(Attendance::default())),
        ..Participant::default()
    };
    event.participants.insert(LocalId::new("k"), person.clone());
    let before = form(&event);
    let mut edited = before.clone();
    edited.set_first_day("2024-11-08".to_owned());
    edited.kind = Kind::GeneralAssembly;
    if let Some(person) = edited.people.first_mut() {
        person.reply = Reply::Accepted;
    }
    let made = saved(&edited, &before, event.clone(), &editing()).expect("nothing is wrong");
    assert_eq!(edited.last_day, "2024-11-08");
    assert_eq!(made.when, timed(date(2024, 11, 8).at(14, 0, 0, 0), 120));
    assert_eq!(made.meeting_time, Some(date(2024, 11, 8).at(13, 30, 0, 0)));
    let starts: Vec<_> = made.programme.values().map(|part| part.start).collect();
    assert_eq!(starts, [Some(date(2024, 11, 8).at(15, 0, 0, 0))]);
    assert_eq!(made.kinds, [Kind::GeneralAssembly, Kind::Welfare].into());
    let at = Some(editing().at);
    let person = Participant { reply: Reply::Accepted, updated: at, ..person };
    assert_eq!(made.participants.get(&LocalId::new("k")), Some(&person));
    assert_eq!((made.revision.sequence, made.revision.updated), (1, at));
}

#[test]
fn edits_elsewhere_of_other_fields_stay() {
    let event = event(When::AllDay { first: date(2024, 11, 1), days: 1 });
    let before = form(&event);
    let mut edited = before.clone();
    edited.places[0].name = "見本会館".to_owned();
    let elsewhere = Event { title: "臨時執行委員会".to_owned(), ..event };
    let made = saved(&edited, &before, elsewhere, &editing()).expect("nothing is wrong");
    assert_eq!(made.title, "臨時執行委員会");
    assert_eq!(made.venue().map(|place| place.name.as_str()), Some("見本会館"));
}
