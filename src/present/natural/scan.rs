//! Scans a text from left to right.

use crate::domain::numerals;

/// Normalises a text: half-width digits, letters and marks, and lower case.
pub(super) fn plain(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '！'..='｝' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '〜' => '～',
        '−' | '‐' | '‑' => '-',
        '\u{3000}' | '\t' | '\n' | '\r' => ' ',
        other => other,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// The unread remainder of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'t> {
    rest: &'t str,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Returns the text that was consumed since an earlier state of this scan.
    pub(super) fn since(&self, before: &Self) -> &'t str {
        let taken = before.rest.len().saturating_sub(self.rest.len());
        before.rest.split_at_checked(taken).map_or("", |(taken, _)| taken)
    }

    /// Whether a digit comes next.
    pub(super) fn is_at_digit(&self) -> bool {
        self.rest.starts_with(|next: char| next.is_ascii_digit())
    }

    /// Skips blanks, and returns whether there were any.
    pub(super) fn skip_blank(&mut self) -> bool {
        let rest = self.rest.trim_start_matches(' ');
        let is_any = rest.len() != self.rest.len();
        self.rest = rest;
        is_any
    }

    /// Consumes the text if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Consumes the first of the texts that comes next.
    pub(super) fn eat_any(&mut self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.eat(text))
    }

    /// Consumes a word if it comes next and no Latin letter follows it.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        let is_whole =
            ahead.eat(word) && !ahead.rest.starts_with(|next: char| next.is_ascii_alphanumeric());
        if is_whole {
            *self = ahead;
        }
        is_whole
    }

    /// Consumes the first of the words that comes next, and returns its value.
    pub(super) fn eat_one<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find(|(word, _)| self.eat_word(word)).map(|(_, value)| *value)
    }

    /// Consumes a number of at most `digits` digits.
    pub(super) fn number(&mut self, digits: usize) -> Option<i16> {
        let end = self.rest.find(|next: char| !next.is_ascii_digit()).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at_checked(end)?;
        let number = (1..=digits).contains(&found.len()).then(|| found.parse().ok()).flatten()?;
        self.rest = rest;
        Some(number)
    }

    /// Consumes a number of at most `digits` digits, or one in kanji; returns also whether it is in kanji. A year in kanji
    /// has all four letters: 千年 is none.
    pub(super) fn numeral(&mut self, digits: u8) -> Option<(i16, bool)> {
        if let Some(number) = self.number(usize::from(digits)) {
            return Some((number, false));
        }
        let end = self.rest.find(|next| numerals::numeral(next).is_none());
        let (found, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        (digits < 4 || found.chars().count() == 4).then_some(())?;
        let number = numerals::number(found)?;
        (number < 10_u32.pow(u32::from(digits))).then_some(())?;
        self.rest = rest;
        Some((i16::try_from(number).ok()?, true))
    }

    /// Returns the letter that comes next.
    pub(super) fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Runs `read`; if it fails, nothing is consumed.
    pub(super) fn try_read<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }

    /// Consumes everything up to the next blank, at least one letter.
    pub(super) fn word(&mut self) -> &'t str {
        let end = self.rest.find(' ').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }
}
