//! Collects issues with the position in the file, at no cost while nothing is wrong.

use std::fmt::Write as _;

use crate::format::issue::{Issue, Reason};
use crate::format::json::value::Object;

/// The position in a file: a chain of steps on the stack, converted to text only when there is an issue.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PointerPath<'p> {
    /// The file.
    Root,
    /// A field of an object.
    Key(&'p PointerPath<'p>, &'p str),
    /// An item of an array.
    Index(&'p PointerPath<'p>, usize),
}

impl PointerPath<'_> {
    /// Returns the path as a JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Root => {}
            Self::Key(parent, key) => {
                parent.write(out);
                out.push('/');
                out.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Self::Index(parent, index) => {
                parent.write(out);
                write!(out, "/{index}").expect("a string takes any text");
            }
        }
    }
}

/// The issues found so far.
#[derive(Debug)]
pub(crate) struct Notes<'t> {
    /// The listed ones.
    pub(crate) issues: Vec<Issue>,
    /// How many there were in all.
    pub(crate) count: usize,
    limit: usize,
    text: &'t str,
    /// The line of the last position that was asked for: later positions are counted from here.
    known: (usize, usize),
    /// The position of the entry that is being read.
    entry: Option<usize>,
    entry_from: usize,
    /// The line of issues if the text is not available.
    line: Option<usize>,
}

impl<'t> Notes<'t> {
    /// Creates an empty list of issues.
    pub(crate) fn new(text: &'t str, limit: usize) -> Self {
        Self {
            issues: Vec::new(),
            count: 0,
            limit,
            text,
            known: (0, 1),
            entry: None,
            entry_from: 0,
            line: None,
        }
    }

    /// Notes a reason at a path.
    pub(crate) fn add(&mut self, path: &PointerPath<'_>, reason: Reason) {
        self.count += 1;
        if self.issues.len() >= self.limit {
            return;
        }
        let line = self.line.or_else(|| self.entry.map(|offset| self.line(offset)));
        self.issues.push(Issue { pointer: path.pointer(), line, subject: None, reason });
    }

    /// Notes a reason at a line, about the file as a whole.
    pub(crate) fn add_at(&mut self, line: usize, reason: Reason) {
        self.count += 1;
        self.issues.push(Issue { pointer: String::new(), line: Some(line), subject: None, reason });
    }

    /// Notes a reason at its own line, about the named item.
    pub(crate) fn add_line(&mut self, line: usize, pointer: &str, reason: Reason) {
        self.count += 1;
        if self.issues.len() < self.limit {
            let pointer = pointer.to_owned();
            self.issues.push(Issue { pointer, line: Some(line), subject: None, reason });
        }
    }

    /// Notes a reason at its own line, about an item with a title.
    pub(crate) fn add_titled(&mut self, line: usize, pointer: &str, title: &str, reason: Reason) {
        let before = self.issues.len();
        self.add_line(line, pointer, reason);
        for issue in self.issues.iter_mut().skip(before) {
            issue.subject = Some(title.to_owned()).filter(|title| !title.is_empty());
        }
    }

    /// Begins an entry whose issues have their own lines.
    pub(crate) fn begin_line(&mut self) {
        self.entry_from = self.issues.len();
    }

    /// Begins an entry at a line.
    pub(crate) fn begin_at(&mut self, line: usize) {
        self.line = Some(line);
        self.entry_from = self.issues.len();
    }

    /// Removes the unwanted issues of the entry.
    pub(crate) fn keep_new(&mut self, is_wanted: impl Fn(&Reason) -> bool) {
        let new = self.issues.split_off(self.entry_from);
        let before = new.len();
        self.issues.extend(new.into_iter().filter(|issue| is_wanted(&issue.reason)));
        let gone = before.saturating_sub(self.issues.len().saturating_sub(self.entry_from));
        self.count = self.count.saturating_sub(gone);
    }

    /// Notes and removes names that occur twice.
    pub(crate) fn drop_duplicates(&mut self, path: &PointerPath<'_>, object: &mut Object<'_>) {
        for name in object.drop_duplicates() {
            self.add(path, Reason::DuplicateKey { name });
        }
    }

    /// Begins an entry: its issues get the line of its first name.
    pub(crate) fn begin(&mut self, object: &Object<'_>) {
        let offset = |name: &str| {
            let start = self.text.as_ptr().addr();
            let offset = name.as_ptr().addr().checked_sub(start)?;
            (offset < self.text.len()).then_some(offset)
        };
        self.entry = object.0.first().and_then(|(name, _)| offset(name));
        self.entry_from = self.issues.len();
    }

    /// Ends an entry: its issues get its title.
    pub(crate) fn end(&mut self, subject: Option<&str>) {
        self.entry = None;
        self.line = None;
        for issue in self.issues.iter_mut().skip(self.entry_from) {
            issue.subject = subject.map(str::to_owned);
        }
        self.entry_from = self.issues.len();
    }

    /// Whether the entry has issues so far.
    pub(crate) fn has_new(&self) -> bool {
        self.issues.len() > self.entry_from
    }

    /// Returns the line of a byte.
    pub(crate) fn line(&mut self, offset: usize) -> usize {
        let (from, line) = if offset >= self.known.0 { self.known } else { (0, 1) };
        let between = self.text.get(from..offset).unwrap_or_default();
        let line = line + between.matches('\n').count();
        self.known = (offset, line);
        line
    }
}
