//! Repeating events: rules, exceptions, the occurrences that result, their numbers, and edits of a series.

pub mod edit;
pub mod notice;
pub mod numbering;
pub mod occurrence;
pub mod patch;
pub mod recurrence;
pub mod repeat;
