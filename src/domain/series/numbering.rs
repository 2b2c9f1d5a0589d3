//! 第N回: counts the numbers of the instances along a series, and finds errors in numbers that people gave.
//!
//! Only what takes place is counted: an excluded instance has no number, an added date has one. If an instance states
//! its own number, counting continues from there.

use std::cell::OnceCell;

use jiff::civil::{Date, DateTime};

use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::series::instances::of_rule;
use crate::domain::series::of_rule::OfRule;
use crate::domain::series::recurrence::count::instances_between;
use crate::domain::series::repeat::{HolidayRule, Override};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::days_off::{LocalContext, is_off};
use crate::domain::time::{Days, plus_days};

/// The maximum number of flaws that are reported for a series.
const MOST_FLAWS: usize = 20;

/// How far back, in days and in instances, we search for the other of two instances with the same number.
const DAYS_BACK: i32 = 800;
const MOST_BACK: usize = 400;

/// How many instances are checked for days off: two centuries of weeks.
const MOST_LOOKED_AT: usize = 10_000;

/// Returns the number of an instance; `None` if the series has no numbers or cannot be counted.
///
/// Cost: the exceptions of the series; if the periods of the rule differ, or if it skips days off, also the instances
/// since the last number that was given. For several instances use one [`Numbers`].
pub fn number(series: &Event, at: DateTime, off: &dyn LocalContext) -> Option<u32> {
    Numbers::of(series).number(at, off)
}

/// Counts the numbers of many instances of one series; what depends on its exceptions is worked out once.
#[derive(Clone, Debug)]
pub struct Numbers<'a> {
    series: &'a Event,
    /// The numbers that instances state for themselves, in order.
    stated: OnceCell<Vec<(DateTime, u32)>>,
    /// The instances that an exception adds or takes away, in order, each with the sum of all up to it.
    sums: OnceCell<Vec<(DateTime, i64)>>,
}

impl<'a> Numbers<'a> {
    /// Returns the numbers of a series; nothing is counted yet.
    pub fn of(series: &'a Event) -> Self {
        Self { series, stated: OnceCell::new(), sums: OnceCell::new() }
    }

    /// Returns the number of an instance; see [`number`].
    pub fn number(&self, at: DateTime, off: &dyn LocalContext) -> Option<u32> {
        self.counted(at, self.last_stated(|own| own <= at), off)
    }

    /// Counts the number of an instance as if it stated none for itself.
    fn expected(&self, at: DateTime, off: &dyn LocalContext) -> Option<u32> {
        self.counted(at, self.last_stated(|own| own < at), off)
    }

    /// Returns the last number that an instance states for itself, and the instance.
    fn last_stated(&self, is_before: impl Fn(DateTime) -> bool) -> Option<(DateTime, u32)> {
        let stated = self.stated.get_or_init(|| {
            let overrides = self.series.repeat.iter().flat_map(|repeat| &repeat.overrides);
            overrides.filter_map(|(at, own)| Some((*at, given(own)?))).collect()
        });
        let before = stated.partition_point(|(own, _)| is_before(*own));
        stated.get(before.checked_sub(1)?).copied()
    }

    /// Counts the number of an instance from the last number that was given, or else from the first instance.
    fn counted(
        &self,
        at: DateTime,
        stated: Option<(DateTime, u32)>,
        off: &dyn LocalContext,
    ) -> Option<u32> {
        let repeat = self.series.repeat.as_deref()?;
        let start = self.series.when.start();
        let (anchor, first) = match (stated, self.series.series_number) {
            (Some(stated), _) => stated,
            (None, Some(first)) => (start.min(at), first),
            (None, None) => return None,
        };
        let [here, anchor_here] = [at, anchor].map(|clock| clock_here(self.series, clock, off));
        match repeat.restart_month.map(|month| year_start(here.date(), month)) {
            // The fiscal year began after the last number that was given, so counting starts again at 1.
            Some(year) if anchor_here.date() < year => {
                let from = year.to_datetime(jiff::civil::Time::midnight());
                let from = plus_seconds(from, seconds_between(here, at));
                self.held(from, at, off)?.checked_add(1)
            }
            Some(_) | None => first.checked_add(self.held(anchor, at, off)?),
        }
    }

