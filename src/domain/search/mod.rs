//! Search over everything that an event says: what counts as the same writing, and which event fits best.
//!
//! Texts and queries are folded alike ([`fold`]) and compared unit by unit. The index holds each distinct text once.

pub mod finding;
pub mod fold;
pub mod index;
pub mod nearest;
pub mod query;
pub mod signs;
pub mod variants;
