//! The incoming facts in the form that a plan needs: each calendar once, each event once, and the deletions.

use std::collections::BTreeMap;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;

/// The contents of the files that a person opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// Calendars and events from other people, to be merged.
    Files(IncomingFiles),
    /// A backup of this or another device, to be restored.
    Backup(IncomingBackup),
}

/// The combined contents of one or several files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingFiles {
    /// The calendars; each one comes from the file with its latest `updated`.
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Each uid once, with the calendar that claims it; `None` if the event came without a calendar.
    pub facts: Vec<(Option<CalendarId>, IncomingFact)>,
    /// The deletions.
    pub deletions: Deletions,
}

/// The contents of a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingBackup {
    /// Its calendars.
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Its entries, with their bases, marks and news; a fact is ambiguous if two backups have different entries.
    pub facts: BTreeMap<EventId, IncomingFact>,
}

/// An incoming fact about one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncomingFact {
    /// The event as it is in a file.
    Event(Box<Event>),
    /// The event, of which this device has only a tombstone with the time of the deletion.
    Buried(Box<Event>, UtcTime),
    /// Several different events have this uid; this is one of them.
    Ambiguous(Box<Event>),
    /// The whole entry from a backup.
    Entry(Box<Entry>),
    /// The event was deleted at this time.
    Deleted(UtcTime),
    /// The file has the calendar of the event, but not the event.
    Nothing,
}

/// Deletions by uid and by the calendar whose file states them; `None` if the file has no calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deletions(BTreeMap<(EventId, Option<CalendarId>), UtcTime>);

/// Options of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeOptions {
    /// The calendar for events that come without a calendar and are not on this device yet. It is created if it does
    /// not exist.
    pub lone_events_into: Calendar,
    /// The time of the import.
    pub imported_at: UtcTime,
}

impl IncomingFact {
    /// The incoming event, if there is one.
    pub fn event(&self) -> Option<&Event> {
        match self {
            Self::Event(event) | Self::Buried(event, _) | Self::Ambiguous(event) => Some(event),
            Self::Entry(entry) => Some(&entry.event),
            Self::Deleted(_) | Self::Nothing => None,
        }
    }
}

impl Deletions {
    /// Adds a deletion; if there are several for one event, the latest counts.
    pub fn add(&mut self, id: EventId, owner: Option<CalendarId>, at: UtcTime) {
        let latest = self.0.entry((id, owner)).or_insert(at);
        *latest = at.max(*latest);
    }

    /// The uids of deleted events; a uid may occur more than once.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &EventId> {
        self.0.keys().map(|(id, _)| id)
    }

    /// The deletions that files of one calendar state.
    pub(crate) fn of<'a>(
        &'a self,
        owner: &'a CalendarId,
    ) -> impl Iterator<Item = (&'a EventId, UtcTime)> {
        let is_of = move |by: &Option<CalendarId>| by.as_ref() == Some(owner);
        self.0.iter().filter(move |((_, by), _)| is_of(by)).map(|((id, _), at)| (id, *at))
    }

    /// Returns the latest time at which the event was deleted. Only files of its calendar and files without a calendar
    /// count; if `owner` is `None`, all files count.
    pub(crate) fn latest(&self, id: &EventId, owner: Option<&CalendarId>) -> Option<UtcTime> {
        let all = self.0.range((id.clone(), None)..).take_while(|((other, _), _)| other == id);
        let speaks =
            |by: &Option<CalendarId>| owner.is_none() || by.is_none() || by.as_ref() == owner;
        all.filter(|((_, by), _)| speaks(by)).map(|(_, at)| *at).max()
    }
}
