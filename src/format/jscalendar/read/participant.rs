//! Reads participants, their organisation and their attendance.

use std::borrow::Cow;

use crate::domain::event::participant::{
    Affiliation, Attendance, Headcount, Mode, Nature, Participant, Presence, Reply, Role,
};
use crate::domain::sorted_set::SortedSet;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// The properties that JSCalendar 2.0 allows only with a `calendarAddress`. Without an address, or without an
/// organiser, we write these under our own prefix, so that the file stays valid.
pub(crate) const BOUND_TO_ADDRESS: [&str; 11] = [
    "calendarAddress",
    "delegatedFrom",
    "delegatedTo",
    "email",
    "expectReply",
    "kind",
    "memberOf",
    "participationStatus",
    "roles",
    "sentBy",
    "organizerCalendarAddress",
];

/// The properties of 1.0 that 2.0 reserves or drops.
const GONE: [&str; 11] = [
    "invitedBy",
    "language",
    "linkIds",
    "locationId",
    "progressUpdated",
    "requestStatus",
    "scheduleAgent",
    "scheduleForceSend",
    "scheduleSequence",
    "scheduleStatus",
    "scheduleUpdated",
];

/// Returns the standard's name of a property that has our prefix because there is no address.
pub(crate) fn unbound(name: &str) -> &str {
    names::own(name).filter(|bare| BOUND_TO_ADDRESS.contains(bare)).unwrap_or(name)
}

pub(crate) fn participant(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
) -> Participant {
    let is_bound = |name: &str| name != "calendarAddress" && BOUND_TO_ADDRESS.contains(&name);
    let needs_address = object.0.iter().any(|(name, _)| is_bound(name));
    let has_address =
        object.0.iter().any(|(name, _)| name == "calendarAddress" || name == "sendTo");
    if needs_address && !has_address {
        notes.add(path, Reason::MissingProperty { name: "calendarAddress".into() });
    }
    let mut fields = FieldReader::new(notes, path);
    let mut person = Participant::default();
    let mut comment = None;
    for (name, value) in object.0 {
        match unbound(&name) {
            "@type" => fields.type_tag(&value, "Participant"),
            "name" => person.name = fields.text(&name, value).unwrap_or_default(),
            "email" => person.email = fields.text(&name, value),
            "calendarAddress" => {
                person.calendar_address = fields.text(&name, value).or(person.calendar_address);
            }
            "kind" => person.nature = nature(fields.text(&name, value)),
            "roles" => person.roles = roles(&mut fields, &name, value),
            "participationStatus" => person.reply = reply(&mut fields, &name, value),
            "delegatedTo" => person.delegated_to = fields.texts(&name, value),
            "description" => person.description = fields.text(&name, value).unwrap_or_default(),
            "sendTo" => send_to(&mut fields, &name, value, &mut person.calendar_address),
            "participationComment" => comment = fields.text(&name, value),
            "memberOf" => member_of(&mut fields, &name, value),
            names::NAME_KANA => person.name_kana = fields.text(&name, value).unwrap_or_default(),
            names::PHONE => person.phone = fields.text(&name, value),
            names::NOTE => person.note = fields.text(&name, value).unwrap_or_default(),
            names::UPDATED => person.updated = fields.utc(&name, value),
            names::AFFILIATION => person.affiliation = part(&mut fields, &name, value, affiliation),
            names::ATTENDANCE => person.attendance = part(&mut fields, &name, value, attendance),
            gone if GONE.contains(&gone) => fields.forget(&name),
            bare => fields.carry(bare, value),
        }
    }
    if let Some(comment) = comment {
        // 2.0 reserves the name; our note says the same.
        fields.note("participationComment", Reason::Older);
        if person.note.is_empty() {
            person.note = comment;
        } else {
            person.note = format!("{}\n{comment}", person.note);
        }
    }
    person.foreign = fields.foreign;
    person
}

