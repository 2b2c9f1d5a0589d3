//! Reads how an event repeats: RRULE, RDATE, EXDATE (RFC 5545 3.8.5), into the JSON of JSCalendar.

use jiff::civil::{Date, DateTime};

use crate::domain::foreign::Json;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::{Days, Zone};
use crate::format::clock;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::kept::keep;
use crate::format::icalendar::model::old_rule::rule_of_rfc5545;
use crate::format::icalendar::model::rule::say_every_month;
use crate::format::icalendar::model::tree::{Map, as_map, child, number, object, text, typed};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::when::{
    EventStart, Point, length_between, length_text, local_text,
};
use crate::format::icalendar::syntax::values::{Stamp, parse_duration, parse_stamp};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::zones::candidates::UTC;
use crate::format::icalendar::zones::definition::{midnight, nth_weekday};
use crate::format::issue::Reason;
use crate::format::jscalendar::read::rule;

/// The parts of a rule that mean nothing in a series of days, and must be ignored there (RFC 5545 3.3.10).
pub(crate) const OF_CLOCK: [&str; 3] = ["BYHOUR", "BYMINUTE", "BYSECOND"];

impl Context<'_, '_> {
    /// Reports what says how an event repeats, in a component that is one occurrence. A rule is kept.
    pub(crate) fn misplaced(&mut self, component: &Component, map: &mut Map) {
        for property in component.properties.iter().filter(|it| !it.value.trim().is_empty()) {
            match property.name.as_str() {
                "RRULE" | "EXRULE" => {
                    self.note(property, Fault::ExtraRule);
                    keep(map, "vevent", property);
                }
                "RDATE" | "EXDATE" => self.note(property, Fault::BadValue),
                _ => {}
            }
        }
    }

    /// Writes the fields that say how an event repeats.
    pub(crate) fn repeat(&mut self, component: &Component, start: &EventStart, map: &mut Map) {
        let mut has_rule = false;
        let mut exclusions = Vec::new();
        let mut excluded_days = Vec::new();
        for property in &component.properties {
            match property.name.as_str() {
                // Some programs write an empty `RRULE:` if there is no rule.
                "RRULE" | "EXRULE" if property.value.trim().is_empty() => {}
                "RRULE" if has_rule => {
                    self.note(property, Fault::ExtraRule);
                    keep(map, "vevent", property);
                }
                "RRULE" | "EXRULE" => {
                    let is_exclusion = property.name == "EXRULE";
                    has_rule |= !is_exclusion;
                    match self.rule(property, start) {
                        Ok(rule) if is_exclusion => exclusions.push(Json::Map(rule)),
                        Ok(rule) => {
                            map.insert("recurrenceRule".to_owned(), Json::Map(rule));
                        }
                        Err(part) => {
                            let reason = Reason::RuleNotExpanded { part };
                            self.notes.add_line(property.line, &property.name, reason);
                            keep(map, "vevent", property);
                        }
                    }
                }
                "EXDATE" => {
                    for point in self.listed(property) {
                        if let (Stamp::Day(day), false) = (point.stamp, start.is_day) {
                            excluded_days.push(day);
                        }
                        exclude(self.on_clock(start, &point), map);
                    }
                }
                _ => {}
            }
        }
        if !exclusions.is_empty() {
            map.insert("excludedRecurrenceRules".to_owned(), Json::List(exclusions));
        }
        // RDATE is read after EXDATE, because an exclusion has priority if a day is in both.
        for property in component.properties.iter().filter(|property| property.name == "RDATE") {
            self.added(property, start, map);
        }
        exclude_days(&excluded_days.into_iter().collect(), start.clock, map);
    }

