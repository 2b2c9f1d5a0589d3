//! Removes the names of people from an event, so that it may be given to anybody.
//!
//! Everything is removed except what is listed here as harmless, so that an unexpected property does not leak. Free
//! texts are kept; [`crate::domain::sharing::names_in_text`] finds the names in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use crate::domain::almanac::calendar::CalendarFacts;
use crate::domain::event::Event;
use crate::domain::event::kind::Category;
use crate::domain::event::participant::{Headcount, Nature, Participant, Presence, Reply};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::foreign::Foreign;
use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::series::item::PartField;
use crate::domain::series::own::{OwnItem, OwnList, OwnSet};
use crate::domain::series::repeat::{Override, Own, Patch, Repeat, RepeatRule};
use crate::domain::sharing::harmless::{harmless, harmless_rule};
use crate::domain::sharing::instance::{harmless_item, harmless_list};

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
            .and_then(|repeat| harmless_repeat(repeat, event, &keys))
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
            .filter_map(|(key, place)| Some((keys.renamed(key), open_virtual_location(place)?)))
            .gathered(),
        links: event
            .links
            .iter()
            .filter_map(|(key, link)| Some((keys.renamed(key), open_link(link)?)))
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
            || counted(event.participants.values()).map(Box::new),
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
pub fn counted<'a>(list: impl Iterator<Item = &'a Participant>) -> Option<Headcount> {
    let is_there = |person: &&Participant| {
        let presence = person.attendance.as_ref().and_then(|record| record.presence.as_ref());
        !is_group(person) && person.reply != Reply::Declined && presence != Some(&Presence::Absent)
    };
    let people: Vec<&Participant> = list.filter(is_there).collect();
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
struct Keys<'e> {
    people: Vec<&'e str>,
    /// The keys of places, links and parts, and what replaces them: each is compared with the names only once.
    renamed: BTreeMap<&'e LocalId, LocalId>,
}

impl<'e> Keys<'e> {
    fn of(event: &'e Event) -> Self {
        let of_instances = overridden(event).flat_map(|patch| patch.participants.keys());
        let people = event.participants.keys().chain(of_instances);
        let people = people.map(LocalId::as_str).gathered_set().into_iter().collect();
        let mut keys = Self { people, renamed: BTreeMap::new() };
        let mut others: BTreeSet<&LocalId> = event.locations.keys().gathered_set();
        others.extend(event.virtual_locations.keys());
        others.extend(event.links.keys());
        others.extend(event.programme.keys());
        for patch in overridden(event) {
            others.extend(patch.locations.keys());
            others.extend(patch.virtual_locations.keys());
            others.extend(patch.links.keys());
            others.extend(patch.programme.keys());
        }
        let renamed = others.into_iter().map(|key| (key, keys.rename(key)));
        keys.renamed = renamed.gathered();
        keys
    }

    /// Replaces a key that contains the key of a participant.
    fn renamed(&self, key: &LocalId) -> LocalId {
        self.renamed.get(key).cloned().unwrap_or_else(|| self.rename(key))
    }

