//! Reads places, links and the parts of the programme.

use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::foreign::Json;
use crate::domain::gather::ordered;
use crate::domain::id::LocalId;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::fields::{FieldReader, key};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::participant::mode;
use crate::format::jscalendar::write::parts::SPEAKER_ORDER;
use crate::format::json::value::{Object, Value};
use crate::format::names;

pub(crate) fn location(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
) -> Location {
    let is_empty = object.0.iter().all(|(name, _)| name == "@type");
    let mut fields = FieldReader::new(notes, path);
    if is_empty {
        fields.note_here(Reason::MissingProperty { name: "name".into() });
    }
    let mut place = Location::default();
    let mut description = None;
    for (name, value) in object.0 {
        match name.as_ref() {
            "@type" => fields.type_tag(&value, "Location"),
            "name" => place.name = fields.text(&name, value).unwrap_or_default(),
            "coordinates" => place.coordinates = fields.text(&name, value),
            names::IS_MEETING_PLACE => {
                place.is_meeting_place = fields.flag(&name, value).unwrap_or_default();
            }
            "description" => description = fields.text(&name, value),
            "relativeTo" | "timeZone" | "linkIds" => fields.forget(&name),
            other => fields.carry(other, value),
        }
    }
    append_description(&mut fields, &mut place.name, description);
    place.foreign = fields.foreign;
    place
}

/// Appends the description of a place to its name, because 2.0 has no such description.
fn append_description(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &mut String,
    text: Option<String>,
) {
    fields.foreign.0.remove("description");
    let Some(text) = text else { return };
    fields.note("description", Reason::Older);
    if name.is_empty() {
        *name = text;
    } else if !text.is_empty() {
        *name = format!("{name}\n{text}");
    }
}

pub(crate) fn virtual_location(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
) -> VirtualLocation {
    let mut fields = FieldReader::new(notes, path);
    let mut place = VirtualLocation::default();
    let mut description = None;
    let mut has_uri = false;
    for (name, value) in object.0 {
        match name.as_ref() {
            "@type" => fields.type_tag(&value, "VirtualLocation"),
            "name" => place.name = fields.text(&name, value).unwrap_or_default(),
            "uri" => {
                has_uri = true;
                place.uri = fields.text(&name, value).unwrap_or_default();
            }
            "description" => description = fields.text(&name, value),
            other => fields.carry(other, value),
        }
    }
    if !has_uri {
        fields.note_here(Reason::MissingProperty { name: "uri".into() });
    }
    append_description(&mut fields, &mut place.name, description);
    place.foreign = fields.foreign;
    place
}

pub(crate) fn link(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Link {
    let mut fields = FieldReader::new(notes, path);
    let mut link = Link::default();
    let mut has_href = false;
    for (name, value) in object.0 {
        match name.as_ref() {
            "@type" => fields.type_tag(&value, "Link"),
            "href" => {
                has_href = true;
                link.href = fields.text(&name, value).unwrap_or_default();
            }
            "rel" => link.rel = fields.text(&name, value),
            "title" => link.title = fields.text(&name, value).unwrap_or_default(),
            "cid" => fields.forget(&name),
            // 1.0 has one word, 2.0 has a set.
            "display" => {
                if let Value::Text(word) = value {
                    let set = Json::Map([(word.into_owned(), Json::Bool(true))].into());
                    fields.foreign.0.insert(name.into_owned(), set);
                } else {
                    fields.carry(&name, value);
                }
            }
            other => fields.carry(other, value),
        }
    }
    if !has_href {
        fields.note_here(Reason::MissingProperty { name: "href".into() });
    }
    link.foreign = fields.foreign;
    link
}

pub(crate) fn part(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Part {
    let mut fields = FieldReader::new(notes, path);
    let mut part = Part::default();
    let mut order = Vec::new();
    for (name, value) in object.0 {
        match name.as_ref() {
            "order" => part.order = fields.count(&name, value).unwrap_or_default(),
            "title" => part.title = fields.text(&name, value).unwrap_or_default(),
            "description" => part.description = fields.text(&name, value).unwrap_or_default(),
            "start" => part.start = fields.local(&name, value),
            "duration" => part.length = fields.length(&name, value),
            "speakers" => {
                let Some(speakers) = fields.set(&name, value) else { continue };
                let here = PointerPath::Key(fields.path, &name);
                for speaker in speakers {
                    let speaker = key(fields.notes, &here, &speaker);
                    if !part.speakers.contains(&speaker) {
                        part.speakers.push(speaker);
                    }
                }
            }
            SPEAKER_ORDER => order = speaker_order(&mut fields, &name, value),
            "mode" => part.mode = fields.text(&name, value).map(mode),
            other => fields.carry(other, value),
        }
    }
    let rank = |key: &LocalId| order.iter().position(|it| it == key).unwrap_or(usize::MAX);
    part.speakers = ordered(part.speakers, |a, b| rank(a).cmp(&rank(b)));
    part.foreign = fields.foreign;
    part
}

/// Reads the order of the speakers; anything but a list of keys is carried.
fn speaker_order(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> Vec<LocalId> {
    let Value::List(items) = &value else {
        fields.carry(name, value);
        return Vec::new();
    };
    let key = |item: &Value<'_>| {
        if let Value::Text(text) = item { Some(LocalId::sanitised(text)) } else { None }
    };
    items.iter().filter_map(key).collect()
}
