//! The fiscal years and days off that a calendar carries: in files, in merges, and on pages.

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::sharing::redact::facts_without_names;
use tsudoi::domain::time::UtcTime;
use tsudoi::domain::time::fiscal::{FiscalRule, NamedAfter};
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::format::jscalendar::read::{Collection, Decoded, decode};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode};
use tsudoi::format::json::read::Limits;
use tsudoi::merge::calendars::merge;
use tsudoi::present::own_time::own_time;

use crate::icalendar::corpora::read as read_ics;
use crate::icalendar::laws::written as written_ics;
use crate::support::generate::format::rich_calendar;

fn rule(start_month: i8) -> FiscalRule {
    FiscalRule::new(start_month, NamedAfter::First).expect("a month")
}

fn yearly(month: i8, day: i8, name: &str) -> OwnHoliday {
    OwnHoliday { on: OwnDay::Yearly { month, day }, name: name.to_owned() }
}

fn calendar(id: &str, fiscal: Option<FiscalRule>, holidays: &[OwnHoliday]) -> Calendar {
    let holidays = holidays.to_vec();
    let facts = CalendarFacts { fiscal, holidays, ..CalendarFacts::default() };
    Calendar::new(CalendarId::new(id), facts)
}

fn described(facts: &CalendarFacts) -> String {
    let fiscal = facts
        .fiscal
        .map_or("-".to_owned(), |rule| format!("{} {:?}", rule.start_month(), rule.named_after));
    let days = facts.holidays.iter().map(|own| match own.on {
        OwnDay::Yearly { month, day } => format!("{month}/{day} {}", own.name),
        OwnDay::Once(day) => format!("{day} {}", own.name),
    });
    format!("{fiscal}; {}", days.collect::<Vec<_>>().join(", "))
}

fn decoded(properties: &str) -> Decoded {
    let text = format!(
        r#"{{"@type":"Group","version":"2.0","uid":"c","title":"架空労組",{properties},"entries":[]}}"#
    );
    let text = text.replace("V:", "tsudoi.example:");
    decode(text.as_bytes(), &Limits::default()).expect("it is JSON")
}

fn the_calendar(collections: &[Collection]) -> &Calendar {
    collections.first().and_then(|it| it.calendar.as_ref()).expect("a group is a calendar")
}

fn written(calendar: &Calendar) -> String {
    let part = ExportCalendar { calendar, events: Vec::new(), deleted: [].into() };
    encode(&Export { calendars: vec![part] })
}

/// Checks which properties are read, which are kept unread and which are reported, and that a second round trip changes
/// nothing.
fn check(properties: &str, expected: Expect) {
    let first = decoded(properties);
    let calendar = the_calendar(&first.collections);
    let mut text = described(&calendar.facts);
    for (name, json) in &calendar.facts.foreign.0 {
        write!(text, "\ncarried {name} {json:?}").expect("a string takes any text");
    }
    for issue in &first.issues {
        write!(text, "\n! {} {:?}", issue.pointer, issue.reason).expect("a string takes any text");
    }
    expected.assert_eq(&text);
    let again = decode(written(calendar).as_bytes(), &Limits::default()).expect("we wrote it");
    assert_eq!(the_calendar(&again.collections), calendar);
    let ics =
        read_ics(written_ics(&first.collections, tsudoi::format::export::Names::With).as_bytes());
    assert_eq!(the_calendar(&ics.expect("we wrote it").collections), calendar);
}

#[test]
fn a_calendar_says_when_its_years_begin_and_what_is_off() {
    check(
        r#""V:fiscalYear":{"startMonth":9},"V:holidays":[{"date":"05-01","name":"創立記念日"},{"date":"2026-03-06","name":"代休"}]"#,
        expect!["9 First; 5/1 創立記念日, 2026-03-06 代休"],
    );
    check(
        r#""V:fiscalYear":{"startMonth":11,"namedAfter":"last"},"V:holidays":[{"date":"1948-05-01","yearly":true,"name":"創立記念日"},{"date":"1948-05-01","yearly":false,"name":"創立"}]"#,
        expect!["11 Last; 5/1 創立記念日, 1948-05-01 創立"],
    );
}

