//! Between the texts of fields and what they mean: days, times of day, amounts, and how long a text may be.

use jiff::civil::{Date, Time};

use crate::present::form::error::{FieldError, FieldErrorKind};
use crate::present::route::path::parse_day;

/// How many characters a field of one line takes.
pub const LONGEST_LINE: usize = 500;

/// How many characters a field of many lines takes.
pub const LONGEST_TEXT: usize = 20_000;

/// The error of a text with more characters than `limit`.
pub fn too_long(text: &str, limit: usize) -> Option<FieldErrorKind> {
    (text.chars().count() > limit).then_some(FieldErrorKind::TooManyLetters(limit))
}

/// The day that a date field means.
pub fn day<F>(text: &str, field: F) -> Result<Date, FieldError<F>> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new(field, FieldErrorKind::DayMissing));
    }
    parse_day(text).ok_or_else(|| FieldError::new(field, FieldErrorKind::BadDay))
}

/// The time that a time field means; `None` if the field is empty.
pub fn time(text: &str) -> Result<Option<Time>, FieldErrorKind> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_clock(text).map(Some).ok_or(FieldErrorKind::BadTime)
}

/// The time of a text as a time field has it: `13:30`, perhaps with seconds, which are dropped.
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

/// A time as a time field has it: `13:30`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A whole number as people write one: `1,000`, `４０名`, `¥500`; `None` if the field is empty.
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
