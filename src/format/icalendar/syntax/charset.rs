//! Detects the encoding of a file, and decodes its lines.
//!
//! RFC 5545 6: UTF-8. Files also come in UTF-16 (Outlook's "Unicode"), in the Japanese encodings `Shift_JIS`, EUC-JP and
//! ISO-2022-JP (groupware, mail), and in Latin-1. Lines are decoded after unfolding, because programs fold inside of
//! characters.

use std::borrow::Cow;

use crate::format::byte_order::without_marks;
use crate::format::icalendar::syntax::letter;
use crate::format::icalendar::syntax::lines::Lines;

/// Decodes bytes of a named encoding (as the WHATWG calls it), if the caller can; `None` if it cannot, or if the bytes
/// are not in that encoding.
pub type OtherText<'d> = &'d dyn Fn(&[u8], &str) -> Option<String>;

/// What the bytes of a file are, and how its lines become text.
pub(crate) struct Charset<'d> {
    /// The encoding that the file is taken for; `None` is UTF-8.
    guessed: Option<&'static str>,
    other: OtherText<'d>,
}

/// Whether the bytes are an iCalendar file, in any of the encodings that we support, or a mail that contains one.
pub fn is_icalendar(bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 2] = [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"];
    const HEAD: usize = 256;
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = without_marks(head);
    let is_unwanted = |byte: &u8| *byte == 0 || *byte == 0xff || *byte == 0xfe;
    let plain: Vec<u8> = head.iter().filter(|byte| !is_unwanted(byte)).copied().collect();
    let start = plain.trim_ascii_start();
    let begins =
        |sign: &[u8]| start.get(..sign.len()).is_some_and(|head| head.eq_ignore_ascii_case(sign));
    SIGNS.into_iter().any(begins) || letter::has_calendar(bytes)
}

/// Returns the bytes of a file as lines of an encoding that leaves ASCII as it is, and the encoding.
pub(crate) fn detected<'b, 'd>(
    bytes: &'b [u8],
    other: OtherText<'d>,
) -> (Cow<'b, [u8]>, Charset<'d>) {
    if let Some(wide) = utf16(bytes) {
        return (Cow::Owned(wide.into_bytes()), Charset { guessed: None, other });
    }
    let bytes = without_marks(bytes);
    (Cow::Borrowed(bytes), Charset { guessed: encoding_of(bytes), other })
}

/// Returns the text of a file of any format that is not in UTF-8 as a whole, and the encoding if it was guessed; `None`
/// if it is in UTF-8, perhaps with a few bad bytes.
pub fn recoded(bytes: &[u8], other: OtherText<'_>) -> Option<(String, Option<&'static str>)> {
    if let Some(wide) = utf16(bytes) {
        return Some((wide, None));
    }
    let is_text = bytes.first().is_some_and(|byte| b"{[< \t\r\n".contains(byte));
    // A file that only breaks off inside of a character is in UTF-8.
    if !is_text
        || std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
    {
        return None;
    }
    let guessed = guess(bytes);
    let charset = Charset { guessed: Some(guessed), other };
    let text = if is_damaged_utf8(bytes) { None } else { charset.named(bytes, guessed) };
    text.map(|text| (text, Some(guessed)))
}

/// Whether bytes that are not UTF-8 are so in spite of a few bad ones. In other encodings, few of the bytes beyond ASCII
/// happen to be characters of UTF-8, and seldom usual ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
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
    matches!(letter, '\u{a0}'..='\u{17f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

impl Charset<'_> {
    /// The encoding of what this program wrote.
    pub(crate) const UTF_8: Self = Self { guessed: None, other: &|_, _| None };

    /// Returns the encoding that the file was read as, if that was a guess and the caller can decode it.
    pub(crate) fn guess_for(&self, bytes: &[u8]) -> Option<&'static str> {
        let guessed = self.guessed?;
        let mut lines = Lines::new(bytes, usize::MAX).filter(|line| !is_plain(&line.bytes));
        lines.any(|line| self.named(&line.bytes, guessed).is_some()).then_some(guessed)
    }

    /// Returns the text of a line; `None` if some of its bytes cannot be read.
    pub(crate) fn text(&self, bytes: &[u8]) -> Option<String> {
        match self.guessed {
            Some(guessed) if !is_plain(bytes) => self.named(bytes, guessed),
            Some(_) | None => std::str::from_utf8(bytes).ok().map(str::to_owned),
        }
    }

    /// Returns the text of bytes for which the file names an encoding. Programs also use names that the WHATWG does not.
    pub(crate) fn named(&self, bytes: &[u8], name: &str) -> Option<String> {
        let name = name.trim().to_ascii_lowercase();
        let name = match name.as_str() {
            "utf-8" | "utf8" => return std::str::from_utf8(bytes).ok().map(str::to_owned),
            "cp932" | "cp943" | "cp943c" | "windows-932" => SHIFT_JIS,
            "cp51932" | "eucjp" | "euc_jp" | "eucjp-ms" | "eucjpms" => EUC_JP,
            "cp50220" | "cp50221" | "iso2022jp" | "iso-2022-jp-1" | "iso-2022-jp-ms" | "jis" => {
                ISO_2022_JP
            }
            other => other,
        };
        let latin =
            || (name == LATIN).then(|| bytes.iter().map(|byte| char::from(*byte)).collect());
        (self.other)(bytes, name).or_else(latin)
    }

    /// Returns the text of bytes that come without the name of their encoding, as in a quoted value.
    pub(crate) fn unnamed(&self, bytes: &[u8]) -> Option<String> {
        let plain = || std::str::from_utf8(bytes).ok().map(str::to_owned);
        let encoding = encoding_of(bytes).or(self.guessed.filter(|_| !is_plain(bytes)));
        encoding.map_or_else(plain, |encoding| self.named(bytes, encoding))
    }
}

