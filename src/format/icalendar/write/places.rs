//! Writes where an event is, and its links.

use crate::format::icalendar::model::kept;
use crate::format::icalendar::model::keys::name_key;
use crate::format::icalendar::model::programme::is_meeting_place;
use crate::format::icalendar::model::tree::{Map, as_map, as_word, map_of, members, text_of};
use crate::format::icalendar::syntax::values::escaped;
use crate::format::icalendar::syntax::{Component, Param};

/// Writes the venue, the online meetings and the links. A VEVENT cannot contain other places.
pub(crate) fn places(event: &Map, it: &mut Component) {
    let venue = text_of(event, "mainLocationId")
        .and_then(|main| map_of(event, "locations").find(|(key, _)| *key == main))
        .or_else(|| map_of(event, "locations").find(|(_, place)| !is_meeting_place(place)));
    if let Some((key, place)) = venue
        && let Some(place) = as_map(place)
    {
        if let Some(name) = text_of(place, "name").filter(|name| !name.trim().is_empty()) {
            name_key(it.push("LOCATION", escaped(name)), key);
            kept::add_params_to_last(event, &format!("locations/{key}/name"), it, "LOCATION");
        }
        if let Some(geo) = text_of(place, "coordinates").and_then(geo) {
            it.push("GEO", geo).with("JSID", key.as_str());
        }
    }
    for (key, place) in map_of(event, "virtualLocations") {
        let Some(place) = as_map(place) else { continue };
        let Some(uri) = text_of(place, "uri").and_then(meeting_address) else { continue };
        let meeting = it.push("CONFERENCE", uri);
        name_key(meeting, key);
        meeting.with("VALUE", "URI");
        let features: Vec<String> =
            members(place, "features").map(str::to_ascii_uppercase).collect();
        if !features.is_empty() {
            meeting.params.push(Param { name: "FEATURE".to_owned(), values: features });
        }
        if let Some(name) = text_of(place, "name").filter(|name| !name.is_empty()) {
            meeting.with("LABEL", name);
        }
        kept::add_params(event, &format!("virtualLocations/{key}/uri"), meeting);
    }
    links(event, it);
}

fn links(event: &Map, it: &mut Component) {
    let mut has_url = false;
    for (key, link) in map_of(event, "links") {
        let Some(link) = as_map(link) else { continue };
        let Some(href) = text_of(link, "href").and_then(address) else { continue };
        let title = text_of(link, "title").filter(|title| !title.is_empty());
        let rel = text_of(link, "rel");
        let is_url = rel == Some("describedby") && !has_url && title.is_none();
        has_url |= is_url;
        let (name, label) = match rel {
            Some("describedby") if is_url => ("URL", "LABEL"),
            None | Some("enclosure") => ("ATTACH", "FILENAME"),
            // RFC 7986, 5.10.
            Some("icon") => ("IMAGE", "LABEL"),
            Some(_) => ("LINK", "LABEL"),
        };
        let property = it.push(name, href);
        match (name, rel) {
            ("IMAGE", _) => _ = property.with("VALUE", "URI"),
            ("LINK", Some(rel)) => _ = property.with("VALUE", "URI").with("LINKREL", rel),
            _ => {}
        }
        if let Some(title) = title {
            property.with(label, title);
        }
        let ways: Vec<String> = members(link, "display").map(str::to_ascii_uppercase).collect();
        if name == "IMAGE" && !ways.is_empty() {
            property.params.push(Param { name: "DISPLAY".to_owned(), values: ways });
        }
        name_key(property, key);
        if let Some(sort) = text_of(link, "contentType") {
            property.with("FMTTYPE", sort);
        }
        if let Some(size) = link.get("size").and_then(as_word) {
            property.with("SIZE", size);
        }
        kept::add_params(event, &format!("links/{key}/href"), property);
    }
}

/// Returns the address of a page as a value.
fn address(uri: &str) -> Option<String> {
    value_of(uri, &["http", "https"])
}

/// Returns the address of an online meeting as a value (RFC 7986 5.11): of a page, or of a telephone.
fn meeting_address(uri: &str) -> Option<String> {
    value_of(uri, &["http", "https", "sip", "sips", "tel", "xmpp"])
}

/// Returns an address as a value: only schemes that others may open, and no character that ends the value.
fn value_of(uri: &str, schemes: &[&str]) -> Option<String> {
    let scheme = uri.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    let is_plain = !uri.chars().any(|c| c.is_control() || c.is_whitespace());
    (schemes.contains(&scheme.as_str()) && is_plain).then(|| uri.to_owned())
}

/// Returns the value of GEO for a `geo:` URI.
fn geo(uri: &str) -> Option<String> {
    let (latitude, rest) = uri.strip_prefix("geo:")?.split_once(',')?;
    let longitude = rest.split([',', ';']).next()?;
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    (is_number(latitude) && is_number(longitude)).then(|| format!("{latitude};{longitude}"))
}
