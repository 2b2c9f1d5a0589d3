//! Files that are cut off, broken, hostile or simply too large: nothing panics, and everything readable is kept.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tsudoi::format::icalendar::read::World;
use tsudoi::format::issue::{DecodeError, Issue, Reason};
use tsudoi::format::jscalendar::read::{Decoded, decode};
use tsudoi::format::json::read::Limits;
use tsudoi::format::json::value::Skip;
use tsudoi::format::stored::record;
use tsudoi::zones::bundled::BundledZones;

use crate::outside::shared;

fn fixture() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fs::read(folder.join("union.jscal.json")).expect("a fixture of the repository")
}

fn read(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode(bytes, &Limits::default())
}

/// Reads a file as an import does.
fn read_foreign(bytes: &[u8]) -> Decoded {
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &|_, _| None };
    tsudoi::import::read::decode(bytes, &world).expect("readable")
}

fn event_count(result: &Result<Decoded, DecodeError>) -> usize {
    let collections = result.iter().flat_map(|decoded| &decoded.collections);
    collections.map(|collection| collection.events.len()).sum()
}

fn event(uid: &str, rest: &str) -> String {
    format!(
        r#"{{"@type":"Event","uid":"{uid}","updated":"2024-01-01T00:00:00Z","start":"2024-01-01T00:00:00"{rest}}}"#
    )
}

