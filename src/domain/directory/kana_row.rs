//! The rows of the Japanese syllabary (五十音の行), by which long lists are divided.

use crate::domain::search::fold::fold;
use crate::domain::search::signs::unvoiced;

/// The part of a list that a reading is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KanaRow {
    /// Latin letters and digits.
    Latin,
    /// A row of kana, by its first letter: あ, か, さ, た, な, は, ま, や, ら, わ.
    Kana(char),
    /// Anything else: names in kanji without a reading.
    Other,
}

/// The rows, each with its kana.
const ROWS: [(char, &str); 10] = [
    ('あ', "あいうえおぁぃぅぇぉ"),
    ('か', "かきくけこゕゖ"),
    ('さ', "さしすせそ"),
    ('た', "たちつてとっ"),
    ('な', "なにぬねの"),
    ('は', "はひふへほ"),
    ('ま', "まみむめも"),
    ('や', "やゆよゃゅょ"),
    ('ら', "らりるれろ"),
    ('わ', "わゐゑをんゎ"),
];

impl KanaRow {
    /// Returns the row of a reading, or of a name that has none. Katakana, half-width kana and voiced kana are in the row
    /// of the plain hiragana.
    pub fn of(reading: &str) -> Self {
        let folded = fold(reading);
        let unit = folded.units().first().copied().unwrap_or(0);
        let Some(letter) = char::from_u32(u32::from(unit)) else { return Self::Other };
        if letter.is_ascii_alphanumeric() {
            return Self::Latin;
        }
        let letter = unvoiced(letter);
        let row = ROWS.into_iter().find(|(_, kana)| kana.contains(letter));
        row.map_or(Self::Other, |(first, _)| Self::Kana(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_reading_is_in_its_row() {
        let cases = [
            ("あべ", KanaRow::Kana('あ')),
            ("ｶﾞﾝﾊﾞ", KanaRow::Kana('か')),
            ("ジョン", KanaRow::Kana('さ')),
            ("パク", KanaRow::Kana('は')),
            ("ヴェラ", KanaRow::Kana('は')),
            ("んだ", KanaRow::Kana('わ')),
            ("Ｓｍｉｔｈ", KanaRow::Latin),
            ("渡辺", KanaRow::Other),
            ("", KanaRow::Other),
        ];
        for (reading, row) in cases {
            assert_eq!(KanaRow::of(reading), row, "{reading}");
        }
    }
}
