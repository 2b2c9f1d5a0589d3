//! Texts as programs write them: old encodings, quoted values, mails around a calendar, descriptions in HTML.

use std::fmt::Write as _;

use tsudoi::format::export::Names;
use tsudoi::format::icalendar::fault::Fault;
use tsudoi::format::issue::Reason;

use crate::icalendar::instances::{calendar, event, read_any_format, read_in_any_encoding, told};
use crate::icalendar::laws::{alone, written};

const TITLE: &str = "執行委員会①（ｶｲｷﾞ室）髙橋";
const PLACE: &str = "会議室";

fn plain_file() -> String {
    let lines = format!("UID:a\nDTSTART:20260824T154000\nSUMMARY:{TITLE}\nLOCATION:{PLACE}");
    calendar(&event(&lines)).replace('\n', "\r\n")
}

fn encoded(text: &str, name: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("a name of the WHATWG");
    encoding.encode(text).0.into_owned()
}

/// Folds every line after a number of bytes, wherever that is in a character.
fn folded(bytes: &[u8], width: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let line = line.trim_ascii_end();
        for (index, part) in line.chunks(width).enumerate() {
            out.extend_from_slice(if index > 0 { b"\r\n " } else { b"" });
            out.extend_from_slice(part);
        }
        out.extend_from_slice(b"\r\n");
    }
    out
}

#[test]
fn japanese_encodings_are_read_however_their_lines_are_folded() {
    for name in ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp"] {
        // ISO-2022-JP has no half-width katakana in the WHATWG's encoder.
        let file = if name == "iso-2022-jp" {
            plain_file().replace("ｶｲｷﾞ", "カイギ")
        } else {
            plain_file()
        };
        let title = if name == "iso-2022-jp" {
            TITLE.replace("ｶｲｷﾞ", "カイギ")
        } else {
            TITLE.to_owned()
        };
        // The kanji 髙 is in Shift_JIS of Windows only.
        let (file, title) = match name {
            "utf-8" | "shift_jis" => (file, title),
            _ => (file.replace('髙', "高"), title.replace('髙', "高")),
        };
        let bytes = encoded(&file, name);
        for width in [9, 40, 74] {
            let decoded = read_in_any_encoding(&folded(&bytes, width));
            let event = &decoded.collections[0].events[0];
            assert_eq!(event.title, title, "{name} {width}");
            assert_eq!(event.venue().map(|venue| venue.name.as_str()), Some(PLACE), "{name}");
            assert_eq!(decoded.tallies.loss_count(), 0, "{name}: {:?}", decoded.issues);
        }
    }
}

/// Encodes as quoted-printable with soft line breaks, as vCalendar 1.0 has it.
fn quoted(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (index, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(*byte));
        } else {
            write!(out, "={byte:02X}").expect("a string takes any text");
        }
        if index % 10 == 9 {
            out.push_str("=\r\n");
        }
    }
    out
}

#[test]
fn quoted_values_are_read_in_their_charset() {
    for (charset, name) in [
        ("CHARSET=UTF-8;", "utf-8"),
        ("CHARSET=SHIFT_JIS;", "shift_jis"),
        ("CHARSET=EUC-JP;", "euc-jp"),
        ("CHARSET=ISO-2022-JP;", "iso-2022-jp"),
        ("", "utf-8"),
        ("", "shift_jis"),
    ] {
        for param in ["ENCODING=QUOTED-PRINTABLE", "QUOTED-PRINTABLE"] {
            let title = quoted(&encoded("第3回執行委員会", name));
            let text = quoted(&encoded("一行目\r\n二行目", name));
            let lines = format!(
                "UID:a\r\nDTSTART:20260824T154000\r\nSUMMARY;{charset}{param}:{title}\r\n\
                 DESCRIPTION;{charset}{param}:{text}\r\nLOCATION:Hall"
            );
            let file = calendar(&event(&lines)).replace("VERSION:2.0", "VERSION:1.0");
            let decoded = read_in_any_encoding(file.as_bytes());
            let event = &decoded.collections[0].events[0];
            assert_eq!(event.title, "第3回執行委員会", "{charset}{param} {name}");
            assert_eq!(event.description, "一行目\n二行目", "{charset}{param} {name}");
            assert_eq!(event.venue().map(|venue| venue.name.as_str()), Some("Hall"));
            assert_eq!(decoded.issues, [], "{charset}{param} {name}");
        }
    }
}

