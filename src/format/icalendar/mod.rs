//! iCalendar (RFC 5545, 7986, parts of 9073): read into the same model as JSCalendar, and written for other calendars.
//!
//! Between the two formats stands the JSON of JSCalendar, by the rules of draft-ietf-calext-jscalendar-icalendar:
//! what iCalendar says and JSCalendar cannot is kept as `iCalendar`; what JSCalendar says and iCalendar cannot is
//! written as JSPROP. Laws, held by tests: reading never panics, and reading what was written gives the same back.

pub mod charset;
pub mod decode;
pub mod encode;
pub mod fault;
pub mod kinds;

mod alarm_in;
mod calendar_in;
mod context;
mod event_in;
mod event_out;
mod jsprop;
mod kept;
mod keys;
mod lines;
mod people_in;
mod people_out;
mod places_in;
mod places_out;
mod programme;
mod repeat_in;
mod syntax;
mod timezone_in;
mod timezone_out;
mod tree;
mod values;
mod when_in;
mod when_out;
mod write;
mod zones_in;
