//! The bin: what was deleted lies there for 30 days and can be put back.
//!
//! What lies in the bin is an entry or a calendar like any other, but for the moment of its deletion; each function
//! here answers with a [`Change`], to be committed and undone like every other. An event that lies in the bin has a
//! tombstone with its calendar, unless it went there with the whole calendar.
//!
//! A tombstone is the event's uid and the time of its deletion, nothing else. Which events have been handed out is not
//! known here, so each deleted one leaves a tombstone: a file of the calendar tells those who had the event that it is
//! gone, and a random uid tells nobody else anything.

use std::collections::BTreeMap;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::{Base, Entry};
use crate::domain::gather::ordered;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::day_number;
use crate::domain::time::{UtcTime, signed_days_between};

/// For how many days something lies in the bin.
pub const KEPT_DAYS: u32 = 30;

/// For how many days a file tells of a deletion.
pub const TOMBSTONE_DAYS: u32 = 730;

/// How many tombstones a calendar has at most; the oldest go first.
pub const MOST_TOMBSTONES: usize = 2_000;

/// Puts an event into the bin; empty where there is no such event.
pub fn delete_event(almanac: &Almanac, id: &EventId, at: UtcTime) -> Change {
    let Some(entry) = almanac.entry(id) else { return Change::default() };
    let binned = Entry { deleted: Some(at), ..entry.clone() };
    let mut change = Change::entry(id.clone(), Some(binned));
    if let Some(calendar) = almanac.calendars().get(&entry.calendar) {
        let mut calendar = calendar.clone();
        bury(&mut calendar, [(id.clone(), at)]);
        change.calendars.insert(calendar.id.clone(), Some(calendar));
    }
    change
}

/// Puts a calendar with its events into the bin; everything must be loaded.
pub fn delete_calendar(almanac: &Almanac, id: &CalendarId, at: UtcTime) -> Change {
    let Some(calendar) = almanac.calendars().get(id) else { return Change::default() };
    let binned = Calendar { deleted: Some(at), ..calendar.clone() };
    let mut change = Change::calendar(id.clone(), Some(binned));
    for entry in almanac.entries().filter(|entry| entry.calendar == *id) {
        let binned = Entry { deleted: Some(at), ..entry.clone() };
        change.entries.insert(entry.event.id.clone(), Some(binned));
    }
    change
}

/// An entry as it stands outside the bin.
///
/// An event that was made or changed here becomes a new edition: whoever was told of the deletion takes it back only
/// where it is later than that. One that stands as a file has it stays exactly so.
pub fn taken_out(entry: &Entry, now: UtcTime) -> Entry {
    let mut entry = Entry { deleted: None, ..entry.clone() };
    if matches!(entry.base, Base::Local | Base::Was(_)) {
        let updated = &mut entry.event.revision.updated;
        *updated = (*updated).max(Some(now));
    }
    entry
}

/// Takes an event out of the bin, and its calendar with it where that lies there too; see [`taken_out`].
pub fn restore_event(almanac: &Almanac, id: &EventId, now: UtcTime) -> Change {
    let Some(entry) = binned(almanac, id) else { return Change::default() };
    let mut change = restore_calendar(almanac, &entry.calendar);
    let mut restored = Entry { deleted: None, ..entry.clone() };
    let changed = change.calendars.remove(&entry.calendar).flatten();
    let calendar = changed.or_else(|| almanac.calendars().get(&entry.calendar).cloned());
    if let Some(mut calendar) = calendar {
        if calendar.tombstones.remove(id).is_some() {
            restored = taken_out(entry, now);
        }
        change.calendars.insert(calendar.id.clone(), Some(calendar));
    }
    change.entries.insert(id.clone(), Some(restored));
    change
}

/// Takes a calendar out of the bin, with the events that went there with it; the bin must be loaded.
pub fn restore_calendar(almanac: &Almanac, id: &CalendarId) -> Change {
    let Some(calendar) = almanac.binned_calendars().get(id) else { return Change::default() };
    let restored = Calendar { deleted: None, ..calendar.clone() };
    let mut change = Change::calendar(id.clone(), Some(restored));
    for entry in gone_with(almanac, calendar) {
        let restored = Entry { deleted: None, ..entry.clone() };
        change.entries.insert(entry.event.id.clone(), Some(restored));
    }
    change
}

