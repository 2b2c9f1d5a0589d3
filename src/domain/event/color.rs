//! A colour as a file may name one.

/// A CSS colour name, or `#rrggbb`, checked.
///
/// JSCalendar 4.2.2 and bis 5.6: "a color name … from CSS … or an RGB value in hexadecimal notation". Whether such a
/// name exists is not checked: `domain::palette` decides what a page shows for a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CssColor(Box<str>);

impl CssColor {
    /// Returns the colour for a name or code; `None` if the text can be neither.
    pub fn new(text: &str) -> Option<Self> {
        is_color(text).then(|| Self(text.into()))
    }

    /// Returns the text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text may be a CSS colour name, or is `#rrggbb`.
pub fn is_color(text: &str) -> bool {
    /// The longest name, `lightgoldenrodyellow`, has 20 letters.
    const LONGEST: usize = 32;
    let is_name = || text.bytes().all(|byte| byte.is_ascii_alphabetic()) && text.len() <= LONGEST;
    text.strip_prefix('#').map_or_else(
        || !text.is_empty() && is_name(),
        |digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
    )
}
