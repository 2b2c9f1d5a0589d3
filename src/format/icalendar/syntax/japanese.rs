//! The characters of the Japanese encodings as bytes: where each one ends, whatever is damaged around it.
//!
//! ```text
//! Shift_JIS    [81-9F E0-FC][40-7E 80-FC], half-width katakana [A1-DF]
//! EUC-JP       [A1-FE][A1-FE], half-width katakana 8E [A1-DF], rare kanji 8F [A1-FE][A1-FE]
//! ISO-2022-JP  ESC and the name of a set, then its characters of one byte or, in kanji, of two [21-7E]
//! ```

/// The names of the encodings, as the WHATWG has them.
pub(crate) const SHIFT_JIS: &str = "shift_jis";
pub(crate) const EUC_JP: &str = "euc-jp";
pub(crate) const ISO_2022_JP: &str = "iso-2022-jp";

/// The byte with which ISO-2022-JP changes its set of characters.
pub(crate) const ESCAPE: u8 = 0x1b;

/// The number of bytes of a character, and whether the encoding has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) width: usize,
    pub(crate) is_good: bool,
}

impl Unit {
    fn good(width: usize) -> Self {
        Self { width, is_good: true }
    }

    /// One byte that begins no character.
    const BAD: Self = Self { width: 1, is_good: false };
}

/// Returns the first character of bytes in `Shift_JIS`.
pub(crate) fn shift_jis_unit(bytes: &[u8]) -> Unit {
    match bytes {
        [0..=0x7f | 0xa1..=0xdf, ..] => Unit::good(1),
        [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, ..] => Unit::good(2),
        _ => Unit::BAD,
    }
}

/// Returns the first character of bytes in EUC-JP.
pub(crate) fn euc_jp_unit(bytes: &[u8]) -> Unit {
    match bytes {
        [0..=0x7f, ..] => Unit::good(1),
        [0x8f, 0xa1..=0xfe, 0xa1..=0xfe, ..] => Unit::good(3),
        [0x8e, 0xa1..=0xdf, ..] | [0xa1..=0xfe, 0xa1..=0xfe, ..] => Unit::good(2),
        _ => Unit::BAD,
    }
}

/// Returns the first character of bytes in a set of two bytes of ISO-2022-JP.
fn kanji_unit(bytes: &[u8]) -> Unit {
    match bytes {
        [0x21..=0x7e, 0x21..=0x7e, ..] => Unit::good(2),
        _ => Unit::BAD,
    }
}

/// Returns the first character of bytes in a set of one byte of ISO-2022-JP.
fn single_unit(_: &[u8]) -> Unit {
    Unit::good(1)
}

/// Decodes bytes of which some are damaged, character by character where they are: a bad one becomes U+FFFD. `exact`
/// decodes bytes without any fault. Returns `None` if the encoding is not Japanese, or if only ASCII can be read.
pub(crate) fn recovered(
    bytes: &[u8],
    encoding: &str,
    exact: &dyn Fn(&[u8]) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    match encoding {
        SHIFT_JIS => Run { set: b"", bytes, exact }.decode(&units(bytes, shift_jis_unit), &mut out),
        EUC_JP => Run { set: b"", bytes, exact }.decode(&units(bytes, euc_jp_unit), &mut out),
        ISO_2022_JP => {
            for (set, bytes) in sets(bytes) {
                let unit = if set.starts_with(b"\x1b$") { kanji_unit } else { single_unit };
                Run { set, bytes, exact }.decode(&units(bytes, unit), &mut out);
            }
        }
        _ => return None,
    }
    let is_read = |letter: char| !letter.is_ascii() && letter != char::REPLACEMENT_CHARACTER;
    out.contains(is_read).then_some(out)
}

/// Returns where each character of the bytes begins, and where the last one ends.
fn units(bytes: &[u8], unit: fn(&[u8]) -> Unit) -> Vec<usize> {
    let mut bounds = vec![0];
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += unit(rest).width;
        bounds.push(at);
    }
    bounds
}

