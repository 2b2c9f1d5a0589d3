//! What an import would do: plan, choices, change.
//!
//! [`plan::plan`] compares what this device keeps with what a file says and finds one row per difference;
//! [`step::step`] works out one row, and needs nothing but the entry here and what the file says of it;
//! [`plan::MergePlan::resolve`] turns the rows and a person's choices into a [`crate::domain::almanac::change::Change`].
//!
//! The rules, in the order in which they are asked:
//! 1. *Refused*: the uid belongs to another calendar or another organiser, or the file contradicts itself.
//! 2. *Unchanged*: the file says what the last file said, or is older than it, or says what stands here anyway.
//! 3. Every other event is merged field by field against the last file's state (the base): changed on one side only,
//!    that side has it; changed on both in different ways, a conflict. Without a base the newer revision has the
//!    facts, and two unknown or equal revisions conflict.
//! 4. People merge one by one. What was recorded of them here (reply, proxy, attendance) yields to nothing but an
//!    explicit choice.
//!
//! No text for people, and no formats: `import` makes an [`incoming::Incoming`] out of what was decoded.

pub mod calendars;
pub mod choices;
pub mod counts;
pub mod event;
pub mod incoming;
pub mod plan;
mod resolve;
pub mod step;
