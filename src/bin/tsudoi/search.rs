//! `tsudoi search`: searches a file in the same way as the app.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::numbered_instance::with_numbers;
use tsudoi::domain::search::query::{SearchQuery, Wanted};
use tsudoi::domain::search::texts::first_on;
use tsudoi::domain::series::occurrence::Occurrence;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::plus_days;
use tsudoi::i18n::Language;
use tsudoi::present::natural::named::days_named;
use tsudoi::present::page::search::meant;

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
    let named = days_named(&text, today);
    let most = if named.is_some() { usize::MAX } else { limit };
    let numbered = with_numbers(&mut index, &almanac, &query, &BY_LAW);
    let wanted = Wanted { numbered, ..Wanted::default() };
    let mut found = index.search(&query, &wanted, today, most);
    // A day that the words name means what takes place then as well as the texts that hold it.
    let named = named.filter(|named| found.count == 0 || named.is_apart);
    let (days, rest) = named.map_or_else(Default::default, |it| (it.days, it.rest));
    let rest = SearchQuery::new(&rest);
    let on_day = |entry: &Entry| first_on(entry, &days, &rest, &BY_LAW).is_some();
    if !days.is_empty() {
        let on = almanac.entries().filter(|entry| on_day(entry));
        let repeating = on.map(|entry| entry.event.id.clone()).collect();
        let wanted = Wanted { days: days.clone(), repeating: Some(repeating), ..Wanted::default() };
        found.add(index.search(&rest, &wanted, today, most));
        found.best.truncate(limit);
    }
    let shown = |entry: &'_ Entry| {
        let on_day = first_on(entry, &days, &rest, &BY_LAW);
        Shown::of(&on_day.unwrap_or_else(|| meant(entry, &query, today, &BY_LAW)))
    };
    let hits = || found.best.iter().filter_map(|hit| Some((almanac.entry(&hit.id)?, hit.score)));
    if arguments.has("json") {
        let hit = |(entry, score): (&Entry, u16)| {
            let mut row = row(entry, shown(entry));
            if let Value::Object(fields) = &mut row {
                fields.insert("score".to_owned(), json!(score));
            }
            row
        };
        let report = json!({ "count": found.count, "events": hits().map(hit).collect::<Vec<_>>() });
        writeln!(out, "{report:#}")?;
    } else {
        for (entry, _) in hits() {
            let Shown { day, title, place } = shown(entry);
            let (title, place) = (plain(&title), plain(&place.unwrap_or_default()));
            writeln!(out, "{day}\t{title}\t{place}\t{}", plain(entry.event.id.as_str()))?;
        }
    }
    Ok(if found.count == 0 { Exit::No } else { Exit::Fine })
}

/// What is printed of an event.
struct Shown {
    day: Date,
    title: String,
    place: Option<String>,
}

impl Shown {
    fn of(time: &Occurrence<'_>) -> Self {
        let event = time.standalone(&BY_LAW);
        Self {
            day: time.days.first,
            place: event.venue().map(|venue| venue.name.clone()),
            title: event.title,
        }
    }
}

fn row(entry: &Entry, Shown { day, title, place }: Shown) -> Value {
    json!({
        "uid": entry.event.id.as_str(),
        "title": title,
        "day": day.to_string(),
        "place": place,
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
