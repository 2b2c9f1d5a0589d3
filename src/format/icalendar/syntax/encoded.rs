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
}
