//! Merges how an event repeats: its rule, and the exceptions of single instances, each property of each one by itself.
//!
//! Exceptions are stored by wall clocks of the rule (RFC 8984, 4.3.5). So first it is decided when the series is and by which
//! rule; then the exceptions of all three states are put under that rule, see [`corresponding`], and are merged there.
//!
//! Law: a merge makes no instance appear that neither side has.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::field::FieldPath;
use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::Gather;
use crate::domain::series::corresponding::{corresponding, rebased};
use crate::domain::series::occurrence::plain;
use crate::domain::series::patch::{OF_REVISION, applied, patch_to};
use crate::domain::series::recurrence::moved::moved;
use crate::domain::series::repeat::{Override, Patch, Repeat, RepeatRule};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::days_off::BY_LAW;
use crate::merge::event::conflict::Side;
use crate::merge::event::matching::aligned;
use crate::merge::event::referee::{Baseless, Referee, Trio, keys};
use crate::merge::event::rekeyed::in_known_keys;
use crate::merge::event::restated::restated;
use crate::merge::event::revision::{is_as_said, is_newer, stated_by, stated_in};
use crate::merge::event::same_time::has_same_dates;

/// The exceptions of one state, under the rule that results from the merge.
#[derive(Default)]
struct Placed {
    /// Those of instances that the resulting rule has, and of added dates.
    at: SortedMap<DateTime, Override>,
    /// Those of instances that the resulting rule does not have, by their former wall clock.
    gone: SortedMap<DateTime, Override>,
}

