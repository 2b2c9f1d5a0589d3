//! Applies a notice (see [`crate::domain::series::notice`]) to the series that it is about: it changes the occurrences that
//! it names, and nothing else.
//!
//! What a notice does not state is as it was: programs leave out what they do not know, and a cancellation may consist of
//! an identity alone (RFC 5546, 3.2.5). An older notice changes nothing: the revision of each occurrence is stored in its
//! exception. A message about a whole event changes its status, or what people answered.

mod answers;
mod completed;
pub(crate) mod parts;

use std::sync::Arc;

use jiff::civil::{DateTime, Time};

use crate::domain::almanac::entry::Entry;
use crate::domain::event::status::Status;
use crate::domain::event::{Event, Revision};
use crate::domain::foreign::Json;
use crate::domain::id::CalendarId;
use crate::domain::series::edit::{delete_following, edit_all, edit_one};
use crate::domain::series::notice::{
    METHOD, Message, NO_START, RECURRENCE_ID, RECURRENCE_ID_ZONE, RECURRENCE_RANGE, RecurrenceId,
    is_added, is_for_following, message, recurrence_id,
};
use crate::domain::series::occurrence::{instance, plain};
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::repeat::{Override, Patch};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::days_off::BY_LAW;
use crate::domain::time::zone::Zones;
use crate::domain::time::{Days, Timed, UtcTime, When};
use crate::merge::event::revision::{is_as_said, is_newer, joined, stated_by};
use crate::merge::notice::answers::{answered, answered_at, is_uninviting, uninvited};
use crate::merge::notice::completed::{UTC, completed, on_clock};

/// Returns the series with what the notice says. A series may itself be a notice, if no file had the series yet.
pub fn applied(series: &Event, notice: &Event, zones: &dyn Zones) -> Event {
    if recurrence_id(notice).is_none() {
        return of_whole(series, notice);
    }
    stated(notice).into_iter().fold(series.clone(), |series, (id, mut said)| {
        let is_added = is_added(&said);
        let at = if is_added { exact(&series, &id, zones) } else { located(&series, &id, zones) };
        if said.when.start() == id.at && is_day_by_clock(&said) && !is_timed(&series) {
            said.when = series.when.moved_to(at);
        }
        // An answer is as new as what its person answered before, see `answered`.
        let is_reply = message(&said) == Some(Message::Reply);
        let is_older = !is_reply && is_newer(known(&series, at), said.revision);
        if is_older || is_beside(&series, at, &said) {
            series
        } else {
            put(series, at, said, zones)
        }
    })
}

fn is_timed(event: &Event) -> bool {
    matches!(event.when, When::Timed(_))
}

/// Whether what names an occurrence by a clock means the day: an answer or a cancellation, of which the clock is that of the
/// name, or a midnight here or in UTC that lasts whole days. Every other clock is a time that one day of a series has.
fn is_day_by_clock(said: &Event) -> bool {
    let When::Timed(Timed { start, zone, length, .. }) = &said.when else { return false };
    let is_whole = length.is_none_or(|length| length.seconds.is_multiple_of(86_400));
    let is_utc = zone.as_ref().is_some_and(|zone| &*zone.0 == UTC);
    let is_midnight = start.time() == Time::midnight();
    said.is_cancelled() || message(said).is_some() || (is_whole && (is_midnight || is_utc))
}

/// The first occurrence of which a notice says something, in a series.
pub(crate) struct Said {
    /// The wall clock at which the series has the occurrence.
    pub(crate) at: DateTime,
    /// The occurrence as it is known.
    pub(crate) current: Event,
    /// The occurrence as the notice has it; `None` if the notice is older than what is known.
    pub(crate) wanted: Option<Event>,
}