    /// Counts the instances that take place from one wall clock on and before another.
    fn held(&self, from: DateTime, to: DateTime, off: &dyn LocalContext) -> Option<u32> {
        let series = self.series;
        let start = series.when.start();
        let repeat = series.repeat.as_deref()?;
        let of_rule = match repeat.known() {
            Some(rule) if !repeat.excluded.is_empty() && rule.may_fill_a_day() => return None,
            Some(rule) if repeat.excluded.is_empty() => instances_between(rule, start, from, to)?,
            Some(_) | None => {
                let window = Days { first: from.date(), last: to.date() };
                let all = of_rule(repeat, start, window).take_while(|at| *at < to);
                let count = all.filter(|at| from <= *at).take(MOST_LOOKED_AT + 1).count();
                u64::try_from(count).ok().filter(|_| count <= MOST_LOOKED_AT)?
            }
        };
        let count = i64::try_from(of_rule).ok()?.checked_sub(skipped(series, from, to, off)?)?;
        let sums = self.sums.get_or_init(|| sums(series));
        let sum_before = |clock: DateTime| {
            let before = sums.partition_point(|(at, _)| *at < clock);
            before.checked_sub(1).and_then(|index| sums.get(index)).map_or(0, |(_, sum)| *sum)
        };
        let changed = if from < to { sum_before(to) - sum_before(from) } else { 0 };
        u32::try_from(count + changed).ok()
    }
}

/// Sums up the instances that the exceptions of a series add and take away.
fn sums(series: &Event) -> Vec<(DateTime, i64)> {
    let mut sums = Vec::new();
    let mut sum = 0;
    let mut rule = OfRule::new(series);
    for (at, own) in series.repeat.iter().flat_map(|repeat| &repeat.overrides) {
        sum += match (own.is_excluded(), rule.has(*at)) {
            (true, true) => -1,
            (false, false) => 1,
            (true, false) | (false, true) => continue,
        };
        sums.push((*at, sum));
    }
    sums
}

/// Returns the number that an instance states for itself.
fn given(own: &Override) -> Option<u32> {
    own.patch().and_then(|patch| patch.series_number)
}

/// Counts the instances of the rule that are skipped between two wall clocks because of days off; `None` if too many.
fn skipped(series: &Event, from: DateTime, to: DateTime, off: &dyn LocalContext) -> Option<i64> {
    let repeat = series.repeat.as_deref()?;
    let skips = repeat.holiday_rule == Some(HolidayRule::Skip);
    if !skips || repeat.known().is_none() {
        return Some(0);
    }
    let window = Days { first: from.date(), last: to.date() };
    let mut left = MOST_LOOKED_AT;
    let mut count = 0;
    for at in of_rule(repeat, series.when.start(), window).take_while(|at| *at < to) {
        left = left.checked_sub(1)?;
        let is_plain = from <= at && !repeat.overrides.contains_key(&at);
        count += i64::from(is_plain && is_off(series, clock_here(series, at, off).date(), off));
    }
    Some(count)
}

/// Returns what the reader's clock shows at an instance of a series.
pub fn clock_here(series: &Event, at: DateTime, off: &dyn LocalContext) -> DateTime {
    off.clock().map_or(at, |clock| clock.of_series(&series.when, at))
}

/// Returns the first day of the fiscal year that contains a day.
fn year_start(day: Date, first_month: i8) -> Date {
    let month = first_month.clamp(1, 12);
    let year = if day.month() < month { day.year() - 1 } else { day.year() };
    Date::new(year, month, 1).unwrap_or(Date::MIN)
}

/// An error in the numbers of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// Numbers are missing.
    Gap {
        /// The first missing number.
        first: u32,
        /// The last missing number.
        last: u32,
    },
    /// A number occurs more than once.
    Double {
        /// The number.
        number: u32,
    },
}

