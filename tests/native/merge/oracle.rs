//! A slow and obvious planner, compared with the real one: it goes through every uid with nested loops.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::field::FieldPath;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::time::UtcTime;
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::import::combine;
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::plan::plan;
use tsudoi::merge::preview::Class;

use crate::merge::oracle_event::{Outcome, facts, newer, outcome, people, slow_merge};
use crate::support::generate::merge::{World, options, world};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn the_plan_is_what_the_slow_planner_says(world in world()) {
        let World { almanac, files } = world;
        let slow = slow_plan(&almanac, &files);
        let quick = plan(&almanac, combine::files(files), &options());
        let mut rows = BTreeMap::new();
        for index in 0..quick.rows.len() {
            let row = quick.row(&almanac, index).expect("a row for each index");
            prop_assert_eq!(row.class, quick.rows[index].class);
            let outcome = Outcome {
                class: row.class,
                is_older: row.is_older,
                after: row.after.as_ref().filter(|_| row.class != Class::Refused).map(|it| (facts(it), people(it))),
                conflicts: row.conflicts.into_iter().map(|it| (it.field, it.default)).collect(),
            };
            rows.insert(row.id, outcome);
        }
        let shown: BTreeMap<_, _> =
            slow.iter().filter(|(_, it)| it.class != Class::Unchanged).map(|(id, it)| (id.clone(), it.clone())).collect();
        prop_assert_eq!(rows, shown);
        let unchanged: Vec<_> = slow.values().filter(|it| it.class == Class::Unchanged).collect();
        prop_assert_eq!(quick.counts.of(Class::Unchanged), unchanged.len());
        prop_assert_eq!(quick.counts.older, unchanged.iter().filter(|it| it.is_older).count());
    }
}

fn slow_plan(almanac: &Almanac, files: &[Collection]) -> BTreeMap<EventId, Outcome> {
    let mut ids: Vec<EventId> = almanac.entries().map(|it| it.event.id.clone()).collect();
    for file in files {
        ids.extend(file.events.iter().map(|it| it.id.clone()));
        ids.extend(file.deleted.keys().cloned());
    }
    ids.into_iter().filter_map(|id| Some((id.clone(), slow_step(almanac, files, &id)?))).collect()
}

fn slow_step(almanac: &Almanac, files: &[Collection], id: &EventId) -> Option<Outcome> {
    let ours = almanac.entries().find(|it| it.event.id == *id);
    let is_known = |it: &&Entry| almanac.calendars().contains_key(&it.calendar);
    let trashed = almanac.trash().filter(is_known).find(|it| it.event.id == *id);
    let (mut owners, mut editions, mut comes_alone) = (BTreeSet::new(), Vec::new(), false);
    for file in files {
        for event in file.events.iter().filter(|it| it.id == *id) {
            editions.push(event);
            match &file.calendar {
                Some(calendar) => _ = owners.insert(calendar.id.clone()),
                None => comes_alone = true,
            }
        }
    }
    let home = ours.or(trashed).map_or(CalendarId::new("c2"), |it| it.calendar.clone());
    let owner = owners.first().cloned().unwrap_or(home);
    let mut deleted: Option<UtcTime> = None;
    for file in files {
        let is_new = owners.is_empty() && ours.or(trashed).is_none();
        let speaks_for_it = is_new || file.calendar.as_ref().is_none_or(|it| it.id == owner);
        if speaks_for_it {
            deleted = deleted.max(file.deleted.get(id).copied());
        }
    }
    let winner = editions.iter().find(|one| {
        editions.iter().all(|other| other == *one || newer(one.revision, other.revision))
    });
    if editions.is_empty() {
        let ours = ours?;
        if let Some(at) = deleted {
            return Some(slow_deletion(ours, at));
        }
        let speaks =
            |it: &Collection| it.calendar.as_ref().is_some_and(|it| it.id == ours.calendar);
        let is_missing = ours.base != Base::Local && files.iter().any(speaks);
        return is_missing.then(|| outcome(Class::Missing, None));
    }
    assert!(comes_alone || !owners.is_empty());
    let Some(theirs) = winner.filter(|_| owners.len() < 2) else {
        return Some(outcome(Class::Refused, None));
    };
    if let Some(at) = deleted.filter(|at| theirs.revision.updated.is_some_and(|it| it < *at)) {
        return ours.filter(|it| it.calendar == owner).map(|it| slow_deletion(it, at));
    }
    if let Some(trashed) = trashed.filter(|it| it.calendar == owner) {
        return Some(slow_return(trashed, theirs));
    }
    match ours {
        None => Some(outcome(Class::New, Some(theirs))),
        Some(ours) if ours.calendar != owner => Some(slow_elsewhere(ours, theirs)),
        Some(ours) => Some(slow_merge(ours, theirs)),
    }
}

/// An event that is here in another calendar: the same merge, and the question where it is to be.
fn slow_elsewhere(ours: &Entry, theirs: &Event) -> Outcome {
    let mut merged = slow_merge(ours, theirs);
    if merged.is_older || merged.class == Class::Refused {
        return merged;
    }
    let is_same = merged.class == Class::Unchanged;
    merged.conflicts.insert((FieldPath::Calendar, if is_same { Side::Theirs } else { Side::Ours }));
    merged.class = Class::Elsewhere;
    merged
}

fn slow_return(trashed: &Entry, theirs: &Event) -> Outcome {
    let known = trashed.base_event().unwrap_or(&trashed.event);
    if newer(theirs.revision, known.revision) {
        let conflicts = [(FieldPath::Event, Side::Ours)].into();
        return Outcome { conflicts, ..outcome(Class::Conflicting, Some(theirs)) };
    }
    outcome(Class::Trashed, Some(theirs))
}

fn slow_deletion(ours: &Entry, at: UtcTime) -> Outcome {
    let stands = outcome(Class::Unchanged, Some(&ours.event));
    let older = Outcome { is_older: true, ..stands.clone() };
    let conflict = Outcome {
        class: Class::Conflicting,
        conflicts: [(FieldPath::Event, Side::Ours)].into(),
        ..stands
    };
    let later = |event: &Event| event.revision.updated.is_some_and(|it| it > at);
    match &ours.base {
        Base::Local if later(&ours.event) || ours.event.revision.updated == Some(at) => older,
        Base::AsImported if later(&ours.event) => older,
        Base::Was(base) if later(base) => older,
        Base::AsImported => outcome(Class::RemovedInFile, None),
        Base::Local | Base::Was(_) => conflict,
    }
}
