//! Tsudoi keeps a labour union's event calendars and participant lists on the phone itself.
//!
//! The library has two halves. The core (`domain`, `format`, `merge`, `import`, `i18n`, `present`, `storage`,
//! `repository`) needs no browser, no clock and no randomness. The shell (`platform`, `worker`, `state`, `ui`, and of
//! `storage` the browser's database) sits behind the feature `browser`. `zones` answers for both. ARCHITECTURE.md says
//! who may import whom.

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
