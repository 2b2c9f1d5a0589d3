//! Which zone a TZID means, which day a moment means in a series of days, and that no zone is lost on writing.

use tsudoi::format::export::Names;
use tsudoi::format::jscalendar::read::Collection;

use crate::icalendar::instances::{calendar, event, read_any_format, read_in_any_encoding, told};
use crate::icalendar::laws::{alone, lone_calendar, written};

/// A definition with one offset for ever.
fn fixed(name: &str, offset: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{offset}\n\
         TZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE"
    )
}

/// A definition with summer time from April to October, two hours apart, which no zone of the world keeps.
fn odd(name: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19701001T000000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU\n\
         TZOFFSETFROM:+0720\nTZOFFSETTO:+0520\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700401T000000\n\
         RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU\nTZOFFSETFROM:+0520\nTZOFFSETTO:+0720\nEND:DAYLIGHT\nEND:VTIMEZONE"
    )
}

fn at(name: &str, clock: &str) -> String {
    event(&format!(
        "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=\"{name}\":{clock}\nSUMMARY:例会"
    ))
}

fn check(lines: &str, expected: &str) {
    let decoded = read_in_any_encoding(calendar(lines).as_bytes());
    assert_eq!(told(&decoded), expected);
    // The same moments after writing and reading again.
    let collections: Vec<Collection> = decoded
        .collections
        .into_iter()
        .map(|one| Collection { calendar: Some(lone_calendar()), ..one })
        .collect();
    let text = written(&collections, Names::With);
    let again = read_in_any_encoding(text.as_bytes());
    assert_eq!(again.collections, collections, "{text}");
    let without = written(&collections, Names::Without);
    for text in [text, without] {
        for line in
            text.replace("\r\n ", "").lines().filter(|line| line.starts_with("DTSTART;TZID="))
        {
            let name =
                line.trim_start_matches("DTSTART;TZID=").split(':').next().unwrap_or_default();
            let name = name.trim_matches('"');
            assert!(
                text.replace("\r\n ", "").contains(&format!("TZID:{name}\r\n")),
                "{line}\n{text}"
            );
        }
    }
}

#[test]
fn a_definition_that_contradicts_its_name_counts() {
    check(
        &[
            fixed("Venezuela Standard Time", "-0400"),
            at("Venezuela Standard Time", "20100615T090000"),
        ]
        .join("\n"),
        "2010-06-15T09:00:00 Etc/GMT+4 2010-06-15T13:00:00Z 例会\n\
         ! 15 DTSTART: ICalendar(GuessedZone { name: \"Venezuela Standard Time\", taken: \"Etc/GMT+4\" })",
    );
    check(
        &[fixed("America/New_York", "-0500"), at("America/New_York", "20260715T090000")].join("\n"),
        "2026-07-15T09:00:00 America/Bogota 2026-07-15T14:00:00Z 例会\n\
         ! 15 DTSTART: ICalendar(GuessedZone { name: \"America/New_York\", taken: \"America/Bogota\" })",
    );
}

#[test]
fn a_definition_that_agrees_with_its_name_on_the_day_leaves_the_name() {
    check(
        &[fixed("America/New_York", "-0500"), at("America/New_York", "20260115T090000")].join("\n"),
        "2026-01-15T09:00:00 America/New_York 2026-01-15T14:00:00Z 例会",
    );
    // The definition begins after the event and says nothing about it.
    let late = fixed("Asia/Tokyo", "+0800").replace("19700101", "20300101");
    check(
        &[late, at("Asia/Tokyo", "20260115T090000")].join("\n"),
        "2026-01-15T09:00:00 Asia/Tokyo 2026-01-15T00:00:00Z 例会",
    );
}

#[test]
fn what_windows_shows_for_a_zone_has_its_summer_time() {
    let eastern = "(UTC-05:00) Eastern Time (US & Canada)";
    for (name, clock, expected) in [
        (eastern, "20260715T090000", "2026-07-15T09:00:00 America/New_York 2026-07-15T13:00:00Z"),
        (eastern, "20260115T090000", "2026-01-15T09:00:00 America/New_York 2026-01-15T14:00:00Z"),
        (
            "(UTC+09:00) 大阪、札幌、東京",
            "20260715T090000",
            "2026-07-15T09:00:00 Asia/Tokyo 2026-07-15T00:00:00Z",
        ),
    ] {
        check(&at(name, clock), &format!("{expected} 例会"));
    }
}

