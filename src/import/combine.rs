//! Combines the contents of several files: each calendar once, each event once, and the deletions.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::id::{CalendarId, EventId};
use crate::format::jscalendar::read::Collection;
use crate::merge::event::revision::is_newer;
use crate::merge::incoming::{Deletions, Incoming, IncomingBackup, IncomingFact, IncomingFiles};

/// One event of a file; `owner` is `None` if the file has no calendar for it.
struct Claim {
    owner: Option<CalendarId>,
    event: Box<Event>,
}

/// Combines files; their order makes no difference if one edition of each event is the newest.
pub fn files(collections: Vec<Collection>) -> Incoming {
    let mut claims = Vec::new();
    let mut deletions = Deletions::default();
    let mut calendars: BTreeMap<CalendarId, Calendar> = BTreeMap::new();
    for Collection { calendar, events, deleted } in collections {
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
    Incoming::Files(IncomingFiles { calendars, facts: each_once(claims), deletions })
}

/// Combines backups. If several backups have the same calendar, the last one counts; if they have different entries of
/// one event, the event is ambiguous.
pub fn backups(calendars: Vec<Calendar>, entries: Vec<Entry>) -> Incoming {
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
    Incoming::Backup(IncomingBackup { calendars, facts })
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
