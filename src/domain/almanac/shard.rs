//! How the almanac is divided for storage: one month of one calendar at a time, and the directory in parts of its own.
//!
//! A shard is always read and written as a whole. Fewer, larger records are many times faster than one record per
//! event.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::almanac::entry::Entry;
use crate::domain::directory::item::DirectoryItems;
use crate::domain::directory::slot::DirectorySlot;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::Month;

/// How long an event in a month's shard may last: longer ones are stored with the series, so that a window needs only
/// the month before it.
pub const LONGEST_IN_A_MONTH_DAYS: u32 = 28;

/// Identifies a shard. Those of entries come first, by time, so that a window of time is one range of keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShardKey {
    /// Entries of one calendar.
    Entries {
        /// The period.
        slot: Slot,
        /// The calendar.
        calendar: CalendarId,
    },
    /// A part of the directory.
    Directory(DirectorySlot),
}

/// The period that a shard of entries covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Events that repeat, or last too long for a month: needed in every window.
    Series,
    /// Events that start in that month.
    Month(Month),
    /// The trash: ordered behind every month, so that no window of time includes it.
    Trash,
}

/// The entries of one shard. They are shared: a copy of a shard copies no event, and the map, of whose places up to half
/// are empty, has only pointers in them.
pub type Entries = BTreeMap<EventId, Arc<Entry>>;

/// What one shard holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shard {
    /// Entries.
    Entries(Entries),
    /// Organisations, people or rosters.
    Directory(DirectoryItems),
}

impl ShardKey {
    /// Returns the shard that an entry belongs to.
    pub fn of(entry: &Entry) -> Self {
        Self::Entries { slot: Slot::of(entry), calendar: entry.calendar.clone() }
    }

    /// Returns the first of the keys of a period.
    pub fn first_of(slot: Slot) -> Self {
        Self::Entries { slot, calendar: CalendarId::new("") }
    }

    /// Returns the period, of a shard of entries.
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Entries { slot, calendar: _ } => Some(*slot),
            Self::Directory(_) => None,
        }
    }

    /// Returns the calendar, of a shard of entries.
    pub fn calendar(&self) -> Option<&CalendarId> {
        match self {
            Self::Entries { slot: _, calendar } => Some(calendar),
            Self::Directory(_) => None,
        }
    }

    /// Whether it is a shard of events that are not in the trash.
    pub fn is_of_events(&self) -> bool {
        self.slot().is_some_and(|slot| slot != Slot::Trash)
    }
}

impl Slot {
    /// Returns the period that an entry belongs to.
    fn of(entry: &Entry) -> Self {
        if entry.deleted.is_some() {
            return Self::Trash;
        }
        let days = entry.event.when.days();
        let is_long = days.count() > LONGEST_IN_A_MONTH_DAYS && !entry.event.when.is_without_day();
        let is_series = entry.event.repeat.is_some() || is_long;
        if is_series { Self::Series } else { Self::Month(Month::of(days.first)) }
    }
}

impl Shard {
    /// Creates an empty shard for a key.
    pub fn empty(key: &ShardKey) -> Self {
        match key {
            ShardKey::Entries { .. } => Self::Entries(Entries::new()),
            ShardKey::Directory(_) => Self::Directory(DirectoryItems::new()),
        }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Entries(entries) => entries.is_empty(),
            Self::Directory(items) => items.is_empty(),
        }
    }
}
