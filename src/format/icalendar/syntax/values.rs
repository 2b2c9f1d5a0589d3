//! Values in the syntax of RFC 5545: texts, lists, times and lengths.
//!
//! ```text
//! text       \\ \; \, \n \N                               RFC 5545 3.3.11
//! parameter  ^^ ^n ^'                                    RFC 6868
//! date       20241101       date-time 20241101T140000, with Z in UTC
//! duration   -P1W, P1DT2H30M, PT15M
//! ```

use jiff::civil::{Date, DateTime, Time};

use crate::domain::time::Length;
use crate::domain::time::day_number::plus_seconds;
use crate::format::clock;

/// Removes the escapes of a text. An unknown escape stays as it is.
pub(crate) fn unescaped(text: &str) -> String {
    if !text.bytes().any(|byte| matches!(byte, b'\\' | b'\r')) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped @ ('\\' | ';' | ',' | ':' | '"')) => out.push(escaped),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            '\r' => {}
            other => out.push(other),
        }
    }
    out
}

/// Escapes a text. Line ends of any kind become `\n`; other control characters are left out.
pub(crate) fn escaped(text: &str) -> String {
    if !text.contains(|letter: char| matches!(letter, '\\' | ';' | ',') || letter.is_control()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\t' => out.push('\t'),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Splits a list at its commas, and removes the escapes of each part.
pub(crate) fn split_texts(list: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut is_escaped = false;
    for letter in list.chars() {
        if letter == ',' && !is_escaped {
            parts.push(unescaped(&std::mem::take(&mut part)));
            continue;
        }
        is_escaped = letter == '\\' && !is_escaped;
        part.push(letter);
    }
    parts.push(unescaped(&part));
    parts
}

/// Removes the escapes of a parameter value.
pub(crate) fn caret_decoded(text: &str) -> String {
    if !text.contains('^') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = match (letter, letters.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('\'')) => Some('"'),
            ('^', Some('^')) => Some('^'),
            _ => None,
        };
        if escaped.is_some() {
            letters.next();
        }
        out.push(escaped.unwrap_or(letter));
    }
    out
}

/// Escapes a parameter value; control characters are left out.
pub(crate) fn caret_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '^' => out.push_str("^^"),
            '\n' => out.push_str("^n"),
            '"' => out.push_str("^'"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A point in time as written in a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// A day.
    Day(Date),
    /// A wall clock, floating or in the zone that a parameter names.
    Clock(DateTime),
    /// A moment in UTC.
    Utc(DateTime),
}

impl Stamp {
    /// Returns the wall clock of any variant; midnight for a day.
    pub(crate) fn reading(self) -> DateTime {
        match self {
            Self::Day(day) => day.to_datetime(Time::midnight()),
            Self::Clock(clock) | Self::Utc(clock) => clock,
        }
    }
}

/// Reads a date or a date-time; dashes and colons of ISO 8601 are allowed, and the seconds may be missing.
pub(crate) fn parse_stamp(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if text.len() > 40 || !text.is_ascii() {
        return None;
    }
    let (day, time) = match text.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let (time, offset) = match time {
        Some(time) => with_offset_off(time).map(|(time, offset)| (Some(time), offset))?,
        None => (None, None),
    };
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits(day)?.try_into().ok()?;
    let year = [y1, y2, y3, y4].into_iter().fold(0_i16, |year, digit| year * 10 + i16::from(digit));
    let day = Date::new(year, m1 * 10 + m2, d1 * 10 + d2).ok()?;
    let Some(time) = time else { return Some(Stamp::Day(day)) };
    let is_fraction = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let time = match time.split_once(['.', ',']) {
        Some((time, fraction)) => is_fraction(fraction).then_some(time)?,
        None => time,
    };
    let mut time = digits(time)?;
    if time.len() == 4 {
        time.extend([0, 0]);
    }
    let [h1, h2, m1, m2, s1, s2] = time.try_into().ok()?;
    // 23:59:60 is allowed for leap seconds, which no calendar uses.
    let second = (s1 * 10 + s2).min(59);
    let clock = day.to_datetime(Time::new(h1 * 10 + h2, m1 * 10 + m2, second, 0).ok()?);
    Some(match offset {
        Some(offset) => Stamp::Utc(plus_seconds(clock, -i64::from(offset))),
        None => Stamp::Clock(clock),
    })
}

/// Splits `140000-0500` into the time and its distance from UTC in seconds; `Z` is none. Returns `None` if the distance
/// is not one.
fn with_offset_off(time: &str) -> Option<(&str, Option<i32>)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time, Some(0)));
    }
    let Some(at) = time.rfind(['+', '-']) else { return Some((time, None)) };
    let (time, offset) = time.split_at_checked(at)?;
    let whole_hours = offset.len() == 3;
    let offset = if whole_hours { format!("{offset}00") } else { offset.to_owned() };
    Some((time.trim_end(), Some(parse_offset(&offset)?)))
}

/// Returns the distance from UTC, in seconds, that a date-time states as digits: `20260610T020000+0900`.
pub(crate) fn stated_offset(text: &str) -> Option<i32> {
    let (_, time) = text.trim().split_once(['T', 't'])?;
    let (_, offset) = with_offset_off(time)?;
    offset.filter(|_| !time.ends_with(['Z', 'z']))
}

