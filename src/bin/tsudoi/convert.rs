//! `tsudoi convert`: reads any version and writes the current one.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::json;
use tsudoi::domain::almanac::calendar::Calendar;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::EventId;
use tsudoi::domain::sharing::redact::facts_without_names;
use tsudoi::domain::sharing::visibility::for_everybody;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::export::Names;
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
    let is_without = arguments.has("without-names");
    if is_without {
        remove_names(&mut decoded);
    }
    let events: usize = decoded.collections.iter().map(|it| it.events.len()).sum();
    let text = match target {
        Target::JsCalendar => written(from, decoded),
        Target::ICalendar => {
            let names = if is_without { Names::Without } else { Names::With };
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
        let report = json!({ "in": from, "out": to, "events": events, "lost": lost });
        writeln!(out, "{report:#}")?;
    } else {
        let mut notes = io::stderr().lock();
        for line in &lost {
            writeln!(notes, "{line}")?;
        }
        if is_backup {
            let text = "a backup: marks, news and settings of the device were left out";
            writeln!(notes, "{}: {text}", files::shown(from))?;
        }
    }
    Ok(if is_partial || !lost.is_empty() { Exit::No } else { Exit::Fine })
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

/// Keeps only what may be given to everybody: no names, only the time of private events, and no secret events.
fn remove_names(decoded: &mut Decoded) {
    let busy = Language::Ja.messages().export_busy();
    for collection in &mut decoded.collections {
        let events = std::mem::take(&mut collection.events);
        collection.events = events.iter().filter_map(|it| for_everybody(it, busy)).collect();
        if let Some(calendar) = &mut collection.calendar {
            calendar.facts = facts_without_names(&calendar.facts);
        }
    }
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
