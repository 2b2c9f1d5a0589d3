//! How often, in the form of an event: the rules that people make, days off, numbers, and any other rule as it is.

pub mod apply;
pub mod form;
pub mod parse;
pub mod preview;
pub mod rule;
