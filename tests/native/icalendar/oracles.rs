//! The iCalendar reader, compared with the meaning that others give to a file: the figures of the conversion draft, and
//! the pairs of a library for X-WR-TIMEZONE.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};

use crate::format::corpora::files;
use crate::icalendar::corpora::read;
use crate::outside::shared;

/// Figures that we read in another way, with the reasons.
const OTHERWISE: [(&str, &str); 11] = [
    ("test-ical-comp-participant", "kept as a component, not read"),
    ("test-ical-comp-vevent", "an event without a start, which no event of ours can be"),
    ("test-ical-comp-vevent-recurrence-instances", "strays of one event are one event here"),
    ("test-ical-prop-attach-binary", "a file inside the file is left out, and said"),
    ("test-ical-prop-attendee-participant", "PARTICIPANT is kept as a component"),
    ("test-ical-prop-calendar-address", "PARTICIPANT is kept as a component"),
    ("test-ical-prop-last-modified", "a calendar without name and identity is none here"),
    ("test-ical-prop-related-to-valarm", "kept as a property of the alarm"),
    ("test-ical-prop-source", "a calendar without name and identity is none here"),
    ("test-ical-prop-summary-language", "kept as a parameter of the title"),
    ("test-ical-prop-summary-participant", "PARTICIPANT is kept as a component"),
];

/// Reads an iCalendar text and returns the result as JSCalendar: a group, or the events alone.
fn converted(text: &str) -> Option<Vec<Value>> {
    let decoded = read(text.as_bytes()).ok()?;
    let mut texts = Vec::new();
    for collection in &decoded.collections {
        match &collection.calendar {
            Some(calendar) => {
                let events = collection.events.iter().collect();
                let deleted = collection.deleted.clone();
                let part = ExportCalendar { calendar, events, deleted };
                texts.push(encode(&Export { calendars: vec![part] }));
            }
            None => texts.extend(collection.events.iter().map(encode_event)),
        }
    }
    texts.iter().map(|text| serde_json::from_str(text).ok()).collect()
}

/// Returns a figure's text, completed with the parts that the draft leaves out.
fn completed(figure: &str) -> String {
    let lines: Vec<&str> = figure
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && *line != "...")
        .collect();
    let begins = |name: &str| lines.iter().any(|line| *line == format!("BEGIN:{name}"));
    let mut text = String::from("BEGIN:VCALENDAR\nVERSION:2.0\n");
    let is_inner = !begins("VCALENDAR") && !begins("VEVENT") && !begins("VTODO");
    if is_inner {
        text.push_str("BEGIN:VEVENT\n");
    }
    let mut open: Vec<String> = if is_inner { vec!["VEVENT".to_owned()] } else { Vec::new() };
    for line in lines.iter().filter(|line| !line.ends_with(":VCALENDAR")) {
        if let Some(name) = line.strip_prefix("BEGIN:") {
            open.push(name.to_owned());
        } else if line.starts_with("END:") {
            open.pop();
        }
        text.extend([line, "\n"]);
        if *line == "BEGIN:VALARM" && !figure.contains("TRIGGER") {
            text.push_str("TRIGGER:PT0S\n");
        }
    }
    for name in open.iter().rev() {
        text.extend(["END:", name, "\n"]);
    }
    text.push_str("END:VCALENDAR\n");
    let start = "DTSTART:20240101T100000\n";
    let uid = "UID:figure\n";
    let mut extra = String::from("BEGIN:VEVENT\n");
    if !figure.contains("\nUID:") && !figure.starts_with("UID:")
        || figure.contains("BEGIN:VALARM")
        || figure.contains("BEGIN:VLOCATION")
    {
        extra.push_str(uid);
    }
    if !figure.contains("DTSTART") {
        extra.push_str(start);
    }
    text.replacen("BEGIN:VEVENT\n", &extra, 1)
}