    fn rename(&self, key: &LocalId) -> LocalId {
        const SHORT: usize = 3;
        let is_name = |person: &&str| person.len() > SHORT && key.as_str().contains(*person);
        match self.people.iter().position(is_name) {
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

/// Returns a place that one joins over a network, unless its address is that of a person.
fn open_virtual_location(place: &VirtualLocation) -> Option<VirtualLocation> {
    (!is_contact(&place.uri)).then(|| harmless_virtual_location(place))
}

fn open_link(link: &Link) -> Option<Link> {
    (!is_contact(&link.href)).then(|| harmless_link(link))
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
        speakers: Vec::new(),
        mode: part.mode.clone(),
        foreign: Foreign::default(),
    }
}

/// Whether an address identifies a person.
fn is_contact(uri: &str) -> bool {
    let scheme = uri.trim().split(':').next().unwrap_or_default().to_ascii_lowercase();
    ["mailto", "tel", "sms", "sip", "sips", "xmpp", "im"].contains(&scheme.as_str())
}

fn harmless_repeat(repeat: &Repeat, event: &Event, keys: &Keys<'_>) -> Option<Repeat> {
    let rule = repeat.rule.as_ref().map(harmless_rule);
    let excluded: Vec<RepeatRule> = repeat.excluded.iter().map(harmless_rule).collect();
    let one = |(start, different): (&DateTime, &Override)| match different {
        Override::Excluded => Some((*start, Override::Excluded)),
        Override::Patch(patch) => Some((*start, Override::of(harmless_patch(patch, event, keys)))),
        // A value that does not follow the standard may contain anything; only that an instance is excluded is kept.
        Override::Kept(_) => different.is_excluded().then_some((*start, Override::Excluded)),
    };
    let overrides: BTreeMap<_, _> = repeat.overrides.iter().filter_map(one).gathered();
    let is_any = rule.is_some() || !overrides.is_empty();
    is_any.then_some(Repeat {
        rule,
        excluded,
        overrides,
        holiday_rule: repeat.holiday_rule,
        restart_month: repeat.restart_month,
        strays: BTreeMap::new(),
    })
}

fn harmless_patch(patch: &Patch, event: &Event, keys: &Keys<'_>) -> Patch {
    let rename = &|key: &LocalId| keys.renamed(key);
    let is_open = |category: &Category| match category {
        Category::Kind(_) => true,
        Category::Uri(uri) => !is_contact(uri),
    };
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
        registration: patch
            .registration
            .as_ref()
            .and_then(|own| harmless_item(own, &|it| Some(harmless_registration(it)), &|_| true)),
        headcount: own_headcount(patch, event),
        sort: patch.sort,
        meeting_time: patch.meeting_time,
        has_no_meeting: patch.has_no_meeting,
        series_number: patch.series_number,
        locations: harmless_list(
            &patch.locations,
            rename,
            &|it| Some(harmless_location(it)),
            &|_| true,
        ),
        main_location: match &patch.main_location {
            Own::Is(key) => Own::Is(keys.renamed(key)),
            own @ (Own::AsSeries | Own::Nothing) => own.clone(),
        },
        virtual_locations: harmless_list(
            &patch.virtual_locations,
            rename,
            &open_virtual_location,
            &|_| true,
        ),
        links: harmless_list(&patch.links, rename, &open_link, &|_| true),
        programme: harmless_list(
            &patch.programme,
            rename,
            &|it| Some(harmless_part(it)),
            &says_no_speaker,
        ),
        sorts: match &patch.sorts {
            OwnSet::AsSeries => OwnSet::AsSeries,
            OwnSet::Whole(own) => {
                OwnSet::Whole(own.iter().filter(|it| is_open(it)).cloned().gathered_set())
            }
            OwnSet::Each(members) => {
                let open = members.iter().filter(|(it, _)| is_open(it));
                let open: BTreeMap<_, _> = open.map(|(it, is_in)| (it.clone(), *is_in)).gathered();
                if open.is_empty() { OwnSet::AsSeries } else { OwnSet::Each(open) }
            }
        },
        keywords: patch.keywords.clone(),
        organizer: Own::AsSeries,
        participants: OwnList::AsSeries,
        foreign: harmless(&patch.foreign),
    }
}

fn says_no_speaker(field: &PartField) -> bool {
    !matches!(field, PartField::Speakers | PartField::Speaker(_))
}

/// Returns the totals of an instance: those that it states, or else the numbers of its own list.
fn own_headcount(patch: &Patch, event: &Event) -> Option<OwnItem<Headcount>> {
    if let Some(own) = &patch.headcount {
        return harmless_item(own, &|it| Some(harmless_headcount(it)), &|_| true);
    }
    if event.headcount.is_some() || patch.participants.is_as_series() {
        return None;
    }
    let list = patch.participants.over(&event.participants);
    let own = counted(list.iter().map(|(_, person)| &**person));
    let plain = counted(event.participants.values());
    OwnItem::between(plain.as_ref(), own.as_ref(), None)
}

/// Returns the overrides of single instances.
pub(crate) fn overridden(event: &Event) -> impl Iterator<Item = &Patch> {
    let overrides = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
    overrides.filter_map(Override::patch)
}
