//! Walks from period to period of a rule and yields the instances after the start, as seconds.

use crate::domain::series::recurrence::civil::{DAY, civil, number};
use crate::domain::series::recurrence::plan::RulePlan;
use crate::domain::series::recurrence::rule::{Frequency, SkipRule};

/// How many steps may find nothing before a series counts as finished. A rule that falls on any day does so within the
/// 3.7 million days of the calendar; for shorter periods, a rule that never matches would be checked second by second.
const BARREN_STEPS: u64 = 4_000_000;

/// How many hours, minutes or seconds of days that fit may find nothing. From one to the next, an interval comes to every
/// second of the day that it can come to within the 86,400 seconds of a day.
const BARREN_TIMES: u64 = 200_000;

/// The range of seconds in which we search for instances, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) low: i64,
    pub(super) high: i64,
}

/// The instances after the start, within bounds, in order.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    plan: RulePlan,
    bounds: Bounds,
    /// The number of the next period.
    period: i64,
    /// The days, or the one hour, minute or second, of the current period.
    bases: Vec<i64>,
    /// The days, or the instances if `is_flat`, that belong to the current period or an earlier one but come after the
    /// beginning of the next one: a day that does not exist may be moved there.
    ahead: Vec<i64>,
    /// Whether `bases` are the instances themselves.
    is_flat: bool,
    /// Which instances of the current period are picked; `None` for all.
    picked: Option<Vec<i64>>,
    /// The next instance of the current period.
    at: i64,
    /// The number of instances of the current period.
    count: i64,
    /// The last day that was checked, and whether the rule may fall on it.
    known_day: Option<(i64, bool)>,
    pub(super) steps: u64,
    barren: u64,
    /// The part of `barren` that was on days that fit.
    barren_times: u64,
}

impl Walk {
    pub(super) fn new(plan: RulePlan, bounds: Bounds) -> Self {
        Self::from(plan, bounds, 1)
    }

    /// Like [`Self::new`], and begins with the start itself if the rule has it.
    pub(super) fn with_start(plan: RulePlan, bounds: Bounds) -> Self {
        Self::from(plan, bounds, 0)
    }

    fn from(plan: RulePlan, bounds: Bounds, after_start: i64) -> Self {
        let low = bounds.low.max(plan.start + after_start);
        let mut period = plan.not_before(plan.period_of(low));
        if plan.skip != SkipRule::Omit && period > plan.origin {
            // The last day of the period before may have been moved into this one.
            period -= plan.interval;
        }
        // Nothing is searched for a rule that finds nothing.
        let barren = if plan.picks_nothing() { BARREN_STEPS } else { 0 };
        let is_flat = plan.skip != SkipRule::Omit && !plan.positions.is_empty();
        Self {
            plan,
            bounds: Bounds { low, high: bounds.high },
            period,
            bases: Vec::new(),
            ahead: Vec::new(),
            is_flat,
            picked: None,
            at: 0,
            count: 0,
            known_day: None,
            steps: 0,
            barren,
            barren_times: 0,
        }
    }

    /// Returns how many instances a whole period has.
    pub(super) fn size_of(plan: &RulePlan, period: i64) -> u64 {
        let all = Bounds { low: i64::MIN / 4, high: i64::MAX / 4 };
        let mut walk = Self::new(plan.clone(), all);
        walk.bounds = all;
        walk.period = period;
        walk.fill();
        u64::try_from(walk.count).unwrap_or(0)
    }

    fn step(&mut self) {
        self.steps += 1;
        self.barren += 1;
    }

    fn fits(&mut self, day: i64) -> bool {
        if let Some((known, fits)) = self.known_day
            && known == day
        {
            return fits;
        }
        let fits = self.plan.fits(day);
        self.known_day = Some((day, fits));
        fits
    }

    /// Loads the next period, or skips it.
    fn fill(&mut self) {
        self.step();
        self.bases.clear();
        let period = self.period;
        self.period = period.saturating_add(self.plan.interval);
        self.at = 0;
        if self.plan.skip != SkipRule::Omit {
            self.fill_moving(period);
            return;
        }
        if self.plan.frequency.is_within_day() {
            self.fill_short(period);
        } else {
            self.fill_days(period);
        }
        let total = count_of(&self.bases) * self.plan.times();
        self.picked = self.plan.picked(total);
        self.count = match &self.picked {
            None => total,
            Some(indices) => count_of(indices),
        };
    }

