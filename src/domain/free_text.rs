//! The free texts of an event: what its author wrote for people to read. The search and the check for names read the
//! same ones.

use super::event::Event;
use super::place::{Link, Location, VirtualLocation};
use super::programme::Part;
use super::repeat::{Patch, Sorts};

/// What a free text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextKind {
    /// What the event is called.
    Title,
    /// What it is about, whom it is for, and why it does not take place.
    Description,
    /// A word that it is filed under.
    Keyword,
    /// A place, or an online meeting.
    Place,
    /// A part of the programme.
    Programme,
    /// What a link is called.
    Link,
    /// An address on the network, or the URI of a category.
    Uri,
}

/// Passes every free text of an event to `found`, without those of single instances. The names of participants are not
/// among them.
pub fn free_texts<'e>(event: &'e Event, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Event {
        title,
        description,
        audience,
        status_reason,
        keywords,
        categories,
        locations,
        virtual_locations,
        links,
        programme,
        // No text, or none for people to read.
        id: _,
        revision: _,
        when: _,
        repeat: _,
        meeting_time: _,
        kinds: _,
        status: _,
        color: _,
        privacy: _,
        main_location: _,
        organizer: _,
        participants: _,
        headcount: _,
        registration: _,
        series_number: _,
        foreign: _,
    } = event;
    found(TextKind::Title, title);
    found(TextKind::Description, description);
    found(TextKind::Description, audience);
    found(TextKind::Description, status_reason);
    keywords.iter().for_each(|word| found(TextKind::Keyword, word));
    categories.iter().for_each(|uri| found(TextKind::Uri, uri));
    locations.values().for_each(|place| of_location(place, found));
    virtual_locations.values().for_each(|place| of_virtual_location(place, found));
    links.values().for_each(|link| of_link(link, found));
    programme.values().for_each(|part| of_part(part, found));
}

/// Passes every free text that a single instance has of its own to `found`.
pub fn free_texts_of_instance<'e>(patch: &'e Patch, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Patch {
        title,
        description,
        audience,
        status_reason,
        locations,
        place_names,
        virtual_locations,
        links,
        programme,
        sorts,
        // No text, or none for people to read.
        start: _,
        length: _,
        zone: _,
        status: _,
        color: _,
        registration: _,
        sort: _,
        meeting_time: _,
        has_no_meeting: _,
        series_number: _,
        main_location: _,
        participants: _,
        foreign: _,
    } = patch;
    title.iter().for_each(|text| found(TextKind::Title, text));
    description.iter().for_each(|text| found(TextKind::Description, text));
    audience.iter().for_each(|text| found(TextKind::Description, text));
    status_reason.iter().for_each(|text| found(TextKind::Description, text));
    place_names.values().for_each(|name| found(TextKind::Place, name));
    if let Some(Sorts { categories, kinds: _ }) = sorts {
        categories.iter().for_each(|uri| found(TextKind::Uri, uri));
    }
    locations.iter().flatten().for_each(|(_, place)| of_location(place, found));
    virtual_locations.iter().flatten().for_each(|(_, place)| of_virtual_location(place, found));
    links.iter().flatten().for_each(|(_, link)| of_link(link, found));
    programme.iter().flatten().for_each(|(_, part)| of_part(part, found));
}

fn of_location<'e>(place: &'e Location, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Location { name, coordinates: _, is_meeting_place: _, foreign: _ } = place;
    found(TextKind::Place, name);
}

fn of_virtual_location<'e>(place: &'e VirtualLocation, found: &mut dyn FnMut(TextKind, &'e str)) {
    let VirtualLocation { name, uri, foreign: _ } = place;
    found(TextKind::Place, name);
    found(TextKind::Uri, uri);
}

fn of_link<'e>(link: &'e Link, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Link { href, rel: _, title, foreign: _ } = link;
    found(TextKind::Link, title);
    found(TextKind::Uri, href);
}

fn of_part<'e>(part: &'e Part, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Part {
        title,
        description,
        order: _,
        start: _,
        length: _,
        speakers: _,
        mode: _,
        foreign: _,
    } = part;
    found(TextKind::Programme, title);
    found(TextKind::Programme, description);
}
