//! What one occurrence of a series has of its own, as a patch of JSCalendar.

use crate::format::icalendar::model::tree::{Map, patch, text};

/// Fields of an event that one occurrence cannot override (bis 4.3.5).
pub(crate) const OF_THE_WHOLE: [&str; 10] = [
    "@type",
    "excludedRecurrenceRules",
    "method",
    "privacy",
    "recurrenceId",
    "recurrenceIdTimeZone",
    "recurrenceOverrides",
    "recurrenceRule",
    "recurrenceRules",
    "uid",
];

/// Returns what differs between one occurrence and its event, as a patch.
pub(crate) fn difference(whole: &Map, mut occurrence: Map, at: &str) -> Map {
    let mut usual = whole.clone();
    usual.insert("start".to_owned(), text(at));
    for name in OF_THE_WHOLE {
        usual.remove(name);
        occurrence.remove(name);
    }
    // Without a start it stays at its original time.
    occurrence.entry("start".to_owned()).or_insert_with(|| text(at));
    patch(&usual, &occurrence)
}
