//! Series of which other rules, or days off, exclude all instances: walking along them ends.

use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::time::Days;

use crate::present::bounds::{json, kept, limits, read, ruled, slow_pages};

/// Files with one series whose instances are all excluded, after how ever many steps.
fn excluded() -> Vec<(String, String)> {
    let frequencies = ["secondly", "minutely", "hourly", "daily"];
    let same = frequencies.map(|frequency| {
        let rule = format!(r#""frequency":"{frequency}""#);
        let by = format!(r#"{{"@type":"RecurrenceRule",{rule}}}"#);
        (frequency.to_owned(), format!(r#"{rule}}},"excludedRecurrenceRules":[{by}],"x":{{"#))
    });
    let by_seconds = r#""frequency":"daily"},"excludedRecurrenceRules":[{"@type":"RecurrenceRule","frequency":"secondly"}],"x":{"#;
    let off = r#""frequency":"secondly","byMonth":["1"],"byMonthDay":[1]},"tsudoi.example:holidayRule":"skip","x":{"#;
    let others = [("daily by seconds", by_seconds), ("days off", off)]
        .map(|(it, of)| (it.into(), of.into()));
    let of = |(name, rule): (String, String)| (name, json(&[ruled(0, &rule)]));
    same.into_iter().chain(others).map(of).collect()
}

#[test]
fn walking_along_a_series_without_instances_ends() {
    let always = Days { first: date(2024, 1, 1), last: Date::MAX };
    for (name, text) in excluded() {
        let entries = kept(&read(&text));
        let [entry] = entries.as_slice() else { panic!("one event: {name}") };
        assert!(entry.event.repeat.is_some(), "{name}");
        let begun = Instant::now();
        let found = within(entry, always).take(5).count();
        assert!(begun.elapsed() < Duration::from_secs(20), "{name}: {:?}", begun.elapsed());
        // The start of a series is an instance even if the rule would not make it.
        assert!(found <= usize::from(name == "days off"), "{name}: {found}");
    }
}

#[test]
fn no_page_is_slow_because_nothing_of_a_series_takes_place() {
    let limits = limits();
    let mut slow = Vec::new();
    for (name, text) in excluded() {
        slow.extend(slow_pages(&text, &limits).into_iter().map(|page| format!("{name}: {page}")));
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