/// Returns the first occurrence of which a notice says something.
pub(crate) fn said(series: &Event, notice: &Event, zones: &dyn Zones) -> Option<Said> {
    let (id, said) = stated(notice).into_iter().next()?;
    let at = located(series, &id, zones);
    let (revision, current) = (said.revision, current(series, at));
    let is_older = is_newer(known(series, at), revision) || is_beside(series, at, &said);
    let wanted = (!is_older).then(|| completed(&current, said, zones));
    let wanted = wanted.map(|wanted| Event { revision, ..wanted });
    Some(Said { at, current, wanted })
}

/// Whether a cancellation or an answer is about a date on which the series does not take place: it must not make it take
/// place.
fn is_beside(series: &Event, at: DateTime, said: &Event) -> bool {
    is_absent(series, at) && (said.is_cancelled() || message(said).is_some())
}

/// Whether a series with a known rule does not take place on a date.
pub(crate) fn is_absent(series: &Event, at: DateTime) -> bool {
    let Some(repeat) = series.repeat.as_deref() else { return false };
    let is_known = repeat.known().is_some() && recurrence_id(series).is_none();
    let own = repeat.overrides.get(&at);
    is_known && !own.map_or_else(|| series.is_of_rule(at), |own| !own.is_excluded())
}

/// Whether a notice is about occurrences that the series does not have, not even as exceptions: the series was moved, or had
/// another rule when the notice was written. Only a message that adds an occurrence may be (RFC 5546, 3.2.4). An older change
/// says nothing, and one of all that follow may have moved the series before, see [`of_all`].
pub(crate) fn is_for_no_date(series: &Event, notice: &Event, zones: &dyn Zones) -> bool {
    let has = |at: DateTime| {
        series.repeat.as_deref().is_some_and(|repeat| repeat.overrides.contains_key(&at))
    };
    let all = stated(notice);
    let is_asked = |said: &Event| {
        let is_change = !is_for_following(notice) && !is_newer(series.revision, said.revision);
        said.is_cancelled() || message(said).is_some() || is_change
    };
    let is_astray = |(id, said): &(RecurrenceId, Event)| {
        let at = located(series, id, zones);
        is_absent(series, at) && !has(at) && is_asked(said)
    };
    !all.is_empty() && !is_added(notice) && all.iter().all(is_astray)
}

/// Returns the series with what a notice about its first occurrence and all that follow says of all of them; `None` if
/// the occurrence is not the first one.
pub(crate) fn of_all(series: &Event, notice: &Event, zones: &dyn Zones) -> Option<Event> {
    let (id, said) = stated(notice).into_iter().next()?;
    let start = series.when.start();
    // Said before: since then, the first occurrence is at the time that the notice gives.
    let first = completed(&current(series, start), said.clone(), zones);
    if said.revision == series.revision && first.when.start() == start {
        return Some(series.clone());
    }
    let at = located(series, &id, zones).max(start);
    let is_first = series.is_of_rule(at) && delete_following(series, at).is_none();
    if series.repeat.is_none() || !is_first {
        return None;
    }
    if is_newer(known(series, at), said.revision) {
        return Some(series.clone());
    }
    let is_reply = message(&said) == Some(Message::Reply);
    let revision = if is_reply { series.revision } else { joined(series.revision, said.revision) };
    let mut ruled = series.clone();
    if let Some(repeat) = ruled.repeat.as_deref_mut() {
        repeat.overrides.remove(&at);
    }
    let before = current(&ruled, at);
    let wanted = completed(&before, said, zones);
    Some(Event { revision, ..edit_all(&ruled, &before, &wanted, &BY_LAW) })
}

/// Returns a notice as an event by itself, if nothing is known of what it is about; `None` if it says nothing alone.
pub fn alone(mut notice: Event) -> Option<Event> {
    notice.foreign.0.remove(RECURRENCE_RANGE);
    if is_added(&notice) {
        notice.foreign.0.remove(METHOD);
    }
    let message = message(&notice);
    // Nobody can take part in an event of which only an answer is known.
    if message == Some(Message::Reply) || (message.is_some() && notice.when.start() == NO_START) {
        return None;
    }
    if message == Some(Message::Cancel) {
        if is_uninviting(&notice) {
            return None;
        }
        notice.status = Status::Cancelled;
        notice.foreign.0.remove(METHOD);
    }
    Some(notice)
}

