//! Writing participants, their organisation and their attendance.

use super::participant_in::BOUND_TO_ADDRESS;
use crate::domain::participant::{
    Affiliation, Attendance, Headcount, Mode, Nature, Participant, Presence, Reply, Role,
};
use crate::format::clock;
use crate::format::json::write::Fields;
use crate::format::names;

/// Under which names to write what the standard allows only beside an address and an organiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// The standard's.
    Standard,
    /// Under our own prefix.
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

pub(crate) fn participant_fields(
    fields: &mut Fields<'_>,
    person: &Participant,
    has_organizer: bool,
) {
    let is_standard = has_organizer && person.calendar_address.is_some();
    let naming = if is_standard { Naming::Standard } else { Naming::Own };
    fields.put("@type").text("Participant");
    if let Some(address) = &person.calendar_address {
        naming.with("calendarAddress", |name| fields.put(name).text(address));
    }
    naming.with("delegatedTo", |name| {
        fields.set(name, person.delegated_to.iter().map(String::as_str));
    });
    fields.text("description", &person.description);
    naming.with("email", |name| fields.text_if_any(name, person.email.as_deref()));
    naming.with("kind", |name| fields.text_if_any(name, nature(&person.nature)));
    fields.text("name", &person.name);
    naming.with("participationStatus", |name| fields.text_if_any(name, reply(&person.reply)));
    naming.with("roles", |name| fields.set(name, person.roles.iter().map(role)));
    if let Some(place) = &person.affiliation {
        fields.put(names::AFFILIATION).object(|fields| affiliation_fields(fields, place));
    }
    if let Some(record) = &person.attendance {
        fields.put(names::ATTENDANCE).object(|fields| attendance_fields(fields, record));
    }
    fields.text(names::NAME_KANA, &person.name_kana);
    fields.text(names::NOTE, &person.note);
    fields.text_if_any(names::PHONE, person.phone.as_deref());
    if let Some(updated) = person.updated {
        fields.put(names::UPDATED).plain(|out| clock::print_utc(updated, out));
    }
    for (name, value) in &person.foreign.0 {
        let is_bound = BOUND_TO_ADDRESS.contains(&name.as_str());
        let naming = if is_bound { naming } else { Naming::Standard };
        naming.with(name, |name| {
            if !fields.holds(name) {
                fields.put(name).json(value);
            }
        });
    }
}

fn affiliation_fields(fields: &mut Fields<'_>, place: &Affiliation) {
    fields.text("branch", &place.branch);
    fields.text("membership", &place.membership);
    fields.text("organization", &place.organization);
    fields.text("position", &place.position);
    fields.text_if_any("uri", place.uri.as_deref());
    fields.foreign(&place.foreign);
}

fn attendance_fields(fields: &mut Fields<'_>, record: &Attendance) {
    if let Some(time) = record.checked_in_at {
        fields.put("checkedInAt").plain(|out| clock::print_utc(time, out));
    }
    fields.text_if_any("markedBy", record.marked_by.as_deref());
    fields.text_if_any("method", record.method.as_deref());
    fields.text_if_any("mode", record.mode.as_ref().map(mode));
    fields.text_if_any("plannedMode", record.planned_mode.as_ref().map(mode));
    fields.text_if_any("status", record.presence.as_ref().map(presence));
    fields.foreign(&record.foreign);
}

pub(crate) fn headcount_fields(fields: &mut Fields<'_>, count: &Headcount) {
    fields.count_if_any("online", count.online);
    fields.count_if_any("onsite", count.onsite);
    fields.count_if_any("organizations", count.organizations);
    fields.count_if_any("persons", count.persons);
    fields.foreign(&count.foreign);
}

fn nature(nature: &Nature) -> Option<&str> {
    match nature {
        Nature::Unsaid => None,
        Nature::Individual => Some("individual"),
        Nature::Group => Some("group"),
        Nature::Other(other) => Some(other),
    }
}

fn reply(reply: &Reply) -> Option<&str> {
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

fn role(role: &Role) -> &str {
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

fn presence(presence: &Presence) -> &str {
    match presence {
        Presence::Present => "present",
        Presence::Absent => "absent",
        Presence::Late => "late",
        Presence::LeftEarly => "left-early",
        Presence::Proxy => "proxy",
        Presence::Other(other) => other,
    }
}
