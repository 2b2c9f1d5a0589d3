//! Decides which zone of the world a TZID means.
//!
//! It uses the first of these that gives a zone: the TZID as a name of Windows or of IANA, also after a prefix
//! (`/freeassociation.sourceforge.net/Europe/Berlin`); the zone that the VTIMEZONE names itself; a zone that keeps the
//! same time as the VTIMEZONE.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::{DateTime, date};

use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone};
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::zones::definition::{THIS_AGE, ZoneRules};
use crate::format::windows_zones::iana_name;

/// The name of UTC in JSCalendar.
pub(crate) const UTC: &str = "Etc/UTC";

/// Zones that a VTIMEZONE of unknown name is compared with: one for each set of rules in common use.
const CANDIDATES: [&str; 44] = [
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Dubai",
    "Asia/Kathmandu",
    "Asia/Yangon",
    "Asia/Kabul",
    "Asia/Tehran",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Jerusalem",
    "Asia/Beirut",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Helsinki",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Chisinau",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Atlantic/Azores",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Bogota",
    "America/Caracas",
    "America/Havana",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Pacific/Guam",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Darwin",
];

/// The zones of one calendar of a file.
pub(crate) struct Resolver<'r> {
    zones: &'r dyn Zones,
    timezones: BTreeMap<&'r str, &'r Component>,
    known: RefCell<BTreeMap<String, FoundZone>>,
}

/// The result for a TZID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundZone {
    /// The zone.
    pub(crate) zone: Zone,
    /// The fault to report to the person.
    pub(crate) fault: Option<Fault>,
}

impl<'r> Resolver<'r> {
    /// Collects the zones that a calendar defines; the first of a name counts.
    pub(crate) fn new(zones: &'r dyn Zones, calendar: &'r Component) -> Self {
        let mut timezones = BTreeMap::new();
        for component in calendar.components.iter().filter(|inner| inner.name == "VTIMEZONE") {
            if let Some(id) = component.value("TZID") {
                timezones.entry(bare(id)).or_insert(component);
            }
        }
        Self { zones, timezones, known: RefCell::default() }
    }

    pub(crate) fn zones(&self) -> &'r dyn Zones {
        self.zones
    }

    /// Whether the calendar contains a VTIMEZONE of that name.
    pub(crate) fn has_timezone(&self, name: &str) -> bool {
        self.timezones.contains_key(name)
    }

    /// Returns the zone of a name. The fault is reported only once for each name.
    pub(crate) fn find(&self, tzid: &str) -> FoundZone {
        let name = bare(tzid);
        if let Some(found) = self.known.borrow().get(name) {
            return FoundZone { fault: None, ..found.clone() };
        }
        let found = self.look_up(name);
        self.known.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    fn look_up(&self, name: &str) -> FoundZone {
        let plain = |zone: &str| FoundZone { zone: Zone(zone.into()), fault: None };
        if let Some(zone) = self.named(name) {
            return plain(&zone);
        }
        let timezone = self.timezones.get(name).copied();
        let own_word = timezone
            .and_then(|timezone| timezone.value("X-LIC-LOCATION").or(timezone.value("TZURL")));
        if let Some(zone) = own_word.and_then(|word| self.named(word)) {
            return plain(&zone);
        }
        let rules = timezone.map(ZoneRules::of).filter(ZoneRules::is_any);
        let same = rules.and_then(|rules| self.same_time(&rules)).or_else(|| fixed_by_name(name));
        let name = name.to_owned();
        match same {
            Some(taken) => FoundZone {
                zone: Zone(taken.as_str().into()),
                fault: Some(Fault::GuessedZone { name, taken }),
            },
            None => FoundZone {
                zone: Zone(name.as_str().into()),
                fault: Some(Fault::UnknownZone { name }),
            },
        }
    }

    /// Returns the zone of a name that a program gave it.
    fn named(&self, name: &str) -> Option<String> {
        const UTCS: [&str; 7] = ["UTC", "GMT", "Z", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Zulu"];
        if UTCS.iter().any(|utc| utc.eq_ignore_ascii_case(name))
            || name.to_ascii_lowercase().ends_with("microsoft/utc")
        {
            return Some(UTC.to_owned());
        }
        if let Some(zone) = iana_name(name) {
            return Some(zone.to_owned());
        }
        if self.is_known(name) {
            return Some(name.to_owned());
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
        let cities =
            cities.split(',').filter(|_| is_list).map(|city| city.trim().replace(' ', "_"));
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

    /// Returns a zone that keeps the same time as those rules: recently, or else when the rules were made.
    fn same_time(&self, rules: &ZoneRules) -> Option<String> {
        let then = || self.same_time_in(rules, rules.latest_year().clamp(1971, 2035));
        self.same_time_in(rules, THIS_AGE).or_else(then)
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

fn probe(year: i16, month: i8, day: i8) -> UtcTime {
    let day = date(year.clamp(1, 9998), month.clamp(1, 12), day.clamp(1, 28));
    UtcTime(day.at(12, 0, 0, 0))
}

/// Returns the zone without summer time at an offset in seconds east, if IANA has one.
fn fixed_zone(offset: i32) -> Option<String> {
    let hours = offset / 3600;
    match hours {
        _ if offset % 3600 != 0 || !(-12..=14).contains(&hours) => None,
        0 => Some(UTC.to_owned()),
        // In POSIX names, positive offsets are west.
        hours => Some(format!("Etc/GMT{:+}", -hours)),
    }
}

/// Reads `GMT+0900`, `UTC+9`, `(UTC+09:00) Osaka, Sapporo, Tokyo`.
fn fixed_by_name(name: &str) -> Option<String> {
    let name = name.trim_start_matches('(');
    let rest = ["UTC", "GMT"]
        .iter()
        .find_map(|word| name.get(..3).filter(|head| head.eq_ignore_ascii_case(word)))
        .and_then(|head| name.strip_prefix(head))
        .unwrap_or(name)
        .trim_start();
    let end = rest.find([')', ' ']).unwrap_or(rest.len());
    let (rest, _) = rest.split_at_checked(end)?;
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let number: i32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    let (hours, minutes) =
        if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    fixed_zone(sign * (hours * 3600 + minutes * 60))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_names_are_read() {
        let rows = [
            ("GMT+0900", Some("Etc/GMT-9")),
            ("UTC-5", Some("Etc/GMT+5")),
            ("(UTC+09:00) Osaka, Sapporo, Tokyo", Some("Etc/GMT-9")),
            ("+00:00", Some("Etc/UTC")),
            ("UTC+5:30", None),
            ("Somewhere", None),
        ];
        for (name, expected) in rows {
            assert_eq!(fixed_by_name(name).as_deref(), expected, "{name}");
        }
    }
}
