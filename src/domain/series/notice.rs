//! Notices: events that say something about one occurrence of a series, without the series.
//!
//! JSCalendar marks them by `recurrenceId` (RFC 8984, 4.3.1), iCalendar by RECURRENCE-ID without a component of the whole
//! series. If several occurrences are named, the event is the first of them and has the others as exceptions.
//! `merge::notice` applies a notice to its series.

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::foreign::Json;
use crate::domain::time::Zone;

/// The property by which an event names the occurrence that it is about.
pub const RECURRENCE_ID: &str = "recurrenceId";

/// The property with the zone of that wall clock.
pub const RECURRENCE_ID_ZONE: &str = "recurrenceIdTimeZone";

/// The occurrence that a notice is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurrenceId {
    /// The wall clock at which the rule of the series has the occurrence.
    pub at: DateTime,
    /// The zone of that clock; `None` if it is the one of the series.
    pub zone: Option<Zone>,
}

/// Returns the occurrence that an event is about, if it is a notice.
pub fn recurrence_id(event: &Event) -> Option<RecurrenceId> {
    let Json::Text(at) = event.foreign.get(RECURRENCE_ID)? else { return None };
    let own = match event.foreign.get(RECURRENCE_ID_ZONE) {
        Some(Json::Text(zone)) => Some(Zone(zone.as_str().into())),
        Some(_) | None => event.when.zone().cloned(),
    };
    Some(RecurrenceId { at: at.parse().ok()?, zone: own })
}

/// Whether an event is a notice.
pub fn is_notice(event: &Event) -> bool {
    recurrence_id(event).is_some()
}
