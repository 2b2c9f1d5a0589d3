//! Merges the participants of an event, person by person.
//!
//! Law: a reply, a proxy or an attendance recorded on this device changes only where this device kept the base.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::field::{FieldPath, PersonPart};
use crate::domain::event::participant::{Participant, Reply};
use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::series::own::{ItemChanges, OwnItem, OwnList};
use crate::domain::series::repeat::{Override, Patch};
use crate::merge::event::conflict::Side;
use crate::merge::event::matching::People;
use crate::merge::event::referee::{Referee, Trio, keys};
use crate::merge::event::revision::is_earlier;

/// The people whom one side removed, while the other says something new of them elsewhere in the event: as speakers, or of
/// single instances. They are not removed without a question.
#[derive(Clone, Debug, Default)]
pub struct Named {
    here: BTreeSet<LocalId>,
    there: BTreeSet<LocalId>,
}

impl Named {
    /// Finds those people.
    pub(crate) fn of(base: Option<&Event>, ours: &Event, theirs: &Event) -> Self {
        let Some(base) = base else { return Self::default() };
        let named = |side: &Event, other: &Event| {
            let gone = base.participants.keys().filter(|key| !other.participants.contains_key(key));
            gone.filter(|key| is_named_since(key, base, side)).cloned().collect()
        };
        Self { here: named(ours, theirs), there: named(theirs, ours) }
    }
}

/// Whether a side says something of a person that the base does not say, apart from the list of people.
fn is_named_since(key: &LocalId, base: &Event, side: &Event) -> bool {
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
pub(crate) fn forget(event: &mut Event, gone: &BTreeSet<LocalId>) {
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
            let left = OwnList::each(left.map(|(key, own)| (key.clone(), own.clone())).gathered());
            Arc::make_mut(patch).participants = left;
        }
    }
    // An instance of which nothing else was said is as its series again.
    let is_empty = |own: &Override| own.patch().is_some_and(Patch::is_empty);
    let empty = repeat.overrides.iter().filter(|(_, own)| is_empty(own)).map(|(at, _)| *at);
    let empty: Vec<DateTime> = empty.collect();
    for at in empty {
        if event.is_of_rule(at)
            && let Some(repeat) = event.repeat.as_deref_mut()
        {
            repeat.overrides.remove(&at);
        }
    }
}

