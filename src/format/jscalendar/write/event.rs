//! Writes one event as JSCalendar 2.0.
//!
//! Defaults are left out; if the file had an unreadable value under such a name, that value is written back.

use jiff::civil::{DateTime, Time};

use crate::domain::event::color::CssColor;
use crate::domain::event::{Event, RareFacts, Revision};
use crate::domain::id::LocalId;
use crate::domain::time::{Days, Length, Shown, Timed, When, Zone};
use crate::format::clock;
use crate::format::jscalendar::write::details;
use crate::format::jscalendar::write::details::{registration_fields, status_fields};
use crate::format::jscalendar::write::participant::{headcount_fields, naming, participant_fields};
use crate::format::jscalendar::write::parts::{
    category_fields, link_fields, local_if_any, location_fields, map, part_fields, utc_if_any,
    virtual_location_fields,
};
use crate::format::jscalendar::write::repeat::repeat_fields;
use crate::format::json::write::FieldWriter;
use crate::format::names;

/// Writes the fields of an event.
pub(crate) fn event_fields(fields: &mut FieldWriter<'_>, event: &Event) {
    let Event {
        id,
        revision: Revision { sequence, updated, created },
        title,
        rare,
        // Written with the other properties of its time.
        when: _,
        repeat,
        kinds,
        keywords,
        status,
        privacy,
        description,
        locations,
        main_location,
        series_number,
        foreign,
    } = event;
    let RareFacts {
        meeting_time,
        categories,
        status_reason,
        color,
        audience,
        virtual_locations,
        links,
        // Written together.
        organizer: _,
        participants: _,
        programme,
        headcount,
        registration,
    } = &**rare;
    fields.put("@type").text("Event");
    category_fields(fields, kinds, categories);
    fields.text_if_any("color", color.as_ref().map(CssColor::as_str));
    utc_if_any(fields, "created", *created);
    fields.text("description", description);
    fields.set("keywords", keywords.iter().map(String::as_str));
    map(fields, "links", links, link_fields);
    map(fields, "locations", locations, location_fields);
    fields.text_if_any("mainLocationId", main_location.as_ref().map(LocalId::as_str));
    people(fields, event);
    fields.text_if_any("privacy", details::privacy(privacy));
    if let Some(repeat) = repeat {
        repeat_fields(fields, repeat, event);
    }
    fields.count_if_any("sequence", Some(*sequence).filter(|sequence| *sequence > 0));
    status_fields(fields, details::status(status), status);
    fields.text("title", title);
    when_fields(fields, event);
    fields.text(names::AUDIENCE, audience);
    if let Some(count) = headcount {
        fields.put(names::HEADCOUNT).object(|fields| headcount_fields(fields, count));
    }
    local_if_any(fields, names::MEETING_TIME, *meeting_time);
    map(fields, names::PROGRAMME, programme, part_fields);
    if let Some(registration) = registration {
        fields.put(names::REGISTRATION).object(|fields| registration_fields(fields, registration));
    }
    fields.count_if_any(names::SERIES_NUMBER, *series_number);
    fields.text(names::STATUS_REASON, status_reason);
    fields.put("uid").text(id.as_str());
    utc_if_any(fields, "updated", *updated);
    map(fields, "virtualLocations", virtual_locations, virtual_location_fields);
    fields.foreign(foreign);
}

/// Writes the participants. 2.0: an organiser needs a participant with an address, and such a participant needs an
/// organiser.
fn people(fields: &mut FieldWriter<'_>, event: &Event) {
    if let Some(organizer) = &event.organizer {
        naming(event).with("organizerCalendarAddress", |name| fields.put(name).text(organizer));
    }
    let has_organizer = event.organizer.is_some();
    map(fields, "participants", &event.participants, |fields, person| {
        participant_fields(fields, person, has_organizer);
    });
}

fn when_fields(fields: &mut FieldWriter<'_>, event: &Event) {
    let start = |fields: &mut FieldWriter<'_>, start: DateTime| {
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
        When::DayUndecided { month } => {
            let length = Length { days: Days::month(*month).count(), seconds: 0 };
            fields.put("duration").plain(|out| clock::print_length(length, out));
            fields.put("showWithoutTime").flag(true);
            start(fields, month.first().to_datetime(Time::midnight()));
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
    let name = match &event.when {
        When::Undecided { .. } => names::TIME_UNDECIDED,
        When::DayUndecided { .. } => names::DAY_UNDECIDED,
        When::AllDay { .. } | When::Timed(_) => return,
    };
    if event.foreign.get("freeBusyStatus").is_none() {
        fields.put("freeBusyStatus").text("free");
    }
    fields.put(name).flag(true);
}
