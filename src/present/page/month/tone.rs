//! The colours of days: weekdays, Saturdays, and Sundays with days off.

use jiff::civil::{Date, Weekday};

use crate::present::text::day_off::DayOff;

/// The colour of a day: weekday, Saturday (blue), or Sunday and holiday (red).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// 平日.
    Weekday,
    /// 土曜日.
    Saturday,
    /// 日曜日・祝日.
    Sunday,
}

impl Tone {
    /// Returns the name in the style sheet.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Weekday => "weekday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// Returns the colour of a day. A day off is red like a Sunday.
    pub fn of_day(day: Date, off: Option<&DayOff>) -> Self {
        if off.is_some() { Self::Sunday } else { Self::of(day.weekday()) }
    }

    /// Returns the colour of a weekday.
    pub fn of(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
            Weekday::Monday
            | Weekday::Tuesday
            | Weekday::Wednesday
            | Weekday::Thursday
            | Weekday::Friday => Self::Weekday,
        }
    }
}
