//! Reads the bytes of a file into calendars and events, with an issue for each invalid part.

pub(crate) mod check;
pub(crate) mod details;
pub(crate) mod document;
pub(crate) mod editions;
pub(crate) mod event;
pub(crate) mod fields;
pub mod foreign;
pub(crate) mod group;
pub(crate) mod known_texts;
pub mod made_up;
pub(crate) mod notes;
pub(crate) mod participant;
pub(crate) mod parts;
pub(crate) mod repeat;
pub(crate) mod rule;
pub(crate) mod sniff;
pub(crate) mod stream;
pub(crate) mod when;

use std::collections::BTreeMap;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::directory::item::DirectoryItem;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::format::issue::{DecodeError, Expected, Issue, Reason, Tallies};
use crate::format::jscalendar::local::Local;
use crate::format::jscalendar::read::document::{DecodeDraft, DraftEvent, GroupItem, take_entry};
use crate::format::jscalendar::read::editions::keep_newest;
use crate::format::jscalendar::read::foreign::ForeignReading;
use crate::format::jscalendar::read::group as group_in;
use crate::format::jscalendar::read::group::Group;
use crate::format::jscalendar::read::made_up::made_up_id;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::read::{Limits, SyntaxError, mend_numbers, mend_surrogates};
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// The result of reading a file: the readable part, and one issue for each part that was not readable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The calendars, with their events.
    pub collections: Vec<Collection>,
    /// The issues: first of the entries in their order, then of the calendars.
    pub issues: Vec<Issue>,
    /// How many issues there were of each kind, listed or not.
    pub tallies: Tallies,
    /// Whether reading stopped before the end.
    pub is_partial: bool,
    /// Whether a newer version of the standard or of this program wrote it, so that we may misread it.
    pub is_newer: bool,
    /// Whether another calendar program wrote it, which gives back only what it knows.
    pub is_of_other_program: bool,
    /// The iCalendar properties that its events state: another program knows these.
    pub stated_properties: SortedSet<String>,
    /// The additional data of a backup, if it is one.
    pub backup: Option<Backup>,
}

/// A calendar of a file, with its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// The calendar; `None` for events without a group.
    pub calendar: Option<Calendar>,
    /// Its events, in the order of the file, each uid once, and notices about single occurrences of series.
    pub events: Vec<Event>,
    /// What was deleted from it, and when.
    pub deleted: BTreeMap<EventId, UtcTime>,
}

/// What a backup contains in addition to calendars and events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// What the device knew about each event.
    pub entries: BTreeMap<EventId, KeptEntry>,
    /// The settings of the device.
    pub settings: SortedMap<String, String>,
    /// The organisations, people and rosters.
    pub directory: Vec<DirectoryItem>,
}

/// What a backup contains for an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    /// The calendar that it belongs to.
    pub calendar: CalendarId,
    /// What the device knew about it.
    pub local: Local,
}

/// Reads a file: a group, an event, or an array of either, of JSCalendar 1.0 or 2.0.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    decode_with(bytes, limits, None)
}

/// Like [`decode`], for a file that another program may have written.
pub fn decode_with(
    bytes: &[u8],
    limits: &Limits,
    foreign: Option<ForeignReading<'_>>,
) -> Result<Decoded, DecodeError> {
    let (text, end) = sniff::text(bytes, limits)?;
    make_room(text.len());
    let decoded = decode_text(text, limits, foreign).map(|decoded| Decoded {
        // If there were bytes after the last brace, their content is missing here.
        is_partial: decoded.is_partial || end.is_some(),
        ..decoded
    });
    decoded.map_err(|error| match (error, end) {
        // The text ends at an invalid byte, and what comes before it is not a calendar yet.
        (DecodeError::Syntax(SyntaxError { is_cut_off: true, .. }), Some(offset)) => {
            DecodeError::NotText { offset }
        }
        (error, _) => error,
    })
}

/// Makes the memory grow once for a large file. Otherwise WebAssembly's memory grows by 64 KiB at a time, and at each
/// step the browser accounts for all of it again: 4.7 s instead of 1.2 s for 50,000 events.
fn make_room(text_bytes: usize) {
    const LARGE: usize = 1 << 20;
    const MOST: usize = 256 << 20;
    const EVENTS_TO_TEXT: usize = 6;
    if text_bytes >= LARGE {
        let mut room: Vec<u8> = Vec::new();
        // If this much memory is not available, reading may still succeed with less.
        if room.try_reserve_exact(text_bytes.saturating_mul(EVENTS_TO_TEXT).min(MOST)).is_ok() {
            std::hint::black_box(&room);
        }
    }
}

