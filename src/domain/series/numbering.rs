//! 第N回: the numbers of a series' instances, counted along it, and what is wrong with numbers that people gave.
//!
//! Counted is what takes place: an instance that is excluded has no number, a date that was added has one. A number
//! that an instance states for itself goes on from there.

use std::ops::Bound;

use jiff::civil::{Date, DateTime};

use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::series::recurrence::count::instances_between;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::repeat::{HolidayRule, Override, Repeat};
use crate::domain::time::days_off::{DaysOff, is_off};
use crate::domain::time::{Days, plus_days};

/// How many flaws of a series are looked for.
const MOST_FLAWS: usize = 20;

/// How far back, in days and in instances, the other one of two with the same number is looked for.
const DAYS_BACK: i32 = 800;
const MOST_BACK: usize = 400;

/// How many instances are looked at for those that fall out because of days off: two centuries of weeks.
const MOST_LOOKED_AT: usize = 10_000;

/// The number of an instance; `None` where the series has no numbers or cannot be counted.
///
/// Cost: the exceptions since the last number that was given; of a rule whose periods differ, or that leaves out days
/// off, the instances since then too.
pub fn number(series: &Event, at: DateTime, off: &dyn DaysOff) -> Option<u32> {
    let repeat = series.repeat.as_deref()?;
    counted(series, at, stated(repeat, Bound::Included(at)), off)
}

/// The last number that an instance states for itself, and which instance that is.
fn stated(repeat: &Repeat, until: Bound<DateTime>) -> Option<(DateTime, u32)> {
    let mut before = repeat.overrides.range((Bound::Unbounded, until)).rev();
    before.find_map(|(own, it)| Some((*own, given(it)?)))
}

/// The number that an instance states for itself.
fn given(own: &Override) -> Option<u32> {
    own.patch().and_then(|patch| patch.series_number)
}

/// The number of an instance, counted on from a number that was given, else from the first one.
fn counted(
    series: &Event,
    at: DateTime,
    stated: Option<(DateTime, u32)>,
    off: &dyn DaysOff,
) -> Option<u32> {
    let repeat = series.repeat.as_deref()?;
    let start = series.when.start();
    let (anchor, first) = match (stated, series.series_number) {
        (Some(stated), _) => stated,
        (None, Some(first)) => (start.min(at), first),
        (None, None) => return None,
    };
    match repeat.restart_month.map(|month| year_start(at.date(), month)) {
        // The year began after the last number that was given: it counts from 1.
        Some(year) if anchor.date() < year => {
            let from = year.to_datetime(jiff::civil::Time::midnight());
            held(series, from, at, off)?.checked_add(1)
        }
        Some(_) | None => first.checked_add(held(series, anchor, at, off)?),
    }
}

/// How many instances take place from one wall clock on and before another.
fn held(series: &Event, from: DateTime, to: DateTime, off: &dyn DaysOff) -> Option<u32> {
    let repeat = series.repeat.as_deref()?;
    let start = series.when.start();
    let of_rule = match repeat.known() {
        Some(rule) => instances_between(rule, start, from, to)?,
        None => u64::from(from <= start && start < to),
    };
    let mut count = i64::try_from(of_rule).ok()?.checked_sub(skipped(series, from, to, off)?)?;
    for (at, own) in repeat.overrides.range(from..to) {
        match (own.is_excluded(), series.is_of_rule(*at)) {
            (true, true) => count -= 1,
            (false, false) => count += 1,
            (true, false) | (false, true) => {}
        }
    }
    u32::try_from(count).ok()
}

/// How many instances of the rule fall out between two wall clocks because of days off; `None` where they are too many.
fn skipped(series: &Event, from: DateTime, to: DateTime, off: &dyn DaysOff) -> Option<i64> {
    let repeat = series.repeat.as_deref()?;
    let skips = repeat.holiday_rule == Some(HolidayRule::Skip);
    let Some(rule) = repeat.known().filter(|_| skips) else { return Some(0) };
    let window = Days { first: from.date(), last: to.date() };
    let mut left = MOST_LOOKED_AT;
    let mut count = 0;
    for at in starts(rule, series.when.start(), window).take_while(|at| *at < to) {
        left = left.checked_sub(1)?;
        let is_plain = from <= at && !repeat.overrides.contains_key(&at);
        count += i64::from(is_plain && is_off(series, at.date(), off));
    }
    Some(count)
}

/// The first day of the fiscal year that a day lies in.
fn year_start(day: Date, first_month: i8) -> Date {
    let month = first_month.clamp(1, 12);
    let year = if day.month() < month { day.year() - 1 } else { day.year() };
    Date::new(year, month, 1).unwrap_or(Date::MIN)
}

