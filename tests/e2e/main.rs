//! The built app (dist/) in a real browser, driven over W3C `WebDriver`.
//!
//! `./dev test e2e` builds what this needs and runs it. `TSUDOI_ENGINE` chooses the engine. Elements are found by role
//! and accessible name, as people and screen readers find them; going offline means stopping the server.
//! `TSUDOI_SHOTS=1` also leaves a picture of every page in tests/e2e/shots/.

#[cfg(test)]
mod app;
#[cfg(test)]
mod at_today;
#[cfg(test)]
mod bad_files;
#[cfg(test)]
mod corrected;
#[cfg(test)]
mod data;
#[cfg(test)]
mod details;
#[cfg(test)]
mod directory;
#[cfg(test)]
mod early;
#[cfg(test)]
mod event_page;
#[cfg(test)]
mod from_keys;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod helping;
#[cfg(test)]
mod home_screen;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod icalendar;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod keyboard;
#[cfg(test)]
mod lazy;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod namesakes;
#[cfg(test)]
mod occurrence;
#[cfg(test)]
mod offline;
#[cfg(test)]
mod old_browsers;
#[cfg(test)]
#[path = "../support/outside.rs"]
mod outside;
#[cfg(test)]
mod own_time;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod print;
#[cfg(test)]
mod programme;
#[cfg(test)]
mod quick_taps;
#[cfg(test)]
mod recurring;
#[cfg(test)]
mod returned;
#[cfg(test)]
mod scroll;
#[cfg(test)]
mod search;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod shadows;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod spare;
#[cfg(test)]
mod storage_trouble;
#[cfg(test)]
mod tabs;
#[cfg(test)]
mod time;
#[cfg(test)]
mod tools;
#[cfg(test)]
mod trash;
#[cfg(test)]
mod undo;
#[cfg(test)]
mod views;
#[cfg(test)]
mod whole_way;
#[cfg(test)]
mod worker;
#[cfg(test)]
mod wrong_fields;
