//! The data that is measured with: invented events, spread evenly over ten years around today.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// Over how many days the events are spread.
pub(crate) const DAYS: usize = 3652;

/// The kinds of the events, each with its word.
pub(crate) const KINDS: [(&str, &str); 4] = [
    ("executive-committee", "執行委員会"),
    ("study-session", "学習会"),
    ("negotiation", "団体交渉"),
    ("welfare", "厚生事業"),
];

/// Today in UTC.
pub(crate) fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    date(1970, 1, 1).checked_add(days.days()).expect("today is a date")
}

/// A calendar file with so many events, each of some 450 bytes.
pub(crate) fn calendar(count: usize) -> String {
    calendar_in(count, "Asia/Tokyo")
}

/// The same on the clocks of a zone.
pub(crate) fn calendar_in(count: usize, zone: &str) -> String {
    let first = today().checked_sub(5.years()).expect("five years ago is a date");
    let mut text = r#"{"@type":"Group","version":"2.0","uid":"bench","title":"計測用のカレンダー","color":"steelblue","entries":["#.to_owned();
    for number in 0..count {
        if number > 0 {
            text.push(',');
        }
        let days = i64::try_from(number * DAYS / count).expect("ten years are few days");
        let day = first.checked_add(days.days()).expect("the day is a date");
        event(&mut text, number, day, zone);
    }
    text.push_str("]}");
    text
}

fn event(text: &mut String, number: usize, day: Date, zone: &str) {
    let (kind, word) = KINDS[number % KINDS.len()];
    let (hour, minute) = (8 + number % 12, number % 4 * 15);
    let place = number % 40;
    write!(
        text,
        r#"{{"@type":"Event","uid":"bench-{number:06}","sequence":1,"created":"2024-01-01T00:00:00Z","updated":"2024-06-01T00:00:00Z","title":"第{number}回 {word}","start":"{day}T{hour:02}:{minute:02}:00","timeZone":"{zone}","duration":"PT1H30M","categories":{{"https://tsudoi.example/categories/{kind}":true}},"locations":{{"venue":{{"@type":"Location","name":"見本会館 {place}号室"}}}},"mainLocationId":"venue","description":"計測のために作った行事です。"}}"#
    )
    .expect("a string takes any text");
}
