//! Single dates of a series that got another zone, another kind of time or another rule on the other side.

use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, When};
use tsudoi::merge::event::conflict::Sides;
use tsudoi::merge::event::merge;

use crate::icalendar::corpora::read;
use crate::merge::notices::ics;

fn event(lines: &str) -> Event {
    let text = ics("", &[&format!("UID:s\nDTSTAMP:20261001T000000Z\nSUMMARY:会\n{lines}")]);
    let decoded = read(text.as_bytes()).expect("a calendar");
    decoded.collections.into_iter().next().expect("one").events.remove(0)
}

/// Returns the dates of the outcome in November, with their zones if they are timed, and the number of conflicts.
fn merged(base: &str, ours: &str, theirs: &str) -> (Vec<String>, usize) {
    let outcome = merge(Some(&event(base)), &event(ours), &event(theirs), Sides::default());
    let entry = Entry::local(outcome.event, CalendarId::new("c"));
    let days = Days { first: date(2026, 11, 1), last: date(2027, 3, 31) };
    let mut dates: Vec<String> = within(&entry, days)
        .map(|it| match it.standalone(&BY_LAW).when {
            When::Timed(timed) => {
                let zone = timed.zone.map(|zone| zone.0.to_string()).unwrap_or_default();
                format!("{} {zone}", timed.start.strftime("%m-%d %H:%M"))
            }
            other @ (When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. }) => {
                other.start().strftime("%m-%d").to_string()
            }
        })
        .collect();
    dates.sort();
    (dates, outcome.conflicts.len())
}

const TOKYO: &str =
    "DTSTART;TZID=Asia/Tokyo:20261105T180000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=3";
const NEW_YORK: &str =
    "DTSTART;TZID=America/New_York:20261105T040000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=3";
const DAYS: &str = "DTSTART;VALUE=DATE:20261105\nRRULE:FREQ=WEEKLY;COUNT=3";

/// Moves the second date of a series.
fn with_moved(series: &str, at: &str, to: &str) -> String {
    format!(
        "{series}\nEND:VEVENT\nBEGIN:VEVENT\nUID:s\nDTSTAMP:20261001T000000Z\nSUMMARY:会\nRECURRENCE-ID{at}\nDTSTART{to}"
    )
}

#[test]
fn a_date_that_was_moved_or_added_keeps_its_moment_when_the_series_gets_another_zone() {
    let zone = ";TZID=Asia/Tokyo:";
    let moved =
        with_moved(TOKYO, &format!("{zone}20261112T180000"), &format!("{zone}20261113T190000"));
    let expected =
        ["11-05 04:00 America/New_York", "11-13 19:00 Asia/Tokyo", "11-19 04:00 America/New_York"];
    for (ours, theirs) in [(NEW_YORK, moved.as_str()), (&moved, NEW_YORK)] {
        let (dates, conflicts) = merged(TOKYO, ours, theirs);
        assert_eq!((dates.as_slice(), conflicts), (expected.map(str::to_owned).as_slice(), 0));
    }
    let added = format!("{TOKYO}\nRDATE{zone}20261224T180000");
    let (dates, _) = merged(TOKYO, NEW_YORK, &added);
    assert_eq!(dates.last().map(String::as_str), Some("12-24 18:00 Asia/Tokyo"));
    // On the same clock nothing is said of the zone.
    let japan = TOKYO.replace("Asia/Tokyo", "Japan");
    assert_eq!(merged(TOKYO, &japan, &added).0.len(), 4);
}

#[test]
fn a_day_that_was_moved_or_added_gets_the_time_of_the_series() {
    let moved = with_moved(DAYS, ";VALUE=DATE:20261112", ";VALUE=DATE:20261114");
    let added = format!("{DAYS}\nRDATE;VALUE=DATE:20261224");
    for (one, last) in [(&moved, "11-19 18:00 Asia/Tokyo"), (&added, "12-24 18:00 Asia/Tokyo")] {
        for (ours, theirs) in [(TOKYO, one.as_str()), (one, TOKYO)] {
            let (dates, conflicts) = merged(DAYS, ours, theirs);
            assert_eq!((dates.last().map(String::as_str), conflicts), (Some(last), 0));
            assert!(dates.iter().all(|date| date.contains("18:00")), "{dates:?}");
        }
    }
    // And the other way round.
    let zone = ";TZID=Asia/Tokyo:";
    let moved =
        with_moved(TOKYO, &format!("{zone}20261112T180000"), &format!("{zone}20261114T180000"));
    assert_eq!(
        merged(TOKYO, DAYS, &moved),
        (["11-05", "11-14", "11-19"].map(str::to_owned).to_vec(), 0)
    );
}

#[test]
fn a_date_that_was_called_off_stays_so_under_another_rule() {
    let twice = |start: &str, days: &str| {
        format!(
            "DTSTART;TZID=Asia/Tokyo:{start}\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=8;BYDAY={days}"
        )
    };
    let (before, after) = (twice("20261102T180000", "MO,TH"), twice("20261103T180000", "TU,TH"));
    let later = twice("20261103T190000", "TU,TH");
    let off = format!("{before}\nEXDATE;TZID=Asia/Tokyo:20261119T180000");
    for after in [after, later] {
        for (ours, theirs) in [(&off, &after), (&after, &off)] {
            let (dates, conflicts) = merged(&before, ours, theirs);
            assert!(!dates.iter().any(|date| date.starts_with("11-19")), "{dates:?}");
            assert_eq!((dates.len(), conflicts), (7, 0), "{dates:?}");
        }
    }
    // The third meeting stays the third one, though the first one is on the same day by chance.
    let by_day = |rule: &str| {
        format!(
            "DTSTART;TZID=Asia/Tokyo:20261105T180000\nDURATION:PT2H\nRRULE:FREQ=MONTHLY;COUNT=4;{rule}"
        )
    };
    let (fifth, thursday) = (by_day("BYMONTHDAY=5"), by_day("BYDAY=1TH"));
    let off = format!("{fifth}\nEXDATE;TZID=Asia/Tokyo:20270105T180000");
    let (dates, conflicts) = merged(&fifth, &off, &thursday);
    let expected = ["02-04 18:00 Asia/Tokyo", "11-05 18:00 Asia/Tokyo", "12-03 18:00 Asia/Tokyo"];
    assert_eq!((dates.as_slice(), conflicts), (expected.map(str::to_owned).as_slice(), 0));
}
