//! The rules of a VTIMEZONE, as far as needed to find a zone that keeps the same time (RFC 5545 3.6.5).
//!
//! Supported: single onsets, RDATE, and yearly rules by month and weekday, which is what programs write. This is not a
//! general expansion.

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::domain::time::UtcTime;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::{Stamp, parse_offset, parse_stamp};

/// The year whose rules are used to compare zones if a file gives no other.
pub(crate) const THIS_AGE: i16 = 2024;

/// The observances of a VTIMEZONE.
#[derive(Debug, Default)]
pub(crate) struct ZoneRules {
    observances: Vec<Observance>,
}

#[derive(Debug)]
struct Observance {
    /// Seconds east before the onset.
    from: i32,
    /// Seconds east after the onset.
    to: i32,
    first: DateTime,
    more: Vec<DateTime>,
    /// Whether it has a rule, which may be one that is not supported.
    has_rule: bool,
    yearly: Option<Yearly>,
}

#[derive(Debug)]
struct Yearly {
    month: i8,
    /// Which of those weekdays, counted from the end if negative; `None` means a day of the month.
    weekday: Option<(i8, Weekday)>,
    /// The days of the month on which it may fall; empty for any.
    days: Vec<i8>,
    until: Option<DateTime>,
}

impl ZoneRules {
    pub(crate) fn of(timezone: &Component) -> Self {
        Self { observances: timezone.components.iter().filter_map(Observance::of).collect() }
    }

    pub(crate) fn is_any(&self) -> bool {
        !self.observances.is_empty()
    }

    /// Returns the year in which the last of the rules begins.
    pub(crate) fn latest_year(&self) -> i16 {
        let years = self.observances.iter().flat_map(|observance| {
            std::iter::once(observance.first.year())
                .chain(observance.more.iter().map(|at| at.year()))
        });
        // Rules from Windows begin in 1601 and describe the present.
        years.max().filter(|year| *year >= 1970).unwrap_or(THIS_AGE)
    }

    /// Returns the last change, in UTC, of a definition that lists single changes of the clock; `None` if it has a rule
    /// without an end, or no change: then it is for ever.
    pub(crate) fn last_change(&self) -> Option<UtcTime> {
        let mut last: Option<DateTime> = None;
        for observance in self.observances.iter().filter(|it| it.from != it.to) {
            let until = observance.yearly.as_ref().and_then(|yearly| yearly.until);
            if observance.has_rule && until.is_none() {
                return None;
            }
            let year = until.map_or(observance.first.year(), DateTime::year);
            for onset in observance.onsets_until(year) {
                let onset = plus_seconds(onset, -i64::from(observance.from));
                last = Some(last.map_or(onset, |last| last.max(onset)));
            }
        }
        last.map(UtcTime)
    }

    /// Whether one of the rules has begun at that moment.
    pub(crate) fn begins_before(&self, at: UtcTime) -> bool {
        let has_begun = |observance: &Observance| {
            let first = observance.more.iter().fold(observance.first, |first, at| first.min(*at));
            seconds_between(first, at.0) >= -i64::from(observance.from)
        };
        self.observances.iter().any(has_begun)
    }

    /// Returns how many seconds the clocks are ahead of UTC at that moment.
    pub(crate) fn offset_at(&self, at: UtcTime) -> Option<i32> {
        let mut latest: Option<(DateTime, i32)> = None;
        for observance in &self.observances {
            for onset in observance.onsets_until(at.0.year()) {
                // The onset is given on the clock before the change.
                let is_past = seconds_between(onset, at.0) >= -i64::from(observance.from);
                if is_past && latest.is_none_or(|(known, _)| known <= onset) {
                    latest = Some((onset, observance.to));
                }
            }
        }
        let first = || self.observances.first().map(|observance| observance.from);
        latest.map(|(_, offset)| offset).or_else(first)
    }
}

impl Observance {
    fn of(component: &Component) -> Option<Self> {
        let clock = |text: &str| parse_stamp(text).map(Stamp::reading);
        let dates = component.properties.iter().filter(|property| property.name == "RDATE");
        Some(Self {
            from: component.value("TZOFFSETFROM").and_then(parse_offset)?,
            to: component.value("TZOFFSETTO").and_then(parse_offset)?,
            first: component.value("DTSTART").and_then(clock)?,
            more: dates.flat_map(|dates| dates.value.split(',').filter_map(clock)).collect(),
            has_rule: component.value("RRULE").is_some(),
            yearly: component.value("RRULE").and_then(Yearly::of),
        })
    }

    /// Returns the onsets of that year and the two before it; the first one if it is earlier.
    fn onsets_until(&self, year: i16) -> Vec<DateTime> {
        let mut onsets = vec![self.first];
        onsets.extend(&self.more);
        if let Some(yearly) = &self.yearly {
            for year in year - 2..=year {
                let onset = yearly.day(year).map(|day| day.to_datetime(self.first.time()));
                let is_in = |onset: &DateTime| {
                    *onset >= self.first && yearly.until.is_none_or(|until| *onset <= until)
                };
                onsets.extend(onset.filter(is_in));
            }
        }
        onsets
    }
}

impl Yearly {
    fn of(rule: &str) -> Option<Self> {
        let part = |name: &str| {
            rule.split(';').find_map(|part| {
                let (key, value) = part.split_once('=')?;
                key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
            })
        };
        let is_yearly = part("FREQ")?.eq_ignore_ascii_case("YEARLY");
        let days = part("BYMONTHDAY").unwrap_or_default();
        let until = part("UNTIL").and_then(parse_stamp).map(Stamp::reading);
        is_yearly.then_some(())?;
        Some(Self {
            month: part("BYMONTH")?.parse().ok()?,
            weekday: part("BYDAY").and_then(nth_weekday),
            days: days.split(',').filter_map(|day| day.parse().ok()).collect(),
            until,
        })
    }

    fn day(&self, year: i16) -> Option<Date> {
        let first = Date::new(year, self.month, 1).ok()?;
        let Some((nth, weekday)) = self.weekday else {
            return first.with().day(*self.days.first()?).build().ok();
        };
        if self.days.is_empty() {
            return first.nth_weekday_of_month(if nth == 0 { 1 } else { nth }, weekday).ok();
        }
        let all = self.days.iter().filter_map(|day| first.with().day(*day).build().ok());
        all.filter(|day| day.weekday() == weekday).min()
    }
}

/// Reads `2SU`, `-1SU`, `SU`.
pub(crate) fn nth_weekday(text: &str) -> Option<(i8, Weekday)> {
    let text = text.trim();
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let nth = if nth.is_empty() { 0 } else { nth.trim_start_matches('+').parse().ok()? };
    Some((nth, weekday))
}

/// Returns midnight of a day, for a day in place of a time.
pub(crate) fn midnight(day: Date) -> DateTime {
    day.to_datetime(Time::midnight())
}
