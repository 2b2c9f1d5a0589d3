//! `tsudoi search`: searches a file in the same way as the app.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::{SearchQuery, Wanted};
use tsudoi::domain::time::plus_days;
use tsudoi::i18n::Language;

use crate::arguments::Arguments;
use crate::failure::{Exit, Failure};
use crate::reading;

const LIMIT: usize = 20;

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (name, text) = arguments.name_and_rest("FILE and QUERY")?;
    let limit = arguments.count("limit")?.unwrap_or(LIMIT);
    let today = arguments.day("today")?.unwrap_or_else(today);
    let query = SearchQuery::new(&text);
    if query.is_empty() {
        return Err(Failure::Usage("nothing to search for".to_owned()));
    }
    let (decoded, _) = reading::open_telling(name)?;
    let almanac = reading::almanac(name, decoded);
    let messages = Language::Ja.messages();
    let mut index = Index::new(|kind| messages.kind(kind), today);
    almanac.entries().for_each(|entry| index.add(entry));
    let found = index.search(&query, &Wanted::default(), today, limit);
    let hits = || found.best.iter().filter_map(|hit| Some((almanac.entry(&hit.id)?, hit.score)));
    if arguments.has("json") {
        let hit = |(entry, score): (&Entry, u16)| {
            let mut row = row(entry);
            if let Value::Object(fields) = &mut row {
                fields.insert("score".to_owned(), json!(score));
            }
            row
        };
        let report = json!({ "count": found.count, "events": hits().map(hit).collect::<Vec<_>>() });
        writeln!(out, "{report:#}")?;
    } else {
        for (entry, _) in hits() {
            let event = &entry.event;
            let place = event.venue().map(|venue| plain(&venue.name)).unwrap_or_default();
            let day = event.when.days().first;
            writeln!(out, "{day}\t{}\t{place}\t{}", plain(&event.title), plain(event.id.as_str()))?;
        }
    }
    Ok(if found.count == 0 { Exit::No } else { Exit::Fine })
}

fn row(entry: &Entry) -> Value {
    let event = &entry.event;
    json!({
        "uid": event.id.as_str(),
        "title": event.title,
        "day": event.when.days().first.to_string(),
        "place": event.venue().map(|venue| venue.name.as_str()),
        "calendar": entry.calendar.as_str(),
    })
}

/// Puts a text on one line, without tabs.
pub(crate) fn plain(text: &str) -> String {
    text.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ")
}

/// Returns today in UTC, or the day of `SOURCE_DATE_EPOCH`, so that scripts give the same output again.
pub(crate) fn today() -> Date {
    plus_days(date(1970, 1, 1), i32::try_from(seconds_since_1970() / 86_400).unwrap_or(0))
}

/// Returns the seconds since 1970 in UTC.
pub(crate) fn seconds_since_1970() -> u64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    fixed.unwrap_or_else(|| since.map_or(0, |since| since.as_secs()))
}
