//! `tsudoi check`.

use expect_test::expect;
use serde_json::{Value, json};

use crate::harness::{Desk, calendar};
use crate::outside::shared;

#[test]
fn a_good_file_is_counted() {
    let desk = Desk::new("check-good");
    desk.put(
        "union.json",
        calendar(&[
            "a|2024-11-01T14:00:00|花見|\"timeZone\":\"Asia/Tokyo\"",
            "b|2024-11-02T00:00:00|総会",
        ]),
    );
    expect![[r#"
        union.json: 2 events in 1 calendar, 0 issues
        exit 0
    "#]]
    .assert_eq(&desk.run(&["check", "union.json"]).shown());
    expect![["exit 0\n"]].assert_eq(&desk.run(&["check", "--quiet", "union.json"]).shown());
}

#[test]
fn faults_are_told_with_their_line_and_what_becomes_of_them() {
    let desk = Desk::new("check-faults");
    let text = calendar(&[
        "a|2024-11-01T14:00:00|花見",
        "b|yesterday|総会",
        "c|2024-11-03|旗びらき",
        "d|2024-11-04T10:00:00|学習会|\"duration\":\"two hours\"",
    ]);
    desk.put("union.json", &text);
    expect![[r#"
        union.json:3: entry: “総会”: a start that is no date and time: left out (/entries/1/start)
        union.json:4: note: “旗びらき”: a start without a time: read as an all-day event (/entries/2/start)
        union.json:5: part: “学習会”: not a duration as JSCalendar writes it: carried, not used (/entries/3/duration)
        union.json: 3 events in 1 calendar, 3 issues
        exit 1
    "#]]
    .assert_eq(&desk.run(&["check", "union.json"]).shown());
    let done = desk.run_on(&["check", "--json", "-"], &text);
    let report: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_eq!(done.code, 1);
    assert_eq!(report["events"], 3);
    assert_eq!(
        report["issues"][0],
        json!({
            "line": 3, "pointer": "/entries/1/start", "subject": "総会", "gravity": "entry",
            "reason": "a start that is no date and time: left out",
        })
    );
}

#[test]
fn a_file_that_stops_is_read_as_far_as_it_goes() {
    let desk = Desk::new("check-cut");
    let text = calendar(&["a|2024-11-01T14:00:00|花見", "b|2024-11-02T00:00:00|総会"]);
    let (begun, _) = text.split_once("総会").expect("it is in the text");
    desk.put("union.json", begun);
    let done = desk.run(&["check", "union.json"]);
    assert_eq!(done.code, 1);
    assert!(done.out.contains("reading stopped"), "{}", done.out);
    assert!(done.out.contains("1 event in 1 calendar"), "{}", done.out);
}

#[test]
fn the_worked_example_has_no_faults() {
    let Some(example) = shared("example/union-events.jscal.json") else { return };
    let desk = Desk::new("check-example");
    let name = example.to_str().expect("a plain path");
    let done = desk.run(&["check", "--quiet", name]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
}

#[test]
fn a_loss_is_told_however_many_notes_there_are() {
    let desk = Desk::new("check-flood");
    let mut rows: Vec<String> = (0..10_500)
        .map(|number| {
            format!(r#"{{"@type":"Event","uid":"e{number}","start":"2024-11-01T14:00:00"}}"#)
        })
        .collect();
    rows.push(r#"{"@type":"Event","uid":"lost","title":"総会","start":"never"}"#.to_owned());
    let rows = rows.join(",\n");
    desk.put(
        "flood.json",
        format!(r#"{{"@type":"Group","version":"2.0","uid":"u","title":"t","entries":[{rows}]}}"#),
    );
    expect![[r#"
        flood.json:10501: entry: “総会”: a start that is no date and time: left out (/entries/10500/start)
        exit 1
    "#]]
    .assert_eq(&desk.run(&["check", "--quiet", "flood.json"]).shown());
    let all = desk.run(&["check", "flood.json"]);
    assert_eq!(all.code, 1);
    let more = "flood.json: note: and 9501 more like this: `updated` is required and missing: read without it\n";
    assert!(
        all.out.contains(more),
        "{}",
        all.out.lines().rev().take(3).collect::<Vec<_>>().join("\n")
    );
    let report: Value =
        serde_json::from_str(&desk.run(&["check", "--json", "flood.json"]).out).expect("JSON");
    assert_eq!((&report["issueCount"], &report["lossCount"]), (&json!(10_502), &json!(1)));
    // Commands that show only what could be read say what could not.
    let line = "flood.json:10501: entry: “総会”: a start that is no date and time";
    for words in
        [&["expand", "flood.json", "--limit", "1"][..], &["merge", "flood.json", "flood.json"]]
    {
        let done = desk.run(words);
        assert_eq!(done.code, 1, "{words:?}");
        assert!(done.notes.contains(line), "{words:?}: {}", done.notes);
    }
    assert_eq!(desk.run(&["convert", "flood.json", "out.json"]).code, 1);
}

/// 執行委員会 in each encoding.
#[test]
fn japanese_encodings_are_read_as_in_the_app() {
    let desk = Desk::new("check-encodings");
    let titles: [(&str, &[u8]); 3] = [
        ("shift_jis", b"\x8e\xb7\x8d\x73\x88\xcf\x88\xf5\x89\xef"),
        ("euc-jp", b"\xbc\xb9\xb9\xd4\xb0\xd1\xb0\xf7\xb2\xf1"),
        ("iso-2022-jp", b"\x1b$B<99T0Q0w2q\x1b(B"),
    ];
    for (encoding, title) in titles {
        let name = format!("{encoding}.ics");
        let head: &[u8] =
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20241101T140000\r\nSUMMARY:";
        desk.put(&name, [head, title, b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"].concat());
        let done = desk.run(&["expand", &name]);
        assert_eq!((done.code, done.notes.as_str()), (0, ""), "{encoding}");
        assert!(done.out.ends_with("\ta\t執行委員会\n"), "{encoding}: {}", done.out);
        let checked = desk.run(&["check", &name]);
        assert_eq!(checked.code, 0, "{}", checked.out);
        assert!(checked.out.contains(&format!("read as {encoding}")), "{}", checked.out);
    }
}

#[test]
fn every_rule_that_is_not_expanded_is_named_and_is_a_fault() {
    let desk = Desk::new("check-rules");
    let rules = [
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=2,13",
        "RSCALE=HEBREW;FREQ=YEARLY",
        "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=5L",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYYEARDAY=400",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=MONTHLY;BYWEEKNO=10",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=FORTNIGHTLY",
        "COUNT=3",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;UNTIL=someday",
        "FREQ=WEEKLY;WKST=ZZ",
        "FREQ=MONTHLY;SKIP=SIDEWAYS",
        "FREQ=DAILY;BYEASTER=1",
        // Days that no year has.
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYYEARDAY=10",
        "FREQ=YEARLY;BYMONTH=6;BYWEEKNO=1",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
    ];
    let of_rrule = |rule: &str| format!("RRULE:{rule}");
    let others = [
        "EXRULE:RSCALE=HEBREW;FREQ=YEARLY\nRRULE:FREQ=DAILY;COUNT=3".to_owned(),
        "RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=3".to_owned(),
    ];
    for lines in rules.map(of_rrule).into_iter().chain(others) {
        desk.put("union.ics", format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260131T180000\nSUMMARY:例会\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"));
        let done = desk.run(&["check", "--quiet", "union.ics"]);
        let is_named = done.out.contains("a rule that cannot be expanded")
            || done.out.contains("a second rule: kept, not used");
        assert!(done.code == 1 && is_named, "{lines}: {}", done.shown());
        // The same in JSCalendar.
        desk.run(&["convert", "union.ics", "union.json", "--force"]);
        if !lines.contains("\nRRULE:FREQ=WEEKLY") {
            let done = desk.run(&["convert", "union.json", "again.ics", "--force"]);
            assert!(done.code == 1 || desk.read("union.json").contains("rrule"), "{lines}");
        }
    }
    // A rule that ends with its start, or before its second date, is as its author wants it.
    for rule in
        ["FREQ=DAILY;COUNT=1", "FREQ=YEARLY;UNTIL=20260201", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"]
    {
        desk.put("union.ics", format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20240229T180000\nSUMMARY:例会\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR\n"));
        expect![["exit 0\n"]].assert_eq(&desk.run(&["check", "--quiet", "union.ics"]).shown());
    }
}
