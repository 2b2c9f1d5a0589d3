//! What repeats: rules, exceptions, the occurrences that follow from them, their numbers, and how a series is edited.

pub mod edit;
pub mod numbering;
pub mod occurrence;
pub mod patch;
pub mod recurrence;
pub mod repeat;
