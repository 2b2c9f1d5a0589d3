//! Items that have other keys in one state of an event than in another: programs that keep no keys of items, or make new
//! ones each time they write, still mean the same items.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::participant::Participant;
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::id::LocalId;
use crate::domain::series::own::{Item, OwnList};
use crate::domain::series::own_keys::{own_items, rename, rename_items};
use crate::domain::series::repeat::{Override, Own, Patch};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// A list of items under keys, and how its items are recognised without their keys.
pub(crate) trait Listed: Item {
    /// The list of an event.
    fn list(event: &Event) -> &SortedMap<LocalId, Self>;

    /// The same, to change it.
    fn list_mut(event: &mut Event) -> &mut SortedMap<LocalId, Self>;

    /// What one instance has of its own in that list.
    fn own(patch: &Patch) -> &OwnList<Self>;

    /// The same, to change it.
    fn own_mut(patch: &mut Patch) -> &mut OwnList<Self>;

    /// Whether two items are the same one.
    fn is_same(&self, other: &Self) -> bool;

    /// Whether an item that came may be the only one that went, changed.
    fn may_follow(&self, _gone: &Self) -> bool {
        true
    }

    /// Gives what names the items by their keys the new ones.
    fn rename_references(_event: &mut Event, _keys: &Keys) {}
}

/// Former keys of items, and the keys that they get.
type Keys = SortedMap<LocalId, LocalId>;

macro_rules! listed {
    ($($item:ident $list:ident($a:ident, $b:ident) $same:expr $(, follows $follows:expr)? $(, named $named:ident)?;)+) => {$(
        impl Listed for $item {
            fn list(event: &Event) -> &SortedMap<LocalId, Self> {
                &event.$list
            }

            fn list_mut(event: &mut Event) -> &mut SortedMap<LocalId, Self> {
                &mut event.$list
            }

            fn own(patch: &Patch) -> &OwnList<Self> {
                &patch.$list
            }

            fn own_mut(patch: &mut Patch) -> &mut OwnList<Self> {
                &mut patch.$list
            }

            fn is_same(&self, other: &Self) -> bool {
                let ($a, $b) = (self, other);
                $same
            }
            $(
                fn may_follow(&self, gone: &Self) -> bool {
                    let ($a, $b) = (self, gone);
                    $follows
                }
            )?
            $(
                fn rename_references(event: &mut Event, keys: &Keys) {
                    $named(event, keys);
                }
            )?
        }
    )+};
}

listed! {
    VirtualLocation virtual_locations(a, b) a.uri == b.uri;
    // Two links need not have anything to do with each other.
    Link links(a, b) a.href == b.href, follows a.title == b.title && a.rel == b.rel;
    Part programme(a, b) a.title == b.title && a.start == b.start,
        follows a.title == b.title || (a.start.is_some() && a.start == b.start);
    Participant participants(a, b) a.name == b.name && a.nature == b.nature, named rename_speakers;
    Location locations(a, b) a.name == b.name && a.is_meeting_place == b.is_meeting_place, named rename_main_location;
}

fn rename_speakers(event: &mut Event, keys: &Keys) {
    for part in event.programme.values_mut() {
        let speakers = std::mem::take(&mut part.speakers).into_iter();
        part.speakers = speakers.map(|key| keys.get(&key).cloned().unwrap_or(key)).collect();
    }
}

fn rename_main_location(event: &mut Event, keys: &Keys) {
    let known = |key: &LocalId| keys.get(key).cloned();
    if let Some(main) = &mut event.main_location {
        *main = known(main).unwrap_or_else(|| main.clone());
    }
    for own in event.repeat.iter_mut().flat_map(|repeat| repeat.overrides.values_mut()) {
        if let Override::Patch(patch) = own
            && let Own::Is(main) = &patch.main_location
            && let Some(known) = known(main)
        {
            Arc::make_mut(patch).main_location = Own::Is(known);
        }
    }
}

/// Gives the places, online meetings, links and parts of the programme in a file the keys that they are known by in the
/// base, else here, if the file has other keys for them. Returns `None` if it has none.
pub(crate) fn in_known_keys(base: Option<&Event>, ours: &Event, theirs: &Event) -> Option<Event> {
    let known = base.unwrap_or(ours);
    let is_other = has_others::<Location>(known, theirs)
        || has_others::<VirtualLocation>(known, theirs)
        || has_others::<Link>(known, theirs)
        || has_others::<Part>(known, theirs);
    is_other.then(|| {
        let (mut projection, mut theirs) = (known.clone(), theirs.clone());
        rekey_items(known, (&mut projection, &mut theirs));
        added_on_both_sides::<Location>(known, ours, &mut theirs);
        added_on_both_sides::<VirtualLocation>(known, ours, &mut theirs);
        added_on_both_sides::<Link>(known, ours, &mut theirs);
        added_on_both_sides::<Part>(known, ours, &mut theirs);
        theirs
    })
}

/// Gives an item that both sides added the key that it has here.
fn added_on_both_sides<V: Listed>(known: &Event, ours: &Event, theirs: &mut Event) {
    let (here, there) = (V::list(ours), V::list(theirs));
    let is_added = |key: &LocalId, other: &SortedMap<LocalId, V>| {
        !V::list(known).contains_key(key) && !other.contains_key(key)
    };
    let mut free: Vec<(&LocalId, &V)> =
        here.iter().filter(|(key, _)| is_added(key, there)).collect();
    let mut of_theirs = SortedMap::new();
    for (key, item) in there.iter().filter(|(key, _)| is_added(key, here)) {
        if let Some(index) = free.iter().position(|(_, own)| own.is_same(item)) {
            of_theirs.insert(key.clone(), free.remove(index).0.clone());
        }
    }
    put_keys::<V>(theirs, &of_theirs);
}