    /// Returns the values of a list of points in time.
    fn values<'v>(&self, property: &'v Property) -> impl Iterator<Item = &'v str> + use<'v> {
        let is_vcalendar = self.is_vcalendar;
        let values = property.value.split(move |sign| sign == ',' || sign == ';' && is_vcalendar);
        values.filter(|value| !value.trim().is_empty())
    }

    /// Returns the points in time of a list.
    fn listed(&mut self, property: &Property) -> Vec<Point> {
        let mut points = Vec::new();
        for value in self.values(property) {
            match self.point_of(property, value) {
                Some(point) => points.push(point),
                None => self.note_value(property, value),
            }
        }
        points
    }

    fn added(&mut self, property: &Property, start: &EventStart, map: &mut Map) {
        let is_start = |clock: &str| clock == local_text(start.clock);
        for value in self.values(property) {
            let (first, end) = match value.split_once('/') {
                Some((first, end)) => (first, Some(end)),
                None => (value, None),
            };
            let Some(point) = self.point_of(property, first) else {
                self.note_value(property, value);
                continue;
            };
            let clock = self.on_clock(start, &point);
            let length = end.and_then(|end| {
                if let Some((_, length)) = parse_duration(end) {
                    return Some(length);
                }
                let last = self.point_of(property, end)?;
                let last = self.on_clock(start, &last);
                Some(length_between(self.resolver.zones(), start.zone.as_ref(), clock, last))
            });
            if end.is_some() && length.is_none() {
                self.note_value(property, value);
            }
            let key = local_text(clock);
            let mut patch = Map::new();
            if let Some(length) = length {
                patch.insert("duration".to_owned(), text(length_text(length)));
            }
            // The start is always an instance.
            if !patch.is_empty() || !is_start(&key) {
                child(map, "recurrenceOverrides").entry(key).or_insert(Json::Map(patch));
            }
        }
    }

    /// Reads a rule, or returns the part that cannot be written in JSCalendar. Values that are out of bounds are judged
    /// by the reader of JSCalendar.
    fn rule(&mut self, property: &Property, start: &EventStart) -> Result<Map, String> {
        let mut rule = typed("RecurrenceRule");
        let old = if property.value.contains('=') {
            None
        } else {
            Some(rule_of_rfc5545(&property.value, start.clock).ok_or(&property.value)?)
        };
        let written = old.as_ref().unwrap_or(&property.value);
        for part in written.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim());
            if start.is_day && OF_CLOCK.contains(&name.as_str()) {
                if !self.is_ours {
                    self.notes.add_line(property.line, &property.name, Reason::LooseRule);
                }
                continue;
            }
            if !is_nothing(&name, value) {
                let found = self.rule_part(&name, value, start);
                let (field, json) = found.ok_or_else(|| part.to_owned())?;
                // RFC 5545 3.3.10: a part must not be specified more than once.
                let earlier = rule.insert(field, json.clone());
                if let Some(earlier) = earlier {
                    let is_same = earlier == json;
                    let reason =
                        if is_same { Reason::LooseRule } else { Reason::DuplicateKey { name } };
                    self.notes.add_line(property.line, &property.name, reason);
                }
            }
        }
        say_every_month(&mut rule);
        if rule.contains_key("frequency") { Ok(rule) } else { Err("FREQ".to_owned()) }
    }

    /// Reads a part of a rule as a field of a rule of JSCalendar.
    fn rule_part(&mut self, name: &str, value: &str, start: &EventStart) -> Option<(String, Json)> {
        let word = || text(value.to_ascii_lowercase());
        let (field, json) = match name {
            "FREQ" => ("frequency", word()),
            "INTERVAL" => ("interval", number(value.parse::<u32>().ok()?)),
            "COUNT" => ("count", number(value.parse::<u32>().ok()?)),
            "UNTIL" => ("until", text(self.until(value, start)?)),
            "WKST" => ("firstDayOfWeek", text(weekday(value)?)),
            "BYDAY" => ("byDay", days(value)?),
            "BYMONTH" => ("byMonth", months(value)?),
            "BYMONTHDAY" => ("byMonthDay", numbers(value)?),
            "BYYEARDAY" => ("byYearDay", numbers(value)?),
            "BYWEEKNO" => ("byWeekNo", numbers(value)?),
            "BYHOUR" => ("byHour", numbers(value)?),
            "BYMINUTE" => ("byMinute", numbers(value)?),
            "BYSECOND" => ("bySecond", numbers(value)?),
            "BYSETPOS" => ("bySetPosition", numbers(value)?),
            "RSCALE" => ("rscale", word()),
            "SKIP" => ("skip", word()),
            _ => return None,
        };
        Some((field.to_owned(), json))
    }

    /// Reads UNTIL, which is in UTC if the event has a zone; JSCalendar's is on the clock of the event.
    fn until(&self, value: &str, start: &EventStart) -> Option<String> {
        let stamp = parse_stamp(value)?;
        let clock = match stamp {
            // The whole of that day is intended.
            Stamp::Day(day) if !start.is_day => day.at(23, 59, 59, 0),
            Stamp::Utc(_) if !start.is_day => {
                let zone = start.zone.is_some().then(|| Zone(UTC.into()));
                self.on_clock(start, &Point { stamp, zone })
            }
            Stamp::Day(_) | Stamp::Clock(_) | Stamp::Utc(_) if start.is_day => {
                midnight(self.day_of(&Point { stamp, zone: None }))
            }
            Stamp::Day(_) | Stamp::Clock(_) | Stamp::Utc(_) => stamp.reading(),
        };
        Some(local_text(clock))
    }
}

