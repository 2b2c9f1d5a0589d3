//! Editing an event: the form as plain data, what is wrong with it, and the event or series that it makes.

pub mod apply;
pub mod details;
pub mod form;
pub mod notes;
pub mod people;
pub mod repeat;
pub mod series;
pub mod suggestions;
pub mod text;
pub mod times;
pub mod wrong;
