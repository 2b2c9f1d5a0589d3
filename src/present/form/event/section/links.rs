//! The addresses in the form of an event: a row for each online meeting and each link, and the organiser.

use std::collections::btree_map::Entry;

use crate::domain::event::participant::{Nature, Participant, Role};
use crate::domain::event::place::{Link, VirtualLocation};
use crate::domain::event::{Event, RareFacts};
use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::domain::sorted_map::SortedMap;
use crate::present::form::error::{Errors, FieldErrorKind};
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::rows::{LinkForm, OrganizerForm};
use crate::present::form::rows::{Row, RowEdits, find};
use crate::present::form::text::{LONGEST_LINE, too_long};
use crate::present::text::link::SafeLink;
use crate::present::text::people;

/// The largest number of characters in an address.
const LONGEST_ADDRESS: usize = LONGEST_LINE * 4;

/// The changes of the addresses and of the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkEdits {
    pub(crate) online: RowEdits<LinkForm>,
    pub(crate) links: RowEdits<LinkForm>,
    pub(crate) organizer: OrganizerEdit,
}

/// The change of the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganizerEdit {
    /// The organiser was not edited.
    Unedited,
    /// The participant with that address was removed from the list, so they cannot be looked up any more.
    Removed(String),
    /// A participant is the organiser. If they have no address, they get this one.
    Person(LocalId, String),
    /// An organisation that is nobody's participant is the organiser.
    Organization(LocalId, String),
    /// The organiser is not a participant, or `None` for no organiser.
    Address(Option<String>),
}

/// Returns the organiser of an event.
pub fn organizer_of(event: &Event) -> OrganizerForm {
    let Some(address) = &event.organizer else { return OrganizerForm::Nobody };
    let mut people = event.participants.iter();
    match people.find(|(_, person)| person.has_address(address)) {
        Some((key, person)) if people::is_only_organizer(event, person) => {
            OrganizerForm::Organization { key: key.clone(), name: person.name.clone() }
        }
        Some((key, _)) => OrganizerForm::Person { key: key.clone(), address: address.clone() },
        None => OrganizerForm::Elsewhere(address.clone()),
    }
}

/// Makes the rows of an event's online meetings.
pub fn online_rows(event: &Event) -> Vec<LinkForm> {
    let row = |(key, place): (&LocalId, &VirtualLocation)| LinkForm {
        key: key.clone(),
        name: place.name.clone(),
        address: place.uri.clone(),
    };
    event.virtual_locations.iter().map(row).collect()
}

/// Makes the rows of an event's links.
pub fn link_rows(event: &Event) -> Vec<LinkForm> {
    let row = |(key, link): (&LocalId, &Link)| LinkForm {
        key: key.clone(),
        name: link.title.clone(),
        address: link.href.clone(),
    };
    event.links.iter().map(row).collect()
}

/// Parses the rows of online meetings.
pub(crate) fn parse_online(
    rows: &[LinkForm],
    before: &[LinkForm],
    errors: &mut Errors<EventField>,
) -> RowEdits<LinkForm> {
    let rules = Rules {
        name: EventField::OnlineName,
        address: EventField::OnlineAddress,
        bad: FieldErrorKind::BadLink,
        is_offered: |address| SafeLink::check(address).is_some_and(|link| link.is_web()),
    };
    parse(rows, before, &rules, errors)
}

/// Parses the rows of links.
pub(crate) fn parse_links(
    rows: &[LinkForm],
    before: &[LinkForm],
    errors: &mut Errors<EventField>,
) -> RowEdits<LinkForm> {
    let rules = Rules {
        name: EventField::LinkName,
        address: EventField::LinkAddress,
        bad: FieldErrorKind::BadAddress,
        is_offered: |address| SafeLink::check(address).is_some(),
    };
    parse(rows, before, &rules, errors)
}

/// The rules for the rows of one list.
struct Rules {
    name: EventField,
    address: EventField,
    bad: FieldErrorKind,
    is_offered: fn(&str) -> bool,
}

fn parse(
    rows: &[LinkForm],
    before: &[LinkForm],
    rules: &Rules,
    errors: &mut Errors<EventField>,
) -> RowEdits<LinkForm> {
    let edits = RowEdits::between(rows, before);
    for edit in edits.edited.iter().filter(|edit| !edit.row.is_blank()) {
        let row = &edit.row;
        if edit.is_other(|it| &it.name)
            && let Some(kind) = too_long(&row.name, LONGEST_LINE)
        {
            errors.add_in_row(rules.name, &row.key, kind);
        }
        let had_address = edit.was.as_ref().is_some_and(|was| !was.is_blank());
        if had_address && !edit.is_other(|it| &it.address) {
            continue;
        }
        let text = row.address.trim();
        let kind = if text.is_empty() {
            Some(FieldErrorKind::AddressMissing)
        } else {
            let is_bad = !(rules.is_offered)(text);
            too_long(text, LONGEST_ADDRESS).or(is_bad.then_some(rules.bad))
        };
        if let Some(kind) = kind {
            errors.add_in_row(rules.address, &row.key, kind);
        }
    }
    edits
}

