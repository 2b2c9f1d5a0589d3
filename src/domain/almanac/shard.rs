//! How the almanac is divided for storage: one month of one calendar at a time.
//!
//! A shard is always read and written as a whole. Fewer, larger records are many times faster than one record per
//! event.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::almanac::entry::Entry;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::Month;

/// How long an event in a month's shard may last: longer ones are stored with the series, so that a window needs only
/// the month before it.
pub const LONGEST_IN_A_MONTH_DAYS: u32 = 28;

/// Identifies the shard that contains an entry. Ordered by time first, so that a window of time is one range of keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShardKey {
    /// The period.
    pub slot: Slot,
    /// The calendar.
    pub calendar: CalendarId,
}

/// The period that a shard covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Events that repeat, or last too long for a month: needed in every window.
    Series,
    /// Events that start in that month.
    Month(Month),
    /// The trash: ordered last, so that no window of time includes it.
    Trash,
}

/// The entries of one shard. They are shared: a copy of a shard copies no event, and the map, of whose places up to half
/// are empty, has only pointers in them.
pub type Shard = BTreeMap<EventId, Arc<Entry>>;

impl ShardKey {
    /// Returns the shard that an entry belongs to.
    pub fn of(entry: &Entry) -> Self {
        if entry.deleted.is_some() {
            return Self { slot: Slot::Trash, calendar: entry.calendar.clone() };
        }
        let days = entry.event.when.days();
        let is_long = days.count() > LONGEST_IN_A_MONTH_DAYS && !entry.event.when.is_without_day();
        let is_series = entry.event.repeat.is_some() || is_long;
        let slot = if is_series { Slot::Series } else { Slot::Month(Month::of(days.first)) };
        Self { slot, calendar: entry.calendar.clone() }
    }
}
