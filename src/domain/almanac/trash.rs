//! The trash: what was deleted stays there for 30 days and can be restored.
//!
//! What is in the trash is an entry or a calendar like any other, except for the time of its deletion; each function
//! here returns a [`Change`], which is committed and undone like every other. An event in the trash has a tombstone in
//! its calendar, unless it went there with the whole calendar.
//!
//! A tombstone is the event's uid and the time of its deletion, nothing else. We do not know which events were
//! exported, so each deleted one leaves a tombstone: a file of the calendar informs those who had the event that it was
//! deleted. A file for everybody never told of a secret event, and does not tell of its deletion either.

use std::collections::BTreeMap;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::{Base, Entry};
use crate::domain::directory;
use crate::domain::event::status::Privacy;
use crate::domain::gather::ordered;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::day_number;
use crate::domain::time::{UtcTime, signed_days_between};

/// The number of days that something stays in the trash.
pub const KEPT_DAYS: u32 = 30;

/// The number of days that a file reports a deletion.
pub const TOMBSTONE_DAYS: u32 = 730;

/// The maximum number of tombstones of a calendar; the oldest are dropped first.
pub const MOST_TOMBSTONES: usize = 2_000;

/// Moves an event to the trash; the change is empty if there is no such event.
pub fn delete_event(almanac: &Almanac, id: &EventId, at: UtcTime) -> Change {
    let Some(entry) = almanac.entry(id) else { return Change::default() };
    let trashed = Entry { deleted: Some(at), ..entry.clone() };
    let mut change = Change::entry(id.clone(), Some(trashed));
    if let Some(calendar) = almanac.calendars().get(&entry.calendar) {
        let mut calendar = calendar.clone();
        record_deletion(&mut calendar, [(id.clone(), at)]);
        if entry.event.privacy == Privacy::Secret {
            calendar.untold.insert(id.clone());
        }
        change.calendars.insert(calendar.id.clone(), Some(calendar));
    }
    change
}

/// Moves a calendar with its events to the trash; everything must be loaded.
pub fn delete_calendar(almanac: &Almanac, id: &CalendarId, at: UtcTime) -> Change {
    let Some(calendar) = almanac.calendars().get(id) else { return Change::default() };
    let trashed = Calendar { deleted: Some(at), ..calendar.clone() };
    let mut change = Change::calendar(id.clone(), Some(trashed));
    for entry in almanac.entries().filter(|entry| entry.calendar == *id) {
        let trashed = Entry { deleted: Some(at), ..entry.clone() };
        change.entries.insert(entry.event.id.clone(), Some(trashed));
    }
    change
}

/// Returns an entry as it is outside the trash.
///
/// An event that was made or changed here gets a new revision: whoever received its deletion accepts it again only if
/// it is later than that. An event that is exactly as a file has it stays exactly so.
pub fn taken_out(entry: &Entry, now: UtcTime) -> Entry {
    let mut entry = Entry { deleted: None, ..entry.clone() };
    if matches!(entry.base, Base::Local | Base::Was(_)) {
        let updated = &mut entry.event.revision.updated;
        *updated = Some(now.later_than(*updated));
    }
    entry
}

/// Restores an event from the trash, and its calendar if that is there too; see [`taken_out`].
pub fn restore_event(almanac: &Almanac, id: &EventId, now: UtcTime) -> Change {
    let Some(entry) = trashed(almanac, id) else { return Change::default() };
    let mut change = restore_calendar(almanac, &entry.calendar);
    let mut restored = Entry { deleted: None, ..entry.clone() };
    let changed = change.calendars.remove(&entry.calendar).flatten();
    let calendar = changed.or_else(|| almanac.calendars().get(&entry.calendar).cloned());
    if let Some(mut calendar) = calendar {
        if forget_deletion(&mut calendar, id) {
            restored = taken_out(entry, now);
        }
        change.calendars.insert(calendar.id.clone(), Some(calendar));
    }
    change.entries.insert(id.clone(), Some(restored));
    change
}

/// Restores a calendar from the trash, with the events that went there with it; the trash must be loaded.
pub fn restore_calendar(almanac: &Almanac, id: &CalendarId) -> Change {
    let Some(calendar) = almanac.trashed_calendars().get(id) else { return Change::default() };
    let restored = Calendar { deleted: None, ..calendar.clone() };
    let mut change = Change::calendar(id.clone(), Some(restored));
    for entry in gone_with(almanac, calendar) {
        let restored = Entry { deleted: None, ..entry.clone() };
        change.entries.insert(entry.event.id.clone(), Some(restored));
    }
    change
}

