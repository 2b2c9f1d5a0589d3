//! What a page shows, as plain data.
//!
//! Every function here takes who reads, and when, as a [`reader::Reader`]; nothing looks at a clock, a signal or a
//! browser. Texts come from `i18n`; which of them is shown, and where, is decided here.

pub mod card;
pub mod form;
pub mod loaded;
pub mod natural;
pub mod own_time;
pub mod page;
pub mod reader;
pub mod route;
pub mod text;
