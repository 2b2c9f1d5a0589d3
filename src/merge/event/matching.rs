//! Matches people: gives the participants of a file the keys that the same people have on this device.
//!
//! Two participants are the same person if they have the same key (unless their calendar addresses differ), else if
//! they have the same calendar address, and of several the one of that name, else if they have the same name and
//! organisation. Address and name count only if they are unique on both sides. A name counts though the addresses differ if
//! the one address is no longer in the list and the other is new: the person has another address now.

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::event::Event;
use crate::domain::event::participant::{NO_MAIL, Participant, address_key, is_same_address};
use crate::domain::id::LocalId;
use crate::domain::series::own_keys::rename as rename_in_patch;
use crate::domain::series::repeat::Override;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// People by key.
pub type People = SortedMap<LocalId, Participant>;

/// Returns the event with the participant keys of `known`, also for speakers.
pub fn aligned<'a>(event: &'a Event, known: &[&People]) -> Cow<'a, Event> {
    let new_keys = renamings(&event.participants, known);
    if new_keys.is_empty() {
        return Cow::Borrowed(event);
    }
    let rename = |key: LocalId| new_keys.get(&key).cloned().unwrap_or(key);
    let mut event = event.clone();
    let people = std::mem::take(&mut event.participants).into_iter();
    event.participants = people.map(|(key, person)| (rename(key), person)).collect();
    for part in event.programme.values_mut() {
        for key in std::mem::take(&mut part.speakers).into_iter().map(rename) {
            if !part.speakers.contains(&key) {
                part.speakers.push(key);
            }
        }
    }
    let own = event.repeat.iter_mut().flat_map(|repeat| repeat.overrides.values_mut());
    for own in own {
        if let Override::Patch(patch) = own {
            rename_in_patch(&mut Arc::make_mut(patch).participants, &new_keys);
        }
    }
    Cow::Owned(event)
}

/// Maps the old to the new key for each key that must change.
fn renamings(people: &People, known: &[&People]) -> SortedMap<LocalId, LocalId> {
    let find = |key: &LocalId| known.iter().find_map(|list| list.get(key));
    // Of several people with one address, the one of that name is meant.
    let has_namesake = |key: &LocalId, person: &Participant| {
        let is_it = |(own, other): Keyed<'_>| {
            let is_free = people.get(own).is_none_or(|it| !are_alike(it, other));
            own != key && is_free && are_alike(person, other)
        };
        find(key).is_some_and(|other| !are_alike(person, other)) && candidates(known).any(is_it)
    };
    let is_settled = |key: &LocalId, person: &Participant| {
        find(key).is_some_and(|other| !are_contradictory(person, other))
            && !has_namesake(key, person)
    };
    let strangers: Vec<Keyed<'_>> =
        people.iter().filter(|(key, person)| !is_settled(key, person)).collect();
    if strangers.is_empty() || known.iter().all(|list| list.is_empty()) {
        return SortedMap::new();
    }
    let mut taken: SortedSet<&LocalId> =
        people.iter().filter(|(key, person)| is_settled(key, person)).map(|(key, _)| key).collect();
    let mut found = SortedMap::new();
    let has_address = |person: &Participant, other: &Participant| {
        let address = person.calendar_address.as_deref();
        address.is_some_and(|address| other.has_address(address))
    };
    let is_moved = |person: &Participant, other: &Participant| {
        !people.values().any(|it| has_address(other, it))
            && !candidates(known).any(|(_, it)| has_address(person, it))
    };
    let rules: [fn(&Participant) -> Option<Trait<'_>>; 4] =
        [by_address_and_name, by_address, by_name, by_name];
    for (number, rule) in rules.into_iter().enumerate() {
        let free = candidates(known).filter(|(key, _)| !taken.contains(key));
        let theirs = strangers.iter().copied().filter(|(key, _)| !found.contains_key(*key));
        let (free, theirs) = (unique(free, rule), unique(theirs, rule));
        let pair = |(sign, (key, person))| {
            let (same, other) = free.get(&sign).copied()?;
            let is_it =
                !are_contradictory(person, other) || (number == 3 && is_moved(person, other));
            is_it.then_some((key, same))
        };
        let pairs: Vec<(&LocalId, &LocalId)> = theirs.into_iter().filter_map(pair).collect();
        taken.extend(pairs.iter().map(|(_, same)| *same));
        found.extend(pairs);
    }
    let mut new_keys: SortedMap<LocalId, LocalId> = SortedMap::new();
    let all = people.keys().chain(candidates(known).map(|(key, _)| key));
    let used: SortedSet<&LocalId> = all.collect();
    let mut added: SortedSet<LocalId> = SortedSet::new();
    for (key, _) in strangers {
        match found.get(key) {
            Some(same) if *same == key => {}
            Some(same) => {
                new_keys.insert(key.clone(), (*same).clone());
            }
            None if find(key).is_some() => {
                let fresh = fresh_key(key, |key| used.contains(key) || added.contains(key));
                added.insert(fresh.clone());
                new_keys.insert(key.clone(), fresh);
            }
            None => {}
        }
    }
    new_keys
}

