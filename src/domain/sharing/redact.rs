//! Removes the names of people from an event, so that it may be given to anybody.
//!
//! Everything is removed except what is listed here as harmless, so that an unexpected property does not leak. Free
//! texts are kept; [`crate::domain::sharing::names_in_text`] finds the names in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use crate::domain::almanac::calendar::CalendarFacts;
use crate::domain::event::Event;
use crate::domain::event::participant::{Headcount, Nature, Participant, Presence, Reply};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::foreign::Foreign;
use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::series::repeat::{Override, Own, Patch, Repeat, RepeatRule, Sorts};
use crate::domain::sharing::harmless::{harmless, harmless_rule};

/// Returns the event without people, contacts and notes. Groups keep their names; a list becomes a head count.
pub fn without_names(event: &Event) -> Event {
    let keys = Keys::of(event);
    let shown = |(key, part): (&LocalId, Part)| (keys.renamed(key), part);
    Event {
        id: event.id.clone(),
        revision: event.revision,
        title: event.title.clone(),
        when: event.when.clone(),
        repeat: event
            .repeat
            .as_ref()
            .and_then(|repeat| harmless_repeat(repeat, &keys))
            .map(Box::new),
        meeting_time: event.meeting_time,
        kinds: event.kinds.clone(),
        categories: event.categories.iter().filter(|uri| !is_contact(uri)).cloned().collect(),
        keywords: event.keywords.clone(),
        status: event.status.clone(),
        status_reason: event.status_reason.clone(),
        color: event.color.clone(),
        privacy: event.privacy.clone(),
        description: event.description.clone(),
        audience: event.audience.clone(),
        locations: event
            .locations
            .iter()
            .map(|(key, place)| (keys.renamed(key), harmless_location(place)))
            .gathered(),
        main_location: event.main_location.as_ref().map(|key| keys.renamed(key)),
        virtual_locations: event
            .virtual_locations
            .iter()
            .filter(|(_, place)| !is_contact(&place.uri))
            .map(|(key, place)| (keys.renamed(key), harmless_virtual_location(place)))
            .gathered(),
        links: event
            .links
            .iter()
            .filter(|(_, link)| !is_contact(&link.href))
            .map(|(key, link)| (keys.renamed(key), harmless_link(link)))
            .gathered(),
        organizer: None,
        participants: groups(event),
        programme: event
            .programme
            .iter()
            .map(|(key, part)| (key, harmless_part(part)))
            .map(shown)
            .gathered(),
        headcount: event.headcount.as_deref().map_or_else(
            || counted(event).map(Box::new),
            |count| Some(Box::new(harmless_headcount(count))),
        ),
        registration: event.registration.as_deref().map(harmless_registration).map(Box::new),
        series_number: event.series_number,
        foreign: harmless(&event.foreign),
    }
}

/// Returns the facts of a calendar without what may name people: tasks and unknown properties.
pub fn facts_without_names(facts: &CalendarFacts) -> CalendarFacts {
    CalendarFacts {
        title: facts.title.clone(),
        description: facts.description.clone(),
        color: facts.color.clone(),
        keywords: facts.keywords.clone(),
        locale: facts.locale.clone(),
        created: facts.created,
        updated: facts.updated,
        fiscal: facts.fiscal,
        holidays: facts.holidays.clone(),
        other_entries: Vec::new(),
        foreign: harmless(&facts.foreign),
    }
}

/// Counts the people and organisations of a list, without those who declined or did not come.
pub fn counted(event: &Event) -> Option<Headcount> {
    let is_there = |person: &&Participant| {
        let presence = person.attendance.as_ref().and_then(|record| record.presence.as_ref());
        !is_group(person) && person.reply != Reply::Declined && presence != Some(&Presence::Absent)
    };
    let people: Vec<&Participant> = event.participants.values().filter(is_there).collect();
    let organizations: BTreeSet<&str> = people
        .iter()
        .filter_map(|person| person.affiliation.as_ref())
        .map(|place| place.organization.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    let number = |count: usize| (count > 0).then(|| u32::try_from(count).unwrap_or(u32::MAX));
    (!people.is_empty()).then(|| Headcount {
        persons: number(people.len()),
        organizations: number(organizations.len()),
        ..Headcount::default()
    })
}

pub(crate) fn is_group(person: &Participant) -> bool {
    person.nature == Nature::Group
}

/// Returns the groups with only their names, under keys that say nothing.
fn groups(event: &Event) -> BTreeMap<LocalId, Participant> {
    let people = event.participants.values().filter(|person| !is_group(person));
    let people: Vec<&str> =
        people.map(|person| person.name.as_str()).filter(|name| !name.is_empty()).collect();
    let is_clean = |group: &&Participant| {
        is_group(group) && !people.iter().any(|name| group.name.contains(name))
    };
    let group = |(number, group): (usize, &Participant)| {
        let participant = Participant {
            name: group.name.clone(),
            nature: Nature::Group,
            ..Participant::default()
        };
        (LocalId::new(format!("group-{}", number + 1)), participant)
    };
    event.participants.values().filter(is_clean).enumerate().map(group).gathered()
}

/// Keys of participants. The author chose them, and they may be names of people.
struct Keys<'e>(Vec<&'e str>);

impl<'e> Keys<'e> {
    fn of(event: &'e Event) -> Self {
        let of_instances = overridden(event).filter_map(|patch| patch.participants.as_ref());
        let keys = event.participants.keys().chain(of_instances.flat_map(BTreeMap::keys));
        Self(keys.map(LocalId::as_str).collect())
    }

