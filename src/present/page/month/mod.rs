//! The page of one month.

pub mod grid;
pub mod lanes;
pub mod layout;
pub mod tone;
