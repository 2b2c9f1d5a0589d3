//! Divides a series at an occurrence that changes all that follow (RFC 5545 3.2.13 `RANGE=THISANDFUTURE`).
//!
//! JSCalendar has no such range: the series ends before that occurrence, and a second one begins with it. They name each
//! other as JSCalendar bis 5.10 shows. If the occurrence is at another time than the rule has it, all that follow are
//! moved by the same time.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::domain::foreign::Json;
use crate::domain::series::edit::{divided_id, last_before, remaining};
use crate::domain::series::recurrence::moved::moved;
use crate::domain::series::recurrence::rule::{End, Rule};
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::format::clock;
use crate::format::icalendar::model::tree::{
    Map, as_map, child, object, patched, text, text_of, typed,
};
use crate::format::icalendar::read::difference::difference;
use crate::format::icalendar::read::when::local_text;
use crate::format::icalendar::syntax::Component;
use crate::format::jscalendar::read::rule;
use crate::format::jscalendar::write::repeat::rule_json;

/// Whether a component is for an occurrence and all that follow.
pub(crate) fn is_for_following(occurrence: &Component) -> bool {
    let range = occurrence.property("RECURRENCE-ID").and_then(|id| id.param("RANGE"));
    range.is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"))
}

/// Ends `whole` before `at` and gives what follows to `later`, the event of the occurrence at `at`. Returns whether the
/// series could be divided: its rule must be one that can be expanded, and it must begin before `at`.
pub(crate) fn divide(whole: &mut Map, later: &mut Map, at: DateTime) -> bool {
    // Without a rule, only listed dates can follow.
    if !whole.contains_key("recurrenceRule") && !whole.contains_key("recurrenceOverrides") {
        return false;
    }
    let clock_of = |map: &Map| Some(clock::parse_local(text_of(map, "start")?)?.clock);
    let (Some(start), Some(own)) = (clock_of(whole), clock_of(later)) else { return false };
    if at <= start || whole.contains_key("excludedRecurrenceRules") {
        return false;
    }
    if let Some(json) = whole.get("recurrenceRule") {
        let found = as_map(json).and_then(|map| rule::rule(&object(map.clone())).ok());
        let Some(rule) = found.map(|rule| rule.settled(start, &|at| at.0)) else { return false };
        let Some((before, after)) = halves(&rule, start, at, own) else { return false };
        whole.insert("recurrenceRule".to_owned(), Json::Map(before));
        later.insert("recurrenceRule".to_owned(), Json::Map(after));
    }
    let by = seconds_between(at, own);
    for (key, own) in following(whole, at).into_iter().filter(|(key, _)| *key > at) {
        let (key, own) = moved_override(whole, later, (key, own), by);
        child(later, "recurrenceOverrides").insert(local_text(key), own);
    }
    let uid = text_of(whole, "uid").unwrap_or_default().to_owned();
    let own_uid = divided_id(&uid, at);
    relate(whole, &own_uid, "next");
    relate(later, &uid, "first");
    later.insert("uid".to_owned(), text(own_uid));
    true
}

