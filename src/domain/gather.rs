//! Fills large maps and sets item by item, and puts lists in order with one shared sort.
//!
//! The standard library compiles a separate sort for every type that is sorted: 4 KB of WebAssembly each. Its `collect`
//! into a map or a set sorts too; our items are nearly in order, so inserting is as quick and shares its code.
//! Everything small is a `SortedMap` or a `SortedSet`, which are filled with `collect`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Ends an iterator in a large map or set.
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
    let order = order(items.len(), &of_indices(&items, compare));
    picked(items, order)
}

/// Puts the items from an index on in their places among those before it, which are in order. Of equal items only the
/// last one stays.
pub fn settle<T>(items: &mut Vec<T>, from: usize, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order_of_distinct(items.len(), from, &of_indices(items, compare));
    if let Some(order) = order {
        *items = picked(std::mem::take(items), order);
    }
}

/// Returns how the items at two indices compare.
fn of_indices<T>(
    items: &[T],
    compare: impl Fn(&T, &T) -> Ordering,
) -> impl Fn(usize, usize) -> Ordering {
    move |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        (_, _) => Ordering::Equal,
    }
}

/// Returns which of `count` items comes first, second, and so on.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Returns the order of the items, with the last one of those that are equal; `None` if it is the one that they have.
/// The items before `from` are in order.
fn order_of_distinct(
    count: usize,
    from: usize,
    compare: &dyn Fn(usize, usize) -> Ordering,
) -> Option<Vec<usize>> {
    if (from.max(1)..count).all(|index| compare(index - 1, index).is_lt()) {
        return None;
    }
    let mut order = order(count, compare);
    order.dedup_by(|later, kept| {
        let is_equal = compare(*kept, *later).is_eq();
        if is_equal {
            *kept = *later;
        }
        is_equal
    });
    Some(order)
}

/// Returns the items at the indices, each of which is named once.
fn picked<T>(items: Vec<T>, order: Vec<usize>) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| items.get_mut(index)?.take()).collect()
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
