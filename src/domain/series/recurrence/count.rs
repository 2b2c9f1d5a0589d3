//! Counts how many instances a series has before a wall clock: needed for COUNT, and for 第N回.
//!
//! If every period has the same number of instances, this is a multiplication. Otherwise they are counted one by one,
//! up to a limit on the work.

use jiff::civil::DateTime;

use crate::domain::series::recurrence::civil::stamp_of;
use crate::domain::series::recurrence::plan::RulePlan;
use crate::domain::series::recurrence::rule::{End, Frequency, Rule, SkipRule};
use crate::domain::series::recurrence::walk::{Bounds, Walk};

/// How many steps counting may take: two and a half centuries of days. Anything beyond counts as never reached.
pub(super) const MOST_STEPS: u64 = 100_000;

/// A number of instances, and the work needed to count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) instances: u64,
    pub(super) steps: u64,
}

/// Returns how many instances a series has before a wall clock, including the start; at most those that COUNT allows.
///
/// Returns `None` if counting them would take too long.
pub fn instances_before(rule: &Rule, start: DateTime, clock: DateTime) -> Option<u64> {
    let plan = RulePlan::new(rule, start);
    let (most, until) = match rule.parts().end {
        End::Never => (u64::MAX, i64::MAX),
        End::Count(count) => (u64::from(count), i64::MAX),
        End::Until(until) => (u64::MAX, stamp_of(until).saturating_add(1)),
    };
    let before = stamp_of(clock);
    if before <= plan.start {
        return Some(0);
    }
    let counted = self::before(&plan, before.min(until).max(plan.start + 1), most);
    (counted.instances < u64::MAX).then_some(counted.instances)
}

/// Returns how many instances a series has from one wall clock on and before another; `None` if counting them would
/// take too long, or if they come too often to be counted. The cost depends on the time between them, not on how long ago the series began.
pub fn instances_between(
    rule: &Rule,
    start: DateTime,
    from: DateTime,
    to: DateTime,
) -> Option<u64> {
    let plan = RulePlan::new(rule, start);
    if rule.may_fill_a_day() && !is_steady(&plan) {
        return None;
    }
    let has_count = matches!(rule.parts().end, End::Count(_));
    if has_count || is_steady(&plan) {
        let before = |clock| instances_before(rule, start, clock);
        return before(to)?.checked_sub(before(from)?);
    }
    let until = match rule.parts().end {
        End::Until(until) => stamp_of(until).saturating_add(1),
        End::Never | End::Count(_) => i64::MAX,
    };
    let is_start_in = from <= start && start < to;
    let bounds = Bounds {
        low: stamp_of(from).max(plan.start + 1),
        high: stamp_of(to).min(until).saturating_sub(1),
    };
    let mut walk = Walk::new(plan, bounds);
    let mut instances = u64::from(is_start_in);
    while bounds.low <= bounds.high && walk.next().is_some() {
        instances += 1;
        if walk.steps > MOST_STEPS {
            return None;
        }
    }
    Some(instances)
}

/// Counts the instances before `stamp`, including the start; at most `most`.
pub(super) fn before(plan: &RulePlan, stamp: i64, most: u64) -> Counted {
    if stamp <= plan.start {
        return Counted { instances: 0, steps: 0 };
    }
    let counted = if is_steady(plan) { multiplied(plan, stamp) } else { walked(plan, stamp, most) };
    Counted { instances: counted.instances.saturating_add(1).min(most), steps: counted.steps }
}

/// Computes the number of instances after the start and before `stamp` from the number of periods between.
fn multiplied(plan: &RulePlan, stamp: i64) -> Counted {
    let last = plan.period_of(stamp);
    // The last period, in steps of the interval, that is not after the one of `stamp`.
    let last = last - (last - plan.origin).rem_euclid(plan.interval);
    let within = |low: i64, high: i64| {
        let mut walk = Walk::new(plan.clone(), Bounds { low, high });
        let instances = u64::try_from(walk.by_ref().count()).unwrap_or(u64::MAX);
        Counted { instances, steps: walk.steps }
    };
    let first_of = |period: i64| {
        if plan.frequency.is_within_day() {
            period * plan.unit()
        } else {
            plan.days(period).0 * 86_400
        }
    };
    if last == plan.origin {
        return within(plan.start + 1, stamp - 1);
    }
    let begun = within(plan.start + 1, first_of(plan.origin + 1) - 1);
    let ended = within(first_of(last), stamp - 1);
    let between = u64::try_from((last - plan.origin) / plan.interval - 1).unwrap_or(0);
    let whole = between.saturating_mul(Walk::size_of(plan, last));
    Counted {
        instances: begun.instances.saturating_add(ended.instances).saturating_add(whole),
        steps: begun.steps + ended.steps + 1,
    }
}

