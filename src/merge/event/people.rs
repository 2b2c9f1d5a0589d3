//! Merges the participants of an event, person by person.
//!
//! Law: a reply, a proxy or an attendance recorded on this device changes only where this device kept the base.

use crate::domain::event::field::{FieldPath, PersonPart};
use crate::domain::event::participant::{Participant, Reply};
use crate::domain::id::LocalId;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::merge::event::conflict::Side;
use crate::merge::event::matching::People;
use crate::merge::event::referee::{Referee, Trio, keys};
use crate::merge::event::revision::is_earlier;

impl Referee<'_> {
    /// Decides who is on the list, and the data of each person. The keys must be aligned.
    pub fn people(&mut self, lists: Trio<&People>) -> People {
        if lists.ours == lists.theirs {
            return lists.ours.clone();
        }
        let mut people = SortedMap::new();
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
                let is_named = self.at.is_none() && self.mentioned.here.contains(key);
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
                let is_named = self.at.is_none() && self.mentioned.there.contains(key);
                let is_gone = (is_same(base, theirs) && !is_named)
                    || self.conflict(whole(), self.newer) == Side::Ours;
                (!is_gone).then(|| theirs.clone())
            }
        }
    }

    /// Decides the name. If one side put another person there, and the other recorded an answer of the former one, the answer
    /// must not pass to the new one without a question.
    fn name<'p>(
        &mut self,
        field: impl FnOnce() -> FieldPath,
        person: Trio<&'p Participant>,
    ) -> &'p String {
        let Trio { base, ours, theirs } = person;
        let is_passed = base.is_some_and(|base| {
            (is_replaced(base, theirs) && ours.name == base.name && is_marked(base, ours))
                || (is_replaced(base, ours) && theirs.name == base.name && is_marked(base, theirs))
        });
        if !is_passed {
            return self.fact(field, person.map(|it| &it.name));
        }
        match self.conflict(field(), self.newer) {
            Side::Ours => &ours.name,
            Side::Theirs => &theirs.name,
        }
    }

    /// Decides the data of a person who is on both lists.
    fn known(&mut self, key: &LocalId, person: Trio<&Participant>) -> Participant {
        let Trio { base, ours, theirs } = person;
        // What was said of a person in one instance counts there, whatever was said later of the whole series.
        let is_older =
            self.at.is_none() && base.is_some_and(|base| is_earlier(theirs.updated, base.updated));
        if is_older || base == Some(theirs) || ours == theirs {
            return ours.clone();
        }
        let at = |part| move || FieldPath::Participant { key: key.clone(), part };
        let merged = Participant {
            name: self.name(at(PersonPart::Name), person).clone(),
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
                let silence = SortedSet::new();
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

/// Whether another person may have been put in the place of one: the name does not even begin alike.
fn is_replaced(was: &Participant, is: &Participant) -> bool {
    !was.name.is_empty() && was.name.chars().next() != is.name.chars().next()
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
