//! Files of which some bytes are damaged: everything else is read, and what was lost is named.

use tsudoi::format::icalendar::fault::Fault;
use tsudoi::format::issue::Issue;

use crate::icalendar::instances::{calendar, event, read_any_format, read_in_any_encoding};

const TITLE: &str = "執行委員会を開きます";

/// Returns a file of four events in an encoding; the first one has a description of these bytes.
fn file(encoding: &str, description: &[u8]) -> Vec<u8> {
    let body = |uid: usize| {
        let text = if uid == 0 { "DESCRIPTION:@\n" } else { "" };
        event(&format!(
            "UID:{uid}\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\n{text}SUMMARY:{TITLE}\nLOCATION:労働会館"
        ))
    };
    let text = calendar(&(0..4).map(body).collect::<Vec<_>>().join("\n"));
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).expect("a name");
    let bytes = encoding.encode(&text).0.into_owned();
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == b'@').collect();
    parts.join(description)
}

fn faults(issues: &[Issue]) -> Vec<String> {
    issues.iter().map(|it| format!("{} {:?}", it.pointer, it.reason)).collect()
}

#[test]
fn a_bad_byte_costs_one_character_and_not_the_encoding_of_the_file() {
    let rows: [(&str, &[u8], &str); 9] = [
        ("shift_jis", b"\x8b\x63\xff\x91\xe8", "議\u{fffd}題"),
        ("shift_jis", b"\x8b\x63\x91\xe8\x82", "議題\u{fffd}"),
        ("shift_jis", b"\x8b\x63\x91\xe8\x82\\n2", "議題\u{fffd}\n2"),
        ("euc-jp", b"\xb5\xc4\xff\xc2\xea", "議\u{fffd}題"),
        ("euc-jp", b"\xb5\xc4\xc2\xea\xa4", "議題\u{fffd}"),
        // A character of the user, which the WHATWG does not have.
        ("euc-jp", b"\xf5\xa1\xb5\xc4", "\u{fffd}議"),
        ("iso-2022-jp", b"\xff", "\u{fffd}"),
        ("iso-2022-jp", b"\x1b$B5D\xffBj\x1b(B", "議\u{fffd}題"),
        ("iso-2022-jp", b"\x1b$B5DB\x1b(B 2", "議\u{fffd} 2"),
    ];
    for (encoding, description, expected) in rows {
        let decoded = read_in_any_encoding(&file(encoding, description));
        let events = &decoded.collections[0].events;
        assert!(events.iter().all(|it| it.title == TITLE), "{encoding} {description:x?}");
        assert_eq!(events[0].description, expected, "{encoding} {description:x?}");
        let taken_for = Fault::Encoding { taken_for: Some(encoding.to_owned()) };
        let lost = Fault::Encoding { taken_for: None };
        let expected =
            [format!(" ICalendar({taken_for:?})"), format!("DESCRIPTION ICalendar({lost:?})")];
        assert_eq!(faults(&decoded.issues), expected, "{encoding} {description:x?}");
        assert_eq!(decoded.tallies.loss_count(), 1, "{encoding} {description:x?}");
    }
}

#[test]
fn one_value_may_be_in_utf_8() {
    for encoding in ["shift_jis", "euc-jp", "iso-2022-jp"] {
        let decoded = read_in_any_encoding(&file(encoding, "議題".as_bytes()));
        let events = &decoded.collections[0].events;
        assert!(events.iter().all(|it| it.title == TITLE), "{encoding}");
        assert_eq!(events[0].description, "議題", "{encoding}");
        assert_eq!(decoded.tallies.loss_count(), 0, "{encoding}");
    }
}

#[test]
fn a_bad_byte_in_a_quoted_value_costs_one_character() {
    for (charset, value) in [
        ("CHARSET=SHIFT_JIS;", "=8B=63=FF=91=E8"),
        ("CHARSET=EUC-JP;", "=B5=C4=FF=C2=EA"),
        ("CHARSET=UTF-8;", "=E8=AD=B0=FF=E9=A1=8C"),
        ("", "=E8=AD=B0=FF=E9=A1=8C"),
    ] {
        let lines = format!(
            "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY;{charset}ENCODING=QUOTED-PRINTABLE:{value}"
        );
        let decoded = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
        assert_eq!(decoded.collections[0].events[0].title, "議\u{fffd}題", "{charset}");
        assert_eq!(decoded.tallies.loss_count(), 1, "{charset}");
    }
}

#[test]
fn json_in_another_encoding_loses_one_character_too() {
    let head = br#"{"@type":"Event","uid":"a","start":"2026-08-24T15:40:00","title":""#;
    // 執行委員会 in Shift_JIS.
    let title = b"\x8e\xb7\x8d\x73\x88\xcf\xff\x88\xf5\x89\xef";
    let decoded = read_any_format(&[&head[..], title, br#""}"#].concat());
    assert_eq!(decoded.collections[0].events[0].title, "執行委\u{fffd}員会");
    assert_eq!(decoded.tallies.loss_count(), 1, "{:?}", decoded.issues);
}
