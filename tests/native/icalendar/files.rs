//! Files as Google, Apple and Outlook write them (invented contents), what we read from them, and what we write.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::{expect, expect_file};
use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::time::zone::moment_of;
use tsudoi::domain::time::{Days, When};
use tsudoi::format::export::Names;
use tsudoi::format::icalendar::model::kinds;
use tsudoi::format::issue::Issue;
use tsudoi::format::jscalendar::read::{Collection, Decoded};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};
use tsudoi::i18n::Language;
use tsudoi::zones::bundled::BundledZones;

use crate::icalendar::corpora::read;
use crate::icalendar::laws::written;
use crate::outside::skipped;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn outline(decoded: &Decoded) -> String {
    let mut out = String::new();
    for collection in &decoded.collections {
        match &collection.calendar {
            Some(calendar) => {
                let events = collection.events.iter().collect();
                let deleted = collection.deleted.clone();
                let part = ExportCalendar { calendar, events, deleted };
                out.push_str(&encode(&Export { calendars: vec![part] }));
            }
            None => out.extend(collection.events.iter().map(encode_event)),
        }
    }
    out.push_str(&told(&decoded.issues));
    out
}

fn told(issues: &[Issue]) -> String {
    let mut out = String::new();
    for Issue { pointer, line, subject, reason } in issues {
        let (line, subject) = (line.unwrap_or(0), subject.as_deref().unwrap_or("-"));
        writeln!(out, "line {line} {pointer} ({subject}): {reason:?}").expect("text");
    }
    out
}

fn check(text: &str, expected: expect_test::Expect) {
    let found = match read(text.as_bytes()) {
        Ok(decoded) => outline(&decoded),
        Err(error) => format!("{error:?}\n"),
    };
    expected.assert_eq(&found);
}

#[test]
fn files_of_others_become_what_they_mean() {
    for name in ["google", "apple", "outlook"] {
        let bytes = std::fs::read(fixture(&format!("ics/{name}.ics"))).expect("a fixture");
        let decoded = read(&bytes).expect("readable");
        expect_file![fixture(&format!("ics/{name}.read.txt"))].assert_eq(&outline(&decoded));
    }
}

/// Google, Apple, Outlook: read, changed once here, written, read again: the only difference is the change.
#[test]
fn an_edited_event_of_others_comes_back_with_the_edit_and_nothing_less() {
    for name in ["google", "apple", "outlook"] {
        let bytes = std::fs::read(fixture(&format!("ics/{name}.ics"))).expect("a fixture");
        let mut collections = read(&bytes).expect("readable").collections;
        collections[0].events[0].title.push_str("（変更）");
        let text = written(&collections, Names::With);
        assert_eq!(read(text.as_bytes()).expect("readable").collections, collections, "{text}");
    }
}

fn own() -> Vec<Collection> {
    let bytes = std::fs::read(fixture("union.jscal.json")).expect("a fixture");
    let limits = tsudoi::format::json::read::Limits::default();
    tsudoi::format::jscalendar::read::decode(&bytes, &limits).expect("readable").collections
}

#[test]
fn our_own_file_is_written_for_others() {
    let without = written(&own(), Names::Without).replace('\r', "");
    expect_file![fixture("ics/union.ics.txt")].assert_eq(&without);
    let with = written(&own(), Names::With).replace('\r', "");
    expect_file![fixture("ics/union-names.ics.txt")].assert_eq(&with);
    assert_eq!(read(with.as_bytes()).expect("readable").collections, own());
}

#[test]
fn kinds_are_called_the_same_in_files_and_on_the_page() {
    let japanese = Language::Ja.messages();
    for kind in tsudoi::domain::event::kind::Kind::ALL {
        assert_eq!(kinds::label(kind), japanese.kind(kind));
    }
}

