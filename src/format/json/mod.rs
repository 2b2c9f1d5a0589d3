//! JSON as we read and write it: bounded on the way in, the same bytes for the same data on the way out.
//!
//! Not a data model: what we carry without reading is [`crate::domain::foreign::Json`].

pub mod read;
pub mod value;
pub mod write;
