//! The page of one month.

pub mod grid;
pub mod lanes;