#[test]
fn a_doubled_first_line_and_a_mail_around_a_calendar_lose_nothing() {
    let one = calendar(&event("UID:a\nDTSTART:20260824T154000\nSUMMARY:例会"));
    let files = [
        format!("BEGIN:VCALENDAR\n{one}"),
        format!("BEGIN:VCALENDAR\n{one}END:VCALENDAR\n"),
        format!("From: a@example.com\nContent-Type: text/calendar; charset=UTF-8\n\n{one}"),
        format!("Subject: =?UTF-8?B?5Lya?=\nMIME-Version: 1.0\n\n{one}\n--\nsignature\n"),
        format!("HTTP/1.1 200 OK\nContent-Length: 99\n\n{one}"),
    ];
    for file in files {
        let decoded = read_in_any_encoding(file.as_bytes());
        let told = told(&decoded);
        assert!(told.starts_with("2026-08-24T15:40:00 - 例会"), "{file}\n{told}");
        assert_eq!(decoded.tallies.loss_count(), 0, "{file}\n{told}");
        assert!(!decoded.is_partial, "{file}");
    }
}

#[test]
fn a_calendar_that_is_cut_off_does_not_take_the_next_one_with_it() {
    let event = |uid: &str| event(&format!("UID:{uid}\nDTSTART:20260824T154000\nSUMMARY:{uid}"));
    let whole = calendar(&event("b"));
    let cut = calendar(&[event("a"), event("x")].join("\n"));
    let cut = cut.split_once("SUMMARY:x").expect("it is in it").0;
    let decoded = read_in_any_encoding(format!("{cut}{whole}").as_bytes());
    let told = told(&decoded);
    assert!(told.contains("- a\n") && told.contains("- b\n"), "{told}");
    assert_eq!(decoded.tallies.loss_count(), 2, "{told}");
}

#[test]
fn a_description_in_html_becomes_text() {
    let html = "<p>次第</p><ul><li>開会</li><li>講演</li></ul><br><a href=\"https://example.com/form?a=1&amp\\;b=2\">申込み</a>";
    let lines = format!("UID:a\nDTSTART:20260824T154000\nSUMMARY:例会\nDESCRIPTION:{html}");
    let decoded = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
    let event_read = &decoded.collections[0].events[0];
    assert_eq!(
        event_read.description,
        "次第\n\n・開会\n・講演\n\n申込み https://example.com/form?a=1&b=2"
    );
    assert_eq!(decoded.issues[0].reason, Reason::HtmlText);
    assert_eq!(decoded.tallies.loss_count(), 0);
    // Outlook may write nothing else.
    let alone = |more: &str| {
        let html = "X-ALT-DESC;FMTTYPE=text/html:<html><body><ol><li>開会\\, 挨拶<li>講演</ol></body></html>";
        let lines = format!("UID:a\nDTSTART:20260824T154000\n{more}{html}");
        let decoded = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
        decoded.collections[0].events[0].description.clone()
    };
    assert_eq!(alone(""), "1. 開会, 挨拶\n2. 講演");
    assert_eq!(alone("DESCRIPTION:\\n\n"), "1. 開会, 挨拶\n2. 講演");
    assert_eq!(alone("DESCRIPTION:次第\n"), "次第");
    // What this program wrote is what it says.
    let ours = calendar(&event(&lines)).replace("-//example//EN", tsudoi::format::names::PRODUCT);
    let decoded = read_in_any_encoding(ours.as_bytes());
    assert!(decoded.collections[0].events[0].description.starts_with("<p>"));
}

