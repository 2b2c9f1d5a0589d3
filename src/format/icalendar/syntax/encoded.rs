//! The encodings of bytes as ASCII in mails and in vCalendar 1.0: quoted-printable and base64 (RFC 2045 6.7, 6.8).

/// Decodes quoted-printable without line ends; what is not an escape stays as it is.
pub(crate) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, more @ ..] = rest {
        rest = more;
        match (first, more) {
            (b'=', [high, low, tail @ ..])
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                out.push(hex(*high) << 4 | hex(*low));
                rest = tail;
            }
            (byte, _) => out.push(*byte),
        }
    }
    out
}

/// Decodes a whole body in quoted-printable: an `=` at the end of a line joins it with the next one.
pub(crate) fn quoted_printable_body(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        if let Some(joined) = text.strip_suffix(b"=") {
            out.extend(quoted_printable(joined));
        } else {
            out.extend(quoted_printable(text));
            out.extend(line.get(text.len()..).unwrap_or_default());
        }
    }
    out
}

/// Decodes the encoded words of a text (RFC 2047 2): `=?utf-8?B?5Lya?=`. They belong into the header of a mail, from which
/// programs copy them. `named` decodes bytes of an encoding. Returns `None` if there are none, or if one cannot be read.
pub(crate) fn encoded_words(
    text: &str,
    named: impl Fn(&[u8], &str) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    // The word before, which may break off inside of a letter.
    let mut open: Option<(&str, Vec<u8>)> = None;
    while let Some(Word { before, charset, bytes, after }) = next_word(rest) {
        match &mut open {
            // White space between two words does not count (RFC 2047 6.2).
            Some((known, joined)) if before.trim().is_empty() && *known == charset => {
                joined.extend(bytes);
            }
            last => {
                let is_first = last.is_none();
                if let Some((known, joined)) = last.take() {
                    out.push_str(&named(&joined, known)?);
                }
                out.push_str(if is_first || !before.trim().is_empty() { before } else { "" });
                *last = Some((charset, bytes));
            }
        }
        rest = after;
    }
    let (charset, bytes) = open?;
    out.push_str(&named(&bytes, charset)?);
    out.push_str(rest);
    Some(out)
}

/// An encoded word, and the text before and after it.
struct Word<'t> {
    before: &'t str,
    charset: &'t str,
    bytes: Vec<u8>,
    after: &'t str,
}

/// Returns the next encoded word.
fn next_word(text: &str) -> Option<Word<'_>> {
    let (before, word) = text.split_once("=?")?;
    let (charset, word) = word.split_once('?')?;
    let (encoding, word) = word.split_once('?')?;
    let (content, after) = word.split_once("?=")?;
    let bytes = match encoding {
        "B" | "b" => base64(content.as_bytes())?,
        "Q" | "q" => quoted_printable(content.replace('_', " ").as_bytes()),
        _ => return None,
    };
    // A language may follow the name (RFC 2231 5).
    let charset = charset.split('*').next()?;
    Some(Word { before, charset, bytes, after })
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => 0,
    }
}

/// Decodes base64; white space is skipped. Returns `None` if it contains anything else.
pub(crate) fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0x00ff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_ascii() {
        assert_eq!(quoted_printable(b"=E4=BC=9A=0D=0Aa=zz="), "会\r\na=zz=".as_bytes());
        assert_eq!(quoted_printable_body(b"a=\r\nb=3D\r\nc"), b"ab=\r\nc");
        assert_eq!(base64(b"5Lya\r\n6K2w").as_deref(), Some("会議".as_bytes()));
        assert_eq!(base64(b"YQ==").as_deref(), Some(&b"a"[..]));
        assert_eq!(base64(b"!"), None);
    }

    #[test]
    fn encoded_words_are_joined_and_what_is_none_stays() {
        let named = |bytes: &[u8], name: &str| {
            let text = || std::str::from_utf8(bytes).ok().map(str::to_owned);
            name.eq_ignore_ascii_case("utf-8").then(text).flatten()
        };
        let rows = [
            ("=?UTF-8?B?5Lya6K2w?=", Some("会議")),
            ("第1回 =?utf-8?q?=E4=BC=9A_a?= です", Some("第1回 会 a です")),
            // The first word breaks off inside of a letter.
            ("=?UTF-8?B?5Lw=?= =?UTF-8?B?muitsA==?=", Some("会議")),
            ("=?UTF-8*ja?B?5Lya?= と =?UTF-8?B?6K2w?=", Some("会 と 議")),
            ("=?x-unknown?B?5Lya?=", None),
            ("a=?b", None),
        ];
        for (text, expected) in rows {
            assert_eq!(encoded_words(text, named).as_deref(), expected, "{text}");
        }
    }
}
