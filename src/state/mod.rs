//! The reactive root: one state, one writer.
//!
//! `AppState` holds the almanac as a signal and a `Repository`, which alone changes it and writes to the disk first.
//! It knows no page and no words: the user interface reads signals and matches enums.

pub mod app;
pub mod bin;
pub mod draft;
pub mod finder;
mod import;
mod loading;
pub mod outbox;
pub mod place;
pub mod sentinel;
pub mod session;
pub mod settings;
pub mod start;
pub mod version;
mod writing;
