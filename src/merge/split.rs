//! Edits that one side made, while the other cut the series in two (この回以降): those of single instances belong to the part
//! that was split off, see [`former`], and those of the whole series to both parts. And notices about an instance and all that
//! follow, which cut a series.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, date};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::{Base, Entry};
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::domain::series::corresponding::{corresponding, rebased};
use crate::domain::series::edit::{
    Split, divided_id, edit_all, former, move_all, remaining, split,
};
use crate::domain::series::notice::is_for_following;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::repeat::{Override, Repeat, RepeatRule};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::days_off::BY_LAW;
use crate::domain::time::zone::Zones;
use crate::domain::time::{Days, signed_days_between};
use crate::merge::event::conflict::{Side, Sides};
use crate::merge::event::handed::base_of;
use crate::merge::event::matching::aligned;
use crate::merge::event::merge;
use crate::merge::event::revision::{is_newer, joined};
use crate::merge::incoming::{Facts, IncomingFact};
use crate::merge::notice::{Said, applied, is_absent, of_all, said};
use crate::merge::preview::shared;

/// How many instances of a series are searched for the one before which it was cut.
const MOST_SEARCHED: usize = 20_000;

/// Overrides by the wall clock at which the undivided series has the instances.
type Overrides = SortedMap<DateTime, Override>;

/// How far from the first date that a series lost the first one of another series may be, if this one continues it.
const MOST_DAYS_APART: i32 = 7;

/// A series that a file has cut: it lost its last dates.
pub(crate) struct Shortened {
    pub(crate) id: EventId,
    titles: [String; 2],
    /// The part that it lost.
    rest: Event,
}

impl Shortened {
    /// Makes it of the series as it was and as it is in the file.
    pub(crate) fn new(before: &Event, theirs: &Event, rest: Event) -> Self {
        let titles = [before.title.clone(), theirs.title.clone()];
        Self { id: theirs.id.clone(), titles, rest }
    }

    /// Finds the series of the files that end earlier than they did.
    fn of(almanac: &Almanac, facts: &Facts) -> Vec<Self> {
        let cut = |(_, fact): &(_, IncomingFact)| {
            let IncomingFact::Event(theirs) = fact else { return None };
            let base = base_of(almanac.entry(&theirs.id)?, theirs)?;
            let rest = if rule_of(base) == rule_of(theirs) { None } else { rest(base, theirs) }?;
            Some(Self::new(base, theirs, rest))
        };
        let is_new = |event: &Event| event.repeat.is_some() && almanac.kept(&event.id).is_none();
        let mut events = facts.iter().filter_map(|(_, fact)| fact.event());
        if events.any(is_new) { facts.iter().filter_map(cut).collect() } else { Vec::new() }
    }

    /// Returns the id of the series if an event continues it without saying so, as Apple's programs write it: it repeats,
    /// has the same title, and begins about where the series ends.
    pub(crate) fn goes_on_as(&self, event: &Event) -> Option<EventId> {
        let begins = |event: &Event| event.when.start().date();
        let apart = signed_days_between(begins(&self.rest), begins(event)).abs();
        let is_it =
            event.repeat.is_some() && self.titles.contains(&event.title) && apart < MOST_DAYS_APART;
        is_it.then(|| self.id.clone())
    }
}

