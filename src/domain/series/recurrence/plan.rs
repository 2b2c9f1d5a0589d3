//! A rule prepared for one start: omitted parts are filled in, and each period can be computed from its number.
//!
//! JSCalendar bis 3.3.3.1 defines a rule by every second of a period and filters over them. Here a period is a list of
//! *bases* (days, or the one hour, minute or second) and a table of times after a base, which gives the same result.

use jiff::civil::{DateTime, Weekday};

use crate::domain::series::recurrence::civil::{
    Civil, DAY, civil, number, number_of, stamp_of, week, weekday,
};
use crate::domain::series::recurrence::rule::{Frequency, NthDay, Rule, RuleParts, SkipRule};

/// A rule prepared for one start.
#[derive(Clone, Debug)]
pub(super) struct RulePlan {
    pub(super) frequency: Frequency,
    pub(super) interval: i64,
    /// The start, in seconds.
    pub(super) start: i64,
    /// The number of the period that contains the start.
    pub(super) origin: i64,
    week_start: i64,
    pub(super) months: Vec<i64>,
    /// Weekdays from 0 for Monday, with the nth of the month or year, or 0 for every one.
    pub(super) week_days: Vec<(i64, i64)>,
    /// Whether an nth weekday is counted in the month, not in the year.
    is_nth_of_month: bool,
    pub(super) month_days: Vec<i64>,
    pub(super) year_days: Vec<i64>,
    pub(super) week_numbers: Vec<i64>,
    /// Hours that limit periods shorter than a day.
    pub(super) hours: Vec<i64>,
    pub(super) minutes: Vec<i64>,
    pub(super) seconds: Vec<i64>,
    /// The seconds after a base at which an instance starts, as three lists to be combined.
    table: [Vec<i64>; 3],
    pub(super) positions: Vec<i64>,
    /// What happens to days that do not exist, if there can be any.
    pub(super) skip: SkipRule,
}

impl RulePlan {
    pub(super) fn new(rule: &Rule, start: DateTime) -> Self {
        let parts = rule.parts();
        let week_start = day_number(parts.week_start.unwrap_or(Weekday::Monday));
        let mut plan = Self {
            frequency: parts.frequency,
            interval: i64::from(rule.interval()),
            start: stamp_of(start),
            origin: 0,
            week_start,
            months: sorted(&parts.by_month, 1),
            week_days: parts.by_day.iter().copied().map(week_day).collect(),
            is_nth_of_month: parts.frequency == Frequency::Monthly || !parts.by_month.is_empty(),
            month_days: sorted(&parts.by_month_day, 1),
            year_days: sorted(&parts.by_year_day, 1),
            week_numbers: sorted(&parts.by_week_no, 1),
            hours: sorted(&parts.by_hour, 1),
            minutes: sorted(&parts.by_minute, 1),
            seconds: sorted(&parts.by_second, 1).into_iter().map(|second| second.min(59)).collect(),
            table: [vec![0], vec![0], vec![0]],
            positions: sorted(&parts.by_set_position, 1),
            skip: rule.skip(),
        };
        plan.fill_days(start);
        plan.fill_table(parts, start);
        plan.origin = plan.period_of(plan.start);
        plan
    }

    /// Fills in the parts that the rule omits from the start (JSCalendar bis 3.3.3.1).
    fn fill_days(&mut self, start: DateTime) {
        let week_day = (day_number(start.weekday()), 0);
        let (month, day) = (i64::from(start.month()), i64::from(start.day()));
        let has_no_day = self.week_days.is_empty() && self.month_days.is_empty();
        match self.frequency {
            Frequency::Weekly if self.week_days.is_empty() => self.week_days.push(week_day),
            Frequency::Monthly if has_no_day => self.month_days.push(day),
            Frequency::Yearly if self.year_days.is_empty() => {
                let has_no_period = self.months.is_empty() && self.week_numbers.is_empty();
                if has_no_period && (!self.month_days.is_empty() || self.week_days.is_empty()) {
                    self.months.push(month);
                }
                if has_no_day && self.week_numbers.is_empty() {
                    self.month_days.push(day);
                }
                if has_no_day && !self.week_numbers.is_empty() {
                    self.week_days.push(week_day);
                }
            }
            Frequency::Weekly
            | Frequency::Monthly
            | Frequency::Yearly
            | Frequency::Daily
            | Frequency::Hourly
            | Frequency::Minutely
            | Frequency::Secondly => {}
        }
    }

