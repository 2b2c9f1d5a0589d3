//! Rules that programs write in their own ways: what each one is expanded to, what is said about it, and that it comes
//! back as it was.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::series::unexpanded::unexpanded;
use tsudoi::domain::time::Days;
use tsudoi::format::export::Names;
use tsudoi::format::jscalendar::read::Decoded;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;

use crate::icalendar::corpora::read;
use crate::icalendar::instances::read_any_format;
use crate::icalendar::laws::written;

const CALENDAR: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nNAME:見本\nUID:cal\n";

fn shown(decoded: &Decoded) -> String {
    let mut out = String::new();
    for event in decoded.collections.iter().flat_map(|it| &it.events) {
        let entry = Entry::local(event.clone(), CalendarId::new("c"));
        let window = Days { first: date(2026, 1, 1), last: date(2027, 12, 31) };
        let mut found: Vec<_> = within(&entry, window).take(20).collect();
        found.sort_by(|one, next| one.order().cmp(&next.order()));
        let days = found.iter().map(|it| {
            let start = it.when.start();
            format!("{}/{} {:02}:{:02}", start.month(), start.day(), start.hour(), start.minute())
        });
        let days = days.take(7).collect::<Vec<_>>().join(", ");
        writeln!(out, "{}: {days}", event.title).expect("text");
        for rule in unexpanded(event) {
            writeln!(out, "  not expanded: {rule}").expect("text");
        }
    }
    for issue in &decoded.issues {
        writeln!(out, "  line {} {:?}", issue.line.unwrap_or(0), issue.reason).expect("text");
    }
    out
}

/// Reads it, writes it in both formats, and reads it again: nothing is lost.
fn check_round_trips(decoded: &Decoded) {
    let text = written(&decoded.collections, Names::With);
    let again = read(text.as_bytes()).expect("readable");
    assert_eq!(again.collections, decoded.collections, "{text}");
    for event in decoded.collections.iter().flat_map(|it| &it.events) {
        let json = encode_event(event);
        let again = json_events(&json);
        assert_eq!(again, std::slice::from_ref(event), "{json}");
    }
}

fn json_events(text: &str) -> Vec<Event> {
    let decoded = tsudoi::format::jscalendar::read::decode(text.as_bytes(), &Limits::default());
    decoded.expect("readable").collections.into_iter().flat_map(|it| it.events).collect()
}

pub(crate) fn check_ics(events: &[&str], expect: Expect) {
    let mut out = String::new();
    for lines in events {
        let event = |lines: &str| {
            format!(
                "BEGIN:VEVENT\nUID:e@a.example\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VEVENT\n"
            )
        };
        let all: String = lines.split("\n+\n").map(event).collect();
        let text = format!("{CALENDAR}{all}END:VCALENDAR\n");
        let decoded = read(text.as_bytes()).expect("readable");
        check_round_trips(&decoded);
        out.push_str(&shown(&decoded));
    }
    expect.assert_eq(&out);
}

fn check_json(rules: &[&str], expect: Expect) {
    let mut out = String::new();
    for fields in rules {
        let text = format!(
            r#"{{"@type":"Event","version":"2.0","uid":"e","updated":"2026-01-01T00:00:00Z","title":"e",
            "start":"2026-01-31T18:00:00",{fields}}}"#
        );
        let decoded = tsudoi::format::jscalendar::read::decode(text.as_bytes(), &Limits::default());
        let decoded = decoded.expect("readable");
        for event in decoded.collections.iter().flat_map(|it| &it.events) {
            assert_eq!(json_events(&encode_event(event)), std::slice::from_ref(event));
        }
        out.push_str(&shown(&decoded));
    }
    expect.assert_eq(&out);
}

