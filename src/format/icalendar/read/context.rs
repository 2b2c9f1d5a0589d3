//! What reading one calendar of a file needs at hand.

use crate::domain::time::Zone;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::syntax::Property;
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::notes::Notes;

/// What reading one calendar of a file needs at hand.
pub(crate) struct Context<'c, 'n> {
    pub(crate) notes: &'c mut Notes<'n>,
    pub(crate) resolver: &'c Resolver<'c>,
    /// The zone that the calendar as a whole is told in (X-WR-TIMEZONE).
    pub(crate) home: Option<Zone>,
}

impl Context<'_, '_> {
    /// Notes something about a property.
    pub(crate) fn note(&mut self, property: &Property, fault: Fault) {
        self.notes.add_line(property.line, &property.name, Reason::ICalendar(fault));
    }
}

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Self {
        Self::ICalendar(fault)
    }
}
