//! Brings several files together: each calendar once, each uid once, and who deleted what.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::incoming::Collection;
use super::plan::Saying;
use super::revision::is_newer;
use crate::domain::calendar::Calendar;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;

/// What several files say together.
pub(crate) struct Gathered {
    /// Each calendar once, as the file with the latest `updated` has it.
    pub(crate) calendars: BTreeMap<CalendarId, Calendar>,
    /// Each uid once, with the calendar that claims it; `None` where the event came alone.
    pub(crate) events: Vec<(Option<CalendarId>, Saying)>,
    /// What was deleted.
    pub(crate) deletions: Deletions,
}

/// Deletions by uid and by the calendar whose file states them.
pub(crate) struct Deletions(BTreeMap<(EventId, Option<CalendarId>), UtcTime>);

/// One event of a file; `owner` is `None` where it came alone.
struct Claim {
    owner: Option<CalendarId>,
    event: Box<Event>,
}

/// Brings the files together; their order makes no difference where one edition is the newest.
pub(crate) fn gather(collections: Vec<Collection>) -> Gathered {
    let mut claims = Vec::new();
    let mut deletions = BTreeMap::new();
    let mut calendars: BTreeMap<CalendarId, Calendar> = BTreeMap::new();
    for Collection { calendar, events, deleted } in collections {
        let owner = calendar.as_ref().map(|calendar| calendar.id.clone());
        let claim = |event| Claim { owner: owner.clone(), event: Box::new(event) };
        claims.extend(events.into_iter().map(claim));
        for (id, at) in deleted {
            let latest = deletions.entry((id, owner.clone())).or_insert(at);
            *latest = at.max(*latest);
        }
        if let Some(calendar) = calendar {
            let known = calendars.entry(calendar.id.clone()).or_insert_with(|| calendar.clone());
            if known.facts.updated < calendar.facts.updated {
                *known = calendar;
            }
        }
    }
    Gathered { calendars, events: combined(claims), deletions: Deletions(deletions) }
}

impl Deletions {
    /// The uids that were deleted; one may come more than once.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &EventId> {
        self.0.keys().map(|(id, _)| id)
    }

    /// What files of one calendar say was deleted from it.
    pub(crate) fn of<'a>(
        &'a self,
        owner: &'a CalendarId,
    ) -> impl Iterator<Item = (&'a EventId, UtcTime)> {
        let is_of = move |by: &Option<CalendarId>| by.as_ref() == Some(owner);
        self.0.iter().filter(move |((_, by), _)| is_of(by)).map(|((id, _), at)| (id, *at))
    }

    /// When the event was deleted, as files of its calendar or without a calendar have it; as any file has it
    /// where it has no calendar yet.
    pub(crate) fn latest(&self, id: &EventId, owner: Option<&CalendarId>) -> Option<UtcTime> {
        let all = self.0.range((id.clone(), None)..).take_while(|((other, _), _)| other == id);
        let speaks =
            |by: &Option<CalendarId>| owner.is_none() || by.is_none() || by.as_ref() == owner;
        all.filter(|((_, by), _)| speaks(by)).map(|(_, at)| *at).max()
    }
}

/// Each uid once: of several editions the newest, and where none is newer than all that differ from it, or two
/// calendars claim it, an ambiguity.
fn combined(mut claims: Vec<Claim>) -> Vec<(Option<CalendarId>, Saying)> {
    claims.sort_by(|a, b| a.event.id.cmp(&b.event.id).then_with(|| prefer_owned(a, b)));
    let mut combined = Vec::with_capacity(claims.len());
    let mut claims = claims.into_iter().peekable();
    while let Some(first) = claims.next() {
        let mut rest = Vec::new();
        while let Some(next) = claims.next_if(|next| next.event.id == first.event.id) {
            rest.push(next);
        }
        combined.push(if rest.is_empty() {
            (first.owner, Saying::Event(first.event))
        } else {
            newest(first, rest)
        });
    }
    combined
}

/// Those of calendars before those that came alone, so that the first claim names the owner.
fn prefer_owned(a: &Claim, b: &Claim) -> Ordering {
    a.owner.is_none().cmp(&b.owner.is_none()).then_with(|| a.owner.cmp(&b.owner))
}

fn newest(first: Claim, rest: Vec<Claim>) -> (Option<CalendarId>, Saying) {
    let owner = first.owner.clone();
    let has_one_owner = rest.iter().all(|claim| claim.owner.is_none() || claim.owner == owner);
    let mut all: Vec<Box<Event>> = vec![first.event];
    all.extend(rest.into_iter().map(|claim| claim.event));
    let best = all.iter().max_by_key(|event| (event.revision, event.when.start()));
    let best = best.expect("the first claim is among them").clone();
    let beats = |event: &Event| *event == *best || is_newer(best.revision, event.revision);
    let is_clear = has_one_owner && all.iter().all(|event| beats(event));
    (owner, if is_clear { Saying::Event(best) } else { Saying::Ambiguous(best) })
}
