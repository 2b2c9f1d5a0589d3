//! Components: plain values in, no state of their own beyond what is on the screen.

pub mod backup_panel;
pub mod calendar_dialog;
pub mod day_group;
pub mod difference;
pub mod event_card;
pub mod export_names;
pub mod export_range;
pub mod filter_bar;
pub mod finding;
pub mod fiscal_panel;
pub mod health_panel;
pub mod kind_mark;
pub mod month_grid;
pub mod nav_bar;
pub mod notices;
pub mod now_next;
pub mod own_holidays_panel;
pub mod result_card;
pub mod search_link;
pub mod spans;
pub mod top_bar;
pub mod wipe_panel;
pub mod year_month;
