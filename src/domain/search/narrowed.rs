//! What a search found, for the next one that narrows it.

use super::query::{Query, holds};

/// What the last search found, for the next one that narrows it.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    /// The query.
    pub(super) query: Query,
    /// The texts that any word fitted.
    pub(super) texts: Vec<usize>,
    /// The events that had every word, whatever else was wanted of them.
    pub(super) docs: Vec<usize>,
}

impl Narrowed {
    /// The texts that can fit a word, where the last search tells.
    pub(super) fn texts_for(&self, word: &[u16]) -> Option<&[usize]> {
        let is_longer = self.query.words().iter().any(|old| holds(word, old));
        is_longer.then_some(&self.texts)
    }
}
