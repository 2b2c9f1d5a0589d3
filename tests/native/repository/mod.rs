//! The repository: laws over random histories, and each fault by itself.

pub(crate) mod faults;
pub(crate) mod laws;
pub(crate) mod world;
