//! Yields the starts that a rule makes within a window, one by one.
//!
//! The expansion jumps to the window by arithmetic, so its cost does not depend on how long ago the series began; only
//! COUNT looks back, see [`crate::domain::series::recurrence::count`].

use jiff::civil::DateTime;

use crate::domain::series::recurrence::civil::{DAY, clock_of, stamp_of};
use crate::domain::series::recurrence::count;
use crate::domain::series::recurrence::plan::{RulePlan, day_of};
use crate::domain::series::recurrence::rule::{End, Rule};
use crate::domain::series::recurrence::walk::{Bounds, Walk};
use crate::domain::time::Days;

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
