//! Merges one event from three states: the base, the event on this device, and the event in the file.

pub mod conflict;
pub mod handed;
pub mod matching;
pub(crate) mod mentioned;
pub mod people;
pub mod referee;
pub(crate) mod rekeyed;
pub(crate) mod restated;
pub mod revision;
pub mod same_time;
pub mod series;

use std::borrow::Cow;

use crate::domain::event::field::FieldPath;
use crate::domain::event::{Event, Rare, RareFacts};
use crate::domain::foreign::Foreign;
use crate::domain::gather::ordered;
use crate::domain::sorted_set::SortedSet;
use crate::merge::event::conflict::{Conflict, Side, Sides};
use crate::merge::event::matching::aligned;
use crate::merge::event::mentioned::{Mentioned, forget};
use crate::merge::event::referee::{Baseless, Referee, Trio};
use crate::merge::event::rekeyed::in_known_keys;
use crate::merge::event::revision::{is_newer, joined};

/// The outcome of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The merged event.
    pub event: Event,
    /// The fields that were changed on both sides in different ways, in the order of a page.
    pub conflicts: Vec<Conflict>,
    /// The fields in which the merged event differs from the event on this device, in the order of a page.
    pub changed: Vec<FieldPath>,
}

impl Merged {
    /// Returns the outcome of a merge in which neither side changed anything.
    pub(crate) fn unchanged(event: &Event) -> Self {
        Self { event: event.clone(), conflicts: Vec::new(), changed: Vec::new() }
    }
}

/// Merges one event. A conflict takes the chosen side, else its default.
pub fn merge(base: Option<&Event>, ours: &Event, theirs: &Event, sides: Sides<'_>) -> Merged {
    let base = base.map(|base| {
        let base = aligned(base, &[&ours.participants]);
        in_known_keys(None, ours, &base).map_or(base, Cow::Owned)
    });
    let theirs = match &base {
        Some(base) => aligned(theirs, &[&ours.participants, &base.participants]),
        None => aligned(theirs, &[&ours.participants]),
    };
    let theirs = in_known_keys(base.as_deref(), ours, &theirs).map_or(theirs, Cow::Owned);
    let is_file_newer = is_newer(theirs.revision, ours.revision);
    let mut referee = Referee {
        baseless: if base.is_none() && is_file_newer {
            Baseless::FileDecides
        } else {
            Baseless::Ask
        },
        newer: if is_file_newer { Side::Theirs } else { Side::Ours },
        sides,
        conflicts: Vec::new(),
        changed: Vec::new(),
        mentioned: Mentioned::of(base.as_deref(), ours, &theirs),
        at: None,
    };
    let trio = Trio { base: base.as_deref(), ours, theirs: &theirs };
    let mut event = referee.event(trio);
    let listed = ours.participants.keys().chain(theirs.participants.keys());
    let gone = listed
        .filter(|key| !event.participants.contains_key(key))
        .cloned()
        .collect::<SortedSet<_>>();
    if !gone.is_empty() {
        forget(&mut event, &gone);
    }
    let mut conflicts = ordered(referee.conflicts, |a, b| a.field.cmp(&b.field));
    conflicts.dedup_by(|a, b| a.field == b.field);
    let mut changed = ordered(referee.changed, FieldPath::cmp);
    changed.dedup();
    Merged { event, conflicts, changed }
}

/// Compares two states of an event: merges `after` as if nothing was changed on this device.
///
/// The outcome is `after` with the participant keys of `before`. All differences count, even if a participant has an
/// earlier time in `after` than in `before`.
pub fn compare(before: &Event, after: &Event) -> Merged {
    let untimed = |event: &Event| {
        let mut event = event.clone();
        event.participants.values_mut().for_each(|person| person.updated = None);
        event
    };
    let before = untimed(before);
    merge(Some(&before), &before, &untimed(after), Sides::default())
}

impl Referee<'_> {
    fn event(&mut self, trio: Trio<&Event>) -> Event {
        let Trio { ours, theirs, .. } = trio;
        let event = Event {
            id: ours.id.clone(),
            revision: theirs.revision,
            title: self.fact(|| FieldPath::Title, trio.map(|it| &it.title)).clone(),
            when: self.fact(|| FieldPath::When, trio.map(|it| &it.when)).clone(),
            // Decided last, because its exceptions are compared with the merged event.
            repeat: None,
            kinds: self.fact(|| FieldPath::Kinds, trio.map(|it| &it.kinds)).clone(),
            keywords: self.fact(|| FieldPath::Keywords, trio.map(|it| &it.keywords)).clone(),
            status: self.fact(|| FieldPath::Status, trio.map(|it| &it.status)).clone(),
            privacy: self.fact(|| FieldPath::Privacy, trio.map(|it| &it.privacy)).clone(),
            description: self
                .fact(|| FieldPath::Description, trio.map(|it| &it.description))
                .clone(),
            locations: self
                .map(|key| FieldPath::Location(key.clone()), trio.map(|it| &it.locations)),
            main_location: self
                .fact(|| FieldPath::MainLocation, trio.map(|it| &it.main_location))
                .clone(),
            series_number: self.fact(|| FieldPath::SeriesNumber, trio.map(|it| it.series_number)),
            foreign: Foreign(self.foreign(trio.map(|it| &it.foreign.0))),
            rare: Rare::of(self.rare(trio)),
        };
        let event = Event { repeat: self.repeat(trio, &event), ..event };
        if event == *theirs {
            return event;
        }
        Event { revision: joined(ours.revision, theirs.revision), ..event }
    }

    fn rare(&mut self, trio: Trio<&Event>) -> RareFacts {
        RareFacts {
            meeting_time: self.fact(|| FieldPath::MeetingTime, trio.map(|it| it.meeting_time)),
            categories: self.fact(|| FieldPath::Categories, trio.map(|it| &it.categories)).clone(),
            status_reason: self
                .fact(|| FieldPath::StatusReason, trio.map(|it| &it.status_reason))
                .clone(),
            color: self.fact(|| FieldPath::Color, trio.map(|it| &it.color)).clone(),
            audience: self.fact(|| FieldPath::Audience, trio.map(|it| &it.audience)).clone(),
            virtual_locations: self.map(
                |key| FieldPath::VirtualLocation(key.clone()),
                trio.map(|it| &it.virtual_locations),
            ),
            links: self.map(|key| FieldPath::Link(key.clone()), trio.map(|it| &it.links)),
            organizer: self.fact(|| FieldPath::Organizer, trio.map(|it| &it.organizer)).clone(),
            participants: self.people(trio.map(|it| &it.participants)),
            programme: self.map(|key| FieldPath::Part(key.clone()), trio.map(|it| &it.programme)),
            headcount: self.fact(|| FieldPath::Headcount, trio.map(|it| &it.headcount)).clone(),
            registration: self
                .fact(|| FieldPath::Registration, trio.map(|it| &it.registration))
                .clone(),
        }
    }
}
