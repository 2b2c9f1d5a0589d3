//! Decides how much of an event may be given to anybody, by its `privacy`, before its names are removed.
//!
//! RFC 8984, 4.4.3: of a private object "only the basic time and metadata is shared"; a secret one is "hidden
//! completely (as though it did not exist)".

use std::borrow::Cow;

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::status::{OF_INSTANCE, Privacy, Status};
use crate::domain::foreign::{Foreign, Json};
use crate::domain::series::own::{OwnItem, OwnList, OwnSet};
use crate::domain::series::repeat::{Override, Own, Patch, Repeat};
use crate::domain::sharing::harmless::{harmless_rule, harmless_zone, zones_alone};
use crate::domain::sharing::redact::{harmless_when, with_lists, without_names};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// How much of an event is visible to everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExportExtent {
    /// Everything except the names of people.
    Whole,
    /// Only its time.
    Time,
    /// Nothing.
    Nothing,
}

/// Returns how much of an event is visible to everybody. A value that we do not understand counts as private.
pub fn extent(event: &Event) -> ExportExtent {
    match &event.privacy {
        Privacy::Public if event.foreign.get("privacy").is_none() => ExportExtent::Whole,
        Privacy::Public | Privacy::Private | Privacy::Other(_) => ExportExtent::Time,
        Privacy::Secret => ExportExtent::Nothing,
    }
}

/// Returns what a file for everybody contains of an event; `None` if it contains nothing. `busy` is the title of an
/// event of which only the time is visible.
///
/// Law: applying this to its own result changes nothing.
pub fn for_everybody(event: &Event, busy: &str) -> Option<Event> {
    match extent(event) {
        ExportExtent::Whole => Some(without_names(&without_hidden(event, busy))),
        ExportExtent::Time => Some(time_alone(event, busy)),
        ExportExtent::Nothing => None,
    }
}

/// Returns what a file with the lists of names contains of an event: as [`for_everybody`], with the names on its lists.
pub fn for_participants(event: &Event, busy: &str) -> Option<Event> {
    match extent(event) {
        ExportExtent::Whole => Some(with_lists(&without_hidden(event, busy))),
        ExportExtent::Time => Some(time_alone(event, busy)),
        ExportExtent::Nothing => None,
    }
}

/// Returns a series without what its instances with a privacy of their own say beyond their time, and without the secret
/// ones.
fn without_hidden<'e>(event: &'e Event, busy: &str) -> Cow<'e, Event> {
    let privacy = |own: &Override| {
        let said = own.patch()?.foreign.get(OF_INSTANCE)?;
        let word = if let Json::Text(word) = said { word } else { "private" };
        Some(Privacy::of_word(word))
    };
    let is_hidden = |own: &Override| privacy(own).is_some_and(|it| it != Privacy::Public);
    let Some(repeat) = event.repeat.as_deref() else { return Cow::Borrowed(event) };
    if !repeat.overrides.values().any(is_hidden) {
        return Cow::Borrowed(event);
    }
    let one = |(at, own): (&DateTime, &Override)| {
        let hidden = own.patch().filter(|_| is_hidden(own)).map(|patch| match privacy(own) {
            Some(Privacy::Secret) => Override::Excluded,
            _ => Override::of(hidden_patch(patch, event, busy)),
        });
        (*at, hidden.unwrap_or_else(|| own.clone()))
    };
    let overrides = repeat.overrides.iter().map(one).collect();
    let repeat = Some(Box::new(Repeat { overrides, ..repeat.clone() }));
    Cow::Owned(Event { repeat, ..event.clone() })
}

/// Returns a patch that leaves only the time of an instance.
fn hidden_patch(patch: &Patch, event: &Event, busy: &str) -> Patch {
    let nothing = || Some(String::new());
    Patch {
        title: Some(busy.to_owned()),
        description: nothing(),
        audience: nothing(),
        status_reason: nothing(),
        color: Own::Nothing,
        registration: event.registration.is_some().then_some(OwnItem::Removed),
        headcount: Some(OwnItem::Removed),
        has_no_meeting: event.meeting_time.is_some(),
        locations: OwnList::Whole(SortedMap::new()),
        main_location: Own::Nothing,
        virtual_locations: OwnList::Whole(SortedMap::new()),
        links: OwnList::Whole(SortedMap::new()),
        programme: OwnList::Whole(SortedMap::new()),
        sorts: OwnSet::Whole(SortedSet::new()),
        keywords: OwnSet::Whole(SortedSet::new()),
        participants: OwnList::Whole(SortedMap::new()),
        ..time_of(patch, &event.foreign)
    }
}

/// Returns the event's identity and time, and whether that time is busy.
fn time_alone(event: &Event, busy: &str) -> Event {
    Event {
        revision: event.revision,
        repeat: event
            .repeat
            .as_deref()
            .and_then(|repeat| times_alone(repeat, &event.foreign))
            .map(Box::new),
        status: plain(&event.status),
        privacy: Privacy::Private,
        foreign: busyness(&event.foreign),
        ..Event::new(event.id.clone(), busy, harmless_when(&event.when, &event.foreign))
    }
}

/// Reduces a status to the standard ones: an unknown status, or that it is postponed, may say more than the time.
fn plain(status: &Status) -> Status {
    match status {
        Status::Confirmed | Status::Other(_) => Status::Confirmed,
        Status::Tentative => Status::Tentative,
        Status::Cancelled | Status::Postponed => Status::Cancelled,
    }
}

fn times_alone(repeat: &Repeat, foreign: &Foreign) -> Option<Repeat> {
    let rule = repeat.rule.as_ref().map(harmless_rule);
    let excluded = repeat.excluded.iter().map(harmless_rule).collect();
    let one = |own: &Override| match own {
        Override::Excluded => Some(Override::Excluded),
        Override::Patch(patch) => Some(Override::of(time_of(patch, foreign))),
        Override::Kept(_) => own.is_excluded().then_some(Override::Excluded),
    };
    let overrides = repeat.overrides.iter();
    let overrides = overrides.filter_map(|(at, own)| Some((*at, one(own)?))).collect();
    let holiday_rule = repeat.holiday_rule;
    let own = Repeat { rule, excluded, overrides, holiday_rule, ..Repeat::default() };
    (own.rule.is_some() || !own.overrides.is_empty()).then_some(own)
}

fn time_of(patch: &Patch, foreign: &Foreign) -> Patch {
    Patch {
        start: patch.start,
        length: patch.length,
        zone: match &patch.zone {
            Own::Is(zone) => harmless_zone(zone, foreign).map_or(Own::Nothing, Own::Is),
            own @ (Own::AsSeries | Own::Nothing) => own.clone(),
        },
        sort: patch.sort,
        status: patch.status.as_ref().map(plain),
        ..Patch::default()
    }
}

/// Returns whether the time is busy: `free`, as in JSCalendar; and in which zone it is.
fn busyness(foreign: &Foreign) -> Foreign {
    let name = "freeBusyStatus";
    let is_free = |json: &&Json| matches!(json, Json::Text(word) if word == "free");
    let found = foreign.get(name).filter(is_free).cloned();
    let mut kept = zones_alone(foreign);
    kept.0.extend(found.map(|json| (name.to_owned(), json)));
    kept
}