/// Carries edits of single instances over to the part of the series in which the instances are now, and those of the whole
/// series to both parts.
pub(crate) fn carry_over(almanac: &Almanac, facts: &mut Facts) {
    let shortened = Shortened::of(almanac, facts);
    let of_event = |fact: &IncomingFact| match fact {
        IncomingFact::Event(event) if almanac.kept(&event.id).is_none() => {
            former(event).or_else(|| shortened.iter().find_map(|it| it.goes_on_as(event)))
        }
        IncomingFact::Event(_)
        | IncomingFact::Notice(_)
        | IncomingFact::Continued(_)
        | IncomingFact::Buried(..)
        | IncomingFact::Unfounded(_)
        | IncomingFact::Ambiguous(_)
        | IncomingFact::Entry(_)
        | IncomingFact::Deleted(_)
        | IncomingFact::Nothing => None,
    };
    let of_file: Vec<(usize, EventId)> = facts
        .iter()
        .enumerate()
        .filter_map(|(place, (_, fact))| Some((place, of_event(fact)?)))
        .collect();
    let of_device: Vec<(&Entry, EventId)> =
        almanac.entries().filter_map(|entry| Some((entry, former(&entry.event)?))).collect();
    if of_file.is_empty() && of_device.is_empty() {
        return;
    }
    let ids = facts.iter().enumerate();
    let places: BTreeMap<EventId, usize> =
        ids.filter_map(|(place, (_, fact))| Some((fact.event()?.id.clone(), place))).collect();
    // Google names a part that was split off a later part after the undivided series.
    let parts: Vec<(usize, EventId)> = facts
        .iter()
        .enumerate()
        .filter_map(|(place, (_, fact))| Some((place, former(fact.event()?)?)))
        .collect();
    for (later, first) in of_file {
        // A part is in the calendar of its series, if no file says otherwise.
        if let (Some((owner @ None, _)), Some(ours)) = (facts.get_mut(later), almanac.entry(&first))
        {
            *owner = Some(ours.calendar.clone());
        }
        let others = parts.iter().filter(|(place, of)| *place != later && *of == first);
        for place in places.get(&first).into_iter().chain(others.map(|(place, _)| place)) {
            into_file(almanac, facts, *place, later);
        }
    }
    for (later, first) in of_device {
        if places.contains_key(&later.event.id) {
            continue;
        }
        if let Some(said) = from_file(almanac, facts, places.get(&first).copied(), later) {
            let said = IncomingFact::Notice(Box::new(said));
            facts.push((Some(later.calendar.clone()), said));
        }
    }
}

/// Returns what notices, of which some are about an instance and all that follow, say of a series: the series, which may
/// end earlier, and the later part. A series that cannot be cut there has only that one instance changed.
pub(crate) fn divided(
    almanac: &Almanac,
    series: &Event,
    notices: &Facts<Event>,
    zones: &dyn Zones,
) -> Vec<IncomingFact> {
    let mut parts = vec![series.clone()];
    for (_, notice) in notices {
        let has = |part: &Event| said(part, notice, zones).is_some_and(|it| part.is_of_rule(it.at));
        let place = parts.iter().rposition(has).unwrap_or(0);
        let Some(part) = parts.get_mut(place) else { continue };
        let later = said_of_part(almanac, part, notice, zones);
        if let Some(later) = later {
            parts.insert(place + 1, later);
        }
    }
    let mut parts = parts.into_iter();
    let first = parts.next().map(|first| IncomingFact::Notice(Box::new(first)));
    let later = parts.map(|part| match almanac.kept(&part.id) {
        None => IncomingFact::Event(Box::new(part)),
        Some(_) => IncomingFact::Notice(Box::new(part)),
    });
    first.into_iter().chain(later).collect()
}

/// Changes a part of a series as a notice says; returns the later part, if the notice cuts it in two.
fn said_of_part(
    almanac: &Almanac,
    part: &mut Event,
    notice: &Event,
    zones: &dyn Zones,
) -> Option<Event> {
    let is_for_following = is_for_following(notice);
    if is_for_following && let Some(all) = of_all(part, notice, zones) {
        *part = all;
        return None;
    }
    let said = said(part, notice, zones);
    // Said before: the series was cut there, and the later part is not here.
    let is_cut =
        |said: &Said| is_absent(part, said.at) && !is_newer(notice.revision, part.revision);
    if is_for_following && said.as_ref().is_some_and(is_cut) {
        return None;
    }
    if let Some(Said { at, wanted: Some(wanted), .. }) = said.filter(|_| is_for_following) {
        let id = EventId::new(divided_id(part.id.as_str(), at));
        if let Some(known) = almanac.kept(&id) {
            return edited(shared(known).unwrap_or(&known.event), notice, zones);
        }
        if let Some(Split { before: Some(before), after }) = split(part, at, &wanted, id) {
            let revision = joined(part.revision, wanted.revision);
            *part = Event { revision, ..before };
            return Some(Event { revision: wanted.revision, ..after });
        }
    }
    *part = applied(part, notice, zones);
    None
}

