//! What a notice says of an occurrence, completed by what is known of it.

use std::mem::{replace, take};

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::status::Status;
use crate::domain::series::notice::{Message, message};
use crate::domain::time::zone::{Zones, clock_at, moment_of};
use crate::domain::time::{Timed, When, Zone};
use crate::merge::event::matching::aligned;
use crate::merge::event::rekeyed::in_known_keys;
use crate::merge::notice::answers::{answered, complete_people, is_host, uninvited};

/// The name of UTC as a time zone.
pub(super) const UTC: &str = "Etc/UTC";

/// Returns what the notice says, with what it does not state as it is now.
pub(super) fn completed(now: &Event, said: Event, zones: &dyn Zones) -> Event {
    if message(&said) == Some(Message::Reply) {
        return answered(now, &said);
    }
    let mut said = said;
    if message(&said) == Some(Message::Cancel) {
        if let Some(rest) = uninvited(now, &said) {
            return rest;
        }
        said.status = Status::Cancelled;
    }
    // A cancellation names the time at which the series has the occurrence, which may have been moved.
    let when = if said.is_cancelled() { now.when.clone() } else { time(now, &said, zones) };
    let mut along = now.shifted(&when);
    // Facts that other programs do not know, and what cannot differ in one occurrence.
    let said = aligned(&said, &[&now.participants]).into_owned();
    let mut said = in_known_keys(None, now, &said).unwrap_or(said);
    let is_off = said.is_cancelled();
    let status = match (&said.status, &now.status) {
        (Status::Confirmed, now @ (Status::Tentative | Status::Other(_))) => now.clone(),
        (said, _) => said.clone(),
    };
    along.status = status;
    if !is_off {
        along.status_reason.clear();
    }
    if is_off {
        // A cancellation names people without what is known of them.
        let known = take(&mut along.participants);
        along.participants = take(&mut said.participants).into_iter().chain(known).collect();
    } else if said.participants.values().any(|it| !is_host(it, said.organizer.as_ref())) {
        let known = replace(&mut along.participants, take(&mut said.participants));
        complete_people(&mut along.participants, known, said.revision.updated);
    }
    macro_rules! take {
        ($($fact:ident)+) => {$(
            if !said.$fact.is_empty() {
                along.$fact = take(&mut said.$fact);
            }
        )+};
    }
    take!(title description status_reason audience programme);
    if !said.kinds.is_empty() || !said.categories.is_empty() {
        along.kinds = take(&mut said.kinds);
        along.categories = take(&mut said.categories);
    }
    // The same place under another key is no difference.
    let is_new = |it: &Location| along.locations.values().all(|now| now.name != it.name);
    if said.locations.values().any(is_new) {
        let meeting =
            take(&mut along.locations).into_iter().filter(|(_, place)| place.is_meeting_place);
        along.locations = meeting.collect();
        along.locations.extend(take(&mut said.locations));
        along.main_location = said.main_location.take();
    }
    let is_new =
        |it: &VirtualLocation| along.virtual_locations.values().all(|now| now.uri != it.uri);
    if said.virtual_locations.values().any(is_new) {
        along.virtual_locations = take(&mut said.virtual_locations);
    }
    let is_new = |it: &Link| along.links.values().all(|now| now.href != it.href);
    if said.links.values().any(is_new) {
        along.links = take(&mut said.links);
    }
    along.color = said.color.take().or(along.color.take());
    along.registration = said.registration.take().or(along.registration.take());
    along.meeting_time = said.meeting_time.or(along.meeting_time);
    along.series_number = said.series_number.or(along.series_number);
    along
}

/// Returns when the occurrence takes place: in the zone of the series if the notice has a moment in UTC, and with the
/// length of the series if the notice states none.
fn time(now: &Event, said: &Event, zones: &dyn Zones) -> When {
    let When::Timed(timed) = &said.when else { return said.when.clone() };
    let mut timed: Timed = timed.clone();
    if let (Some(from), Some(to)) = (&timed.zone, now.when.zone())
        && &*from.0 == UTC
    {
        timed.start = on_clock(zones, timed.start, from, to);
        timed.zone = Some(to.clone());
    }
    match &now.when {
        When::Timed(known) => {
            timed.length = timed.length.or(known.length);
            timed.shown = known.shown;
            When::Timed(timed)
        }
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => {
            When::Timed(timed)
        }
    }
}

/// Returns a wall clock of one zone on the clock of another.
pub(super) fn on_clock(zones: &dyn Zones, clock: DateTime, from: &Zone, to: &Zone) -> DateTime {
    if from == to {
        return clock;
    }
    let moment = moment_of(zones, from, clock);
    moment.and_then(|moment| clock_at(zones, to, moment)).unwrap_or(clock)
}
