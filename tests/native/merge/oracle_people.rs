//! Finds the people of a file again, as slowly as it is plain.

use std::collections::BTreeMap;

use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::id::LocalId;

/// A property by which a person can be recognised.
type Sign = dyn Fn(&Participant) -> Option<String>;

/// Returns the event with the keys that its people have among `known`.
pub(super) fn rekeyed(event: &Event, known: &BTreeMap<LocalId, Participant>) -> Event {
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
    let rules: [&Sign; 3] = [&both, &address, &name];
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
    for rule in rules {
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
                && !clash(one.1, person)
            {
                keys.insert(key, one.0.clone());
            }
        }
    }
    let mut moved = event.clone();
    moved.participants.clear();
    for (key, person) in &event.participants {
        let key = keys.get(key).cloned().unwrap_or_else(|| {
            if known.contains_key(key) { LocalId::new(format!("{key}-2")) } else { key.clone() }
        });
        moved.participants.insert(key, person.clone());
    }
    moved
}
