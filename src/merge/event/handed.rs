//! What a file cannot state of an event cannot have been changed in it: compares an incoming event with the base as it
//! was handed on.
//!
//! A file for everybody names only whom the event publishes, and another calendar program gives back only what it knows. The base in such a
//! form is a projection of it. A field that is as in the projection was not changed; it counts as it is in the base.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::sharing::visibility::{ExportExtent, extent, for_everybody, for_participants};
use crate::merge::event::conflict::{Side, Sides};
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
    macro_rules! rekey {
        ($list:ident, $same:expr) => {{
            let lists = (&mut projection.$list, &mut theirs.$list);
            Rekeyed::applied(&base.$list, lists, $same)
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
    let event = merge(Some(&projection), base, &theirs, sides).event;
    Event { revision: theirs.revision, ..event }
}

/// The keys of the base for the items of a projection and of the event made from it.
struct Rekeyed {
    of_projection: BTreeMap<LocalId, LocalId>,
    of_theirs: BTreeMap<LocalId, LocalId>,
}

impl Rekeyed {
    /// Finds the same items. If one item of the projection is replaced by one other, the other is the same item, changed.
    fn of<V: PartialEq>(
        base: &BTreeMap<LocalId, V>,
        projection: &BTreeMap<LocalId, V>,
        theirs: &BTreeMap<LocalId, V>,
        is_same: fn(&V, &V) -> bool,
    ) -> Self {
        let mut free: BTreeSet<&LocalId> =
            base.keys().filter(|key| !projection.contains_key(*key)).collect();
        let mut of_projection = BTreeMap::new();
        for (key, item) in projection.iter().filter(|(key, _)| !base.contains_key(*key)) {
            let own = free.iter().find(|own| base.get(**own).is_some_and(|it| is_same(it, item)));
            if let Some(own) = own.copied() {
                free.remove(own);
                of_projection.insert(key.clone(), own.clone());
            }
        }
        let mut of_theirs: BTreeMap<LocalId, LocalId> = of_projection
            .iter()
            .filter(|(key, _)| theirs.contains_key(*key))
            .map(|(a, b)| (a.clone(), b.clone()))
            .gathered();
        let gone: Vec<&LocalId> =
            projection.keys().filter(|key| !theirs.contains_key(*key)).collect();
        let come: Vec<&LocalId> =
            theirs.keys().filter(|key| !projection.contains_key(*key)).collect();
        if let ([gone], [come]) = (gone.as_slice(), come.as_slice()) {
            let own = of_projection.get(*gone).unwrap_or(gone).clone();
            of_theirs.insert((*come).clone(), own);
        }
        Self { of_projection, of_theirs }
    }

    /// Gives the items of both lists the keys of the base; returns what was renamed.
    fn applied<V: PartialEq>(
        base: &BTreeMap<LocalId, V>,
        (projection, theirs): (&mut BTreeMap<LocalId, V>, &mut BTreeMap<LocalId, V>),
        is_same: fn(&V, &V) -> bool,
    ) -> Self {
        let keys = Self::of(base, projection, theirs, is_same);
        keys.apply(projection, theirs);
        keys
    }

    fn apply<V>(&self, projection: &mut BTreeMap<LocalId, V>, theirs: &mut BTreeMap<LocalId, V>) {
        for (items, keys) in [(projection, &self.of_projection), (theirs, &self.of_theirs)] {
            if !keys.is_empty() {
                let renamed = std::mem::take(items).into_iter();
                *items = renamed
                    .map(|(key, item)| (keys.get(&key).cloned().unwrap_or(key), item))
                    .gathered();
            }
        }
    }
}
