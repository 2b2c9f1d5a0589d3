//! A writer of JSON that gives the same bytes for the same data.
//!
//! Fields are written in the order of their names, in whatever order they were put in, so that a change of the vendor
//! prefix needs no other change. Compact in records, two spaces of indent in files for people.

use std::fmt::Write as _;
use std::ops::Range;

use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::ordered;

/// How much white space to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// None.
    Compact,
    /// A line for each value, indented by two spaces.
    Pretty,
}

/// Writes one JSON value.
#[derive(Debug)]
pub struct Writer {
    out: String,
    style: Style,
    depth: usize,
    /// Where each field of the open objects begins, with the range of its name without quotes.
    marks: Vec<Range<usize>>,
}

impl Writer {
    /// Creates an empty writer.
    pub fn new(style: Style) -> Self {
        Self { out: String::new(), style, depth: 0, marks: Vec::new() }
    }

    /// Returns what was written; a pretty text ends with a line feed.
    pub fn finish(mut self) -> String {
        if self.style == Style::Pretty {
            self.out.push('\n');
        }
        self.out
    }

    /// Writes a string.
    pub fn text(&mut self, text: &str) {
        self.out.push('"');
        self.escaped(text);
        self.out.push('"');
    }

    /// Writes a count.
    pub fn count(&mut self, number: u32) {
        write!(self.out, "{number}").expect("a string takes any text");
    }

    /// Writes a small number with its sign.
    pub fn number(&mut self, number: i16) {
        write!(self.out, "{number}").expect("a string takes any text");
    }

    /// Writes `true` or `false`.
    pub fn flag(&mut self, flag: bool) {
        self.out.push_str(if flag { "true" } else { "false" });
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    /// Writes a value that prints itself and needs no escapes, as a string.
    pub fn plain(&mut self, print: impl FnOnce(&mut String)) {
        self.out.push('"');
        print(&mut self.out);
        self.out.push('"');
    }

    /// Writes a value that we carry without reading.
    pub fn json(&mut self, json: &Json) {
        match json {
            Json::Null => self.null(),
            Json::Bool(flag) => self.flag(*flag),
            Json::Number(number) => self.out.push_str(number),
            Json::Text(text) => self.text(text),
            Json::List(items) => self.list(items, Self::json),
            Json::Map(map) => self.object(|fields| {
                for (name, value) in map {
                    fields.put(name).json(value);
                }
            }),
        }
    }

    /// Writes an array.
    pub fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut item: impl FnMut(&mut Self, T),
    ) {
        self.out.push('[');
        self.depth += 1;
        let mut is_empty = true;
        for value in items {
            if !is_empty {
                self.out.push(',');
            }
            is_empty = false;
            self.new_line();
            item(self, value);
        }
        self.depth -= 1;
        if !is_empty {
            self.new_line();
        }
        self.out.push(']');
    }

