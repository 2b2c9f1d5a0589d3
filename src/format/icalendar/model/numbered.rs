//! The number of an event in its title, for calendars that have no numbers: 第3回学習会.

use crate::format::icalendar::model::tree::{Map, as_word, number, text, text_of};
use crate::format::names;

/// Returns the title with the number of an event. The instances of a series have one title and several numbers.
pub(crate) fn title(event: &Map) -> Option<String> {
    let title = text_of(event, "title")?;
    let is_series = ["recurrenceRule", "recurrenceOverrides", "recurrenceId"];
    let is_series = is_series.iter().any(|name| event.contains_key(*name));
    let number = event.get(names::SERIES_NUMBER).and_then(as_word).filter(|_| !is_series);
    Some(number.map_or_else(|| title.to_owned(), |number| numbered(number, title)))
}

/// Returns a title with a number before it, unless the title says the number itself.
pub(crate) fn numbered(number: &str, title: &str) -> String {
    let words = format!("第{number}回");
    if title.contains(&words) { title.to_owned() } else { format!("{words}{title}") }
}

/// Removes the number from the title, if the file has a number as well. Another program may have changed it in the title.
pub(crate) fn take_from_title(event: &mut Map) {
    if !event.contains_key(names::SERIES_NUMBER) {
        return;
    }
    let Some((said, own)) = text_of(event, "title").and_then(split) else { return };
    let own = own.to_owned();
    event.insert(names::SERIES_NUMBER.to_owned(), number(said));
    event.insert("title".to_owned(), text(own));
}

/// Returns the number with which a title begins, and the rest: 第3回学習会.
pub(crate) fn split(title: &str) -> Option<(u32, &str)> {
    let (said, own) = title.strip_prefix('第')?.split_once('回')?;
    let is_plain =
        !own.is_empty() && !said.is_empty() && said.bytes().all(|it| it.is_ascii_digit());
    Some((said.parse().ok()?, own)).filter(|_| is_plain)
}