#[test]
fn a_zone_that_nobody_keeps_is_written_back_with_its_definition() {
    let name = "Our Own Time";
    let series =
        at(name, "20260715T090000").replace("SUMMARY", "RRULE:FREQ=MONTHLY;COUNT=2\nSUMMARY");
    let lines = [odd(name), series].join("\n");
    check(
        &lines,
        "2026-07-15T09:00:00 Our Own Time ? 例会\n2026-08-15T09:00:00 Our Own Time ? 例会\n\
         ! 22 DTSTART: UnknownZone { name: \"Our Own Time\" }",
    );
    let decoded = read_in_any_encoding(calendar(&lines).as_bytes());
    let one = alone(decoded.collections[0].events[0].clone());
    // The name of such a zone may be that of a person, so a file for everybody has another.
    for (names, zone) in [(Names::With, name), (Names::Without, "Zone-bed930e6")] {
        let text = written(std::slice::from_ref(&one), names).replace('\r', "");
        assert!(text.contains(&format!("\nDTSTART;TZID={zone}:20260715T090000\n")), "{text}");
        assert!(text.contains(&format!("\nTZID:{zone}\n")), "{text}");
        assert!(text.contains("\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU\n"), "{text}");
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1, "{text}");
    }
}

#[test]
fn two_zones_of_one_name_stay_two() {
    let series = |uid: &str| {
        at("Our Time", "20260715T090000")
            .replace("UID:a", &format!("UID:{uid}\nRRULE:FREQ=MONTHLY;COUNT=2"))
    };
    let read = |lines: &str| {
        read_in_any_encoding(calendar(lines).as_bytes()).collections[0].events[0].clone()
    };
    let one = read(&[odd("Our Time"), series("a")].join("\n"));
    let two = read(&[odd("Our Time").replace("0720", "0730"), series("b")].join("\n"));
    let mut both = alone(one);
    both.events.push(two);
    let text = written(&[both], Names::With).replace('\r', "");
    assert!(text.contains("\nTZID:Our Time\n") && text.contains("\nTZID:Our Time (2)\n"), "{text}");
    assert!(text.contains("\nDTSTART;TZID=Our Time (2):20260715T090000\n"), "{text}");
}

#[test]
fn a_definition_that_contradicts_a_series_is_kept_under_a_name_of_its_own() {
    let series = at("Asia/Tokyo", "20260715T090000")
        .replace("SUMMARY", "RRULE:FREQ=MONTHLY;COUNT=2\nSUMMARY");
    check(
        &[odd("Asia/Tokyo"), series].join("\n"),
        "2026-07-15T09:00:00 /Asia/Tokyo ? 例会\n2026-08-15T09:00:00 /Asia/Tokyo ? 例会\n\
         ! 22 DTSTART: UnknownZone { name: \"Asia/Tokyo\" }",
    );
}

fn days(home: &str) -> String {
    let series = event(
        "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260701\nRRULE:FREQ=DAILY;UNTIL=20260703T150000Z\n\
         EXDATE:20260701T150000Z\nSUMMARY:合宿",
    );
    format!("{home}{series}")
}

#[test]
fn a_moment_in_a_series_of_days_is_the_day_where_the_calendar_is_at_home() {
    let expected = "2026-07-01 1d 合宿\n2026-07-03 1d 合宿\n2026-07-04 1d 合宿";
    check(&days("X-WR-TIMEZONE:Asia/Tokyo\n"), expected);
    check(&days(&format!("{}\n", fixed("Asia/Tokyo", "+0900"))), expected);
    // Without a zone the moment is the midnight with which a day begins somewhere.
    check(&days(""), expected);
    let west = days("X-WR-TIMEZONE:America/New_York\n").replace("T150000Z", "T040000Z");
    check(&west, "2026-07-02 1d 合宿\n2026-07-03 1d 合宿");
}

#[test]
fn every_list_of_moments_in_a_series_of_days_is_of_days() {
    let series = event(
        "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260701\nDTEND:20260702T150000Z\n\
         RDATE:20260706T150000Z,20260708T150000Z\nSUMMARY:合宿",
    );
    let change = event(
        "UID:a\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID:20260708T150000Z\nDTSTART;VALUE=DATE:20260710\nSUMMARY:延期",
    );
    check(
        &["X-WR-TIMEZONE:Asia/Tokyo".to_owned(), series, change].join("\n"),
        "2026-07-01 2d 合宿\n2026-07-07 2d 合宿\n2026-07-10 1d 延期",
    );
    // The last second of a day is that day, and so is the last minute.
    for end in ["20260703T145959Z", "20260703T145900Z"] {
        let last = days("").replace("20260703T150000Z", end);
        check(&last, "2026-07-01 1d 合宿\n2026-07-03 1d 合宿");
    }
}

