//! One row of a plan: what an import would do to one event.

use crate::domain::almanac::entry::{Base, Entry, Handed};
use crate::domain::event::Event;
use crate::domain::event::field::FieldPath;
use crate::domain::event::participant::is_same_address;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::notice::is_notice;
use crate::domain::time::UtcTime;
use crate::merge::event::conflict::{Conflict, Side, Sides};
use crate::merge::event::handed::{base_of, completed};
use crate::merge::event::revision;
use crate::merge::event::{Merged, compare, merge};
use crate::merge::incoming::IncomingFact;
use crate::merge::notice::parts::is_of_message;

/// What an import would do to an event, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Changed on both sides in different ways, or deleted in the file and changed on this device.
    Conflicting,
    /// Not imported: it belongs to another organiser, or the file contradicts itself.
    Refused,
    /// On this device in another calendar than in the file: it can be updated there, or moved.
    Elsewhere,
    /// The file cancels it.
    Cancelled,
    /// Changed in the file.
    Updated,
    /// Not on this device yet.
    New,
    /// Deleted by its author; the file states it.
    RemovedInFile,
    /// Deleted on this device, and the file has no newer edition.
    Trashed,
    /// Came from an earlier file of this calendar and is not in this one, which may hold only a part of the calendar.
    Missing,
    /// Nothing to show.
    Unchanged,
}

impl Class {
    /// All classes, in order.
    pub const ALL: [Self; 10] = [
        Self::Conflicting,
        Self::Refused,
        Self::Elsewhere,
        Self::Cancelled,
        Self::Updated,
        Self::New,
        Self::RemovedInFile,
        Self::Trashed,
        Self::Missing,
        Self::Unchanged,
    ];
}

/// The reason why an event is not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The event on this device has another organiser.
    OtherOrganizer,
    /// The file has different events with the same uid.
    Ambiguous,
    /// It is a message about an event that is not here.
    NotHere,
    /// It is a message about a date on which the series here does not take place.
    NoSuchDate,
}

/// One row of a plan, with everything that a page shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// The event.
    pub id: EventId,
    /// The calendar that the file says it belongs to.
    pub calendar: CalendarId,
    /// What the import would do.
    pub class: Class,
    /// The reason, if it is refused.
    pub refusal: Option<Refusal>,
    /// Whether the file is older than the event on this device.
    pub is_older: bool,
    /// When it was deleted: by its author, or on this device.
    pub deleted: Option<UtcTime>,
    /// The event as it is on this device.
    pub before: Option<Event>,
    /// The event as it would be after the row is accepted; `None` if it would be deleted. For a refused row and for an
    /// event that was deleted on this device, it is the event in the file.
    pub after: Option<Event>,
    /// The fields that both sides changed.
    pub conflicts: Vec<Conflict>,
    /// The fields in which `after` differs from `before`; empty if one of them is missing.
    pub changed: Vec<FieldPath>,
}

/// The decision about one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Do nothing.
    Same { is_older: bool },
    /// Do nothing, because the file may not change the event.
    Refuse(Refusal),
    /// Add the event.
    Add,
    /// Replace the event, or only its base. The base to store is the event in the file, or `completed` if the file
    /// says nothing about people. `home` is set if the event is in another calendar than in the file.
    Merge { merged: Box<Merged>, completed: Option<Box<Event>>, home: Option<Home> },
    /// Replace the entry with the one in the backup.
    Restore,
    /// Restore an event that was deleted on this device. `conflict` is the chosen side if the file's edition is newer,
    /// because then the person is asked first.
    Return { conflict: Option<Side> },
    /// Delete the event. `conflict` is the chosen side if the person is asked first.
    Remove { conflict: Option<Side>, is_missing: bool },
}

/// Where an event stays that the file has in another calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Home {
    /// The side if a person does not choose: the file's if nothing but the calendar differs.
    default: Side,
    /// The side that is taken: `Theirs` moves the event to the calendar of the file.
    pub(crate) side: Side,
}

