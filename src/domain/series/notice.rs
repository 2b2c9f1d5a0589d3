//! Notices: events that say something about one occurrence of a series, without the series, and messages that say only
//! who comes or that an event is called off.
//!
//! JSCalendar marks the first by `recurrenceId` (RFC 8984, 4.3.1), iCalendar by RECURRENCE-ID without a component of the
//! whole series. If several occurrences are named, the event is the first of them and has the others as exceptions.
//! Messages have a `method` (RFC 5546; RFC 8984, 4.1.8). `merge::notice` applies a notice to its series.

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::participant::Participant;
use crate::domain::foreign::Json;
use crate::domain::time::Zone;

/// The property by which an event names the occurrence that it is about.
pub const RECURRENCE_ID: &str = "recurrenceId";

/// The property with the zone of that wall clock.
pub const RECURRENCE_ID_ZONE: &str = "recurrenceIdTimeZone";

/// Our mark of a notice that is about an occurrence and all that follow (RFC 5545, 3.2.13). No file has it.
pub const RECURRENCE_RANGE: &str = "recurrenceRange";

/// The property with the purpose of a message.
pub const METHOD: &str = "method";

/// The purpose of a message that adds an occurrence to a series (RFC 5546, 3.2.4).
pub const ADD: &str = "add";

/// A message that does not state an event as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// People answer whether they come (RFC 5546, 3.2.3).
    Reply,
    /// The event or the occurrence is called off (RFC 5546, 3.2.5).
    Cancel,
}

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

/// Returns what an event is as a message, if it is one.
pub fn message(event: &Event) -> Option<Message> {
    let Json::Text(method) = event.foreign.get(METHOD)? else { return None };
    match method.to_ascii_lowercase().as_str() {
        "reply" => Some(Message::Reply),
        "cancel" => Some(Message::Cancel),
        _ => None,
    }
}

/// Whether a message adds an occurrence to a series.
pub fn is_added(message: &Event) -> bool {
    let method = message.foreign.get(METHOD);
    matches!(method, Some(Json::Text(method)) if method.eq_ignore_ascii_case(ADD))
}

/// The start that an event has because its message states none.
pub const NO_START: DateTime = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);

/// Returns the people from whom a message is, or about whom it is: all whom it names except the organiser.
pub fn people_of_message(message: &Event) -> impl Iterator<Item = &Participant> {
    let organizer = message.organizer.as_deref();
    let is_organizer =
        move |person: &Participant| organizer.is_some_and(|address| person.has_address(address));
    message.participants.values().filter(move |person| !is_organizer(person))
}

/// Whether a notice is about an occurrence and all that follow.
pub fn is_for_following(event: &Event) -> bool {
    event.foreign.get(RECURRENCE_RANGE).is_some()
}

/// Whether an event is a notice.
pub fn is_notice(event: &Event) -> bool {
    recurrence_id(event).is_some() || message(event).is_some()
}
