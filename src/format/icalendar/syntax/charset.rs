//! Detects the encoding of a file, and decodes the few encodings that we support ourselves.
//!
//! RFC 5545 6: UTF-8. Files also come in UTF-16 (Outlook's "Unicode"), `Shift_JIS` (Japanese groupware) and Latin-1.

use std::borrow::Cow;

use crate::format::icalendar::syntax::lines::Lines;

/// Decodes bytes of a named encoding (as the WHATWG calls it), if the caller can; `None` if it cannot, or if the bytes
/// are not in that encoding.
pub type OtherText<'d> = &'d dyn Fn(&[u8], &str) -> Option<String>;

/// A file as UTF-8; it may still contain lines that are not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ReadText<'b> {
    pub(crate) bytes: Cow<'b, [u8]>,
    /// The encoding that it was read as, if that was a guess.
    pub(crate) guessed: Option<&'static str>,
}

/// Whether the bytes begin like an iCalendar file, in any of the encodings that we support.
pub fn is_icalendar(bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 2] = [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"];
    const HEAD: usize = 256;
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let is_unwanted = |byte: &u8| *byte == 0 || *byte == 0xff || *byte == 0xfe;
    let plain: Vec<u8> = head.iter().filter(|byte| !is_unwanted(byte)).copied().collect();
    let start = plain.trim_ascii_start();
    SIGNS
        .iter()
        .any(|sign| start.get(..sign.len()).is_some_and(|head| head.eq_ignore_ascii_case(sign)))
}

/// Reads a file as text.
pub(crate) fn text<'b>(bytes: &'b [u8], other: OtherText<'_>) -> ReadText<'b> {
    if let Some(wide) = utf16(bytes) {
        return ReadText { bytes: Cow::Owned(wide.into_bytes()), guessed: None };
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let plain = ReadText { bytes: Cow::Borrowed(bytes), guessed: None };
    if std::str::from_utf8(bytes).is_ok() {
        return plain;
    }
    let (mut bad, mut good) = (0_usize, 0_usize);
    for line in Lines::new(bytes, usize::MAX).filter(|line| !line.bytes.is_ascii()) {
        if std::str::from_utf8(&line.bytes).is_ok() {
            good += 1;
        } else {
            bad += 1;
        }
    }
    if bad <= good {
        return plain;
    }
    let guess = guess(bytes);
    let text = other(bytes, guess).or_else(|| (guess == LATIN).then(|| latin(bytes)));
    match text {
        Some(text) => ReadText { bytes: Cow::Owned(text.into_bytes()), guessed: Some(guess) },
        None => plain,
    }
}

const LATIN: &str = "windows-1252";

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"B\0") {
        u16::from_le_bytes
    } else if bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\0B") {
        u16::from_be_bytes
    } else {
        return None;
    };
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [one, two] => unit([*one, *two]),
        _ => 0,
    });
    let text: String =
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Guesses the encoding of bytes that are not UTF-8, by the frequency of bytes that only one of the encodings has.
fn guess(bytes: &[u8]) -> &'static str {
    let count = |is: fn(&u8) -> bool| bytes.iter().filter(|byte| is(byte)).count();
    let high = count(|byte| *byte >= 0x80).max(1);
    // In Shift_JIS kana and common kanji begin with 0x81 to 0x9F, which are control characters in Latin-1.
    let low_leads = count(|byte| (0x81..=0x9f).contains(byte));
    // In EUC-JP hiragana begin with 0xA4 and katakana with 0xA5; it has no high bytes below 0xA1.
    let kana_rows = count(|byte| *byte == 0xa4 || *byte == 0xa5);
    if low_leads * 5 >= high {
        "shift_jis"
    } else if low_leads == 0 && kana_rows * 6 >= high {
        "euc-jp"
    } else {
        LATIN
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
        let files: [&[u8]; 5] = [
            b"BEGIN:VCALENDAR\r\n",
            b"\xef\xbb\xbfbegin:vcalendar\n",
            b"\n\nBEGIN:VCALENDAR",
            b"BEGIN:VEVENT\n",
            &wide,
        ];
        assert!(files.into_iter().all(is_icalendar));
        let others: [&[u8]; 4] = [b"", b"{}", b"BEGIN:VCARD", b"<html>BEGIN:VCALENDAR"];
        assert!(!others.into_iter().any(is_icalendar));
    }

    #[test]
    fn utf_16_is_read_with_either_end_first() {
        for bytes in [
            "\u{feff}BEGIN 会".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            "\u{feff}BEGIN 会".encode_utf16().flat_map(u16::to_be_bytes).collect(),
            "BEGIN 会".encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ] {
            assert_eq!(text(&bytes, NOBODY).bytes, "BEGIN 会".as_bytes());
        }
    }

    #[test]
    fn japanese_encodings_are_asked_for_by_name() {
        let asked =
            |bytes: &[u8]| text(bytes, &|_, name| Some(name.to_owned())).guessed.map(str::to_owned);
        // 会議室 in Shift_JIS, かいぎ in EUC-JP, "Müller" in Latin-1.
        assert_eq!(asked(b"A:\x89\xef\x8b\x63\x8e\xba"), Some("shift_jis".to_owned()));
        assert_eq!(asked(b"A:\xa4\xab\xa4\xa4\xa4\xae"), Some("euc-jp".to_owned()));
        assert_eq!(asked(b"A:M\xfcller"), Some("windows-1252".to_owned()));
        assert_eq!(text(b"A:M\xfcller", NOBODY).bytes, "A:Müller".as_bytes());
    }
}
