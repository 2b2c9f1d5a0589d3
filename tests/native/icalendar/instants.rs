//! The moments at which the events of foreign files begin, by the definitions in the files, and after writing.
//!
//! The oracle reads lines and expands VTIMEZONE by itself: month by month, without anything of the program.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use tsudoi::domain::series::repeat::Override;
use tsudoi::format::export::Names;
use tsudoi::format::gravity::Gravity;
use tsudoi::format::icalendar::fault::Fault;
use tsudoi::format::issue::Reason;

use crate::icalendar::corpora::corpus;
use crate::icalendar::instances::read_in_any_encoding_or_not;
use crate::icalendar::laws::{lone_calendar, written};

/// When an event begins, as a file says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    Day(String),
    Floating(DateTime),
    Utc(Timestamp),
    /// In a zone that neither the file nor the world defines.
    Unknown,
}

fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r']).filter(|line| !line.is_empty()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Returns the lines of each innermost or outer component of a name, without those of other components in it.
fn components(lines: &[String], name: &str) -> Vec<Vec<String>> {
    let (mut found, mut open, mut inner) = (Vec::new(), None::<Vec<String>>, 0);
    for line in lines {
        let upper = line.trim().to_ascii_uppercase();
        if upper == format!("BEGIN:{name}") {
            (open, inner) = (Some(Vec::new()), 0);
        } else if upper == format!("END:{name}") {
            found.extend(open.take());
        } else if upper.starts_with("BEGIN:") {
            inner += 1;
        } else if upper.starts_with("END:") {
            inner -= 1;
        }
        let is_own = inner == 0 || name == "VTIMEZONE";
        if let Some(open) = open.as_mut().filter(|_| is_own) {
            open.push(line.trim().to_owned());
        }
    }
    found
}

/// Returns the parameters and the value of a property.
fn property<'l>(lines: &'l [String], name: &str) -> Option<(&'l str, &'l str)> {
    lines.iter().find_map(|line| {
        let rest = line.get(name.len()..).filter(|_| {
            line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
        })?;
        let mut is_quoted = false;
        let end = rest.find(|c| {
            is_quoted ^= c == '"';
            c == ':' && !is_quoted
        })?;
        let (params, value) = rest.split_at(end);
        (params.is_empty() || params.starts_with(';'))
            .then(|| (params, value.get(1..).unwrap_or_default()))
    })
}

