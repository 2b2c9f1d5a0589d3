//! Time as people mean it: civil days, wall clocks with and without a zone, and lengths.
//!
//! An all-day event is a civil date and is never converted to UTC. A zone is kept by its IANA name; this module does
//! not convert between zones.

pub mod day_number;
pub mod days_off;
pub mod era;
pub mod fiscal;
pub mod holidays;
pub mod local_clock;
pub mod zone;
pub mod zone_cache;

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

/// A month of the civil calendar, `0001-01` to `9999-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// Returns the month of a year; `None` if there is none.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Returns the month that contains a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year().max(1), month: day.month() }
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// Returns the first day.
    pub fn first(self) -> Date {
        // `ok()` drops the error: its text would weigh more than the rest of the date library.
        Date::new(self.year, self.month, 1).ok().expect("a month within 1 to 9999 has a first day")
    }

    /// Returns the last day.
    pub fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// Adds a number of months, which may be negative; the result stays within the calendar.
    pub fn plus(self, months: i32) -> Self {
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        let index = index.clamp(12, 9999 * 12 + 11);
        let year = i16::try_from(index.div_euclid(12)).expect("clamped to the years 1 to 9999");
        let month = i8::try_from(index.rem_euclid(12) + 1).expect("a remainder of 12 is small");
        Self { year, month }
    }
}

/// A window of whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day, not before the first.
    pub last: Date,
}

impl Days {
    /// Returns the window of one day.
    pub fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// Returns all days of a month.
    pub fn month(month: Month) -> Self {
        Self { first: month.first(), last: month.last() }
    }

    /// Whether the window contains a day.
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether the two windows share a day.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Returns how many days the window contains, at least 1.
    pub fn count(self) -> u32 {
        days_between(self.first, self.last).saturating_add(1)
    }
}

/// Returns the whole days from `first` to `last`; negative if `last` is earlier.
pub fn signed_days_between(first: Date, last: Date) -> i32 {
    day_number::number_of(last) - day_number::number_of(first)
}

/// Returns the whole days from `first` to `last`; 0 if `last` is not later.
pub fn days_between(first: Date, last: Date) -> u32 {
    u32::try_from(signed_days_between(first, last)).unwrap_or(0)
}

/// Adds a number of days; the result stays within the calendar.
pub fn plus_days(day: Date, days: i32) -> Date {
    day_number::plus_days(day, days)
}

/// A moment in UTC, in whole seconds (JSCalendar `UTCDateTime`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcTime(pub DateTime);

impl UtcTime {
    /// Returns this moment, or one second after `earlier` if the clock does not say that it is later. A clock that was
    /// set back must not make a correction look older than what it corrects.
    #[must_use]
    pub fn later_than(self, earlier: Option<Self>) -> Self {
        let next = earlier.map(|earlier| Self(day_number::plus_seconds(earlier.0, 1)));
        next.map_or(self, |next| self.max(next))
    }
}

/// How long something lasts: nominal days, then exact seconds (JSCalendar `Duration`, RFC 8984 1.4.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length {
    /// Whole days of the civil calendar.
    pub days: u32,
    /// Additional seconds.
    pub seconds: u32,
}

impl Length {
    /// Returns the wall clock that follows `start` by this length; days first, then seconds, as in JSCalendar. The
    /// result stays within the calendar.
    pub fn after(self, start: DateTime) -> DateTime {
        let seconds = i64::from(self.days) * 86_400 + i64::from(self.seconds);
        day_number::plus_seconds(start, seconds)
    }

    /// Returns the length from one wall clock to a later one, as days and seconds below a day; `None` if it is not
    /// later.
    pub fn between(start: DateTime, end: DateTime) -> Option<Self> {
        let days = days_between(start.date(), end.date());
        let seconds = i64::from(seconds_of(end.time())) - i64::from(seconds_of(start.time()));
        let total = i64::from(days) * 86_400 + seconds;
        (total > 0).then(|| Self { days: 0, seconds: u32::try_from(total).unwrap_or(u32::MAX) })
    }

    /// Returns the whole length in minutes, with a day counted as 24 hours.
    pub fn total_minutes(self) -> u64 {
        u64::from(self.days) * 1440 + u64::from(self.seconds) / 60
    }
}

