//! What may leave this device in a file for everybody: names are removed, and private events are reduced.

pub(crate) mod address;
pub(crate) mod css_names;
pub(crate) mod harmless;
pub(crate) mod instance;
pub(crate) mod keys;
pub mod known_people;
pub(crate) mod lists;
pub(crate) mod name_only;
pub mod names_in_text;
pub(crate) mod published;
pub mod redact;
pub(crate) mod totals;
pub mod visibility;
