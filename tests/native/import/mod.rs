//! Files that are opened, and the messages between page and worker.

pub(crate) mod read;
pub(crate) mod wire;
