//! Totals of participants, which a file without names has instead of a list.

use crate::domain::event::participant::{Headcount, Participant, Presence, Reply, Role};
use crate::domain::foreign::Foreign;
use crate::domain::sharing::published::is_group;
use crate::domain::sorted_set::SortedSet;

/// Counts the people and organisations of a list, without those who declined or did not come.
pub(crate) fn counted<'a>(list: impl Iterator<Item = &'a Participant>) -> Option<Headcount> {
    let is_there = |person: &&Participant| {
        let presence = person.attendance.as_ref().and_then(|record| record.presence.as_ref());
        !is_group(person)
            && !is_only_published(person)
            && person.reply != Reply::Declined
            && presence != Some(&Presence::Absent)
    };
    let people: Vec<&Participant> = list.filter(is_there).collect();
    let organizations: SortedSet<&str> = people
        .iter()
        .filter_map(|person| person.affiliation.as_ref())
        .map(|place| place.organization.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    let number = |count: usize| (count > 0).then(|| u32::try_from(count).unwrap_or(u32::MAX));
    (!people.is_empty()).then(|| Headcount {
        persons: number(people.len()),
        organizations: number(organizations.len()),
        ..Headcount::default()
    })
}

/// Returns totals without unknown properties.
pub(crate) fn harmless_headcount(count: &Headcount) -> Headcount {
    Headcount {
        persons: count.persons,
        organizations: count.organizations,
        onsite: count.onsite,
        online: count.online,
        foreign: Foreign::default(),
    }
}

/// Whether a person is on the list only because the event publishes them: a speaker or a guest takes no part, and an
/// organiser only if they replied or came.
fn is_only_published(person: &Participant) -> bool {
    let is_only_owner = || {
        let known = || person.roles.iter().filter(|role| !matches!(role, Role::Other(_)));
        let takes_no_part = person.reply == Reply::Unsaid && person.attendance.is_none();
        takes_no_part && known().count() > 0 && known().all(|role| *role == Role::Owner)
    };
    person.is_beside() || is_only_owner()
}
