//! The byte order mark with which some programs begin a file in UTF-8. Programs that join files leave several.

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the bytes of a file after its byte order marks.
pub(crate) fn without_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(MARK) {
        bytes = rest;
    }
    bytes
}
