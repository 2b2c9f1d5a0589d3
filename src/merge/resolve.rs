//! Turns a plan and the choices of a person into the change of the almanac.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::{Base, Entry, Happening, News};
use crate::domain::almanac::trash::{forget_deletion, record_deletion, taken_out};
use crate::domain::event::Event;
use crate::domain::event::status::Privacy;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;
use crate::merge::choices::{Choices, Take};
use crate::merge::event::Merged;
use crate::merge::event::conflict::Side;
use crate::merge::incoming::IncomingFact;
use crate::merge::plan::{MergePlan, Planned};
use crate::merge::preview::{Class, Decision, judge};

impl MergePlan {
    /// Returns the change that carries out the choices. The almanac must be the one that the plan was made for.
    ///
    /// Skipped rows leave no trace, so that the next import offers them again.
    pub fn resolve(self, almanac: &Almanac, choices: &Choices) -> Change {
        let mut entries = BTreeMap::new();
        let left_out = self.left_out(almanac, choices);
        let mut rows = self.rows;
        rows.extend(self.quiet);
        let is_wanted_there = |row: &&Planned| match row.class {
            Class::Trashed | Class::Missing | Class::Unchanged => false,
            Class::Conflicting
            | Class::Refused
            | Class::Elsewhere
            | Class::Cancelled
            | Class::Updated
            | Class::New
            | Class::RemovedInFile => !matches!(row.fact, IncomingFact::Entry(_)),
        };
        let mentioned: BTreeSet<CalendarId> =
            rows.iter().filter(is_wanted_there).map(|row| row.calendar.clone()).collect();
        // Sorted by id, so that the map is filled in its own order.
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let mut tombstones = Tombstones::default();
        for planned in rows {
            let is_skipped = choices.take(&planned.id, planned.class) == Take::Skip;
            if is_skipped || left_out.contains(&planned.id) {
                continue;
            }
            let id = planned.id.clone();
            let ours = planned.ours(almanac);
            let (is_backup, at) = match planned.fact {
                IncomingFact::Deleted(at) => (false, at),
                IncomingFact::Entry(_) => (true, self.imported_at),
                IncomingFact::Event(_)
                | IncomingFact::Notice(_)
                | IncomingFact::Continued(_)
                | IncomingFact::Buried(..)
                | IncomingFact::Unfounded(_)
                | IncomingFact::Ambiguous(_)
                | IncomingFact::Nothing => (false, self.imported_at),
            };
            let wanted = outcome(ours, planned, choices, self.imported_at);
            if wanted.as_ref() != ours {
                if let Some(wanted) = wanted.as_ref().filter(|_| !is_backup) {
                    tombstones.note(ours, wanted, at);
                }
                entries.insert(id, wanted);
            }
        }
        let used: BTreeSet<&CalendarId> =
            entries.values().flatten().map(|entry| &entry.calendar).collect();
        let calendars = self
            .calendars
            .into_iter()
            .filter(|step| {
                let is_wanted = choices.calendars == Take::Accept;
                let is_used = used.contains(&step.after.id);
                // A calendar of which no event is taken would be an empty one.
                let is_empty = step.is_new() && mentioned.contains(&step.after.id);
                if is_empty { is_used } else { is_wanted || (step.is_new() && is_used) }
            })
            .filter(|step| step.before.as_ref() != Some(&step.after))
            .map(|step| (step.after.id.clone(), Some(step.after)))
            .collect();
        let mut change = Change { calendars, entries, directory: self.directory };
        tombstones.apply(almanac, &mut change);
        change
    }
}

/// The tombstones to change: events that are deleted get one, events that come back lose theirs.
#[derive(Default)]
struct Tombstones(BTreeMap<CalendarId, Vec<Grave>>);

/// What becomes of one tombstone.
struct Grave {
    id: EventId,
    /// The time of the deletion; `None` if the event comes back.
    at: Option<UtcTime>,
    is_secret: bool,
}

