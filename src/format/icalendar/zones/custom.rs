//! The time zones that an event of JSCalendar 1.0 defines for itself (RFC 8984 4.7.2), which 2.0 does not have.
//!
//! They are converted to VTIMEZONE: the event then names a zone of the world, or keeps the definition as an event of
//! an iCalendar file does.

use crate::domain::foreign::Json;
use crate::domain::time::Zone;
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::zone::Zones;
use crate::format::clock;
use crate::format::icalendar::model::kept::keep_component;
use crate::format::icalendar::model::rule::{rule_text, with_months};
use crate::format::icalendar::model::tree::{
    Map, as_list, as_map, map_of, members, object, rename_zone, text_of, zones_of,
};
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::{parse_offset, print_clock};
use crate::format::icalendar::zones::resolve::{Resolver, ZoneUse};
use crate::format::issue::Reason;
use crate::format::json::value::{Object, Value};

const TIME_ZONES: &str = "timeZones";

/// Replaces the zones that an event defines for itself. Returns what to tell about them.
pub fn without_own_zones(event: &mut Object<'_>, zones: &dyn Zones) -> Vec<Reason> {
    let fields = Object(std::mem::take(&mut event.0));
    let mut reasons = Vec::new();
    let mut skipped = Vec::new();
    if let Some(Json::Map(mut map)) = Value::Map(fields).into_json(&mut skipped) {
        reasons.extend(skipped.into_iter().map(Reason::Skipped));
        reasons.extend(replaced(&mut map, zones));
        *event = object(map);
    }
    reasons
}

fn replaced(event: &mut Map, zones: &dyn Zones) -> Vec<Reason> {
    let mut calendar = Component::named("VCALENDAR");
    let own = map_of(event, TIME_ZONES);
    calendar.components = own.filter_map(|(id, zone)| timezone(id, as_map(zone)?)).collect();
    event.remove(TIME_ZONES);
    let resolver = Resolver::new(zones, &calendar);
    let use_of = ZoneUse::of_event(event);
    let mut reasons = vec![Reason::Older];
    let named: Vec<Zone> = zones_of(event).collect();
    for Zone(name) in named.iter().filter(|zone| resolver.has_timezone(&zone.0)) {
        let found = resolver.find(name, use_of);
        if found.zone.0 != *name {
            rename_zone(event, name, &found.zone.0);
        }
        // A zone that nobody knows is noted by the reader of the event.
        let is_unknown = |fault: &Reason| matches!(fault, Reason::UnknownZone { .. });
        reasons.extend(found.fault.filter(|fault| !is_unknown(fault) && resolver.is_news(fault)));
    }
    keep_zones(&resolver, event);
    reasons
}

/// Keeps with an event the definitions of its zones that are not zones of the world.
pub(crate) fn keep_zones(resolver: &Resolver<'_>, event: &mut Map) {
    let definitions = zones_of(event).filter_map(|zone| resolver.definition(&zone.0));
    let mut definitions: Vec<_> = definitions.collect();
    definitions.sort_by(|one, other| one.value("TZID").cmp(&other.value("TZID")));
    definitions.dedup();
    for definition in definitions {
        keep_component(event, "vevent", &definition);
    }
}

/// Converts a `TimeZone`; `None` if none of its rules can be read.
fn timezone(id: &str, zone: &Map) -> Option<Component> {
    let mut component = Component::named("VTIMEZONE");
    component.push("TZID", id);
    let alias = || members(zone, "aliases").next();
    if let Some(name) = text_of(zone, "tzId").filter(|name| *name != id).or_else(alias) {
        component.push("X-LIC-LOCATION", name);
    }
    for (field, name) in [("standard", "STANDARD"), ("daylight", "DAYLIGHT")] {
        let rules = zone.get(field).and_then(as_list).unwrap_or_default();
        let rules = rules.iter().filter_map(as_map);
        component.components.extend(rules.filter_map(|rule| observance(name, rule)));
    }
    (!component.components.is_empty()).then_some(component)
}

/// Converts a `TimeZoneRule`.
fn observance(name: &str, rule: &Map) -> Option<Component> {
    let mut component = Component::named(name);
    let [from, to] = ["offsetFrom", "offsetTo"].map(|name| text_of(rule, name));
    let start = text_of(rule, "start").and_then(clock::parse_local)?.clock;
    component.push("DTSTART", print_clock(start));
    component.push("TZOFFSETFROM", from?.replace(':', ""));
    component.push("TZOFFSETTO", to?.replace(':', ""));
    let offset = parse_offset(from?)?;
    parse_offset(to?)?;
    // RFC 5545 3.3.10: in a VTIMEZONE the end of a rule is in UTC.
    let until = |until: &str| {
        let until = clock::parse_local(until)?.clock;
        Some(format!("{}Z", print_clock(plus_seconds(until, -i64::from(offset)))))
    };
    let rules = rule.get("recurrenceRules").and_then(as_list).unwrap_or_default();
    for rule in rules.iter().filter_map(as_map) {
        let rule = with_months(rule, start.month());
        if let Some(text) = rule_text(&rule, until) {
            component.push("RRULE", text);
        }
    }
    for (at, _) in map_of(rule, "recurrenceOverrides") {
        if let Some(read) = clock::parse_local(at) {
            component.push("RDATE", print_clock(read.clock));
        }
    }
    for name in members(rule, "names") {
        component.push("TZNAME", name);
    }
    Some(component)
}