    /// Writes an object; `body` puts its fields.
    pub fn object(&mut self, body: impl FnOnce(&mut FieldWriter<'_>)) {
        self.out.push('{');
        self.depth += 1;
        let first_mark = self.marks.len();
        body(&mut FieldWriter { first_mark, writer: self });
        self.sort_fields(first_mark);
        let is_empty = self.marks.len() == first_mark;
        self.marks.truncate(first_mark);
        self.depth -= 1;
        if !is_empty {
            self.new_line();
        }
        self.out.push('}');
    }

    fn new_line(&mut self) {
        match self.style {
            Style::Compact => {}
            Style::Pretty => {
                self.out.push('\n');
                for _ in 0..self.depth {
                    self.out.push_str("  ");
                }
            }
        }
    }

    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) =
            rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
        {
            let (plain, tail) = rest.split_at(at);
            self.out.push_str(plain);
            let mut letters = tail.chars();
            match letters.next() {
                Some('\n') => self.out.push_str("\\n"),
                Some('\r') => self.out.push_str("\\r"),
                Some('\t') => self.out.push_str("\\t"),
                Some('"') => self.out.push_str("\\\""),
                Some('\\') => self.out.push_str("\\\\"),
                other => {
                    let code = u32::from(other.unwrap_or('\0'));
                    write!(self.out, "\\u{code:04x}").expect("a string takes any text");
                }
            }
            rest = letters.as_str();
        }
        self.out.push_str(rest);
    }

    /// Sorts the fields from a mark on by their names.
    fn sort_fields(&mut self, first_mark: usize) {
        let marks = self.marks.get(first_mark..).unwrap_or_default();
        let name = |mark: &Range<usize>| self.out.get(mark.start + 1..mark.end).unwrap_or_default();
        if marks.is_sorted_by(|one, next| name(one) <= name(next)) {
            return;
        }
        let Some(start) = marks.first().map(|mark| mark.start) else { return };
        let separator = match self.style {
            Style::Compact => 1,
            Style::Pretty => 2 + 2 * self.depth,
        };
        let ends = marks.iter().skip(1).map(|mark| mark.start - separator);
        let ends = ends.chain([self.out.len()]);
        let fields: Vec<(&str, &str)> = marks
            .iter()
            .zip(ends)
            .map(|(mark, end)| (name(mark), self.out.get(mark.start..end).unwrap_or_default()))
            .collect();
        let fields = ordered(fields, |(a, _), (b, _)| a.cmp(b));
        let mut sorted = String::with_capacity(self.out.len() - start);
        for (index, (_, field)) in fields.into_iter().enumerate() {
            if index > 0 {
                sorted.push(',');
                if self.style == Style::Pretty {
                    sorted.push('\n');
                    sorted.extend(std::iter::repeat_n("  ", self.depth));
                }
            }
            sorted.push_str(field);
        }
        self.out.truncate(start);
        self.out.push_str(&sorted);
    }
}

/// The fields of an object that is being written.
#[derive(Debug)]
pub struct FieldWriter<'w> {
    writer: &'w mut Writer,
    first_mark: usize,
}

impl FieldWriter<'_> {
    /// Writes a field's name; its value must be written next. Put each name only once.
    pub fn put(&mut self, name: &str) -> &mut Writer {
        let writer = &mut *self.writer;
        if writer.marks.len() > self.first_mark {
            writer.out.push(',');
        }
        writer.new_line();
        let start = writer.out.len();
        writer.out.push('"');
        writer.escaped(name);
        writer.marks.push(start..writer.out.len());
        writer.out.push_str(match writer.style {
            Style::Compact => "\":",
            Style::Pretty => "\": ",
        });
        writer
    }

    /// Writes a text, unless it is empty.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.put(name).text(text);
        }
    }

    /// Writes a text, if there is one.
    pub fn text_if_any(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(name).text(text);
        }
    }

    /// Writes a count, if there is one.
    pub fn count_if_any(&mut self, name: &str, count: Option<u32>) {
        if let Some(count) = count {
            self.put(name).count(count);
        }
    }

    /// Writes a set of texts as JSCalendar does, unless it is empty.
    pub fn set<'t>(&mut self, name: &str, members: impl IntoIterator<Item = &'t str>) {
        let mut members = members.into_iter().peekable();
        if members.peek().is_some() {
            self.put(name).object(|fields| {
                for member in members {
                    fields.put(member).flag(true);
                }
            });
        }
    }

    /// Writes the unknown properties; fields that were already put stay.
    pub fn foreign(&mut self, foreign: &Foreign) {
        for (name, value) in &foreign.0 {
            if !self.holds(name) {
                self.put(name).json(value);
            }
        }
    }

    /// Whether a field of that name was put.
    pub fn holds(&self, name: &str) -> bool {
        let writer = &*self.writer;
        let marks = writer.marks.get(self.first_mark..).unwrap_or_default();
        marks.iter().any(|mark| writer.out.get(mark.start + 1..mark.end) == Some(name))
    }
}
