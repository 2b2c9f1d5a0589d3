//! The addresses in the form of an event: online meetings and links, a row for each; and who organises it.

use std::collections::BTreeMap;

use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::place::{Link, VirtualLocation};
use crate::present::link::SafeLink;

use crate::present::form::event::form::{Form, LONGEST_LINE};
use crate::present::form::event::wrong::{Field, Problem, RowField, Wrong};

/// The key of the first row where there is no online meeting yet.
const ONLINE: &str = "online";

/// How many characters an address takes.
const LONGEST_ADDRESS: usize = LONGEST_LINE * 4;

/// One named address in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkForm {
    /// The key in the event; empty in a draft of the time when the form had one online address only.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// アドレス.
    pub address: String,
}

/// Who organises an event, in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganizerForm {
    /// Nobody is named.
    Nobody,
    /// A participant.
    Person {
        /// Their key.
        key: LocalId,
        /// The calendar address that they get where they have none (`urn:uuid:…`).
        address: String,
    },
    /// Somebody who is not among the participants, by calendar address.
    Elsewhere(String),
}

impl LinkForm {
    /// A row that nobody has written into.
    pub fn blank(key: LocalId) -> Self {
        Self { key, name: String::new(), address: String::new() }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && self.address.trim().is_empty()
    }
}

impl OrganizerForm {
    /// Who organises an event.
    pub fn of(event: &Event) -> Self {
        let Some(address) = &event.organizer else { return Self::Nobody };
        let is_organizer =
            |address: &String, other: &Option<String>| other.as_ref() == Some(address);
        let mut people = event.participants.iter();
        match people.find(|(_, person)| is_organizer(address, &person.calendar_address)) {
            Some((key, _)) => Self::Person { key: key.clone(), address: address.clone() },
            None => Self::Elsewhere(address.clone()),
        }
    }

    /// The key of the participant.
    pub fn person(&self) -> Option<&LocalId> {
        match self {
            Self::Person { key, .. } => Some(key),
            Self::Nobody | Self::Elsewhere(_) => None,
        }
    }
}

/// The rows of an event's online meetings; where there is none, one to write into.
pub fn online_rows(event: &Event) -> Vec<LinkForm> {
    let row = |(key, place): (&LocalId, &VirtualLocation)| LinkForm {
        key: key.clone(),
        name: place.name.clone(),
        address: place.uri.clone(),
    };
    let rows: Vec<LinkForm> = event.virtual_locations.iter().map(row).collect();
    if rows.is_empty() { blank_rows() } else { rows }
}

/// The rows of an event without online meetings.
pub fn blank_rows() -> Vec<LinkForm> {
    vec![LinkForm::blank(LocalId::new(ONLINE))]
}

/// The rows of an event's links.
pub fn link_rows(event: &Event) -> Vec<LinkForm> {
    let row = |(key, link): (&LocalId, &Link)| LinkForm {
        key: key.clone(),
        name: link.title.clone(),
        address: link.href.clone(),
    };
    event.links.iter().map(row).collect()
}

pub(crate) fn online_wrongs(form: &Form, before: &Form) -> Vec<Wrong> {
    let fields = (RowField::OnlineName, RowField::OnlineAddress);
    let is_offered = |address: &str| SafeLink::check(address).is_some_and(|link| link.is_web());
    wrongs(&form.online, &before.online, fields, Problem::BadLink, is_offered)
}

pub(crate) fn link_wrongs(form: &Form, before: &Form) -> Vec<Wrong> {
    let fields = (RowField::LinkName, RowField::LinkAddress);
    let is_offered = |address: &str| SafeLink::check(address).is_some();
    wrongs(&form.links, &before.links, fields, Problem::BadAddress, is_offered)
}

