//! The query of an address, `?c=…&k=…`, and percent-encoding by bytes of UTF-8: everything except `A-Z a-z 0-9 - _ . ~`
//! is encoded.

use std::fmt::Write as _;

use crate::domain::event::kind::Kind;
use crate::domain::id::CalendarId;
use crate::domain::sorted_set::SortedSet;
use crate::present::route::filter::Filter;

/// The parts of a query, in order.
#[derive(Default)]
pub(crate) struct AddressQuery(String);

impl AddressQuery {
    /// Adds a part. Its value must already be encoded.
    pub(crate) fn add(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            let mark = if self.0.is_empty() { '?' } else { '&' };
            write!(self.0, "{mark}{name}={value}").expect("a string takes any text");
        }
    }

    pub(crate) fn add_filter(&mut self, filter: &Filter) {
        let calendars: Vec<String> =
            filter.calendars.iter().map(|id| encode(id.as_str())).collect();
        let kinds: Vec<&str> = filter.kinds.iter().map(|kind| kind.slug()).collect();
        self.add("c", (!calendars.is_empty()).then(|| calendars.join(",")));
        self.add("k", (!kinds.is_empty()).then(|| kinds.join(",")));
        self.add("m", filter.only_mine.then(|| "1".to_owned()));
    }

    pub(crate) fn after(self, place: &str) -> String {
        format!("{place}{}", self.0)
    }
}

pub(crate) fn raw_value<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|part| part.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

pub(crate) fn value(query: &str, name: &str) -> Option<String> {
    decode(raw_value(query, name)?)
}

/// Parses the filter in a query; see [`AddressQuery::add_filter`].
pub(crate) fn filter_of(query: &str) -> Filter {
    let list = |name| raw_value(query, name).into_iter().flat_map(|text: &str| text.split(','));
    let calendars: SortedSet<CalendarId> =
        list("c").filter_map(decode).map(CalendarId::new).collect();
    let kinds = list("k").filter_map(Kind::from_slug).collect();
    Filter { calendars, kinds, only_mine: raw_value(query, "m") == Some("1") }
}

/// Percent-encodes text.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        if is_plain {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes any text");
        }
    }
    encoded
}

/// Decodes percent-encoded UTF-8; `None` if it is invalid.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            decoded.push(u8::try_from(value).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

/// Encodes an identity as one segment of an address that is neither empty nor the word `new`.
pub(crate) fn encode_step(id: &str) -> String {
    match id {
        "" => "%".to_owned(),
        "new" => "%6Eew".to_owned(),
        text => encode(text),
    }
}

/// Decodes what [`encode_step`] has encoded.
pub(crate) fn decode_step(step: &str) -> Option<String> {
    if step == "%" { Some(String::new()) } else { decode(step) }
}
