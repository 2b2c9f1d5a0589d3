//! Reads where an event is, and its links: LOCATION, GEO, URL, CONFERENCE, ATTACH (RFC 5545, 7986, 9073, 9253).

use crate::domain::foreign::Json;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::kept::{keep, keep_params};
use crate::format::icalendar::model::keys::{key, key_of};
use crate::format::icalendar::model::tree::{Map, child, text, typed};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::syntax::values::{split_texts, unescaped};
use crate::format::icalendar::syntax::{Component, Property};

/// Properties with which programs describe an online meeting.
pub(crate) const MEETINGS: [&str; 3] = [
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
];

/// Takes a property that names a place or a link; returns `false` if it does not.
pub(crate) fn place(context: &mut Context<'_, '_>, property: &Property, map: &mut Map) -> bool {
    match property.name.as_str() {
        "LOCATION" => location(property, map),
        "URL" if is_https(&property.value) => {
            link(property, map).insert("rel".to_owned(), text("describedby"));
        }
        "ATTACH" | "IMAGE" => attachment(context, property, map),
        "LINK" if is_https(&property.value) => {
            let link = link(property, map);
            if let Some(rel) = property.param("LINKREL") {
                link.insert("rel".to_owned(), text(rel));
            }
            if let Some(label) = property.param("LABEL") {
                link.insert("title".to_owned(), text(label));
            }
        }
        "CONFERENCE" => meeting(property, map),
        name if MEETINGS.contains(&name) && is_https(&property.value) => meeting(property, map),
        _ => return false,
    }
    true
}

fn location(property: &Property, map: &mut Map) {
    let name = unescaped(&property.value);
    if name.trim().is_empty() {
        return;
    }
    let key = key(property);
    let place = child(child(map, "locations"), &key);
    place.entry("@type".to_owned()).or_insert_with(|| text("Location"));
    place.insert("name".to_owned(), text(name));
    keep_params(map, "vevent", &format!("locations/{key}/name"), property, &["JSID", "VALUE"]);
}

/// Reads coordinates, which belong to the place of the same key, or to the only one.
pub(crate) fn geo(context: &mut Context<'_, '_>, property: &Property, map: &mut Map) {
    let Some(coordinates) = coordinates(&property.value) else {
        context.note(property, Fault::BadValue);
        return;
    };
    let places = child(map, "locations");
    let only = if places.len() == 1 { places.keys().next().cloned() } else { None };
    let key = property.param("JSID").map(str::to_owned).or(only);
    let place = child(places, &key.unwrap_or_else(|| key_of(&property.value)));
    place.entry("@type".to_owned()).or_insert_with(|| text("Location"));
    place.insert("coordinates".to_owned(), text(coordinates));
}

/// Returns the `geo:` URI of two numbers.
fn coordinates(value: &str) -> Option<String> {
    let (latitude, longitude) = value.split_once([';', ','])?;
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok_and(f64::is_finite);
    let is_place = is_number(latitude) && is_number(longitude);
    is_place.then(|| format!("geo:{},{}", latitude.trim(), longitude.trim()))
}

/// Reads an attachment: a link with `https` is taken, a file inside the file is left out, and any other address is kept
/// but not offered.
fn attachment(context: &mut Context<'_, '_>, property: &Property, map: &mut Map) {
    let is_inline = property.param("ENCODING").is_some()
        || property.param("VALUE").is_some_and(|sort| sort.eq_ignore_ascii_case("BINARY"))
        || property.value.trim_start().starts_with("data:");
    if is_inline {
        context.note(property, Fault::InlineFile);
    } else if !is_https(&property.value) {
        keep(map, "vevent", property);
    } else {
        let is_image = property.name == "IMAGE";
        let link = link(property, map);
        if is_image {
            link.insert("rel".to_owned(), text("icon"));
        }
        let shown = property.params.iter().filter(|param| param.name == "DISPLAY");
        for way in shown.flat_map(|param| &param.values) {
            child(link, "display").insert(way.to_ascii_lowercase(), Json::Bool(true));
        }
        if let Some(sort) = property.param("FMTTYPE") {
            link.insert("contentType".to_owned(), text(sort));
        }
        if let Some(name) = property.param("FILENAME").or(property.param("LABEL")) {
            link.insert("title".to_owned(), text(name));
        }
        if let Some(size) = property.param("SIZE").and_then(|size| size.parse::<u32>().ok()) {
            link.insert("size".to_owned(), crate::format::icalendar::model::tree::number(size));
        }
    }
}

fn link<'m>(property: &Property, map: &'m mut Map) -> &'m mut Map {
    const UNDERSTOOD: [&str; 8] =
        ["DISPLAY", "FILENAME", "FMTTYPE", "JSID", "LABEL", "LINKREL", "SIZE", "VALUE"];
    let key = key(property);
    keep_params(map, "vevent", &format!("links/{key}/href"), property, &UNDERSTOOD);
    let link = child(child(map, "links"), &key);
    *link = typed("Link");
    link.insert("href".to_owned(), text(property.value.trim()));
    link
}

fn meeting(property: &Property, map: &mut Map) {
    let key = key(property);
    let pointer = format!("virtualLocations/{key}/uri");
    keep_params(map, "vevent", &pointer, property, &["FEATURE", "JSID", "LABEL", "VALUE"]);
    let place = child(child(map, "virtualLocations"), &key);
    *place = typed("VirtualLocation");
    place.insert("uri".to_owned(), text(property.value.trim()));
    if let Some(label) = property.param("LABEL") {
        place.insert("name".to_owned(), text(label));
    }
    let features = property.params.iter().filter(|param| param.name == "FEATURE");
    for feature in features.flat_map(|param| &param.values) {
        child(place, "features").insert(feature.to_ascii_lowercase(), Json::Bool(true));
    }
}

/// Reads a place with more than a name (RFC 9073 7.2). If a LOCATION has the same name, both are the same place.
pub(crate) fn component(inner: &Component, map: &mut Map) {
    let name = inner.property("NAME").map(|name| unescaped(&name.value)).unwrap_or_default();
    let places = child(map, "locations");
    let is_it = |place: &Json| matches!(place, Json::Map(place) if place.get("name") == Some(&text(name.as_str())));
    let same = places.iter().find(|(_, place)| is_it(place)).map(|(key, _)| key.clone());
    if let Some(same) = &same {
        places.remove(same);
    }
    let key = inner.value("JSID").or_else(|| inner.value("UID")).map(str::to_owned);
    let key = key.unwrap_or_else(|| key_of(&name));
    let mut place = typed("Location");
    for property in &inner.properties {
        match property.name.as_str() {
            "NAME" if !name.is_empty() => {
                place.insert("name".to_owned(), text(name.as_str()));
            }
            "COORDINATES" => {
                place.insert("coordinates".to_owned(), text(property.value.trim()));
            }
            "GEO" => match coordinates(&property.value) {
                Some(coordinates) => {
                    place.insert("coordinates".to_owned(), text(coordinates));
                }
                None => keep(&mut place, "vlocation", property),
            },
            "LOCATION-TYPE" => {
                for sort in split_texts(&property.value) {
                    child(&mut place, "locationTypes").insert(sort, Json::Bool(true));
                }
            }
            "JSID" => {}
            _ => keep(&mut place, "vlocation", property),
        }
    }
    places.insert(key.clone(), Json::Map(place));
    if same.is_some() {
        map.insert("mainLocationId".to_owned(), text(key));
    }
}

fn is_https(address: &str) -> bool {
    address.trim().get(..8).is_some_and(|head| head.eq_ignore_ascii_case("https://"))
}
