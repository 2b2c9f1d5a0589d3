//! 第N回: the numbers of a series' instances, counted along it, and what is wrong with numbers that people gave.
//!
//! Counted is what takes place: an instance that is excluded has no number, a date that was added has one. A number
//! that an instance states for itself goes on from there.

use jiff::civil::{Date, DateTime};

use super::event::Event;
use super::recurrence::count::instances_before;
use super::repeat::{Override, Repeat};
use super::series::is_of_rule;

/// The number of an instance; `None` where the series has no numbers or cannot be counted.
pub fn number(series: &Event, at: DateTime) -> Option<u32> {
    let repeat = series.repeat.as_deref()?;
    let start = series.when.start();
    let given = |own: &Override| own.patch().and_then(|patch| patch.series_number);
    let mut before = repeat.overrides.range(..=at).rev();
    let stated = before.find_map(|(own, it)| Some((*own, given(it)?)));
    let (anchor, first) = match (stated, series.series_number) {
        (Some(stated), _) => stated,
        (None, Some(first)) => (start.min(at), first),
        (None, None) => return None,
    };
    match repeat.restart_month.map(|month| year_start(at.date(), month)) {
        // The year began after the last number that was given: it counts from 1.
        Some(year) if anchor.date() < year => {
            let from = year.to_datetime(jiff::civil::Time::midnight());
            held(series, repeat, from, at)?.checked_add(1)
        }
        Some(_) | None => first.checked_add(held(series, repeat, anchor, at)?),
    }
}

/// How many instances take place from one wall clock on and before another.
fn held(series: &Event, repeat: &Repeat, from: DateTime, to: DateTime) -> Option<u32> {
    let start = series.when.start();
    let before = |clock: DateTime| match repeat.known() {
        Some(rule) => instances_before(rule, start, clock),
        None => Some(u64::from(start < clock)),
    };
    let mut count = i64::try_from(before(to)?.checked_sub(before(from)?)?).ok()?;
    for (at, own) in repeat.overrides.range(from..to) {
        match (own.is_excluded(), is_of_rule(series, *at)) {
            (true, true) => count -= 1,
            (false, false) => count += 1,
            (true, false) | (false, true) => {}
        }
    }
    u32::try_from(count).ok()
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
