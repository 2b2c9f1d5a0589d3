//! The time in the form of an event: from days and clocks as texts to when it is, and back.
//!
//! Law: the texts of an event's time, read again, are that time to the minute.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::{
    Length, Shown, Timed, When, Zone, days_between, plus_days, signed_days_between,
};
use crate::present::form::error::{FieldError, FieldErrorKind};
use crate::present::form::event::form::{EventForm, Field};
use crate::present::form::text::{clock, day, time};
use crate::present::route::path::{format_day, parse_day};

/// The longest that an event may last, in days: ten years.
const LONGEST_DAYS: u32 = 3_660;

/// The longest that an event may last to be said to end in the night of its first day.
const NIGHT_MINUTES: u64 = 12 * 60;

/// When an event is to be, as the form says it; the zone is not the form's to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// All day.
    AllDay {
        /// The first day.
        first: Date,
        /// How many days.
        days: u32,
    },
    /// Not decided yet.
    Undecided {
        /// The first day.
        first: Date,
        /// How many days.
        days: u32,
    },
    /// At a time of day.
    Timed {
        /// When it starts.
        start: DateTime,
        /// How long it lasts, where that is said.
        length: Option<Length>,
    },
}

impl EventForm {
    /// Moves the first day, and the last one with it.
    pub fn set_first_day(&mut self, text: String) {
        let days = [&self.first_day, &self.last_day, &text].map(|text| parse_day(text));
        if let [Some(before), last, Some(after)] = days {
            let moved =
                last.map_or(after, |last| plus_days(after, signed_days_between(before, last)));
            self.last_day = format_day(moved.max(after));
        }
        self.first_day = text;
    }

    /// Whether anything of the time was edited.
    pub fn has_other_time(&self, before: &Self) -> bool {
        let times = |form: &Self| {
            let texts = [&form.first_day, &form.last_day, &form.start_time, &form.end_time];
            (form.time_kind, texts.map(Clone::clone))
        };
        times(self) != times(before)
    }

    /// When the event is to be, or what is wrong with that.
    pub fn times(&self) -> Result<Times, FieldError<Field>> {
        let first = day(&self.first_day, Field::FirstDay)?;
        let last = match self.last_day.trim() {
            "" => first,
            text => day(text, Field::LastDay)?,
        };
        if last < first {
            return Err(FieldError::new(Field::LastDay, FieldErrorKind::EndsBeforeStart));
        }
        let days = days_between(first, last).saturating_add(1);
        if days > LONGEST_DAYS {
            return Err(FieldError::new(Field::LastDay, FieldErrorKind::TooLong));
        }
        match self.time_kind {
            TimeKind::AllDay => Ok(Times::AllDay { first, days }),
            TimeKind::Undecided => Ok(Times::Undecided { first, days }),
            TimeKind::Timed => self.timed(first, last),
        }
    }

    /// An end before the start on one day is on the next day; an end like the start says no length.
    fn timed(&self, first: Date, last: Date) -> Result<Times, FieldError<Field>> {
        let missing = || FieldError::new(Field::StartTime, FieldErrorKind::StartMissing);
        let start = clock_of(&self.start_time, Field::StartTime)?.ok_or_else(missing)?;
        let end = clock_of(&self.end_time, Field::EndTime)?;
        let start = first.to_datetime(start);
        let length = match end {
            None if last > first => {
                return Err(FieldError::new(Field::EndTime, FieldErrorKind::EndMissing));
            }
            None => None,
            Some(end) if last == first && end < start.time() => {
                Length::between(start, plus_days(last, 1).to_datetime(end))
            }
            Some(end) => Length::between(start, last.to_datetime(end)),
        };
        Ok(Times::Timed { start, length })
    }

    /// When people meet, or what is wrong with that.
    pub fn meeting(&self) -> Result<Option<Time>, FieldError<Field>> {
        clock_of(&self.meeting_time, Field::MeetingTime)
    }
}

/// The days as the form says them: an event that ends in the night ends on its first day.
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

fn clock_of(text: &str, field: Field) -> Result<Option<Time>, FieldError<Field>> {
    time(text).map_err(|kind| FieldError::new(field, kind))
}

/// When the event is to be; a new clock is in the zone given.
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

/// When the event is to be, to show it while it is written; `None` while it cannot be read.
pub fn preview(form: &EventForm) -> Option<When> {
    let none = When::Undecided { first: Date::MIN, days: 1 };
    form.times().ok().map(|times| when(times, &none, None))
}
