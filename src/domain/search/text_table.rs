//! The distinct texts of an index, folded, one after another in one buffer; and how well each fits a word.
//!
//! **Invariant:** no folded text or word has a 0, so that the 0 after each text ends every match.

use crate::domain::search::folded::{is_kana, is_kanji};

/// How well a text fits a word: 0 not at all, 1 inside, 2 from the beginning of a word, 3 from the beginning of the
/// text, 4 the whole text.
pub(super) type Fit = u8;

/// The number of places that texts are kept at by their hashes. It never grows, so that no text is hashed twice: that
/// would hold a frame.
const PLACES: usize = 1 << 15;

/// The number of no text.
const NONE: usize = usize::MAX;

/// The distinct texts. Their numbers are in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct TextTable {
    /// The texts, each followed by a 0.
    units: Vec<u16>,
    /// The end of each text: the position of its 0.
    ends: Vec<usize>,
    /// For each place: the last text that came to it.
    newest: Vec<usize>,
    /// For each text: the one that came to its place before it.
    older: Vec<usize>,
}

impl TextTable {
    /// Returns the number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let numbers = self.ends.capacity() + self.newest.capacity() + self.older.capacity();
        size_of::<u16>() * self.units.capacity() + size_of::<usize>() * numbers
    }

    /// Returns the number of a text, which is added if it is new.
    pub(super) fn add(&mut self, text: &[u16]) -> usize {
        if let Some(known) = self.find(text) {
            return known;
        }
        let number = self.len();
        self.newest.resize(PLACES, NONE);
        let newest = self.newest.get_mut(place(text)).expect("there are PLACES places");
        self.older.push(std::mem::replace(newest, number));
        self.units.extend_from_slice(text);
        self.ends.push(self.units.len());
        self.units.push(0);
        number
    }

    /// Returns the number of a text.
    pub(super) fn find(&self, text: &[u16]) -> Option<usize> {
        let mut number = self.newest.get(place(text)).copied()?;
        while let Some(older) = self.older.get(number).copied() {
            if self.text(number) == text {
                return Some(number);
            }
            number = older;
        }
        None
    }

    /// Raises `fits` of each text to that of the best of some ways to write a word, which all begin with `first`.
    pub(super) fn fit_all(&self, first: u16, ways: &[Vec<u16>], fits: &mut [Fit]) {
        let mut texts = self.ends.iter().zip(fits);
        let Some((mut end, mut fit)) = texts.next() else { return };
        // All texts are read as one: most units are not the one that is looked for.
        for (at, unit) in self.units.iter().enumerate() {
            if *unit != first {
                continue;
            }
            while *end < at {
                let Some(next) = texts.next() else { return };
                (end, fit) = next;
            }
            for way in ways {
                *fit = (*fit).max(self.fit_at(at, way));
            }
        }
    }

    /// Like [`Self::fit_all`], for some texts only.
    pub(super) fn fit_some(
        &self,
        first: u16,
        ways: &[Vec<u16>],
        numbers: impl Iterator<Item = usize>,
        fits: &mut [Fit],
    ) {
        for number in numbers {
            let start = self.start(number);
            let Some(fit) = fits.get_mut(number) else { continue };
            for (at, unit) in self.text(number).iter().enumerate() {
                if *unit == first {
                    for way in ways {
                        *fit = (*fit).max(self.fit_at(start + at, way));
                    }
                    // A later match begins neither the text nor, better than this, a word.
                    if *fit > 1 {
                        break;
                    }
                }
            }
        }
    }

    /// Returns how well what stands at a unit fits a word.
    fn fit_at(&self, at: usize, word: &[u16]) -> Fit {
        let mut here = self.units.get(at..).unwrap_or_default().iter();
        for unit in word {
            if here.next() != Some(unit) {
                return 0;
            }
        }
        let before = at.checked_sub(1).and_then(|at| self.units.get(at)).copied().unwrap_or(0);
        match (before, here.next()) {
            (0, Some(0)) => 4,
            (0, Some(_) | None) => 3,
            _ => 1 + u8::from(begins_word(before, word.first().copied().unwrap_or(0))),
        }
    }

    fn text(&self, number: usize) -> &[u16] {
        let start = self.start(number);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.units.get(start..end).unwrap_or_default()
    }

    /// Returns where a text starts.
    fn start(&self, number: usize) -> usize {
        let before = number.checked_sub(1).and_then(|before| self.ends.get(before));
        before.map_or(0, |end| end + 1)
    }
}

/// Returns the place of a text, by its hash (FNV-1a).
fn place(text: &[u16]) -> usize {
    let hash = text
        .iter()
        .fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193));
    // The upper half depends on every unit, and is spread over the lower one.
    usize::try_from(hash ^ hash >> 15).unwrap_or(0) % PLACES
}

/// Whether a word begins between two units: where one script ends and another begins.
fn begins_word(before: u16, unit: u16) -> bool {
    let writing = |unit: u16| match unit {
        0x30..=0x39 => 1,
        0x61..=0x7a => 2,
        _ if is_kana(unit) => 3,
        _ if is_kanji(unit) => 4,
        _ => 0,
    };
    writing(before) != writing(unit)
}
