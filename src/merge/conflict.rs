//! A field that was changed on this device and in the file, in different ways, and the two sides of it.

use crate::domain::field::FieldPath;

/// One side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The event on this device.
    Ours,
    /// The event in the file.
    Theirs,
}

/// One field that was changed here and there, in different ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The field.
    pub field: FieldPath,
    /// The side that is taken unless a person decides otherwise: ours for what was recorded here (reply, proxy,
    /// attendance) and for an event deleted there; for the rest theirs where its revision is newer, else ours.
    pub default: Side,
}
