//! An organisation's own days off as one line of text, for the settings and backups.
//!
//! `05-01 創立記念日⇥2026-03-06 代休`: entries separated by tabs, each a day (of every year, or of one) and a name.

use jiff::civil::Date;

use crate::domain::time::holidays::own::{OwnDay, OwnHoliday};

/// The maximum number of days off that are kept.
pub const MOST: usize = 100;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 40;

/// Writes days off as one line.
pub fn encode(holidays: &[OwnHoliday]) -> String {
    let entries: Vec<String> = holidays
        .iter()
        .take(MOST)
        .map(|holiday| format!("{} {}", day_text(holiday.on), clean(&holiday.name)))
        .collect();
    entries.join("\t")
}

/// Reads days off from one line; what cannot be read is left out.
pub fn decode(text: &str) -> Vec<OwnHoliday> {
    let entry = |entry: &str| {
        let (day, name) = entry.split_once(' ')?;
        let name = clean(name);
        (!name.is_empty()).then_some(OwnHoliday { on: day_of(day)?, name })
    };
    text.split('\t').filter_map(entry).take(MOST).collect()
}

/// Returns a name in the form that is stored: one line, not too long, trimmed.
pub fn clean(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let short: String = plain.trim().chars().take(LONGEST_NAME).collect();
    short.trim_end().to_owned()
}

/// Returns the text of a day: `05-01` of every year, `2026-03-06` of one.
pub(crate) fn day_text(on: OwnDay) -> String {
    match on {
        OwnDay::Yearly { month, day } => format!("{month:02}-{day:02}"),
        OwnDay::Once(date) => format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
    }
}

/// Reads such a day.
pub(crate) fn day_of(text: &str) -> Option<OwnDay> {
    let mut parts = text.split('-');
    let numbers = [parts.next(), parts.next(), parts.next(), parts.next()];
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| text.parse::<i8>().ok();
    match numbers {
        [Some(month), Some(day), None, None] => {
            // A leap year has every day that any year has.
            Date::new(2024, small(month)?, small(day)?).ok().map(OwnDay::yearly)
        }
        [Some(year), Some(month), Some(day), None] => {
            let year = number(year).filter(|year| (1..=9999).contains(year))?;
            Date::new(year, small(month)?, small(day)?).ok().map(OwnDay::Once)
        }
        _ => None,
    }
}