#[test]
fn json_is_read_in_the_encodings_in_which_editors_save_it() {
    // The kanji 髙 is in Shift_JIS of Windows only.
    let title = TITLE.replace('髙', "高");
    let json = format!(
        r#"{{"@type":"Event","uid":"a","start":"2026-08-24T15:40:00","title":"{title}","updated":"2026-01-01T00:00:00Z"}}"#
    );
    let wide = |unit: fn(u16) -> [u8; 2], mark: &str| {
        format!("{mark}{json}").encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let mut files = vec![
        (wide(u16::to_le_bytes, "\u{feff}"), None),
        (wide(u16::to_be_bytes, "\u{feff}"), None),
        (wide(u16::to_le_bytes, ""), None),
    ];
    for name in ["shift_jis", "euc-jp"] {
        files.push((encoded(&json, name), Some(name)));
    }
    for (bytes, guessed) in files {
        let decoded = read_any_format(&bytes);
        assert_eq!(decoded.collections[0].events[0].title, title);
        let told = decoded.issues.iter().any(|issue| {
            let taken_for = guessed.map(str::to_owned);
            taken_for.is_some() && issue.reason == Fault::Encoding { taken_for }.into()
        });
        assert_eq!(told, guessed.is_some(), "{:?}", decoded.issues);
    }
}

#[test]
fn words_encoded_as_in_a_mail_are_read_and_written_as_text() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000
SUMMARY:=?UTF-8?B?56ysM+WbnuOAgeWft+ihjOWnlOWToeS8mg==?=
LOCATION:=?iso-2022-jp?B?GyRCS1w0WxsoQg==?= 2F
DESCRIPTION:=?utf-8?Q?a=2C_b?=\\; c =?d
ATTENDEE;CN==?UTF-8?B?6KaL5pys?= =?UTF-8?B?5LiA?=:mailto:a@e.jp";
    let decoded = read_in_any_encoding(calendar(&event(lines)).as_bytes());
    let event = &decoded.collections[0].events[0];
    let place = event.locations.values().next().map(|it| it.name.as_str());
    let person = event.participants.values().next().map(|it| it.name.as_str());
    assert_eq!(event.title, "第3回、執行委員会");
    assert_eq!(event.description, "a, b; c =?d");
    assert_eq!((place, person), (Some("本館 2F"), Some("見本一")));
}

#[test]
fn any_number_of_byte_order_marks_may_begin_a_file() {
    let json = r#"{"@type":"Event","uid":"a","start":"2026-08-24T15:40:00","title":"会議"}"#;
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY:会議";
    for text in [json.to_owned(), calendar(&event(lines))] {
        for marks in ["\u{feff}", "\u{feff}\u{feff}"] {
            let decoded = read_any_format(format!("{marks}{text}").as_bytes());
            assert_eq!(decoded.collections[0].events[0].title, "会議");
        }
    }
}

#[test]
fn a_name_beside_its_address_is_a_name() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY:会
ATTENDEE;ROLE=ATTENDEE;STATUS=ACCEPTED:見本 一 <a@e.jp>\nATTENDEE:mailto:b@e.jp";
    let decoded = read_in_any_encoding(calendar(&event(lines)).as_bytes());
    let people = decoded.collections[0].events[0].participants.values();
    let people: Vec<String> = people
        .map(|it| {
            format!("{} {} {:?}", it.name, it.calendar_address.as_deref().unwrap_or("-"), it.reply)
        })
        .collect();
    assert!(people.contains(&"見本 一 mailto:a@e.jp Accepted".to_owned()), "{people:?}");
    assert!(people.contains(&" mailto:b@e.jp Unsaid".to_owned()), "{people:?}");
}

#[test]
fn a_property_that_may_occur_once_and_occurs_twice_is_named() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY:会
DESCRIPTION:一つ目\nDESCRIPTION:二つ目\nLOCATION:本館\nLOCATION:本館";
    let decoded = read_in_any_encoding(calendar(&event(lines)).as_bytes());
    let named: Vec<&str> = decoded.issues.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(named, ["DESCRIPTION"]);
}

#[test]
fn a_telephone_conference_is_one_for_every_program() {
    for uri in ["tel:+81-3-1111-2222", "sip:a@e.jp", "http://e.jp/a", "https://e.jp/a"] {
        let lines = format!(
            "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY:会\nCONFERENCE;VALUE=URI:{uri}"
        );
        let decoded = read_in_any_encoding(calendar(&event(&lines)).as_bytes());
        let event = decoded.collections[0].events[0].clone();
        let text = written(&[alone(event)], Names::With).replace("\r\n ", "");
        let has_it = text.lines().any(|line| line.starts_with("CONFERENCE") && line.ends_with(uri));
        assert!(has_it, "{uri} {text}");
    }
}

