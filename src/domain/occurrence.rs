//! Occurrences: what views are built on, never on events directly.
//!
//! A repeating event has many; until rules are expanded, its first. A view asks for a window of days and gets what
//! touches it.

use std::borrow::Cow;

use jiff::civil::DateTime;

use super::entry::Entry;
use super::time::{Days, When};

/// One time that an event takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence<'a> {
    /// The event.
    pub entry: &'a Entry,
    /// When this time is: the event's own time, or one that a rule makes.
    pub when: Cow<'a, When>,
    /// The days that it touches.
    pub days: Days,
}

impl Occurrence<'_> {
    /// What occurrences are sorted by: all-day ones before timed ones of the same day, then time, then title.
    pub fn order(&self) -> (DateTime, bool, &str, &str) {
        let is_timed = matches!(*self.when, When::Timed(_));
        (self.when.start(), is_timed, &self.entry.event.title, self.entry.event.id.as_str())
    }
}

/// The occurrences of one entry that touch the window.
pub fn within(entry: &Entry, window: Days) -> impl Iterator<Item = Occurrence<'_>> {
    let when = &entry.event.when;
    let days = when.days();
    days.meets(window).then_some(Occurrence { entry, when: Cow::Borrowed(when), days }).into_iter()
}
