//! The form of an event: an unchanged form changes nothing, and fields that it does not show are kept.

use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Attendance, Participant, Reply};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::series::repeat::TimeKind;
use tsudoi::domain::time::{Length, Month, Shown, Timed, UtcTime, When, Zone};
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::{Editing, unwritten};
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::help::habits::EndDay;
use tsudoi::present::form::event::rows::{LinkForm, ParticipantForm};

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
        let person = ParticipantForm { name, reply: Reply::Other(other.into()), ..ParticipantForm::blank(LocalId::new("k")) };
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

/// Returns the clocks and days of a form after its start was written.
fn after_start(form: &EventForm, texts: &[&str]) -> String {
    let mut form = form.clone();
    for text in texts {
        form.set_start_time((*text).to_owned());
    }
    let EventForm { first_day, last_day, start_time, end_time, meeting_time, .. } = form;
    format!("{meeting_time} {first_day} {start_time} - {last_day} {end_time}")
}

#[test]
fn the_end_follows_the_start_whatever_is_typed_on_the_way() {
    let form = EventForm {
        start_time: "18:30".to_owned(),
        end_time: "20:00".to_owned(),
        meeting_time: "18:15".to_owned(),
        ..EventForm::blank(None, date(2024, 12, 22))
    };
    let evening = "20:45 2024-12-22 21:00 - 2024-12-22 22:30";
    assert_eq!(after_start(&form, &["21:00"]), evening);
    // As a browser reports it, digit by digit, or after the field was emptied.
    assert_eq!(after_start(&form, &["02:30", "21:30", "21:00"]), evening);
    assert_eq!(after_start(&form, &["", "21:00"]), evening);
    // Into the night, and back.
    assert_eq!(after_start(&form, &["23:00"]), "22:45 2024-12-22 23:00 - 2024-12-22 00:30");
    let mut night = form.clone();
    night.set_start_time("23:00".to_owned());
    assert_eq!(EndDay::of(&night), EndDay::Next);
    assert_eq!(after_start(&form, &["23:00", "21:00"]), evening);
    // Over several days.
    let camp = EventForm {
        last_day: "2024-12-24".to_owned(),
        end_time: "12:00".to_owned(),
        meeting_time: String::new(),
        ..form.clone()
    };
    assert_eq!(after_start(&camp, &["20:30"]), " 2024-12-22 20:30 - 2024-12-24 14:00");
    // An end that the person writes while there is no start is theirs.
    let mut own = form.clone();
    own.set_start_time(String::new());
    own.set_end_time("23:00".to_owned());
    assert_eq!(after_start(&own, &["21:00"]), "18:15 2024-12-22 21:00 - 2024-12-22 23:00");
}

#[test]
fn the_last_day_follows_the_first_one_even_after_it_was_emptied() {
    let mut form = EventForm {
        last_day: "2024-12-24".to_owned(),
        ..EventForm::blank(None, date(2024, 12, 22))
    };
    for text in ["", "0002-01-05", "2025-01-05"] {
        form.set_first_day(text.to_owned());
    }
    assert_eq!(form.last_day, "2025-01-07");
    let mut one = EventForm::blank(None, date(2024, 12, 22));
    one.set_first_day(String::new());
    one.set_first_day("2025-01-05".to_owned());
    assert_eq!(one.last_day, "2025-01-05");
}

#[test]
fn an_event_may_have_a_month_and_no_day() {
    let before = EventForm::blank(None, date(2024, 11, 1));
    let mut form =
        EventForm {
            title: "花見".to_owned(), time_kind: TimeKind::DayUndecided, ..before.clone()
        };
    form.set_month(Month::new(2025, 4));
    let new = unwritten(EventId::new("e"), date(2024, 11, 1), &editing());
    let made = saved(&form, &before, new, &editing()).expect("nothing is wrong");
    assert_eq!(made.when, When::DayUndecided { month: Month::new(2025, 4).expect("a month") });
    let opened = self::form(&made);
    assert_eq!((opened.time_kind, opened.first_day.as_str()), (TimeKind::DayUndecided, "2025-04"));
    assert_eq!(redrafted(&opened).as_ref(), Some(&opened));
    assert_eq!(saved(&opened, &opened, made.clone(), &editing()), Ok(made.clone()));
    // Once the time is decided, the day must be chosen: no first day of the month is taken in silence.
    let timed = EventForm { time_kind: TimeKind::AllDay, ..opened.clone() };
    assert_eq!(
        errors(&timed, &opened),
        [(EventField::FirstDay, String::new(), FieldErrorKind::DayMissing)]
    );
    let none = EventForm { first_day: String::new(), ..opened.clone() };
    assert_eq!(
        errors(&none, &opened),
        [(EventField::FirstDay, String::new(), FieldErrorKind::MonthMissing)]
    );
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
        people: vec![ParticipantForm {
            organization: "見本支部".to_owned(),
            ..ParticipantForm::blank(LocalId::new("k"))
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

#[test]
fn a_clock_that_was_set_back_does_not_make_an_edit_look_older() {
    let mut event = event(timed(date(2024, 11, 1).at(13, 30, 0, 0), 60));
    event.revision.updated = Some(UtcTime(date(2026, 1, 1).at(0, 0, 0, 0)));
    let before = form(&event);
    let edited = EventForm { title: "拡大執行委員会".to_owned(), ..before.clone() };
    let made = saved(&edited, &before, event.clone(), &editing()).expect("it is right");
    assert!(made.revision.updated > event.revision.updated);
    assert!(made.revision > event.revision);
}
