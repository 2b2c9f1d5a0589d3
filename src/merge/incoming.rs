//! What came in, as a plan needs it: each calendar once, each event once, and what was deleted.

use std::collections::BTreeMap;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;

/// What a person opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// Calendars and events that others passed on, to be merged.
    Files(IncomingFiles),
    /// A backup of this or another device, to be restored as it was.
    Backup(IncomingBackup),
}

/// What one or several files say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingFiles {
    /// The calendars, as the file with the latest `updated` has each of them.
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Each uid once, with the calendar that claims it; `None` where the event came alone.
    pub facts: Vec<(Option<CalendarId>, IncomingFact)>,
    /// What was deleted.
    pub deletions: Deletions,
}

/// Everything that a device kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingBackup {
    /// Its calendars.
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Its entries, with their bases, marks and news; ambiguous where two backups have different ones.
    pub facts: BTreeMap<EventId, IncomingFact>,
}

/// What came in about one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncomingFact {
    /// The event, as a file has it.
    Event(Box<Event>),
    /// The event, of which nothing is left here but that it was deleted, and when.
    Buried(Box<Event>, UtcTime),
    /// Different events under one uid, of which this is one.
    Ambiguous(Box<Event>),
    /// The whole entry, out of a backup.
    Entry(Box<Entry>),
    /// That it was deleted, and when.
    Deleted(UtcTime),
    /// Nothing, though the rest of its calendar came.
    Nothing,
}

/// Deletions by uid and by the calendar whose file states them; `None` where the file has no calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deletions(BTreeMap<(EventId, Option<CalendarId>), UtcTime>);

/// What a plan needs to know besides the almanac and the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The calendar for events that came alone and are not here yet; it is made where it does not exist.
    pub lone_events_into: Calendar,
    /// The time of the import.
    pub imported_at: UtcTime,
}

impl IncomingFact {
    /// The event that came in, where one did.
    pub fn event(&self) -> Option<&Event> {
        match self {
            Self::Event(event) | Self::Buried(event, _) | Self::Ambiguous(event) => Some(event),
            Self::Entry(entry) => Some(&entry.event),
            Self::Deleted(_) | Self::Nothing => None,
        }
    }
}

impl Deletions {
    /// Adds a deletion; of several the latest counts.
    pub fn add(&mut self, id: EventId, owner: Option<CalendarId>, at: UtcTime) {
        let latest = self.0.entry((id, owner)).or_insert(at);
        *latest = at.max(*latest);
    }

    /// The uids that were deleted; one may come more than once.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &EventId> {
        self.0.keys().map(|(id, _)| id)
    }

    /// What files of one calendar say was deleted from it.
    pub(crate) fn of<'a>(
        &'a self,
        owner: &'a CalendarId,
    ) -> impl Iterator<Item = (&'a EventId, UtcTime)> {
        let is_of = move |by: &Option<CalendarId>| by.as_ref() == Some(owner);
        self.0.iter().filter(move |((_, by), _)| is_of(by)).map(|((id, _), at)| (id, *at))
    }

    /// When the event was deleted, as files of its calendar or without a calendar have it; as any file has it
    /// where it has no calendar yet.
    pub(crate) fn latest(&self, id: &EventId, owner: Option<&CalendarId>) -> Option<UtcTime> {
        let all = self.0.range((id.clone(), None)..).take_while(|((other, _), _)| other == id);
        let speaks =
            |by: &Option<CalendarId>| owner.is_none() || by.is_none() || by.as_ref() == owner;
        all.filter(|((_, by), _)| speaks(by)).map(|(_, at)| *at).max()
    }
}