fn decode_text(
    text: &str,
    limits: &Limits,
    foreign: Option<ForeignReading<'_>>,
) -> Result<Decoded, DecodeError> {
    let (draft, error) = stream::read(text, limits, foreign);
    if error.is_some() {
        let (mended, letters) = mend_surrogates(text);
        let (mended, numbers) = mend_numbers(&mended);
        if !letters.is_empty() || !numbers.is_empty() {
            let (mut draft, error) = stream::read(&mended, limits, foreign);
            let letters = letters.into_iter().map(|offset| (offset, Reason::LoneSurrogate));
            let numbers = numbers.into_iter().map(|offset| (offset, Reason::NumberTooLarge));
            for (offset, reason) in letters.chain(numbers).take(limits.losses) {
                let line = draft.notes.line(offset);
                draft.notes.add_at(line, reason);
            }
            return finish(draft, error);
        }
    }
    finish(draft, error)
}

/// Combines what was read of a file.
pub(crate) fn finish(
    mut draft: DecodeDraft<'_>,
    error: Option<SyntaxError>,
) -> Result<Decoded, DecodeError> {
    let mut decoded = Decoded { is_partial: error.is_some(), ..Decoded::default() };
    let mut found = draft.other.unwrap_or_default().to_owned();
    let is_one = draft.items.len() == 1;
    let mut items = Vec::new();
    let last = draft.items.len().saturating_sub(1);
    for (number, mut item) in std::mem::take(&mut draft.items).into_iter().enumerate() {
        let is_cut = error.is_some() && number == last;
        match item_kind(&item) {
            ItemKind::Group => items.push(item),
            ItemKind::Entry if !is_cut => {
                lone_entry(&mut draft.notes, &mut item);
                items.push(item);
            }
            ItemKind::Entry => {}
            ItemKind::Other if is_one && item.index.is_none() => found = describe(&item.fields),
            ItemKind::Other => {
                let index = item.index.unwrap_or_default();
                draft
                    .notes
                    .add(&PointerPath::Index(&PointerPath::Root, index), Reason::UnknownEntry);
            }
        }
    }
    for item in &mut items {
        // Only a file that this app wrote for itself has a trash.
        let is_backup = item.fields.get(names::BACKUP).is_some();
        item.events.retain(|draft| is_backup || !draft.is_trashed);
    }
    keep_newest(&mut draft.notes, &mut items);
    let has_group = items.iter().any(|item| item_kind(item) == ItemKind::Group);
    let event_count: usize = items.iter().map(|item| item.events.len()).sum();
    for item in items {
        if item_kind(&item) == ItemKind::Group {
            group(&mut draft.notes, item, &mut decoded);
        } else {
            loose(item, &mut decoded);
        }
    }
    if let Some(error) = error {
        if event_count == 0 {
            return Err(DecodeError::Syntax(error));
        }
        draft.notes.add_at(error.line, Reason::Unreadable(error));
    }
    let Notes { issues, tallies, .. } = draft.notes;
    if !has_group && event_count == 0 {
        return Err(if issues.is_empty() || (draft.other.is_some() && !names_an_entry(&issues)) {
            DecodeError::NotJsCalendar { found }
        } else {
            DecodeError::NothingReadable { issues }
        });
    }
    (decoded.issues, decoded.tallies) = (issues, tallies);
    Ok(decoded)
}

/// Whether an item of an array was at least intended as an entry.
fn names_an_entry(issues: &[Issue]) -> bool {
    issues.iter().any(|issue| !matches!(issue.reason, Reason::NotAnEntry | Reason::UnknownEntry))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    Group,
    Entry,
    Other,
}

fn item_kind(item: &GroupItem<'_>) -> ItemKind {
    let fields = &item.fields;
    match fields.text("@type") {
        Some("Group") => ItemKind::Group,
        Some("Event" | "Task") => ItemKind::Entry,
        Some(_) | None if !item.events.is_empty() && item.has_entries => ItemKind::Group,
        None if item.has_entries && fields.text("uid").is_some() => ItemKind::Group,
        None if fields.get("start").is_some() && fields.get("uid").is_some() => ItemKind::Entry,
        Some(_) | None => ItemKind::Other,
    }
}

/// Describes an object that is not a calendar: by its type, or its first names.
fn describe(object: &Object<'_>) -> String {
    const FEW: usize = 4;
    const LONG: usize = 40;
    if let Some(sort) = object.text("@type") {
        return sort.chars().take(LONG).collect();
    }
    let names = object.0.iter().take(FEW);
    let names: Vec<String> = names.map(|(name, _)| name.chars().take(LONG).collect()).collect();
    format!("{{{}}}", names.join(", "))
}

fn lone_entry(notes: &mut Notes<'_>, item: &mut GroupItem<'_>) {
    // Other formats have no group around lone events and have already read them.
    if !item.events.is_empty() {
        return;
    }
    let object = std::mem::take(&mut item.fields);
    let sort = object.text("@type").unwrap_or("Event").to_owned();
    notes.begin(&object);
    let root = PointerPath::Root;
    let path = item.index.map_or(root, |index| PointerPath::Index(&root, index));
    let subject = take_entry(notes, &path, object, item);
    notes.end(subject.as_deref());
    // Only the type is kept, to tell what the item was.
    item.fields.0.push(("@type".into(), Value::Text(sort.into())));
}

