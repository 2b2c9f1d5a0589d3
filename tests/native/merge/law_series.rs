//! Laws of merging series of any rule: no occurrence appears that neither side has, and what was called off stays off.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Weekday, date};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::edit::{delete_following, delete_one, edit_one, move_all};
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat, RepeatRule};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, UtcTime, When};
use tsudoi::merge::event::conflict::Sides;
use tsudoi::merge::event::merge;

use crate::support::sample;

/// One edit of a series; occurrences are counted from 0.
#[derive(Clone, Debug)]
enum Edit {
    Off(usize),
    Title(usize),
    MoveOne { number: usize, days: i64, hours: i64 },
    Add { days: i64, hours: i64 },
    ExcludeNothing { days: i64 },
    Count(u32),
    Until(i64),
    Weekdays(BTreeSet<i8>),
    Interval(u32),
    StopBefore(usize),
}

fn first() -> DateTime {
    date(2026, 5, 5).at(18, 30, 0, 0)
}

fn weekday(number: i8) -> Weekday {
    Weekday::from_monday_one_offset(number).expect("1 to 7")
}

fn starts(event: &Event) -> BTreeSet<DateTime> {
    within(&entry(event), window()).map(|it| it.when.start()).collect()
}

fn keys(event: &Event) -> Vec<DateTime> {
    let mut keys: Vec<DateTime> =
        within(&entry(event), window()).filter_map(|it| it.instance).collect();
    keys.sort();
    keys
}

fn window() -> Days {
    Days { first: date(2026, 1, 1), last: date(2027, 6, 30) }
}

fn entry(event: &Event) -> Entry {
    Entry::local(event.clone(), CalendarId::new("c"))
}

fn parts(event: &Event) -> Option<RuleParts> {
    event.repeat.as_deref()?.known().map(|rule| rule.parts().clone())
}

fn ruled(event: &Event, change: impl Fn(&mut RuleParts)) -> Option<Event> {
    let mut parts = parts(event)?;
    change(&mut parts);
    let rule = Rule::new(parts)?;
    let mut event = event.clone();
    event.repeat.as_deref_mut()?.rule = Some(RepeatRule::Known(Box::new(rule)));
    Some(event)
}

fn edited(event: Event, edit: &Edit) -> Event {
    let all = keys(&event);
    let at = |number: &usize| all.get(*number).copied();
    let changed = match edit {
        Edit::Off(number) => at(number).map(|at| delete_one(&event, at)),
        Edit::StopBefore(number) => at(number).and_then(|at| delete_following(&event, at)),
        Edit::Title(number) => at(number).map(|at| {
            let mut wanted = one(&event, at);
            "拡大".clone_into(&mut wanted.title);
            edit_one(&event, at, &wanted, &BY_LAW)
        }),
        Edit::MoveOne { number, days, hours } => at(number).map(|at| {
            let wanted = one(&event, at);
            let to = after(wanted.when.start(), *days, *hours);
            edit_one(&event, at, &wanted.shifted(&wanted.when.moved_to(to)), &BY_LAW)
        }),
        Edit::Add { days, hours } => {
            let at = after(event.when.start(), *days, *hours);
            let own = Override::of(Patch::default());
            (!event.is_of_rule(at)).then(|| said(event.clone(), at, own))
        }
        Edit::ExcludeNothing { days } => {
            let at = after(event.when.start(), *days, 0);
            Some(said(event.clone(), at, Override::Excluded))
        }
        Edit::Count(count) => ruled(&event, |it| it.end = End::Count(*count)),
        Edit::Until(days) => {
            let until = after(event.when.start(), *days, 0);
            ruled(&event, |it| it.end = End::Until(until))
        }
        Edit::Weekdays(days) => ruled(&event, |it| {
            if it.frequency == Frequency::Weekly {
                it.by_day = on(days);
            }
        }),
        Edit::Interval(interval) => ruled(&event, |it| it.interval = Some(*interval)),
    };
    changed.unwrap_or(event)
}

fn one(event: &Event, at: DateTime) -> Event {
    instance(&entry(event), at).expect("it takes place").standalone(&BY_LAW)
}

fn after(start: DateTime, days: i64, hours: i64) -> DateTime {
    start.saturating_add(days.days()).saturating_add(hours.hours())
}

fn on(days: &BTreeSet<i8>) -> Vec<NthDay> {
    days.iter().map(|day| NthDay { day: weekday(*day), nth: None }).collect()
}

fn said(mut event: Event, at: DateTime, own: Override) -> Event {
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.overrides.get_or_insert_with(at, || own);
    }
    event
}

