//! The details of an event in its form, on its page, on its card and in a message.

use expect_test::expect;
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::color::CssColor;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::event::registration::{Registration, end_of_day};
use tsudoi::domain::event::status::{Privacy, Status};
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::domain::palette::Color;
use tsudoi::domain::series::edit::{edit_all, edit_one};
use tsudoi::domain::series::occurrence::own;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{UtcTime, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::card::card;
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::rows::DetailsForm;
use tsudoi::present::page::event::event_page;
use tsudoi::present::text::difference::difference;

use crate::form::support::{errors, kinds, redrafted, saved};
use crate::support::generate::format::rich_event;
use crate::support::sample::{almanac, at, entry, event, viewer, with};

const DAY: Date = date(2024, 11, 14);

fn meeting() -> Event {
    event("e", "例会", Kind::ExecutiveCommittee, at(DAY.at(18, 30, 0, 0), 90))
}

fn signed_up(closes: Option<DateTime>, capacity: Option<u32>, fee_yen: Option<u32>) -> Event {
    let registration = Registration { closes, capacity, fee_yen, ..Registration::default() };
    with(meeting(), |it| it.registration = Some(Box::new(registration)))
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("union"))
}

fn applied(
    event: &Event,
    edit: impl FnOnce(&mut EventForm),
) -> Result<Event, Vec<(EventField, FieldErrorKind)>> {
    let before = form(event);
    let mut after = before.clone();
    edit(&mut after);
    let editing =
        Editing { at: UtcTime(DAY.at(0, 0, 0, 0)), zone: Some(Zone("Asia/Tokyo".into())) };
    saved(&after, &before, event.clone(), &editing)
        .map_err(|errors| errors.into_iter().map(|it| (it.field, it.kind)).collect())
}

fn details(edit: impl FnOnce(&mut DetailsForm)) -> impl FnOnce(&mut EventForm) {
    |form| edit(&mut form.details)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_untouched_form_changes_no_detail(event in rich_event("e")) {
        let shown = form(&event);
        let editing = Editing { at: UtcTime(DAY.at(0, 0, 0, 0)), zone: None };
        let title = EventForm { title: "例会".to_owned(), start_time: "10:00".to_owned(), ..shown };
        prop_assert_eq!(saved(&title, &title, event.clone(), &editing), Ok(event));
    }

    #[test]
    fn a_kept_draft_has_its_details(event in rich_event("e")) {
        let form = form(&event);
        let read = redrafted(&form).expect("it is our own text");
        prop_assert_eq!(read.details, form.details);
    }

    #[test]
    fn what_was_not_edited_of_the_details_stays(event in rich_event("e")) {
        let other = |it: &Event| (it.color.clone(), it.privacy.clone(), it.status_reason.clone());
        let with_start = |form: &mut EventForm| {
            form.title = "例会".to_owned();
            form.details.capacity = "12".to_owned();
        };
        let was = event.registration.clone().unwrap_or_default();
        let before = EventForm { title: "例会".to_owned(), start_time: "10:00".to_owned(), ..form(&event) };
        let mut after = before.clone();
        with_start(&mut after);
        let editing = Editing { at: UtcTime(DAY.at(0, 0, 0, 0)), zone: None };
        let made = saved(&after, &before, event.clone(), &editing).expect("nothing is wrong");
        prop_assert_eq!(other(&made), other(&event));
        let now = made.registration.clone().expect("it has a capacity");
        prop_assert_eq!(*now, Registration { capacity: Some(12), ..*was });
    }
}

#[test]
fn details_are_put_onto_an_event_and_taken_away() {
    let made = applied(
        &meeting(),
        details(|it| {
            it.closes_day = "2024-11-07".to_owned();
            it.capacity = "４０名".to_owned();
            it.fee = " 1,000 ".to_owned();
            it.color = Some(Color::Red);
            it.privacy = Privacy::Secret;
        }),
    )
    .expect("nothing is wrong");
    let full = signed_up(Some(end_of_day(date(2024, 11, 7))), Some(40), Some(1000));
    assert_eq!(made.registration, full.registration);
    assert_eq!(made.color, CssColor::new("crimson"));
    assert_eq!(made.privacy, Privacy::Secret);
    assert_eq!(form(&made).details.closes_time, "");
    let bare = applied(&made, |form| form.details = DetailsForm::default()).expect("nothing wrong");
    let revision = bare.revision;
    assert_eq!(bare, Event { revision, ..meeting() });
}

