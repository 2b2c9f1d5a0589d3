//! The days off of an organisation in addition to the law: 創立記念日, a day in lieu.

use jiff::civil::Date;

/// An additional day off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnHoliday {
    /// When it is.
    pub on: OwnDay,
    /// What it is called.
    pub name: String,
}

/// When an additional day off is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnDay {
    /// Each year on that day; 29 February exists in leap years only.
    Yearly {
        /// The month, 1 to 12.
        month: i8,
        /// The day of the month.
        day: i8,
    },
    /// Once.
    Once(Date),
}

impl OwnDay {
    /// Returns a day off each year on the month and day of that date.
    pub fn yearly(day: Date) -> Self {
        Self::Yearly { month: day.month(), day: day.day() }
    }

    /// Whether it falls on that day.
    pub fn is_on(self, date: Date) -> bool {
        match self {
            Self::Yearly { month, day } => date.month() == month && date.day() == day,
            Self::Once(once) => once == date,
        }
    }
}