fn loose(item: GroupItem<'_>, decoded: &mut Decoded) {
    if item.events.is_empty() {
        return;
    }
    let position = decoded.collections.iter().position(|group| group.calendar.is_none());
    let events = item.events.into_iter().map(|draft| draft.event);
    match position.and_then(|position| decoded.collections.get_mut(position)) {
        Some(group) => group.events.extend(events),
        None => decoded
            .collections
            .push(Collection { events: events.collect(), ..Collection::default() }),
    }
}

fn group(notes: &mut Notes<'_>, item: GroupItem<'_>, decoded: &mut Decoded) {
    let GroupItem { index, mut fields, mut events, others, directory, .. } = item;
    let root = PointerPath::Root;
    let path = index.map_or(root, |index| PointerPath::Index(&root, index));
    notes.drop_duplicates(&path, &mut fields);
    if fields.text("@type").is_none() {
        notes.add(&path, Reason::MissingProperty { name: "@type".into() });
    }
    let mut group = group_in::group(notes, &path, fields);
    decoded.is_newer |= group.is_newer;
    if group.is_backup {
        let settings = std::mem::take(&mut group.settings);
        let backup = decoded.backup.get_or_insert_default();
        backup.settings.extend(settings);
        backup.directory.extend(directory);
    }
    let is_backup = group.is_backup;
    let mut parts = match group.calendars.take() {
        Some(calendars) => bundle(notes, &path, calendars),
        None => Parts::One(one(notes, &path, group)),
    };
    if let (Parts::One(only), false) = (&mut parts, is_backup) {
        // In the memory of the drafts: a large calendar would not fit twice.
        only.events = events.into_iter().map(|draft| draft.event).collect();
        events = Vec::new();
    }
    for draft in events {
        let DraftEvent { event, calendar, local, .. } = draft;
        if let (true, Some(backup), Some(id)) = (is_backup, &mut decoded.backup, &calendar) {
            let kept = KeptEntry { calendar: id.clone(), local: local.unwrap_or_default() };
            backup.entries.insert(event.id.clone(), kept);
        }
        parts.of(calendar.as_ref()).events.push(event);
    }
    for (calendar, json) in others {
        if let Some(calendar) = &mut parts.of(calendar.as_ref()).calendar {
            calendar.facts.other_entries.push(json);
        }
    }
    match parts {
        Parts::One(collection) => decoded.collections.push(*collection),
        Parts::Bundle { calendars, strays } => {
            decoded.collections.extend(calendars.into_values());
            if !strays.events.is_empty() {
                decoded.collections.push(*strays);
            }
        }
    }
}

/// The calendars of one group.
enum Parts {
    One(Box<Collection>),
    Bundle { calendars: SortedMap<CalendarId, Collection>, strays: Box<Collection> },
}

impl Parts {
    /// Returns the collection for an entry of that calendar.
    fn of(&mut self, id: Option<&CalendarId>) -> &mut Collection {
        match self {
            Self::One(collection) => collection,
            Self::Bundle { calendars, strays } => {
                id.and_then(|id| calendars.get_mut(id)).unwrap_or(strays)
            }
        }
    }
}

fn one(notes: &mut Notes<'_>, path: &PointerPath<'_>, group: Group<'_>) -> Box<Collection> {
    if !group.has_version {
        notes.add(path, Reason::MissingProperty { name: "version".into() });
    }
    let id = group.uid.or_else(|| {
        notes.add(path, Reason::MissingUid);
        made_up_id(&group.facts)
    });
    let calendar = id.map(|id| Calendar::new(id, group.facts));
    Box::new(Collection { calendar, events: Vec::new(), deleted: group.deleted })
}

fn bundle(notes: &mut Notes<'_>, path: &PointerPath<'_>, calendars: Object<'_>) -> Parts {
    let mut all = Vec::new();
    let list = PointerPath::Key(path, names::CALENDARS);
    for (id, value) in calendars.0 {
        let here = PointerPath::Key(&list, &id);
        let Value::Map(mut object) = value else {
            notes.add(&here, Reason::WrongType(Expected::Map));
            continue;
        };
        notes.drop_duplicates(&here, &mut object);
        let mut group = group_in::group(notes, &here, object);
        let id = CalendarId::new(id.as_ref());
        let local = group.local.take();
        let mut calendar = Calendar::new(id.clone(), group.facts);
        if let Some(local) = local {
            group_in::local(notes, &here, local, &mut calendar);
        }
        let deleted = group.deleted;
        all.push((id, Collection { calendar: Some(calendar), events: Vec::new(), deleted }));
    }
    Parts::Bundle { calendars: all.into_iter().collect(), strays: Box::default() }
}