/// Computes one row. `ours` is the entry of this device with that uid, `owner` the calendar that the file names.
///
/// Returns `None` if there is nothing to do, or nothing on either side.
pub fn preview_row(
    ours: Option<&Entry>,
    fact: &IncomingFact,
    owner: &CalendarId,
) -> Option<PlanRow> {
    let verdict = judge(ours, fact, owner, Sides::default())?;
    let class = verdict.class(ours, fact);
    let live = ours.filter(|entry| entry.deleted.is_none());
    let before = live.map(|entry| entry.event.clone());
    let mut row = PlanRow {
        id: event_of(ours, fact)?.id.clone(),
        calendar: owner.clone(),
        class,
        refusal: None,
        is_older: false,
        deleted: None,
        before,
        after: None,
        conflicts: Vec::new(),
        changed: Vec::new(),
    };
    match verdict {
        Decision::Same { is_older } => {
            row.is_older = is_older;
            row.after.clone_from(&row.before);
        }
        Decision::Refuse(refusal) => {
            row.refusal = Some(refusal);
            row.after = fact.event().cloned();
        }
        Decision::Add => row.after = fact.event().cloned(),
        Decision::Restore => {
            row.after = fact.event().cloned();
            if let (Some(ours), Some(theirs)) = (&row.before, &row.after) {
                row.changed = compare(ours, theirs).changed;
            }
        }
        Decision::Merge { merged, home, .. } => {
            row.after = Some(merged.event);
            let calendar = FieldPath::Calendar;
            let conflict = home.map(|home| Conflict { field: calendar, default: home.default });
            row.conflicts = conflict.into_iter().chain(merged.conflicts).collect();
            row.changed = merged.changed;
        }
        Decision::Return { conflict } => {
            row.deleted = ours.and_then(|entry| entry.deleted).or(moment_of(fact));
            row.after = fact.event().cloned();
            if conflict.is_some() {
                row.conflicts = vec![Conflict { field: FieldPath::Event, default: Side::Ours }];
            }
        }
        Decision::Remove { conflict, .. } => {
            row.deleted = moment_of(fact);
            if conflict.is_some() {
                row.conflicts = vec![Conflict { field: FieldPath::Event, default: Side::Ours }];
                row.after.clone_from(&row.before);
            }
        }
    }
    Some(row)
}

fn moment_of(fact: &IncomingFact) -> Option<UtcTime> {
    match fact {
        IncomingFact::Deleted(at) | IncomingFact::Buried(_, at) => Some(*at),
        IncomingFact::Event(_)
        | IncomingFact::Notice(_)
        | IncomingFact::Continued(_)
        | IncomingFact::Unfounded(_)
        | IncomingFact::Ambiguous(_)
        | IncomingFact::Entry(_)
        | IncomingFact::Nothing => None,
    }
}

/// Returns the event that a row is about: the incoming one, else the one on this device.
pub(crate) fn event_of<'a>(ours: Option<&'a Entry>, fact: &'a IncomingFact) -> Option<&'a Event> {
    fact.event().or(ours.map(|entry| &entry.event))
}

