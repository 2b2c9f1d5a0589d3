//! Decides which zone of the world a TZID means.
//!
//! It uses the first of these that gives a zone: the TZID as a name of Windows or of IANA, also after a prefix
//! (`/freeassociation.sourceforge.net/Europe/Berlin`); the zone that the VTIMEZONE names itself; a zone that keeps the
//! same time as the VTIMEZONE. A zone that has another time than the VTIMEZONE when the event takes place is not used
//! (RFC 5545 3.2.19: the VTIMEZONE of the file defines what the TZID means). If no zone is left, the definition is kept
//! with the event.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{DateTime, date};

use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone};
use crate::format::clock::parse_local;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::tree::{Map, text_of};
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::parse_stamp;
use crate::format::icalendar::zones::candidates::{CANDIDATES, UTC, fixed_by_name, fixed_zone};
use crate::format::icalendar::zones::definition::{THIS_AGE, ZoneRules};
use crate::format::issue::Reason;
use crate::format::windows_labels::zone_of_windows;

/// The beginning of the name of a definition that contradicts the zone which its TZID names. RFC 5545 3.2.19: a name
/// with this beginning is not one that the file defines for itself alone.
const CONTRADICTING: char = '/';

/// The zones of one calendar of a file.
pub(crate) struct Resolver<'r> {
    zones: &'r dyn Zones,
    timezones: BTreeMap<&'r str, Timezone<'r>>,
    found: RefCell<BTreeMap<String, BTreeMap<Option<ZoneUse>, FoundZone>>>,
    named: RefCell<BTreeMap<String, Option<String>>>,
    told: RefCell<BTreeSet<Reason>>,
}

/// A VTIMEZONE with its rules.
struct Timezone<'r> {
    component: &'r Component,
    /// `None` if it has no rule that can be read.
    rules: Option<ZoneRules>,
}

/// When something takes place whose zone is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ZoneUse {
    /// The wall clock at which it starts.
    clock: DateTime,
    /// Whether it repeats.
    is_series: bool,
}

impl ZoneUse {
    /// Returns when an event takes place; `None` if it has no start that can be read.
    pub(crate) fn of(event: &Component) -> Option<Self> {
        let clock = event.value("DTSTART").and_then(parse_stamp)?.reading();
        let repeats = |name: &&str| event.value(name).is_some();
        let is_occurrence = event.property("RECURRENCE-ID").is_some();
        let is_series = !is_occurrence && ["RRULE", "RDATE"].iter().any(repeats);
        Some(Self { clock, is_series })
    }

    /// Like [`ZoneUse::of`], for an event of JSCalendar.
    pub(crate) fn of_event(event: &Map) -> Option<Self> {
        const REPEATING: [&str; 3] = ["recurrenceRule", "recurrenceRules", "recurrenceOverrides"];
        let clock = text_of(event, "start").and_then(parse_local)?.clock;
        let is_series = REPEATING.iter().any(|name| event.contains_key(*name));
        Some(Self { clock, is_series })
    }
}

/// The result for a TZID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundZone {
    /// The zone.
    pub(crate) zone: Zone,
    /// The fault to report to the person.
    pub(crate) fault: Option<Reason>,
}

impl<'r> Resolver<'r> {
    /// Collects the zones that a calendar defines; the first of a name counts.
    pub(crate) fn new(zones: &'r dyn Zones, calendar: &'r Component) -> Self {
        let mut timezones = BTreeMap::new();
        for component in calendar.components.iter().filter(|inner| inner.name == "VTIMEZONE") {
            if let Some(id) = component.value("TZID") {
                let rules = Some(ZoneRules::of(component)).filter(ZoneRules::is_any);
                timezones.entry(bare(id)).or_insert(Timezone { component, rules });
            }
        }
        let (found, named, told) = (RefCell::default(), RefCell::default(), RefCell::default());
        Self { zones, timezones, found, named, told }
    }

