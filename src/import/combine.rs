//! Combines the contents of several files: each calendar once, each event once, and the deletions.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::directory::item::DirectoryItem;
use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::notice::is_notice;
use crate::domain::sorted_set::SortedSet;
use crate::format::jscalendar::read::Collection;
use crate::format::jscalendar::read::made_up::is_made_up;
use crate::format::names;
use crate::merge::event::revision::is_newer;
use crate::merge::incoming::{
    Deletions, Facts, Incoming, IncomingBackup, IncomingFact, IncomingFiles,
};

/// One event of a file; `owner` is `None` if the file has no calendar for it.
struct Claim {
    owner: Option<CalendarId>,
    event: Box<Event>,
}

/// Combines files; their order makes no difference if one edition of each event is the newest.
pub fn files(collections: Vec<Collection>) -> Incoming {
    files_of(collections, BTreeMap::new())
}

/// Like [`files`]; another calendar program wrote the events of `of_other_programs`.
pub fn files_of(
    collections: Vec<Collection>,
    of_other_programs: BTreeMap<EventId, Arc<SortedSet<String>>>,
) -> Incoming {
    let mut claims = Vec::new();
    let mut deletions = Deletions::default();
    let mut calendars: BTreeMap<CalendarId, Calendar> = BTreeMap::new();
    let (mut partial, mut whole) = (BTreeSet::new(), BTreeSet::new());
    for Collection { mut calendar, events, deleted } in collections {
        if let Some(calendar) = &mut calendar {
            let is_part = calendar.facts.foreign.0.remove(names::PART).is_some();
            // A message about single occurrences says nothing about the other events.
            let is_message = !events.is_empty() && events.iter().all(is_notice);
            let set = if is_part || is_message { &mut partial } else { &mut whole };
            set.insert(calendar.id.clone());
        }
        let owner = calendar.as_ref().map(|calendar| calendar.id.clone());
        let claim = |event| Claim { owner: owner.clone(), event: Box::new(event) };
        claims.extend(events.into_iter().map(claim));
        for (id, at) in deleted {
            deletions.add(id, owner.clone(), at);
        }
        if let Some(calendar) = calendar {
            let known = calendars.entry(calendar.id.clone()).or_insert_with(|| calendar.clone());
            if known.facts.updated < calendar.facts.updated {
                *known = calendar;
            }
        }
    }
    partial.retain(|id| !whole.contains(id));
    let (about_one, claims): (Vec<Claim>, Vec<Claim>) =
        claims.into_iter().partition(|claim| is_notice(&claim.event));
    let facts = each_once(claims);
    let notices = notices(about_one);
    let unidentified = calendars.keys().filter(|id| is_made_up(id)).cloned().collect();
    Incoming::Files(IncomingFiles {
        calendars,
        facts,
        notices,
        partial,
        unidentified,
        of_other_programs,
        deletions,
    })
}

/// Combines backups. If several backups have the same calendar, the last one counts; if they have different entries of
/// one event, the event is ambiguous.
pub fn backups(
    calendars: Vec<Calendar>,
    entries: Vec<Entry>,
    directory: Vec<DirectoryItem>,
) -> Incoming {
    let calendars =
        calendars.into_iter().map(|calendar| (calendar.id.clone(), calendar)).gathered();
    let mut facts: BTreeMap<EventId, IncomingFact> = BTreeMap::new();
    for entry in entries {
        let id = entry.event.id.clone();
        let fact = match facts.remove(&id) {
            None => IncomingFact::Entry(Box::new(entry)),
            Some(IncomingFact::Entry(other)) if *other == entry => IncomingFact::Entry(other),
            Some(_) => IncomingFact::Ambiguous(Box::new(entry.event)),
        };
        facts.insert(id, fact);
    }
    Incoming::Backup(IncomingBackup { calendars, facts, directory })
}

/// Returns what files say about single occurrences by the uid of the series, the newest last.
fn notices(mut claims: Vec<Claim>) -> BTreeMap<EventId, Facts<Event>> {
    claims.sort_by(|a, b| {
        let key = |claim: &Claim| (claim.event.revision, claim.event.when.start());
        key(a).cmp(&key(b)).then_with(|| prefer_owned(b, a))
    });
    let mut notices: BTreeMap<EventId, Facts<Event>> = BTreeMap::new();
    for Claim { owner, event } in claims {
        notices.entry(event.id.clone()).or_default().push((owner, *event));
    }
    notices
}

/// Returns each uid once. If there are several editions, the newest one counts. If no edition is newer than all that
/// differ from it, or if two calendars claim the uid, the fact is ambiguous.
fn each_once(mut claims: Vec<Claim>) -> Vec<(Option<CalendarId>, IncomingFact)> {
    claims.sort_by(|a, b| a.event.id.cmp(&b.event.id).then_with(|| prefer_owned(a, b)));
    let mut combined = Vec::with_capacity(claims.len());
    let mut claims = claims.into_iter().peekable();
    while let Some(first) = claims.next() {
        let mut rest = Vec::new();
        while let Some(next) = claims.next_if(|next| next.event.id == first.event.id) {
            rest.push(next);
        }
        combined.push(if rest.is_empty() {
            (first.owner, IncomingFact::Event(first.event))
        } else {
            newest(first, rest)
        });
    }
    combined
}

/// Orders claims with a calendar before those without one, so that the first claim names the owner.
fn prefer_owned(a: &Claim, b: &Claim) -> Ordering {
    a.owner.is_none().cmp(&b.owner.is_none()).then_with(|| a.owner.cmp(&b.owner))
}

fn newest(first: Claim, rest: Vec<Claim>) -> (Option<CalendarId>, IncomingFact) {
    let owner = first.owner.clone();
    let has_one_owner = rest.iter().all(|claim| claim.owner.is_none() || claim.owner == owner);
    let mut all: Vec<Box<Event>> = vec![first.event];
    all.extend(rest.into_iter().map(|claim| claim.event));
    let best = all.iter().max_by_key(|event| (event.revision, event.when.start()));
    let best = best.expect("the first claim is among them").clone();
    let beats = |event: &Event| *event == *best || is_newer(best.revision, event.revision);
    let is_clear = has_one_owner && all.iter().all(|event| beats(event));
    let fact = if is_clear { IncomingFact::Event(best) } else { IncomingFact::Ambiguous(best) };
    (owner, fact)
}