impl Referee<'_> {
    /// Decides how an event repeats. `merged` is the merged event, which does not repeat yet.
    pub fn repeat(&mut self, trio: Trio<&Event>, merged: &Event) -> Option<Box<Repeat>> {
        let Trio { ours, theirs, .. } = trio;
        if ours.repeat == theirs.repeat && ours.when.start() == theirs.when.start() {
            return ours.repeat.clone();
        }
        let start = merged.when.start();
        let mut rules = trio.map(|event| rule_at(event, start));
        if let (Some(RepeatRule::Known(ours)), Some(RepeatRule::Known(theirs))) =
            (&rules.ours, &rules.theirs)
            && has_same_dates(ours, theirs, start)
        {
            rules.theirs.clone_from(&rules.ours);
        }
        let rules = Trio { base: rules.base.as_ref(), ours: &rules.ours, theirs: &rules.theirs };
        let rule = self.fact(|| FieldPath::Repeat, rules).clone();
        let excluded = trio.map(|event| excluded_at(event, start));
        let excluded = self.fact(|| FieldPath::Repeat, excluded);
        let own = trio.map(|event| event.repeat.as_deref());
        let holiday_rule =
            self.fact(|| FieldPath::Repeat, own.map(|it| it.and_then(|it| it.holiday_rule)));
        let restart_month =
            self.fact(|| FieldPath::Repeat, own.map(|it| it.and_then(|it| it.restart_month)));
        let none = BTreeMap::new();
        let strays = own.map(|it| it.map_or(&none, |it| &it.strays));
        let strays = self.fact(|| FieldPath::Repeat, strays).clone();
        let overrides = SortedMap::new();
        let repeat = Repeat { rule, excluded, overrides, holiday_rule, restart_month, strays };
        let mut frame = Event { repeat: Some(Box::new(repeat.clone())), ..merged.clone() };
        let overrides = self.overrides(trio, &mut frame);
        let repeat = Repeat { overrides, ..repeat };
        let is_any =
            repeat != Repeat::default() || (ours.repeat.is_some() && theirs.repeat.is_some());
        is_any.then(|| Box::new(repeat))
    }

    /// Decides the exceptions. `frame` is the series without any.
    fn overrides(
        &mut self,
        trio: Trio<&Event>,
        frame: &mut Event,
    ) -> SortedMap<DateTime, Override> {
        let placed = trio.map(|event| placed(event, trio, frame));
        let at = Trio {
            base: placed.base.as_ref().map(|it| &it.at),
            ours: &placed.ours.at,
            theirs: &placed.theirs.at,
        };
        let mut overrides = SortedMap::new();
        for key in keys(at) {
            let mut states = at.map(|all| all.get(key));
            // A side whose rule does not have the instance says nothing of it.
            let known = states.base.flatten();
            for (state, side) in [(&mut states.ours, trio.ours), (&mut states.theirs, trio.theirs)]
            {
                if state.is_none() && frame.is_of_rule(*key) && !has(side, *key, frame) {
                    *state = known;
                }
            }
            let (baseless, newer) = (self.baseless, self.newer);
            self.weigh(states, trio);
            let own = self.instance(*key, states, frame);
            (self.baseless, self.newer) = (baseless, newer);
            let says_something = match &own {
                Some(Override::Patch(patch)) => !patch.is_empty() || !frame.is_of_rule(*key),
                Some(Override::Excluded | Override::Kept(_)) => true,
                None => false,
            };
            overrides.extend(own.filter(|_| says_something).map(|own| (*key, own)));
        }
        let gone = placed.ours.gone.keys().chain(placed.theirs.gone.keys());
        let left = |key: &DateTime| {
            let own = self.gone(*key, trio).filter(|own| !own.is_excluded())?;
            Some((*key, own))
        };
        let gone = gone.collect::<SortedSet<_>>();
        overrides.extend(gone.into_iter().filter_map(left));
        overrides
    }

    /// Decides the exception of one instance.
    fn instance(
        &mut self,
        at: DateTime,
        states: Trio<Option<&Override>>,
        frame: &Event,
    ) -> Option<Override> {
        let Trio { base, ours, theirs } = states;
        let is_shown = |state: Option<&Override>| match state {
            None => frame.is_of_rule(at),
            Some(Override::Patch(_)) => true,
            Some(Override::Excluded | Override::Kept(_)) => false,
        };
        if ours == theirs || base == Some(theirs) {
            return ours.cloned();
        }
        if !is_shown(ours) || !is_shown(theirs) {
            let whole = || FieldPath::Instance { at, part: Box::new(FieldPath::Event) };
            return self.fact(whole, states).cloned();
        }
        let shown = self.shown(at, states.map(|state| state.and_then(Override::patch)), frame);
        // What was not changed here is taken as the file has it.
        if base == Some(ours) { theirs.cloned() } else { Some(shown) }
    }

    /// Decides each property of an instance that takes place on both sides.
    fn shown(&mut self, at: DateTime, patches: Trio<Option<&Patch>>, frame: &Event) -> Override {
        let as_ruled = plain(frame, &frame.when.moved_to(at), at, &BY_LAW);
        let as_ruled = Event { repeat: None, ..as_ruled };
        let instance = |patch: Option<&Patch>| {
            let Some(patch) = patch else { return as_ruled.clone() };
            let when = patch.when(&frame.when, at);
            let event = applied(as_ruled.shifted(&when), patch, when);
            Event { foreign: as_ruled.foreign.clone(), ..event }
        };
        let [base, ours, theirs] =
            [patches.base.flatten(), patches.ours, patches.theirs].map(instance);
        let base = patches.base.is_some().then_some(&base);
        let base = base.map(|base| {
            let base = aligned(base, &[&ours.participants]);
            in_known_keys(None, &ours, &base).map_or(base, Cow::Owned)
        });
        let theirs = match &base {
            Some(base) => aligned(&theirs, &[&ours.participants, &base.participants]),
            None => aligned(&theirs, &[&ours.participants]),
        };
        let theirs = in_known_keys(base.as_deref(), &ours, &theirs).map_or(theirs, Cow::Owned);
        let outer = self.at.replace(at);
        let event = self.event(Trio { base: base.as_deref(), ours: &ours, theirs: &theirs });
        let foreign = self.carried(patches);
        self.at = outer;
        let held = patches.ours.cloned().unwrap_or_default();
        let patch = patch_to(&as_ruled, &event, held, at);
        Override::of(Patch { foreign: Foreign(foreign), ..patch })
    }

    /// Weighs which side is newer about one instance, if its exceptions state editions of their own.
    fn weigh(&mut self, states: Trio<Option<&Override>>, trio: Trio<&Event>) {
        let (own, said) = (states.ours.and_then(stated_by), states.theirs.and_then(stated_by));
        if own.is_none() && said.is_none() {
            return;
        }
        let said = said.unwrap_or(trio.theirs.revision);
        let is_file_newer = is_newer(said, own.unwrap_or(trio.ours.revision));
        self.newer = if is_file_newer { Side::Theirs } else { Side::Ours };
        let is_as_said = states.ours.is_none_or(|own| is_as_said(own, trio.ours));
        self.baseless = match self.newer {
            Side::Ours | Side::Theirs if trio.base.is_some() => self.baseless,
            Side::Ours => Baseless::Ask,
            Side::Theirs if is_as_said => Baseless::FileDecides,
            Side::Theirs => self.baseless,
        };
    }

    /// Decides what is carried of an exception without being read. Its edition is no question: the newer one is stored.
    fn carried(&mut self, patches: Trio<Option<&Patch>>) -> BTreeMap<String, Json> {
        let part = |patch: Option<&Patch>, is_edition: bool| -> BTreeMap<String, Json> {
            let all = patch.into_iter().flat_map(|patch| &patch.foreign.0);
            let is_it = |name: &str| OF_REVISION.contains(&name) == is_edition;
            let own = all.filter(|(name, _)| is_it(name.as_str()));
            own.map(|(name, json)| (name.clone(), json.clone())).gathered()
        };
        let others = patches.map(|patch| part(patch, false));
        let others =
            Trio { base: others.base.as_ref(), ours: &others.ours, theirs: &others.theirs };
        let mut carried = self.foreign(others);
        let stated = |patch: Option<&Patch>| patch.and_then(stated_in);
        let newest = match (stated(patches.ours), stated(patches.theirs)) {
            (None, Some(_)) => patches.theirs,
            (Some(own), Some(said)) if !is_newer(own, said) => patches.theirs,
            (Some(_) | None, _) => patches.ours,
        };
        carried.extend(part(newest, true));
        carried
    }

    /// Decides about the exception of an instance that the resulting rule does not have: one side ended the series before
    /// it, or changed the rule. If the other side changed the instance, it may stay as an added date.
    fn gone(&mut self, at: DateTime, trio: Trio<&Event>) -> Option<Override> {
        let states = trio.map(|event| event.repeat.as_deref().and_then(|it| it.overrides.get(&at)));
        let has = |event: &Event| event.is_of_rule(at);
        let (side, own, other, is_ours) = match (states.ours, states.theirs) {
            (Some(own), other) if has(trio.ours) => (trio.ours, own, other, true),
            (other, Some(own)) if has(trio.theirs) => (trio.theirs, own, other, false),
            (Some(_) | None, Some(_) | None) => return None,
        };
        let base = trio.base.and_then(|base| known_of(base, side, at));
        let is_known = trio.base.is_some() && base.as_ref() == Some(own);
        if own.is_excluded() || is_known || other.is_some_and(Override::is_excluded) {
            return None;
        }
        let whole = FieldPath::Instance { at, part: Box::new(FieldPath::Event) };
        let side = match self.baseless {
            Baseless::FileDecides => self.note(Side::Theirs, whole),
            Baseless::Ask => self.conflict(whole, self.newer),
        };
        let stays = if is_ours { Side::Ours } else { Side::Theirs };
        (side == stays).then(|| own.clone())
    }
}

