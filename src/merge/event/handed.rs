//! What a file cannot state of an event cannot have been changed in it: compares an incoming event with the base as it
//! was handed on.
//!
//! A file for everybody names only whom the event publishes, and another calendar program gives back only what it
//! knows. The base in such a form is a projection of it. A field that is as in the projection was not changed; it counts
//! as it is in the base.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::series::own_keys::{own_items, rename};
use crate::domain::series::repeat::{Override, Patch};
use crate::domain::sharing::visibility::{ExportExtent, extent, for_everybody, for_participants};
use crate::merge::event::conflict::{Side, Sides};
use crate::merge::event::rekeyed::Rekeyed;
use crate::merge::event::{compare, merge};

/// Returns the state of an event that an incoming one was made from: what the last file said, or what this device handed
/// on since, whichever is nearer to it.
pub fn base_of<'a>(ours: &'a Entry, theirs: &Event) -> Option<&'a Event> {
    match (ours.base_event(), ours.handed_event()) {
        (Some(base), Some(handed)) if base != handed => {
            let far = |known: &Event| {
                let said = completed(Some(known), theirs);
                compare(known, said.as_ref().unwrap_or(theirs)).changed.len()
            };
            Some(if far(handed) < far(base) { handed } else { base })
        }
        (base, handed) => base.or(handed),
    }
}

/// Completes the event of a file for everybody by what such a file leaves out: people, contacts, notes, and of a private
/// event everything but the time. Returns `None` if there is nothing to add.
///
/// A file without any participants says nothing about people: files are shared without names unless the person chooses
/// to include them.
pub fn completed(base: Option<&Event>, theirs: &Event) -> Option<Event> {
    let base = base?;
    let says_nothing = theirs.participants.is_empty();
    let mut event = match public(base, theirs) {
        Some(public) => restored(base, &public, theirs),
        None if says_nothing && !base.participants.is_empty() => theirs.clone(),
        None => return None,
    };
    if says_nothing {
        event.participants.clone_from(&base.participants);
    }
    (event != *theirs).then_some(event)
}

/// Returns the base as a file for everybody, or one with lists, has it, if the incoming event comes from such a file.
fn public(base: &Event, theirs: &Event) -> Option<Event> {
    let far = |known: &Event| compare(known, theirs).changed.len();
    match extent(base) {
        ExportExtent::Whole if !base.participants.is_empty() => {
            // What comes from such a file holds nothing that such a file leaves out.
            let files = [for_everybody, for_participants].into_iter().filter_map(|reduce| {
                let is_from_such = reduce(theirs, "").as_ref() == Some(theirs);
                reduce(base, "").filter(|file| is_from_such && file != base)
            });
            let near = files.map(|file| (far(&file), file)).min_by_key(|(far, _)| *far);
            near.filter(|(distance, _)| *distance < far(base)).map(|(_, file)| file)
        }
        ExportExtent::Time if for_everybody(base, &base.title).as_ref() != Some(base) => {
            for_everybody(base, &theirs.title).filter(|public| far(public) == 0)
        }
        ExportExtent::Whole | ExportExtent::Time | ExportExtent::Nothing => None,
    }
}

/// Returns what the instances of a series have of their own.
fn patches(event: &mut Event) -> impl Iterator<Item = (DateTime, &mut Patch)> {
    let all = event.repeat.iter_mut().flat_map(|repeat| &mut repeat.overrides);
    all.filter_map(|(at, own)| match own {
        Override::Patch(patch) => Some((*at, Arc::make_mut(patch))),
        Override::Excluded | Override::Kept(_) => None,
    })
}

fn patch_at(event: &mut Event, at: DateTime) -> Option<&mut Patch> {
    patches(event).find(|(of, _)| *of == at).map(|(_, patch)| patch)
}

/// Returns the incoming event with everything that is as in the projection replaced by what the base has.
pub fn restored(base: &Event, projection: &Event, theirs: &Event) -> Event {
    if projection == base {
        return theirs.clone();
    }
    let (mut projection, mut theirs) = (projection.clone(), theirs.clone());
    macro_rules! rekey {
        ($list:ident, $same:expr) => {{
            let lists = (&mut projection.$list, &mut theirs.$list);
            let keys = Rekeyed::applied(&base.$list, lists, $same);
            for (_, patch) in patches(&mut projection) {
                rename(&mut patch.$list, &keys.of_projection);
            }
            for (_, patch) in patches(&mut theirs) {
                rename(&mut patch.$list, &keys.of_theirs);
            }
            // Items that only an instance has.
            let (projected, returned) = (projection.$list.clone(), theirs.$list.clone());
            for (at, own) in base.repeat.iter().flat_map(|repeat| &repeat.overrides) {
                let Some(own) = own.patch() else { continue };
                let (mut there, mut back) = Default::default();
                let (there, back) = (
                    patch_at(&mut projection, *at).map_or(&mut there, |patch| &mut patch.$list),
                    patch_at(&mut theirs, *at).map_or(&mut back, |patch| &mut patch.$list),
                );
                let keys = Rekeyed::of(
                    &own_items(&own.$list, &base.$list),
                    &own_items(there, &projected),
                    &own_items(back, &returned),
                    $same,
                );
                rename(there, &keys.of_projection);
                rename(back, &keys.of_theirs);
            }
            keys
        }};
    }
    rekey!(virtual_locations, |a, b| a.uri == b.uri);
    rekey!(links, |a, b| a.href == b.href);
    rekey!(programme, |a, b| a.title == b.title && a.start == b.start);
    let people = rekey!(participants, |a, b| a.name == b.name && a.nature == b.nature);
    for (event, keys) in
        [(&mut projection, &people.of_projection), (&mut theirs, &people.of_theirs)]
    {
        for part in event.programme.values_mut() {
            let speakers = std::mem::take(&mut part.speakers).into_iter();
            part.speakers = speakers.map(|key| keys.get(&key).cloned().unwrap_or(key)).collect();
        }
    }
    let locations =
        rekey!(locations, |a, b| { a.name == b.name && a.is_meeting_place == b.is_meeting_place });
    for (event, keys) in
        [(&mut projection, &locations.of_projection), (&mut theirs, &locations.of_theirs)]
    {
        let renamed = event.main_location.as_ref().and_then(|main| keys.get(main)).cloned();
        event.main_location = renamed.or(event.main_location.take());
    }
    let sides = Sides { all: Some(Side::Theirs), single: None };
    let mut event = merge(Some(&projection), base, &theirs, sides).event;
    // An instance that the projection has of its own, and the file no longer, is as its series again.
    let own = |event: &Event, at: &DateTime| {
        event.repeat.as_ref().is_some_and(|repeat| repeat.overrides.contains_key(at))
    };
    if let (Some(repeat), true) = (&mut event.repeat, theirs.repeat.is_some()) {
        repeat.overrides.retain(|at, _| own(&theirs, at) || !own(&projection, at));
    }
    Event { revision: theirs.revision, ..event }
}
