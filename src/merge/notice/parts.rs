//! The later parts of a series that was cut here, for what messages say of the undivided one.

use jiff::civil::{Date, date};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::domain::series::edit::{divided_on, former, stated_former};
use crate::domain::series::notice::{is_for_following, recurrence_id};
use crate::domain::series::recurrence::expand::starts;
use crate::domain::time::Days;
use crate::domain::time::zone::Zones;
use crate::merge::event::revision::is_newer;
use crate::merge::notice::said;

/// The end of the ids of events in Google's calendar, which sends messages about each part that it cut under an id of its
/// own. Its parts do not state what they continue; those that a message of Google cut here do.
const OF_GOOGLE: &str = "@google.com";

/// Returns the later parts of a series, about which messages state the id of the series.
pub(crate) fn parts_of<'a>(
    almanac: &'a Almanac,
    id: &'a EventId,
) -> impl Iterator<Item = &'a Entry> + 'a {
    all_parts(almanac).filter(move |entry| is_part(almanac, &entry.event, id))
}

/// Returns the later parts of all series, except those that Google cut.
pub(crate) fn all_parts(almanac: &Almanac) -> impl Iterator<Item = &Entry> {
    let is_part = |event: &Event| {
        let is_of_google = event.id.as_str().ends_with(OF_GOOGLE);
        let of = if is_of_google { stated_former(event) } else { former(event) };
        of.is_some()
    };
    almanac.entries().filter(move |entry| is_part(&entry.event))
}

/// Whether an event is the part of a series that a message cut off: it says so by its id and by what it continues.
pub(crate) fn is_of_message(event: &Event) -> bool {
    divided_on(&event.id).is_some() && stated_former(event).is_some()
}

/// Returns the series that a part was cut off, and those that this one was cut off.
pub(crate) fn formers<'a>(
    almanac: &'a Almanac,
    event: &Event,
) -> impl Iterator<Item = EventId> + 'a {
    const DEEPEST: usize = 100;
    let next = move |of: &EventId| former(&almanac.entry(of)?.event);
    std::iter::successors(former(event), next).take(DEEPEST)
}

fn is_part(almanac: &Almanac, event: &Event, id: &EventId) -> bool {
    formers(almanac, event).any(|of| of == *id)
}

/// Whether a newer edition of a series has the dates of its later part again, which the series as it was known had not.
pub(crate) fn is_whole_again(known: Option<&Event>, series: &Event, part: &Event) -> bool {
    let is_cut = known.is_none_or(|known| !has_dates_of(known, part));
    is_cut && has_dates_of(series, part) && is_newer(series.revision, part.revision)
}

/// Whether a series takes place on or after the day on which its later part was cut off; a part that does not say which day
/// that was may begin on another one, and only the day on which it begins is asked for.
fn has_dates_of(series: &Event, part: &Event) -> bool {
    let begins = part.when.start().date();
    let (first, last) = match divided_on(&part.id) {
        Some(cut) => (cut, date(9999, 12, 31)),
        None => (begins, begins),
    };
    let rule = series.repeat.as_deref().and_then(|repeat| repeat.known());
    let window = Days { first, last };
    rule.is_some_and(|rule| starts(rule, series.when.start(), window).next().is_some())
}

/// Whether a part has an id that says that the series was cut on that day, see [`divided_on`]. It may begin on another day.
fn is_cut_on(id: &EventId, day: Date) -> bool {
    divided_on(id) == Some(day)
}

/// Returns the later part of a series here that has the instance of which a notice says something, if the series itself
/// has it not.
pub(crate) fn part_of<'a>(
    almanac: &'a Almanac,
    series: &Event,
    notice: &Event,
    zones: &dyn Zones,
) -> Option<&'a Entry> {
    let has = |event: &Event| {
        let said = said(event, notice, zones);
        said.is_some_and(|said| {
            let overrides = event.repeat.as_deref().map(|repeat| &repeat.overrides);
            event.is_of_rule(said.at) || overrides.is_some_and(|all| all.contains_key(&said.at))
        })
    };
    if series.repeat.is_none() || has(series) {
        return None;
    }
    let parts = almanac.entries().filter(|entry| is_part(almanac, &entry.event, &series.id));
    let day = recurrence_id(notice).filter(|_| is_for_following(notice)).map(|id| id.at.date());
    let begins = |entry: &&Entry| day.is_some_and(|day| is_cut_on(&entry.event.id, day));
    let parts: Vec<&Entry> = parts.collect();
    let of_date = parts.iter().find(|entry| has(&entry.event));
    of_date.or_else(|| parts.iter().find(|entry| begins(entry))).copied()
}
