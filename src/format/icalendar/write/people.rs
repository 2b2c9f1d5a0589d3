//! Writes participants, if names are to be written, and alarms.

use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::format::icalendar::model::kept;
use crate::format::icalendar::model::keys::{key_of, name_key};
use crate::format::icalendar::model::tree::{Map, as_map, as_text, map_of, members, text_of};
use crate::format::icalendar::syntax::values::{escaped, print_moment};
use crate::format::icalendar::syntax::{Component, Param, Property};
use crate::format::jscalendar::read::participant::unbound;
use crate::format::names;

/// Returns the object with the standard's names instead of ours, which are used if there is no organiser or address.
fn standard(map: &Map) -> Map {
    map.iter().map(|(name, json)| (unbound(name).to_owned(), json.clone())).collect()
}

/// Writes ORGANIZER and an ATTENDEE for each participant that has an address.
pub(crate) fn people(event: &Map, it: &mut Component) {
    let organizer = text_of(event, "organizerCalendarAddress").or_else(|| {
        let own = format!("{}organizerCalendarAddress", names::PREFIX);
        event.get(&own).and_then(as_text)
    });
    let organizer = organizer.filter(|address| is_address(address));
    let people: Vec<(&String, Map)> = map_of(event, "participants")
        .filter_map(|(key, person)| Some((key, standard(as_map(person)?))))
        .collect();
    let address = |person: &Map| text_of(person, "calendarAddress").map(str::to_owned);
    if let Some(organizer) = organizer {
        let is_it = |person: &Map| address(person).as_deref() == Some(organizer);
        let owner = people.iter().find(|(_, person)| is_it(person));
        let property = it.push("ORGANIZER", organizer);
        if let Some((key, person)) = owner {
            if let Some(name) = text_of(person, "name").filter(|name| !name.is_empty()) {
                property.with("CN", name);
            }
            for (name, field) in [("SENT-BY", "sentBy"), ("EMAIL", "email")] {
                if let Some(value) = text_of(person, field).filter(|value| !value.is_empty()) {
                    property.with(name, value);
                }
            }
            name_key(property, key);
            kept::add_params(person, "calendarAddress", property);
        }
        kept::add_params(event, "organizerCalendarAddress", property);
    }
    // An owner among the attendees would be read as an organiser, but there is none.
    let has_owner =
        people.iter().any(|(_, person)| members(person, "roles").any(|it| it == "owner"));
    if organizer.is_none() && has_owner {
        return;
    }
    for (key, person) in people {
        let Some(address) = address(&person).filter(|address| is_address(address)) else {
            continue;
        };
        let is_organizer = organizer == Some(address.as_str());
        let mut property =
            Property { name: "ATTENDEE".to_owned(), value: address, ..Property::default() };
        facts(&person, is_organizer, &mut property);
        if is_organizer {
            property.params.retain(|param| !["EMAIL", "SENT-BY"].contains(&param.name.as_str()));
        }
        // The ORGANIZER may already say everything about the organiser.
        if !is_organizer || property.params.iter().any(|param| param.name != "CN") {
            name_key(&mut property, key);
            kept::add_params(&person, "calendarAddress", &mut property);
            it.properties.push(property);
        }
    }
}

fn facts(person: &Map, is_organizer: bool, property: &mut Property) {
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            property.with(name, value);
        }
    };
    put("CN", text_of(person, "name"));
    let kind = text_of(person, "kind").map(|kind| match kind {
        "location" => "ROOM".to_owned(),
        other => other.to_ascii_uppercase(),
    });
    put("CUTYPE", kind.as_deref());
    let role = members(person, "roles").find_map(|role| match role {
        "chair" => Some("CHAIR"),
        "required" => Some("REQ-PARTICIPANT"),
        "optional" => Some("OPT-PARTICIPANT"),
        "informational" => Some("NON-PARTICIPANT"),
        "owner" if !is_organizer => Some("OWNER"),
        _ => None,
    });
    put("ROLE", role);
    let status = text_of(person, "participationStatus").map(str::to_ascii_uppercase);
    put("PARTSTAT", status.as_deref());
    let is_asked = person.get("expectReply") == Some(&Json::Bool(true));
    put("RSVP", is_asked.then_some("TRUE"));
    put("EMAIL", text_of(person, "email"));
    put("SENT-BY", text_of(person, "sentBy"));
    for (field, name) in [
        ("delegatedTo", "DELEGATED-TO"),
        ("delegatedFrom", "DELEGATED-FROM"),
        ("memberOf", "MEMBER"),
    ] {
        let values: Vec<String> = members(person, field).map(str::to_owned).collect();
        if !values.is_empty() {
            property.params.push(Param { name: name.to_owned(), values });
        }
    }
}

fn is_address(address: &str) -> bool {
    address.contains(':') && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Writes a VALARM for each alert.
pub(crate) fn alarms(event: &Map, it: &mut Component) {
    for (key, alert) in map_of(event, "alerts") {
        let Some(alert) = as_map(alert) else { continue };
        let Some(trigger) = alert.get("trigger").and_then(as_map) else { continue };
        let mut alarm = Component::named("VALARM");
        let property = match (text_of(trigger, "offset"), print_moment(text_of(trigger, "when"))) {
            (Some(offset), _)
                if crate::format::icalendar::syntax::values::parse_duration(offset).is_some() =>
            {
                alarm.push("TRIGGER", offset)
            }
            (_, Some(when)) => {
                let property = alarm.push("TRIGGER", when);
                property.with("VALUE", "DATE-TIME");
                property
            }
            _ => continue,
        };
        if text_of(trigger, "relativeTo") == Some("end") {
            property.with("RELATED", "END");
        }
        let kept: Vec<Property> =
            kept::properties(alert).into_iter().filter(|kept| kept.name != "TRIGGER").collect();
        let has = |name: &str| kept.iter().any(|property| property.name == name);
        let title = text_of(event, "title").filter(|title| !title.trim().is_empty());
        if !has("ACTION") {
            let action = text_of(alert, "action").unwrap_or("display").to_ascii_uppercase();
            alarm.push("ACTION", escaped(&action));
        }
        // RFC 5545 3.6.6: an alarm that is displayed needs a text.
        if !has("DESCRIPTION") {
            alarm.push(
                "DESCRIPTION",
                title.map_or_else(|| "-".to_owned(), |title| escaped(title.trim())),
            );
        }
        if let Some(acknowledged) = print_moment(text_of(alert, "acknowledged")) {
            alarm.push("ACKNOWLEDGED", acknowledged);
        }
        let uid = kept.iter().find(|property| property.name == "UID");
        let is_same = |uid: &Property| LocalId::sanitised(uid.value.trim()).as_str() == key;
        if !uid.is_some_and(is_same) && key_of(&alarm_words(&alarm)) != *key {
            alarm.push("JSID", key.as_str());
        }
        alarm.properties.extend(kept);
        it.components.push(alarm);
    }
}

fn alarm_words(alarm: &Component) -> String {
    ["ACTION", "TRIGGER"].map(|name| alarm.value(name).unwrap_or_default()).join(" ")
}
