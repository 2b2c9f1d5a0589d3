//! Recognises a file by its first bytes, so that the person can be told what kind of file it is.

use crate::format::byte_order::without_marks;
use crate::format::issue::{DecodeError, FileType};
use crate::format::json::read::Limits;

/// Returns the text of a file that may be JSON, as far as it is valid, and the byte where it stops being valid.
pub(crate) fn text<'b>(
    bytes: &'b [u8],
    limits: &Limits,
) -> Result<(&'b str, Option<usize>), DecodeError> {
    if bytes.len() > limits.bytes {
        return Err(DecodeError::TooLarge { limit: limits.bytes });
    }
    let magic: [(&[u8], FileType); 7] = [
        (b"PK\x03\x04", FileType::Zip),
        (b"PK\x05\x06", FileType::Zip),
        (b"%PDF", FileType::Pdf),
        (b"\x89PNG", FileType::Picture),
        (b"\xff\xd8\xff", FileType::Picture),
        (b"GIF8", FileType::Picture),
        (b"age-encryption.org/", FileType::Encrypted),
    ];
    if let Some((_, sort)) = magic.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(DecodeError::Other(*sort));
    }
    let bytes = without_marks(bytes);
    let (text, end) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let (good, _) = bytes.split_at(error.valid_up_to());
            let text = std::str::from_utf8(good).expect("valid up to there");
            (text, Some(error.valid_up_to()))
        }
    };
    let start = text.trim_start();
    if let (Some(offset), true) = (end, start.is_empty()) {
        return Err(DecodeError::NotText { offset });
    }
    if start.is_empty() {
        return Err(DecodeError::Empty);
    }
    let begins =
        |with: &str| start.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    if begins("BEGIN:VCALENDAR") {
        return Err(DecodeError::Other(FileType::ICalendar));
    }
    if begins("-----BEGIN AGE ENCRYPTED FILE-----") {
        return Err(DecodeError::Other(FileType::Encrypted));
    }
    if begins("<") {
        return Err(DecodeError::Other(FileType::Html));
    }
    Ok((text, end))
}
