//! Laws and tables of the file formats.

pub(crate) mod canaries;
pub(crate) mod canary_event;
pub(crate) mod corpora;
pub(crate) mod details;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod laws;
pub(crate) mod names_in_text;
pub(crate) mod patch;
mod public_ids;
pub(crate) mod public_sample;
pub(crate) mod redact;
pub(crate) mod rescue;
pub(crate) mod robust;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod spare;
pub(crate) mod trash;
