//! Shared state for reading one calendar of a file.

use crate::domain::time::Zone;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::syntax::Property;
use crate::format::icalendar::zones::resolve::{Resolver, ZoneUse};
use crate::format::issue::Reason;
use crate::format::jscalendar::read::notes::Notes;

/// Shared state for reading one calendar of a file.
pub(crate) struct Context<'c, 'n> {
    pub(crate) notes: &'c mut Notes<'n>,
    pub(crate) resolver: &'c Resolver<'c>,
    /// The default zone of the calendar (X-WR-TIMEZONE).
    pub(crate) home: Option<Zone>,
    /// The zone whose days a moment means in a series of days: the default zone, or the only one that is defined.
    pub(crate) day_zone: Option<Zone>,
    /// Whether this program wrote the calendar: its texts are what they say.
    pub(crate) is_ours: bool,
    /// When the event that is being read takes place: its zones are judged by it.
    pub(crate) zone_use: Option<ZoneUse>,
    /// Whether another program has changed what this program wrote.
    pub(crate) is_edited: bool,
}

impl Context<'_, '_> {
    /// Notes a fault of a property.
    pub(crate) fn note(&mut self, property: &Property, fault: Fault) {
        self.notes.add_line(property.line, &property.name, Reason::ICalendar(fault));
    }
}
