//! Signing up for an event: until when, how many, and at what price.

use jiff::civil::{DateTime, time};

use crate::domain::foreign::Foreign;

/// How people sign up for an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// The deadline for replies, on the clock of the event. See [`is_end_of_day`].
    pub closes: Option<DateTime>,
    /// The maximum number of participants.
    pub capacity: Option<u32>,
    /// The price per person, in yen; 0 is free of charge.
    pub fee_yen: Option<u32>,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

impl Registration {
    /// Returns the same with its deadline at another time.
    #[must_use]
    pub fn moved(&self, by: impl Fn(DateTime) -> DateTime) -> Self {
        Self { closes: self.closes.map(by), ..self.clone() }
    }
}

/// Returns the deadline of a day without a time: its last second.
pub fn end_of_day(day: jiff::civil::Date) -> DateTime {
    day.to_datetime(time(23, 59, 59, 0))
}

/// Whether a deadline is the end of a day, so that only the day is shown: its last minute, with or without the second.
pub fn is_end_of_day(closes: DateTime) -> bool {
    (closes.hour(), closes.minute()) == (23, 59)
}