#[test]
fn what_is_no_number_and_no_day_is_told_at_its_field() {
    let wrong = |edit: fn(&mut DetailsForm)| applied(&meeting(), details(edit)).err();
    let amount = |field| Some(vec![(field, FieldErrorKind::BadAmount)]);
    for text in ["many", "1.5", "-3", "4294967296", "円", "1人2"] {
        let before = form(&meeting());
        let mut after = before.clone();
        text.clone_into(&mut after.details.capacity);
        assert_eq!(kinds(&after, &before), [FieldErrorKind::BadAmount], "{text}");
    }
    assert_eq!(wrong(|it| it.fee = "free".to_owned()), amount(EventField::Fee));
    let day = |problem| Some(vec![(EventField::ClosesDay, problem)]);
    assert_eq!(wrong(|it| it.closes_day = "2024-02-30".to_owned()), day(FieldErrorKind::BadDay));
    assert_eq!(wrong(|it| it.closes_time = "17:00".to_owned()), day(FieldErrorKind::DayMissing));
    let long = "あ".repeat(600);
    let mut after = form(&meeting());
    after.status = Status::Cancelled;
    after.details.reason = long;
    let found = errors(&after, &form(&meeting()));
    assert_eq!(found.into_iter().map(|it| it.0).collect::<Vec<_>>(), [EventField::Reason]);
}

#[test]
fn a_deadline_after_the_start_is_said_and_blocks_nothing() {
    let late = |day: &str, time: &str| {
        let mut form = form(&meeting());
        form.details.closes_day = day.to_owned();
        form.details.closes_time = time.to_owned();
        form.closes_late()
    };
    assert!(!late("2024-11-14", ""), "to the end of the day it is held is meant loosely");
    assert!(!late("2024-11-14", "18:30"));
    assert!(late("2024-11-14", "18:31"));
    assert!(late("2024-11-15", ""));
    let made = applied(&meeting(), details(|it| it.closes_day = "2024-12-01".to_owned()));
    assert!(made.is_ok());
}

#[test]
fn an_audience_is_written_changed_and_taken_away() {
    let made = applied(&meeting(), details(|it| it.audience = " 青年部員 ".to_owned()));
    let made = made.expect("nothing is wrong");
    assert_eq!(made.audience, "青年部員");
    let gone = applied(&made, details(|it| it.audience = String::new()));
    assert_eq!(gone.expect("nothing is wrong").audience, "");
}

#[test]
fn a_reason_goes_with_the_status_that_it_is_for() {
    let off = applied(&meeting(), |form| {
        form.status = Status::Cancelled;
        form.details.reason = " 台風のため ".to_owned();
    })
    .expect("nothing is wrong");
    assert_eq!((&off.status, off.status_reason.as_str()), (&Status::Cancelled, "台風のため"));
    let later = applied(&off, |form| form.status = Status::Postponed).expect("nothing is wrong");
    assert_eq!(later.status_reason, "台風のため");
    let on = applied(&later, |form| form.status = Status::Confirmed).expect("nothing is wrong");
    assert_eq!((&on.status, on.status_reason.as_str()), (&Status::Confirmed, ""));
    let unsaid = applied(&meeting(), details(|it| it.reason = "台風".to_owned()));
    assert_eq!(unsaid, Ok(meeting()));
}

#[test]
fn one_instance_is_called_off_with_a_reason_and_has_a_deadline_of_its_own() {
    let rule = tsudoi::domain::series::recurrence::rule::Rule::new(
        tsudoi::domain::series::recurrence::rule::RuleParts::new(
            tsudoi::domain::series::recurrence::rule::Frequency::Weekly,
        ),
    )
    .expect("a plain rule");
    let repeat = tsudoi::domain::series::repeat::Repeat::of(rule);
    let closes = Some(date(2024, 11, 7).at(17, 0, 0, 0));
    let series = Event { repeat: Some(Box::new(repeat)), ..signed_up(closes, Some(40), None) };
    let one = date(2024, 11, 21).at(18, 30, 0, 0);
    let shown = |series: &Event| {
        let entry = entry(series.clone());
        tsudoi::domain::series::occurrence::instance(&entry, one)
            .expect("it has one")
            .standalone(&BY_LAW)
    };
    let plain = shown(&series);
    assert_eq!(
        plain.registration.as_ref().unwrap().closes,
        Some(date(2024, 11, 14).at(17, 0, 0, 0))
    );
    let mut wanted = plain.clone();
    wanted.status = Status::Cancelled;
    wanted.status_reason = "台風のため".to_owned();
    wanted.color = CssColor::new("teal");
    wanted.registration.as_mut().unwrap().closes = Some(date(2024, 11, 15).at(12, 0, 0, 0));
    let edited = edit_one(&series, one, &wanted, &BY_LAW);
    let again = shown(&edited);
    assert_eq!(again.status_reason, "台風のため");
    assert_eq!(
        (again.color.clone(), again.registration.clone()),
        (wanted.color.clone(), wanted.registration.clone())
    );
    assert_eq!(edited.registration, series.registration);
    assert_eq!(edit_one(&edited, one, &plain, &BY_LAW), series);

    wanted.status = Status::Confirmed;
    let all = edit_all(&series, &plain, &wanted, &BY_LAW);
    assert_eq!(all.registration.as_ref().unwrap().closes, Some(date(2024, 11, 8).at(12, 0, 0, 0)));
}

