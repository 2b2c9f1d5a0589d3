//! The layout of a month: how much room a day has, and what a day opens.

use jiff::civil::Date;

use crate::domain::time::{Month, WeekStart};

/// The layout of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The month.
    pub month: Month,
    /// The weekday of the first column.
    pub week_start: WeekStart,
    /// The number of rows for events in a day, at least 1. The last one may show `他3件` instead.
    pub visible_rows: usize,
    /// How many half-width letters fit in one row of a cell; 0 if titles take only one row.
    pub row_letters: usize,
    /// What opens when a person chooses a day.
    pub opens: DayOpens,
}

/// What opens when a person chooses a day of the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOpens {
    /// The page of the day.
    #[default]
    Page,
    /// The list of the day below the grid; choosing the day that is already open closes the list.
    List {
        /// The day whose list is open.
        open: Option<Date>,
    },
}

impl Layout {
    /// Returns a layout whose titles take one row each, and whose days open their pages.
    pub fn plain(month: Month, week_start: WeekStart, visible_rows: usize) -> Self {
        Self { month, week_start, visible_rows, row_letters: 0, opens: DayOpens::Page }
    }
}
