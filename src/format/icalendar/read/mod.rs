//! Reads the bytes of an iCalendar file into calendars and events, with an issue for each invalid part.
//!
//! It converts to the JSON of JSCalendar and uses that reader, so that one reader checks and limits all input, and
//! merge, review and backup need to know only one model.

pub(crate) mod alarm;
pub(crate) mod calendar;
pub(crate) mod context;
pub(crate) mod difference;
pub(crate) mod event;
pub(crate) mod family;
pub(crate) mod following;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod repeat;
pub(crate) mod when;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::sorted_set::SortedSet;
use crate::domain::time::zone::Zones;
use crate::format::gravity::Gravity;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::tree::{Map, object, typed};
use crate::format::icalendar::read::calendar as calendar_in;
use crate::format::icalendar::read::calendar::Method;
use crate::format::icalendar::syntax::build;
use crate::format::icalendar::syntax::build::Tree;
use crate::format::icalendar::syntax::charset::OtherText;
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::syntax::{charset, letter};
use crate::format::issue::{DecodeError, Reason};
use crate::format::jscalendar::read::document::{DecodeDraft, GroupItem, take_entry};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::{Decoded, finish};
use crate::format::json::read::Limits;
use crate::format::names;

/// External services that reading needs.
#[derive(Clone, Copy)]
pub struct World<'w> {
    /// The time zones of the world.
    pub zones: &'w dyn Zones,
    /// A reader of encodings other than Unicode's.
    pub other_text: OtherText<'w>,
}

impl std::fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}

/// Reads a file, which may hold several calendars.
pub fn decode(bytes: &[u8], limits: &Limits, world: &World<'_>) -> Result<Decoded, DecodeError> {
    if bytes.len() > limits.bytes {
        return Err(DecodeError::TooLarge { limit: limits.bytes });
    }
    let content = letter::calendar(bytes);
    let (content, charset) =
        charset::detected(content.as_deref().unwrap_or(bytes), world.other_text);
    let mut notes = Notes::new("", limits);
    if let Some(taken_for) = charset.guess_for(&content) {
        let taken_for = Some(taken_for.to_owned());
        notes.add_line(1, "", Fault::Encoding { taken_for }.into());
    }
    let tree = build::read(&content, &charset, limits, &mut notes);
    let mut draft = DecodeDraft::of(notes, limits);
    let is_cut = tree.is_cut;
    let mut is_of_other_program = tree.roots.iter().any(|root| {
        let program = root.value("PRODID");
        let is_ours = program.is_some_and(|program| program.starts_with(names::OWN_PRODUCTS));
        !is_ours || !jsprop::has_all(root)
    });
    let mut calendars = calendars(tree);
    let stated_properties = stated(&calendars);
    calendars.iter_mut().filter(|it| Method::of(it) == Method::Add).for_each(name_added);
    reunite(&mut calendars);
    for calendar in calendars {
        is_of_other_program |= take(&mut draft, calendar, world.zones, limits);
    }
    let decoded = finish(draft, None).map_err(|error| match error {
        DecodeError::NothingReadable { issues } => DecodeError::NoEvents { issues },
        DecodeError::NotJsCalendar { .. } => DecodeError::NoEvents { issues: Vec::new() },
        error @ (DecodeError::Empty
        | DecodeError::TooLarge { .. }
        | DecodeError::NotText { .. }
        | DecodeError::Other(_)
        | DecodeError::Syntax(_)
        | DecodeError::NoEvents { .. }) => error,
    })?;
    Ok(Decoded { is_partial: is_cut, is_of_other_program, stated_properties, ..decoded })
}

/// Returns the names of the properties that events state.
fn stated(calendars: &[Component]) -> SortedSet<String> {
    let events = calendars.iter().flat_map(|it| &it.components).filter(|it| it.name == "VEVENT");
    let mut names: BTreeSet<String> = BTreeSet::new();
    for property in events.flat_map(|event| &event.properties) {
        if !names.contains(&property.name) {
            names.insert(property.name.clone());
        }
    }
    names.into_iter().collect()
}

/// Returns the calendars of a file; events outside of a calendar form one together.
fn calendars(tree: Tree) -> Vec<Component> {
    let mut loose = Component::named("VCALENDAR");
    let mut calendars = Vec::new();
    for root in tree.roots {
        if root.name == "VCALENDAR" {
            calendars.push(root);
        } else {
            loose.components.push(root);
        }
    }
    calendars.extend(Some(loose).filter(|loose| !loose.components.is_empty()));
    calendars
}