fn person(reply: Reply) -> Participant {
    Participant { reply, ..Participant::default() }
}

fn with_people(mut event: Event, coming: u8) -> Event {
    for number in 0..coming {
        event.participants.insert(LocalId::new(format!("p{number}")), person(Reply::Accepted));
    }
    event.participants.insert(LocalId::new("no"), person(Reply::Declined));
    event
}

/// The details on the page, on the card, and in a message.
fn shown(event: Event, language: Language, today: Date) -> String {
    let viewer = viewer(language, today);
    let entry = entry(event);
    let almanac = almanac([entry.clone()]);
    let page = event_page(&almanac, &entry, &viewer);
    let details = page.details;
    let limit = |it: Option<tsudoi::present::text::details::Standing>| {
        let line = |it: tsudoi::present::text::details::Standing| {
            format!("{} [{}] {:?}", it.line, it.note.unwrap_or_default(), it.mood)
        };
        it.map(line).unwrap_or_default()
    };
    let privacy = details.privacy.map(|it| it.label).unwrap_or_default();
    let small = card(&almanac, &own(&entry, &BY_LAW), entry.event.when.start().date(), &viewer);
    format!(
        "{} / {} / {} / {privacy}\ncard: {:?} {:?} {:?}\n{}\n{}\n",
        limit(details.closes),
        limit(details.capacity),
        details.fee.unwrap_or_default(),
        small.status_label,
        small.closes,
        small.color,
        small.label,
        page.share_text.replace('\n', " | "),
    )
}

