//! The locations of the directory: `#/people?q=…`, `#/people/ID`, `#/people/ID/edit`, `#/people/new`, and the same of
//! `organizations`.

use crate::domain::id::{OrganizationId, PersonId};
use crate::present::route::query::{AddressQuery, decode_step, encode, encode_step, value};

/// A location of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryPath {
    /// The list of people, with the words that are searched for.
    People(String),
    /// A person.
    Person(PersonId),
    /// The form of a person.
    EditPerson(PersonId),
    /// The form of a new person.
    NewPerson,
    /// The list of organisations, with the words that are searched for.
    Organizations(String),
    /// An organisation.
    Organization(OrganizationId),
    /// The form of an organisation.
    EditOrganization(OrganizationId),
    /// The form of a new organisation.
    NewOrganization,
}

impl DirectoryPath {
    /// Parses the segments of an address and its query.
    pub(crate) fn parse(steps: &[&str], query: &str) -> Option<Self> {
        let words = || value(query, "q").unwrap_or_default();
        let person = |step| decode_step(step).map(PersonId::new);
        let organization = |step| decode_step(step).map(OrganizationId::new);
        match *steps {
            ["people"] => Some(Self::People(words())),
            ["people", "new"] => Some(Self::NewPerson),
            ["people", id] => person(id).map(Self::Person),
            ["people", id, "edit"] => person(id).map(Self::EditPerson),
            ["organizations"] => Some(Self::Organizations(words())),
            ["organizations", "new"] => Some(Self::NewOrganization),
            ["organizations", id] => organization(id).map(Self::Organization),
            ["organizations", id, "edit"] => organization(id).map(Self::EditOrganization),
            _ => None,
        }
    }

    /// Formats it as a fragment, with its `#`.
    pub(crate) fn format(&self) -> String {
        let list = |place: &str, words: &str| {
            let mut query = AddressQuery::default();
            query.add("q", (!words.is_empty()).then(|| encode(words)));
            query.after(place)
        };
        match self {
            Self::People(words) => list("#/people", words),
            Self::Person(id) => format!("#/people/{}", encode_step(id.as_str())),
            Self::EditPerson(id) => format!("#/people/{}/edit", encode_step(id.as_str())),
            Self::NewPerson => "#/people/new".to_owned(),
            Self::Organizations(words) => list("#/organizations", words),
            Self::Organization(id) => format!("#/organizations/{}", encode_step(id.as_str())),
            Self::EditOrganization(id) => {
                format!("#/organizations/{}/edit", encode_step(id.as_str()))
            }
            Self::NewOrganization => "#/organizations/new".to_owned(),
        }
    }
}
