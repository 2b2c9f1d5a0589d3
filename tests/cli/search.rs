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

#[test]
fn a_repeating_event_is_shown_on_its_nearest_day_or_on_the_one_that_is_meant() {
    let desk = Desk::new("search-nearest");
    let weekly = r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly"},
        "recurrenceOverrides":{"2024-05-10T18:00:00":{"title":"拡大例会","locations":{"v":{"@type":"Location","name":"別館"}}}}"#;
    desk.put(
        "union.json",
        calendar(&[
            &format!("a|2024-01-05T18:00:00|例会|{}", weekly.replace('\n', " ")),
            "b|2022-12-22T18:00:00|忘年会",
            "c|2024-02-01T18:00:00|-5度の花見",
            "d|2024-02-08T18:00:00|2月1日の反省会",
        ]),
    );
    let rows = [
        (["例会", "2024-03-13"], "2024-03-15\t例会\t\ta\n"),
        (["拡大", "2024-03-13"], "2024-05-10\t拡大例会\t別館\ta\n"),
        (["別館", "2024-03-13"], "2024-05-10\t拡大例会\t別館\ta\n"),
        (["2022年12月", "2024-03-13"], "2022-12-22\t忘年会\t\tb\n"),
        (["2022/12", "2024-03-13"], "2022-12-22\t忘年会\t\tb\n"),
        (["12/22", "2023-01-10"], "2022-12-22\t忘年会\t\tb\n2028-12-22\t例会\t\ta\n"),
        (
            ["2月1日", "2024-03-13"],
            "2024-02-08\t2月1日の反省会\t\td\n2030-02-01\t例会\t\ta\n2024-02-01\t-5度の花見\t\tc\n",
        ),
        (
            ["二月一日", "2024-03-13"],
            "2024-02-08\t2月1日の反省会\t\td\n2030-02-01\t例会\t\ta\n2024-02-01\t-5度の花見\t\tc\n",
        ),
        (["R4.12", "2024-03-13"], "2022-12-22\t忘年会\t\tb\n"),
        (["別館 2024/5/10", "2024-03-13"], "2024-05-10\t拡大例会\t別館\ta\n"),
        (["令和6年4月12日", "2024-03-13"], "2024-04-12\t例会\t\ta\n"),
        (["-5", "2024-03-13"], "2024-02-01\t-5度の花見\t\tc\n"),
        (["-5度", "2024-03-13"], "2024-02-01\t-5度の花見\t\tc\n"),
    ];
    for ([words, today], expected) in rows {
        let done = desk.run(&["search", "union.json", words, "--today", today]);
        assert_eq!((done.out.as_str(), done.code), (expected, 0), "{words}: {}", done.notes);
    }
}

#[test]
fn a_date_of_a_numbered_series_is_found_by_its_number() {
    let desk = Desk::new("search-number");
    let weekly = r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","count":10},
        "tsudoi.example:seriesNumber":3"#;
    let event = format!("a|2024-01-05T18:00:00|執行委員会|{}", weekly.replace('\n', " "));
    desk.put("union.json", calendar(&[&event]));
    for words in ["第7回執行委員会", "執行委員会 第7回", "第7回"] {
        let done = desk.run(&["search", "union.json", words, "--today", "2024-01-01"]);
        assert_eq!((done.out.as_str(), done.code), ("2024-02-02\t執行委員会\t\ta\n", 0), "{words}");
    }
    let done = desk.run(&["search", "union.json", "第13回執行委員会", "--today", "2024-01-01"]);
    assert_eq!((done.out.as_str(), done.code), ("", 1));
}
