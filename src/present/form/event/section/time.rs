//! The time in the form of an event: converts the texts of days and clocks to a time, and back.
//!
//! Law: if the texts of an event's time are parsed, the result is that time to the minute.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::{
    Length, Shown, Timed, When, Zone, days_between, plus_days, signed_days_between,
};
use crate::present::form::error::{FieldError, FieldErrorKind};
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::text::{clock, day, time};
use crate::present::route::path::{format_day, parse_day};

/// The longest duration of an event, in days: ten years.
const LONGEST_DAYS: u32 = 3_660;

/// The longest duration of an event that counts as ending in the night of its first day, in minutes.
const NIGHT_MINUTES: u64 = 12 * 60;

/// The time of an event as the form has it. The form does not choose the zone.
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
        let days = [&self.first_day, &self.last_day, &text].map(|text| parse_day(text));
        if let [Some(before), last, Some(after)] = days {
            let moved =
                last.map_or(after, |last| plus_days(after, signed_days_between(before, last)));
            self.last_day = format_day(moved.max(after));
        }
        self.first_day = text;
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
            TimeKind::Timed => self.timed(first, last),
        }
    }

    /// Returns the time of an event with clocks. If the event has one day and ends before its start, it ends on the
    /// next day; an end equal to the start means that no length is given.
    fn timed(&self, first: Date, last: Date) -> Result<Times, FieldError<EventField>> {
        let missing = || FieldError::new(EventField::StartTime, FieldErrorKind::StartMissing);
        let start = clock_of(&self.start_time, EventField::StartTime)?.ok_or_else(missing)?;
        let end = clock_of(&self.end_time, EventField::EndTime)?;
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

    /// Returns the meeting time, or the error in it.
    pub fn meeting(&self) -> Result<Option<Time>, FieldError<EventField>> {
        clock_of(&self.meeting_time, EventField::MeetingTime)
    }
}

/// Returns the days as the form shows them: an event that ends in the night ends on its first day.
pub(crate) fn days_of(when: &When) -> (TimeKind, Date, Date) {
    let days = when.days();
    match when {
        When::AllDay { .. } => (TimeKind::AllDay, days.first, days.last),
        When::Undecided { .. } => (TimeKind::Undecided, days.first, days.last),
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

pub(crate) fn clocks_of(when: &When) -> (String, String) {
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => {
            let end = timed.length.filter(|length| *length != Length::default());
            let end = end.map(|_| clock(when.end().time())).unwrap_or_default();
            (clock(timed.start.time()), end)
        }
        When::Timed(_) | When::AllDay { .. } | When::Undecided { .. } => Default::default(),
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
        Times::Timed { start, length } => {
            let zone = match before {
                When::Timed(clock) => clock.zone.clone(),
                When::AllDay { .. } | When::Undecided { .. } => zone.cloned(),
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
