//! The slow planner's merge of one event: it flattens the event to texts by field, and merges the texts.

#![expect(clippy::indexing_slicing, reason = "every event and person has all texts")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::field::{FieldPath, PersonPart};
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::event::{Event, RareFacts, Revision};
use tsudoi::domain::id::LocalId;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::event::handed::completed;
use tsudoi::merge::preview::Class;

use crate::merge::oracle_people::{rekeyed, replaced};

/// An event as texts, with its people separate; revisions and the people's own times are left out.
pub(crate) type Facts = BTreeMap<FieldPath, String>;
pub(crate) type Person = BTreeMap<PersonPart, String>;
pub(crate) type People = SortedMap<LocalId, Person>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) class: Class,
    pub(crate) is_older: bool,
    pub(crate) after: Option<(Facts, People)>,
    pub(crate) conflicts: BTreeSet<(FieldPath, Side)>,
}

/// Returns an outcome without conflicts.
pub(crate) fn outcome(class: Class, after: Option<&Event>) -> Outcome {
    let after = after.map(|it| (facts(it), people(it)));
    Outcome { class, is_older: false, after, conflicts: BTreeSet::new() }
}

/// Returns whether `a` is known to be the newer edition.
pub(crate) fn newer(a: Revision, b: Revision) -> bool {
    let is_later = match (a.updated, b.updated) {
        (Some(a), Some(b)) => a > b,
        _ => false,
    };
    a.sequence > b.sequence || (a.sequence == b.sequence && is_later)
}

/// Returns the outcome for an event that exists here and in a file.
pub(crate) fn slow_merge(ours: &Entry, theirs: &Event) -> Outcome {
    let base = ours.base_event();
    let same = outcome(Class::Unchanged, Some(&ours.event));
    let mut theirs = theirs.clone();
    if base == Some(&theirs) {
        return same;
    }
    if let (Some(a), Some(b)) = (&ours.event.organizer, &theirs.organizer)
        && a != b
    {
        return outcome(Class::Refused, None);
    }
    // What a file for everybody leaves out has tests of its own.
    if let Some(whole) = completed(base, &theirs) {
        theirs = whole;
    }
    if base == Some(&theirs) {
        return same;
    }
    let known = base.map_or(ours.event.revision, |it| it.revision);
    if newer(known, theirs.revision) {
        return Outcome { is_older: true, ..same };
    }
    let mut everybody = ours.event.participants.clone();
    let base = base.map(|it| rekeyed(it, &everybody));
    for (key, person) in base.iter().flat_map(|it| &it.participants) {
        everybody.get_or_insert_with(key.clone(), || person.clone());
    }
    let theirs = replaced(base.as_ref(), &ours.event, &rekeyed(&theirs, &everybody));
    let is_newer = newer(theirs.revision, ours.event.revision);
    let mut court =
        Court { has_base: base.is_some(), is_newer, conflicts: BTreeSet::new(), is_changed: false };
    let merged = court.facts(base.as_ref(), &ours.event, &theirs);
    let crowd = court.people(base.as_ref(), &ours.event, &theirs);
    let off = "Cancelled";
    let is_off = merged[&FieldPath::Status] == off && facts(&ours.event)[&FieldPath::Status] != off;
    let class = match (court.conflicts.is_empty(), court.is_changed) {
        (false, _) => Class::Conflicting,
        (true, false) => Class::Unchanged,
        (true, true) if is_off => Class::Cancelled,
        (true, true) => Class::Updated,
    };
    Outcome { class, is_older: false, after: Some((merged, crowd)), conflicts: court.conflicts }
}

struct Court {
    has_base: bool,
    is_newer: bool,
    conflicts: BTreeSet<(FieldPath, Side)>,
    is_changed: bool,
}

impl Court {
    fn newer_side(&self) -> Side {
        if self.is_newer { Side::Theirs } else { Side::Ours }
    }

    fn conflict(&mut self, field: FieldPath, side: Side) -> bool {
        self.conflicts.insert((field, side));
        self.is_changed |= side == Side::Theirs;
        side == Side::Theirs
    }

