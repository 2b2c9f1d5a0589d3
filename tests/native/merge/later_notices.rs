//! A second, newer message about one date: it counts, also where no file is remembered that both sides know.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::Event;
use tsudoi::domain::time::UtcTime;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::preview::{Class, Refusal};

use crate::merge::notices::{ics, imported, occurrences, planned};
use crate::merge::series_table::changed;

const SERIES: &str = "UID:s
DTSTAMP:20260501T000000Z
DTSTART;TZID=Asia/Tokyo:20260601T090000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=3
SUMMARY:会";

/// A message about the second date.
fn message(method: &str, sequence: u8, lines: &str) -> String {
    let event = format!(
        "UID:s\nDTSTAMP:2026050{}T000000Z\nSEQUENCE:{sequence}
RECURRENCE-ID;TZID=Asia/Tokyo:20260602T090000\nDURATION:PT1H\nSUMMARY:会\n{lines}",
        sequence + 1
    );
    ics(&format!("METHOD:{method}\n"), &[&event])
}

fn moved() -> String {
    message("REQUEST", 1, "DTSTART;TZID=Asia/Tokyo:20260602T140000")
}

fn moved_again() -> String {
    message("REQUEST", 2, "DTSTART;TZID=Asia/Tokyo:20260602T160000")
}

fn cancelled() -> String {
    message("CANCEL", 2, "DTSTART;TZID=Asia/Tokyo:20260602T140000\nSTATUS:CANCELLED")
}

/// Returns the almanac with its only entry changed.
fn with(mut almanac: Almanac, change: impl Fn(Entry) -> Entry) -> Almanac {
    let entry = change(almanac.entries().next().expect("the series").clone());
    almanac.apply(Change::entry(entry.event.id.clone(), Some(entry)));
    almanac
}

/// Returns the almanac as if no file was remembered.
pub(crate) fn forgotten(almanac: Almanac) -> Almanac {
    let mut change = Change::default();
    for entry in almanac.entries() {
        let entry = Entry { base: Base::Local, ..entry.clone() };
        change.entries.insert(entry.event.id.clone(), Some(entry));
    }
    let mut almanac = almanac;
    almanac.apply(change);
    almanac
}

fn series() -> Almanac {
    imported(&Almanac::default(), &ics("", &[SERIES]))
}

fn check(almanac: &Almanac, text: &str, expected: Expect) {
    let plan = planned(almanac, text);
    let mut said = String::new();
    for row in (0..plan.rows.len()).filter_map(|at| plan.row(almanac, at)) {
        writeln!(said, "{:?}", row.class).expect("text");
        for conflict in row.conflicts {
            writeln!(said, "{}: {:?}", conflict.field.slug(), conflict.default).expect("text");
        }
    }
    let after = imported(almanac, text);
    expected.assert_eq(&format!("{said}{}", occurrences(&after)));
    assert!(planned(&after, text).is_nothing_new());
}

#[test]
fn a_newer_message_about_a_date_counts_with_and_without_a_base() {
    let first = imported(&series(), &moved());
    let by_file = SERIES.replace("RRULE", "X-A");
    let by_file = by_file.replace("0601T09", "0602T14").replace("0501", "0502");
    let whole = ics(
        "",
        &[SERIES, &format!("{by_file}\nSEQUENCE:1\nRECURRENCE-ID;TZID=Asia/Tokyo:20260602T090000")],
    );
    let by_file = imported(&Almanac::default(), &whole);
    for almanac in [first.clone(), forgotten(first), forgotten(by_file)] {
        check(
            &almanac,
            &cancelled(),
            expect![[r#"
                Updated
                2026-06-01T09:00:00 会
                2026-06-02T14:00:00 会 Cancelled
                2026-06-03T09:00:00 会
            "#]],
        );
        check(
            &almanac,
            &moved_again(),
            expect![[r#"
                Updated
                2026-06-01T09:00:00 会
                2026-06-02T16:00:00 会
                2026-06-03T09:00:00 会
            "#]],
        );
        let later = imported(&almanac, &cancelled());
        assert!(planned(&later, &moved()).is_nothing_new());
    }
}

#[test]
fn a_series_of_this_device_stays_one_after_several_messages() {
    let almanac = imported(&imported(&forgotten(series()), &moved()), &cancelled());
    let bases: Vec<&Base> = almanac.entries().map(|entry| &entry.base).collect();
    assert_eq!(bases, [&Base::Local]);
}

#[test]
fn what_was_edited_here_since_the_last_message_is_asked_and_the_newer_message_has_it() {
    let edit = |event: &Event| {
        let second = date(2026, 6, 2).at(9, 0, 0, 0);
        let mut event = changed(event, second, |it| {
            it.when = it.when.moved_to(second.with().hour(11).build().expect("a time"));
        });
        event.revision.updated = Some(UtcTime(date(2026, 5, 2).at(12, 0, 0, 0)));
        event
    };
    let edited = |almanac| {
        with(almanac, |entry| {
            let event = edit(&entry.event);
            entry.edited(event)
        })
    };
    for almanac in [imported(&series(), &moved()), series()] {
        for almanac in [edited(almanac.clone()), forgotten(edited(almanac))] {
            check(
                &almanac,
                &moved_again(),
                expect![[r#"
                    Conflicting
                    recurrenceOverrides/2026-06-02T09:00:00/when: Theirs
                    2026-06-01T09:00:00 会
                    2026-06-02T16:00:00 会
                    2026-06-03T09:00:00 会
                "#]],
            );
        }
    }
}

#[test]
fn a_message_about_a_date_that_the_moved_series_does_not_have_is_named() {
    let moved = with(forgotten(series()), |mut entry| {
        entry.event.when = entry.event.when.moved_to(date(2026, 6, 11).at(9, 0, 0, 0));
        entry
    });
    let answer = message("REPLY", 2, "ATTENDEE;PARTSTAT=DECLINED:mailto:a@example.jp");
    let change = message("REQUEST", 2, "DTSTART;TZID=Asia/Tokyo:20260604T140000");
    for text in [cancelled(), answer, change] {
        let plan = planned(&moved, &text);
        let row = plan.row(&moved, 0).expect("the message");
        assert_eq!((plan.rows.len(), row.refusal), (1, Some(Refusal::NoSuchDate)));
        assert!(plan.resolve(&moved, &Choices::default()).is_empty());
    }
    // What a base knows is found, and what was called off before needs no words.
    assert!(planned(&series(), &cancelled()).rows.iter().all(|row| row.class != Class::Refused));
    let off = imported(&series(), &cancelled());
    assert!(planned(&forgotten(off), &cancelled()).rows.is_empty());
}

#[test]
fn a_message_may_name_a_date_by_the_time_to_which_it_was_moved() {
    let by_new_time = cancelled().replace("T090000\nDUR", "T140000\nDUR");
    assert_ne!(by_new_time, cancelled());
    for almanac in [imported(&series(), &moved()), forgotten(imported(&series(), &moved()))] {
        check(
            &almanac,
            &by_new_time,
            expect![[r#"
                Updated
                2026-06-01T09:00:00 会
                2026-06-02T14:00:00 会 Cancelled
                2026-06-03T09:00:00 会
            "#]],
        );
    }
    // The series is at that time on another day.
    let to_next_day = moved().replace("0602T14", "0605T09");
    let by_new_day = cancelled().replace("0602T09", "0605T09");
    check(
        &imported(&series(), &to_next_day),
        &by_new_day,
        expect![[r#"
            Updated
            2026-06-01T09:00:00 会
            2026-06-03T09:00:00 会
            2026-06-05T09:00:00 会 Cancelled
        "#]],
    );
}
