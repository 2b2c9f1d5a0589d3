//! The world's time zones: from a library for native programs and tests, from the browser for page and worker.

pub mod bundled;
#[cfg(feature = "browser")]
pub mod device;
