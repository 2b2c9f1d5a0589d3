//! Shared state for reading one calendar of a file.

use crate::domain::time::Zone;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::syntax::Property;
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::notes::Notes;

/// Shared state for reading one calendar of a file.
pub(crate) struct Context<'c, 'n> {
    pub(crate) notes: &'c mut Notes<'n>,
    pub(crate) resolver: &'c Resolver<'c>,
    /// The default zone of the calendar (X-WR-TIMEZONE).
    pub(crate) home: Option<Zone>,
}

impl Context<'_, '_> {
    /// Notes a fault of a property.
    pub(crate) fn note(&mut self, property: &Property, fault: Fault) {
        self.notes.add_line(property.line, &property.name, Reason::ICalendar(fault));
    }
}

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Self {
        Self::ICalendar(fault)
    }
}
