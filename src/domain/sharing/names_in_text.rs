//! Finds names of people in the free texts of events and calendars, which redaction cannot clean by itself.

use std::collections::BTreeSet;

use crate::domain::almanac::calendar::CalendarFacts;
use crate::domain::event::Event;
use crate::domain::event::free_text::{TextKind, free_texts, free_texts_of_instance};
use crate::domain::event::participant::Participant;
use crate::domain::sharing::known_people::KnownPeople;
use crate::domain::sharing::name_only::name_only;
use crate::domain::sharing::published::{NamedPeople, People, is_group};
use crate::domain::sharing::redact::{overridden, without_names};

/// Returns the names, addresses and numbers of people, and the words of notes about them, that occur in the texts that
/// [`without_names`] keeps of an event; those whom the event publishes itself are not meant.
pub fn names_in_text<'p>(event: &Event, people: &'p KnownPeople) -> BTreeSet<&'p str> {
    if people.is_empty() {
        return BTreeSet::new();
    }
    let without = without_names(event);
    let published = published(event);
    let mut found = BTreeSet::new();
    let mut look = |_: TextKind, text: &str| people.find(text, &published, &mut found);
    free_texts(&without, &mut look);
    overridden(&without).for_each(|patch| free_texts_of_instance(patch, &mut look));
    let own = overridden(&without).flat_map(|patch| patch.participants.values());
    for person in without.participants.values().chain(own) {
        texts_of(person).for_each(|text| look(TextKind::Title, text));
    }
    found
}

/// Returns the same of the facts of a calendar.
pub fn names_in_facts<'p>(facts: &CalendarFacts, people: &'p KnownPeople) -> BTreeSet<&'p str> {
    let CalendarFacts {
        title,
        description,
        keywords,
        holidays,
        // These contain no text, or none for people to read.
        color: _,
        locale: _,
        created: _,
        updated: _,
        fiscal: _,
        other_entries: _,
        foreign: _,
    } = facts;
    let holidays = holidays.iter().map(|holiday| &holiday.name);
    let texts = [title, description].into_iter().chain(keywords).chain(holidays);
    let (mut found, nobody) = (BTreeSet::new(), BTreeSet::new());
    texts.for_each(|text| people.find(text, &nobody, &mut found));
    found
}

/// Returns the texts of somebody whom a file names; the name of a person is a published fact.
fn texts_of(person: &Participant) -> impl Iterator<Item = &String> {
    let Participant { name, description, affiliation, .. } = person;
    let office = affiliation.iter().flat_map(|it| [&it.organization, &it.branch, &it.position]);
    is_group(person).then_some(name).into_iter().chain([description]).chain(office)
}

/// Returns how the people whom an event publishes are shown; an address or a number only if the file has it.
fn published(event: &Event) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    let mut add = |people: &People<'_>| {
        for Participant { name, name_kana, .. } in people.announced() {
            shown
                .extend([name_only(name), name_only(name_kana)].map(|text| text.trim().to_owned()));
        }
        for Participant { email, phone, .. } in people.named(NamedPeople::Published).into_values() {
            let texts = [email, phone].into_iter().flatten();
            shown.extend(texts.map(|text| text.trim().to_owned()));
        }
    };
    add(&People::of(event));
    let own = overridden(event)
        .filter(|it| !it.participants.is_as_series() || !it.programme.is_as_series());
    own.for_each(|patch| add(&People::of_instance(event, patch)));
    shown.remove("");
    shown
}
