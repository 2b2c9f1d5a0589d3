//! Makes an exported file: its parts are reduced to what those who get it may know, and written.
//!
//! What one event may say is decided in `domain::sharing`; here is what only the whole file shows: identities that name
//! people, and relations to events that are not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::trash;
use crate::domain::event::Event;
use crate::domain::foreign::{Foreign, Json};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::repeat::Override;
use crate::domain::sharing::known_people::KnownPeople;
use crate::domain::time::UtcTime;
use crate::format::export::{ExportRequest, ExportSelection, Names, people_of, picked};
use crate::format::icalendar::model::keys::key_of;
use crate::format::jscalendar::write::{Export, ExportCalendar, encode};
use crate::format::names;

/// One calendar of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePart {
    /// The calendar.
    pub calendar: Calendar,
    /// Its events in the file.
    pub events: Vec<Event>,
    /// What was deleted from it, and when.
    pub deleted: BTreeMap<EventId, UtcTime>,
}

impl FilePart {
    /// Returns the part as a writer takes it.
    pub fn exported(&self) -> ExportCalendar<'_> {
        let Self { calendar, events, deleted } = self;
        ExportCalendar { calendar, events: events.iter().collect(), deleted: deleted.clone() }
    }
}

/// Returns the text of the exported file; empty if it would contain only one event that is withheld.
pub fn written(almanac: &Almanac, order: &ExportRequest) -> String {
    let is_one = matches!(order.of, ExportSelection::Event(_));
    let is_part = match &order.of {
        ExportSelection::Event(_) => true,
        ExportSelection::Calendars { days, .. } => days.is_some(),
    };
    let deleted = |calendar: &Calendar| match order.names {
        _ if is_one => BTreeMap::new(),
        Names::Without | Names::Lists => trash::public_deletions(almanac, calendar),
        Names::With => trash::deletions(almanac, calendar),
    };
    let mut parts: Vec<FilePart> = picked(almanac, &order.of)
        .into_iter()
        .map(|(calendar, events)| FilePart {
            calendar: calendar.clone(),
            events: events.into_iter().cloned().collect(),
            deleted: deleted(calendar),
        })
        .collect();
    reduce(&mut parts, order.names, order.busy, &people_of(almanac));
    if is_one && parts.iter().all(|part| part.events.is_empty()) {
        return String::new();
    }
    for FilePart { calendar, .. } in &mut parts {
        if is_one {
            calendar.facts.other_entries.clear();
        }
        if is_part {
            calendar.facts.foreign.0.insert(names::PART.to_owned(), Json::Bool(true));
        }
    }
    encode(&Export { calendars: parts.iter().map(FilePart::exported).collect() })
}

/// Reduces the parts of a file. `busy` is the title of an event of which only the time is told, and `people` are those
/// who may not be named.
pub fn reduce(parts: &mut [FilePart], names: Names, busy: &str, people: &KnownPeople) {
    if names == Names::With {
        return;
    }
    for FilePart { calendar, events, deleted } in &mut *parts {
        *events = events.iter().filter_map(|event| names.shown(event, busy)).collect();
        for event in events {
            event.id = EventId::new(public_id(event.id.as_str(), people));
        }
        calendar.facts = names.shown_facts(&calendar.facts);
        calendar.id = CalendarId::new(public_id(calendar.id.as_str(), people));
        let old = std::mem::take(deleted).into_iter();
        deleted.extend(old.map(|(id, at)| (EventId::new(public_id(id.as_str(), people)), at)));
    }
    let told: BTreeSet<String> =
        parts.iter().flat_map(|part| &part.events).map(|event| event.id.to_string()).collect();
    for event in parts.iter_mut().flat_map(|part| &mut part.events) {
        relate(&mut event.foreign, &told, people);
        for own in event.repeat.iter_mut().flat_map(|repeat| repeat.overrides.values_mut()) {
            if let Override::Patch(patch) = own {
                relate(&mut Arc::make_mut(patch).foreign, &told, people);
            }
        }
    }
}

/// Returns an identity, or one computed from it if it contains the name or an address of somebody: the same one in every
/// file, so that those who have the event recognise it.
fn public_id(id: &str, people: &KnownPeople) -> String {
    if people.is_surely_named_in(id) { key_of(id) } else { id.to_owned() }
}

/// Removes relations to events that are not in the file: they may be secret.
fn relate(foreign: &mut Foreign, told: &BTreeSet<String>, people: &KnownPeople) {
    let Some(Json::Map(related)) = foreign.0.remove("relatedTo") else { return };
    let public = related.into_iter().map(|(uid, value)| (public_id(&uid, people), value));
    let kept: BTreeMap<String, Json> = public.filter(|(uid, _)| told.contains(uid)).collect();
    if !kept.is_empty() {
        foreign.0.insert("relatedTo".to_owned(), Json::Map(kept));
    }
}
