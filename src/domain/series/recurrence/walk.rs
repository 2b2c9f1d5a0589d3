//! Walks from period to period of a rule and yields the instances after the start, as seconds.

use crate::domain::series::recurrence::civil::{DAY, civil, number};
use crate::domain::series::recurrence::plan::RulePlan;
use crate::domain::series::recurrence::rule::Frequency;

/// How many steps may find nothing before a series counts as finished. A rule that falls on any day does so within the
/// 3.7 million days of the calendar; for shorter periods, a rule that never matches would be checked second by second.
const BARREN_STEPS: u64 = 4_000_000;

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
}

impl Walk {
    pub(super) fn new(plan: RulePlan, bounds: Bounds) -> Self {
        let low = bounds.low.max(plan.start + 1);
        let period = plan.not_before(plan.period_of(low));
        Self {
            plan,
            bounds: Bounds { low, high: bounds.high },
            period,
            bases: Vec::new(),
            picked: None,
            at: 0,
            count: 0,
            known_day: None,
            steps: 0,
            barren: 0,
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
        if self.plan.frequency.is_within_day() {
            self.fill_short(period);
        } else {
            self.fill_days(period);
        }
        let total = i64::try_from(self.bases.len()).unwrap_or(0) * self.plan.times();
        self.picked = self.plan.picked(total);
        self.count = match &self.picked {
            None => total,
            Some(indices) => i64::try_from(indices.len()).unwrap_or(0),
        };
        self.at = 0;
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
        let skip = if !self.fits(day) {
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

impl Iterator for Walk {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let times = self.plan.times();
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
                let stamp = base + self.plan.time(nth % times);
                if stamp > self.bounds.high {
                    return None;
                }
                if stamp >= self.bounds.low {
                    self.barren = 0;
                    return Some(stamp);
                }
            }
            let is_over = self.plan.days(self.period).0 * DAY > self.bounds.high;
            if is_over || self.barren > BARREN_STEPS {
                return None;
            }
            self.fill();
        }
    }
}
