//! Decides what an import would do: the plan, the choices of a person, and the change.
//!
//! [`plan::plan`] compares the almanac of this device with the incoming facts and finds one row per difference.
//! [`preview::preview_row`] computes one row from the entry on this device and the incoming fact alone.
//! [`plan::MergePlan::resolve`] turns the rows and the choices into a [`crate::domain::almanac::change::Change`].
//!
//! The rules, in the order in which they are applied:
//! 1. *Refused*: the uid belongs to another organiser, or the file contradicts itself. If the uid belongs to another
//!    calendar, the event is offered: it can be updated where it is, or moved.
//! 2. *Unchanged*: the event in the file is the same as in the last file, or older, or the same as on this device.
//! 3. Every other event is merged field by field against its state in the last file (the base). If one side changed a
//!    field, that side is taken; if both changed it in different ways, it is a conflict. Without a base, a file with a
//!    newer revision has the facts; otherwise every difference is a conflict.
//! 4. People are merged one by one. If a reply, a proxy or an attendance was recorded on this device, only an
//!    explicit choice replaces it.
//!
//! This module has no text for people and knows no formats: `import` makes an [`incoming::Incoming`] from decoded
//! files.

mod arriving;
pub mod calendars;
pub mod choices;
pub mod counts;
pub mod event;
pub mod incoming;
pub mod namesakes;
pub mod notice;

pub mod plan;
pub mod preview;
mod resolve;
mod split;
mod undivided;
