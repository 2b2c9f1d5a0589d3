//! What we keep, and its rules: calendars, events, the people in them, and how all of that may change.
//!
//! Pure data and arithmetic. No serde, no clock, no text for people, no other layer of ours.

pub mod almanac;
pub mod bin;
pub mod calendar;
pub mod change;
pub mod color;
pub mod day_number;
pub mod days_off;
pub mod entry;
pub mod era;
pub mod event;
pub mod field;
pub mod fiscal;
pub mod foreign;
pub mod free_text;
pub mod gather;
mod harmless;
pub mod holidays;
pub mod id;
pub mod journal;
pub mod kind;
pub mod named;
pub mod numbering;
pub mod occurrence;
pub mod participant;
pub mod patch;
pub mod place;
pub mod programme;
pub mod recurrence;
pub mod redact;
pub mod registration;
pub mod repeat;
pub mod search;
pub mod series;
pub mod shard;
pub mod status;
pub mod time;
pub mod withheld;
pub mod zone;
pub mod zone_memory;
