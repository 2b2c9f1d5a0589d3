//! All browser capabilities except IndexedDB, one per file.
//!
//! Nothing here knows what Tsudoi is: functions take and return plain values. If a browser lacks a capability, the
//! function returns `None` or `false`, not an error.

pub mod address;
pub mod badge;
pub mod channel;
pub mod clock;
pub mod device;
pub mod document;
pub mod files;
pub mod idle;
pub mod install;
pub mod keeping;
pub mod local;
pub mod offline;
pub mod private_files;
pub mod random;
pub mod temporal;
pub mod text;
pub mod turn;
pub mod worker;
pub mod zones;