/// The data by which a person can be recognised.
type Trait<'a> = (Cow<'a, str>, &'a str);

/// A person with their key.
type Keyed<'a> = (&'a LocalId, &'a Participant);

fn by_address_and_name(person: &Participant) -> Option<Trait<'_>> {
    let name = Some(person.name.as_str()).filter(|name| !name.is_empty())?;
    person.calendar_address.as_deref().map(|address| (address_key(address).into(), name))
}

fn by_address(person: &Participant) -> Option<Trait<'_>> {
    let address = person.calendar_address.as_deref();
    address
        .filter(|address| !is_same_address(address, NO_MAIL))
        .map(|address| (address_key(address).into(), ""))
}

fn by_name(person: &Participant) -> Option<Trait<'_>> {
    let organization = person.affiliation.as_ref().map_or("", |it| it.organization.as_str());
    (!person.name.is_empty()).then_some((person.name.as_str().into(), organization))
}

/// Whether two participants have the same name, and the same address or none.
fn are_alike(a: &Participant, b: &Participant) -> bool {
    let address = |it: &Participant| it.calendar_address.as_deref().map(address_key);
    !a.name.is_empty() && a.name == b.name && address(a) == address(b)
}

fn are_contradictory(a: &Participant, b: &Participant) -> bool {
    matches!((&a.calendar_address, &b.calendar_address), (Some(a), Some(b)) if !is_same_address(a, b))
}

/// Returns every known key once; the first list takes precedence.
fn candidates<'a>(known: &'a [&'a People]) -> impl Iterator<Item = Keyed<'a>> + 'a {
    let is_first = move |index: usize, key: &LocalId| {
        known.iter().take(index).all(|list| !list.contains_key(key))
    };
    known
        .iter()
        .enumerate()
        .flat_map(move |(index, list)| list.iter().filter(move |(key, _)| is_first(index, key)))
}

/// Returns the people that the rule identifies uniquely.
fn unique<'a>(
    people: impl Iterator<Item = Keyed<'a>>,
    rule: fn(&Participant) -> Option<Trait<'_>>,
) -> SortedMap<Trait<'a>, Keyed<'a>> {
    let signed: Vec<(Trait<'a>, Keyed<'a>)> =
        people.filter_map(|(key, person)| Some((rule(person)?, (key, person)))).collect();
    // Of several with one sign, the first and the last are different.
    let first: SortedMap<_, _> = signed.iter().rev().cloned().collect();
    let mut last: SortedMap<_, _> = signed.into_iter().collect();
    last.retain(|sign, (key, _)| first.get(sign).is_some_and(|(other, _)| other == key));
    last
}

/// Returns the key with the first number that is not in use.
fn fresh_key(key: &LocalId, is_used: impl Fn(&LocalId) -> bool) -> LocalId {
    let mut number = 2u32;
    loop {
        let fresh = LocalId::new(format!("{key}-{number}"));
        if !is_used(&fresh) {
            return fresh;
        }
        number += 1;
    }
}
