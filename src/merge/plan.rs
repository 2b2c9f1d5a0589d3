//! The plan of an import: one small row per difference, in order.
//!
//! A row holds the incoming fact, and no data that the almanac has; [`crate::merge::preview::preview_row`] adds the details.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::{Base, Entry};
use crate::domain::almanac::trash::record_deletion;
use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, DirectoryItem, wanted};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;
use crate::merge::arriving::{compared, ours};
use crate::merge::calendars::{self, CalendarStep};
use crate::merge::counts::Counts;
use crate::merge::event::conflict::Sides;
use crate::merge::incoming::{Incoming, IncomingBackup, IncomingFact, IncomingFiles, MergeOptions};
use crate::merge::preview::{Class, Decision, PlanRow, event_of, judge, preview_row};

/// Everything that an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePlan {
    /// The rows that a person sees: all except the unchanged ones, by calendar, then time, then uid.
    pub rows: Vec<Planned>,
    /// The number of events of each class.
    pub counts: Counts,
    /// The calendars in the file, by id.
    pub calendars: Vec<CalendarStep>,
    /// What the restoring of a backup does to the directory.
    pub directory: DirectoryChange,
    /// Rows that are not shown: they only store a new base.
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
    /// What the import would do.
    pub class: Class,
    /// The start of the event in the file, or on this device if the file does not have the event.
    pub start: DateTime,
    /// The incoming fact about the event.
    pub fact: IncomingFact,
}

/// Plans an import; the almanac must be fully loaded. The cost is O(n log n) in the events of both.
pub fn plan(almanac: &Almanac, incoming: Incoming, options: &MergeOptions<'_>) -> MergePlan {
    let mut builder = Builder {
        almanac,
        plan: MergePlan {
            rows: Vec::new(),
            counts: Counts::default(),
            calendars: Vec::new(),
            directory: DirectoryChange::new(),
            quiet: Vec::new(),
            imported_at: options.imported_at,
        },
    };
    match incoming {
        Incoming::Files(files) => builder.files(files, options),
        Incoming::Backup(backup) => builder.backup(backup),
    }
    let mut plan = builder.plan;
    plan.rows.sort_by(|a, b| a.order().cmp(&b.order()));
    plan
}

impl MergePlan {
    /// Whether the file has nothing new for this device, for example if the same file is opened twice.
    pub fn is_nothing_new(&self) -> bool {
        self.rows.iter().all(|row| matches!(row.class, Class::Missing | Class::Trashed))
            && !self.calendars.iter().any(CalendarStep::is_news)
            && self.directory.is_empty()
    }

    /// Returns one row with its details; `None` if there is no such row.
    pub fn row(&self, almanac: &Almanac, index: usize) -> Option<PlanRow> {
        let planned = self.rows.get(index)?;
        preview_row(planned.ours(almanac), &planned.fact, &planned.calendar)
    }
}

impl Planned {
    /// The entry on this device that the incoming fact is compared with, in the trash or not.
    pub fn ours<'a>(&self, almanac: &'a Almanac) -> Option<&'a Entry> {
        ours(almanac, &self.id, &self.fact)
    }

    fn order(&self) -> (&CalendarId, DateTime, &EventId) {
        (&self.calendar, self.start, &self.id)
    }
}

struct Builder<'a> {
    almanac: &'a Almanac,
    plan: MergePlan,
}

