//! Identities of calendars that state none: they are made from the title, so that importing the same file twice gives the
//! same calendar.

use crate::domain::almanac::calendar::CalendarFacts;
use crate::domain::id::{CalendarId, LocalId};

/// The beginning of an identity made for a JSCalendar group.
const OF_GROUP: &str = "untitled-uid-";

/// The beginning of an identity made for an iCalendar file.
pub(crate) const OF_ICALENDAR: &str = "ics-";

/// Makes an identity from the title; `None` if there is no title.
pub(crate) fn made_up_id(facts: &CalendarFacts) -> Option<CalendarId> {
    let id = LocalId::sanitised(&facts.title);
    (!facts.title.is_empty()).then(|| CalendarId::new(format!("{OF_GROUP}{id}")))
}

/// Whether a calendar stated no identity, and has one that was made from its title.
pub fn is_made_up(id: &CalendarId) -> bool {
    [OF_GROUP, OF_ICALENDAR].iter().any(|beginning| id.as_str().starts_with(beginning))
}
