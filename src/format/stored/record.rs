//! The records that a device stores: shards, calendars and the journal, as compact JSON.
//!
//! Each record states its version. We trust the size of our own records, but not their form: a record that cannot be
//! read is an error; [`crate::format::stored::salvage`] reads what is left of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::journal::{Operation, OperationKind};
use crate::domain::almanac::shard::{Entries, Shard, ShardKey, Slot};
use crate::domain::directory::item::{DirectoryId, DirectoryItem};
use crate::domain::directory::slot::{DirectorySlot, PEOPLE_SHARES};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::Month;
use crate::format::backup::calendar_local;
use crate::format::clock;
use crate::format::directory::read::item;
use crate::format::directory::write::item_fields;
use crate::format::directory::{decode_id, encode_id};
use crate::format::jscalendar::local::{local, local_fields};
use crate::format::jscalendar::read::event;
use crate::format::jscalendar::read::group;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::write::event::event_fields;
use crate::format::jscalendar::write::whole_fact_fields;
use crate::format::json::read::{Limits, SyntaxError, parse};
use crate::format::json::value::{Object, Value};
use crate::format::json::write::{FieldWriter, Style, Writer};

/// The newest version of records. Version 3 added the directory; a record without it is still of version 2, so that a tab
/// with an older program goes on reading it.
pub const VERSION: u32 = 3;

/// The version of records of which an older program knows everything.
const WITHOUT_DIRECTORY: u32 = 2;

/// The oldest version that we read. Version 2 added the trash: `deleted` on entries and calendars, and `tombstones`.
const OLDEST: u32 = 1;

/// Why a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is not JSON.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// A newer version of this program wrote it.
    #[error("record version {version} is newer than {VERSION}")]
    Newer {
        /// Its version.
        version: u32,
    },
    /// It is JSON but not what we write.
    #[error("not a record: {what}")]
    Malformed {
        /// What is missing or wrong.
        what: &'static str,
    },
}

/// Writes one shard.
pub fn encode_shard(shard: &Shard) -> String {
    let entries = match shard {
        Shard::Entries(entries) => entries,
        Shard::Directory(items) => {
            return record_of(VERSION, |fields| {
                fields.put("items").list(items.values(), |writer, item| {
                    writer.object(|fields| item_fields(fields, item));
                });
            });
        }
    };
    let calendar = entries.values().next().map(|entry| &entry.calendar);
    record(|fields| {
        fields.text_if_any("calendar", calendar.map(CalendarId::as_str));
        fields.put("entries").list(entries.values(), |writer, entry| {
            writer.object(|fields| entry_fields(fields, entry, calendar));
        });
    })
}

/// Reads one shard.
pub fn decode_shard(text: &str) -> Result<Shard, RecordError> {
    let mut calendar = None;
    let mut entries = Vec::new();
    let mut items = None;
    for (name, value) in open(text)?.0 {
        match (name.as_ref(), value) {
            ("calendar", Value::Text(id)) => calendar = Some(CalendarId::new(id)),
            ("entries", Value::List(list)) => entries = list,
            ("items", Value::List(list)) => items = Some(list),
            _ => {}
        }
    }
    let mut notes = Notes::new(text, &Limits::OWN);
    if let Some(items) = items {
        let items = items.into_iter().map(|value| read_item(&mut notes, value));
        let items: Vec<_> = items.collect::<Result<_, _>>()?;
        return Ok(Shard::Directory(items.into_iter().collect()));
    }
    let mut shard = Entries::new();
    for value in entries {
        let Value::Map(object) = value else {
            return Err(RecordError::Malformed { what: "an entry" });
        };
        let entry = read_entry(&mut notes, object, calendar.as_ref())?;
        shard.insert(entry.event.id.clone(), Arc::new(entry));
    }
    Ok(Shard::Entries(shard))
}

/// Writes one entry.
pub fn encode_entry(entry: &Entry) -> String {
    record(|fields| entry_fields(fields, entry, None))
}

/// Reads one entry.
pub fn decode_entry(text: &str) -> Result<Entry, RecordError> {
    read_entry(&mut Notes::new(text, &Limits::OWN), open(text)?, None)
}

/// Writes the list of calendars.
pub fn encode_calendars<'a>(calendars: impl IntoIterator<Item = &'a Calendar>) -> String {
    record(|fields| {
        fields.put("calendars").list(calendars, |writer, calendar| {
            writer.object(|fields| calendar_fields(fields, calendar));
        });
    })
}

/// Reads the list of calendars.
pub fn decode_calendars(text: &str) -> Result<Vec<Calendar>, RecordError> {
    let mut notes = Notes::new(text, &Limits::OWN);
    let mut calendars = Vec::new();
    for (name, value) in open(text)?.0 {
        let ("calendars", Value::List(items)) = (name.as_ref(), value) else { continue };
        for item in items {
            calendars.push(read_calendar(&mut notes, item)?);
        }
    }
    Ok(calendars)
}