    pub(crate) fn zones(&self) -> &'r dyn Zones {
        self.zones
    }

    /// Whether the calendar contains a VTIMEZONE of that name.
    pub(crate) fn has_timezone(&self, name: &str) -> bool {
        self.timezones.contains_key(name)
    }

    /// Returns the TZID of the only VTIMEZONE of the calendar.
    pub(crate) fn only_timezone(&self) -> Option<&'r str> {
        let mut names = self.timezones.keys();
        names.next().copied().filter(|_| names.next().is_none())
    }

    /// Returns the definition of a zone that is not one of the world's, under the name that events have for it.
    pub(crate) fn definition(&self, zone: &str) -> Option<Component> {
        let timezone = self.timezones.get(zone).or_else(|| {
            let contradicting = zone.strip_prefix(CONTRADICTING)?;
            self.timezones.get(contradicting)
        })?;
        if self.is_known(zone) {
            return None;
        }
        let mut component = timezone.component.clone();
        let id = component.properties.iter_mut().find(|property| property.name == "TZID")?;
        zone.clone_into(&mut id.value);
        Some(component)
    }

    /// Whether a fault of a zone has not been reported yet; from now on it has been.
    pub(crate) fn is_news(&self, fault: &Reason) -> bool {
        self.told.borrow_mut().insert(fault.clone())
    }

    /// Returns the zone of a name, for something that takes place at a time; without a time by its name only.
    pub(crate) fn find(&self, tzid: &str, of: Option<ZoneUse>) -> FoundZone {
        const MOST: usize = 1000;
        let name = bare(tzid);
        // Without a definition, the name alone decides.
        let of = of.filter(|_| self.has_timezone(name));
        if let Some(found) = self.found.borrow().get(name).and_then(|known| known.get(&of)) {
            return found.clone();
        }
        let found = self.look_up(name, of);
        let mut all = self.found.borrow_mut();
        let known = all.entry(name.to_owned()).or_default();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(of, found.clone());
        found
    }

    fn look_up(&self, name: &str, of: Option<ZoneUse>) -> FoundZone {
        let timezone = self.timezones.get(name);
        let rules = timezone.and_then(|timezone| timezone.rules.as_ref());
        let probes = rules.zip(of).map(|(rules, of)| probes(rules, of)).unwrap_or_default();
        let own_word = timezone.map(|timezone| timezone.component).and_then(|timezone| {
            timezone.value("X-LIC-LOCATION").or_else(|| timezone.value("TZURL"))
        });
        let mut names = std::iter::once(name).chain(own_word).filter_map(|it| self.named(it));
        let covered = rules.map(|rules| covered(rules, probes.clone())).unwrap_or_default();
        if let Some(zone) =
            names.find(|zone| self.keeps(zone, &probes) || self.keeps(zone, &covered))
        {
            return FoundZone { zone: Zone(zone.into()), fault: None };
        }
        let same = match rules {
            Some(rules) => self.same_time(rules, of, &probes),
            None => fixed_by_name(name),
        };
        let name = name.to_owned();
        if let Some(taken) = same {
            let fault = Fault::GuessedZone { name, taken: taken.clone() };
            let fault = Some(fault.into());
            return FoundZone { zone: Zone(taken.into()), fault };
        }
        // The definition is kept with the event. Its name must not be read as the zone that it contradicts.
        let zone = match self.named(&name) {
            Some(_) if !name.starts_with(CONTRADICTING) => format!("{CONTRADICTING}{name}"),
            Some(_) | None => name.clone(),
        };
        FoundZone { zone: Zone(zone.into()), fault: Some(Reason::UnknownZone { name }) }
    }

    /// Returns the zone of a name that a program gave it.
    fn named(&self, name: &str) -> Option<String> {
        if let Some(known) = self.named.borrow().get(name) {
            return known.clone();
        }
        let zone = self.named_anew(name);
        self.named.borrow_mut().insert(name.to_owned(), zone.clone());
        zone
    }

    fn named_anew(&self, name: &str) -> Option<String> {
        const UTCS: [&str; 7] = ["UTC", "GMT", "Z", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Zulu"];
        if UTCS.iter().any(|utc| utc.eq_ignore_ascii_case(name))
            || name.to_ascii_lowercase().ends_with("microsoft/utc")
        {
            return Some(UTC.to_owned());
        }
        if let Some(zone) = zone_of_windows(name) {
            return Some(zone.to_owned());
        }
        if self.is_known(name) {
            return Some(name.to_owned());
        }
        // Other spellings: `US-Mountain`, `America/New York`, `TZID=Europe/Paris`.
        let plain = name.strip_prefix("TZID=").unwrap_or(name);
        let spellings = [plain.to_owned(), plain.replace(' ', "_"), plain.replace('-', "/")];
        if let Some(zone) = spellings.into_iter().find(|spelling| self.is_known(spelling)) {
            return Some(zone);
        }
        if let Some(zone) = self.of_city(name) {
            return Some(zone);
        }
        // It tries the last three parts of a path, then two, then one: America/Argentina/Buenos_Aires, Europe/Berlin,
        // Japan.
        let starts: Vec<usize> = name.match_indices('/').map(|(at, _)| at + 1).collect();
        let tails = starts.iter().rev().take(3).rev().filter_map(|start| name.get(*start..));
        tails
            .filter(|tail| tail.contains('/'))
            .find(|tail| self.is_known(tail))
            .map(|tail| tail.trim_end_matches(".ics").to_owned())
    }

    /// Finds a zone by one of the cities in a name made for people: `(UTC+09:00) Osaka, Sapporo, Tokyo`.
    fn of_city(&self, name: &str) -> Option<String> {
        const PARTS: [&str; 6] = ["Asia", "Europe", "America", "Australia", "Africa", "Pacific"];
        let cities = name.rsplit_once(')').map_or(name, |(_, cities)| cities);
        let is_list = name.contains([',', ')']) && name.len() < 200;
        // Exchange 2007: `(GMT+09.00) Osaka/Sapporo/Tokyo`.
        let is_sign = |sign: char| sign == ',' || sign == '/' && name.contains(')');
        let cities =
            cities.split(is_sign).filter(|_| is_list).map(|city| city.trim().replace(' ', "_"));
        cities
            .filter(|city| !city.is_empty())
            .flat_map(|city| PARTS.map(|part| format!("{part}/{city}")))
            .find(|zone| self.is_known(zone))
    }

    /// Whether the zone is one of the world's.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        let looks_it = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_-+".contains(&b));
        looks_it && self.zones.offset_at(&Zone(name.into()), probe(2024, 1, 1)).is_some()
    }

    /// Whether a zone has the offsets that a definition gives. In a series, a definition that states only the rules of
    /// today may differ by a few weeks in an earlier year.
    fn keeps(&self, zone: &str, probes: &[(UtcTime, i32)]) -> bool {
        const MOST_PART: usize = 4;
        let zone = Zone(zone.into());
        let is_same = |(at, offset): &(UtcTime, i32)| {
            self.zones.offset_at(&zone, *at).is_none_or(|here| here == *offset)
        };
        let different = probes.iter().filter(|probe| !is_same(probe)).count();
        probes.first().is_none_or(is_same) && different * MOST_PART < probes.len().max(1)
    }

    /// Returns a zone that keeps the same time as those rules: in the years of the event, in the present or in the last
    /// year of the rules, and in any case at the time of the event. For a single event its offset is enough.
    fn same_time(
        &self,
        rules: &ZoneRules,
        of: Option<ZoneUse>,
        probes: &[(UtcTime, i32)],
    ) -> Option<String> {
        let own_year = of.map(|of| of.clock.year());
        let years = own_year.into_iter().chain([THIS_AGE, rules.latest_year().clamp(1971, 2035)]);
        let mut same = years.filter_map(|year| self.same_time_in(rules, year));
        if let Some(zone) = same.find(|zone| self.keeps(zone, probes)) {
            return Some(zone);
        }
        let offset = of.filter(|of| !of.is_series).and_then(|_| probes.first())?.1;
        let candidate = || CANDIDATES.into_iter().find(|zone| self.keeps(zone, probes));
        fixed_zone(offset).or_else(|| candidate().map(str::to_owned))
    }

    fn same_time_in(&self, rules: &ZoneRules, year: i16) -> Option<String> {
        let probes: Vec<(UtcTime, i32)> = (year..=year + 1)
            .flat_map(|year| (1..=12).map(move |month| (year, month)))
            .flat_map(|(year, month)| [1, 8, 15, 22, 28].map(|day| probe(year, month, day)))
            .filter_map(|at| Some((at, rules.offset_at(at)?)))
            .collect();
        let keeps = |zone: &Zone| {
            !probes.is_empty()
                && probes.iter().all(|(at, offset)| {
                    self.zones.offset_at(zone, *at).is_some_and(|here| here == *offset)
                })
        };
        let named = CANDIDATES.iter().find(|name| keeps(&Zone((**name).into())));
        let fixed = || {
            let (_, first) = *probes.first()?;
            let is_fixed = probes.iter().all(|(_, offset)| *offset == first);
            is_fixed.then(|| fixed_zone(first)).flatten()
        };
        named.map(|name| (*name).to_owned()).or_else(fixed)
    }
}

