//! Another program edits a file that we wrote, and keeps the properties that it does not know: what it changed counts,
//! and what iCalendar cannot express is still there.

use tsudoi::domain::event::Event;
use tsudoi::domain::sharing::visibility::{for_everybody, for_participants};
use tsudoi::format::export::Names;
use tsudoi::format::json::read::Limits;

use crate::icalendar::corpora::read;
use crate::icalendar::laws::{alone, written};

const SERIES: &str = r#"{"@type":"Event","version":"2.0","uid":"e","updated":"2026-05-01T00:00:00Z","title":"執行委員会",
    "start":"2026-06-03T18:00:00","timeZone":"Asia/Tokyo","duration":"PT2H",
    "recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","count":4},
    "recurrenceOverrides":{"2026-06-17T18:00:00":{"title":"臨時","tsudoi.example:statusReason":"会場の都合"}}}"#;

const PEOPLE: &str = r#"{"@type":"Event","version":"2.0","uid":"e","updated":"2026-05-01T00:00:00Z","title":"学習会",
    "start":"2026-06-03T18:00:00","organizerCalendarAddress":"mailto:o@e.jp",
    "participants":{
        "s":{"@type":"Participant","name":"講師 一","roles":{"tsudoi.example:speaker":true}},
        "t":{"@type":"Participant","name":"見本 二","calendarAddress":"mailto:t@e.jp","roles":{"required":true},
            "tsudoi.example:affiliation":{"organization":"見本労組"}}},
    "virtualLocations":{"v":{"@type":"VirtualLocation","uri":"https://z.example/1","features":{"screen":true}}}}"#;

const SPEAKER: &str = r#"{"@type":"Event","version":"2.0","uid":"e","updated":"2026-05-01T00:00:00Z","title":"学習会",
    "start":"2026-06-03T18:00:00",
    "participants":{"s":{"@type":"Participant","name":"講師 一","roles":{"tsudoi.example:speaker":true}}}}"#;

fn lines_of(json: &str) -> Vec<String> {
    let decoded = tsudoi::format::jscalendar::read::decode(json.as_bytes(), &Limits::default());
    let event = decoded.expect("an event").collections.remove(0).events.remove(0);
    let text = written(&[alone(event)], Names::With).replace("\r\n ", "");
    text.lines().map(str::to_owned).collect()
}

fn event_of(lines: &[String]) -> Event {
    let decoded = read((lines.join("\r\n") + "\r\n").as_bytes());
    decoded.expect("a calendar").collections.remove(0).events.remove(0)
}

/// Replaces the only line that begins so; an empty text removes it.
fn replaced(lines: &[String], begin: &str, instead: &str) -> Vec<String> {
    let found = lines.iter().filter(|line| line.starts_with(begin)).count();
    assert_eq!(found, 1, "{begin} in {lines:#?}");
    let one =
        |line: &String| if line.starts_with(begin) { instead.to_owned() } else { line.clone() };
    lines.iter().map(one).filter(|line| !line.is_empty()).collect()
}

fn own(event: &Event) -> Vec<String> {
    let repeat = event.repeat.as_ref().expect("a series");
    let one = |(at, own): (&jiff::civil::DateTime, &tsudoi::domain::series::repeat::Override)| {
        let patch = own.patch();
        let title = patch.and_then(|patch| patch.title.clone()).unwrap_or_default();
        let reason = patch.and_then(|patch| patch.status_reason.clone());
        format!("{at} {title} {reason:?} {}", if own.is_excluded() { "off" } else { "" })
    };
    repeat.overrides.iter().map(one).collect()
}

