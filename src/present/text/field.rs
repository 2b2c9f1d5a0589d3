//! One field of an event in words: its name and its value.

use jiff::civil::DateTime;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::field::{FieldPath, PersonPart};
use crate::domain::event::participant::{Affiliation, Attendance, Nature, Participant, Presence};
use crate::domain::event::place::Location;
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::foreign::Json;
use crate::domain::id::{CalendarId, LocalId};
use crate::domain::palette::Color;
use crate::domain::series::corresponding::corresponding;
use crate::domain::series::here::on_local_clock;
use crate::domain::series::numbering::number;
use crate::domain::series::occurrence::instance;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::days_off::BY_LAW;
use crate::present::card;
use crate::present::text::color::color_label;
use crate::present::text::{details, people, repeat, time};
use crate::present::viewer::Viewer;

/// Returns the name of a field. The name of a participant is taken from any of the events that has them.
pub fn label(viewer: &Viewer, field: &FieldPath, events: [Option<&Event>; 2]) -> String {
    let messages = viewer.messages;
    let text = match field {
        FieldPath::Event => messages.field_event(),
        FieldPath::Calendar => messages.field_calendar(),
        FieldPath::Title => messages.field_title(),
        FieldPath::When => messages.event_when(),
        FieldPath::Repeat => messages.event_repeats(),
        FieldPath::MeetingTime => messages.event_meeting(),
        FieldPath::Kinds => messages.event_kind(),
        FieldPath::Categories => messages.field_categories(),
        FieldPath::Keywords => messages.field_keywords(),
        FieldPath::Status => messages.event_status(),
        FieldPath::StatusReason => messages.event_reason(),
        FieldPath::Color => messages.event_color(),
        FieldPath::Privacy => messages.event_privacy(),
        FieldPath::Registration => messages.event_sign_up(),
        FieldPath::Description => messages.event_description(),
        FieldPath::Location(_) => messages.field_place(),
        FieldPath::MainLocation => messages.event_venue(),
        FieldPath::VirtualLocation(_) => messages.event_online(),
        FieldPath::Audience => messages.event_audience(),
        FieldPath::Link(_) => messages.event_links(),
        FieldPath::Organizer => messages.event_organizer(),
        FieldPath::Part(_) => messages.event_programme(),
        FieldPath::Headcount => messages.event_headcount(),
        FieldPath::SeriesNumber => messages.event_series(),
        FieldPath::Foreign(name) => return messages.field_other(name),
        FieldPath::Instance { at, part } => {
            let when = instance_name(viewer, *at, events);
            if **part == FieldPath::Event {
                return when;
            }
            return messages.field_of_instance(&when, &label(viewer, part, events));
        }
        FieldPath::Participant { key, part } => {
            let person = events.into_iter().flatten().find_map(|e| e.participants.get(key));
            let name = person.map(|person| people::name(person, viewer)).unwrap_or_default();
            return messages.field_of_person(&name, person_label(viewer, *part));
        }
    };
    text.to_owned()
}