#[test]
fn what_only_icalendar_has_comes_back_as_it_was() {
    let lines = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260824T154000\nSUMMARY:会
ORGANIZER;CN=会長;SENT-BY=\"mailto:s@e.jp\":mailto:o@e.jp
ATTENDEE;CN=見本:mailto:a@e.jp
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://e.jp/a
RELATED-TO:b\nRELATED-TO;RELTYPE=CHILD:b
X-NOTE;VALUE=TEXT:a\\, b\\nc";
    let decoded = read_in_any_encoding(calendar(&event(lines)).as_bytes());
    let event = decoded.collections[0].events[0].clone();
    let text = written(&[alone(event)], Names::With).replace("\r\n ", "");
    for line in [
        "ORGANIZER;CN=会長;SENT-BY=\"mailto:s@e.jp\":mailto:o@e.jp",
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://e.jp/a",
        "RELATED-TO;RELTYPE=CHILD:b",
        "RELATED-TO;RELTYPE=PARENT:b",
        "X-NOTE:a\\, b\\nc",
    ] {
        let name = line.split([';', ':']).next().unwrap_or_default();
        let same: Vec<&str> = text.lines().filter(|it| it.starts_with(name)).collect();
        let without_key = |it: &&str| {
            let mut params = it.split(";JSID=");
            let head = params.next().unwrap_or_default().to_owned();
            let tail = params.next().and_then(|it| it.split_once(':')).map_or("", |it| it.1);
            if tail.is_empty() { head } else { format!("{head}:{tail}") }
        };
        assert!(same.iter().map(without_key).any(|it| it == line), "{line} {same:?}");
    }
    assert!(!text.contains("ATTENDEE;CN=会長"), "{text}");
}

#[test]
fn properties_and_their_parameters_come_back_under_their_names() {
    let lines = "UID:a
DTSTART:20260824T154000
IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png;ALTREP=\"https://e.jp/b.png\":https://e.jp/a.png
ORGANIZER;CN=会長;EMAIL=e@e.jp;DIR=\"ldap://e.jp\";SCHEDULE-AGENT=CLIENT;X-A=1:mailto:o@e.jp
STRUCTURED-DATA;VALUE=TEXT;FMTTYPE=application/json:{}
STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<b>会</b>
ATTACH;X-MANAGED-ID=1:https://e.jp/a.pdf
CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Zoom;LANGUAGE=ja:https://e.jp/z
RELATED-TO;RELTYPE=FINISHTOSTART;GAP=PT1H:b
ATTENDEE;LANGUAGE=ja;CUTYPE=X-OBSERVER;CN=見本:mailto:a@e.jp";
    let read = read_any_format(calendar(&event(lines)).as_bytes());
    let event = read.collections[0].events[0].clone();
    let text = written(&[alone(event)], Names::With).replace("\r\n ", "");
    for (name, parameters) in [
        (
            "IMAGE",
            vec![
                "DISPLAY=BADGE",
                "FMTTYPE=image/png",
                "ALTREP=\"https://e.jp/b.png\":https://e.jp/a.png",
            ],
        ),
        (
            "ORGANIZER",
            vec![
                "CN=会長",
                "EMAIL=e@e.jp",
                "DIR=\"ldap://e.jp\"",
                "SCHEDULE-AGENT=CLIENT",
                "X-A=1",
            ],
        ),
        ("STRUCTURED-DATA", vec!["VALUE=TEXT", "FMTTYPE=application/json"]),
        ("STYLED-DESCRIPTION", vec!["VALUE=TEXT", "FMTTYPE=text/html"]),
        ("ATTACH", vec!["X-MANAGED-ID=1"]),
        ("CONFERENCE", vec!["FEATURE=VIDEO", "LABEL=Zoom", "LANGUAGE=ja"]),
        ("RELATED-TO", vec!["RELTYPE=FINISHTOSTART", "GAP=PT1H"]),
        ("ATTENDEE", vec!["LANGUAGE=ja", "CUTYPE=X-OBSERVER"]),
    ] {
        let line = text.lines().find(|line| line.starts_with(name)).expect(name);
        for parameter in parameters {
            assert!(line.contains(parameter), "{line}");
        }
    }
    assert_eq!(text.matches("\nATTENDEE").count(), 1, "{text}");
    assert!(!text.contains("\nJSPROP"), "{text}");
}
