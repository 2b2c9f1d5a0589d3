//! What a person asks to export: which events, and which names of people; [`crate::format::handout`] makes the file.

use jiff::civil::Date;
use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::{Base, Entry, Handed};
use crate::domain::event::Event;
use crate::domain::event::participant::{Nature, Participant};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sharing::known_people::KnownPeople;
use crate::domain::sharing::names_in_text::{names_in_facts, names_in_text};
use crate::domain::sharing::redact::facts_without_names;
use crate::domain::sharing::visibility::{ExportExtent, extent, for_everybody, for_participants};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::Days;
use crate::format::icalendar::model::numbered::numbered;

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
        ids: SortedSet<CalendarId>,
        /// Which days; `None` for all.
        days: Option<Days>,
    },
}

/// Which names of people are in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// 公開用, for everybody: only those whom an event publishes, who organise it, speak, or are asked about it; totals
    /// of the others, and only the time of private events.
    #[default]
    Without,
    /// 名簿入り: also everybody on the lists, without contact details, notes and attendance.
    Lists,
    /// すべて: everything.
    With,
}

impl Names {
    /// All of them, the least telling first.
    pub const ALL: [Self; 3] = [Self::Without, Self::Lists, Self::With];

    /// Returns the name in messages and options.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Without => "public",
            Self::Lists => "lists",
            Self::With => "all",
        }
    }

    /// Returns the choice of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|names| names.slug() == slug)
    }

    /// Returns what a file contains of an event; `None` if nothing. `busy` is the title of an event of which only the
    /// time is told.
    pub fn shown(self, event: &Event, busy: &str) -> Option<Event> {
        match self {
            Self::Without => for_everybody(event, busy),
            Self::Lists => for_participants(event, busy),
            Self::With => Some(event.clone()),
        }
    }

    /// Returns what a file contains of the facts of a calendar.
    pub fn shown_facts(self, facts: &CalendarFacts) -> CalendarFacts {
        match self {
            Self::Without | Self::Lists => facts_without_names(facts),
            Self::With => facts.clone(),
        }
    }
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
            let mut events: SortedMap<&CalendarId, Vec<&Event>> = SortedMap::new();
            for entry in almanac.entries().filter(|entry| is_in(&entry.event, *days)) {
                events.get_or_default(&entry.calendar).push(&entry.event);
            }
            let with_events = |calendar: &'a Calendar| {
                let mut events =
                    events.get_mut(&calendar.id).map(std::mem::take).unwrap_or_default();
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

/// Collects the people of all events that are loaded, also of those in the trash: a text may name them too.
pub fn people_of(almanac: &Almanac) -> KnownPeople {
    let entries = || almanac.entries().chain(almanac.trash());
    let earlier = entries().filter_map(|entry| match &entry.base {
        Base::Was(event) => Some(&**event),
        Base::Local | Base::AsImported => None,
    });
    KnownPeople::of(entries().map(|entry| &entry.event).chain(earlier))
}

/// Returns the figures of an export; `people` are those of the almanac. Reads every text of every event: O(n).
pub fn figures(almanac: &Almanac, wanted: &ExportSelection, people: &KnownPeople) -> ExportFigures {
    let mut figures = ExportFigures::default();
    let mut in_texts = BTreeSet::new();
    for (calendar, events) in picked(almanac, wanted) {
        in_texts.extend(names_in_facts(&calendar.facts, people));
        for event in events {
            figures.events += 1;
            match extent(event) {
                // The texts of other events are not in a file without names.
                ExportExtent::Whole => in_texts.extend(names_in_text(event, people)),
                ExportExtent::Time => figures.private += 1,
                ExportExtent::Nothing => figures.secret += 1,
            }
            let names = event.participants.values().filter(|it| is_named_person(it)).count();
            figures.names += u64::try_from(names).unwrap_or(u64::MAX);
        }
    }
    figures.in_texts = in_texts.into_iter().map(str::to_owned).collect();
    figures
}

fn is_named_person(participant: &Participant) -> bool {
    participant.nature != Nature::Group && !participant.name.trim().is_empty()
}

/// Returns the title with the number of an event that takes place once: 第3回学習会.
fn numbered_title(event: &Event) -> String {
    let title = event.title.trim();
    let number = event.series_number.filter(|_| event.repeat.is_none());
    number.map_or_else(|| title.to_owned(), |number| numbered(&number.to_string(), title))
}

/// Returns the name of a file without its ending: what it is of, which part of it, the day, and which names it holds (`holds`), so that a
/// list of names is not sent by mistake. `plain` stands for a title that several calendars do not have, or that names
/// somebody in a file for everybody.
pub fn file_stem(
    almanac: &Almanac,
    order: &ExportRequest,
    people: &KnownPeople,
    words: &StemWords<'_>,
) -> String {
    const LONGEST_TITLE: usize = 34;
    let title = match &order.of {
        ExportSelection::Event(id) => {
            let shown = almanac.entry(id).and_then(|it| order.names.shown(&it.event, order.busy));
            shown.map(|event| numbered_title(&event))
        }
        ExportSelection::Calendars { ids, .. } => match ids.iter().collect::<Vec<_>>().as_slice() {
            [only] => almanac.calendars().get(only).map(|calendar| calendar.facts.title.clone()),
            _ => None,
        },
    };
    let is_telling = |title: &str| order.names == Names::Without && people.is_named_in(title);
    let title = title.filter(|title| !title.trim().is_empty() && !is_telling(title));
    // The title of an event says already that the file holds one event.
    let is_event = matches!(order.of, ExportSelection::Event(_));
    let is_said = words.part.is_empty() || (is_event && title.is_some());
    let part = Some(words.part).filter(|_| !is_said);
    let part = part.map(|part| format!("-{part}")).unwrap_or_default();
    let title = title.as_deref().unwrap_or(words.plain);
    // A long title is shortened to leave room for the rest.
    let short: String = title.trim().chars().take(LONGEST_TITLE).collect();
    format!("{short}{part}-{}_{}", words.day, words.holds)
}

/// The words of a file's name.
#[derive(Clone, Copy, Debug)]
pub struct StemWords<'w> {
    /// What it is called without a title: 組合カレンダー.
    pub plain: &'w str,
    /// What part of the calendars it holds: one event, or which days; empty for all.
    pub part: &'w str,
    /// Which names it holds: 公開用, 名簿入り.
    pub holds: &'w str,
    /// The day of the export.
    pub day: Date,
}

/// Returns the entries of which a file tells others, as they are now: with [`remembered`], the base of what comes back.
pub fn handed_on(almanac: &Almanac, order: &ExportRequest) -> Vec<Entry> {
    let is_withheld =
        |event: &Event| order.names != Names::With && extent(event) == ExportExtent::Nothing;
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
