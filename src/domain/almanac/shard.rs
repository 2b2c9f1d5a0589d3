//! How the almanac is cut for keeping: one calendar's month at a time.
//!
//! A shard is read and written whole. Fewer, larger records are many times faster than one record per event.

use std::collections::BTreeMap;

use crate::domain::almanac::entry::Entry;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::Month;

/// How long an event of a month's shard may last: longer ones stand with the series, so that a window needs no more
/// than the month before it.
pub const LONGEST_IN_A_MONTH_DAYS: u32 = 28;

/// Which shard an entry stands in. Ordered by time first, so that a window of time is one range of keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShardKey {
    /// The part of time.
    pub slot: Slot,
    /// The calendar.
    pub calendar: CalendarId,
}

/// The part of time that a shard covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// What repeats, or lasts too long for a month: needed in every window.
    Series,
    /// What starts in that month.
    Month(Month),
    /// What lies in the bin: last, so that no window of time reaches it.
    Bin,
}

/// The entries of one shard.
pub type Shard = BTreeMap<EventId, Entry>;

impl ShardKey {
    /// The shard that an entry belongs to.
    pub fn of(entry: &Entry) -> Self {
        if entry.deleted.is_some() {
            return Self { slot: Slot::Bin, calendar: entry.calendar.clone() };
        }
        let days = entry.event.when.days();
        let is_series = entry.event.repeat.is_some() || days.count() > LONGEST_IN_A_MONTH_DAYS;
        let slot = if is_series { Slot::Series } else { Slot::Month(Month::of(days.first)) };
        Self { slot, calendar: entry.calendar.clone() }
    }
}
