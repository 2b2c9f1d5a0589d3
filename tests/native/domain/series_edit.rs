//! Editing a series: one instance, it and the following ones, or all; and moving a series.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::edit::{
    delete_following, delete_one, edit_all, edit_one, move_all, split,
};
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::series::recurrence::rule::Frequency;
use tsudoi::domain::series::repeat::{Repeat, RepeatRule};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Month, When};
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::i18n::Language;
use tsudoi::present::text::repeat::words;

use crate::present::repeat::event;
use crate::support::generate::repeat::{overrides, rule};
use crate::support::generate::{clock, when};
use crate::support::sample::viewer;

fn entry(event: &Event) -> Entry {
    Entry::local(event.clone(), CalendarId::new("union"))
}

/// Returns the instances of two years.
fn instances(event: &Event) -> Vec<(DateTime, Event)> {
    let entry = entry(event);
    let window = Days { first: date(2024, 1, 1), last: date(2025, 12, 31) };
    let mut found: Vec<_> =
        within(&entry, window).map(|o| (o.when.start(), o.standalone(&BY_LAW))).collect();
    found.sort_by(|(one, a), (other, b)| (one, &a.title).cmp(&(other, &b.title)));
    found
}

fn list(event: &Event) -> String {
    let mut text = String::new();
    if let Some(said) = words(event, &viewer(Language::Ja, date(2024, 11, 1))) {
        writeln!(text, "{said}").expect("a string takes any text");
    }
    for (start, one) in instances(event) {
        let meets = one.meeting_time.map(|it| format!(" 集合{}", it.time())).unwrap_or_default();
        writeln!(text, "{start} {}{meets}", one.title).expect("a string takes any text");
    }
    text
}

/// Every Thursday four times from 14 November 2024, the third one moved to the Friday.
fn weekly() -> Event {
    event(
        r#""tsudoi.example:meetingTime":"2024-11-14T18:00:00",
        "recurrenceRule":{"frequency":"weekly","count":4},
        "recurrenceOverrides":{"2024-11-28T18:30:00":{"start":"2024-11-29T18:30:00"}}"#,
    )
}

fn at(day: i8) -> DateTime {
    date(2024, 11, day).at(18, 30, 0, 0)
}

fn one(event: &Event, at: DateTime) -> Event {
    instance(&entry(event), at).expect("an instance").standalone(&BY_LAW)
}

