//! The form of an event.
//!
//! `form` and `rows` contain plain data. `open` makes it from an event, `parse` turns it into edits, and `apply`
//! applies those to the event as it is now.

pub mod apply;
pub mod form;
pub mod help;
pub mod open;
pub mod parse;
pub mod rebase;
pub mod repeat;
pub mod roles;
pub mod rows;
pub mod save;
pub mod section;
pub mod series;
pub mod template;
