//! Words that are written in several ways, in one of them: numbers in kanji, legal forms of companies, the small ヶ of
//! places and months, and kana that may be left out after kanji (打合せ, 打ち合わせ).
//!
//! It rewrites folded units. The longest spelling represents all, so that a part of any of them is found: 合わせ in 打合せ.
//! Law: rewriting what was rewritten changes nothing.

use std::ops::Range;

use crate::domain::numerals;
use crate::domain::search::folded::{Folded, SPACE, is_kana, is_kanji, unit_of};
use crate::domain::search::spelling_table::{
    AFTER_GO, AFTER_O, AFTER_TSU, COUNTED, COUNTED_BY_KA, LEGAL_FORMS, WITH_KANA,
    WORDS_WITHOUT_KANA,
};

/// Returns how a word is written as well: the long form of an organisation's legal form, or a day of the year, `4/1` and
/// 4月1日.
pub(super) fn also_written(word: &[u16]) -> Option<Vec<u16>> {
    legal_form_of(word).or_else(|| day_of_year(word))
}

/// Returns the other way to write a day of the year.
pub(super) fn day_of_year(word: &[u16]) -> Option<Vec<u16>> {
    let word = String::from_utf16(word).ok()?;
    let (month, day) = word.split_once(['/', '月'])?;
    let (is_short, day) = (word.contains('/'), day.strip_suffix('日').unwrap_or(day));
    let is_number = |text: &str, most: u8| {
        let is_plain = !text.starts_with('0') && text.bytes().all(|it| it.is_ascii_digit());
        is_plain && text.parse::<u8>().is_ok_and(|it| it <= most)
    };
    let is_whole = is_short != word.ends_with('日');
    let other = if is_short { format!("{month}月{day}日") } else { format!("{month}/{day}") };
    (is_whole && is_number(month, 12) && is_number(day, 31)).then(|| other.encode_utf16().collect())
}

/// Returns the long form of what people write in brackets for the legal form of an organisation, without the brackets:
/// 一社. A single letter is found in the long form, and 公社 is a word.
fn legal_form_of(word: &[u16]) -> Option<Vec<u16>> {
    let is_it = |short: &str| {
        let inner = short.trim_matches(['(', ')']);
        inner.chars().count() > 1
            && inner != "公社"
            && inner.encode_utf16().eq(word.iter().copied())
    };
    let (_, long) = LEGAL_FORMS.iter().find(|(short, _)| is_it(short))?;
    Some(long.encode_utf16().collect())
}

/// Rewrites words to the spelling that represents all of them.
pub(super) fn rewritten(folded: Folded) -> Folded {
    if !folded.units().iter().any(|unit| may_begin(*unit)) {
        return folded;
    }
    let to = Folded::with_capacity(folded.units().len() + 4);
    let mut writing = Writing { from: folded, to };
    let mut at = 0;
    while at < writing.from.units().len() {
        at = writing.step(at);
    }
    writing.to
}

/// Whether a word that is rewritten may begin with a unit, or is decided by it.
fn may_begin(unit: u16) -> bool {
    let is_kanji = is_kanji(unit) || unit == unit_of('〇');
    is_kanji || unit == unit_of('(') || matches!(unit, 0x304b | 0x304c | 0x3051)
}

/// Whether a unit is one of those that [`Writing::step`] looks at: all that may begin a word, and the つ of a place.
fn may_be_rewritten(unit: u16) -> bool {
    may_begin(unit) || unit == unit_of('つ')
}

struct Writing {
    from: Folded,
    to: Folded,
}

impl Writing {
    /// Rewrites what stands at a unit, and returns where the rest begins.
    fn step(&mut self, at: usize) -> usize {
        if !self.from.units().get(at).is_some_and(|unit| may_be_rewritten(*unit)) {
            self.copy(at..at + 1);
            return at + 1;
        }
        self.legal_form(at)
            .or_else(|| self.number(at))
            .or_else(|| self.counter(at))
            .or_else(|| self.polite(at))
            .or_else(|| self.small_tsu(at))
            .or_else(|| self.with_kana(at))
            .unwrap_or_else(|| {
                self.copy(at..at + 1);
                at + 1
            })
    }

