//! One module per page.

pub mod agenda;
pub mod agenda_place;
pub mod axis;
pub mod calendars;
pub mod day;
pub mod directory;
pub mod event;
pub mod event_form;
pub mod export;
pub mod history;
pub mod import;
pub mod month;
pub mod not_found;
pub mod participants;
pub mod print;
pub mod review;
pub mod safe;
pub mod search;
pub mod settings;
pub mod storage_problem;
pub mod trash;
pub mod welcome;
pub mod year;
