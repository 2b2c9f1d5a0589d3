//! What reading and writing share: the JSON tree between iCalendar and JSCalendar, keys, kinds, and properties kept as they came.

pub(crate) mod jsprop;
pub(crate) mod kept;
pub(crate) mod keys;
pub mod kinds;
pub(crate) mod programme;
pub(crate) mod tree;
