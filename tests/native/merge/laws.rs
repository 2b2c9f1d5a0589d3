//! Laws of the merge planner.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::import::combine;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::event::handed::completed;
use tsudoi::merge::event::matching::aligned;
use tsudoi::merge::plan::{MergePlan, Planned, plan};
use tsudoi::merge::preview::Class;

use crate::support::generate::merge::{
    Edit, base_event, calendar, edit, edited, few_moments, options, skip_all, world,
};
use crate::support::generate::{almanac, event_id, sorted_map};

fn planned(almanac: &Almanac, files: &[Collection]) -> MergePlan {
    plan(almanac, combine::files(files.to_vec()), &options())
}

fn imported(almanac: &Almanac, files: &[Collection], choices: &Choices) -> Almanac {
    let change = planned(almanac, files).resolve(almanac, choices);
    let mut almanac = almanac.clone();
    almanac.apply(change);
    almanac
}

fn choices() -> impl Strategy<Value = Choices> {
    let take = || prop_oneof![Just(Take::Skip), Just(Take::Accept)];
    let class = proptest::sample::select(Class::ALL.to_vec());
    let side = prop_oneof![Just(None), Just(Some(Side::Ours)), Just(Some(Side::Theirs))];
    let classes = sorted_map(class, take(), 0..4);
    let events = proptest::collection::btree_map(event_id(), take(), 0..4);
    (classes, events, take(), side).prop_map(|(classes, events, calendars, all_conflicts)| {
        Choices { classes, events, calendars, all_conflicts, conflicts: SortedMap::new() }
    })
}