fn seconds_of(time: Time) -> u32 {
    let seconds =
        i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    u32::try_from(seconds).expect("a time of day is not negative")
}

/// The IANA name of a time zone, kept as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(pub Arc<str>);

/// Whether the time of a wall clock is shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// Day and time.
    Clock,
    /// Only the day, although the file has a time (`showWithoutTime` with a zone or a time of day).
    DayOnly,
}

/// A wall clock, in a zone or in the viewer's zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timed {
    /// The wall clock at which it starts.
    pub start: DateTime,
    /// The zone of that clock; `None` is floating: the same wall clock everywhere.
    pub zone: Option<Zone>,
    /// How long it lasts; `None` if unknown.
    pub length: Option<Length>,
    /// Whether the time is shown.
    pub shown: Shown,
}

/// When an event is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// All day, for `days` civil days from `first`; at least 1.
    AllDay {
        /// The first day.
        first: Date,
        /// How many days, at least 1.
        days: u32,
    },
    /// The day is known and the time is not yet.
    Undecided {
        /// The first day.
        first: Date,
        /// How many days, at least 1.
        days: u32,
    },
    /// The month is known and the day is not yet (日付未定). It is listed with its month and is on none of its days.
    DayUndecided {
        /// The month.
        month: Month,
    },
    /// At a time of day.
    Timed(Timed),
}

impl When {
    /// Returns the wall clock at which it starts; midnight if there is no time.
    pub fn start(&self) -> DateTime {
        match self {
            Self::AllDay { first, .. } | Self::Undecided { first, .. } => {
                first.to_datetime(Time::midnight())
            }
            Self::DayUndecided { month } => month.first().to_datetime(Time::midnight()),
            Self::Timed(timed) => timed.start,
        }
    }

    /// Returns the wall clock at which it ends: exclusive; the start itself if no length is known.
    pub fn end(&self) -> DateTime {
        match self {
            Self::AllDay { first, days } | Self::Undecided { first, days } => {
                Length { days: *days, seconds: 0 }.after(first.to_datetime(Time::midnight()))
            }
            Self::DayUndecided { month } => {
                plus_days(month.last(), 1).to_datetime(Time::midnight())
            }
            Self::Timed(timed) => {
                timed.length.map_or(timed.start, |length| length.after(timed.start))
            }
        }
    }

    /// Returns the days that it touches. An end at midnight does not touch the day that begins then.
    pub fn days(&self) -> Days {
        let (start, end) = (self.start(), self.end());
        let last = if end > start && end.time() == Time::midnight() {
            plus_days(end.date(), -1)
        } else {
            end.date()
        };
        Days { first: start.date(), last: last.max(start.date()) }
    }

    /// Returns the same, starting at another wall clock.
    pub fn moved_to(&self, start: DateTime) -> Self {
        match self {
            Self::AllDay { days, .. } => Self::AllDay { first: start.date(), days: *days },
            Self::Undecided { days, .. } => Self::Undecided { first: start.date(), days: *days },
            Self::DayUndecided { .. } => Self::DayUndecided { month: Month::of(start.date()) },
            Self::Timed(timed) => Self::Timed(Timed { start, ..timed.clone() }),
        }
    }

    /// Whether only the month is known, so that it is on no day.
    pub fn is_without_day(&self) -> bool {
        match self {
            Self::DayUndecided { .. } => true,
            Self::AllDay { .. } | Self::Undecided { .. } | Self::Timed(_) => false,
        }
    }

    /// Returns the zone, if it has one.
    pub fn zone(&self) -> Option<&Zone> {
        match self {
            Self::AllDay { .. } | Self::Undecided { .. } | Self::DayUndecided { .. } => None,
            Self::Timed(timed) => timed.zone.as_ref(),
        }
    }
}

/// How many days of a week a narrow screen shows side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeekSpan {
    /// Three days, beginning with the day that was asked for.
    #[default]
    ThreeDays,
    /// The whole week.
    SevenDays,
}

/// The day that weeks start on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeekStart {
    /// As on most Japanese calendars.
    #[default]
    Sunday,
    /// As in ISO 8601.
    Monday,
}
