//! Signing up for an event: until when, how many, and at what price.

use jiff::civil::{DateTime, time};

use crate::domain::foreign::Foreign;

/// How one signs up for an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// Until when one may reply, on the clock of the event. See [`is_end_of_day`].
    pub closes: Option<DateTime>,
    /// How many people there is room for.
    pub capacity: Option<u32>,
    /// What each pays, in yen; 0 is free of charge.
    pub fee_yen: Option<u32>,
    /// What else the file held.
    pub foreign: Foreign,
}

impl Registration {
    /// The same with its deadline at another time.
    #[must_use]
    pub fn moved(&self, by: impl Fn(DateTime) -> DateTime) -> Self {
        Self { closes: self.closes.map(by), ..self.clone() }
    }
}

/// The deadline of a day that nobody gave a clock: its last second.
pub fn end_of_day(day: jiff::civil::Date) -> DateTime {
    day.to_datetime(time(23, 59, 59, 0))
}

/// Whether a deadline is the end of a day, so that only the day is to be said: the last minute, by the second or not.
pub fn is_end_of_day(closes: DateTime) -> bool {
    (closes.hour(), closes.minute()) == (23, 59)
}
