//! The number of an event in its title, for calendars that have no numbers: 第3回学習会.

use crate::format::icalendar::model::tree::{Map, as_word, text, text_of};
use crate::format::names;

/// Returns the title with the number of an event. The instances of a series have one title and several numbers.
pub(crate) fn title(event: &Map) -> Option<String> {
    let title = text_of(event, "title")?;
    let is_series = ["recurrenceRule", "recurrenceOverrides", "recurrenceId"];
    let is_series = is_series.iter().any(|name| event.contains_key(*name));
    let words = words(event).filter(|words| !is_series && !title.contains(words.as_str()));
    Some(words.map_or_else(|| title.to_owned(), |words| format!("{words}{title}")))
}

/// Removes the number from the title, if the file has the number as well.
pub(crate) fn take_from_title(event: &mut Map) {
    let Some(words) = words(event) else { return };
    let own = text_of(event, "title").and_then(|title| title.strip_prefix(words.as_str()));
    if let Some(own) = own.filter(|own| !own.is_empty()).map(str::to_owned) {
        event.insert("title".to_owned(), text(own));
    }
}

fn words(event: &Map) -> Option<String> {
    event.get(names::SERIES_NUMBER).and_then(as_word).map(|number| format!("第{number}回"))
}