/// Returns a TZID without the quotes that some programs put around it.
fn bare(tzid: &str) -> &str {
    tzid.trim().trim_matches(['"', '\'']).trim()
}

/// Returns moments of an event with the offsets that a definition gives for them; none if it says nothing about the
/// time of the event. The first is the start; for a series there is one in each of the following months.
fn probes(rules: &ZoneRules, of: ZoneUse) -> Vec<(UtcTime, i32)> {
    const MONTHS: i32 = 12;
    let moment = |clock: DateTime| {
        let near = rules.offset_at(UtcTime(clock))?;
        let at = UtcTime(plus_seconds(clock, -i64::from(near)));
        rules.begins_before(at).then(|| Some((at, rules.offset_at(at)?))).flatten()
    };
    let months = if of.is_series { MONTHS } else { 1 };
    let clocks = (0..months).map(|month| plus_seconds(of.clock, i64::from(month) * 30 * 86_400));
    // A definition that begins later than the event says nothing about it.
    let first = moment(of.clock).is_some();
    clocks.filter_map(moment).filter(|_| first).collect()
}

/// Returns those moments about which a definition says something. One that lists single changes says nothing about the
/// time after the last of them: generators write the changes around today, or up to 2037. If all moments are later, it is
/// known by that change.
fn covered(rules: &ZoneRules, probes: Vec<(UtcTime, i32)>) -> Vec<(UtcTime, i32)> {
    // Some programs write the change on another clock than RFC 5545 3.6.5 wants.
    const NEAR: i64 = 3 * 86_400;
    let Some(UtcTime(last)) = rules.last_change() else { return probes };
    let is_any = !probes.is_empty();
    let within: Vec<(UtcTime, i32)> = probes.into_iter().filter(|(at, _)| at.0 < last).collect();
    if is_any && within.is_empty() {
        let near = [-NEAR, NEAR].map(|by| UtcTime(plus_seconds(last, by)));
        return near.into_iter().filter_map(|at| Some((at, rules.offset_at(at)?))).collect();
    }
    within
}

fn probe(year: i16, month: i8, day: i8) -> UtcTime {
    let day = date(year.clamp(1, 9998), month.clamp(1, 12), day.clamp(1, 28));
    UtcTime(day.at(12, 0, 0, 0))
}

/// Converts `clock` from the clocks of one zone to those of another; returns `clock` itself if either zone is unknown.
pub(crate) fn converted(
    zones: &dyn Zones,
    clock: DateTime,
    from: &Zone,
    to: &Zone,
) -> Option<DateTime> {
    let moment = crate::domain::time::zone::moment_of(zones, from, clock)?;
    crate::domain::time::zone::clock_at(zones, to, moment)
}
