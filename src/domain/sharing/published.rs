//! Who of the people in an event is named in a file for everybody: whoever organises it, speaks, or is asked about it.
//! Those are published facts of the event, as on its printed notice; whoever takes part is not.

use std::borrow::Cow;

use crate::domain::event::Event;
use crate::domain::event::participant::{Affiliation, Nature, Participant, Reply, Role};
use crate::domain::foreign::Foreign;
use crate::domain::id::LocalId;
use crate::domain::series::repeat::Patch;
use crate::domain::sharing::address::harmless_address;
use crate::domain::sharing::name_only::name_only;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// Which people a file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedPeople {
    /// 公開用: organisers, speakers and contacts, and groups.
    Published,
    /// 名簿入り: everybody on the lists, without contact details, notes and attendance.
    Listed,
}

/// The people of an event or of one instance, with what says whom it publishes.
#[derive(Debug)]
pub(crate) struct People<'a> {
    list: Vec<(&'a LocalId, Cow<'a, Participant>)>,
    organizer: Option<&'a String>,
    speakers: SortedSet<LocalId>,
}

impl<'a> People<'a> {
    /// Collects the people of an event; if it is a series, of the series alone.
    pub(crate) fn of(event: &'a Event) -> Self {
        Self {
            list: event.participants.iter().map(|(key, it)| (key, Cow::Borrowed(it))).collect(),
            organizer: event.organizer.as_ref(),
            speakers: event.programme.values().flat_map(|part| &part.speakers).cloned().collect(),
        }
    }

    /// Collects the people of one instance.
    pub(crate) fn of_instance(event: &'a Event, patch: &'a Patch) -> Self {
        let parts = patch.programme.over(&event.programme);
        Self {
            list: patch.participants.over(&event.participants),
            organizer: patch.organizer.over(event.organizer.as_ref()),
            speakers: parts.iter().flat_map(|(_, part)| &part.speakers).cloned().collect(),
        }
    }

    /// Returns those whom the event publishes. A group is an organisation and no person; its name is always published.
    pub(crate) fn announced(&self) -> impl Iterator<Item = &Participant> {
        let is_announced =
            |(key, person): &(&LocalId, &Participant)| self.is_announced(key, person);
        self.each().filter(is_announced).map(|(_, person)| person)
    }

    /// Returns the participants that a file names, each reduced to what it may say of them.
    pub(crate) fn named(&self, who: NamedPeople) -> SortedMap<LocalId, Participant> {
        let one = |(key, person): (&LocalId, &Participant)| {
            Some((key.clone(), self.reduced(key, person, who)?))
        };
        let people = self.each().filter_map(one);
        match who {
            NamedPeople::Published => people.filter(|(_, it)| !self.names_a_member(it)).collect(),
            NamedPeople::Listed => people.collect(),
        }
    }

    /// Returns everybody.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&LocalId, &Participant)> {
        self.list.iter().map(|(key, person)| (*key, &**person))
    }

    fn is_announced(&self, key: &LocalId, person: &Participant) -> bool {
        is_group(person) || !self.roles_published(key, person).is_empty()
    }

    /// Whether the name of a group contains that of a person who is not named.
    fn names_a_member(&self, group: &Participant) -> bool {
        let is_member = |(key, person): &(&LocalId, &Participant)| !self.is_announced(key, person);
        let mut names = self.each().filter(is_member).map(|(_, person)| person.name.trim());
        is_group(group) && names.any(|name| !name.is_empty() && group.name.contains(name))
    }

    /// Returns what a file says of a participant; `None` if nothing.
    fn reduced(
        &self,
        key: &LocalId,
        person: &Participant,
        who: NamedPeople,
    ) -> Option<Participant> {
        let published = self.roles_published(key, person);
        let name = name_only(&person.name);
        let is_nameless = name.is_empty() && !person.name.is_empty();
        let base =
            Participant { name, nature: known_nature(&person.nature), ..Participant::default() };
        match who {
            NamedPeople::Published if is_group(person) && published.is_empty() => {
                (!is_nameless).then_some(base)
            }
            NamedPeople::Published if published.is_empty() => None,
            NamedPeople::Published => {
                let is_contact = published.contains(&Role::Contact);
                let named = Participant {
                    email: person.email.clone().filter(|_| is_contact),
                    phone: person.phone.clone().filter(|_| is_contact),
                    description: person.description.clone(),
                    affiliation: person.affiliation.as_deref().map(office).map(Box::new),
                    roles: published,
                    ..base
                };
                // An address in the place of a name may be all that we know.
                let is_told = named.email.is_some()
                    || named.phone.is_some()
                    || named.affiliation.is_some()
                    || !named.description.is_empty();
                (!is_nameless || is_told).then_some(named)
            }
            NamedPeople::Listed => Some(Participant {
                name_kana: person.name_kana.clone(),
                description: person.description.clone(),
                affiliation: person.affiliation.as_deref().map(office).map(Box::new),
                roles: known_roles(person).chain(published).collect(),
                reply: known_reply(&person.reply),
                ..base
            }),
        }
    }

    /// Returns the roles for which the event publishes a participant.
    fn roles_published(&self, key: &LocalId, person: &Participant) -> SortedSet<Role> {
        let address = person.calendar_address.as_ref();
        let is_organizer = address.is_some() && address == self.organizer;
        let has = |role: &Role| person.roles.contains(role);
        let is_speaker = has(&Role::Speaker) || self.speakers.contains(key);
        let published = [
            (is_organizer || has(&Role::Owner)).then_some(Role::Owner),
            is_speaker.then_some(Role::Speaker),
            has(&Role::Contact).then_some(Role::Contact),
        ];
        published.into_iter().flatten().collect()
    }
}

/// Whether a participant is a group.
pub(crate) fn is_group(person: &Participant) -> bool {
    person.nature == Nature::Group
}

/// Returns the organisation and the office, which stand beside a name in print.
fn office(affiliation: &Affiliation) -> Affiliation {
    Affiliation {
        organization: affiliation.organization.clone(),
        uri: affiliation.uri.as_deref().and_then(harmless_address),
        branch: affiliation.branch.clone(),
        position: affiliation.position.clone(),
        membership: affiliation.membership.clone(),
        foreign: Foreign::default(),
    }
}

fn known_nature(nature: &Nature) -> Nature {
    match nature {
        Nature::Unsaid | Nature::Other(_) => Nature::Unsaid,
        Nature::Individual => Nature::Individual,
        Nature::Group => Nature::Group,
    }
}

fn known_roles(person: &Participant) -> impl Iterator<Item = Role> {
    let is_known = |role: &&Role| match role {
        Role::Owner
        | Role::Chair
        | Role::Required
        | Role::Optional
        | Role::Informational
        | Role::Speaker
        | Role::Guest
        | Role::Observer
        | Role::Staff
        | Role::Contact => true,
        Role::Other(_) => false,
    };
    person.roles.iter().filter(is_known).cloned()
}

fn known_reply(reply: &Reply) -> Reply {
    match reply {
        Reply::Unsaid | Reply::Other(_) => Reply::Unsaid,
        Reply::NeedsAction
        | Reply::Accepted
        | Reply::Declined
        | Reply::Tentative
        | Reply::Delegated => reply.clone(),
    }
}
