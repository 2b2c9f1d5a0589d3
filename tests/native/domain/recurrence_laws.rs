//! Laws of the expansion, and a slow oracle that follows the standard word by word.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday, date};
use proptest::prelude::*;
use tsudoi::domain::series::recurrence::count::instances_before;
use tsudoi::domain::series::recurrence::expand::starts;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use tsudoi::domain::time::{Days, plus_days};

use crate::domain::recurrence_skip::moved_days;
use crate::support::generate::repeat::rule;
use crate::support::generate::{clock, day};

const LONG: &[Frequency] =
    &[Frequency::Yearly, Frequency::Monthly, Frequency::Weekly, Frequency::Daily];
const SHORT: &[Frequency] = &[Frequency::Hourly, Frequency::Minutely, Frequency::Secondly];

/// JSCalendar bis 3.3.3.1: the parts that a rule leaves out.
fn filled(rule: &Rule, start: DateTime) -> RuleParts {
    let mut parts = rule.parts().clone();
    let weekday = NthDay { day: start.weekday(), nth: None };
    if parts.frequency < Frequency::Secondly && parts.by_second.is_empty() {
        parts.by_second = vec![start.second().into()];
    }
    if parts.frequency < Frequency::Minutely && parts.by_minute.is_empty() {
        parts.by_minute = vec![start.minute().into()];
    }
    if parts.frequency < Frequency::Hourly && parts.by_hour.is_empty() {
        parts.by_hour = vec![start.hour().into()];
    }
    let (has_days, has_month_days) = (!parts.by_day.is_empty(), !parts.by_month_day.is_empty());
    if parts.frequency == Frequency::Weekly && !has_days {
        parts.by_day = vec![weekday];
    }
    if parts.frequency == Frequency::Monthly && !has_days && !has_month_days {
        parts.by_month_day = vec![start.day().into()];
    }
    if parts.frequency == Frequency::Yearly && parts.by_year_day.is_empty() {
        let has_weeks = !parts.by_week_no.is_empty();
        if parts.by_month.is_empty() && !has_weeks && (has_month_days || !has_days) {
            parts.by_month = vec![start.month().into()];
        }
        if !has_month_days && !has_weeks && !has_days {
            parts.by_month_day = vec![start.day().into()];
        }
        if has_weeks && !has_month_days && !has_days {
            parts.by_day = vec![weekday];
        }
    }
    parts
}

fn period(parts: &RuleParts, clock: DateTime) -> i64 {
    let days = i64::from((clock.date() - date(1, 1, 1)).get_days());
    let seconds =
        i64::from(clock.hour()) * 3600 + i64::from(clock.minute()) * 60 + i64::from(clock.second());
    match parts.frequency {
        Frequency::Yearly => clock.year().into(),
        Frequency::Monthly => i64::from(clock.year()) * 12 + i64::from(clock.month()),
        // 1 January of the year 1 is a Monday.
        Frequency::Weekly => {
            (days - i64::from(week_start(parts).to_monday_zero_offset())).div_euclid(7)
        }
        Frequency::Daily => days,
        Frequency::Hourly => (days * 86_400 + seconds) / 3600,
        Frequency::Minutely => (days * 86_400 + seconds) / 60,
        Frequency::Secondly => days * 86_400 + seconds,
    }
}

fn week_start(parts: &RuleParts) -> Weekday {
    parts.week_start.unwrap_or(Weekday::Monday)
}

/// Returns whether `value`, the nth of `last`, is listed, counted from either end.
fn listed(wanted: &[i16], value: i32, last: i32) -> bool {
    let is_it = |it: &i16| i32::from(*it) == value || i32::from(*it) == value - last - 1;
    wanted.is_empty() || wanted.iter().any(is_it)
}

pub(crate) fn fits(parts: &RuleParts, has_months: bool, day: Date) -> bool {
    let days_in_month = i32::from(day.days_in_month());
    let days_in_year = i32::from(day.days_in_year());
    let of_year = i32::from(day.day_of_year());
    let week = || {
        // The fourth day of a week decides its year.
        let middle = |day: Date| {
            let since = (day.weekday().to_monday_zero_offset()
                - week_start(parts).to_monday_zero_offset())
            .rem_euclid(7);
            plus_days(day, 3 - i32::from(since))
        };
        let year = middle(day).year();
        let nth = |day: Date| (i32::from(middle(day).day_of_year()) - 1) / 7 + 1;
        let mut last = date(year, 12, 31);
        while middle(last).year() != year {
            last = plus_days(last, -1);
        }
        (nth(day), nth(last))
    };
    let is_day = |nth_day: &NthDay| {
        let (of, last) = if parts.frequency == Frequency::Monthly || has_months {
            (i32::from(day.day()), days_in_month)
        } else {
            (of_year, days_in_year)
        };
        nth_day.day == day.weekday()
            && nth_day.nth.is_none_or(|nth| {
                let nth = i32::from(nth);
                nth == (of - 1) / 7 + 1 || -nth == (last - of) / 7 + 1
            })
    };
    (parts.by_month.is_empty() || parts.by_month.contains(&day.month().into()))
        && listed(&parts.by_month_day, day.day().into(), days_in_month)
        && listed(&parts.by_year_day, of_year, days_in_year)
        && (parts.by_week_no.is_empty() || {
            let (nth, last) = week();
            listed(&parts.by_week_no, nth, last)
        })
        && (parts.by_day.is_empty() || parts.by_day.iter().any(is_day))
}