impl Builder<'_> {
    fn files(&mut self, files: IncomingFiles, options: &MergeOptions<'_>) {
        let almanac = self.almanac;
        let lone = &options.lone_events_into;
        let IncomingFiles { calendars, facts, deletions, partial, .. } =
            compared(almanac, files, options);
        let is_expected = |it: &Entry| {
            let is_whole = calendars.contains_key(&it.calendar) && !partial.contains(&it.calendar);
            it.deleted.is_none() && it.base != Base::Local && is_whole
        };
        let mut unmentioned = almanac.entries().filter(|entry| is_expected(entry)).count();
        let mut mentioned: BTreeSet<EventId> = BTreeSet::new();
        let mut needs_lone = false;
        for (owner, fact) in facts {
            let Some(id) = fact.event().map(|event| event.id.clone()) else { continue };
            let ours = ours(almanac, &id, &fact);
            unmentioned -= usize::from(ours.is_some_and(is_expected));
            let owner = owner.or_else(|| ours.map(|entry| entry.calendar.clone()));
            let fact = match deletions.latest(&id, owner.as_ref()) {
                Some(at) if is_before(&fact, at) => IncomingFact::Deleted(at),
                Some(_) | None if ours.is_none() => buried(almanac, owner.as_ref(), fact),
                Some(_) | None => fact,
            };
            needs_lone |= owner.is_none() && !matches!(fact, IncomingFact::Deleted(_));
            let owner = owner.unwrap_or_else(|| lone.id.clone());
            self.add(id.clone(), owner, fact);
            mentioned.insert(id);
        }
        for id in deletions.ids() {
            let Some(ours) = almanac.entry(id) else { continue };
            if let Some(at) = deletions.latest(id, Some(&ours.calendar))
                && mentioned.insert(id.clone())
            {
                unmentioned -= usize::from(is_expected(ours));
                self.add(id.clone(), ours.calendar.clone(), IncomingFact::Deleted(at));
            }
        }
        // Usually nothing is missing, and the search is the most expensive part of planning the same file again.
        if unmentioned > 0 {
            let is_missing = |it: &&Entry| is_expected(it) && !mentioned.contains(&it.event.id);
            for entry in almanac.entries().filter(is_missing) {
                self.add(entry.event.id.clone(), entry.calendar.clone(), IncomingFact::Nothing);
            }
        }
        let known = self.almanac.calendars();
        let is_made =
            needs_lone && !known.contains_key(&lone.id) && !calendars.contains_key(&lone.id);
        let made = is_made.then(|| CalendarStep { before: None, after: lone.clone() });
        let merge = |(id, theirs)| {
            let mut step = calendars::merge(almanac.kept_calendar(&id), theirs);
            // Keep it as a tombstone, so that files from this device state the deletion too.
            let unknown = deletions.of(&id).filter(|(id, _)| almanac.kept(id).is_none());
            let unknown: Vec<_> = unknown.map(|(id, at)| (id.clone(), at)).collect();
            record_deletion(&mut step.after, unknown.clone());
            // What it was is unknown here, so it may have been secret; no file from here told of it either.
            step.after.untold.extend(unknown.into_iter().map(|(id, _)| id));
            step
        };
        let merged = calendars.into_iter().map(merge);
        self.plan.calendars = merged.chain(made).collect();
        self.drop_refused();
        self.plan.calendars.sort_by(|a, b| a.after.id.cmp(&b.after.id));
    }

    /// Drops the new calendars of which every event is refused.
    fn drop_refused(&mut self) {
        let MergePlan { rows, quiet, calendars, .. } = &mut self.plan;
        let has = |step: &CalendarStep, is_refused: bool| {
            let all = rows.iter().chain(&*quiet).filter(|row| row.calendar == step.after.id);
            all.filter(|row| (row.class == Class::Refused) == is_refused).count() > 0
        };
        calendars.retain(|step| !step.is_new() || !has(step, true) || has(step, false));
    }

    fn backup(&mut self, backup: IncomingBackup) {
        let IncomingBackup { calendars, facts, directory } = backup;
        self.plan.directory = restored(self.almanac.directory(), directory);
        let known = self.almanac.calendars();
        let step = |mut after: Calendar| {
            // A backup never deletes a calendar of this device.
            after.deleted = after.deleted.filter(|_| !known.contains_key(&after.id));
            CalendarStep { before: self.almanac.kept_calendar(&after.id).cloned(), after }
        };
        self.plan.calendars = calendars.into_values().map(step).collect();
        for entry in self.almanac.entries() {
            if !facts.contains_key(&entry.event.id) {
                self.add(entry.event.id.clone(), entry.calendar.clone(), IncomingFact::Nothing);
            }
        }
        for (id, fact) in facts {
            let ours = self.almanac.entry(&id).map(|entry| &entry.calendar);
            let owner = match &fact {
                IncomingFact::Entry(entry) => Some(&entry.calendar),
                IncomingFact::Event(_)
                | IncomingFact::Notice(_)
                | IncomingFact::Continued(_)
                | IncomingFact::Buried(..)
                | IncomingFact::Unfounded(_)
                | IncomingFact::Ambiguous(_)
                | IncomingFact::Deleted(_)
                | IncomingFact::Nothing => ours,
            };
            let owner = owner.cloned().unwrap_or_else(|| CalendarId::new(""));
            self.add(id, owner, fact);
        }
    }

    /// Decides about one event and counts it; adds a row if there is something to show or to store.
    fn add(&mut self, id: EventId, calendar: CalendarId, fact: IncomingFact) {
        let ours = ours(self.almanac, &id, &fact);
        let Some(verdict) = judge(ours, &fact, &calendar, Sides::default()) else { return };
        let class = verdict.class(ours, &fact);
        let counts = &mut self.plan.counts;
        counts.add(class);
        if let Decision::Same { is_older } = verdict {
            counts.older += usize::from(is_older);
            return;
        }
        let Some(event) = event_of(ours, &fact) else { return };
        let planned = Planned { start: event.when.start(), id, calendar, class, fact };
        if class == Class::Unchanged {
            self.plan.quiet.push(planned);
        } else {
            self.plan.rows.push(planned);
        }
    }
}

