//! A calendar: a named, coloured collection of events with an owner.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::foreign::{Foreign, Json};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;

/// One calendar as this device stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its identity.
    pub id: CalendarId,
    /// What its file says about it.
    pub facts: CalendarFacts,
    /// What the last imported file said, if one was imported; it shows whether a rename happened here or in the file.
    pub base: Option<Box<CalendarFacts>>,
    /// Whether its events are shown.
    pub is_shown: bool,
    /// When it was moved to the trash with its events, if it is there; see [`crate::domain::almanac::trash`].
    pub deleted: Option<UtcTime>,
    /// The events that were deleted from it, and when; an export reports them. Nothing else is known of them here.
    pub tombstones: BTreeMap<EventId, UtcTime>,
    /// Which of them a file for everybody does not report: those of secret events, of which such a file never told.
    pub untold: BTreeSet<EventId>,
}

/// What a file says about a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarFacts {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Its colour: a CSS colour name or `#rrggbb`, checked before it is used.
    pub color: Option<String>,
    /// Keywords.
    pub keywords: SortedSet<String>,
    /// The language of its texts (RFC 5646).
    pub locale: Option<String>,
    /// When it was made.
    pub created: Option<UtcTime>,
    /// When it was last changed.
    pub updated: Option<UtcTime>,
    /// When its organisation begins its fiscal years, if stated.
    pub fiscal: Option<FiscalRule>,
    /// The days off of its organisation in addition to the law.
    pub holidays: Vec<OwnHoliday>,
    /// Entries that are not events (tasks), kept so that they can be written back.
    pub other_entries: Vec<Json>,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

impl Calendar {
    /// Creates a calendar on this device.
    pub fn new(id: CalendarId, facts: CalendarFacts) -> Self {
        let tombstones = BTreeMap::new();
        let untold = BTreeSet::new();
        Self { id, facts, base: None, is_shown: true, deleted: None, tombstones, untold }
    }
}
