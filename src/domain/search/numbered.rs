//! Numbers in titles (第7回執行委員会): what the index holds of them, and the words of a query that say one.
//!
//! The number of a single event stands in a text of the index. A series is not expanded for it: the index holds what each
//! of its instances is called with [`ANY`] for the number, and a word that says a number also fits there. Whether the
//! series has such an instance is checked by [`crate::domain::search::numbered_instance`].

use std::ops::Range;

use crate::domain::event::Event;
use crate::domain::search::folded::unit_of;
use crate::domain::search::posting::IndexedField;
use crate::domain::series::repeat::{Override, Patch};
use crate::domain::title_number::{said_number, split};

/// Stands for any number. It is for private use, so that no text has it.
const ANY: char = '\u{e000}';

/// How English says a number.
const ENGLISH: &str = "no.";

/// Whether the instances of a series have numbers.
pub fn is_numbered(series: &Event) -> bool {
    series.repeat.is_some()
        && (series.series_number.is_some()
            || patches(series).any(|patch| patch.series_number.is_some()))
}

fn patches(series: &Event) -> impl Iterator<Item = &Patch> {
    let overrides = series.repeat.iter().flat_map(|repeat| repeat.overrides.values());
    overrides.filter_map(Override::patch)
}

/// Passes what an event and its instances are called on the screen to `found`, where this is not the title itself.
pub(super) fn shown_titles(event: &Event, found: &mut dyn FnMut(IndexedField, &str)) {
    let mut titles: Vec<&str> = patches(event).filter_map(|it| it.title.as_deref()).collect();
    titles.push(&event.title);
    titles.sort_unstable();
    titles.dedup();
    if is_numbered(event) {
        for title in titles {
            found(IndexedField::NumberedTitle, &numbered(&ANY.to_string(), &name(title)));
        }
        return;
    }
    let number = event.series_number.filter(|_| event.repeat.is_none());
    for title in titles {
        if let Some(shown) = shown(title, number) {
            found(IndexedField::Title, &shown);
        }
    }
}

/// Returns a title as it is shown with a number, unless that is the title itself.
fn shown(title: &str, number: Option<u32>) -> Option<String> {
    let said = said_number(title);
    let is_said = said.as_ref().map(|said| said.number) == number;
    match (number, said) {
        (Some(number), _) if !is_said => Some(numbered(&number.to_string(), &name(title))),
        (_, Some(said)) if said.bytes.start > 0 => {
            split(title).map(|split| numbered(&split.number.to_string(), &split.name))
        }
        (_, Some(_) | None) => None,
    }
}

/// Returns a title without a number at its end.
fn name(title: &str) -> String {
    let is_at_end = said_number(title).is_some_and(|said| said.bytes.start > 0);
    let split = is_at_end.then(|| split(title)).flatten();
    split.map_or_else(|| title.to_owned(), |split| split.name)
}

fn numbered(number: &str, name: &str) -> String {
    format!("第{number}回{name}")
}

/// Joins the two words with which English says a number: No. 7.
pub(super) fn joined_numbers<'t>(words: impl Iterator<Item = &'t str>) -> Vec<String> {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if last.eq_ignore_ascii_case(ENGLISH) && is_number(word) => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) | None => joined.push(word.to_owned()),
        }
    }
    joined
}

/// A number in a folded word.
struct InWord {
    number: u32,
    /// The units that say it: 第7回.
    units: Range<usize>,
}

fn find(word: &[u16]) -> Option<InWord> {
    let mut starts = word.iter().enumerate().filter(|(_, unit)| **unit == unit_of('第'));
    let in_japanese = |(start, _): (usize, &u16)| {
        let rest = word.get(start + 1..)?;
        let length = rest.iter().take_while(|unit| matches!(unit, 0x30..=0x39)).count();
        (rest.get(length) == Some(&unit_of('回'))).then_some(())?;
        let number = String::from_utf16(rest.get(..length)?).ok()?.parse().ok()?;
        Some(InWord { number, units: start..start + length + 2 })
    };
    starts.find_map(in_japanese).or_else(|| {
        let text = String::from_utf16(word).ok()?;
        let number = text.strip_prefix(ENGLISH)?.trim_start().parse().ok()?;
        Some(InWord { number, units: 0..word.len() })
    })
}

/// Returns the number that a folded word says: 第7回執行委員会.
pub(super) fn number_in(word: &[u16]) -> Option<u32> {
    find(word).map(|found| found.number)
}

/// Returns a folded word with its number at the beginning, as titles are shown: 執行委員会第7回 as 第7回執行委員会.
pub(super) fn turned(word: &[u16]) -> Option<Vec<u16>> {
    let InWord { number, units } = find(word)?;
    let before = word.get(..units.start).filter(|_| units.end == word.len())?;
    let turned = [units_of(&numbered(&number.to_string(), "")), before.to_vec()].concat();
    (turned != word).then_some(turned)
}

/// Returns a folded word with any number in the place of its number, in both orders: what the index holds of a series.
pub(super) fn of_any_number(word: &[u16]) -> Vec<Vec<u16>> {
    let any = |word: &[u16]| {
        let units = find(word)?.units;
        let (before, after) = (word.get(..units.start)?, word.get(units.end..)?);
        Some([before, &units_of(&numbered(&ANY.to_string(), "")), after].concat())
    };
    let turned = turned(word);
    any(word).into_iter().chain(turned.and_then(|it| any(&it))).collect()
}

fn units_of(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}
