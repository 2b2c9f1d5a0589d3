//! The overrides of one instance as a `PatchObject`: pointers to what differs, and the values there.
//!
//! RFC 8984, 1.4.9: the keys of a `PatchObject` are JSON pointers (RFC 6901) with an implicit leading `/`; `null` removes
//! what is there. A pointer of one step replaces a property, one of two an item of a list or a member of a set, one of
//! three a property of an item. A pointer that is a prefix of another makes both invalid: we use the shorter one.
//! What is invalid, and what points to properties that we do not read, is carried and written back.

pub(crate) mod below;
pub(crate) mod named;
pub(crate) mod read;
pub(crate) mod write;