impl Tombstones {
    fn note(&mut self, ours: Option<&Entry>, wanted: &Entry, at: UtcTime) {
        let is_live = |entry: &Entry| entry.deleted.is_none();
        let at = match (ours.is_some_and(is_live), is_live(wanted)) {
            (true, false) => Some(at),
            (false, true) => None,
            (true, true) | (false, false) => return,
        };
        let is_secret = wanted.event.privacy == Privacy::Secret;
        let grave = Grave { id: wanted.event.id.clone(), at, is_secret };
        self.0.entry(wanted.calendar.clone()).or_default().push(grave);
    }

    fn apply(self, almanac: &Almanac, change: &mut Change) {
        for (id, tombstones) in self.0 {
            let here = almanac.calendars().get(&id);
            let Some(calendar) = change.calendars.get(&id).and_then(Option::as_ref).or(here) else {
                continue;
            };
            let mut after = calendar.clone();
            let dug = tombstones.iter().filter_map(|grave| Some((grave.id.clone(), grave.at?)));
            record_deletion(&mut after, dug);
            for Grave { id, at, is_secret } in &tombstones {
                if at.is_none() {
                    forget_deletion(&mut after, id);
                } else if *is_secret {
                    after.untold.insert(id.clone());
                }
            }
            if after != *calendar {
                change.calendars.insert(id, Some(after));
            }
        }
    }
}

/// Returns the entry after the import, which is the entry of this device if there is nothing to do.
fn outcome(
    ours: Option<&Entry>,
    planned: Planned,
    choices: &Choices,
    imported_at: UtcTime,
) -> Option<Entry> {
    let sides = choices.sides(&planned.id);
    let Some(verdict) = judge(ours, &planned.fact, &planned.calendar, sides) else {
        return ours.cloned();
    };
    match (verdict, ours) {
        (Decision::Merge { merged, completed, home }, Some(ours)) => {
            let is_moved = home.is_some_and(|home| home.side == Side::Theirs);
            let calendar = if is_moved { planned.calendar } else { ours.calendar.clone() };
            Some(merged_into(ours, *merged, (planned.fact, completed), calendar))
        }
        (Decision::Remove { conflict: Some(Side::Ours), .. }, Some(ours)) => {
            Some(kept(ours.clone(), planned.fact, imported_at))
        }
        (Decision::Remove { .. }, Some(ours)) => {
            // The author has deleted it: if a person restores it from the trash, it is their own event.
            let is_let_go = matches!(planned.fact, IncomingFact::Deleted(_));
            let base = if is_let_go { Base::Local } else { ours.base.clone() };
            Some(Entry { base, deleted: Some(imported_at), ..ours.clone() })
        }
        (Decision::Return { conflict: None }, Some(ours)) => Some(taken_out(ours, imported_at)),
        (Decision::Return { conflict: Some(Side::Ours) }, Some(ours)) => match planned.fact {
            // Store the base, so that the same file does not ask again.
            IncomingFact::Event(said) | IncomingFact::Notice(said)
                if *said == ours.event || ours.base == Base::AsImported =>
            {
                Some(Entry { event: *said, base: Base::AsImported, ..ours.clone() })
            }
            IncomingFact::Event(said) | IncomingFact::Notice(said) => {
                Some(Entry { base: Base::Was(said), ..ours.clone() })
            }
            IncomingFact::Buried(..)
            | IncomingFact::Continued(_)
            | IncomingFact::Entry(_)
            | IncomingFact::Unfounded(_)
            | IncomingFact::Ambiguous(_)
            | IncomingFact::Deleted(_)
            | IncomingFact::Nothing => Some(ours.clone()),
        },
        (Decision::Add | Decision::Restore | Decision::Return { .. }, _) => match planned.fact {
            IncomingFact::Event(event)
            | IncomingFact::Notice(event)
            | IncomingFact::Buried(event, _) => {
                let is_mine = ours.is_some_and(|ours| ours.is_mine);
                Some(new(*event, planned.calendar, is_mine))
            }
            IncomingFact::Continued(part) => {
                let is_mine = ours.is_some_and(|ours| ours.is_mine);
                let base = part.base.clone();
                Some(Entry { base, ..new(part.event, planned.calendar, is_mine) })
            }
            IncomingFact::Entry(entry) => Some(*entry),
            IncomingFact::Unfounded(_)
            | IncomingFact::Ambiguous(_)
            | IncomingFact::Deleted(_)
            | IncomingFact::Nothing => ours.cloned(),
        },
        (
            Decision::Same { .. }
            | Decision::Refuse(_)
            | Decision::Merge { .. }
            | Decision::Remove { .. },
            ours,
        ) => ours.cloned(),
    }
}