fn walked(plan: &RulePlan, stamp: i64, most: u64) -> Counted {
    let mut walk = Walk::new(plan.clone(), Bounds { low: plan.start + 1, high: stamp - 1 });
    let mut instances = 0;
    while instances < most && walk.next().is_some() {
        instances += 1;
        if walk.steps > MOST_STEPS {
            return Counted { instances: most, steps: walk.steps };
        }
    }
    Counted { instances, steps: walk.steps }
}

/// Whether every whole period has the same number of instances. May return false for some such rules, but never true
/// for another rule.
fn is_steady(plan: &RulePlan) -> bool {
    let has_no_date = plan.months.is_empty()
        && plan.month_days.is_empty()
        && plan.year_days.is_empty()
        && plan.week_numbers.is_empty();
    // Each weekday occurs four or five times in every month: the second and the fourth from the end may be the same.
    let are_weeks_steady = plan.week_days.iter().all(|(day, nth)| {
        let same = plan.week_days.iter().filter(|(other, _)| other == day);
        is_in_every(*nth, 4) && same.into_iter().all(|(_, other)| !may_meet(*nth, *other, 4, 5))
    });
    // Every month has at least four of each weekday without a number, so every month has an nth of them.
    let are_picked_steady = !plan.positions.is_empty()
        && !plan.week_days.is_empty()
        && plan.week_days.iter().all(|(_, nth)| *nth == 0)
        && is_one_sided(&plan.positions, 4 * i64::try_from(plan.week_days.len()).unwrap_or(0));
    // Every month has 28 days, and up to 31.
    let are_days_steady = plan.month_days.iter().all(|day| {
        is_in_every(*day, 28) && plan.month_days.iter().all(|it| !may_meet(*day, *it, 28, 31))
    });
    match plan.frequency {
        // A day that is moved to another period does not count in its own.
        _ if plan.skip != SkipRule::Omit => false,
        Frequency::Secondly => {
            has_no_date
                && plan.week_days.is_empty()
                && plan.hours.is_empty()
                && plan.minutes.is_empty()
                && plan.seconds.is_empty()
        }
        Frequency::Minutely => {
            has_no_date
                && plan.week_days.is_empty()
                && plan.hours.is_empty()
                && plan.minutes.is_empty()
        }
        Frequency::Hourly => has_no_date && plan.week_days.is_empty() && plan.hours.is_empty(),
        Frequency::Daily => has_no_date && plan.week_days.is_empty(),
        Frequency::Weekly => has_no_date,
        Frequency::Monthly => {
            let is_by_date = plan.week_days.is_empty() && are_days_steady;
            let is_by_week = plan.month_days.is_empty() && (are_weeks_steady || are_picked_steady);
            plan.months.is_empty() && plan.year_days.is_empty() && (is_by_date || is_by_week)
        }
        Frequency::Yearly => {
            let is_by_date = plan.week_days.is_empty() && are_days_steady;
            let is_by_week = plan.month_days.is_empty() && are_weeks_steady;
            !plan.months.is_empty()
                && plan.year_days.is_empty()
                && plan.week_numbers.is_empty()
                && (is_by_date || is_by_week)
        }
    }
}

/// Whether all are among the first `most`, or all are among the last `most`.
fn is_one_sided(list: &[i64], most: i64) -> bool {
    list.iter().all(|value| (1..=most).contains(value))
        || list.iter().all(|value| (-most..=-1).contains(value))
}

/// Whether every period has an nth one, counted from its beginning or its end, if each period has at least `least`.
fn is_in_every(nth: i64, least: i64) -> bool {
    (1..=least).contains(&nth.abs())
}

/// Whether one counted from the beginning and one from the end may be the same, if there are `least` to `most` of them.
fn may_meet(one: i64, other: i64, least: i64, most: i64) -> bool {
    one > 0 && other < 0 && (least + 1..=most + 1).contains(&(one - other))
}
