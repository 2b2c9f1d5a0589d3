//! Writes a VTIMEZONE for each zone that a file names; finds the changes of its clocks by asking for offsets.

use jiff::civil::DateTime;

use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::zone::Zones;
use crate::domain::time::{Length, UtcTime, Zone};
use crate::format::clock;
use crate::format::icalendar::model::rule::weekday_word;
use crate::format::icalendar::model::tree::{Map, map_of, text_of, zones_of};
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::print_clock;
use crate::format::icalendar::zones::candidates::UTC;

/// How many years of changes are written after the last event, and how many years in total at most.
const AHEAD: i16 = 10;
const MOST_YEARS: i16 = 150;

/// The zones that a file names, and their years.
#[derive(Debug, Default)]
pub(crate) struct ZoneSpan {
    zones: SortedSet<Zone>,
    years: Option<(i16, i16)>,
}

impl ZoneSpan {
    /// Records the zones and years of an event.
    pub(crate) fn see(&mut self, event: &Map) {
        for zone in zones_of(event).filter(|zone| zone.0.as_ref() != UTC) {
            self.zones.insert(zone);
        }
        let overrides = map_of(event, "recurrenceOverrides").map(|(at, _)| at.as_str());
        let clocks = text_of(event, "start").into_iter().chain(overrides);
        for year in clocks.filter_map(clock::parse_local).map(|read| read.clock.year()) {
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
    }

    pub(crate) fn zones(&self) -> impl Iterator<Item = &Zone> {
        self.zones.iter()
    }
}

/// A change of a zone's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    /// The wall clock before the change.
    clock: DateTime,
    from: i32,
    to: i32,
}

/// Returns the VTIMEZONE of a zone for those years; `None` if the zone is unknown.
pub(crate) fn timezone(zones: &dyn Zones, zone: &Zone, span: &ZoneSpan) -> Option<Component> {
    let (first, last) = span.years?;
    let last = last.saturating_add(AHEAD).min(9990);
    let first = (first - 1).max(last.saturating_sub(MOST_YEARS)).max(2);
    let start = DateTime::new(first, 1, 1, 0, 0, 0, 0).ok()?;
    let at_start = zones.offset_at(zone, UtcTime(start))?;
    let mut root = Component::named("VTIMEZONE");
    root.push("TZID", zone.0.as_ref());
    root.push("X-LIC-LOCATION", zone.0.as_ref());
    let changes = changes(zones, zone, start, last);
    let mut opening = Component::named("STANDARD");
    opening.push("DTSTART", print_clock(start));
    fill(&mut opening, at_start, at_start);
    root.components.push(opening);
    // Changes between the same two offsets are grouped.
    let mut sorts: SortedMap<(i32, i32), Vec<Change>> = SortedMap::new();
    for change in changes {
        sorts.get_or_default((change.from, change.to)).push(change);
    }
    for ((from, to), changes) in sorts {
        root.components.extend(observances(from, to, &changes, last));
    }
    Some(root)
}

/// Returns when the clocks change between a moment and the end of a year, to the second.
fn changes(zones: &dyn Zones, zone: &Zone, start: DateTime, last_year: i16) -> Vec<Change> {
    const STEP: u32 = 7;
    let offset = |at: DateTime| zones.offset_at(zone, UtcTime(at));
    let mut found = Vec::new();
    let mut low = start;
    let mut before = offset(low);
    while low.year() <= last_year {
        let high = Length { days: STEP, seconds: 0 }.after(low);
        if high <= low {
            break;
        }
        let after = offset(high);
        if let (Some(from), Some(to)) = (before, after)
            && from != to
        {
            let (mut earlier, mut later) = (0_u32, STEP * 86_400);
            while later - earlier > 1 {
                let middle = earlier.midpoint(later);
                let at = Length { days: 0, seconds: middle }.after(low);
                if offset(at) == Some(from) { earlier = middle } else { later = middle }
            }
            let utc = Length { days: 0, seconds: later }.after(low);
            let clock = plus_seconds(utc, i64::from(from));
            found.push(Change { clock, from, to });
        }
        (low, before) = (high, after);
    }
    found
}

/// Returns the components of changes between the same offsets: those that follow one rule to the end as a rule, the
/// others as a list.
fn observances(from: i32, to: i32, changes: &[Change], last_year: i16) -> Vec<Component> {
    const FEWEST: usize = 4;
    let name = if to > from { "DAYLIGHT" } else { "STANDARD" };
    let tail = ruled(changes).filter(|(count, _)| {
        *count >= FEWEST && changes.last().is_some_and(|last| last.clock.year() >= last_year - 1)
    });
    let (count, rule) = tail.map_or((0, None), |(count, rule)| (count, Some(rule)));
    let (single, regular) =
        changes.split_at_checked(changes.len() - count).unwrap_or((changes, &[]));
    let mut components = Vec::new();
    if let Some((first, more)) = single.split_first() {
        let mut component = Component::named(name);
        component.push("DTSTART", print_clock(first.clock));
        for change in more {
            component.push("RDATE", print_clock(change.clock));
        }
        fill(&mut component, from, to);
        components.push(component);
    }
    if let (Some(first), Some(rule)) = (regular.first(), rule) {
        let mut component = Component::named(name);
        component.push("DTSTART", print_clock(first.clock));
        component.push("RRULE", rule);
        fill(&mut component, from, to);
        components.push(component);
    }
    components
}

fn fill(component: &mut Component, from: i32, to: i32) {
    component.push("TZOFFSETFROM", offset_text(from));
    component.push("TZOFFSETTO", offset_text(to));
    component.push("TZNAME", offset_text(to));
}

/// Returns how many of the last changes follow one yearly rule, and the rule.
fn ruled(changes: &[Change]) -> Option<(usize, String)> {
    let best = |from_end: bool| {
        let last = changes.last()?;
        let sign = |change: &Change| {
            let day = change.clock.date();
            let nth = (day.day() - 1) / 7 + 1;
            let back = (day.days_in_month() - day.day()) / 7 + 1;
            let nth = if from_end { -back } else { nth };
            (day.month(), nth, day.weekday(), change.clock.time())
        };
        let wanted = sign(last);
        let mut year = last.clock.year() + 1;
        let count = changes
            .iter()
            .rev()
            .take_while(|change| {
                year -= 1;
                change.clock.year() == year && sign(change) == wanted
            })
            .count();
        let (month, nth, weekday, _) = wanted;
        let rule = format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{}", weekday_word(weekday));
        Some((count, rule))
    };
    [best(false), best(true)].into_iter().flatten().max_by_key(|(count, _)| *count)
}

/// Returns `+0900`, and with seconds if there are any.
fn offset_text(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let seconds = offset.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let tail = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{tail}")
}
