//! The order of readings and names in lists: 五十音, as dictionaries have it (JIS X 4061).
//!
//! Hiragana, katakana and half-width katakana are equal. Voiced kana count as plain ones, and a long vowel mark as the
//! vowel, unless the texts are equal otherwise. Kanji without a reading come after, in the order of [`kanji_order`].

use crate::domain::search::fold::fold;
use crate::domain::search::kanji_order;
use crate::domain::search::signs::unvoiced;

/// The place of a text in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// The folded text in plain kana.
    plain: Vec<u16>,
    /// The folded text.
    folded: Vec<u16>,
}

impl Order {
    /// Returns the place of a text.
    pub fn of(text: &str) -> Self {
        let folded = fold(text).units().to_vec();
        let mut before = None;
        let plain = char::decode_utf16(folded.iter().copied()).flat_map(|unit| {
            let letter = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            let letter =
                if letter == 'ー' { before.and_then(vowel).unwrap_or(letter) } else { letter };
            before = Some(letter);
            unvoiced(letter).encode_utf16(&mut [0; 2]).to_vec()
        });
        let plain = plain.map(kanji_order::place);
        Self { plain: plain.collect(), folded }
    }
}

/// Returns the vowel of a syllable in hiragana.
fn vowel(kana: char) -> Option<char> {
    const ROWS: [&str; 5] = [
        "あかさたなはまやらわ",
        "いきしちにひみり",
        "うくすつぬふむゆる",
        "えけせてねへめれ",
        "おこそとのほもよろを",
    ];
    let kana = unvoiced(kana);
    ROWS.into_iter().find(|row| row.contains(kana))?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_sorted_as_in_a_dictionary() {
        let sorted = [
            "アーサー",
            "あおき",
            "ｲｼﾀﾞ",
            "ｶﾄｳ",
            "ガトウ",
            "かとうだ",
            "ｶﾞﾝﾊﾞ",
            "きょうと",
            "さいとう",
            "ｻﾄｳ",
            "はやし",
            "ばやし",
            "ぱやし",
            "ﾋﾗﾉ",
            "ﾜﾀﾅﾍﾞ",
            "渡辺",
        ];
        let mut shuffled = sorted;
        shuffled.reverse();
        shuffled.sort_by_cached_key(|text| Order::of(text));
        assert_eq!(shuffled, sorted);
        let names = ["印刷", "運輸", "学校", "建築", "交通", "市職員", "水道", "保育"];
        let mut shuffled = names;
        shuffled.sort_unstable();
        assert_ne!(shuffled, names);
        shuffled.sort_by_cached_key(|text| Order::of(text));
        assert_eq!(shuffled, names);
        assert_eq!(Order::of("ｶﾞﾄｳ"), Order::of("がとう"));
        assert_eq!(Order::of("コーノ").plain, Order::of("こおの").plain);
    }
}
