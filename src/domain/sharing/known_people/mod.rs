//! What a text must not contain about the people of an almanac: names, readings, addresses, numbers, and the words of
//! the notes about them, in every form in which people write them.
//!
//! A text is folded as for the search, so that width, case, kana and variants of kanji do not matter. A whole name
//! counts wherever it is; a part of one, a surname alone, counts only where it stands as a name: see
//! [`crate::domain::sharing::known_people::standing`].

mod ids;
mod note_words;
mod numbers;
mod romaji;
mod standing;
mod surnames;
mod written_names;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::event::Event;
use crate::domain::event::participant::Participant;
use crate::domain::foreign::Json;
use crate::domain::search::fold::fold;
use crate::domain::series::repeat::Own;
use crate::domain::sharing::address::percent_decoded;
use crate::domain::sharing::known_people::ids::account_words;
use crate::domain::sharing::known_people::note_words::note_words;
use crate::domain::sharing::known_people::numbers::{is_number_in, national, numbers};
use crate::domain::sharing::known_people::romaji::romaji;
use crate::domain::sharing::known_people::standing::{HONORIFICS, Standing, stands};
use crate::domain::sharing::known_people::surnames::divided;
use crate::domain::sharing::known_people::written_names::{WrittenNames, written_names};
use crate::domain::sharing::name_only::{contacts_in, name_only};
use crate::domain::sharing::published::is_group;
use crate::domain::sharing::redact::overridden;

/// A word that appears in the notes of so many people says nothing of one of them.
const COMMON: usize = 3;

/// The people of some events, prepared for finding them in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPeople {
    /// Sorted by their units.
    needles: Vec<Needle>,
    /// Telephone numbers as digits, with what is shown of them.
    numbers: BTreeMap<String, String>,
    /// The words before the `@` of their addresses.
    account_words: BTreeSet<String>,
}

/// One form of what a text must not contain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Needle {
    units: Vec<u16>,
    standing: Standing,
    /// Whose it is: the names as they are on the lists.
    names: BTreeSet<String>,
}

impl KnownPeople {
    /// Collects the people of some events.
    pub fn of<'e>(events: impl Iterator<Item = &'e Event>) -> Self {
        let mut gathering = Gathering::default();
        for event in events {
            let own = overridden(event).flat_map(|patch| patch.participants.values());
            let people = event.participants.values().chain(own);
            people.filter(|person| !is_group(person)).for_each(|person| gathering.take(person));
            let own = overridden(event).filter_map(|patch| match &patch.organizer {
                Own::Is(address) => Some(address),
                Own::AsSeries | Own::Nothing => None,
            });
            for address in event.organizer.iter().chain(own) {
                gathering.address(address);
            }
        }
        gathering.finish()
    }

    /// Whether there is nobody to find.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty() && self.numbers.is_empty()
    }

    /// Adds everybody whom a text names to `found`, as their list has them, except those in `published`.
    pub fn find<'p>(
        &'p self,
        text: &str,
        published: &BTreeSet<String>,
        found: &mut BTreeSet<&'p str>,
    ) {
        if text.is_empty() || self.is_empty() {
            return;
        }
        let mut add = |names: &mut dyn Iterator<Item = &'p str>| {
            let names: Vec<&str> = names.collect();
            if !names.iter().any(|name| published.contains(*name)) {
                // A surname that several people have is shown with the first of them.
                found.extend(names.first());
            }
        };
        self.find_once(text, &mut add);
        if text.contains('%') {
            self.find_once(&percent_decoded(text), &mut add);
        }
    }

    /// Whether a text names anybody.
    pub fn is_named_in(&self, text: &str) -> bool {
        let mut found = BTreeSet::new();
        self.find(text, &BTreeSet::new(), &mut found);
        !found.is_empty()
    }

    fn find_once<'p>(&'p self, text: &str, add: &mut dyn FnMut(&mut dyn Iterator<Item = &'p str>)) {
        // A name may be broken over two lines.
        let text = text.replace(['\n', '\r'], " ").replace("[at]", "@").replace("(at)", "@");
        let folded = fold(&text);
        let mut hits: Vec<(Range<usize>, &Needle)> = Vec::new();
        for at in 0..folded.units().len() {
            for needle in self.at(folded.units(), at) {
                let place = at..at + needle.units.len();
                if stands(&text, &folded, place.clone(), needle.standing) {
                    hits.push((place, needle));
                }
            }
        }
        for (place, needle) in &hits {
            // A surname inside a whole name says nothing of others who have it.
            let is_inside = |(other, _): &(Range<usize>, &Needle)| {
                other.len() > place.len() && other.start <= place.start && place.end <= other.end
            };
            if !hits.iter().any(is_inside) {
                add(&mut needle.names.iter().map(String::as_str));
            }
        }
        for run in numbers(&text) {
            for (digits, shown) in &self.numbers {
                if is_number_in(digits, &run) {
                    add(&mut std::iter::once(shown.as_str()));
                }
            }
        }
    }

    /// Returns the needles that the units contain at that place.
    fn at<'p, 'u>(
        &'p self,
        units: &'u [u16],
        at: usize,
    ) -> impl Iterator<Item = &'p Needle> + use<'p, 'u> {
        let tail = units.get(at..).unwrap_or_default();
        // Each needle has two units at least.
        let head = tail.get(..2).unwrap_or_default();
        let start = self.needles.partition_point(|needle| needle.units.as_slice() < head);
        let begun = self.needles.get(start..).unwrap_or_default().iter();
        let same =
            begun.take_while(move |needle| !head.is_empty() && needle.units.starts_with(head));
        same.filter(move |needle| tail.starts_with(&needle.units))
    }
}

