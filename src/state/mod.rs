//! The reactive root: one state, one writer.
//!
//! `AppState` holds the almanac as a signal, and a `Repository`. Only the repository changes the almanac, and it writes
//! to the disk first. The state knows no pages and no texts: the user interface reads signals and matches enums.

pub mod app;
mod database;
pub mod draft;
pub mod early;
pub mod export;
pub mod finder;
mod healing;
mod import;
mod loading;
pub mod navigation;
mod persistence;
pub mod reading;
pub mod sentinel;
pub mod session;
pub mod settings;
pub mod spare;
pub mod spare_status;
pub mod start;
mod starts;
pub mod trash;
pub mod version;
mod wipe;
pub mod writing;
