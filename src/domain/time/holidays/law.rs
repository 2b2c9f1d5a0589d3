//! The holidays of a year: the rules, and the additional holidays next to them by 第3条.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday, date};

use crate::domain::time::holidays::rules::{FIRST, HolidayDate, HolidayLaw, LAST, Name, RULES};
use crate::domain::time::plus_days;

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The day.
    pub day: Date,
    /// What it is called.
    pub name: Name,
    /// Whether it is certain.
    pub certainty: Certainty,
}

/// Whether a holiday is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// By the current law.
    Law,
    /// By an equinox that has not been proclaimed yet.
    Forecast,
}

/// The day from which a holiday on a Sunday has a substitute (昭和48年法律第10号).
const SUBSTITUTES: Date = date(1973, 4, 12);

/// The day from which a day between two holidays is a holiday (昭和60年法律第103号).
const BETWEEN: Date = date(1985, 12, 27);

/// The year from which the substitute is the next day that is not a holiday, not simply the next day (平成17年法律第43号).
const SUBSTITUTES_MOVE_ON: i16 = 2007;

/// The day on which this law came into force.
const BEGINNING: Date = date(1948, 7, 20);

/// Returns the holidays of a year, in order; none outside 1948 to 2099. Days that depend on an equinox after the year
/// `proclaimed` are forecasts.
pub fn of_year(year: i16, proclaimed: i16) -> Vec<Holiday> {
    if !(FIRST..=LAST).contains(&year) {
        return Vec::new();
    }
    all_of(&national(year, 1..=12, proclaimed))
}

/// Returns the holiday on a day. Only checks the days around it.
pub fn on(day: Date, proclaimed: i16) -> Option<Holiday> {
    let months = day.month() - 1..=day.month() + 1;
    let is_covered = (FIRST..=LAST).contains(&day.year());
    let national = if is_covered { national(day.year(), months, proclaimed) } else { Vec::new() };
    all_of(&national).into_iter().find(|holiday| holiday.day == day)
}

/// Returns the holidays that the law names, and those that follow from them.
fn all_of(national: &[Holiday]) -> Vec<Holiday> {
    let mut all = national.to_vec();
    all.extend(substitutes(national));
    let between = between(national, &all);
    all.extend(between);
    all.sort_by_key(|holiday| holiday.day);
    all
}

/// Returns 「国民の祝日」 (第2条) and the days that separate laws made holidays, in some months of a year.
fn national(year: i16, months: RangeInclusive<i8>, proclaimed: i16) -> Vec<Holiday> {
    let rules = RULES.iter().filter(|rule| {
        (rule.first..=rule.last).contains(&year) && months.contains(&rule.date.month())
    });
    let mut days: Vec<Holiday> = rules
        .filter_map(|rule| {
            let day = day_of(*rule, year)?;
            let is_known = year <= proclaimed || !matches!(rule.date, HolidayDate::Equinox(_));
            let certainty = if is_known { Certainty::Law } else { Certainty::Forecast };
            (BEGINNING <= day).then_some(Holiday { day, name: rule.name, certainty })
        })
        .collect();
    days.sort_by_key(|holiday| holiday.day);
    days
}

fn day_of(rule: HolidayLaw, year: i16) -> Option<Date> {
    match rule.date {
        HolidayDate::Fixed(month, day) => Date::new(year, month, day).ok(),
        HolidayDate::Monday(month, nth) => {
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Monday).ok()
        }
        HolidayDate::Equinox(equinox) => Date::new(year, equinox.month(), equinox.day(year)).ok(),
    }
}

/// 第3条第2項: 「国民の祝日」が日曜日に当たるときは、その日後においてその日に最も近い「国民の祝日」でない日を休日とする。
fn substitutes(national: &[Holiday]) -> Vec<Holiday> {
    let is_national = |day: Date| national.iter().any(|holiday| holiday.day == day);
    let on_sundays = national
        .iter()
        .filter(|holiday| holiday.day.weekday() == Weekday::Sunday && SUBSTITUTES <= holiday.day);
    on_sundays
        .filter_map(|holiday| {
            let mut day = plus_days(holiday.day, 1);
            while is_national(day) && holiday.day.year() >= SUBSTITUTES_MOVE_ON {
                day = plus_days(day, 1);
            }
            (!is_national(day)).then_some(Holiday { day, name: Name::Substitute, ..*holiday })
        })
        .collect()
}

/// 第3条第3項: その前日及び翌日が「国民の祝日」である日（「国民の祝日」でない日に限る。）は、休日とする。
///
/// Until 2006 this excluded Sundays and substitutes; since then a day that is both is called a substitute here.
fn between(national: &[Holiday], taken: &[Holiday]) -> Vec<Holiday> {
    let pairs = national.iter().zip(national.iter().skip(1));
    pairs
        .filter_map(|(before, after)| {
            let day = plus_days(before.day, 1);
            let is_between = plus_days(day, 1) == after.day && BETWEEN <= day;
            let is_off_anyway = day.weekday() == Weekday::Sunday && day.year() < 2007;
            let is_free = !is_off_anyway && taken.iter().all(|holiday| holiday.day != day);
            let certainty = before.certainty.max(after.certainty);
            (is_between && is_free).then_some(Holiday { day, name: Name::Citizens, certainty })
        })
        .collect()
}
