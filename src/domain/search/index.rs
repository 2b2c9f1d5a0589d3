//! The index: every text of every event, folded; each distinct text, and each distinct person, is stored once.
//!
//! A search reads all texts from beginning to end once for each word, which for 50,000 events is a few megabytes, and
//! then adds up the matches of each event. Nothing else is prepared, so that building is cheap and memory stays near
//! the size of the texts. The index is built in slices: [`Index::add`] takes one entry.
//!
//! The app is compiled for size: what runs for each unit or each posting is a plain loop over a slice.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::free_text::{free_texts, free_texts_of_instance};
use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Affiliation, Nature, Participant, Reply};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::search::carried::carried_texts;
use crate::domain::search::doc::{Doc, Span};
use crate::domain::search::fold::fold;
use crate::domain::search::nearest::nearest;
use crate::domain::search::numbered::shown_titles;
use crate::domain::search::people_table::PeopleTable;
use crate::domain::search::posting::{IndexedField, Posting};
use crate::domain::search::query::SearchQuery;
use crate::domain::search::text_table::{Fit, TextTable};
use crate::domain::series::occurrence::own;
use crate::domain::series::repeat::Override;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::day_number::number_of;
use crate::domain::time::days_off::{BY_LAW, LocalContext};

/// How many units of one text are searched: enough for any description that people read.
const LONGEST: usize = 20_000;

/// What the last search found, used if the next one narrows it.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    pub(super) query: SearchQuery,
    /// How well each text fitted each of the words.
    pub(super) fits: Vec<Vec<Fit>>,
    /// The events that had every word, regardless of the other conditions.
    pub(super) docs: Vec<usize>,
}

/// Every text of every event, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) texts: TextTable,
    /// The texts of each event but those of its people, one event after another.
    postings: Vec<Posting>,
    pub(super) people: PeopleTable,
    pub(super) docs: Vec<Doc>,
    pub(super) calendars: Vec<CalendarId>,
    /// Organisations by text: the name as written, and the number of events.
    organizations: BTreeMap<usize, (Box<str>, usize)>,
    /// The viewer's words for the kinds.
    kind_words: SortedMap<Kind, &'static str>,
    /// The day used to choose the nearest time of repeating events.
    pub(super) today: Option<Date>,
    pub(super) last: Option<Narrowed>,
}

impl Index {
    /// Creates an empty index with the viewer's words for the kinds, for that day.
    pub fn new(kind_word: impl Fn(Kind) -> &'static str, today: Date) -> Self {
        let kind_words = Kind::ALL.into_iter().map(|kind| (kind, kind_word(kind))).collect();
        Self { kind_words, today: Some(today), ..Self::default() }
    }

    /// Returns how many events it contains.
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    /// Whether it contains no events.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// Returns how many bytes its texts and postings take.
    pub fn bytes(&self) -> usize {
        self.texts.bytes()
            + self.people.bytes()
            + size_of::<Posting>() * self.postings.capacity()
            + size_of::<Doc>() * self.docs.capacity()
    }

    /// Returns the organisations of participants, most events first.
    pub fn organizations(&self) -> Vec<&str> {
        let mut all: Vec<&(Box<str>, usize)> = self.organizations.values().collect();
        all.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        all.into_iter().map(|(name, _)| &**name).collect()
    }

    /// Returns the events that repeat.
    pub fn repeating(&self) -> impl Iterator<Item = &EventId> {
        self.docs.iter().filter(|doc| doc.repeats).map(|doc| &doc.id)
    }

    /// Adds one entry; add each event only once. Days off are those of the law, and moments in UTC stay in UTC.
    pub fn add(&mut self, entry: &Entry) {
        self.add_for(entry, &BY_LAW);
    }

    /// Like [`Self::add`], for a reader with a clock: the days of an event are those on that clock.
    pub fn add_for(&mut self, entry: &Entry, off: &dyn LocalContext) {
        self.last = None;
        let event = &entry.event;
        free_texts(event, &mut |kind, text| {
            if let Some(field) = IndexedField::of(kind) {
                self.put(field, text);
            }
        });
        shown_titles(event, &mut |field, title| self.put(field, title));
        carried_texts(&event.foreign, &mut |text| self.put(IndexedField::Description, text));
        for kind in &event.kinds {
            if let Some(word) = self.kind_words.get(kind).copied() {
                self.put(IndexedField::Description, word);
            }
        }
        let mut is_unanswered = false;
        let mut organizations = Vec::new();
        for person in event.participants.values() {
            is_unanswered |= is_waited_for(person);
            organizations.extend(self.put_person(person));
        }
        is_unanswered |= self.put_instances(event, &mut organizations);
        organizations.sort_unstable_by_key(|(text, _)| *text);
        organizations.dedup_by_key(|(text, _)| *text);
        for (text, name) in organizations {
            self.organizations.entry(text).or_insert_with(|| (name.into(), 0)).1 += 1;
        }
        let calendar = self.calendar(&entry.calendar);
        let own = own(entry, off).days;
        self.docs.push(Doc {
            id: event.id.clone(),
            calendar,
            kinds: kinds(event),
            is_mine: entry.is_mine,
            is_unanswered,
            repeats: event.repeat.is_some(),
            first: number_of(own.first),
            days: Span::of(self.today.map_or(own, |today| nearest(entry, today, off).days)),
            end_of_postings: self.postings.len(),
            end_of_people: self.people.named(),
        });
    }