fn digits(text: &str) -> Option<Vec<i8>> {
    let digits = text.bytes().filter(|byte| !matches!(byte, b'-' | b':'));
    digits.map(|byte| byte.is_ascii_digit().then(|| i8::try_from(byte - b'0').ok())?).collect()
}

/// Reads a length; the flag says whether it is negative.
pub(crate) fn parse_duration(text: &str) -> Option<(bool, Length)> {
    let text = text.trim().to_ascii_uppercase();
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let text = text.strip_prefix('P')?;
    let (mut length, mut number, mut is_time) = (Length::default(), None::<u32>, false);
    let mut is_any = false;
    for letter in text.chars() {
        if let Some(digit) = letter.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            continue;
        }
        if letter == 'T' && !is_time && number.is_none() {
            is_time = true;
            continue;
        }
        let count = number.take()?;
        is_any = true;
        match (letter, is_time) {
            ('W', false) => length.days = length.days.checked_add(count.checked_mul(7)?)?,
            ('D', false) => length.days = length.days.checked_add(count)?,
            ('H', true) => length.seconds = length.seconds.checked_add(count.checked_mul(3600)?)?,
            ('M', true) => length.seconds = length.seconds.checked_add(count.checked_mul(60)?)?,
            ('S', true) => length.seconds = length.seconds.checked_add(count)?,
            _ => return None,
        }
    }
    (is_any && number.is_none()).then_some((is_negative, length))
}

/// Writes a day.
pub(crate) fn print_day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Writes a wall clock.
pub(crate) fn print_clock(clock: DateTime) -> String {
    let mut text = print_day(clock.date());
    text.push('T');
    for part in [clock.hour(), clock.minute(), clock.second()] {
        clock::print_two(part, &mut text);
    }
    text
}

/// Writes a `UTCDateTime` of JSCalendar; `None` if it is not one.
pub(crate) fn print_moment(utc: Option<&str>) -> Option<String> {
    let time = clock::parse_utc(utc?)?;
    Some(format!("{}Z", print_clock(time.0)))
}

/// Returns the seconds of `+0900`, `-033012`; `None` if it is not an offset.
pub(crate) fn parse_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => (1, text),
    };
    let digits = digits.replace(':', "");
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range| digits.get(range).map_or(Some(0), |part: &str| part.parse::<i32>().ok());
    let (hours, minutes) = (part(0..2)?, part(2..4)?);
    let seconds = if digits.len() == 6 { part(4..6)? } else { 0 };
    Some(sign * (hours * 3600 + minutes * 60 + seconds)).filter(|offset| offset.abs() < 86_400)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn texts_come_back_from_their_escapes() {
        for text in ["", "a,b;c\\d", "二行\n目", "\\n", "tab\there", "ends with \\"] {
            assert_eq!(unescaped(&escaped(text)), text);
            assert_eq!(split_texts(&format!("{},x", escaped(text))), [text, "x"]);
        }
        assert_eq!(escaped("a\r\nb\rc\u{7}d\u{85}e"), "a\\nb\\nc".to_owned() + "de");
        assert_eq!(unescaped("a\\Nb\\xc\\"), "a\nb\\xc\\");
        for text in ["", "a\"b^c\nd", "^n", "^"] {
            assert_eq!(caret_decoded(&caret_encoded(text)), text);
        }
    }

    #[test]
    fn stamps_are_days_clocks_and_moments() {
        let clock = datetime(2024, 11, 1, 14, 0, 0, 0);
        let rows = [
            ("20241101", Some(Stamp::Day(date(2024, 11, 1)))),
            ("20241101T140000", Some(Stamp::Clock(clock))),
            ("20241101T1400", Some(Stamp::Clock(clock))),
            ("20241101T140000Z", Some(Stamp::Utc(clock))),
            ("2024-11-01T14:00:00Z", Some(Stamp::Utc(clock))),
            ("20241101T090000-0500", Some(Stamp::Utc(clock))),
            ("2024-11-01T23:00:00.000+09:00", Some(Stamp::Utc(clock))),
            ("20241101T230000+09", Some(Stamp::Utc(clock))),
            ("20241101T140000.5Z", Some(Stamp::Utc(clock))),
            ("20241101T140000+9", None),
            ("20241131", None),
            ("20241101T250000", None),
            ("2024110", None),
            ("", None),
            ("2024110１", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse_stamp(text), expected, "{text}");
        }
    }

    #[test]
    fn lengths_have_a_sign_and_units_in_their_places() {
        let length = |days, seconds| Some(Length { days, seconds });
        let rows = [
            ("PT15M", length(0, 900)),
            ("P1W", length(7, 0)),
            ("P1DT2H30M", length(1, 9000)),
            ("+PT1H", length(0, 3600)),
            ("PT0S", length(0, 0)),
            ("P", None),
            ("PT", None),
            ("1H", None),
            ("PT1D", None),
            ("P99999999999D", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse_duration(text).map(|(_, length)| length), expected, "{text}");
        }
        assert_eq!(parse_duration("-PT15M"), Some((true, Length { days: 0, seconds: 900 })));
    }

    #[test]
    fn offsets_are_read_in_seconds() {
        let rows = [
            ("+0900", Some(32_400)),
            ("-0330", Some(-12_600)),
            ("+091859", Some(33_539)),
            ("0900", Some(32_400)),
            ("+9", None),
            ("+9999", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse_offset(text), expected, "{text}");
        }
    }
}