/// Decides what to do with one event.
pub(crate) fn judge(
    ours: Option<&Entry>,
    fact: &IncomingFact,
    owner: &CalendarId,
    sides: Sides<'_>,
) -> Option<Decision> {
    match (ours, fact) {
        (None, IncomingFact::Unfounded(_)) => Some(Decision::Refuse(Refusal::NotHere)),
        (Some(_), IncomingFact::Unfounded(_)) => Some(Decision::Refuse(Refusal::NoSuchDate)),
        (_, IncomingFact::Ambiguous(_)) => Some(Decision::Refuse(Refusal::Ambiguous)),
        (None, IncomingFact::Deleted(_) | IncomingFact::Nothing) => None,
        (
            None,
            IncomingFact::Event(_)
            | IncomingFact::Notice(_)
            | IncomingFact::Continued(_)
            | IncomingFact::Entry(_),
        ) => Some(Decision::Add),
        (None, IncomingFact::Buried(..)) => Some(Decision::Return { conflict: None }),
        (Some(ours), IncomingFact::Entry(theirs)) => Some(if *ours == **theirs {
            Decision::Same { is_older: false }
        } else {
            Decision::Restore
        }),
        (
            Some(ours),
            IncomingFact::Event(theirs)
            | IncomingFact::Notice(theirs)
            | IncomingFact::Buried(theirs, _),
        ) if ours.deleted.is_some() => Some(judge_trashed(ours, theirs, owner, sides)),
        (Some(ours), IncomingFact::Continued(part)) => {
            let said = part.base_event().unwrap_or(&part.event);
            judge(Some(ours), &IncomingFact::Event(Box::new(said.clone())), owner, sides)
        }
        (Some(ours), IncomingFact::Deleted(_) | IncomingFact::Nothing)
            if ours.deleted.is_some() =>
        {
            None
        }
        (Some(ours), IncomingFact::Event(theirs) | IncomingFact::Buried(theirs, _)) => {
            let base = if is_notice(&ours.event) && !is_notice(theirs) {
                // The series has come to an occurrence that was known alone, and contains it.
                Some(&ours.event)
            } else {
                base_of(ours, theirs)
            };
            Some(judge_event((base, ours), theirs, owner, sides))
        }
        (Some(ours), IncomingFact::Notice(theirs)) => {
            let base = shared(ours).unwrap_or(&ours.event);
            Some(judge_event((Some(base), ours), theirs, owner, sides))
        }
        (Some(ours), IncomingFact::Deleted(at)) => {
            (ours.calendar == *owner).then(|| judge_deletion(ours, *at, sides))
        }
        (Some(ours), IncomingFact::Nothing) => (ours.calendar == *owner)
            .then_some(Decision::Remove { conflict: None, is_missing: true }),
    }
}

fn judge_event(
    (base, ours): (Option<&Event>, &Entry),
    theirs: &Event,
    owner: &CalendarId,
    sides: Sides<'_>,
) -> Decision {
    let verdict = judge_content((base, ours), theirs, sides);
    if ours.calendar == *owner {
        return verdict;
    }
    let (merged, completed) = match verdict {
        Decision::Merge { merged, completed, home: _ } => (merged, completed),
        Decision::Same { is_older: false } => {
            (Box::new(Merged::unchanged(&ours.event)), base.cloned().map(Box::new))
        }
        verdict @ (Decision::Same { is_older: true }
        | Decision::Refuse(_)
        | Decision::Add
        | Decision::Restore
        | Decision::Return { .. }
        | Decision::Remove { .. }) => return verdict,
    };
    let is_same = merged.changed.is_empty() && merged.conflicts.is_empty();
    let default = if is_same { Side::Theirs } else { Side::Ours };
    let side = sides.of(&FieldPath::Calendar).unwrap_or(default);
    Decision::Merge { merged, completed, home: Some(Home { default, side }) }
}

fn judge_content(
    (base, ours): (Option<&Event>, &Entry),
    theirs: &Event,
    sides: Sides<'_>,
) -> Decision {
    if base == Some(theirs) {
        return Decision::Same { is_older: false };
    }
    if let (Some(here), Some(there)) = (&ours.event.organizer, &theirs.organizer)
        && !is_same_address(here, there)
    {
        return Decision::Refuse(Refusal::OtherOrganizer);
    }
    let completed = completed(base, theirs);
    let said = completed.as_ref().unwrap_or(theirs);
    if base == Some(said) {
        return Decision::Same { is_older: false };
    }
    let known = base.unwrap_or(&ours.event).revision;
    let is_replaced = is_notice(&ours.event) && !is_notice(theirs);
    if !is_replaced && revision::is_newer(known, theirs.revision) {
        return Decision::Same { is_older: true };
    }
    let merged = Box::new(merge(base, &ours.event, said, sides));
    Decision::Merge { merged, completed: completed.map(Box::new), home: None }
}

