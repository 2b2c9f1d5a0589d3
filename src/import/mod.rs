//! Opening files: their bytes, what they hold together, and what page and worker say to each other about it.
//!
//! Pure, and used by the worker and the command line: [`read`] turns bytes into what came in, [`combine`] brings
//! several files together, [`message`] has the requests and responses of an import, and [`wire`] encodes them as text.
//! What an import would do is decided by `merge`.

pub mod combine;
pub mod message;
pub mod read;
pub mod row;
pub mod wire;