/// Returns whether our result contains everything in the figure; keys that the draft makes up at random match any.
fn holds(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => expected.iter().all(|(name, value)| {
            let is_told =
                !matches!(name.as_str(), "..." | "convertedProperties" | "prodId" | "method");
            let is_default =
                *value == json!(false) || (name == "@type" && found.get("@type").is_none());
            let by_name = || found.get(name).is_some_and(|found| holds(value, found));
            let is_key = name.len() == 36 && name.matches('-').count() == 4;
            let by_value = || is_key && found.values().any(|found| holds(value, found));
            // A note of the property that a field was read from; we do not write it for the usual property.
            let is_note = name == "iCalendar"
                && value.get("properties").is_none()
                && value.get("components").is_none();
            !is_told || is_default || is_note || by_name() || by_value()
        }),
        // A property kept as it is written in the file, whatever its type.
        (Value::Array(expected), Value::Array(found)) if kept(expected).is_some() => {
            kept(expected) == kept(found)
        }
        (Value::Array(expected), Value::Array(found)) => {
            expected.iter().all(|one| found.iter().any(|other| holds(one, other)))
        }
        (expected, found) => expected == found,
    }
}

/// Returns the name, parameters and value of a property that is kept.
fn kept(property: &[Value]) -> Option<(&Value, &Value, &Value)> {
    match property {
        [name @ Value::String(_), params @ Value::Object(_), _, value] => {
            Some((name, params, value))
        }
        _ => None,
    }
}

#[test]
fn the_figures_of_the_conversion_draft_are_read_as_it_says() {
    let Some(path) = shared("corpora/jscalendar_icalendar_conversion/pairs.json") else { return };
    let pairs: Value = serde_json::from_slice(&fs::read(path).expect("readable")).expect("JSON");
    let (mut same, mut left_out, mut other) = (0, 0, BTreeMap::new());
    for pair in pairs.as_array().expect("a list") {
        let anchor = pair["anchor"].as_str().unwrap_or_default();
        let figure = pair["icalendar"][0].as_str().unwrap_or_default();
        let wanted = pair["jscalendar"][0].as_str().unwrap_or_default().trim();
        let wanted =
            if wanted.starts_with('{') { wanted.to_owned() } else { format!("{{{wanted}}}") };
        let Ok(wanted) = serde_json::from_str::<Value>(&wanted) else {
            left_out += 1;
            continue;
        };
        if figure.contains("VTODO") {
            left_out += 1;
            continue;
        }
        let text = completed(figure);
        let found = converted(&text).unwrap_or_default();
        let mut all = found.clone();
        all.extend(
            found.iter().flat_map(|group| group["entries"].as_array().cloned().unwrap_or_default()),
        );
        if wanted["@type"] == "Group"
            && wanted["entries"].is_array()
            && wanted["uid"].is_null()
            && wanted["title"].is_null()
        {
            all.push(json!({ "@type": "Group", "entries": all.clone() }));
        }
        if all.iter().any(|one| holds(&wanted, one)) {
            same += 1;
        } else {
            other.insert(anchor.to_owned(), format!("{text}\nwanted {wanted}\nfound {found:?}\n"));
        }
    }
    println!(
        "{same} figures read as the draft says, {left_out} left out (tasks, placeholders), {} otherwise",
        other.len()
    );
    let known: Vec<&str> = OTHERWISE.iter().map(|(anchor, _)| *anchor).collect();
    let unknown: Vec<&String> = other
        .iter()
        .filter(|(anchor, _)| !known.contains(&anchor.as_str()))
        .map(|(_, text)| text)
        .collect();
    assert!(
        unknown.is_empty(),
        "{}",
        unknown.iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n----\n")
    );
}

#[test]
fn a_calendar_with_a_zone_of_its_own_is_told_on_that_clock() {
    let Some(folder) = shared("corpora/ics_x_wr_timezone") else { return };
    let mut count = 0;
    for path in files(&folder, "ics") {
        let Some(name) = path.to_str().and_then(|path| path.strip_suffix(".in.ics")) else {
            continue;
        };
        let clocks = |text: &str| {
            let decoded = read(text.as_bytes()).expect("readable");
            let events = decoded.collections.into_iter().flat_map(|one| one.events);
            let mut clocks: Vec<String> = events
                .map(|event| {
                    let overrides = event
                        .repeat
                        .map(|repeat| format!("{:?}", repeat.overrides.keys().collect::<Vec<_>>()));
                    format!("{} {:?} {overrides:?}", event.title, event.when)
                })
                .collect();
            clocks.sort();
            clocks
        };
        let given = fs::read_to_string(&path).expect("text");
        let wanted = fs::read_to_string(format!("{name}.out.ics")).expect("text");
        assert_eq!(clocks(&given), clocks(&wanted), "{name}");
        count += 1;
    }
    println!("{count} pairs");
}