#[test]
fn what_was_changed_in_one_occurrence_counts_beside_what_only_we_say_of_it() {
    let lines = lines_of(SERIES);
    let event = event_of(&replaced(&lines, "SUMMARY:臨時", "SUMMARY:拡大"));
    assert_eq!(own(&event), [r#"2026-06-17T18:00:00 拡大 Some("会場の都合") "#]);
}

#[test]
fn an_occurrence_that_was_called_off_or_moved_with_its_series_is_not_brought_back() {
    let lines = lines_of(SERIES);
    let without: Vec<String> = {
        let at = lines.iter().position(|line| line.starts_with("RECURRENCE-ID")).expect("one");
        let begin = lines.iter().take(at).rposition(|line| line == "BEGIN:VEVENT").expect("one");
        let end = at + lines.iter().skip(at).position(|line| line == "END:VEVENT").expect("one");
        lines
            .iter()
            .enumerate()
            .filter(|(n, _)| *n < begin || *n > end)
            .map(|(_, it)| it.clone())
            .collect()
    };
    let rule = "RRULE:FREQ=WEEKLY;COUNT=4";
    let off =
        replaced(&without, rule, &format!("{rule}\r\nEXDATE;TZID=Asia/Tokyo:20260617T180000"));
    assert_eq!(own(&event_of(&off)), ["2026-06-17T18:00:00  None off"]);
    let later: Vec<String> = lines.iter().map(|line| line.replace("T180000", "T190000")).collect();
    assert_eq!(own(&event_of(&later)), ["2026-06-17T19:00:00 臨時 None "]);
}

#[test]
fn a_description_and_people_that_were_added_stay() {
    let lines = lines_of(SPEAKER);
    let event = event_of(&replaced(&lines, "DESCRIPTION:", "DESCRIPTION:持ち物：筆記用具"));
    assert_eq!(event.description, "持ち物：筆記用具");
    assert_eq!(event.participants.len(), 1);
    let event = event_of(&replaced(
        &lines,
        "SUMMARY:",
        "SUMMARY:学習会\r\nORGANIZER;CN=組合:mailto:o@e.jp\r\nATTENDEE;CN=見本 三:mailto:u@e.jp",
    ));
    let mut names: Vec<&str> = event.participants.values().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    assert!(names.contains(&"見本 三") && names.contains(&"講師 一"), "{names:?}");
}

#[test]
fn what_was_removed_leaves_nothing_of_what_only_we_say_of_it() {
    let lines = lines_of(PEOPLE);
    let event = event_of(&replaced(&lines, "ATTENDEE;CN=見本 二", ""));
    let names: Vec<&str> = event.participants.values().map(|it| it.name.as_str()).collect();
    assert!(!names.contains(&"") && !names.contains(&"見本 二"), "{names:?}");
    let event = event_of(&replaced(&lines, "CONFERENCE", ""));
    assert!(event.virtual_locations.is_empty(), "{:?}", event.virtual_locations);
}

#[test]
fn a_text_after_the_programme_is_kept_and_the_programme_is_not_doubled() {
    let json = SPEAKER.replace(
        r#""participants""#,
        r#""description":"お知らせ","tsudoi.example:programme":{"a":{"title":"開会","order":1}},"participants""#,
    );
    let lines = lines_of(&json);
    let whole = lines.iter().find(|line| line.starts_with("DESCRIPTION:")).expect("one").clone();
    let event = event_of(&replaced(&lines, "DESCRIPTION:", &format!("{whole}\\n追記")));
    assert_eq!(event.description, "お知らせ\n追記");
}

#[test]
fn an_occurrence_that_is_less_public_than_its_series_stays_so() {
    let lines = lines_of(SERIES);
    let at = lines.iter().position(|line| line == "SUMMARY:臨時").expect("one");
    for (class, title) in [("PRIVATE", Some("予定あり")), ("CONFIDENTIAL", None)] {
        let mut closed = lines.clone();
        closed.insert(at, format!("CLASS:{class}\r\nDESCRIPTION:病歴\r\nLOCATION:弁護士事務所"));
        let event = event_of(&closed);
        let back = written(&[alone(event.clone())], Names::With);
        assert!(back.contains(&format!("CLASS:{class}\r\n")), "{back}");
        let again =
            read(back.as_bytes()).expect("a calendar").collections.remove(0).events.remove(0);
        assert_eq!(again, event, "{back}");
        let json = tsudoi::format::jscalendar::write::encode_event(&event);
        let read = tsudoi::format::jscalendar::read::decode(json.as_bytes(), &Limits::default());
        assert_eq!(read.expect("an event").collections[0].events[0], event, "{json}");
        for reduce in [for_everybody, for_participants] {
            let public = reduce(&event, "予定あり").expect("the series is public");
            assert_eq!(reduce(&public, "予定あり").as_ref(), Some(&public));
            let text = written(&[alone(public.clone())], Names::Without).replace("\r\n ", "");
            let words = ["臨時", "病歴", "弁護士", "会場の都合"];
            assert!(!words.iter().any(|word| text.contains(word)), "{text}");
            let found = own(&public);
            assert_eq!(found.len(), 1);
            assert!(title.is_none_or(|title| found[0].contains(title)), "{found:?}");
            assert_eq!(found[0].ends_with("off"), title.is_none(), "{found:?}");
        }
    }
}

#[test]
fn the_number_of_an_event_is_in_its_title_for_others() {
    let json =
        SPEAKER.replace(r#""participants""#, r#""tsudoi.example:seriesNumber":3,"participants""#);
    let lines = lines_of(&json);
    assert!(lines.contains(&"SUMMARY:第3回学習会".to_owned()), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.starts_with("JSPROP;JSPTR=title")), "{lines:#?}");
    let event = event_of(&lines);
    assert_eq!((event.title.as_str(), event.series_number), ("学習会", Some(3)));
    let event = event_of(&replaced(&lines, "SUMMARY:", "SUMMARY:第3回秋の学習会"));
    assert_eq!((event.title.as_str(), event.series_number), ("秋の学習会", Some(3)));
    let event = event_of(&replaced(&lines, "SUMMARY:", "SUMMARY:第4回学習会"));
    assert_eq!((event.title.as_str(), event.series_number), ("学習会", Some(4)));
    let event = event_of(&replaced(&lines, "SUMMARY:", "SUMMARY:春の学習会"));
    assert_eq!(event.title, "春の学習会");
}