    /// Adds what single instances of a series have of their own, each text once: hundreds of meetings may have the same
    /// people. Returns whether a person has not answered for one of them.
    fn put_instances<'a>(
        &mut self,
        event: &'a Event,
        organizations: &mut Vec<(usize, &'a str)>,
    ) -> bool {
        let overrides = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
        let mut seen = BTreeSet::new();
        let mut is_unanswered = false;
        for patch in overrides.filter_map(Override::patch) {
            let mut take = |field, text| {
                if seen.insert((field, text)) {
                    self.put(field, text);
                }
            };
            free_texts_of_instance(patch, &mut |kind, text| {
                if let Some(field) = IndexedField::of(kind) {
                    take(field, text);
                }
            });
            carried_texts(&patch.foreign, &mut |text| take(IndexedField::Description, text));
            for person in patch.participants.values() {
                is_unanswered |= is_waited_for(person);
                let organization = person.affiliation.as_deref().map(|it| it.organization.as_str());
                let is_new = seen.insert((IndexedField::Person, &person.name));
                let is_of_new =
                    organization.is_some_and(|it| seen.insert((IndexedField::Organization, it)));
                if is_new || is_of_new {
                    organizations.extend(self.put_person(person));
                }
            }
        }
        is_unanswered
    }

    /// Returns what is known about an event, and its texts but those of its people.
    pub(super) fn doc(&self, number: usize) -> Option<(&Doc, &[Posting], Range<usize>)> {
        let before = number.checked_sub(1).and_then(|before| self.docs.get(before));
        let (start, first) = before.map_or((0, 0), |doc| (doc.end_of_postings, doc.end_of_people));
        let doc = self.docs.get(number)?;
        let postings = self.postings.get(start..doc.end_of_postings).unwrap_or_default();
        Some((doc, postings, first..doc.end_of_people))
    }

    /// Adds a text under a field of the current event.
    fn put(&mut self, field: IndexedField, text: &str) {
        let posting = self.posting(field, text);
        self.postings.extend(posting);
    }

    /// Returns a text under a field; `None` if nothing of it is searched.
    fn posting(&mut self, field: IndexedField, text: &str) -> Option<Posting> {
        let folded = fold(text.trim());
        let units = folded.units();
        let units = units.get(..LONGEST).unwrap_or(units);
        (!units.is_empty()).then(|| Posting::new(self.texts.add(units), field))
    }

    /// Adds a participant to the current event; returns the organisation's text and name, if there is one.
    fn put_person<'a>(&mut self, person: &'a Participant) -> Option<(usize, &'a str)> {
        let field = if is_waited_for(person) {
            IndexedField::PersonUnanswered
        } else {
            IndexedField::Person
        };
        let Participant {
            name,
            name_kana,
            affiliation,
            email,
            phone,
            description,
            // Roles in the event and notes about a person are not searched.
            calendar_address: _,
            nature: _,
            roles: _,
            reply: _,
            delegated_to: _,
            attendance: _,
            note: _,
            updated: _,
            foreign: _,
        } = person;
        let mut texts = Vec::new();
        texts.extend(self.posting(field, name));
        texts.extend(self.posting(field, name_kana));
        // A title, and how to reach a person, are no names.
        texts.extend(self.posting(IndexedField::Organization, description));
        for contact in [email, phone].into_iter().flatten() {
            texts.extend(self.posting(IndexedField::Description, contact));
            texts.extend(self.posting(IndexedField::Description, &digits(contact)));
        }
        let mut of = None;
        if let Some(affiliation) = affiliation.as_deref() {
            let Affiliation { organization, branch, position, uri: _, membership: _, foreign: _ } =
                affiliation;
            texts.extend(self.posting(IndexedField::Organization, branch));
            texts.extend(self.posting(IndexedField::Organization, position));
            let organization = organization.trim();
            let posting = self.posting(IndexedField::Organization, organization);
            texts.extend(posting);
            of = posting.map(|posting| (posting.text(), organization));
        }
        self.people.add(texts);
        of
    }

    fn calendar(&mut self, id: &CalendarId) -> u16 {
        let known = self.calendars.iter().position(|known| known == id);
        let number = known.unwrap_or_else(|| {
            self.calendars.push(id.clone());
            self.calendars.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }
}

/// Returns the digits of a telephone number, which people type without the strokes; nothing if it is none.
pub fn digits(contact: &str) -> String {
    let folded = fold(contact);
    let is_number = folded.units().iter().all(|unit| !matches!(unit, 0x61..=0x7a));
    let digits = folded.units().iter().filter(|unit| is_number && matches!(unit, 0x30..=0x39));
    digits.filter_map(|unit| char::from_u32(u32::from(*unit))).collect()
}

/// Whether a person was asked and has not answered.
fn is_waited_for(person: &Participant) -> bool {
    person.reply == Reply::NeedsAction && person.nature != Nature::Group
}

/// Returns the kinds of an event; an event of several kinds is found by each.
fn kinds(event: &Event) -> u16 {
    event.kinds.iter().fold(bit(event.kind()), |bits, kind| bits | bit(*kind))
}

pub(super) fn bit(kind: Kind) -> u16 {
    let place = Kind::ALL.iter().position(|other| *other == kind).unwrap_or(0);
    1 << place
}