    /// Returns whether the file's value is taken.
    fn fact<T: PartialEq>(&mut self, field: FieldPath, values: (Option<T>, T, T)) -> bool {
        let (base, ours, theirs) = values;
        if ours == theirs || base.as_ref() == Some(&theirs) {
            return false;
        }
        let is_untouched = base.as_ref() == Some(&ours);
        let is_newest = base.is_none() && !self.has_base && self.is_newer;
        if is_untouched || is_newest {
            self.is_changed = true;
            return true;
        }
        self.conflict(field, self.newer_side())
    }

    fn facts(&mut self, base: Option<&Event>, ours: &Event, theirs: &Event) -> Facts {
        let (base, ours, theirs) = (base.map(facts), facts(ours), facts(theirs));
        let fields: BTreeSet<&FieldPath> =
            base.iter().flatten().chain(&ours).chain(&theirs).map(|it| it.0).collect();
        let mut merged = Facts::new();
        for field in fields {
            let was = base.as_ref().map(|it| it.get(field));
            let takes = self.fact(field.clone(), (was, ours.get(field), theirs.get(field)));
            if let Some(value) = if takes { theirs.get(field) } else { ours.get(field) } {
                merged.insert(field.clone(), value.clone());
            }
        }
        merged
    }

    fn people(&mut self, base: Option<&Event>, ours: &Event, theirs: &Event) -> People {
        let nobody = SortedMap::new();
        let lists =
            [base.map_or(&nobody, |it| &it.participants), &ours.participants, &theirs.participants];
        let keys: BTreeSet<&LocalId> = lists.iter().flat_map(|it| it.keys()).collect();
        let mut merged = People::new();
        for key in keys {
            let [was, here, there] = lists.map(|it| it.get(key));
            let whole = FieldPath::Participant { key: key.clone(), part: PersonPart::Whole };
            let same =
                |a: Option<&Participant>, b: Option<&Participant>| a.map(texts) == b.map(texts);
            let marks = |it: Option<&Participant>| {
                it.map(|it| (it.reply.clone(), it.delegated_to.clone(), it.attendance.clone()))
            };
            let person = match (here, there) {
                (Some(here), Some(there)) => Some(self.person(key, was, (here, there))),
                (Some(here), None) if was.is_none() => Some(texts(here)),
                (Some(here), None) => {
                    let side = if marks(was) == marks(Some(here)) {
                        self.newer_side()
                    } else {
                        Side::Ours
                    };
                    let goes = if same(was, Some(here)) {
                        self.is_changed = true;
                        true
                    } else {
                        self.conflict(whole, side)
                    };
                    (!goes).then(|| texts(here))
                }
                (None, Some(there)) if was.is_none() => {
                    self.is_changed = true;
                    Some(texts(there))
                }
                (None, Some(there)) => {
                    let comes = !same(was, Some(there)) && self.conflict(whole, self.newer_side());
                    comes.then(|| texts(there))
                }
                (None, None) => None,
            };
            if let Some(person) = person {
                merged.insert(key.clone(), person);
            }
        }
        merged
    }

    fn person(
        &mut self,
        key: &LocalId,
        was: Option<&Participant>,
        now: (&Participant, &Participant),
    ) -> Person {
        let (here, there) = now;
        let times = (was.and_then(|it| it.updated), there.updated);
        if let (Some(was), Some(there)) = times
            && there < was
        {
            return texts(here);
        }
        let silent = if [&here.reply, &there.reply].contains(&&Reply::NeedsAction)
            && here.reply != Reply::Unsaid
            && there.reply != Reply::Unsaid
        {
            Reply::NeedsAction
        } else {
            Reply::Unsaid
        };
        let silence = texts(&Participant { reply: silent, ..Participant::default() });
        let recorded =
            |it: &Participant| (it.reply.clone(), it.delegated_to.clone(), it.attendance.clone());
        // One side put another person there, and the other recorded an answer of the former one.
        let has_answer_of = |was: &Participant, new: &Participant, other: &Participant| {
            let is_other = was.name.chars().next() != new.name.chars().next();
            !was.name.is_empty()
                && is_other
                && other.name == was.name
                && recorded(other) != recorded(was)
        };
        let is_another = was
            .is_some_and(|was| has_answer_of(was, there, here) || has_answer_of(was, here, there));
        let (was, ours, theirs) = (was.map(texts), texts(here), texts(there));
        let mut merged = Person::new();
        for (part, value) in &ours {
            let field = FieldPath::Participant { key: key.clone(), part: *part };
            let is_recorded =
                [PersonPart::Reply, PersonPart::DelegatedTo, PersonPart::Attendance].contains(part);
            let base = was.as_ref().map(|it| &it[part]);
            let takes = if is_recorded {
                let base = base.unwrap_or(&silence[part]);
                if base == value && theirs[part] != *value {
                    self.is_changed = true;
                    true
                } else {
                    theirs[part] != *value
                        && theirs[part] != *base
                        && self.conflict(field, Side::Ours)
                }
            } else if is_another && *part == PersonPart::Name {
                self.conflict(field, self.newer_side())
            } else {
                self.fact(field, (base, value, &theirs[part]))
            };
            merged.insert(*part, if takes { theirs[part].clone() } else { value.clone() });
        }
        merged
    }
}

