//! Finds the people of a file again, as slowly as it is plain.

#![expect(clippy::indexing_slicing, reason = "the lists were looked at before")]

use std::collections::BTreeMap;

use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::event::place::{Link, Location};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::id::LocalId;
use tsudoi::domain::sorted_map::SortedMap;

/// A property by which a person can be recognised.
type Sign = dyn Fn(&Participant) -> Option<String>;

/// Returns the event with the keys that its people have among `known`.
pub(super) fn rekeyed(event: &Event, known: &SortedMap<LocalId, Participant>) -> Event {
    let clash = |a: &Participant, b: &Participant| {
        a.calendar_address.is_some()
            && b.calendar_address.is_some()
            && a.calendar_address != b.calendar_address
    };
    let address = |it: &Participant| it.calendar_address.clone();
    let name = |it: &Participant| {
        let organization =
            it.affiliation.as_ref().map(|it| it.organization.clone()).unwrap_or_default();
        (!it.name.is_empty()).then(|| format!("{}/{organization}", it.name))
    };
    let both = |it: &Participant| {
        (!it.name.is_empty())
            .then(|| Some(format!("{}/{}", it.calendar_address.clone()?, it.name)))?
    };
    let rules: [&Sign; 4] = [&both, &address, &name, &name];
    let alike = |a: &Participant, b: &Participant| {
        !a.name.is_empty() && (&a.name, &a.calendar_address) == (&b.name, &b.calendar_address)
    };
    let is_for_another = |key: &LocalId, person: &Participant, other: &Participant| {
        let is_free = |it: (&LocalId, &Participant)| {
            event.participants.get(it.0).is_none_or(|own| !alike(own, it.1))
        };
        let mut others = known.iter().filter(|it| it.0 != key && is_free(*it));
        !alike(person, other) && others.any(|it| alike(person, it.1))
    };
    let mut keys: BTreeMap<&LocalId, LocalId> = BTreeMap::new();
    for (key, person) in &event.participants {
        if known.get(key).is_some_and(|it| !clash(it, person) && !is_for_another(key, person, it)) {
            keys.insert(key, key.clone());
        }
    }
    let has = |person: &Participant, all: &SortedMap<LocalId, Participant>| {
        let own = person.calendar_address.as_ref();
        own.is_some() && all.values().any(|it| it.calendar_address.as_ref() == own)
    };
    for (number, rule) in rules.into_iter().enumerate() {
        let loose: Vec<_> =
            event.participants.iter().filter(|it| !keys.contains_key(it.0)).collect();
        let free: Vec<_> =
            known.iter().filter(|it| !keys.values().any(|key| key == it.0)).collect();
        for (key, person) in &loose {
            let Some(sign) = rule(person) else { continue };
            let same: Vec<_> =
                free.iter().filter(|it| rule(it.1).as_ref() == Some(&sign)).collect();
            let rivals = loose.iter().filter(|it| rule(it.1).as_ref() == Some(&sign)).count();
            if let ([one], 1) = (same.as_slice(), rivals)
                && (!clash(one.1, person)
                    || (number == 3 && !has(one.1, &event.participants) && !has(person, known)))
            {
                keys.insert(key, one.0.clone());
            }
        }
    }
    let mut moved = event.clone();
    moved.participants.clear();
    for (key, person) in &event.participants {
        let key = keys.get(key).cloned().unwrap_or_else(|| {
            let fresh = (2..).map(|number| LocalId::new(format!("{key}-{number}")));
            let is_free =
                |it: &LocalId| !known.contains_key(it) && !event.participants.contains_key(it);
            let mut free = std::iter::once(key.clone()).chain(fresh);
            free.find(|it| it == key && !known.contains_key(key) || is_free(it))
                .expect("a free key")
        });
        moved.participants.insert(key, person.clone());
    }
    moved
}

/// Returns the event with the keys by which its places, links and online meetings are known in the base, else here.
pub(super) fn replaced(base: Option<&Event>, ours: &Event, theirs: &Event) -> Event {
    let known = base.unwrap_or(ours);
    let mut event = theirs.clone();
    let lists = (&known.locations, &ours.locations, &mut event.locations);
    let named =
        |a: &Location, b: &Location| (&a.name, a.is_meeting_place) == (&b.name, b.is_meeting_place);
    for (from, to) in moved(lists, named, |_, _| true) {
        if event.main_location.as_ref() == Some(&from) {
            event.main_location = Some(to);
        }
    }
    let lists = (&known.links, &ours.links, &mut event.links);
    let titled = |a: &Link, b: &Link| (&a.title, &a.rel) == (&b.title, &b.rel);
    moved(lists, |a, b| a.href == b.href, titled);
    let lists = (&known.programme, &ours.programme, &mut event.programme);
    let same = |a: &Part, b: &Part| (&a.title, a.start) == (&b.title, b.start);
    let like = |a: &Part, b: &Part| a.title == b.title || (a.start == b.start && a.start.is_some());
    moved(lists, same, like);
    let lists = (&known.virtual_locations, &ours.virtual_locations, &mut event.virtual_locations);
    moved(lists, |a, b| a.uri == b.uri, |_, _| true);
    event
}

type Items<V> = SortedMap<LocalId, V>;

/// Gives the items of the last list the keys that they have in the first, else in the second; returns what was moved.
fn moved<V: Clone>(
    (known, here, theirs): (&Items<V>, &Items<V>, &mut Items<V>),
    is_same: impl Fn(&V, &V) -> bool,
    may_follow: impl Fn(&V, &V) -> bool,
) -> Vec<(LocalId, LocalId)> {
    let there = theirs.clone();
    let mut gone: Vec<_> = known.iter().filter(|it| !there.contains_key(it.0)).collect();
    let mut come: Vec<_> = Vec::new();
    let mut pairs: Vec<(LocalId, LocalId)> = Vec::new();
    for (key, item) in there.iter().filter(|it| !known.contains_key(it.0)) {
        if let Some(index) = gone.iter().position(|it| is_same(it.1, item)) {
            pairs.push((key.clone(), gone.remove(index).0.clone()));
        } else {
            come.push((key, item));
        }
    }
    if gone.len() == 1 && come.len() == 1 && may_follow(come[0].1, gone[0].1) {
        pairs.push((come.remove(0).0.clone(), gone[0].0.clone()));
    }
    let is_added = |key: &LocalId| !known.contains_key(key) && !there.contains_key(key);
    let mut added: Vec<_> = here.iter().filter(|it| is_added(it.0)).collect();
    for (key, item) in come.into_iter().filter(|it| !here.contains_key(it.0)) {
        if let Some(index) = added.iter().position(|it| is_same(it.1, item)) {
            pairs.push((key.clone(), added.remove(index).0.clone()));
        }
    }
    for (from, _) in &pairs {
        theirs.remove(from);
    }
    theirs
        .extend(pairs.iter().filter_map(|(from, to)| Some((to.clone(), there.get(from)?.clone()))));
    pairs
}
