//! The page of a person: offices, contact, and the events that name them.

use std::cmp::Reverse;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::directory::Directory;
use crate::domain::directory::organization::Organization;
use crate::domain::directory::person::{Office, Person};
use crate::domain::event::Event;
use crate::domain::event::participant::{Participant, Reply};
use crate::domain::search::fold::fold;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// What the page of a person shows; empty texts are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDetails {
    /// The name; never empty.
    pub name: String,
    /// The reading.
    pub reading: String,
    /// The organisations, each with the address of its page.
    pub organizations: Vec<(String, String)>,
    /// The offices, the present ones first, then the latest.
    pub offices: Vec<OfficeRow>,
    /// The e-mail address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// The postal address.
    pub address: String,
    /// The secretary's note.
    pub note: String,
    /// Since when they agree to be named to a federation.
    pub agreed: String,
}

/// One office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// 書記長（見本市職労）.
    pub title: String,
    /// 2023年10月1日～2025年9月30日; empty if neither end is known.
    pub term: String,
    /// Whether it is held today.
    pub is_held: bool,
}

/// One event that names a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonEvent {
    /// The address of its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its time with the day.
    pub when: String,
    /// What the person is there, what they answered, and whether they came: 講師・参加・出席.
    pub said: String,
}

/// Builds the page of a person.
pub fn person_details(person: &Person, directory: &Directory, viewer: &Viewer) -> PersonDetails {
    let messages = viewer.messages;
    let known = person.organizations.iter().filter_map(|id| directory.organization(id));
    let organization = |it: &Organization| {
        let path = DirectoryPath::Organization(it.id.clone());
        (it.shown_name().trim().to_owned(), Path::Directory(path).format())
    };
    let mut offices: Vec<&Office> = person.offices.iter().collect();
    offices.sort_by_key(|office| (!office.is_held_on(viewer.today), Reverse(office.from)));
    let name = person.name.trim();
    PersonDetails {
        name: if name.is_empty() { messages.nameless() } else { name }.to_owned(),
        reading: person.reading.trim().to_owned(),
        organizations: known.map(organization).collect(),
        offices: offices.into_iter().map(|office| office_row(office, directory, viewer)).collect(),
        email: person.contact.email.trim().to_owned(),
        phone: person.contact.phone.trim().to_owned(),
        address: person.contact.address.trim().to_owned(),
        note: person.note.trim().to_owned(),
        agreed: person.agreed.map(|day| time::day(viewer, day)).unwrap_or_default(),
    }
}

fn office_row(office: &Office, directory: &Directory, viewer: &Viewer) -> OfficeRow {
    let Office { title, organization, from, until } = office;
    let of = organization.as_ref().and_then(|id| directory.organization(id));
    let day = |day: &Option<_>| day.map(|day| time::day(viewer, day)).unwrap_or_default();
    let is_known = from.is_some() || until.is_some();
    OfficeRow {
        title: match of {
            Some(of) => viewer.messages.in_brackets(title.trim(), of.shown_name().trim()),
            None => title.trim().to_owned(),
        },
        term: if is_known { viewer.messages.term(&day(from), &day(until)) } else { String::new() },
        is_held: office.is_held_on(viewer.today),
    }
}

/// Returns the events that name a person, the latest first; everything must be loaded. An event names a person by a
/// calendar address, or, where it states none, by the name together with the organisation.
pub fn person_events(almanac: &Almanac, person: &Person, viewer: &Viewer) -> Vec<PersonEvent> {
    let directory = almanac.directory();
    let mut found: Vec<_> = almanac
        .entries()
        .filter_map(|entry| Some((entry, named(&entry.event, person, directory)?)))
        .collect();
    found.sort_by_key(|(entry, _)| Reverse(entry.event.when.start()));
    let row = |(entry, participant): (&Entry, &Participant)| event_row(entry, participant, viewer);
    found.into_iter().map(row).collect()
}

fn event_row(entry: &Entry, participant: &Participant, viewer: &Viewer) -> PersonEvent {
    let messages = viewer.messages;
    let event = &entry.event;
    let roles = participant.roles.iter().map(|role| messages.role(role));
    let reply = Some(&participant.reply).filter(|reply| **reply != Reply::Unsaid);
    let presence = participant.attendance.as_deref().and_then(|it| it.presence.as_ref());
    let came = presence.map(|presence| messages.presence(Some(presence)));
    let said = roles.chain(reply.map(|reply| messages.reply(reply))).chain(came);
    let title = event.title.trim();
    PersonEvent {
        path: Path::Event(event.id.clone()).format(),
        title: if title.is_empty() { messages.untitled() } else { title }.to_owned(),
        when: time::when(viewer, &event.when),
        said: said.collect::<Vec<_>>().join(messages.dot()),
    }
}

/// Returns the participant who is that person.
fn named<'e>(event: &'e Event, person: &Person, directory: &Directory) -> Option<&'e Participant> {
    event.participants.values().find(|it| match &it.calendar_address {
        Some(address) => person.has_address(address),
        None => is_same_by_name(it, person, directory),
    })
}

/// Whether a participant without an address has the name of a person, and an organisation of theirs.
fn is_same_by_name(participant: &Participant, person: &Person, directory: &Directory) -> bool {
    let is_same = |one: &str, other: &str| fold(one.trim()).units() == fold(other.trim()).units();
    let Some(of) = participant.affiliation.as_deref().map(|it| it.organization.trim()) else {
        return false;
    };
    let organizations = person.organizations.iter().filter_map(|id| directory.organization(id));
    let mut names = organizations.flat_map(Organization::names);
    is_same(&participant.name, &person.name) && names.any(|name| is_same(name, of))
}
