//! iCalendar (RFC 5545, 7986, parts of 9073): read into the same model as JSCalendar, and written for other calendars.
//!
//! The JSON of JSCalendar is the intermediate form, by the rules of draft-ietf-calext-jscalendar-icalendar: what only
//! iCalendar can express is kept as `iCalendar`; what only JSCalendar can express is written as JSPROP. Laws, checked
//! by tests: reading never panics, and reading what was written gives the same data.

pub mod fault;
pub mod model;
pub mod projection;
pub mod read;
pub mod syntax;
pub mod write;
pub mod zones;
