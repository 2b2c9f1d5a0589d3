//! Help for filling in an event's form: notes about what was entered, and suggestions from earlier events.

pub mod clashes;
pub mod habits;
pub mod notes;
pub mod programme_notes;
pub mod suggestions;
pub mod title;
