//! What arrives, made comparable with what is here: calendars that state no identity, events of other programs, and
//! notices about single occurrences.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::notice::{is_for_following, is_notice, recurrence_id};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::domain::time::zone::Zones;
use crate::merge::event::compare;
use crate::merge::incoming::{Facts, IncomingFact, IncomingFiles, MergeOptions, Returned};
use crate::merge::notice::parts::{all_parts, formers, is_whole_again, part_of, parts_of};
use crate::merge::notice::{alone, applied, has_own, is_for_no_date, kept};
use crate::merge::preview::shared;
use crate::merge::split::{carry_over, divided};

/// Returns the entry on this device that an incoming fact is compared with. An event that was moved to the trash with
/// its whole calendar counts as new when the calendar comes again; a backup is compared with every entry.
pub(crate) fn ours<'a>(
    almanac: &'a Almanac,
    id: &EventId,
    fact: &IncomingFact,
) -> Option<&'a Entry> {
    let is_backup = matches!(fact, IncomingFact::Entry(_));
    let is_seen = |entry: &&Entry| {
        let home = almanac.kept_calendar(&entry.calendar);
        let is_alone = home.is_some_and(|calendar| calendar.deleted != entry.deleted);
        is_backup || entry.deleted.is_none() || is_alone
    };
    almanac.kept(id).filter(is_seen)
}

/// Returns the contents of files in the form in which they are compared with the almanac. Nothing is left in `notices`.
pub(crate) fn compared(
    almanac: &Almanac,
    files: IncomingFiles,
    options: &MergeOptions<'_>,
) -> IncomingFiles {
    let mut files = identified(almanac, files);
    let facts = std::mem::take(&mut files.facts);
    let facts = returned(almanac, facts, &files.of_other_programs, options);
    let notices = std::mem::take(&mut files.notices);
    files.facts = with_notices(almanac, facts, notices, options.zones);
    for (part, at) in replaced_parts(almanac, &files.facts, options) {
        files.deletions.add(part.event.id.clone(), Some(part.calendar.clone()), at);
    }
    carry_over(almanac, &mut files.facts);
    files
}

/// Finds the calendars of files that state no identity. An event that is known stays in its calendar; the others go to the
/// calendar on this device that alone has the title.
fn identified(almanac: &Almanac, mut files: IncomingFiles) -> IncomingFiles {
    let unidentified = std::mem::take(&mut files.unidentified);
    let unknown = unidentified.into_iter().filter(|id| almanac.kept_calendar(id).is_none());
    let unknown: BTreeMap<CalendarId, Option<CalendarId>> = unknown
        .map(|id| {
            let title = files.calendars.get(&id).map(|calendar| calendar.facts.title.clone());
            let is_it = |here: &&Calendar| Some(&here.facts.title) == title.as_ref();
            let mut same = almanac.calendars().values().filter(is_it);
            let only = same.next().filter(|_| same.next().is_none());
            (id, only.map(|calendar| calendar.id.clone()))
        })
        .collect();
    if unknown.is_empty() {
        return files;
    }
    let mut emptied: BTreeSet<CalendarId> = BTreeSet::new();
    for (owner, fact) in &mut files.facts {
        let Some(own) = owner.as_ref().and_then(|owner| unknown.get(owner)) else { continue };
        let home = fact.event().and_then(|event| almanac.entry(&event.id));
        let home = home.map(|entry| entry.calendar.clone()).or_else(|| own.clone());
        if let Some(home) = home {
            let left = owner.replace(home);
            emptied.extend(left);
        }
    }
    for (owner, _) in files.notices.values_mut().flatten() {
        let own = owner.as_ref().and_then(|owner| unknown.get(owner)).cloned().flatten();
        *owner = own.or(owner.take());
    }
    for (owner, _) in &files.facts {
        if let Some(owner) = owner {
            emptied.remove(owner);
        }
    }
    let is_known = |id: &CalendarId| unknown.get(id).is_some_and(Option::is_some);
    files.calendars.retain(|id, _| !emptied.contains(id) && !is_known(id));
    files
}

