//! The world's time zones: from a library in native programs and tests, from the browser in the page and the worker.

pub mod bundled;
#[cfg(feature = "browser")]
pub mod device;