/// Returns the later part of a series as a newer notice about all of it has it.
fn edited(known: &Event, notice: &Event, zones: &dyn Zones) -> Option<Event> {
    let Said { current, wanted, .. } = said(known, notice, zones)?;
    let wanted = wanted.filter(|it| is_newer(it.revision, known.revision))?;
    let edited = edit_all(known, &current, &wanted, &BY_LAW);
    Some(Event { revision: wanted.revision, ..edited })
}

/// The file has the series cut: puts what was edited here into the part that is new.
fn into_file(almanac: &Almanac, facts: &mut Facts, place: usize, later: usize) {
    let Some(first) = facts.get(place).and_then(|(_, fact)| fact.event()) else { return };
    let Some(ours) = almanac.entry(&first.id) else { return };
    let Some(base) = base_of(ours, first) else { return };
    let edits = edits(base, &ours.event, first);
    let lost = rest(base, first);
    let rest = lost.as_ref().unwrap_or(base);
    let part = match facts.get(later) {
        Some((_, IncomingFact::Event(said))) => {
            let said = aligned(said, &[&ours.event.participants]).into_owned();
            Entry { base: Base::AsImported, ..Entry::local(said, ours.calendar.clone()) }
        }
        Some((_, IncomingFact::Continued(part))) => (**part).clone(),
        Some(_) | None => return,
    };
    let mut event = part.event.clone();
    let done = put((base, rest), &edits, &mut event, Side::Ours);
    if lost.is_some() {
        event = with_whole((base, rest), &ours.event, event);
    }
    if done.is_empty() && event == part.event {
        return;
    }
    if let Some((_, fact)) = facts.get_mut(later) {
        *fact = IncomingFact::Continued(Box::new(part.edited(event)));
    }
    // The first part does not have these instances any more, and nobody needs to be asked about them.
    if let Some((_, IncomingFact::Event(first) | IncomingFact::Notice(first))) =
        facts.get_mut(place)
        && let Some(repeat) = first.repeat.as_deref_mut()
    {
        let is_asked = |at: &DateTime| edits.get(at).is_some_and(|own| !own.is_excluded());
        let asked = done.into_iter().filter(is_asked);
        repeat.overrides.extend(asked.map(|at| (at, Override::Excluded)));
    }
}

/// The series was cut here: returns the later part with what was edited in the file.
fn from_file(
    almanac: &Almanac,
    facts: &mut Facts,
    first: Option<usize>,
    later: &Entry,
) -> Option<Event> {
    let (_, IncomingFact::Event(theirs)) = facts.get_mut(first?)? else { return None };
    let ours = almanac.entry(&theirs.id)?;
    let base = base_of(ours, theirs)?;
    let edits = edits(base, theirs, &ours.event);
    let lost = rest(base, &ours.event);
    let rest = lost.as_ref().unwrap_or(base);
    let known = shared(later).unwrap_or(&later.event);
    let mut said = known.clone();
    let done = put((base, rest), &edits, &mut said, Side::Theirs);
    let is_undivided = rule_of(base) == rule_of(theirs);
    if lost.is_some() && is_undivided && !is_newer(base.revision, theirs.revision) {
        said = with_whole((base, rest), theirs, said);
    }
    let was = base.repeat.as_deref().map(|repeat| &repeat.overrides);
    let repeat = theirs.repeat.as_deref_mut()?;
    for at in &done {
        repeat.overrides.remove(at);
        let was = was.and_then(|was| was.get(at)).cloned();
        repeat.overrides.extend(was.map(|was| (*at, was)));
    }
    (!done.is_empty() || said != *known).then_some(said)
}

