//! The time in the form of an event: converts the texts of days and clocks to a time, and back.
//!
//! Law: if the texts of an event's time are parsed, the result is that time to the minute.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::{
    Length, Month, Shown, Timed, When, Zone, days_between, plus_days, signed_days_between,
};
use crate::present::form::error::{FieldError, FieldErrorKind};
use crate::present::form::event::form::{EventField, EventForm, FLOATING, LastGood};
use crate::present::form::text::{clock, day, parse_clock, time};
use crate::present::route::path::{format_day, parse_day};
use crate::present::text::month::{format_month, parse_month};

/// The longest duration of an event, in days: ten years.
const LONGEST_DAYS: u32 = 3_660;

/// The longest duration of an event that counts as ending in the night of its first day, in minutes.
const NIGHT_MINUTES: u64 = 12 * 60;

/// The time of an event as the form has it, without its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// All day.
    AllDay {
        /// The first day.
        first: Date,
        /// How many days.
        days: u32,
    },
    /// The time is not decided yet.
    Undecided {
        /// The first day.
        first: Date,
        /// How many days.
        days: u32,
    },
    /// The day is not decided yet.
    DayUndecided {
        /// The month.
        month: Month,
    },
    /// The event has a time of day.
    Timed {
        /// The start.
        start: DateTime,
        /// The duration, if it is given.
        length: Option<Length>,
    },
}

impl EventForm {
    /// Sets the first day, and moves the last day by the same distance.
    pub fn set_first_day(&mut self, text: String) {
        let from = [&self.first_day, &self.last_good.first_day].map(|text| parse_day(text.trim()));
        let from = from.into_iter().flatten().next();
        match (from, parse_day(text.trim())) {
            (from, Some(to)) => {
                let last = self.last_day().filter(|last| from.is_some() || *last >= to);
                let by = from.map_or(0, |from| signed_days_between(from, to));
                let moved = last.map_or(to, |last| plus_days(last, by));
                self.last_day = format_day(moved.max(to));
                self.last_good.first_day.clear();
            }
            (Some(from), None) => self.last_good.first_day = format_day(from),
            (None, None) => {}
        }
        self.first_day = text;
    }

    /// Sets the last day.
    pub fn set_last_day(&mut self, text: String) {
        self.last_good.first_day.clear();
        self.last_day = text;
    }

    /// Sets the start; the end and the meeting time move by the same distance.
    pub fn set_start_time(&mut self, text: String) {
        let from = [&self.start_time, &self.last_good.start_time].map(|text| parse_clock(text));
        let from = from.into_iter().flatten().next();
        match (from, parse_clock(&text)) {
            (Some(from), Some(to)) => {
                self.move_clocks(from, to);
                self.last_good.start_time.clear();
            }
            (Some(from), None) => self.last_good.start_time = clock(from),
            (None, _) => {}
        }
        self.start_time = text;
    }

    /// Sets the end.
    pub fn set_end_time(&mut self, text: String) {
        self.last_good.start_time.clear();
        self.end_time = text;
    }

    /// Moves the end and the meeting time with the start.
    fn move_clocks(&mut self, from: Time, to: Time) {
        let any = Date::constant(2024, 1, 1);
        let by = seconds_between(any.to_datetime(from), any.to_datetime(to));
        if let Some(meeting) = parse_clock(&self.meeting_time) {
            self.meeting_time = clock(plus_seconds(any.to_datetime(meeting), by).time());
        }
        let Some(end) = parse_clock(&self.end_time) else { return };
        let first = self.first_day().unwrap_or(any);
        let last = self.last_day().filter(|_| self.first_day().is_some()).unwrap_or(first);
        let Ok(Times::Timed { length, .. }) = spanned([first, last], from, Some(end)) else {
            return;
        };
        // An end that is equal to the start means that no length is given.
        let length = length.unwrap_or_default();
        let start = first.to_datetime(to);
        let end = length.after(start);
        self.end_time = clock(end.time());
        if self.first_day().is_some() {
            let timed = Timed { start, zone: None, length: Some(length), shown: Shown::Clock };
            self.last_day = format_day(days_of(&When::Timed(timed)).2);
        }
    }

    /// Returns the month, of an event whose day is not decided; `None` while the field holds none.
    pub fn month(&self) -> Option<Month> {
        let text = self.first_day.trim();
        parse_month(text).or_else(|| parse_day(text).map(Month::of))
    }

    /// Sets the month, of an event whose day is not decided.
    pub fn set_month(&mut self, month: Option<Month>) {
        self.first_day = month.map(format_month).unwrap_or_default();
        self.last_day.clear();
        self.last_good = LastGood::default();
    }

    /// Returns whether any field of the time was edited.
    pub fn has_other_time(&self, before: &Self) -> bool {
        let times = |form: &Self| {
            let texts = [&form.first_day, &form.last_day, &form.start_time, &form.end_time];
            (form.time_kind, texts.map(Clone::clone))
        };
        times(self) != times(before)
    }

    /// Returns the time of the event, or the error in it.
    pub fn times(&self) -> Result<Times, FieldError<EventField>> {
        if self.time_kind == TimeKind::DayUndecided {
            let missing = || FieldError::new(EventField::FirstDay, FieldErrorKind::MonthMissing);
            return self.month().map(|month| Times::DayUndecided { month }).ok_or_else(missing);
        }
        if parse_month(self.first_day.trim()).is_some() {
            // The month of an event whose day was not decided.
            return Err(FieldError::new(EventField::FirstDay, FieldErrorKind::DayMissing));
        }
        let first = day(&self.first_day, EventField::FirstDay)?;
        let last = match self.last_day.trim() {
            "" => first,
            text => day(text, EventField::LastDay)?,
        };
        if last < first {
            return Err(FieldError::new(EventField::LastDay, FieldErrorKind::EndsBeforeStart));
        }
        let days = days_between(first, last).saturating_add(1);
        if days > LONGEST_DAYS {
            return Err(FieldError::new(EventField::LastDay, FieldErrorKind::TooLong));
        }
        match self.time_kind {
            TimeKind::AllDay => Ok(Times::AllDay { first, days }),
            TimeKind::Undecided => Ok(Times::Undecided { first, days }),
            TimeKind::DayUndecided => Ok(Times::DayUndecided { month: Month::of(first) }),
            TimeKind::Timed => self.timed(first, last),
        }
    }

