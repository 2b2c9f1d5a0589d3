//! vCalendar 1.0, which old telephones and organisers write: rules, lists and words that iCalendar has in other forms.

use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::occurrence::{Occurrence, within};
use tsudoi::domain::time::Days;

use crate::icalendar::instances::{calendar, event, read_in_any_encoding, told};

/// Returns the days and hours of a series that starts on Tuesday 2 September 1997 at 9:00, and its faults.
fn dates(rule: &str) -> (Vec<String>, usize) {
    let lines =
        format!("UID:a\nDTSTAMP:19970101T000000Z\nDTSTART:19970902T090000\nSUMMARY:x\n{rule}");
    let text = calendar(&event(&lines)).replace("VERSION:2.0", "VERSION:1.0");
    let read = read_in_any_encoding(text.as_bytes());
    let event = read.collections.iter().flat_map(|it| &it.events).next();
    let entry = Entry::local(event.expect("it is in the file").clone(), CalendarId::new("c"));
    let window = Days { first: date(1997, 1, 1), last: date(2020, 12, 31) };
    let start = |it: Occurrence<'_>| {
        let start = it.when.start().to_string();
        start.trim_end_matches(":00").trim_end_matches("T09").to_owned()
    };
    let mut starts: Vec<String> = within(&entry, window).map(start).collect();
    starts.sort();
    (starts, read.tallies.loss_count())
}

#[test]
fn rules_of_the_old_grammar_have_their_dates() {
    let rows = [
        ("D1 #5", "1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06"),
        ("D2 19970908T000000Z", "1997-09-02 1997-09-04 1997-09-06"),
        ("D1 19970904", "1997-09-02 1997-09-03 1997-09-04"),
        ("W1", "1997-09-02 1997-09-09"),
        ("W2 #3", "1997-09-02 1997-09-16 1997-09-30"),
        ("W1 TU TH #2", "1997-09-02 1997-09-04 1997-09-09 1997-09-11"),
        ("W2 TU TH 19970919T000000Z", "1997-09-02 1997-09-04 1997-09-16 1997-09-18"),
        ("MP1 2+ TH 1- FR #4", "1997-09-02 1997-09-11 1997-09-26 1997-10-09"),
        ("MP1 1+ TU #3", "1997-09-02 1997-10-07 1997-11-04"),
        ("MD1 15 LD 1- #4", "1997-09-02 1997-09-15 1997-09-30 1997-10-15"),
        ("MD1 31 #3", "1997-09-02 1997-10-31 1997-12-31"),
        ("YM1 6 #3", "1997-09-02 1998-06-02 1999-06-02"),
        ("YM5 #2", "1997-09-02 2002-09-02"),
        ("YM1 3 MP1 4+ TU #3", "1997-09-02 1998-03-24 1999-03-23"),
        ("YD1 100 #2", "1997-09-02 1998-04-10"),
        ("D1 0900 1500 #3", "1997-09-02 1997-09-02T15 1997-09-03"),
        ("M30 #3", "1997-09-02 1997-09-02T09:30 1997-09-02T10"),
    ];
    for (rule, expected) in rows {
        let (found, losses) = dates(&format!("RRULE:{rule}"));
        assert_eq!(found.join(" "), expected, "{rule}");
        assert_eq!(losses, 0, "{rule}");
    }
    let (endless, losses) = dates("RRULE:W1 #0");
    assert_eq!((endless.len() > 1000, losses), (true, 0));
}

#[test]
fn a_rule_that_cannot_be_read_is_named() {
    for rule in ["D1 W1 TU #4", "W1 TU 1200 TH 1130 #6", "D1 0600$ #6", "once"] {
        let (found, losses) = dates(&format!("RRULE:{rule}"));
        assert_eq!((found.len(), losses), (1, 1), "{rule}");
    }
}

#[test]
fn lists_are_divided_by_semicolons() {
    let lists = "RRULE:D1 #4\nEXDATE:19970903T090000;19970904T090000\nRDATE:19970910T090000;19970912T090000";
    let (found, losses) = dates(lists);
    assert_eq!(found, ["1997-09-02", "1997-09-05", "1997-09-10", "1997-09-12"]);
    assert_eq!(losses, 0);
}

#[test]
fn summer_time_is_that_of_the_zone_that_has_it() {
    let rows = [
        ("TZ:-05", "DAYLIGHT:FALSE", "20000902T090000", "Etc/GMT+5 2000-09-02T14:00:00Z"),
        (
            "TZ:-05",
            "DAYLIGHT:TRUE;-04;19970406T020000;19971026T020000;EST;EDT",
            "20000902T090000",
            "America/New_York 2000-09-02T13:00:00Z",
        ),
        (
            "TZ:+01:00",
            "DAYLIGHT:TRUE;+02;20240331T020000;20241027T030000;CET;CEST",
            "20240702T090000",
            "Europe/Berlin 2024-07-02T07:00:00Z",
        ),
        // Nobody has such a summer time.
        ("TZ:+09", "DAYLIGHT:TRUE;+10;20240501T000000;20240801T000000;A;B", "20240702T090000", "-"),
    ];
    for (zone, summer, start, expected) in rows {
        let lines = event(&format!("UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:{start}\nSUMMARY:x"));
        let lines = format!("{zone}\n{summer}\n{lines}");
        let text = calendar(&lines).replace("VERSION:2.0", "VERSION:1.0");
        let told = told(&read_in_any_encoding(text.as_bytes()));
        assert!(told.ends_with(&format!(" {expected} x")), "{told}");
    }
}

#[test]
fn words_have_the_meaning_of_their_version() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260902T090000\nSUMMARY:x\nCATEGORIES:MEETING;BUSINESS\nTRANSP:1";
    let new = calendar(&event(lines));
    let old = new.replace("VERSION:2.0", "VERSION:1.0");
    for (text, words, is_free) in
        [(old, vec!["BUSINESS", "MEETING"], true), (new, vec!["MEETING;BUSINESS"], false)]
    {
        let read = read_in_any_encoding(text.as_bytes());
        let event = &read.collections[0].events[0];
        let found: Vec<&str> = event.keywords.iter().map(String::as_str).collect();
        assert_eq!(found, words);
        assert_eq!(event.foreign.get("freeBusyStatus").is_some(), is_free);
        assert_eq!(read.tallies.loss_count(), 0, "{}", told(&read));
    }
}
