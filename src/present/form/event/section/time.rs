//! The time in the form of an event: from days and clocks as texts to when it is, and back.
//!
//! Law: the texts of an event's time, read again, are that time to the minute.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::time::{Length, Shown, When, days_between, plus_days};
use crate::present::path::{format_day, parse_day};

use crate::present::form::event::form::{Form, TimeSort};
use crate::present::form::event::wrong::{Field, Problem, Wrong, wrong};

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

impl Form {
    /// Moves the first day, and the last one with it.
    pub fn set_first_day(&mut self, text: String) {
        let days = [&self.first_day, &self.last_day, &text].map(|text| parse_day(text));
        if let [Some(before), last, Some(after)] = days {
            let moved = last.map_or(after, |last| plus_days(after, (last - before).get_days()));
            self.last_day = format_day(moved.max(after));
        }
        self.first_day = text;
    }

    /// Whether anything of the time was edited.
    pub fn has_other_time(&self, before: &Self) -> bool {
        let times = |form: &Self| {
            let texts = [&form.first_day, &form.last_day, &form.start_time, &form.end_time];
            (form.sort, texts.map(Clone::clone))
        };
        times(self) != times(before)
    }

    /// When the event is to be, or what is wrong with that.
    pub fn times(&self) -> Result<Times, Vec<Wrong>> {
        let first = day(&self.first_day, Field::FirstDay)?;
        let last = match self.last_day.trim() {
            "" => first,
            text => day(text, Field::LastDay)?,
        };
        if last < first {
            return Err(wrong(Field::LastDay, Problem::EndsBeforeStart));
        }
        let days = days_between(first, last).saturating_add(1);
        if days > LONGEST_DAYS {
            return Err(wrong(Field::LastDay, Problem::TooLong));
        }
        match self.sort {
            TimeSort::AllDay => Ok(Times::AllDay { first, days }),
            TimeSort::Undecided => Ok(Times::Undecided { first, days }),
            TimeSort::Timed => self.timed(first, last),
        }
    }

    /// An end before the start on one day is on the next day; an end like the start says no length.
    fn timed(&self, first: Date, last: Date) -> Result<Times, Vec<Wrong>> {
        let start = time(&self.start_time, Field::StartTime)?
            .ok_or_else(|| wrong(Field::StartTime, Problem::StartMissing))?;
        let end = time(&self.end_time, Field::EndTime)?;
        let start = first.to_datetime(start);
        let length = match end {
            None if last > first => return Err(wrong(Field::EndTime, Problem::EndMissing)),
            None => None,
            Some(end) if last == first && end < start.time() => {
                Length::between(start, plus_days(last, 1).to_datetime(end))
            }
            Some(end) => Length::between(start, last.to_datetime(end)),
        };
        Ok(Times::Timed { start, length })
    }

    /// When people meet, or what is wrong with that.
    pub fn meeting(&self) -> Result<Option<Time>, Vec<Wrong>> {
        time(&self.meeting_time, Field::MeetingTime)
    }
}

/// The days as the form says them: an event that ends in the night ends on its first day.
pub(crate) fn days_of(when: &When) -> (TimeSort, Date, Date) {
    let days = when.days();
    match when {
        When::AllDay { .. } => (TimeSort::AllDay, days.first, days.last),
        When::Undecided { .. } => (TimeSort::Undecided, days.first, days.last),
        When::Timed(timed) if timed.shown == Shown::DayOnly => {
            (TimeSort::AllDay, days.first, days.last)
        }
        When::Timed(timed) => {
            let end = when.end();
            let first = timed.start.date();
            let is_short = timed.length.is_some_and(|it| it.total_minutes() <= NIGHT_MINUTES);
            let is_night =
                is_short && days_between(first, end.date()) == 1 && end.time() < timed.start.time();
            (TimeSort::Timed, first, if is_night { first } else { end.date() })
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

pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(crate) fn day(text: &str, field: Field) -> Result<Date, Vec<Wrong>> {
    let text = text.trim();
    if text.is_empty() {
        return Err(wrong(field, Problem::DayMissing));
    }
    parse_day(text).ok_or_else(|| wrong(field, Problem::BadDay))
}

/// A time as a time field gives it: `13:30`, perhaps with seconds; `None` where nothing is written.
pub(crate) fn time(text: &str, field: Field) -> Result<Option<Time>, Vec<Wrong>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_clock(text).map(Some).ok_or_else(|| wrong(field, Problem::BadTime))
}

/// The time that a time field means: `13:30`, perhaps with seconds, which do not count.
pub(crate) fn parse_clock(text: &str) -> Option<Time> {
    let mut numbers = text.trim().split(':').map(|digits| {
        let is_plain =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_plain.then(|| digits.parse::<i8>().ok()).flatten()
    });
    match (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
        (Some(Some(hour)), Some(Some(minute)), None | Some(Some(_)), None) => {
            Time::new(hour, minute, 0, 0).ok()
        }
        (_, _, _, _) => None,
    }
}
