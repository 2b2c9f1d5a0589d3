//! Text in encodings other than Unicode's, read by the browser.

use web_sys::{TextDecoder, TextDecoderOptions};

/// The text that the bytes are in that encoding (its WHATWG name); `None` where the browser does not know the
/// encoding, or where the bytes are not of it.
pub fn decoded(bytes: &[u8], encoding: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
