//! How many events a plan has of each class.

use crate::merge::preview::Class;

/// How many events a plan has of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The counts in the order of [`Class::ALL`].
    by_class: [usize; Class::ALL.len()],
    /// The number of unchanged events of which the file has an older edition.
    pub older: usize,
}

impl Counts {
    /// Takes the counts as a list in the order of [`Class::ALL`].
    pub fn new(by_class: [usize; Class::ALL.len()], older: usize) -> Self {
        Self { by_class, older }
    }

    /// The number of events of a class.
    pub fn of(&self, class: Class) -> usize {
        self.iter().find(|(other, _)| *other == class).map_or(0, |(_, count)| count)
    }

    /// Returns every class with its count, in the order of [`Class::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Class, usize)> {
        Class::ALL.into_iter().zip(self.by_class)
    }

    /// Counts one more event of a class.
    pub(crate) fn add(&mut self, class: Class) {
        let mut all = Class::ALL.into_iter().zip(&mut self.by_class);
        if let Some((_, count)) = all.find(|(other, _)| *other == class) {
            *count += 1;
        }
    }
}