/// Returns every instance up to the end of a day, found by trying every time of every day.
fn literal(rule: &Rule, start: DateTime, last: Date) -> Vec<DateTime> {
    let parts = filled(rule, start);
    let has_months = !rule.parts().by_month.is_empty();
    let every = |list: &[i16], most: i16| -> Vec<i16> {
        (0..most).filter(|it| list.is_empty() || list.contains(it)).collect()
    };
    let (hours, minutes, seconds) =
        (every(&parts.by_hour, 24), every(&parts.by_minute, 60), every(&parts.by_second, 60));
    let mut periods: BTreeMap<i64, Vec<DateTime>> = BTreeMap::new();
    let origin = period(&parts, start);
    let interval = i64::from(rule.interval());
    let from = match parts.frequency {
        Frequency::Yearly => start.date().first_of_year(),
        Frequency::Monthly => start.date().first_of_month(),
        Frequency::Weekly
        | Frequency::Daily
        | Frequency::Hourly
        | Frequency::Minutely
        | Frequency::Secondly => plus_days(start.date(), -7),
    };
    let to = match parts.frequency {
        Frequency::Yearly => last.last_of_year(),
        Frequency::Monthly => last.last_of_month(),
        Frequency::Weekly => plus_days(last, 7),
        Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => last,
    };
    let mut day = from;
    while day <= to {
        if fits(&parts, has_months, day) {
            for (hour, minute, second) in times(&hours, &minutes, &seconds) {
                let clock = day.at(hour, minute, second, 0);
                let period = period(&parts, clock);
                if period >= origin && (period - origin) % interval == 0 {
                    periods.entry(period).or_default().push(clock);
                }
            }
        }
        day = plus_days(day, 1);
    }
    for (nominal, day) in moved_days(&parts, from, plus_days(to, 31), has_months) {
        for (hour, minute, second) in times(&hours, &minutes, &seconds) {
            let period = period(&parts, nominal.at(0, 0, 0, 0));
            if period >= origin && (period - origin) % interval == 0 {
                periods.entry(period).or_default().push(day.at(hour, minute, second, 0));
            }
        }
    }
    let mut found = vec![start];
    for mut set in periods.into_values() {
        set.sort_unstable();
        set.dedup();
        let count = i16::try_from(set.len()).unwrap_or(i16::MAX);
        let is_picked = |(at, _): &(usize, DateTime)| {
            let at = i16::try_from(*at).unwrap_or(i16::MAX);
            parts.by_set_position.is_empty()
                || parts.by_set_position.iter().any(|it| *it == at + 1 || *it == at - count)
        };
        let picked = set.into_iter().enumerate().filter(is_picked).map(|(_, clock)| clock);
        found.extend(picked.filter(|clock| *clock > start));
    }
    found.sort_unstable();
    found.dedup();
    match parts.end {
        End::Never => {}
        End::Count(count) => found.truncate(usize::try_from(count).expect("a small count")),
        End::Until(until) => found.retain(|clock| *clock <= until || *clock == start),
    }
    found.retain(|clock| clock.date() <= last);
    found
}

fn times(hours: &[i16], minutes: &[i16], seconds: &[i16]) -> Vec<(i8, i8, i8)> {
    let small = |value: &i16| i8::try_from(*value).expect("a part of a time");
    let mut times = Vec::new();
    for hour in hours {
        for minute in minutes {
            times.extend(seconds.iter().map(|second| (small(hour), small(minute), small(second))));
        }
    }
    times
}

fn found(rule: &Rule, start: DateTime, first: Date, last: Date) -> Vec<DateTime> {
    starts(rule, start, Days { first, last }).collect()
}

