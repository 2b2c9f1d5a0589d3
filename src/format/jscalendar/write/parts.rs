//! Writes what an event and one of its occurrences have in common: categories, places, links, the parts of the
//! programme.

use jiff::civil::DateTime;

use crate::domain::event::kind::Kind;
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::jscalendar::write::participant;
use crate::format::json::write::FieldWriter;
use crate::format::names;

/// Of a part: the keys of its speakers as a list, in the order of the programme.
pub(crate) const SPEAKER_ORDER: &str = "speakerOrder";

/// Writes the categories of an event.
pub(crate) fn category_fields(
    fields: &mut FieldWriter<'_>,
    kinds: &SortedSet<Kind>,
    categories: &SortedSet<String>,
) {
    let kinds = kinds.iter();
    let kinds: Vec<String> =
        kinds.map(|kind| format!("{}{}", names::CATEGORY_PREFIX, kind.slug())).collect();
    fields.set("categories", kinds.iter().chain(categories).map(String::as_str));
}

pub(crate) fn map<T>(
    fields: &mut FieldWriter<'_>,
    name: &str,
    items: &SortedMap<LocalId, T>,
    mut write: impl FnMut(&mut FieldWriter<'_>, &T),
) {
    if !items.is_empty() {
        fields.put(name).object(|fields| {
            for (id, item) in items {
                fields.put(id.as_str()).object(|fields| write(fields, item));
            }
        });
    }
}

/// Writes a moment, if there is one.
pub(crate) fn utc_if_any(fields: &mut FieldWriter<'_>, name: &str, time: Option<UtcTime>) {
    if let Some(time) = time {
        fields.put(name).plain(|out| clock::print_utc(time, out));
    }
}

/// Writes a wall clock, if there is one.
pub(crate) fn local_if_any(fields: &mut FieldWriter<'_>, name: &str, time: Option<DateTime>) {
    if let Some(time) = time {
        fields.put(name).plain(|out| clock::print_local(time, out));
    }
}

pub(crate) fn location_fields(fields: &mut FieldWriter<'_>, place: &Location) {
    let Location { name, coordinates, is_meeting_place, foreign } = place;
    fields.put("@type").text("Location");
    fields.text_if_any("coordinates", coordinates.as_deref());
    fields.text("name", name);
    if *is_meeting_place {
        fields.put(names::IS_MEETING_PLACE).flag(true);
    }
    fields.foreign(foreign);
}

pub(crate) fn virtual_location_fields(fields: &mut FieldWriter<'_>, place: &VirtualLocation) {
    let VirtualLocation { name, uri, foreign } = place;
    fields.put("@type").text("VirtualLocation");
    fields.text("name", name);
    if foreign.get("uri").is_none() {
        fields.put("uri").text(uri);
    }
    fields.foreign(foreign);
}

pub(crate) fn link_fields(fields: &mut FieldWriter<'_>, link: &Link) {
    let Link { href, rel, title, foreign } = link;
    fields.put("@type").text("Link");
    if foreign.get("href").is_none() {
        fields.put("href").text(href);
    }
    fields.text_if_any("rel", rel.as_deref());
    fields.text("title", title);
    fields.foreign(foreign);
}

pub(crate) fn part_fields(fields: &mut FieldWriter<'_>, part: &Part) {
    let Part { order, title, description, start, length, speakers, mode, foreign } = part;
    fields.text("description", description);
    if let Some(length) = length {
        fields.put("duration").plain(|out| clock::print_length(*length, out));
    }
    fields.text_if_any("mode", mode.as_ref().map(participant::mode));
    if *order > 0 || foreign.get("order").is_none() {
        fields.put("order").count(*order);
    }
    fields.set("speakers", speakers.iter().map(LocalId::as_str));
    // A set has no order of its own, and another program may write it in that of its keys.
    if !speakers.is_sorted() {
        let order = speakers.iter().map(|key| Json::Text(key.as_str().to_owned())).collect();
        fields.put(SPEAKER_ORDER).json(&Json::List(order));
    }
    local_if_any(fields, "start", *start);
    fields.text("title", title);
    fields.foreign(foreign);
}
