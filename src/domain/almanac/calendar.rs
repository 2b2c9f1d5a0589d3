//! A calendar: a named, coloured collection of events with an owner.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::foreign::{Foreign, Json};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::UtcTime;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;

/// One calendar as this device keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its identity.
    pub id: CalendarId,
    /// What its file states of it.
    pub facts: CalendarFacts,
    /// What the last imported file stated, where one was imported; tells a rename here from a rename there.
    pub base: Option<Box<CalendarFacts>>,
    /// Whether its events are shown.
    pub is_shown: bool,
    /// When it was put into the bin with its events, where it lies in it; see [`crate::domain::almanac::trash`].
    pub deleted: Option<UtcTime>,
    /// The events that were deleted from it, and when: what an export says of them. Nothing else of them is known here.
    pub tombstones: BTreeMap<EventId, UtcTime>,
}

/// What a file states of a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarFacts {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Its colour: a CSS colour name or `#rrggbb`, checked before it is used.
    pub color: Option<String>,
    /// Free words.
    pub keywords: BTreeSet<String>,
    /// The language of its texts (RFC 5646).
    pub locale: Option<String>,
    /// When it was made.
    pub created: Option<UtcTime>,
    /// When it was last changed.
    pub updated: Option<UtcTime>,
    /// When its organisation begins its years, where it says so.
    pub fiscal: Option<FiscalRule>,
    /// The days off that its organisation has beside the law.
    pub holidays: Vec<OwnHoliday>,
    /// Entries that are not events (tasks), kept for the way back.
    pub other_entries: Vec<Json>,
    /// What else the file held.
    pub foreign: Foreign,
}

impl Calendar {
    /// A calendar made on this device.
    pub fn new(id: CalendarId, facts: CalendarFacts) -> Self {
        let tombstones = BTreeMap::new();
        Self { id, facts, base: None, is_shown: true, deleted: None, tombstones }
    }
}
