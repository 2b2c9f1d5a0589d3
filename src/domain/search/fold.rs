//! Folding: texts that people consider the same when they search become the same text.
//!
//! Width, case, kana, accents, ringed numbers and variants of kanji get one form; spaces next to Japanese and the long
//! vowel mark at the end of a word are removed; iteration marks become what they repeat; words with several spellings get
//! one, see [`crate::domain::search::spelling`]. Each unit remembers which
//! bytes it came from, so that a match can be marked in the original text.
//!
//! Laws: folding a folded text changes nothing; units cover the text in order.

use std::ops::Range;

use crate::domain::search::folded::{Folded, SPACE, is_kana, is_kanji, unit_of};
use crate::domain::search::signs::{self, Spelled};
use crate::domain::search::spelling::{rewritten, takes_small_ka};
use crate::domain::search::variants;

/// Folds a text.
pub fn fold(text: &str) -> Folded {
    // Most texts are in Japanese, with three bytes for each unit.
    let mut folder = Folder { folded: Folded::with_capacity(text.len() / 2), ..Folder::default() };
    for (at, c) in text.char_indices() {
        folder.take(c, at..at + c.len_utf8());
    }
    rewritten(folder.finish())
}

fn is_japanese(unit: u16) -> bool {
    matches!(unit, 0x3000..=0x30ff) || is_kanji(unit)
}

const LONG: u16 = 0x30fc;
const LINE_END: u16 = 0x0a;

#[derive(Default)]
struct Folder {
    folded: Folded,
    /// Whether a space was seen that is added only if the next unit needs it.
    has_space: bool,
    /// Whether the last unit is a ヴ, which a vowel may follow.
    is_after_vu: bool,
    /// Whether the last unit is a ケ after a kanji, which is a ヶ if a kanji follows.
    is_after_ke: bool,
}

impl Folder {
    fn take(&mut self, c: char, byte_range: Range<usize>) {
        if std::mem::take(&mut self.is_after_vu) && self.vowel_after_vu(c, byte_range.end) {
            return;
        }
        if std::mem::take(&mut self.is_after_ke)
            && is_kanji(unit_of(c))
            && let Some(last) = self.folded.units.last_mut()
        {
            *last = unit_of('が');
        }
        match c {
            // The letters that most texts consist of come first.
            '一'..='\u{9fff}' => self.letter(variants::plain(c), byte_range),
            '0'..='9' | 'a'..='z' | 'A'..='Z' | 'ぁ'..='ん' | 'ァ'..='グ' | 'コ'..='ン' => {
                self.letter(signs::plain(c), byte_range);
            }
            'ヴ' | 'ゔ' => {
                self.letter('ぶ', byte_range);
                self.is_after_vu = true;
            }
            'ヶ' if takes_small_ka(self.last()) => self.letter('が', byte_range),
            'ケ' | 'ｹ' => {
                self.is_after_ke = takes_small_ka(self.last());
                self.letter('け', byte_range);
            }
            '\n' | '\r' => {
                self.close_word();
                self.has_space = false;
                if !matches!(self.last(), None | Some(LINE_END)) {
                    self.put(LINE_END, byte_range);
                }
            }
            '\u{3099}' | '゛' | 'ﾞ' => self.mark(signs::voiced, &byte_range),
            '\u{309a}' | '゜' | 'ﾟ' => self.mark(signs::half_voiced, &byte_range),
            '々' | '〻' => self.repeat_kanji(byte_range),
            'ゝ' | 'ヽ' => self.repeat_kana(c, byte_range, |kana| Some(signs::unvoiced(kana))),
            'ゞ' | 'ヾ' => {
                self.repeat_kana(c, byte_range, |kana| signs::voiced(signs::unvoiced(kana)));
            }
            '・' | '･' | '·' | '•' => self.has_space = true,
            _ if c.is_whitespace() => self.has_space = true,
            _ if signs::is_silent(c) => self.stretch(byte_range.end),
            _ if signs::is_stroke(c) => self.stroke(c, byte_range),
            _ => self.write(c, byte_range),
        }
    }

    fn write(&mut self, c: char, byte_range: Range<usize>) {
        match signs::spelled(c) {
            None => self.letter(variants::plain(signs::plain(c)), byte_range),
            Some(Spelled::Words(words)) => {
                words.chars().for_each(|c| self.letter(c, byte_range.clone()));
            }
            Some(Spelled::Bracketed(word)) => {
                let word = std::iter::once('(').chain(word.chars()).chain(std::iter::once(')'));
                word.for_each(|c| self.letter(c, byte_range.clone()));
            }
            Some(Spelled::Number(number)) => {
                number.to_string().chars().for_each(|c| self.letter(c, byte_range.clone()));
            }
        }
    }

