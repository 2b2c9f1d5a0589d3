//! Reads ORGANIZER and ATTENDEE into participants (RFC 5545 3.8.4).

use crate::domain::event::participant::{NO_MAIL, is_same_address};
use crate::domain::foreign::Json;
use crate::format::icalendar::model::kept::keep_params;
use crate::format::icalendar::model::keys::key_of;
use crate::format::icalendar::model::tree::{Map, as_map, child, text, text_of, typed};
use crate::format::icalendar::syntax::{Component, Param, Property};

/// The parameters of an attendee that are understood; everything else is kept.
const UNDERSTOOD: [&str; 12] = [
    "CN",
    "CUTYPE",
    "DELEGATED-FROM",
    "DELEGATED-TO",
    "EMAIL",
    "JSID",
    "MEMBER",
    "PARTSTAT",
    "ROLE",
    "RSVP",
    "SENT-BY",
    "VALUE",
];

/// Writes the participants and the organiser into the JSON.
pub(crate) fn people(component: &Component, map: &mut Map) {
    for property in component.properties.iter().filter(|property| property.name == "ATTENDEE") {
        person(property, map);
    }
    let Some(organizer) = component.property("ORGANIZER") else { return };
    let address = address(&organizer.value);
    if address.is_empty() {
        return;
    }
    map.insert("organizerCalendarAddress".to_owned(), text(address.as_str()));
    let has_people = map.contains_key("participants");
    let has_owner = component.properties.iter().any(|property| {
        property.name == "ATTENDEE"
            && property.param("ROLE").is_some_and(|role| role.eq_ignore_ascii_case("OWNER"))
    });
    // If only the organiser's address is known and another person owns the event, the organiser is not a participant.
    if has_people && has_owner && organizer.param("CN").is_none() {
        return;
    }
    let pointer = "organizerCalendarAddress";
    keep_params(map, "vevent", pointer, organizer, &understood(organizer));
    let person = person(organizer, map);
    child(person, "roles").insert("owner".to_owned(), Json::Bool(true));
}

/// Reads one person; properties with the same address are combined, unless they are attendees of different names: people
/// share the address of their office.
fn person<'m>(property: &Property, map: &'m mut Map) -> &'m mut Map {
    let (beside, address) = name_and_address(&property.value);
    let name = property.param("CN").map(str::trim).filter(|name| !name.is_empty()).or(beside);
    let is_attendee = property.name == "ATTENDEE";
    let people = child(map, "participants");
    let is_same = |person: &Json| {
        let own = |fact: &str| as_map(person).and_then(|person| text_of(person, fact));
        let is_other = is_attendee && own("name").zip(name).is_some_and(|(own, name)| own != name);
        own("calendarAddress").is_some_and(|own| is_same_address(own, &address)) && !is_other
    };
    let known = people.iter().find(|(_, person)| is_same(person)).map(|(key, _)| key.clone());
    let key = known.or_else(|| property.param("JSID").map(str::to_owned)).unwrap_or_else(|| {
        let own = address.to_ascii_lowercase();
        let key = key_of(&own);
        let is_shared = own == NO_MAIL || people.contains_key(&key);
        match name.filter(|_| is_shared) {
            Some(name) => key_of(&format!("{own} {name}")),
            None => key,
        }
    });
    let person = child(people, &key);
    if person.is_empty() {
        *person = typed("Participant");
    }
    if !address.is_empty() {
        person.insert("calendarAddress".to_owned(), text(address));
    }
    for param in &property.params {
        fact(param, person);
    }
    if let (Some(name), false) = (beside, person.contains_key("name")) {
        person.insert("name".to_owned(), text(name));
    }
    if is_attendee {
        keep_params(person, "participant", "calendarAddress", property, &understood(property));
    }
    person
}

/// Returns the parameters of a person that are understood. The kinds of people that only some programs know are not.
fn understood(property: &Property) -> Vec<&'static str> {
    let is_kind_known = property.param("CUTYPE").is_none_or(|kind| kind_of(kind).is_some());
    UNDERSTOOD.into_iter().filter(|name| *name != "CUTYPE" || is_kind_known).collect()
}

/// Returns the kind of a participant in JSCalendar (RFC 8984 4.4.6) for a CUTYPE (RFC 5545 3.2.3).
fn kind_of(word: &str) -> Option<String> {
    let word = word.trim().to_ascii_lowercase();
    match word.as_str() {
        "individual" | "group" | "resource" => Some(word),
        "room" => Some("location".to_owned()),
        _ => None,
    }
}

fn fact(param: &Param, person: &mut Map) {
    let first = param.values.first().map(|value| value.trim()).unwrap_or_default();
    if first.is_empty() {
        return;
    }
    let word = first.to_ascii_lowercase();
    let mut say = |name: &str, value: Json| {
        person.insert(name.to_owned(), value);
    };
    match param.name.as_str() {
        "CN" => say("name", text(first)),
        "EMAIL" => say("email", text(first)),
        "PARTSTAT" => say("participationStatus", text(word)),
        // vCalendar 1.0 has other words.
        "STATUS" => match word.as_str() {
            "accepted" | "confirmed" => say("participationStatus", text("accepted")),
            "declined" | "tentative" | "delegated" => say("participationStatus", text(word)),
            _ => {}
        },
        "RSVP" if word == "true" => say("expectReply", Json::Bool(true)),
        "SENT-BY" => say("sentBy", text(address(first))),
        "CUTYPE" => {
            if let Some(kind) = kind_of(first) {
                say("kind", text(kind));
            }
        }
        "ROLE" => {
            let role = match word.as_str() {
                "chair" => "chair",
                "req-participant" => "required",
                "opt-participant" => "optional",
                "non-participant" => "informational",
                other => other,
            };
            child(person, "roles").insert(role.to_owned(), Json::Bool(true));
        }
        "DELEGATED-TO" => set(person, "delegatedTo", &param.values),
        "DELEGATED-FROM" => set(person, "delegatedFrom", &param.values),
        "MEMBER" => set(person, "memberOf", &param.values),
        _ => {}
    }
}

fn set(person: &mut Map, name: &str, addresses: &[String]) {
    for address in addresses.iter().map(|value| address(value)).filter(|value| !value.is_empty()) {
        child(person, name).insert(address, Json::Bool(true));
    }
}

/// Returns the name that may stand beside an address, as vCalendar 1.0 writes people: `Hanako Mihon <hanako@example.jp>`.
fn name_and_address(value: &str) -> (Option<&str>, String) {
    let inner = value.trim().strip_suffix('>').and_then(|value| value.rsplit_once('<'));
    match inner {
        Some((name, inner)) if inner.contains('@') && !name.contains(':') => {
            (Some(name.trim().trim_matches('"')).filter(|name| !name.is_empty()), address(inner))
        }
        Some(_) | None => (None, address(value)),
    }
}

/// Returns an address with its scheme in lower case, as other programs write it.
fn address(value: &str) -> String {
    let value = value.trim();
    match value.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => {
            format!("mailto:{}", rest.trim())
        }
        None if value.contains('@') => format!("mailto:{value}"),
        Some(_) | None => value.to_owned(),
    }
}
