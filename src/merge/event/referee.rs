//! Decides between two values with the help of a third, and keeps the record of what was decided.
//!
//! Law: where one side kept the base, the other side's value stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::event::field::FieldPath;
use crate::domain::gather::Gather;
use crate::merge::event::conflict::{Conflict, Side, Sides};

/// One thing in three states.
#[derive(Clone, Copy, Debug)]
pub struct Trio<T> {
    /// As the last file had it; `None` where no file did.
    pub base: Option<T>,
    /// As it stands here.
    pub ours: T,
    /// As the file has it.
    pub theirs: T,
}

impl<T> Trio<T> {
    /// The same part of all three.
    pub fn map<U>(self, part: impl Fn(T) -> U) -> Trio<U> {
        Trio { base: self.base.map(&part), ours: part(self.ours), theirs: part(self.theirs) }
    }
}

/// What may be taken for granted of a fact without a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseless {
    /// No file ever had the event, and this one is newer than what was made here: it has the facts.
    FileDecides,
    /// Nobody knows which is newer, or the same person was added here and there: every difference is a conflict.
    Ask,
}

/// One merge under way.
#[derive(Debug)]
pub struct Referee<'a> {
    /// What to do where there is no base.
    pub baseless: Baseless,
    /// The side that has a fact in conflict by default.
    pub newer: Side,
    /// What a person decided.
    pub sides: Sides<'a>,
    /// The conflicts found so far.
    pub conflicts: Vec<Conflict>,
    /// The places found so far where the outcome is not what stands here.
    pub changed: Vec<FieldPath>,
}

impl Referee<'_> {
    /// Settles one fact.
    pub fn fact<T: PartialEq>(&mut self, field: impl FnOnce() -> FieldPath, values: Trio<T>) -> T {
        let Trio { base, ours, theirs } = values;
        if ours == theirs {
            return ours;
        }
        let side = match base {
            Some(base) if base == ours => self.note(Side::Theirs, field()),
            Some(base) if base == theirs => Side::Ours,
            None if self.baseless == Baseless::FileDecides => self.note(Side::Theirs, field()),
            Some(_) | None => self.conflict(field(), self.newer),
        };
        pick(side, ours, theirs)
    }

    /// Settles what devices record: only a change on one side alone is taken without asking, and `silence` is the
    /// base where there is none.
    pub fn mark<T: PartialEq>(
        &mut self,
        field: impl FnOnce() -> FieldPath,
        values: Trio<T>,
        silence: T,
    ) -> T {
        let Trio { base, ours, theirs } = values;
        let base = base.unwrap_or(silence);
        if ours == theirs || base == theirs {
            return ours;
        }
        let side = if base == ours {
            self.note(Side::Theirs, field())
        } else {
            self.conflict(field(), Side::Ours)
        };
        pick(side, ours, theirs)
    }

    /// Settles a map key by key.
    pub fn map<K: Ord + Clone, V: PartialEq + Clone>(
        &mut self,
        field: impl Fn(&K) -> FieldPath,
        maps: Trio<&BTreeMap<K, V>>,
    ) -> BTreeMap<K, V> {
        if maps.ours == maps.theirs {
            return maps.ours.clone();
        }
        keys(maps)
            .into_iter()
            .filter_map(|key| {
                let value = self.fact(|| field(key), maps.map(|map| map.get(key)));
                value.map(|value| (key.clone(), value.clone()))
            })
            .gathered()
    }

    /// Records a conflict and returns the side that has it.
    pub fn conflict(&mut self, field: FieldPath, default: Side) -> Side {
        let side = self.sides.of(&field).unwrap_or(default);
        self.conflicts.push(Conflict { field: field.clone(), default });
        self.note(side, field)
    }

    /// Records a change where it is the file's side that has it.
    pub fn note(&mut self, side: Side, field: FieldPath) -> Side {
        if side == Side::Theirs {
            self.changed.push(field);
        }
        side
    }
}

/// The keys of all three maps, each once and in order.
pub fn keys<K: Ord, V>(maps: Trio<&BTreeMap<K, V>>) -> BTreeSet<&K> {
    maps.base.into_iter().chain([maps.ours, maps.theirs]).flat_map(BTreeMap::keys).collect()
}

fn pick<T>(side: Side, ours: T, theirs: T) -> T {
    match side {
        Side::Ours => ours,
        Side::Theirs => theirs,
    }
}
