//! What helps a person to fill in an event's form: notes beside fields, and offers taken from earlier events.

pub mod clashes;
pub mod habits;
pub mod notes;
pub mod programme_notes;
pub mod suggestions;
