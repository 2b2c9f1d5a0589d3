//! The suggestions of the form's fields, from the stored events.

use crate::domain::almanac::Almanac;
use crate::domain::sorted_set::SortedSet;

/// How many suggestions a field offers at most.
const SUGGESTIONS: usize = 200;

/// The suggestions of fields, from the stored events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Places.
    pub places: SortedSet<String>,
    /// Organisations.
    pub organizations: SortedSet<String>,
}

/// Collects the suggestions from the events that are loaded.
pub fn suggestions(almanac: &Almanac) -> Suggestions {
    let mut found = Suggestions::default();
    for event in almanac.entries().map(|entry| &entry.event) {
        let places = event.locations.values().map(|place| place.name.trim());
        let affiliations = event.participants.values().filter_map(|it| it.affiliation.as_deref());
        let organizations = affiliations.map(|it| it.organization.trim());
        put_in(&mut found.places, places);
        put_in(&mut found.organizations, organizations);
        if found.places.len() >= SUGGESTIONS && found.organizations.len() >= SUGGESTIONS {
            break;
        }
    }
    found
}

fn put_in<'a>(into: &mut SortedSet<String>, texts: impl Iterator<Item = &'a str>) {
    for text in texts.filter(|text| !text.is_empty()) {
        if into.len() < SUGGESTIONS && !into.contains(text) {
            into.insert(text.to_owned());
        }
    }
}
