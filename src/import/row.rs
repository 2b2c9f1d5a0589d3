//! The data from which the page computes one row of the plan.

use crate::domain::almanac::entry::Entry;
use crate::domain::id::CalendarId;
use crate::merge::incoming::IncomingFact;
use crate::merge::preview::{PlanRow, preview_row};

/// The data that a row of the plan is computed from, so that the page can compute it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSource {
    /// The calendar that the file says the event belongs to.
    pub calendar: CalendarId,
    /// The entry on this device.
    pub ours: Option<Entry>,
    /// The incoming fact.
    pub fact: IncomingFact,
}

impl RowSource {
    /// Computes the row; `None` if there is nothing on either side.
    pub fn row(&self) -> Option<PlanRow> {
        preview_row(self.ours.as_ref(), &self.fact, &self.calendar)
    }
}