/// Returns the event with what a message about the whole of it says.
fn of_whole(event: &Event, notice: &Event) -> Event {
    match message(notice) {
        Some(Message::Reply) => answered(event, notice),
        Some(Message::Cancel) if !is_newer(event.revision, notice.revision) => {
            let uninvited = uninvited(event, notice);
            let called_off = || Event { status: Status::Cancelled, ..event.clone() };
            Event { revision: notice.revision, ..uninvited.unwrap_or_else(called_off) }
        }
        Some(Message::Cancel) | None => event.clone(),
    }
}

/// Adds to the series of a file what newer notices said before: a file that was written before a notice does not
/// know of it.
pub fn kept(known: &Event, theirs: &mut Event) {
    let overrides = known.repeat.iter().flat_map(|repeat| &repeat.overrides);
    let newer: Vec<_> = overrides
        .filter(|(at, _)| {
            let said = stated_revision(known, **at);
            said.is_some_and(|said| is_newer(said, self::known(theirs, **at)))
                && theirs.is_of_rule(**at)
        })
        .map(|(at, own)| (*at, own.clone()))
        .collect();
    if let Some(repeat) = theirs.repeat.as_deref_mut() {
        repeat.overrides.extend(newer);
    }
}

/// Whether an occurrence that the notice names has an exception in the series that may have been made or edited here. One
/// that a message made, and the series was not edited since, has not.
pub fn has_own(series: &Event, notice: &Event, zones: &dyn Zones) -> bool {
    let overrides = series.repeat.as_deref().map(|repeat| &repeat.overrides);
    let is_own = |id: &RecurrenceId| {
        let own = overrides.and_then(|all| all.get(&located(series, id, zones)));
        own.is_some_and(|own| !is_as_said(own, series))
    };
    stated(notice).iter().any(|(id, _)| is_own(id))
}

/// Returns the occurrences that a notice names, each as a separate event.
fn stated(notice: &Event) -> Vec<(RecurrenceId, Event)> {
    let Some(first) = recurrence_id(notice) else { return Vec::new() };
    // A cancellation of people only stays a message, see `completed`.
    let settled = |mut event: Event| {
        if message(&event) == Some(Message::Cancel) && !is_uninviting(&event) {
            event.status = Status::Cancelled;
            event.foreign.0.remove(METHOD);
        }
        event
    };
    let mut alone = settled(Event { repeat: None, ..notice.clone() });
    alone.foreign.0.remove(RECURRENCE_ID);
    alone.foreign.0.remove(RECURRENCE_ID_ZONE);
    alone.foreign.0.remove(RECURRENCE_RANGE);
    let entry = Entry::local(notice.clone(), CalendarId::new(""));
    let zone = notice.when.zone().cloned();
    let others = notice.repeat.iter().flat_map(|repeat| repeat.overrides.keys());
    let others = others.filter_map(|at| {
        let mut event = settled(instance(&entry, *at)?.standalone(&BY_LAW));
        event.repeat = None;
        event.revision = stated_revision(notice, *at).unwrap_or(notice.revision);
        Some((RecurrenceId { at: *at, zone: zone.clone() }, event))
    });
    let others: Vec<_> = others.collect();
    std::iter::once((first, alone)).chain(others).collect()
}