/// Writes one operation of the journal.
pub fn encode_operation(operation: &Operation) -> String {
    record(|fields| {
        fields.put("act").text(operation.act.slug());
        fields.put("at").plain(|out| clock::print_utc(operation.at, out));
        fields.put("count").count(operation.event_count);
        fields.put("subject").text(&operation.subject);
    })
}

/// Reads one operation of the journal.
pub fn decode_operation(text: &str) -> Result<Operation, RecordError> {
    let malformed = |what| RecordError::Malformed { what };
    let object = open(text)?;
    let act = object.text("act").and_then(OperationKind::from_slug).ok_or(malformed("act"))?;
    let at = object.text("at").and_then(clock::parse_utc).ok_or(malformed("at"))?;
    let subject = object.text("subject").ok_or(malformed("subject"))?.to_owned();
    let Some(Value::Number(count)) = object.get("count") else { return Err(malformed("count")) };
    let event_count = count.count().ok_or(malformed("count"))?;
    Ok(Operation { at, act, subject, event_count })
}

/// Writes a change.
pub fn encode_change(change: &Change) -> String {
    let version = if change.directory.is_empty() { WITHOUT_DIRECTORY } else { VERSION };
    record_of(version, |fields| change_fields(fields, change))
}

/// Reads a change.
pub fn decode_change(text: &str) -> Result<Change, RecordError> {
    read_change(&mut Notes::new(text, &Limits::OWN), open(text)?)
}

/// Writes the key of a shard: sorted as text, series come first, months follow in order, then the trash, and the directory
/// is last.
pub fn encode_shard_key(key: &ShardKey) -> String {
    match key {
        ShardKey::Entries { slot: Slot::Series, calendar } => format!("+series|{calendar}"),
        ShardKey::Entries { slot: Slot::Month(month), calendar } => {
            format!("{:04}-{:02}|{calendar}", month.year(), month.month())
        }
        ShardKey::Entries { slot: Slot::Trash, calendar } => format!("~bin|{calendar}"),
        ShardKey::Directory(DirectorySlot::Organizations) => "~organizations|".to_owned(),
        ShardKey::Directory(DirectorySlot::Rosters) => "~rosters|".to_owned(),
        ShardKey::Directory(DirectorySlot::People(share)) => format!("~people|{share:02}"),
    }
}

/// Reads the key of a shard.
pub fn decode_shard_key(text: &str) -> Option<ShardKey> {
    let (slot, rest) = text.split_once('|')?;
    let slot = match slot {
        "~organizations" => return Some(ShardKey::Directory(DirectorySlot::Organizations)),
        "~rosters" => return Some(ShardKey::Directory(DirectorySlot::Rosters)),
        "~people" => {
            let share = rest.parse().ok().filter(|share| *share < PEOPLE_SHARES)?;
            return Some(ShardKey::Directory(DirectorySlot::People(share)));
        }
        "+series" => Slot::Series,
        "~bin" => Slot::Trash,
        month => {
            let (year, month) = month.split_once('-')?;
            let is_padded = year.len() == 4 && month.len() == 2;
            Slot::Month(Month::new(year.parse().ok()?, month.parse().ok()?).filter(|_| is_padded)?)
        }
    };
    Some(ShardKey::Entries { slot, calendar: CalendarId::new(rest) })
}

