//! Converts a month for addresses and `<time>`: `2024-11`.

use crate::domain::time::Month;

/// Formats a month for an address: `2024-11`.
pub fn format_month(month: Month) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// Parses a month written `2024-11`.
pub fn parse_month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    Month::new(digits(year, 4)?, i8::try_from(digits(month, 2)?).ok()?)
}

/// Parses a number with exactly `count` digits.
pub(crate) fn digits(text: &str, count: usize) -> Option<i16> {
    let is_plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}
