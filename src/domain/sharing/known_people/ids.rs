//! Finds people in identities: programs make a UID of the name of an account, of a title or of the owner's address.
//!
//! An identity is no text for readers, so that a part of an address counts in it too: `20260401-hanako.yamada@pc-12`.

use crate::domain::sharing::known_people::KnownPeople;
use crate::domain::sorted_set::SortedSet;

/// Names of accounts that are those of an office.
const OFFICES: [&str; 18] = [
    "admin",
    "contact",
    "desk",
    "event",
    "events",
    "honbu",
    "info",
    "jimu",
    "jimukyoku",
    "mail",
    "office",
    "roren",
    "shibu",
    "soumu",
    "support",
    "union",
    "webmaster",
    "kumiai",
];

/// The fewest letters of a part of an account's name that says who it is.
const SHORTEST_PART: usize = 4;

/// The fewest letters of a whole name of an account.
const SHORTEST: usize = 3;

impl KnownPeople {
    /// Whether an identity contains a name, an address, a number, or a part of an address.
    pub fn is_named_in_id(&self, id: &str) -> bool {
        self.is_named_in(id) || words(id).any(|word| self.account_words.contains(&word))
    }
}

/// Returns the words of the part of an address before its `@` that say whose it is.
pub(super) fn account_words(account: &str) -> SortedSet<String> {
    let all: Vec<String> = words(account).collect();
    let least = if all.len() > 1 { SHORTEST_PART } else { SHORTEST };
    let is_telling = |word: &String| {
        word.chars().count() >= least
            && word.chars().any(char::is_alphabetic)
            && !OFFICES.contains(&word.as_str())
    };
    all.into_iter().filter(is_telling).collect()
}

/// Returns the words of a text in lower case, without digits around them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let bare = words.map(|word| word.trim_matches(|letter: char| letter.is_numeric()));
    bare.filter(|word| !word.is_empty()).map(str::to_lowercase)
}
