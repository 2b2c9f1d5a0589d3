//! A field that was changed on this device and in the file, in different ways, and the two sides of it.

use std::collections::BTreeMap;

use crate::domain::event::field::FieldPath;
use crate::domain::id::EventId;

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

/// The sides chosen for single conflicts, by event and field.
pub type Chosen = BTreeMap<(EventId, FieldPath), Side>;

/// The sides that a person chose for the conflicts of one event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sides<'a> {
    /// For all conflicts; `None` leaves each its own default.
    pub all: Option<Side>,
    /// For single conflicts, which come first: those of every event, and which event it is.
    pub single: Option<(&'a Chosen, &'a EventId)>,
}

impl Sides<'_> {
    /// The side chosen for one conflict, if any.
    pub fn of(&self, field: &FieldPath) -> Option<Side> {
        let single = self.single.filter(|(all, _)| !all.is_empty());
        let single = single.and_then(|(all, id)| all.get(&(id.clone(), field.clone())).copied());
        single.or(self.all)
    }
}
