//! Finds names of people in the free texts of an event, which redaction cannot clean by itself.

use std::collections::BTreeSet;

use crate::domain::event::Event;
use crate::domain::event::free_text::{TextKind, free_texts, free_texts_of_instance};
use crate::domain::event::participant::Participant;
use crate::domain::gather::Gather;
use crate::domain::sharing::redact::{is_group, overridden, without_names};

/// Returns the names, addresses and numbers of people that occur in the texts that [`without_names`] keeps.
pub fn names_in_text(event: &Event) -> Vec<&str> {
    let without = without_names(event);
    let texts: BTreeSet<String> = texts(&without).into_iter().map(squeezed).gathered_set();
    let mut found = BTreeSet::new();
    let of_instances = overridden(event).flat_map(|patch| patch.participants.values());
    let people = event.participants.values().chain(of_instances);
    let people = people.filter(|person| !is_group(person));
    // The same people are on the lists of many instances.
    for secret in people.flat_map(secrets).gathered_set() {
        let bare = squeezed(secret);
        // A single letter occurs in any text.
        if bare.chars().count() > 1 && texts.iter().any(|text| text.contains(&bare)) {
            found.insert(secret);
        }
    }
    found.into_iter().collect()
}

/// Returns what a text must not contain about a person: the name, its reading, and contact details.
fn secrets(person: &Participant) -> impl Iterator<Item = &str> {
    let Participant {
        name,
        name_kana,
        email,
        phone,
        // These are a URI, a list of URIs, or values that many people share.
        calendar_address: _,
        delegated_to: _,
        affiliation: _,
        nature: _,
        roles: _,
        reply: _,
        attendance: _,
        description: _,
        note: _,
        updated: _,
        foreign: _,
    } = person;
    let contact = [email.as_deref(), phone.as_deref()].into_iter().flatten();
    [name.as_str(), name_kana.as_str()].into_iter().chain(contact)
}

/// Returns the free texts of an event and of its single instances, and the names of groups.
fn texts(event: &Event) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut found = |_: TextKind, text| texts.push(text);
    free_texts(event, &mut found);
    overridden(event).for_each(|patch| free_texts_of_instance(patch, &mut found));
    texts.extend(event.participants.values().map(|group| group.name.as_str()));
    texts
}

/// Returns a text without its spaces: 見本 花子 is also 見本花子.
fn squeezed(text: impl AsRef<str>) -> String {
    text.as_ref().chars().filter(|c| !c.is_whitespace()).collect()
}
