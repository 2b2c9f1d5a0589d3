//! What a person must know about how their words were understood.

use crate::i18n::dates::DayStyle;
use crate::present::natural::Said;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// Returns what a person must know about how their words were understood: another weekday, a day that is not the coming
/// one, words that were not understood.
pub fn notes(said: &Said, viewer: &Viewer) -> Vec<String> {
    let messages = viewer.messages;
    let mut notes = Vec::new();
    if let Some(first) = said.first {
        if said.other_weekday.is_some() {
            notes.push(messages.in_words_weekday(&time::day(viewer, first)));
        }
        if said.is_not_coming {
            notes.push(messages.in_words_not_coming(&messages.day(first, DayStyle::Full)));
        }
    }
    if !said.rest.is_empty() {
        notes.push(messages.in_words_rest(&said.rest));
    }
    notes
}
