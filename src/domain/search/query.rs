//! What is searched for: words that must all be found, and other conditions on an event.

use std::ops::Range;

use crate::domain::event::kind::Kind;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::search::fold::fold;
use crate::domain::search::numbered::{joined_numbers, number_in, of_any_number, turned};
use crate::domain::search::spelling::{also_written, day_of_year};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::Days;

/// How many words count; more are ignored.
const MOST_WORDS: usize = 8;

/// How many characters count.
const LONGEST: usize = 200;

/// Words that must all be found, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    words: Vec<Word>,
}

/// One word, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    units: Vec<u16>,
    /// The other ways to write it, which count as it.
    others: Vec<Vec<u16>>,
}

impl Word {
    fn of(units: Vec<u16>) -> Self {
        let others = also_written(&units).into_iter().chain(turned(&units)).collect();
        Self { units, others }
    }

    /// Whether some units contain it, or what it stands for.
    fn is_in(&self, units: &[u16]) -> bool {
        holds(units, &self.units) || self.others.iter().any(|other| holds(units, other))
    }
}

impl SearchQuery {
    /// Splits a text into words at spaces of any width.
    pub fn new(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let words = joined_numbers(text.split_whitespace());
        let folded = words.iter().map(|word| fold(word).units().to_vec());
        let mut words: Vec<Word> = Vec::new();
        for units in folded.filter(|word| !word.is_empty()) {
            if words.len() < MOST_WORDS && words.iter().all(|word| word.units != units) {
                words.push(Word::of(units));
            }
        }
        Self { words }
    }

    /// Returns the words, folded.
    pub fn words(&self) -> impl Iterator<Item = &[u16]> {
        self.words.iter().map(|word| word.units.as_slice())
    }

    /// Returns every way to write each word.
    pub(super) fn ways(&self) -> impl Iterator<Item = Vec<Vec<u16>>> {
        let ways = |word: &Word| {
            let itself = std::iter::once(&word.units).chain(&word.others).cloned();
            itself.chain(of_any_number(&word.units)).collect()
        };
        self.words.iter().map(ways)
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether everything that this finds was also found by `before`: it has the same words, or longer ones.
    pub fn narrows(&self, before: &Self) -> bool {
        let is_new = |word: &&Word| !before.words.contains(word);
        // Who searches for 4/1 finds 4月1日 too, which `4/` does not; and who searches for 第12回 finds the series that
        // have such an instance, which 第1 does not.
        let finds_others =
            |word: &Word| day_of_year(&word.units).is_some() || number_in(&word.units).is_some();
        !before.is_empty()
            && !self.words.iter().filter(is_new).any(finds_others)
            && before.words().all(|old| self.words().any(|new| holds(new, old)))
    }

    /// Returns the bytes of a text that match, in order and without overlap.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        let ways = self.words.iter().flat_map(|word| [&word.units].into_iter().chain(&word.others));
        for word in ways {
            for (at, window) in folded.units().windows(word.len()).enumerate() {
                if window == word.as_slice() {
                    found.extend(folded.byte_range(at..at + word.len()));
                }
            }
        }
        found.sort_by_key(|range| (range.start, range.end));
        let mut marks: Vec<Range<usize>> = Vec::new();
        for range in found {
            match marks.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                Some(_) | None => marks.push(range),
            }
        }
        marks
    }

    /// Returns the numbers that its words say, as 第7回.
    pub fn numbers(&self) -> Vec<u32> {
        self.words().filter_map(number_in).collect()
    }

    /// Returns the words that none of the texts contain.
    pub fn lacking(&self, texts: &[&str]) -> Self {
        let folded: Vec<_> = texts.iter().map(|text| fold(text)).collect();
        let is_lacking = |word: &&Word| !folded.iter().any(|text| word.is_in(text.units()));
        Self { words: self.words.iter().filter(is_lacking).cloned().collect() }
    }

    /// Whether every word is in a folded text.
    pub fn is_all_in(&self, units: &[u16]) -> bool {
        self.words.iter().all(|word| word.is_in(units))
    }

    /// Returns the words that `other` has not.
    pub fn without(&self, other: &Self) -> Self {
        let words = self.words.iter().filter(|word| !other.words.contains(word));
        Self { words: words.cloned().collect() }
    }

    /// Returns the words of both.
    pub fn with(&self, other: &Self) -> Self {
        Self { words: [self.words.as_slice(), &other.without(self).words].concat() }
    }

    /// Whether a text contains any of the words.
    pub fn touches(&self, text: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let folded = fold(text);
        self.words.iter().any(|word| word.is_in(folded.units()))
    }
}

/// Whether some units contain a word.
pub(super) fn holds(units: &[u16], word: &[u16]) -> bool {
    let Some((first, rest)) = word.split_first() else { return false };
    let mut tail = units.iter();
    while let Some(unit) = tail.next() {
        if unit == first && tail.as_slice().starts_with(rest) {
            return true;
        }
    }
    false
}

/// The conditions on an event in addition to its words. The default has no conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only these calendars; `None` for all.
    pub calendars: Option<SortedSet<CalendarId>>,
    /// Only these kinds; empty for all.
    pub kinds: SortedSet<Kind>,
    /// Only events with participants of this organisation; empty for all.
    pub organization: String,
    /// Only what the person marked as theirs.
    pub is_mine: bool,
    /// Only if a person has not answered; if the words name people, one of those.
    pub is_unanswered: bool,
    /// Only on some of these days; empty for all.
    pub days: Vec<Days>,
    /// Of the repeating events, only these are on those days; `None` if this was not checked, so that any may be.
    pub repeating: Option<SortedSet<EventId>>,
    /// Of the numbered series, only these have an instance with the number that the words say; `None` if this was not
    /// checked, so that any may have it.
    pub numbered: Option<SortedSet<EventId>>,
}
