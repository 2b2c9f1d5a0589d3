//! Decides which of the properties that we carry without reading say nothing about people. It is a list of allowed
//! names, so that an unexpected property does not leak.

use std::collections::BTreeMap;

use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::Gather;
use crate::domain::series::repeat::RepeatRule;

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
const RULE: [&str; 18] = [
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
    "skip",
    "until",
];

/// The property with what only iCalendar can express.
const ICALENDAR: &str = "iCalendar";

/// The properties of a VTIMEZONE that say when clocks change.
const ZONE_RULES: [&str; 6] = ["dtstart", "rdate", "rrule", "tzid", "tzoffsetfrom", "tzoffsetto"];

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
    kept.extend(zone_definitions(foreign).map(|zones| (ICALENDAR.to_owned(), zones)));
    Foreign(kept)
}

/// Returns the parts of a rule that we cannot read and that say nothing about people.
pub(crate) fn harmless_rule(rule: &RepeatRule) -> RepeatRule {
    match rule {
        RepeatRule::Known(rule) => RepeatRule::Known(rule.clone()),
        RepeatRule::Kept(rule) => RepeatRule::Kept(harmless_parts(rule)),
    }
}

fn harmless_parts(rule: &Json) -> Json {
    match rule {
        Json::Map(map) => {
            let parts = map.iter().filter(|(name, _)| RULE.contains(&name.as_str()));
            Json::Map(parts.map(|(name, value)| (name.clone(), harmless_parts(value))).gathered())
        }
        Json::List(items) => Json::List(items.iter().map(harmless_parts).collect()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {
            if is_word(rule) {
                rule.clone()
            } else {
                Json::Null
            }
        }
    }
}

/// Returns the definitions of time zones that an event keeps, without free text: the times of the event are told by
/// them.
fn zone_definitions(foreign: &Foreign) -> Option<Json> {
    let Json::Map(component) = foreign.get(ICALENDAR)? else { return None };
    let Json::List(kept) = component.get("components")? else { return None };
    let zones: Vec<Json> = kept.iter().filter_map(zone_definition).collect();
    let text = |text: &str| Json::Text(text.to_owned());
    (!zones.is_empty()).then(|| {
        Json::Map(BTreeMap::from([
            ("@type".to_owned(), text("ICalComponent")),
            ("name".to_owned(), text("vevent")),
            ("components".to_owned(), Json::List(zones)),
        ]))
    })
}

/// Returns a VTIMEZONE or one of its parts in the form of jCal, with only the properties that say when clocks change.
fn zone_definition(component: &Json) -> Option<Json> {
    let Json::List(parts) = component else { return None };
    let [Json::Text(name), Json::List(properties), Json::List(inner)] = parts.as_slice() else {
        return None;
    };
    let harmless = |property: &Json| {
        let Json::List(parts) = property else { return None };
        let [Json::Text(name), _, Json::Text(sort), Json::Text(value)] = parts.as_slice() else {
            return None;
        };
        // The name of a zone is told by every event that uses it.
        let is_free = name == "tzid"
            || value.chars().all(|c| c.is_ascii_alphanumeric() || "+-:;=,".contains(c));
        (ZONE_RULES.contains(&name.as_str()) && is_free && is_word(&Json::Text(sort.clone()))).then(
            || {
                let parts = [name, sort, value].map(|text| Json::Text(text.clone()));
                let [name, sort, value] = parts;
                Json::List(vec![name, Json::Map(BTreeMap::new()), sort, value])
            },
        )
    };
    ["vtimezone", "standard", "daylight"].contains(&name.as_str()).then(|| {
        Json::List(vec![
            Json::Text(name.clone()),
            Json::List(properties.iter().filter_map(harmless).collect()),
            Json::List(inner.iter().filter_map(zone_definition).collect()),
        ])
    })
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