/// What is collected before it is sorted.
#[derive(Default)]
struct Gathering {
    needles: BTreeMap<(Vec<u16>, Standing), BTreeSet<String>>,
    numbers: BTreeMap<String, String>,
    account_words: BTreeSet<String>,
    notes: BTreeMap<String, usize>,
    /// The names of organisations, branches and offices, which are no secret of one person.
    common: BTreeSet<Vec<u16>>,
    seen: BTreeSet<(String, String, String)>,
}

impl Gathering {
    fn take(&mut self, person: &Participant) {
        let Participant {
            name,
            name_kana,
            email,
            phone,
            calendar_address,
            delegated_to,
            affiliation,
            attendance,
            description,
            note,
            foreign,
            // These are values that many people share.
            nature: _,
            roles: _,
            reply: _,
            updated: _,
        } = person;
        for address in email.iter().chain(calendar_address).chain(delegated_to) {
            self.address(address);
        }
        if let Some(phone) = phone {
            self.number(phone);
        }
        foreign.0.iter().for_each(|(key, json)| self.carried(key, json));
        if let Some(affiliation) = affiliation {
            let texts = [&affiliation.organization, &affiliation.branch, &affiliation.position];
            self.common.extend(texts.map(|text| fold(text).units().to_vec()));
        }
        self.common.insert(fold(description).units().to_vec());
        if let Some(by) = attendance.as_deref().and_then(|it| it.marked_by.as_deref()) {
            if by.contains(['@', ':']) { self.address(by) } else { self.name(by, by) }
        }
        if self.seen.insert((name.clone(), name_kana.clone(), note.clone())) {
            let shown = if name.trim().is_empty() { name_kana } else { name };
            self.name(name, shown);
            self.name(name_kana, shown);
            for word in note_words(note) {
                *self.notes.entry(word).or_default() += 1;
            }
        }
    }

    /// Takes a name with its parts: 見本 花子, ミホン ハナコ, Hanako Mihon; and the addresses and numbers that stand in it.
    fn name(&mut self, name: &str, shown: &str) {
        for contact in contacts_in(name) {
            if contact.contains(['@', '＠']) {
                self.address(&contact);
            } else {
                self.number(&contact);
            }
        }
        let (name, shown) = (name_only(name), name_only(shown));
        let shown = shown.trim();
        let WrittenNames { whole, former, beside } = written_names(&name);
        for parts in whole {
            self.whole_name(&parts, shown);
        }
        for surname in former {
            self.part(&surname, shown);
        }
        for word in beside {
            self.needle(&word, Standing::Called, shown);
        }
    }

    fn whole_name(&mut self, parts: &[String], shown: &str) {
        let name = parts.join(" ");
        self.needle(&name, Standing::of_whole(&name), shown);
        if parts.len() > 1 {
            for part in parts {
                self.part(part, shown);
            }
            let swapped: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
            self.needle(&swapped.join(" "), Standing::of_whole(&name), shown);
        }
        for part in parts {
            // A short part of several is a surname or a given name; a long one may be both, after an office.
            if parts.len() == 1 || part.chars().count() > 3 {
                if let Some((surname, given)) = divided(part) {
                    self.part(surname, shown);
                    self.part(given, shown);
                }
                for guess in guesses(part).iter().filter(|it| !HONORIFICS.contains(&it.as_str())) {
                    self.needle(guess, Standing::Addressed, shown);
                }
            }
        }
    }

