//! Yields the starts that a rule makes within a window, one by one.
//!
//! The expansion jumps to the window by arithmetic, so its cost does not depend on how long ago the series began; only
//! COUNT looks back, see [`crate::domain::series::recurrence::count`].

use jiff::civil::{DateTime, date};

use crate::domain::series::recurrence::civil::{DAY, clock_of, stamp_of};
use crate::domain::series::recurrence::count;
use crate::domain::series::recurrence::plan::{RulePlan, day_of};
use crate::domain::series::recurrence::rule::{End, Rule};
use crate::domain::series::recurrence::walk::{Bounds, Walk};
use crate::domain::time::Days;

/// In so many years, each day of the year is each day of the week, also over a leap year that falls out.
const YEARS_OF_ALL_KINDS: i16 = 40;

/// The longest interval of which rules are tried.
const MOST_INTERVAL: i16 = 4;

/// Returns the starts of a series within a window of days, in order, each once.
pub fn starts(rule: &Rule, start: DateTime, window: Days) -> Starts {
    let plan = RulePlan::new(rule, start);
    let mut bounds =
        Bounds { low: day_of(window.first) * DAY, high: day_of(window.last) * DAY + DAY - 1 };
    let mut left = None;
    let mut steps = 0;
    match rule.parts().end {
        End::Never => {}
        End::Until(until) => bounds.high = bounds.high.min(stamp_of(until)),
        End::Count(count) => {
            let before = count::before(&plan, bounds.low, u64::from(count));
            left = Some(u64::from(count).saturating_sub(before.instances));
            steps = before.steps;
        }
    }
    // The start is an instance even if the rule ends before it.
    let is_start_in =
        day_of(window.first) * DAY <= plan.start && plan.start < day_of(window.last) * DAY + DAY;
    let mut walk = Walk::new(plan, bounds);
    walk.steps = steps;
    Starts { first: is_start_in.then_some(start), left, walk }
}

/// Returns the part of a rule because of which it makes no instance after its start, although it does not end: 30 February,
/// the sixth Monday of a month. Only rules of days and longer periods are tried, over all kinds of years.
pub fn barren_part(rule: &Rule, start: DateTime) -> Option<&'static str> {
    let parts = rule.parts();
    let is_over = match parts.end {
        End::Never => false,
        End::Count(count) => count <= 1,
        End::Until(until) => until <= start,
    };
    let has_times =
        [&parts.by_hour, &parts.by_minute, &parts.by_second].iter().any(|it| it.len() > 1);
    let interval = i16::try_from(rule.interval()).ok().filter(|it| *it <= MOST_INTERVAL)?;
    let last = start.year().checked_add(YEARS_OF_ALL_KINDS * interval).filter(|year| *year <= 9999);
    if is_over || has_times || parts.frequency.is_within_day() {
        return None;
    }
    let endless = rule.ending(End::Never)?;
    let window = Days { first: start.date(), last: date(last?, 12, 31) };
    if starts(&endless, start, window).nth(1).is_some() {
        return None;
    }
    let lists = [
        ("bySetPosition", parts.by_set_position.is_empty()),
        ("byYearDay", parts.by_year_day.is_empty()),
        ("byMonthDay", parts.by_month_day.is_empty()),
        ("byWeekNo", parts.by_week_no.is_empty()),
        ("byDay", parts.by_day.is_empty()),
        ("byMonth", parts.by_month.is_empty()),
    ];
    let found = lists.into_iter().find(|(_, is_empty)| !is_empty);
    Some(found.map_or("frequency", |(name, _)| name))
}

/// Whether a series has an instance at a wall clock. Its cost does not depend on how many instances a day has.
pub fn has(rule: &Rule, start: DateTime, at: DateTime) -> bool {
    if at <= start {
        return at == start;
    }
    let plan = RulePlan::new(rule, start);
    let stamp = stamp_of(at);
    let is_in = match rule.parts().end {
        End::Never => true,
        End::Until(until) => at <= until,
        End::Count(count) => {
            count::before(&plan, stamp, u64::from(count)).instances < u64::from(count)
        }
    };
    // Instances are whole seconds.
    let is_whole = at.subsec_nanosecond() == 0;
    is_in && is_whole && Walk::new(plan, Bounds { low: stamp, high: stamp }).next().is_some()
}

/// The starts of a series within a window, see [`starts`].
#[derive(Clone, Debug)]
pub struct Starts {
    /// The start of the series itself, until it was returned.
    first: Option<DateTime>,
    /// The maximum number of instances that remain.
    left: Option<u64>,
    walk: Walk,
}

impl Starts {
    /// Returns how much work was done so far: the number of periods, days and instances that were checked.
    pub fn steps(&self) -> u64 {
        self.walk.steps
    }
}

impl Iterator for Starts {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        if self.left == Some(0) {
            return None;
        }
        let next = match self.first.take() {
            Some(first) => Some(first),
            None => self.walk.next().and_then(clock_of),
        };
        if let (Some(_), Some(left)) = (next, &mut self.left) {
            *left -= 1;
        }
        next
    }
}
