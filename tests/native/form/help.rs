//! The form's help: copies, habits from the last event, ends given by length, and events at the same time.

use jiff::civil::date;
use proptest::prelude::*;

use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Attendance, Mode, Participant, Presence, Reply};
use tsudoi::domain::event::place::Location;
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::series::repeat::TimeKind;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Length, Month, Shown, Timed, UtcTime, When, Zone, plus_days};
use tsudoi::i18n::Language;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::help::clashes::clashes;
use tsudoi::present::form::event::help::habits::{EndDay, choose_kind, end_after, habit};
use tsudoi::present::form::event::rows::ParticipantForm;
use tsudoi::present::form::event::template::{copied, next_day};
use tsudoi::present::viewer::Viewer;

use crate::form::support::saved;
use crate::support::generate::{day, event, event_id};
use crate::support::sample;

fn editing() -> Editing {
    Editing { at: UtcTime(date(2024, 11, 1).at(3, 0, 0, 0)), zone: Some(Zone("Asia/Tokyo".into())) }
}

fn timed(day: jiff::civil::Date, hour: i8, minutes: u32) -> When {
    let length = (minutes > 0).then_some(Length { days: 0, seconds: minutes * 60 });
    let start = day.at(hour, 0, 0, 0);
    When::Timed(Timed { start, zone: Some(Zone("Asia/Tokyo".into())), length, shown: Shown::Clock })
}

fn meeting(id: &str, title: &str, when: When) -> Event {
    let place = Location { name: "労働会館3階".to_owned(), ..Location::default() };
    let mut event = Event::new(EventId::new(id), title, when);
    event.kinds = SortedSet::from([Kind::ExecutiveCommittee]);
    event.locations.insert(LocalId::new("v"), place);
    event
}

