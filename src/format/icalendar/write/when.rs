//! Writes when an event is and how it repeats.

use jiff::civil::{DateTime, Time};

use crate::domain::foreign::Json;
use crate::domain::time::zone::{clock_at, moment_of};
use crate::domain::time::{Length, UtcTime, Zone};
use crate::format::clock;
use crate::format::icalendar::model::rule::{rule_text, with_months};
use crate::format::icalendar::model::tree::{Map, as_list, as_map, map_of, text_of};
use crate::format::icalendar::read::repeat::OF_CLOCK;
use crate::format::icalendar::read::when::{end_after, length_between};
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::{print_clock, print_day};
use crate::format::icalendar::write::event::Out;
use crate::format::icalendar::zones::candidates::UTC;
use crate::format::icalendar::zones::resolve::converted;

impl Out<'_> {
    /// Writes DTSTART, and DTEND or DURATION.
    pub(crate) fn when(&self, event: &Map, it: &mut Component) {
        let Some(start) = text_of(event, "start").and_then(clock::parse_local) else { return };
        let start = start.clock;
        self.clock(it, "DTSTART", start, event);
        let length = text_of(event, "duration").and_then(clock::parse_length);
        let is_without = event.get("showWithoutTime") == Some(&Json::Bool(true));
        if is_all_day(event) {
            let days = length.map_or(1, |length| length.days + length.seconds / 86_400).max(1);
            let end = Length { days, seconds: 0 }.after(start);
            it.push("DTEND", print_day(end.date())).with("VALUE", "DATE");
            return;
        }
        if is_without {
            it.push("SHOW-WITHOUT-TIME", "TRUE").with("VALUE", "BOOLEAN");
        }
        let Some(length) = length else { return };
        let zones = self.resolver.zones();
        let zone = zone_of(event, "timeZone");
        let end = end_after(zones, zone.as_ref(), start, length);
        // If only the end would be read as another length, the length is written.
        if length_between(zones, zone.as_ref(), start, end) != length {
            let mut text = String::new();
            clock::print_length(length, &mut text);
            it.push("DURATION", text);
            return;
        }
        let end_zone = zone_of(event, "endTimeZone").filter(|zone| self.is_told(zone));
        match (&zone, end_zone) {
            (Some(zone), Some(end_zone)) if *zone != end_zone => {
                let there = converted(zones, end, zone, &end_zone).unwrap_or(end);
                self.zoned(it, "DTEND", there, Some(&end_zone));
            }
            (zone, _) => self.zoned(it, "DTEND", end, zone.as_ref()),
        }
    }

    /// Writes a wall clock of an event.
    pub(crate) fn clock(&self, it: &mut Component, name: &str, clock: DateTime, event: &Map) {
        if is_all_day(event) {
            it.push(name, print_day(clock.date())).with("VALUE", "DATE");
        } else {
            self.zoned(it, name, clock, zone_of(event, "timeZone").as_ref());
        }
    }

    fn zoned(&self, it: &mut Component, name: &str, clock: DateTime, zone: Option<&Zone>) {
        let text = print_clock(clock);
        match zone {
            Some(Zone(zone)) if zone.as_ref() == UTC => {
                it.push(name, format!("{text}Z"));
            }
            Some(zone) if self.is_told(zone) => {
                it.push(name, text).with("TZID", zone.0.as_ref());
            }
            Some(_) | None => {
                it.push(name, text);
            }
        }
    }

    /// Whether the file can define the zone: other programs ignore a name without a definition.
    fn is_told(&self, zone: &Zone) -> bool {
        self.resolver.is_known(&zone.0) || self.resolver.has_timezone(&zone.0)
    }

    /// Writes RRULE, RDATE and EXDATE.
    pub(crate) fn repeat(&self, event: &Map, it: &mut Component) {
        let rule = event.get("recurrenceRule").and_then(as_map);
        if let Some(rule) = rule.and_then(|rule| self.rule(rule, event)) {
            it.push("RRULE", rule);
        }
        let excluded = event.get("excludedRecurrenceRules").and_then(as_list).unwrap_or_default();
        for rule in excluded.iter().filter_map(as_map) {
            if let Some(rule) = self.rule(rule, event) {
                it.push("EXRULE", rule);
            }
        }
        // The start is one of the instances (RFC 5545 3.8.5.2); some programs count only the listed ones.
        let is_listed = rule.is_none()
            && map_of(event, "recurrenceOverrides").any(|(_, patch)| {
                as_map(patch).is_some_and(|patch| !patch.contains_key("excluded"))
            });
        let start = text_of(event, "start").and_then(clock::parse_local);
        if let Some(start) = start.filter(|_| is_listed) {
            self.clock(it, "RDATE", start.clock, event);
        }
        for (at, patch) in map_of(event, "recurrenceOverrides") {
            let (Some(read), Some(patch)) = (clock::parse_local(at), as_map(patch)) else {
                continue;
            };
            if patch.get("excluded") == Some(&Json::Bool(true)) {
                self.clock(it, "EXDATE", read.clock, event);
            } else if patch.is_empty() || rule.is_none() || self.extra.contains(at) {
                self.clock(it, "RDATE", read.clock, event);
            }
        }
    }

    fn rule(&self, rule: &Map, event: &Map) -> Option<String> {
        let start = text_of(event, "start").and_then(clock::parse_local);
        let rule = start.map(|start| with_months(rule, start.clock.month()));
        let text = rule_text(&rule?, |until| self.until(until, event))?;
        let is_written =
            |part: &&str| !is_all_day(event) || !OF_CLOCK.iter().any(|name| part.starts_with(name));
        Some(text.split(';').filter(is_written).collect::<Vec<_>>().join(";"))
    }

    /// Writes UNTIL by RFC 5545 3.3.10: in UTC if DTSTART has a zone, as a day if it is a day, otherwise unchanged.
    fn until(&self, until: &str, event: &Map) -> Option<String> {
        let until = clock::parse_local(until)?.clock;
        if is_all_day(event) {
            return Some(print_day(until.date()));
        }
        let zone = zone_of(event, "timeZone").filter(|zone| self.is_told(zone));
        let Some(zone) = zone else { return Some(print_clock(until)) };
        let zones = self.resolver.zones();
        let moment = moment_of(zones, &zone, until).unwrap_or(UtcTime(until));
        // If the wall clock occurs twice, the later one is used, so that the last occurrence is not lost.
        let again =
            clock_at(zones, &zone, UtcTime(Length { days: 0, seconds: 3600 }.after(moment.0)));
        let moment = if again == Some(until) {
            Length { days: 0, seconds: 3600 }.after(moment.0)
        } else {
            moment.0
        };
        Some(format!("{}Z", print_clock(moment)))
    }
}

fn zone_of(event: &Map, name: &str) -> Option<Zone> {
    text_of(event, name).map(|zone| Zone(zone.into()))
}

/// Whether the event is a day in iCalendar; this is the only form that is.
pub(crate) fn is_all_day(event: &Map) -> bool {
    let start = text_of(event, "start").and_then(clock::parse_local);
    let length = text_of(event, "duration").and_then(clock::parse_length);
    event.get("showWithoutTime") == Some(&Json::Bool(true))
        && !event.contains_key("timeZone")
        && start.is_some_and(|start| start.clock.time() == Time::midnight())
        && length.is_none_or(|length| length.seconds % 86_400 == 0)
}
