//! Repetition in the form of an event: the rules that people use, days off, numbers, and any other rule, unchanged.

pub mod apply;
pub mod form;
pub mod off_rule;
pub mod parse;
pub mod preview;
pub mod rule;