const SHIFT_JIS: &str = "shift_jis";
const EUC_JP: &str = "euc-jp";
const ISO_2022_JP: &str = "iso-2022-jp";
const LATIN: &str = "windows-1252";

/// The byte with which ISO-2022-JP changes its set of characters.
const ESCAPE: u8 = 0x1b;

/// Whether the bytes mean the same in every encoding that we support.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.is_ascii() && !bytes.contains(&ESCAPE)
}

/// Returns the encoding of a file; `None` is UTF-8, also if only a few of its lines are in another encoding.
fn encoding_of(bytes: &[u8]) -> Option<&'static str> {
    // RFC 1468: the sets of ISO-2022-JP. The first one with kanji is `ESC $ B`.
    const SETS: [&[u8]; 4] = [b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
    if bytes.is_ascii() {
        let is_set = |at: usize| {
            SETS.iter().any(|set| bytes.get(at..).is_some_and(|rest| rest.starts_with(set)))
        };
        let mut escapes = bytes.iter().enumerate().filter(|(_, byte)| **byte == ESCAPE);
        return escapes.any(|(at, _)| is_set(at)).then_some(ISO_2022_JP);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (mut bad, mut good) = (0_usize, 0_usize);
    // A fold may be inside of a character, so that only whole lines can be judged.
    let mut unfolded = Vec::new();
    for line in Lines::new(bytes, usize::MAX).filter(|line| !line.bytes.is_ascii()) {
        if std::str::from_utf8(&line.bytes).is_ok() {
            good += 1;
        } else {
            bad += 1;
        }
        unfolded.extend_from_slice(&line.bytes);
        unfolded.push(b'\n');
    }
    // A short file may have one text beyond ASCII, which was cut inside of a character.
    (bad > good && !is_damaged_utf8(&unfolded)).then(|| guess(&unfolded))
}

fn utf16(bytes: &[u8]) -> Option<String> {
    // Without a mark, the first letter tells: of BEGIN, or of JSON.
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] | [b'B' | b'{' | b'[', 0, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] | [0, b'B' | b'{' | b'[', ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [one, two] => unit([*one, *two]),
        _ => 0,
    });
    let text: String =
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// Guesses the encoding of bytes that are not UTF-8, by what each encoding allows and by what is frequent in it.
///
/// ```text
/// Shift_JIS  [81-9F E0-FC][40-7E 80-FC], half-width katakana [A1-DF]
/// EUC-JP     [A1-FE][A1-FE], half-width katakana 8E [A1-DF], rare kanji 8F [A1-FE][A1-FE]
/// ```
fn guess(bytes: &[u8]) -> &'static str {
    let count = |is: fn(&u8) -> bool| bytes.iter().filter(|byte| is(byte)).count();
    let high = count(|byte| *byte >= 0x80).max(1);
    let run_count = bytes.chunk_by(|one, next| (*one >= 0x80) == (*next >= 0x80));
    let run_count = run_count.filter(|run| run.first().is_some_and(|byte| *byte >= 0x80)).count();
    // Hiragana and katakana begin with 0x82 and 0x83 in Shift_JIS, with 0xA4 and 0xA5 in EUC-JP.
    let has_kana_lead = count(|byte| matches!(byte, 0x82 | 0x83)) * 20 >= high;
    let kana_rows = count(|byte| matches!(byte, 0xa4 | 0xa5));
    // In Latin-1 a letter beyond ASCII is alone between others.
    let is_single = run_count * 10 >= high * 9;
    if is_euc_jp(bytes) {
        const FEW_RUNS: usize = 4;
        // Half-width katakana in Shift_JIS have no byte beyond 0xDF, and seldom come in pairs only.
        let is_beyond = count(|byte| *byte >= 0xe0) > 0;
        if kana_rows * 6 >= high || is_beyond || run_count >= FEW_RUNS {
            return EUC_JP;
        }
    }
    let low_leads = count(|byte| (0x81..=0x9f).contains(byte));
    let half_width = count(|byte| (0xa1..=0xdf).contains(byte));
    let is_japanese = has_kana_lead || low_leads * 5 >= high || half_width * 5 >= high * 4;
    if is_shift_jis(bytes) && is_japanese && (!is_single || has_kana_lead) {
        SHIFT_JIS
    } else {
        LATIN
    }
}

