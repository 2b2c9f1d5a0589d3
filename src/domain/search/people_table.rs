//! The distinct people of an index: a person who comes to every meeting is stored, and read at each letter, once.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::search::posting::Posting;
use crate::domain::search::said::Said;
use crate::domain::search::text_table::Fit;

/// The people of the events. Two who have the same texts are one here.
#[derive(Clone, Debug, Default)]
pub(super) struct PeopleTable {
    /// The number of each person, by their texts.
    known: BTreeMap<Box<[Posting]>, u32>,
    /// The same texts, one person after another, as a search reads them.
    postings: Vec<Posting>,
    /// The end of each person's texts.
    ends: Vec<usize>,
    /// The people of the events, one event after another.
    named: Vec<u32>,
}

impl PeopleTable {
    /// Returns how many people the events have so far, each person counted once for each event.
    pub(super) fn named(&self) -> usize {
        self.named.len()
    }

    /// Returns how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let postings = self.postings.capacity() + self.postings.len();
        let keys = self.known.len() * size_of::<(Box<[Posting]>, u32)>();
        size_of::<Posting>() * postings
            + keys
            + size_of::<usize>() * self.ends.capacity()
            + size_of::<u32>() * self.named.capacity()
    }

    /// Adds a person with these texts to the current event.
    pub(super) fn add(&mut self, texts: Vec<Posting>) {
        let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(texts.into_boxed_slice()).or_insert_with_key(|texts| {
            self.postings.extend_from_slice(texts);
            self.ends.push(self.postings.len());
            next
        });
        self.named.push(number);
    }

    /// Returns what each person's texts say of a word.
    pub(super) fn said(&self, fits: &[Fit]) -> Vec<Said> {
        self.texts().map(|texts| Said::of(texts, fits)).collect()
    }

    /// Returns which people have a text.
    pub(super) fn having(&self, posting: Posting) -> Vec<bool> {
        self.texts().map(|texts| texts.contains(&posting)).collect()
    }

    /// Adds what `table` holds for the people of an event to what the event's own texts say.
    pub(super) fn add_said(&self, event: Range<usize>, table: &[Said], own: Said) -> Said {
        let mut said = own;
        for number in self.named.get(event).unwrap_or_default() {
            if let Some(person) = table.get(row(*number)) {
                said = said.and(*person);
            }
        }
        said
    }

    /// Whether `table` holds for any of the people of an event.
    pub(super) fn has_any(&self, event: Range<usize>, table: &[bool]) -> bool {
        for number in self.named.get(event).unwrap_or_default() {
            if table.get(row(*number)).copied().unwrap_or(false) {
                return true;
            }
        }
        false
    }

    fn texts(&self) -> impl Iterator<Item = &[Posting]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| self.postings.get(start..*end).unwrap_or_default())
    }
}

fn row(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
