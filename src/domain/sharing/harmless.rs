//! Decides which of the properties that we carry without reading say nothing about people. It is a list of allowed
//! names, so that an unexpected property does not leak.

use std::collections::BTreeMap;

use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::Gather;

/// Foreign properties of an event, a calendar or one occurrence that say nothing about people; each is a word or a
/// number.
const HARMLESS: [&str; 14] = [
    "color",
    "descriptionContentType",
    "duration",
    "endTimeZone",
    "excluded",
    "freeBusyStatus",
    "locale",
    "priority",
    "privacy",
    "showWithoutTime",
    "start",
    "status",
    "timeZone",
    "recurrenceIdTimeZone",
];

/// The parts of a recurrence rule.
const RULE: [&str; 17] = [
    "byDay",
    "byHour",
    "byMinute",
    "byMonth",
    "byMonthDay",
    "bySecond",
    "bySetPosition",
    "byWeekNo",
    "byYearDay",
    "count",
    "day",
    "firstDayOfWeek",
    "frequency",
    "interval",
    "nthOfPeriod",
    "rscale",
    "until",
];

/// The relations between events.
const RELATIONS: [&str; 4] = ["child", "first", "next", "parent"];

/// Returns the carried properties that say nothing about people.
pub(crate) fn harmless(foreign: &Foreign) -> Foreign {
    let mut kept: BTreeMap<String, Json> = foreign
        .0
        .iter()
        .filter(|(name, value)| HARMLESS.contains(&name.as_str()) && is_word(value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .gathered();
    if let Some(Json::Map(related)) = foreign.get("relatedTo") {
        let related = related.iter().map(|(uid, value)| (uid.clone(), harmless_relation(value)));
        kept.insert("relatedTo".to_owned(), Json::Map(related.gathered()));
    }
    Foreign(kept)
}

/// Returns the parts of a rule that we cannot read and that say nothing about people.
pub(crate) fn harmless_rule(rule: &Json) -> Json {
    match rule {
        Json::Map(map) => {
            let parts = map.iter().filter(|(name, _)| RULE.contains(&name.as_str()));
            Json::Map(parts.map(|(name, value)| (name.clone(), harmless_rule(value))).gathered())
        }
        Json::List(items) => Json::List(items.iter().map(harmless_rule).collect()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {
            if is_word(rule) {
                rule.clone()
            } else {
                Json::Null
            }
        }
    }
}

fn harmless_relation(value: &Json) -> Json {
    let mut relation = BTreeMap::new();
    if let Json::Map(value) = value
        && let Some(Json::Map(given)) = value.get("relation")
    {
        relation.extend(
            RELATIONS
                .iter()
                .filter(|name| given.contains_key(**name))
                .map(|name| ((*name).to_owned(), Json::Bool(true))),
        );
    }
    Json::Map(BTreeMap::from([
        ("@type".to_owned(), Json::Text("Relation".to_owned())),
        ("relation".to_owned(), Json::Map(relation)),
    ]))
}

/// Whether it is a flag, a number, or a text too plain to contain a name.
fn is_word(value: &Json) -> bool {
    const LONG: usize = 40;
    match value {
        Json::Null | Json::Bool(_) | Json::Number(_) => true,
        Json::Text(text) => {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-+/#:_".contains(c);
            text.len() <= LONG && text.chars().all(is_plain)
        }
        Json::List(_) | Json::Map(_) => false,
    }
}