/// The events that went into the bin with that calendar.
pub fn gone_with<'a>(
    almanac: &'a Almanac,
    calendar: &'a Calendar,
) -> impl Iterator<Item = &'a Entry> {
    let is_along =
        |entry: &&Entry| entry.calendar == calendar.id && entry.deleted == calendar.deleted;
    almanac.bin().filter(is_along)
}

/// Takes an event in the bin away for good; its tombstone stays.
pub fn erase_event(almanac: &Almanac, id: &EventId) -> Change {
    binned(almanac, id).map(|_| Change::entry(id.clone(), None)).unwrap_or_default()
}

/// Takes a calendar in the bin away for good, with all its events; the bin must be loaded.
pub fn erase_calendar(almanac: &Almanac, id: &CalendarId) -> Change {
    if !almanac.binned_calendars().contains_key(id) {
        return Change::default();
    }
    let mut change = Change::calendar(id.clone(), None);
    for entry in almanac.bin().filter(|entry| entry.calendar == *id) {
        change.entries.insert(entry.event.id.clone(), None);
    }
    change
}

/// Takes everything in the bin away for good; the bin must be loaded.
pub fn empty(almanac: &Almanac) -> Change {
    let mut change = Change::default();
    for id in almanac.binned_calendars().keys() {
        change.calendars.insert(id.clone(), None);
    }
    for entry in almanac.bin() {
        change.entries.insert(entry.event.id.clone(), None);
    }
    change
}

/// Takes away what has lain in the bin for [`KEPT_DAYS`], and tombstones that are too old; the bin must be loaded.
pub fn purge(almanac: &Almanac, now: UtcTime) -> Change {
    let mut change = Change::default();
    let is_over = |deleted: Option<UtcTime>| deleted.is_some_and(|at| after(at, KEPT_DAYS) <= now);
    for calendar in almanac.kept_calendars() {
        if is_over(calendar.deleted) {
            change.calendars.insert(calendar.id.clone(), None);
            continue;
        }
        let mut kept = calendar.clone();
        kept.tombstones.retain(|_, at| after(*at, TOMBSTONE_DAYS) > now);
        if kept.tombstones.len() < calendar.tombstones.len() {
            change.calendars.insert(kept.id.clone(), Some(kept));
        }
    }
    for entry in almanac.bin() {
        let is_homeless = change.calendars.get(&entry.calendar).is_some_and(Option::is_none);
        if is_homeless || is_over(entry.deleted) {
            change.entries.insert(entry.event.id.clone(), None);
        }
    }
    change
}

/// After how many days, the last one begun counted in, what was deleted then is gone: 30 at first, 1 on the last day.
pub fn days_left(deleted: UtcTime, now: UtcTime) -> u32 {
    let end = after(deleted, KEPT_DAYS);
    let days = signed_days_between(now.0.date(), end.0.date());
    let days = if now.0.time() < end.0.time() { days.saturating_add(1) } else { days };
    u32::try_from(days).unwrap_or(0).min(KEPT_DAYS)
}

/// Notes deletions with a calendar; of too many the oldest are dropped.
pub fn bury(calendar: &mut Calendar, deletions: impl IntoIterator<Item = (EventId, UtcTime)>) {
    for (id, at) in deletions {
        calendar.tombstones.insert(id, at);
    }
    let too_many = calendar.tombstones.len().saturating_sub(MOST_TOMBSTONES);
    if too_many > 0 {
        let all = calendar.tombstones.iter().map(|(id, at)| (*at, id.clone())).collect();
        for (_, id) in ordered(all, Ord::cmp).into_iter().take(too_many) {
            calendar.tombstones.remove(&id);
        }
    }
}

/// What a file of the calendar says of deletions: events that are here all the same are not among them.
pub fn deletions(almanac: &Almanac, calendar: &Calendar) -> BTreeMap<EventId, UtcTime> {
    let mut deletions = calendar.tombstones.clone();
    deletions.retain(|id, _| almanac.entry(id).is_none());
    deletions
}

fn binned<'a>(almanac: &'a Almanac, id: &EventId) -> Option<&'a Entry> {
    almanac.kept(id).filter(|entry| entry.deleted.is_some())
}

fn after(moment: UtcTime, days: u32) -> UtcTime {
    UtcTime(day_number::plus_seconds(moment.0, i64::from(days) * 86_400))
}
