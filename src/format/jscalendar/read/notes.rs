//! Collects issues with the position in the file, at no cost while nothing is wrong.

use std::fmt::Write as _;

use crate::domain::event::bounds::{LINE_SHOWN, shortened};
use crate::format::gravity::Gravity;
use crate::format::issue::{Issue, Reason, Tallies};
use crate::format::jscalendar::read::foreign::Services;
use crate::format::jscalendar::read::known_texts::KnownTexts;
use crate::format::json::read::Limits;
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
    /// How many there were of each kind.
    pub(crate) tallies: Tallies,
    limits: Limits,
    /// Issues that are less severe are ignored.
    least: Gravity,
    /// Whether only some properties of an object are read, so that none is missing.
    is_part: bool,
    /// What the file of another program needs.
    pub(crate) services: Services<'t>,
    /// The zones and keys that were read last.
    pub(crate) texts: KnownTexts,
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
    pub(crate) fn new(text: &'t str, limits: &Limits) -> Self {
        Self {
            issues: Vec::new(),
            tallies: Tallies::default(),
            limits: *limits,
            least: Gravity::Noted,
            is_part: false,
            services: Services::default(),
            texts: KnownTexts::default(),
            text,
            known: (0, 1),
            entry: None,
            entry_from: 0,
            line: None,
        }
    }

    /// Counts an issue. Returns whether it is listed: of each kind, only the first ones are.
    fn counts(&mut self, reason: &Reason) -> bool {
        let is_missing = matches!(reason, Reason::MissingProperty { .. });
        let is_small = reason.gravity() < self.least && !reason.is_about_showing();
        if is_small || self.is_part && is_missing {
            return false;
        }
        let most = if reason.is_loss() { self.limits.losses } else { self.limits.issues };
        self.tallies.add(reason, 1) <= most
    }

    /// Reads some properties of an object, of which the others are elsewhere.
    pub(crate) fn of_part<R>(&mut self, read: impl FnOnce(&mut Self) -> R) -> R {
        let before = std::mem::replace(&mut self.is_part, true);
        let found = read(self);
        self.is_part = before;
        found
    }

    /// Notes a reason at a path.
    pub(crate) fn add(&mut self, path: &PointerPath<'_>, reason: Reason) {
        if self.counts(&reason) {
            let line = self.line.or_else(|| self.entry.map(|offset| self.line(offset)));
            self.issues.push(Issue { pointer: path.pointer(), line, subject: None, reason });
        }
    }

    /// Notes a name that is not one of a time zone, the first time.
    pub(crate) fn check_zone(&mut self, path: &PointerPath<'_>, name: &str) {
        if self.services.is_new_unknown_zone(name) {
            self.add(path, Reason::UnknownZone { name: name.to_owned() });
        }
    }

    /// Notes a reason at a line, about the file as a whole.
    pub(crate) fn add_at(&mut self, line: usize, reason: Reason) {
        self.add_line(line, "", reason);
    }

    /// Notes a reason at its own line, about the named item.
    pub(crate) fn add_line(&mut self, line: usize, pointer: &str, reason: Reason) {
        if self.counts(&reason) {
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

    /// Begins an entry at a line; issues below a severity are ignored in it.
    pub(crate) fn begin_at(&mut self, line: usize, least: Gravity) {
        self.line = Some(line);
        self.least = least;
        self.entry_from = self.issues.len();
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

    /// Ends an entry: its issues get its title, unless they have one of their own.
    pub(crate) fn end(&mut self, subject: Option<&str>) {
        let subject = subject.map(|subject| shortened(subject, LINE_SHOWN));
        let subject = subject.as_deref();
        self.entry = None;
        self.line = None;
        self.least = Gravity::Noted;
        for issue in self.issues.iter_mut().skip(self.entry_from) {
            let own = issue.subject.take();
            issue.subject = own.or_else(|| subject.map(str::to_owned));
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