    /// Loads a period of a rule that moves days which do not exist.
    fn fill_moving(&mut self, period: i64) {
        let days = self.plan.days_with_moved(period);
        self.steps += u64::try_from(days.len()).unwrap_or(0);
        let times = self.plan.times();
        let mut found = match self.plan.picked(count_of(&days) * times) {
            Some(indices) => {
                let stamp = |nth: i64| {
                    let day = usize::try_from(nth / times).ok().and_then(|at| days.get(at));
                    day.map(|day| day * DAY + self.plan.time(nth % times))
                };
                indices.into_iter().filter_map(stamp).collect()
            }
            None => days.into_iter().map(|day| day * DAY).collect::<Vec<_>>(),
        };
        found.append(&mut self.ahead);
        found.sort_unstable();
        found.dedup();
        let Bounds { low, high } = self.bounds;
        found.retain(|base| base.saturating_add(DAY) > low && *base <= high);
        // The next period may begin one day earlier than its first day.
        let next = (self.plan.days(self.period).0 - 1) * DAY;
        self.ahead = found.split_off(found.partition_point(|base| *base < next));
        self.bases = found;
        self.picked = None;
        self.count = count_of(&self.bases) * self.times();
    }

    /// Returns how many instances there are after each base.
    fn times(&self) -> i64 {
        if self.is_flat { 1 } else { self.plan.times() }
    }

    fn fill_days(&mut self, period: i64) {
        let (mut first, mut last) = self.plan.days(period);
        // If the rule picks positions, the whole period must be known.
        if self.plan.positions.is_empty() {
            first = first.max(self.bounds.low.div_euclid(DAY));
            last = last.min(self.bounds.high.div_euclid(DAY));
        }
        let mut day = first;
        while day <= last {
            self.step();
            let date = civil(day);
            if !self.plan.fits_month(date.month) {
                day = number(date.year + date.month / 12, date.month % 12 + 1, 1);
                continue;
            }
            if self.plan.fits(day) {
                self.bases.push(day * DAY);
            }
            day += 1;
        }
    }

    /// Loads one hour, minute or second; if its day, hour or minute is not in the rule, the rest of that is skipped.
    fn fill_short(&mut self, period: i64) {
        let base = period * self.plan.unit();
        let day = base.div_euclid(DAY);
        let second = base.rem_euclid(DAY);
        let is_in = |list: &[i64], value: i64| list.is_empty() || list.contains(&value);
        let fits = self.fits(day);
        self.barren_times += u64::from(fits);
        let skip = if !fits {
            (day + 1) * DAY
        } else if !is_in(&self.plan.hours, second / 3600) {
            base - base.rem_euclid(3600) + 3600
        } else if self.plan.frequency == Frequency::Hourly {
            self.bases.push(base);
            return;
        } else if !is_in(&self.plan.minutes, second / 60 % 60) {
            base - base.rem_euclid(60) + 60
        } else {
            let is_second = self.plan.frequency == Frequency::Secondly;
            if !is_second || is_in(&self.plan.seconds, second % 60) {
                self.bases.push(base);
            }
            return;
        };
        self.period = self.plan.not_before(self.plan.period_of(skip)).max(self.period);
    }
}

fn count_of(list: &[i64]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

impl Iterator for Walk {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let times = self.times();
        loop {
            while self.at < self.count {
                self.step();
                let nth = match &self.picked {
                    None => self.at,
                    Some(indices) => {
                        usize::try_from(self.at).ok().and_then(|at| indices.get(at)).copied()?
                    }
                };
                self.at += 1;
                let base = usize::try_from(nth / times).ok().and_then(|at| self.bases.get(at))?;
                let time = if self.is_flat { 0 } else { self.plan.time(nth % times) };
                let stamp = base + time;
                if stamp > self.bounds.high {
                    return None;
                }
                if stamp >= self.bounds.low {
                    (self.barren, self.barren_times) = (0, 0);
                    return Some(stamp);
                }
            }
            // A period of a rule that moves days may begin one day before its first day.
            let early = if self.plan.skip == SkipRule::Omit { 0 } else { DAY };
            let is_over = self.plan.days(self.period).0 * DAY - early > self.bounds.high;
            let is_barren = self.barren >= BARREN_STEPS || self.barren_times > BARREN_TIMES;
            if (is_over && self.ahead.is_empty()) || is_barren {
                return None;
            }
            self.fill();
        }
    }
}
