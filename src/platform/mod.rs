//! Every browser capability but IndexedDB, one per file.
//!
//! Nothing here knows what Tsudoi is: plain values in, plain values out. What a browser lacks is an answer (`None`,
//! `false`), not an error.

pub mod address;
pub mod badge;
pub mod channel;
pub mod clock;
pub mod device;
pub mod document;
pub mod files;
pub mod idle;
pub mod keeping;
pub mod local;
pub mod offline;
pub mod random;
pub mod text;
pub mod worker;
pub mod zones;
