//! The plan of an import: one light row per difference, in order.
//!
//! A row holds what came in and nothing that the almanac has anyway; [`super::step::step`] fills in the rest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use super::calendars::{self, CalendarStep};
use super::claims::{Gathered, gather};
use super::conflict::Sides;
use super::incoming::{Backup, Collection, Incoming, Options};
use super::step::{Class, Row, Said, Verdict, event_of, judge, step};
use crate::domain::almanac::Almanac;
use crate::domain::bin::bury;
use crate::domain::calendar::Calendar;
use crate::domain::entry::{Base, Entry};
use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePlan {
    /// What a person is shown: every row but the unchanged, by calendar, then time, then uid.
    pub rows: Vec<Planned>,
    /// How many events of each class.
    pub counts: Counts,
    /// The calendars that the file speaks of, by id.
    pub calendars: Vec<CalendarStep>,
    /// Rows of which nothing shows but that a new base is to be remembered.
    pub(crate) quiet: Vec<Planned>,
    /// The time of the import.
    pub(crate) imported_at: UtcTime,
}

/// One row of a plan, without its details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The event.
    pub id: EventId,
    /// The calendar that the file says it belongs to.
    pub calendar: CalendarId,
    /// What would be done.
    pub class: Class,
    /// When the event starts, as the file has it, else as it stands here.
    pub start: DateTime,
    pub(crate) said: Saying,
}

/// What came in about one event, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Saying {
    Event(Box<Event>),
    Buried(Box<Event>, UtcTime),
    Ambiguous(Box<Event>),
    Entry(Box<Entry>),
    Deleted(UtcTime),
    Nothing,
}

/// How many events a plan has of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not here yet.
    pub new: usize,
    /// Changed there.
    pub updated: usize,
    /// Called off.
    pub cancelled: usize,
    /// Changed here and there.
    pub conflicting: usize,
    /// Deleted by their author.
    pub removed: usize,
    /// Deleted here.
    pub binned: usize,
    /// Not in the file, though the rest of their calendar is.
    pub missing: usize,
    /// Not taken.
    pub refused: usize,
    /// Nothing to see.
    pub unchanged: usize,
    /// Of the unchanged: those of which the file has an older edition.
    pub older: usize,
}

/// Plans an import; the almanac must be whole. O(n log n) in the events of both.
pub fn plan(almanac: &Almanac, incoming: Incoming, options: &Options) -> MergePlan {
    let mut builder = Builder {
        almanac,
        plan: MergePlan {
            rows: Vec::new(),
            counts: Counts::default(),
            calendars: Vec::new(),
            quiet: Vec::new(),
            imported_at: options.imported_at,
        },
    };
    match incoming {
        Incoming::Files(collections) => builder.files(collections, &options.lone_events_into),
        Incoming::Backup(backup) => builder.backup(backup),
    }
    let mut plan = builder.plan;
    plan.rows.sort_by(|a, b| a.order().cmp(&b.order()));
    plan
}

impl MergePlan {
    /// Whether the file has nothing that this device does not have: the answer to the same file opened twice.
    pub fn is_nothing_new(&self) -> bool {
        self.rows.iter().all(|row| matches!(row.class, Class::Missing | Class::Binned))
            && !self.calendars.iter().any(CalendarStep::is_news)
    }

    /// One row with its details; `None` where there is no such row.
    pub fn row(&self, almanac: &Almanac, index: usize) -> Option<Row> {
        let planned = self.rows.get(index)?;
        step(planned.ours(almanac), planned.said(), &planned.calendar)
    }
}

impl Planned {
    /// What came in about the event: with the entry here and the calendar, all that [`step`] needs.
    pub fn said(&self) -> Said<'_> {
        self.said.as_said()
    }

    /// The entry here that is held against it: in the bin or not.
    pub fn ours<'a>(&self, almanac: &'a Almanac) -> Option<&'a Entry> {
        ours(almanac, &self.id, &self.said)
    }

    fn order(&self) -> (&CalendarId, DateTime, &EventId) {
        (&self.calendar, self.start, &self.id)
    }
}

