//! Finds the events that match the words, and decides which of them are best.

use std::cmp::Reverse;
use std::iter::zip;
use std::ops::Range;

use jiff::civil::Date;

use crate::domain::id::EventId;
use crate::domain::search::best::Best;
use crate::domain::search::doc::Doc;
use crate::domain::search::gate::{Asked, Gate};
use crate::domain::search::index::{Index, Narrowed};
use crate::domain::search::posting::{IndexedField, Posting};
use crate::domain::search::query::{SearchQuery, Wanted, holds};
use crate::domain::search::said::Said;
use crate::domain::search::text_table::Fit;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::number_of;

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
    /// Returns how well each text fits a word, if the last search had it.
    fn fits_of(&self, word: &[u16]) -> Option<&Vec<Fit>> {
        self.find(|old| old == word)
    }

    /// Returns the texts that can fit a word, if the last search knows them: those that fitted a part of it.
    fn texts_for(&self, word: &[u16]) -> Option<impl Iterator<Item = usize>> {
        let fits = self.find(|old| holds(word, old))?;
        Some(fits.iter().enumerate().filter(|(_, fit)| **fit > 0).map(|(number, _)| number))
    }

    fn find(&self, is_it: impl Fn(&[u16]) -> bool) -> Option<&Vec<Fit>> {
        let mut words = self.query.words().zip(&self.fits);
        words.find(|(old, _)| is_it(old)).map(|(_, fits)| fits)
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
        let words = query.words().zip(query.ways());
        let fits: Vec<Vec<Fit>> =
            words.map(|(word, ways)| self.fits(word, ways, before.as_ref())).collect();
        // A person who comes to many events is read once for each word.
        let people: Vec<Vec<Said>> = fits.iter().map(|fits| self.people.said(fits)).collect();
        let gate = Gate::of(self, wanted);
        let today = number_of(today);
        let among = before.map_or_else(|| (0..self.docs.len()).collect(), |last| last.docs);
        let (mut matching, mut best, mut count) = (Vec::new(), Best::new(limit), 0);
        for number in among {
            let Some((doc, texts, named)) = self.doc(number) else { continue };
            let Some((score, asked)) = self.score(texts, &named, &fits, &people) else { continue };
            matching.push(number);
            if gate.lets(doc, asked) && gate.lets_organization(texts, &self.people, named) {
                count += 1;
                best.add((rank(score, doc, today), number));
            }
        }
        let hit = |(rank, number): (u64, usize)| {
            let id = self.docs.get(number)?.id.clone();
            Some(Hit { id, score: u16::MAX - u16::try_from(rank >> 48).unwrap_or(u16::MAX) })
        };
        let found = SearchHit { count, best: best.sorted().into_iter().filter_map(hit).collect() };
        if !query.is_empty() {
            self.last = Some(Narrowed { query: query.clone(), fits, docs: matching });
        }
        found
    }

    /// Returns how well each text fits a word, or another way to write it; if the last search knows which texts can fit,
    /// only those are read.
    fn fits(&self, word: &[u16], mut ways: Vec<Vec<u16>>, before: Option<&Narrowed>) -> Vec<Fit> {
        if let Some(known) = before.and_then(|last| last.fits_of(word)) {
            return known.clone();
        }
        let mut fits = vec![0; self.texts.len()];
        // Whoever searches for a short form means the long one too, which has all of its letters; a day does not narrow
        // another query.
        ways.sort_unstable();
        // Ways that begin alike, as most do, are looked for together.
        for ways in ways.chunk_by(|one, next| one.first() == next.first()) {
            let Some(first) = ways.first().and_then(|way| way.first()).copied() else { continue };
            match before.and_then(|last| last.texts_for(word)) {
                Some(texts) => self.texts.fit_some(first, ways, texts, &mut fits),
                None => self.texts.fit_all(first, ways, &mut fits),
            }
        }
        fits
    }

    /// Returns the score of an event with these texts and people, and what the words ask of it; `None` if it lacks a word.
    fn score(
        &self,
        texts: &[Posting],
        named: &Range<usize>,
        fits: &[Vec<Fit>],
        people: &[Vec<Said>],
    ) -> Option<(u16, Asked)> {
        let mut total = 0;
        let mut asked = Asked::default();
        for (fits, people) in zip(fits, people) {
            let said = self.people.add_said(named.clone(), people, Said::of(texts, fits));
            if said.best == 0 {
                return None;
            }
            let is_waited_for = said.is_in(IndexedField::PersonUnanswered);
            asked.names_somebody |= is_waited_for || said.is_in(IndexedField::Person);
            asked.is_waited_for |= is_waited_for;
            asked.is_of_number |= said.is_only_in(IndexedField::NumberedTitle);
            total += said.best;
        }
        Some((total, asked))
    }
}

/// Returns the sort key of an event; lower is better. It is the score, then the distance to today, then future before
/// past.
fn rank(score: u16, doc: &Doc, today: i32) -> u64 {
    let (ahead, past) = (doc.days.first - today, today - doc.days.last);
    let distance = ahead.max(past).max(0);
    u64::from(u16::MAX - score) << 48
        | u64::from(distance.unsigned_abs()) << 1
        | u64::from(past > 0)
}
