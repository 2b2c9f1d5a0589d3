//! Time zones of an iCalendar file: which zone a TZID means, and VTIMEZONE components for the zones that we write.

pub(crate) mod candidates;
pub mod custom;
pub(crate) mod definition;
pub(crate) mod old_zone;
pub(crate) mod resolve;
pub(crate) mod write;
