//! Laws of iCalendar: what we write is read back unchanged, by us and line by line; no text breaks out of its line.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::event::Event;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::sharing::redact::{facts_without_names, without_names};
use tsudoi::domain::time::UtcTime;
use tsudoi::format::export::Names;
use tsudoi::format::icalendar::read::{World, decode};
use tsudoi::format::icalendar::write::{WriteOptions, encode};
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::format::jscalendar::write::{Export, ExportCalendar};
use tsudoi::format::json::read::Limits;
use tsudoi::zones::bundled::BundledZones;

use crate::icalendar::corpora::{corpus, read};
use crate::support::generate::format::{collection, rich_event};

pub(crate) fn written(collections: &[Collection], names: Names) -> String {
    let zones = BundledZones::default();
    let stamp = UtcTime(jiff::civil::date(2024, 11, 20).at(3, 0, 0, 0));
    let calendars = collections.iter().map(|collection| ExportCalendar {
        calendar: collection.calendar.as_ref().expect("with a calendar"),
        events: collection.events.iter().collect(),
        deleted: collection.deleted.clone(),
    });
    let export = Export { calendars: calendars.collect() };
    encode(&export, &WriteOptions { stamp, zones: &zones, names })
}

fn check_lines(text: &str) -> Result<(), TestCaseError> {
    for line in text.split_inclusive("\r\n") {
        prop_assert!(line.ends_with("\r\n"), "{line:?}");
        let line = line.trim_end_matches("\r\n");
        prop_assert!(line.len() <= 75, "{line:?}");
        prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
        prop_assert!(
            line.starts_with(' ') || line.starts_with(|first: char| first.is_ascii_uppercase()),
            "{line:?}"
        );
    }
    Ok(())
}

/// Returns how many VEVENTs the text contains, counted by whole unfolded lines.
fn begin_count(text: &str, name: &str) -> usize {
    let begin = format!("BEGIN:{name}");
    text.replace("\r\n ", "").lines().filter(|line| *line == begin).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_calendar_is_read_back_the_same(only in collection("c", "e[0-9]")) {
        let text = written(std::slice::from_ref(&only), Names::With);
        check_lines(&text)?;
        let decoded = read(text.as_bytes()).unwrap();
        prop_assert_eq!(&decoded.collections, &vec![only], "{}", text);
        prop_assert!(!decoded.is_of_other_program, "{}", text);
    }

    #[test]
    fn several_calendars_are_read_back_the_same(
        one in collection("c1", "e[0-9]"),
        two in collection("c2", "f[0-9]"),
    ) {
        let both = vec![one, two];
        let text = written(&both, Names::With);
        check_lines(&text)?;
        prop_assert_eq!(begin_count(&text, "VCALENDAR"), 1);
        let decoded = read(text.as_bytes()).unwrap();
        prop_assert_eq!(decoded.collections, both, "{}", text);
    }

    #[test]
    fn without_names_nothing_but_the_redacted_event_is_in_it(only in collection("c", "e[0-9]")) {
        let text = written(std::slice::from_ref(&only), Names::Without);
        let unfolded = text.replace("\r\n ", "");
        prop_assert!(!unfolded.lines().any(|line| line.starts_with("ATTENDEE") || line.starts_with("ORGANIZER")), "{}", unfolded);
        let mut redacted = only;
        for event in &mut redacted.events {
            *event = without_names(event);
        }
        if let Some(calendar) = &mut redacted.calendar {
            calendar.facts = facts_without_names(&calendar.facts);
        }
        let decoded = read(text.as_bytes()).unwrap();
        prop_assert_eq!(decoded.collections, vec![redacted], "{}", text);
    }

    #[test]
    fn no_text_begins_a_line_of_its_own(
        mut event in rich_event("e"),
        text in "(\r|\n|\r\n|BEGIN:VEVENT|END:VCALENDAR|ATTENDEE:mailto:x@example.com|[ \t:;,\"^\\\\]|会|\u{85}|\u{2028}){0,12}",
    ) {
        event.title.clone_from(&text);
        event.description.clone_from(&text);
        event.keywords.insert(text.clone());
        for place in event.locations.values_mut() {
            place.name.clone_from(&text);
        }
        for link in event.links.values_mut() {
            link.href = format!("https://example.com/{text}");
            link.title.clone_from(&text);
        }
        let only = alone(event);
        let out = written(std::slice::from_ref(&only), Names::With);
        check_lines(&out)?;
        let decoded = read(out.as_bytes()).unwrap();
        prop_assert_eq!(&decoded.collections, &vec![only], "{}", out);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_lines_are_read_or_refused(
        lines in proptest::collection::vec(
            "(BEGIN|END|DTSTART|DTEND|RRULE|EXDATE|RDATE|RECURRENCE-ID|TRIGGER|UID|JSPROP|GEO)(;(TZID|VALUE|JSPTR)=[A-Za-z/\"]{0,9}){0,2}:(VCALENDAR|VEVENT|VTIMEZONE|VALARM|2024[0-9]{4}T[0-9]{6}Z?|FREQ=[A-Z]{5,7};[A-Z]{2,9}=-?[0-9A-Z]{1,5}|[-A-Z0-9/,;={}]{0,12})",
            0..30,
        ),
    ) {
        let text = format!("BEGIN:VCALENDAR\nX-WR-CALNAME:a\n{}\n", lines.join("\n"));
        let _ = read(text.as_bytes());
    }
}

pub(crate) fn alone(event: Event) -> Collection {
    Collection { calendar: Some(lone_calendar()), events: vec![event], deleted: BTreeMap::new() }
}

pub(crate) fn lone_calendar() -> Calendar {
    Calendar::new(CalendarId::new("c"), CalendarFacts::default())
}

/// For every file of others: the result of reading is written and read again unchanged, so that exporting loses nothing
/// that the import did not report.
#[test]
fn what_others_wrote_is_written_back_without_a_loss() {
    for (_, path) in corpus() {
        let bytes = std::fs::read(&path).expect("a readable file");
        let Ok(decoded) = read(&bytes) else { continue };
        for mut collection in decoded.collections {
            if collection.calendar.is_none() {
                collection.calendar = alone(collection.events[0].clone()).calendar;
            }
            let text = written(std::slice::from_ref(&collection), Names::With);
            let again = read(text.as_bytes()).expect("readable again");
            for (one, two) in again.collections[0].events.iter().zip(&collection.events) {
                assert_eq!(one, two, "{}\n{text}", path.display());
            }
            assert_eq!(again.collections, vec![collection], "{}", path.display());
        }
    }
}

#[test]
fn limits_hold() {
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &|_, _| None };
    let event = "BEGIN:VEVENT\nUID:a\nDTSTART:20240101\nEND:VEVENT\n";
    let text = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", event.replace(":a", ":a{}").repeat(3));
    let few = Limits { entries: 2, ..Limits::default() };
    assert!(decode(text.as_bytes(), &few, &world).is_ok());
    let small = Limits { bytes: 10, ..Limits::default() };
    assert!(decode(text.as_bytes(), &small, &world).is_err());
    let deep = "BEGIN:X\n".repeat(100_000);
    assert!(read(format!("BEGIN:VCALENDAR\n{deep}").as_bytes()).is_err());
}
