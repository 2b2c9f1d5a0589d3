//! What a page shows, as plain data.
//!
//! Every function here takes who reads, and when, as a [`reader::Reader`]; nothing looks at a clock, a signal or a
//! browser. Texts come from `i18n`; which of them is shown, and where, is decided here.

pub mod agenda;
pub mod axis_columns;
pub mod bin_page;
pub mod calendars_page;
pub mod card;
pub mod chip;
pub mod color;
pub mod day_off;
pub mod details;
pub mod difference;
pub mod event_page;
pub mod field;
pub mod filter;
pub mod form;
pub mod history_page;
pub mod link;
pub mod loaded;
pub mod month_grid;
pub mod month_lanes;
pub mod natural;
pub mod now_next;
pub mod numbers;
pub mod overlap;
pub mod own_time;
pub mod participants_page;
pub mod path;
pub mod people;
pub mod print_of;
pub mod print_page;
mod query;
pub mod reader;
pub mod repeat;
pub mod review;
pub mod search_page;
pub mod seek;
pub mod size;
pub mod time;
pub mod time_axis;
pub mod year_page;
pub mod year_rules;
