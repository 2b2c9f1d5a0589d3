//! Months as lists of their days, on paper.

use crate::domain::almanac::Almanac;
use crate::domain::time::Month;
use crate::present::card::{WithoutDay, without_day};
use crate::present::page::agenda::{DayGroup, section_of};
use crate::present::route::print::PrintOf;
use crate::present::viewer::Viewer;

/// One month of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListMonth {
    /// `2024年11月`.
    pub heading: String,
    /// Its days with events.
    pub days: Vec<DayGroup>,
    /// Its events whose day is not decided yet.
    pub without_day: WithoutDay,
    /// A note that it has none.
    pub empty_text: Option<String>,
}

/// The number of events of one day that a list prints: a day of a convention has fewer.
const CARDS_PRINTED: usize = 1000;

pub(super) fn list(almanac: &Almanac, of: &PrintOf, viewer: &Viewer) -> Vec<ListMonth> {
    let months = (0..i32::from(of.months())).map(|offset| of.first.plus(offset));
    let one = |month: Month| {
        let section = section_of(almanac, month, &of.filter, CARDS_PRINTED, viewer);
        let mut days = section.days;
        days.retain(|group| !group.cards.is_empty());
        let empty = viewer.messages.months_without_events(&viewer.messages.month_short(month));
        let without_day = without_day(almanac, month, &of.filter, CARDS_PRINTED, viewer);
        let is_empty = days.is_empty() && without_day.count == 0;
        let empty_text = (is_empty && section.is_whole).then_some(empty);
        ListMonth { heading: section.heading, days, without_day, empty_text }
    };
    months.map(one).collect()
}