    /// Returns the time of an event with clocks. If the event has one day and ends before its start, it ends on the
    /// next day; an end equal to the start means that no length is given.
    fn timed(&self, first: Date, last: Date) -> Result<Times, FieldError<EventField>> {
        let missing = || FieldError::new(EventField::StartTime, FieldErrorKind::StartMissing);
        let start = clock_of(&self.start_time, EventField::StartTime)?.ok_or_else(missing)?;
        let end = clock_of(&self.end_time, EventField::EndTime)?;
        spanned([first, last], start, end)
    }

    /// Returns the meeting time, or the error in it.
    pub fn meeting(&self) -> Result<Option<Time>, FieldError<EventField>> {
        clock_of(&self.meeting_time, EventField::MeetingTime)
    }
}

/// Returns the time from a clock on the first day to a clock on the last day.
fn spanned(
    [first, last]: [Date; 2],
    start: Time,
    end: Option<Time>,
) -> Result<Times, FieldError<EventField>> {
    let start = first.to_datetime(start);
    let length = match end {
        None if last > first => {
            return Err(FieldError::new(EventField::EndTime, FieldErrorKind::EndMissing));
        }
        None => None,
        Some(end) if last == first && end < start.time() => {
            Length::between(start, plus_days(last, 1).to_datetime(end))
        }
        Some(end) => Length::between(start, last.to_datetime(end)),
    };
    Ok(Times::Timed { start, length })
}

/// Returns the days as the form shows them: an event that ends in the night ends on its first day.
pub(crate) fn days_of(when: &When) -> (TimeKind, Date, Date) {
    let days = when.days();
    match when {
        When::AllDay { .. } => (TimeKind::AllDay, days.first, days.last),
        When::Undecided { .. } => (TimeKind::Undecided, days.first, days.last),
        When::DayUndecided { month } => (TimeKind::DayUndecided, month.first(), month.first()),
        When::Timed(timed) if timed.shown == Shown::DayOnly => {
            (TimeKind::AllDay, days.first, days.last)
        }
        When::Timed(timed) => {
            let end = when.end();
            let first = timed.start.date();
            let is_short = timed.length.is_some_and(|it| it.total_minutes() <= NIGHT_MINUTES);
            let is_night =
                is_short && days_between(first, end.date()) == 1 && end.time() < timed.start.time();
            (TimeKind::Timed, first, if is_night { first } else { end.date() })
        }
    }
}

/// Returns the zone as the form has it.
pub(crate) fn zone_of(when: &When) -> String {
    match when {
        When::Timed(timed) => {
            timed.zone.as_ref().map_or_else(|| FLOATING.to_owned(), |Zone(name)| name.to_string())
        }
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => String::new(),
    }
}

/// The zones that a form offers in addition to those of the person and of the event.
const OFFERED: [&str; 8] = [
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
    "Etc/UTC",
];

/// Returns the zones that a form offers, each once: that of the person, that of the event, and some others.
pub fn zones_offered(own: Option<&Zone>, chosen: &str) -> Vec<Zone> {
    let chosen = Some(chosen).filter(|name| !name.is_empty() && *name != FLOATING);
    let all = own.map(|zone| &*zone.0).into_iter().chain(chosen).chain(OFFERED);
    let mut zones: Vec<Zone> = Vec::new();
    for name in all {
        if zones.iter().all(|zone| &*zone.0 != name) {
            zones.push(Zone(name.into()));
        }
    }
    zones
}

/// Sets the zone of the clocks of an event.
pub(crate) fn set_zone(when: &mut When, zone: Option<Zone>) {
    if let When::Timed(timed) = when {
        timed.zone = zone;
    }
}

pub(crate) fn clocks_of(when: &When) -> (String, String) {
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => {
            let end = timed.length.filter(|length| *length != Length::default());
            let end = end.map(|_| clock(when.end().time())).unwrap_or_default();
            (clock(timed.start.time()), end)
        }
        When::Timed(_)
        | When::AllDay { .. }
        | When::Undecided { .. }
        | When::DayUndecided { .. } => Default::default(),
    }
}

fn clock_of(text: &str, field: EventField) -> Result<Option<Time>, FieldError<EventField>> {
    time(text).map_err(|kind| FieldError::new(field, kind))
}

/// Returns the time of the event; a new clock gets `zone`.
pub(crate) fn when(times: Times, before: &When, zone: Option<&Zone>) -> When {
    match times {
        Times::AllDay { first, days } => When::AllDay { first, days },
        Times::Undecided { first, days } => When::Undecided { first, days },
        Times::DayUndecided { month } => When::DayUndecided { month },
        Times::Timed { start, length } => {
            let zone = match before {
                When::Timed(clock) => clock.zone.clone(),
                When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => {
                    zone.cloned()
                }
            };
            When::Timed(Timed { start, zone, length, shown: Shown::Clock })
        }
    }
}

/// Returns the time of the event for a preview while the person writes; `None` while it cannot be parsed.
pub fn preview(form: &EventForm) -> Option<When> {
    let none = When::Undecided { first: Date::MIN, days: 1 };
    form.times().ok().map(|times| when(times, &none, None))
}
