//! What messages say of people: what they answer, and who is invited no more.

use crate::domain::event::Event;
use crate::domain::event::participant::{Participant, Reply};
use crate::domain::id::LocalId;
use crate::domain::series::repeat::Patch;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::merge::event::matching::aligned;

/// Returns an event with what people answered, unless they answered something else later. Nothing else changes: a reply
/// names only those who reply.
pub(crate) fn answered(now: &Event, reply: &Event) -> Event {
    answered_since(now, reply, |key| now.participants.get(key)?.updated)
}

/// Returns an occurrence with what people answered about it, unless they answered something else about it later. What they
/// answered about the whole series does not count, so that the order in which answers arrive makes no difference.
pub(crate) fn answered_at(now: &Event, reply: &Event, own: Option<&Patch>) -> Event {
    let stated = own.map(|own| own.participants.stated().collect::<SortedMap<_, _>>());
    answered_since(now, reply, |key| stated.as_ref()?.get(key)?.updated)
}

/// Returns the event with the answers of those who, since `answered_at`, have not answered anything else.
fn answered_since(
    now: &Event,
    reply: &Event,
    answered_at: impl Fn(&LocalId) -> Option<UtcTime>,
) -> Event {
    let at = reply.revision.updated;
    let said = aligned(reply, &[&now.participants]);
    let mut event = now.clone();
    let mut added = Vec::new();
    for (key, person) in &said.participants {
        match event.participants.get_mut(key) {
            _ if is_host(person, said.organizer.as_ref()) => {}
            Some(_) if answered_at(key) > at => {}
            Some(known) => {
                known.reply = person.reply.clone();
                known.delegated_to.clone_from(&person.delegated_to);
                note(&mut known.note, &person.note);
                known.updated = at.or(known.updated);
            }
            None => {
                let person = Participant { updated: at, ..person.clone() };
                added.push((key.clone(), person));
            }
        }
    }
    event.participants.extend(added);
    event
}

/// Completes the people whom a message names by what other programs do not know of them, and by what they have answered since
/// it was written, if it says that they have not.
pub(super) fn complete_people(
    said: &mut SortedMap<LocalId, Participant>,
    known: SortedMap<LocalId, Participant>,
    written_at: Option<UtcTime>,
) {
    for (key, known) in known {
        let Some(person) = said.get_mut(&key) else { continue };
        for (own, known) in [
            (&mut person.name, known.name),
            (&mut person.name_kana, known.name_kana),
            (&mut person.description, known.description),
            (&mut person.note, known.note),
        ] {
            if own.is_empty() {
                *own = known;
            }
        }
        person.phone = person.phone.take().or(known.phone);
        person.affiliation = person.affiliation.take().or(known.affiliation);
        person.attendance = person.attendance.take().or(known.attendance);
        let is_since = written_at.is_some() && known.updated > written_at;
        if is_since && !is_answer(&person.reply) {
            person.reply = known.reply;
            person.delegated_to = known.delegated_to;
            person.updated = known.updated;
        }
    }
}

fn is_answer(reply: &Reply) -> bool {
    !matches!(reply, Reply::Unsaid | Reply::NeedsAction)
}

/// Adds what a person wrote with the answer to the note about that person.
fn note(known: &mut String, said: &str) {
    if known.is_empty() {
        said.clone_into(known);
    } else if !known.contains(said) {
        known.extend(["\n", said]);
    }
}

/// Whether a participant is only named as the organiser.
pub(crate) fn is_host(person: &Participant, organizer: Option<&String>) -> bool {
    is_organizer(person, organizer) && person.reply == Reply::Unsaid
}

/// Whether a cancellation may be one of the invitations of the people whom it names, and not of the event: then it states
/// no status (RFC 5546, 3.2.5).
pub(crate) fn is_uninviting(cancellation: &Event) -> bool {
    let organizer = cancellation.organizer.as_ref();
    let is_guest = |person: &Participant| !is_organizer(person, organizer);
    !cancellation.is_cancelled() && cancellation.participants.values().any(is_guest)
}

/// Returns the event without the people whose invitation is cancelled. Returns `None` if the event itself is called off:
/// the message says so or names nobody, or nobody would be left. Programs leave out the status.
pub(crate) fn uninvited(now: &Event, cancellation: &Event) -> Option<Event> {
    if !is_uninviting(cancellation) {
        return None;
    }
    let said = aligned(cancellation, &[&now.participants]);
    let organizer = said.organizer.as_ref().or(now.organizer.as_ref());
    let guests = |event: &Event| -> SortedSet<LocalId> {
        let guests = event.participants.iter();
        let guests = guests.filter(|(_, person)| !is_organizer(person, organizer));
        guests.map(|(key, _)| key.clone()).collect()
    };
    let named = guests(&said);
    let is_anybody_left = guests(now).iter().any(|key| !named.contains(key));
    let mut event = now.clone();
    event.participants.retain(|key, _| !named.contains(key));
    is_anybody_left.then_some(event)
}

fn is_organizer(person: &Participant, organizer: Option<&String>) -> bool {
    organizer.is_some_and(|organizer| person.has_address(organizer))
}
