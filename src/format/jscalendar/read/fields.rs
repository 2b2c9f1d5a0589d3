//! Reads the fields of one object: each is moved into the domain or carried unchanged, and errors are noted.

use std::borrow::Cow;

use crate::domain::foreign::Foreign;
use crate::domain::id::LocalId;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::{Length, UtcTime, Zone};
use crate::format::clock;
use crate::format::icalendar::fault::Fault;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::value::{Object, Value};

/// One object that is being moved into the domain.
#[derive(Debug)]
pub(crate) struct FieldReader<'n, 't, 'p> {
    pub(crate) notes: &'n mut Notes<'t>,
    pub(crate) path: &'p PointerPath<'p>,
    /// What we carry without reading.
    pub(crate) foreign: Foreign,
}

impl<'n, 't, 'p> FieldReader<'n, 't, 'p> {
    pub(crate) fn new(notes: &'n mut Notes<'t>, path: &'p PointerPath<'p>) -> Self {
        Self { notes, path, foreign: Foreign::default() }
    }

    /// Notes a reason for one field.
    pub(crate) fn note(&mut self, name: &str, reason: Reason) {
        self.notes.add(&PointerPath::Key(self.path, name), reason);
    }

    /// Notes a reason for the object.
    pub(crate) fn note_here(&mut self, reason: Reason) {
        self.notes.add(self.path, reason);
    }

    /// Carries a field that we do not read.
    pub(crate) fn carry(&mut self, name: &str, value: Value<'_>) {
        let mut skipped = Vec::new();
        if let Some(json) = value.into_json(&mut skipped) {
            self.foreign.0.insert(name.to_owned(), json);
        }
        for skip in skipped {
            self.note(name, Reason::Skipped(skip));
        }
    }

    /// Carries a field that should have been readable.
    pub(crate) fn reject(&mut self, name: &str, value: Value<'_>, reason: Reason) {
        if !matches!(value, Value::Skipped(_)) {
            self.note(name, reason);
        }
        self.carry(name, value);
    }

    /// Drops a field that does not exist in 2.0.
    pub(crate) fn forget(&mut self, name: &str) {
        self.note(name, Reason::Dropped { name: name.to_owned() });
    }

    /// Checks the `@type` of an object, which is not carried.
    pub(crate) fn type_tag(&mut self, value: &Value<'_>, expected: &str) {
        if !matches!(value, Value::Text(text) if text == expected) {
            self.note("@type", Reason::UnknownValue);
        }
    }

    pub(crate) fn text(&mut self, name: &str, value: Value<'_>) -> Option<String> {
        if let Value::Text(text) = value {
            Some(text.into_owned())
        } else {
            self.refuse(name, value, Expected::Text)
        }
    }

    /// Reads the name of a time zone. In a file of another program, a name of Windows becomes the zone that it means, and
    /// a name that nobody knows is noted.
    pub(crate) fn zone(&mut self, name: &str, value: Value<'_>) -> Option<Zone> {
        let Value::Text(zone) = value else { return self.refuse(name, value, Expected::Text) };
        let reading = self.notes.services.reading();
        // Names of IANA contain no space, nearly all names of Windows do.
        let taken = reading.filter(|_| zone.contains(' ')).and_then(|it| (it.windows_zone)(&zone));
        let Some(taken) = taken else {
            self.notes.check_zone(&PointerPath::Key(self.path, name), &zone);
            return Some(Zone(self.notes.texts.shared(&zone)));
        };
        let fault = Fault::GuessedZone { name: zone.into_owned(), taken: taken.to_owned() };
        self.note(name, fault.into());
        Some(Zone(self.notes.texts.shared(taken)))
    }

    pub(crate) fn flag(&mut self, name: &str, value: Value<'_>) -> Option<bool> {
        if let Value::Bool(flag) = value {
            Some(flag)
        } else {
            self.refuse(name, value, Expected::Flag)
        }
    }

    pub(crate) fn count(&mut self, name: &str, value: Value<'_>) -> Option<u32> {
        let count = if let Value::Number(number) = value { number.count() } else { None };
        if count.is_none() {
            self.reject(name, value, Reason::WrongType(Expected::Count));
        }
        count
    }