#[test]
fn a_distance_from_utc_says_the_moment() {
    let with = |start: &str| {
        event(&format!("UID:a\nDTSTAMP:20260101T000000Z\nDTSTART{start}\nSUMMARY:例会"))
    };
    check(&with(":20260824T154000-0500"), "2026-08-24T20:40:00 Etc/UTC 2026-08-24T20:40:00Z 例会");
    check(
        &with(";TZID=America/Chicago:20260824T154000-0500"),
        "2026-08-24T15:40:00 America/Chicago 2026-08-24T20:40:00Z 例会",
    );
    check(
        &with(":2026-08-24T15:40:00.000+09:00"),
        "2026-08-24T06:40:00 Etc/UTC 2026-08-24T06:40:00Z 例会",
    );
}

#[test]
fn a_time_in_utc_that_has_a_zone_is_on_the_clock_of_the_zone_and_is_named() {
    let text = event(
        "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Asia/Tokyo:20260824T154000Z\nSUMMARY:例会",
    );
    let decoded = read_in_any_encoding(calendar(&text).as_bytes());
    let expected = "2026-08-24T15:40:00 Asia/Tokyo 2026-08-24T06:40:00Z 例会";
    assert_eq!(told(&decoded), format!("{expected}\n! 7 DTSTART: ICalendar(UtcInZone)"));
}

/// Returns an event of JSCalendar 1.0 that defines its zone by itself.
fn own_zone(zone: &str, rules: &str) -> String {
    format!(
        r#"{{"@type":"Event","uid":"a","updated":"2026-01-01T00:00:00Z","title":"例会","start":"2026-07-15T09:00:00",
        "timeZone":"{zone}","recurrenceRules":[{{"@type":"RecurrenceRule","frequency":"monthly","count":2}}],
        "timeZones":{{"{zone}":{{"@type":"TimeZone","tzId":"Our Time",{rules}}}}}}}"#
    )
}

const NEW_YORK: &str = r#""standard":[{"@type":"TimeZoneRule","start":"2007-11-04T02:00:00","offsetFrom":"-0400",
    "offsetTo":"-0500","recurrenceRules":[{"@type":"RecurrenceRule","frequency":"yearly","byMonth":["11"],
    "byDay":[{"@type":"NDay","day":"su","nthOfPeriod":1}]}]}],
    "daylight":[{"@type":"TimeZoneRule","start":"2007-03-11T02:00:00","offsetFrom":"-05:00","offsetTo":"-04:00",
    "names":{"EDT":true},"recurrenceRules":[{"@type":"RecurrenceRule","frequency":"yearly","byMonth":["3"],
    "byDay":[{"@type":"NDay","day":"su","nthOfPeriod":2}]}]}]"#;

const ODD: &str = r#""standard":[{"@type":"TimeZoneRule","start":"1970-01-01T00:00:00","offsetFrom":"+0520",
    "offsetTo":"+0520"}]"#;

#[test]
fn a_zone_that_an_event_of_jscalendar_defines_is_the_zone_that_keeps_its_time() {
    let decoded = read_any_format(own_zone("/example.com/Our-Time", NEW_YORK).as_bytes());
    assert_eq!(
        told(&decoded),
        "2026-07-15T09:00:00 America/New_York 2026-07-15T13:00:00Z 例会\n\
         2026-08-15T09:00:00 America/New_York 2026-08-15T13:00:00Z 例会\n\
         ! 1 /timeZones: Older\n\
         ! 1 /timeZones: ICalendar(GuessedZone { name: \"/example.com/Our-Time\", taken: \"America/New_York\" })\n\
         ! 1 /recurrenceRules: Older\n! 1 : MissingProperty { name: \"version\" }"
    );
}