    fn legal_form(&mut self, at: usize) -> Option<usize> {
        let rest = self.from.units().get(at..).filter(|it| it.first() == Some(&unit_of('(')))?;
        let is_it = |(short, _): &&(&str, &str)| begins(rest, short);
        let (short, long) = LEGAL_FORMS.iter().find(is_it)?;
        let end = at + short.chars().count();
        if self.from.units().get(end) == Some(&unit_of('々')) {
            return None;
        }
        // Next to Japanese there is no space.
        let is_space = |unit: Option<&u16>| unit == Some(&SPACE);
        if is_space(self.to.units().last()) {
            self.to.pop();
        }
        self.put(long, at..end);
        Some(end + usize::from(is_space(self.from.units().get(end))))
    }

    /// A number in kanji: after 第, before what it counts, or with a ten or a hundred in it.
    fn number(&mut self, at: usize) -> Option<usize> {
        let units = self.from.units();
        let is_numeral = |at: usize| units.get(at).is_some_and(|unit| numeral(*unit).is_some());
        if !is_numeral(at) || at.checked_sub(1).is_some_and(is_numeral) {
            return None;
        }
        let length = units.get(at..)?.iter().take_while(|unit| numeral(**unit).is_some()).count();
        let mut end = at + length;
        let is_after = at.checked_sub(1).and_then(|at| units.get(at)) == Some(&unit_of('第'));
        let mut next = units.get(end).copied();
        // 第二四半期 is the second quarter, not a twenty-fourth half.
        let is_quarter = is_one_of(next, "半") && units.get(end - 1) == Some(&unit_of('四'));
        if is_after && is_quarter && length > 1 {
            end -= 1;
            next = None;
        }
        let is_ka = is_one_of(next, "かが箇");
        let counts = if is_ka {
            is_one_of(units.get(end + 1).copied(), COUNTED_BY_KA)
        } else {
            is_one_of(next, COUNTED)
        };
        let run = units.get(at..end)?;
        let has_ten = run.iter().any(|unit| numeral(*unit) > Some(9));
        let is_number = is_after || counts || (has_ten && length > 1);
        let number = value(run).filter(|_| is_number)?;
        self.put(&number, at..end);
        Some(end)
    }

    /// か with which months and places are counted: 一か月. ヶ and ケ are already folded.
    fn counter(&mut self, at: usize) -> Option<usize> {
        let units = self.from.units();
        let unit = *units.get(at)?;
        let before = *at.checked_sub(1).and_then(|at| units.get(at))?;
        let next = *units.get(at + 1)?;
        let is_number = matches!(before, 0x30..=0x39) || numeral(before).is_some();
        let is_ka =
            is_one_of(Some(unit), "か箇") && is_number && is_one_of(Some(next), COUNTED_BY_KA);
        is_ka.then(|| {
            self.put("が", at..at + 1);
            at + 1
        })
    }

    /// The polite 御 in kana: 御茶ノ水.
    fn polite(&mut self, at: usize) -> Option<usize> {
        let units = self.from.units();
        let next = units.get(at + 1).copied();
        let kana = match units.get(at) {
            Some(unit) if *unit != unit_of('御') => None,
            Some(_) if is_one_of(next, AFTER_O) => Some("お"),
            Some(_) if is_one_of(next, AFTER_GO) => Some("ご"),
            Some(_) | None => None,
        };
        self.put(kana?, at..at + 1);
        Some(at + 1)
    }

    /// ツ between a numeral and what it counts in the name of a place.
    fn small_tsu(&mut self, at: usize) -> Option<usize> {
        let units = self.from.units();
        let before = *at.checked_sub(1).and_then(|at| units.get(at))?;
        let is_name = numeral(before).is_some() && is_one_of(units.get(at + 1).copied(), AFTER_TSU);
        if units.get(at) != Some(&unit_of('つ')) || !is_name {
            return None;
        }
        let end = self.from.byte_range(at..at + 1)?.end;
        self.to.stretch(end);
        Some(at + 1)
    }