/// Returns the wall clock at which the series has an occurrence. A notice may be on the clock of another zone, may name the
/// time to which the occurrence was moved, and may name only the day of one that has a time.
fn located(series: &Event, id: &RecurrenceId, zones: &dyn Zones) -> DateTime {
    let at = exact(series, id, zones);
    let repeat = series.repeat.as_deref();
    let has_own = |at: DateTime| repeat.is_some_and(|it| it.overrides.contains_key(&at));
    if series.is_of_rule(at) || has_own(at) {
        return at;
    }
    let moved_to = |key: &&DateTime| current(series, **key).when.start() == at;
    let moved = repeat.into_iter().flat_map(|it| {
        let patched = it.overrides.iter().filter(|(_, own)| own.patch().is_some());
        patched.map(|(key, _)| key).filter(moved_to)
    });
    let moved: Vec<DateTime> = moved.copied().take(2).collect();
    if let [only] = moved.as_slice() {
        return *only;
    }
    let start = series.when.start();
    let known = repeat.and_then(|repeat| repeat.known());
    let ruled = known.map(|rule| starts(rule, start, Days::one(at.date())));
    let own = repeat.into_iter().flat_map(|it| it.overrides.keys().copied());
    let all = ruled.into_iter().flatten().chain(own).chain(known.is_none().then_some(start));
    let of_day: SortedSet<DateTime> = all.filter(|it| it.date() == at.date()).take(2).collect();
    match (of_day.len(), of_day.first()) {
        (1, Some(only)) => *only,
        _ => at,
    }
}

/// Returns the wall clock that a notice names, on the clock of the series.
fn exact(series: &Event, id: &RecurrenceId, zones: &dyn Zones) -> DateTime {
    let at = match (&id.zone, series.when.zone()) {
        (Some(from), Some(to)) => on_clock(zones, id.at, from, to),
        (Some(_) | None, _) => id.at,
    };
    match series.when {
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => {
            at.date().to_datetime(Time::midnight())
        }
        When::Timed(_) => at,
    }
}

/// Returns the revision of an occurrence: its own, if its exception states one, else that of the series.
fn known(series: &Event, at: DateTime) -> Revision {
    stated_revision(series, at).unwrap_or(series.revision)
}

fn stated_revision(series: &Event, at: DateTime) -> Option<Revision> {
    series.repeat.as_deref()?.overrides.get(&at).and_then(stated_by)
}

/// Puts one occurrence into the series.
fn put(mut series: Event, at: DateTime, said: Event, zones: &dyn Zones) -> Event {
    let is_itself = |id: RecurrenceId| located(&series, &id, zones) == at;
    let is_only = series.repeat.is_none() && series.when.start() == at;
    if recurrence_id(&series).is_some_and(is_itself) || is_only {
        let wanted = completed(&Event { repeat: None, ..series.clone() }, said, zones);
        let Event { repeat, foreign, .. } = series;
        return Event { repeat, foreign, ..wanted };
    }
    series.repeat.get_or_insert_default();
    let is_reply = message(&said) == Some(Message::Reply);
    let revision = said.revision;
    let now = current(&series, at);
    let own = series.repeat.as_deref().and_then(|it| it.overrides.get(&at)?.patch());
    let wanted =
        if is_reply { answered_at(&now, &said, own) } else { completed(&now, said, zones) };
    let mut event = edit_one(&series, at, &wanted, &BY_LAW);
    let overrides = event.repeat.as_deref_mut().map(|repeat| &mut repeat.overrides);
    if let Some(Override::Patch(patch)) = overrides.and_then(|all| all.get_mut(&at))
        && !is_reply
    {
        state_revision(Arc::make_mut(patch), revision);
    }
    event
}

fn state_revision(patch: &mut Patch, revision: Revision) {
    let Revision { sequence, updated, created: _ } = revision;
    let foreign = &mut patch.foreign.0;
    if sequence > 0 {
        foreign.insert("sequence".to_owned(), Json::Number(sequence.to_string().into()));
    }
    if let Some(UtcTime(at)) = updated {
        foreign.insert("updated".to_owned(), Json::Text(format!("{at}Z")));
    }
}

/// Returns an occurrence as it is now; one that is excluded, or that the rule does not have, as the rule would have it.
fn current(series: &Event, at: DateTime) -> Event {
    let entry = Entry::local(series.clone(), CalendarId::new(""));
    let found = instance(&entry, at).map(|found| found.standalone(&BY_LAW));
    let event = found.unwrap_or_else(|| plain(series, &series.when.moved_to(at), at, &BY_LAW));
    Event { repeat: None, ..event }
}