/// Reads an object inside an object into a box.
pub(crate) fn part<T>(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
    read: fn(&mut Notes<'_>, &PointerPath<'_>, Object<'_>) -> T,
) -> Option<Box<T>> {
    let object = fields.map(name, value)?;
    let path = PointerPath::Key(fields.path, name);
    Some(Box::new(read(fields.notes, &path, object)))
}

fn nature(kind: Option<String>) -> Nature {
    match kind.as_deref() {
        None => Nature::Unsaid,
        Some("individual") => Nature::Individual,
        Some("group") => Nature::Group,
        Some(other) => Nature::Other(other.into()),
    }
}

fn reply(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Reply {
    let Some(text) = fields.text(name, value) else { return Reply::Unsaid };
    match text.as_str() {
        "needs-action" => Reply::NeedsAction,
        "accepted" => Reply::Accepted,
        "declined" => Reply::Declined,
        "tentative" => Reply::Tentative,
        "delegated" => Reply::Delegated,
        other => {
            fields.note(name, Reason::UnknownValue);
            Reply::Other(other.into())
        }
    }
}

fn roles(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> SortedSet<Role> {
    let Some(members) = fields.set(name, value) else { return SortedSet::new() };
    if members.is_empty() {
        fields.note(name, Reason::UnknownValue);
    }
    members.into_iter().map(|role| self::role(fields, name, role)).collect()
}

fn role(fields: &mut FieldReader<'_, '_, '_>, name: &str, role: Cow<'_, str>) -> Role {
    if ["attendee", "contact"].contains(&role.as_ref()) {
        fields.note(name, Reason::Older);
    }
    let role = known_role(&role);
    if let Role::Other(other) = &role
        && !other.contains(':')
    {
        fields.note(name, Reason::UnknownValue);
    }
    role
}

/// Returns the role of a word.
pub(crate) fn known_role(word: &str) -> Role {
    match word {
        "owner" => Role::Owner,
        "chair" => Role::Chair,
        // The second word is that of 1.0; so is `contact`.
        "required" | "attendee" => Role::Required,
        "optional" => Role::Optional,
        "informational" => Role::Informational,
        names::ROLE_SPEAKER => Role::Speaker,
        names::ROLE_GUEST => Role::Guest,
        names::ROLE_OBSERVER => Role::Observer,
        names::ROLE_STAFF => Role::Staff,
        names::ROLE_CONTACT | "contact" => Role::Contact,
        other => Role::Other(other.into()),
    }
}

/// Reads the 1.0 map from methods to addresses, of which 2.0 keeps the mail address.
fn send_to(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
    address: &mut Option<String>,
) {
    let imip = if let Value::Map(methods) = &value { methods.text("imip") } else { None };
    if let (None, Some(imip)) = (&address, imip) {
        *address = Some(imip.to_owned());
        fields.note(name, Reason::Older);
    } else {
        fields.forget(name);
    }
}

fn member_of(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
    match &value {
        Value::Map(members) if members.0.is_empty() => fields.note(name, Reason::UnknownValue),
        Value::Map(_) => {}
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Skipped(_) => fields.note(name, Reason::WrongType(Expected::Set)),
    }
    fields.carry("memberOf", value);
}

fn affiliation(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Affiliation {
    let mut fields = FieldReader::new(notes, path);
    let mut place = Affiliation::default();
    for (name, value) in object.0 {
        match name.as_ref() {
            "organization" | "organisation" => {
                place.organization = fields.text(&name, value).unwrap_or_default();
            }
            "uri" => place.uri = fields.text(&name, value),
            "branch" => place.branch = fields.text(&name, value).unwrap_or_default(),
            "position" => place.position = fields.text(&name, value).unwrap_or_default(),
            "membership" => place.membership = fields.text(&name, value).unwrap_or_default(),
            other => fields.carry(other, value),
        }
    }
    place.foreign = fields.foreign;
    place
}

fn attendance(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Attendance {
    let mut fields = FieldReader::new(notes, path);
    let mut record = Attendance::default();
    for (name, value) in object.0 {
        match name.as_ref() {
            "plannedMode" => record.planned_mode = fields.text(&name, value).map(mode),
            "status" => record.presence = fields.text(&name, value).map(presence),
            "mode" => record.mode = fields.text(&name, value).map(mode),
            "checkedInAt" => record.checked_in_at = fields.utc(&name, value),
            "markedBy" => record.marked_by = fields.text(&name, value),
            "method" => record.method = fields.text(&name, value),
            other => fields.carry(other, value),
        }
    }
    record.foreign = fields.foreign;
    record
}

pub(crate) fn mode(text: String) -> Mode {
    match text.as_str() {
        "onsite" => Mode::Onsite,
        "online" => Mode::Online,
        "hybrid" => Mode::Hybrid,
        other => Mode::Other(other.into()),
    }
}

fn presence(text: String) -> Presence {
    match text.as_str() {
        "present" => Presence::Present,
        "absent" => Presence::Absent,
        "late" => Presence::Late,
        "left-early" => Presence::LeftEarly,
        "proxy" => Presence::Proxy,
        other => Presence::Other(other.into()),
    }
}

pub(crate) fn headcount(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
) -> Headcount {
    let mut fields = FieldReader::new(notes, path);
    let mut count = Headcount::default();
    for (name, value) in object.0 {
        match name.as_ref() {
            "persons" => count.persons = fields.count(&name, value),
            "organizations" | "organisations" => {
                count.organizations = fields.count(&name, value);
            }
            "onsite" => count.onsite = fields.count(&name, value),
            "online" => count.online = fields.count(&name, value),
            other => fields.carry(other, value),
        }
    }
    count.foreign = fields.foreign;
    count
}
