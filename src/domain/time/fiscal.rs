//! 年度: a year of twelve months; the union's rules say when it begins.

use crate::domain::time::{Days, Month};

/// When a fiscal year begins, and which year names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalRule {
    start_month: i8,
    /// Which year names a fiscal year that spans two years.
    pub named_after: NamedAfter,
}

/// Which of the two years that a fiscal year spans names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedAfter {
    /// The year in which it begins, as for the state: 2024年度 begins in April 2024.
    #[default]
    First,
    /// The year in which it ends, as for unions whose year begins in autumn: 2024年度 begins in November 2023.
    Last,
}

impl Default for FiscalRule {
    /// April, as for the state (財政法第11条).
    fn default() -> Self {
        Self { start_month: 4, named_after: NamedAfter::First }
    }
}

impl FiscalRule {
    /// Creates a rule from the month in which the year begins, 1 to 12.
    pub fn new(start_month: i8, named_after: NamedAfter) -> Option<Self> {
        (1..=12).contains(&start_month).then_some(Self { start_month, named_after })
    }

    /// Returns the month in which the year begins, 1 to 12.
    pub fn start_month(self) -> i8 {
        self.start_month
    }

    /// Returns how many years the name is ahead of the year in which the fiscal year begins.
    fn lead(self) -> i16 {
        i16::from(self.named_after == NamedAfter::Last && self.start_month > 1)
    }

    /// Returns the fiscal year that contains a month.
    pub fn year_of(self, month: Month) -> i16 {
        let begun = if month.month() >= self.start_month { month.year() } else { month.year() - 1 };
        begun + self.lead()
    }

    /// Returns the first month of a fiscal year; `None` outside the calendar.
    pub fn first_month(self, year: i16) -> Option<Month> {
        Month::new(year.checked_sub(self.lead())?, self.start_month)
    }

    /// Returns the twelve months of a fiscal year, in order; fewer at the end of the calendar, none outside it.
    pub fn months(self, year: i16) -> Vec<Month> {
        let Some(first) = self.first_month(year) else { return Vec::new() };
        let mut months: Vec<Month> = (0..12).map(|offset| first.plus(offset)).collect();
        months.dedup();
        months
    }

    /// Returns the days of a fiscal year; `None` outside the calendar.
    pub fn days(self, year: i16) -> Option<Days> {
        let first = self.first_month(year)?;
        Some(Days { first: first.first(), last: first.plus(11).last() })
    }
}
