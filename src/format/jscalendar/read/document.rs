//! Streams through a file: each entry is read, moved into the domain and dropped, so that a file that stops in the
//! middle keeps what came before.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::event::Event;
use crate::domain::event::bounds::{Oversize, oversized};
use crate::domain::foreign::Json;
use crate::domain::id::CalendarId;
use crate::format::clock;
use crate::format::issue::Reason;
use crate::format::jscalendar::local::{self, Local};
use crate::format::jscalendar::read::event;
use crate::format::jscalendar::read::foreign::{ForeignReading, Services};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::read::{KeySeed, Limits, Meter, SyntaxError, ValueSeed};
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// What was read of a file.
#[derive(Debug)]
pub(crate) struct DecodeDraft<'v> {
    pub(crate) notes: Notes<'v>,
    pub(crate) items: Vec<GroupItem<'v>>,
    /// What the file is, if it is neither an object nor an array.
    pub(crate) other: Option<&'static str>,
    /// How many entries were seen, readable or not.
    pub(crate) entry_count: usize,
    limits: Limits,
}

/// One object at the top of a file: a group, or a lone entry.
#[derive(Debug, Default)]
pub(crate) struct GroupItem<'v> {
    /// Its index in an array of them.
    pub(crate) index: Option<usize>,
    /// Its fields except the entries.
    pub(crate) fields: Object<'v>,
    /// The events among its entries.
    pub(crate) events: Vec<DraftEvent>,
    /// The entries that are not events, with their calendars in a bundle.
    pub(crate) others: Vec<(Option<CalendarId>, Json)>,
    /// The index in the list of entries of the one that is being read.
    pub(crate) entry: Option<usize>,
    /// Whether the list being read is the trash of a backup.
    pub(crate) is_trash: bool,
    /// Whether it had a list of entries.
    pub(crate) has_entries: bool,
}

/// An event, and what was stored with it.
#[derive(Debug)]
pub(crate) struct DraftEvent {
    pub(crate) event: Event,
    pub(crate) calendar: Option<CalendarId>,
    pub(crate) local: Option<Local>,
    /// Whether it was in the trash of a backup.
    pub(crate) is_trashed: bool,
    /// Its index in the list of entries.
    pub(crate) index: Option<usize>,
}

impl GroupItem<'_> {
    /// Returns the name of the list of entries that is being read.
    pub(crate) fn list(&self) -> &'static str {
        if self.is_trash { names::BIN } else { "entries" }
    }
}

impl<'v> DecodeDraft<'v> {
    /// Creates an empty draft.
    pub(crate) fn of(notes: Notes<'v>, limits: &Limits) -> Self {
        Self { notes, items: Vec::new(), other: None, entry_count: 0, limits: *limits }
    }
}

/// Reads a text as far as possible.
pub(crate) fn read<'v>(
    text: &'v str,
    limits: &Limits,
    foreign: Option<ForeignReading<'v>>,
) -> (DecodeDraft<'v>, Option<SyntaxError>) {
    let mut notes = Notes::new(text, limits);
    notes.services = Services::new(foreign);
    let mut draft = DecodeDraft::of(notes, limits);
    let meter = Meter::new(limits);
    let mut parser = serde_json::Deserializer::from_str(text);
    let top = Top { draft: &mut draft, meter: &meter, index: None };
    let result = top.deserialize(&mut parser).and_then(|()| parser.end());
    (draft, result.err().map(|error| SyntaxError::of(&error, text)))
}

impl<'v> DecodeDraft<'v> {
    /// Adds one entry to the newest item; returns whether there is room for more.
    fn entry(&mut self, index: usize, value: Value<'v>) -> bool {
        let Some(item) = self.items.last_mut() else { return false };
        let root = PointerPath::Root;
        let at = item.index.map(|index| PointerPath::Index(&root, index));
        let entries = PointerPath::Key(at.as_ref().unwrap_or(&root), item.list());
        let path = PointerPath::Index(&entries, index);
        self.entry_count += 1;
        if self.entry_count > self.limits.entries {
            self.notes.add(&path, Reason::TooManyEntries);
            return false;
        }
        let object = match value {
            Value::Map(object) => object,
            Value::Skipped(skip) => {
                self.notes.add(&path, Reason::SkippedEntry(skip));
                return true;
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                self.notes.add(&path, Reason::NotAnEntry);
                return true;
            }
        };
        item.entry = Some(index);
        self.notes.begin(&object);
        let subject = take_entry(&mut self.notes, &path, object, item);
        self.notes.end(subject.as_deref());
        true
    }
}

