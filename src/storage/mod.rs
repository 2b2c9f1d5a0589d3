//! Where records are kept: texts under keys, a journal, a revision number, and one transaction per write.
//!
//! What the texts mean is not this layer's business: `format` encodes them and `repository` puts the two together. The
//! invariant: whatever happens, the stored state is the state before a write or the state after it, never between.
//!
//! The trait, its writes and the store in memory belong to the core; the browser's database to the shell.

#[cfg(feature = "browser")]
pub mod device;
#[cfg(feature = "browser")]
pub mod fault;
#[cfg(feature = "browser")]
pub mod idb;
pub mod memory;
pub mod store;
pub mod write;
