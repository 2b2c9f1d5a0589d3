//! `tsudoi convert`.

use expect_test::expect;
use serde_json::Value;

use crate::harness::{Desk, calendar};
use crate::outside::shared;

const FIXTURE: &str = include_str!("../fixtures/jscalendar-1.0.json");

#[test]
fn what_is_written_in_1_0_becomes_2_0_and_stays_so() {
    let desk = Desk::new("convert-older");
    desk.put("old.json", FIXTURE);
    let first = desk.run(&["convert", "old.json", "new.jscal.json"]);
    assert!(first.code < 2, "{}", first.shown());
    let text = desk.read("new.jscal.json");
    let group: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(group["version"], "2.0");
    let second = desk.run(&["convert", "new.jscal.json", "-"]);
    assert_eq!(second.out, text);
    assert_eq!(desk.names(), ["new.jscal.json", "old.json"]);
}

#[test]
fn nothing_is_replaced_unless_forced() {
    let desk = Desk::new("convert-force");
    desk.put("a.json", calendar(&["a|2024-11-01T14:00:00|花見"])).put("b.json", "mine");
    expect![[r#"
        ---
        tsudoi: convert: b.json exists and was left as it is; --force replaces it
        exit 4
    "#]]
    .assert_eq(&desk.run(&["convert", "a.json", "b.json"]).shown());
    assert_eq!(desk.read("b.json"), "mine");
    assert_eq!(desk.run(&["convert", "a.json", "b.json", "--force"]).code, 0);
    assert!(desk.read("b.json").contains("花見"));
    assert_eq!(desk.run(&["convert", "a.json", "missing/b.json"]).code, 4);
    assert_eq!(desk.names(), ["a.json", "b.json"]);
}

#[test]
fn without_names_no_name_is_left() {
    let desk = Desk::new("convert-names");
    let people = r#""participants":{"a":{"@type":"Participant","name":"見本 太郎","email":"taro@example.jp"}}"#;
    desk.put("a.json", calendar(&[&format!("a|2024-11-01T14:00:00|花見|{people}")]));
    let with = desk.run(&["convert", "a.json", "-"]).out;
    let without = desk.run(&["convert", "--without-names", "a.json", "-"]).out;
    assert!(with.contains("見本 太郎") && with.contains("taro@example.jp"));
    assert!(!without.contains("太郎") && !without.contains("taro@"), "{without}");
    assert!(without.contains("花見"));
}

#[test]
fn names_that_a_text_still_has_are_listed() {
    let desk = Desk::new("convert-names-left");
    let people = r#""participants":{"a":{"@type":"Participant","name":"見本 太郎","email":"taro@example.jp"}}"#;
    desk.put(
        "a.json",
        calendar(&[
            &format!("a|2024-11-01T14:00:00|花見|{people}"),
            "b|2024-11-02T14:00:00|見本太郎さん送別会|\"description\":\"TARO@Example.jp まで\"",
        ]),
    );
    for (names, code) in [("public", 1), ("lists", 0), ("all", 0)] {
        let done = desk.run(&["convert", "--names", names, "a.json", "b.json", "--force"]);
        assert_eq!(done.code, code, "{}", done.shown());
        let is_told = done.notes.contains("“見本太郎さん送別会”: taro@example.jp, 見本 太郎");
        assert_eq!(is_told, code == 1, "{}", done.shown());
    }
}

#[test]
fn without_names_what_is_not_for_everybody_is_withheld() {
    let desk = Desk::new("convert-private");
    let private = r#"a|2024-11-01T14:00:00|役員面談|"privacy":"private""#;
    let secret = r#"b|2024-11-02T14:00:00|秘密会|"privacy":"secret""#;
    desk.put("a.json", calendar(&[private, secret]));
    let with = desk.run(&["convert", "a.json", "-"]).out;
    assert!(with.contains("役員面談") && with.contains("秘密会"), "{with}");
    for format in ["json", "ics"] {
        let run = ["convert", "--without-names", "--to", format, "a.json", "-"];
        let without = desk.run(&run).out;
        assert!(without.contains("予定あり"), "{without}");
        assert!(!without.contains("役員面談") && !without.contains("秘密会"), "{without}");
    }
}

#[test]
fn events_without_a_calendar_come_into_one_named_after_the_file() {
    let desk = Desk::new("convert-lone");
    let event = |uid: &str| {
        format!(r#"{{"@type":"Event","uid":"{uid}","start":"2024-11-01T14:00:00","title":"花見"}}"#)
    };
    desk.put("spring.json", format!("[{},{}]", event("a"), event("b")));
    let group: Value =
        serde_json::from_str(&desk.run(&["convert", "spring.json", "-"]).out).expect("it is JSON");
    assert_eq!(
        (&group["title"], &group["uid"]),
        (&Value::from("spring"), &Value::from("file-spring"))
    );
    assert_eq!(group["entries"].as_array().map(Vec::len), Some(2));
    let alone: Value = serde_json::from_str(&desk.run_on(&["convert", "-", "-"], &event("a")).out)
        .expect("it is JSON");
    assert_eq!(alone["@type"], "Event");
}

#[test]
fn the_worked_example_keeps_all_of_its_events() {
    let Some(example) = shared("example/union-events.jscal.json") else { return };
    let desk = Desk::new("convert-example");
    let done =
        desk.run(&["convert", example.to_str().expect("a plain path"), "out.json", "--json"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let before: Value =
        serde_json::from_str(&std::fs::read_to_string(&example).expect("readable")).expect("JSON");
    let after: Value = serde_json::from_str(&desk.read("out.json")).expect("it is JSON");
    let count = |group: &Value| group["entries"].as_array().map(Vec::len);
    assert_eq!(count(&before), count(&after));
}

#[test]
fn an_icalendar_file_becomes_json_and_comes_back_the_same() {
    let desk = Desk::new("convert-ics");
    let event = "meeting|2024-11-01T18:30:00|第3回執行委員会|\"timeZone\":\"Asia/Tokyo\",\"duration\":\"PT2H\",\"recurrenceRule\":{\"@type\":\"RecurrenceRule\",\"frequency\":\"monthly\"}";
    desk.put("a.json", calendar(&[event]));
    assert_eq!(desk.run(&["convert", "a.json", "a.ics"]).shown(), "exit 0\n");
    let text = desk.read("a.ics");
    for line in
        ["BEGIN:VCALENDAR\r\n", "TZID:Asia/Tokyo\r\n", "RRULE:FREQ=MONTHLY\r\n", "UID:meeting\r\n"]
    {
        assert!(text.contains(line), "{line:?} in {text}");
    }
    assert_eq!(desk.run(&["convert", "a.ics", "b.json"]).code, 0);
    assert_eq!(desk.run(&["convert", "a.json", "c.json"]).code, 0);
    assert_eq!(desk.read("b.json"), desk.read("c.json"));
    let expanded = |name: &str| desk.run(&["expand", name, "--limit", "5"]).out;
    assert_eq!(expanded("a.ics"), expanded("a.json"));
    expect![[r#"
        a.ics: 1 event in 1 calendar, 0 issues
        exit 0
    "#]]
    .assert_eq(&desk.run(&["check", "a.ics"]).shown());
}
