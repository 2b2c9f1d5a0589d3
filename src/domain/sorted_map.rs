//! A map for the small lists of an event or a page: a vector of pairs in the order of their keys.
//!
//! `std::collections::BTreeMap` compiles 1.5 to 5 KB of WebAssembly for every pair of types; this one compiles little
//! more than a search in a slice. It has the names, the order and the equality of the standard map.
//!
//! Cost: a look-up is a binary search. Putting in a key behind all others takes constant time (amortised). Any other
//! insertion and any removal moves the pairs behind it, so that a loop of them over a long map takes quadratic time:
//! collect, `extend` or `retain` instead, which sort or pass once. A map that is large and changes pair by pair, in no
//! order, is a `BTreeMap`.
//!
//! Invariant: the keys are in strictly ascending order.

use std::borrow::Borrow;
use std::fmt;
use std::ops::{Bound, RangeBounds};

use crate::domain::gather::settle;

/// Pairs in the order of their keys, each key once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortedMap<K, V> {
    pairs: Vec<(K, V)>,
}

/// The pairs of a map in order, borrowed.
#[derive(Debug)]
pub struct Iter<'m, K, V>(std::slice::Iter<'m, (K, V)>);

impl<K, V> SortedMap<K, V> {
    /// Makes an empty map.
    pub const fn new() -> Self {
        Self { pairs: Vec::new() }
    }

    /// Returns the number of pairs.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Iterates over the pairs in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.pairs.iter())
    }

    /// Iterates over the pairs in order, with values that can be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&K, &mut V)> {
        self.pairs.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// Iterates over the keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.pairs.iter().map(|(key, _)| key)
    }

    /// Iterates over the values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.pairs.iter().map(|(_, value)| value)
    }

    /// Iterates over the values, to change them.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> {
        self.pairs.iter_mut().map(|(_, value)| value)
    }

    /// Returns the values in the order of their keys.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> + ExactSizeIterator {
        self.pairs.into_iter().map(|(_, value)| value)
    }

    /// Removes every pair.
    pub fn clear(&mut self) {
        self.pairs.clear();
    }

    /// Keeps the pairs for which the answer is `true`.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&K, &mut V) -> bool) {
        self.pairs.retain_mut(|(key, value)| is_kept(key, value));
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// Returns the value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// Returns the pair of a key.
    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (key, value) = self.pairs.get(self.place(key).ok()?)?;
        Some((key, value))
    }

    /// Returns the value of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.pairs.get_mut(place).map(|(_, value)| value)
    }

    /// Whether there is a value for a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Gives a key a value, and returns the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => self.pairs.get_mut(place).map(|(_, held)| std::mem::replace(held, value)),
            Err(place) => {
                self.pairs.insert(place, (key, value));
                None
            }
        }
    }

    /// Returns the value of a key, which it gets first if it has none.
    pub fn get_or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.pairs.insert(place, (key, value()));
            place
        });
        let pair = self.pairs.get_mut(place);
        pair.map(|(_, value)| value).expect("the place has a pair now")
    }

    /// Returns the value of a key, which is the default first if it has none.
    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.get_or_insert_with(key, V::default)
    }

    /// Removes a key and returns its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.pairs.remove(place).1)
    }

    /// Iterates over the pairs with keys in a range; there are none if it ends before it begins.
    pub fn range(&self, keys: impl RangeBounds<K>) -> Iter<'_, K, V> {
        Iter(within(&self.pairs, &keys, |(key, _)| key).iter())
    }

    /// Returns where a key is, or where it would be put in.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        match self.pairs.last() {
            Some((last, _)) if last.borrow() >= key => {
                self.pairs.binary_search_by(|(held, _)| held.borrow().cmp(key))
            }
            Some(_) | None => Err(self.pairs.len()),
        }
    }
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for SortedMap<K, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self).finish()
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    /// Puts in the pairs and sorts once; the last value for a key counts.
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        let known = self.pairs.len();
        self.pairs.extend(pairs);
        settle(&mut self.pairs, known, |(one, _), (other, _)| one.cmp(other));
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        settle(&mut pairs, 0, |(one, _), (other, _)| one.cmp(other));
        // Most have one or two, and are kept for long; a vector makes room for four at first.
        pairs.shrink_to_fit();
        Self { pairs }
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for SortedMap<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m SortedMap<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'m, K, V> Iterator for Iter<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

/// Returns those of the items, which are in the order of their keys, that have a key in a range.
pub(super) fn within<'i, I, K: Ord>(
    items: &'i [I],
    keys: &impl RangeBounds<K>,
    key: impl Fn(&I) -> &K,
) -> &'i [I] {
    let before = |bound: &K| items.partition_point(|item| key(item) < bound);
    let through = |bound: &K| items.partition_point(|item| key(item) <= bound);
    let start = match keys.start_bound() {
        Bound::Included(first) => before(first),
        Bound::Excluded(last) => through(last),
        Bound::Unbounded => 0,
    };
    let end = match keys.end_bound() {
        Bound::Included(last) => through(last),
        Bound::Excluded(next) => before(next),
        Bound::Unbounded => items.len(),
    };
    items.get(start..end).unwrap_or_default()
}