fn clock(text: &str) -> Option<DateTime> {
    let digits: String = text.trim().chars().filter(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let small = |from, to| i8::try_from(part(from, to)?).ok();
    let day = jiff::civil::Date::new(part(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?;
    let second = small(12, 14).unwrap_or(0).min(59);
    Some(day.to_datetime(jiff::civil::Time::new(small(8, 10)?, small(10, 12)?, second, 0).ok()?))
}

fn offset(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.trim_start_matches(['+', '-']);
    let part =
        |from: usize| digits.get(from..from + 2).map_or(Some(0), |it| it.parse::<i64>().ok());
    let all = part(0)? * 3600 + part(2)? * 60 + part(4)?;
    Some(if text.starts_with('-') { -all } else { all })
}

/// Returns the offset that a definition gives for a wall clock: that of the last change before it.
fn defined_offset(timezone: &[String], at: DateTime) -> Option<i64> {
    let mut last: Option<(DateTime, i64)> = None;
    let parts = [components(timezone, "STANDARD"), components(timezone, "DAYLIGHT")].concat();
    for part in &parts {
        let start = clock(property(part, "DTSTART")?.1)?;
        let to = offset(property(part, "TZOFFSETTO")?.1)?;
        let mut onsets = vec![start];
        for line in part.iter().filter(|line| line.starts_with("RDATE")) {
            onsets.extend(line.rsplit(':').next()?.split(',').filter_map(clock));
        }
        if let Some((_, rule)) = property(part, "RRULE") {
            onsets.extend(yearly(rule, start, at)?);
        }
        for onset in onsets.into_iter().filter(|onset| *onset <= at) {
            if last.is_none_or(|(known, _)| known < onset) {
                last = Some((onset, to));
            }
        }
    }
    last.map(|(_, offset)| offset)
}

/// Expands a yearly rule day by day in the year of a wall clock and the one before.
fn yearly(rule: &str, start: DateTime, at: DateTime) -> Option<Vec<DateTime>> {
    let parts: BTreeMap<&str, &str> = rule.split(';').filter_map(|it| it.split_once('=')).collect();
    let month: i8 = parts.get("BYMONTH")?.parse().ok()?;
    let (nth, weekday) = {
        let by_day = *parts.get("BYDAY")?;
        let (nth, day) = by_day.split_at(by_day.len() - 2);
        let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let weekday = i8::try_from(days.iter().position(|it| *it == day)?).ok()? + 1;
        (nth.parse::<i8>().unwrap_or(1), Weekday::from_monday_one_offset(weekday).ok()?)
    };
    let until = parts.get("UNTIL").and_then(|text| clock(text));
    let on: Option<Vec<i8>> = parts
        .get("BYMONTHDAY")
        .map(|days| days.split(',').filter_map(|it| it.parse().ok()).collect());
    let mut onsets = Vec::new();
    for year in [at.year() - 1, at.year()] {
        let first = date(year, month, 1);
        let all = (1..=first.days_in_month()).filter_map(|day| first.with().day(day).build().ok());
        let days: Vec<_> = all.filter(|day| day.weekday() == weekday).collect();
        let day = match &on {
            Some(on) => days.iter().find(|day| on.contains(&day.day())),
            None if nth > 0 => days.get(usize::try_from(nth - 1).ok()?),
            None => days.len().checked_sub(usize::try_from(-nth).ok()?).and_then(|at| days.get(at)),
        };
        let onset = day.map(|day| day.to_datetime(start.time()));
        onsets.extend(onset.filter(|it| *it >= start && until.is_none_or(|until| *it <= until)));
    }
    Some(onsets)
}

/// Returns the starts of the events of a file, by UID.
fn starts(text: &str) -> BTreeMap<String, Vec<Start>> {
    let lines = unfolded(text);
    let timezones: Vec<Vec<String>> = components(&lines, "VTIMEZONE");
    let mut starts: BTreeMap<String, Vec<Start>> = BTreeMap::new();
    for event in components(&lines, "VEVENT") {
        let (Some((params, value)), Some((_, uid))) =
            (property(&event, "DTSTART"), property(&event, "UID"))
        else {
            continue;
        };
        let zone = params.split(';').find_map(|it| it.strip_prefix("TZID="));
        let zone = zone.map(|zone| zone.trim_matches('"').trim());
        let Some(at) = clock(value) else {
            starts.entry(uid.to_owned()).or_default().push(Start::Day(value.to_owned()));
            continue;
        };
        let utc = |seconds: i64| {
            let clock = at.checked_sub(Span::new().seconds(seconds)).ok()?;
            Some(Start::Utc(clock.to_zoned(TimeZone::UTC).ok()?.timestamp()))
        };
        let start = match zone {
            None if value.ends_with('Z') => utc(0),
            None => Some(Start::Floating(at)),
            Some(zone) => {
                let is_it = |timezone: &&Vec<String>| {
                    property(timezone, "TZID").is_some_and(|(_, id)| id.trim_matches('"') == zone)
                };
                let defined = timezones.iter().find(is_it).and_then(|it| defined_offset(it, at));
                let of_world = || Some(at.to_zoned(TimeZone::get(zone).ok()?).ok()?.timestamp());
                defined.and_then(utc).or_else(|| of_world().map(Start::Utc))
            }
        };
        starts.entry(uid.to_owned()).or_default().push(start.unwrap_or(Start::Unknown));
    }
    for all in starts.values_mut() {
        all.sort();
    }
    starts
}

#[test]
fn foreign_events_begin_at_the_same_moments_after_writing() {
    let mut compared = 0;
    for (_, path) in corpus() {
        let bytes = std::fs::read(&path).expect("a readable file");
        let Ok(text) = String::from_utf8(bytes) else { continue };
        // A default zone of the calendar and offsets in times are not part of the oracle.
        if text.contains("X-WR-TIMEZONE") {
            continue;
        }
        let Some(decoded) = read_in_any_encoding_or_not(text.as_bytes()) else { continue };
        let before = starts(&text);
        for mut collection in decoded.collections {
            collection.calendar.get_or_insert_with(lone_calendar);
            let after = starts(&written(std::slice::from_ref(&collection), Names::With));
            for (uid, starts) in &after {
                let Some(known) = before.get(uid).filter(|known| known.len() == starts.len())
                else {
                    continue;
                };
                let is_known = !known.contains(&Start::Unknown);
                let has_time = known.iter().any(|start| matches!(start, Start::Utc(_)));
                if is_known && has_time {
                    compared += 1;
                    assert_eq!(starts, known, "{uid} in {}", path.display());
                }
            }
        }
    }
    println!("{compared} events compared");
    assert!(compared > 300 || corpus().is_empty(), "{compared}");
}

/// Every VEVENT of a foreign file is an event, an occurrence of one, or reported.
#[test]
fn nothing_of_a_foreign_file_is_lost_without_a_count() {
    for (_, path) in corpus() {
        let bytes = std::fs::read(&path).expect("a readable file");
        let Some(decoded) = read_in_any_encoding_or_not(&bytes) else { continue };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut all = components(&unfolded(&text), "VEVENT");
        all.sort();
        all.dedup();
        let events = decoded.collections.iter().flat_map(|one| &one.events);
        let found: usize = events
            .map(|event| {
                let own = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
                1 + own.filter(|own| matches!(own, Override::Patch(_))).count()
            })
            .sum();
        let reported = decoded.tallies.0.iter().filter(|(reason, _)| {
            reason.gravity() > Gravity::Noted || *reason == Reason::ICalendar(Fault::OlderEdition)
        });
        let reported: usize = reported.map(|(_, count)| count).sum();
        assert!(found + reported >= all.len(), "{} of {}: {}", found, all.len(), path.display());
    }
}