    fn letter(&mut self, c: char, byte_range: Range<usize>) {
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            self.unit(*unit, byte_range.clone());
        }
    }

    /// Adds a unit, and the space before it if that is between words that are not Japanese.
    fn unit(&mut self, unit: u16, byte_range: Range<usize>) {
        if !is_kana(unit) && unit != LONG {
            self.close_word();
        }
        if std::mem::take(&mut self.has_space)
            && let Some(last) = self.last()
            && last != LINE_END
            && !is_japanese(last)
            && !is_japanese(unit)
        {
            self.put(SPACE, byte_range.start..byte_range.start);
        }
        self.put(unit, byte_range);
    }

    fn put(&mut self, unit: u16, byte_range: Range<usize>) {
        self.folded.units.push(unit);
        self.folded.byte_ranges.push(byte_range);
    }

    /// Adds a stroke. After kana it is a long vowel, and several count as one. Elsewhere it is a dash, or a tilde.
    fn stroke(&mut self, c: char, byte_range: Range<usize>) {
        match self.last() {
            Some(LONG) => self.stretch(byte_range.end),
            Some(last) if is_kana(last) => self.unit(LONG, byte_range),
            Some(_) | None => match c {
                'ー' | 'ｰ' => self.unit(LONG, byte_range),
                '~' | '～' | '〜' => self.letter('~', byte_range),
                _ => self.letter('-', byte_range),
            },
        }
    }

    /// Removes a long vowel at the end of a word in kana: サーバ and サーバー are the same word.
    fn close_word(&mut self) {
        if let [.., before, LONG] = *self.folded.units
            && is_kana(before)
        {
            self.folded.units.pop();
            let end = self.folded.byte_ranges.pop().map(|byte_range| byte_range.end);
            self.stretch(end.unwrap_or(0));
        }
    }

    /// Writes ヴァ as バ; returns whether `c` is a vowel.
    fn vowel_after_vu(&mut self, c: char, end: usize) -> bool {
        let syllable = match signs::plain(c) {
            'あ' => 'ば',
            'い' => 'び',
            'え' => 'べ',
            'お' => 'ぼ',
            _ => return false,
        };
        if let Some(last) = self.folded.units.last_mut() {
            *last = unit_of(syllable);
        }
        self.stretch(end);
        true
    }

    /// Applies a mark to the kana before it.
    fn mark(&mut self, marked: fn(char) -> Option<char>, byte_range: &Range<usize>) {
        let last = self.folded.units.last_mut();
        if let Some(last) = last
            && let Some(kana) = char::from_u32(u32::from(*last))
            && let Some(kana) = marked(kana)
        {
            self.is_after_vu = kana == 'ゔ';
            *last = unit_of(if kana == 'ゔ' { 'ぶ' } else { kana });
        }
        self.stretch(byte_range.end);
    }

    fn repeat_kanji(&mut self, byte_range: Range<usize>) {
        let repeated: Vec<u16> = match *self.folded.units {
            [.., high @ 0xd800..=0xdbff, low @ 0xdc00..=0xdfff] => vec![high, low],
            [.., last] if is_kanji(last) => vec![last],
            _ => vec![unit_of('々')],
        };
        for unit in repeated {
            self.unit(unit, byte_range.clone());
        }
    }

    fn repeat_kana(&mut self, c: char, byte_range: Range<usize>, how: fn(char) -> Option<char>) {
        let repeated = match *self.folded.units {
            [.., last, LONG] | [.., last] if is_kana(last) => char::from_u32(u32::from(last)),
            _ => None,
        };
        // Katakana marks are those of hiragana, one row further.
        let alone = if matches!(c, 'ヽ' | 'ゝ') { 'ゝ' } else { 'ゞ' };
        let kana = repeated.map_or(alone, |kana| how(kana).unwrap_or(kana));
        self.letter(kana, byte_range);
    }

    /// Adds bytes that leave no unit to the unit before them.
    fn stretch(&mut self, end: usize) {
        self.folded.stretch(end);
    }

    fn last(&self) -> Option<u16> {
        self.folded.units.last().copied()
    }

    fn finish(mut self) -> Folded {
        self.close_word();
        if self.last() == Some(LINE_END) {
            self.folded.units.pop();
            self.folded.byte_ranges.pop();
        }
        self.folded
    }
}