/// Returns the value of a field in an event; empty if it has none.
pub fn value(viewer: &Viewer, field: &FieldPath, event: Option<&Event>) -> String {
    let messages = viewer.messages;
    let Some(event) = event else {
        let is_event = *field == FieldPath::Event;
        return if is_event { messages.row_gone().to_owned() } else { String::new() };
    };
    match field {
        FieldPath::Event => messages.row_stays().to_owned(),
        // An event does not know it; see `present::page::review`.
        FieldPath::Calendar => String::new(),
        FieldPath::Title => card::title(&event.title, viewer),
        FieldPath::When => time::when(viewer, &event.when),
        FieldPath::Repeat => repeat::words(event, viewer).unwrap_or_default(),
        FieldPath::MeetingTime => meeting(viewer, event),
        FieldPath::Kinds => {
            joined(viewer, event.kinds.iter().map(|kind| messages.kind(*kind).to_owned()))
        }
        FieldPath::Categories => joined(viewer, event.categories.iter().cloned()),
        FieldPath::Keywords => joined(viewer, event.keywords.iter().cloned()),
        FieldPath::Status => messages.status(&event.status),
        FieldPath::StatusReason => event.status_reason.clone(),
        FieldPath::Color => color(viewer, event),
        FieldPath::Privacy => details::privacy_label(&event.privacy, messages),
        FieldPath::Registration => {
            event.registration.as_ref().map(|it| registration(viewer, it)).unwrap_or_default()
        }
        FieldPath::Description => event.description.clone(),
        FieldPath::Location(key) => {
            event.locations.get(key).map(|it| place(viewer, it)).unwrap_or_default()
        }
        FieldPath::MainLocation => event.venue().map(|it| it.name.clone()).unwrap_or_default(),
        FieldPath::VirtualLocation(key) => {
            event.virtual_locations.get(key).map(|it| named(&it.name, &it.uri)).unwrap_or_default()
        }
        FieldPath::Audience => event.audience.clone(),
        FieldPath::Link(key) => {
            event.links.get(key).map(|it| named(&it.title, &it.href)).unwrap_or_default()
        }
        FieldPath::Organizer => people::organizer(event, viewer).unwrap_or_default(),
        FieldPath::Part(key) => {
            event.programme.get(key).map(|part| part_text(viewer, part, event)).unwrap_or_default()
        }
        FieldPath::Headcount => {
            event.headcount.as_ref().map(|it| people::headcount(viewer, it)).unwrap_or_default()
        }
        FieldPath::SeriesNumber => {
            event.series_number.map(|number| messages.series_number(number)).unwrap_or_default()
        }
        FieldPath::Foreign(name) => {
            event.foreign.get(name).map(|json| json_text(viewer, json)).unwrap_or_default()
        }
        FieldPath::Instance { at, part } => instance_value(viewer, event, *at, part),
        FieldPath::Participant { key, part } => match event.participants.get(key) {
            Some(person) => person_value(viewer, person, *part),
            None if *part == PersonPart::Whole => messages.absent_here().to_owned(),
            None => String::new(),
        },
    }
}

/// Returns the name of an instance: `第3回 5月19日（火）`.
fn instance_name(viewer: &Viewer, at: DateTime, events: [Option<&Event>; 2]) -> String {
    let day = time::day(viewer, at.date());
    let number = events.into_iter().flatten().find_map(|event| number(event, at, &BY_LAW));
    match number {
        Some(number) => format!("{} {day}", viewer.messages.series_number(number)),
        None => day,
    }
}

/// Returns the value of a field of one instance.
fn instance_value(viewer: &Viewer, event: &Event, at: DateTime, part: &FieldPath) -> String {
    let entry = Entry::local(event.clone(), CalendarId::new(""));
    let found = instance(&entry, at).map(|found| found.standalone(&BY_LAW));
    match (part, found) {
        (FieldPath::Event, None) => viewer.messages.instance_gone().to_owned(),
        (FieldPath::Event, Some(found)) => time::when(viewer, &found.when),
        (_, found) => value(viewer, part, found.as_ref()),
    }
}

/// Returns the field of `from` as a field of another state of the event: an instance may be at another time there.
pub fn in_state(field: &FieldPath, from: Option<&Event>, to: Option<&Event>) -> FieldPath {
    let (FieldPath::Instance { at, part }, Some(from), Some(to)) = (field, from, to) else {
        return field.clone();
    };
    let own = corresponding(from, to, &SortedSet::from([*at])).remove(at).flatten();
    FieldPath::Instance { at: own.unwrap_or(*at), part: part.clone() }
}

/// Returns the colour in words, with the text of the file if it is not exactly a palette colour, because two colours of
/// a file may map to the same one.
fn color(viewer: &Viewer, event: &Event) -> String {
    let Some(color) = &event.color else { return String::new() };
    let Some(shown) = Color::own(color) else { return color.as_str().to_owned() };
    let label = color_label(shown, viewer.messages);
    if shown.css() == color.as_str() {
        label.to_owned()
    } else {
        viewer.messages.in_brackets(label, color.as_str())
    }
}

fn registration(viewer: &Viewer, registration: &Registration) -> String {
    let line = details::line(registration, viewer);
    if line.is_empty() { viewer.messages.details_differ().to_owned() } else { line }
}

/// Returns the affiliation of a person: organisation, branch, office.
pub fn affiliation(affiliation: &Affiliation) -> String {
    let parts = [&affiliation.organization, &affiliation.branch, &affiliation.position];
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    parts.join(" ")
}

/// Returns whether and how a person attended: `出席（会場）`.
pub fn attendance(viewer: &Viewer, attendance: &Attendance) -> String {
    let presence = viewer.messages.presence(attendance.presence.as_ref());
    // Who was not there was neither on site nor online.
    let is_absent = attendance.presence == Some(Presence::Absent);
    let mode = attendance.mode.as_ref().or(attendance.planned_mode.as_ref());
    match mode.filter(|_| !is_absent) {
        Some(mode) => viewer.messages.in_brackets(&presence, &viewer.messages.mode(mode)),
        None => presence,
    }
}

