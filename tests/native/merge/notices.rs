//! Files that say something about one occurrence of a series change that occurrence and nothing else.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::entry::Base;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::time::Days;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::format::icalendar::read::World;
use tsudoi::import::read::{decode, incoming};
use tsudoi::merge::choices::Choices;
use tsudoi::merge::plan::{MergePlan, plan};

use crate::support::generate::merge::{options, zones};

/// Plans what a file would change.
pub(crate) fn planned(almanac: &Almanac, text: &str) -> MergePlan {
    let world = World { zones: zones(), other_text: &|_, _| None };
    let decoded = decode(text.as_bytes(), &world).expect("a file of the test");
    plan(almanac, incoming(vec![decoded]), &options())
}

/// Imports a file as it is proposed.
pub(crate) fn imported(almanac: &Almanac, text: &str) -> Almanac {
    let change = planned(almanac, text).resolve(almanac, &Choices::default());
    let mut almanac = almanac.clone();
    almanac.apply(change);
    almanac
}

/// Lists every occurrence of 2026: when, what, where, whether it takes place, and who comes.
pub(crate) fn occurrences(almanac: &Almanac) -> String {
    let window = Days { first: date(2026, 1, 1), last: date(2026, 12, 31) };
    let mut lines = Vec::new();
    for entry in almanac.entries() {
        for occurrence in within(entry, window) {
            let event = &occurrence.standalone(&BY_LAW);
            let mut line = format!("{} {}", occurrence.when.start(), event.title);
            if let Some(place) = event.venue() {
                write!(line, " @{}", place.name).expect("a string takes any text");
            }
            if event.is_cancelled() {
                write!(line, " {:?}", event.status).expect("a string takes any text");
            }
            for person in event.participants.values() {
                write!(line, " {} {:?}", person.name, person.reply)
                    .expect("a string takes any text");
            }
            line.push('\n');
            lines.push(line);
        }
    }
    lines.sort();
    lines.concat()
}

const SERIES: &str = "UID:series
DTSTAMP:20260501T000000Z
DTSTART;TZID=Asia/Tokyo:20260601T150000
DTEND;TZID=Asia/Tokyo:20260601T160000
RRULE:FREQ=DAILY;COUNT=5
SUMMARY:団体交渉
LOCATION:本館";

pub(crate) fn ics(method: &str, events: &[&str]) -> String {
    let mut text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//JA\n{method}");
    for event in events {
        write!(text, "BEGIN:VEVENT\n{event}\nEND:VEVENT\n").expect("a string takes any text");
    }
    text.push_str("END:VCALENDAR\n");
    text
}

fn series() -> Almanac {
    imported(&Almanac::default(), &ics("", &[SERIES]))
}

pub(crate) fn check(almanac: &Almanac, text: &str, expected: Expect) {
    let after = imported(almanac, text);
    let plan = planned(almanac, text);
    let classes: Vec<String> = plan.rows.iter().map(|row| format!("{:?}", row.class)).collect();
    expected.assert_eq(&format!("{}\n{}", classes.join(" "), occurrences(&after)));
    let again = planned(&after, text);
    assert!(again.is_nothing_new(), "{:?}", again.rows);
    assert!(again.resolve(&after, &Choices::default()).is_empty());
}