/// Returns the facts in which events of other calendar programs are completed by what those programs do not know.
fn returned(
    almanac: &Almanac,
    mut facts: Facts,
    of_other_programs: &BTreeMap<EventId, Arc<SortedSet<String>>>,
    options: &MergeOptions<'_>,
) -> Facts {
    for (_, fact) in &mut facts {
        let IncomingFact::Event(theirs) = fact else { continue };
        let Some(stated) = of_other_programs.get(&theirs.id) else { continue };
        let ours = almanac.kept(&theirs.id).filter(|ours| !is_notice(&ours.event));
        let Some(ours) = ours else { continue };
        let bases = [ours.base_event(), ours.handed_event()];
        let bases = if bases == [None, None] { [Some(&ours.event), None] } else { bases };
        let complete = |base: &Event| {
            let whole = match cancelled(base, theirs) {
                Some(cancelled) => cancelled,
                None => (options.returned)(Returned { base, theirs, stated }, options.zones),
            };
            (compare(base, &whole).changed.len(), whole)
        };
        let nearest = bases.into_iter().flatten().map(complete).min_by_key(|(far, _)| *far);
        if let Some((_, whole)) = nearest {
            **theirs = whole;
        }
    }
    facts
}

/// Returns the base, cancelled, if the event is a cancellation that says nothing else (RFC 5546, 3.2.5).
fn cancelled(base: &Event, theirs: &Event) -> Option<Event> {
    let is_bare = theirs.title.is_empty() || (theirs.repeat.is_none() && base.repeat.is_some());
    let status = Some(theirs.status.clone()).filter(|_| theirs.is_cancelled() && is_bare)?;
    Some(Event { status, revision: theirs.revision, ..base.clone() })
}

/// Returns the facts after the notices are applied: to the series in the files, else to the one on this device. A notice
/// about an unknown series is an event of its own.
fn with_notices(
    almanac: &Almanac,
    mut facts: Facts,
    mut notices: BTreeMap<EventId, Facts<Event>>,
    zones: &dyn Zones,
) -> Facts {
    let say = |series: Event, notices: &Facts<Event>| {
        notices.iter().fold(series, |series, (_, it)| applied(&series, it, zones))
    };
    let here = |id: &EventId| ours(almanac, id, &IncomingFact::Nothing);
    let mut cut: Facts = Vec::new();
    for (owner, fact) in &mut facts {
        let IncomingFact::Event(event) = fact else { continue };
        // What notices said of the series before this file.
        match here(&event.id) {
            Some(ours) if is_notice(&ours.event) => {
                **event = applied(event, &ours.event, zones);
            }
            Some(ours) => kept(shared(ours).unwrap_or(&ours.event), event),
            None => {}
        }
        let Some(notices) = notices.remove(&event.id) else { continue };
        if notices.iter().any(|(_, notice)| is_for_following(notice)) {
            let mut parts = divided(almanac, event, &notices, zones).into_iter();
            if let Some(first) = parts.next().as_ref().and_then(IncomingFact::event) {
                **event = first.clone();
            }
            cut.extend(parts.map(|part| (owner.clone(), part)));
        } else {
            **event = say((**event).clone(), &notices);
        }
    }
    facts.extend(cut);
    for (id, notices) in notices {
        let Some(ours) = here(&id) else {
            let lost = unfounded(&notices);
            let mut rest = notices.into_iter().filter_map(|(owner, it)| Some((owner, alone(it)?)));
            let first = rest.next().map(|(owner, event)| (owner, say(event, &rest.collect())));
            let fact = first.map(|(owner, event)| (owner, IncomingFact::Event(Box::new(event))));
            facts.extend(fact.or(lost));
            continue;
        };
        let series = shared(ours).unwrap_or(&ours.event);
        let (notices, of_parts): (Facts<Event>, Facts<Event>) =
            notices.into_iter().partition(|(_, it)| part_of(almanac, series, it, zones).is_none());
        facts.extend(said_of_parts(almanac, series, &notices, &of_parts, zones));
        let (astray, notices): (Facts<Event>, Facts<Event>) =
            notices.into_iter().partition(|(_, it)| is_for_no_date(series, it, zones));
        if notices.is_empty() {
            let lost = unfounded(&astray);
            facts.extend(lost.map(|(_, fact)| (Some(ours.calendar.clone()), fact)));
            continue;
        }
        if notices.iter().any(|(_, notice)| is_for_following(notice)) {
            let parts = divided(almanac, series, &notices, zones).into_iter();
            facts.extend(parts.map(|fact| (Some(ours.calendar.clone()), fact)));
            continue;
        }
        let is_asked = shared(ours).is_none()
            && notices.iter().any(|(_, notice)| has_own(series, notice, zones));
        let said = Box::new(say(series.clone(), &notices));
        let fact = if is_asked { IncomingFact::Event(said) } else { IncomingFact::Notice(said) };
        facts.push((Some(ours.calendar.clone()), fact));
    }
    facts
}