/// Reads one entry into its item. Returns its title if something was wrong.
pub(crate) fn take_entry<'v>(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    mut object: Object<'v>,
    item: &mut GroupItem<'v>,
) -> Option<String> {
    notes.drop_duplicates(path, &mut object);
    let sort = object.text("@type");
    let is_event = match sort {
        Some(sort) => sort == "Event",
        None => object.get("start").is_some() || object.get("entries").is_none(),
    };
    if !is_event {
        let reason = if sort == Some("Task") { Reason::Task } else { Reason::UnknownEntry };
        notes.add(path, reason);
        let subject = subject(&object);
        let calendar = object.text(names::CALENDAR).map(CalendarId::new);
        object.0.retain(|(name, _)| name != names::CALENDAR);
        let mut skipped = Vec::new();
        let json = Value::Map(object).into_json(&mut skipped);
        for skip in skipped {
            notes.add(path, Reason::Skipped(skip));
        }
        item.others.extend(json.map(|json| (calendar, json)));
        return subject;
    }
    if sort.is_none() {
        notes.add(path, Reason::MissingProperty { name: "@type".into() });
    }
    let fallback = notes.has_new().then(|| subject(&object)).flatten();
    // If the entry is left out, there is no event to take the title from.
    let has_start = object.text("start").is_some_and(|start| clock::parse_local(start).is_some());
    let is_whole = has_start && object.text("uid").is_some();
    let spare = if is_whole { None } else { subject(&object) };
    let Some((event, beside)) = event::event(notes, path, object) else {
        return spare.or(fallback);
    };
    for what in oversized(&event) {
        notes.add(
            path,
            match what {
                Oversize::Text => Reason::LongText,
                Oversize::Rows => Reason::ManyRows,
                Oversize::Instances => Reason::ManyInstances,
            },
        );
    }
    if beside.has_version != item.entry.is_none() {
        notes.add(
            path,
            if beside.has_version {
                Reason::Dropped { name: "version".to_owned() }
            } else {
                Reason::MissingProperty { name: "version".into() }
            },
        );
    }
    let local = beside.local.map(|object| local::local(notes, path, object));
    let title = || if event.title.is_empty() { event.id.as_str() } else { &event.title };
    let subject = notes.has_new().then(|| title().to_owned());
    let (index, is_trashed) = (item.entry, item.is_trash);
    item.events.push(DraftEvent { event, calendar: beside.calendar, local, is_trashed, index });
    subject
}

fn subject(object: &Object<'_>) -> Option<String> {
    let title = object.text("title").filter(|title| !title.is_empty());
    title.or_else(|| object.text("uid")).map(str::to_owned)
}

/// The top level of a file, or an array there.
struct Top<'d, 'm, 'v> {
    draft: &'d mut DecodeDraft<'v>,
    meter: &'m Meter<'m>,
    index: Option<usize>,
}

impl Top<'_, '_, '_> {
    fn scalar(self, what: &'static str) {
        match self.index {
            None => self.draft.other = Some(what),
            Some(index) => {
                self.draft
                    .notes
                    .add(&PointerPath::Index(&PointerPath::Root, index), Reason::NotAnEntry);
            }
        }
    }
}

impl<'v> DeserializeSeed<'v> for Top<'_, '_, 'v> {
    type Value = ();

    fn deserialize<D: Deserializer<'v>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'v> Visitor<'v> for Top<'_, '_, 'v> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group or an entry")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.scalar("null");
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.scalar("true or false");
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.scalar("a number");
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.scalar("a number");
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.scalar("a number");
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.scalar("a text");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'v>>(self, mut items: A) -> Result<(), A::Error> {
        if self.index.is_some() {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            self.scalar("an array");
            return Ok(());
        }
        self.draft.other = Some("an array");
        let mut index = 0;
        loop {
            let top = Top { draft: &mut *self.draft, meter: self.meter, index: Some(index) };
            if items.next_element_seed(top)?.is_none() {
                return Ok(());
            }
            index += 1;
            if index > self.draft.limits.entries {
                self.draft.notes.add(&PointerPath::Root, Reason::TooManyEntries);
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'v>>(self, mut fields: A) -> Result<(), A::Error> {
        let draft = self.draft;
        draft.items.push(GroupItem { index: self.index, ..GroupItem::default() });
        self.meter.reset();
        let mut is_group = true;
        while let Some(name) = fields.next_key_seed(KeySeed)? {
            if is_group && (name == "entries" || name == names::BIN) {
                if let Some(item) = draft.items.last_mut() {
                    item.is_trash = name == names::BIN;
                }
                fields.next_value_seed(Entries { draft: &mut *draft, meter: self.meter })?;
                self.meter.reset();
                continue;
            }
            let value = fields.next_value_seed(ValueSeed::new(self.meter))?;
            if name == "@type" {
                is_group =
                    !matches!(&value, Value::Text(sort) if sort == "Event" || sort == "Task");
            }
            let most = draft.limits.values;
            if let Some(item) = draft.items.last_mut().filter(|item| item.fields.0.len() < most) {
                item.fields.0.push((name, value));
            }
        }
        Ok(())
    }
}

/// The list of entries of a group.
struct Entries<'d, 'm, 'v> {
    draft: &'d mut DecodeDraft<'v>,
    meter: &'m Meter<'m>,
}

impl Entries<'_, '_, '_> {
    /// Handles entries that are not a list: they are noted with the other fields.
    fn misfit(self) {
        if let Some(item) = self.draft.items.last_mut().filter(|item| !item.is_trash) {
            item.fields.0.push((Cow::Borrowed("entries"), Value::Null));
        }
    }
}

impl<'v> DeserializeSeed<'v> for Entries<'_, '_, 'v> {
    type Value = ();

    fn deserialize<D: Deserializer<'v>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'v> Visitor<'v> for Entries<'_, '_, 'v> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_map<A: MapAccess<'v>>(self, mut fields: A) -> Result<(), A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.misfit();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'v>>(self, mut items: A) -> Result<(), A::Error> {
        if let Some(item) = self.draft.items.last_mut() {
            item.has_entries |= !item.is_trash;
        }
        let mut index = 0;
        loop {
            self.meter.reset();
            let Some(value) = items.next_element_seed(ValueSeed::new(self.meter))? else {
                return Ok(());
            };
            if !self.draft.entry(index, value) {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
            index += 1;
        }
    }
}
