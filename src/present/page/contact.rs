//! Who answers questions about an event, and how they are reached.

use crate::domain::event::Event;
use crate::domain::event::bounds::{LINE_SHOWN, ROWS_SHOWN, shortened};
use crate::domain::event::participant::{Participant, Role};
use crate::domain::sorted_set::SortedSet;
use crate::present::text::link::{SafeLink, dialled, mailed};
use crate::present::text::people;
use crate::present::viewer::Viewer;

/// A person or an office that answers questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The title or office; empty if none is given.
    pub title: String,
    /// How they are reached; empty if the event does not say.
    pub ways: Vec<ContactWay>,
}

/// A telephone number or an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactWay {
    /// The link that dials or writes.
    pub link: SafeLink,
    /// The number or the address as it is written.
    pub text: String,
    /// Whether it is a telephone number.
    pub is_phone: bool,
}

/// Returns the contacts of an event: whoever has that role, or else the organiser, if they can be reached; then the
/// links of the event that dial or write.
pub fn contacts(event: &Event, viewer: &Viewer) -> Vec<Contact> {
    let mut found = people_asked(event, viewer);
    let known: SortedSet<String> = found.iter().flat_map(|it| &it.ways).map(address).collect();
    let links = event.links.values().filter_map(|it| link_contact(&it.title, &it.href));
    found.extend(links.filter(|it| it.ways.iter().all(|way| !known.contains(&address(way)))));
    found.truncate(ROWS_SHOWN);
    found
}

/// Returns whether a link of an event dials or writes, so that it is shown as a contact.
pub fn is_contact_link(href: &str) -> bool {
    SafeLink::check(href).is_some_and(|link| !link.is_web())
}

fn people_asked(event: &Event, viewer: &Viewer) -> Vec<Contact> {
    let all = || event.participants.values();
    let asked: Vec<Contact> = all()
        .filter(|person| person.roles.contains(&Role::Contact))
        .map(|person| contact(person, viewer))
        .collect();
    if !asked.is_empty() {
        return asked;
    }
    let is_organizer = |person: &&Participant| {
        person.roles.contains(&Role::Owner)
            || event.organizer.as_deref().is_some_and(|address| person.has_address(address))
    };
    let organizers = all().filter(is_organizer).map(|person| contact(person, viewer));
    organizers.filter(|it| !it.ways.is_empty()).collect()
}

fn contact(person: &Participant, viewer: &Viewer) -> Contact {
    let line = |text: &str| shortened(text.trim(), LINE_SHOWN).into_owned();
    let way = |text: &Option<String>, link: fn(&str) -> Option<SafeLink>, is_phone| {
        let text = text.as_deref()?;
        Some(ContactWay { link: link(text)?, text: line(text), is_phone })
    };
    let ways = [way(&person.phone, dialled, true), way(&person.email, mailed, false)];
    Contact {
        name: line(&people::name(person, viewer)),
        title: line(&person.description),
        ways: ways.into_iter().flatten().collect(),
    }
}

fn link_contact(title: &str, href: &str) -> Option<Contact> {
    let link = SafeLink::check(href).filter(|link| !link.is_web())?;
    let (scheme, text) = link.href().split_once(':')?;
    let (is_phone, text) = (scheme == "tel", text.to_owned());
    let name = title.trim();
    let name = if name == href.trim() || name == text { "" } else { name };
    let ways = vec![ContactWay { link, text, is_phone }];
    Some(Contact { name: shortened(name, LINE_SHOWN).into_owned(), title: String::new(), ways })
}

/// Returns the address of a link without the signs that people put between the digits of a number.
fn address(way: &ContactWay) -> String {
    way.link.href().chars().filter(|c| *c != '-').collect()
}
