//! Tsudoi keeps the event calendars and participant lists of a labour union on the person's own phone.
//!
//! The library has two halves. The core (`domain`, `format`, `merge`, `import`, `i18n`, `present`, `storage`,
//! `repository`) needs no browser, no clock and no randomness. The shell (`platform`, `worker`, `state`, `ui`, and the
//! browser's database in `storage`) needs the feature `browser`. `zones` serves both. ARCHITECTURE.md says which module
//! may import which.

pub mod domain;
pub mod format;
pub mod i18n;
pub mod import;
pub mod merge;
#[cfg(feature = "browser")]
pub mod platform;
pub mod present;
pub mod repository;
#[cfg(feature = "browser")]
pub mod state;
pub mod storage;
#[cfg(feature = "browser")]
pub mod ui;
#[cfg(feature = "browser")]
pub mod worker;
pub mod zones;
