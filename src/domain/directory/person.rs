//! A person of the directory.

use jiff::civil::Date;

use crate::domain::directory::contact::Contact;
use crate::domain::event::participant::is_same_address;
use crate::domain::foreign::Foreign;
use crate::domain::id::{OrganizationId, PersonId};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;

/// A human being, whom events name by a calendar address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The identity; see [`Self::address`].
    pub id: PersonId,
    /// The name as written.
    pub name: String,
    /// The reading (ふりがな), by which lists are sorted.
    pub reading: String,
    /// The organisations of this person, the one that lists show first.
    pub organizations: Vec<OrganizationId>,
    /// The offices that this person holds or has held, in the order in which they were written.
    pub offices: Vec<Office>,
    /// How to reach this person.
    pub contact: Contact,
    /// A note of the secretary, which no file for others contains.
    pub note: String,
    /// Since when this person agrees to be named to a federation; `None` if they have not agreed.
    pub agreed: Option<Date>,
    /// Other calendar addresses by which events name the same person: from files, and of people who were merged.
    pub addresses: SortedSet<String>,
    /// When this person was last changed.
    pub updated: Option<UtcTime>,
    /// When this person was moved to the trash, if they are there.
    pub deleted: Option<UtcTime>,
    /// Everything else that a backup of a later version contained.
    pub foreign: Foreign,
}

/// An office in an organisation, with its term: 書記長, from 2023-10-01 to 2025-09-30.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// What it is called.
    pub title: String,
    /// The organisation in which it is held; `None` for the person's first one.
    pub organization: Option<OrganizationId>,
    /// The first day of the term, if it is known.
    pub from: Option<Date>,
    /// The last day of the term; `None` if it has no end yet.
    pub until: Option<Date>,
}

impl Person {
    /// Creates a person of that name about whom nothing else is known.
    pub fn new(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            reading: String::new(),
            organizations: Vec::new(),
            offices: Vec::new(),
            contact: Contact::default(),
            note: String::new(),
            agreed: None,
            addresses: SortedSet::new(),
            updated: None,
            deleted: None,
            foreign: Foreign::default(),
        }
    }

    /// Returns the text by which lists place this person: the reading, or else the name, which is its own reading if it is
    /// in kana or in Latin letters.
    pub fn written_reading(&self) -> &str {
        if self.reading.trim().is_empty() { &self.name } else { &self.reading }
    }

    /// Returns the calendar address by which events of this device name this person (RFC 8984 §4.4.6).
    pub fn address(&self) -> String {
        format!("urn:uuid:{}", self.id)
    }

    /// Whether an event that has this calendar address names this person.
    pub fn has_address(&self, address: &str) -> bool {
        is_same_address(&self.address(), address)
            || self.addresses.iter().any(|own| is_same_address(own, address))
    }

    /// Returns the offices held on that day.
    pub fn offices_on(&self, day: Date) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(move |office| office.is_held_on(day))
    }
}

impl Office {
    /// Whether it is held on that day; both ends of the term are.
    pub fn is_held_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