    fn with_kana(&mut self, at: usize) -> Option<usize> {
        let units = self.from.units();
        let first = units.get(at).filter(|unit| is_kanji(**unit))?;
        let first = char::from_u32(u32::from(*first))?;
        let group = WITH_KANA.binary_search_by_key(&first, |(kanji, _)| *kanji).ok()?;
        let (_, words) = WITH_KANA.get(group)?;
        let found = words.iter().find_map(|word| {
            let [between, other, after] = word;
            let mut end = at + 1 + kana_of(units.get(at + 1..)?, between);
            if *units.get(end)? != unit_of(other.chars().next()?) {
                return None;
            }
            let second = end;
            end += 1;
            end += kana_of(units.get(end..)?, after);
            let is_other_word = end == at + 2 && WORDS_WITHOUT_KANA.contains(&(first, other));
            (!is_other_word).then_some((word, second, end))
        });
        let ([between, other, after], second, end) = found?;
        self.copy(at..at + 1);
        self.put(between, at..second);
        self.put(other, second..second + 1);
        self.put(after, second..end);
        Some(if after.is_empty() { end } else { self.strokes(end) })
    }

    /// Writes strokes after kana as a long vowel, if kana follow; else they are left out, as in every text.
    fn strokes(&mut self, at: usize) -> usize {
        let units = self.from.units();
        let is_stroke = |unit: &&u16| is_one_of(Some(**unit), "ー-~");
        let count = units.get(at..).map_or(0, |rest| rest.iter().take_while(is_stroke).count());
        let end = at + count;
        if count > 0 && units.get(end).copied().is_some_and(is_kana) {
            self.put("ー", at..end);
        }
        end
    }

    fn copy(&mut self, units: Range<usize>) {
        let Folded { units: all, byte_ranges } = &self.from;
        if let (Some(units), Some(bytes)) = (all.get(units.clone()), byte_ranges.get(units)) {
            self.to.units.extend_from_slice(units);
            self.to.byte_ranges.extend_from_slice(bytes);
        }
    }

    /// Writes a text in the place of some units.
    fn put(&mut self, text: &str, units: Range<usize>) {
        let Some(bytes) = self.from.byte_range(units) else { return };
        for unit in text.encode_utf16() {
            self.to.push(unit, bytes.clone());
        }
    }
}

/// Returns how many units are kana of a word: all that may be left out, the last of them, or none; at the end of a text, the
/// first of them, because the rest is not typed yet.
fn kana_of(units: &[u16], kana: &str) -> usize {
    let kana: Vec<u16> = kana.encode_utf16().collect();
    if kana.starts_with(units) {
        return units.len();
    }
    let tails = (0..=kana.len()).map(|from| kana.get(from..).unwrap_or_default());
    let mut found = tails.filter(|tail| units.starts_with(tail));
    found.next().map_or(0, <[u16]>::len)
}

fn is_one_of(unit: Option<u16>, all: &str) -> bool {
    unit.is_some_and(|unit| all.chars().any(|it| unit_of(it) == unit))
}

fn begins(units: &[u16], text: &str) -> bool {
    let mut units = units.iter();
    text.encode_utf16().all(|unit| units.next() == Some(&unit))
}

/// Returns the value of a kanji numeral; 零 is a letter of words here.
fn numeral(unit: u16) -> Option<u32> {
    numerals::numeral(char::from_u32(u32::from(unit)).filter(|c| *c != '零')?)
}

/// Returns a number in kanji as digits: 二〇二六, 百二十三. `None` if it is none.
fn value(run: &[u16]) -> Option<String> {
    let numerals: Vec<u32> = run.iter().filter_map(|unit| numeral(*unit)).collect();
    if numerals.iter().all(|it| *it < 10) {
        return Some(numerals.iter().map(u32::to_string).collect());
    }
    numerals::with_tens(numerals).map(|number| number.to_string())
}

/// Whether ヶ or ケ is the sign of a place or a month: after a kanji or a digit.
pub(super) fn takes_small_ka(before: Option<u16>) -> bool {
    before.is_some_and(|unit| {
        !is_kana(unit) && (is_kanji(unit) || matches!(unit, 0x30..=0x39) || unit == unit_of('〇'))
    })
}
