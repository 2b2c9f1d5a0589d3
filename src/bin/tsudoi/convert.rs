//! `tsudoi convert`: reads any version and writes the current one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::json;
use tsudoi::domain::almanac::calendar::Calendar;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::EventId;
use tsudoi::domain::sharing::known_people::KnownPeople;
use tsudoi::domain::sharing::names_in_text::{names_in_facts, names_in_text};
use tsudoi::domain::time::UtcTime;
use tsudoi::format::export::Names;
use tsudoi::format::handout::{FilePart, reduce};
use tsudoi::format::icalendar;
use tsudoi::format::icalendar::write::WriteOptions;
use tsudoi::format::jscalendar::read::{Collection, Decoded};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};
use tsudoi::i18n::Language;
use tsudoi::zones::bundled::BundledZones;

use crate::arguments::Arguments;
use crate::failure::{Exit, Failure};
use crate::files::{self, Standing};
use crate::merge::moment;
use crate::search::plain;
use crate::{reading, words};

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    JsCalendar,
    ICalendar,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Failure> {
    let [from, to] = arguments.names("IN and OUT")?;
    let target = target(to, arguments.value("to"))?;
    let mut decoded = reading::open(from)?;
    let is_backup = decoded.backup.take().is_some();
    let lost = words::losses(files::shown(from), &decoded);
    let is_partial = decoded.is_partial;
    let names = names(arguments)?;
    let mut left = Vec::new();
    if names != Names::With {
        (decoded.collections, left) = reduced(from, &mut decoded, names);
    }
    let events: usize = decoded.collections.iter().map(|it| it.events.len()).sum();
    let text = match target {
        Target::JsCalendar => written(from, decoded),
        Target::ICalendar => {
            let zones = BundledZones::default();
            icalendar::write::encode(
                &export(&calendars(from, decoded)),
                &WriteOptions { stamp: moment(), zones: &zones, names },
            )
        }
    };
    let standing = if arguments.has("force") { Standing::Goes } else { Standing::Stays };
    files::write(to, &text, standing, out)?;
    if arguments.has("json") && to != "-" {
        let report =
            json!({ "in": from, "out": to, "events": events, "lost": lost, "namesLeft": left });
        writeln!(out, "{report:#}")?;
    } else {
        let mut notes = io::stderr().lock();
        for line in &lost {
            writeln!(notes, "{line}")?;
        }
        for line in &left {
            writeln!(notes, "{}: names in the text: {line}", files::shown(from))?;
        }
        if is_backup {
            let text = "a backup: marks, news and settings of the device were left out";
            writeln!(notes, "{}: {text}", files::shown(from))?;
        }
    }
    let is_whole = !is_partial && lost.is_empty();
    Ok(if is_whole && left.is_empty() { Exit::Fine } else { Exit::No })
}

fn target(to: &str, asked: Option<&str>) -> Result<Target, Failure> {
    let ending = to.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match asked.unwrap_or(if to == "-" { "json" } else { &ending }) {
        "json" | "jscal" | "txt" => Ok(Target::JsCalendar),
        "ics" | "ical" | "ifb" => Ok(Target::ICalendar),
        other => Err(Failure::Usage(format!(
            "cannot write `{other}`: OUT ends in .json or .ics, or --to says json or ics"
        ))),
    }
}

/// Returns which names the file is to have.
fn names(arguments: &Arguments) -> Result<Names, Failure> {
    let wrong =
        |word: &str| Failure::Usage(format!("--names expects public, lists or all, not `{word}`"));
    match arguments.value("names") {
        None if arguments.has("without-names") => Ok(Names::Without),
        None => Ok(Names::With),
        Some(word) => Names::from_slug(word).ok_or_else(|| wrong(word)),
    }
}

/// Returns the collections with only what may be given to those who get such a file, and the names that the texts of a file
/// without names still have, for each event that has any.
fn reduced(from: &str, decoded: &mut Decoded, names: Names) -> (Vec<Collection>, Vec<String>) {
    let busy = Language::Ja.messages().export_busy();
    let collections = std::mem::take(&mut decoded.collections);
    let people = KnownPeople::of(collections.iter().flat_map(|it| &it.events));
    let has_calendar: Vec<bool> = collections.iter().map(|it| it.calendar.is_some()).collect();
    let mut parts: Vec<FilePart> = collections
        .into_iter()
        .map(|Collection { calendar, events, deleted }| {
            let calendar = calendar.unwrap_or_else(|| reading::lone(from));
            let told = |(id, _): &(EventId, UtcTime)| !calendar.untold.contains(id);
            let deleted = deleted.into_iter().filter(told).collect();
            FilePart { calendar, events, deleted }
        })
        .collect();
    reduce(&mut parts, names, busy, &people);
    let left = if names == Names::Without { names_left(&parts, &people) } else { Vec::new() };
    let back = parts.into_iter().zip(has_calendar);
    let back = back.map(|(FilePart { calendar, events, deleted }, has_calendar)| Collection {
        calendar: has_calendar.then_some(calendar),
        events,
        deleted,
    });
    (back.collect(), left)
}

/// Returns a line for each calendar and event whose texts name people of the lists.
fn names_left(parts: &[FilePart], people: &KnownPeople) -> Vec<String> {
    let line = |title: &str, found: BTreeSet<&str>| {
        let found: Vec<String> = found.into_iter().map(plain).collect();
        (!found.is_empty()).then(|| format!("“{}”: {}", plain(title), found.join(", ")))
    };
    let of_part = |part: &FilePart| -> Vec<String> {
        let facts = &part.calendar.facts;
        let own = line(&facts.title, names_in_facts(facts, people));
        let events = part.events.iter();
        let events = events.filter_map(|it| line(&it.title, names_in_text(it, people)));
        own.into_iter().chain(events).collect()
    };
    parts.iter().flat_map(of_part).collect()
}

/// Encodes JSCalendar 2.0: a single event without a calendar as an event, everything else as a group.
fn written(from: &str, decoded: Decoded) -> String {
    if let [Collection { calendar: None, events, .. }] = decoded.collections.as_slice()
        && let [only] = events.as_slice()
    {
        return encode_event(only);
    }
    encode(&export(&calendars(from, decoded)))
}

/// A calendar with its events and deletions.
type Whole = (Calendar, Vec<Event>, BTreeMap<EventId, UtcTime>);

/// Returns the calendars of a file; events without a calendar are put into one that is named after the file.
fn calendars(from: &str, decoded: Decoded) -> Vec<Whole> {
    let mut lone: Vec<Event> = Vec::new();
    let mut parts: Vec<Whole> = Vec::new();
    for collection in decoded.collections {
        match collection.calendar {
            Some(calendar) => parts.push((calendar, collection.events, collection.deleted)),
            None => lone.extend(collection.events),
        }
    }
    if !lone.is_empty() {
        parts.push((reading::lone(from), lone, BTreeMap::new()));
        // The order in which decoding returns them, so that converting again changes nothing.
        parts.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    }
    parts
}

fn export(parts: &[Whole]) -> Export<'_> {
    let mut export = Export::default();
    for (calendar, events, deleted) in parts {
        let (events, deleted) = (events.iter().collect(), deleted.clone());
        export.calendars.push(ExportCalendar { calendar, events, deleted });
    }
    export
}