fn almanac(events: impl IntoIterator<Item = (&'static str, Event)>) -> Almanac {
    let mut almanac = Almanac::default();
    for (calendar, event) in events {
        let id = CalendarId::new(calendar);
        let facts = CalendarFacts { title: calendar.to_owned(), ..CalendarFacts::default() };
        almanac.apply(Change::calendar(id.clone(), Some(Calendar::new(id.clone(), facts))));
        almanac.apply(Change::entry(event.id.clone(), Some(Entry::local(event, id))));
    }
    almanac
}

fn today() -> Viewer {
    sample::viewer(Language::Ja, date(2024, 11, 20))
}

fn person(name: &str) -> Participant {
    Participant { name: name.to_owned(), reply: Reply::Accepted, ..Participant::default() }
}

proptest! {
    #[test]
    fn a_copy_is_on_its_day_with_everything_at_the_same_distance(from in event(event_id()), on in day()) {
        let day = on.clamp(date(1000, 1, 1), date(9000, 1, 1));
        let first = from.when.start().date();
        prop_assume!(first > date(500, 1, 1) && first < date(9500, 1, 1));
        let copy = copied(&from, EventId::new("copy"), day, &editing());
        if from.when.is_without_day() {
            prop_assert_eq!(copy.when, When::DayUndecided { month: Month::of(day) });
            return Ok(());
        }
        prop_assert_eq!(copy.when.start().date(), day);
        prop_assert_eq!(copy.when.days().count(), from.when.days().count());
        let moved = (day - first).get_days();
        for (key, part) in &copy.programme {
            let was = from.programme.get(key).and_then(|part| part.start);
            let is_far = was.is_some_and(|at| at.date() < date(1, 1, 1) || at.date() > date(9900, 1, 1));
            if !is_far && was.is_some_and(|at| at.date().year() > 500) {
                prop_assert_eq!(part.start.map(jiff::civil::DateTime::date), was.map(|at| plus_days(at.date(), moved)));
            }
        }
        prop_assert!(copy.repeat.is_none() && copy.revision.sequence == 0);
        let came = |it: &Participant| it.attendance.as_deref().and_then(|it| it.presence.clone());
        prop_assert!(copy.participants.values().all(|it| came(it).is_none() && it.note.is_empty()));
    }

    #[test]
    fn the_first_day_of_a_copy_is_to_come_on_the_same_weekday(from in day(), today in day()) {
        prop_assume!(from < date(9000, 1, 1) && today < date(9000, 1, 1));
        let of = meeting("e", "会議", When::AllDay { first: from, days: 1 });
        let day = next_day(&of, today);
        prop_assert!(day >= today && day > from && day.weekday() == from.weekday());
        prop_assert!(day <= plus_days(today.max(from), 7));
    }

    #[test]
    fn an_end_by_length_is_that_much_later(hour in 0_i8..24, minutes in 1_u32..2880) {
        let mut form = EventForm::blank(None, date(2024, 12, 31));
        form.title = "年越し".to_owned();
        form.start_time = format!("{hour:02}:00");
        end_after(&mut form, minutes);
        let when = tsudoi::present::form::event::section::time::preview(&form).expect("it is a time");
        prop_assert_eq!(when.end(), date(2024, 12, 31).at(hour, 0, 0, 0) + jiff::Span::new().minutes(minutes));
    }
}

#[test]
fn a_copy_asks_everybody_again() {
    let mut from = meeting("e", "第９回執行委員会", timed(date(2024, 11, 7), 18, 120));
    from.status = Status::Cancelled;
    from.series_number = Some(9);
    from.status_reason = "台風のため".to_owned();
    let closes = Some(date(2024, 11, 1).at(17, 0, 0, 0));
    from.registration = Some(Box::new(Registration { closes, ..Registration::default() }));
    let attendance = Attendance {
        planned_mode: Some(Mode::Online),
        presence: Some(Presence::Late),
        ..Attendance::default()
    };
    let came = Participant {
        attendance: Some(Box::new(attendance)),
        delegated_to: SortedSet::from(["urn:uuid:x".to_owned()]),
        note: "遅れて来た".to_owned(),
        ..person("見本一郎")
    };
    from.participants.insert(LocalId::new("p"), came);
    from.programme.insert(LocalId::new("a"), Part { title: "報告".to_owned(), ..Part::default() });
    let text = |text: &str| Json::Text(text.to_owned());
    from.foreign = Foreign(
        [("alerts", text("x")), ("relatedTo", text("y"))].map(|(k, v)| (k.to_owned(), v)).into(),
    );
    let copy = copied(&from, EventId::new("n"), date(2024, 12, 5), &editing());
    assert_eq!((copy.title.as_str(), copy.series_number), ("第１０回執行委員会", Some(10)));
    assert_eq!((&copy.status, copy.revision.created), (&Status::Confirmed, Some(editing().at)));
    let asked = copy.participants.values().next().expect("the person stays");
    assert_eq!((asked.reply.clone(), asked.note.as_str()), (Reply::NeedsAction, ""));
    assert!(asked.delegated_to.is_empty());
    let planned =
        asked.attendance.as_deref().map(|it| (it.planned_mode.clone(), it.presence.clone()));
    assert_eq!(planned, Some((Some(Mode::Online), None)));
    assert_eq!(copy.status_reason, "");
    let closes = copy.registration.as_deref().and_then(|it| it.closes);
    assert_eq!(closes, Some(date(2024, 11, 29).at(17, 0, 0, 0)));
    assert_eq!(copy.foreign.0.keys().collect::<Vec<_>>(), ["alerts"]);
    assert_eq!(copy.programme.len(), 1);
}

#[test]
fn titles_count_up_only_where_they_count() {
    let rows = [
        ("第3回学習会", "第4回学習会"),
        ("2024年度第99回定期大会", "2024年度第100回定期大会"),
        ("第回", "第回"),
        ("第三回学習会", "第4回学習会"),
        ("第 ３ 回学習会", "第４回学習会"),
        ("学習会", "学習会"),
        ("第4294967295回", "第4294967295回"),
    ];
    for (title, expected) in rows {
        let from = meeting("e", title, timed(date(2024, 11, 7), 18, 120));
        assert_eq!(copied(&from, EventId::new("n"), date(2024, 12, 5), &editing()).title, expected);
    }
}

#[test]
fn the_last_one_of_a_kind_is_offered_and_fills_only_what_is_empty() {
    let older = meeting("a", "執行委員会", timed(date(2024, 10, 3), 18, 90));
    let newer = meeting("b", "執行委員会", timed(date(2024, 11, 7), 19, 120));
    let coming = meeting("c", "執行委員会", timed(date(2024, 12, 5), 10, 60));
    let mut off = meeting("d", "執行委員会", timed(date(2024, 11, 14), 8, 60));
    off.status = Status::Cancelled;
    let elsewhere = meeting("e", "執行委員会", timed(date(2024, 11, 18), 7, 60));
    let kept = almanac([
        ("own", older),
        ("own", newer),
        ("own", coming),
        ("own", off),
        ("other", elsewhere),
    ]);
    let own = CalendarId::new("own");
    let habit = |kind| habit(&kept, kind, Some(&own), &today());
    assert_eq!(habit(Kind::Other), None);
    assert_eq!(habit(Kind::Rally), None);
    let last = habit(Kind::ExecutiveCommittee).expect("there was one");
    assert_eq!((last.of.as_str(), last.summary.as_str()), ("b", "19:00～21:00、労働会館3階"));

    let mut form = EventForm::blank(Some(own.clone()), date(2024, 12, 19));
    form.places[0].name = "第2会議室".to_owned();
    assert!(last.is_of_use(&form));
    last.fill(&mut form);
    assert_eq!(
        [&form.start_time, &form.end_time, &form.places[0].name],
        ["19:00", "21:00", "第2会議室"]
    );
    assert_eq!((form.first_day.as_str(), form.last_day.as_str()), ("2024-12-19", "2024-12-19"));
    assert!(!last.is_of_use(&form));
}

#[test]
fn a_title_follows_the_kind_until_somebody_writes_one() {
    let ja = Language::Ja.messages();
    let mut form = EventForm::blank(None, date(2024, 11, 20));
    choose_kind(&mut form, Kind::Negotiation, ja);
    assert_eq!(form.title, "団体交渉");
    choose_kind(&mut form, Kind::Rally, ja);
    assert_eq!(form.title, "集会");
    choose_kind(&mut form, Kind::Other, ja);
    assert_eq!(form.title, "");
    form.title = "秋の集い".to_owned();
    choose_kind(&mut form, Kind::Exchange, ja);
    assert_eq!((form.title.as_str(), form.kind), ("秋の集い", Kind::Exchange));
}

#[test]
fn the_day_that_it_ends_on_as_it_is_said() {
    let mut form = EventForm::blank(None, date(2024, 12, 31));
    assert_eq!(EndDay::of(&form), EndDay::Same);
    EndDay::Next.put(&mut form);
    assert_eq!((form.last_day.as_str(), EndDay::of(&form)), ("2025-01-01", EndDay::Next));
    EndDay::Other.put(&mut form);
    assert_eq!(form.last_day, "2025-01-01");
    form.last_day = "2025-01-05".to_owned();
    assert_eq!(EndDay::of(&form), EndDay::Other);
    EndDay::Same.put(&mut form);
    assert_eq!(EndDay::of(&form), EndDay::Same);
}

/// Returns the other events that the form reports, with the reasons.
fn told(kept: &Almanac, form: &EventForm, of: Option<&str>) -> Vec<(String, String)> {
    let of = of.map(EventId::new);
    let found = clashes(kept, form, of.as_ref(), &today());
    found.told.into_iter().map(|clash| (clash.other.text, clash.reasons)).collect()
}

#[test]
fn what_is_on_at_the_same_time_is_told_with_its_reason() {
    let mut other = meeting("a", "団体交渉", timed(date(2024, 11, 28), 18, 120));
    for name in ["見本 一郎", "見本花子", "見本三郎", "見本四郎"] {
        other.participants.insert(LocalId::new(name.replace(' ', "")), person(name));
    }
    let strange = meeting("b", "別の会", timed(date(2024, 11, 28), 18, 120));
    let strange = Event { locations: SortedMap::new(), ..strange };
    let kept = almanac([("own", other), ("else", strange)]);
    let mut form = EventForm {
        start_time: "19:00".to_owned(),
        end_time: "20:00".to_owned(),
        ..EventForm::blank(Some(CalendarId::new("third")), date(2024, 11, 28))
    };
    assert_eq!(told(&kept, &form, None), []);
    form.calendar = Some(CalendarId::new("else"));
    let one = |told: Vec<(String, String)>| {
        told.into_iter().map(|(_, reasons)| reasons).collect::<Vec<_>>()
    };
    assert_eq!(one(told(&kept, &form, None)), ["同じカレンダー"]);
    form.places[0].name = " 労働会館3階 ".to_owned();
    for name in ["見本一郎", "見本花子", "見本三郎"] {
        let blank = ParticipantForm::blank(LocalId::new(name));
        form.people.push(ParticipantForm { name: name.to_owned(), ..blank });
    }
    // A person who has declined is not reported.
    form.people.push(ParticipantForm {
        name: "見本四郎".to_owned(),
        reply: Reply::Declined,
        ..ParticipantForm::blank(LocalId::new("4"))
    });
    let found = told(&kept, &form, None);
    assert_eq!(found[0].1, "同じ場所、見本 一郎さん、見本三郎さん、ほか1人も参加");
    assert!(found[0].0.starts_with("団体交渉"), "{found:?}");
    assert_eq!(one(told(&kept, &form, Some("a"))), ["同じカレンダー"]);
    form.start_time = "20:00".to_owned();
    form.end_time = "21:00".to_owned();
    assert_eq!(told(&kept, &form, None), [], "one after the other is no overlap");
    form.time_kind = TimeKind::AllDay;
    assert_eq!(told(&kept, &form, None), []);
}

#[test]
fn a_saved_copy_is_an_event_of_its_own() {
    let from = meeting("e", "執行委員会", timed(date(2024, 11, 7), 18, 120));
    let begun = copied(&from, EventId::new("n"), date(2024, 12, 5), &editing());
    let form = EventForm::of(&begun, &CalendarId::new("own"));
    let made = saved(&form, &form, begun.clone(), &editing()).expect("nothing is wrong with it");
    assert_eq!(made, begun);
    let kept = almanac([("own", from), ("own", made)]);
    assert_eq!(
        kept.occurrences(Days { first: date(2024, 11, 1), last: date(2024, 12, 31) }, &BY_LAW)
            .len(),
        2
    );
}