fn series() -> impl Strategy<Value = Event> {
    let daily = Just(RuleParts::new(Frequency::Daily));
    let weekly = btree_set(1i8..=7, 0..3)
        .prop_map(|days| RuleParts { by_day: on(&days), ..RuleParts::new(Frequency::Weekly) });
    let monthly = prop_oneof![
        Just(RuleParts::new(Frequency::Monthly)),
        Just(RuleParts {
            by_day: [NthDay { day: Weekday::Tuesday, nth: Some(1) }].into_iter().collect(),
            ..RuleParts::new(Frequency::Monthly)
        }),
    ];
    let end = prop_oneof![
        Just(End::Never),
        (2u32..9).prop_map(End::Count),
        (0i64..90).prop_map(|days| End::Until(first().saturating_add(days.days()))),
    ];
    (prop_oneof![daily, weekly, monthly], end, any::<bool>()).prop_map(
        |(parts, end, is_all_day)| {
            let rule = Rule::new(RuleParts { end, ..parts }).expect("a plain rule");
            let rule = Some(RepeatRule::Known(Box::new(rule)));
            let when = if is_all_day {
                When::AllDay { first: first().date(), days: 1 }
            } else {
                sample::at(first(), 60)
            };
            Event {
                repeat: Some(Box::new(Repeat { rule, ..Repeat::default() })),
                ..sample::event("s", "例会", Kind::Other, when)
            }
        },
    )
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let number = || 0usize..7;
    let edit = prop_oneof![
        3 => number().prop_map(Edit::Off),
        2 => number().prop_map(Edit::Title),
        3 => (number(), -3i64..20, prop_oneof![Just(0i64), Just(2)])
            .prop_map(|(number, days, hours)| Edit::MoveOne { number, days, hours }),
        2 => (-5i64..40, prop_oneof![Just(0i64), Just(3)])
            .prop_map(|(days, hours)| Edit::Add { days, hours }),
        1 => (0i64..40).prop_map(|days| Edit::ExcludeNothing { days }),
        2 => (1u32..9).prop_map(Edit::Count),
        2 => (0i64..60).prop_map(Edit::Until),
        2 => btree_set(1i8..=7, 1..3).prop_map(Edit::Weekdays),
        1 => (1u32..4).prop_map(Edit::Interval),
        1 => (1usize..6).prop_map(Edit::StopBefore),
    ];
    vec(edit, 0..4)
}

fn with(event: &Event, edits: &[Edit], updated: i8) -> Event {
    let mut event = edits.iter().fold(event.clone(), edited);
    event.revision.updated = Some(UtcTime(date(2026, 1, updated).at(0, 0, 0, 0)));
    event
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn no_occurrence_of_any_rule_appears_that_neither_side_has(
        series in series(), known in edits(), here in edits(), there in edits(), is_file_newer in any::<bool>(),
    ) {
        let base = with(&series, &known, 1);
        let [mine, file] = if is_file_newer { [2, 3] } else { [3, 2] };
        let (ours, theirs) = (with(&base, &here, mine), with(&base, &there, file));
        let merged = merge(Some(&base), &ours, &theirs, Sides::default());
        let mut known = starts(&ours);
        known.extend(starts(&theirs));
        let new: Vec<DateTime> = starts(&merged.event).difference(&known).copied().collect();
        prop_assert!(new.is_empty(), "{new:?}\nbase {}\nours {}\ntheirs {}\nmerged {}", say(&base), say(&ours), say(&theirs), say(&merged.event));
        let again = merge(Some(&theirs), &merged.event, &theirs, Sides::default());
        prop_assert_eq!(starts(&again.event), starts(&merged.event));
    }

    #[test]
    fn what_was_called_off_stays_off_when_a_series_of_any_rule_moves(
        series in series(), off in btree_set(0usize..6, 1..4), days in -3i64..=3, hours in -2i64..=2, is_mover_ours in any::<bool>(),
    ) {
        let base = with(&series, &[], 1);
        let all = keys(&base);
        // Where the days of both are mostly the same, each day stays itself.
        let is_dense = parts(&base).is_some_and(|it| it.frequency == Frequency::Daily || it.by_day.len() > 1);
        let to = base.when.start().saturating_add((if is_dense { 0 } else { days }).days());
        let to = if matches!(base.when, When::Timed(_)) { to.saturating_add(hours.hours()) } else { to };
        let mut moved = move_all(base.clone(), base.when.moved_to(to));
        moved.revision.updated = Some(UtcTime(date(2026, 1, 2).at(0, 0, 0, 0)));
        let mut called_off = off.iter().filter_map(|number| all.get(*number)).fold(base.clone(), |event, at| delete_one(&event, *at));
        called_off.revision.updated = Some(UtcTime(date(2026, 1, 3).at(0, 0, 0, 0)));
        let places = keys(&moved);
        let expected: Vec<DateTime> = places.iter().enumerate().filter(|(number, _)| !off.contains(number) || *number >= all.len()).map(|(_, at)| *at).collect();
        let (ours, theirs) = if is_mover_ours { (&moved, &called_off) } else { (&called_off, &moved) };
        let merged = merge(Some(&base), ours, theirs, Sides::default());
        prop_assert_eq!(keys(&merged.event), expected, "\nbase {}\nmoved {}\noff {}\nmerged {}", say(&base), say(&moved), say(&called_off), say(&merged.event));
    }
}

/// Describes the rule and the exceptions of a series, for a failure.
fn say(event: &Event) -> String {
    let repeat = event.repeat.as_deref();
    let overrides = repeat.into_iter().flat_map(|it| &it.overrides);
    let said = |(at, own): (&DateTime, &Override)| match own.patch() {
        Some(patch) => format!("{at}: {:?}", patch.start),
        None => format!("{at}: off"),
    };
    let own: Vec<String> = overrides.map(said).collect();
    format!("{} {:?} {own:?}", event.when.start(), parts(event))
}
