//! Finds the events that match the words, and decides which of them are best.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::domain::id::{CalendarId, EventId};
use crate::domain::search::fold::fold;
use crate::domain::search::folded::{hash, is_kana, is_kanji};
use crate::domain::search::index::{Doc, Index, Narrowed, bit};
use crate::domain::search::numbered::of_any_number;
use crate::domain::search::posting::{IndexedField, Posting};
use crate::domain::search::query::{SearchQuery, Wanted, holds, others};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::{Days, signed_days_between};

/// How well a text fits a word: 0 not at all, 1 inside, 2 from the beginning of a word, 3 from the beginning of the
/// text, 4 the whole text.
type Fit = u8;

/// One event that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The event.
    pub id: EventId,
    /// How well it fits; higher is better.
    pub score: u16,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchHit {
    /// The number of all events that were found.
    pub count: usize,
    /// The best of them: by relevance, then by distance to today, future ones first.
    pub best: Vec<Hit>,
}

impl SearchHit {
    /// Adds what another search found, each event once; both are complete.
    pub fn add(&mut self, other: Self) {
        let known: SortedSet<EventId> = self.best.iter().map(|hit| hit.id.clone()).collect();
        self.best.extend(other.best.into_iter().filter(|hit| !known.contains(&hit.id)));
        self.best.sort_by_key(|hit| Reverse(hit.score));
        self.count = self.best.len();
    }
}

impl Narrowed {
    /// Returns the texts that can fit a word, if the last search knows them.
    fn texts_for(&self, word: &[u16]) -> Option<&[usize]> {
        let is_longer = self.query.words().iter().any(|old| holds(word, old));
        is_longer.then_some(&self.texts)
    }
}

impl Index {
    /// Finds the events that have every word and meet the conditions; returns the best `limit` of them in order.
    ///
    /// An empty query finds everything that meets the conditions. If a query narrows the last one, only what that found
    /// is checked.
    pub fn search(
        &mut self,
        query: &SearchQuery,
        wanted: &Wanted,
        today: Date,
        limit: usize,
    ) -> SearchHit {
        let before = self.last.take().filter(|last| query.narrows(&last.query));
        let fits: Vec<Vec<Fit>> = query
            .words()
            .iter()
            .map(|word| {
                let among = before.as_ref().and_then(|last| last.texts_for(word));
                let mut fits = self.fits(word, among);
                // Whoever searches for a short form means the long one too, which has all of its letters; a day does
                // not narrow another query.
                for other in others(word).into_iter().chain(of_any_number(word)) {
                    let other = self.fits(&other, among);
                    fits.iter_mut().zip(other).for_each(|(fit, other)| *fit = other.max(*fit));
                }
                fits
            })
            .collect();
        let gate = self.gate(wanted);
        let mut matching = Vec::new();
        let mut ranked: Vec<(u64, usize)> = Vec::new();
        let mut consider = |number: usize| {
            let Some((score, asked)) = self.score(number, &fits) else { return };
            matching.push(number);
            if let Some(doc) = self.docs.get(number)
                && gate.lets(doc, asked, self.postings_of(number))
            {
                ranked.push((rank(score, doc, today), number));
            }
        };
        match &before {
            Some(last) => last.docs.iter().copied().for_each(&mut consider),
            None => (0..self.docs.len()).for_each(&mut consider),
        }
        let count = ranked.len();
        if limit < count {
            ranked.select_nth_unstable(limit);
            ranked.truncate(limit);
        }
        ranked.sort_unstable();
        let hit = |(rank, number): (u64, usize)| {
            let id = self.docs.get(number)?.id.clone();
            Some(Hit { id, score: u16::MAX - u16::try_from(rank >> 48).unwrap_or(u16::MAX) })
        };
        let found = SearchHit { count, best: ranked.into_iter().filter_map(hit).collect() };
        if !query.is_empty() {
            let fitting = |text: &usize| fits.iter().any(|fits| fits.get(*text) > Some(&0));
            let texts = (0..self.ends.len()).filter(fitting).collect();
            self.last = Some(Narrowed { query: query.clone(), texts, docs: matching });
        }
        found
    }

    /// Returns how well each text fits a word; `among` limits the search to those texts.
    fn fits(&self, word: &[u16], among: Option<&[usize]>) -> Vec<Fit> {
        let mut fits = vec![0; self.ends.len()];
        let Some((first, rest)) = word.split_first() else { return fits };
        let mut read = |number: usize, start: usize, end: usize| {
            let Some(text) = self.units.get(start..end) else { return };
            if let Some(fit) = fits.get_mut(number) {
                *fit = fit_of(text, *first, rest);
            }
        };
        if let Some(texts) = among {
            for number in texts {
                let start = self.start(*number);
                read(*number, start, self.ends.get(*number).copied().unwrap_or(start));
            }
        } else {
            let mut start = 0;
            for (number, end) in self.ends.iter().enumerate() {
                read(number, start, *end);
                start = end + 1;
            }
        }
        fits
    }

    /// Returns the score of an event, and whether any word names a person in it; `None` if it lacks a word.
    fn score(&self, number: usize, fits: &[Vec<Fit>]) -> Option<(u16, Asked)> {
        let postings = self.postings_of(number);
        let mut total = 0;
        let mut asked = Asked::default();
        for fits in fits {
            let mut best = 0;
            let mut is_of_number = true;
            for posting in postings {
                let fit = fits.get(posting.text()).copied().unwrap_or(0);
                if fit == 0 {
                    continue;
                }
                let field = posting.field();
                is_of_number &= field == IndexedField::NumberedTitle;
                best = best.max(field.weight() * 8 + u16::from(fit));
                asked.names_somebody |=
                    matches!(field, IndexedField::Person | IndexedField::PersonUnanswered);
                asked.is_waited_for |= field == IndexedField::PersonUnanswered;
            }
            if best == 0 {
                return None;
            }
            asked.is_of_number |= is_of_number;
            total += best;
        }
        Some((total, asked))
    }

