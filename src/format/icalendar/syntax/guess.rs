//! Guesses the encoding of bytes that are not UTF-8, by what each encoding allows and by what is frequent in it.

use crate::format::icalendar::syntax::japanese::{
    ESCAPE, EUC_JP, ISO_2022_JP, SHIFT_JIS, Unit, euc_jp_unit, shift_jis_unit,
};
use crate::format::icalendar::syntax::lines::Lines;

/// The name of Latin-1 that the WHATWG has.
pub(crate) const LATIN: &str = "windows-1252";

/// Whether the bytes mean the same in every encoding that we support.
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    bytes.is_ascii() && !bytes.contains(&ESCAPE)
}

/// Returns the encoding of a file; `None` is UTF-8, also if only a few of its lines are in another encoding.
pub(crate) fn encoding_of(bytes: &[u8]) -> Option<&'static str> {
    if has_sets(bytes) {
        return Some(ISO_2022_JP);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (mut bad, mut good) = (0_usize, 0_usize);
    // A fold may be inside of a character, so that only whole lines can be judged.
    let (mut unfolded, mut other) = (Vec::new(), Vec::new());
    for line in Lines::new(bytes, usize::MAX).filter(|line| !line.bytes.is_ascii()) {
        unfolded.extend_from_slice(&line.bytes);
        unfolded.push(b'\n');
        if std::str::from_utf8(&line.bytes).is_ok() {
            good += 1;
        } else {
            bad += 1;
            other.extend_from_slice(&line.bytes);
            other.push(b'\n');
        }
    }
    // A short file may have one text beyond ASCII, which was cut inside of a character.
    (bad > good && !is_damaged_utf8(&unfolded)).then(|| guess(&other))
}

/// Whether the bytes are in ISO-2022-JP, perhaps with a few that are not.
///
/// RFC 1468: the sets of characters. The first one with kanji is `ESC $ B`.
fn has_sets(bytes: &[u8]) -> bool {
    const SETS: [&[u8]; 4] = [b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
    let is_set = |at: usize| {
        SETS.iter().any(|set| bytes.get(at..).is_some_and(|rest| rest.starts_with(set)))
    };
    let escapes = bytes.iter().enumerate().filter(|(_, byte)| **byte == ESCAPE);
    let set_count = escapes.filter(|(at, _)| is_set(*at)).count();
    let is_high = |line: &&[u8]| !line.is_ascii();
    set_count > bytes.split(|byte| *byte == b'\n').filter(is_high).count()
}

/// Whether bytes that are not UTF-8 are so in spite of a few bad ones. In other encodings, few of the bytes beyond ASCII
/// happen to be characters of UTF-8, and seldom usual ones.
pub(crate) fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut bad, mut good) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        bad += chunk.invalid().len();
        for letter in chunk.valid().chars().filter(|letter| !letter.is_ascii()) {
            *(if is_usual(letter) { &mut good } else { &mut bad }) += letter.len_utf8();
        }
    }
    good >= bad
}

/// Whether a letter beyond ASCII is usual in a text of Japan or of Western Europe.
fn is_usual(letter: char) -> bool {
    matches!(letter, '\u{a0}'..='\u{17f}' | '\u{2000}'..='\u{206f}') || is_usual_in_japan(letter)
}

/// Whether a letter beyond ASCII is usual in a text of Japan.
fn is_usual_in_japan(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether bytes are a Japanese text in UTF-8. In another encoding, they would be rare kanji and half-width katakana in
/// turn.
pub(crate) fn is_japanese_utf8(bytes: &[u8]) -> bool {
    let is_japanese =
        |text: &str| text.chars().all(|letter| letter.is_ascii() || is_usual_in_japan(letter));
    !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok_and(is_japanese)
}

/// Returns the most likely encoding of bytes that are not UTF-8. A few of them may be damaged.
pub(crate) fn guess(bytes: &[u8]) -> &'static str {
    let count = |is: fn(&u8) -> bool| bytes.iter().filter(|byte| is(byte)).count();
    let high = count(|byte| *byte >= 0x80).max(1);
    let run_count = bytes.chunk_by(|one, next| (*one >= 0x80) == (*next >= 0x80));
    let run_count = run_count.filter(|run| run.first().is_some_and(|byte| *byte >= 0x80)).count();
    // Hiragana and katakana begin with 0x82 and 0x83 in Shift_JIS, with 0xA4 and 0xA5 in EUC-JP.
    let has_kana_lead = count(|byte| matches!(byte, 0x82 | 0x83)) * 20 >= high;
    let kana_rows = count(|byte| matches!(byte, 0xa4 | 0xa5));
    // In Latin-1 a letter beyond ASCII is alone between others.
    let is_single = run_count * 10 >= high * 9;
    let euc_jp = Score::of(
        bytes,
        euc_jp_unit,
        |lead| matches!(lead, 0x8e | 0xa1..=0xa8 | 0xad | 0xb0..=0xcf),
    );
    if euc_jp.is_likely() {
        const FEW_RUNS: usize = 4;
        // Half-width katakana in Shift_JIS have no byte beyond 0xDF, and seldom come in pairs only.
        let is_beyond = count(|byte| *byte >= 0xe0) > 0;
        if kana_rows * 6 >= high || is_beyond || run_count >= FEW_RUNS && euc_jp.bad == 0 {
            return EUC_JP;
        }
    }
    let shift_jis = Score::of(bytes, shift_jis_unit, |_| true);
    let low_leads = count(|byte| (0x81..=0x9f).contains(byte));
    let half_width = count(|byte| (0xa1..=0xdf).contains(byte));
    let has_leads = has_kana_lead || low_leads * 5 >= high;
    let is_japanese = match shift_jis.bad {
        0 => (has_leads || half_width * 5 >= high * 4) && (!is_single || has_kana_lead),
        _ => has_leads && !is_single && shift_jis.is_likely(),
    };
    if is_japanese { SHIFT_JIS } else { LATIN }
}

