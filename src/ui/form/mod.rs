//! The common parts of all forms: the shared state, one component for each kind of input, one for each list of rows,
//! and the frame around them.
//!
//! This module knows no particular form. A page describes its fields: an id, a label, how to read and write the value
//! in the form or in a row, and the name of the field in errors.

pub mod context;
pub mod field;
pub mod frame;
pub mod rows;
