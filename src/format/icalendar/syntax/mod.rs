//! Components, properties and parameters as they are in a file: nothing is lost, and nothing is interpreted yet.

pub(crate) mod build;
pub mod charset;
pub(crate) mod encoded;
pub(crate) mod guess;
pub(crate) mod japanese;
pub(crate) mod letter;
pub(crate) mod lines;
pub(crate) mod print;
pub(crate) mod values;

use crate::format::icalendar::syntax::charset::{Charset, ReadText};
use crate::format::icalendar::syntax::lines::ContentLine;
use crate::format::icalendar::syntax::values::{
    caret_decoded, caret_encoded, escaped, parse_stamp, unescaped,
};

/// `BEGIN:NAME … END:NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Component {
    /// Its name, in capitals.
    pub(crate) name: String,
    pub(crate) properties: Vec<Property>,
    pub(crate) components: Vec<Component>,
    /// The line on which it begins.
    pub(crate) line: usize,
}

/// `NAME;PARAM=value:value`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Property {
    /// Its name, in capitals.
    pub(crate) name: String,
    pub(crate) params: Vec<Param>,
    /// Its value, including escapes.
    pub(crate) value: String,
    pub(crate) line: usize,
}

/// `NAME=value,value`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Param {
    /// Its name, in capitals.
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
}

impl Component {
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Returns the first property of a name.
    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Returns the value of the first property of a name, trimmed; `None` if it is empty.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let value = self.property(name)?.value.trim();
        (!value.is_empty()).then_some(value)
    }

    /// Returns the title, or else the UID.
    pub(crate) fn title(&self) -> String {
        let property = self.property("SUMMARY").or_else(|| self.property("UID"));
        property.map(|property| unescaped(&property.value)).unwrap_or_default()
    }

    /// Adds a property with a value that needs no escapes.
    pub(crate) fn push(&mut self, name: &str, value: impl Into<String>) -> &mut Property {
        self.properties.push(Property {
            name: name.to_owned(),
            value: value.into(),
            ..Property::default()
        });
        self.properties.last_mut().expect("one was just pushed")
    }
}

impl Property {
    /// Returns the first value of the parameter of a name.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        let param = self.params.iter().find(|param| param.name == name)?;
        param.values.first().map(String::as_str)
    }

    /// Adds a parameter.
    pub(crate) fn with(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.params.push(Param { name: name.to_owned(), values: vec![value.into()] });
        self
    }
}

/// A property, and whether all of its bytes could be read as text.
pub(crate) struct ReadLine {
    pub(crate) property: Property,
    pub(crate) is_whole: bool,
}

impl Property {
    /// Reads one line; `None` if it is not a property.
    pub(crate) fn parse(line: &ContentLine<'_>, charset: &Charset<'_>) -> Option<ReadLine> {
        let ReadText { text, mut is_whole } = charset.text(&line.bytes);
        let mut property = Self::of(&text)?;
        property.line = line.number;
        if let Some(bytes) = property.encoded_bytes(line) {
            let value = charset.value(&bytes, property.param("CHARSET"));
            is_whole = value.is_whole;
            // A value has its line ends escaped.
            property.value = value.text.replace("\r\n", "\n").replace(['\r', '\n'], "\\n");
            property.params.retain(|param| !matches!(&*param.name, "ENCODING" | "CHARSET"));
        }
        property.decode_words(charset);
        Some(ReadLine { property, is_whole })
    }

    /// Decodes words that are encoded as in the header of a mail, in texts and in names of people.
    fn decode_words(&mut self, charset: &Charset<'_>) {
        let decoded = |text: &str| encoded::encoded_words(text, |it, name| charset.named(it, name));
        if TEXTS.contains(&self.name.as_str())
            && let Some(text) = decoded(&self.value)
        {
            // The commas of a list stay as they are.
            let is_list = self.name == "CATEGORIES";
            self.value = if is_list { text } else { escaped(&unescaped(&text)) };
        }
        let names = self.params.iter_mut().filter(|param| param.name == "CN");
        for name in names.flat_map(|param| &mut param.values) {
            *name = decoded(name).unwrap_or_else(|| std::mem::take(name));
        }
    }

    /// Returns the bytes of the value if the property says how it is encoded, as in vCalendar 1.0.
    fn encoded_bytes(&self, line: &ContentLine<'_>) -> Option<Vec<u8>> {
        let encoding = self.param("ENCODING").map(str::to_ascii_uppercase);
        let is_base64 = matches!(encoding.as_deref(), Some("BASE64" | "B"));
        match encoding.as_deref() {
            _ if line.is_quoted => Some(encoded::quoted_printable(&line.value())),
            _ if is_base64 && TEXTS.contains(&self.name.as_str()) => encoded::base64(&line.value()),
            Some("8BIT") | None if self.param("CHARSET").is_some() => {
                Some(line.value().into_owned())
            }
            Some(_) | None => None,
        }
    }

