//! The form of an event.

pub mod apply;
pub mod form;
pub mod help;
pub mod repeat;
pub mod row_texts;
pub mod section;
pub mod series;
pub mod template;
pub mod text;
pub mod wrong;