/// Returns what messages say of the later parts of a series: those about a date of a part, and those about the whole.
fn said_of_parts(
    almanac: &Almanac,
    series: &Event,
    notices: &Facts<Event>,
    of_parts: &Facts<Event>,
    zones: &dyn Zones,
) -> Facts {
    let of_dates = of_parts
        .iter()
        .filter_map(|(_, notice)| Some((part_of(almanac, series, notice, zones)?, notice)));
    let of_whole = notices.iter().filter(|(_, notice)| recurrence_id(notice).is_none());
    let of_whole = of_whole
        .flat_map(|(_, notice)| parts_of(almanac, &series.id).map(move |part| (part, notice)));
    let mut parts: BTreeMap<&EventId, (&Entry, Facts<Event>)> = BTreeMap::new();
    for (part, notice) in of_dates.chain(of_whole) {
        let (_, own) = parts.entry(&part.event.id).or_insert_with(|| (part, Facts::new()));
        own.push((None, notice.clone()));
    }
    let said = |(part, notices): (&Entry, Facts<Event>)| {
        let facts = divided(almanac, shared(part).unwrap_or(&part.event), &notices, zones);
        let owner = part.calendar.clone();
        facts.into_iter().map(move |fact| (Some(owner.clone()), fact))
    };
    parts.into_values().flat_map(said).collect()
}

/// Returns the later parts of series that newer editions of these have whole again, and since when.
fn replaced_parts<'a>(
    almanac: &'a Almanac,
    facts: &'a Facts,
    options: &MergeOptions<'_>,
) -> Vec<(&'a Entry, UtcTime)> {
    let mut stated: BTreeMap<&EventId, &Event> = BTreeMap::new();
    stated.extend(facts.iter().filter_map(|(_, fact)| fact.event()).map(|it| (&it.id, it)));
    let mut found = Vec::new();
    for part in all_parts(almanac).filter(|part| !stated.contains_key(&part.event.id)) {
        let whole = formers(almanac, &part.event).find_map(|id| stated.get(&id).copied());
        let known =
            |id: &EventId| almanac.entry(id).map(|ours| shared(ours).unwrap_or(&ours.event));
        let is_again = |series: &&Event| is_whole_again(known(&series.id), series, &part.event);
        if let Some(series) = whole.filter(is_again) {
            let at = series.revision.updated.unwrap_or(options.imported_at);
            found.push((part, at.later_than(part.event.revision.updated)));
        }
    }
    found
}

/// Returns messages about an event that is nowhere as one fact that names all people who sent them.
fn unfounded(notices: &Facts<Event>) -> Option<(Option<CalendarId>, IncomingFact)> {
    let ((owner, first), rest) = notices.split_first()?;
    let mut event = first.clone();
    event.participants.extend(rest.iter().flat_map(|(_, it)| it.participants.clone()));
    Some((owner.clone(), IncomingFact::Unfounded(Box::new(event))))
}
