//! What goes into a file that is handed on: which events, and whether the names of people go with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::trash;
use crate::domain::event::Event;
use crate::domain::event::participant::{Nature, Participant};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sharing::names_in_text::names_in_text;
use crate::domain::sharing::redact::facts_without_names;
use crate::domain::sharing::visibility::{Extent, extent, for_everybody};
use crate::domain::time::Days;
use crate::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};

/// What goes into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Which events.
    pub of: Wanted,
    /// Whether names of people go with them.
    pub names: Names,
    /// What an event is called of which only the time may be told: 予定あり.
    pub busy: &'static str,
}

/// Which events go into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One event alone.
    Event(EventId),
    /// Calendars, of all time or of some days.
    Calendars {
        /// Which calendars.
        ids: BTreeSet<CalendarId>,
        /// Which days; `None` for all.
        days: Option<Days>,
    },
}

/// Whether names of people go into a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// For everybody: totals only, and of what is private only the time.
    #[default]
    Without,
    /// Everything.
    With,
}

/// What an order comes to, to be shown before it is carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many events.
    pub events: u64,
    /// Of how many of them a file for everybody tells only the time.
    pub private: u64,
    /// How many of them are not in a file for everybody at all.
    pub secret: u64,
    /// How many names of people stand on the lists of the events, one person counted in each.
    pub names: u64,
    /// The names and addresses of people that stand in titles and other texts, which go along in any case.
    pub in_texts: BTreeSet<String>,
}

/// The events that an order means in order of time, with their calendars; not yet without names.
pub fn picked<'a>(almanac: &'a Almanac, wanted: &Wanted) -> Vec<(&'a Calendar, Vec<&'a Event>)> {
    let calendars = almanac.calendars();
    match wanted {
        Wanted::Event(id) => {
            let entry = almanac.entry(id);
            let pair =
                entry.and_then(|entry| Some((calendars.get(&entry.calendar)?, vec![&entry.event])));
            pair.into_iter().collect()
        }
        Wanted::Calendars { ids, days } => {
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

/// Whether an event is on one of those days. What repeats may be on any.
fn is_in(event: &Event, days: Option<Days>) -> bool {
    days.is_none_or(|days| event.when.days().meets(days) || event.repeat.is_some())
}

/// What an order comes to. Reads every text of every event with a list: O(n).
pub fn figures(almanac: &Almanac, wanted: &Wanted) -> Figures {
    let mut figures = Figures::default();
    for event in picked(almanac, wanted).into_iter().flat_map(|(_, events)| events) {
        figures.events += 1;
        match extent(event) {
            Extent::Whole => {}
            Extent::Time => figures.private += 1,
            Extent::Nothing => figures.secret += 1,
        }
        let names = event.participants.values().filter(|person| is_named_person(person)).count();
        if names > 0 {
            figures.names += u64::try_from(names).unwrap_or(u64::MAX);
            // The texts of others go into no file without names.
            if extent(event) == Extent::Whole {
                figures.in_texts.extend(names_in_text(event).into_iter().map(str::to_owned));
            }
        }
    }
    figures
}

fn is_named_person(participant: &Participant) -> bool {
    participant.nature != Nature::Group && !participant.name.trim().is_empty()
}

/// The text of the file that an order means; empty where it means nothing but one event that is withheld.
pub fn written(almanac: &Almanac, order: &Order) -> String {
    let picked = picked(almanac, &order.of);
    let event = |event: &Event| match order.names {
        Names::With => Some(event.clone()),
        Names::Without => for_everybody(event, order.busy),
    };
    if let (Wanted::Event(_), Some((_, events))) = (&order.of, picked.first()) {
        let only = events.first().and_then(|only| event(only));
        return only.as_ref().map(encode_event).unwrap_or_default();
    }
    let calendar = |calendar: &Calendar| match order.names {
        Names::With => calendar.clone(),
        Names::Without => {
            Calendar { facts: facts_without_names(&calendar.facts), ..calendar.clone() }
        }
    };
    let cleaned: Vec<(Calendar, Vec<Event>)> = picked
        .into_iter()
        .map(|(of, events)| (calendar(of), events.into_iter().filter_map(event).collect()))
        .collect();
    let calendars = cleaned
        .iter()
        .map(|(calendar, events)| ExportCalendar {
            calendar,
            events: events.iter().collect(),
            // A deletion is a uid and a time: no names to take out.
            deleted: trash::deletions(almanac, calendar),
        })
        .collect();
    encode(&Export { calendars })
}

/// A file name that every system takes: no separators, no control characters, no dot at the start, not too long.
pub fn file_name(stem: &str, ending: &str) -> String {
    const LONGEST: usize = 60;
    let is_unsafe = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let stem: String =
        stem.chars().map(|c| if is_unsafe(c) { '_' } else { c }).take(LONGEST).collect();
    let stem = stem.trim().trim_matches('.').trim();
    format!("{}.{ending}", if stem.is_empty() { "tsudoi" } else { stem })
}
