//! Conflicts: fields that were changed on this device and in the file in different ways, and their two sides.

use crate::domain::event::field::FieldPath;
use crate::domain::id::EventId;
use crate::domain::sorted_map::SortedMap;

/// One side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The event on this device.
    Ours,
    /// The event in the file.
    Theirs,
}

/// One field that was changed on this device and in the file in different ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The field.
    pub field: FieldPath,
    /// The side that is taken if a person does not choose. It is ours for what was recorded on this device (reply,
    /// proxy, attendance) and for an event that the file deletes; for every other field it is theirs if its revision is
    /// newer, else ours.
    pub default: Side,
}

/// The sides chosen for single conflicts, by event and field.
pub type Chosen = SortedMap<(EventId, FieldPath), Side>;

/// The sides that a person chose for the conflicts of one event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sides<'a> {
    /// The side for all conflicts; with `None`, each conflict has its own default.
    pub all: Option<Side>,
    /// Choices for single conflicts, which take precedence: the choices of all events, and the id of this event.
    pub single: Option<(&'a Chosen, &'a EventId)>,
}

impl Sides<'_> {
    /// The chosen side for one conflict, if there is one.
    pub fn of(&self, field: &FieldPath) -> Option<Side> {
        let single = self.single.filter(|(all, _)| !all.is_empty());
        let single = single.and_then(|(all, id)| all.get(&(id.clone(), field.clone())).copied());
        single.or(self.all)
    }
}
