//! Opens files: decodes their bytes, combines their contents, and defines the messages between page and worker.
//!
//! The module is pure; the worker and the command line use it. [`read`] turns bytes into incoming facts, [`combine`]
//! combines several files, [`message`] has the requests and responses of an import, and [`wire`] encodes them as text.
//! `merge` decides what an import would do.

pub mod combine;
pub mod message;
pub mod read;
pub mod returned;
pub mod row;
pub mod wire;
