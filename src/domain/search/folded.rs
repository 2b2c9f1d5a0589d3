//! A folded text: units to compare, and the bytes that each came from.

use std::ops::Range;

/// A space between words that are not Japanese.
pub(super) const SPACE: u16 = 0x20;

/// A text in its searchable form, in units of UTF-16.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub(super) units: Vec<u16>,
    /// For each unit: the bytes of the text that it represents.
    pub(super) byte_ranges: Vec<Range<usize>>,
}

impl Folded {
    /// Makes room for so many units.
    pub(super) fn with_capacity(units: usize) -> Self {
        Self { units: Vec::with_capacity(units), byte_ranges: Vec::with_capacity(units) }
    }

    /// Adds a unit that represents some bytes.
    pub(super) fn push(&mut self, unit: u16, byte_range: Range<usize>) {
        self.units.push(unit);
        self.byte_ranges.push(byte_range);
    }

    /// Adds bytes that leave no unit to the last unit.
    pub(super) fn stretch(&mut self, end: usize) {
        if let Some(last) = self.byte_ranges.last_mut() {
            last.end = last.end.max(end);
        }
    }

    /// Removes the last unit.
    pub(super) fn pop(&mut self) {
        self.units.pop();
        self.byte_ranges.pop();
    }

    /// Returns the units to compare.
    pub fn units(&self) -> &[u16] {
        &self.units
    }

    /// Returns the bytes of the text that some units represent.
    pub fn byte_range(&self, units: Range<usize>) -> Option<Range<usize>> {
        let byte_ranges = self.byte_ranges.get(units)?;
        Some(byte_ranges.first()?.start..byte_ranges.last()?.end)
    }
}

/// Whether a unit is hiragana; all kana are folded to hiragana.
pub(super) fn is_kana(unit: u16) -> bool {
    matches!(unit, 0x3041..=0x3096)
}

/// Whether a unit is a kanji, or half of one outside the basic plane.
pub(super) fn is_kanji(unit: u16) -> bool {
    matches!(unit, 0x3400..=0x9fff | 0xf900..=0xfaff | 0xd800..=0xdfff)
}

/// Returns the unit of a character of the basic plane.
pub(super) fn unit_of(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap_or(0xfffd)
}