#[test]
fn the_page_says_how_long_how_many_and_how_much() {
    let closes = Some(date(2024, 11, 7).at(17, 0, 0, 0));
    let end = Some(end_of_day(date(2024, 11, 7)));
    let mut text = String::new();
    for (event, today) in [
        (with_people(signed_up(closes, Some(40), Some(1000)), 12), date(2024, 11, 4)),
        (with_people(signed_up(end, Some(2), Some(0)), 2), date(2024, 11, 7)),
        (with_people(signed_up(end, Some(2), Some(1_234_567)), 5), date(2024, 11, 8)),
        (Event { privacy: Privacy::Secret, ..signed_up(end, Some(2), None) }, date(2024, 10, 1)),
    ] {
        text.push_str(&shown(event.clone(), Language::Ja, today));
        text.push_str(&shown(event, Language::En, today));
    }
    expect![[r#"
        11月7日(木) 17:00まで [あと3日] Near / 12/40名 [あと28名] Open / 1,000円 / 
        card: None Some("回答締切まで3日") Blue
        11月14日 木曜日、18:30～20:00、例会、執行委員会、回答締切まで3日
        例会 | 日時：11月14日(木) 18:30～20:00 | 回答締切：11月7日(木) 17:00まで | 参加費：1,000円
        Thu 7 Nov 17:00 [3 days left] Near / 12 of 40 [28 places left] Open / ¥1,000 / 
        card: None Some("3 days to reply") Blue
        Thursday 14 November, 18:30 – 20:00, 例会, Executive committee, 3 days to reply
        例会 | When: Thu 14 Nov 18:30 – 20:00 | Reply by: Thu 7 Nov 17:00 | Fee: ¥1,000
        11月7日(木)まで [今日まで] Near / 2/2名 [満員] Near / 無料 / 
        card: None Some("回答は今日まで") Blue
        11月14日 木曜日、18:30～20:00、例会、執行委員会、回答は今日まで
        例会 | 日時：11月14日(木) 18:30～20:00 | 回答締切：11月7日(木)まで | 参加費：無料
        Thu 7 Nov [today] Near / 2 of 2 [full] Near / free of charge / 
        card: None Some("Reply today") Blue
        Thursday 14 November, 18:30 – 20:00, 例会, Executive committee, Reply today
        例会 | When: Thu 14 Nov 18:30 – 20:00 | Reply by: Thu 7 Nov | Fee: free of charge
        11月7日(木)まで [締切済み] Over / 5/2名 [定員を3名超えています] Over / 1,234,567円 / 
        card: None None Blue
        11月14日 木曜日、18:30～20:00、例会、執行委員会
        例会 | 日時：11月14日(木) 18:30～20:00 | 回答締切：11月7日(木)まで | 参加費：1,234,567円
        Thu 7 Nov [closed] Over / 5 of 2 [3 over capacity] Over / ¥1,234,567 / 
        card: None None Blue
        Thursday 14 November, 18:30 – 20:00, 例会, Executive committee
        例会 | When: Thu 14 Nov 18:30 – 20:00 | Reply by: Thu 7 Nov | Fee: ¥1,234,567
        11月7日(木)まで [あと37日] Open / 2名 [] Open /  / 非公開
        card: None None Blue
        11月14日 木曜日、18:30～20:00、例会、執行委員会
        例会 | 日時：11月14日(木) 18:30～20:00 | 回答締切：11月7日(木)まで
        Thu 7 Nov [37 days left] Open / 2 people [] Open /  / Not public
        card: None None Blue
        Thursday 14 November, 18:30 – 20:00, 例会, Executive committee
        例会 | When: Thu 14 Nov 18:30 – 20:00 | Reply by: Thu 7 Nov
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_colour_that_nobody_knows_is_that_of_the_calendar_and_stays() {
    let odd = with(meeting(), |it| it.color = CssColor::new("nosuchcolour"));
    assert_eq!(form(&odd).details.color, None);
    assert_eq!(Color::shown(odd.color.as_ref(), Some("crimson")), Color::Red);
    let retitled =
        applied(&odd, |form| form.title = "臨時例会".to_owned()).expect("nothing is wrong");
    assert_eq!(retitled.color, odd.color);
}

#[test]
fn what_does_not_take_place_says_why() {
    let mut off = signed_up(Some(end_of_day(DAY)), None, None);
    off.status = Status::Cancelled;
    off.status_reason = "台風のため".to_owned();
    off.color = CssColor::new("crimson");
    let mut late = Event { status: Status::Postponed, ..off.clone() };
    late.status_reason.clear();
    let mut text = String::new();
    for event in [off, late] {
        text.push_str(&shown(event.clone(), Language::Ja, DAY));
        text.push_str(&shown(event, Language::En, DAY));
    }
    expect![[r#"
        11月14日(木)まで [] Open /  /  / 
        card: Some("中止") None Red
        11月14日 木曜日、18:30～20:00、中止（台風のため）、例会、執行委員会
        例会（中止：台風のため） | 日時：11月14日(木) 18:30～20:00
        Thu 14 Nov [] Open /  /  / 
        card: Some("Cancelled") None Red
        Thursday 14 November, 18:30 – 20:00, Cancelled (台風のため), 例会, Executive committee
        例会 (Cancelled: 台風のため) | When: Thu 14 Nov 18:30 – 20:00
        11月14日(木)まで [] Open /  /  / 
        card: Some("延期") None Red
        11月14日 木曜日、18:30～20:00、延期、例会、執行委員会
        例会（延期） | 日時：11月14日(木) 18:30～20:00
        Thu 14 Nov [] Open /  /  / 
        card: Some("Postponed") None Red
        Thursday 14 November, 18:30 – 20:00, Postponed, 例会, Executive committee
        例会 (Postponed) | When: Thu 14 Nov 18:30 – 20:00
    "#]]
    .assert_eq(&text);
}

#[test]
fn every_detail_that_differs_is_told() {
    let mut after = signed_up(Some(date(2024, 11, 7).at(17, 0, 0, 0)), Some(40), Some(1000));
    after.status = Status::Postponed;
    after.status_reason = "台風のため".to_owned();
    after.color = CssColor::new("#ff0000");
    after.privacy = Privacy::Private;
    let mut text = String::new();
    for language in Language::ALL {
        for row in difference(&viewer(language, DAY), &meeting(), &after) {
            let line = format!("{}: {} → {}\n", row.label, row.before, row.after);
            text.push_str(&line);
        }
    }
    expect![[r#"
        開催状況: 開催 → 延期
        理由:  → 台風のため
        申込み:  → 回答締切：11月7日(木) 17:00まで、定員：40名、参加費：1,000円
        色:  → 赤（#ff0000）
        公開範囲: 公開 → 日時だけ公開
        Status: Confirmed → Postponed
        Reason:  → 台風のため
        Sign-up:  → Reply by: Thu 7 Nov 17:00, Capacity: 40 people, Fee: ¥1,000
        Colour:  → Red (#ff0000)
        Privacy: Public → Time only
    "#]]
    .assert_eq(&text);
}