/// Something wrong with the numbers of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// Numbers are missing: from the first to the last of them.
    Gap {
        /// The first number that is missing.
        first: u32,
        /// The last one.
        last: u32,
    },
    /// A number stands more than once.
    Double {
        /// The number.
        number: u32,
    },
}

/// What is wrong with numbers in the order of their instances, in order and each once.
///
/// Numbers may begin anywhere, and again at 1 (a new fiscal year).
pub fn flaws(numbers: impl IntoIterator<Item = u32>) -> Vec<Flaw> {
    let mut flaws = std::collections::BTreeSet::new();
    let mut before: Option<u32> = None;
    for number in numbers {
        match before {
            Some(last) if number == last => _ = flaws.insert(Flaw::Double { number }),
            Some(last) if number > last.saturating_add(1) => {
                flaws.insert(Flaw::Gap { first: last + 1, last: number - 1 });
            }
            Some(last) if number < last && number != 1 => _ = flaws.insert(Flaw::Double { number }),
            Some(_) | None => {}
        }
        before = Some(number);
    }
    flaws.into_iter().collect()
}

/// Something wrong with the numbers of a series, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlawAt {
    /// What is wrong.
    pub flaw: Flaw,
    /// The instance whose number does not go on from those before it.
    pub at: DateTime,
    /// The one before a gap, or the earlier one with the same number, where it is near.
    pub earlier: Option<DateTime>,
}

/// What is wrong with the numbers of a series, in the order of its instances.
///
/// Counting makes no flaws, so only the numbers that instances state for themselves are looked at.
pub fn flaws_of(series: &Event, off: &dyn DaysOff) -> Vec<FlawAt> {
    let Some(repeat) = series.repeat.as_deref() else { return Vec::new() };
    let flaw = |(at, own): (&DateTime, &Override)| {
        let number = given(own).filter(|_| *at > series.when.start())?;
        let expected = counted(series, *at, stated(repeat, Bound::Excluded(*at)), off)?;
        let flaw = flaw_of(number, expected)?;
        Some(FlawAt { flaw, at: *at, earlier: counterpart(series, *at, flaw, off) })
    };
    repeat.overrides.iter().filter_map(flaw).take(MOST_FLAWS).collect()
}

/// What is wrong with the first number of a series that goes on from a former one; `earlier` is one of the former.
pub fn flaw_between(former: &Event, series: &Event, off: &dyn DaysOff) -> Option<FlawAt> {
    let at = series.when.start();
    let last = earlier(former, at).last().copied()?;
    let expected = number(former, last, off)?.checked_add(1)?;
    let flaw = flaw_of(series.series_number?, expected)?;
    Some(FlawAt { flaw, at, earlier: counterpart(former, at, flaw, off) })
}

/// What is wrong with a number where another one was expected; a series may begin again at 1.
fn flaw_of(number: u32, expected: u32) -> Option<Flaw> {
    if number == expected || number == 1 {
        None
    } else if number > expected {
        Some(Flaw::Gap { first: expected, last: number - 1 })
    } else {
        Some(Flaw::Double { number })
    }
}

/// The instance before a gap, or the one that has a double number already.
fn counterpart(
    series: &Event,
    before: DateTime,
    flaw: Flaw,
    off: &dyn DaysOff,
) -> Option<DateTime> {
    let all = earlier(series, before);
    match flaw {
        Flaw::Gap { .. } => all.last().copied(),
        Flaw::Double { number } => {
            all.into_iter().rev().find(|at| self::number(series, *at, off) == Some(number))
        }
    }
}

/// The instances that take place before one, the nearest of them, in order.
fn earlier(series: &Event, at: DateTime) -> Vec<DateTime> {
    let Some(repeat) = series.repeat.as_deref() else { return Vec::new() };
    let start = series.when.start();
    let window = Days { first: plus_days(at.date(), -DAYS_BACK), last: at.date() };
    let known = repeat.known().map(|rule| starts(rule, start, window));
    let first = known.is_none().then_some(start);
    let ruled = known.into_iter().flatten().chain(first).take_while(|it| *it < at);
    let ruled = ruled.filter(|it| !repeat.overrides.contains_key(it));
    let from = window.first.to_datetime(jiff::civil::Time::midnight());
    let own = repeat.overrides.range(from..at).filter(|(_, own)| !own.is_excluded());
    let all = ruled.take(MOST_BACK).chain(own.map(|(at, _)| *at));
    all.gathered_set().into_iter().collect()
}
