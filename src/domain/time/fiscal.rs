//! 年度: a year of twelve months that begins when a union's rules say so.

use crate::domain::time::{Days, Month};

/// When a fiscal year begins, and what it is called after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalRule {
    start_month: i8,
    /// What a fiscal year that lies in two years is called after.
    pub named_after: NamedAfter,
}

/// Which of the two years that a fiscal year lies in gives it its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedAfter {
    /// The one that it begins in, as the state does: 2024年度 begins in April 2024.
    #[default]
    First,
    /// The one that it ends in, as unions with a year from autumn on do: 2024年度 begins in November 2023.
    Last,
}

impl Default for FiscalRule {
    /// April, as the state has it (財政法第11条).
    fn default() -> Self {
        Self { start_month: 4, named_after: NamedAfter::First }
    }
}

impl FiscalRule {
    /// A rule by the month that the year begins in, 1 to 12.
    pub fn new(start_month: i8, named_after: NamedAfter) -> Option<Self> {
        (1..=12).contains(&start_month).then_some(Self { start_month, named_after })
    }

    /// The month that the year begins in, 1 to 12.
    pub fn start_month(self) -> i8 {
        self.start_month
    }

    /// How far the name is ahead of the year that it begins in.
    fn lead(self) -> i16 {
        i16::from(self.named_after == NamedAfter::Last && self.start_month > 1)
    }

    /// The fiscal year that a month lies in.
    pub fn year_of(self, month: Month) -> i16 {
        let begun = if month.month() >= self.start_month { month.year() } else { month.year() - 1 };
        begun + self.lead()
    }

    /// The first month of a fiscal year; `None` outside the calendar.
    pub fn first_month(self, year: i16) -> Option<Month> {
        Month::new(year.checked_sub(self.lead())?, self.start_month)
    }

    /// The twelve months of a fiscal year, in order; fewer at the end of the calendar, none outside it.
    pub fn months(self, year: i16) -> Vec<Month> {
        let Some(first) = self.first_month(year) else { return Vec::new() };
        let mut months: Vec<Month> = (0..12).map(|offset| first.plus(offset)).collect();
        months.dedup();
        months
    }

    /// The days of a fiscal year; `None` outside the calendar.
    pub fn days(self, year: i16) -> Option<Days> {
        let first = self.first_month(year)?;
        Some(Days { first: first.first(), last: first.plus(11).last() })
    }
}