    /// Replaces a key that contains the key of a participant.
    fn renamed(&self, key: &LocalId) -> LocalId {
        const SHORT: usize = 3;
        let is_name = |person: &&str| person.len() > SHORT && key.as_str().contains(*person);
        match self.0.iter().position(is_name) {
            Some(place) => LocalId::new(format!("key-{}", place + 1)),
            None => key.clone(),
        }
    }
}

fn harmless_location(place: &Location) -> Location {
    Location {
        name: place.name.clone(),
        coordinates: place.coordinates.clone().filter(|uri| uri.starts_with("geo:")),
        is_meeting_place: place.is_meeting_place,
        foreign: Foreign::default(),
    }
}

fn harmless_virtual_location(place: &VirtualLocation) -> VirtualLocation {
    VirtualLocation {
        name: place.name.clone(),
        uri: place.uri.clone(),
        foreign: Foreign::default(),
    }
}

fn harmless_link(link: &Link) -> Link {
    Link {
        href: link.href.clone(),
        rel: link.rel.clone(),
        title: link.title.clone(),
        foreign: Foreign::default(),
    }
}

fn harmless_headcount(count: &Headcount) -> Headcount {
    Headcount {
        persons: count.persons,
        organizations: count.organizations,
        onsite: count.onsite,
        online: count.online,
        foreign: Foreign::default(),
    }
}

fn harmless_registration(registration: &Registration) -> Registration {
    Registration {
        closes: registration.closes,
        capacity: registration.capacity,
        fee_yen: registration.fee_yen,
        foreign: Foreign::default(),
    }
}

fn harmless_part(part: &Part) -> Part {
    Part {
        order: part.order,
        title: part.title.clone(),
        description: part.description.clone(),
        start: part.start,
        length: part.length,
        speakers: BTreeSet::new(),
        mode: part.mode.clone(),
        foreign: Foreign::default(),
    }
}

/// Whether an address identifies a person.
fn is_contact(uri: &str) -> bool {
    let scheme = uri.trim().split(':').next().unwrap_or_default().to_ascii_lowercase();
    ["mailto", "tel", "sms", "sip", "sips", "xmpp", "im"].contains(&scheme.as_str())
}

fn harmless_repeat(repeat: &Repeat, keys: &Keys<'_>) -> Option<Repeat> {
    let rule = repeat.rule.as_ref().map(|rule| match rule {
        RepeatRule::Known(rule) => RepeatRule::Known(rule.clone()),
        RepeatRule::Kept(rule) => RepeatRule::Kept(harmless_rule(rule)),
    });
    let one = |(start, different): (&DateTime, &Override)| match different {
        Override::Excluded => Some((*start, Override::Excluded)),
        Override::Patch(patch) => {
            Some((*start, Override::Patch(Box::new(harmless_patch(patch, keys)))))
        }
        // A value that does not follow the standard may contain anything; only that an instance is excluded is kept.
        Override::Kept(_) => different.is_excluded().then_some((*start, Override::Excluded)),
    };
    let overrides: BTreeMap<_, _> = repeat.overrides.iter().filter_map(one).gathered();
    let is_any = rule.is_some() || !overrides.is_empty();
    is_any.then_some(Repeat {
        rule,
        overrides,
        holiday_rule: repeat.holiday_rule,
        restart_month: repeat.restart_month,
        strays: BTreeMap::new(),
    })
}

fn harmless_patch(patch: &Patch, keys: &Keys<'_>) -> Patch {
    let places = patch.locations.as_ref().map(|places| {
        places.iter().map(|(key, place)| (keys.renamed(key), harmless_location(place))).gathered()
    });
    let names = patch.place_names.iter().map(|(key, name)| (keys.renamed(key), name.clone()));
    let is_plain = |(_, place): &(&LocalId, &VirtualLocation)| !is_contact(&place.uri);
    let online = patch.virtual_locations.as_ref().map(|places| {
        let kept = places.iter().filter(is_plain);
        kept.map(|(key, place)| (keys.renamed(key), harmless_virtual_location(place))).gathered()
    });
    let links = patch.links.as_ref().map(|links| {
        let kept = links.iter().filter(|(_, link)| !is_contact(&link.href));
        kept.map(|(key, link)| (keys.renamed(key), harmless_link(link))).gathered()
    });
    let programme = patch.programme.as_ref().map(|parts| {
        parts.iter().map(|(key, part)| (keys.renamed(key), harmless_part(part))).gathered()
    });
    let sorts = patch.sorts.as_ref().map(|sorts| Sorts {
        categories: sorts.categories.iter().filter(|uri| !is_contact(uri)).cloned().collect(),
        kinds: sorts.kinds.clone(),
    });
    Patch {
        start: patch.start,
        length: patch.length,
        zone: patch.zone.clone(),
        title: patch.title.clone(),
        description: patch.description.clone(),
        audience: patch.audience.clone(),
        status: patch.status.clone(),
        status_reason: patch.status_reason.clone(),
        color: patch.color.clone(),
        registration: match &patch.registration {
            Own::Is(own) => Own::Is(Box::new(harmless_registration(own))),
            own @ (Own::AsSeries | Own::Nothing) => own.clone(),
        },
        sort: patch.sort,
        meeting_time: patch.meeting_time,
        has_no_meeting: patch.has_no_meeting,
        series_number: patch.series_number,
        locations: places,
        place_names: names.gathered(),
        main_location: patch.main_location.as_ref().map(|key| keys.renamed(key)),
        virtual_locations: online,
        links,
        programme,
        sorts,
        participants: None,
        foreign: harmless(&patch.foreign),
    }
}

/// Returns the overrides of single instances.
pub(crate) fn overridden(event: &Event) -> impl Iterator<Item = &Patch> {
    let overrides = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
    overrides.filter_map(Override::patch)
}
