//! Fills maps and sets item by item, and sorts lists with one shared sort.
//!
//! The standard library compiles a separate sort for every type that is sorted: 4 KB of WebAssembly each. Its `collect`
//! into a map or a set sorts too; ours are small or already in order, so inserting is as quick and shares its code.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Ends an iterator in a map or a set.
pub trait Gather: Iterator + Sized {
    /// Collects the pairs into a map; of equal keys the last pair counts.
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

    /// Collects the items into a set.
    fn gathered_set<T: Ord>(self) -> BTreeSet<T>
    where
        Self: Iterator<Item = T>,
    {
        let mut set = BTreeSet::new();
        for item in self {
            set.insert(item);
        }
        set
    }
}

impl<I: Iterator> Gather for I {}

/// Returns the items in order; equal items keep their order (a stable sort).
pub fn ordered<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        (_, _) => Ordering::Equal,
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| items.get_mut(index)?.take()).collect()
}

/// Returns which of `count` items comes first, second, and so on.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(items: Vec<(u8, u16)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|(first, _)| *first);
            prop_assert_eq!(ordered(items, |a, b| a.0.cmp(&b.0)), expected);
        }
    }
}
