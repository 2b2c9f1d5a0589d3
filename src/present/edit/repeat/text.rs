//! The fields of what repeats in a kept form: a name and a value each. What an older form does not have is empty.

use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Weekday;

use crate::domain::repeat::HolidayRule;

use super::form::{EndSort, NumberForm, RepeatForm, RepeatSort};

/// The fields of a form by name.
pub fn fields(form: &RepeatForm) -> [(&'static str, String); 12] {
    let days: Vec<i8> = form.days.iter().map(|day| day.to_monday_one_offset()).collect();
    let days: String = days.iter().map(ToString::to_string).collect();
    let holiday = form.holiday.map(HolidayRule::slug).unwrap_or_default();
    [
        ("repeat", form.sort.slug().to_owned()),
        ("repeat-every", form.every.clone()),
        ("repeat-days", days),
        ("repeat-nths", list(&form.nths)),
        ("repeat-dates", list(&form.dates)),
        ("repeat-months", list(&form.months)),
        ("repeat-end", form.end.slug().to_owned()),
        ("repeat-count", form.count.clone()),
        ("repeat-until", form.until.clone()),
        ("repeat-holiday", holiday.to_owned()),
        ("repeat-number", form.numbers.first.clone()),
        ("repeat-restart", form.numbers.restart.map(|it| it.to_string()).unwrap_or_default()),
    ]
}

/// The form of such fields; `None` where they are not such.
pub fn parse(take: &mut dyn FnMut(&str) -> Option<String>) -> Option<RepeatForm> {
    let holiday = take("repeat-holiday").unwrap_or_default();
    let restart = take("repeat-restart").unwrap_or_default();
    Some(RepeatForm {
        sort: RepeatSort::from_slug(&take("repeat")?)?,
        every: take("repeat-every")?,
        days: take("repeat-days")?.chars().map(day).collect::<Option<_>>()?,
        nths: numbers(take("repeat-nths"))?,
        dates: numbers(take("repeat-dates"))?,
        months: numbers(take("repeat-months"))?,
        end: EndSort::from_slug(&take("repeat-end")?)?,
        count: take("repeat-count")?,
        until: take("repeat-until")?,
        holiday: HolidayRule::from_slug(&holiday),
        numbers: NumberForm {
            first: take("repeat-number").unwrap_or_default(),
            restart: restart.parse().ok().filter(|month| (1..=12).contains(month)),
        },
    })
}

fn list<T: Display>(numbers: &[T]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn numbers<T: FromStr>(text: Option<String>) -> Option<Vec<T>> {
    let text = text.unwrap_or_default();
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

/// A weekday of its digit, 1 for Monday.
fn day(digit: char) -> Option<Weekday> {
    let number = i8::try_from(digit.to_digit(10)?).ok()?;
    Weekday::from_monday_one_offset(number).ok()
}
