//! `tsudoi search`.

use expect_test::expect;
use serde_json::Value;

use crate::harness::{Desk, calendar};

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    let venue = r#""locations":{"v":{"@type":"Location","name":"髙﨑会館"}}"#;
    desk.put(
        "union.json",
        calendar(&[
            &format!("a|2024-11-08T14:00:00|第３回ﾊﾟｰﾃｨｰ|{venue}"),
            "b|2023-11-08T10:00:00|パーティの下見",
            "c|2024-11-02T10:00:00|総会",
        ]),
    );
    desk
}

#[test]
fn the_best_come_first_however_they_are_written() {
    let desk = desk("search-best");
    expect![[r#"
        2023-11-08	パーティの下見		b
        2024-11-08	第３回ﾊﾟｰﾃｨｰ	髙﨑会館	a
        exit 0
    "#]]
    .assert_eq(&desk.run(&["search", "union.json", "ぱーてぃ"]).shown());
    expect![[r#"
        2024-11-08	第３回ﾊﾟｰﾃｨｰ	髙﨑会館	a
        exit 0
    "#]]
    .assert_eq(
        &desk.run(&["search", "union.json", "高崎", "パーティー", "--today", "2024-01-01"]).shown(),
    );
}

#[test]
fn nothing_found_is_said_to_the_shell() {
    let desk = desk("search-nothing");
    expect![["exit 1\n"]].assert_eq(&desk.run(&["search", "union.json", "団体交渉"]).shown());
    let done = desk.run(&["search", "--json", "--limit", "1", "union.json", "パーティ"]);
    let report: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_eq!(
        (&report["count"], report["events"].as_array().map(Vec::len)),
        (&Value::from(2), Some(1))
    );
}
