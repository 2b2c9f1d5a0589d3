//! The short texts that come again and again in a file, such as zones and the keys of places: all events share one copy.

use std::sync::Arc;

/// How many texts are remembered at most.
const PLACES: usize = 64;

/// The texts that were read last. Each has a place by its letters, and gives way to the next text of that place, so that
/// a file with ever new texts costs no memory and no time.
#[derive(Debug)]
pub(crate) struct KnownTexts([Option<Arc<str>>; PLACES]);

impl Default for KnownTexts {
    fn default() -> Self {
        Self([const { None }; PLACES])
    }
}

impl KnownTexts {
    /// Returns a text; the same copy as before, if it is remembered.
    pub(crate) fn shared(&mut self, text: &str) -> Arc<str> {
        let sum = |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte));
        let place = text.bytes().fold(0, sum) % PLACES;
        let known =
            self.0.get_mut(place).expect("a remainder is smaller than the number of places");
        match known {
            Some(known) if **known == *text => Arc::clone(known),
            _ => Arc::clone(known.insert(text.into())),
        }
    }
}