/// Whether it is an event that was last updated before that time.
fn is_before(fact: &IncomingFact, at: UtcTime) -> bool {
    match fact {
        IncomingFact::Event(event) | IncomingFact::Notice(event) => {
            event.revision.updated.is_some_and(|updated| updated < at)
        }
        IncomingFact::Continued(entry) => {
            entry.event.revision.updated.is_some_and(|updated| updated < at)
        }
        IncomingFact::Buried(..)
        | IncomingFact::Unfounded(_)
        | IncomingFact::Ambiguous(_)
        | IncomingFact::Entry(_)
        | IncomingFact::Deleted(_)
        | IncomingFact::Nothing => false,
    }
}

/// Returns the fact with the deletion, if this device has a tombstone of the event and the event is not newer than it.
fn buried(almanac: &Almanac, owner: Option<&CalendarId>, fact: IncomingFact) -> IncomingFact {
    let calendar = owner.and_then(|owner| almanac.kept_calendar(owner));
    let known = calendar.zip(fact.event());
    let at = known.and_then(|(calendar, event)| calendar.tombstones.get(&event.id)).copied();
    match (at, fact) {
        (Some(at), IncomingFact::Event(event))
            if event.revision.updated.is_none_or(|it| it <= at) =>
        {
            IncomingFact::Buried(event, at)
        }
        (Some(at), IncomingFact::Continued(entry))
            if entry.event.revision.updated.is_none_or(|it| it <= at) =>
        {
            IncomingFact::Buried(Box::new(entry.event), at)
        }
        (_, fact) => fact,
    }
}

/// Plans to take in what a backup has and this device lacks, or has in an older state. Nothing is removed: who was added
/// since the backup stays. Of several states of one item, the latest counts.
fn restored(directory: &Directory, mut items: Vec<DirectoryItem>) -> DirectoryChange {
    // The map keeps the last of a key.
    items.sort_by_key(DirectoryItem::updated);
    let latest: DirectoryChange = items.into_iter().map(wanted).collect();
    let is_wanted = |item: &DirectoryItem| {
        directory.item(&item.id()).is_none_or(|here| here.updated() < item.updated())
    };
    latest.into_iter().filter(|(_, item)| item.as_ref().is_some_and(|it| is_wanted(it))).collect()
}
