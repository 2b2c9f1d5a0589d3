//! Shared by reading and writing: the JSON tree between iCalendar and JSCalendar, keys, kinds, and unchanged
//! properties.

pub(crate) mod jsprop;
pub(crate) mod kept;
pub(crate) mod keys;
pub mod kinds;
pub(crate) mod numbered;
pub(crate) mod old_rule;
pub(crate) mod people;
pub(crate) mod programme;
pub(crate) mod rule;
pub(crate) mod tree;
