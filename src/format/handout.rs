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
use crate::domain::sharing::visibility::{ExportExtent, extent};
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
        Names::Without | Names::Lists => public_deletions(almanac, calendar),
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

/// Returns the deletions that a file for everybody reports, under the identities that the events had in such files.
fn public_deletions(almanac: &Almanac, calendar: &Calendar) -> BTreeMap<EventId, UtcTime> {
    let is_hidden = |id: &EventId| {
        almanac.kept(id).is_some_and(|entry| extent(&entry.event) != ExportExtent::Whole)
    };
    let told = |(id, at): (EventId, UtcTime)| {
        let id = if is_hidden(&id) { EventId::new(opaque_id(id.as_str())) } else { id };
        (id, at)
    };
    trash::public_deletions(almanac, calendar).into_iter().map(told).collect()
}

/// Reduces the parts of a file. `busy` is the title of an event of which only the time is told, and `people` are those
/// who may not be named.
pub fn reduce(parts: &mut [FilePart], names: Names, busy: &str, people: &KnownPeople) {
    if names == Names::With {
        return;
    }
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for FilePart { calendar, events, deleted } in &mut *parts {
        let mut shown = |event: &Event| {
            let id = public_event_id(event, people);
            ids.insert(event.id.to_string(), id.clone());
            names.shown(event, busy).map(|shown| Event { id: EventId::new(id), ..shown })
        };
        *events = events.iter().filter_map(&mut shown).collect();
        calendar.facts = names.shown_facts(&calendar.facts);
        calendar.id = CalendarId::new(public_id(calendar.id.as_str(), people));
        let old = std::mem::take(deleted).into_iter();
        deleted.extend(old.map(|(id, at)| (EventId::new(public_id(id.as_str(), people)), at)));
    }
    let told: BTreeSet<String> =
        parts.iter().flat_map(|part| &part.events).map(|event| event.id.to_string()).collect();
    for event in parts.iter_mut().flat_map(|part| &mut part.events) {
        relate(&mut event.foreign, &told, &ids);
        for own in event.repeat.iter_mut().flat_map(|repeat| repeat.overrides.values_mut()) {
            if let Override::Patch(patch) = own {
                relate(&mut Arc::make_mut(patch).foreign, &told, &ids);
            }
        }
    }
}

/// Returns the identity of an event in a file. That of an event of which only the time is told may be its title.
fn public_event_id(event: &Event, people: &KnownPeople) -> String {
    match extent(event) {
        ExportExtent::Whole => public_id(event.id.as_str(), people),
        ExportExtent::Time | ExportExtent::Nothing => opaque_id(event.id.as_str()),
    }
}

/// Returns an identity, or one computed from it if it names somebody.
fn public_id(id: &str, people: &KnownPeople) -> String {
    if people.is_named_in_id(id) { opaque_id(id) } else { id.to_owned() }
}

/// Returns an identity that says nothing: the same one in every file, so that those who have the event recognise it.
fn opaque_id(id: &str) -> String {
    if is_uuid(id) { id.to_owned() } else { key_of(id) }
}

/// Whether an identity is a UUID (RFC 9562 4), as this program makes them.
fn is_uuid(id: &str) -> bool {
    const WIDTHS: [usize; 5] = [8, 4, 4, 4, 12];
    let is_group = |(group, width): (&str, usize)| {
        group.len() == width && group.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    id.split('-').count() == WIDTHS.len() && id.split('-').zip(WIDTHS).all(is_group)
}

/// Removes relations to events that are not in the file: they may be secret. `ids` are the identities in the file.
fn relate(foreign: &mut Foreign, told: &BTreeSet<String>, ids: &BTreeMap<String, String>) {
    let Some(Json::Map(related)) = foreign.0.remove("relatedTo") else { return };
    let public = |(uid, value): (String, Json)| {
        let id = ids.get(&uid)?;
        told.contains(id).then(|| (id.clone(), value))
    };
    let kept: BTreeMap<String, Json> = related.into_iter().filter_map(public).collect();
    if !kept.is_empty() {
        foreign.0.insert("relatedTo".to_owned(), Json::Map(kept));
    }
}
