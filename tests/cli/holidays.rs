//! `tsudoi holidays`.

use std::collections::BTreeMap;

use expect_test::expect;
use serde_json::Value;

use crate::harness::Desk;
use crate::outside::shared;

#[test]
fn the_holidays_of_a_year_are_listed() {
    let desk = Desk::new("holidays");
    let done = desk.run(&["holidays", "2026"]);
    assert_eq!(done.out.lines().count(), 18);
    assert!(done.out.starts_with("2026-01-01\t元日\n2026-01-12\t成人の日\n"), "{}", done.out);
    assert!(
        done.out.contains("2026-05-06\t振替休日\n")
            && done.out.contains("2026-09-22\t国民の休日\n")
    );
    expect![["exit 1\n"]].assert_eq(&desk.run(&["holidays", "1900"]).shown());
    let list: Value =
        serde_json::from_str(&desk.run(&["holidays", "2090", "--json"]).out).expect("it is JSON");
    assert_eq!(list[0]["isForecast"], false);
    assert!(list.as_array().expect("a list").iter().any(|day| day["isForecast"] == true));
}

#[test]
fn every_day_that_the_cabinet_office_lists_is_printed() {
    let Some(path) = shared("corpora/holidays_jp.json") else { return };
    let text = std::fs::read_to_string(path).expect("it can be read");
    let table: Value = serde_json::from_str(&text).expect("it is JSON");
    let desk = Desk::new("holidays-all");
    let rows = table["holidays"].as_array().or_else(|| table["days"].as_array()).expect("a list");
    let mut years: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let day = row["date"].as_str().expect("a date");
        years.entry(day.split('-').next().unwrap_or_default()).or_default().push(day);
    }
    assert!(years.len() > 50);
    for (year, days) in years {
        let out = desk.run(&["holidays", year]).out;
        let printed: Vec<&str> = out.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(printed, days, "{year}");
    }
}
