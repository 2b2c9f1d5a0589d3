//! The expansion, compared with a table made by two independent programs and with the zones of the world.

use std::fs;

use jiff::civil::{Date, DateTime};
use tsudoi::domain::series::recurrence::expand::starts;
use tsudoi::domain::time::zone::{Zones, moment_of};
use tsudoi::domain::time::{Days, UtcTime, Zone};
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::json::read::Limits;

use crate::outside::shared;

/// The zones as the date library knows them.
pub(crate) struct World;

impl Zones for World {
    fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32> {
        let zone = jiff::tz::TimeZone::get(&zone.0).ok()?;
        let moment = at.0.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
        Some(zone.to_offset(moment).seconds())
    }
}

fn clocks(value: &serde_json::Value) -> Vec<DateTime> {
    let texts = value.as_array().map(Vec::as_slice).unwrap_or_default();
    texts
        .iter()
        .map(|text| {
            text.as_str().expect("a text").trim_end_matches('Z').parse().expect("a wall clock")
        })
        .collect()
}

/// Returns the first instances of a case before the year 2600, as the table lists them.
fn instances(case: &serde_json::Value, most: usize) -> Vec<DateTime> {
    let event = serde_json::json!({
        "@type": "Event", "uid": "e", "version": "2.0", "updated": "2024-01-01T00:00:00Z",
        "start": case["start"], "recurrenceRule": case["recurrenceRule"],
    });
    let decoded = decode(event.to_string().as_bytes(), &Limits::default()).expect("readable");
    let event = decoded.collections.iter().flat_map(|it| &it.events).next().expect("an event");
    let repeat = event.repeat.as_ref().expect("it repeats");
    let rule = repeat.known().expect("a rule that we hold");
    let window = Days { first: event.when.start().date(), last: Date::constant(2599, 12, 31) };
    starts(rule, event.when.start(), window).take(most).collect()
}

#[test]
fn every_rule_of_the_table_makes_its_instances() {
    let Some(file) = shared("corpora/rrule_oracle.json") else { return };
    let table: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let mut wrong = Vec::new();
    let cases = table["cases"].as_array().unwrap();
    for case in cases {
        let expected = clocks(&case["expected"]);
        let is_complete = case["complete"] == true;
        let most = if is_complete { expected.len() + 1 } else { expected.len() };
        let found = instances(case, most);
        if found != expected {
            wrong.push(format!("{}\n  {expected:?}\n  {found:?}", case["id"]));
        }
    }
    println!("{} cases", cases.len());
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_instance_of_the_table_is_at_its_moment() {
    let Some(file) = shared("corpora/rrule_oracle.json") else { return };
    let table: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    for case in table["cases"].as_array().unwrap() {
        let Some(zone) = case["timeZone"].as_str() else { continue };
        let zone = Zone(zone.into());
        let expected = clocks(&case["expectedUtc"]);
        let found: Vec<DateTime> = instances(case, expected.len())
            .into_iter()
            .map(|clock| moment_of(&World, &zone, clock).expect("a known zone").0)
            .collect();
        assert_eq!(found, expected, "{}", case["id"]);
    }
}
