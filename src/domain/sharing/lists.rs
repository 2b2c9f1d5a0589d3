//! The places, links, parts and people of an event or of one instance, without what names people.

use crate::domain::event::Event;
use crate::domain::event::participant::{Mode, Participant};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::event::status::Status;
use crate::domain::foreign::Foreign;
use crate::domain::id::LocalId;
use crate::domain::series::repeat::Patch;
use crate::domain::sharing::address::{harmless_address, harmless_coordinates};
use crate::domain::sharing::published::{NamedPeople, People};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// The relations of links (RFC 8288) that are kept; another word may be a name.
const RELATIONS: [&str; 18] = [
    "about",
    "alternate",
    "appendix",
    "canonical",
    "contents",
    "describedby",
    "edit",
    "enclosure",
    "first",
    "help",
    "icon",
    "item",
    "license",
    "next",
    "preview",
    "related",
    "self",
    "via",
];

/// What has keys in an event or in one instance.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) locations: SortedMap<LocalId, Location>,
    pub(crate) main_location: Option<LocalId>,
    pub(crate) virtual_locations: SortedMap<LocalId, VirtualLocation>,
    pub(crate) links: SortedMap<LocalId, Link>,
    pub(crate) participants: SortedMap<LocalId, Participant>,
    pub(crate) programme: SortedMap<LocalId, Part>,
}

impl Lists {
    /// Returns the lists of an event; if it is a series, those of the series.
    pub(crate) fn of(event: &Event, who: NamedPeople) -> Self {
        let mut lists = Self {
            locations: kept(event.locations.iter(), |it| Some(harmless_location(it))),
            main_location: event.main_location.clone(),
            virtual_locations: kept(event.virtual_locations.iter(), harmless_virtual_location),
            links: kept(event.links.iter(), harmless_link),
            participants: People::of(event).named(who),
            programme: kept(event.programme.iter(), |it| Some(harmless_part(it))),
        };
        lists.drop_unknown_keys();
        lists
    }

    /// Returns the lists of one instance; `None` if they are those of its series.
    pub(crate) fn of_instance(event: &Event, patch: &Patch, who: NamedPeople) -> Option<Self> {
        let is_as_series = patch.locations.is_as_series()
            && patch.virtual_locations.is_as_series()
            && patch.links.is_as_series()
            && patch.participants.is_as_series()
            && patch.programme.is_as_series()
            && patch.organizer.over(event.organizer.as_ref()) == event.organizer.as_ref()
            && patch.main_location.over(event.main_location.as_ref())
                == event.main_location.as_ref();
        if is_as_series {
            return None;
        }
        let locations = patch.locations.over(&event.locations);
        let virtual_locations = patch.virtual_locations.over(&event.virtual_locations);
        let links = patch.links.over(&event.links);
        let programme = patch.programme.over(&event.programme);
        let mut lists = Self {
            locations: kept(borrowed(&locations), |it| Some(harmless_location(it))),
            main_location: patch.main_location.over(event.main_location.as_ref()).cloned(),
            virtual_locations: kept(borrowed(&virtual_locations), harmless_virtual_location),
            links: kept(borrowed(&links), harmless_link),
            participants: People::of_instance(event, patch).named(who),
            programme: kept(borrowed(&programme), |it| Some(harmless_part(it))),
        };
        lists.drop_unknown_keys();
        Some(lists)
    }

    /// Removes keys of what is not here: they may be names.
    fn drop_unknown_keys(&mut self) {
        let people = &self.participants;
        for part in self.programme.values_mut() {
            part.speakers.retain(|key| people.contains_key(key));
        }
        let places = &self.locations;
        self.main_location.take_if(|key| !places.contains_key(key));
    }
}

/// Returns an address of a category if it says nothing about people.
pub(crate) fn harmless_categories(categories: &SortedSet<String>) -> SortedSet<String> {
    categories.iter().filter_map(|uri| harmless_address(uri)).collect()
}

type Items<'a, T> = [(&'a LocalId, std::borrow::Cow<'a, T>)];

fn borrowed<'a, T: Clone>(items: &'a Items<'_, T>) -> impl Iterator<Item = (&'a LocalId, &'a T)> {
    items.iter().map(|(key, item)| (*key, &**item))
}

/// Keeps of each item what says nothing about people.
fn kept<'a, T: 'a>(
    items: impl Iterator<Item = (&'a LocalId, &'a T)>,
    harmless: impl Fn(&T) -> Option<T>,
) -> SortedMap<LocalId, T> {
    items.filter_map(|(key, item)| Some((key.clone(), harmless(item)?))).collect()
}

fn harmless_location(place: &Location) -> Location {
    Location {
        name: place.name.clone(),
        coordinates: place.coordinates.as_deref().and_then(harmless_coordinates),
        is_meeting_place: place.is_meeting_place,
        foreign: Foreign::default(),
    }
}

fn harmless_virtual_location(place: &VirtualLocation) -> Option<VirtualLocation> {
    Some(VirtualLocation {
        name: place.name.clone(),
        uri: harmless_address(&place.uri)?,
        foreign: Foreign::default(),
    })
}

fn harmless_link(link: &Link) -> Option<Link> {
    Some(Link {
        href: harmless_address(&link.href)?,
        rel: link.rel.clone().filter(|rel| RELATIONS.contains(&rel.as_str())),
        title: link.title.clone(),
        foreign: Foreign::default(),
    })
}

fn harmless_part(part: &Part) -> Part {
    Part {
        order: part.order,
        title: part.title.clone(),
        description: part.description.clone(),
        start: part.start,
        length: part.length,
        speakers: part.speakers.clone(),
        mode: part.mode.clone().filter(|mode| match mode {
            Mode::Onsite | Mode::Online | Mode::Hybrid => true,
            Mode::Other(_) => false,
        }),
        foreign: Foreign::default(),
    }
}

/// Returns how people sign up, without unknown properties.
pub(crate) fn harmless_registration(registration: &Registration) -> Registration {
    Registration {
        closes: registration.closes,
        capacity: registration.capacity,
        fee_yen: registration.fee_yen,
        foreign: Foreign::default(),
    }
}

/// Returns a status that we know; an unknown word may be a name.
pub(crate) fn known_status(status: &Status) -> Status {
    match status {
        Status::Other(_) => Status::default(),
        Status::Confirmed | Status::Tentative | Status::Cancelled | Status::Postponed => {
            status.clone()
        }
    }
}
