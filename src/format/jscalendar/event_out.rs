//! Writing one event, as JSCalendar 2.0 has it.
//!
//! Defaults are left out; where the file held something unreadable under such a name, that is written back.

use jiff::civil::{DateTime, Time};

use super::details_out::{privacy, registration_fields, status, status_fields};
use super::participant_out::{Naming, headcount_fields, participant_fields};
use super::parts_out::{
    category_fields, link_fields, location_fields, map, part_fields, virtual_location_fields,
};
use super::repeat_out::repeat_fields;
use crate::domain::color::CssColor;
use crate::domain::event::Event;
use crate::domain::id::LocalId;
use crate::domain::time::{Length, Shown, Timed, When, Zone};
use crate::format::clock;
use crate::format::json::write::Fields;
use crate::format::names;

/// Writes the fields of an event.
pub(crate) fn event_fields(fields: &mut Fields<'_>, event: &Event) {
    fields.put("@type").text("Event");
    category_fields(fields, &event.kinds, &event.categories);
    fields.text_if_any("color", event.color.as_ref().map(CssColor::as_str));
    if let Some(created) = event.revision.created {
        fields.put("created").plain(|out| clock::print_utc(created, out));
    }
    fields.text("description", &event.description);
    fields.set("keywords", event.keywords.iter().map(String::as_str));
    map(fields, "links", &event.links, link_fields);
    map(fields, "locations", &event.locations, location_fields);
    fields.text_if_any("mainLocationId", event.main_location.as_ref().map(LocalId::as_str));
    people(fields, event);
    fields.text_if_any("privacy", privacy(&event.privacy));
    if let Some(repeat) = &event.repeat {
        repeat_fields(fields, repeat, event.organizer.is_some());
    }
    if event.revision.sequence > 0 {
        fields.put("sequence").count(event.revision.sequence);
    }
    status_fields(fields, status(&event.status), &event.status);
    fields.text("title", &event.title);
    when_fields(fields, event);
    if let Some(count) = &event.headcount {
        fields.put(names::HEADCOUNT).object(|fields| headcount_fields(fields, count));
    }
    if let Some(time) = event.meeting_time {
        fields.put(names::MEETING_TIME).plain(|out| clock::print_local(time, out));
    }
    map(fields, names::PROGRAMME, &event.programme, part_fields);
    if let Some(registration) = &event.registration {
        fields.put(names::REGISTRATION).object(|fields| registration_fields(fields, registration));
    }
    fields.count_if_any(names::SERIES_NUMBER, event.series_number);
    fields.text(names::STATUS_REASON, &event.status_reason);
    fields.put("uid").text(event.id.as_str());
    if let Some(updated) = event.revision.updated {
        fields.put("updated").plain(|out| clock::print_utc(updated, out));
    }
    map(fields, "virtualLocations", &event.virtual_locations, virtual_location_fields);
    fields.foreign(&event.foreign);
}

/// 2.0: an organiser needs a participant with an address, and such a participant needs an organiser.
fn people(fields: &mut Fields<'_>, event: &Event) {
    let has_address = event.participants.values().any(|person| person.calendar_address.is_some());
    let naming = if has_address { Naming::Standard } else { Naming::Own };
    if let Some(organizer) = &event.organizer {
        naming.with("organizerCalendarAddress", |name| fields.put(name).text(organizer));
    }
    let has_organizer = event.organizer.is_some();
    map(fields, "participants", &event.participants, |fields, person| {
        participant_fields(fields, person, has_organizer);
    });
}

fn when_fields(fields: &mut Fields<'_>, event: &Event) {
    let start = |fields: &mut Fields<'_>, start: DateTime| {
        fields.put("start").plain(|out| clock::print_local(start, out));
    };
    match &event.when {
        When::AllDay { first, days } | When::Undecided { first, days } => {
            if *days != 1 || event.foreign.get("duration").is_none() {
                let length = Length { days: *days, seconds: 0 };
                fields.put("duration").plain(|out| clock::print_length(length, out));
            }
            fields.put("showWithoutTime").flag(true);
            start(fields, first.to_datetime(Time::midnight()));
        }
        When::Timed(Timed { start: at, zone, length, shown }) => {
            if let Some(length) = length {
                fields.put("duration").plain(|out| clock::print_length(*length, out));
            }
            match shown {
                Shown::Clock => {}
                Shown::DayOnly => fields.put("showWithoutTime").flag(true),
            }
            start(fields, *at);
            fields.text_if_any("timeZone", zone.as_ref().map(|Zone(name)| name.as_ref()));
        }
    }
    if let When::Undecided { .. } = &event.when {
        if event.foreign.get("freeBusyStatus").is_none() {
            fields.put("freeBusyStatus").text("free");
        }
        fields.put(names::TIME_UNDECIDED).flag(true);
    }
}
