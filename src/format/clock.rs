//! Times and lengths in the syntax of JSCalendar.
//!
//! ```text
//! LocalDateTime  2024-11-01T14:00:00
//! UTCDateTime    2024-11-01T05:00:00Z
//! Duration       P1D, PT22H, P1DT30M, P2W        (RFC 8984 1.4.6: no sign, no years, no months)
//! ```

use std::fmt::Write as _;

use jiff::civil::{Date, DateTime};

use crate::domain::time::{Length, UtcTime};

/// A wall clock that was read, and whether a fraction of a second was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// The wall clock, in whole seconds.
    pub clock: DateTime,
    /// Whether there was a fraction (JSCalendar 1.0 allows it).
    pub had_fraction: bool,
}

/// Reads a `LocalDateTime`.
pub fn parse_local(text: &str) -> Option<Read> {
    let (head, fraction) = text.split_at_checked(19)?;
    let (day, time) = head.split_at_checked(10)?;
    let day = parse_day(day)?;
    let &[b'T', h1, h2, b':', m1, m2, b':', s1, s2] = time.as_bytes() else { return None };
    let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
    let clock = DateTime::new(day.year(), day.month(), day.day(), hour, minute, second, 0);
    let is_fraction = |rest: &str| {
        rest.strip_prefix('.')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let had_fraction = !fraction.is_empty();
    if had_fraction && !is_fraction(fraction) {
        return None;
    }
    Some(Read { clock: clock.ok()?, had_fraction })
}

/// Reads a `UTCDateTime`; a fraction of a second is dropped.
pub fn parse_utc(text: &str) -> Option<UtcTime> {
    Some(UtcTime(parse_local(text.strip_suffix('Z')?)?.clock))
}

/// Reads a civil date.
pub fn parse_day(text: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()
}

fn two(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    i8::try_from(digit(tens)? * 10 + digit(ones)?).ok()
}

/// Reads a `Duration`.
pub fn parse_length(text: &str) -> Option<Length> {
    let text = text.strip_prefix('P')?;
    let (nominal, exact) = match text.split_once('T') {
        Some((nominal, exact)) => (nominal, Some(exact)),
        None => (text, None),
    };
    let (mut days, mut seconds) = (0u32, 0u32);
    let mut has_any = false;
    let mut rest = nominal;
    for (letter, factor) in [('W', 7), ('D', 1)] {
        if let Some((number, tail)) = rest.split_once(letter) {
            days = days.checked_add(number_of(number)?.checked_mul(factor)?)?;
            (rest, has_any) = (tail, true);
        }
    }
    let is_whole = rest.is_empty();
    let Some(exact) = exact else {
        return (is_whole && has_any).then_some(Length { days, seconds });
    };
    let mut rest = exact;
    let mut units = String::new();
    for (letter, factor) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((number, tail)) = rest.split_once(letter) {
            seconds = seconds.checked_add(number_of(number)?.checked_mul(factor)?)?;
            units.push(letter);
            rest = tail;
        }
    }
    // The grammar nests seconds in minutes in hours: it does not allow hours and seconds without minutes.
    let is_exact_whole = rest.is_empty() && !units.is_empty() && units != "HS";
    (is_whole && is_exact_whole).then_some(Length { days, seconds })
}

fn number_of(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Writes a `LocalDateTime`.
pub fn print_local(clock: DateTime, out: &mut String) {
    print_day(clock.date(), out);
    for (before, part) in [('T', clock.hour()), (':', clock.minute()), (':', clock.second())] {
        out.push(before);
        print_two(part, out);
    }
}

/// Writes a `UTCDateTime`.
pub fn print_utc(time: UtcTime, out: &mut String) {
    print_local(time.0, out);
    out.push('Z');
}

/// Writes a civil date.
pub fn print_day(day: Date, out: &mut String) {
    print_year(day.year(), out);
    for part in [day.month(), day.day()] {
        out.push('-');
        print_two(part, out);
    }
}

/// Writes a year with four digits, without the machinery of `write!`: a file has many times.
pub(crate) fn print_year(year: i16, out: &mut String) {
    if year < 0 {
        out.push('-');
    }
    let year = year.unsigned_abs();
    for part in [year / 1000, year / 100, year / 10, year] {
        out.push(digit(part));
    }
}

/// Writes the last two digits of a number.
pub(crate) fn print_two(number: i8, out: &mut String) {
    let number = u16::from(number.unsigned_abs());
    out.push(digit(number / 10));
    out.push(digit(number));
}

/// Returns the last digit of a number.
fn digit(number: u16) -> char {
    char::from(b'0' + u8::try_from(number % 10).unwrap_or(0))
}

/// Writes a `Duration`.
pub fn print_length(length: Length, out: &mut String) {
    out.push('P');
    if length.days > 0 {
        write!(out, "{}D", length.days).expect("a string takes any text");
    }
    let (hours, minutes, seconds) =
        (length.seconds / 3600, length.seconds / 60 % 60, length.seconds % 60);
    if length.seconds == 0 && length.days > 0 {
        return;
    }
    out.push('T');
    if hours > 0 {
        write!(out, "{hours}H").expect("a string takes any text");
    }
    if minutes > 0 || (hours > 0 && seconds > 0) {
        write!(out, "{minutes}M").expect("a string takes any text");
    }
    if seconds > 0 || length.seconds == 0 {
        write!(out, "{seconds}S").expect("a string takes any text");
    }
}

/// Returns a moment as `UTCDateTime` text.
pub fn moment_text(time: UtcTime) -> String {
    let mut text = String::new();
    print_utc(time, &mut text);
    text
}
