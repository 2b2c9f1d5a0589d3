//! What we keep, and its rules: calendars, events, the people in them, and how all of that may change.
//!
//! Pure data and arithmetic. No serde, no clock, no text for people, no other layer of ours.

pub mod almanac;
pub mod calendar;
pub mod change;
pub mod day_number;
pub mod entry;
pub mod event;
pub mod foreign;
pub mod gather;
pub mod id;
pub mod journal;
pub mod kind;
pub mod occurrence;
pub mod participant;
pub mod place;
pub mod programme;
pub mod redact;
pub mod repeat;
pub mod shard;
pub mod time;
pub mod zone;
