//! Detects the encoding of a file, and decodes its lines.
//!
//! RFC 5545 6: UTF-8. Files also come in UTF-16 (Outlook's "Unicode"), in the Japanese encodings `Shift_JIS`, EUC-JP and
//! ISO-2022-JP (groupware, mail), and in Latin-1. Lines are decoded after unfolding, because programs fold inside of
//! characters.

use std::borrow::Cow;

use crate::format::byte_order::without_marks;
use crate::format::icalendar::syntax::guess::{
    LATIN, encoding_of, guess, is_damaged_utf8, is_japanese_utf8, is_plain,
};
use crate::format::icalendar::syntax::japanese::{EUC_JP, ISO_2022_JP, SHIFT_JIS, recovered};
use crate::format::icalendar::syntax::letter;
use crate::format::icalendar::syntax::lines::Lines;

/// Decodes bytes of a named encoding (as the WHATWG calls it), if the caller can; `None` if it cannot, or if the bytes
/// are not in that encoding.
pub type OtherText<'d> = &'d dyn Fn(&[u8], &str) -> Option<String>;

/// The text of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadText<'b> {
    pub(crate) text: Cow<'b, str>,
    /// Whether every byte could be read. Each character that could not is U+FFFD.
    pub(crate) is_whole: bool,
}

impl<'b> ReadText<'b> {
    fn whole(text: impl Into<Cow<'b, str>>) -> Self {
        Self { text: text.into(), is_whole: true }
    }

    /// Reads UTF-8.
    fn of_utf8(bytes: &'b [u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::whole(text),
            Err(_) => Self { text: String::from_utf8_lossy(bytes), is_whole: false },
        }
    }
}

/// The text of a file of any format that is not in UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded {
    /// The text.
    pub text: String,
    /// The encoding, if it was guessed.
    pub guessed: Option<&'static str>,
    /// Whether every byte could be read. Each character that could not is U+FFFD.
    pub is_whole: bool,
}

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

/// Returns the text of a file of any format that is not in UTF-8 as a whole; `None` if it is in UTF-8, perhaps with a few
/// bad bytes.
pub fn recoded(bytes: &[u8], other: OtherText<'_>) -> Option<Recoded> {
    if let Some(text) = utf16(bytes) {
        return Some(Recoded { text, guessed: None, is_whole: true });
    }
    let is_text = bytes.first().is_some_and(|byte| b"{[< \t\r\n".contains(byte));
    // A file that only breaks off inside of a character is in UTF-8.
    if !is_text
        || std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
        || is_damaged_utf8(bytes)
    {
        return None;
    }
    let guessed = guess(bytes);
    let ReadText { text, is_whole } =
        Charset { guessed: Some(guessed), other }.recovered(bytes, guessed)?;
    Some(Recoded { text: text.into_owned(), guessed: Some(guessed), is_whole })
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

    /// Returns the text of a line. One line of a file in another encoding may be in UTF-8.
    pub(crate) fn text<'b>(&self, bytes: &'b [u8]) -> ReadText<'b> {
        let guessed = self.guessed.filter(|_| !is_plain(bytes) && !is_japanese_utf8(bytes));
        let recovered = guessed.and_then(|guessed| self.recovered(bytes, guessed));
        recovered.unwrap_or_else(|| ReadText::of_utf8(bytes))
    }

    /// Returns the text of bytes of an encoding, of which a few may be damaged; `None` if the caller cannot decode it, or
    /// if nothing but ASCII can be read.
    fn recovered<'b>(&self, bytes: &'b [u8], name: &str) -> Option<ReadText<'b>> {
        if let Some(text) = self.named(bytes, name) {
            return Some(ReadText::whole(text));
        }
        let lower = name.trim().to_ascii_lowercase();
        let text = recovered(bytes, canonical(&lower), &|part| self.named(part, &lower))?;
        let is_whole = !text.contains(char::REPLACEMENT_CHARACTER);
        Some(ReadText { text: text.into(), is_whole })
    }

    /// Returns the text of the bytes of a value, which may come with the name of their encoding.
    pub(crate) fn value<'b>(&self, bytes: &'b [u8], name: Option<&str>) -> ReadText<'b> {
        let guessed = encoding_of(bytes).or(self.guessed.filter(|_| !is_plain(bytes)));
        let plain = || std::str::from_utf8(bytes).ok().map(str::to_owned);
        let unnamed = || guessed.map_or_else(plain, |guessed| self.named(bytes, guessed));
        let recovered = |name: Option<&str>| name.and_then(|name| self.recovered(bytes, name));
        // Any bytes are a text in Latin-1, so that it is no better guess than the name.
        let has_guess = name.is_none() || guessed != Some(LATIN);
        let exact = name.and_then(|name| self.named(bytes, name));
        exact
            .or_else(|| has_guess.then(unnamed).flatten())
            .map(ReadText::whole)
            .or_else(|| recovered(name))
            .or_else(|| recovered(guessed))
            .unwrap_or_else(|| ReadText::of_utf8(bytes))
    }

    /// Returns the text of bytes for which the file names an encoding; `None` if some of them are not of that encoding.
    pub(crate) fn named(&self, bytes: &[u8], name: &str) -> Option<String> {
        let lower = name.trim().to_ascii_lowercase();
        let name = canonical(&lower);
        if matches!(name, "utf-8" | "utf8") {
            return std::str::from_utf8(bytes).ok().map(str::to_owned);
        }
        let latin =
            || (name == LATIN).then(|| bytes.iter().map(|byte| char::from(*byte)).collect());
        (self.other)(bytes, name).or_else(latin)
    }
}

/// Returns the name that the WHATWG has for an encoding, of a name in lower case. Programs also use others.
fn canonical(name: &str) -> &str {
    match name {
        "cp932" | "cp943" | "cp943c" | "windows-932" => SHIFT_JIS,
        "cp51932" | "eucjp" | "euc_jp" | "eucjp-ms" | "eucjpms" => EUC_JP,
        "cp50220" | "cp50221" | "iso2022jp" | "iso-2022-jp-1" | "iso-2022-jp-ms" | "jis" => {
            ISO_2022_JP
        }
        other => other,
    }
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
    fn latin_1_is_read_without_a_decoder() {
        let (_, latin) = detected(b"A:M\xfcller", NOBODY);
        assert_eq!(latin.text(b"A:M\xfcller"), ReadText::whole("A:Müller"));
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
        let known =
            |text: &str, guessed| Recoded { text: text.to_owned(), guessed, is_whole: true };
        assert_eq!(recoded(shift_jis, asked), Some(known(SHIFT_JIS, Some(SHIFT_JIS))));
        let wide: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(recoded(&wide, asked), Some(known("{}", None)));
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
