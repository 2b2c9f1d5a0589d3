//! iCalendar (RFC 5545, 7986, parts of 9073): read into the same model as JSCalendar, and written for other calendars.
//!
//! Between the two formats stands the JSON of JSCalendar, by the rules of draft-ietf-calext-jscalendar-icalendar:
//! what iCalendar says and JSCalendar cannot is kept as `iCalendar`; what JSCalendar says and iCalendar cannot is
//! written as JSPROP. Laws, held by tests: reading never panics, and reading what was written gives the same back.

pub mod fault;
pub mod model;
pub mod read;
pub mod syntax;
pub mod write;
pub mod zones;
