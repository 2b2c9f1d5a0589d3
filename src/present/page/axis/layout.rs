//! The layout of a time axis: its days, and how many events there is room for side by side.

use jiff::civil::Date;

use crate::domain::time::{Days, WeekSpan, WeekStart, plus_days};

/// The layout of a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxisLayout {
    /// The days, at most a week.
    pub window: Days,
    /// The greatest number of columns in a day, at least 1. If more events overlap, the last column counts them.
    pub most_columns: usize,
}

impl AxisLayout {
    /// Returns the layout for a narrow screen, a phone.
    pub fn narrow(window: Days) -> Self {
        let most_columns = match window.count() {
            0 | 1 => 4,
            2 | 3 => 3,
            _ => 2,
        };
        Self { window, most_columns }
    }

    /// Returns the layout for a wide screen.
    pub fn wide(window: Days) -> Self {
        Self { window, most_columns: if window.count() > 1 { 3 } else { 6 } }
    }
}

/// Returns the week that contains a day.
pub fn week_of(day: Date, week_start: WeekStart) -> Days {
    let column = match week_start {
        WeekStart::Sunday => day.weekday().to_sunday_zero_offset(),
        WeekStart::Monday => day.weekday().to_monday_zero_offset(),
    };
    let first = plus_days(day, -i32::from(column));
    Days { first, last: plus_days(first, 6) }
}

/// Returns the days that the page of a week shows for a day.
pub fn week_window(day: Date, span: WeekSpan, week_start: WeekStart) -> Days {
    match span {
        WeekSpan::ThreeDays => Days { first: day, last: plus_days(day, 2) },
        WeekSpan::SevenDays => week_of(day, week_start),
    }
}
