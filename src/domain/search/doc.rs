//! What the index knows about one event in addition to its texts.

use crate::domain::id::EventId;
use crate::domain::time::Days;
use crate::domain::time::day_number::number_of;

/// What is known about one event without reading it again.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    pub(super) id: EventId,
    pub(super) calendar: u16,
    pub(super) kinds: u16,
    pub(super) is_mine: bool,
    pub(super) is_unanswered: bool,
    pub(super) repeats: bool,
    /// The number of its first day.
    pub(super) first: i32,
    /// The days of the time that is nearest to today.
    pub(super) days: Span,
    /// The end of its own texts.
    pub(super) end_of_postings: usize,
    /// The end of its people.
    pub(super) end_of_people: usize,
}

/// Days by their numbers, which are compared and subtracted for every event at each letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Span {
    pub(super) fn of(days: Days) -> Self {
        Self { first: number_of(days.first), last: number_of(days.last) }
    }
}
