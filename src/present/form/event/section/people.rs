//! The people in the form of an event: a row for each, and what it makes of a participant.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::participant::{Affiliation, Nature, Participant, Reply};
use crate::domain::time::UtcTime;

use crate::present::form::event::form::{Form, LONGEST_LINE};
use crate::present::form::event::wrong::{Field, Problem, Wrong};

/// One participant in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonForm {
    /// The key in the event.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 所属.
    pub organization: String,
    /// 返事.
    pub reply: Reply,
}

impl PersonForm {
    /// A row that nobody has written into.
    pub fn blank(key: LocalId) -> Self {
        let empty = String::new;
        Self { key, name: empty(), kana: empty(), organization: empty(), reply: Reply::Unsaid }
    }

    /// What the row of a participant says.
    pub fn of(key: &LocalId, person: &Participant) -> Self {
        let affiliation = person.affiliation.as_deref();
        Self {
            key: key.clone(),
            name: person.name.clone(),
            kana: person.name_kana.clone(),
            organization: affiliation.map(|it| it.organization.clone()).unwrap_or_default(),
            reply: person.reply.clone(),
        }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        [&self.name, &self.kana, &self.organization].into_iter().all(|text| text.trim().is_empty())
    }
}

pub(crate) fn person_wrong(person: &PersonForm, before: &Form) -> Option<Wrong> {
    let was = before.people.iter().find(|was| was.key == person.key);
    let field = || Field::Person(person.key.clone());
    let texts = [&person.name, &person.kana, &person.organization];
    if was == Some(person) || (was.is_none() && person.is_blank()) {
        None
    } else if texts.into_iter().any(|text| text.chars().count() > LONGEST_LINE) {
        Some(Wrong { field: field(), problem: Problem::TooManyLetters(LONGEST_LINE) })
    } else if person.name.trim().is_empty() && was.is_none_or(|was| !was.name.is_empty()) {
        Some(Wrong { field: field(), problem: Problem::NameMissing })
    } else {
        None
    }
}

/// Puts the rows that were edited onto an event.
pub(crate) fn set_people(event: &mut Event, form: &Form, before: &Form, at: UtcTime) {
    let were: BTreeMap<&LocalId, &PersonForm> =
        before.people.iter().map(|person| (&person.key, person)).gathered();
    let stay: BTreeSet<&LocalId> = form.people.iter().map(|person| &person.key).collect();
    for key in were.keys().filter(|key| !stay.contains(*key)) {
        event.participants.remove(*key);
        for part in event.programme.values_mut() {
            part.speakers.remove(*key);
        }
    }
    for person in &form.people {
        match were.get(&person.key) {
            Some(was) if *was == person => {}
            // Somebody who went meanwhile, elsewhere, stays gone.
            Some(was) => {
                if let Some(participant) = event.participants.get_mut(&person.key) {
                    set_person(participant, person, was);
                    participant.updated = Some(at);
                }
            }
            None if person.is_blank() => {}
            None => _ = event.participants.insert(person.key.clone(), new_person(person, at)),
        }
    }
}

fn set_person(participant: &mut Participant, person: &PersonForm, was: &PersonForm) {
    if person.name != was.name {
        person.name.trim().clone_into(&mut participant.name);
    }
    if person.kana != was.kana {
        person.kana.trim().clone_into(&mut participant.name_kana);
    }
    if person.reply != was.reply {
        participant.reply = person.reply.clone();
    }
    if person.organization != was.organization {
        let name = person.organization.trim();
        let mut affiliation = participant.affiliation.take().unwrap_or_default();
        name.clone_into(&mut affiliation.organization);
        // The URI stood for the organisation of the old name.
        affiliation.uri = None;
        let is_empty = *affiliation == Affiliation::default();
        participant.affiliation = (!is_empty).then_some(affiliation);
    }
}

/// The key is a new identity, which also stands for the person in other events.
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