fn group(entries: &str) -> String {
    format!(r#"{{"@type":"Group","uid":"g","version":"2.0","entries":[{entries}]}}"#)
}

fn reasons(decoded: &Decoded) -> Vec<&Reason> {
    decoded.issues.iter().map(|issue| &issue.reason).collect()
}

#[test]
fn a_file_that_is_cut_off_keeps_the_entries_before_the_cut() {
    let mut files = vec![(fixture(), 1)];
    if let Some(folder) = shared("example") {
        files.push((fs::read(folder.join("union-events.jscal.json")).unwrap(), 11));
    }
    for (bytes, step) in files {
        let whole = event_count(&read(&bytes));
        let end = bytes.trim_ascii_end().len();
        let mut before = 0;
        for cut in (0..end).step_by(step) {
            let result = read(&bytes[..cut]);
            let count = event_count(&result);
            assert!(before <= count && count <= whole, "{cut}: {before} then {count}");
            if let Ok(decoded) = &result {
                assert!(decoded.is_partial, "{cut}");
                let last = decoded.issues.last().map(|issue| &issue.reason);
                assert!(matches!(last, Some(Reason::Unreadable(error)) if error.line > 1), "{cut}");
            }
            before = count;
        }
        assert_eq!(before, whole);
    }
}

#[test]
fn what_nests_too_deep_is_skipped_without_losing_the_event() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let entry = event("a", &format!(r#","x.example:deep":{deep}"#));
        let decoded = read(group(&entry).as_bytes()).unwrap();
        assert_eq!(decoded.collections[0].events.len(), 1);
        assert_eq!(reasons(&decoded), [&Reason::Skipped(Skip::TooDeep)]);
        assert!(read(deep.as_bytes()).is_err());
        assert!(read(open.repeat(100_000).as_bytes()).is_err());
        assert!(record::decode_shard(&deep).is_err());
    }
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    let large = vec![b' '; (1 << 20) + 1];
    assert_eq!(decode(&large, &limits), Err(DecodeError::TooLarge { limit: 1 << 20 }));
}

#[test]
fn a_text_over_the_limit_is_dropped_and_told() {
    let long = "x".repeat((1 << 20) + 1);
    let title = event("a", &format!(r#","title":"{long}","description":"short""#));
    let decoded = read(group(&title).as_bytes()).unwrap();
    assert_eq!(reasons(&decoded), [&Reason::Skipped(Skip::TooLong)]);
    let event_read = &decoded.collections[0].events[0];
    assert_eq!((event_read.title.as_str(), event_read.description.as_str()), ("", "short"));
    let key = event("a", &format!(r#","{long}":1"#));
    let decoded = read(group(&key).as_bytes()).unwrap();
    assert!(reasons(&decoded).contains(&&Reason::Skipped(Skip::TooLong)));
}

#[test]
fn entries_and_values_over_the_limit_are_left_out_and_told() {
    let limits = Limits { entries: 2, values: 40, ..Limits::default() };
    let entries: Vec<String> = (0..5).map(|number| event(&format!("e{number}"), "")).collect();
    let decoded = decode(group(&entries.join(",")).as_bytes(), &limits).unwrap();
    assert_eq!(decoded.collections[0].events.len(), 2);
    assert_eq!(reasons(&decoded), [&Reason::TooManyEntries]);
    let many = format!(r#","x.example:list":[{}1]"#, "1,".repeat(100));
    let decoded = decode(group(&event("a", &many)).as_bytes(), &limits).unwrap();
    assert_eq!(decoded.collections[0].events.len(), 0);
    assert_eq!(reasons(&decoded), [&Reason::SkippedEntry(Skip::TooMany)]);
}

/// An event with people and exceptions, the last of them first.
fn backwards(count: usize) -> String {
    let keys = (0..count).rev();
    let people = keys.clone().map(|key| format!(r#""p{key:06}":{{"@type":"Participant"}}"#));
    let people = people.collect::<Vec<_>>().join(",");
    let at = |second: usize| (second / 3600, second / 60 % 60, second % 60);
    let excluded = keys.map(at).map(|(hour, minute, second)| {
        let day = 2 + hour / 24;
        format!(
            r#""2024-01-{day:02}T{:02}:{minute:02}:{second:02}":{{"excluded":true}}"#,
            hour % 24
        )
    });
    let excluded = excluded.collect::<Vec<_>>().join(",");
    group(&event(
        "a",
        &format!(r#","participants":{{{people}}},"recurrenceOverrides":{{{excluded}}}"#),
    ))
}

#[test]
fn lists_that_are_written_backwards_cost_what_their_length_is() {
    let texts = [10_000, 40_000].map(backwards);
    let mut least = [Duration::MAX; 2];
    for _ in 0..3 {
        for (text, least) in texts.iter().zip(&mut least) {
            let began = Instant::now();
            let decoded = read(text.as_bytes()).unwrap();
            *least = began.elapsed().min(*least);
            let event = &decoded.collections[0].events[0];
            let repeat = event.repeat.as_deref().unwrap();
            assert_eq!(event.participants.len(), repeat.overrides.len());
        }
    }
    // The work grows fourfold; a square would be 16 times as much.
    assert!(least[1] < 9 * least[0], "{least:?}");
}

#[test]
fn issues_over_the_limit_are_counted() {
    let limits = Limits { issues: 3, ..Limits::default() };
    let entries: Vec<String> = (0..9)
        .map(|number| event(&format!("e{number}"), r#","title":1"#).replace("updated", "created"))
        .collect();
    let decoded = decode(group(&entries.join(",")).as_bytes(), &limits).unwrap();
    let of_titles = decoded.issues.iter().filter(|it| it.pointer.ends_with("/title")).count();
    assert_eq!((of_titles, decoded.tallies.loss_count()), (9, 9));
    // Each of them also has no `updated`, which loses nothing.
    assert_eq!((decoded.issues.len(), decoded.tallies.count()), (9 + 3, 9 + 9));
    let more = decoded.tallies.unlisted(&decoded.issues);
    assert_eq!(more, [(Reason::MissingProperty { name: "updated".into() }, 6)]);
}

/// 10,500 events that only lack `updated`, and then one that cannot be read.
#[test]
fn a_loss_is_listed_however_many_notes_there_are() {
    let mut entries: Vec<String> = (0..10_500)
        .map(|number| {
            format!(r#"{{"@type":"Event","uid":"e{number}","start":"2024-11-01T14:00:00"}}"#)
        })
        .collect();
    entries.push(r#"{"@type":"Event","uid":"lost","start":"never","title":"総会"}"#.to_owned());
    let decoded = read(group(&entries.join(",")).as_bytes()).unwrap();
    let lost: Vec<&Issue> = decoded.issues.iter().filter(|it| it.reason.is_loss()).collect();
    assert!(
        matches!(lost.as_slice(), [Issue { reason: Reason::BadStart, subject: Some(title), .. }] if title == "総会"),
        "{lost:?}"
    );
    assert_eq!(decoded.tallies.loss_count(), 1);
    assert!(decoded.issues.len() < 2000 && decoded.tallies.count() > 10_500);
}

#[test]
fn half_a_surrogate_pair_costs_one_letter() {
    let entries = [
        event("a", r#","title":"x\ud83dy""#),
        event("b", r#","title":"\\ud83d \ud83d\ude00 \udE00""#),
    ];
    let decoded = read(group(&entries.join(",")).as_bytes()).unwrap();
    let titles = decoded.collections[0].events.iter().map(|event| event.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["x\u{fffd}y", "\\ud83d \u{1f600} \u{fffd}"]);
    assert_eq!(reasons(&decoded), [&Reason::LoneSurrogate, &Reason::LoneSurrogate]);
    assert!(!decoded.is_partial);
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(group(&event("a", "")).bytes());
    assert_eq!(event_count(&read(&bytes)), 1);
}

#[test]
fn bytes_that_are_no_text_end_the_reading() {
    let mut after = group(&event("a", "")).into_bytes();
    after.extend(b"\xff\xff");
    let decoded = read(&after).unwrap();
    assert!(decoded.is_partial && event_count(&Ok(decoded)) == 1);
    let entries = format!("{},{}", event("a", ""), event("b", r#","title":"#));
    let mut inside = group(&entries).into_bytes();
    let place = inside.len() - 3;
    inside.insert(place, 0xff);
    let decoded = read(&inside).unwrap();
    assert!(decoded.is_partial && event_count(&Ok(decoded)) == 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_of_json_letters_makes_it_panic(text in r#"[\[\]{}:,"\\ue0-9.\-tnf@ ]{0,60}"#) {
        let _ = read(text.as_bytes());
        let _ = record::decode_shard(&text);
        let _ = record::decode_shard_key(&text);
    }

    #[test]
    fn no_change_of_a_good_file_makes_it_panic(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..4), 1..6),
    ) {
        let mut bytes = fixture();
        for (place, byte, operation) in cuts {
            let at = place.index(bytes.len());
            match operation {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => {
                    let end = (at + usize::from(byte)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        let _ = read(&bytes);
    }

    #[test]
    fn no_value_in_a_known_place_makes_it_panic(
        name in prop::sample::select(vec![
            "uid", "start", "duration", "timeZone", "title", "participants", "locations", "links",
            "recurrenceRule", "recurrenceRules", "recurrenceOverrides", "categories", "keywords",
            "tsudoi.example:programme", "tsudoi.example:headcount", "tsudoi.example:local",
            "tsudoi.example:calendar", "replyTo", "status", "sequence", "@type", "relatedTo",
        ]),
        value in prop::sample::select(vec![
            "null", "true", "-1", "1e300", "[]", "{}", "\"\"", "[null]", "{\"a\":null}",
            "{\"a\":{}}", "{\"a\":{\"@type\":1}}", "\"9999-12-31T23:59:59\"", "\"P4294967295D\"",
            "{\"base\":{},\"news\":{\"happening\":\"new\",\"before\":{}}}", "\"P613566756W\"",
        ]),
    ) {
        let entry = event("a", &format!(r#","{name}":{value}"#));
        let decoded = read(group(&entry).as_bytes());
        // Every event that was read has a time.
        for event in decoded.iter().flat_map(|decoded| &decoded.collections[0].events) {
            prop_assert!(event.when.days().count() >= 1);
        }
    }
}

#[test]
fn a_number_that_is_too_large_is_one_bad_value() {
    let entries = [
        event("a", r#","title":"1e400 \" -1e999","priority":1e400"#),
        event("b", r#","sequence":-1E+999"#),
        event("c", ""),
    ];
    let decoded = read(group(&entries.join(",\n")).as_bytes()).unwrap();
    let events = &decoded.collections[0].events;
    let ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(events[0].title, "1e400 \" -1e999");
    let is_it = |issue: &&Issue| issue.reason == Reason::NumberTooLarge;
    let lines: Vec<Option<usize>> = decoded.issues.iter().filter(is_it).map(|it| it.line).collect();
    assert_eq!(lines, [Some(1), Some(2)]);
    assert!(!decoded.is_partial);
}

#[test]
fn a_zone_that_nobody_knows_is_named_once() {
    let entries = [
        event("a", r#","timeZone":"Asia/Tokio","title":"例会""#),
        event("b", r#","timeZone":"Asia/Tokio""#),
        event("c", r#","timeZone":"Asia/Tokyo","endTimeZone":"Asia/Nowhere""#),
        event("d", r#","timeZone":"Tokyo Standard Time""#),
    ];
    let decoded = read_foreign(group(&entries.join(",")).as_bytes());
    let told: Vec<String> = decoded
        .issues
        .iter()
        .map(|it| format!("{} {:?} {:?}", it.pointer, it.subject, it.reason))
        .collect();
    assert_eq!(
        told,
        [
            r#"/entries/0/timeZone Some("例会") UnknownZone { name: "Asia/Tokio" }"#,
            r#"/entries/2/endTimeZone Some("c") UnknownZone { name: "Asia/Nowhere" }"#,
            r#"/entries/3/timeZone Some("d") ICalendar(GuessedZone { name: "Tokyo Standard Time", taken: "Asia/Tokyo" })"#,
        ]
    );
    let zones: Vec<&str> =
        decoded.collections[0].events.iter().filter_map(|it| Some(&*it.when.zone()?.0)).collect();
    assert_eq!(zones, ["Asia/Tokio", "Asia/Tokio", "Asia/Tokyo", "Asia/Tokyo"]);
}

#[test]
fn a_description_that_says_it_is_html_becomes_text() {
    let html = r#","description":"一<br>二 &amp; 三","descriptionContentType":"text/html""#;
    let decoded = read_foreign(group(&event("a", html)).as_bytes());
    assert_eq!(decoded.collections[0].events[0].description, "一\n二 & 三");
    assert!(decoded.collections[0].events[0].foreign.is_empty());
    assert_eq!(reasons(&decoded), [&Reason::HtmlText]);
}
