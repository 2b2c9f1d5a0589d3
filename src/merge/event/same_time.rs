//! The same time, said in another way: programs write a start in UTC, an end in place of a length, and a last day in place of
//! a number of dates; and the same address in other letters. This is no change of the event.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, date};

use crate::domain::event::Event;
use crate::domain::event::participant::is_same_address;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::recurrence::moved::moved;
use crate::domain::series::recurrence::rule::Rule;
use crate::domain::series::repeat::{Override, Own, Patch, RepeatRule};
use crate::domain::time::day_number::seconds_between;
use crate::domain::time::local_clock::is_utc;
use crate::domain::time::zone::{Zones, clock_at, moment_of};
use crate::domain::time::{Days, Length, When, Zone};

/// How many dates of two rules are compared. Rules that agree on so many are the same.
const COMPARED: usize = 2000;

/// Returns the event with its times and addresses said as in the base, wherever they mean the same.
pub fn said_as(base: &Event, theirs: &Event, zones: &dyn Zones) -> Event {
    let mut event = theirs.clone();
    put_addresses(base, &mut event);
    if let Some(zone) = base.when.zone() {
        put_in_zone(&mut event, zone, zones);
    }
    if let (When::Timed(known), When::Timed(said)) = (&base.when, &mut event.when) {
        put_length(known.length, &mut said.length);
    }
    let same = same_rule(base, &event);
    if let (Some(known), Some(said)) = (&base.repeat, &mut event.repeat) {
        said.rule = same.or(said.rule.take());
        for (at, own) in said.overrides.iter_mut() {
            let known = known.overrides.get(at).and_then(Override::patch);
            if let (Some(known), Override::Patch(patch)) = (known, own) {
                put_length(known.length, &mut Arc::make_mut(patch).length);
            }
        }
    }
    event
}

/// Says addresses as they were said before: programs change the case of their letters.
fn put_addresses(base: &Event, event: &mut Event) {
    let put = |known: &Option<String>, said: &mut Option<String>| {
        if let (Some(own), Some(other)) = (known, &said)
            && is_same_address(own, other)
        {
            said.clone_from(known);
        }
    };
    put(&base.organizer, &mut event.organizer);
    for person in event.participants.values_mut() {
        let known = base.participants.values().map(|it| &it.calendar_address);
        for known in known.chain([&base.organizer]) {
            put(known, &mut person.calendar_address);
        }
    }
}

/// Says a length as it was said before, if both are equally long. An event without an end is one that ends at its start.
fn put_length(known: Option<Length>, said: &mut Option<Length>) {
    let seconds = |length: Option<Length>| {
        let Length { days, seconds } = length.unwrap_or_default();
        u64::from(days) * 86_400 + u64::from(seconds)
    };
    if seconds(known) == seconds(*said) {
        *said = known;
    }
}

/// Puts an event in UTC on the clock of a zone, and one in another zone that has the same clock then, as Japan is
/// Asia/Tokyo. A series stays as it is if its dates are not the same on that clock, because the zone has summer time.
fn put_in_zone(event: &mut Event, zone: &Zone, zones: &dyn Zones) {
    let When::Timed(timed) = &event.when else { return };
    let Some(said) = timed.zone.clone().filter(|said| said != zone && !is_utc(zone)) else {
        return;
    };
    let here = |clock: DateTime| {
        let moment = moment_of(zones, &said, clock)?;
        let there = clock_at(zones, zone, moment)?;
        (is_utc(&said) || there == clock).then_some(there)
    };
    let (from, Some(to)) = (timed.start, here(timed.start)) else { return };
    let mut repeat = event.repeat.clone();
    if let Some(repeat) = &mut repeat {
        let mut rules: Vec<&mut RepeatRule> = repeat.rule.iter_mut().collect();
        rules.extend(&mut repeat.excluded);
        for rule in rules {
            let RepeatRule::Known(known) = rule else { return };
            let Some(placed) = moved(known, from, to) else { return };
            if !is_same_elsewhere(&dates(known, from), &dates(&placed, to), here) {
                return;
            }
            **known = placed;
        }
        let all = std::mem::take(&mut repeat.overrides).into_iter();
        let all = all.map(|(at, own)| Some((here(at)?, put_instance(own, at, zone, here)?)));
        let Some(all) = all.collect::<Option<Vec<_>>>() else { return };
        repeat.overrides = all.into_iter().collect();
    }
    event.repeat = repeat;
    if let When::Timed(timed) = &mut event.when {
        (timed.start, timed.zone) = (to, Some(zone.clone()));
    }
}

/// Whether dates are the same on two clocks, of which `here` converts the first into the second. The distance between the
/// clocks is asked for at some of the dates only, but often enough to meet every summer time.
fn is_same_elsewhere(
    dates: &[DateTime],
    others: &[DateTime],
    here: impl Fn(DateTime) -> Option<DateTime>,
) -> bool {
    const EVERY: usize = 20;
    let pairs = || dates.iter().zip(others);
    let apart = |(one, other): (&DateTime, &DateTime)| seconds_between(*one, *other);
    let mut distances = pairs().map(apart);
    let first = distances.next();
    dates.len() == others.len()
        && distances.all(|distance| Some(distance) == first)
        && pairs().step_by(EVERY).all(|(one, other)| here(*one) == Some(*other))
}

/// Returns the exception of an instance of a series in UTC, for the series on the clock of the zone.
fn put_instance(
    own: Override,
    at: DateTime,
    zone: &Zone,
    here: impl Fn(DateTime) -> Option<DateTime>,
) -> Option<Override> {
    let Override::Patch(patch) = own else { return Some(own) };
    let mut patch: Patch = Arc::unwrap_or_clone(patch);
    let start = patch.start.unwrap_or(at);
    let is_moment = match &patch.zone {
        Own::AsSeries => true,
        Own::Is(own) => is_utc(own),
        Own::Nothing => false,
    };
    let start = if is_moment { here(start)? } else { start };
    if is_moment || patch.zone == Own::Is(zone.clone()) {
        patch.zone = Own::AsSeries;
    }
    patch.start = Some(start).filter(|start| Some(*start) != here(at));
    Some(Override::of(patch))
}

/// Returns the rule of the base, at the start of the event, if both have the same dates.
fn same_rule(base: &Event, event: &Event) -> Option<RepeatRule> {
    let rule = |event: &Event| event.repeat.as_deref().and_then(|it| it.known()).cloned();
    let (known, said) = (rule(base)?, rule(event)?);
    let (from, to) = (base.when.start(), event.when.start());
    let known = if from == to { known } else { moved(&known, from, to)? };
    let is_same = known != said && has_same_dates(&known, &said, to);
    is_same.then(|| RepeatRule::Known(Box::new(known)))
}

/// Whether two rules have the same dates from a start on.
pub(crate) fn has_same_dates(one: &Rule, other: &Rule, start: DateTime) -> bool {
    one == other || dates(one, start) == dates(other, start)
}

fn dates(rule: &Rule, start: DateTime) -> Vec<DateTime> {
    const LAST: Date = date(9999, 12, 31);
    starts(rule, start, Days { first: start.date(), last: LAST }).take(COMPARED).collect()
}