/// Returns a place, with its purpose if it is a meeting place.
fn place(viewer: &Viewer, place: &Location) -> String {
    let messages = viewer.messages;
    if place.is_meeting_place {
        messages.in_brackets(&place.name, messages.event_meeting_place())
    } else {
        place.name.clone()
    }
}

/// Returns the meeting time, with the day if it is not the day of the event.
pub fn meeting(viewer: &Viewer, event: &Event) -> String {
    let event = &*on_local_clock(event, &viewer.days_off());
    let Some(meeting) = event.meeting_time else { return String::new() };
    let clock = viewer.messages.time(meeting.time());
    if meeting.date() == event.when.start().date() {
        clock
    } else {
        format!("{} {clock}", time::day(viewer, meeting.date()))
    }
}

fn person_label(viewer: &Viewer, part: PersonPart) -> &'static str {
    let messages = viewer.messages;
    match part {
        PersonPart::Whole => messages.person_whole(),
        PersonPart::Name => messages.field_person_name(),
        PersonPart::NameKana => messages.field_person_kana(),
        PersonPart::Email => messages.field_email(),
        PersonPart::Phone => messages.field_phone(),
        PersonPart::CalendarAddress => messages.field_address(),
        PersonPart::Nature => messages.field_nature(),
        PersonPart::Roles => messages.participants_role(),
        PersonPart::Reply => messages.participants_reply(),
        PersonPart::DelegatedTo => messages.participants_delegated(),
        PersonPart::Affiliation => messages.participants_organization(),
        PersonPart::Attendance => messages.participants_attendance(),
        PersonPart::Description => messages.field_person_title(),
        PersonPart::Note => messages.participants_note(),
        PersonPart::Foreign => messages.details_differ(),
    }
}

fn person_value(viewer: &Viewer, person: &Participant, part: PersonPart) -> String {
    let messages = viewer.messages;
    match part {
        PersonPart::Whole => messages.present_here().to_owned(),
        PersonPart::Name => person.name.clone(),
        PersonPart::NameKana => person.name_kana.clone(),
        PersonPart::Email => person.email.clone().unwrap_or_default(),
        PersonPart::Phone => person.phone.clone().unwrap_or_default(),
        PersonPart::CalendarAddress => person.calendar_address.clone().unwrap_or_default(),
        PersonPart::Nature => match &person.nature {
            Nature::Unsaid => String::new(),
            Nature::Individual => messages.nature_individual().to_owned(),
            Nature::Group => messages.nature_group().to_owned(),
            Nature::Other(other) => other.to_string(),
        },
        PersonPart::Roles => joined(viewer, person.roles.iter().map(|role| messages.role(role))),
        PersonPart::Reply => messages.reply(&person.reply),
        PersonPart::DelegatedTo => joined(viewer, person.delegated_to.iter().cloned()),
        PersonPart::Affiliation => {
            person.affiliation.as_deref().map(affiliation).unwrap_or_default()
        }
        PersonPart::Attendance => {
            person.attendance.as_deref().map(|it| attendance(viewer, it)).unwrap_or_default()
        }
        PersonPart::Description => person.description.clone(),
        PersonPart::Note => person.note.clone(),
        PersonPart::Foreign => messages.details_differ().to_owned(),
    }
}

fn part_text(viewer: &Viewer, part: &Part, event: &Event) -> String {
    let speakers = part.speakers.iter().filter_map(|key: &LocalId| event.participants.get(key));
    let speakers = joined(viewer, speakers.map(|person| people::name(person, viewer)));
    let clock = part.start.map(|start| viewer.messages.time(start.time())).unwrap_or_default();
    let parts = [clock, part.title.clone(), speakers, part.description.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn named(name: &str, address: &str) -> String {
    if name.is_empty() { address.to_owned() } else { format!("{name} {address}") }
}

fn joined(viewer: &Viewer, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(viewer.messages.joiner())
}

fn json_text(viewer: &Viewer, json: &Json) -> String {
    match json {
        Json::Null => String::new(),
        Json::Bool(true) => viewer.messages.present_here().to_owned(),
        Json::Bool(false) => viewer.messages.absent_here().to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Text(text) => text.clone(),
        Json::List(_) | Json::Map(_) => viewer.messages.details_differ().to_owned(),
    }
}
