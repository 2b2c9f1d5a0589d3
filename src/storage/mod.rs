//! Stores records: texts under keys, a journal, a revision number, and one transaction per write.
//!
//! This layer does not know what the texts mean: `format` encodes them, and `repository` uses both. Invariant: the
//! stored state is always the state before a write or the state after it, never a state between.
//!
//! The trait, its writes and the store in memory belong to the core; the browser's database belongs to the shell.

#[cfg(feature = "browser")]
pub mod device;
#[cfg(feature = "browser")]
pub mod fault;
#[cfg(feature = "browser")]
pub mod idb;
pub mod memory;
pub mod store;
pub mod write;