/// Whether the rule of a side has the instance that `frame` has at `at`.
fn has(side: &Event, at: DateTime, frame: &Event) -> bool {
    let found = corresponding(frame, side, &SortedSet::from([at]));
    found.get(&at).copied().flatten().is_some_and(|own| side.is_of_rule(own))
}

/// Returns the exception that the base has of the instance that `side` has at `at`, as it is under the rule of `side`.
fn known_of(base: &Event, side: &Event, at: DateTime) -> Option<Override> {
    let repeat = base.repeat.as_deref()?;
    let found = corresponding(side, base, &SortedSet::from([at]));
    let key = found.get(&at).copied().flatten()?;
    repeat.overrides.get(&key).map(|own| rebased(own, key, at))
}

/// Returns the rule of a series for another start, see [`rule_moved`].
fn rule_at(event: &Event, start: DateTime) -> Option<RepeatRule> {
    let rule = event.repeat.as_deref()?.rule.as_ref()?;
    Some(rule_moved(rule, event, start))
}

/// Returns the rules whose instances do not take place, for another start.
fn excluded_at(event: &Event, start: DateTime) -> Vec<RepeatRule> {
    let rules = event.repeat.iter().flat_map(|repeat| &repeat.excluded);
    rules.map(|rule| rule_moved(rule, event, start)).collect()
}

