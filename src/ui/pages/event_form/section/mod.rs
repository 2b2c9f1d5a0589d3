//! The sections of an event's form, each with the description of its fields.

pub mod details;
pub mod links;
pub mod organizer;
pub mod part;
pub mod people;
pub mod people_picker;
pub mod places;
pub mod programme;
pub mod repeat;
pub mod time;
