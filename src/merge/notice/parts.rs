//! The later parts of a series that was cut here, for what messages say of the undivided one.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::domain::series::edit::former;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::time::Days;
use crate::domain::time::zone::Zones;
use crate::merge::event::revision::is_newer;
use crate::merge::notice::said;

/// The end of the ids of events in Google's calendar, which sends messages about each part under an id of its own.
const OF_GOOGLE: &str = "@google.com";

/// Returns the later parts of a series, about which messages state the id of the series.
pub(crate) fn parts_of<'a>(
    almanac: &'a Almanac,
    id: &'a EventId,
) -> impl Iterator<Item = &'a Entry> + 'a {
    let is_part = |entry: &&Entry| former(&entry.event).as_ref() == Some(id);
    let is_any = !id.as_str().ends_with(OF_GOOGLE);
    almanac.entries().filter(move |entry| is_any && is_part(entry))
}

/// Whether a newer edition of a series has the dates of its later part again.
pub(crate) fn is_whole_again(series: &Event, part: &Event) -> bool {
    let rule = series.repeat.as_deref().and_then(|repeat| repeat.known());
    let day = Days::one(part.when.start().date());
    let has_day = rule.is_some_and(|rule| starts(rule, series.when.start(), day).next().is_some());
    has_day && is_newer(series.revision, part.revision)
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
    let is_part = |entry: &&Entry| former(&entry.event).as_ref() == Some(&series.id);
    almanac.entries().filter(is_part).find(|entry| has(&entry.event))
}
