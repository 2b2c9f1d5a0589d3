//! Search over everything that an event says: which texts count as the same, and which event fits best.
//!
//! Texts and queries are folded in the same way ([`fold`]) and compared unit by unit. The index stores each distinct
//! text once.

mod best;
pub mod carried;
mod doc;
pub mod finding;
pub mod fold;
pub mod folded;
mod gate;
pub mod index;
mod kanji_order;
pub mod nearest;
pub mod numbered;
pub mod numbered_instance;
pub mod order;
mod people_table;
pub mod posting;
pub mod query;
mod said;
pub mod signs;
pub mod spelling;
mod spelling_table;
mod text_table;
pub mod texts;
pub mod variants;