/// An event that was deleted on this device does not come back without a question. An event that the file has in
/// another calendar is added: the deleted one is not visible.
fn judge_trashed(ours: &Entry, theirs: &Event, owner: &CalendarId, sides: Sides<'_>) -> Decision {
    if ours.calendar != *owner {
        return Decision::Add;
    }
    let known = shared(ours).unwrap_or(&ours.event).revision;
    let is_newer = revision::is_newer(theirs.revision, known);
    let side = || sides.of(&FieldPath::Event).unwrap_or(Side::Ours);
    Decision::Return { conflict: is_newer.then(side) }
}

/// Returns the event as others last knew it, if they did.
pub(crate) fn shared(ours: &Entry) -> Option<&Event> {
    ours.base_event().or_else(|| ours.handed_event())
}

/// A deletion applies to the state of the last file. If the event was created or changed on this device since then,
/// the person is asked.
fn judge_deletion(ours: &Entry, at: UtcTime, sides: Sides<'_>) -> Decision {
    let known = shared(ours).unwrap_or(&ours.event).revision.updated;
    // Whether others know the event at all, and whether they know it as it is.
    let (is_shared, is_as_known) = match (&ours.base, &ours.handed) {
        (Base::AsImported, _) | (Base::Local, Handed::AsNow) => (true, true),
        (Base::Was(_), _) | (Base::Local, Handed::Was(_)) => (true, false),
        // A part that a message cut off was not made here, and a newer edition has its dates.
        (Base::Local, Handed::Never) if is_of_message(&ours.event) => (true, true),
        (Base::Local, Handed::Never) => (false, false),
    };
    let is_older = known.is_some_and(|known| if is_shared { known > at } else { known >= at });
    if is_older {
        return Decision::Same { is_older: true };
    }
    let conflict = (!is_as_known).then(|| sides.of(&FieldPath::Event).unwrap_or(Side::Ours));
    Decision::Remove { conflict, is_missing: false }
}

impl Decision {
    /// The class of the row.
    pub(crate) fn class(&self, ours: Option<&Entry>, fact: &IncomingFact) -> Class {
        let is_called_off = |after: Option<&Event>| {
            after.is_some_and(Event::is_cancelled)
                && ours.is_some_and(|entry| !entry.event.is_cancelled())
        };
        let is_trashed = |entry: Option<&Entry>| entry.is_some_and(|it| it.deleted.is_some());
        let theirs = if let IncomingFact::Entry(entry) = fact { Some(&**entry) } else { None };
        match self {
            // An entry that the backup has in the trash is not shown. An event of this device stays unless a person
            // accepts the row.
            Self::Add if is_trashed(theirs) => Class::Unchanged,
            Self::Restore if is_trashed(theirs) && is_trashed(ours) => Class::Unchanged,
            Self::Restore if is_trashed(theirs) => Class::Missing,
            Self::Restore if is_trashed(ours) => Class::New,
            Self::Return { conflict: None } => Class::Trashed,
            Self::Same { .. } => Class::Unchanged,
            Self::Refuse(_) => Class::Refused,
            Self::Add => Class::New,
            Self::Restore if is_called_off(fact.event()) => Class::Cancelled,
            Self::Merge { home: Some(_), .. } => Class::Elsewhere,
            Self::Merge { merged, .. } if !merged.conflicts.is_empty() => Class::Conflicting,
            Self::Merge { merged, .. } if merged.changed.is_empty() => Class::Unchanged,
            Self::Merge { merged, .. } if is_called_off(Some(&merged.event)) => Class::Cancelled,
            Self::Restore | Self::Merge { .. } => Class::Updated,
            Self::Return { conflict: Some(_) } | Self::Remove { conflict: Some(_), .. } => {
                Class::Conflicting
            }
            Self::Remove { is_missing: true, .. } => Class::Missing,
            Self::Remove { is_missing: false, .. } => Class::RemovedInFile,
        }
    }
}