    fn fill_table(&mut self, parts: &RuleParts, start: DateTime) {
        let given = |list: &[i16], own: i8, unit: i64| {
            if list.is_empty() { vec![i64::from(own) * unit] } else { sorted(list, unit) }
        };
        // There are no leap seconds on a civil clock: the 60th second counts as the 59th (RFC 5545 3.3.12).
        let by_second: Vec<i16> = parts.by_second.iter().map(|second| (*second).min(59)).collect();
        let [hours, minutes, seconds] = &mut self.table;
        if self.frequency < Frequency::Hourly {
            *hours = given(&parts.by_hour, start.hour(), 3600);
        }
        if self.frequency < Frequency::Minutely {
            *minutes = given(&parts.by_minute, start.minute(), 60);
        }
        if self.frequency < Frequency::Secondly {
            *seconds = given(&by_second, start.second(), 1);
        }
    }

    /// Returns the length of a period in seconds, for periods shorter than a day.
    pub(super) fn unit(&self) -> i64 {
        match self.frequency {
            Frequency::Yearly | Frequency::Monthly | Frequency::Weekly | Frequency::Daily => DAY,
            Frequency::Hourly => 3600,
            Frequency::Minutely => 60,
            Frequency::Secondly => 1,
        }
    }

    /// Returns the number of the period that contains a wall clock.
    pub(super) fn period_of(&self, stamp: i64) -> i64 {
        let day = stamp.div_euclid(DAY);
        match self.frequency {
            Frequency::Yearly => civil(day).year,
            Frequency::Monthly => {
                let Civil { year, month, .. } = civil(day);
                year * 12 + month - 1
            }
            Frequency::Weekly => (day + 3 - self.week_start).div_euclid(7),
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                stamp.div_euclid(self.unit())
            }
        }
    }

    /// Returns the first and last day of a period; for a shorter period, the day that contains it.
    pub(super) fn days(&self, period: i64) -> (i64, i64) {
        match self.frequency {
            Frequency::Yearly => (number(period, 1, 1), number(period, 12, 31)),
            Frequency::Monthly => {
                let first = |at: i64| number(at.div_euclid(12), at.rem_euclid(12) + 1, 1);
                (first(period), first(period + 1) - 1)
            }
            Frequency::Weekly => {
                let first = period * 7 - 3 + self.week_start;
                (first, first + 6)
            }
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                let day = (period * self.unit()).div_euclid(DAY);
                (day, day)
            }
        }
    }

    /// Returns the first period, counted from the origin in steps of the interval, that is not before the given one.
    pub(super) fn not_before(&self, period: i64) -> i64 {
        let behind = (period - self.origin).max(0);
        self.origin
            + behind.div_euclid(self.interval) * self.interval
            + if behind.rem_euclid(self.interval) == 0 { 0 } else { self.interval }
    }

    /// Whether the rule may fall on a day.
    pub(super) fn fits(&self, day: i64) -> bool {
        let date = civil(day);
        if !self.fits_month(date.month) {
            return false;
        }
        let counted = |list: &[i64], nth: i64, last: i64| {
            list.is_empty() || list.iter().any(|wanted| *wanted == nth || *wanted == nth - last - 1)
        };
        let month_length = || days_in_month(date.year, date.month);
        let year_first = || number(date.year, 1, 1);
        let year_length = || number(date.year + 1, 1, 1) - year_first();
        let fits_month_day =
            self.month_days.is_empty() || counted(&self.month_days, date.day, month_length());
        let fits_year_day = self.year_days.is_empty()
            || counted(&self.year_days, day - year_first() + 1, year_length());
        let fits_week = self.week_numbers.is_empty() || {
            let (nth, last) = week(day, self.week_start);
            counted(&self.week_numbers, nth, last)
        };
        fits_month_day && fits_year_day && fits_week && self.fits_week_day(day, date)
    }

    fn fits_week_day(&self, day: i64, date: Civil) -> bool {
        let own = weekday(day);
        let is_nth = |nth: i64| {
            let (before, length) = if self.is_nth_of_month {
                (date.day - 1, days_in_month(date.year, date.month))
            } else {
                let first = number(date.year, 1, 1);
                (day - first, number(date.year + 1, 1, 1) - first)
            };
            nth == before / 7 + 1 || nth == -((length - 1 - before) / 7) - 1
        };
        self.week_days.is_empty()
            || self
                .week_days
                .iter()
                .any(|&(wanted, nth)| wanted == own && (nth == 0 || is_nth(nth)))
    }

    /// Returns the days of a period in order, each once, if days that do not exist are moved (RFC 7529 4.1). A moved day
    /// may be outside of the period by one day. It is moved before weekdays are filtered.
    pub(super) fn days_with_moved(&self, period: i64) -> Vec<i64> {
        let (first, last) = self.days(period);
        let spans = if self.month_days.is_empty() {
            vec![(first, last)]
        } else {
            let (from, to) = (civil(first), civil(last));
            let month = |month: i64| {
                let first = number(from.year, month, 1);
                (first, first + days_in_month(from.year, month) - 1)
            };
            (from.month..=to.month).filter(|month| self.fits_month(*month)).map(month).collect()
        };
        let nths = if self.month_days.is_empty() { &self.year_days } else { &self.month_days };
        let mut days: Vec<i64> = spans
            .into_iter()
            .flat_map(|(first, last)| {
                let of_nth = move |nth: &i64| {
                    if *nth > 0 { first + nth - 1 } else { last + nth + 1 }
                };
                let is_forward = self.skip == SkipRule::Forward;
                nths.iter().map(of_nth).map(move |day| match (day > last, day < first) {
                    (true, _) => {
                        if is_forward {
                            last + 1
                        } else {
                            last
                        }
                    }
                    (_, true) => {
                        if is_forward {
                            first
                        } else {
                            first - 1
                        }
                    }
                    (false, false) => day,
                })
            })
            .filter(|day| {
                let date = civil(*day);
                let is_of_months = !self.month_days.is_empty() || self.fits_month(date.month);
                is_of_months && self.fits_week_day(*day, date)
            })
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Whether the rule may fall in a month of the year.
    pub(super) fn fits_month(&self, month: i64) -> bool {
        self.months.is_empty() || self.months.contains(&month)
    }

    /// Returns how many times there are after each base.
    pub(super) fn times(&self) -> i64 {
        let count = |list: &Vec<i64>| i64::try_from(list.len()).unwrap_or(i64::MAX);
        self.table.iter().map(count).product()
    }

    /// Whether the rule picks only positions that no period has: then it has no instance after the start.
    pub(super) fn picks_nothing(&self) -> bool {
        let most_days = match self.frequency {
            Frequency::Yearly => 366,
            Frequency::Monthly => 31,
            Frequency::Weekly => 7,
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => 1,
        };
        let most = most_days * self.times();
        !self.positions.is_empty() && self.positions.iter().all(|position| position.abs() > most)
    }

    /// Returns the nth time after a base, in seconds.
    pub(super) fn time(&self, nth: i64) -> i64 {
        let [hours, minutes, seconds] = &self.table;
        let pick = |list: &[i64], at: i64| {
            usize::try_from(at).ok().and_then(|at| list.get(at)).copied().unwrap_or_default()
        };
        let length = |list: &[i64]| i64::try_from(list.len()).unwrap_or(1).max(1);
        let (above, second) = (nth / length(seconds), nth % length(seconds));
        let (hour, minute) = (above / length(minutes), above % length(minutes));
        pick(hours, hour) + pick(minutes, minute) + pick(seconds, second)
    }

    /// Returns which of `total` instances of a period are picked, in order; `None` for all.
    pub(super) fn picked(&self, total: i64) -> Option<Vec<i64>> {
        if self.positions.is_empty() {
            return None;
        }
        let index = |wanted: &i64| if *wanted > 0 { wanted - 1 } else { total + wanted };
        let mut indices: Vec<i64> =
            self.positions.iter().map(index).filter(|at| (0..total).contains(at)).collect();
        indices.sort_unstable();
        indices.dedup();
        Some(indices)
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    number(next.0, next.1, 1) - number(year, month, 1)
}

/// Returns the number of a day, as this module counts days.
pub(super) fn day_of(date: jiff::civil::Date) -> i64 {
    number_of(date)
}

fn sorted(list: &[i16], unit: i64) -> Vec<i64> {
    let mut list: Vec<i64> = list.iter().map(|value| i64::from(*value) * unit).collect();
    list.sort_unstable();
    list.dedup();
    list
}

fn week_day(day: NthDay) -> (i64, i64) {
    (day_number(day.day), day.nth.map_or(0, i64::from))
}

fn day_number(day: Weekday) -> i64 {
    i64::from(day.to_monday_zero_offset())
}
