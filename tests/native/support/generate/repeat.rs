//! Strategies that make recurrence rules and exceptions.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, Weekday};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::foreign::Json;
use tsudoi::domain::series::recurrence::rule::{
    End, Frequency, NthDay, Rule, RuleParts, SkipRule, Spelling,
};
use tsudoi::domain::series::repeat::RepeatRule as Kept;
use tsudoi::domain::series::repeat::{HolidayRule, Override, Repeat};
use tsudoi::domain::sorted_map::SortedMap;

use crate::support::generate::own::patch;
use crate::support::generate::{clock, sorted_map};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn weekday() -> impl Strategy<Value = Weekday> {
    select(WEEKDAYS.to_vec())
}

/// Mostly empty, otherwise one to three numbers, with or without those counted from the end.
fn list(low: i16, high: i16) -> BoxedStrategy<Vec<i16>> {
    let number = (low..=high).prop_filter("there is no day 0", move |it| low >= 0 || *it != 0);
    prop_oneof![3 => Just(Vec::new()), 1 => vec(number, 1..4)].boxed()
}

fn by_day() -> impl Strategy<Value = Vec<NthDay>> {
    let nth = prop_oneof![2 => Just(None), 1 => (-5i16..=5).prop_map(Some)];
    let day = (weekday(), nth).prop_map(|(day, nth)| NthDay { day, nth });
    prop_oneof![1 => Just(Vec::new()), 1 => vec(day, 1..4)]
}

/// Any rule with one of the given frequencies that the standards allow.
pub(crate) fn rule(frequencies: &'static [Frequency]) -> impl Strategy<Value = Rule> {
    let head = (
        select(frequencies),
        option::of(prop_oneof![4 => 1u32..5, 1 => 1u32..40]),
        option::of(weekday()),
        by_day(),
        list(1, 12),
    );
    let days = (list(-31, 31), list(-366, 366), list(-53, 53), list(-3, 3));
    let times = (list(0, 23), list(0, 59), list(0, 59));
    let end = prop_oneof![
        2 => Just(End::Never),
        1 => (1u32..40).prop_map(End::Count),
        1 => clock().prop_map(End::Until),
    ];
    let spelling = (any::<bool>(), option::of(select(SkipRule::ALL.to_vec())), any::<bool>());
    let parts = (head, days, times, end, spelling).prop_map(
        |(head, days, times, end, (scale, skip, day_types))| RuleParts {
            frequency: head.0,
            interval: head.1,
            week_start: head.2,
            by_month: head.4,
            by_month_day: days.0,
            by_year_day: days.1,
            by_week_no: if head.0 == Frequency::Yearly { days.2 } else { Vec::new() },
            by_hour: times.0,
            by_minute: times.1,
            by_second: times.2,
            by_set_position: days.3,
            end,
            skip,
            spelling: Spelling { scale, day_types: day_types && !head.3.is_empty() },
            by_day: head.3,
        },
    );
    parts.prop_filter_map("a rule that the standards forbid", |parts| {
        Rule::new(parts.clone()).or_else(|| {
            let by_day = parts.by_day.iter().map(|day| NthDay { nth: None, ..*day }).collect();
            Rule::new(RuleParts { by_day, ..parts })
        })
    })
}

fn different() -> impl Strategy<Value = Override> {
    prop_oneof![
        2 => Just(Override::Excluded),
        3 => patch().boxed().prop_map(Override::of),
        1 => Just(Override::Kept(Json::Bool(true))),
    ]
}

/// Overrides at those wall clocks, or at any.
pub(crate) fn overrides(
    at: impl Strategy<Value = DateTime>,
) -> impl Strategy<Value = SortedMap<DateTime, Override>> {
    sorted_map(at, different(), 0..4)
}

/// Any kind of recurrence, including those that the app only keeps.
pub(crate) fn repeat(kept: BoxedStrategy<Json>) -> impl Strategy<Value = Repeat> {
    let rule = prop_oneof![
        2 => rule(&Frequency::ALL).prop_map(|rule| Kept::Known(Box::new(rule))),
        1 => btree_map("[a-c]", kept.clone(), 0..3).prop_map(|map| Kept::Kept(Json::Map(map))),
    ]
    .boxed();
    let excluded = prop_oneof![3 => Just(Vec::new()), 1 => vec(rule.clone(), 1..3)];
    let strays = prop_oneof![
        4 => Just(BTreeMap::new()),
        1 => btree_map("2024-0[1-3]-01", kept, 1..3),
    ];
    let holiday_rule = option::of(select(HolidayRule::ALL.to_vec()));
    let rules = (option::of(rule), excluded);
    (rules, overrides(clock()), strays, holiday_rule, option::of(1i8..=12))
        .prop_map(|((rule, excluded), overrides, strays, holiday_rule, restart_month)| Repeat {
            rule,
            excluded,
            overrides,
            holiday_rule,
            restart_month,
            strays,
        })
        .prop_filter("nothing is not a repetition", |repeat| *repeat != Repeat::default())
}