/// Returns a rule of a series for another start: if the series has an instance then, it only begins then; otherwise it
/// was moved there.
fn rule_moved(rule: &RepeatRule, event: &Event, start: DateTime) -> RepeatRule {
    let own = event.when.start();
    match rule {
        RepeatRule::Known(known) if own != start && !event.is_of_rule(start) => {
            let moved = moved(known, own, start).map(|moved| RepeatRule::Known(Box::new(moved)));
            moved.unwrap_or_else(|| rule.clone())
        }
        RepeatRule::Known(_) | RepeatRule::Kept(_) => rule.clone(),
    }
}

/// Puts the exceptions of one state under the rule of `frame`.
fn placed(event: &Event, trio: Trio<&Event>, frame: &Event) -> Placed {
    let Some(repeat) = event.repeat.as_deref() else { return Placed::default() };
    let all: SortedSet<DateTime> = repeat.overrides.keys().copied().collect();
    let found = corresponding(event, frame, &all);
    let (mut at_clocks, mut gone) = (Vec::new(), Vec::new());
    let whens = (&event.when, &frame.when);
    let is_listed = |key: DateTime| {
        [trio.ours, trio.theirs].into_iter().any(|side| {
            let overrides = side.repeat.as_deref().map(|repeat| &repeat.overrides);
            let own = overrides.and_then(|all| all.get(&key));
            !side.is_of_rule(key) && own.is_some_and(|own| !own.is_excluded())
        })
    };
    for (key, own) in &repeat.overrides {
        if own.is_excluded() && !event.is_of_rule(*key) {
            continue;
        }
        let to = found.get(key).copied().unwrap_or(Some(*key));
        match to {
            Some(at) if at == *key && !event.is_of_rule(*key) => {
                let at = added(*key, (event, frame), trio);
                let (at, own) = restated(&rebased(own, *key, at), at, true, whens);
                at_clocks.push((at, own));
            }
            Some(at) => {
                let (at, own) = restated(&rebased(own, *key, at), at, false, whens);
                at_clocks.push((at, own));
            }
            // The other side replaced the rule by listed dates, and this is one of them.
            None if is_listed(*key) => at_clocks.push((*key, own.clone())),
            None => gone.push((*key, own.clone())),
        }
    }
    // What was said of a wall clock outside of the rule is said of it inside of the rule too, whatever else came there.
    let strays = repeat
        .overrides
        .iter()
        .filter(|(key, _)| !event.is_of_rule(**key) && frame.is_of_rule(**key));
    at_clocks.extend(strays.map(|(key, own)| (*key, own.clone())));
    Placed { at: at_clocks.into_iter().collect(), gone: gone.into_iter().collect() }
}

/// Returns where an added date is after a side moved the series: programs may move added dates along.
fn added(key: DateTime, (event, frame): (&Event, &Event), trio: Trio<&Event>) -> DateTime {
    let has = |side: &Event, at: DateTime| {
        side.repeat.as_deref().is_some_and(|repeat| repeat.overrides.contains_key(&at))
    };
    let along = plus_seconds(key, seconds_between(event.when.start(), frame.when.start()));
    let is_known = trio.base.is_some_and(|base| has(base, key));
    let mover = [trio.ours, trio.theirs].into_iter().find(|side| {
        side.when.start() == frame.when.start() && side.when.start() != event.when.start()
    });
    let is_along = mover.is_some_and(|mover| has(mover, along) && !has(mover, key));
    if is_known && is_along { along } else { key }
}
