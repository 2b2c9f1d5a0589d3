//! `tsudoi merge`.

use expect_test::expect;
use serde_json::Value;

use crate::harness::{Desk, calendar};

/// The calendar that was sent out, the local edits, and the file that came back.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.put(
        "sent.json",
        calendar(&[
            "a|2024-11-01T14:00:00|花見",
            "b|2024-11-02T10:00:00|総会",
            "c|2024-11-03T10:00:00|旗びらき",
        ]),
    );
    desk.put(
        "mine.json",
        calendar(&[
            "a|2024-11-01T14:00:00|花見（雨天中止）",
            "b|2024-11-02T10:00:00|総会",
            "c|2024-11-03T10:00:00|旗びらき",
        ]),
    );
    desk.put(
        "back.json",
        calendar(&[
            "a|2024-11-01T14:00:00|お花見",
            "b|2024-11-02T13:00:00|総会",
            "d|2024-11-04T10:00:00|学習会",
        ]),
    );
    desk
}

#[test]
fn the_plan_says_what_changes_and_what_is_in_conflict() {
    let desk = desk("merge-plan");
    expect![[r#"
        conflict	2024-11-01	花見（雨天中止）	a
        	conflict: title, takes mine
        changed	2024-11-02	総会	b
        	when
        missing	2024-11-03	旗びらき	c
        new	2024-11-04	学習会	d
        1 new, 1 changed, 0 cancelled, 1 in conflict, 0 deleted, 0 deleted here, 1 missing, 0 refused, 0 in another calendar, 0 unchanged (0 older in the file)
        exit 1
    "#]]
    .assert_eq(&desk.run(&["merge", "mine.json", "back.json", "--base", "sent.json"]).shown());
    assert_eq!(desk.names(), ["back.json", "mine.json", "sent.json"]);
}

#[test]
fn what_was_chosen_is_written() {
    let desk = desk("merge-write");
    let words = [
        "merge",
        "mine.json",
        "back.json",
        "--base",
        "sent.json",
        "--theirs",
        "--remove-missing",
        "--write",
        "out.json",
    ];
    assert_eq!(desk.run(&words).code, 0);
    let group: Value = serde_json::from_str(&desk.read("out.json")).expect("it is JSON");
    let entries = group["entries"].as_array().expect("a list");
    let rows: Vec<String> =
        entries.iter().map(|it| format!("{} {} {}", it["uid"], it["start"], it["title"])).collect();
    expect![[r#"
        "a" "2024-11-01T14:00:00" "お花見"
        "b" "2024-11-02T13:00:00" "総会"
        "d" "2024-11-04T10:00:00" "学習会""#]]
    .assert_eq(&rows.join("\n"));
    // The result is the same as the incoming file: merging again brings nothing new.
    let again = desk.run(&["merge", "out.json", "back.json", "--base", "back.json", "--json"]);
    let plan: Value = serde_json::from_str(&again.out).expect("it is JSON");
    assert_eq!((again.code, &plan["isNothingNew"]), (0, &Value::from(true)));
}

#[test]
fn without_a_base_every_difference_is_in_conflict() {
    let desk = desk("merge-two");
    let done = desk.run(&["merge", "mine.json", "back.json", "--json"]);
    let plan: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_eq!(done.code, 1);
    assert_eq!(
        (&plan["counts"]["conflict"], &plan["counts"]["missing"]),
        (&Value::from(2), &Value::from(0))
    );
    assert_eq!(plan["rows"][0]["conflicts"][0]["field"], "title");
}
