//! The incoming facts in the form that a plan needs: each calendar once, each event once, and the deletions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::directory::item::DirectoryItem;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::domain::time::zone::Zones;

/// The contents of the files that a person opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// Calendars and events from other people, to be merged.
    Files(IncomingFiles),
    /// A backup of this or another device, to be restored.
    Backup(IncomingBackup),
}

/// What files say, each with the calendar that claims it; `None` if it came without a calendar.
pub type Facts<T = IncomingFact> = Vec<(Option<CalendarId>, T)>;

/// The combined contents of one or several files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingFiles {
    /// The calendars; each one comes from the file with its latest `updated`.
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Each uid once, with the calendar that claims it; `None` if the event came without a calendar.
    pub facts: Facts,
    /// What the files say about single occurrences, by the uid of the series and with the calendar that claims it; the
    /// newest last.
    pub notices: BTreeMap<EventId, Facts<Event>>,
    /// The calendars of which the files hold only some events.
    pub partial: BTreeSet<CalendarId>,
    /// The calendars that state no identity; theirs was made from the title.
    pub unidentified: BTreeSet<CalendarId>,
    /// The events that another calendar program wrote, with the iCalendar properties that its file states.
    pub of_other_programs: BTreeMap<EventId, Arc<SortedSet<String>>>,
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
    /// Its organisations, people and rosters.
    pub directory: Vec<DirectoryItem>,
}

/// An incoming fact about one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncomingFact {
    /// The event as it is in a file.
    Event(Box<Event>),
    /// The series as the last file had it, except for the single occurrences about which a file says something.
    Notice(Box<Event>),
    /// The later part of a series that a file has cut: as the file has it (the base), with what was edited here of its
    /// instances.
    Continued(Box<Entry>),
    /// The event, of which this device has only a tombstone with the time of the deletion.
    Buried(Box<Event>, UtcTime),
    /// Several different events have this uid; this is one of them.
    Ambiguous(Box<Event>),
    /// A message about an event that neither the files nor this device has, or about a date that the event here does not
    /// have, with all people whom such messages name.
    Unfounded(Box<Event>),
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

/// An event that another calendar program wrote, and the base.
#[derive(Clone, Copy, Debug)]
pub struct Returned<'e> {
    /// The event as others last knew it, else as it is on this device.
    pub base: &'e Event,
    /// The event in the file.
    pub theirs: &'e Event,
    /// The iCalendar properties that the file states: the program knows these.
    pub stated: &'e SortedSet<String>,
}

/// Options of a plan.
#[derive(Clone)]
pub struct MergeOptions<'z> {
    /// The calendar for events that come without a calendar and are not on this device yet. It is created if it does
    /// not exist.
    pub lone_events_into: Calendar,
    /// The time of the import.
    pub imported_at: UtcTime,
    /// The time zones of the world.
    pub zones: &'z dyn Zones,
    /// Returns an event that another calendar program wrote, with what the program does not know as in the base.
    pub returned: fn(Returned<'_>, &dyn Zones) -> Event,
}

impl std::fmt::Debug for MergeOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MergeOptions")
            .field("imported_at", &self.imported_at)
            .finish_non_exhaustive()
    }
}

impl IncomingFact {
    /// The incoming event, if there is one.
    pub fn event(&self) -> Option<&Event> {
        match self {
            Self::Event(event)
            | Self::Notice(event)
            | Self::Buried(event, _)
            | Self::Unfounded(event)
            | Self::Ambiguous(event) => Some(event),
            Self::Entry(entry) | Self::Continued(entry) => Some(&entry.event),
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

    /// Gives the deletions of a calendar to another one, where `into` names one.
    pub(crate) fn give_to(&mut self, into: impl Fn(&Option<CalendarId>) -> Option<CalendarId>) {
        for ((id, owner), at) in std::mem::take(&mut self.0) {
            let owner = into(&owner).or(owner);
            self.add(id, owner, at);
        }
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
