//! Finds the calendar in a mail, or in the answer of a server: a header, an empty line, and the body (RFC 5322, 2045).
//!
//! It reads only what is needed for that: of several parts, the first with the type `text/calendar`.

use std::borrow::Cow;

use crate::format::byte_order::without_marks;
use crate::format::icalendar::syntax::encoded;

/// How far from its beginning a file is searched for a calendar.
const REACH: usize = 1 << 16;

/// Whether the bytes begin with a header that a calendar follows.
pub(crate) fn has_calendar(bytes: &[u8]) -> bool {
    let bytes = without_marks(bytes);
    let reach = bytes.get(..REACH).unwrap_or(bytes).trim_ascii_start();
    let Some(first) = reach.split(|byte| *byte == b'\n').next() else { return false };
    is_header_line(first) && (part(reach).is_some() || has_begin(reach))
}

/// Returns the calendar of a mail; `None` if the bytes have no such part. They may be a calendar with a header all the
/// same.
pub(crate) fn calendar(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    let first = bytes.trim_ascii_start().split(|byte| *byte == b'\n').next()?;
    if !is_header_line(first) || first.get(..6).is_some_and(|it| it.eq_ignore_ascii_case(b"BEGIN:"))
    {
        return None;
    }
    let Part { body, transfer } = part(bytes)?;
    Some(match transfer.as_str() {
        "base64" => Cow::Owned(encoded::base64(body)?),
        "quoted-printable" => Cow::Owned(encoded::quoted_printable_body(body)),
        _ => Cow::Borrowed(body),
    })
}

/// The body of a part, and its transfer encoding in lower case.
struct Part<'b> {
    body: &'b [u8],
    transfer: String,
}

fn is_header_line(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    if line.starts_with(b"HTTP/") || line.starts_with(b"From ") || line.starts_with(b"--") {
        return true;
    }
    let Some(end) = line.iter().position(|byte| *byte == b':') else { return false };
    let (name, _) = line.split_at_checked(end).unwrap_or_default();
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

fn has_begin(bytes: &[u8]) -> bool {
    let begin = b"BEGIN:VCALENDAR";
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    lines.any(|line| line.get(..begin.len()).is_some_and(|it| it.eq_ignore_ascii_case(begin)))
}

/// Returns the first part of the type `text/calendar`.
fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let mut rest = bytes;
    let (mut is_calendar, mut transfer, mut is_transfer) = (false, String::new(), false);
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at_checked(end)?;
        rest = after;
        let line = line.trim_ascii_end();
        if line.is_empty() {
            if is_calendar {
                return Some(Part { body: body(rest), transfer });
            }
            transfer.clear();
            continue;
        }
        let text = String::from_utf8_lossy(line).to_ascii_lowercase();
        if let Some(value) = text.strip_prefix("content-type:") {
            is_calendar = value.trim_start().starts_with("text/calendar");
        } else if let Some(value) = text.strip_prefix("content-transfer-encoding:") {
            value.trim().clone_into(&mut transfer);
            is_transfer = transfer.is_empty();
        } else if is_transfer && line.starts_with(b" ") {
            text.trim().clone_into(&mut transfer);
        }
    }
    None
}

/// Returns a body up to the boundary that ends its part.
fn body(bytes: &[u8]) -> &[u8] {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"--") {
            return bytes.get(..at).unwrap_or(bytes);
        }
        at += line.len();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_of_a_mail_is_found_and_decoded() {
        let rows: [(&str, Option<&str>); 5] = [
            ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", None),
            (
                "Content-Type: text/calendar; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\n",
                Some("BEGIN:VCALENDAR\r\n"),
            ),
            (
                "From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n\
                 hello\n--x\nContent-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n\
                 QkVHSU46VkNB\nTEVOREFSCg==\n--x--\n",
                Some("BEGIN:VCALENDAR\n"),
            ),
            (
                "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/calendar\n\nBEGIN:VCAL=\nENDAR\nX:=E4=BC=9A\n",
                Some("BEGIN:VCALENDAR\nX:会\n"),
            ),
            ("Subject: x\n\nBEGIN:VCALENDAR\n", None),
        ];
        for (mail, expected) in rows {
            let found =
                calendar(mail.as_bytes()).map(|found| String::from_utf8_lossy(&found).into_owned());
            assert_eq!(found.as_deref(), expected, "{mail}");
            assert!(has_calendar(mail.as_bytes()), "{mail}");
        }
        assert!(!has_calendar(b"Subject: x\n\nhello\n"));
        assert!(!has_calendar(b"{\"a\": 1}\n"));
    }
}
