//! Formats that only this app reads: records of the database, drafts and settings.

pub mod draft;
pub mod own_holidays;
pub mod rebase;
pub mod record;
pub mod salvage;
pub mod settings;
pub mod spare;
pub mod spare_message;
