//! The reader, on files that others wrote: nothing panics, and a second reading gives the same result.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use tsudoi::format::issue::DecodeError;
use tsudoi::format::jscalendar::read::{Collection, Decoded, decode};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};
use tsudoi::format::json::read::Limits;

use crate::outside::shared;

/// Returns the files of a folder and its subfolders, by name.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).expect("a readable folder") {
        let path = item.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(text: &[u8]) -> Result<Decoded, DecodeError> {
    decode(text, &Limits::default())
}

fn write(collections: &[Collection]) -> Vec<String> {
    let mut texts = Vec::new();
    for collection in collections {
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
    texts
}

/// Decodes, encodes and decodes again; returns whether anything could be read.
fn check_fixed_point(name: &str, text: &[u8]) -> bool {
    let Ok(decoded) = read(text) else { return false };
    let mut again = Vec::new();
    for text in write(&decoded.collections) {
        let decoded = read(text.as_bytes());
        assert!(
            decoded.is_ok(),
            "{name}: {decoded:?}
{text}"
        );
        again.extend(decoded.into_iter().flat_map(|decoded| decoded.collections));
    }
    let events = |all: &[Collection]| -> Vec<_> {
        all.iter().flat_map(|collection| collection.events.clone()).collect()
    };
    pretty_assertions(name, &events(&decoded.collections), &events(&again));
    let calendars = |all: &[Collection]| -> Vec<_> {
        all.iter().filter_map(|collection| collection.calendar.clone()).collect()
    };
    assert_eq!(calendars(&decoded.collections), calendars(&again), "{name}");
    true
}

fn pretty_assertions<T: PartialEq + std::fmt::Debug>(name: &str, one: &[T], two: &[T]) {
    for (one, two) in one.iter().zip(two) {
        assert!(one == two, "{name}\n{one:#?}\n{two:#?}");
    }
    assert_eq!(one.len(), two.len(), "{name}");
}

#[test]
fn files_of_the_standards_are_read_and_written_back() {
    for name in ["jscalendar_bis18_examples/filled", "jscalendar_rfc8984"] {
        let Some(folder) = shared(&format!("corpora/{name}")) else { continue };
        let mut lines = Vec::new();
        for file in files(&folder, "json") {
            let text = fs::read(&file).unwrap();
            let is_readable = check_fixed_point(&file.display().to_string(), &text);
            let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
            lines.push(format!("{stem} {is_readable}"));
        }
        let unread: Vec<_> = lines.iter().filter(|line| line.ends_with("false")).collect();
        println!("{name}: {} files, unread: {unread:?}", lines.len());
        // Tasks are not shown; the other examples in the standards are read.
        assert!(
            unread.iter().all(|line| line.contains("task") || line.contains("...")),
            "{unread:?}"
        );
    }
}

/// Turns an object that is only a part into an event.
fn as_event(part: &str) -> String {
    let part =
        part.trim().trim_start_matches('{').trim_end_matches('}').trim().trim_end_matches(',');
    let event = r#""@type":"Event","uid":"part","start":"2024-01-01T00:00:00""#;
    let separator = if part.is_empty() { "" } else { "," };
    format!("{{{event}{separator}{part}}}")
}

#[test]
fn the_pairs_of_calcard_are_read_and_written_back() {
    let Some(folder) = shared("corpora/jscalendar_calcard") else { return };
    let mut count = 0;
    for file in files(&folder, "txt") {
        let text = fs::read_to_string(&file).unwrap();
        for block in text.split("\n> ").filter_map(|block| block.split_once('\n')) {
            let (_, body) = block;
            let body = body.trim();
            let is_json = body.starts_with('{') || body.starts_with('"');
            if is_json {
                let whole = if body.contains("\"uid\"") { body.to_owned() } else { as_event(body) };
                count +=
                    usize::from(check_fixed_point(&file.display().to_string(), whole.as_bytes()));
            }
        }
    }
    println!("{count} pieces of calcard");
    assert!(count > 50, "{count}");
}

#[test]
fn the_pairs_of_the_conversion_draft_are_read_and_written_back() {
    let Some(folder) = shared("corpora/jscalendar_icalendar_conversion") else { return };
    let text = fs::read_to_string(folder.join("pairs.json")).unwrap();
    let pairs: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut count = 0;
    for pair in pairs.as_array().unwrap() {
        for text in pair["jscalendar"].as_array().unwrap() {
            let text = text.as_str().unwrap();
            for text in [text.to_owned(), as_event(text)] {
                count += usize::from(check_fixed_point(&pair["name"].to_string(), text.as_bytes()));
            }
        }
    }
    println!("{count} pieces of the conversion draft");
    assert!(count >= 50, "{count}");
}

#[test]
fn every_broken_file_says_what_is_broken() {
    let Some(folder) = shared("corpora/jscalendar_invalid_ours") else { return };
    let mut report = String::new();
    for file in files(&folder, "json") {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "index" {
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        check_fixed_point(&name, &bytes);
        let said = match read(&bytes) {
            Ok(decoded) => {
                let said = decoded.issues.iter();
                said.map(|issue| format!("{} {:?}", issue.pointer, issue.reason))
                    .collect::<Vec<_>>()
            }
            Err(DecodeError::NothingReadable { issues }) => {
                let said = issues.iter();
                said.map(|issue| format!("{} {:?} (left out)", issue.pointer, issue.reason))
                    .collect()
            }
            Err(error) => vec![error.to_string()],
        };
        writeln!(report, "{name}: {}", said.join("; ")).unwrap();
    }
    expect_file!["../../fixtures/broken_files.txt"].assert_eq(&report);
}

#[test]
fn malformed_json_is_an_error_or_partial() {
    let Some(folder) = shared("corpora/json_malformed_nst") else { return };
    for file in files(&folder, "json") {
        let bytes = fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        check_fixed_point(&name, &bytes);
        // Inside an otherwise good file, the entry before is kept.
        let mut inside = br#"{"@type":"Group","uid":"g","version":"2.0","entries":[
            {"@type":"Event","uid":"a","updated":"2024-01-01T00:00:00Z","start":"2024-01-01T00:00:00"},"#
            .to_vec();
        inside.extend(&bytes);
        inside.extend(b"]}");
        let decoded = read(&inside);
        if let Ok(decoded) = &decoded {
            assert_eq!(decoded.collections[0].events[0].id.as_str(), "a", "{name}");
        }
        if name.starts_with("n_") {
            // Some are invalid only on their own: inside another file they are white space.
            assert!(read(&bytes).is_err(), "{name}");
            let is_told =
                decoded.is_err() || decoded.is_ok_and(|decoded| !decoded.issues.is_empty());
            assert!(is_told, "{name}");
        }
    }
}
