//! What a file says and this program cannot use is kept, or else named as lost.

use tsudoi::format::export::Names;
use tsudoi::format::icalendar::fault::Fault;
use tsudoi::format::issue::Reason;
use tsudoi::format::jscalendar::write::encode_event;

use crate::icalendar::instances::{calendar, event, read_any_format, read_in_any_encoding, told};
use crate::icalendar::laws::{alone, written};

const HEAD: &str = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY:会";

#[test]
fn a_value_that_is_said_to_be_kept_is_kept() {
    let rows = [
        ("DTEND:2026/08/24 17:00", "DTEND", "2026/08/24 17:00"),
        ("DURATION:1 hour", "DURATION", "1 hour"),
        ("SEQUENCE:3a", "SEQUENCE", "3a"),
        ("CREATED:2026/01/01", "CREATED", "2026/01/01"),
        ("LAST-MODIFIED:yesterday", "LAST-MODIFIED", "yesterday"),
        ("PRIORITY:high", "PRIORITY", "high"),
        ("GEO:here", "GEO", "here"),
        ("EXDATE:20260825T154000,20260231T154000", "EXDATE", "20260231T154000"),
        ("RDATE:20260825T154000,20260231T154000", "RDATE", "20260231T154000"),
        ("RDATE;VALUE=PERIOD:20260825T154000/17:00", "RDATE", "20260825T154000/17:00"),
        ("URL:https://e.jp/1\nURL:https://e.jp/2", "URL", "https://e.jp/2"),
        ("ORGANIZER:mailto:a@e.jp\nORGANIZER;CN=B:mailto:b@e.jp", "ORGANIZER", "mailto:b@e.jp"),
        ("CLASS:PUBLIC\nCLASS:PRIVATE", "CLASS", "PRIVATE"),
        ("TRANSP:OPAQUE\nTRANSP:TRANSPARENT", "TRANSP", "TRANSPARENT"),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:持ち物\nEND:VALARM", "VALARM", "持ち物"),
        (
            "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:15 minutes before\nEND:VALARM",
            "VALARM",
            "15 minutes before",
        ),
    ];
    for (lines, name, value) in rows {
        let decoded =
            read_in_any_encoding(calendar(&event(&format!("{HEAD}\n{lines}"))).as_bytes());
        let named: Vec<&str> = decoded.issues.iter().map(|it| it.pointer.as_str()).collect();
        assert_eq!(named, [name], "{lines}");
        assert_eq!(decoded.issues[0].reason, Reason::from(Fault::BadValue), "{lines}");
        let read = decoded.collections[0].events[0].clone();
        let json = encode_event(&read);
        assert!(json.contains(&format!("\"{value}\"")), "{lines}\n{json}");
        // It comes back through a file, in which what we could use counts.
        let text = written(&[alone(read.clone())], Names::With);
        let again = read_in_any_encoding(text.as_bytes());
        assert_eq!(encode_event(&again.collections[0].events[0]), json, "{lines}\n{text}");
    }
}

#[test]
fn a_word_for_free_time_that_nobody_knows_is_kept_without_a_fault() {
    let lines = format!("{HEAD}\nTRANSP:X-MAYBE");
    let decoded = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
    assert!(encode_event(&decoded.collections[0].events[0]).contains("\"X-MAYBE\""));
    assert_eq!(decoded.issues, []);
}

#[test]
fn an_occurrence_that_does_not_say_which_one_it_is_is_named_as_lost() {
    let series = event(&format!("{HEAD}\nRRULE:FREQ=DAILY;COUNT=2"));
    let changed = event(&format!("{HEAD}の変更\nRECURRENCE-ID:next week"));
    let decoded = read_in_any_encoding(calendar(&format!("{series}\n{changed}")).as_bytes());
    let told = told(&decoded);
    assert!(told.contains("RECURRENCE-ID: ICalendar(UnplacedOccurrence)"), "{told}");
    assert_eq!(decoded.tallies.loss_count(), 1, "{told}");
}

#[test]
fn a_property_of_json_with_the_empty_name_comes_back() {
    let json = r#"{"@type":"Event","uid":"a","updated":"2026-01-01T00:00:00Z","title":"会","start":"2026-08-24T15:40:00","":"b","e.jp:x":{"":{"":1}}}"#;
    let read = read_any_format(json.as_bytes()).collections[0].events[0].clone();
    let text = written(&[alone(read.clone())], Names::With);
    assert_eq!(text.matches("\nJSPROP").count(), 2, "{text}");
    let again = read_in_any_encoding(text.as_bytes());
    assert_eq!(again.collections[0].events[0], read, "{text}");
}

#[test]
fn a_part_of_a_rule_that_occurs_twice_is_named() {
    for (rule, losses) in [
        ("FREQ=DAILY;COUNT=3;COUNT=2", 1),
        ("FREQ=DAILY;COUNT=2;COUNT=2", 0),
        ("FREQ=DAILY;COUNT=2", 0),
    ] {
        let lines = format!("{HEAD}\nRRULE:{rule}");
        let decoded = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
        let told = told(&decoded);
        assert_eq!(decoded.tallies.loss_count(), losses, "{rule}\n{told}");
        assert_eq!(told.contains("RRULE"), rule.matches("COUNT").count() > 1, "{rule}\n{told}");
    }
}