#[test]
fn days_that_do_not_exist_go_where_skip_says() {
    check_ics(
        &[
            "SUMMARY:omit\nDTSTART:20260131T180000\nRRULE:FREQ=MONTHLY;COUNT=3",
            "SUMMARY:back\nDTSTART:20260131T180000\nRRULE:RSCALE=GREGORIAN;SKIP=BACKWARD;FREQ=MONTHLY;COUNT=3",
            "SUMMARY:on\nDTSTART:20260131T180000\nRRULE:RSCALE=GREGORIAN;SKIP=FORWARD;FREQ=MONTHLY;COUNT=4",
            "SUMMARY:both\nDTSTART:20260130T180000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=30,31;SKIP=BACKWARD;COUNT=5",
        ],
        expect![[r#"
            omit: 1/31 18:00, 3/31 18:00, 5/31 18:00
            back: 1/31 18:00, 2/28 18:00, 3/31 18:00
            on: 1/31 18:00, 3/1 18:00, 3/31 18:00, 5/1 18:00
            both: 1/30 18:00, 1/31 18:00, 2/28 18:00, 3/30 18:00, 3/31 18:00
        "#]],
    );
    check_json(
        &[
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"monthly","count":3,"skip":"backward"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"monthly","count":4,"skip":"forward","rscale":"gregorian"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"yearly","byYearDay":[366],"count":3,"skip":"backward"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","count":3,"skip":"forward"}"#,
        ],
        expect![[r#"
            e: 1/31 18:00, 2/28 18:00, 3/31 18:00
            e: 1/31 18:00, 3/1 18:00, 3/31 18:00, 5/1 18:00
            e: 1/31 18:00, 12/31 18:00, 12/31 18:00
            e: 1/31 18:00, 2/7 18:00, 2/14 18:00
        "#]],
    );
}

#[test]
fn what_programs_write_for_nothing_is_nothing() {
    check_ics(
        &[
            "SUMMARY:macOS\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;COUNT=0;UNTIL=20260120T000000",
            "SUMMARY:Tasks\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;INTERVAL=0;COUNT=2",
            "SUMMARY:empty\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;BYDAY=;COUNT=2",
            "SUMMARY:leap second\nDTSTART:20260105T180059\nRRULE:FREQ=WEEKLY;BYSECOND=60;COUNT=2",
        ],
        expect![[r#"
            macOS: 1/5 18:00, 1/12 18:00, 1/19 18:00
            Tasks: 1/5 18:00, 1/12 18:00
            empty: 1/5 18:00, 1/12 18:00
            leap second: 1/5 18:00, 1/12 18:00
        "#]],
    );
    check_json(
        &[
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","count":0,"until":"2026-02-08T00:00:00"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","interval":0,"count":2}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"WEEKLY","byDay":[{"day":"SA"}],"until":null,"byMonth":[],"count":2}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"yearly","byMonth":[1,5],"count":3}"#,
        ],
        expect![[r#"
            e: 1/31 18:00, 2/7 18:00
              line 1 LooseRule
            e: 1/31 18:00, 2/7 18:00
              line 1 LooseRule
            e: 1/31 18:00, 2/7 18:00
              line 1 LooseRule
            e: 1/31 18:00, 5/31 18:00, 1/31 18:00
              line 1 LooseRule
        "#]],
    );
}

#[test]
fn of_two_ends_the_earlier_one_counts() {
    check_ics(
        &[
            "SUMMARY:count\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20260301T000000",
            "SUMMARY:until\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;COUNT=9;UNTIL=20260119T180000",
        ],
        expect![[r#"
            count: 1/5 18:00, 1/12 18:00
              line 5 TwoEnds
            until: 1/5 18:00, 1/12 18:00, 1/19 18:00
              line 5 TwoEnds
        "#]],
    );
    check_json(
        &[
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","count":2,"until":"2026-03-08T00:00:00"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","count":9,"until":"2026-02-01T18:00:00"}"#,
        ],
        expect![[r#"
            e: 1/31 18:00, 2/1 18:00
              line 1 TwoEnds
            e: 1/31 18:00, 2/1 18:00
              line 1 TwoEnds
        "#]],
    );
}

#[test]
fn the_end_of_a_rule_may_be_a_day_or_a_moment() {
    check_json(
        &[
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","until":"2026-02-02"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","until":"2026-02-02T18:00:00Z"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","count":9,"until":"2026-02-02"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","until":"2026-02"}"#,
        ],
        expect![[r#"
            e: 1/31 18:00, 2/1 18:00, 2/2 18:00
              line 1 LooseRule
            e: 1/31 18:00, 2/1 18:00, 2/2 18:00
              line 1 LooseRule
            e: 1/31 18:00, 2/1 18:00, 2/2 18:00
              line 1 TwoEnds
              line 1 LooseRule
            e: 1/31 18:00
              not expanded: frequency: daily, until: 2026-02
              line 1 RuleNotExpanded { part: "until" }
        "#]],
    );
}

#[test]
fn a_moment_that_ends_a_rule_is_read_on_the_clock_of_the_event() {
    // 18:00 in Tokyo is 09:00 in UTC.
    for (until, count) in
        [("2026-02-02T09:00:00Z", 3), ("2026-02-02T08:59:59Z", 2), ("2026-02-02", 3)]
    {
        let text = format!(
            r#"{{"@type":"Event","version":"2.0","uid":"e","updated":"2026-01-01T00:00:00Z","title":"e",
            "start":"2026-01-31T18:00:00","timeZone":"Asia/Tokyo",
            "recurrenceRule":{{"@type":"RecurrenceRule","frequency":"daily","until":"{until}"}}}}"#
        );
        let decoded = read_any_format(text.as_bytes());
        let entry = Entry::local(decoded.collections[0].events[0].clone(), CalendarId::new("c"));
        let window = Days { first: date(2026, 1, 1), last: date(2026, 12, 31) };
        assert_eq!(within(&entry, window).count(), count, "{until}");
    }
}

#[test]
fn rules_that_exclude_exclude() {
    check_ics(
        &[
            "SUMMARY:weekdays\nDTSTART:20260102T180000\nRRULE:FREQ=DAILY;COUNT=6\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU",
            "SUMMARY:first\nDTSTART:20260102T180000\nRRULE:FREQ=DAILY;COUNT=6\nEXRULE:FREQ=DAILY;COUNT=2",
            "SUMMARY:added\nDTSTART:20260102T180000\nRRULE:FREQ=WEEKLY;COUNT=4\nEXRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260110T180000\nRDATE:20260103T100000",
        ],
        expect![[r#"
            weekdays: 1/2 18:00, 1/5 18:00, 1/6 18:00, 1/7 18:00
            first: 1/4 18:00, 1/5 18:00, 1/6 18:00, 1/7 18:00
            added: 1/3 10:00, 1/9 18:00, 1/16 18:00, 1/23 18:00
        "#]],
    );
    check_json(
        &[
            r#""recurrenceRules":[{"@type":"RecurrenceRule","frequency":"daily","count":5}],"excludedRecurrenceRules":[{"@type":"RecurrenceRule","frequency":"weekly","byDay":[{"@type":"NDay","day":"su"}]}]"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","count":5},"excludedRecurrenceRules":[{"@type":"RecurrenceRule","frequency":"daily","interval":2}],"recurrenceOverrides":{"2026-02-02T18:00:00":{"title":"own"}}"#,
        ],
        expect![[r#"
            e: 1/31 18:00, 2/2 18:00, 2/3 18:00, 2/4 18:00
              line 1 Older
              line 1 Older
            e: 2/1 18:00, 2/2 18:00, 2/3 18:00
              line 1 Older
        "#]],
    );
}

#[test]
fn what_is_not_expanded_is_named_and_kept() {
    check_ics(
        &[
            "SUMMARY:other calendar\nDTSTART:20260105T180000\nRRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;SKIP=FORWARD",
            "SUMMARY:thirteenth month\nDTSTART:20260105T180000\nRRULE:FREQ=YEARLY;BYMONTH=13",
            "SUMMARY:day 32\nDTSTART:20260105T180000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=32",
            "SUMMARY:hour 24\nDTSTART:20260105T180000\nRRULE:FREQ=DAILY;BYHOUR=24",
            "SUMMARY:numbered weekday\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;BYDAY=1MO",
            "SUMMARY:unknown part\nDTSTART:20260105T180000\nRRULE:FREQ=YEARLY;BYEASTER=0",
            "SUMMARY:unknown frequency\nDTSTART:20260105T180000\nRRULE:FREQ=FORTNIGHTLY",
            "SUMMARY:second rule\nDTSTART:20260105T180000\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2",
            "SUMMARY:excluding\nDTSTART:20260105T180000\nRRULE:FREQ=DAILY;COUNT=2\nEXRULE:FREQ=YEARLY;BYEASTER=0",
        ],
        expect![[r#"
            other calendar: 1/5 18:00
              not expanded: byMonth: 5L, frequency: yearly, rscale: hebrew, skip: forward
              line 5 RuleNotExpanded { part: "rscale" }
            thirteenth month: 1/5 18:00
              not expanded: byMonth: 13, frequency: yearly
              line 5 RuleNotExpanded { part: "byMonth" }
            day 32: 1/5 18:00
              not expanded: byMonthDay: 32, frequency: monthly
              line 5 RuleNotExpanded { part: "byMonthDay" }
            hour 24: 1/5 18:00
              not expanded: byHour: 24, frequency: daily
              line 5 RuleNotExpanded { part: "byHour" }
            numbered weekday: 1/5 18:00
              not expanded: byDay: day: mo, nthOfPeriod: 1, frequency: weekly
              line 5 RuleNotExpanded { part: "byDay" }
            unknown part: 1/5 18:00
              not expanded: RRULE:FREQ=YEARLY;BYEASTER=0
              line 10 RuleNotExpanded { part: "BYEASTER=0" }
            unknown frequency: 1/5 18:00
              not expanded: frequency: fortnightly
              line 5 RuleNotExpanded { part: "frequency" }
            second rule: 1/5 18:00, 1/6 18:00
              not expanded: RRULE:FREQ=WEEKLY;COUNT=2
              line 11 ICalendar(ExtraRule)
            excluding: 1/5 18:00, 1/6 18:00
              not expanded: EXRULE:FREQ=YEARLY;BYEASTER=0
              line 11 RuleNotExpanded { part: "BYEASTER=0" }
        "#]],
    );
    check_json(
        &[
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"yearly","rscale":"chinese"}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"yearly","byMonth":["13"]}"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","example.com:moon":"full"}"#,
            r#""recurrenceRules":[{"@type":"RecurrenceRule","frequency":"daily","count":2},{"@type":"RecurrenceRule","frequency":"weekly"}]"#,
            r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"daily","count":2},"excludedRecurrenceRules":[{"@type":"RecurrenceRule","frequency":"daily","byHour":[24]}]"#,
        ],
        expect![[r#"
            e: 1/31 18:00
              not expanded: frequency: yearly, rscale: chinese
              line 1 RuleNotExpanded { part: "rscale" }
            e: 1/31 18:00
              not expanded: byMonth: 13, frequency: yearly
              line 1 RuleNotExpanded { part: "byMonth" }
            e: 1/31 18:00
              not expanded: example.com:moon: full, frequency: daily
              line 1 RuleNotExpanded { part: "example.com:moon" }
            e: 1/31 18:00, 2/1 18:00
              not expanded: frequency: weekly
              line 1 Older
              line 1 RuleNotExpanded { part: "recurrenceRules" }
            e: 1/31 18:00, 2/1 18:00
              not expanded: byHour: 24, frequency: daily
              line 1 Older
              line 1 RuleNotExpanded { part: "byHour" }
        "#]],
    );
}

#[test]
fn a_change_of_all_that_follow_divides_the_series() {
    check_ics(
        &[
            "SUMMARY:base\nDTSTART:20260105T180000\nDTEND:20260105T190000\nRRULE:FREQ=WEEKLY;COUNT=5\n+\n\
             SUMMARY:later\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T180000\nDTSTART:20260119T190000\nDTEND:20260119T200000",
            "SUMMARY:base\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY;COUNT=6\nEXDATE:20260126T180000\n+\n\
             SUMMARY:base\nRECURRENCE-ID:20260202T180000\nDTSTART:20260203T100000\n+\n\
             SUMMARY:Tuesdays\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T180000\nDTSTART:20260120T180000",
            "SUMMARY:base\nDTSTART:20260105T180000\nRRULE:FREQ=WEEKLY\n+\n\
             SUMMARY:third\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260202T180000\nDTSTART:20260202T180000\n+\n\
             SUMMARY:second\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T180000\nDTSTART:20260119T180000",
            "SUMMARY:base\nDTSTART:20260105T180000\nRRULE:FREQ=YEARLY;BYEASTER=0\n+\n\
             SUMMARY:cannot\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T180000\nDTSTART:20260119T190000",
        ],
        expect![[r#"
            base: 1/5 18:00, 1/12 18:00
            later: 1/19 19:00, 1/26 19:00, 2/2 19:00
            base: 1/5 18:00, 1/12 18:00
            Tuesdays: 1/20 18:00, 2/3 10:00, 2/10 18:00
            base: 1/5 18:00, 1/12 18:00
            second: 1/19 18:00, 1/26 18:00
            third: 2/2 18:00, 2/9 18:00, 2/16 18:00, 2/23 18:00, 3/2 18:00, 3/9 18:00, 3/16 18:00
            base: 1/5 18:00, 1/19 19:00
              not expanded: RRULE:FREQ=YEARLY;BYEASTER=0
              line 10 RuleNotExpanded { part: "BYEASTER=0" }
              line 16 ICalendar(ThisAndFuture)
        "#]],
    );
}

#[test]
fn one_occurrence_of_a_series_has_no_rule_of_its_own() {
    let id = r#""recurrenceId":"2026-01-31T18:00:00""#;
    let rule = r#"{"@type":"RecurrenceRule","frequency":"weekly","count":3}"#;
    let fields = format!(r#"{id},"recurrenceRule":{rule}"#);
    let before = format!(r#""recurrenceRules":[{rule}],"excludedRecurrenceRules":[{rule}],{id}"#);
    check_json(
        &[&fields, &before],
        expect![[r#"
            e: 1/31 18:00
              line 1 RuleNotExpanded { part: "recurrenceId" }
            e: 1/31 18:00
              not expanded: count: 3, frequency: weekly
              line 1 RuleNotExpanded { part: "recurrenceId" }
              line 1 RuleNotExpanded { part: "recurrenceId" }
        "#]],
    );
}
