//! The content of an exported file: which events, and whether names of people are included.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::{Entry, Handed};
use crate::domain::almanac::trash;
use crate::domain::event::Event;
use crate::domain::event::participant::{Nature, Participant};
use crate::domain::foreign::Json;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sharing::names_in_text::names_in_text;
use crate::domain::sharing::redact::facts_without_names;
use crate::domain::sharing::visibility::{ExportExtent, extent, for_everybody};
use crate::domain::time::Days;
use crate::format::jscalendar::write::{Export, ExportCalendar, encode};
use crate::format::names;

/// The content of an exported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// Which events.
    pub of: ExportSelection,
    /// Whether names of people are included.
    pub names: Names,
    /// The title of an event of which only the time is visible: 予定あり.
    pub busy: &'static str,
}

/// Which events go into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportSelection {
    /// One event alone.
    Event(EventId),
    /// Calendars, for all time or for some days.
    Calendars {
        /// Which calendars.
        ids: BTreeSet<CalendarId>,
        /// Which days; `None` for all.
        days: Option<Days>,
    },
}

/// Whether names of people are in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// No names, for everybody: only totals, and only the time of private events.
    #[default]
    Without,
    /// Everything.
    With,
}

/// The figures of an export, shown before it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportFigures {
    /// The number of events.
    pub events: u64,
    /// The number of events of which a file for everybody shows only the time.
    pub private: u64,
    /// The number of events that a file for everybody does not contain.
    pub secret: u64,
    /// The number of names on the lists of the events; a person counts once for each event.
    pub names: u64,
    /// The names and addresses of people in titles and other texts, which are included in any case.
    pub in_texts: BTreeSet<String>,
}

/// Returns the events that an export selects, in order of time, with their calendars; names are not removed yet.
pub fn picked<'a>(
    almanac: &'a Almanac,
    wanted: &ExportSelection,
) -> Vec<(&'a Calendar, Vec<&'a Event>)> {
    let calendars = almanac.calendars();
    match wanted {
        ExportSelection::Event(id) => {
            let entry = almanac.entry(id);
            let pair =
                entry.and_then(|entry| Some((calendars.get(&entry.calendar)?, vec![&entry.event])));
            pair.into_iter().collect()
        }
        ExportSelection::Calendars { ids, days } => {
            let mut events: BTreeMap<&CalendarId, Vec<&Event>> = BTreeMap::new();
            for entry in almanac.entries().filter(|entry| is_in(&entry.event, *days)) {
                events.entry(&entry.calendar).or_default().push(&entry.event);
            }
            let with_events = |calendar: &'a Calendar| {
                let mut events = events.remove(&calendar.id).unwrap_or_default();
                events.sort_by_cached_key(|event| (event.when.start(), event.id.clone()));
                (calendar, events)
            };
            ids.iter().filter_map(|id| calendars.get(id)).map(with_events).collect()
        }
    }
}

/// Whether an event is on one of those days. A repeating event may be on any day.
fn is_in(event: &Event, days: Option<Days>) -> bool {
    days.is_none_or(|days| event.when.days().meets(days) || event.repeat.is_some())
}

/// Returns the figures of an export. Reads every text of every event with a list: O(n).
pub fn figures(almanac: &Almanac, wanted: &ExportSelection) -> ExportFigures {
    let mut figures = ExportFigures::default();
    for event in picked(almanac, wanted).into_iter().flat_map(|(_, events)| events) {
        figures.events += 1;
        match extent(event) {
            ExportExtent::Whole => {}
            ExportExtent::Time => figures.private += 1,
            ExportExtent::Nothing => figures.secret += 1,
        }
        let names = event.participants.values().filter(|person| is_named_person(person)).count();
        if names > 0 {
            figures.names += u64::try_from(names).unwrap_or(u64::MAX);
            // The texts of other events are not in a file without names.
            if extent(event) == ExportExtent::Whole {
                figures.in_texts.extend(names_in_text(event).into_iter().map(str::to_owned));
            }
        }
    }
    figures
}

fn is_named_person(participant: &Participant) -> bool {
    participant.nature != Nature::Group && !participant.name.trim().is_empty()
}

/// Returns the text of the exported file; empty if it would contain only one event that is withheld.
pub fn written(almanac: &Almanac, order: &ExportRequest) -> String {
    let picked = picked(almanac, &order.of);
    let event = |event: &Event| match order.names {
        Names::With => Some(event.clone()),
        Names::Without => for_everybody(event, order.busy),
    };
    let is_one = matches!(order.of, ExportSelection::Event(_));
    let is_part = match &order.of {
        ExportSelection::Event(_) => true,
        ExportSelection::Calendars { days, .. } => days.is_some(),
    };
    let calendar = |calendar: &Calendar| {
        let mut facts = match order.names {
            Names::With => calendar.facts.clone(),
            Names::Without => facts_without_names(&calendar.facts),
        };
        if is_one {
            facts.other_entries.clear();
        }
        if is_part {
            facts.foreign.0.insert(names::PART.to_owned(), Json::Bool(true));
        }
        Calendar { facts, ..calendar.clone() }
    };
    let cleaned: Vec<(Calendar, Vec<Event>)> = picked
        .into_iter()
        .map(|(of, events)| (calendar(of), events.into_iter().filter_map(event).collect()))
        .collect();
    if is_one && cleaned.iter().all(|(_, events)| events.is_empty()) {
        return String::new();
    }
    let calendars = cleaned
        .iter()
        .map(|(calendar, events)| ExportCalendar {
            calendar,
            events: events.iter().collect(),
            // A deletion is a uid and a time, so there are no names to remove.
            deleted: if is_one { BTreeMap::new() } else { trash::deletions(almanac, calendar) },
        })
        .collect();
    encode(&Export { calendars })
}

/// Returns the entries of which a file tells others, as they are now: with [`remembered`], the base of what comes back.
pub fn handed_on(almanac: &Almanac, order: &ExportRequest) -> Vec<Entry> {
    let is_withheld =
        |event: &Event| order.names == Names::Without && extent(event) == ExportExtent::Nothing;
    let events = picked(almanac, &order.of).into_iter().flat_map(|(_, events)| events);
    let events = events.filter(|event| !is_withheld(event));
    let entries = events.filter_map(|event| almanac.entry(&event.id));
    entries.filter(|entry| (*entry).clone().handed_on() != **entry).cloned().collect()
}

/// Returns the change that remembers what was handed on, also if an event has been changed meanwhile.
pub fn remembered(almanac: &Almanac, handed: &[Entry]) -> Change {
    let mut change = Change::default();
    for Entry { event, .. } in handed {
        let Some(entry) = almanac.entry(&event.id).cloned() else { continue };
        let was = Entry { handed: Handed::Was(Box::new(event.clone())), ..entry.clone() };
        let after = if entry.event == *event { entry.clone().handed_on() } else { was };
        if after != entry {
            change.entries.insert(event.id.clone(), Some(after));
        }
    }
    change
}

/// Returns a file name that every system accepts: no separators, no control characters, no dot at the start, not too
/// long.
pub fn file_name(stem: &str, ending: &str) -> String {
    const LONGEST: usize = 60;
    let is_unsafe = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let stem: String =
        stem.chars().map(|c| if is_unsafe(c) { '_' } else { c }).take(LONGEST).collect();
    let stem = stem.trim().trim_matches('.').trim();
    format!("{}.{ending}", if stem.is_empty() { "tsudoi" } else { stem })
}
