//! What one row of the plan is worked out from, as it travels to the page.

use crate::domain::almanac::entry::Entry;
use crate::domain::id::CalendarId;
use crate::merge::incoming::IncomingFact;
use crate::merge::step::{Row, step};

/// What a row of the plan is worked out from, so that the page can do it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSource {
    /// The calendar that the file says the event belongs to.
    pub calendar: CalendarId,
    /// The entry here.
    pub ours: Option<Entry>,
    /// What came in.
    pub fact: IncomingFact,
}

impl RowSource {
    /// The row; `None` where there is nothing on either side.
    pub fn row(&self) -> Option<Row> {
        step(self.ours.as_ref(), &self.fact, &self.calendar)
    }
}
