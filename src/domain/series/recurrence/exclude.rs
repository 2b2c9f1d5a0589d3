//! Rules whose instances do not take place (RFC 2445 4.8.5.2 EXRULE, RFC 8984 4.3.4 `excludedRecurrenceRules`).
//!
//! Unlike the rule of a series, such a rule has the start of the series only if it falls on it, and only then counts it.

use jiff::civil::DateTime;

use crate::domain::series::recurrence::civil::stamp_of;
use crate::domain::series::recurrence::count::MOST_STEPS;
use crate::domain::series::recurrence::plan::RulePlan;
use crate::domain::series::recurrence::rule::{End, Rule};
use crate::domain::series::recurrence::walk::{Bounds, Walk};

/// A rule that excludes, prepared for the start of a series.
#[derive(Clone, Debug)]
pub struct Excluder {
    plan: RulePlan,
    /// Its last instance, in seconds.
    last: i64,
}

impl Excluder {
    /// Prepares a rule. Its cost is that of the instances that COUNT allows, at most [`MOST_STEPS`] of them.
    pub fn new(rule: &Rule, start: DateTime) -> Self {
        let plan = RulePlan::new(rule, start);
        let last = match rule.parts().end {
            End::Never => i64::MAX,
            End::Until(until) => stamp_of(until),
            End::Count(count) => last_of(&plan, count),
        };
        Self { plan, last }
    }

    /// Whether the rule falls on a wall clock.
    pub fn has(&self, at: DateTime) -> bool {
        self.look(at).0
    }

    /// Like [`Self::has`]; also returns how many steps it took to find out.
    pub fn look(&self, at: DateTime) -> (bool, u64) {
        let stamp = stamp_of(at);
        if !(self.plan.start..=self.last).contains(&stamp) {
            return (false, 1);
        }
        let mut walk = Walk::with_start(self.plan.clone(), Bounds { low: stamp, high: stamp });
        (walk.next().is_some(), walk.steps)
    }
}

/// Returns the last of a number of instances; the end of time if finding it would take too long.
fn last_of(plan: &RulePlan, count: u32) -> i64 {
    let all = Bounds { low: plan.start, high: i64::MAX / 4 };
    let mut walk = Walk::with_start(plan.clone(), all);
    let mut last = plan.start - 1;
    for _ in 0..count {
        match walk.next() {
            Some(_) if walk.steps > MOST_STEPS => return i64::MAX,
            Some(stamp) => last = stamp,
            None => break,
        }
    }
    last
}
