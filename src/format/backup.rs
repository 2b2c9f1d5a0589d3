//! A backup: everything that a device stores, in one file; it is a bundle with more data for each entry.
//!
//! The trash is included in a separate list: other readers of such a file do not show what was deleted.
//!
//! Law: a backup that was read writes the same bytes again.

use std::sync::Arc;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::Entry;
use crate::domain::sorted_map::SortedMap;
use crate::format::clock;
use crate::format::directory::write::item_fields;
use crate::format::jscalendar::read::{Decoded, KeptEntry};
use crate::format::jscalendar::write::{
    ExportItem, bundle_uid, fact_fields, head, item, others, times_if_any, whole_fact_fields,
};
use crate::format::json::write::{FieldWriter, Style, Writer};
use crate::format::names;

/// Writes everything that is loaded, with the settings of the device.
pub fn encode(almanac: &Almanac, settings: &SortedMap<String, String>) -> String {
    let calendars = || almanac.kept_calendars();
    let (live, trashed) = (almanac.calendars().values(), almanac.trashed_calendars().values());
    let trash: Vec<ExportItem<'_>> =
        almanac.trash().map(whole).chain(trashed.flat_map(others)).collect();
    let mut writer = Writer::new(Style::Pretty);
    writer.object(|fields| {
        head(fields, &bundle_uid(calendars()));
        fields.put("entries").list(almanac.entries().map(whole).chain(live.flat_map(others)), item);
        fields.put(names::BACKUP).count(names::BACKUP_FORMAT);
        if !trash.is_empty() {
            fields.put(names::BIN).list(trash, item);
        }
        let mut directory = almanac.directory().items().peekable();
        if directory.peek().is_some() {
            fields.put(names::DIRECTORY).list(directory, |writer, item| {
                writer.object(|fields| item_fields(fields, item));
            });
        }
        fields.put(names::CALENDARS).object(|fields| {
            for calendar in calendars() {
                fields.put(calendar.id.as_str()).object(|fields| {
                    fact_fields(fields, &calendar.facts);
                    fields.put(names::LOCAL).object(|fields| calendar_local(fields, calendar));
                });
            }
        });
        fields.put(names::SETTINGS).object(|fields| {
            for (name, value) in settings {
                fields.put(name).text(value);
            }
        });
    });
    writer.finish()
}

fn whole(entry: &Entry) -> ExportItem<'_> {
    ExportItem::Event { event: &entry.event, calendar: Some(&entry.calendar), entry: Some(entry) }
}

/// Writes what the device knows about a calendar.
pub(crate) fn calendar_local(fields: &mut FieldWriter<'_>, calendar: &Calendar) {
    let Calendar { id: _, facts: _, base, is_shown, deleted, tombstones, untold } = calendar;
    if let Some(base) = base {
        fields.put("base").object(|fields| whole_fact_fields(fields, base));
    }
    if let Some(at) = deleted {
        fields.put("deleted").plain(|out| clock::print_utc(*at, out));
    }
    fields.put("shown").flag(*is_shown);
    times_if_any(fields, "tombstones", tombstones);
    if !untold.is_empty() {
        fields.put("untold").object(|fields| {
            for id in untold {
                fields.put(id.as_str()).flag(true);
            }
        });
    }
}

/// Returns the change that restores a backup into an empty almanac; `None` if the file is not a backup.
pub fn restored(decoded: Decoded) -> Option<Change> {
    let mut backup = decoded.backup?;
    let mut change = Change::default();
    for collection in decoded.collections {
        if let Some(calendar) = collection.calendar {
            change.calendars.insert(calendar.id.clone(), Some(calendar));
        }
        for event in collection.events {
            // We never write an entry without its calendar.
            let Some(KeptEntry { calendar, local }) = backup.entries.remove(&event.id) else {
                continue;
            };
            change.entries.insert(event.id.clone(), Some(local.entry(event, calendar)));
        }
    }
    let items = backup.directory.into_iter();
    change.directory = items.map(|item| (item.id(), Some(Arc::new(item)))).collect();
    Some(change)
}