/// Returns every state that a plan shows, without the details.
fn outline(plan: &MergePlan) -> Vec<(EventId, CalendarId, Class)> {
    plan.rows.iter().map(|row| (row.id.clone(), row.calendar.clone(), row.class)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_same_files_twice_plan_nothing(
        world in world(),
        side in prop_oneof![Just(None), Just(Some(Side::Ours)), Just(Some(Side::Theirs))],
    ) {
        let accept = Choices { all_conflicts: side, ..Choices::default() };
        let after = imported(&world.almanac, &world.files, &accept);
        let again = planned(&after, &world.files);
        let open = |class: Class| matches!(class, Class::Refused | Class::Elsewhere);
        let still = |class: Class| open(class) || matches!(class, Class::Missing | Class::Trashed);
        prop_assert!(again.rows.iter().all(|row| still(row.class)), "{:?}", outline(&again));
        prop_assert_eq!(again.is_nothing_new(), !again.rows.iter().any(|row| open(row.class)));
        let change = again.resolve(&after, &accept);
        prop_assert!(change.is_empty(), "{change:?}");
    }

    #[test]
    fn undoing_an_import_restores_the_almanac(world in world(), choices in choices()) {
        let change = planned(&world.almanac, &world.files).resolve(&world.almanac, &choices);
        let mut almanac = world.almanac.clone();
        let undo = almanac.inverse(&change);
        almanac.apply(change);
        almanac.apply(undo);
        prop_assert_eq!(almanac, world.almanac);
    }

    #[test]
    fn skipping_everything_changes_nothing(world in world()) {
        let change = planned(&world.almanac, &world.files).resolve(&world.almanac, &skip_all());
        prop_assert!(change.is_empty(), "{change:?}");
    }

    #[test]
    fn what_is_skipped_is_offered_again(world in world(), skipped in vec(event_id(), 0..4)) {
        let events = skipped.iter().map(|id| (id.clone(), Take::Skip)).collect();
        let first = planned(&world.almanac, &world.files);
        let after = imported(&world.almanac, &world.files, &Choices { events, ..Choices::default() });
        let again = planned(&after, &world.files);
        // An event may return into the trash together with its calendar: the plan offers it there then.
        let kind = |class| if class == Class::Trashed { Class::New } else { class };
        // An event in the trash whose calendar is not kept returns to that calendar as soon as the file brings it.
        let settled = |id: &EventId, calendar: CalendarId| {
            let home = world.almanac.kept(id).map(|entry| &entry.calendar);
            let is_lost = home.is_some_and(|home| world.almanac.kept_calendar(home).is_none());
            (!is_lost).then_some(calendar)
        };
        let offers = |plan: &MergePlan| -> Vec<_> {
            let offered = outline(plan).into_iter().filter(|(id, _, _)| skipped.contains(id));
            offered.map(|(id, calendar, class)| (settled(&id, calendar), id, kind(class))).collect()
        };
        prop_assert_eq!(offers(&first), offers(&again));
    }

    #[test]
    fn facts_from_there_and_marks_from_here_both_stand(
        base in base_event(EventId::new("e")),
        facts in vec(edit(), 0..6),
        marks in vec(edit(), 0..6),
    ) {
        let is_fact = |edit: &Edit| !edit.is_mark() && !edit.is_of_people() && !edit.is_of_owner();
        let facts: Vec<Edit> = facts.into_iter().filter(is_fact).collect();
        let marks: Vec<Edit> = marks.into_iter().filter(Edit::is_mark).collect();
        let mut theirs = edited(&base, &facts);
        theirs.revision.sequence += 1;
        // A file for everybody leaves out what we only carry: there, it is not a fact that it is gone.
        prop_assume!(completed(Some(&base), &theirs).is_none());
        let entry = Entry { base: Base::AsImported, ..Entry::local(base.clone(), calendar(0).id) };
        let before = almanac_of(entry.edited(edited(&base, &marks)));
        let file = Collection { calendar: Some(calendar(0)), events: vec![theirs.clone()], ..Collection::default() };
        let plan = planned(&before, std::slice::from_ref(&file));
        prop_assert_eq!(plan.counts.of(Class::Conflicting), 0);
        let after = imported(&before, &[file], &Choices::default());
        prop_assert_eq!(&after.entry(&base.id).expect("it stays").event, &edited(&theirs, &marks));
    }

    #[test]
    fn marks_of_this_device_stay_without_an_explicit_choice(world in world()) {
        let after = imported(&world.almanac, &world.files, &Choices::default());
        for ours in world.almanac.entries() {
            let base = ours.base_event().map(|base| aligned(base, &[&ours.event.participants]));
            for (key, person) in &ours.event.participants {
                let was = base.as_ref().and_then(|base| base.participants.get(key));
                let now = after.entry(&ours.event.id).and_then(|it| it.event.participants.get(key));
                prop_assert!(marks_stand(was, person, now), "{was:?}\n{person:?}\n{now:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_file_does_not_matter(world in world(), turn in 0usize..3) {
        let mut turned = world.files.clone();
        turned.rotate_left(turn);
        for file in &mut turned {
            file.events.reverse();
        }
        let (one, other) = (planned(&world.almanac, &world.files), planned(&world.almanac, &turned));
        prop_assert_eq!(outline(&one), outline(&other));
        prop_assert_eq!(one.counts, other.counts);
        prop_assert_eq!(
            one.resolve(&world.almanac, &Choices::default()),
            other.resolve(&world.almanac, &Choices::default())
        );
    }

    #[test]
    fn an_import_touches_no_other_calendar(mut world in world(), choices in choices(), only in 0usize..2) {
        let file = world.files.swap_remove(only);
        let owner = calendar(u8::try_from(only).expect("0 or 1")).id;
        let plan = planned(&world.almanac, std::slice::from_ref(&file));
        let is_asked = |row: &&Planned| row.class == Class::Elsewhere && choices.take(&row.id, row.class) == Take::Accept;
        let asked: BTreeSet<EventId> = plan.rows.iter().filter(is_asked).map(|row| row.id.clone()).collect();
        let change = plan.resolve(&world.almanac, &choices);
        prop_assert!(change.calendars.keys().all(|id| *id == owner));
        for (id, wanted) in change.entries {
            if asked.contains(&id) {
                continue;
            }
            prop_assert!(wanted.is_none_or(|entry| entry.calendar == owner));
            prop_assert!(world.almanac.entry(&id).is_none_or(|entry| entry.calendar == owner));
        }
    }

    #[test]
    fn a_base_is_what_the_file_said_and_a_mark_of_ones_own_stays(world in world(), choices in choices()) {
        let change = planned(&world.almanac, &world.files).resolve(&world.almanac, &choices);
        for (id, wanted) in &change.entries {
            let (Some(entry), ours) = (wanted, world.almanac.kept(id)) else { continue };
            prop_assert_eq!(entry.is_mine, ours.is_some_and(|ours| ours.is_mine));
            if let Base::Was(was) = &entry.base {
                prop_assert_ne!(&**was, &entry.event);
            }
            if let Some(base) = entry.base_event().filter(|_| entry.deleted.is_none()) {
                let known = ours.and_then(Entry::base_event);
                let said = world.files.iter().flat_map(|file| &file.events).find(|it| {
                    *it == base || completed(known, it).as_ref() == Some(base)
                });
                // An event restored from the trash is unchanged.
                let stood = ours.filter(|it| it.deleted.is_some()).and_then(Entry::base_event);
                prop_assert!(said.is_some() || stood == Some(base), "{base:?}");
            }
        }
    }

    #[test]
    fn a_backup_comes_back_as_it_was(device in almanac(), kept in almanac(), at in few_moments()) {
        let backup = || {
            let entries = kept.entries().chain(kept.trash()).cloned();
            let calendars = kept.kept_calendars().cloned().collect();
            let directory = kept.directory().items().cloned().collect();
            combine::backups(calendars, entries.collect(), directory)
        };
        let options = tsudoi::merge::incoming::MergeOptions { imported_at: at, ..options() };
        let change = plan(&device, backup(), &options).resolve(&device, &Choices::default());
        let mut after = device.clone();
        after.apply(change);
        for item in kept.directory().items() {
            let found = after.directory().item(&item.id()).map(|it| &**it);
            let here = device.directory().item(&item.id()).map(|it| &**it);
            let is_older = here.is_some_and(|here| here.updated() >= item.updated());
            prop_assert_eq!(found, if is_older { here } else { Some(item) });
        }
        for entry in kept.entries() {
            prop_assert_eq!(after.entry(&entry.event.id), Some(entry));
        }
        for (id, calendar) in kept.calendars() {
            prop_assert_eq!(after.calendars().get(id), Some(calendar));
        }
        let again = plan(&after, backup(), &options);
        prop_assert!(again.is_nothing_new());
        prop_assert!(again.resolve(&after, &Choices::default()).is_empty());
        let wiped = Almanac::default();
        let mut restored = wiped.clone();
        restored.apply(plan(&wiped, backup(), &options).resolve(&wiped, &Choices::default()));
        prop_assert_eq!(restored, kept);
    }
}

fn almanac_of(entry: Entry) -> Almanac {
    let mut almanac = Almanac::default();
    let change =
        tsudoi::domain::almanac::change::Change::entry(entry.event.id.clone(), Some(entry));
    almanac.apply(change);
    almanac
}

/// Returns whether each mark that was recorded here since the base is still there.
fn marks_stand(was: Option<&Participant>, ours: &Participant, now: Option<&Participant>) -> bool {
    let nobody = Participant::default();
    let is_answer = |it: &Participant| !matches!(it.reply, Reply::Unsaid | Reply::NeedsAction);
    let has_replied = was.map_or(is_answer(ours), |was| was.reply != ours.reply);
    let has_attended = was.unwrap_or(&nobody).attendance != ours.attendance;
    let has_delegated = was.unwrap_or(&nobody).delegated_to != ours.delegated_to;
    (!has_replied || now.is_some_and(|now| now.reply == ours.reply))
        && (!has_attended || now.is_some_and(|now| now.attendance == ours.attendance))
        && (!has_delegated || now.is_some_and(|now| now.delegated_to == ours.delegated_to))
}