/// Divides bytes in ISO-2022-JP where the set changes: the escape sequence, which may be empty at first, and what follows.
fn sets(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    const WIDTH: usize = 3;
    let mut sets = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let width = if rest.first() == Some(&ESCAPE) { WIDTH.min(rest.len()) } else { 0 };
        let (set, after) = rest.split_at(width);
        let end = after.iter().position(|byte| *byte == ESCAPE).unwrap_or(after.len());
        let (body, more) = after.split_at(end);
        if !body.is_empty() {
            sets.push((set, body));
        }
        rest = more;
    }
    sets
}

/// Bytes in one set of characters.
struct Run<'b> {
    /// The escape sequence that selects the set; empty in the other encodings.
    set: &'b [u8],
    bytes: &'b [u8],
    exact: &'b dyn Fn(&[u8]) -> Option<String>,
}

impl Run<'_> {
    /// Decodes the characters between the given bounds. Halves that are damaged are halved again.
    fn decode(&self, bounds: &[usize], out: &mut String) {
        let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else { return };
        let bytes = self.bytes.get(*first..*last).unwrap_or_default();
        let all = [self.set, bytes].concat();
        if bytes.is_empty() {
            return;
        }
        if let Some(text) = (self.exact)(&all) {
            out.push_str(&text);
            return;
        }
        let half = bounds.len() / 2;
        if let (true, Some(before), Some(after)) =
            (bounds.len() > 2, bounds.get(..=half), bounds.get(half..))
        {
            self.decode(before, out);
            self.decode(after, out);
            return;
        }
        out.push(char::REPLACEMENT_CHARACTER);
        // The second byte of a broken pair may be a letter of its own.
        let is_pair = self.set.is_empty() && bytes.len() > 1;
        let tail = bytes.last().filter(|byte| is_pair && byte.is_ascii());
        out.extend(tail.map(|byte| char::from(*byte)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Decoder<'d> = &'d dyn Fn(&[u8]) -> Option<String>;

    #[test]
    fn only_the_damaged_character_is_replaced() {
        // Stands for a decoder: it takes characters that the encoding has, and shows each as one letter.
        let exact = |unit: fn(&[u8]) -> Unit| {
            move |bytes: &[u8]| {
                let bounds = units(bytes, unit);
                let mut pairs = bounds.iter().zip(bounds.iter().skip(1));
                let is_good = |at: &usize| bytes.get(*at..).is_some_and(|it| unit(it).is_good);
                let letter = |(at, end): (&usize, &usize)| {
                    let plain = bytes.get(*at).filter(|byte| byte.is_ascii() && end - at == 1);
                    is_good(at).then(|| plain.map_or('字', |byte| char::from(*byte)))
                };
                pairs.by_ref().map(letter).collect::<Option<String>>()
            }
        };
        let shift_jis = exact(shift_jis_unit);
        let euc_jp = exact(euc_jp_unit);
        let rows: [(&[u8], &str, Decoder<'_>, Option<&str>); 6] = [
            (b"A\x8b\x63\xff\x91\xe8\x82", SHIFT_JIS, &shift_jis, Some("A字\u{fffd}字\u{fffd}")),
            (b"A\xb5\xc4\xff\xc2\xea", EUC_JP, &euc_jp, Some("A字\u{fffd}字")),
            (b"A\xb5\xc4\xa4 B", EUC_JP, &euc_jp, Some("A字\u{fffd} B")),
            (b"A\xff", EUC_JP, &euc_jp, None),
            (b"A\xff", "windows-1252", &euc_jp, None),
            (b"", SHIFT_JIS, &shift_jis, None),
        ];
        for (bytes, encoding, exact, expected) in rows {
            assert_eq!(recovered(bytes, encoding, exact).as_deref(), expected, "{bytes:x?}");
        }
        let found: Vec<(&[u8], &[u8])> = sets(b"A\x1b$B2q5\x1b(B\x1b(J\x1b(BB");
        let expected: [(&[u8], &[u8]); 3] = [(b"", b"A"), (b"\x1b$B", b"2q5"), (b"\x1b(B", b"B")];
        assert_eq!(found, expected);
    }
}