impl Saying {
    fn as_said(&self) -> Said<'_> {
        match self {
            Self::Event(event) => Said::Event(event),
            Self::Buried(event, at) => Said::Buried(event, *at),
            Self::Ambiguous(event) => Said::Ambiguous(event),
            Self::Entry(entry) => Said::Entry(entry),
            Self::Deleted(at) => Said::Deleted(*at),
            Self::Nothing => Said::Nothing,
        }
    }
}

/// The entry here that something is held against. What went into the bin with its whole calendar is as good as new
/// when the calendar comes again; a backup is held against everything.
fn ours<'a>(almanac: &'a Almanac, id: &EventId, said: &Saying) -> Option<&'a Entry> {
    let is_backup = matches!(said, Saying::Entry(_));
    let is_seen = |entry: &&Entry| {
        let home = almanac.kept_calendar(&entry.calendar);
        let is_alone = home.is_some_and(|calendar| calendar.deleted != entry.deleted);
        is_backup || entry.deleted.is_none() || is_alone
    };
    almanac.kept(id).filter(is_seen)
}

struct Builder<'a> {
    almanac: &'a Almanac,
    plan: MergePlan,
}

impl Builder<'_> {
    fn files(&mut self, collections: Vec<Collection>, lone: &Calendar) {
        let Gathered { calendars, events, deletions } = gather(collections);
        let almanac = self.almanac;
        let is_expected = |it: &Entry| {
            it.deleted.is_none() && it.base != Base::Local && calendars.contains_key(&it.calendar)
        };
        let mut unmentioned = almanac.entries().filter(|entry| is_expected(entry)).count();
        let mut mentioned: BTreeSet<EventId> = BTreeSet::new();
        let mut needs_lone = false;
        for (owner, saying) in events {
            let Some(id) = saying.id().cloned() else { continue };
            let ours = ours(almanac, &id, &saying);
            unmentioned -= usize::from(ours.is_some_and(is_expected));
            let owner = owner.or_else(|| ours.map(|entry| entry.calendar.clone()));
            let saying = match deletions.latest(&id, owner.as_ref()) {
                Some(at) if saying.is_before(at) => Saying::Deleted(at),
                Some(_) | None if ours.is_none() => buried(almanac, owner.as_ref(), saying),
                Some(_) | None => saying,
            };
            needs_lone |= owner.is_none() && !matches!(saying, Saying::Deleted(_));
            let owner = owner.unwrap_or_else(|| lone.id.clone());
            self.add(id.clone(), owner, saying);
            mentioned.insert(id);
        }
        for id in deletions.ids() {
            let Some(ours) = almanac.entry(id) else { continue };
            if let Some(at) = deletions.latest(id, Some(&ours.calendar))
                && mentioned.insert(id.clone())
            {
                unmentioned -= usize::from(is_expected(ours));
                self.add(id.clone(), ours.calendar.clone(), Saying::Deleted(at));
            }
        }
        // Mostly nothing is missing, and looking for it is the dearest part of planning the same file again.
        if unmentioned > 0 {
            let is_missing = |it: &&Entry| is_expected(it) && !mentioned.contains(&it.event.id);
            for entry in almanac.entries().filter(is_missing) {
                self.add(entry.event.id.clone(), entry.calendar.clone(), Saying::Nothing);
            }
        }
        let known = self.almanac.calendars();
        let is_made =
            needs_lone && !known.contains_key(&lone.id) && !calendars.contains_key(&lone.id);
        let made = is_made.then(|| CalendarStep { before: None, after: lone.clone() });
        let merge = |(id, theirs)| {
            let mut step = calendars::merge(almanac.kept_calendar(&id), theirs);
            // Who gets a file from here is to hear of it too.
            let unknown = deletions.of(&id).filter(|(id, _)| almanac.kept(id).is_none());
            bury(&mut step.after, unknown.map(|(id, at)| (id.clone(), at)));
            step
        };
        let merged = calendars.into_iter().map(merge);
        self.plan.calendars = merged.chain(made).collect();
        self.plan.calendars.sort_by(|a, b| a.after.id.cmp(&b.after.id));
    }

    fn backup(&mut self, backup: Backup) {
        let known = self.almanac.calendars();
        let calendars: BTreeMap<CalendarId, Calendar> =
            backup.calendars.into_iter().map(|calendar| (calendar.id.clone(), calendar)).gathered();
        let step = |mut after: Calendar| {
            // What stands here does not go because of a backup.
            after.deleted = after.deleted.filter(|_| !known.contains_key(&after.id));
            CalendarStep { before: self.almanac.kept_calendar(&after.id).cloned(), after }
        };
        self.plan.calendars = calendars.into_values().map(step).collect();
        let mut entries: BTreeMap<EventId, Saying> = BTreeMap::new();
        for entry in backup.entries {
            let saying = match entries.remove(&entry.event.id) {
                None => Saying::Entry(Box::new(entry)),
                Some(Saying::Entry(other)) if *other == entry => Saying::Entry(other),
                Some(_) => Saying::Ambiguous(Box::new(entry.event)),
            };
            if let Some(id) = saying.id() {
                entries.insert(id.clone(), saying);
            }
        }
        for entry in self.almanac.entries() {
            if !entries.contains_key(&entry.event.id) {
                self.add(entry.event.id.clone(), entry.calendar.clone(), Saying::Nothing);
            }
        }
        for (id, saying) in entries {
            let ours = self.almanac.entry(&id).map(|entry| &entry.calendar);
            let owner = match &saying {
                Saying::Entry(entry) => Some(&entry.calendar),
                Saying::Event(_)
                | Saying::Buried(..)
                | Saying::Ambiguous(_)
                | Saying::Deleted(_)
                | Saying::Nothing => ours,
            };
            let owner = owner.cloned().unwrap_or_else(|| CalendarId::new(""));
            self.add(id, owner, saying);
        }
    }

    /// Judges one event and counts it; keeps a row where there is something to show or to remember.
    fn add(&mut self, id: EventId, calendar: CalendarId, said: Saying) {
        let ours = ours(self.almanac, &id, &said);
        let Some(verdict) = judge(ours, said.as_said(), &calendar, Sides::default()) else {
            return;
        };
        let class = verdict.class(ours, said.as_said());
        let counts = &mut self.plan.counts;
        *counts.of(class) += 1;
        if let Verdict::Same { is_older } = verdict {
            counts.older += usize::from(is_older);
            return;
        }
        let Some(event) = event_of(ours, said.as_said()) else { return };
        let planned = Planned { start: event.when.start(), id, calendar, class, said };
        if class == Class::Unchanged {
            self.plan.quiet.push(planned);
        } else {
            self.plan.rows.push(planned);
        }
    }
}

