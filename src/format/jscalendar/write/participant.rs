//! Writes participants, their organisation and their attendance.

use crate::domain::event::Event;
use crate::domain::event::participant::{
    Affiliation, Attendance, Headcount, Mode, Nature, Participant, Presence, Reply, Role,
};
use crate::format::clock;
use crate::format::jscalendar::read::participant::BOUND_TO_ADDRESS;
use crate::format::json::write::FieldWriter;
use crate::format::names;

/// The names for the properties that the standard allows only with an address and an organiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// The standard's names.
    Standard,
    /// Names with our own prefix.
    Own,
}

impl Naming {
    /// Writes a name that is bound to an address.
    pub(crate) fn with<R>(self, name: &str, put: impl FnOnce(&str) -> R) -> R {
        match self {
            Self::Standard => put(name),
            Self::Own => put(&format!("{}{name}", names::PREFIX)),
        }
    }
}

/// Returns how the organiser of an event is named.
pub(crate) fn naming(event: &Event) -> Naming {
    let has_address = event.participants.values().any(|person| person.calendar_address.is_some());
    if has_address { Naming::Standard } else { Naming::Own }
}

pub(crate) fn participant_fields(
    fields: &mut FieldWriter<'_>,
    person: &Participant,
    has_organizer: bool,
) {
    let Participant {
        name,
        name_kana,
        email,
        phone,
        calendar_address,
        nature,
        roles,
        reply,
        delegated_to,
        affiliation,
        attendance,
        description,
        note,
        updated,
        foreign,
    } = person;
    let is_standard = has_organizer && calendar_address.is_some();
    let naming = if is_standard { Naming::Standard } else { Naming::Own };
    fields.put("@type").text("Participant");
    if let Some(address) = calendar_address {
        naming.with("calendarAddress", |name| fields.put(name).text(address));
    }
    naming.with("delegatedTo", |name| fields.set(name, delegated_to.iter().map(String::as_str)));
    fields.text("description", description);
    naming.with("email", |name| fields.text_if_any(name, email.as_deref()));
    naming.with("kind", |name| fields.text_if_any(name, nature_word(nature)));
    fields.text("name", name);
    naming.with("participationStatus", |name| fields.text_if_any(name, reply_word(reply)));
    naming.with("roles", |name| fields.set(name, roles.iter().map(role)));
    if let Some(place) = affiliation {
        fields.put(names::AFFILIATION).object(|fields| affiliation_fields(fields, place));
    }
    if let Some(record) = attendance {
        fields.put(names::ATTENDANCE).object(|fields| attendance_fields(fields, record));
    }
    fields.text(names::NAME_KANA, name_kana);
    fields.text(names::NOTE, note);
    fields.text_if_any(names::PHONE, phone.as_deref());
    if let Some(updated) = updated {
        fields.put(names::UPDATED).plain(|out| clock::print_utc(*updated, out));
    }
    for (name, value) in &foreign.0 {
        let is_bound = BOUND_TO_ADDRESS.contains(&name.as_str());
        let naming = if is_bound { naming } else { Naming::Standard };
        naming.with(name, |name| {
            if !fields.holds(name) {
                fields.put(name).json(value);
            }
        });
    }
}

fn affiliation_fields(fields: &mut FieldWriter<'_>, place: &Affiliation) {
    let Affiliation { organization, uri, branch, position, membership, foreign } = place;
    fields.text("branch", branch);
    fields.text("membership", membership);
    fields.text("organization", organization);
    fields.text("position", position);
    fields.text_if_any("uri", uri.as_deref());
    fields.foreign(foreign);
}

fn attendance_fields(fields: &mut FieldWriter<'_>, record: &Attendance) {
    let Attendance {
        planned_mode,
        presence,
        mode: held_mode,
        checked_in_at,
        marked_by,
        method,
        foreign,
    } = record;
    if let Some(time) = checked_in_at {
        fields.put("checkedInAt").plain(|out| clock::print_utc(*time, out));
    }
    fields.text_if_any("markedBy", marked_by.as_deref());
    fields.text_if_any("method", method.as_deref());
    fields.text_if_any("mode", held_mode.as_ref().map(mode));
    fields.text_if_any("plannedMode", planned_mode.as_ref().map(mode));
    fields.text_if_any("status", presence.as_ref().map(presence_word));
    fields.foreign(foreign);
}

pub(crate) fn headcount_fields(fields: &mut FieldWriter<'_>, count: &Headcount) {
    let Headcount { persons, organizations, onsite, online, foreign } = count;
    fields.count_if_any("online", *online);
    fields.count_if_any("onsite", *onsite);
    fields.count_if_any("organizations", *organizations);
    fields.count_if_any("persons", *persons);
    fields.foreign(foreign);
}

fn nature_word(nature: &Nature) -> Option<&str> {
    match nature {
        Nature::Unsaid => None,
        Nature::Individual => Some("individual"),
        Nature::Group => Some("group"),
        Nature::Other(other) => Some(other),
    }
}

fn reply_word(reply: &Reply) -> Option<&str> {
    match reply {
        Reply::Unsaid => None,
        Reply::NeedsAction => Some("needs-action"),
        Reply::Accepted => Some("accepted"),
        Reply::Declined => Some("declined"),
        Reply::Tentative => Some("tentative"),
        Reply::Delegated => Some("delegated"),
        Reply::Other(other) => Some(other),
    }
}

pub(crate) fn role(role: &Role) -> &str {
    match role {
        Role::Owner => "owner",
        Role::Chair => "chair",
        Role::Required => "required",
        Role::Optional => "optional",
        Role::Informational => "informational",
        Role::Speaker => names::ROLE_SPEAKER,
        Role::Guest => names::ROLE_GUEST,
        Role::Observer => names::ROLE_OBSERVER,
        Role::Staff => names::ROLE_STAFF,
        Role::Contact => names::ROLE_CONTACT,
        Role::Other(other) => other,
    }
}

pub(crate) fn mode(mode: &Mode) -> &str {
    match mode {
        Mode::Onsite => "onsite",
        Mode::Online => "online",
        Mode::Hybrid => "hybrid",
        Mode::Other(other) => other,
    }
}

fn presence_word(presence: &Presence) -> &str {
    match presence {
        Presence::Present => "present",
        Presence::Absent => "absent",
        Presence::Late => "late",
        Presence::LeftEarly => "left-early",
        Presence::Proxy => "proxy",
        Presence::Other(other) => other,
    }
}
