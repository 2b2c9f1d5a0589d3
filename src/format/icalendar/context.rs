//! What reading one calendar of a file needs at hand.

use super::fault::Fault;
use super::syntax::Property;
use super::zones_in::Resolver;
use crate::domain::time::Zone;
use crate::format::issue::Reason;
use crate::format::jscalendar::notes::Notes;

/// What reading one calendar of a file needs at hand.
pub(super) struct Context<'c, 'n> {
    pub(super) notes: &'c mut Notes<'n>,
    pub(super) resolver: &'c Resolver<'c>,
    /// The zone that the calendar as a whole is told in (X-WR-TIMEZONE).
    pub(super) home: Option<Zone>,
}

impl Context<'_, '_> {
    /// Notes something about a property.
    pub(super) fn note(&mut self, property: &Property, fault: Fault) {
        self.notes.add_line(property.line, &property.name, Reason::ICalendar(fault));
    }
}

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Self {
        Self::ICalendar(fault)
    }
}
