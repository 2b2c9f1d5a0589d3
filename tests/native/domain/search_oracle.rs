//! The search, letter by letter, compared with one that reads every text of every event each time.

use std::cmp::Reverse;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Affiliation, Participant};
use tsudoi::domain::event::place::Location;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::search::finding::SearchHit;
use tsudoi::domain::search::fold::fold;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::{SearchQuery, Wanted};
use tsudoi::domain::time::{Days, When, plus_days, signed_days_between};

const TODAY: Date = date(2024, 11, 1);

/// The texts of an event with their weights.
type Texts = Vec<(String, u16)>;

/// One event: its title, place, person, organisation and description, and the day from today.
type Row = ([String; 5], i32);

fn entry(number: usize, ([title, place, name, organization, text], days): Row) -> (Entry, Texts) {
    let day = plus_days(TODAY, days);
    let id = EventId::new(format!("e{number:03}"));
    let mut event = Event::new(id, title.clone(), When::AllDay { first: day, days: 2 });
    event.description.clone_from(&text);
    let location = Location { name: place.clone(), ..Location::default() };
    event.locations.insert(LocalId::new("a"), location);
    let affiliation = Affiliation { organization: organization.clone(), ..Affiliation::default() };
    let affiliation = Some(Box::new(affiliation));
    let person = Participant { name: name.clone(), affiliation, ..Participant::default() };
    event.participants.insert(LocalId::new("a"), person);
    let texts = vec![(title, 5), (place, 4), (name, 3), (organization, 3), (text, 1)];
    (Entry::local(event, CalendarId::new("union")), texts)
}

/// Returns how well a text fits a word: 4 the whole text, 3 its beginning, 2 the beginning of a word in it, 1 the inside.
fn fit(text: &[u16], word: &[u16]) -> u16 {
    let writing = |unit: u16| match char::from_u32(u32::from(unit)) {
        Some('0'..='9') => 1,
        Some('a'..='z') => 2,
        Some('ぁ'..='ゖ') => 3,
        Some('一'..='龥') => 4,
        _ => 0,
    };
    let windows = text.windows(word.len()).enumerate();
    let fits = windows.filter(|(_, window)| *window == word).map(|(at, _)| {
        let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
        match before {
            None if word.len() == text.len() => 4,
            None => 3,
            Some(before) if word.first().is_some_and(|it| writing(before) == writing(*it)) => 1,
            Some(_) => 2,
        }
    });
    fits.max().unwrap_or(0)
}

/// Searches slowly: the number of all events with every word, and the best of them with their scores.
fn slow(all: &[(Entry, Texts)], query: &SearchQuery, limit: usize) -> (usize, Vec<(String, u16)>) {
    let score = |texts: &Texts| {
        let best = |word: &[u16]| {
            let fits = texts.iter().map(|(text, weight)| {
                let fit = fit(fold(text.trim()).units(), word);
                if fit == 0 { 0 } else { weight * 8 + fit }
            });
            fits.max().filter(|best| *best > 0)
        };
        query.words().map(best).sum::<Option<u16>>()
    };
    let mut found: Vec<_> = all
        .iter()
        .filter_map(|(entry, texts)| {
            let When::AllDay { first, .. } = entry.event.when else { return None };
            let days = Days { first, last: plus_days(first, 1) };
            let (ahead, past) =
                (signed_days_between(TODAY, days.first), signed_days_between(days.last, TODAY));
            let id = entry.event.id.to_string();
            Some((Reverse(score(texts)?), ahead.max(past).max(0), past > 0, id))
        })
        .collect();
    found.sort();
    let best = found.iter().take(limit).map(|(score, _, _, id)| (id.clone(), score.0)).collect();
    (found.len(), best)
}

fn index(all: &[(Entry, Texts)]) -> Index {
    let mut index = Index::default();
    for (entry, _) in all {
        index.add(entry);
    }
    index
}

fn told(found: SearchHit) -> (usize, Vec<(String, u16)>) {
    let best = found.best.into_iter().map(|hit| (hit.id.to_string(), hit.score)).collect();
    (found.count, best)
}

fn rows(text: &'static str, most: usize) -> impl Strategy<Value = Vec<Row>> {
    let texts = [text, text, text, text, text];
    let texts = texts.map(|pattern| proptest::string::string_regex(pattern).expect("a pattern"));
    proptest::collection::vec((texts, -400i32..400), 0..most)
}

proptest! {
    #[test]
    fn every_letter_finds_what_the_slow_search_finds(
        rows in rows("[会議学習かガ3a 。\u{0}]{0,6}", 12),
        typed in "[会議学習かガ3a 。\u{0}]{0,8}",
        limit in 0usize..14,
    ) {
        let all: Vec<_> = rows.into_iter().enumerate().map(|(at, row)| entry(at, row)).collect();
        let mut index = index(&all);
        let mut text = String::new();
        for letter in typed.chars() {
            text.push(letter);
            let query = SearchQuery::new(&text);
            let found = told(index.search(&query, &Wanted::default(), TODAY, limit));
            prop_assert_eq!(found, slow(&all, &query, limit), "{:?}", text);
        }
    }

    #[test]
    fn what_was_typed_before_changes_nothing(
        rows in rows("(第|回|会|月|日|/|1|2|4|一|社|。){0,7}", 8),
        typed in "(第|回|会|月|日|/|1|2|4|一|社| ){0,9}",
    ) {
        let all: Vec<_> = rows.into_iter().enumerate().map(|(at, row)| entry(at, row)).collect();
        let (mut kept, mut text) = (index(&all), String::new());
        for letter in typed.chars() {
            text.push(letter);
            let query = SearchQuery::new(&text);
            for _ in 0..2 {
                let found = kept.search(&query, &Wanted::default(), TODAY, 9);
                let fresh = index(&all).search(&query, &Wanted::default(), TODAY, 9);
                prop_assert_eq!(found, fresh, "{}", text);
            }
        }
    }

    #[test]
    fn the_best_of_many_are_the_first_of_all(limit in 0usize..300, seed: u64) {
        let row = |number: usize| {
            let letters = ["会", "会議", "学会", "か会", ""];
            let at = usize::try_from(seed.rotate_left(u32::try_from(number % 64).expect("small")) % 5).expect("small");
            let texts = [at, at / 2, number % 5, 4, 4].map(|at| letters[at].to_owned());
            (texts, i32::try_from(number * 37 % 500).expect("small") - 250)
        };
        let all: Vec<_> = (0..700).map(|number| entry(number, row(number))).collect();
        let mut index = index(&all);
        let query = SearchQuery::new("会");
        let found = told(index.search(&query, &Wanted::default(), TODAY, limit));
        prop_assert_eq!(found, slow(&all, &query, limit));
    }
}
