//! Puts the lines of a file together to components.

use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::syntax::charset::Charset;
use crate::format::icalendar::syntax::lines::{ContentLine, Lines};
use crate::format::icalendar::syntax::{Component, Property, ReadLine};
use crate::format::issue::Reason;
use crate::format::jscalendar::read::notes::Notes;
use crate::format::json::read::Limits;
use crate::format::json::value::Skip;

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
        if line.is_cut {
            let name = read.map(|read| read.property.name).unwrap_or_default();
            notes.add_line(line.number, &name, Fault::LongLine.into());
            continue;
        }
        let Some(ReadLine { property, is_whole }) = read else {
            builder.not_a_property(&line, charset, notes);
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

/// The components of a calendar, which are never in each other.
const OF_CALENDAR: [&str; 5] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];

impl Builder {
    fn take(&mut self, property: Property, notes: &mut Notes<'_>) {
        let word = || property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" if word() == ROOT => {
                self.begin_calendar(&property, notes);
            }
            "BEGIN" if OF_CALENDAR.contains(&word().as_str()) => {
                self.end_sibling(notes);
                self.open.push(Component { line: property.line, ..Component::named(&word()) });
            }
            "BEGIN" if self.open.len() >= self.depth => {
                let reason = Reason::Skipped(Skip::TooDeep);
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

    /// Ends the component that stands where another one begins, because its own end is missing. What it says is kept.
    fn end_sibling(&mut self, notes: &mut Notes<'_>) {
        let is_sibling = |it: &Component| OF_CALENDAR.contains(&it.name.as_str());
        let Some(at) = self.open.iter().position(is_sibling) else { return };
        while let Some(component) = self.open.pop() {
            let is_it = self.open.len() == at;
            let fault = if is_it { Fault::EndMissing } else { Fault::Unclosed };
            tell(&component, fault, notes);
            if is_it {
                let siblings =
                    self.open.last_mut().map_or(&mut self.roots, |parent| &mut parent.components);
                siblings.push(component);
                return;
            }
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
            tell(&component, Fault::Unclosed, notes);
            if is_calendar {
                self.roots.push(component);
            }
        }
        let calendar = Component { line: property.line, ..Component::named(ROOT) };
        self.open.push(calendar);
    }

    fn not_a_property(
        &mut self,
        line: &ContentLine<'_>,
        charset: &Charset<'_>,
        notes: &mut Notes<'_>,
    ) {
        let text = charset.text(&line.bytes).text;
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
            tell(&component, Fault::Unclosed, notes);
        }
    }

    /// Finishes the file: a calendar that is cut off keeps its content; any other component without an end is left out.
    fn finish(mut self, notes: &mut Notes<'_>) -> Tree {
        let mut is_cut = false;
        while let Some(component) = self.open.pop() {
            let is_calendar = component.name == ROOT && self.open.is_empty();
            is_cut = true;
            tell(&component, Fault::Unclosed, notes);
            if is_calendar {
                self.roots.push(component);
            }
        }
        Tree { roots: self.roots, is_cut }
    }
}

fn tell(component: &Component, fault: Fault, notes: &mut Notes<'_>) {
    notes.add_titled(component.line, &component.name, &component.title(), fault.into());
}
