//! The repository: laws over random histories, and each fault by itself.

pub(crate) mod asks;
mod directory;
pub(crate) mod edits;
pub(crate) mod faults;
pub(crate) mod laws;
pub(crate) mod spare;
pub(crate) mod tabs;
pub(crate) mod world;
