//! Laws and tables of iCalendar.

pub(crate) mod corpora;
pub(crate) mod edited;
pub(crate) mod files;
pub(crate) mod laws;
pub(crate) mod oracles;
