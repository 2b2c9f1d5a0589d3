//! A set for the small lists of an event or a page: a vector of members in order. `sorted_map` says what it costs.
//!
//! Invariant: the members are in strictly ascending order.

use std::borrow::Borrow;
use std::fmt;
use std::ops::RangeBounds;

use crate::domain::gather::settle;
use crate::domain::sorted_map::within;

/// Members in order, each of them once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortedSet<T> {
    members: Vec<T>,
}

impl<T> SortedSet<T> {
    /// Makes an empty set.
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Iterates over the members in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.members.iter()
    }

    /// Returns the least member.
    pub fn first(&self) -> Option<&T> {
        self.members.first()
    }

    /// Returns the greatest member.
    pub fn last(&self) -> Option<&T> {
        self.members.last()
    }

    /// Removes every member.
    pub fn clear(&mut self) {
        self.members.clear();
    }

    /// Keeps the members for which the answer is `true`.
    pub fn retain(&mut self, is_kept: impl FnMut(&T) -> bool) {
        self.members.retain(is_kept);
    }
}

impl<T: Ord> SortedSet<T> {
    /// Whether a member is in the set.
    pub fn contains<Q: Ord + ?Sized>(&self, member: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(member).is_ok()
    }

    /// Puts a member in, and returns whether it was not there.
    pub fn insert(&mut self, member: T) -> bool {
        let place = self.place(&member);
        if let Err(place) = place {
            self.members.insert(place, member);
        }
        place.is_err()
    }

    /// Removes a member, and returns whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, member: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let place = self.place(member);
        if let Ok(place) = place {
            self.members.remove(place);
        }
        place.is_ok()
    }

    /// Iterates over the members in a range; there are none if it ends before it begins.
    pub fn range(&self, members: impl RangeBounds<T>) -> std::slice::Iter<'_, T> {
        within(&self.members, &members, |member| member).iter()
    }

    /// Whether every member is in the other set.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|member| other.contains(member))
    }

    /// Whether no member is in the other set.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        !self.iter().any(|member| other.contains(member))
    }

    /// Returns where a member is, or where it would be put in.
    fn place<Q: Ord + ?Sized>(&self, member: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        match self.members.last() {
            Some(last) if last.borrow() >= member => {
                self.members.binary_search_by(|held| held.borrow().cmp(member))
            }
            Some(_) | None => Err(self.members.len()),
        }
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for SortedSet<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self).finish()
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    /// Puts in the members and sorts once.
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        let known = self.members.len();
        self.members.extend(members);
        settle(&mut self.members, known, T::cmp);
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut members: Vec<_> = members.into_iter().collect();
        settle(&mut members, 0, T::cmp);
        // Most have one or two, and are kept for long; a vector makes room for four at first.
        members.shrink_to_fit();
        Self { members }
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(members: [T; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'s, T> IntoIterator for &'s SortedSet<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}