impl Referee<'_> {
    /// Decides who is on the list, and the data of each person. The keys must be aligned.
    pub fn people(&mut self, lists: Trio<&People>) -> People {
        if lists.ours == lists.theirs {
            return lists.ours.clone();
        }
        let mut people = BTreeMap::new();
        for key in keys(lists) {
            if let Some(person) = self.person(key, lists.map(|list| list.get(key))) {
                people.insert(key.clone(), person);
            }
        }
        people
    }

    /// Decides whether one person is on the list, and all data of that person.
    fn person(&mut self, key: &LocalId, person: Trio<Option<&Participant>>) -> Option<Participant> {
        let Trio { base, ours, theirs } = person;
        let whole = || FieldPath::Participant { key: key.clone(), part: PersonPart::Whole };
        match (base.flatten(), ours, theirs) {
            (base, Some(ours), Some(theirs)) => Some(self.known(key, Trio { base, ours, theirs })),
            (_, None, None) => None,
            (None, Some(ours), None) => Some(ours.clone()),
            (None, None, Some(theirs)) => {
                self.note(Side::Theirs, whole());
                Some(theirs.clone())
            }
            (Some(base), Some(ours), None) => {
                let is_named = self.at.is_none() && self.named.here.contains(key);
                let side = if is_same(base, ours) && !is_named {
                    self.note(Side::Theirs, whole())
                } else if is_named || is_marked(base, ours) {
                    self.conflict(whole(), Side::Ours)
                } else {
                    self.conflict(whole(), self.newer)
                };
                (side == Side::Ours).then(|| ours.clone())
            }
            (Some(base), None, Some(theirs)) => {
                let is_named = self.at.is_none() && self.named.there.contains(key);
                let is_gone = (is_same(base, theirs) && !is_named)
                    || self.conflict(whole(), self.newer) == Side::Ours;
                (!is_gone).then(|| theirs.clone())
            }
        }
    }

    /// Decides the data of a person who is on both lists.
    fn known(&mut self, key: &LocalId, person: Trio<&Participant>) -> Participant {
        let Trio { base, ours, theirs } = person;
        let is_older = base.is_some_and(|base| is_earlier(theirs.updated, base.updated));
        if is_older || base == Some(theirs) || ours == theirs {
            return ours.clone();
        }
        let at = |part| move || FieldPath::Participant { key: key.clone(), part };
        let merged = Participant {
            name: self.fact(at(PersonPart::Name), person.map(|it| &it.name)).clone(),
            name_kana: self.fact(at(PersonPart::NameKana), person.map(|it| &it.name_kana)).clone(),
            email: self.fact(at(PersonPart::Email), person.map(|it| &it.email)).clone(),
            phone: self.fact(at(PersonPart::Phone), person.map(|it| &it.phone)).clone(),
            calendar_address: self
                .fact(at(PersonPart::CalendarAddress), person.map(|it| &it.calendar_address))
                .clone(),
            nature: self.fact(at(PersonPart::Nature), person.map(|it| &it.nature)).clone(),
            roles: self.fact(at(PersonPart::Roles), person.map(|it| &it.roles)).clone(),
            reply: {
                let silence = unanswered(&ours.reply, &theirs.reply);
                self.mark(at(PersonPart::Reply), person.map(|it| &it.reply), &silence).clone()
            },
            delegated_to: {
                let silence = BTreeSet::new();
                let delegates = person.map(|it| &it.delegated_to);
                self.mark(at(PersonPart::DelegatedTo), delegates, &silence).clone()
            },
            affiliation: self
                .fact(at(PersonPart::Affiliation), person.map(|it| &it.affiliation))
                .clone(),
            attendance: self
                .mark(at(PersonPart::Attendance), person.map(|it| &it.attendance), &None)
                .clone(),
            description: self
                .fact(at(PersonPart::Description), person.map(|it| &it.description))
                .clone(),
            note: self.fact(at(PersonPart::Note), person.map(|it| &it.note)).clone(),
            updated: ours.updated.max(theirs.updated),
            foreign: self.fact(at(PersonPart::Foreign), person.map(|it| &it.foreign)).clone(),
        };
        let is_theirs = Participant { updated: theirs.updated, ..merged.clone() } == *theirs;
        Participant { updated: if is_theirs { theirs.updated } else { merged.updated }, ..merged }
    }
}

/// Whether two states of a person are the same except for their time.
fn is_same(a: &Participant, b: &Participant) -> bool {
    Participant { updated: b.updated, ..a.clone() } == *b
}

/// Whether something was recorded on this device since the last file.
fn is_marked(base: &Participant, ours: &Participant) -> bool {
    let Participant {
        reply,
        delegated_to,
        attendance,
        // The organiser states these.
        name: _,
        name_kana: _,
        email: _,
        phone: _,
        calendar_address: _,
        nature: _,
        roles: _,
        affiliation: _,
        description: _,
        note: _,
        updated: _,
        foreign: _,
    } = ours;
    base.reply != *reply || base.delegated_to != *delegated_to || base.attendance != *attendance
}

/// Returns the reply that counts as "no reply" if there is no base. 未回答 on one side and an answer on the other is
/// no contradiction.
fn unanswered(ours: &Reply, theirs: &Reply) -> Reply {
    let both = [ours, theirs];
    if both.contains(&&Reply::NeedsAction) && !both.contains(&&Reply::Unsaid) {
        Reply::NeedsAction
    } else {
        Reply::Unsaid
    }
}
