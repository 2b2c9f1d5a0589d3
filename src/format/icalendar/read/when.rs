//! Reads when an event is: DTSTART, DTEND, DURATION, on the clock of a zone (RFC 5545 3.8.2).

use jiff::civil::{Date, DateTime, Time};

use crate::domain::time::day_number;
use crate::domain::time::zone::{Zones, clock_at, moment_of};
use crate::domain::time::{Length, UtcTime, Zone, days_between, plus_days};
use crate::format::clock;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::tree::{Map, text};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::syntax::values::{Stamp, parse_duration, parse_stamp, stated_offset};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::zones::candidates::{UTC, fixed_zone};
use crate::format::icalendar::zones::definition::midnight;
use crate::format::icalendar::zones::resolve::{ZoneUse, converted};

/// The clock of an event, and its start on that clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventStart {
    pub(crate) clock: DateTime,
    /// The zone; `None` is floating.
    pub(crate) zone: Option<Zone>,
    /// Whether it is a day without a time.
    pub(crate) is_day: bool,
}

/// A point in time with its zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) stamp: Stamp,
    /// The zone; `None` for a day and for a floating clock.
    pub(crate) zone: Option<Zone>,
}

impl Context<'_, '_> {
    /// Reads a property that contains one point in time; notes an invalid one.
    pub(crate) fn point(&mut self, property: &Property) -> Option<Point> {
        let point = self.point_of(property, &property.value);
        if point.is_none() {
            self.note(property, Fault::BadValue);
        }
        point
    }

    /// Reads one value of a property that contains points in time.
    pub(crate) fn point_of(&mut self, property: &Property, value: &str) -> Option<Point> {
        let stamp = parse_stamp(value)?;
        let is_day = property.param("VALUE").is_some_and(|sort| sort.eq_ignore_ascii_case("DATE"));
        let stamp = if is_day { Stamp::Day(stamp.reading().date()) } else { stamp };
        let stamp = self.on_named_clock(property, value, stamp);
        let zone = match stamp {
            Stamp::Day(_) => None,
            Stamp::Utc(_) => Some(Zone(UTC.into())),
            Stamp::Clock(_) => {
                match property.param("TZID").filter(|name| !name.trim().is_empty()) {
                    Some(name) => {
                        let found = self.resolver.find(name, self.zone_use);
                        if let Some(fault) = found.fault.filter(|it| self.resolver.is_news(it)) {
                            self.notes.add_line(property.line, &property.name, fault);
                        }
                        Some(found.zone)
                    }
                    None => self.home.clone(),
                }
            }
        };
        Some(Point { stamp, zone })
    }

    /// Returns what a moment with a TZID means. RFC 5545 3.2.19 does not allow both. Programs that write a Z mean the
    /// zone's clock, and Google reads it that way; a distance from UTC says which moment is meant.
    fn on_named_clock(&mut self, property: &Property, value: &str, stamp: Stamp) -> Stamp {
        let Stamp::Utc(moment) = stamp else { return stamp };
        let Some(name) = property.param("TZID") else { return stamp };
        let zone = self.resolver.find(name, self.zone_use).zone;
        if !self.resolver.is_known(&zone.0) {
            return stamp;
        }
        let there = clock_at(self.resolver.zones(), &zone, UtcTime(moment)).unwrap_or(moment);
        if !value.trim().ends_with(['Z', 'z']) {
            return Stamp::Clock(there);
        }
        if there != moment {
            self.note(property, Fault::UtcInZone);
        }
        Stamp::Clock(moment)
    }

    /// Reads when an event starts. A moment in UTC is converted to the calendar's own zone (X-WR-TIMEZONE), except for an
    /// hour that the zone has twice, and for a series that is on another day there: its rule names days of UTC.
    pub(crate) fn start(&mut self, component: &Component) -> Option<EventStart> {
        let property = component.property("DTSTART")?;
        self.zone_use = ZoneUse::of(component);
        let point = self.point(property)?;
        if is_all_day_of_outlook(component) {
            let clock = midnight(self.day_of(&point));
            return Some(EventStart { clock, zone: None, is_day: true });
        }
        let is_day = matches!(point.stamp, Stamp::Day(_));
        let reading = point.stamp.reading();
        let zones = self.resolver.zones();
        let is_series = ["RRULE", "RDATE", "EXRULE"].iter().any(|it| component.value(it).is_some());
        let place = stated_offset(&property.value).filter(|_| is_series);
        if let (Stamp::Utc(moment), Some(zone)) =
            (point.stamp, place.and_then(fixed_zone).map(|it| Zone(it.into())))
            && let Some(clock) = clock_at(zones, &zone, UtcTime(moment))
        {
            // The rule names days of that place.
            return Some(EventStart { clock, zone: Some(zone), is_day: false });
        }
        if let (Stamp::Utc(moment), Some(home)) = (point.stamp, &self.home)
            && let Some(clock) = clock_at(zones, home, UtcTime(moment))
            && (!is_series || clock.date() == moment.date())
            && moment_of(zones, home, clock) == Some(UtcTime(moment))
        {
            return Some(EventStart { clock, zone: Some(home.clone()), is_day });
        }
        Some(EventStart { clock: reading, zone: point.zone, is_day })
    }

