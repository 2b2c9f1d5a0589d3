//! Replaces the keys of places, links, parts and participants, which their author chose and which may name people.

use crate::domain::id::LocalId;
use crate::domain::sharing::lists::Lists;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// Replaces the keys of an event and of its instances, if one of a kind may name a person: then all of that kind get
/// numbers in their order, so that whatever depends on the order of the keys stays as it is.
///
/// Law: applying this to its own result changes nothing.
pub(crate) fn rename_keys(all: &mut [&mut Lists]) {
    // A UUID of a participant is the same in other events, or is computed from an e-mail address.
    let is_number = |key: &LocalId| is_numbered(key.as_str());
    let is_plain = |key: &LocalId| is_numbered(key.as_str()) || is_uuid(key.as_str());
    let places = numbered(keys(all, |it| it.locations.keys()), "place", is_plain);
    let online = numbered(keys(all, |it| it.virtual_locations.keys()), "online", is_plain);
    let links = numbered(keys(all, |it| it.links.keys()), "link", is_plain);
    let people = numbered(keys(all, |it| it.participants.keys()), "person", is_number);
    let parts = numbered(keys(all, |it| it.programme.keys()), "part", is_plain);
    for lists in all {
        rename(&mut lists.locations, &places);
        let main = lists.main_location.take();
        lists.main_location = main.map(|key| new_key(key, &places));
        rename(&mut lists.virtual_locations, &online);
        rename(&mut lists.links, &links);
        rename(&mut lists.participants, &people);
        rename(&mut lists.programme, &parts);
        for part in lists.programme.values_mut() {
            let old = std::mem::take(&mut part.speakers);
            part.speakers = old.into_iter().map(|key| new_key(key, &people)).collect();
        }
    }
}

/// The new keys by the old ones.
type Renamed = SortedMap<LocalId, LocalId>;

fn keys<'a, I: Iterator<Item = &'a LocalId>>(
    all: &'a [&mut Lists],
    of: impl Fn(&'a Lists) -> I,
) -> SortedSet<LocalId> {
    all.iter().flat_map(|lists| of(lists)).cloned().collect()
}

/// Returns numbers for the keys in their order; nothing if all of them are plain.
fn numbered(keys: SortedSet<LocalId>, word: &str, is_plain: impl Fn(&LocalId) -> bool) -> Renamed {
    if keys.iter().all(is_plain) {
        return Renamed::new();
    }
    let width = keys.len().to_string().len();
    let one = |(index, key): (usize, LocalId)| {
        (key, LocalId::new(format!("{word}-{:0width$}", index + 1)))
    };
    keys.into_iter().enumerate().map(one).collect()
}

/// Whether it is a number, or a word that says what it is the key of with a number.
fn is_numbered(key: &str) -> bool {
    const MOST_DIGITS: usize = 4;
    const WORDS: [&str; 22] = [
        "", "group", "hall", "item", "k", "key", "l", "link", "loc", "location", "main", "meeting",
        "online", "p", "page", "part", "person", "place", "s", "v", "venue", "zoom",
    ];
    let word = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = key.len() - word.len();
    let word = word.strip_suffix(['-', '_']).filter(|_| digits > 0).unwrap_or(word);
    !key.is_empty() && digits <= MOST_DIGITS && WORDS.contains(&word)
}

/// Whether it has the form of a UUID (RFC 9562 4).
fn is_uuid(key: &str) -> bool {
    key.len() == 36
        && key.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn rename<T>(map: &mut SortedMap<LocalId, T>, renamed: &Renamed) {
    if !renamed.is_empty() {
        let old = std::mem::take(map);
        *map = old.into_iter().map(|(key, value)| (new_key(key, renamed), value)).collect();
    }
}

fn new_key(key: LocalId, renamed: &Renamed) -> LocalId {
    renamed.get(&key).cloned().unwrap_or(key)
}