    /// Reads the text of one line.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let end = text.find([';', ':'])?;
        let (name, mut rest) = text.split_at_checked(end)?;
        if name.is_empty() || !name.bytes().all(is_name_byte) {
            return None;
        }
        let mut property = Self { name: name.to_ascii_uppercase(), ..Self::default() };
        while let Some(after) = rest.strip_prefix(';') {
            let (param, tail) = Param::of(after)?;
            property.params.extend(param);
            rest = tail;
        }
        rest.strip_prefix(':')?.clone_into(&mut property.value);
        property.mend_zone_name();
        Some(property)
    }

    /// Mends the name of a zone that has a colon or a comma and no quotes: `TZID=tzone://Microsoft/Custom:20260701T100000`.
    /// The value is what follows the last colon before the date.
    fn mend_zone_name(&mut self) {
        let Some(zone) = self.params.iter_mut().find(|param| param.name == "TZID") else { return };
        let is_date = |text: &str| {
            let first = text.split([',', '/']).next().unwrap_or_default();
            parse_stamp(first).is_some()
        };
        if zone.values.len() == 1 && is_date(&self.value) {
            return;
        }
        let mut name = zone.values.join(",");
        let mut params = Vec::new();
        if !is_date(&self.value)
            && let Some((head, value)) = self
                .value
                .match_indices(':')
                .filter_map(|(at, _)| self.value.split_at_checked(at))
                .filter_map(|(head, tail)| Some((head, tail.strip_prefix(':')?)))
                .find(|(_, value)| is_date(value))
        {
            let mut parts = head.split(';');
            name.extend([":", parts.next().unwrap_or_default()]);
            let param = |(name, value): (&str, &str)| Param {
                name: name.to_ascii_uppercase(),
                values: vec![value.to_owned()],
            };
            params.extend(parts.filter_map(|part| part.split_once('=').map(param)));
            self.value = value.to_owned();
        }
        zone.values = vec![name];
        self.params.extend(params);
    }
}

/// The texts that programs encode as base64; in any other property it is a file.
const TEXTS: [&str; 6] = ["CATEGORIES", "COMMENT", "CONTACT", "DESCRIPTION", "LOCATION", "SUMMARY"];

/// Whether a byte may be in a name: letters, digits and `-` (RFC 5545 3.1); real files also contain `_` and `.`.
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

impl Param {
    /// Reads one parameter; the inner `None` means that it has no name or no value.
    fn of(text: &str) -> Option<(Option<Self>, &str)> {
        let end = text.find(['=', ';', ':'])?;
        let (name, rest) = text.split_at_checked(end)?;
        let Some(mut rest) = rest.strip_prefix('=') else { return Some((None, rest)) };
        let mut values = Vec::new();
        loop {
            let (value, tail) = param_value(rest)?;
            values.push(caret_decoded(value));
            let Some(more) = tail.strip_prefix(',') else {
                let is_named = !name.is_empty() && name.bytes().all(is_name_byte);
                let param = Self { name: name.to_ascii_uppercase(), values };
                return Some((is_named.then_some(param), tail));
            };
            rest = more;
        }
    }

    /// Prints the parameter as it is in a line.
    pub(crate) fn print(&self, out: &mut String) {
        out.push_str(&self.name);
        for (index, value) in self.values.iter().enumerate() {
            out.push(if index == 0 { '=' } else { ',' });
            let value = caret_encoded(value);
            if value.contains([',', ';', ':']) {
                out.extend(["\"", &value, "\""]);
            } else {
                out.push_str(&value);
            }
        }
    }
}

/// Reads one value of a parameter, with or without quotes. Quotes that do not end at the end of a value count as
/// letters.
fn param_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = text.strip_prefix('"')
        && let Some((value, rest)) = quoted.split_once('"')
        && rest.starts_with([',', ';', ':'])
    {
        return Some((value, rest));
    }
    let end = text.find([',', ';', ':'])?;
    let (value, rest) = text.split_at_checked(end)?;
    Some((value.trim_matches('"'), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_falls_into_name_parameters_and_value() {
        let rows = [
            ("SUMMARY:a:b;c", "SUMMARY [] a:b;c"),
            ("dtstart;tzid=Asia/Tokyo:2024", "DTSTART [TZID=[\"Asia/Tokyo\"]] 2024"),
            (
                "ATTENDEE;CN=\"a;b:c\";X=1,\"2,3\":mailto:x",
                "ATTENDEE [CN=[\"a;b:c\"], X=[\"1\", \"2,3\"]] mailto:x",
            ),
            ("A;CN=^'a^'^nb^^:v", "A [CN=[\"\\\"a\\\"\\nb^\"]] v"),
            ("A;EMPTY;B=:v", "A [B=[\"\"]] v"),
            ("A;CN=\"open:v", "A [CN=[\"open\"]] v"),
            ("A;TZID=a://b/c:20260701", "A [TZID=[\"a://b/c\"]] 20260701"),
            (
                "A;TZID=(UTC-05:00) E, F;VALUE=X:20260701T10:00,20260702",
                "A [TZID=[\"(UTC-05:00) E, F\"], VALUE=[\"X\"]] 20260701T10:00,20260702",
            ),
            (
                "A;TZID=GMT+01:00:20260701T100000Z/PT1H",
                "A [TZID=[\"GMT+01:00\"]] 20260701T100000Z/PT1H",
            ),
            ("A;TZID=x:soon: 1", "A [TZID=[\"x\"]] soon: 1"),
        ];
        for (text, expected) in rows {
            let property = Property::of(text).expect("a property");
            let params: Vec<String> = property
                .params
                .iter()
                .map(|param| format!("{}={:?}", param.name, param.values))
                .collect();
            let found = format!("{} [{}] {}", property.name, params.join(", "), property.value);
            assert_eq!(found, expected, "{text}");
        }
        for text in ["", "no colon", ":no name", "会:v", "A;B=1"] {
            assert_eq!(Property::of(text), None, "{text}");
        }
    }
}
