//! Converts between bytes and the domain: contains every wire type and version number.

pub mod backup;
pub(crate) mod byte_order;
pub mod clock;
pub mod conversion;
pub(crate) mod directory;
pub mod export;
pub mod gravity;
pub mod handout;
pub(crate) mod html;
pub mod icalendar;
pub mod issue;
pub mod jscalendar;
pub mod json;
pub mod names;
pub mod problem;
pub mod rescue;
pub mod stored;
pub mod windows_labels;
pub mod windows_zones;
