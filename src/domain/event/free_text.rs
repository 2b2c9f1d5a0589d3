//! The free texts of an event: what its author wrote for people to read. The search and the check for names use the
//! same list.

use crate::domain::event::kind::Category;
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::{Event, RareFacts};
use crate::domain::series::repeat::Patch;

/// The kind of a free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextKind {
    /// What the event is called.
    Title,
    /// The description, whom it is for, and why it does not take place.
    Description,
    /// A keyword of the event.
    Keyword,
    /// A venue, or an online meeting.
    Place,
    /// A part of the programme.
    Programme,
    /// What a link is called.
    Link,
    /// An address on the network, or the URI of a category.
    Uri,
}

/// Passes every free text of an event to `found`, except those of single instances. The names of participants are not
/// included.
pub fn free_texts<'e>(event: &'e Event, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Event {
        title,
        description,
        keywords,
        locations,
        rare,
        // These contain no text, or none for people to read.
        id: _,
        revision: _,
        when: _,
        repeat: _,
        kinds: _,
        status: _,
        privacy: _,
        main_location: _,
        series_number: _,
        foreign: _,
    } = event;
    let RareFacts {
        audience,
        status_reason,
        categories,
        virtual_locations,
        links,
        programme,
        // These contain no text, or none for people to read.
        meeting_time: _,
        color: _,
        organizer: _,
        participants: _,
        headcount: _,
        registration: _,
    } = &**rare;
    found(TextKind::Title, title);
    for text in [description, audience, status_reason] {
        found(TextKind::Description, text);
    }
    for word in keywords {
        found(TextKind::Keyword, word);
    }
    for uri in categories {
        found(TextKind::Uri, uri);
    }
    for place in locations.values() {
        of_location(place, found);
    }
    for place in virtual_locations.values() {
        of_virtual_location(place, found);
    }
    for link in links.values() {
        of_link(link, found);
    }
    for part in programme.values() {
        of_part(part, found);
    }
}

/// Passes every free text that a single instance overrides to `found`.
pub fn free_texts_of_instance<'e>(patch: &'e Patch, found: &mut dyn FnMut(TextKind, &'e str)) {
    let Patch {
        title,
        description,
        audience,
        status_reason,
        keywords,
        locations,
        virtual_locations,
        links,
        programme,
        sorts,
        // These contain no text, or none for people to read.
        start: _,
        length: _,
        zone: _,
        status: _,
        color: _,
        registration: _,
        headcount: _,
        sort: _,
        meeting_time: _,
        has_no_meeting: _,
        series_number: _,
        main_location: _,
        organizer: _,
        participants: _,
        foreign: _,
    } = patch;
    if let Some(title) = title {
        found(TextKind::Title, title);
    }
    for text in [description, audience, status_reason].into_iter().flatten() {
        found(TextKind::Description, text);
    }
    for word in keywords.stated() {
        found(TextKind::Keyword, word);
    }
    for category in sorts.stated() {
        if let Category::Uri(uri) = category {
            found(TextKind::Uri, uri);
        }
    }
    for place in locations.values() {
        of_location(place, found);
    }
    for place in virtual_locations.values() {
        of_virtual_location(place, found);
    }
    for link in links.values() {
        of_link(link, found);
    }
    for part in programme.values() {
        of_part(part, found);
    }
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