/// Returns the flaws of numbers that are in the order of their instances; in order, each once.
///
/// Numbers may begin anywhere, and may begin again at 1 (a new fiscal year).
pub fn flaws(numbers: impl IntoIterator<Item = u32>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut before: Option<u32> = None;
    for number in numbers {
        match before {
            Some(last) if number == last => flaws.push(Flaw::Double { number }),
            Some(last) if number > last.saturating_add(1) => {
                flaws.push(Flaw::Gap { first: last + 1, last: number - 1 });
            }
            Some(last) if number < last && number != 1 => flaws.push(Flaw::Double { number }),
            Some(_) | None => {}
        }
        before = Some(number);
    }
    flaws.into_iter().collect::<SortedSet<_>>().into_iter().collect()
}

/// An error in the numbers of a series, and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlawAt {
    /// The error.
    pub flaw: Flaw,
    /// The instance whose number does not continue those before it.
    pub at: DateTime,
    /// The instance before a gap, or the earlier one with the same number, if it is near.
    pub earlier: Option<DateTime>,
}

/// Returns the errors in the numbers of a series, in the order of its instances.
///
/// Counting cannot make errors, so only the numbers that instances state for themselves are checked.
pub fn flaws_of(series: &Event, off: &dyn LocalContext) -> Vec<FlawAt> {
    let Some(repeat) = series.repeat.as_deref() else { return Vec::new() };
    let numbers = Numbers::of(series);
    let flaw = |(at, own): (&DateTime, &Override)| {
        let number = given(own).filter(|_| *at > series.when.start())?;
        let expected = numbers.expected(*at, off)?;
        let flaw = flaw_of(number, expected)?;
        Some(FlawAt { flaw, at: *at, earlier: counterpart(series, *at, flaw, off) })
    };
    repeat.overrides.iter().filter_map(flaw).take(MOST_FLAWS).collect()
}

/// Checks the first number of a series that continues a former one; `earlier` is an instance of the former series.
pub fn flaw_between(former: &Event, series: &Event, off: &dyn LocalContext) -> Option<FlawAt> {
    let at = series.when.start();
    let last = earlier(former, at).last().copied()?;
    let expected = number(former, last, off)?.checked_add(1)?;
    let flaw = flaw_of(series.series_number?, expected)?;
    Some(FlawAt { flaw, at, earlier: counterpart(former, at, flaw, off) })
}

/// Compares a number with the expected one; a series may begin again at 1.
fn flaw_of(number: u32, expected: u32) -> Option<Flaw> {
    if number == expected || number == 1 {
        None
    } else if number > expected {
        Some(Flaw::Gap { first: expected, last: number - 1 })
    } else {
        Some(Flaw::Double { number })
    }
}

/// Returns the instance before a gap, or the one that already has a double number.
fn counterpart(
    series: &Event,
    before: DateTime,
    flaw: Flaw,
    off: &dyn LocalContext,
) -> Option<DateTime> {
    let all = earlier(series, before);
    let numbers = Numbers::of(series);
    match flaw {
        Flaw::Gap { .. } => all.last().copied(),
        Flaw::Double { number } => {
            all.into_iter().rev().find(|at| numbers.number(*at, off) == Some(number))
        }
    }
}

/// Returns the nearest instances that take place before a given one, in order.
fn earlier(series: &Event, at: DateTime) -> Vec<DateTime> {
    let Some(repeat) = series.repeat.as_deref() else { return Vec::new() };
    let start = series.when.start();
    let window = Days { first: plus_days(at.date(), -DAYS_BACK), last: at.date() };
    let ruled = of_rule(repeat, start, window).take_while(|it| *it < at);
    let ruled = ruled.filter(|it| !repeat.overrides.contains_key(it));
    let from = window.first.to_datetime(jiff::civil::Time::midnight());
    let own = repeat.overrides.range(from..at).filter(|(_, own)| !own.is_excluded());
    let all = ruled.take(MOST_BACK).chain(own.map(|(at, _)| *at));
    all.gathered_set().into_iter().collect()
}