/// Whether a state has items, of the series or of one instance, under keys that are not known.
fn has_others<V: Listed>(known: &Event, theirs: &Event) -> bool {
    let is_listed = |key: &LocalId| V::list(known).contains_key(key);
    let is_own = |at: &DateTime, key: &LocalId| {
        let repeat = known.repeat.as_deref();
        let own = repeat.and_then(|repeat| repeat.overrides.get(at)?.patch());
        own.is_some_and(|patch| V::own(patch).keys().contains(&key))
    };
    let overrides = theirs.repeat.iter().flat_map(|repeat| &repeat.overrides);
    let mut own = overrides.filter_map(|(at, own)| Some((at, V::own(own.patch()?).keys())));
    !V::list(theirs).keys().all(is_listed)
        || own.any(|(at, keys)| keys.into_iter().any(|key| !is_listed(key) && !is_own(at, key)))
}

/// Gives the places, online meetings, links and parts of the programme of a projection of an event, and of a state that
/// was made from it, the keys of the event.
pub(crate) fn rekey_items(base: &Event, (projection, theirs): (&mut Event, &mut Event)) {
    rekey::<VirtualLocation>(base, (projection, theirs));
    rekey::<Link>(base, (projection, theirs));
    rekey::<Part>(base, (projection, theirs));
    rekey::<Location>(base, (projection, theirs));
}

/// Gives the participants of a projection, and of a state that was made from it, the keys of the event.
pub(crate) fn rekey_people(base: &Event, (projection, theirs): (&mut Event, &mut Event)) {
    rekey::<Participant>(base, (projection, theirs));
}

/// Gives the items of one list the keys of the base, those of the series and those that only an instance has.
fn rekey<V: Listed>(base: &Event, (projection, theirs): (&mut Event, &mut Event)) {
    let keys = Rekeyed::of(V::list(base), V::list(projection), V::list(theirs));
    put_keys::<V>(projection, &keys.of_projection);
    put_keys::<V>(theirs, &keys.of_theirs);
    let (projected, returned) = (V::list(projection).clone(), V::list(theirs).clone());
    for (at, own) in base.repeat.iter().flat_map(|repeat| &repeat.overrides) {
        let Some(own) = own.patch() else { continue };
        let (mut there, mut back) = Default::default();
        let there = patch_at(projection, *at).map_or(&mut there, V::own_mut);
        let back = patch_at(theirs, *at).map_or(&mut back, V::own_mut);
        let keys = Rekeyed::of(
            &own_items(V::own(own), V::list(base)),
            &own_items(there, &projected),
            &own_items(back, &returned),
        );
        rename(there, &keys.of_projection);
        rename(back, &keys.of_theirs);
    }
}

fn patch_at(event: &mut Event, at: DateTime) -> Option<&mut Patch> {
    let own = event.repeat.as_deref_mut()?.overrides.get_mut(&at)?;
    match own {
        Override::Patch(patch) => Some(Arc::make_mut(patch)),
        Override::Excluded | Override::Kept(_) => None,
    }
}

/// The keys of the base for the items of a projection and of the event made from it.
struct Rekeyed {
    of_projection: Keys,
    of_theirs: Keys,
}

impl Rekeyed {
    /// Finds the same items. If one item of the projection is replaced by one other, the other is the same item, changed.
    fn of<V: Listed>(
        base: &SortedMap<LocalId, V>,
        projection: &SortedMap<LocalId, V>,
        theirs: &SortedMap<LocalId, V>,
    ) -> Self {
        let mut free: SortedSet<&LocalId> =
            base.keys().filter(|key| !projection.contains_key(*key)).collect();
        let mut of_projection = SortedMap::new();
        for (key, item) in projection.iter().filter(|(key, _)| !base.contains_key(*key)) {
            let own = free.iter().find(|own| base.get(**own).is_some_and(|it| it.is_same(item)));
            if let Some(own) = own.copied() {
                free.remove(own);
                of_projection.insert(key.clone(), own.clone());
            }
        }
        let mut of_theirs: Keys = of_projection
            .iter()
            .filter(|(key, _)| theirs.contains_key(*key))
            .map(|(a, b)| (a.clone(), b.clone()))
            .collect();
        let mut gone: Vec<(&LocalId, &V)> =
            projection.iter().filter(|(key, _)| !theirs.contains_key(*key)).collect();
        // What the base has under that key was there before, only the projection lacks it.
        let is_new =
            |(key, _): &(&LocalId, &V)| !projection.contains_key(*key) && !base.contains_key(*key);
        let mut come: Vec<(&LocalId, &V)> = theirs.iter().filter(is_new).collect();
        let known = |key: &LocalId| of_projection.get(key).unwrap_or(key).clone();
        come.retain(|(key, item)| {
            let Some(index) = gone.iter().position(|(_, former)| former.is_same(item)) else {
                return true;
            };
            let (own, _) = gone.remove(index);
            of_theirs.insert((*key).clone(), known(own));
            false
        });
        if let ([(own, former)], [(key, item)]) = (gone.as_slice(), come.as_slice())
            && item.may_follow(former)
        {
            of_theirs.insert((*key).clone(), known(own));
        }
        Self { of_projection, of_theirs }
    }
}

/// Gives the items of one list other keys, those of the series and those of its instances.
fn put_keys<V: Listed>(event: &mut Event, keys: &Keys) {
    if keys.is_empty() {
        return;
    }
    rename_items(V::list_mut(event), keys);
    for own in event.repeat.iter_mut().flat_map(|repeat| repeat.overrides.values_mut()) {
        if let Override::Patch(patch) = own {
            rename(V::own_mut(Arc::make_mut(patch)), keys);
        }
    }
    V::rename_references(event, keys);
}