    fn gate(&self, wanted: &Wanted) -> Gate {
        let calendars = wanted.calendars.as_ref().map(|wanted| {
            let is_wanted = |id: &CalendarId| wanted.contains(id);
            self.calendars.iter().map(is_wanted).collect()
        });
        let organization = (!wanted.organization.trim().is_empty()).then(|| {
            let folded = fold(wanted.organization.trim());
            let known = self.known.get(&hash(folded.units())).copied();
            let known = known.filter(|number| self.text(*number) == folded.units());
            known.unwrap_or(usize::MAX)
        });
        Gate {
            calendars,
            kinds: wanted.kinds.iter().fold(0, |bits, kind| bits | bit(*kind)),
            organization,
            is_mine: wanted.is_mine,
            is_unanswered: wanted.is_unanswered,
            days: wanted.days.clone(),
            repeating: wanted.repeating.clone(),
            numbered: wanted.numbered.clone(),
        }
    }
}

/// What the words of a query say about one event.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    names_somebody: bool,
    is_waited_for: bool,
    /// Whether a word fits only an instance of it with a number.
    is_of_number: bool,
}

/// The conditions, in the index's own numbers.
struct Gate {
    calendars: Option<Vec<bool>>,
    kinds: u16,
    /// The number of the organisation's text; a number that does not exist if no participant has this organisation.
    organization: Option<usize>,
    is_mine: bool,
    is_unanswered: bool,
    days: Vec<Days>,
    /// The repeating events that take place on those days, if they were checked.
    repeating: Option<SortedSet<EventId>>,
    /// The numbered series that have an instance with the number, if they were checked.
    numbered: Option<SortedSet<EventId>>,
}

impl Gate {
    /// Whether an event is on some of those days; a repeating one may be from its first day on, unless it was checked.
    fn is_on(&self, doc: &Doc) -> bool {
        let may_be = |days: &Days| doc.days.meets(*days) || (doc.repeats && doc.first <= days.last);
        match &self.repeating {
            Some(repeating) if doc.repeats => repeating.contains(&doc.id),
            Some(_) | None => self.days.iter().any(may_be),
        }
    }

    /// Whether a numbered series has an instance with the number; it may have one, unless it was checked.
    fn has_number(&self, doc: &Doc) -> bool {
        self.numbered.as_ref().is_none_or(|numbered| numbered.contains(&doc.id))
    }

    fn lets(&self, doc: &Doc, asked: Asked, postings: &[Posting]) -> bool {
        let is_in_calendar = self.calendars.as_ref().is_none_or(|calendars| {
            calendars.get(usize::from(doc.calendar)).copied().unwrap_or(false)
        });
        let is_of = |wanted: usize| {
            let is_it = |posting: &Posting| {
                posting.field() == IndexedField::Organization && posting.text() == wanted
            };
            postings.iter().any(is_it)
        };
        let is_waited_for =
            if asked.names_somebody { asked.is_waited_for } else { doc.is_unanswered };
        is_in_calendar
            && (self.kinds == 0 || self.kinds & doc.kinds != 0)
            && (!self.is_mine || doc.is_mine)
            && (!self.is_unanswered || is_waited_for)
            && (!asked.is_of_number || self.has_number(doc))
            && (self.days.is_empty() || self.is_on(doc))
            && self.organization.is_none_or(is_of)
    }
}

/// Returns the sort key of an event; lower is better. It is the score, then the distance to today, then future before
/// past.
fn rank(score: u16, doc: &Doc, today: Date) -> u64 {
    let (distance, is_past) = if doc.days.contains(today) {
        (0, false)
    } else if today < doc.days.first {
        (signed_days_between(today, doc.days.first), false)
    } else {
        (signed_days_between(doc.days.last, today), true)
    };
    let distance = u64::from(distance.unsigned_abs());
    u64::from(u16::MAX - score) << 48 | distance << 1 | u64::from(is_past)
}

/// Returns how well a text fits a word, given as its first unit and the rest.
fn fit_of(text: &[u16], first: u16, rest: &[u16]) -> Fit {
    let mut best = 0;
    let mut from = 0;
    while let Some(found) =
        text.get(from..).and_then(|tail| tail.iter().position(|unit| *unit == first))
    {
        let at = from + found;
        let after = at + 1 + rest.len();
        let Some(tail) = text.get(at + 1..after) else { break };
        if tail == rest {
            let fit = match (at, text.get(after)) {
                (0, None) => 4,
                (0, Some(_)) => 3,
                _ => 1 + u8::from(begins_word(text.get(at - 1).copied().unwrap_or(0), first)),
            };
            best = best.max(fit);
            if best > 1 {
                break;
            }
        }
        from = at + 1;
    }
    best
}

/// Whether a word begins between two units: where one script ends and another begins.
fn begins_word(before: u16, unit: u16) -> bool {
    let writing = |unit: u16| match unit {
        0x30..=0x39 => 1,
        0x61..=0x7a => 2,
        _ if is_kana(unit) => 3,
        _ if is_kanji(unit) => 4,
        _ => 0,
    };
    writing(before) != writing(unit)
}
