//! Decodes text in encodings other than Unicode's, with the browser's decoder.

use web_sys::{TextDecoder, TextDecoderOptions};

/// Decodes bytes in an encoding, given by its WHATWG name. Returns `None` if the browser does not know the encoding, or
/// if the bytes are not valid in it.
pub fn decoded(bytes: &[u8], encoding: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
