//! People whom an event names outside of its list: as speakers, and in single instances of a series.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::participant::Participant;
use crate::domain::id::LocalId;
use crate::domain::series::own::{ItemChanges, OwnItem, OwnList};
use crate::domain::series::repeat::{Override, Patch};
use crate::domain::sorted_set::SortedSet;

/// The people whom one side removed, while the other says something new of them elsewhere in the event: as speakers, or of
/// single instances. They are not removed without a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentioned {
    pub(crate) here: SortedSet<LocalId>,
    pub(crate) there: SortedSet<LocalId>,
}

impl Mentioned {
    /// Finds those people.
    pub(crate) fn of(base: Option<&Event>, ours: &Event, theirs: &Event) -> Self {
        let Some(base) = base else { return Self::default() };
        let named = |side: &Event, other: &Event| {
            let gone = base.participants.keys().filter(|key| !other.participants.contains_key(key));
            gone.filter(|key| is_mentioned_since(key, base, side)).cloned().collect()
        };
        Self { here: named(ours, theirs), there: named(theirs, ours) }
    }
}

/// Whether a side says something of a person that the base does not say, apart from the list of people.
fn is_mentioned_since(key: &LocalId, base: &Event, side: &Event) -> bool {
    let is_speaker =
        |event: &Event| event.programme.values().any(|part| part.speakers.contains(key));
    let known: Vec<_> = said_of(key, base).collect();
    (is_speaker(side) && !is_speaker(base)) || said_of(key, side).any(|own| !known.contains(&own))
}

/// Returns what single instances say of a person who is on the list of the series.
fn said_of<'a>(
    key: &LocalId,
    event: &'a Event,
) -> impl Iterator<Item = &'a ItemChanges<Participant>> {
    let all = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
    all.filter_map(move |own| match &own.patch()?.participants {
        OwnList::Each(items) => match items.get(key)? {
            OwnItem::Changed(changes) => Some(&**changes),
            OwnItem::Removed | OwnItem::Is(_) => None,
        },
        OwnList::AsSeries | OwnList::Whole(_) => None,
    })
}

/// Removes what an event says elsewhere of people who are no longer on its list.
pub(crate) fn forget(event: &mut Event, gone: &SortedSet<LocalId>) {
    for part in event.programme.values_mut() {
        part.speakers.retain(|key| !gone.contains(key));
    }
    let is_left = |key: &LocalId, own: &OwnItem<Participant>| {
        !(gone.contains(key) && matches!(own, OwnItem::Changed(_)))
    };
    let Some(repeat) = event.repeat.as_deref_mut() else { return };
    for own in repeat.overrides.values_mut() {
        if let Override::Patch(patch) = own
            && let OwnList::Each(items) = &patch.participants
            && items.iter().any(|(key, own)| !is_left(key, own))
        {
            let left = items.iter().filter(|(key, own)| is_left(key, own));
            let left = OwnList::each(left.map(|(key, own)| (key.clone(), own.clone())).collect());
            Arc::make_mut(patch).participants = left;
        }
    }
    // An instance of which nothing else was said is as its series again.
    let is_empty = |own: &Override| own.patch().is_some_and(Patch::is_empty);
    let empty = repeat.overrides.iter().filter(|(_, own)| is_empty(own)).map(|(at, _)| *at);
    let empty: Vec<DateTime> = empty.collect();
    let ruled: SortedSet<DateTime> = empty.into_iter().filter(|at| event.is_of_rule(*at)).collect();
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.overrides.retain(|at, _| !ruled.contains(at));
    }
}
