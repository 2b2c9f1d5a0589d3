//! The texts of an event as the search reads them, and which times of a repeating event have the words of a query: the
//! index has the words of all of them together.

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::free_text::{TextKind, free_texts, free_texts_of_instance};
use crate::domain::event::participant::Participant;
use crate::domain::search::carried::carried_texts;
use crate::domain::search::numbered::is_numbered;
use crate::domain::search::query::SearchQuery;
use crate::domain::series::occurrence::{Occurrence, within_with};
use crate::domain::series::repeat::{Override, Patch};
use crate::domain::time::Days;
use crate::domain::time::days_off::LocalContext;

/// How many times of an event on some days are looked at for the first one.
const MOST_TIMES: usize = 1000;

/// Returns the texts of a person on a list.
pub fn person_texts(person: &Participant) -> impl Iterator<Item = &str> {
    let affiliation = person.affiliation.as_deref();
    let organization =
        affiliation.map(|it| [it.organization.as_str(), it.branch.as_str(), it.position.as_str()]);
    let names = [person.name.as_str(), &person.name_kana, &person.description];
    let contacts = [&person.email, &person.phone].into_iter().flatten().map(String::as_str);
    organization.into_iter().flatten().chain(names).chain(contacts)
}

/// Returns the texts of an event, without those of single times of it.
pub fn event_texts(event: &Event) -> Vec<&str> {
    let mut texts = Vec::new();
    free_texts(event, &mut |kind, text| {
        if kind != TextKind::Uri {
            texts.push(text);
        }
    });
    carried_texts(&event.foreign, &mut |text| texts.push(text));
    texts.extend(event.participants.values().flat_map(person_texts));
    texts
}

fn own_texts(patch: &Patch) -> Vec<&str> {
    let mut texts = Vec::new();
    free_texts_of_instance(patch, &mut |kind, text| {
        if kind != TextKind::Uri {
            texts.push(text);
        }
    });
    carried_texts(&patch.foreign, &mut |text| texts.push(text));
    texts.extend(patch.participants.values().flat_map(person_texts));
    texts
}

/// The words of a query that some times of an event have: each of them must have them itself.
#[derive(Clone, Debug)]
pub struct WordsOfTimes {
    words: SearchQuery,
    /// Whether the times without texts of their own have them all.
    is_of_series: bool,
    /// The numbers that the words say, which a time must have.
    numbers: Vec<u32>,
}

impl WordsOfTimes {
    /// Finds out which words count; none if all times have the same texts.
    pub fn of(entry: &Entry, query: &SearchQuery) -> Self {
        let overrides = entry.event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
        let own: Vec<&str> = overrides.filter_map(Override::patch).flat_map(own_texts).collect();
        let has_numbers = is_numbered(&entry.event) && !query.numbers().is_empty();
        if (own.is_empty() && !has_numbers) || query.is_empty() {
            let words = SearchQuery::default();
            return Self { words, is_of_series: true, numbers: Vec::new() };
        }
        let of_series = event_texts(&entry.event);
        let lacking = query.lacking(&of_series);
        // What neither has, such as the word of a kind, is known to the index only.
        let unknown = lacking.lacking(&own);
        let numbers = if has_numbers { unknown.numbers() } else { Vec::new() };
        Self { words: query.without(&unknown), is_of_series: lacking == unknown, numbers }
    }

    /// Whether a time of the event has the words.
    pub fn are_of(&self, time: &Occurrence<'_>, off: &dyn LocalContext) -> bool {
        if !self.numbers.iter().all(|number| time.number(off) == Some(*number)) {
            return false;
        }
        if time.patch.is_none() || self.words.is_empty() {
            return self.is_of_series;
        }
        self.words.lacking(&event_texts(&time.standalone(off))).is_empty()
    }
}

/// Returns the first time of an event on the first of those days that has one, with the words.
pub fn first_on<'a>(
    entry: &'a Entry,
    days: &[Days],
    query: &SearchQuery,
    off: &'a dyn LocalContext,
) -> Option<Occurrence<'a>> {
    let words = WordsOfTimes::of(entry, query);
    days.iter().find_map(|days| {
        let all = within_with(entry, *days, off).take(MOST_TIMES);
        all.filter(|time| words.are_of(time, off)).min_by_key(|time| time.when.start())
    })
}
