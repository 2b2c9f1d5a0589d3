//! A reader of JSON with limits that borrows from its input.
//!
//! Invariants: no value nests deeper than the limit (deeper ones are skipped without recursion), and no input causes a
//! panic. A skipped value becomes a [`Value::Skipped`], so that the reader of the object sees it.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::format::json::value::{Number, Object, Skip, Value};

/// How much of a file we read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole input.
    pub bytes: usize,
    /// How deep one entry, or one property of a calendar, may nest.
    pub depth: usize,
    /// Entries of the whole input.
    pub entries: usize,
    /// Bytes of one text.
    pub text_bytes: usize,
    /// Values in one entry.
    pub values: usize,
    /// Issues of one kind that are listed; more are only counted.
    pub issues: usize,
    /// Issues of one kind by which something is lost that are listed.
    pub losses: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            depth: 64,
            entries: 2_000_000,
            text_bytes: 1 << 20,
            values: 2_000_000,
            issues: 1_000,
            losses: 200_000,
        }
    }
}

impl Limits {
    /// The limits for what we wrote ourselves: only the depth is limited, because of the stack.
    pub const OWN: Self = Self {
        bytes: usize::MAX,
        depth: 100,
        entries: usize::MAX,
        text_bytes: usize::MAX,
        values: usize::MAX,
        issues: 16,
        losses: 16,
    };

    /// The same, without a list of issues.
    pub const SILENT: Self = Self { issues: 0, losses: 0, ..Self::OWN };
}

/// Where and why a text is not valid JSON.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    thiserror::Error,
    serde::Serialize,
    serde::Deserialize,
)]
#[error("not JSON at line {line}, column {column}")]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: usize,
    /// The byte in the line, from 1.
    pub column: usize,
    /// The byte in the text, from 0.
    pub byte: usize,
    /// Whether the text ends too early.
    pub is_cut_off: bool,
}

impl SyntaxError {
    /// Converts an error of the parser, with its position in the text.
    pub fn of(error: &serde_json::Error, text: &str) -> Self {
        let line = error.line().max(1);
        let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let byte = before.saturating_add(error.column().saturating_sub(1)).min(text.len());
        Self { line, column: error.column().max(1), byte, is_cut_off: error.is_eof() }
    }
}

/// Reads a whole text as one value.
pub fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Value<'a>, SyntaxError> {
    let meter = Meter::new(limits);
    let mut parser = serde_json::Deserializer::from_str(text);
    ValueSeed::new(&meter)
        .deserialize(&mut parser)
        .and_then(|value| parser.end().map(|()| value))
        .map_err(|error| SyntaxError::of(&error, text))
}

/// Replaces the escapes of lone surrogates, which no Rust string can contain, by the escape of U+FFFD, which has the
/// same length. Returns their positions.
pub fn mend_surrogates(text: &str) -> (String, Vec<usize>) {
    let mut bytes = text.as_bytes().to_vec();
    let mut places = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes.get(at) != Some(&b'\\') {
            at += 1;
            continue;
        }
        at += match (escaped_unit(&bytes, at), escaped_unit(&bytes, at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                if let Some(escape) = bytes.get_mut(at..at + 6) {
                    escape.copy_from_slice(b"\\ufffd");
                }
                places.push(at);
                6
            }
            (Some(_), _) => 6,
            (None, _) => 2,
        };
    }
    (String::from_utf8(bytes).expect("ASCII was replaced by ASCII"), places)
}

/// Puts numbers that are too large to read into quotes, so that each of them is one bad value. Returns their positions.
pub fn mend_numbers(text: &str) -> (String, Vec<usize>) {
    let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_too_large = |word: &str| word.parse::<f64>().is_ok_and(f64::is_infinite);
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let is_text = from.starts_with('"');
        let end = if is_text {
            text_end(from)
        } else {
            from.find(|c| !is_number(c)).unwrap_or(from.len())
        };
        let (token, after) = from.split_at(end);
        // Names such as `inf` and `NaN` begin with a letter: only what begins as a number is one.
        if !is_text && is_too_large(token) {
            places.push(out.len());
            out.extend(["\"", token, "\""]);
        } else {
            out.push_str(token);
        }
        rest = after;
    }
    out.push_str(rest);
    (out, places)
}

/// Returns where a string ends, after its closing quote.
fn text_end(from: &str) -> usize {
    let mut is_escaped = true;
    for (at, letter) in from.char_indices() {
        if letter == '"' && !is_escaped {
            return at + 1;
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    from.len()
}

fn escaped_unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Counts the values in one entry.
#[derive(Debug)]
pub(crate) struct Meter<'l> {
    limits: &'l Limits,
    values: Cell<usize>,
}

impl<'l> Meter<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, values: Cell::new(0) }
    }

    /// Begins the next entry.
    pub(crate) fn reset(&self) {
        self.values.set(0);
    }
}

/// Reads one value within the limits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ValueSeed<'m> {
    meter: &'m Meter<'m>,
    depth: usize,
}

impl<'m> ValueSeed<'m> {
    pub(crate) fn new(meter: &'m Meter<'m>) -> Self {
        Self { meter, depth: 0 }
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// Returns the reason why an array or object may not be read here, if there is one.
    fn refusal(self) -> Option<Skip> {
        if self.depth >= self.meter.limits.depth {
            Some(Skip::TooDeep)
        } else if self.meter.values.get() >= self.meter.limits.values {
            Some(Skip::TooMany)
        } else {
            None
        }
    }

    fn count_one(self) -> bool {
        let count = self.meter.values.get() + 1;
        self.meter.values.set(count);
        count < self.meter.limits.values
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Value<'de>, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(Number::Unsigned(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(Number::Signed(number)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(Number::Float(number)))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        let fits = text.len() <= self.meter.limits.text_bytes;
        Ok(if fits { Value::Text(Cow::Borrowed(text)) } else { Value::Skipped(Skip::TooLong) })
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        let fits = text.len() <= self.meter.limits.text_bytes;
        let owned = || Value::Text(Cow::Owned(text.to_owned()));
        Ok(if fits { owned() } else { Value::Skipped(Skip::TooLong) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'de>, A::Error> {
        if let Some(skip) = self.refusal() {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Skipped(skip));
        }
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper())? {
            list.push(item);
            if !self.count_one() {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Value::Skipped(Skip::TooMany));
            }
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value<'de>, A::Error> {
        if let Some(skip) = self.refusal() {
            while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Skipped(skip));
        }
        // An entry has about a dozen fields, the objects in it only a few.
        let mut object = Object(Vec::with_capacity(if self.depth == 0 { 24 } else { 2 }));
        while let Some(key) = fields.next_key_seed(KeySeed)? {
            let value = fields.next_value_seed(self.deeper())?;
            if key.len() > self.meter.limits.text_bytes {
                object.0.push((Cow::Borrowed(""), Value::Skipped(Skip::TooLong)));
            } else {
                object.0.push((key, value));
            }
            if !self.count_one() {
                while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(Value::Skipped(Skip::TooMany));
            }
        }
        Ok(Value::Map(object))
    }
}

/// Reads the name of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Cow<'de, str>, D::Error> {
        parser.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Cow<'de, str>, E> {
        Err(E::custom("a name is text"))
    }
}
