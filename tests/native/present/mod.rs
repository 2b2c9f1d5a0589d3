//! The contents of pages, as text.

pub(crate) mod agenda;
pub(crate) mod axis;
pub(crate) mod bounds;
pub(crate) mod cost;
mod directory;
pub(crate) mod event;
pub(crate) mod excluded;
mod install;
pub(crate) mod laws;
pub(crate) mod moments;
pub(crate) mod month;
mod named_days;
pub(crate) mod natural;
pub(crate) mod occurrence;
pub(crate) mod overlap;
pub(crate) mod participants;
mod print;
pub(crate) mod repeat;
pub(crate) mod review;
pub(crate) mod search;
mod series_date;
pub(crate) mod size;
pub(crate) mod time;
mod title;
pub(crate) mod without_day;
mod year;