/// How well bytes fit an encoding.
struct Score {
    /// How many characters of several bytes there are.
    good: usize,
    /// How many of them are usual.
    usual: usize,
    /// How many bytes begin no character.
    bad: usize,
}

impl Score {
    /// Reads bytes as characters; those of several bytes are usual by their first one.
    fn of(bytes: &[u8], unit: fn(&[u8]) -> Unit, is_usual: fn(u8) -> bool) -> Self {
        let mut score = Self { good: 0, usual: 0, bad: 0 };
        let mut rest = bytes;
        while let Some(lead) = rest.first() {
            let Unit { width, is_good } = unit(rest);
            score.bad += usize::from(!is_good);
            score.good += usize::from(width > 1);
            score.usual += usize::from(width > 1 && is_usual(*lead));
            rest = rest.get(width..).unwrap_or_default();
        }
        score
    }

    /// Whether at most a few bytes are damaged, and the characters are those of usual texts.
    fn is_likely(&self) -> bool {
        const GOOD_FOR_ONE_BAD: usize = 4;
        self.bad * GOOD_FOR_ONE_BAD <= self.good && self.usual * 2 >= self.good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let rows: [(&[u8], Option<&str>); 21] = [
            (b"A:plain", None),
            ("A:会議室".as_bytes(), None),
            // 会議室, かいぎ and half-width ｶｲｷﾞｼﾂ in Shift_JIS.
            (b"A:\x89\xef\x8b\x63\x8e\xba", Some(SHIFT_JIS)),
            (b"A:\x82\xa9\x82\xa2\x82\xac", Some(SHIFT_JIS)),
            (b"A:\xb6\xb2\xb7\xde\xbc\xc2 \xb6", Some(SHIFT_JIS)),
            // かいぎ, 会議室, half-width ｶｲｷﾞ and 丂 (8F B0 A1) with kana in EUC-JP.
            (b"A:\xa4\xab\xa4\xa4\xa4\xae", Some(EUC_JP)),
            (b"A:\xb2\xf1\xb5\xc4\xbc\xbc", Some(EUC_JP)),
            (b"A:\x8e\xb6\x8e\xb2\x8e\xb7\x8e\xde \xa4\xce\xb2\xf1", Some(EUC_JP)),
            (b"A:\x8f\xb0\xa1\xa4\xce", Some(EUC_JP)),
            // 会議 in ISO-2022-JP.
            (b"A:\x1b$B2q5D\x1b(B", Some(ISO_2022_JP)),
            (b"A:M\xfcller", Some(LATIN)),
            (b"A:d\xe9j\xe0 vu, caf\xe9", Some(LATIN)),
            (b"A:it\x92s \x93quoted\x94", Some(LATIN)),
            (b"A:\x1b[0m", None),
            // 執行委員会 and 会議の in UTF-8, cut inside of their last characters.
            (b"A:\xe5\x9f\xb7\xe8\xa1\x8c\xe5\xa7\x94\xe5\x93\xa1\xe4\xbc", None),
            (b"A:\xe4\xbc\x9a\xe8\xad\xb0\xe3\x81...", None),
            // One bad byte among the kanji of a longer text.
            (b"A:\x8e\xb7\x8d\x73\x88\xcf\x88\xf5\x89\xef\xff", Some(SHIFT_JIS)),
            (b"A:\xbc\xb9\xb9\xd4\xb0\xd1\xb0\xf7\xb2\xf1\xff", Some(EUC_JP)),
            (b"A:\x1b$B2q5D\x1b(B \x1b$B2q5D\x1b(B\xff", Some(ISO_2022_JP)),
            (b"A:Avalia\xe7\xe3o, reuni\xe3o", Some(LATIN)),
            (b"A:\xab\xa0\xc9t\xe9\xa0\xbb \x96 \x93\xdcber\x94", Some(LATIN)),
        ];
        for (bytes, expected) in rows {
            assert_eq!(encoding_of(bytes), expected, "{bytes:x?}");
        }
    }
}
