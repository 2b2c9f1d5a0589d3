//! Rules in English: `Every month on the second Thursday`, `Every 2 weeks on Monday and Wednesday`.

use jiff::civil::{Date, Weekday};

use super::{RuleWords, by_numbers};
use crate::domain::series::recurrence::rule::Frequency;
use crate::domain::series::recurrence::shape::{On, Shape, WORKDAYS};
use crate::i18n::dates::Dates;
use crate::i18n::en::{English, month_name};

impl RuleWords for English {
    fn rule(&self, shape: &Shape) -> String {
        let Shape { unit, every, months, days } = shape;
        let noun = match unit {
            Frequency::Yearly => "year",
            Frequency::Monthly => "month",
            Frequency::Weekly => "week",
            Frequency::Daily => "day",
            Frequency::Hourly => "hour",
            Frequency::Minutely => "minute",
            Frequency::Secondly => "second",
        };
        let each =
            if *every == 1 { format!("Every {noun}") } else { format!("Every {every} {noun}s") };
        let months = and(months
            .iter()
            .map(|month| i8::try_from(*month).map(month_name).unwrap_or_default().to_owned()));
        let on = match (unit, days) {
            (_, On::Each) => String::new(),
            (Frequency::Yearly, On::Dates(dates))
                if shape.months.len() == 1 && dates.iter().all(|date| *date > 0) =>
            {
                return format!("{each} on {} {months}", and(dates.iter().map(i16::to_string)));
            }
            (_, On::Weekdays(days)) if *days == WORKDAYS => format!(", {}", self.weekdays(days)),
            (_, On::Weekdays(days)) => format!(" on {}", self.weekdays(days)),
            (_, On::Dates(dates)) => {
                format!(" on {}", and(dates.iter().map(|date| self.day_of_month(*date))))
            }
            (_, On::NthWorkday(nths)) => {
                let nth = |nth: &i16| format!("the {} workday", ordinal_word(*nth));
                format!(" on {}", and(nths.iter().map(nth)))
            }
            (_, On::Nth(days)) => {
                let said = |(nths, days): (Vec<i16>, Vec<Weekday>)| {
                    let numbers = and(nths.iter().map(|nth| ordinal_word(*nth)));
                    let days = and(days.iter().map(|day| self.weekday_long(*day).to_owned()));
                    format!("the {numbers} {days}")
                };
                format!(" on {}", and(by_numbers(days).into_iter().map(said)))
            }
        };
        match (unit, months.is_empty()) {
            (_, true) => format!("{each}{on}"),
            (Frequency::Yearly, false) => format!("{each}{on} of {months}"),
            (_, false) => format!("{each}{on} in {months}"),
        }
    }

    fn weekdays(&self, days: &[Weekday]) -> String {
        if *days == WORKDAYS {
            return "Monday to Friday".to_owned();
        }
        and(days.iter().map(|day| self.weekday_long(*day).to_owned()))
    }

    fn nth_weekday(&self, nth: i16, day: Weekday) -> String {
        format!("the {} {}", ordinal_word(nth), self.weekday_long(day))
    }

    fn whole_day(&self, day: Date) -> String {
        format!("{} {} {}", day.day(), month_name(day.month()), day.year())
    }

    fn day_of_month(&self, day: i16) -> String {
        match day {
            1.. => format!("the {}", ordinal(day)),
            -1 => "the last day".to_owned(),
            _ => format!("the {} day", ordinal_word(day)),
        }
    }
}

/// Returns the number as a word: second, last, second last, 7th.
fn ordinal_word(nth: i16) -> String {
    let word = match nth.unsigned_abs() {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        _ => ordinal(i16::try_from(nth.unsigned_abs()).unwrap_or(i16::MAX)),
    };
    match nth {
        -1 => "last".to_owned(),
        ..-1 => format!("{word} last"),
        _ => word,
    }
}

/// Returns the number with its ending: 1st, 22nd, 13th.
pub(super) fn ordinal(number: i16) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Joins the parts: Monday; Monday and Wednesday; Monday, Wednesday and Friday.
fn and(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    let Some(last) = parts.pop() else { return String::new() };
    if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) }
}
