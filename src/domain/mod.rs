//! What we keep, and its rules: calendars, events, the people in them, and how all of that may change.
//!
//! Pure data and arithmetic. No serde, no clock, no user-facing text, and no dependency on our other layers.

pub mod almanac;
pub mod directory;
pub mod event;
pub mod foreign;
pub mod gather;
pub mod id;
pub mod numerals;
pub mod palette;
pub mod rebase;
pub mod search;
pub mod series;
pub mod sharing;
pub mod sorted_map;
pub mod sorted_set;
pub mod time;
pub mod title_number;