fn wrongs(
    rows: &[LinkForm],
    before: &[LinkForm],
    (name, address): (RowField, RowField),
    bad: Problem,
    is_offered: fn(&str) -> bool,
) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    for row in rows.iter().filter(|row| !row.is_blank()) {
        let was = before.iter().find(|was| was.key == row.key);
        let mut add = |field, problem| {
            wrongs.push(Wrong { field: Field::Row(field, row.key.clone()), problem });
        };
        if was.is_none_or(|was| was.name != row.name) && row.name.chars().count() > LONGEST_LINE {
            add(name, Problem::TooManyLetters(LONGEST_LINE));
        }
        if was.is_some_and(|was| was.address == row.address && !was.is_blank()) {
            continue;
        }
        let text = row.address.trim();
        if text.is_empty() {
            add(address, Problem::AddressMissing);
        } else if text.chars().count() > LONGEST_ADDRESS {
            add(address, Problem::TooManyLetters(LONGEST_ADDRESS));
        } else if !is_offered(text) {
            add(address, bad);
        }
    }
    wrongs
}

/// What a row is put onto.
trait Addressed: Default {
    fn set_name(&mut self, name: &str);
    fn set_address(&mut self, address: &str);
}

impl Addressed for VirtualLocation {
    fn set_name(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }

    fn set_address(&mut self, address: &str) {
        address.clone_into(&mut self.uri);
        // What stood there was no address at all.
        self.foreign.0.remove("uri");
    }
}

impl Addressed for Link {
    fn set_name(&mut self, name: &str) {
        name.clone_into(&mut self.title);
    }

    fn set_address(&mut self, address: &str) {
        address.clone_into(&mut self.href);
        self.foreign.0.remove("href");
    }
}

/// Puts the rows that were edited onto an event.
pub(crate) fn set_links(event: &mut Event, form: &Form, before: &Form) {
    set_rows(&mut event.virtual_locations, &form.online, &before.online);
    set_rows(&mut event.links, &form.links, &before.links);
}

fn set_rows<T: Addressed>(
    items: &mut BTreeMap<LocalId, T>,
    rows: &[LinkForm],
    before: &[LinkForm],
) {
    if rows == before {
        return;
    }
    let first = items.keys().next().cloned();
    // A draft of earlier knows the first address, and not its key.
    let real = |key: &LocalId| match key.as_str() {
        "" => first.clone().unwrap_or_else(|| LocalId::new(ONLINE)),
        _ => key.clone(),
    };
    let were: BTreeMap<&LocalId, &LinkForm> = before.iter().map(|row| (&row.key, row)).gathered();
    for key in were.keys().filter(|key| rows.iter().all(|row| row.key != ***key)) {
        items.remove(&real(key));
    }
    for row in rows {
        let was = were.get(&row.key).copied();
        if was == Some(row) {
            continue;
        }
        let key = real(&row.key);
        if row.is_blank() {
            items.remove(&key);
            continue;
        }
        if was.is_none_or(LinkForm::is_blank) {
            items.entry(key.clone()).or_default();
        }
        // What went meanwhile, elsewhere, stays gone.
        let Some(item) = items.get_mut(&key) else { continue };
        if was.is_none_or(|was| was.name != row.name) {
            item.set_name(row.name.trim());
        }
        if was.is_none_or(|was| was.address != row.address) {
            item.set_address(row.address.trim());
        }
    }
}

/// Says who organises an event, whose participants are as they will be.
pub(crate) fn set_organizer(event: &mut Event, form: &Form, before: &Form) {
    let (chosen, was) = (&form.organizer, &before.organizer);
    let is_there = |key: &LocalId| form.people.iter().any(|person| person.key == *key);
    match chosen {
        // Who was taken off the list cannot be looked up any more.
        OrganizerForm::Person { key, address } if !is_there(key) => {
            event.organizer = event.organizer.take().filter(|organizer| organizer != address);
        }
        OrganizerForm::Person { key, address } if was.person() != Some(key) => {
            if let Some(person) = event.participants.get_mut(key) {
                let own = person.calendar_address.get_or_insert_with(|| address.clone());
                event.organizer = Some(own.clone());
            }
        }
        OrganizerForm::Person { .. } => {}
        OrganizerForm::Nobody | OrganizerForm::Elsewhere(_) if chosen == was => {}
        OrganizerForm::Nobody => event.organizer = None,
        OrganizerForm::Elsewhere(address) => event.organizer = Some(address.clone()),
    }
}
