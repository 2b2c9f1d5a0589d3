//! Converts between the texts of fields and their values: days, times of day, amounts. Also limits the length of texts.

use jiff::civil::{Date, Time};

use crate::present::form::error::{FieldError, FieldErrorKind};
use crate::present::route::path::parse_day;

/// The largest number of characters in a field of one line.
pub const LONGEST_LINE: usize = 500;

/// The largest number of characters in a field of several lines.
pub const LONGEST_TEXT: usize = 20_000;

/// Returns the error of a text that has more characters than `limit`.
pub fn too_long(text: &str, limit: usize) -> Option<FieldErrorKind> {
    (text.chars().count() > limit).then_some(FieldErrorKind::TooManyLetters(limit))
}

/// Parses the day of a date field.
pub fn day<F>(text: &str, field: F) -> Result<Date, FieldError<F>> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new(field, FieldErrorKind::DayMissing));
    }
    parse_day(text).ok_or_else(|| FieldError::new(field, FieldErrorKind::BadDay))
}

/// Parses the time of a time field; `None` if the field is empty.
pub fn time(text: &str) -> Result<Option<Time>, FieldErrorKind> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_clock(text).map(Some).ok_or(FieldErrorKind::BadTime)
}

/// Parses the time of a time field: `13:30`; seconds are accepted and dropped.
pub fn parse_clock(text: &str) -> Option<Time> {
    let mut numbers = text.trim().split(':').map(|digits| {
        let is_plain =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_plain.then(|| digits.parse::<i8>().ok()).flatten()
    });
    match (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
        (Some(Some(hour)), Some(Some(minute)), None | Some(Some(_)), None) => {
            Time::new(hour, minute, 0, 0).ok()
        }
        (_, _, _, _) => None,
    }
}

/// Formats a time for a time field: `13:30`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Parses a whole number as people write it: `1,000`, `４０名`, `¥500`; `None` if the field is empty.
pub fn amount(text: &str) -> Result<Option<u32>, FieldErrorKind> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches(['円', '人', '名']).trim();
    let digit = |letter: char| match letter {
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        '0'..='9' => Some(letter),
        _ => None,
    };
    let is_comma = |letter: &char| matches!(letter, ',' | '，');
    let digits: Option<String> = text.chars().filter(|it| !is_comma(it)).map(digit).collect();
    digits.and_then(|it| it.parse().ok()).map(Some).ok_or(FieldErrorKind::BadAmount)
}

/// Whether a text is empty or the address of a mailbox, without anything beside it.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let is_plain =
        |part: &str| !part.is_empty() && !part.contains(['@', '?', ',', ';', '<', '>', ':']);
    let has_blank = text.chars().any(char::is_whitespace);
    text.is_empty()
        || (!has_blank && text.split_once('@').is_some_and(|(a, b)| is_plain(a) && is_plain(b)))
}