    pub(crate) fn map<'v>(&mut self, name: &str, value: Value<'v>) -> Option<Object<'v>> {
        if let Value::Map(mut object) = value {
            self.notes.drop_duplicates(&PointerPath::Key(self.path, name), &mut object);
            Some(object)
        } else {
            self.refuse(name, value, Expected::Map)
        }
    }

    fn refuse<T>(&mut self, name: &str, value: Value<'_>, expected: Expected) -> Option<T> {
        self.reject(name, value, Reason::WrongType(expected));
        None
    }

    pub(crate) fn utc(&mut self, name: &str, value: Value<'_>) -> Option<UtcTime> {
        let read = |text: &str| clock::parse_local(text.strip_suffix('Z')?);
        let time = if let Value::Text(text) = &value { read(text) } else { None };
        let Some(time) = time else {
            self.reject(name, value, Reason::BadTime);
            return None;
        };
        if time.had_fraction {
            self.note(name, Reason::FractionCut);
        }
        Some(UtcTime(time.clock))
    }

    pub(crate) fn local(&mut self, name: &str, value: Value<'_>) -> Option<jiff::civil::DateTime> {
        let time = if let Value::Text(text) = &value { clock::parse_local(text) } else { None };
        let Some(time) = time else {
            self.reject(name, value, Reason::BadTime);
            return None;
        };
        if time.had_fraction {
            self.note(name, Reason::FractionCut);
        }
        Some(time.clock)
    }

    pub(crate) fn length(&mut self, name: &str, value: Value<'_>) -> Option<Length> {
        let length = if let Value::Text(text) = &value { clock::parse_length(text) } else { None };
        if length.is_none() {
            self.reject(name, value, Reason::BadDuration);
        }
        length
    }

    /// Reads the members of a set; one that is not `true` is dropped.
    pub(crate) fn set<'v>(&mut self, name: &str, value: Value<'v>) -> Option<Vec<Cow<'v, str>>> {
        if !matches!(value, Value::Map(_)) {
            return self.refuse(name, value, Expected::Set);
        }
        let object = self.map(name, value)?;
        let mut members = Vec::with_capacity(object.0.len());
        for (member, value) in object.0 {
            if value == Value::Bool(true) {
                members.push(member);
            } else {
                let path = PointerPath::Key(self.path, name);
                self.notes.add(&PointerPath::Key(&path, &member), Reason::BadSetMember);
            }
        }
        Some(members)
    }

    pub(crate) fn texts(&mut self, name: &str, value: Value<'_>) -> SortedSet<String> {
        let members = self.set(name, value).unwrap_or_default();
        members.into_iter().map(Cow::into_owned).collect()
    }

    /// Reads a map from keys inside the event to objects.
    pub(crate) fn objects<T>(
        &mut self,
        name: &str,
        value: Value<'_>,
        read: fn(&mut Notes<'_>, &PointerPath<'_>, Object<'_>) -> T,
    ) -> SortedMap<LocalId, T> {
        let Some(object) = self.map(name, value) else { return SortedMap::new() };
        let count = object.0.len();
        let (mut items, mut keys) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut misfits = Object::default();
        let path = PointerPath::Key(self.path, name);
        for (key, value) in object.0 {
            let here = PointerPath::Key(&path, &key);
            let Value::Map(mut object) = value else {
                let reason = if let Value::Skipped(skip) = value {
                    Reason::Skipped(skip)
                } else {
                    Reason::WrongType(Expected::Map)
                };
                self.notes.add(&here, reason);
                misfits.0.push((key, value));
                continue;
            };
            self.notes.drop_duplicates(&here, &mut object);
            let id = self::key(self.notes, &here, &key);
            items.push((id, read(self.notes, &here, object)));
            keys.push(key);
        }
        // If nothing in the map was an object, the map itself is carried.
        if items.is_empty() && !misfits.0.is_empty() {
            self.carry(name, Value::Map(misfits));
        }
        self.note_doubles(&path, items.iter().map(|(id, _)| id).zip(keys).collect());
        items.into_iter().collect()
    }

    /// Notes the keys of a map that became the same as one before them, because both had to be replaced.
    fn note_doubles(&mut self, path: &PointerPath<'_>, keys: Vec<(&LocalId, Cow<'_, str>)>) {
        if keys.iter().all(|(id, key)| id.as_str() == key) {
            return;
        }
        // The first of each counts, because the last pair of equal keys stays.
        let indices = keys.iter().enumerate().rev().map(|(index, (id, _))| (*id, index));
        let first: SortedMap<&LocalId, usize> = indices.collect();
        for (index, (id, key)) in keys.iter().enumerate() {
            if first.get(id) != Some(&index) {
                let reason = Reason::DuplicateKey { name: key.to_string() };
                self.notes.add(&PointerPath::Key(path, key), reason);
            }
        }
    }
}

/// Reads a key; a key that JSCalendar does not allow is replaced, in the same way everywhere.
pub(crate) fn key(notes: &mut Notes<'_>, path: &PointerPath<'_>, key: &str) -> LocalId {
    if LocalId::is_allowed(key) {
        return LocalId::new(notes.texts.shared(key));
    }
    notes.add(path, Reason::BadKey);
    LocalId::sanitised(key)
}
