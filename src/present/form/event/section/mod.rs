//! The sections of an event's form. Each makes its fields from an event, parses them, and applies their edits.

pub mod details;
pub mod in_words;
pub mod links;
pub mod people;
pub mod places;
pub mod programme;
pub mod time;
