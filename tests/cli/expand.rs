//! `tsudoi expand`.

use expect_test::expect;
use serde_json::{Value, json};

use crate::harness::{Desk, calendar};
use crate::outside::shared;

const WEEKLY: &str = r#""timeZone":"Asia/Tokyo","duration":"PT2H","recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly"}"#;

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.put(
        "union.json",
        calendar(&[
            &format!("weekly|2024-10-03T18:30:00|執行委員会|{WEEKLY}"),
            r#"trip|2024-11-02T00:00:00|合宿|"showWithoutTime":true,"duration":"P2D""#,
            "float|2024-11-01T23:30:00|朗読",
            r#"york|2024-11-02T23:00:00|Night shift|"timeZone":"America/New_York","duration":"PT8H""#,
        ]),
    );
    desk
}

#[test]
fn instances_are_sorted_and_told_in_their_own_zone() {
    let desk = desk("expand-sorted");
    let words = ["expand", "union.json", "--from", "2024-10-31", "--to", "2024-11-07"];
    expect![[r#"
        2024-10-31T18:30:00	2024-10-31T20:30:00	Asia/Tokyo	2024-10-31T09:30:00Z	weekly	執行委員会
        2024-11-01T23:30:00	2024-11-01T23:30:00	-	-	float	朗読
        2024-11-02	2024-11-04	-	-	trip	合宿
        2024-11-02T23:00:00	2024-11-03T06:00:00	America/New_York	2024-11-03T03:00:00Z	york	Night shift
        2024-11-07T18:30:00	2024-11-07T20:30:00	Asia/Tokyo	2024-11-07T09:30:00Z	weekly	執行委員会
        exit 0
    "#]]
    .assert_eq(&desk.run(&words).shown());
}

#[test]
fn the_zone_says_where_days_begin_and_floating_events_are() {
    let desk = desk("expand-zone");
    let on = |zone: &str| {
        let words =
            ["expand", "union.json", "--from", "2024-11-02", "--to", "2024-11-02", "--zone", zone];
        let done = desk.run(&words);
        done.out.lines().filter_map(|line| line.split('\t').nth(4)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(on("Asia/Tokyo"), "trip");
    assert_eq!(on("America/New_York"), "trip york");
    assert_eq!(on("UTC"), "trip");
}

#[test]
fn a_series_without_an_end_stops_at_the_limit() {
    let desk = desk("expand-limit");
    let done = desk.run(&["expand", "union.json", "--limit", "3"]);
    assert_eq!((done.out.lines().count(), done.notes.as_str()), (3, ""));
    let done = desk.run(&["expand", "union.json"]);
    assert_eq!(done.out.lines().count(), 1000);
    assert!(done.notes.contains("more than 1000"), "{}", done.notes);
    let done = desk.run(&["expand", "union.json", "--json", "--limit", "1"]);
    let report: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_eq!(report["isCut"], true);
    assert_eq!(
        report["instances"][0],
        json!({
            "start": "2024-10-03T18:30:00", "end": "2024-10-03T20:30:00", "timeZone": "Asia/Tokyo",
            "utc": "2024-10-03T09:30:00Z", "uid": "weekly", "title": "執行委員会",
        })
    );
}

#[test]
fn single_instances_have_what_is_theirs() {
    let desk = Desk::new("expand-own");
    let own = r#""recurrenceOverrides":{"2024-10-10T18:30:00":{"excluded":true},"2024-10-17T18:30:00":{"title":"拡大執行委員会","start":"2024-10-18T10:00:00"},"2024-10-20T09:00:00":{}}"#;
    desk.put(
        "a.json",
        calendar(&[&format!("weekly|2024-10-03T18:30:00|執行委員会|{WEEKLY},{own}")]),
    );
    expect![[r#"
        2024-10-03T18:30:00	2024-10-03T20:30:00	Asia/Tokyo	2024-10-03T09:30:00Z	weekly	執行委員会
        2024-10-18T10:00:00	2024-10-18T12:00:00	Asia/Tokyo	2024-10-18T01:00:00Z	weekly	拡大執行委員会
        2024-10-20T09:00:00	2024-10-20T11:00:00	Asia/Tokyo	2024-10-20T00:00:00Z	weekly	執行委員会
        2024-10-24T18:30:00	2024-10-24T20:30:00	Asia/Tokyo	2024-10-24T09:30:00Z	weekly	執行委員会
        exit 0
    "#]]
    .assert_eq(&desk.run(&["expand", "a.json", "--to", "2024-10-24"]).shown());
}

/// Writes each case of the table as a file; the instances that the command prints must be those of the table.
#[test]
fn the_oracles_cases_expand_as_the_standard_says() {
    let Some(path) = shared("corpora/rrule_oracle.json") else { return };
    let text = std::fs::read_to_string(path).expect("it can be read");
    let table: Value = serde_json::from_str(&text).expect("it is JSON");
    let desk = Desk::new("expand-oracle");
    let mut wrong = Vec::new();
    let cases = table["cases"].as_array().expect("a list of cases");
    for case in cases {
        let mut event = json!({
            "@type": "Event", "uid": "case", "updated": "2024-01-01T00:00:00Z", "title": "x",
            "start": case["start"], "showWithoutTime": case["showWithoutTime"],
            "recurrenceRule": case["recurrenceRule"],
        });
        for name in ["timeZone", "recurrenceOverrides", "duration"] {
            if !case[name].is_null() {
                event[name] = case[name].clone();
            }
        }
        let is_all_day = case["showWithoutTime"] == true;
        let expected: Vec<&str> =
            case["expected"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let moments: Vec<&str> = case["expectedUtc"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let limit = expected.len().max(1).to_string();
        let done = desk.run_on(&["expand", "-", "--limit", &limit], &event.to_string());
        let column = |nth: usize| -> Vec<&str> {
            done.out.lines().filter_map(|line| line.split('\t').nth(nth)).collect()
        };
        let days: Vec<&str> =
            expected.iter().map(|clock| clock.split('T').next().unwrap_or_default()).collect();
        let starts = if is_all_day { &days } else { &expected };
        let is_right = column(0) == *starts
            && (is_all_day
                || case["timeZone"].is_null()
                || moments.is_empty()
                || column(3) == moments);
        if !is_right {
            wrong.push(format!("{}: {}", case["id"], done.out));
        }
    }
    assert!(cases.len() > 100);
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