/// Returns the events that went to the trash with that calendar.
pub fn gone_with<'a>(
    almanac: &'a Almanac,
    calendar: &'a Calendar,
) -> impl Iterator<Item = &'a Entry> {
    let is_along =
        |entry: &&Entry| entry.calendar == calendar.id && entry.deleted == calendar.deleted;
    almanac.trash().filter(is_along)
}

/// Permanently deletes an event in the trash; its tombstone stays.
pub fn erase_event(almanac: &Almanac, id: &EventId) -> Change {
    trashed(almanac, id).map(|_| Change::entry(id.clone(), None)).unwrap_or_default()
}

/// Permanently deletes a calendar in the trash, with all its events; the trash must be loaded.
pub fn erase_calendar(almanac: &Almanac, id: &CalendarId) -> Change {
    if !almanac.trashed_calendars().contains_key(id) {
        return Change::default();
    }
    let mut change = Change::calendar(id.clone(), None);
    for entry in almanac.trash().filter(|entry| entry.calendar == *id) {
        change.entries.insert(entry.event.id.clone(), None);
    }
    change
}

/// Permanently deletes everything in the trash; the trash must be loaded.
pub fn empty(almanac: &Almanac) -> Change {
    let mut change = Change::default();
    for id in almanac.trashed_calendars().keys() {
        change.calendars.insert(id.clone(), None);
    }
    for entry in almanac.trash() {
        change.entries.insert(entry.event.id.clone(), None);
    }
    change.directory = directory::trash::erased_if(almanac.directory(), |_| true);
    change
}

/// Removes what has been in the trash for [`KEPT_DAYS`], and tombstones that are too old; the trash must be loaded.
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
        drop_strays(&mut kept);
        if kept.tombstones.len() < calendar.tombstones.len() {
            change.calendars.insert(kept.id.clone(), Some(kept));
        }
    }
    for entry in almanac.trash() {
        let is_homeless = change.calendars.get(&entry.calendar).is_some_and(Option::is_none);
        if is_homeless || is_over(entry.deleted) {
            change.entries.insert(entry.event.id.clone(), None);
        }
    }
    // As far as it is loaded: nothing of it is loaded for this alone.
    change.directory = directory::trash::erased_if(almanac.directory(), |at| is_over(Some(at)));
    change
}

/// Returns after how many days something deleted then is removed; a day that has begun counts: 30 at first, 1 on the
/// last day.
pub fn days_left(deleted: UtcTime, now: UtcTime) -> u32 {
    let end = after(deleted, KEPT_DAYS);
    let days = signed_days_between(now.0.date(), end.0.date());
    let days = if now.0.time() < end.0.time() { days.saturating_add(1) } else { days };
    u32::try_from(days).unwrap_or(0).min(KEPT_DAYS)
}

/// Records deletions in a calendar; if there are too many, the oldest are dropped.
pub fn record_deletion(
    calendar: &mut Calendar,
    deletions: impl IntoIterator<Item = (EventId, UtcTime)>,
) {
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
    drop_strays(calendar);
}

/// Removes the tombstone of an event that is here again; returns whether there was one.
pub fn forget_deletion(calendar: &mut Calendar, id: &EventId) -> bool {
    calendar.untold.remove(id);
    calendar.tombstones.remove(id).is_some()
}

/// Keeps of what is not told only what has a tombstone.
fn drop_strays(calendar: &mut Calendar) {
    let Calendar { tombstones, untold, .. } = calendar;
    untold.retain(|id| tombstones.contains_key(id));
}

/// Returns the deletions that a file of the calendar reports, without events that are here in spite of a deletion.
pub fn deletions(almanac: &Almanac, calendar: &Calendar) -> BTreeMap<EventId, UtcTime> {
    let mut deletions = calendar.tombstones.clone();
    deletions.retain(|id, _| almanac.entry(id).is_none());
    deletions
}

/// Returns the deletions that a file for everybody reports: not those of secret events.
pub fn public_deletions(almanac: &Almanac, calendar: &Calendar) -> BTreeMap<EventId, UtcTime> {
    let mut deletions = deletions(almanac, calendar);
    deletions.retain(|id, _| !calendar.untold.contains(id));
    deletions
}

fn trashed<'a>(almanac: &'a Almanac, id: &EventId) -> Option<&'a Entry> {
    almanac.kept(id).filter(|entry| entry.deleted.is_some())
}

fn after(moment: UtcTime, days: u32) -> UtcTime {
    UtcTime(day_number::plus_seconds(moment.0, i64::from(days) * 86_400))
}