pub(crate) fn check(
    rule: &Rule,
    start: DateTime,
    skipped: i32,
    days: i32,
) -> Result<(), TestCaseError> {
    let first = plus_days(start.date(), skipped);
    let last = plus_days(first, days);
    let mut slow = literal(rule, start, last);
    slow.retain(|clock| clock.date() >= first);
    prop_assert_eq!(found(rule, start, first, last), slow);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn days_and_longer_are_as_the_standard_reads(
        rule in rule(LONG), start in clock(), skipped in -40i32..900, days in 0i32..500,
    ) {
        check(&rule, start, skipped, days)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn hours_and_shorter_are_as_the_standard_reads(
        rule in rule(SHORT), start in clock(), skipped in -2i32..4, days in 0i32..3,
    ) {
        check(&rule, start, skipped, days)?;
    }
}

proptest! {
    #[test]
    fn a_window_is_the_sum_of_its_parts(
        rule in rule(LONG), start in clock(), first in day(), days in (0i32..400, 0i32..400),
    ) {
        let middle = plus_days(first, days.0);
        let last = plus_days(middle, days.1 + 1);
        let mut parts = found(&rule, start, first, middle);
        parts.extend(found(&rule, start, plus_days(middle, 1), last));
        let whole = found(&rule, start, first, last);
        prop_assert!(whole.is_sorted_by(|one, next| one < next), "{whole:?}");
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn days_from_both_ends_of_a_month_are_counted_as_they_are_found(
        days in proptest::collection::vec(prop_oneof![1i16..=28, -28i16..=-1], 1..4),
        weeks in proptest::collection::vec((0i8..2, prop_oneof![1i16..=4, -4i16..=-1]), 1..4),
        start in clock(), months in 0i32..400, by_week: bool,
    ) {
        let weekday = |day| Weekday::from_monday_zero_offset(day).unwrap();
        let by_day = weeks.into_iter().map(|(day, nth)| NthDay { day: weekday(day), nth: Some(nth) });
        let mut parts = RuleParts::new(Frequency::Monthly);
        if by_week { parts.by_day = by_day.collect() } else { parts.by_month_day = days }
        let rule = Rule::new(parts).expect("a rule that is held");
        let at = plus_days(start.date(), months * 31).at(12, 0, 0, 0);
        let before = starts(&rule, start, Days { first: start.date(), last: at.date() });
        let before = u64::try_from(before.filter(|it| *it < at).count()).unwrap();
        prop_assert_eq!(instances_before(&rule, start, at), Some(before));
    }

    #[test]
    fn instances_are_counted_as_they_are_found(
        rule in rule(LONG), start in clock(), days in 0i32..2000,
    ) {
        let at = plus_days(start.date(), days).at(12, 0, 0, 0);
        let before = found(&rule, start, start.date(), at.date()).into_iter().filter(|it| *it < at);
        let before = u64::try_from(before.count()).unwrap();
        prop_assert_eq!(instances_before(&rule, start, at), Some(before));
    }
}

fn ended(frequency: Frequency, end: End) -> Rule {
    Rule::new(RuleParts { end, ..RuleParts::new(frequency) }).expect("an end is always allowed")
}

#[test]
fn a_window_costs_the_same_however_long_ago_the_series_began() {
    let month = Days { first: date(2024, 11, 1), last: date(2024, 11, 30) };
    for frequency in Frequency::ALL {
        for end in [End::Never, End::Count(u32::MAX)] {
            let rule = ended(frequency, end);
            let steps = [2024, 1924, 24].map(|year| {
                let mut starts = starts(&rule, date(year, 2, 1).at(9, 0, 0, 0), month);
                let count = starts.by_ref().take(1000).count();
                (count, starts.steps())
            });
            let [(_, near), (_, far), (_, farther)] = steps;
            // Counting reads the first period and the last one before the window, which is a year at most.
            assert!(
                far <= near + 2 * 366 && farther <= near + 2 * 366,
                "{frequency:?} {end:?} {steps:?}"
            );
        }
    }
}

#[test]
fn a_rule_that_never_comes_is_given_up() {
    let always = Days { first: date(2024, 1, 1), last: Date::MAX };
    for frequency in Frequency::ALL {
        let never = RuleParts {
            by_month: vec![2],
            by_month_day: vec![30],
            by_hour: vec![3],
            by_set_position: vec![2],
            end: End::Count(u32::MAX),
            ..RuleParts::new(frequency)
        };
        let every_second = RuleParts { by_month: vec![], by_month_day: vec![], ..never.clone() };
        let is_short = frequency >= Frequency::Hourly;
        for parts in [Some(never), is_short.then_some(every_second)].into_iter().flatten() {
            let rule = Rule::new(parts).unwrap();
            let mut starts = starts(&rule, date(2024, 1, 1).at(0, 0, 0, 0), always);
            assert_eq!(starts.by_ref().take(2).count(), 1, "{frequency:?}");
            assert!(starts.steps() < 10_000_000, "{frequency:?} {}", starts.steps());
        }
    }
}

#[test]
fn nothing_at_the_ends_of_the_calendar_panics() {
    let all = Days { first: Date::MIN, last: Date::MAX };
    for frequency in Frequency::ALL {
        for interval in [1, 7, u32::MAX] {
            let parts = RuleParts { interval: Some(interval), ..RuleParts::new(frequency) };
            let rule = Rule::new(parts).unwrap();
            for start in [DateTime::MIN, DateTime::MAX, date(2024, 2, 29).at(12, 0, 0, 0)] {
                let some: Vec<DateTime> = starts(&rule, start, all).take(100).collect();
                assert_eq!(some.first().map(|it| it.date()), Some(start.date()));
                let last = Days::one(Date::MAX);
                assert!(starts(&rule, start, last).take(100).count() <= 100);
                instances_before(&rule, start, start.saturating_add(3.days()));
            }
        }
    }
}
