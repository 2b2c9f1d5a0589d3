//! Repeating events: rules, exceptions, the occurrences that result, their numbers, and edits of a series.

pub mod corresponding;
pub mod edit;
pub mod here;
pub mod instances;
pub mod item;
pub mod notice;
pub mod numbering;
pub mod occurrence;
pub mod of_rule;
pub mod own;
pub mod own_keys;
pub mod patch;
pub mod recurrence;
pub mod repeat;
pub mod unexpanded;