fn record(body: impl FnOnce(&mut FieldWriter<'_>)) -> String {
    record_of(WITHOUT_DIRECTORY, body)
}

fn record_of(version: u32, body: impl FnOnce(&mut FieldWriter<'_>)) -> String {
    let mut writer = Writer::new(Style::Compact);
    writer.object(|fields| {
        body(fields);
        fields.put("v").count(version);
    });
    writer.finish()
}

fn open(text: &str) -> Result<Object<'_>, RecordError> {
    let Value::Map(object) = parse(text, &Limits::OWN)? else {
        return Err(RecordError::Malformed { what: "an object" });
    };
    let Some(Value::Number(version)) = object.get("v") else {
        return Err(RecordError::Malformed { what: "a version" });
    };
    match version.count() {
        Some(OLDEST..=VERSION) => Ok(object),
        Some(version) if version > VERSION => Err(RecordError::Newer { version }),
        Some(_) | None => Err(RecordError::Malformed { what: "a version" }),
    }
}

/// Fails if a text that may be damaged ends as a record of a newer version.
pub(super) fn check_version(text: &str) -> Result<(), RecordError> {
    // The version is the last field of each record.
    let version = text.rsplit_once("\"v\":").and_then(|(_, rest)| rest.strip_suffix('}'));
    match version.and_then(|version| version.parse().ok()) {
        Some(version) if version > VERSION => Err(RecordError::Newer { version }),
        Some(_) | None => Ok(()),
    }
}

fn entry_fields(fields: &mut FieldWriter<'_>, entry: &Entry, shard: Option<&CalendarId>) {
    if shard != Some(&entry.calendar) {
        fields.put("calendar").text(entry.calendar.as_str());
    }
    fields.put("event").object(|fields| event_fields(fields, &entry.event));
    local_fields(fields, entry);
}

pub(super) fn read_entry(
    notes: &mut Notes<'_>,
    object: Object<'_>,
    shard: Option<&CalendarId>,
) -> Result<Entry, RecordError> {
    let own = object.text("calendar").map(CalendarId::new);
    let calendar = own.or_else(|| shard.cloned());
    let calendar = calendar.ok_or(RecordError::Malformed { what: "a calendar" })?;
    let mut event = None;
    let mut rest = Object::default();
    for (name, value) in object.0 {
        match (name.as_ref(), value) {
            ("event", Value::Map(object)) => {
                event = event::event(notes, &PointerPath::Root, object);
            }
            (_, value) => rest.0.push((name, value)),
        }
    }
    let (event, _) = event.ok_or(RecordError::Malformed { what: "an event" })?;
    Ok(local(notes, &PointerPath::Root, rest).entry(event, calendar))
}

fn calendar_fields(fields: &mut FieldWriter<'_>, calendar: &Calendar) {
    fields.put("facts").object(|fields| whole_fact_fields(fields, &calendar.facts));
    fields.put("id").text(calendar.id.as_str());
    calendar_local(fields, calendar);
}

pub(super) fn read_calendar(
    notes: &mut Notes<'_>,
    value: Value<'_>,
) -> Result<Calendar, RecordError> {
    let Value::Map(mut object) = value else {
        return Err(RecordError::Malformed { what: "a calendar" });
    };
    let id = object.text("id").map(CalendarId::new);
    let id = id.ok_or(RecordError::Malformed { what: "a calendar's id" })?;
    let index = object.0.iter().position(|(name, _)| name == "facts");
    let facts = index.map(|index| object.0.swap_remove(index).1);
    let Some(Value::Map(facts)) = facts else {
        return Err(RecordError::Malformed { what: "a calendar's facts" });
    };
    let facts = group::group(notes, &PointerPath::Root, facts).facts;
    let mut calendar = Calendar::new(id, facts);
    group::local(notes, &PointerPath::Root, object, &mut calendar);
    Ok(calendar)
}

/// Reads one item of the directory.
pub(super) fn read_item(
    notes: &mut Notes<'_>,
    value: Value<'_>,
) -> Result<(DirectoryId, Arc<DirectoryItem>), RecordError> {
    let object = if let Value::Map(object) = value { Some(object) } else { None };
    let item = object.and_then(|object| item(notes, &PointerPath::Root, object));
    let item = item.ok_or(RecordError::Malformed { what: "an item of the directory" })?;
    Ok((item.id(), Arc::new(item)))
}

fn change_fields(fields: &mut FieldWriter<'_>, change: &Change) {
    fields.put("calendars").object(|fields| {
        for (id, calendar) in &change.calendars {
            let writer = fields.put(id.as_str());
            match calendar {
                Some(calendar) => writer.object(|fields| calendar_fields(fields, calendar)),
                None => writer.null(),
            }
        }
    });
    if !change.directory.is_empty() {
        fields.put("directory").object(|fields| {
            for (id, item) in &change.directory {
                let writer = fields.put(&encode_id(id));
                match item {
                    Some(item) => writer.object(|fields| item_fields(fields, item)),
                    None => writer.null(),
                }
            }
        });
    }
    fields.put("entries").object(|fields| {
        for (id, entry) in &change.entries {
            let writer = fields.put(id.as_str());
            match entry {
                Some(entry) => writer.object(|fields| entry_fields(fields, entry, None)),
                None => writer.null(),
            }
        }
    });
}

fn read_change(notes: &mut Notes<'_>, object: Object<'_>) -> Result<Change, RecordError> {
    let mut calendars = SortedMap::new();
    let mut entries = BTreeMap::new();
    let mut directory = Vec::new();
    for (name, value) in object.0 {
        match (name.as_ref(), value) {
            ("directory", Value::Map(map)) => {
                for (key, value) in map.0 {
                    let malformed = RecordError::Malformed { what: "an id of the directory" };
                    let id = decode_id(&key).ok_or(malformed)?;
                    let is_gone = value == Value::Null;
                    let item = (!is_gone).then(|| read_item(notes, value)).transpose()?;
                    directory.push((id, item.map(|(_, item)| item)));
                }
            }
            ("calendars", Value::Map(map)) => {
                for (id, value) in map.0 {
                    let is_gone = value == Value::Null;
                    let calendar = (!is_gone).then(|| read_calendar(notes, value)).transpose()?;
                    calendars.insert(CalendarId::new(id), calendar);
                }
            }
            ("entries", Value::Map(map)) => {
                for (id, value) in map.0 {
                    let Value::Map(object) = value else {
                        entries.insert(EventId::new(id), None);
                        continue;
                    };
                    let entry = Some(read_entry(notes, object, None)?);
                    entries.insert(EventId::new(id), entry);
                }
            }
            _ => {}
        }
    }
    Ok(Change { calendars, entries, directory: directory.into_iter().collect() })
}