#[test]
fn an_update_of_one_occurrence_leaves_the_series() {
    let update = ics(
        "METHOD:REQUEST\n",
        &["UID:series
DTSTAMP:20260510T000000Z
SEQUENCE:1
RECURRENCE-ID;TZID=Asia/Tokyo:20260603T150000
DTSTART;TZID=Asia/Tokyo:20260603T160000
DTEND;TZID=Asia/Tokyo:20260603T170000
SUMMARY:団体交渉
LOCATION:本館"],
    );
    check(
        &series(),
        &update,
        expect![[r#"
        Updated
        2026-06-01T15:00:00 団体交渉 @本館
        2026-06-02T15:00:00 団体交渉 @本館
        2026-06-03T16:00:00 団体交渉 @本館
        2026-06-04T15:00:00 団体交渉 @本館
        2026-06-05T15:00:00 団体交渉 @本館
    "#]],
    );
}

#[test]
fn a_cancellation_may_consist_of_its_identity_alone() {
    let cancel = ics(
        "METHOD:CANCEL\n",
        &["UID:series
DTSTAMP:20260510T000000Z
SEQUENCE:1
RECURRENCE-ID:20260603T060000Z"],
    );
    check(
        &series(),
        &cancel,
        expect![[r#"
        Updated
        2026-06-01T15:00:00 団体交渉 @本館
        2026-06-02T15:00:00 団体交渉 @本館
        2026-06-03T15:00:00 団体交渉 @本館 Cancelled
        2026-06-04T15:00:00 団体交渉 @本館
        2026-06-05T15:00:00 団体交渉 @本館
    "#]],
    );
}

#[test]
fn moments_in_utc_and_several_occurrences_are_found_on_the_clock_of_the_series() {
    let update = ics(
        "",
        &[
            "UID:series
DTSTAMP:20260510T000000Z
RECURRENCE-ID:20260604T060000Z
DTSTART:20260604T070000Z
DTEND:20260604T080000Z
SUMMARY:団体交渉（延長）",
            "UID:series
DTSTAMP:20260511T000000Z
RECURRENCE-ID:20260602T060000Z
DTSTART:20260602T060000Z
DTEND:20260602T070000Z
SUMMARY:団体交渉
LOCATION:別館",
        ],
    );
    check(
        &series(),
        &update,
        expect![[r#"
        Updated
        2026-06-01T15:00:00 団体交渉 @本館
        2026-06-02T15:00:00 団体交渉 @別館
        2026-06-03T15:00:00 団体交渉 @本館
        2026-06-04T16:00:00 団体交渉（延長） @本館
        2026-06-05T15:00:00 団体交渉 @本館
    "#]],
    );
}

#[test]
fn jscalendar_names_the_occurrence_as_well() {
    let one = |id: &str, start: &str| {
        format!(
            r#"{{"@type":"Event","uid":"series","updated":"2026-05-10T00:00:00Z","recurrenceId":"{id}","recurrenceIdTimeZone":"Asia/Tokyo",
        "start":"{start}","timeZone":"Asia/Tokyo","duration":"PT1H","title":"団体交渉"}}"#
        )
    };
    let text = format!(
        "[{},{}]",
        one("2026-06-03T15:00:00", "2026-06-03T16:00:00"),
        one("2026-06-05T15:00:00", "2026-06-06T15:00:00")
    );
    check(
        &series(),
        &text,
        expect![[r#"
        Updated
        2026-06-01T15:00:00 団体交渉 @本館
        2026-06-02T15:00:00 団体交渉 @本館
        2026-06-03T16:00:00 団体交渉 @本館
        2026-06-04T15:00:00 団体交渉 @本館
        2026-06-06T15:00:00 団体交渉 @本館
    "#]],
    );
}

#[test]
fn an_older_notice_changes_nothing() {
    let at = |clock: &str, sequence: u8| {
        ics(
            "",
            &[&format!(
                "UID:series
DTSTAMP:20260510T000000Z
SEQUENCE:{sequence}
RECURRENCE-ID;TZID=Asia/Tokyo:20260603T150000
DTSTART;TZID=Asia/Tokyo:20260603T{clock}
DURATION:PT1H
SUMMARY:団体交渉"
            )],
        )
    };
    let newer = imported(&series(), &at("160000", 7));
    check(
        &newer,
        &at("170000", 6),
        expect![[r#"

        2026-06-01T15:00:00 団体交渉 @本館
        2026-06-02T15:00:00 団体交渉 @本館
        2026-06-03T16:00:00 団体交渉 @本館
        2026-06-04T15:00:00 団体交渉 @本館
        2026-06-05T15:00:00 団体交渉 @本館
    "#]],
    );
}

const FIRST: &str = "UID:series
DTSTAMP:20260510T000000Z
RECURRENCE-ID;TZID=Asia/Tokyo:20260603T150000
DTSTART;TZID=Asia/Tokyo:20260603T160000
DURATION:PT1H
SUMMARY:団体交渉";

#[test]
fn without_the_series_it_is_a_single_event_until_the_series_comes() {
    let alone = ics("", &[FIRST]);
    check(
        &Almanac::default(),
        &alone,
        expect![[r#"
        New
        2026-06-03T16:00:00 団体交渉
    "#]],
    );
    let second = FIRST.replace("20260603", "20260605").replace("交渉", "交渉（最終）");
    let one = imported(&Almanac::default(), &alone);
    check(
        &one,
        &ics("", &[&second]),
        expect![[r#"
        Updated
        2026-06-03T16:00:00 団体交渉
        2026-06-05T16:00:00 団体交渉（最終）
    "#]],
    );
    let both = imported(&one, &ics("", &[&second]));
    check(
        &both,
        &ics("", &[SERIES]),
        expect![[r#"
        Updated
        2026-06-01T15:00:00 団体交渉 @本館
        2026-06-02T15:00:00 団体交渉 @本館
        2026-06-03T16:00:00 団体交渉 @本館
        2026-06-04T15:00:00 団体交渉 @本館
        2026-06-05T16:00:00 団体交渉（最終） @本館
    "#]],
    );
}

#[test]
fn a_series_made_here_stays_an_event_of_this_device() {
    let mut almanac = series();
    let mut entry = almanac.entries().next().expect("the series").clone();
    entry.base = Base::Local;
    entry.news = None;
    almanac
        .apply(tsudoi::domain::almanac::change::Change::entry(entry.event.id.clone(), Some(entry)));
    let after = imported(&almanac, &ics("", &[FIRST]));
    let entry = after.entries().next().expect("the series");
    assert_eq!(entry.base, Base::Local);
    assert!(occurrences(&after).contains("2026-06-03T16:00:00"), "{}", occurrences(&after));
    assert!(planned(&after, &ics("", &[FIRST])).is_nothing_new());
}

#[test]
fn the_cancellation_of_a_whole_series_takes_nothing_else_away() {
    let cancel = ics(
        "METHOD:CANCEL\n",
        &["UID:series
DTSTAMP:20260510T000000Z
SEQUENCE:1
DTSTART;TZID=Asia/Tokyo:20260601T150000"],
    );
    check(
        &series(),
        &cancel,
        expect![[r#"
            Cancelled
            2026-06-01T15:00:00 団体交渉 @本館 Cancelled
            2026-06-02T15:00:00 団体交渉 @本館 Cancelled
            2026-06-03T15:00:00 団体交渉 @本館 Cancelled
            2026-06-04T15:00:00 団体交渉 @本館 Cancelled
            2026-06-05T15:00:00 団体交渉 @本館 Cancelled
        "#]],
    );
}
