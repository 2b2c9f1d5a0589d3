//! What we keep, and its rules: calendars, events, the people in them, and how all of that may change.
//!
//! Pure data and arithmetic. No serde, no clock, no text for people, no other layer of ours.

pub mod almanac;
pub mod event;
pub mod foreign;
pub mod gather;
pub mod id;
pub mod search;
pub mod series;
pub mod sharing;
pub mod time;
