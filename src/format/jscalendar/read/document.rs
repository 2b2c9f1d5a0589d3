//! What was read of a file so far, and how one more entry is added to it.

use crate::domain::directory::item::DirectoryItem;
use crate::domain::event::Event;
use crate::domain::event::bounds::{Oversize, oversized};
use crate::domain::foreign::Json;
use crate::domain::id::CalendarId;
use crate::format::clock;
use crate::format::directory::read;
use crate::format::issue::Reason;
use crate::format::jscalendar::local::{self, Local};
use crate::format::jscalendar::read::event;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::read::Limits;
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
    pub(crate) limits: Limits,
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
    /// The organisations, people and rosters of a backup.
    pub(crate) directory: Vec<DirectoryItem>,
    /// The list that is being read.
    pub(crate) list: EntryList,
    /// Whether it had a list of entries.
    pub(crate) has_entries: bool,
}

/// A list of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EntryList {
    /// Its entries.
    #[default]
    Entries,
    /// The trash of a backup.
    Trash,
    /// The organisations, people and rosters of a backup.
    Directory,
}

impl EntryList {
    /// Returns the list of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Entries, Self::Trash, Self::Directory].into_iter().find(|list| list.name() == name)
    }

    /// Returns the name of its property.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Trash => names::BIN,
            Self::Directory => names::DIRECTORY,
        }
    }
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

impl<'v> DecodeDraft<'v> {
    /// Creates an empty draft.
    pub(crate) fn of(notes: Notes<'v>, limits: &Limits) -> Self {
        Self { notes, items: Vec::new(), other: None, entry_count: 0, limits: *limits }
    }
}

impl<'v> DecodeDraft<'v> {
    /// Adds one entry to the newest item; returns whether there is room for more.
    pub(crate) fn entry(&mut self, index: usize, value: Value<'v>) -> bool {
        let Some(item) = self.items.last_mut() else { return false };
        let root = PointerPath::Root;
        let at = item.index.map(|index| PointerPath::Index(&root, index));
        let entries = PointerPath::Key(at.as_ref().unwrap_or(&root), item.list.name());
        let path = PointerPath::Index(&entries, index);
        self.entry_count += 1;
        if self.entry_count > self.limits.entries {
            self.notes.add(&path, Reason::TooManyEntries);
            return false;
        }
        let mut object = match value {
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
        if item.list == EntryList::Directory {
            self.notes.drop_duplicates(&path, &mut object);
            match read::item(&mut self.notes, &path, object) {
                Some(read) => item.directory.push(read),
                None => self.notes.add(&path, Reason::NotAnEntry),
            }
            return true;
        }
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
    let (index, is_trashed) = (item.entry, item.list == EntryList::Trash);
    item.events.push(DraftEvent { event, calendar: beside.calendar, local, is_trashed, index });
    subject
}

fn subject(object: &Object<'_>) -> Option<String> {
    let title = object.text("title").filter(|title| !title.is_empty());
    title.or_else(|| object.text("uid")).map(str::to_owned)
}
