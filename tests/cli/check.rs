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
