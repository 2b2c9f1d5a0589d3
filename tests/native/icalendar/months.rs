//! Rules that iCalendar and JSCalendar understand in different ways fall on the same days in both.

use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::time::Days;
use tsudoi::format::export::Names;

use crate::icalendar::instances::{calendar, event, read_any_format, read_in_any_encoding};
use crate::icalendar::laws::{alone, written};

/// Returns the days of the first years of an event.
fn days(event: &Event) -> String {
    let entry = Entry::local(event.clone(), CalendarId::new("c"));
    let window = Days { first: date(1997, 1, 1), last: date(2030, 12, 31) };
    let days: Vec<String> =
        within(&entry, window).map(|it| it.days.first.to_string()).take(6).collect();
    days.join(" ")
}

/// Returns the event after a way through a file, and the rule in the file.
fn through_a_file(event: &Event) -> (Event, String) {
    let text = written(&[alone(event.clone())], Names::With).replace("\r\n ", "");
    let rule = text.lines().find_map(|line| line.strip_prefix("RRULE:")).unwrap_or_default();
    let back = read_in_any_encoding(text.as_bytes());
    assert_eq!(back.tallies.loss_count(), 0, "{text}");
    let event = back.collections.into_iter().flat_map(|it| it.events).next();
    (event.expect("it is in the file"), rule.to_owned())
}

#[test]
fn a_rule_by_years_without_a_month_means_every_month_in_icalendar() {
    // The second is an example of RFC 5545 3.8.5.3, without the months of its own example.
    let rows = [
        (
            "20260304",
            "FREQ=YEARLY;COUNT=5;BYMONTHDAY=4,10",
            "2026-03-04 2026-03-10 2026-04-04 2026-04-10 2026-05-04",
        ),
        (
            "19980213",
            "FREQ=YEARLY;COUNT=5;BYDAY=FR;BYMONTHDAY=13",
            "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13",
        ),
        (
            "20260304",
            "FREQ=YEARLY;COUNT=3;BYMONTHDAY=4;BYMONTH=3,5",
            "2026-03-04 2026-05-04 2027-03-04",
        ),
        ("20260304", "FREQ=YEARLY;COUNT=2", "2026-03-04 2027-03-04"),
        ("20260304", "FREQ=YEARLY;COUNT=2;BYDAY=1WE", "2026-03-04 2027-01-06"),
        ("20260304", "FREQ=YEARLY;COUNT=2;BYMONTH=3;BYDAY=1WE", "2026-03-04 2027-03-03"),
        ("20260304", "FREQ=YEARLY;COUNT=2;BYWEEKNO=10", "2026-03-04 2027-03-10"),
        ("20260304", "FREQ=YEARLY;COUNT=2;BYYEARDAY=63", "2026-03-04 2027-03-04"),
        ("20260304", "FREQ=MONTHLY;COUNT=2", "2026-03-04 2026-04-04"),
        ("20260304", "FREQ=WEEKLY;COUNT=2", "2026-03-04 2026-03-11"),
        ("20260304", "FREQ=WEEKLY;COUNT=2;BYMONTH=3", "2026-03-04 2026-03-11"),
    ];
    for (start, rule, expected) in rows {
        let lines = format!(
            "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:{start}T100000\nSUMMARY:会\nRRULE:{rule}"
        );
        let read = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
        let event = &read.collections[0].events[0];
        assert_eq!(days(event), expected, "{rule}");
        let (back, written) = through_a_file(event);
        assert_eq!(back, *event, "{rule}");
        let sorted = |rule: &str| {
            let mut parts: Vec<String> = rule.split(';').map(str::to_owned).collect();
            parts.sort();
            parts
        };
        assert_eq!(sorted(&written), sorted(rule));
    }
}

#[test]
fn a_rule_by_years_without_a_month_means_the_month_of_the_start_in_jscalendar() {
    let rows = [
        (r#""byMonthDay":[4,10]"#, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4,10"),
        (
            r#""byMonthDay":[4],"byDay":[{"@type":"NDay","day":"we"}]"#,
            "FREQ=YEARLY;BYDAY=WE;BYMONTH=3;BYMONTHDAY=4",
        ),
        (r#""byMonthDay":[4],"byMonth":["5"]"#, "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4"),
        (r#""byDay":[{"@type":"NDay","day":"we"}]"#, "FREQ=YEARLY;BYDAY=WE"),
    ];
    for (parts, rule) in rows {
        let json = format!(
            r#"{{"@type":"Event","uid":"a","start":"2026-03-04T10:00:00","updated":"2026-01-01T00:00:00Z","title":"会","recurrenceRule":{{"@type":"RecurrenceRule","frequency":"yearly",{parts}}}}}"#
        );
        let read = read_any_format(json.as_bytes());
        let event = &read.collections[0].events[0];
        let (back, written) = through_a_file(event);
        assert_eq!(written, rule);
        assert_eq!(back, *event, "{rule}");
        // A program that knows only the rule has the same days.
        let lines = format!("UID:a\nDTSTART:20260304T100000\nSUMMARY:会\nRRULE:{written}");
        let plain = read_in_any_encoding(calendar(&self::event(&lines)).as_bytes());
        assert_eq!(days(&plain.collections[0].events[0]), days(event), "{rule}");
    }
}
