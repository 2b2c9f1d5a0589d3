//! What may leave this device in a file for everybody: names are removed, and private events are reduced.

pub(crate) mod harmless;
pub(crate) mod instance;
pub mod names_in_text;
pub mod redact;
pub mod visibility;