/// Returns the entry after a merge. The base is what the file says, completed by what it leaves out.
fn merged_into(
    ours: &Entry,
    merged: Merged,
    (fact, completed): (IncomingFact, Option<Box<Event>>),
    calendar: CalendarId,
) -> Entry {
    let (theirs, is_local) = match fact {
        IncomingFact::Event(theirs) => (theirs, false),
        // No file has the series: it is still an event of this device.
        IncomingFact::Notice(theirs) => (theirs, ours.base == Base::Local),
        IncomingFact::Buried(..)
        | IncomingFact::Continued(_)
        | IncomingFact::Unfounded(_)
        | IncomingFact::Ambiguous(_)
        | IncomingFact::Entry(_)
        | IncomingFact::Deleted(_)
        | IncomingFact::Nothing => return ours.clone(),
    };
    let mut said = completed.unwrap_or(theirs);
    unmark(&ours.event, &mut said);
    let base = if is_local {
        Base::Local
    } else if merged.event == *said {
        Base::AsImported
    } else {
        Base::Was(said)
    };
    let news = if merged.changed.is_empty() {
        ours.news.clone()
    } else {
        Some(changed(&ours.event, &merged.event))
    };
    let Entry { handed, .. } = ours.clone().edited(merged.event.clone());
    Entry { event: merged.event, calendar, base, handed, news, ..ours.clone() }
}

/// Removes what [`crate::merge::split`] put into the first part of a series that the file cut: instances that were changed
/// here, and that the later part has now, are excluded from a rule that does not have them.
fn unmark(ours: &Event, said: &mut Event) {
    let is_changed = |at| {
        let own = ours.repeat.as_deref().and_then(|repeat| repeat.overrides.get(at));
        own.is_some_and(|own| !own.is_excluded())
    };
    let overrides = said.repeat.iter().flat_map(|repeat| &repeat.overrides);
    let marks = overrides.filter(|(at, own)| own.is_excluded() && is_changed(at));
    let marks: Vec<_> = marks.map(|(at, _)| *at).filter(|at| !said.is_of_rule(*at)).collect();
    if let Some(repeat) = said.repeat.as_deref_mut() {
        repeat.overrides.retain(|at, _| !marks.contains(at));
    }
}

/// Makes the entry of a new event.
fn new(event: Event, calendar: CalendarId, is_mine: bool) -> Entry {
    let news = Some(News { happening: Happening::New, is_seen: false, before: None });
    Entry { base: Base::AsImported, is_mine, news, ..Entry::local(event, calendar) }
}

fn changed(before: &Event, after: &Event) -> News {
    let is_called_off = after.is_cancelled() && !before.is_cancelled();
    let happening = if is_called_off { Happening::Cancelled } else { Happening::Changed };
    News { happening, is_seen: false, before: Some(Box::new(before.clone())) }
}

/// Keeps an event although the file deletes it: it now belongs to this device, with a revision later than the deletion.
fn kept(mut ours: Entry, fact: IncomingFact, imported_at: UtcTime) -> Entry {
    if let IncomingFact::Deleted(at) = fact {
        ours.base = Base::Local;
        let updated = &mut ours.event.revision.updated;
        *updated = (*updated).max(Some(imported_at.max(at)));
    }
    ours
}