#[test]
fn what_means_nothing_is_carried_and_told_and_the_rest_is_read() {
    for wrong in [
        r#"{"startMonth":13}"#,
        r#"{"startMonth":4.5}"#,
        r#"{"startMonth":"4"}"#,
        r#"{"startMonth":4,"namedAfter":"middle"}"#,
        r#"{"namedAfter":"last"}"#,
        r#"{"startMonth":4,"startDay":21}"#,
        "null",
        "[9]",
    ] {
        let decoded = decoded(&format!(r#""V:fiscalYear":{wrong}"#));
        let facts = &the_calendar(&decoded.collections).facts;
        assert_eq!(facts.fiscal, None, "{wrong}");
        assert_eq!(facts.foreign.0.len(), 1, "{wrong}");
        assert_eq!(decoded.issues.len(), 1, "{wrong}");
    }
    check(
        r#""V:fiscalYear":13,"V:holidays":[{"date":"5-1","name":"a"},{"date":"02-29","name":"閏"},{"date":"02-30","name":"b"},{"date":"05-01","name":""},{"date":"05-01","yearly":false,"name":"c"},{"date":"05-01","name":"d","since":1948},7,{"date":"0000-05-01","name":"e"}]"#,
        expect![[r#"
            -; 2/29 閏
            carried tsudoi.example:fiscalYear Number("13")
            carried tsudoi.example:holidays List([Map({"date": Text("5-1"), "name": Text("a")}), Map({"date": Text("02-30"), "name": Text("b")}), Map({"date": Text("05-01"), "name": Text("")}), Map({"date": Text("05-01"), "name": Text("c"), "yearly": Bool(false)}), Map({"date": Text("05-01"), "name": Text("d"), "since": Number("1948")}), Number("7"), Map({"date": Text("0000-05-01"), "name": Text("e")})])
            ! /tsudoi.example:fiscalYear WrongType(Map)
            ! /tsudoi.example:holidays/0 UnknownValue
            ! /tsudoi.example:holidays/2 UnknownValue
            ! /tsudoi.example:holidays/3 UnknownValue
            ! /tsudoi.example:holidays/4 UnknownValue
            ! /tsudoi.example:holidays/5 UnknownValue
            ! /tsudoi.example:holidays/6 UnknownValue
            ! /tsudoi.example:holidays/7 UnknownValue"#]],
    );
    check(
        r#""V:holidays":"05-01 創立記念日""#,
        expect![[r#"
        -; 
        carried tsudoi.example:holidays Text("05-01 創立記念日")
        ! /tsudoi.example:holidays WrongType(List)"#]],
    );
}

#[test]
fn no_more_days_off_are_read_than_the_settings_hold() {
    let item = |day: usize| format!(r#"{{"date":"{:04}-05-01","name":"休"}}"#, 1900 + day);
    let items: Vec<String> = (0..103).map(item).collect();
    let decoded = decoded(&format!(r#""V:holidays":[{}]"#, items.join(",")));
    let calendar = the_calendar(&decoded.collections);
    assert_eq!(calendar.facts.holidays.len(), 100);
    assert_eq!(decoded.issues.len(), 3);
    let again = decode(written(calendar).as_bytes(), &Limits::default()).expect("we wrote it");
    assert_eq!(the_calendar(&again.collections), calendar);
}

#[test]
fn days_off_given_here_and_carried_ones_are_written_as_one_list() {
    let mut there = the_calendar(&decoded(r#""V:holidays":"五月一日""#).collections).clone();
    there.facts.holidays = vec![yearly(5, 1, "創立記念日")];
    let text = written(&there);
    let again = decode(text.as_bytes(), &Limits::default()).expect("we wrote it");
    assert_eq!(the_calendar(&again.collections).facts.holidays, there.facts.holidays);
    assert_eq!(text.matches("holidays").count(), 1);
    assert!(text.contains("五月一日"), "{text}");
}

#[test]
fn a_merge_takes_what_the_file_changed_and_leaves_what_was_changed_here() {
    let moment = |day: i8| Some(UtcTime(date(2024, 4, day).at(0, 0, 0, 0)));
    let facts = |start: i8, name: &str, day: i8| CalendarFacts {
        fiscal: Some(rule(start)),
        holidays: vec![yearly(5, 1, name)],
        updated: moment(day),
        ..CalendarFacts::default()
    };
    let mut text = String::new();
    for (here, file) in [
        (facts(4, "創立", 1), facts(9, "創立記念日", 3)),
        (facts(11, "創立", 2), facts(9, "創立記念日", 3)),
        (facts(11, "開所", 2), facts(4, "創立", 3)),
        (facts(11, "開所", 2), CalendarFacts { updated: moment(3), ..CalendarFacts::default() }),
        (facts(4, "創立", 1), CalendarFacts { updated: moment(3), ..CalendarFacts::default() }),
    ] {
        let base = Some(Box::new(facts(4, "創立", 1)));
        let here = Calendar { base, ..Calendar::new(CalendarId::new("c"), here) };
        let step = merge(Some(&here), Calendar::new(CalendarId::new("c"), file));
        writeln!(text, "{} (news: {})", described(&step.after.facts), step.is_news())
            .expect("a string takes any text");
    }
    expect![[r#"
        9 First; 5/1 創立記念日 (news: true)
        11 First; 5/1 創立記念日 (news: true)
        11 First; 5/1 開所 (news: false)
        11 First; 5/1 開所 (news: false)
        -;  (news: true)
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_reader_goes_by_the_settings_then_by_what_all_shown_calendars_say() {
    let nine = calendar("nine", Some(rule(9)), &[yearly(5, 1, "創立記念日")]);
    let also_nine =
        calendar("also", Some(rule(9)), &[yearly(5, 1, "創立記念日"), yearly(7, 1, "大会")]);
    let eleven = calendar("eleven", Some(rule(11)), &[yearly(5, 1, "開所")]);
    let silent = calendar("silent", None, &[]);
    let hidden = Calendar { is_shown: false, ..eleven.clone() };
    let device: Arc<[OwnHoliday]> = [yearly(7, 1, "大会")].into();
    let mut text = String::new();
    for (set_up, calendars) in [
        (None, vec![]),
        (None, vec![&silent]),
        (None, vec![&silent, &nine]),
        (None, vec![&nine, &also_nine, &hidden]),
        (None, vec![&nine, &eleven, &also_nine]),
        (Some(rule(4)), vec![&nine]),
    ] {
        let own = own_time(set_up, &device, calendars.into_iter());
        let holidays = own.holidays.to_vec();
        let facts =
            CalendarFacts { fiscal: Some(own.fiscal), holidays, ..CalendarFacts::default() };
        writeln!(text, "{}", described(&facts)).expect("a string takes any text");
    }
    expect![[r#"
        4 First; 7/1 大会
        4 First; 7/1 大会
        9 First; 7/1 大会, 5/1 創立記念日
        9 First; 7/1 大会, 5/1 創立記念日
        4 First; 7/1 大会, 5/1 創立記念日, 5/1 開所
        4 First; 7/1 大会, 5/1 創立記念日
    "#]]
    .assert_eq(&text);
    assert!(Arc::ptr_eq(&own_time(None, &device, [&silent].into_iter()).holidays, &device));
}

proptest! {
    #[test]
    fn a_file_without_names_keeps_both(calendar in rich_calendar("c")) {
        let redacted = facts_without_names(&calendar.facts);
        prop_assert_eq!(redacted.fiscal, calendar.facts.fiscal);
        prop_assert_eq!(redacted.holidays, calendar.facts.holidays);
    }
}