impl Counts {
    fn of(&mut self, class: Class) -> &mut usize {
        match class {
            Class::New => &mut self.new,
            Class::Updated => &mut self.updated,
            Class::Cancelled => &mut self.cancelled,
            Class::Conflicting => &mut self.conflicting,
            Class::RemovedInFile => &mut self.removed,
            Class::Binned => &mut self.binned,
            Class::Missing => &mut self.missing,
            Class::Refused => &mut self.refused,
            Class::Unchanged => &mut self.unchanged,
        }
    }
}

impl Saying {
    fn id(&self) -> Option<&EventId> {
        event_of(None, self.as_said()).map(|event| &event.id)
    }

    /// Whether it is an event known to be from before that time.
    fn is_before(&self, at: UtcTime) -> bool {
        match self {
            Self::Event(event) => event.revision.updated.is_some_and(|updated| updated < at),
            Self::Buried(..)
            | Self::Ambiguous(_)
            | Self::Entry(_)
            | Self::Deleted(_)
            | Self::Nothing => false,
        }
    }
}

/// The same, told of the deletion where the event was deleted here long ago and is no newer than that.
fn buried(almanac: &Almanac, owner: Option<&CalendarId>, saying: Saying) -> Saying {
    let calendar = owner.and_then(|owner| almanac.kept_calendar(owner));
    let at = calendar.zip(saying.id()).and_then(|(calendar, id)| calendar.tombstones.get(id));
    match (at, saying) {
        (Some(at), Saying::Event(event)) if event.revision.updated.is_none_or(|it| it <= *at) => {
            Saying::Buried(event, *at)
        }
        (_, saying) => saying,
    }
}