/// Returns the later part of a series with what a side edited of the undivided series as a whole. A fact that the part has
/// otherwise than the base keeps its value: that was said of the part itself.
fn with_whole((base, rest): (&Event, &Event), edited: &Event, later: Event) -> Event {
    // As if the series had always been where the part is: only edits beyond that count.
    let in_place = |event: &Event| Event {
        id: later.id.clone(),
        revision: later.revision,
        repeat: later.repeat.clone(),
        series_number: later.series_number,
        ..event.shifted(&later.when)
    };
    let of_part = Sides { all: Some(Side::Theirs), single: None };
    let event = merge(Some(&in_place(base)), &in_place(edited), &later, of_part).event;
    if edited.when == base.when || later.when != rest.when {
        return event;
    }
    let by = seconds_between(base.when.start(), edited.when.start());
    let when = edited.when.moved_to(plus_seconds(event.when.start(), by));
    move_all(event, when)
}

/// The rule by which an event repeats.
pub(crate) fn rule_of(event: &Event) -> Option<&RepeatRule> {
    event.repeat.as_deref().and_then(|repeat| repeat.rule.as_ref())
}

/// Returns the overrides that a side has and the base has not, of instances that the other side does not have.
fn edits(base: &Event, side: &Event, other: &Event) -> Overrides {
    let none = Overrides::new();
    let of =
        |event: &Event| event.repeat.as_deref().map_or(none.clone(), |it| it.overrides.clone());
    let known = of(base);
    let is_edit = |(at, own): &(DateTime, Override)| {
        known.get(at) != Some(own)
            && base.is_of_rule(*at)
            && side.is_of_rule(*at)
            && !other.is_of_rule(*at)
    };
    of(side).into_iter().filter(is_edit).collect()
}

/// Returns the series from the first instance on that its first part does not have any more; `None` if there is none.
pub(crate) fn rest(base: &Event, first: &Event) -> Option<Event> {
    let (repeat, start) = (base.repeat.as_deref()?, base.when.start());
    let known = repeat.known()?;
    let window = Days { first: start.date(), last: date(9999, 12, 31) };
    let mut all = starts(known, start, window).take(MOST_SEARCHED);
    let at = all.find(|at| !first.is_of_rule(*at))?;
    let rule = RepeatRule::Known(Box::new(remaining(known, start, at)?));
    let repeat = Some(Box::new(Repeat { rule: Some(rule), ..repeat.clone() }));
    Some(Event { repeat, when: base.when.moved_to(at), ..base.clone() })
}

/// Puts overrides of the undivided series into its later part; returns those that it has the instances for. Where the
/// later part has an override of its own too, both are merged, and `winner` is the side of the edits or of the part.
fn put(
    (base, rest): (&Event, &Event),
    edits: &Overrides,
    later: &mut Event,
    winner: Side,
) -> SortedSet<DateTime> {
    let found = corresponding(rest, later, &edits.keys().copied().collect());
    let known = base.repeat.as_deref().map(|repeat| &repeat.overrides);
    let mut done = SortedSet::new();
    let (mut known_there, mut edited_there) = (Vec::new(), Vec::new());
    for (at, own) in edits {
        let Some(to) = found.get(at).copied().flatten().filter(|to| later.is_of_rule(*to)) else {
            continue;
        };
        let was = known.and_then(|known| known.get(at));
        known_there.push((to, was.map(|was| rebased(was, *at, to))));
        edited_there.push((to, Some(rebased(own, *at, to))));
        done.insert(*at);
    }
    if !done.is_empty() {
        let before = with_overrides(later, known_there);
        let edited = with_overrides(later, edited_there);
        let sides = Sides { all: Some(winner), single: None };
        later.repeat = merge(Some(&before), &edited, later, sides).event.repeat;
    }
    done
}

/// Returns a series with other overrides; `None` is for an instance that has none.
fn with_overrides(series: &Event, own: Vec<(DateTime, Option<Override>)>) -> Event {
    let mut event = series.clone();
    if let Some(repeat) = event.repeat.as_deref_mut() {
        let own: SortedMap<DateTime, Option<Override>> = own.into_iter().collect();
        repeat.overrides.retain(|at, _| !own.contains_key(at));
        repeat.overrides.extend(own.into_iter().filter_map(|(at, own)| Some((at, own?))));
    }
    event
}