    /// Converts a point in time, which may be in another zone, to the clock of an event.
    pub(crate) fn on_clock(&self, start: &EventStart, point: &Point) -> DateTime {
        let reading = point.stamp.reading();
        match (&point.zone, &start.zone) {
            // A day in a list of times means the start time of the event on that day.
            _ if matches!(point.stamp, Stamp::Day(_)) && !start.is_day => {
                reading.date().to_datetime(start.clock.time())
            }
            _ if start.is_day => midnight(self.day_of(point)),
            (Some(from), Some(to)) if from != to => {
                let there = converted(self.resolver.zones(), reading, from, to).unwrap_or(reading);
                self.usual_clock(start, there)
            }
            _ => self.usual_clock(start, reading),
        }
    }

    /// Returns the time at which a series usually is, if it is the same moment on that day: when summer time begins, a
    /// skipped clock and a later one are one moment.
    fn usual_clock(&self, start: &EventStart, clock: DateTime) -> DateTime {
        const LONGEST_GAP: u32 = 7200;
        let usual = clock.date().to_datetime(start.clock.time());
        let zones = self.resolver.zones();
        let moment = |clock| moment_of(zones, start.zone.as_ref()?, clock);
        let is_near = usual < clock && seconds_between(usual, clock) <= LONGEST_GAP;
        let is_same = is_near && moment(usual).is_some_and(|at| Some(at) == moment(clock));
        if is_same { usual } else { clock }
    }

    /// Returns the day that a point in time means in a series of days. For a moment, it is the day at that moment where
    /// the calendar is at home.
    pub(crate) fn day_of(&self, point: &Point) -> Date {
        let reading = point.stamp.reading();
        match point.stamp {
            Stamp::Day(_) | Stamp::Clock(_) => reading.date(),
            Stamp::Utc(_) => {
                let zones = self.resolver.zones();
                let home = self.day_zone.as_ref();
                let there = home.and_then(|zone| clock_at(zones, zone, UtcTime(reading)));
                there.map_or_else(|| day_begun_at(reading), DateTime::date)
            }
        }
    }

    /// Writes the fields that say when an event is into the JSON.
    pub(crate) fn when(&mut self, component: &Component, start: &EventStart, map: &mut Map) {
        map.insert("start".to_owned(), text(local_text(start.clock)));
        if let Some(Zone(zone)) = &start.zone {
            map.insert("timeZone".to_owned(), text(zone.as_ref()));
        }
        let is_without = component.value("SHOW-WITHOUT-TIME");
        if start.is_day || is_without.is_some_and(|word| word.eq_ignore_ascii_case("TRUE")) {
            map.insert("showWithoutTime".to_owned(), crate::domain::foreign::Json::Bool(true));
        }
        let length = match (component.property("DURATION"), component.property("DTEND")) {
            (_, Some(end)) => self.length_until(start, end, map),
            (Some(duration), None) => match parse_duration(&duration.value) {
                Some((false, length)) => Some(length),
                Some((true, _)) => {
                    self.note(duration, Fault::EndBeforeStart);
                    None
                }
                None => {
                    self.note(duration, Fault::BadValue);
                    None
                }
            },
            (None, None) => None,
        };
        let whole_day = start.is_day.then_some(Length { days: 1, seconds: 0 });
        if let Some(length) = length.or(whole_day) {
            map.insert("duration".to_owned(), text(length_text(length)));
        }
    }

