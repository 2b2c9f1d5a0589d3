//! Writing what an event and one of its occurrences have alike: categories, places, links, the parts of the programme.

use std::collections::{BTreeMap, BTreeSet};

use super::participant_out::mode;
use crate::domain::id::LocalId;
use crate::domain::kind::Kind;
use crate::domain::place::{Link, Location, VirtualLocation};
use crate::domain::programme::Part;
use crate::format::clock;
use crate::format::json::write::Fields;
use crate::format::names;

/// Writes what an event is filed under.
pub(super) fn category_fields(
    fields: &mut Fields<'_>,
    kinds: &BTreeSet<Kind>,
    categories: &BTreeSet<String>,
) {
    let kinds = kinds.iter();
    let kinds: Vec<String> =
        kinds.map(|kind| format!("{}{}", names::CATEGORY_PREFIX, kind.slug())).collect();
    fields.set("categories", kinds.iter().chain(categories).map(String::as_str));
}

/// Writes a map of objects by their ids, where there are any.
pub(super) fn map<T>(
    fields: &mut Fields<'_>,
    name: &str,
    items: &BTreeMap<LocalId, T>,
    mut write: impl FnMut(&mut Fields<'_>, &T),
) {
    if !items.is_empty() {
        fields.put(name).object(|fields| {
            for (id, item) in items {
                fields.put(id.as_str()).object(|fields| write(fields, item));
            }
        });
    }
}

pub(super) fn location_fields(fields: &mut Fields<'_>, place: &Location) {
    fields.put("@type").text("Location");
    fields.text_if_any("coordinates", place.coordinates.as_deref());
    fields.text("name", &place.name);
    if place.is_meeting_place {
        fields.put(names::IS_MEETING_PLACE).flag(true);
    }
    fields.foreign(&place.foreign);
}

pub(super) fn virtual_location_fields(fields: &mut Fields<'_>, place: &VirtualLocation) {
    fields.put("@type").text("VirtualLocation");
    fields.text("name", &place.name);
    if place.foreign.get("uri").is_none() {
        fields.put("uri").text(&place.uri);
    }
    fields.foreign(&place.foreign);
}

pub(super) fn link_fields(fields: &mut Fields<'_>, link: &Link) {
    fields.put("@type").text("Link");
    if link.foreign.get("href").is_none() {
        fields.put("href").text(&link.href);
    }
    fields.text_if_any("rel", link.rel.as_deref());
    fields.text("title", &link.title);
    fields.foreign(&link.foreign);
}

pub(super) fn part_fields(fields: &mut Fields<'_>, part: &Part) {
    fields.text("description", &part.description);
    if let Some(length) = part.length {
        fields.put("duration").plain(|out| clock::print_length(length, out));
    }
    fields.text_if_any("mode", part.mode.as_ref().map(mode));
    if part.order > 0 || part.foreign.get("order").is_none() {
        fields.put("order").count(part.order);
    }
    fields.set("speakers", part.speakers.iter().map(LocalId::as_str));
    if let Some(start) = part.start {
        fields.put("start").plain(|out| clock::print_local(start, out));
    }
    fields.text("title", &part.title);
    fields.foreign(&part.foreign);
}
