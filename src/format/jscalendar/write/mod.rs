//! Writes calendars and events as JSCalendar 2.0, with the same bytes for the same data.
//!
//! One calendar is a Group. Several are one Group, a bundle, which names its calendars, and on each entry the calendar
//! that it belongs to.

pub(crate) mod details;
pub(crate) mod event;
pub(crate) mod participant;
pub(crate) mod parts;
pub(crate) mod repeat;

use std::collections::BTreeMap;

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::foreign::Json;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::jscalendar::local::local_fields;
use crate::format::jscalendar::own_time::own_time_fields;
use crate::format::jscalendar::write::event::event_fields;
use crate::format::jscalendar::write::parts::utc_if_any;
use crate::format::json::write::{FieldWriter, Style, Writer};
use crate::format::names;

/// What to write into a file.
#[derive(Clone, Debug, Default)]
pub struct Export<'a> {
    /// The calendars.
    pub calendars: Vec<ExportCalendar<'a>>,
}

/// One calendar of a file.
#[derive(Clone, Debug)]
pub struct ExportCalendar<'a> {
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Its events, in the order to be written.
    pub events: Vec<&'a Event>,
    /// What was deleted from it, and when.
    pub deleted: BTreeMap<EventId, UtcTime>,
}

/// Writes calendars with their events.
pub fn encode(export: &Export<'_>) -> String {
    let mut writer = Writer::new(Style::Pretty);
    match export.calendars.as_slice() {
        [only] => writer.object(|fields| group(fields, only)),
        several => writer.object(|fields| bundle(fields, several)),
    }
    writer.finish()
}

/// Writes a single event.
pub fn encode_event(event: &Event) -> String {
    let mut writer = Writer::new(Style::Pretty);
    writer.object(|fields| {
        event_fields(fields, event);
        fields.put("version").text("2.0");
    });
    writer.finish()
}

fn group(fields: &mut FieldWriter<'_>, part: &ExportCalendar<'_>) {
    let facts = &part.calendar.facts;
    head(fields, part.calendar.id.as_str());
    let events =
        part.events.iter().map(|event| ExportItem::Event { event, calendar: None, entry: None });
    let others = facts.other_entries.iter().map(|json| ExportItem::Other { json, calendar: None });
    fields.put("entries").list(events.chain(others), item);
    times_if_any(fields, names::DELETED, &part.deleted);
    fact_fields(fields, facts);
}

fn bundle(fields: &mut FieldWriter<'_>, parts: &[ExportCalendar<'_>]) {
    let calendars = || parts.iter().map(|part| part.calendar);
    head(fields, &bundle_uid(calendars()));
    let events = parts.iter().flat_map(|part| {
        let calendar = Some(&part.calendar.id);
        part.events.iter().map(move |event| ExportItem::Event { event, calendar, entry: None })
    });
    fields.put("entries").list(events.chain(calendars().flat_map(others)), item);
    fields.put(names::CALENDARS).object(|fields| {
        for part in parts {
            fields.put(part.calendar.id.as_str()).object(|fields| {
                times_if_any(fields, names::DELETED, &part.deleted);
                fact_fields(fields, &part.calendar.facts);
            });
        }
    });
}

/// An item of a list of entries.
pub(crate) enum ExportItem<'a> {
    /// An event; in a bundle with its calendar, in a backup with what the device knows.
    Event { event: &'a Event, calendar: Option<&'a CalendarId>, entry: Option<&'a Entry> },
    /// An entry that is not an event.
    Other { json: &'a Json, calendar: Option<&'a CalendarId> },
}

/// Returns the entries of a calendar that are not events, for a bundle.
pub(crate) fn others(calendar: &Calendar) -> impl Iterator<Item = ExportItem<'_>> {
    let others = calendar.facts.other_entries.iter();
    others.map(|json| ExportItem::Other { json, calendar: Some(&calendar.id) })
}

/// Writes one entry of a list.
pub(crate) fn item(writer: &mut Writer, item: ExportItem<'_>) {
    match item {
        ExportItem::Event { event, calendar, entry } => writer.object(|fields| {
            event_fields(fields, event);
            fields.text_if_any(names::CALENDAR, calendar.map(CalendarId::as_str));
            if let Some(entry) = entry {
                fields.put(names::LOCAL).object(|fields| local_fields(fields, entry));
            }
        }),
        ExportItem::Other { json: Json::Map(map), calendar: Some(calendar) } => {
            writer.object(|fields| {
                fields.put(names::CALENDAR).text(calendar.as_str());
                for (name, value) in map.iter().filter(|(name, _)| *name != names::CALENDAR) {
                    fields.put(name).json(value);
                }
            });
        }
        ExportItem::Other { json, .. } => writer.json(json),
    }
}

/// Writes the first fields of every group.
pub(crate) fn head(fields: &mut FieldWriter<'_>, uid: &str) {
    fields.put("@type").text("Group");
    fields.put("version").text("2.0");
    fields.put("uid").text(uid);
    fields.put("prodId").text(names::PRODUCT);
    fields.put(names::FORMAT_VERSION).count(names::FORMAT);
}

/// Returns the identity of a bundle, computed from its calendars (FNV-1a over their ids).
pub(crate) fn bundle_uid<'a>(calendars: impl Iterator<Item = &'a Calendar>) -> String {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = calendars.flat_map(|calendar| calendar.id.as_str().bytes().chain([0]));
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("bundle-{hash:016x}")
}

/// Writes when events were deleted.
pub(crate) fn times_if_any(
    fields: &mut FieldWriter<'_>,
    name: &str,
    times: &BTreeMap<EventId, UtcTime>,
) {
    if !times.is_empty() {
        fields.put(name).object(|fields| {
            for (uid, time) in times {
                fields.put(uid.as_str()).plain(|out| clock::print_utc(*time, out));
            }
        });
    }
}

/// Writes the facts of a calendar, without its entries.
pub(crate) fn fact_fields(fields: &mut FieldWriter<'_>, facts: &CalendarFacts) {
    let CalendarFacts {
        title,
        description,
        color,
        keywords,
        locale,
        created,
        updated,
        // Written together, see `own_time_fields`.
        fiscal: _,
        holidays: _,
        // Written into the list of entries.
        other_entries: _,
        foreign,
    } = facts;
    fields.text_if_any("color", color.as_deref());
    utc_if_any(fields, "created", *created);
    fields.text("description", description);
    fields.set("keywords", keywords.iter().map(String::as_str));
    fields.text_if_any("locale", locale.as_deref());
    fields.text("title", title);
    utc_if_any(fields, "updated", *updated);
    own_time_fields(fields, facts);
    fields.foreign(foreign);
}

/// Writes the facts of a calendar, including the entries that are not events.
pub(crate) fn whole_fact_fields(fields: &mut FieldWriter<'_>, facts: &CalendarFacts) {
    if !facts.other_entries.is_empty() {
        fields.put("entries").list(&facts.other_entries, Writer::json);
    }
    fact_fields(fields, facts);
}
