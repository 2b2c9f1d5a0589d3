//! The conditions of a search in addition to its words, in the index's own numbers.

use std::ops::Range;

use crate::domain::id::{CalendarId, EventId};
use crate::domain::search::doc::{Doc, Span};
use crate::domain::search::fold::fold;
use crate::domain::search::index::{Index, bit};
use crate::domain::search::people_table::PeopleTable;
use crate::domain::search::posting::{IndexedField, Posting};
use crate::domain::search::query::Wanted;
use crate::domain::sorted_set::SortedSet;

/// What the words of a query say about one event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub(super) names_somebody: bool,
    pub(super) is_waited_for: bool,
    /// Whether a word fits only an instance of it with a number.
    pub(super) is_of_number: bool,
}

/// The conditions.
pub(super) struct Gate {
    calendars: Option<Vec<bool>>,
    kinds: u16,
    /// The organisation as a text, and which people are of it.
    organization: Option<(Posting, Vec<bool>)>,
    is_mine: bool,
    is_unanswered: bool,
    days: Vec<Span>,
    /// The repeating events that take place on those days, if they were checked.
    repeating: Option<SortedSet<EventId>>,
    /// The numbered series that have an instance with the number, if they were checked.
    numbered: Option<SortedSet<EventId>>,
}

impl Gate {
    pub(super) fn of(index: &Index, wanted: &Wanted) -> Self {
        let calendars = wanted.calendars.as_ref().map(|wanted| {
            let is_wanted = |id: &CalendarId| wanted.contains(id);
            index.calendars.iter().map(is_wanted).collect()
        });
        let organization = (!wanted.organization.trim().is_empty()).then(|| {
            let folded = fold(wanted.organization.trim());
            // If nobody is of it, the number is that of no text.
            let text = index.texts.find(folded.units()).unwrap_or(usize::MAX);
            let posting = Posting::new(text, IndexedField::Organization);
            (posting, index.people.having(posting))
        });
        Self {
            calendars,
            kinds: wanted.kinds.iter().fold(0, |bits, kind| bits | bit(*kind)),
            organization,
            is_mine: wanted.is_mine,
            is_unanswered: wanted.is_unanswered,
            days: wanted.days.iter().copied().map(Span::of).collect(),
            repeating: wanted.repeating.clone(),
            numbered: wanted.numbered.clone(),
        }
    }

    /// Whether an event of which the words say this meets them, but for the organisation.
    pub(super) fn lets(&self, doc: &Doc, asked: Asked) -> bool {
        let is_in_calendar = self.calendars.as_ref().is_none_or(|calendars| {
            calendars.get(usize::from(doc.calendar)).copied().unwrap_or(false)
        });
        let is_waited_for =
            if asked.names_somebody { asked.is_waited_for } else { doc.is_unanswered };
        is_in_calendar
            && (self.kinds == 0 || self.kinds & doc.kinds != 0)
            && (!self.is_mine || doc.is_mine)
            && (!self.is_unanswered || is_waited_for)
            && (!asked.is_of_number || self.has_number(doc))
            && (self.days.is_empty() || self.is_on(doc))
    }

    /// Whether an event with these texts and people has something to do with the organisation.
    pub(super) fn lets_organization(
        &self,
        texts: &[Posting],
        people: &PeopleTable,
        named: Range<usize>,
    ) -> bool {
        let Some((organization, members)) = &self.organization else { return true };
        texts.contains(organization) || people.has_any(named, members)
    }

    /// Whether an event is on some of those days; a repeating one may be from its first day on, unless it was checked.
    fn is_on(&self, doc: &Doc) -> bool {
        if doc.repeats
            && let Some(repeating) = &self.repeating
        {
            return repeating.contains(&doc.id);
        }
        for days in &self.days {
            let meets = doc.days.first <= days.last && days.first <= doc.days.last;
            if meets || (doc.repeats && doc.first <= days.last) {
                return true;
            }
        }
        false
    }

    /// Whether a numbered series has an instance with the number; it may have one, unless it was checked.
    fn has_number(&self, doc: &Doc) -> bool {
        self.numbered.as_ref().is_none_or(|numbered| numbered.contains(&doc.id))
    }
}
