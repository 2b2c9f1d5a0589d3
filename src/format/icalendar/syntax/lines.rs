//! Content lines (RFC 5545 3.1), unfolded on bytes, so that a fold inside a character is harmless.
//!
//! ```text
//! contentline = name *(";" param ) ":" value CRLF      folded: CRLF followed by a space or a tab
//! ```
//!
//! Line ends may be CRLF, LF or CR, also mixed in one file; empty lines are skipped.

use std::borrow::Cow;

/// One content line, unfolded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContentLine<'b> {
    /// The line of the file on which it begins, from 1.
    pub(crate) number: usize,
    /// Its content.
    pub(crate) bytes: Cow<'b, [u8]>,
    /// Whether it was longer than the limit and was cut off.
    pub(crate) is_cut: bool,
    /// Whether its value is quoted-printable (vCalendar 1.0); the soft line breaks are already removed.
    pub(crate) is_quoted: bool,
}

impl ContentLine<'_> {
    /// Returns the bytes of the value, after the first colon that is not in quotes.
    pub(crate) fn value(&self) -> Cow<'_, [u8]> {
        let mut is_quoted = false;
        let end = self.bytes.iter().position(|byte| {
            is_quoted ^= *byte == b'"';
            *byte == b':' && !is_quoted
        });
        Cow::Borrowed(end.and_then(|end| self.bytes.get(end + 1..)).unwrap_or_default())
    }
}

/// Whether the parameters of a line say that its value is quoted-printable: `ENCODING=QUOTED-PRINTABLE`, or only the
/// word.
fn is_quoted_printable(line: &[u8]) -> bool {
    const WORD: &[u8] = b"QUOTED-PRINTABLE";
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let mut params = head.split(|byte| matches!(byte, b';' | b'=')).skip(1);
    params.any(|word| word.trim_ascii().eq_ignore_ascii_case(WORD))
}

/// The content lines of a file.
#[derive(Debug)]
pub(crate) struct Lines<'b> {
    rest: &'b [u8],
    number: usize,
    /// The maximum number of bytes of a line.
    limit: usize,
}

impl<'b> Lines<'b> {
    pub(crate) fn new(bytes: &'b [u8], limit: usize) -> Self {
        Self { rest: bytes, number: 0, limit }
    }

    /// Returns the next line as it is in the file, without its end.
    fn physical(&mut self) -> Option<&'b [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let Some(at) = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return Some(std::mem::take(&mut self.rest));
        };
        let (line, end) = self.rest.split_at_checked(at)?;
        self.rest = end.strip_prefix(b"\r\n").or_else(|| end.get(1..)).unwrap_or_default();
        Some(line)
    }

    fn is_fold_next(&self) -> bool {
        matches!(self.rest.first(), Some(b' ' | b'\t'))
    }

    /// Whether a component begins or ends on the next line.
    fn is_border_next(&self) -> bool {
        let starts = |with: &[u8]| {
            self.rest.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with))
        };
        starts(b"BEGIN:") || starts(b"END:")
    }
}

impl<'b> Iterator for Lines<'b> {
    type Item = ContentLine<'b>;

    fn next(&mut self) -> Option<ContentLine<'b>> {
        let mut first = self.physical()?;
        while first.is_empty() {
            first = self.physical()?;
        }
        let number = self.number;
        let mut bytes = Cow::Borrowed(first);
        let mut is_cut = false;
        let is_quoted = is_quoted_printable(first);
        loop {
            let is_soft = is_quoted && bytes.ends_with(b"=") && !self.is_border_next();
            if is_soft {
                bytes.to_mut().pop();
            }
            if !is_soft && !self.is_fold_next() || self.rest.is_empty() {
                break;
            }
            let is_fold = self.is_fold_next();
            let more = self.physical().unwrap_or_default();
            let more = if is_fold { more.get(1..).unwrap_or_default() } else { more };
            if bytes.len() + more.len() > self.limit {
                is_cut = true;
            } else {
                bytes.to_mut().extend_from_slice(more);
            }
        }
        is_cut |= bytes.len() > self.limit;
        Some(ContentLine { number, bytes, is_cut, is_quoted })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(text: &str) -> Vec<(usize, String)> {
        let lines = Lines::new(text.as_bytes(), 1000);
        lines.map(|line| (line.number, String::from_utf8_lossy(&line.bytes).into_owned())).collect()
    }

    #[test]
    fn every_line_end_counts_and_folds_are_joined() {
        let text = "A:1\r\nB:2\n 3\n\t4\rC:5\r\n\r\nD:6";
        let expected = [(1, "A:1"), (2, "B:234"), (5, "C:5"), (7, "D:6")];
        assert_eq!(unfolded(text), expected.map(|(number, text)| (number, text.to_owned())));
    }

    #[test]
    fn quoted_values_go_on_after_a_soft_line_break() {
        let text = "A;ENCODING=QUOTED-PRINTABLE:1=\r\n2=\r\n3\r\nB;QUOTED-PRINTABLE:x=\r\nEND:C\r\nD:1=\r\n";
        let head = "A;ENCODING=QUOTED-PRINTABLE:123";
        let expected = [(1, head), (4, "B;QUOTED-PRINTABLE:x="), (5, "END:C"), (6, "D:1=")];
        assert_eq!(unfolded(text), expected.map(|(number, text)| (number, text.to_owned())));
    }

    #[test]
    fn a_fold_inside_a_character_does_no_harm() {
        let mut bytes = "SUMMARY:会議".as_bytes().to_vec();
        bytes.splice(9..9, *b"\r\n ");
        let lines: Vec<ContentLine<'_>> = Lines::new(&bytes, 1000).collect();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines.first().map(|line| line.bytes.to_vec()), Some("SUMMARY:会議".into()));
    }
}
