//! Calendar files for special measurements: one crowded month, and series with the rules that unions use.

use crate::data::{KINDS, today};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

const DAYS: [(&str, &str); 5] =
    [("mo", "MO"), ("tu", "TU"), ("we", "WE"), ("th", "TH"), ("fr", "FR")];

/// Returns a calendar file with so many events, all in this month.
pub(crate) fn month(count: usize) -> String {
    let first = today().first_of_month();
    let days = usize::try_from(first.days_in_month()).expect("a month has days");
    let events = (0..count).map(|number| {
        let day = plus(first, number % days);
        let (hour, minute) = (8 + number % 12, number % 4 * 15);
        event(number, &format!("{day}T{hour:02}:{minute:02}:00"))
    });
    group(events.collect())
}

/// A series: when it begins, and its rule as JSCalendar and as iCalendar.
pub(crate) struct Series {
    start: String,
    rule: Value,
    text: String,
}

/// Returns so many series, which began in one of four weeks three years ago: a second Thursday, every week, the last Friday
/// of April, the 15th and the last day, every so many days; each second or third
/// time for two thirds of them. The rules are those of benches/recurrence.rs.
pub(crate) fn series(count: usize) -> Vec<Series> {
    let begun = today().checked_sub(3.years()).expect("three years ago is a date");
    let one = |number: usize| {
        let (day, letters) = DAYS[number % DAYS.len()];
        let interval = 1 + number % 3;
        let nth = number % 4 + 1;
        let month = number % 12 + 1;
        let (rule, text) = match number % 5 {
            0 => (
                json!({ "frequency": "monthly", "byDay": [{ "@type": "NDay", "day": day, "nthOfPeriod": nth }] }),
                format!("FREQ=MONTHLY;BYDAY={nth}{letters}"),
            ),
            1 => (
                json!({ "frequency": "weekly", "byDay": [{ "@type": "NDay", "day": day }] }),
                format!("FREQ=WEEKLY;BYDAY={letters}"),
            ),
            2 => (
                json!({ "frequency": "yearly", "byMonth": [month.to_string()], "byDay": [{ "@type": "NDay", "day": day, "nthOfPeriod": -1 }] }),
                format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1{letters}"),
            ),
            3 => (
                json!({ "frequency": "monthly", "byMonthDay": [15, -1] }),
                "FREQ=MONTHLY;BYMONTHDAY=15,-1".to_owned(),
            ),
            _ => (json!({ "frequency": "daily" }), "FREQ=DAILY".to_owned()),
        };
        let mut rule = rule;
        rule["@type"] = json!("RecurrenceRule");
        rule["interval"] = json!(interval);
        let start = format!("{}T18:30:00", plus(begun, number % 28));
        Series { start, rule, text: format!("{text};INTERVAL={interval}") }
    };
    (0..count).map(one).collect()
}

/// Returns the series as a calendar file.
pub(crate) fn calendar(series: &[Series]) -> String {
    let events = series.iter().enumerate().map(|(number, one)| {
        let mut event = event(number, &one.start);
        event["recurrenceRule"] = one.rule.clone();
        event
    });
    group(events.collect())
}

/// Returns the series as a list for rrule.js.
pub(crate) fn rules(series: &[Series]) -> String {
    let all = series.iter().map(|one| json!({ "start": one.start, "rule": one.text }));
    Value::Array(all.collect()).to_string()
}

fn event(number: usize, start: &str) -> Value {
    let (_, word) = KINDS[number % KINDS.len()];
    json!({
        "@type": "Event", "uid": format!("made-{number:06}"), "updated": "2024-06-01T00:00:00Z",
        "title": format!("第{number}回 {word}"), "start": start, "timeZone": "Asia/Tokyo", "duration": "PT1H30M",
    })
}

fn group(entries: Vec<Value>) -> String {
    let group = json!({ "@type": "Group", "version": "2.0", "uid": "made", "title": "計測用", "entries": entries });
    group.to_string()
}

fn plus(day: Date, days: usize) -> Date {
    let days = i64::try_from(days).expect("a month is short");
    day.checked_add(days.days()).expect("the day is a date")
}