/// Gives a series what the event of its first occurrence says, which is for all that follow too. Returns whether it could:
/// the occurrence must be the first one, and the rules such that they can be moved along.
pub(crate) fn begin(whole: &mut Map, own: &mut Map, at: DateTime) -> bool {
    let clock_of = |map: &Map| Some(clock::parse_local(text_of(map, "start")?)?.clock);
    let (Some(start), Some(to)) = (clock_of(whole), clock_of(own)) else { return false };
    let earlier = whole.get("recurrenceOverrides").and_then(as_map);
    let mut earlier = earlier.into_iter().flat_map(BTreeMap::keys);
    let is_first = at == start
        && !earlier.any(|key| clock::parse_local(key).is_some_and(|read| read.clock < at));
    let moves = whole.contains_key("excludedRecurrenceRules") && to != at;
    if !is_first || moves {
        return false;
    }
    if let Some(json) = whole.get("recurrenceRule") {
        let found = as_map(json).and_then(|map| rule::rule(&object(map.clone())).ok());
        let found = found.map(|rule| rule.settled(start, &|at| at.0));
        let along = found.and_then(|rule| rule_json(&moved(&rule, at, to).unwrap_or(rule)));
        let Some(rule) = along else { return false };
        own.insert("recurrenceRule".to_owned(), rule);
    }
    let by = seconds_between(at, to);
    for (key, exception) in following(whole, at).into_iter().filter(|(key, _)| *key > at) {
        let (key, exception) = moved_override(whole, own, (key, exception), by);
        child(own, "recurrenceOverrides").insert(local_text(key), exception);
    }
    for name in ["created", "excludedRecurrenceRules", "privacy", "uid"] {
        if let Some(json) = whole.get(name).filter(|_| !own.contains_key(name)) {
            own.insert(name.to_owned(), json.clone());
        }
    }
    if edition(whole) > edition(own) {
        for name in ["sequence", "updated"] {
            own.remove(name);
            own.extend(whole.get(name).map(|json| (name.to_owned(), json.clone())));
        }
    }
    *whole = std::mem::take(own);
    true
}

/// Returns the edition of an event: the one with the greater number is newer, and then the later one.
fn edition(map: &Map) -> (u32, &str) {
    let sequence = match map.get("sequence") {
        Some(Json::Number(sequence)) => sequence.parse().unwrap_or(0),
        Some(_) | None => 0,
    };
    (sequence, text_of(map, "updated").unwrap_or_default())
}

/// Returns an exception of the earlier series as one of the later series, of which the rule is moved by seconds.
fn moved_override(
    whole: &Map,
    later: &Map,
    (at, own): (DateTime, Json),
    by: i64,
) -> (DateTime, Json) {
    let moved = plus_seconds(at, by);
    match as_map(&own) {
        Some(patch) if patch.contains_key("excluded") => (moved, own),
        // An occurrence is written with all that it has, so it does not take over what differs in the later series.
        Some(patch) if !patch.is_empty() => {
            let mut plain = whole.clone();
            plain.insert("start".to_owned(), text(local_text(at)));
            let occurrence = patched(&plain, patch);
            (moved, Json::Map(difference(later, occurrence, &local_text(moved))))
        }
        // An added date is one of all that follow too (RFC 5545 3.8.4.4).
        Some(_) | None => (moved, own),
    }
}

/// Returns a rule up to the last instance before `at`, and the rest of it for a series that starts at `own`.
fn halves(rule: &Rule, start: DateTime, at: DateTime, own: DateTime) -> Option<(Map, Map)> {
    let last = last_before(rule, start, at)?;
    let before = rule.ending(End::Until(last))?;
    let after = remaining(rule, start, at)?;
    let after = moved(&after, at, own).unwrap_or(after);
    match (rule_json(&before)?, rule_json(&after)?) {
        (Json::Map(before), Json::Map(after)) => Some((before, after)),
        (..) => None,
    }
}

/// Removes the exceptions from `at` on, and returns them.
fn following(whole: &mut Map, at: DateTime) -> Vec<(DateTime, Json)> {
    if !whole.contains_key("recurrenceOverrides") {
        return Vec::new();
    }
    let all = child(whole, "recurrenceOverrides");
    let mut found = Vec::new();
    all.retain(|key, patch| match clock::parse_local(key) {
        Some(read) if read.clock >= at => {
            found.push((read.clock, patch.clone()));
            false
        }
        Some(_) | None => true,
    });
    if all.is_empty() {
        whole.remove("recurrenceOverrides");
    }
    found
}

fn relate(map: &mut Map, uid: &str, relation: &str) {
    let mut value = typed("Relation");
    child(&mut value, "relation").insert(relation.to_owned(), Json::Bool(true));
    child(map, "relatedTo").insert(uid.to_owned(), Json::Map(value));
}
