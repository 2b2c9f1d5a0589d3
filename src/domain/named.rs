//! Which names of people stand in the free texts of an event: the places that redaction cannot clean by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::event::Event;
use super::redact::{is_group, overridden, without_names};

/// The names, addresses and numbers of people that stand in the texts that [`without_names`] keeps.
pub fn names_in_text(event: &Event) -> Vec<&str> {
    let without = without_names(event);
    let texts: Vec<String> = texts(&without).into_iter().map(squeezed).collect();
    let mut found = BTreeSet::new();
    let of_instances = overridden(event).filter_map(|patch| patch.participants.as_ref());
    let people = event.participants.values().chain(of_instances.flat_map(BTreeMap::values));
    for person in people.filter(|person| !is_group(person)) {
        let contact = [person.email.as_deref(), person.phone.as_deref()].into_iter().flatten();
        for secret in [person.name.as_str(), person.name_kana.as_str()].into_iter().chain(contact) {
            let bare = squeezed(secret);
            // One letter stands in any text.
            if bare.chars().count() > 1 && texts.iter().any(|text| text.contains(&bare)) {
                found.insert(secret);
            }
        }
    }
    found.into_iter().collect()
}

/// The free texts of an event.
fn texts(event: &Event) -> Vec<&str> {
    let mut texts =
        vec![event.title.as_str(), event.description.as_str(), event.status_reason.as_str()];
    texts.extend(event.keywords.iter().map(String::as_str));
    texts.extend(event.categories.iter().map(String::as_str));
    texts.extend(event.locations.values().map(|place| place.name.as_str()));
    for place in event.virtual_locations.values() {
        texts.extend([place.name.as_str(), place.uri.as_str()]);
    }
    for link in event.links.values() {
        texts.extend([link.title.as_str(), link.href.as_str()]);
    }
    for part in event.programme.values() {
        texts.extend([part.title.as_str(), part.description.as_str()]);
    }
    texts.extend(event.participants.values().map(|group| group.name.as_str()));
    for patch in overridden(event) {
        let online = patch.virtual_locations.iter().flat_map(BTreeMap::values);
        texts.extend(online.flat_map(|it| [it.name.as_str(), it.uri.as_str()]));
        let plain = [&patch.title, &patch.description, &patch.status_reason];
        texts.extend(plain.into_iter().flatten().map(String::as_str));
        texts.extend(patch.locations.iter().flat_map(BTreeMap::values).map(|it| it.name.as_str()));
        texts.extend(patch.place_names.values().map(String::as_str));
        let links = patch.links.iter().flat_map(BTreeMap::values);
        texts.extend(links.flat_map(|it| [it.title.as_str(), it.href.as_str()]));
        let parts = patch.programme.iter().flat_map(BTreeMap::values);
        texts.extend(parts.flat_map(|it| [it.title.as_str(), it.description.as_str()]));
    }
    texts
}

/// A text without its spaces: 見本 花子 is also 見本花子.
fn squeezed(text: impl AsRef<str>) -> String {
    text.as_ref().chars().filter(|c| !c.is_whitespace()).collect()
}
