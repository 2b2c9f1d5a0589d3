//! JSON as we read and write it: reading has limits, and writing gives the same bytes for the same data.
//!
//! Not a data model: what we carry without reading is [`crate::domain::foreign::Json`].

pub mod read;
pub mod value;
pub mod write;
