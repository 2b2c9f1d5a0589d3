//! Messages and files about a date and all that follow, at the first date of a series and at later ones.

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;

use crate::merge::notices::{check, ics, imported, occurrences, planned};
use crate::merge::series_table::changed;

const SERIES: &str = "UID:s
DTSTAMP:20260501T000000Z
DTSTART;TZID=Asia/Tokyo:20260601T090000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=4
EXDATE;TZID=Asia/Tokyo:20260603T090000
SUMMARY:会";

fn following(id: &str, start: &str, lines: &str) -> String {
    format!(
        "UID:s\nDTSTAMP:20260502T000000Z\nSEQUENCE:1\nDURATION:PT1H\nSUMMARY:会
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:{id}
DTSTART;TZID=Asia/Tokyo:{start}\n{lines}"
    )
}

fn series() -> Almanac {
    imported(&Almanac::default(), &ics("", &[SERIES]))
}

#[test]
fn at_the_first_date_all_dates_change() {
    let one = following("20260601T090000", "20260601T100000", "");
    let expected = || {
        expect![[r#"
            Updated
            2026-06-01T10:00:00 会
            2026-06-02T10:00:00 会
            2026-06-04T10:00:00 会
        "#]]
    };
    check(&series(), &ics("METHOD:REQUEST\n", &[&one]), expected());
    let in_one_file = ics("", &[SERIES, &one]);
    check(&series(), &in_one_file, expected());
    let in_two_files = ics("", &[SERIES]) + &ics("METHOD:REQUEST\n", &[&one]);
    check(&series(), &in_two_files, expected());
    check(
        &Almanac::default(),
        &in_one_file,
        expect![[r#"
            New
            2026-06-01T10:00:00 会
            2026-06-02T10:00:00 会
            2026-06-04T10:00:00 会
        "#]],
    );
}

#[test]
fn all_dates_may_move_to_other_days_and_the_same_message_again_says_nothing() {
    for (start, expected) in [
        (
            "20260602T090000",
            expect![[r#"
                Updated
                2026-06-02T09:00:00 会
                2026-06-03T09:00:00 会
                2026-06-05T09:00:00 会
            "#]],
        ),
        (
            "20260531T100000",
            expect![[r#"
                Updated
                2026-05-31T10:00:00 会
                2026-06-01T10:00:00 会
                2026-06-03T10:00:00 会
            "#]],
        ),
    ] {
        let one = following("20260601T090000", start, "");
        check(&series(), &ics("METHOD:REQUEST\n", &[&one]), expected);
    }
}

#[test]
fn all_dates_may_be_called_off_by_their_first_one() {
    let cancel = "UID:s\nDTSTAMP:20260502T000000Z\nSEQUENCE:1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260601T090000\nSTATUS:CANCELLED";
    check(
        &series(),
        &ics("METHOD:CANCEL\n", &[cancel]),
        expect![[r#"
            Cancelled
            2026-06-01T09:00:00 会 Cancelled
            2026-06-02T09:00:00 会 Cancelled
            2026-06-04T09:00:00 会 Cancelled
        "#]],
    );
}

#[test]
fn a_first_date_with_a_change_of_its_own_begins_the_series_as_the_message_says() {
    let own = "UID:s
DTSTAMP:20260501T000000Z
RECURRENCE-ID;TZID=Asia/Tokyo:20260601T090000
DTSTART;TZID=Asia/Tokyo:20260601T110000
DURATION:PT1H
SUMMARY:初回";
    let almanac = imported(&Almanac::default(), &ics("", &[SERIES, own]));
    let one = following("20260601T090000", "20260601T100000", "LOCATION:別館");
    check(
        &almanac,
        &ics("METHOD:REQUEST\n", &[&one]),
        expect![[r#"
            Updated
            2026-06-01T10:00:00 会 @別館
            2026-06-02T10:00:00 会 @別館
            2026-06-04T10:00:00 会 @別館
        "#]],
    );
}

#[test]
fn two_files_in_one_cut_the_series_at_a_later_date() {
    let one = following("20260602T090000", "20260602T100000", "");
    check(
        &Almanac::default(),
        &(ics("", &[SERIES]) + &ics("METHOD:REQUEST\n", &[&one])),
        expect![[r#"
            New New
            2026-06-01T09:00:00 会
            2026-06-02T10:00:00 会
            2026-06-04T10:00:00 会
        "#]],
    );
}

#[test]
fn what_was_changed_here_follows_into_the_part_that_a_message_cuts_off_without_a_question() {
    let mut almanac = series();
    let entry = almanac.entries().next().expect("the series").clone();
    let at = date(2026, 6, 4).at(9, 0, 0, 0);
    let event = changed(&entry.event, at, |it| it.title = "総会".to_owned());
    almanac.apply(Change::entry(event.id.clone(), Some(entry.edited(event))));
    let one = ics("METHOD:REQUEST\n", &[&following("20260602T090000", "20260602T100000", "")]);
    check(
        &almanac,
        &one,
        expect![[r#"
            Updated New
            2026-06-01T09:00:00 会
            2026-06-02T10:00:00 会
            2026-06-04T10:00:00 総会
        "#]],
    );
    let after = imported(&almanac, &one);
    assert_eq!(occurrences(&imported(&after, &one)), occurrences(&after));
    assert!(planned(&after, &one).is_nothing_new());
}
