//! The participants in the form of an event: a row for each, and how a row changes its participant.

use crate::domain::event::Event;
use crate::domain::event::participant::{Affiliation, Nature, Participant};
use crate::domain::id::LocalId;
use crate::domain::time::UtcTime;
use crate::present::form::error::{Errors, FieldErrorKind};
use crate::present::form::event::form::EventField;
use crate::present::form::event::rows::PersonForm;
use crate::present::form::rows::{RowEdit, RowEdits};
use crate::present::form::text::{LONGEST_LINE, too_long};

/// The changes of the participants.
pub type PersonEdits = RowEdits<PersonForm>;

/// Makes the rows of an event's participants.
pub fn rows(event: &Event) -> Vec<PersonForm> {
    event.participants.iter().map(|(key, person)| row(key, person)).collect()
}

fn row(key: &LocalId, person: &Participant) -> PersonForm {
    let affiliation = person.affiliation.as_deref();
    PersonForm {
        key: key.clone(),
        name: person.name.clone(),
        kana: person.name_kana.clone(),
        organization: affiliation.map(|it| it.organization.clone()).unwrap_or_default(),
        reply: person.reply.clone(),
    }
}

/// Parses the rows.
pub(crate) fn parse(
    rows: &[PersonForm],
    before: &[PersonForm],
    errors: &mut Errors<EventField>,
) -> PersonEdits {
    let edits = RowEdits::between(rows, before);
    for RowEdit { row, was } in &edits.edited {
        let texts = [&row.name, &row.kana, &row.organization];
        let is_nameless =
            row.name.trim().is_empty() && was.as_ref().is_none_or(|was| !was.name.is_empty());
        let kind = texts.into_iter().find_map(|text| too_long(text, LONGEST_LINE));
        if let Some(kind) = kind.or(is_nameless.then_some(FieldErrorKind::NameMissing)) {
            errors.add_in_row(EventField::PersonName, &row.key, kind);
        }
    }
    edits
}

/// Applies the edits to an event.
pub(crate) fn apply(edits: PersonEdits, event: &mut Event, at: UtcTime) {
    for key in &edits.removed {
        event.participants.remove(key);
        for part in event.programme.values_mut() {
            part.speakers.remove(key);
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

fn set_person(participant: &mut Participant, edit: &RowEdit<PersonForm>) {
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
    if edit.is_other(|it| &it.organization) {
        let name = person.organization.trim();
        let mut affiliation = participant.affiliation.take().unwrap_or_default();
        name.clone_into(&mut affiliation.organization);
        // The URI identified the organisation of the old name.
        affiliation.uri = None;
        let is_empty = *affiliation == Affiliation::default();
        participant.affiliation = (!is_empty).then_some(affiliation);
    }
}

/// Creates a participant. The key is a new identity, which also identifies the person in other events.
fn new_person(person: &PersonForm, at: UtcTime) -> Participant {
    let organization = person.organization.trim();
    let affiliation = (!organization.is_empty()).then(|| {
        Box::new(Affiliation { organization: organization.to_owned(), ..Affiliation::default() })
    });
    Participant {
        name: person.name.trim().to_owned(),
        name_kana: person.kana.trim().to_owned(),
        calendar_address: Some(format!("urn:uuid:{}", person.key)),
        nature: Nature::Individual,
        reply: person.reply.clone(),
        affiliation,
        updated: Some(at),
        ..Participant::default()
    }
}
