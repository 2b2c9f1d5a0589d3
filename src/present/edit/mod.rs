//! Editing an event: the form as plain data, what is wrong with it, and the event or series that it makes.

pub mod apply;
pub mod clashes;
pub mod details;
pub mod form;
pub mod habits;
pub mod links;
pub mod notes;
pub mod people;
pub mod places;
pub mod programme;
pub mod programme_notes;
pub mod repeat;
pub mod row_texts;
pub mod series;
pub mod suggestions;
pub mod template;
pub mod text;
pub mod times;
pub mod wrong;
