//! What is said of a whole series is about the part that was cut off it, too.

use expect_test::expect;
use tsudoi::domain::almanac::Almanac;

use crate::merge::notices::{check, ics, imported};

const SERIES: &str = "UID:u1@google.com
DTSTAMP:20260101T000000Z
DTSTART;TZID=Asia/Tokyo:20260603T180000
DTEND;TZID=Asia/Tokyo:20260603T200000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:例会
ORGANIZER:mailto:o@x.jp
ATTENDEE;CN=田中:mailto:a@x.jp
ATTENDEE;CN=佐藤:mailto:b@x.jp";

/// Returns the series of Google that a message cut before its second date, which is at another time from then on.
fn cut(start: &str) -> Almanac {
    let change = format!(
        "UID:u1@google.com
DTSTAMP:20260110T000000Z
SEQUENCE:1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260610T180000
DTSTART;TZID=Asia/Tokyo:{start}
DURATION:PT2H
SUMMARY:例会
ORGANIZER:mailto:o@x.jp"
    );
    let series = imported(&Almanac::default(), &ics("", &[SERIES]));
    imported(&series, &ics("METHOD:REQUEST\n", &[&change]))
}

#[test]
fn a_message_about_a_whole_series_of_google_is_about_the_part_that_a_message_cut_off() {
    let later = "UID:u1@google.com\nDTSTAMP:20260120T000000Z\nSEQUENCE:2\nORGANIZER:mailto:o@x.jp";
    check(
        &cut("20260610T190000"),
        &ics("METHOD:CANCEL\n", &[&format!("{later}\nSTATUS:CANCELLED")]),
        expect![[r#"
            Cancelled Cancelled
            2026-06-03T18:00:00 例会 Cancelled 田中 Unsaid 佐藤 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 Cancelled 田中 Unsaid 佐藤 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 Cancelled 田中 Unsaid 佐藤 Unsaid  Unsaid
        "#]],
    );
    check(
        &cut("20260610T190000"),
        &ics("METHOD:CANCEL\n", &[&format!("{later}\nATTENDEE:mailto:b@x.jp")]),
        expect![[r#"
            Updated Updated
            2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 田中 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 田中 Unsaid  Unsaid
        "#]],
    );
    check(
        &cut("20260610T190000"),
        &ics("METHOD:REPLY\n", &[&format!("{later}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.jp")]),
        expect![[r#"
            Updated Updated
            2026-06-03T18:00:00 例会 田中 Accepted 佐藤 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 田中 Accepted 佐藤 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 田中 Accepted 佐藤 Unsaid  Unsaid
        "#]],
    );
}

#[test]
fn a_newer_edition_of_the_whole_series_replaces_the_part_also_if_it_was_on_another_day() {
    let whole = SERIES.replace("DTSTAMP:20260101", "SEQUENCE:3\nLOCATION:駅前\nDTSTAMP:20260125");
    for start in ["20260610T190000", "20260611T190000"] {
        check(
            &cut(start),
            &ics("METHOD:REQUEST\n", &[&whole]),
            expect![[r#"
                Updated RemovedInFile
                2026-06-03T18:00:00 例会 @駅前 田中 Unsaid 佐藤 Unsaid  Unsaid
                2026-06-10T18:00:00 例会 @駅前 田中 Unsaid 佐藤 Unsaid  Unsaid
                2026-06-17T18:00:00 例会 @駅前 田中 Unsaid 佐藤 Unsaid  Unsaid
            "#]],
        );
    }
}
