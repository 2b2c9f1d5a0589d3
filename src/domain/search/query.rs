//! What is searched for: words that must all be found, and other conditions on an event.

use std::ops::Range;

use crate::domain::event::kind::Kind;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::search::fold::fold;
use crate::domain::search::numbered::{joined_numbers, number_in, turned};
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
    words: Vec<Vec<u16>>,
}

impl SearchQuery {
    /// Splits a text into words at spaces of any width.
    pub fn new(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let words = joined_numbers(text.split_whitespace());
        let folded = words.iter().map(|word| fold(word).units().to_vec());
        let mut words: Vec<Vec<u16>> = Vec::new();
        for word in folded.filter(|word| !word.is_empty()) {
            if !words.contains(&word) && words.len() < MOST_WORDS {
                words.push(word);
            }
        }
        Self { words }
    }

    /// Returns the words, folded.
    pub fn words(&self) -> &[Vec<u16>] {
        &self.words
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether everything that this finds was also found by `before`: it has the same words, or longer ones.
    pub fn narrows(&self, before: &Self) -> bool {
        // Who searches for 4/1 finds 4月1日 too, which `4/` does not.
        let has_day = self.words.iter().any(|word| day_of_year(word).is_some());
        // Who searches for 第12回 finds the series that have such an instance, which 第1 does not.
        let has_number = self.words.iter().any(|word| number_in(word).is_some());
        !before.is_empty()
            && !has_day
            && !has_number
            && before.words.iter().all(|old| self.words.iter().any(|new| holds(new, old)))
    }

    /// Returns the bytes of a text that match, in order and without overlap.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        let ways = self.words.iter().cloned().chain(self.words.iter().flat_map(|it| others(it)));
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
        self.words.iter().filter_map(|word| number_in(word)).collect()
    }

    /// Returns the words that none of the texts contain.
    pub fn lacking(&self, texts: &[&str]) -> Self {
        let folded: Vec<_> = texts.iter().map(|text| fold(text)).collect();
        let is_lacking = |word: &&Vec<u16>| !folded.iter().any(|text| fits(text.units(), word));
        Self { words: self.words.iter().filter(is_lacking).cloned().collect() }
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
        let folded = fold(text);
        self.words.iter().any(|word| fits(folded.units(), word))
    }
}

/// Whether some units contain a word, or what it stands for.
fn fits(units: &[u16], word: &[u16]) -> bool {
    holds(units, word) || others(word).iter().any(|other| holds(units, other))
}

/// Returns the other ways to write a word.
pub(super) fn others(word: &[u16]) -> Vec<Vec<u16>> {
    also_written(word).into_iter().chain(turned(word)).collect()
}

/// Whether some units contain a word.
pub(super) fn holds(units: &[u16], word: &[u16]) -> bool {
    units.windows(word.len().max(1)).any(|window| window == word)
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
