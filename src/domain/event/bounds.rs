//! How much of one event is laid out on a page. The rest is kept as it came, and a form shows it on request.
//!
//! Files may hold more than any person writes: titles as long as books, thousands of links, rules that fall on every
//! second. A page that drew all of it would not answer.

use crate::domain::event::Event;
use crate::domain::event::free_text::free_texts;
use crate::domain::series::instances::is_dense;
use crate::domain::sorted_set::SortedSet;

/// The number of letters of a title or a name that are shown.
pub const LINE_SHOWN: usize = 200;

/// The number of letters of a text of several lines that are shown.
pub const TEXT_SHOWN: usize = 20_000;

/// The number of links, places, or parts of a programme that are shown.
pub const ROWS_SHOWN: usize = 100;

/// What of an event is larger than what a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oversize {
    /// A title or another text.
    Text,
    /// A list of links, places, online meetings, or parts of the programme.
    Rows,
    /// The instances of a series on one day.
    Instances,
}

/// Returns what of an event is larger than what a page shows.
pub fn oversized(event: &Event) -> SortedSet<Oversize> {
    let mut found = SortedSet::new();
    let mut is_long = is_longer(&event.title, LINE_SHOWN);
    free_texts(event, &mut |_, text| is_long |= is_longer(text, TEXT_SHOWN));
    let zone = event.when.zone().map_or(0, |zone| zone.0.len());
    if is_long || zone > LINE_SHOWN {
        found.insert(Oversize::Text);
    }
    let rows = [
        event.links.len(),
        event.locations.len(),
        event.virtual_locations.len(),
        event.programme.len(),
    ];
    if rows.into_iter().any(|count| count > ROWS_SHOWN) {
        found.insert(Oversize::Rows);
    }
    if event.repeat.as_deref().is_some_and(|repeat| is_dense(repeat, event.when.start())) {
        found.insert(Oversize::Instances);
    }
    found
}

/// Whether a text has more than a number of letters. Cheap for a short text.
fn is_longer(text: &str, letters: usize) -> bool {
    text.len() > letters && text.chars().nth(letters).is_some()
}

/// Returns the beginning of a text, with `…` if it was cut.
pub fn shortened(text: &str, letters: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= letters {
        return text.into();
    }
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}