/// Names the occurrences that a message adds to a series, as if the series had them then (RFC 5546, 3.2.4).
fn name_added(calendar: &mut Component) {
    for event in calendar.components.iter_mut().filter(|inner| inner.name == "VEVENT") {
        let start = event.property("DTSTART").cloned();
        if event.property("RECURRENCE-ID").is_none() {
            event
                .properties
                .extend(start.map(|it| Property { name: "RECURRENCE-ID".into(), ..it }));
        }
    }
}

/// Moves the occurrences of an event to the calendar of the file in which the event is, with the zones that they name.
fn reunite(calendars: &mut [Component]) {
    if calendars.len() < 2 {
        return;
    }
    let is_occurrence = |event: &Component| event.property("RECURRENCE-ID").is_some();
    let is_whole = |calendar: &Component| match Method::of(calendar) {
        Method::States | Method::Cancel | Method::Add => true,
        Method::Reply | Method::Proposal => false,
    };
    let mut homes: BTreeMap<String, usize> = BTreeMap::new();
    for (place, calendar) in calendars.iter().enumerate().filter(|(_, it)| is_whole(it)) {
        let events = calendar.components.iter().filter(|inner| inner.name == "VEVENT");
        for uid in events.filter(|event| !is_occurrence(event)).filter_map(|it| it.value("UID")) {
            homes.entry(uid.to_owned()).or_insert(place);
        }
    }
    let mut moved: Vec<(usize, Component)> = Vec::new();
    for (place, calendar) in calendars.iter_mut().enumerate().filter(|(_, it)| is_whole(it)) {
        let own: BTreeSet<String> = calendar
            .components
            .iter()
            .filter(|inner| inner.name == "VEVENT" && !is_occurrence(inner))
            .filter_map(|event| event.value("UID").map(str::to_owned))
            .collect();
        let is_cancel = Method::of(calendar) == Method::Cancel;
        // A message that may be about single people only is not an occurrence of the series.
        let is_of_people = |event: &Component| {
            is_cancel && event.value("STATUS").is_none() && event.value("ATTENDEE").is_some()
        };
        let home = |event: &Component| {
            let uid = event.value("UID").filter(|uid| !own.contains(*uid))?;
            homes
                .get(uid)
                .copied()
                .filter(|home| *home != place && is_occurrence(event) && !is_of_people(event))
        };
        let (leaving, staying): (Vec<_>, Vec<_>) = std::mem::take(&mut calendar.components)
            .into_iter()
            .partition(|inner| inner.name == "VEVENT" && home(inner).is_some());
        let zones = staying.iter().filter(|inner| inner.name == "VTIMEZONE");
        for mut event in leaving {
            let Some(home) = home(&event) else { continue };
            if is_cancel {
                event.properties.retain(|property| property.name != "STATUS");
                event.push("STATUS", "CANCELLED");
            }
            moved.extend(zones.clone().map(|zone| (home, zone.clone())));
            moved.push((home, event));
        }
        calendar.components = staying;
    }
    for (home, component) in moved {
        let Some(calendar) = calendars.get_mut(home) else { continue };
        let id = component.value("TZID");
        let has_it = |inner: &Component| inner.name == "VTIMEZONE" && inner.value("TZID") == id;
        if component.name == "VEVENT" || !calendar.components.iter().any(has_it) {
            calendar.components.push(component);
        }
    }
}

/// Adds the content of a calendar to the draft. Returns whether another program has changed what this program wrote.
fn take(
    draft: &mut DecodeDraft<'_>,
    calendar: Component,
    zones: &dyn Zones,
    limits: &Limits,
) -> bool {
    let mut item = GroupItem::default();
    let DecodeDraft { notes, entry_count, .. } = draft;
    let mut index = 0;
    let mut take = |notes: &mut Notes<'_>, line: usize, map: Map| {
        *entry_count += 1;
        if *entry_count > limits.entries {
            // Only the first one is told.
            if *entry_count == limits.entries + 1 {
                notes.add_line(line, "VEVENT", Reason::TooManyEntries);
            }
            return;
        }
        let entries = PointerPath::Key(&PointerPath::Root, "entries");
        let path = PointerPath::Index(&entries, index);
        item.entry = Some(index);
        index += 1;
        // What is only unusual in JSCalendar does not matter for a file in another format.
        notes.begin_at(line, Gravity::Part);
        let subject = take_entry(notes, &path, object(map), &mut item);
        notes.end(subject.as_deref());
    };
    let read = calendar_in::calendar(calendar, zones, notes, &mut take);
    let is_named = read.group.is_some();
    if is_named || !item.events.is_empty() {
        item.fields = object(read.group.unwrap_or_else(|| typed("Event")));
        item.has_entries = is_named;
        draft.items.push(item);
    }
    read.is_edited
}
