//! What is different between two states of an event, place by place and person by person.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::event::Event;
use crate::domain::id::LocalId;
use crate::domain::participant::Participant;
use crate::merge::field::{FieldPath, PersonPart};

use super::field;
use super::reader::Reader;

/// One place that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// The place.
    pub field: FieldPath,
    /// What the place is called.
    pub label: String,
    /// What was said before; empty for nothing.
    pub before: String,
    /// What is said after; empty for nothing.
    pub after: String,
    /// Whether something came, went or changed.
    pub turn: Turn,
    /// 追加, 削除, 変更.
    pub turn_label: &'static str,
}

/// Whether something came, went or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It changed.
    Changed,
}

/// What is different between two states, in the order of a page.
pub fn difference(reader: &Reader, before: &Event, after: &Event) -> Vec<DifferenceRow> {
    rows(reader, &fields(before, after), [Some(before), Some(after)])
}

/// The rows of the given places.
pub fn rows(
    reader: &Reader,
    fields: &[FieldPath],
    [before, after]: [Option<&Event>; 2],
) -> Vec<DifferenceRow> {
    fields.iter().map(|field| row(reader, field, [before, after])).collect()
}

/// The places at which two states differ; what no page shows (what we carry without reading) is left out.
pub fn fields(before: &Event, after: &Event) -> Vec<FieldPath> {
    let plain = [
        (FieldPath::Title, before.title != after.title),
        (FieldPath::Status, before.status != after.status),
        (FieldPath::StatusReason, before.status_reason != after.status_reason),
        (FieldPath::When, before.when != after.when),
        (FieldPath::MeetingTime, before.meeting_time != after.meeting_time),
        (FieldPath::Repeat, before.repeat != after.repeat),
        (FieldPath::Kinds, before.kinds != after.kinds),
        (FieldPath::SeriesNumber, before.series_number != after.series_number),
    ];
    let mut fields: Vec<FieldPath> =
        plain.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect();
    let (was, is) = (&before.locations, &after.locations);
    fields.extend(keys(was, is).filter(|k| was.get(k) != is.get(k)).map(FieldPath::Location));
    if before.main_location != after.main_location {
        fields.push(FieldPath::MainLocation);
    }
    let (was, is) = (&before.virtual_locations, &after.virtual_locations);
    let changed = keys(was, is).filter(|k| was.get(k) != is.get(k));
    fields.extend(changed.map(FieldPath::VirtualLocation));
    let (was, is) = (&before.programme, &after.programme);
    fields.extend(keys(was, is).filter(|k| was.get(k) != is.get(k)).map(FieldPath::Part));
    if before.organizer != after.organizer {
        fields.push(FieldPath::Organizer);
    }
    if before.description != after.description {
        fields.push(FieldPath::Description);
    }
    let (was, is) = (&before.links, &after.links);
    fields.extend(keys(was, is).filter(|k| was.get(k) != is.get(k)).map(FieldPath::Link));
    let plain = [
        (FieldPath::Headcount, before.headcount != after.headcount),
        (FieldPath::Registration, before.registration != after.registration),
        (FieldPath::Color, before.color != after.color),
        (FieldPath::Privacy, before.privacy != after.privacy),
    ];
    fields.extend(plain.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field));
    for key in keys(&before.participants, &after.participants) {
        let parts = person_parts(before.participants.get(&key), after.participants.get(&key));
        fields.extend(
            parts.into_iter().map(|part| FieldPath::Participant { key: key.clone(), part }),
        );
    }
    fields
}

fn row(reader: &Reader, field: &FieldPath, [before, after]: [Option<&Event>; 2]) -> DifferenceRow {
    let messages = reader.messages;
    let was = field::value(reader, field, before);
    let is = field::value(reader, field, after);
    let turn = turn(field, [before, after], [&was, &is]);
    DifferenceRow {
        field: field.clone(),
        label: field::label(reader, field, [after, before]),
        before: was,
        after: is,
        turn,
        turn_label: match turn {
            Turn::Added => messages.was_added(),
            Turn::Removed => messages.was_removed(),
            Turn::Changed => messages.was_changed(),
        },
    }
}

fn turn(field: &FieldPath, events: [Option<&Event>; 2], values: [&str; 2]) -> Turn {
    if let FieldPath::Participant { key, part: PersonPart::Whole } = field {
        let [was, is] =
            events.map(|event| event.is_some_and(|event| event.participants.contains_key(key)));
        return match (was, is) {
            (false, true) => Turn::Added,
            (true, false) => Turn::Removed,
            (false, false) | (true, true) => Turn::Changed,
        };
    }
    match values.map(str::is_empty) {
        [true, false] => Turn::Added,
        [false, true] => Turn::Removed,
        [true, true] | [false, false] => Turn::Changed,
    }
}

fn keys<'a, V>(
    before: &'a BTreeMap<LocalId, V>,
    after: &'a BTreeMap<LocalId, V>,
) -> impl Iterator<Item = LocalId> + use<'a, V> {
    let keys: BTreeSet<&LocalId> = before.keys().chain(after.keys()).collect();
    keys.into_iter().cloned()
}

fn person_parts(before: Option<&Participant>, after: Option<&Participant>) -> Vec<PersonPart> {
    let (before, after) = match (before, after) {
        (None, None) => return Vec::new(),
        (Some(_), None) | (None, Some(_)) => return vec![PersonPart::Whole],
        (Some(before), Some(after)) => (before, after),
    };
    let parts = [
        (PersonPart::Name, before.name != after.name),
        (PersonPart::NameKana, before.name_kana != after.name_kana),
        (PersonPart::Email, before.email != after.email),
        (PersonPart::Phone, before.phone != after.phone),
        (PersonPart::Nature, before.nature != after.nature),
        (PersonPart::Roles, before.roles != after.roles),
        (PersonPart::Reply, before.reply != after.reply),
        (PersonPart::DelegatedTo, before.delegated_to != after.delegated_to),
        (PersonPart::Affiliation, before.affiliation != after.affiliation),
        (PersonPart::Attendance, before.attendance != after.attendance),
        (PersonPart::Description, before.description != after.description),
        (PersonPart::Note, before.note != after.note),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}
