//! What a file cannot state of an event cannot have been changed in it: compares an incoming event with the base as it
//! was handed on.
//!
//! A file for everybody names only whom the event publishes, and another calendar program gives back only what it
//! knows. The base in such a form is a projection of it. A field that is as in the projection was not changed; it counts
//! as it is in the base.

use jiff::civil::DateTime;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::sharing::visibility::{ExportExtent, extent, for_everybody, for_participants};
use crate::merge::event::conflict::{Side, Sides};
use crate::merge::event::rekeyed::{rekey_items, rekey_people};
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

/// Returns the incoming event with everything that is as in the projection replaced by what the base has.
pub fn restored(base: &Event, projection: &Event, theirs: &Event) -> Event {
    if projection == base {
        return theirs.clone();
    }
    let (mut projection, mut theirs) = (projection.clone(), theirs.clone());
    rekey_people(base, (&mut projection, &mut theirs));
    rekey_items(base, (&mut projection, &mut theirs));
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
