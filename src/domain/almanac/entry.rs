//! An event together with what this device knows about it.

use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::time::UtcTime;

/// One event in the almanac.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The current event on this device.
    pub event: Event,
    /// The calendar that it belongs to.
    pub calendar: CalendarId,
    /// What the last imported file said about it.
    pub base: Base,
    /// What this device handed on of it.
    pub handed: Handed,
    /// Whether the person marked it as their own.
    pub is_mine: bool,
    /// What the last import did to it.
    pub news: Option<News>,
    /// When it was moved to the trash, if it is there; see [`crate::domain::almanac::trash`].
    pub deleted: Option<UtcTime>,
}

/// What the last imported file said about an event: the base of the next three-way merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// There was no such file: the event was made here.
    Local,
    /// The file said what is here now.
    AsImported,
    /// The file said something else: the event was changed here since.
    Was(Box<Event>),
}

/// What this device last handed on of an event: like [`Base`], a base of the next merge, because what comes back was
/// made from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Handed {
    /// Nothing.
    #[default]
    Never,
    /// The event as it is now.
    AsNow,
    /// The event as it was before it was changed here.
    Was(Box<Event>),
}

/// What the last import did to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub happening: Happening,
    /// Whether the person has seen it.
    pub is_seen: bool,
    /// The event before the import, if it existed here.
    pub before: Option<Box<Event>>,
}

/// What an import did to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// It was added.
    New,
    /// It changed.
    Changed,
    /// It was cancelled.
    Cancelled,
}

impl Entry {
    /// Creates an entry for an event made on this device.
    pub fn local(event: Event, calendar: CalendarId) -> Self {
        Self {
            event,
            calendar,
            base: Base::Local,
            handed: Handed::Never,
            is_mine: false,
            news: None,
            deleted: None,
        }
    }

    /// Returns the event as the last imported file had it, if one was imported.
    pub fn base_event(&self) -> Option<&Event> {
        match &self.base {
            Base::Local => None,
            Base::AsImported => Some(&self.event),
            Base::Was(event) => Some(event),
        }
    }

    /// Returns the event as this device last handed it on, if it did.
    pub fn handed_event(&self) -> Option<&Event> {
        match &self.handed {
            Handed::Never => None,
            Handed::AsNow => Some(&self.event),
            Handed::Was(event) => Some(event),
        }
    }

    /// Returns the same entry after a file with the event was handed on.
    #[must_use]
    pub fn handed_on(self) -> Self {
        // What a file said is the base already.
        let is_base = self.base == Base::AsImported && self.handed == Handed::Never;
        if is_base { self } else { Self { handed: Handed::AsNow, ..self } }
    }

    /// Returns the same entry with another event; what the last import said and what was handed on is remembered.
    #[must_use]
    pub fn edited(self, event: Event) -> Self {
        let handed = match self.handed {
            Handed::Never => Handed::Never,
            Handed::AsNow if self.event == event => Handed::AsNow,
            Handed::AsNow => Handed::Was(Box::new(self.event.clone())),
            Handed::Was(was) if *was == event => Handed::AsNow,
            Handed::Was(was) => Handed::Was(was),
        };
        let base = match self.base {
            Base::Local => Base::Local,
            Base::AsImported if self.event == event => Base::AsImported,
            Base::AsImported => Base::Was(Box::new(self.event)),
            Base::Was(was) if *was == event => Base::AsImported,
            Base::Was(was) => Base::Was(was),
        };
        Self { event, base, handed, ..self }
    }

    /// Returns what the last import did to it, until the person has seen it.
    pub fn badge(&self) -> Option<Happening> {
        self.news.as_ref().filter(|news| !news.is_seen).map(|news| news.happening)
    }
}
