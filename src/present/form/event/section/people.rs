//! The participants in the form of an event: a row for each, and how a row changes its participant.

use crate::domain::event::Event;
use crate::domain::event::participant::{Affiliation, Nature, Participant};
use crate::domain::id::LocalId;
use crate::domain::time::UtcTime;
use crate::present::form::error::{Errors, FieldErrorKind};
use crate::present::form::event::form::EventField;
use crate::present::form::event::roles::{NatureChoice, RoleChoice};
use crate::present::form::event::rows::ParticipantForm;
use crate::present::form::rows::{RowEdit, RowEdits};
use crate::present::form::text::{LONGEST_LINE, is_email, too_long};
use crate::present::text::people;

/// The changes of the participants.
pub type PersonEdits = RowEdits<ParticipantForm>;

/// Makes the rows of an event's participants.
pub fn rows(event: &Event) -> Vec<ParticipantForm> {
    let is_shown =
        |(_, person): &(&LocalId, &Participant)| !people::is_only_organizer(event, person);
    event.participants.iter().filter(is_shown).map(|(key, person)| row(key, person)).collect()
}

fn row(key: &LocalId, person: &Participant) -> ParticipantForm {
    let affiliation = person.affiliation.as_deref();
    let of = |text: fn(&Affiliation) -> &String| affiliation.map(text).cloned().unwrap_or_default();
    ParticipantForm {
        key: key.clone(),
        name: person.name.clone(),
        kana: person.name_kana.clone(),
        organization: of(|it| &it.organization),
        reply: person.reply.clone(),
        nature: if people::is_person(person) {
            NatureChoice::Person
        } else {
            NatureChoice::Organization
        },
        role: RoleChoice::of(&person.roles),
        title: person.description.clone(),
        branch: of(|it| &it.branch),
        office: of(|it| &it.position),
        email: person.email.clone().unwrap_or_default(),
        phone: person.phone.clone().unwrap_or_default(),
        address: person.calendar_address.clone().unwrap_or_default(),
    }
}

/// Parses the rows.
pub(crate) fn parse(
    rows: &[ParticipantForm],
    before: &[ParticipantForm],
    errors: &mut Errors<EventField>,
) -> PersonEdits {
    let edits = RowEdits::between(rows, before);
    for RowEdit { row, was } in &edits.edited {
        let texts = [&row.name, &row.kana, &row.organization, &row.title, &row.branch, &row.office];
        let is_nameless =
            row.name.trim().is_empty() && was.as_ref().is_none_or(|was| !was.name.is_empty());
        let kind = texts.into_iter().find_map(|text| too_long(text, LONGEST_LINE));
        if let Some(kind) = kind.or(is_nameless.then_some(FieldErrorKind::NameMissing)) {
            errors.add_in_row(EventField::PersonName, &row.key, kind);
        }
        let was_email = was.as_ref().map_or("", |was| &was.email);
        if row.email != was_email && !is_email(&row.email) {
            errors.add_in_row(EventField::PersonEmail, &row.key, FieldErrorKind::BadEmail);
        }
    }
    edits
}

/// Applies the edits to an event.
pub(crate) fn apply(edits: PersonEdits, event: &mut Event, at: UtcTime) {
    for key in &edits.removed {
        event.participants.remove(key);
        for part in event.programme.values_mut() {
            part.speakers.retain(|speaker| speaker != key);
        }
    }
    for edit in edits.edited {
        if edit.was.is_none() {
            event.participants.insert(edit.row.key.clone(), new_person(&edit.row, at));
        } else if let Some(participant) = event.participants.get_mut(&edit.row.key) {
            // If another tab removed this participant meanwhile, they are not added again.
            set_person(participant, &edit);
            participant.updated = Some(at.later_than(participant.updated));
        }
    }
}

fn set_person(participant: &mut Participant, edit: &RowEdit<ParticipantForm>) {
    let person = &edit.row;
    if edit.is_other(|it| &it.name) {
        person.name.trim().clone_into(&mut participant.name);
    }
    if edit.is_other(|it| &it.kana) {
        person.kana.trim().clone_into(&mut participant.name_kana);
    }
    if edit.is_other(|it| &it.reply) {
        participant.reply = person.reply.clone();
    }
    if edit.is_other(|it| &it.nature) {
        participant.nature = nature(person.nature);
    }
    if edit.is_other(|it| &it.role) {
        person.role.put_into(&mut participant.roles);
    }
    if edit.is_other(|it| &it.title) {
        person.title.trim().clone_into(&mut participant.description);
    }
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if edit.is_other(|it| &it.email) {
        participant.email = said(&person.email);
    }
    if edit.is_other(|it| &it.phone) {
        participant.phone = said(&person.phone);
    }
    set_affiliation(participant, edit);
}

fn set_affiliation(participant: &mut Participant, edit: &RowEdit<ParticipantForm>) {
    let person = &edit.row;
    let mut affiliation = participant.affiliation.take().unwrap_or_default();
    if edit.is_other(|it| &it.organization) {
        person.organization.trim().clone_into(&mut affiliation.organization);
        // The URI identified the organisation of the old name.
        affiliation.uri = None;
    }
    if edit.is_other(|it| &it.branch) {
        person.branch.trim().clone_into(&mut affiliation.branch);
    }
    if edit.is_other(|it| &it.office) {
        person.office.trim().clone_into(&mut affiliation.position);
    }
    let is_empty = *affiliation == Affiliation::default();
    participant.affiliation = (!is_empty).then_some(affiliation);
}

fn nature(choice: NatureChoice) -> Nature {
    match choice {
        NatureChoice::Person => Nature::Individual,
        NatureChoice::Organization => Nature::Group,
    }
}

/// Creates a participant. Unless it is a person of the directory, the key is a new identity, which also identifies the
/// person in other events.
fn new_person(person: &ParticipantForm, at: UtcTime) -> Participant {
    let own = || format!("urn:uuid:{}", person.key);
    let address = if person.address.is_empty() { own() } else { person.address.clone() };
    let mut participant = Participant {
        calendar_address: Some(address),
        updated: Some(at),
        ..Participant::default()
    };
    // Everything in the row is new.
    set_person(&mut participant, &RowEdit { row: person.clone(), was: None });
    participant
}
