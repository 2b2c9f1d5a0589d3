//! Strategies that make recurrence rules and exceptions.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, Weekday};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::LocalId;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts, Spelling};
use tsudoi::domain::series::repeat::RepeatRule as Kept;
use tsudoi::domain::series::repeat::{HolidayRule, Override, Own, Patch, Repeat, Sorts, TimeKind};
use tsudoi::domain::time::{Length, Zone};

use crate::support::generate::clock;
use crate::support::generate::details::{color, registration};
use crate::support::generate::people::rich_participant;

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
    let spelling = (any::<bool>(), any::<bool>(), any::<bool>());
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
            spelling: Spelling { scale, skip, day_types: day_types && !head.3.is_empty() },
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

type Maps = (
    Option<BTreeMap<LocalId, Location>>,
    Option<BTreeMap<LocalId, Participant>>,
    Option<Sorts>,
    Option<BTreeMap<LocalId, Part>>,
    Option<BTreeMap<LocalId, Link>>,
    Option<BTreeMap<LocalId, VirtualLocation>>,
);

fn key() -> impl Strategy<Value = LocalId> {
    "[a-zA-Z0-9_-]{1,3}".prop_map(LocalId::new)
}

/// Whole maps that replace those of the series in one instance.
fn maps() -> impl Strategy<Value = Maps> {
    let place = ("[a-z]{1,4}", any::<bool>()).prop_map(|(name, is_meeting_place)| Location {
        name,
        is_meeting_place,
        ..Location::default()
    });
    let part = ("[a-z]{0,4}", option::of(clock()), 0u32..3)
        .prop_map(|(title, start, order)| Part { title, start, order, ..Part::default() });
    let link = "[a-z]{1,4}".prop_map(|href| Link { href, ..Link::default() });
    let online = ("[a-z]{1,4}", "[a-z]{1,4}").prop_map(|(name, uri)| VirtualLocation {
        name,
        uri,
        ..VirtualLocation::default()
    });
    let sorts = (subsequence(Kind::ALL.to_vec(), 0..3), btree_set("urn:[a-c]", 0..2))
        .prop_map(|(kinds, categories)| Sorts { kinds: kinds.into_iter().collect(), categories });
    (
        option::of(btree_map(key(), place, 0..2)),
        option::of(btree_map(key(), rich_participant().boxed(), 0..2)),
        option::of(sorts),
        option::of(btree_map(key(), part, 0..2)),
        option::of(btree_map(key(), link, 0..2)),
        option::of(btree_map(key(), online, 0..2)),
    )
}

/// The differences that one instance may have.
pub(crate) fn patch() -> impl Strategy<Value = Patch> {
    let status = select(vec![
        Status::Confirmed,
        Status::Cancelled,
        Status::Postponed,
        Status::Other("moved".into()),
    ]);
    let details = (
        option::of("[ぁ-ん]{0,2}"),
        own(color().boxed()),
        own(registration().prop_map(Box::new).boxed()),
        option::of("[ぁ-ん]{0,2}"),
    );
    let length = (0u32..3, 0u32..90_000).prop_map(|(days, seconds)| Length { days, seconds });
    let foreign = prop_oneof![
        3 => Just(BTreeMap::new()),
        1 => btree_map("participants/[a-c]|description", Just(Json::Null), 1..3),
    ];
    (
        (option::of(clock()), option::of(length), option::of("[ -~]{0,4}")),
        (option::of(status), option::of(clock()), option::of(any::<u32>())),
        maps().boxed(),
        btree_map(key(), "[ -~]{0,4}", 0..2),
        (foreign.boxed(), details.boxed()).boxed(),
    )
        .prop_map(|(when, facts, maps, place_names, (foreign, details))| Patch {
            start: when.0,
            length: when.1,
            zone: facts.1.map(|_| Zone("Asia/Tokyo".into())),
            title: when.2,
            description: details.0.clone().filter(|_| !foreign.contains_key("description")),
            status: facts.0,
            status_reason: details.0,
            color: details.1,
            registration: details.2,
            audience: details.3,
            has_no_meeting: facts.1.is_none() && maps.0.is_some(),
            sort: facts.2.and_then(|number| match number % 5 {
                0 => Some(TimeKind::Timed),
                1 => Some(TimeKind::AllDay),
                2 => Some(TimeKind::Undecided),
                3 => Some(TimeKind::DayUndecided),
                _ => None,
            }),
            meeting_time: facts.1,
            series_number: facts.2,
            main_location: facts.1.and(Some(LocalId::new("main"))),
            locations: maps.0,
            participants: maps.1,
            sorts: maps.2,
            programme: maps.3,
            links: maps.4,
            virtual_locations: maps.5,
            place_names,
            foreign: Foreign(foreign),
        })
}

fn own<T: Clone + std::fmt::Debug + 'static>(it: BoxedStrategy<T>) -> BoxedStrategy<Own<T>> {
    prop_oneof![4 => Just(Own::AsSeries), 1 => Just(Own::Nothing), 1 => it.prop_map(Own::Is)]
        .boxed()
}

fn different() -> impl Strategy<Value = Override> {
    prop_oneof![
        2 => Just(Override::Excluded),
        3 => patch().boxed().prop_map(|patch| Override::Patch(Box::new(patch))),
        1 => Just(Override::Kept(Json::Bool(true))),
    ]
}

/// Overrides at those wall clocks, or at any.
pub(crate) fn overrides(
    at: impl Strategy<Value = DateTime>,
) -> impl Strategy<Value = BTreeMap<DateTime, Override>> {
    btree_map(at, different(), 0..4)
}

/// Any kind of recurrence, including those that the app only keeps.
pub(crate) fn repeat(kept: BoxedStrategy<Json>) -> impl Strategy<Value = Repeat> {
    let rule = prop_oneof![
        2 => rule(&Frequency::ALL).prop_map(|rule| Kept::Known(Box::new(rule))),
        1 => btree_map("[a-c]", kept.clone(), 0..3).prop_map(|map| Kept::Kept(Json::Map(map))),
    ];
    let strays = prop_oneof![
        4 => Just(BTreeMap::new()),
        1 => btree_map("2024-0[1-3]-01", kept, 1..3),
    ];
    let holiday_rule = option::of(select(HolidayRule::ALL.to_vec()));
    (option::of(rule), overrides(clock()), strays, holiday_rule, option::of(1i8..=12))
        .prop_map(|(rule, overrides, strays, holiday_rule, restart_month)| Repeat {
            rule,
            overrides,
            holiday_rule,
            restart_month,
            strays,
        })
        .prop_filter("nothing is not a repetition", |repeat| *repeat != Repeat::default())
}
