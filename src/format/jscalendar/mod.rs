//! JSCalendar: reads 1.0 (RFC 8984) and 2.0, writes 2.0.
//!
//! Unknown properties are carried (1.7.4: unknown properties MUST be preserved). Laws, checked by tests: decoding what
//! was encoded gives the same data, and decode, encode, decode is a fixed point for any readable file.

pub mod local;
mod own_time;
pub(crate) mod patch;
pub mod read;
pub mod write;
