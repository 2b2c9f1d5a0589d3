//! The form of an event.

pub(crate) mod details;
pub(crate) mod event;
pub(crate) mod help;
pub(crate) mod in_words;
mod off_rule;
mod programme;
pub(crate) mod repeat;
pub(crate) mod rows;
pub(crate) mod support;
