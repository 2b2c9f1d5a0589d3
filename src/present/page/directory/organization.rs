//! The page of an organisation: what it is, its parts, and its people.

use crate::domain::directory::Directory;
use crate::domain::directory::organization::Organization;
use crate::domain::directory::people_index::list_place;
use crate::domain::directory::person::Person;
use crate::domain::search::order::Order;
use crate::present::page::directory::people::{PersonRow, person_row};
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::present::text::organization::{size_text, sort_label};
use crate::present::viewer::Viewer;

/// What the page of an organisation shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationDetails {
    /// The name by which lists show it; never empty.
    pub name: String,
    /// Its facts in order, each with its label; none is empty.
    pub facts: Vec<(&'static str, String)>,
    /// The organisation that it is a part of, with the address of its page.
    pub parent: Option<(String, String)>,
    /// Its telephone number.
    pub phone: String,
    /// Its e-mail address.
    pub email: String,
    /// The organisations that are parts of it, with the addresses of their pages.
    pub parts: Vec<(String, String)>,
    /// Its people, in the order of their readings.
    pub people: Vec<PersonRow>,
}

/// Builds the page of an organisation.
pub fn organization_details(
    it: &Organization,
    directory: &Directory,
    viewer: &Viewer,
) -> OrganizationDetails {
    let messages = viewer.messages;
    let aliases = it.aliases.iter().map(String::as_str).collect::<Vec<_>>();
    let facts = [
        (messages.organization_name(), it.name.clone()),
        (messages.organization_reading(), it.reading.clone()),
        (messages.organization_aliases(), aliases.join(messages.joiner())),
        (messages.organization_sort(), sort_label(it.sort, messages).to_owned()),
        (messages.organization_affiliation(), it.affiliation.clone()),
        (messages.organization_region(), it.region.clone()),
        (messages.organization_industry(), it.industry.clone()),
        (messages.organization_size(), size_text(it.size, viewer)),
        (messages.directory_address(), it.contact.address.clone()),
        (messages.directory_note(), it.note.clone()),
    ];
    let facts = facts.into_iter().map(|(label, text)| (label, text.trim().to_owned()));
    let parent = it.parent.as_ref().and_then(|id| directory.organization(id));
    let mut parts: Vec<&Organization> =
        directory.organizations().filter(|part| part.parent.as_ref() == Some(&it.id)).collect();
    parts.sort_by_cached_key(|part| Order::of(part.shown_name()));
    let name = it.shown_name().trim();
    OrganizationDetails {
        name: if name.is_empty() { messages.nameless() } else { name }.to_owned(),
        facts: facts.filter(|(_, text)| !text.is_empty()).collect(),
        parent: parent.map(link),
        phone: it.contact.phone.trim().to_owned(),
        email: it.contact.email.trim().to_owned(),
        parts: parts.into_iter().map(link).collect(),
        people: people_of(it, directory, viewer),
    }
}

fn link(it: &Organization) -> (String, String) {
    let path = Path::Directory(DirectoryPath::Organization(it.id.clone())).format();
    (it.shown_name().trim().to_owned(), path)
}

fn people_of(it: &Organization, directory: &Directory, viewer: &Viewer) -> Vec<PersonRow> {
    let mut people: Vec<&Person> =
        directory.people().filter(|person| person.organizations.contains(&it.id)).collect();
    people.sort_by_cached_key(|person| (list_place(person), person.id.clone()));
    people.into_iter().map(|person| person_row(person, directory, viewer)).collect()
}
