//! The content of pages, as plain data.
//!
//! Every function here gets the viewer and the current time as a [`viewer::Viewer`]; none of them reads a clock, a
//! signal or a browser API. Texts come from `i18n`; this module decides which text is shown, and where.

pub mod card;
pub mod form;
pub mod install;
pub mod loaded;
pub mod natural;
pub mod own_time;
pub mod page;
pub mod route;
pub mod text;
pub mod viewer;
