//! Maps filled pair by pair.
//!
//! The standard library's `collect` sorts the pairs first, and brings a sort of its own for every place that calls it:
//! 4 KB of WebAssembly each. Ours are small or come in order; inserting them is as quick and shares its code.

use std::collections::BTreeMap;

/// Ends an iterator of pairs in a map.
pub trait Gather: Iterator + Sized {
    /// The map of the pairs; of equal keys the last pair counts.
    fn gathered<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        for (key, value) in self {
            map.insert(key, value);
        }
        map
    }
}

impl<I: Iterator> Gather for I {}
