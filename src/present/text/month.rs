//! A month as addresses and `<time>` write it: `2024-11`.

use crate::domain::time::Month;

/// A month as in an address: `2024-11`.
pub fn format_month(month: Month) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// A month written `2024-11`.
pub fn parse_month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    Month::new(digits(year, 4)?, i8::try_from(digits(month, 2)?).ok()?)
}

/// A number of exactly so many digits.
pub(crate) fn digits(text: &str, count: usize) -> Option<i16> {
    let is_plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}
