//! JSCalendar: reads 1.0 (RFC 8984) and 2.0, writes 2.0.
//!
//! What we do not know is carried (1.7.4: unknown properties MUST be preserved). Laws, held by tests: decoding what
//! was encoded gives the same back, and decode, encode, decode is a fixed point for any readable file.

pub mod decode;
pub mod encode;

mod check;
mod details_in;
mod details_out;
pub(crate) mod document;
pub(crate) mod event_in;
pub(crate) mod event_out;
mod fields;
pub(crate) mod group_in;
pub mod local;
pub(crate) mod notes;
mod own_time;
pub(crate) mod participant_in;
mod participant_out;
mod parts_in;
mod parts_out;
mod repeat_in;
mod repeat_out;
mod rule_in;
mod sniff;
mod when_in;
