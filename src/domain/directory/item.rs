//! Anything that the directory holds, for what is the same for all of it: storage, changes, the trash.

use std::sync::Arc;

use crate::domain::directory::organization::Organization;
use crate::domain::directory::person::Person;
use crate::domain::directory::roster::Roster;
use crate::domain::id::{OrganizationId, PersonId, RosterId};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::UtcTime;

/// The identity of something in the directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DirectoryId {
    /// An organisation.
    Organization(OrganizationId),
    /// A person.
    Person(PersonId),
    /// A roster.
    Roster(RosterId),
}

/// Something in the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryItem {
    /// An organisation.
    Organization(Organization),
    /// A person.
    Person(Person),
    /// A roster.
    Roster(Roster),
}

/// Items by id. Copies share the items.
pub type DirectoryItems = SortedMap<DirectoryId, Arc<DirectoryItem>>;

/// The wanted state of each named item; `None` means removed.
pub type DirectoryChange = SortedMap<DirectoryId, Option<Arc<DirectoryItem>>>;

/// Returns the state of an item that a change wants, with its id.
pub fn wanted(item: impl Into<DirectoryItem>) -> (DirectoryId, Option<Arc<DirectoryItem>>) {
    let item = item.into();
    (item.id(), Some(Arc::new(item)))
}

impl DirectoryItem {
    /// Returns its identity.
    pub fn id(&self) -> DirectoryId {
        match self {
            Self::Organization(it) => DirectoryId::Organization(it.id.clone()),
            Self::Person(it) => DirectoryId::Person(it.id.clone()),
            Self::Roster(it) => DirectoryId::Roster(it.id.clone()),
        }
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Organization(it) => &it.name,
            Self::Person(it) => &it.name,
            Self::Roster(it) => &it.name,
        }
    }

    /// Returns when it was last changed.
    pub fn updated(&self) -> Option<UtcTime> {
        match self {
            Self::Organization(it) => it.updated,
            Self::Person(it) => it.updated,
            Self::Roster(it) => it.updated,
        }
    }

    /// Returns when it was moved to the trash, if it is there.
    pub fn deleted(&self) -> Option<UtcTime> {
        match self {
            Self::Organization(it) => it.deleted,
            Self::Person(it) => it.deleted,
            Self::Roster(it) => it.deleted,
        }
    }

    /// Returns it in the trash since that time, or outside of it.
    pub fn with_deleted(&self, deleted: Option<UtcTime>) -> Self {
        let mut item = self.clone();
        match &mut item {
            Self::Organization(it) => it.deleted = deleted,
            Self::Person(it) => it.deleted = deleted,
            Self::Roster(it) => it.deleted = deleted,
        }
        item
    }
}

impl From<Organization> for DirectoryItem {
    fn from(organization: Organization) -> Self {
        Self::Organization(organization)
    }
}

impl From<Person> for DirectoryItem {
    fn from(person: Person) -> Self {
        Self::Person(person)
    }
}

impl From<Roster> for DirectoryItem {
    fn from(roster: Roster) -> Self {
        Self::Roster(roster)
    }
}
