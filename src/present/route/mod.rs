//! The address of a page, its query, and what a page is filtered by.

pub mod filter;
pub mod path;
pub mod print;
pub(crate) mod query;
pub mod search_query;