#[test]
fn an_edit_of_one_leaves_the_others() {
    let series = weekly();
    let mut wanted = one(&series, at(21));
    wanted.when = wanted.when.moved_to(date(2024, 11, 22).at(19, 0, 0, 0));
    wanted.meeting_time = None;
    wanted.title = "変わった会".to_owned();
    wanted.status = Status::Tentative;
    let edited = edit_one(&series, at(21), &wanted, &BY_LAW);
    assert_eq!(one(&edited, at(21)), Event { repeat: edited.repeat.clone(), ..wanted });
    expect![[r#"
        毎週木曜日（全4回）
        2024-11-14T18:30:00 見本の会 集合18:00:00
        2024-11-22T19:00:00 変わった会
        2024-11-29T18:30:00 見本の会 集合18:00:00
        2024-12-05T18:30:00 見本の会 集合18:00:00
    "#]]
    .assert_eq(&list(&edited));
    let back = edit_one(&edited, at(21), &one(&series, at(21)), &BY_LAW);
    assert_eq!(back, series);
    assert!(encode_event(&edited).contains(r#""tsudoi.example:meetingTime": null"#));
}

#[test]
fn one_may_become_a_whole_day() {
    let series = weekly();
    let mut wanted = one(&series, at(21));
    for when in [
        When::AllDay { first: date(2024, 11, 23), days: 2 },
        When::Undecided { first: date(2024, 11, 21), days: 1 },
    ] {
        wanted.when = when.clone();
        let edited = edit_one(&series, at(21), &wanted, &BY_LAW);
        assert_eq!(one(&edited, at(21)).when, when);
    }
}

#[test]
fn following_ones_become_a_series_of_their_own() {
    let series = weekly();
    let mut wanted = one(&series, at(21));
    wanted.when = wanted.when.moved_to(date(2024, 11, 22).at(19, 0, 0, 0));
    wanted.title = "金曜の会".to_owned();
    let cut = split(&series, at(21), &wanted, EventId::new("f")).expect("it can be cut");
    let before = cut.before.expect("one instance stands before");
    expect![[r#"
        毎週木曜日（2024年11月14日まで）
        2024-11-14T18:30:00 見本の会 集合18:00:00

        毎週金曜日（全3回）
        2024-11-22T19:00:00 金曜の会 集合18:00:00
        2024-11-30T19:00:00 金曜の会 集合18:00:00
        2024-12-06T19:00:00 金曜の会 集合18:00:00
    "#]]
    .assert_eq(&format!("{}\n{}", list(&before), list(&cut.after)));
    assert!(encode_event(&before).contains(r#""next": true"#));
    assert!(encode_event(&cut.after).contains(r#""first": true"#));
}

#[test]
fn a_series_is_deleted_from_one_end() {
    let series = weekly();
    let first = delete_one(&series, at(14));
    let rest = delete_following(&series, at(28)).expect("two are left");
    expect![[r#"
        毎週木曜日（全4回）
        2024-11-21T18:30:00 見本の会 集合18:00:00
        2024-11-29T18:30:00 見本の会 集合18:00:00
        2024-12-05T18:30:00 見本の会 集合18:00:00

        毎週木曜日（2024年11月21日まで）
        2024-11-14T18:30:00 見本の会 集合18:00:00
        2024-11-21T18:30:00 見本の会 集合18:00:00
    "#]]
    .assert_eq(&format!("{}\n{}", list(&first), list(&rest)));
    assert_eq!(delete_following(&series, at(14)), None);
}

fn moved(rule: &str, to: DateTime) -> String {
    let series = event(&format!(r#""recurrenceRule":{{{rule}}}"#));
    let when = series.when.moved_to(to);
    let said = words(&move_all(series, when), &viewer(Language::Ja, date(2024, 11, 1)));
    said.unwrap_or_default()
}

#[test]
fn a_series_that_moves_takes_its_rule_along() {
    let friday = date(2024, 11, 15).at(18, 30, 0, 0);
    let month_end = date(2024, 11, 30).at(18, 30, 0, 0);
    let rows = [
        (r#""frequency":"weekly""#, friday),
        (r#""frequency":"weekly","byDay":[{"day":"th"},{"day":"su"}]"#, friday),
        (r#""frequency":"monthly","byDay":[{"day":"th","nthOfPeriod":2}]"#, friday),
        (r#""frequency":"monthly","byDay":[{"day":"th","nthOfPeriod":-3}]"#, month_end),
        (r#""frequency":"monthly""#, friday),
        (r#""frequency":"monthly","byMonthDay":[14]"#, month_end),
        (r#""frequency":"monthly","byMonthDay":[1,14]"#, friday),
        (
            r#""frequency":"yearly","byMonth":["11"],"byMonthDay":[14]"#,
            date(2025, 4, 1).at(9, 0, 0, 0),
        ),
        (r#""frequency":"weekly","until":"2024-12-31T18:30:00""#, friday),
    ];
    let said: Vec<String> = rows.iter().map(|(rule, to)| moved(rule, *to)).collect();
    expect![[r#"
        毎週金曜日
        毎週月・金
        毎月第3金曜日
        毎月最終土曜日
        毎月15日
        毎月30日
        毎月2日・15日
        毎年4月1日
        毎週金曜日（2025年1月1日まで）"#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn an_edit_of_all_moves_every_instance() {
    let series = weekly();
    let before = one(&series, at(21));
    let mut wanted = before.clone();
    wanted.when = wanted.when.moved_to(date(2024, 11, 22).at(19, 0, 0, 0));
    wanted.meeting_time = Some(date(2024, 11, 22).at(18, 45, 0, 0));
    wanted.title = "金曜の会".to_owned();
    let edited = edit_all(&series, &before, &wanted, &BY_LAW);
    expect![[r#"
        毎週金曜日（全4回）
        2024-11-15T19:00:00 金曜の会 集合18:45:00
        2024-11-22T19:00:00 金曜の会 集合18:45:00
        2024-11-30T19:00:00 金曜の会 集合18:45:00
        2024-12-06T19:00:00 金曜の会 集合18:45:00
    "#]]
    .assert_eq(&list(&edited));
}

#[test]
fn an_instance_that_gets_a_day_may_be_as_long_as_its_month() {
    let month = Month::of(date(2024, 2, 1));
    let series = event(r#""recurrenceRule":{"frequency":"monthly"}"#);
    let series = Event { when: When::DayUndecided { month }, ..series };
    let at = date(2024, 2, 1).at(0, 0, 0, 0);
    let when = When::AllDay { first: date(2024, 2, 1), days: 29 };
    let edited = edit_one(&series, at, &Event { when: when.clone(), ..one(&series, at) }, &BY_LAW);
    assert_eq!(one(&edited, at).when, when);
}

/// Cuts a series at its instance number `nth` from 0, and returns the days of the later part.
fn days_of_later_part(start: &str, rule: &str, nth: usize) -> Option<String> {
    let mut series = event(&format!(r#""recurrenceRule":{{{rule}}}"#));
    series.when = series.when.moved_to(start.parse().expect("a test time"));
    let at = instances(&series).get(nth)?.0;
    let cut = split(&series, at, &one(&series, at), EventId::new("f"))?;
    let days: Vec<_> = instances(&cut.after).iter().map(|(at, _)| at.date().to_string()).collect();
    Some(days.get(..4).unwrap_or(&days).join(" "))
}

#[test]
fn a_part_that_starts_on_a_day_that_was_skipped_to_keeps_the_day_of_its_series() {
    let rows = [
        (
            "2024-07-31T18:30:00",
            r#""frequency":"monthly","rscale":"gregorian","skip":"backward""#,
            2,
        ),
        (
            "2024-07-31T18:30:00",
            r#""frequency":"monthly","rscale":"gregorian","skip":"forward""#,
            2,
        ),
        (
            "2024-01-30T18:30:00",
            r#""frequency":"monthly","rscale":"gregorian","skip":"backward""#,
            1,
        ),
        (
            "2024-02-29T18:30:00",
            r#""frequency":"yearly","rscale":"gregorian","skip":"backward""#,
            1,
        ),
        ("2024-02-29T18:30:00", r#""frequency":"yearly","rscale":"gregorian","skip":"forward""#, 1),
        ("2024-07-31T18:30:00", r#""frequency":"monthly""#, 2),
    ];
    let found: Vec<String> = rows
        .iter()
        .map(|(start, rule, nth)| {
            days_of_later_part(start, rule, *nth).unwrap_or_else(|| "is not cut".to_owned())
        })
        .collect();
    expect![[r#"
        2024-09-30 2024-10-31 2024-11-30 2024-12-31
        2024-10-01 2024-10-31 2024-12-01 2024-12-31
        2024-02-29 2024-03-30 2024-04-30 2024-05-30
        2025-02-28
        2025-03-01
        2024-10-31 2024-12-31 2025-01-31 2025-03-31"#]]
    .assert_eq(&found.join("\n"));
}

const LONG: &[Frequency] =
    &[Frequency::Yearly, Frequency::Monthly, Frequency::Weekly, Frequency::Daily];

fn series() -> impl Strategy<Value = Event> {
    (rule(LONG), when(), overrides(clock())).prop_map(|(rule, when, overrides)| {
        let rule = Some(RepeatRule::Known(Box::new(rule)));
        let repeat = Some(Box::new(Repeat { rule, overrides, ..Repeat::default() }));
        Event { repeat, ..Event::new(EventId::new("e"), "見本の会", when) }
    })
}

fn without(event: &Event, at: DateTime) -> Vec<(DateTime, String)> {
    let entry = entry(event);
    let window = Days { first: date(2023, 1, 1), last: date(2026, 12, 31) };
    let others = within(&entry, window).filter(|o| o.instance != Some(at));
    let mut found: Vec<_> = others.map(|o| (o.when.start(), o.title().to_owned())).collect();
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_edited_instance_is_what_was_wanted(series in series(), nth in 0usize..9, when in when()) {
        let held = entry(&series);
        let window = Days { first: date(2023, 1, 1), last: date(2026, 12, 31) };
        let found = within(&held, window).nth(nth);
        let Some(found) = found else { return Ok(()) };
        let Some(at) = found.instance else { return Ok(()) };
        let wanted = Event { title: "変更".to_owned(), when, ..found.standalone(&BY_LAW) };
        let edited = edit_one(&series, at, &wanted, &BY_LAW);
        let got = one(&edited, at);
        prop_assert_eq!(&got.title, &wanted.title);
        prop_assert_eq!(got.when.start(), wanted.when.start());
        prop_assert_eq!(got.when.end(), wanted.when.end());
        prop_assert_eq!(without(&edited, at), without(&series, at));
        let deleted = delete_one(&series, at);
        prop_assert!(instance(&entry(&deleted), at).is_none());
        prop_assert_eq!(without(&deleted, at), without(&series, at));
    }

    #[test]
    fn the_parts_of_a_cut_series_are_the_whole(series in series(), nth in 0usize..9) {
        let held = entry(&series);
        let window = Days { first: date(2023, 1, 1), last: date(2026, 12, 31) };
        let of_rule = within(&held, window).filter(|o| o.instance == Some(o.when.start()));
        let Some(at) = of_rule.filter_map(|o| o.instance).nth(nth) else { return Ok(()) };
        let wanted = one(&series, at);
        let Some(cut) = split(&series, at, &wanted, EventId::new("f")) else { return Ok(()) };
        let mut parts = without(&cut.after, DateTime::MIN);
        parts.extend(cut.before.iter().flat_map(|before| without(before, DateTime::MIN)));
        parts.sort();
        prop_assert_eq!(parts, without(&series, DateTime::MIN));
    }
}