    fn part(&mut self, part: &str, shown: &str) {
        self.needle(part, Standing::of_part(part), shown);
        for other in other_umlauts(part) {
            self.needle(&other, Standing::of_part(part), shown);
        }
        for latin in romaji(part) {
            self.needle(&latin, Standing::Word, shown);
        }
    }

    fn needle(&mut self, text: &str, standing: Standing, shown: &str) {
        let units = fold(text).units().to_vec();
        if units.is_empty() || shown.is_empty() {
            return;
        }
        // Each needle has two units: a single kanji has the honorific after it.
        if units.len() == 1 {
            for honorific in HONORIFICS {
                let mut with = units.clone();
                with.extend(fold(honorific).units());
                self.needles.entry((with, Standing::Led)).or_default().insert(shown.to_owned());
            }
            return;
        }
        self.needles.entry((units, standing)).or_default().insert(shown.to_owned());
    }

    /// Takes an e-mail address, or a URI that contains one or a telephone number.
    fn address(&mut self, address: &str) {
        let address = percent_decoded(address.trim());
        let (scheme, rest) = address.split_once(':').unwrap_or(("", &address));
        let rest = rest.split(['?', ';']).next().unwrap_or_default();
        if let Some((account, _)) = rest.split_once('@') {
            self.account_words.extend(account_words(account));
            self.needle(rest, Standing::Word, rest);
        } else if scheme.eq_ignore_ascii_case("tel") || scheme.eq_ignore_ascii_case("sms") {
            self.number(rest);
        }
    }

    fn number(&mut self, phone: &str) {
        for digits in numbers(phone) {
            self.numbers.insert(national(&digits), phone.trim().to_owned());
        }
    }

    /// Takes the addresses and names in what we carry of a person without reading it.
    fn carried(&mut self, key: &str, json: &Json) {
        match json {
            Json::Text(text) if text.contains('@') || text.starts_with("tel:") => {
                self.address(text);
            }
            Json::Text(text)
                if ["cn", "name", "fullname"].contains(&key.to_lowercase().as_str()) =>
            {
                self.name(text, text);
            }
            Json::List(items) => items.iter().for_each(|item| self.carried(key, item)),
            Json::Map(map) => map.iter().for_each(|(key, item)| {
                if key.contains('@') {
                    self.address(key);
                }
                self.carried(key, item);
            }),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
        }
    }

    fn finish(mut self) -> KnownPeople {
        for (word, count) in std::mem::take(&mut self.notes) {
            let units = fold(&word).units().to_vec();
            if count < COMMON && !self.common.contains(&units) {
                self.needle(&word, Standing::of_note(&word), &word);
            }
        }
        let one = |((units, standing), names)| Needle { units, standing, names };
        let needles = self.needles.into_iter().map(one).collect();
        KnownPeople { needles, numbers: self.numbers, account_words: self.account_words }
    }
}

/// Returns a name in Latin letters with its umlauts as two letters, and with one letter for two: Mueller for Müller, and
/// Muller for Mueller, as Müller is folded.
fn other_umlauts(name: &str) -> Vec<String> {
    const WRITTEN: [(&str, &str); 5] =
        [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa")];
    const JOINED: [(&str, &str); 3] = [("ae", "a"), ("oe", "o"), ("ue", "u")];
    let replaced = |name: &str, pairs: &[(&str, &str)]| {
        pairs.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from, to))
    };
    let name = name.to_lowercase();
    let (written, joined) = (replaced(&name, &WRITTEN), replaced(&name, &JOINED));
    [written, joined].into_iter().filter(|other| *other != name).collect()
}

/// Returns what may be the surname or the rest of a name without a space: 山田 and 太郎 of 山田太郎.
fn guesses(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let is_kanji = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々');
    if !letters.iter().all(is_kanji) {
        return Vec::new();
    }
    let cuts: &[usize] = match letters.len() {
        2 => &[1],
        3 => &[1, 2],
        4 => &[1, 2, 3],
        5 | 6 => &[2, 3, 4],
        _ => &[],
    };
    let cut = |at: &usize| {
        let (surname, given) = letters.split_at(*at);
        [surname.iter().collect(), given.iter().collect()]
    };
    cuts.iter().flat_map(cut).collect()
}
