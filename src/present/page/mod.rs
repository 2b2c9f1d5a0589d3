//! The content of each page, as plain data.

pub mod agenda;
pub mod axis;
pub mod calendars;
pub mod contact;
pub mod directory;
pub mod event;
pub mod event_paths;
pub mod history;
pub mod month;
pub mod participants;
pub mod print;
pub mod review;
pub mod search;
pub mod share;
pub mod trash;
pub mod year;
