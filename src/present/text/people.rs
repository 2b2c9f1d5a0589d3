//! Participants in words: names, order, numbers.
//!
//! 人数 and 組織数 are different numbers; a group is neither counted as a person nor as an organisation, and speakers and
//! guests are counted only if they take part too.

use crate::domain::event::Event;
use crate::domain::event::organization_name::is_organization_name;
use crate::domain::event::participant::{
    Affiliation, Headcount, Nature, Participant, Reply, Role, plain_address,
};
use crate::domain::gather::ordered;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::present::viewer::Viewer;

/// The numbers of an event's participants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The line to show: the reported totals if there are any, or else those of the list: `64人・38組織`.
    pub line: String,
    /// The totals that were entered by hand: `64人・38組織・会場 40人`.
    pub reported: Option<String>,
    /// The totals of the list: `12人・5組織`; `None` if the list is empty.
    pub listed: Option<String>,
    /// The replies of the listed people, most important first, without replies that no one gave.
    pub replies: Vec<ReplyCount>,
}

/// The number of people who gave one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyCount {
    /// The reply.
    pub reply: Reply,
    /// 参加.
    pub label: String,
    /// The number.
    pub count: usize,
    /// `参加 12人`.
    pub text: String,
}

/// Returns the name of a participant, or a substitute if there is none.
pub fn name(person: &Participant, viewer: &Viewer) -> String {
    let name = person.name.trim();
    if name.is_empty() { viewer.messages.nameless().to_owned() } else { name.to_owned() }
}

/// Returns whether a participant counts as one person.
pub fn is_person(person: &Participant) -> bool {
    match person.nature {
        Nature::Individual => true,
        Nature::Unsaid => !is_organization_name(&person.name),
        Nature::Group | Nature::Other(_) => false,
    }
}

/// Returns whether a participant is counted: a person who is not only beside the event, see [`Participant::is_beside`].
pub fn is_counted(person: &Participant) -> bool {
    is_person(person) && !person.is_beside()
}

/// Returns whether a participant is an organisation that only organises the event, so that it is not on the list.
pub fn is_only_organizer(event: &Event, person: &Participant) -> bool {
    event.organizer.as_deref().is_some_and(|address| person.has_address(address))
        && !is_person(person)
        && person.roles.iter().all(|role| *role == Role::Owner)
        && person.reply == Reply::Unsaid
}

/// Distinguishes the organisations of one event.
///
/// They are identified by URI, or else by name. A name without a URI gets the URI that another person has with the same
/// name.
#[derive(Clone, Debug, Default)]
pub struct Organizations<'a> {
    uris: SortedMap<&'a str, &'a str>,
}

impl<'a> Organizations<'a> {
    /// Collects the organisations of an event's participants.
    pub fn of(event: &'a Event) -> Self {
        let affiliations =
            event.participants.values().filter_map(|person| person.affiliation.as_deref());
        let uri = |it: &'a Affiliation| Some((it.organization.trim(), it.uri.as_deref()?));
        Self { uris: affiliations.filter_map(uri).collect() }
    }

    /// Returns the key of a person's organisation; empty if they have none.
    pub fn key(&self, person: &'a Participant) -> &'a str {
        let Some(affiliation) = person.affiliation.as_deref() else { return "" };
        let name = affiliation.organization.trim();
        let known = affiliation.uri.as_deref().or_else(|| self.uris.get(name).copied());
        known.unwrap_or(name)
    }
}

/// Returns the organiser's name: that of the participant with that address, or else of an owner, or else the address.
pub fn organizer(event: &Event, viewer: &Viewer) -> Option<String> {
    let address = event.organizer.as_deref();
    let is_organizer =
        |person: &&Participant| address.is_some_and(|address| person.has_address(address));
    let owner = |person: &&Participant| person.roles.contains(&Role::Owner);
    let mut people = event.participants.values();
    let found = people.find(is_organizer).or_else(|| event.participants.values().find(owner));
    let plain = || address.map(|address| plain_address(address).to_owned());
    found.map(|person| name(person, viewer)).or_else(plain)
}

/// Returns the totals of an event; `None` if nothing is known about its participants.
pub fn totals(event: &Event, viewer: &Viewer) -> Option<Totals> {
    let messages = viewer.messages;
    let people = || event.participants.values().filter(|person| is_counted(person));
    let known = Organizations::of(event);
    let organizations: SortedSet<&str> =
        people().map(|person| known.key(person)).filter(|key| !key.is_empty()).collect();
    let listed_people = people().count();
    let listed_organizations = organizations.len();
    let listed = (listed_people > 0).then(|| {
        let mut parts = vec![messages.people(listed_people)];
        if listed_organizations > 0 {
            parts.push(messages.organizations(listed_organizations));
        }
        parts.join(messages.dot())
    });
    let reported = event.headcount.as_deref().map(|count| headcount(viewer, count));
    let reported = reported.filter(|text| !text.is_empty());
    let line = reported.clone().or_else(|| listed.clone())?;
    let replies = reply_counts(people().map(|person| &person.reply), viewer);
    Some(Totals { line, reported, listed, replies })
}

/// Formats totals in words: `64人・38組織・会場 40人`.
pub fn headcount(viewer: &Viewer, count: &Headcount) -> String {
    let messages = viewer.messages;
    let parts = [
        count.persons.map(|count| messages.people(count)),
        count.organizations.map(|count| messages.organizations(count)),
        count.onsite.map(|count| messages.people_onsite(count)),
        count.online.map(|count| messages.people_online(count)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(messages.dot())
}

fn reply_counts<'a>(replies: impl Iterator<Item = &'a Reply>, viewer: &Viewer) -> Vec<ReplyCount> {
    let order = |reply: &Reply| match reply {
        Reply::Accepted => 0,
        Reply::Delegated => 1,
        Reply::Tentative => 2,
        Reply::Declined => 3,
        Reply::NeedsAction => 4,
        Reply::Other(_) => 5,
        Reply::Unsaid => 6,
    };
    let mut counts: SortedMap<(u8, Reply), usize> = SortedMap::new();
    let replies = replies.filter(|reply| **reply != Reply::Unsaid);
    let replies = replies.map(|reply| (order(reply), reply)).collect();
    for (order, reply) in ordered(replies, Ord::cmp) {
        *counts.get_or_default((order, reply.clone())) += 1;
    }
    let text = |((_, reply), count): ((u8, Reply), usize)| {
        let label = viewer.messages.reply(&reply);
        let text = viewer.messages.reply_count(&label, count);
        ReplyCount { reply, label, count, text }
    };
    counts.into_iter().map(text).collect()
}