    fn length_until(
        &mut self,
        start: &EventStart,
        end: &Property,
        map: &mut Map,
    ) -> Option<Length> {
        let point = self.point(end)?;
        let clock = self.on_clock(start, &point);
        if start.is_day {
            // Programs that write an end on the day of the start mean that one day.
            let mut days = days_between(start.clock.date(), clock.date());
            // RFC 5545 3.6.1 wants a day; of an end with a clock, its day counts.
            if matches!(point.stamp, Stamp::Clock(at) if at.time() != Time::midnight()) {
                self.note(end, Fault::BadValue);
                days += 1;
            }
            return Some(Length { days: days.max(1), seconds: 0 });
        }
        if let (Stamp::Clock(_), Some(zone)) = (point.stamp, &point.zone)
            && start.zone.as_ref().is_some_and(|here| here != zone)
        {
            map.insert("endTimeZone".to_owned(), text(zone.0.as_ref()));
        }
        // If the start has a time and the end is a day, the event lasts until that day begins.
        let clock = if let Stamp::Day(day) = point.stamp { midnight(day) } else { clock };
        if clock < start.clock {
            self.note(end, Fault::EndBeforeStart);
            return None;
        }
        Some(length_between(self.resolver.zones(), start.zone.as_ref(), start.clock, clock))
    }
}

/// Whether Outlook says that an event is all day, although its times have clocks.
fn is_all_day_of_outlook(component: &Component) -> bool {
    const SIGNS: [&str; 2] = ["X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT"];
    let is_said =
        |name: &&str| component.value(name).is_some_and(|it| it.eq_ignore_ascii_case("TRUE"));
    SIGNS.iter().any(is_said)
}

/// Returns the day that a program means by a moment, if its zone is unknown: the day that begins somewhere at that
/// moment, or that ended there within a minute. East of UTC it begins on the evening before.
fn day_begun_at(moment: DateTime) -> Date {
    // At 13:00 UTC it is midnight 11 hours east, at 12:00 UTC hardly anywhere where people live.
    const FIRST_EVENING_HOUR: i8 = 13;
    let is_last_minute = moment.minute() == 59;
    let left = if is_last_minute { 60 - i64::from(moment.second()) } else { 0 };
    let begins = day_number::plus_seconds(moment, left);
    let east = i32::from(begins.hour() >= FIRST_EVENING_HOUR);
    plus_days(begins.date(), east - i32::from(is_last_minute))
}

/// Returns the length between two times of one clock. JSCalendar counts days by the calendar and hours exactly (RFC
/// 8984 1.4.6), so if the clock was changed in between, whole days are written as days.
pub(crate) fn length_between(
    zones: &dyn Zones,
    zone: Option<&Zone>,
    start: DateTime,
    end: DateTime,
) -> Length {
    let by_clock = seconds_between(start, end);
    let plain = Length { days: 0, seconds: by_clock };
    let moment = |clock| zone.and_then(|zone| moment_of(zones, zone, clock));
    let (Some(first), Some(last)) = (moment(start), moment(end)) else { return plain };
    if seconds_between(first.0, last.0) == by_clock {
        return plain;
    }
    let days = by_clock / 86_400;
    let after_days = Length { days, seconds: 0 }.after(start);
    let rest = moment(after_days).map_or(0, |from| seconds_between(from.0, last.0));
    Length { days, seconds: rest }
}

/// Returns the wall clock at which something of that length ends.
pub(crate) fn end_after(
    zones: &dyn Zones,
    zone: Option<&Zone>,
    start: DateTime,
    length: Length,
) -> DateTime {
    let after_days = Length { days: length.days, seconds: 0 }.after(start);
    let rest = Length { days: 0, seconds: length.seconds };
    let exact = zone.and_then(|zone| {
        let from = moment_of(zones, zone, after_days)?;
        clock_at(zones, zone, UtcTime(rest.after(from.0)))
    });
    exact.unwrap_or_else(|| rest.after(after_days))
}

fn seconds_between(start: DateTime, end: DateTime) -> u32 {
    u32::try_from(day_number::seconds_between(start, end)).unwrap_or(0)
}

/// Returns a `LocalDateTime`.
pub(crate) fn local_text(clock: DateTime) -> String {
    let mut text = String::new();
    clock::print_local(clock, &mut text);
    text
}

/// Returns a `Duration`.
pub(crate) fn length_text(length: Length) -> String {
    let mut text = String::new();
    clock::print_length(length, &mut text);
    text
}

/// Reads a moment as `UTCDateTime`; one without a zone counts as UTC.
pub(crate) fn moment_text(context: &mut Context<'_, '_>, property: &Property) -> Option<String> {
    let point = context.point_of(property, &property.value)?;
    let moment = match (point.stamp, &point.zone) {
        (Stamp::Clock(reading), Some(zone)) => {
            moment_of(context.resolver.zones(), zone, reading).unwrap_or(UtcTime(reading))
        }
        (stamp, _) => UtcTime(stamp.reading()),
    };
    Some(clock::moment_text(moment))
}
