//! Where an event is: rooms, online meetings, and links.

use crate::domain::foreign::Foreign;

/// A place that people can go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Its name, with an address if the author wrote one.
    pub name: String,
    /// A `geo:` URI (RFC 5870), if given.
    pub coordinates: Option<String>,
    /// Whether people meet there before it starts (集合場所). This is our property: the standard's `locationTypes` (RFC
    /// 4589) has no word for it. It is a flag of the place rather than a key in the event, so that it cannot name a
    /// place that does not exist.
    pub is_meeting_place: bool,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

/// A place that people join over a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VirtualLocation {
    /// Its name.
    pub name: String,
    /// The address to open; only `https`, `mailto` and `tel` are ever offered as links.
    pub uri: String,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

/// A link to something related to the event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The relation (RFC 8288), if given.
    pub rel: Option<String>,
    /// The text of the link.
    pub title: String,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}
