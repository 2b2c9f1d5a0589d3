//! Reads what a group says about a calendar.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::event::color::is_color;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::own_time;
use crate::format::jscalendar::read::check;
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// What a group says in addition to its entries.
#[derive(Debug, Default)]
pub(crate) struct Group<'v> {
    pub(crate) uid: Option<CalendarId>,
    pub(crate) facts: CalendarFacts,
    pub(crate) deleted: BTreeMap<EventId, UtcTime>,
    pub(crate) has_version: bool,
    /// Whether it was written by a newer version of the standard or of this program.
    pub(crate) is_newer: bool,
    /// The calendars of a bundle.
    pub(crate) calendars: Option<Object<'v>>,
    /// Whether it is a backup.
    pub(crate) is_backup: bool,
    /// The settings of a backup.
    pub(crate) settings: SortedMap<String, String>,
    /// What the device knew about the calendar.
    pub(crate) local: Option<Object<'v>>,
}

pub(crate) fn group<'v>(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'v>,
) -> Group<'v> {
    let mut fields = FieldReader::new(notes, path);
    let mut group = Group::default();
    for (name, value) in object.0 {
        let Some(value) = group.take(&mut fields, &name, value) else { continue };
        check::property(&mut fields, &name, &value);
        fields.carry(&name, value);
    }
    group.facts.foreign = fields.foreign;
    group
}

impl<'v> Group<'v> {
    fn take(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        let facts = &mut self.facts;
        match name {
            "@type" | "prodId" => {}
            "uid" => {
                let uid = fields.text(name, value).filter(|uid| !uid.is_empty());
                self.uid = uid.map(CalendarId::new);
            }
            "version" => {
                self.has_version = true;
                let version = fields.text(name, value);
                self.is_newer |= version.as_deref().and_then(major) > Some(2);
                fields.foreign.0.remove(name);
            }
            "title" => facts.title = fields.text(name, value).unwrap_or_default(),
            "description" => facts.description = fields.text(name, value).unwrap_or_default(),
            "color" => {
                facts.color = fields.text(name, value);
                if facts.color.as_deref().is_some_and(|color| !is_color(color)) {
                    fields.note(name, Reason::UnknownValue);
                }
            }
            "keywords" => facts.keywords = fields.texts(name, value),
            "locale" => facts.locale = fields.text(name, value),
            "created" => facts.created = fields.utc(name, value),
            "updated" => facts.updated = fields.utc(name, value),
            names::FISCAL_YEAR => facts.fiscal = own_time::fiscal_year(fields, name, value),
            names::HOLIDAYS => facts.holidays = own_time::holidays(fields, name, value),
            "entries" => self.entries(fields, name, value),
            names::FORMAT_VERSION => {
                let version = fields.count(name, value);
                self.is_newer |= version.is_some_and(|version| version > names::FORMAT);
                fields.foreign.0.remove(name);
            }
            names::BACKUP => {
                self.is_backup = true;
                let version = fields.count(name, value);
                self.is_newer |= version.is_some_and(|version| version > names::BACKUP_FORMAT);
                fields.foreign.0.remove(name);
            }
            names::DELETED => self.deleted(fields, name, value),
            names::CALENDARS => self.calendars = fields.map(name, value),
            names::SETTINGS => self.settings(fields, name, value),
            // In a backup they were read with the entries; those of any other file are ignored.
            names::BIN | names::DIRECTORY => {}
            names::LOCAL => {
                if let Value::Map(local) = value {
                    self.local = Some(local);
                }
            }
            _ => return Some(value),
        }
        None
    }

    /// Handles entries that are not events, or that were not a list.
    fn entries(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'v>) {
        let Value::List(items) = value else {
            fields.note(name, Reason::WrongType(Expected::List));
            return;
        };
        let mut skipped = Vec::new();
        let items = items.into_iter().filter_map(|item| item.into_json(&mut skipped));
        self.facts.other_entries.extend(items);
        for skip in skipped {
            fields.note(name, Reason::Skipped(skip));
        }
    }

    fn deleted(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'v>) {
        let Some(map) = fields.map(name, value) else { return };
        let path = PointerPath::Key(fields.path, name);
        times(&mut FieldReader::new(fields.notes, &path), map, &mut self.deleted);
    }

    fn settings(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'v>) {
        let Some(map) = fields.map(name, value) else { return };
        let path = PointerPath::Key(fields.path, name);
        let mut texts = FieldReader::new(fields.notes, &path);
        let setting = |(key, value): (Cow<'_, str>, Value<'_>)| {
            let text = texts.text(&key, value)?;
            Some((key.into_owned(), text))
        };
        self.settings.extend(map.0.into_iter().filter_map(setting));
    }
}

/// Reads when events were deleted.
fn times(
    fields: &mut FieldReader<'_, '_, '_>,
    map: Object<'_>,
    deleted: &mut BTreeMap<EventId, UtcTime>,
) {
    for (uid, value) in map.0 {
        if let Some(time) = fields.utc(&uid, value) {
            deleted.insert(EventId::new(uid.as_ref()), time);
        }
    }
}

/// Reads what the device knew about a calendar.
pub(crate) fn local(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
    calendar: &mut Calendar,
) {
    for (name, value) in object.0 {
        match (name.as_ref(), value) {
            ("shown", Value::Bool(flag)) => calendar.is_shown = flag,
            ("deleted", Value::Text(at)) => calendar.deleted = clock::parse_utc(&at),
            ("tombstones", Value::Map(map)) => {
                times(&mut FieldReader::new(notes, path), map, &mut calendar.tombstones);
            }
            ("untold", Value::Map(map)) => {
                calendar.untold.extend(map.0.into_iter().map(|(id, _)| EventId::new(id.as_ref())));
            }
            ("base", Value::Map(object)) => {
                calendar.base = Some(Box::new(group(notes, path, object).facts));
            }
            _ => {}
        }
    }
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next().and_then(|number| number.parse().ok())
}