/// Excludes an instance.
fn exclude(at: DateTime, map: &mut Map) {
    let excluded = Map::from([("excluded".to_owned(), Json::Bool(true))]);
    child(map, "recurrenceOverrides").insert(local_text(at), Json::Map(excluded));
}

/// Excludes every instance on those days of a series with a time. RFC 5545 has no such list for it; Outlook and the
/// services for holidays write it.
fn exclude_days(days: &SortedSet<Date>, start: DateTime, map: &mut Map) {
    // More instances on one day are not looked for.
    const MOST: usize = 100;
    if days.is_empty() {
        return;
    }
    let rule = map.get("recurrenceRule").and_then(as_map);
    let rule = rule.and_then(|rule| rule::rule(&object(rule.clone())).ok());
    let rule = rule.map(|rule| rule.settled(start, &|at| at.0));
    let mut found: Vec<DateTime> = Vec::new();
    for day in rule.iter().flat_map(|_| days) {
        let all = rule.iter().flat_map(|rule| starts(rule, start, Days::one(*day)).take(MOST));
        found.extend(all);
    }
    let listed = map.get("recurrenceOverrides").and_then(as_map).into_iter().flat_map(Map::keys);
    let listed = listed.filter_map(|key| Some(clock::parse_local(key)?.clock));
    found.extend(listed.filter(|at| days.contains(&at.date())));
    for at in found {
        exclude(at, map);
    }
}

/// Whether a part of a rule says nothing: an empty list, an interval of 1, or the 0 that some programs write for what is
/// not there (macOS: COUNT=0, Tasks.org: INTERVAL=0).
fn is_nothing(name: &str, value: &str) -> bool {
    match name {
        "INTERVAL" => matches!(value.parse(), Ok(0_u32 | 1)),
        "COUNT" => value.parse() == Ok(0_u32),
        _ => value.is_empty(),
    }
}

fn numbers(value: &str) -> Option<Json> {
    let parsed = value.split(',').filter(|part| !part.trim().is_empty());
    let parsed: Option<Vec<Json>> =
        parsed.map(|part| part.trim().parse::<i32>().ok().map(number)).collect();
    parsed.filter(|list| !list.is_empty()).map(Json::List)
}

/// Reads months; a month may be a leap month of another calendar: `5L` (RFC 7529).
fn months(value: &str) -> Option<Json> {
    let is_month = |month: &str| {
        let digits = month.strip_suffix('L').unwrap_or(month);
        digits.parse::<u8>().is_ok()
    };
    let month = |part: &str| {
        let part = part.trim().to_ascii_uppercase();
        let month = part.trim_start_matches('0').to_owned();
        is_month(&month).then(|| text(month))
    };
    value.split(',').map(month).collect::<Option<Vec<Json>>>().map(Json::List)
}

fn days(value: &str) -> Option<Json> {
    let day = |part: &str| {
        let (nth, _) = nth_weekday(part)?;
        let is_numbered = part.trim().starts_with(|first: char| !first.is_ascii_alphabetic());
        if is_numbered && nth == 0 {
            return None;
        }
        let start = part.trim().len().checked_sub(2)?;
        let mut day = typed("NDay");
        day.insert("day".to_owned(), text(weekday(part.trim().get(start..)?)?));
        if nth != 0 {
            day.insert("nthOfPeriod".to_owned(), number(nth));
        }
        Some(Json::Map(day))
    };
    let parts = value.split(',').filter(|part| !part.trim().is_empty());
    parts.map(day).collect::<Option<Vec<Json>>>().filter(|days| !days.is_empty()).map(Json::List)
}

fn weekday(value: &str) -> Option<String> {
    let word = value.trim().to_ascii_lowercase();
    ["mo", "tu", "we", "th", "fr", "sa", "su"].contains(&word.as_str()).then_some(word)
}
