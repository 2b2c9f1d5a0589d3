//! The organisations, people and rosters of the directory as JSON: in records, changes and backups.
//!
//! Law: an item that was read writes the same text again; properties of later versions are carried.

pub(crate) mod read;
pub(crate) mod write;

use crate::domain::directory::item::DirectoryId;
use crate::domain::id::{OrganizationId, PersonId, RosterId};

/// Writes an identity as the key of an object: `person ID`.
pub(crate) fn encode_id(id: &DirectoryId) -> String {
    match id {
        DirectoryId::Organization(id) => format!("organization {id}"),
        DirectoryId::Person(id) => format!("person {id}"),
        DirectoryId::Roster(id) => format!("roster {id}"),
    }
}

/// Reads an identity.
pub(crate) fn decode_id(text: &str) -> Option<DirectoryId> {
    let (sort, id) = text.split_once(' ')?;
    match sort {
        "organization" => Some(DirectoryId::Organization(OrganizationId::new(id))),
        "person" => Some(DirectoryId::Person(PersonId::new(id))),
        "roster" => Some(DirectoryId::Roster(RosterId::new(id))),
        _ => None,
    }
}
