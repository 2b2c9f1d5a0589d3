//! Bytes and the domain: every wire type and version number.

pub mod backup;
pub mod clock;
pub mod draft;
pub mod export;
pub mod icalendar;
pub mod issue;
pub mod jscalendar;
pub mod json;
pub mod names;
pub mod own_holidays;
pub mod protocol;
pub mod record;
pub mod windows_zones;
