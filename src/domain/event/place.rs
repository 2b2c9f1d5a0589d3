//! Where an event is: rooms, online meetings, and links.

use crate::domain::foreign::Foreign;

/// A place that one can go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Its name, with an address where the author wrote one.
    pub name: String,
    /// A `geo:` URI (RFC 5870), where one is given.
    pub coordinates: Option<String>,
    /// Whether people meet there before it starts (集合場所). Ours: the standard's `locationTypes` (RFC 4589) has no word
    /// for it. A mark on the place rather than a key in the event, so that it cannot name a place that is not there.
    pub is_meeting_place: bool,
    /// What else the file held.
    pub foreign: Foreign,
}

/// A place that one joins over a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VirtualLocation {
    /// Its name.
    pub name: String,
    /// The address to open; only `https`, `mailto` and `tel` are ever offered as links.
    pub uri: String,
    /// What else the file held.
    pub foreign: Foreign,
}

/// A link to something beside the event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The relation (RFC 8288), where one is given.
    pub rel: Option<String>,
    /// What to call it.
    pub title: String,
    /// What else the file held.
    pub foreign: Foreign,
}