fn texts(person: &Participant) -> Person {
    use PersonPart as P;
    let Participant {
        name,
        name_kana,
        email,
        phone,
        calendar_address,
        nature,
        roles,
        reply,
        delegated_to,
        affiliation,
        attendance,
        description,
        note,
        foreign,
        updated: _,
    } = person;
    let all: [(P, &dyn Debug); 14] = [
        (P::Name, name),
        (P::NameKana, name_kana),
        (P::Email, email),
        (P::Phone, phone),
        (P::CalendarAddress, calendar_address),
        (P::Nature, nature),
        (P::Roles, roles),
        (P::Reply, reply),
        (P::DelegatedTo, delegated_to),
        (P::Affiliation, affiliation),
        (P::Attendance, attendance),
        (P::Description, description),
        (P::Note, note),
        (P::Foreign, foreign),
    ];
    all.into_iter().map(|(part, value)| (part, format!("{value:?}"))).collect()
}

/// Returns the people of an event as texts.
pub(crate) fn people(event: &Event) -> People {
    event.participants.iter().map(|(key, person)| (key.clone(), texts(person))).collect()
}

/// Returns the facts of an event as texts.
pub(crate) fn facts(event: &Event) -> Facts {
    use FieldPath as F;
    let Event {
        id,
        title,
        when,
        repeat,
        kinds,
        keywords,
        status,
        privacy,
        description,
        locations,
        main_location,
        series_number,
        foreign,
        revision: _,
        rare,
    } = event;
    let RareFacts {
        meeting_time,
        categories,
        status_reason,
        color,
        audience,
        virtual_locations,
        links,
        organizer,
        programme,
        headcount,
        registration,
        participants: _,
    } = &**rare;
    let plain: [(F, &dyn Debug); 19] = [
        (F::Title, title),
        (F::When, when),
        (F::Repeat, repeat),
        (F::MeetingTime, meeting_time),
        (F::Kinds, kinds),
        (F::Categories, categories),
        (F::Keywords, keywords),
        (F::Status, status),
        (F::StatusReason, status_reason),
        (F::Color, color),
        (F::Privacy, privacy),
        (F::Registration, registration),
        (F::Description, description),
        (F::Audience, audience),
        (F::MainLocation, main_location),
        (F::Organizer, organizer),
        (F::Headcount, headcount),
        (F::SeriesNumber, series_number),
        (F::Event, id),
    ];
    let mut facts: Facts =
        plain.into_iter().map(|(field, value)| (field, format!("{value:?}"))).collect();
    let text = |value: &dyn Debug| format!("{value:?}");
    facts.extend(locations.iter().map(|(key, it)| (F::Location(key.clone()), text(it))));
    let online = virtual_locations.iter();
    facts.extend(online.map(|(key, it)| (F::VirtualLocation(key.clone()), text(it))));
    facts.extend(links.iter().map(|(key, it)| (F::Link(key.clone()), text(it))));
    facts.extend(programme.iter().map(|(key, it)| (F::Part(key.clone()), text(it))));
    facts.extend(foreign.0.iter().map(|(name, it)| (F::Foreign(name.as_str().into()), text(it))));
    facts
}
