//! Forms as plain data: what their fields hold, what is wrong with it, and the edits that it means.

pub mod event;
