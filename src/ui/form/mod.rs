//! The idiom of all forms: what its parts share, one component for each kind of input, one for each list of rows, and
//! the frame around them.
//!
//! It knows no particular form. A page describes its fields: an id, a label, how to read and to write the value in the
//! form or in a row, and the field's name in errors.

pub mod context;
pub mod field;
pub mod frame;
pub mod rows;
