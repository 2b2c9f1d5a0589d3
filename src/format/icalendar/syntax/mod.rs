//! Components, properties and parameters as they are in a file: nothing is lost, and nothing is interpreted yet.

pub mod charset;
pub(crate) mod encoded;
pub(crate) mod letter;
pub(crate) mod lines;
pub(crate) mod print;
pub(crate) mod values;

use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::syntax::charset::Charset;
use crate::format::icalendar::syntax::lines::{ContentLine, Lines};
use crate::format::icalendar::syntax::values::{caret_decoded, caret_encoded};
use crate::format::issue::Reason;
use crate::format::jscalendar::read::notes::Notes;
use crate::format::json::read::Limits;

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

/// The content of a file.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The components at the top.
    pub(crate) roots: Vec<Component>,
    /// Whether the file ends inside a component.
    pub(crate) is_cut: bool,
}

/// Reads the components of a file; damaged ones are noted and left out.
pub(crate) fn read(
    bytes: &[u8],
    charset: &Charset<'_>,
    limits: &Limits,
    notes: &mut Notes<'_>,
) -> Tree {
    let mut builder = Builder {
        roots: Vec::new(),
        open: Vec::new(),
        depth: limits.depth,
        has_told_outside: false,
    };
    let mut values = 0_usize;
    for line in Lines::new(bytes, limits.text_bytes) {
        let read = Property::parse(&line, charset);
        let name = read.as_ref().map(|read| read.property.name.clone());
        if line.is_cut {
            notes.add_line(line.number, &name.unwrap_or_default(), Fault::LongLine.into());
            continue;
        }
        let Some(ReadLine { property, is_whole }) = read else {
            builder.not_a_property(&line, notes);
            continue;
        };
        if !is_whole {
            let fault = Fault::Encoding { taken_for: None };
            notes.add_line(line.number, &property.name, fault.into());
        }
        values += 1;
        if values > limits.values.saturating_mul(4) {
            notes.add_line(line.number, "", Reason::TooManyEntries);
            break;
        }
        builder.take(property, notes);
    }
    builder.finish(notes)
}

struct Builder {
    roots: Vec<Component>,
    open: Vec<Component>,
    depth: usize,
    /// Whether lines outside of a component have been reported.
    has_told_outside: bool,
}

/// The component in which everything else is; it is never in another one.
const ROOT: &str = "VCALENDAR";

impl Builder {
    fn take(&mut self, property: Property, notes: &mut Notes<'_>) {
        let word = || property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" if word() == ROOT => {
                self.begin_calendar(&property, notes);
            }
            "BEGIN" if self.open.len() >= self.depth => {
                let reason = Reason::Skipped(crate::format::json::value::Skip::TooDeep);
                notes.add_line(property.line, &word(), reason);
            }
            "BEGIN" => self.open.push(Component {
                name: word(),
                line: property.line,
                ..Component::default()
            }),
            "END" => self.end(&word(), property.line, notes),
            _ => match self.open.last_mut() {
                Some(component) => component.properties.push(property),
                None => self.tell_outside(property.line, &property.name, notes),
            },
        }
    }

    /// Begins a calendar. One that is open has no end, or its first line is doubled.
    fn begin_calendar(&mut self, property: &Property, notes: &mut Notes<'_>) {
        while let Some(component) = self.open.pop() {
            let is_calendar = component.name == ROOT && self.open.is_empty();
            if is_calendar && component.properties.is_empty() && component.components.is_empty() {
                self.tell_outside(component.line, ROOT, notes);
                continue;
            }
            notes.add_line(component.line, &component.name, Fault::Unclosed.into());
            if is_calendar {
                self.roots.push(component);
            }
        }
        let calendar = Component { line: property.line, ..Component::named(ROOT) };
        self.open.push(calendar);
    }

    fn not_a_property(&mut self, line: &ContentLine<'_>, notes: &mut Notes<'_>) {
        let text = String::from_utf8_lossy(&line.bytes);
        let start: String = text.trim().chars().take(20).collect();
        if start.is_empty() {
            return;
        }
        if self.open.is_empty() {
            self.tell_outside(line.number, &start, notes);
        } else {
            notes.add_line(line.number, &start, Fault::BadLine.into());
        }
    }

    /// Reports the first line that is outside of a component, as the header of a mail is.
    fn tell_outside(&mut self, line: usize, pointer: &str, notes: &mut Notes<'_>) {
        if !std::mem::replace(&mut self.has_told_outside, true) {
            notes.add_line(line, pointer, Fault::Outside.into());
        }
    }

    /// Ends the innermost component of that name; components still open inside it have no end.
    fn end(&mut self, name: &str, line: usize, notes: &mut Notes<'_>) {
        if !self.open.iter().any(|component| component.name == name) {
            if name == ROOT && self.open.is_empty() {
                self.tell_outside(line, "END", notes);
                return;
            }
            notes.add_line(line, &format!("END:{name}"), Fault::BadLine.into());
            return;
        }
        while let Some(component) = self.open.pop() {
            if component.name == name {
                let siblings =
                    self.open.last_mut().map_or(&mut self.roots, |parent| &mut parent.components);
                siblings.push(component);
                return;
            }
            notes.add_line(component.line, &component.name, Fault::Unclosed.into());
        }
    }

    /// Finishes the file: a calendar that is cut off keeps its content; any other component without an end is left out.
    fn finish(mut self, notes: &mut Notes<'_>) -> Tree {
        let mut is_cut = false;
        while let Some(component) = self.open.pop() {
            let is_calendar = component.name == ROOT && self.open.is_empty();
            is_cut = true;
            notes.add_line(component.line, &component.name, Fault::Unclosed.into());
            if is_calendar {
                self.roots.push(component);
            }
        }
        Tree { roots: self.roots, is_cut }
    }
}

/// A property, and whether all of its bytes could be read as text.
struct ReadLine {
    property: Property,
    is_whole: bool,
}

impl Property {
    /// Reads one line; `None` if it is not a property.
    fn parse(line: &ContentLine<'_>, charset: &Charset<'_>) -> Option<ReadLine> {
        let whole = charset.text(&line.bytes);
        let mut is_whole = whole.is_some();
        let text = whole.unwrap_or_else(|| String::from_utf8_lossy(&line.bytes).into_owned());
        let mut property = Self::of(&text)?;
        property.line = line.number;
        if let Some(bytes) = property.encoded_bytes(line) {
            let value = match property.param("CHARSET") {
                Some(name) => charset.named(&bytes, name).or_else(|| charset.unnamed(&bytes)),
                None => charset.unnamed(&bytes),
            };
            is_whole = value.is_some();
            if let Some(value) = value {
                // A value has its line ends escaped.
                property.value = value.replace("\r\n", "\n").replace(['\r', '\n'], "\\n");
                property.params.retain(|param| !matches!(&*param.name, "ENCODING" | "CHARSET"));
            }
        }
        Some(ReadLine { property, is_whole })
    }

    /// Returns the bytes of the value if the property says how it is encoded, as in vCalendar 1.0.
    fn encoded_bytes(&self, line: &ContentLine<'_>) -> Option<Vec<u8>> {
        /// The texts that programs encode as base64; in any other property it is a file.
        const TEXTS: [&str; 6] =
            ["CATEGORIES", "COMMENT", "CONTACT", "DESCRIPTION", "LOCATION", "SUMMARY"];
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
        Some(property)
    }
}

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
