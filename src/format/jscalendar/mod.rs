//! JSCalendar: reads 1.0 (RFC 8984) and 2.0, writes 2.0.
//!
//! What we do not know is carried (1.7.4: unknown properties MUST be preserved). Laws, held by tests: decoding what
//! was encoded gives the same back, and decode, encode, decode is a fixed point for any readable file.

pub mod local;
mod own_time;
pub mod read;
pub mod write;
