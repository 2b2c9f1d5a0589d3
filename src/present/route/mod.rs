//! The address of a page, its query, and its filter.

pub mod directory;
pub mod filter;
pub mod path;
pub mod print;
pub(crate) mod query;
pub mod search_query;