#[test]
fn a_zone_of_jscalendar_that_nobody_keeps_is_written_back_with_its_definition() {
    let decoded = read_any_format(own_zone("/example.com/Our-Time", ODD).as_bytes());
    assert_eq!(
        told(&decoded),
        "2026-07-15T09:00:00 /example.com/Our-Time ? 例会\n2026-08-15T09:00:00 /example.com/Our-Time ? 例会\n\
         ! 1 /timeZones: Older\n! 1 /recurrenceRules: Older\n\
         ! 1 /timeZone: UnknownZone { name: \"/example.com/Our-Time\" }\n\
         ! 1 : MissingProperty { name: \"version\" }"
    );
    let text = written(&[alone(decoded.collections[0].events[0].clone())], Names::With);
    let text = text.replace("\r\n ", "").replace('\r', "");
    assert!(text.contains("\nTZID:/example.com/Our-Time\n"), "{text}");
    assert!(text.contains("\nTZOFFSETTO:+0520\n"), "{text}");
    assert!(text.contains("\nDTSTART;TZID=/example.com/Our-Time:20260715T090000\n"), "{text}");
}

#[test]
fn a_series_in_utc_keeps_its_days_and_a_doubled_hour_its_moment_in_the_zone_of_the_calendar() {
    let read = |zone: &str, lines: &str| {
        let lines = event(&format!("UID:a\nDTSTAMP:20260101T000000Z\nSUMMARY:例会\n{lines}"));
        let text = calendar(&lines)
            .replace("BEGIN:VEVENT", &format!("X-WR-TIMEZONE:{zone}\r\nBEGIN:VEVENT"));
        told(&read_in_any_encoding(text.as_bytes()))
    };
    assert_eq!(
        read("Asia/Tokyo", "DTSTART:20260610T160000Z\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3"),
        "2026-06-10T16:00:00 Etc/UTC 2026-06-10T16:00:00Z 例会\n2026-06-17T16:00:00 Etc/UTC 2026-06-17T16:00:00Z 例会\n2026-06-24T16:00:00 Etc/UTC 2026-06-24T16:00:00Z 例会"
    );
    assert_eq!(
        read("America/New_York", "DTSTART:20261101T063000Z"),
        "2026-11-01T06:30:00 Etc/UTC 2026-11-01T06:30:00Z 例会"
    );
}

#[test]
fn an_all_day_event_of_outlook_is_on_its_day() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Tokyo Standard Time:20260701T000000\n\
                 DTEND;TZID=Tokyo Standard Time:20260703T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nSUMMARY:合宿";
    check(&event(lines), "2026-07-01 2d 合宿");
}

#[test]
fn a_date_in_the_hour_that_summer_time_skips_is_known_by_its_moment() {
    let daily = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=America/New_York:20260306T023000\nDURATION:PT1H
RRULE:FREQ=DAILY;COUNT=4\nSUMMARY:例会";
    let days = |text: &str| {
        let told = told(&read_in_any_encoding(calendar(text).as_bytes()));
        told.lines().map(|line| line.get(..16).unwrap_or(line).to_owned()).collect::<Vec<_>>()
    };
    let excluded = event(&format!("{daily}\nEXDATE:20260308T073000Z"));
    assert_eq!(days(&excluded), ["2026-03-06T02:30", "2026-03-07T02:30", "2026-03-09T02:30"]);
    for id in [":20260308T073000Z", ";TZID=America/New_York:20260308T033000"] {
        let moved = format!(
            "UID:a\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID{id}\nDTSTART;TZID=America/New_York:20260308T100000\nSUMMARY:例会"
        );
        let lines = [event(daily), event(&moved)].join("\n");
        assert_eq!(
            days(&lines),
            ["2026-03-06T02:30", "2026-03-07T02:30", "2026-03-08T10:00", "2026-03-09T02:30"],
            "{id}"
        );
    }
}

#[test]
fn a_series_with_a_distance_from_utc_keeps_the_days_of_that_place() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260610T020000+0900\nSUMMARY:例会\n\
                 RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2";
    check(
        &event(lines),
        "2026-06-10T02:00:00 Etc/GMT-9 2026-06-09T17:00:00Z 例会\n2026-06-17T02:00:00 Etc/GMT-9 2026-06-16T17:00:00Z 例会",
    );
}

#[test]
fn the_clocks_of_a_vcalendar_are_in_its_zone() {
    let lines = event("UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260610T180000\nSUMMARY:例会");
    let text = calendar(&lines).replace("VERSION:2.0", "VERSION:1.0\r\nTZ:-05");
    let told = told(&read_in_any_encoding(text.as_bytes()));
    assert_eq!(told, "2026-06-10T18:00:00 Etc/GMT+5 2026-06-10T23:00:00Z 例会");
}