fn is_euc_jp(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7f, rest @ ..]
            | [0x8e, 0xa1..=0xdf, rest @ ..]
            | [0x8f, 0xa1..=0xfe, 0xa1..=0xfe, rest @ ..]
            | [0xa1..=0xfe, 0xa1..=0xfe, rest @ ..] => rest,
            _ => return false,
        }
    }
}

fn is_shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7f | 0xa1..=0xdf, rest @ ..]
            | [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, rest @ ..] => rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: OtherText<'static> = &|_, _| None;

    #[test]
    fn an_icalendar_file_is_known_by_its_beginning_in_every_encoding() {
        let wide: Vec<u8> =
            "\u{feff}BEGIN:VCALENDAR".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files: [&[u8]; 6] = [
            b"BEGIN:VCALENDAR\r\n",
            b"\xef\xbb\xbfbegin:vcalendar\n",
            b"\n\nBEGIN:VCALENDAR",
            b"BEGIN:VEVENT\n",
            b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n",
            &wide,
        ];
        assert!(files.into_iter().all(is_icalendar));
        let others: [&[u8]; 5] =
            [b"", b"{}", b"BEGIN:VCARD", b"<html>BEGIN:VCALENDAR", b"{\"a\":\n1}"];
        assert!(!others.into_iter().any(is_icalendar));
    }

    #[test]
    fn utf_16_is_read_with_either_end_first() {
        for bytes in [
            "\u{feff}BEGIN 会".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            "\u{feff}BEGIN 会".encode_utf16().flat_map(u16::to_be_bytes).collect(),
            "BEGIN 会".encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ] {
            assert_eq!(detected(&bytes, NOBODY).0, "BEGIN 会".as_bytes());
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        let rows: [(&[u8], Option<&str>); 16] = [
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
        ];
        for (bytes, expected) in rows {
            assert_eq!(encoding_of(bytes), expected, "{bytes:x?}");
        }
        let (_, latin) = detected(b"A:M\xfcller", NOBODY);
        assert_eq!(latin.text(b"A:M\xfcller").as_deref(), Some("A:Müller"));
    }

    #[test]
    fn a_file_in_utf_8_with_a_bad_byte_is_not_taken_for_another_encoding() {
        let text = "{\"title\":\"\u{4f1a}\u{8b70}\u{5ba4}\"}".as_bytes();
        let asked: OtherText<'_> = &|_, name| Some(name.to_owned());
        assert_eq!(recoded(text, asked), None);
        for at in 10..19 {
            let mut bad = text.to_vec();
            bad[at] = 0x81;
            assert_eq!(recoded(&bad, asked), None, "{at}");
            assert_eq!(recoded(&text[..at], asked), None, "{at}");
        }
        let shift_jis = b"{\"title\":\"\x89\xef\x8b\x63\x8e\xba\"}";
        assert_eq!(recoded(shift_jis, asked), Some((SHIFT_JIS.to_owned(), Some(SHIFT_JIS))));
        let wide: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(recoded(&wide, asked), Some(("{}".to_owned(), None)));
    }

    #[test]
    fn names_of_encodings_that_programs_use_are_understood() {
        let asked = Charset { guessed: None, other: &|_, name| Some(name.to_owned()) };
        for (name, expected) in [
            ("SHIFT_JIS", "shift_jis"),
            ("CP932", "shift_jis"),
            ("eucJP-ms", "euc-jp"),
            ("ISO-2022-JP", "iso-2022-jp"),
            ("CP50220", "iso-2022-jp"),
            ("ISO-8859-1", "iso-8859-1"),
        ] {
            assert_eq!(asked.named(b"", name).as_deref(), Some(expected));
        }
    }
}
