//! Decides between two values with the help of a third, and records the decisions.
//!
//! Law: if one side kept the base, the other side's value is taken.

use jiff::civil::DateTime;
use std::collections::BTreeMap;

use crate::domain::event::field::FieldPath;
use crate::domain::foreign::Json;
use crate::domain::gather::Gather;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::merge::event::conflict::{Conflict, Side, Sides};
use crate::merge::event::mentioned::Mentioned;

/// Three states of one value.
#[derive(Clone, Copy, Debug)]
pub struct Trio<T> {
    /// The value in the last file; `None` if no file had it.
    pub base: Option<T>,
    /// The value on this device.
    pub ours: T,
    /// The value in the file.
    pub theirs: T,
}

impl<T> Trio<T> {
    /// Takes the same part of all three.
    pub fn map<U>(self, part: impl Fn(T) -> U) -> Trio<U> {
        Trio { base: self.base.map(&part), ours: part(self.ours), theirs: part(self.theirs) }
    }
}

/// How to decide a fact without a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseless {
    /// No earlier file had the event, and this file is newer than the event on this device: the file's facts are taken.
    FileDecides,
    /// It is unknown which side is newer, or both sides added the same person: every difference is a conflict.
    Ask,
}

/// The state of one merge.
#[derive(Debug)]
pub struct Referee<'a> {
    /// How to decide facts without a base.
    pub baseless: Baseless,
    /// The default side for facts in conflict.
    pub newer: Side,
    /// The choices of a person.
    pub sides: Sides<'a>,
    /// The conflicts found so far.
    pub conflicts: Vec<Conflict>,
    /// The fields found so far in which the outcome differs from the event on this device.
    pub changed: Vec<FieldPath>,
    /// The people whom one side removed and the other names elsewhere.
    pub(crate) mentioned: Mentioned,
    /// The instance of a series that is being merged, if it is not the event as a whole.
    pub at: Option<DateTime>,
}

impl Referee<'_> {
    /// Decides one fact.
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

    /// Decides a value that devices record. A change is taken without asking only if one side alone changed the value;
    /// if there is no base, `silence` is the base.
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

    /// Decides a map, key by key.
    pub fn map<K: Ord + Clone, V: PartialEq + Clone>(
        &mut self,
        field: impl Fn(&K) -> FieldPath,
        maps: Trio<&SortedMap<K, V>>,
    ) -> SortedMap<K, V> {
        if maps.ours == maps.theirs {
            return maps.ours.clone();
        }
        keys(maps)
            .into_iter()
            .filter_map(|key| {
                let value = self.fact(|| field(key), maps.map(|map| map.get(key)));
                value.map(|value| (key.clone(), value.clone()))
            })
            .collect()
    }

    /// Decides what is carried without being read, property by property.
    pub fn foreign(&mut self, maps: Trio<&BTreeMap<String, Json>>) -> BTreeMap<String, Json> {
        let maps = maps.map(|map| map.iter().collect::<SortedMap<_, _>>());
        let maps = Trio { base: maps.base.as_ref(), ours: &maps.ours, theirs: &maps.theirs };
        let merged = self.map(|name| FieldPath::Foreign(name.as_str().into()), maps);
        merged.into_iter().map(|(name, json)| (name.clone(), json.clone())).gathered()
    }

    /// Records a conflict and returns the side that is taken.
    pub fn conflict(&mut self, field: FieldPath, default: Side) -> Side {
        let placed = self.placed(field.clone());
        let side = self.sides.of(&placed).unwrap_or(default);
        self.conflicts.push(Conflict { field: placed, default });
        self.note(side, field)
    }

    /// Records a change if the file's side is taken.
    pub fn note(&mut self, side: Side, field: FieldPath) -> Side {
        if side == Side::Theirs {
            let placed = self.placed(field);
            self.changed.push(placed);
        }
        side
    }

    /// Returns the field as one of the instance that is being merged.
    fn placed(&self, field: FieldPath) -> FieldPath {
        match self.at {
            Some(at) => FieldPath::Instance { at, part: Box::new(field) },
            None => field,
        }
    }
}

/// Returns the keys of all three maps, each once and in order.
pub fn keys<K: Ord, V>(maps: Trio<&SortedMap<K, V>>) -> SortedSet<&K> {
    maps.base.into_iter().chain([maps.ours, maps.theirs]).flat_map(SortedMap::keys).collect()
}

fn pick<T>(side: Side, ours: T, theirs: T) -> T {
    match side {
        Side::Ours => ours,
        Side::Theirs => theirs,
    }
}