#[test]
fn the_good_part_of_a_damaged_file_is_kept() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240101\nSUMMARY:良い\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:b\nDTSTART:never\nSUMMARY:悪い\nEND:VEVENT\nnonsense\n\
        BEGIN:VEVENT\nUID:c\nDTSTART:2024";
    check(
        text,
        expect![[r#"
            {
              "@type": "Event",
              "duration": "P1D",
              "showWithoutTime": true,
              "start": "2024-01-01T00:00:00",
              "title": "良い",
              "uid": "a",
              "version": "2.0"
            }
            line 12 nonsense (-): ICalendar(BadLine)
            line 13 VEVENT (c): ICalendar(Unclosed)
            line 1 VCALENDAR (-): ICalendar(Unclosed)
            line 9 DTSTART (悪い): ICalendar(BadValue)
            line 7 /entries/1 (悪い): MissingStart
        "#]],
    );
}

#[test]
fn a_file_without_an_event_says_what_else_is_in_it() {
    check(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:買い物\nEND:VTODO\nEND:VCALENDAR\n",
        expect![[r#"
        NoEvents { issues: [Issue { pointer: "VTODO", line: Some(2), subject: Some("買い物"), reason: ICalendar(NotTaken { name: "VTODO" }) }] }
    "#]],
    );
}

#[test]
fn occurrences_belong_to_their_event_and_strays_to_each_other() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Berlin:20241018T100000\n\
        DTEND;TZID=Europe/Berlin:20241018T110000\nDTSTAMP:20240101T000000Z\nRRULE:FREQ=WEEKLY;UNTIL=20241108T090000Z\nSUMMARY:週例\n\
        EXDATE:20241025T080000Z\nRDATE;VALUE=PERIOD;TZID=Europe/Berlin:20241030T100000/PT2H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20241101T090000Z\nDTSTAMP:20240101T000000Z\n\
        DTSTART;TZID=Europe/Berlin:20241102T100000\nDTEND;TZID=Europe/Berlin:20241102T110000\nSUMMARY:週例\nLOCATION:別室\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20240105\nDTSTART;VALUE=DATE:20240106\nDTSTAMP:20240101T000000Z\nSUMMARY:一回目\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20240112\nDTSTART;VALUE=DATE:20240112\nDTSTAMP:20240101T000000Z\nSUMMARY:二回目\nEND:VEVENT\n\
        END:VCALENDAR\n";
    check(
        text,
        expect![[r#"
        {
          "@type": "Event",
          "duration": "PT1H",
          "recurrenceOverrides": {
            "2024-10-25T10:00:00": {
              "excluded": true
            },
            "2024-10-30T10:00:00": {
              "duration": "PT2H"
            },
            "2024-11-01T10:00:00": {
              "locations": {
                "3fabd152-57d0-5759-9c62-fc7e822b0f8e": {
                  "@type": "Location",
                  "name": "別室"
                }
              },
              "start": "2024-11-02T10:00:00"
            }
          },
          "recurrenceRule": {
            "@type": "RecurrenceRule",
            "frequency": "weekly",
            "until": "2024-11-08T10:00:00"
          },
          "start": "2024-10-18T10:00:00",
          "timeZone": "Europe/Berlin",
          "title": "週例",
          "uid": "a",
          "updated": "2024-01-01T00:00:00Z",
          "version": "2.0"
        }
        {
          "@type": "Event",
          "duration": "P1D",
          "recurrenceId": "2024-01-05T00:00:00",
          "recurrenceOverrides": {
            "2024-01-12T00:00:00": {
              "title": "二回目"
            }
          },
          "showWithoutTime": true,
          "start": "2024-01-06T00:00:00",
          "title": "一回目",
          "uid": "s",
          "updated": "2024-01-01T00:00:00Z",
          "version": "2.0"
        }
    "#]],
    );
    let mut collections = read(text.as_bytes()).expect("readable").collections;
    let calendar = own().remove(0).calendar;
    collections[0].calendar = calendar;
    let written = written(&collections, Names::With);
    assert_eq!(read(written.as_bytes()).expect("readable").collections, collections, "{written}");
    assert!(!written.contains("JSPROP;JSPTR=\"recurrence"), "{written}");
}

/// The instances that every reader must find in our files; `tests/tools` contains two readers that are not ours.
const INSTANCES: &str = include_str!("../../fixtures/ics/series.instances.txt");

#[test]
fn a_file_of_series_is_written_as_two_foreign_readers_were_shown_it() {
    let bytes = std::fs::read(fixture("ics/series.jscal.json")).expect("a fixture");
    let limits = tsudoi::format::json::read::Limits::default();
    let decoded = tsudoi::format::jscalendar::read::decode(&bytes, &limits).expect("readable");
    assert_eq!(decoded.issues, []);
    let text = written(&decoded.collections, Names::With);
    expect_file![fixture("ics/series.ics.txt")].assert_eq(&text.replace('\r', ""));
    assert_eq!(read(text.as_bytes()).expect("readable").collections, decoded.collections);
}

/// The same instances, as found by python's icalendar and by ical.js.
#[test]
fn two_foreign_readers_find_the_instances_that_we_mean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (tools, file) = (root.join(".tools"), fixture("ics/series.ics.txt"));
    let python = tools.join("venv/bin/python");
    let modules = tools.join("node_modules");
    let script = |name: &str| root.join("tests/tools").join(name);
    let readers = [
        (python.clone(), vec![script("ics_instances.py"), file.clone()], python.exists()),
        (
            PathBuf::from("node"),
            vec![script("ics_instances.mjs"), file, modules.clone()],
            modules.join("ical.js").exists(),
        ),
    ];
    for (program, arguments, is_there) in readers {
        if !is_there {
            skipped(&format!(
                "{} has no reader of iCalendar: ./dev test native installs it",
                program.display()
            ));
            continue;
        }
        let output = std::process::Command::new(&program).args(&arguments).output().expect("runs");
        let said = String::from_utf8_lossy(&output.stdout);
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said.trim(), INSTANCES.trim(), "{}: {wrong}", program.display());
    }
}

#[test]
fn we_find_the_instances_that_foreign_readers_find() {
    let bytes = std::fs::read(fixture("ics/series.ics.txt")).expect("a fixture");
    let collections = read(&bytes).expect("readable").collections;
    let year = Days { first: date(2024, 1, 1), last: date(2024, 12, 31) };
    let zones = BundledZones::default();
    let mut rows = Vec::new();
    for event in collections.into_iter().flat_map(|one| one.events) {
        let entry = Entry::local(event, CalendarId::new("c"));
        for occurrence in within(&entry, year) {
            let when = occurrence.when.as_ref();
            let [start, end] = match when {
                When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => {
                    [when.start(), when.end()].map(|clock| clock.date().to_string())
                }
                When::Timed(timed) => {
                    let length = timed.length.unwrap_or_default();
                    let start = match &timed.zone {
                        Some(zone) => moment_of(&zones, zone, timed.start).expect("a known zone").0,
                        None => timed.start,
                    };
                    let mark = if timed.zone.is_some() { "Z" } else { "" };
                    [start, length.after(start)].map(|clock| format!("{clock}{mark}"))
                }
            };
            rows.push(format!("{}\t{start}\t{end}", entry.event.id));
        }
    }
    rows.sort();
    assert_eq!(rows.join("\n"), INSTANCES.trim());
}

#[test]
fn an_event_without_its_end_does_not_take_the_following_ones_along() {
    let event = |uid: &str, end: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\nDTSTART:20260603T180000\nSUMMARY:{uid}\n{end}"
        )
    };
    let end = "END:VEVENT\n";
    let text = [
        "BEGIN:VCALENDAR\nVERSION:2.0\n",
        &event("a", end),
        &event("b", "BEGIN:VALARM\nTRIGGER:-PT5M\n"),
        &event("c", end),
        "BEGIN:VTODO\nUID:t\n",
        &event("d", end),
        &event("e", ""),
        "END:VCALENDAR\n",
    ]
    .concat();
    let decoded = read(text.as_bytes()).expect("readable");
    let titles: Vec<&str> =
        decoded.collections[0].events.iter().map(|event| event.title.as_str()).collect();
    assert_eq!(titles, ["a", "b", "c", "d"]);
    let told: Vec<String> = decoded
        .issues
        .iter()
        .map(|issue| format!("{} {:?} {:?}", issue.pointer, issue.subject, issue.reason))
        .collect();
    expect_test::expect![[r#"
        VALARM None ICalendar(Unclosed)
        VEVENT Some("b") ICalendar(EndMissing)
        VTODO Some("t") ICalendar(EndMissing)
        VEVENT Some("e") ICalendar(Unclosed)
        VTODO Some("t") ICalendar(NotTaken { name: "VTODO" })"#]]
    .assert_eq(&told.join("\n"));
}
