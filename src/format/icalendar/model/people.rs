//! Who organises an event, who speaks there and whom to ask, as lines of text: other calendars show none of it.

use std::fmt::Write as _;

use crate::format::icalendar::model::tree::{Map, as_map, map_of, members, text_of};
use crate::format::jscalendar::read::participant::unbound;
use crate::format::names;

/// The label of the speakers.
pub(crate) const SPEAKERS: &str = "講師：";

const ORGANIZERS: &str = "主催：";
const CONTACTS: &str = "問い合わせ先：";

/// The labels of the lines about people. They are in Japanese, as is the programme.
pub(crate) const LABELS: [&str; 3] = [SPEAKERS, ORGANIZERS, CONTACTS];

/// Adds the lines about the people of the whole event; speakers of its parts are not among them.
pub(crate) fn lines(event: &Map, tail: &mut String) {
    let with_role = |role: &'static str| {
        let people = map_of(event, "participants");
        people
            .filter_map(|(key, json)| Some((key, as_map(json)?)))
            .filter(move |(_, person)| has(person, role))
    };
    let is_in_part = |key: &String| {
        map_of(event, names::PROGRAMME)
            .filter_map(|(_, part)| as_map(part))
            .any(|part| members(part, "speakers").any(|it| it == key))
    };
    line(tail, ORGANIZERS, with_role("owner").filter_map(|(_, person)| name(person)));
    let speakers = with_role(names::ROLE_SPEAKER).filter(|(key, _)| !is_in_part(key));
    line(tail, SPEAKERS, speakers.filter_map(|(_, person)| titled(person)));
    let contacts = with_role(names::ROLE_CONTACT);
    line(tail, CONTACTS, contacts.filter_map(|(_, person)| reached(person)));
}

/// Adds a line with a label and some people, if there are any.
pub(crate) fn line(tail: &mut String, label: &str, people: impl Iterator<Item = String>) {
    let people: Vec<String> = people.collect();
    if !people.is_empty() {
        write!(tail, "\n{label}{}", people.join("、")).expect("a string takes any text");
    }
}

/// Returns a participant of that key with the title: 見本 太郎（見本大学 准教授）.
pub(crate) fn named(event: &Map, key: &str) -> Option<String> {
    let mut people = map_of(event, "participants");
    people.find(|(it, _)| *it == key).and_then(|(_, person)| titled(as_map(person)?))
}

fn has(person: &Map, role: &str) -> bool {
    person
        .iter()
        .filter(|(field, _)| unbound(field) == "roles")
        .filter_map(|(_, roles)| as_map(roles))
        .any(|roles| roles.contains_key(role))
}

fn name(person: &Map) -> Option<String> {
    let name = text_of(person, "name").unwrap_or_default().replace(['\r', '\n'], " ");
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn titled(person: &Map) -> Option<String> {
    let name = name(person)?;
    let title = text_of(person, "description").unwrap_or_default().replace(['\r', '\n'], " ");
    let title = title.trim();
    Some(if title.is_empty() { name } else { format!("{name}（{title}）") })
}

/// Returns whom to ask with the telephone number and the e-mail address.
fn reached(person: &Map) -> Option<String> {
    let own = format!("{}email", names::PREFIX);
    let email = text_of(person, "email").or_else(|| text_of(person, &own));
    let parts =
        [name(person), text_of(person, names::PHONE).map(str::to_owned), email.map(str::to_owned)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let line = parts.join(" ").replace(['\r', '\n'], " ");
    Some(line).filter(|line| !line.trim().is_empty())
}
