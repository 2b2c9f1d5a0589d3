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

/// An iCalendar file with some lines of its own and an event for each word.
fn ics(lines: &str, events: &[&str]) -> String {
    let event = |id: &&str| {
        let (id, more) = id.split_once('|').unwrap_or((id, ""));
        let day = "DTSTAMP:20261001T000000Z\nDTSTART:20261105T180000";
        format!("BEGIN:VEVENT\nUID:{id}\n{day}\nSUMMARY:{id}\n{more}END:VEVENT\n")
    };
    let events: String = events.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//JA\n{lines}{events}END:VCALENDAR\n")
}

#[test]
fn what_was_deleted_here_stays_deleted_unless_the_file_has_a_newer_edition() {
    let desk = Desk::new("merge-deleted-here");
    let words = ["merge", "mine", "back", "--base", "sent"];
    for title in ["", "X-WR-CALNAME:組合\n"] {
        desk.put("sent", ics(title, &["a", "b"])).put("mine", ics(title, &["a"]));
        let run = |back: &str| {
            desk.put("back", ics(title, &["a", back]));
            desk.run(&words).shown()
        };
        expect![[r#"
            deleted here	2026-11-05	b	b
            0 new, 0 changed, 0 cancelled, 0 in conflict, 0 deleted, 1 deleted here, 0 missing, 0 refused, 0 in another calendar, 1 unchanged (0 older in the file)
            exit 0
        "#]]
        .assert_eq(&run("b"));
        expect![[r#"
            conflict	2026-11-05	b	b
            	conflict: event, takes mine
            0 new, 0 changed, 0 cancelled, 1 in conflict, 0 deleted, 0 deleted here, 0 missing, 0 refused, 0 in another calendar, 1 unchanged (0 older in the file)
            exit 1
        "#]]
        .assert_eq(&run("b|SEQUENCE:1\n"));
    }
}

#[test]
fn an_event_is_missing_also_where_the_calendar_has_no_title_or_another_one() {
    let desk = Desk::new("merge-missing");
    let words = ["merge", "mine", "back", "--base", "sent", "--remove-missing", "--force"];
    let named = "X-WR-CALNAME:組合\n";
    for (before, after) in [("", ""), (named, ""), (named, "X-WR-CALNAME:組合2026\n")] {
        desk.put("sent", ics(before, &["a", "b"])).put("mine", ics(before, &["a", "b"]));
        desk.put("back", ics(after, &["a"]));
        let done = desk.run(&[&words[..], &["--write", "out"]].concat());
        assert!(done.out.contains("missing\t2026-11-05\tb\tb\n"), "{}", done.out);
        assert!(!desk.read("out").contains("\"title\": \"b\""));
        // An invitation says nothing of other events.
        desk.put("back", ics(&format!("METHOD:REQUEST\n{after}"), &["a"]));
        assert!(before != after || !desk.run(&words).out.contains("missing\t"));
    }
}

#[test]
fn a_title_that_was_changed_on_one_side_only_is_the_one_of_the_calendar() {
    let desk = Desk::new("merge-title");
    let words = ["merge", "mine", "back", "--base", "sent", "--write", "out", "--force"];
    for (mine, back) in [("本部", "青年部"), ("青年部", "本部")] {
        for (name, title) in [("sent", "本部"), ("mine", mine), ("back", back)] {
            desk.put(name, ics(&format!("X-WR-CALNAME:{title}\n"), &["a"]));
        }
        assert_eq!(desk.run(&words).code, 0);
        let group: Value = serde_json::from_str(&desk.read("out")).expect("it is JSON");
        assert_eq!(group["title"], "青年部");
    }
}

#[test]
fn the_later_part_of_a_series_that_stays_whole_is_not_added() {
    let desk = Desk::new("merge-part");
    let whole = "a|SEQUENCE:0\nRRULE:FREQ=DAILY;COUNT=4\n";
    let cut = "a|SEQUENCE:1\nRRULE:FREQ=DAILY;COUNT=2\n";
    let part = "a_R20261107T180000|RRULE:FREQ=DAILY;COUNT=2\n";
    desk.put("sent", ics("", &[whole, "b"])).put("mine", ics("", &["b"]));
    desk.put(
        "back",
        ics("", &[cut, part, "b"]).replace(
            "UID:a_R20261107T180000\nDTSTAMP:20261001T000000Z\nDTSTART:20261105",
            "UID:a_R20261107T180000\nDTSTAMP:20261001T000000Z\nDTSTART:20261107",
        ),
    );
    let words = ["merge", "mine", "back", "--base", "sent", "--write", "out", "--force"];
    let titles = |side: &str| {
        let done = desk.run(&[&words[..], &[side]].concat());
        let group: Value = serde_json::from_str(&desk.read("out")).expect("it is JSON");
        (done.out.contains("\tnot added: "), group["entries"].as_array().map(Vec::len))
    };
    assert_eq!(titles("--ours"), (true, Some(1)));
    assert_eq!(titles("--theirs"), (false, Some(3)));
}
