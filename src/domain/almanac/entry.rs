//! An event together with what this device knows of it.

use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::time::UtcTime;

/// One event in the almanac.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The event as it stands here.
    pub event: Event,
    /// The calendar that it belongs to.
    pub calendar: CalendarId,
    /// What the last imported file said of it.
    pub base: Base,
    /// Whether the person marked it as their own.
    pub is_mine: bool,
    /// What the last import did to it.
    pub news: Option<Box<News>>,
    /// When it was put into the bin, where it lies in it; see [`crate::domain::almanac::trash`].
    pub deleted: Option<UtcTime>,
}

/// What the last imported file said of an event: the base of the next three-way merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// No file ever did: it was made here.
    Local,
    /// What stands here now.
    AsImported,
    /// Something else: it was changed here since.
    Was(Box<Event>),
}

/// What the last import did to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub happening: Happening,
    /// Whether the person has seen it.
    pub is_seen: bool,
    /// The event as it stood before, where it stood here.
    pub before: Option<Box<Event>>,
}

/// What an import did to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// It came.
    New,
    /// It changed.
    Changed,
    /// It was called off.
    Cancelled,
}

impl Entry {
    /// An entry for an event made on this device.
    pub fn local(event: Event, calendar: CalendarId) -> Self {
        Self { event, calendar, base: Base::Local, is_mine: false, news: None, deleted: None }
    }

    /// The event as the last imported file had it, where one was imported.
    pub fn base_event(&self) -> Option<&Event> {
        match &self.base {
            Base::Local => None,
            Base::AsImported => Some(&self.event),
            Base::Was(event) => Some(event),
        }
    }

    /// The same entry with the event edited here; what the last import said is remembered.
    #[must_use]
    pub fn edited(self, event: Event) -> Self {
        let base = match self.base {
            Base::Local => Base::Local,
            Base::AsImported if self.event == event => Base::AsImported,
            Base::AsImported => Base::Was(Box::new(self.event)),
            Base::Was(was) if *was == event => Base::AsImported,
            Base::Was(was) => Base::Was(was),
        };
        Self { event, base, ..self }
    }

    /// What the last import did to it, until it has been seen.
    pub fn badge(&self) -> Option<Happening> {
        self.news.as_ref().filter(|news| !news.is_seen).map(|news| news.happening)
    }
}
