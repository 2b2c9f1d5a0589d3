//! Days that do not exist and are moved: the part of the slow oracle that finds them, and the law.

use jiff::civil::Date;
use proptest::prelude::*;
use tsudoi::domain::series::recurrence::rule::{Frequency, Rule, RuleParts, SkipRule};
use tsudoi::domain::time::plus_days;

use crate::domain::recurrence_laws::{check, fits};
use crate::support::generate::clock;
use crate::support::generate::repeat::rule;

/// Returns the days that do not exist and are moved: a day of the period that each one belongs to, and where it goes
/// (RFC 7529 4.1).
pub(crate) fn moved_days(
    parts: &RuleParts,
    from: Date,
    to: Date,
    has_months: bool,
) -> Vec<(Date, Date)> {
    let Some(skip @ (SkipRule::Forward | SkipRule::Backward)) = parts.skip else { return vec![] };
    let is_long = matches!(parts.frequency, Frequency::Monthly | Frequency::Yearly);
    if !is_long || !parts.by_week_no.is_empty() {
        return vec![];
    }
    // Only what comes after the move filters: weekdays.
    let weekdays = RuleParts { by_day: parts.by_day.clone(), ..RuleParts::new(parts.frequency) };
    let is_forward = skip == SkipRule::Forward;
    let mut moved = Vec::new();
    let mut first = from.first_of_month();
    while first <= to {
        let last = first.last_of_month();
        let is_in = parts.by_month.is_empty() || parts.by_month.contains(&first.month().into());
        let days: i16 = last.day().into();
        let (after, before) = (plus_days(last, 1), plus_days(first, -1));
        if is_in && parts.by_year_day.is_empty() {
            for day in &parts.by_month_day {
                if *day > days {
                    moved.push((first, if is_forward { after } else { last }));
                } else if *day < -days {
                    moved.push((first, if is_forward { first } else { before }));
                }
            }
        }
        if parts.by_month_day.is_empty()
            && parts.frequency == Frequency::Yearly
            && !last.in_leap_year()
        {
            let is_allowed = |day: Date| {
                parts.by_month.is_empty() || parts.by_month.contains(&day.month().into())
            };
            let new_year = first.first_of_year();
            let after = plus_days(new_year.last_of_year(), 1);
            if first == new_year && parts.by_year_day.contains(&366) {
                let day = if is_forward { after } else { plus_days(after, -1) };
                moved.extend(is_allowed(day).then_some((first, day)));
            }
            if first == new_year && parts.by_year_day.contains(&-366) {
                let day = if is_forward { new_year } else { plus_days(new_year, -1) };
                moved.extend(is_allowed(day).then_some((first, day)));
            }
        }
        first = after;
    }
    moved.retain(|(_, day)| fits(&weekdays, has_months, *day));
    moved
}

const BY_DATE: &[Frequency] = &[Frequency::Yearly, Frequency::Monthly];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn days_that_do_not_exist_are_moved_as_the_standard_reads(
        rule in rule(BY_DATE), start in clock(), skipped in -40i32..900, days in 0i32..500,
        skip in prop_oneof![Just(SkipRule::Forward), Just(SkipRule::Backward)],
        month_days in proptest::collection::vec(prop_oneof![28i16..=31, -31i16..=-28, Just(1)], 0..3),
        year_days in prop_oneof![4 => Just(vec![]), 1 => Just(vec![366]), 1 => Just(vec![1, -366])],
        is_plain: bool,
    ) {
        let mut parts = RuleParts { skip: Some(skip), by_month_day: month_days, ..rule.parts().clone() };
        if is_plain {
            parts.by_week_no.clear();
            parts.by_day.clear();
        }
        if parts.frequency == Frequency::Yearly {
            parts.by_year_day = year_days;
        } else {
            parts.by_year_day.clear();
        }
        check(&Rule::new(parts).expect("a rule that is held"), start, skipped, days)?;
    }
}
