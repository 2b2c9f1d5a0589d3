//! The world's time zones from a library, for native programs and tests: never for the page, which asks the browser.

pub mod bundled;