/// Returns the change of the organiser. An organiser who is removed from the list of participants is no organiser any
/// more.
pub(crate) fn parse_organizer(
    form: &EventForm,
    before: &EventForm,
    errors: &mut Errors<EventField>,
) -> OrganizerEdit {
    let (chosen, was) = (&form.organizer, &before.organizer);
    match chosen {
        OrganizerForm::Person { key, address } if find(&form.people, key).is_none() => {
            OrganizerEdit::Removed(address.clone())
        }
        OrganizerForm::Person { key, address } if was.person() != Some(key) => {
            OrganizerEdit::Person(key.clone(), address.clone())
        }
        OrganizerForm::Person { .. } => OrganizerEdit::Unedited,
        OrganizerForm::Nobody
        | OrganizerForm::Organization { .. }
        | OrganizerForm::Elsewhere(_)
            if chosen == was =>
        {
            OrganizerEdit::Unedited
        }
        OrganizerForm::Organization { key, name } => {
            let is_nameless = name.trim().is_empty().then_some(FieldErrorKind::NameMissing);
            if let Some(kind) = is_nameless.or(too_long(name, LONGEST_LINE)) {
                errors.add(EventField::OrganizerName, kind);
            }
            OrganizerEdit::Organization(key.clone(), name.trim().to_owned())
        }
        OrganizerForm::Nobody => OrganizerEdit::Address(None),
        OrganizerForm::Elsewhere(address) => OrganizerEdit::Address(Some(address.clone())),
    }
}

/// Applies the edits of online meetings and links to an event.
pub(crate) fn apply(online: RowEdits<LinkForm>, links: RowEdits<LinkForm>, event: &mut Event) {
    apply_rows(online, &mut event.virtual_locations, |place| Parts {
        name: &mut place.name,
        address: &mut place.uri,
        unread: place.foreign.0.entry("uri".to_owned()),
    });
    apply_rows(links, &mut event.links, |link| Parts {
        name: &mut link.title,
        address: &mut link.href,
        unread: link.foreign.0.entry("href".to_owned()),
    });
}

/// The parts of an item that a row changes.
struct Parts<'a> {
    name: &'a mut String,
    address: &'a mut String,
    /// The original value from a file, if it was not an address.
    unread: Entry<'a, String, Json>,
}

fn apply_rows<T: Default>(
    edits: RowEdits<LinkForm>,
    items: &mut SortedMap<LocalId, T>,
    parts: fn(&mut T) -> Parts<'_>,
) {
    for key in &edits.removed {
        items.remove(key);
    }
    for edit in edits.edited {
        let row = &edit.row;
        if row.is_blank() {
            items.remove(&row.key);
            continue;
        }
        if edit.was.as_ref().is_none_or(LinkForm::is_blank) {
            items.get_or_default(row.key.clone());
        }
        // If another tab removed this address meanwhile, it is not added again.
        let Some(item) = items.get_mut(&row.key).map(parts) else { continue };
        if edit.is_other(|it| &it.name) {
            row.name.trim().clone_into(item.name);
        }
        if edit.is_other(|it| &it.address) {
            row.address.trim().clone_into(item.address);
            if let Entry::Occupied(unread) = item.unread {
                unread.remove();
            }
        }
    }
}

/// Sets the organiser of an event. The participants of the event must already be updated.
pub(crate) fn apply_organizer(edit: OrganizerEdit, event: &mut Event) {
    if edit != OrganizerEdit::Unedited {
        forget_organization(event, &edit);
    }
    match edit {
        OrganizerEdit::Unedited => {}
        OrganizerEdit::Organization(key, name) => {
            let facts: &mut RareFacts = event;
            let organization = facts.participants.get_or_insert_with(key.clone(), || Participant {
                nature: Nature::Group,
                roles: [Role::Owner].into(),
                calendar_address: Some(format!("urn:uuid:{key}")),
                ..Participant::default()
            });
            organization.name = name;
            facts.organizer.clone_from(&organization.calendar_address);
        }
        OrganizerEdit::Removed(address) => {
            event.organizer = event.organizer.take().filter(|organizer| *organizer != address);
        }
        OrganizerEdit::Person(key, address) => {
            if let Some(person) = event.participants.get_mut(&key) {
                let own = person.calendar_address.get_or_insert(address);
                event.organizer = Some(own.clone());
            }
        }
        OrganizerEdit::Address(address) => event.organizer = address,
    }
}

/// Removes the organisation that organised the event until now, unless it still does, or is a participant.
fn forget_organization(event: &mut Event, edit: &OrganizerEdit) {
    let kept = match edit {
        OrganizerEdit::Organization(key, _) => Some(key),
        OrganizerEdit::Unedited
        | OrganizerEdit::Removed(_)
        | OrganizerEdit::Person(..)
        | OrganizerEdit::Address(_) => None,
    };
    let is_former = |(key, person): &(&LocalId, &Participant)| {
        Some(*key) != kept && people::is_only_organizer(event, person)
    };
    let former = event.participants.iter().find(is_former).map(|(key, _)| key.clone());
    if let Some(former) = former {
        event.participants.remove(&former);
    }
}
