//! The JSON between iCalendar and the domain: builds, compares and patches it.
//!
//! Both directions use the JSON of a JSCalendar event, so that one reader checks and limits all input.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::time::Zone;
use crate::format::json::value::{Number, Object, Value};

/// The fields of an object.
pub(crate) type Map = BTreeMap<String, Json>;

pub(crate) fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

pub(crate) fn number(number: impl ToString) -> Json {
    Json::Number(number.to_string().into())
}

/// Creates an object with a type.
pub(crate) fn typed(sort: &str) -> Map {
    Map::from([("@type".to_owned(), text(sort))])
}

pub(crate) fn as_map(json: &Json) -> Option<&Map> {
    if let Json::Map(map) = json { Some(map) } else { None }
}

pub(crate) fn as_text(json: &Json) -> Option<&str> {
    if let Json::Text(text) = json { Some(text) } else { None }
}

pub(crate) fn as_list(json: &Json) -> Option<&[Json]> {
    if let Json::List(list) = json { Some(list) } else { None }
}

/// Returns a number as text, or a text.
pub(crate) fn as_word(json: &Json) -> Option<&str> {
    match json {
        Json::Text(text) => Some(text),
        Json::Number(number) => Some(number),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Map(_) => None,
    }
}

/// Returns a field's text.
pub(crate) fn text_of<'m>(map: &'m Map, name: &str) -> Option<&'m str> {
    map.get(name).and_then(as_text)
}

/// Iterates over a field's object; empty if there is none.
pub(crate) fn map_of<'m>(map: &'m Map, name: &str) -> impl Iterator<Item = (&'m String, &'m Json)> {
    map.get(name).and_then(as_map).into_iter().flatten()
}

/// Returns the members of a field that is a set.
pub(crate) fn members<'m>(map: &'m Map, name: &str) -> impl Iterator<Item = &'m str> {
    let is_in = |(_, value): &(&String, &Json)| **value == Json::Bool(true);
    map_of(map, name).filter(is_in).map(|(member, _)| member.as_str())
}

/// The fields of an event, and of each of its occurrences, that name a zone.
const ZONE_FIELDS: [&str; 3] = ["timeZone", "endTimeZone", "recurrenceIdTimeZone"];

/// Returns the zones that an event names.
pub(crate) fn zones_of(event: &Map) -> impl Iterator<Item = Zone> {
    let own = ZONE_FIELDS.into_iter().filter_map(|name| text_of(event, name));
    let others = map_of(event, "recurrenceOverrides")
        .filter_map(|(_, patch)| as_map(patch))
        .flat_map(|patch| ZONE_FIELDS.into_iter().filter_map(|name| text_of(patch, name)));
    own.chain(others).map(|zone| Zone(zone.into()))
}

/// Gives a zone another name wherever an event names it.
pub(crate) fn rename_zone(event: &mut Map, from: &str, to: &str) {
    let rename = |map: &mut Map| {
        for name in ZONE_FIELDS {
            if text_of(map, name) == Some(from) {
                map.insert(name.to_owned(), text(to));
            }
        }
    };
    rename(event);
    if let Some(Json::Map(overrides)) = event.get_mut("recurrenceOverrides") {
        for patch in overrides.values_mut() {
            if let Json::Map(patch) = patch {
                rename(patch);
            }
        }
    }
}

/// Returns the object in a field; creates it if there is none.
pub(crate) fn child<'m>(map: &'m mut Map, name: &str) -> &'m mut Map {
    let field = map.entry(name.to_owned()).or_insert_with(|| Json::Map(Map::new()));
    if !matches!(field, Json::Map(_)) {
        *field = Json::Map(Map::new());
    }
    let map = if let Json::Map(map) = field { Some(map) } else { None };
    map.expect("the field was made an object just before")
}

/// Converts fields for the reader of JSCalendar.
pub(crate) fn object(map: Map) -> Object<'static> {
    Object(map.into_iter().map(|(name, json)| (Cow::Owned(name), value(json))).collect())
}

fn value(json: Json) -> Value<'static> {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(flag),
        Json::Number(number) => Value::Number(parse_number(&number)),
        Json::Text(text) => Value::Text(Cow::Owned(text)),
        Json::List(list) => Value::List(list.into_iter().map(value).collect()),
        Json::Map(map) => Value::Map(object(map)),
    }
}

/// Returns fields for the reader of JSCalendar, which borrows their texts.
pub(crate) fn borrowed(map: &Map) -> Object<'_> {
    fn value(json: &Json) -> Value<'_> {
        match json {
            Json::Null => Value::Null,
            Json::Bool(flag) => Value::Bool(*flag),
            Json::Number(number) => Value::Number(parse_number(number)),
            Json::Text(text) => Value::Text(Cow::Borrowed(text)),
            Json::List(list) => Value::List(list.iter().map(value).collect()),
            Json::Map(map) => Value::Map(borrowed(map)),
        }
    }
    Object(map.iter().map(|(name, json)| (Cow::Borrowed(name.as_str()), value(json))).collect())
}

fn parse_number(number: &str) -> Number {
    let unsigned = number.parse().map(Number::Unsigned);
    let signed = || number.parse().map(Number::Signed);
    let float = || number.parse().map(Number::Float);
    unsigned.or_else(|_| signed()).or_else(|_| float()).unwrap_or(Number::Unsigned(0))
}

/// Returns what turns `from` into `to`: pointers (without the leading `/`) and values, `null` for removed ones (RFC
/// 8984 1.4.9).
pub(crate) fn patch(from: &Map, to: &Map) -> Map {
    let steps = differences(from, to).into_iter();
    steps.map(|(pointer, value)| (pointer, value.unwrap_or(Json::Null))).collect()
}

/// Returns what turns `from` into `to`: pointers (without the leading `/`) and values, `None` for removed ones.
pub(crate) fn differences(from: &Map, to: &Map) -> Vec<(String, Option<Json>)> {
    let mut found = Vec::new();
    compare("", from, to, &mut found);
    found
}

fn compare(path: &str, from: &Map, to: &Map, found: &mut Vec<(String, Option<Json>)>) {
    let at = |name: &str| format!("{path}{}", name.replace('~', "~0").replace('/', "~1"));
    for name in from.keys().filter(|name| !to.contains_key(*name)) {
        found.push((at(name), None));
    }
    for (name, value) in to {
        match (from.get(name), value) {
            (Some(before), after) if before == after => {}
            (Some(Json::Map(before)), Json::Map(after)) => {
                compare(&format!("{}/", at(name)), before, after, found);
            }
            (_, after) => found.push((at(name), Some(after.clone()))),
        }
    }
}

/// Puts a value at a pointer (without the leading `/`), or removes the value there. Missing objects on the way are
/// created. A pointer into something that is not an object has no effect.
pub(crate) fn put(map: &mut Map, pointer: &str, value: Option<Json>) {
    let mut steps: Vec<String> =
        pointer.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let Some(last) = steps.pop() else { return };
    let mut here = map;
    for step in steps {
        match here.get(&step) {
            Some(Json::Map(_)) => {}
            None if value.is_some() => {}
            Some(_) | None => return,
        }
        here = child(here, &step);
    }
    match value {
        Some(value) => here.insert(last, value),
        None => here.remove(&last),
    };
}

/// Returns the value at a pointer (without the leading `/`).
pub(crate) fn at<'m>(map: &'m Map, pointer: &str) -> Option<&'m Json> {
    let mut steps = pointer.split('/').map(|step| step.replace("~1", "/").replace("~0", "~"));
    let first = map.get(&steps.next()?);
    steps.fold(first, |here, step| as_map(here?)?.get(&step))
}

/// Applies a patch.
pub(crate) fn patched(map: &Map, patch: &Map) -> Map {
    let mut map = map.clone();
    for (pointer, value) in patch {
        put(&mut map, pointer, Some(value.clone()).filter(|value| *value != Json::Null));
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_makes_one_object_into_another() {
        let inner = |word: &str| Json::Map(Map::from([("name".to_owned(), text(word))]));
        let from = Map::from([
            ("gone".to_owned(), Json::Null),
            ("same".to_owned(), text("s")),
            ("a/b".to_owned(), inner("one")),
            ("map".to_owned(), Json::Map(Map::from([("x".to_owned(), inner("one"))]))),
        ]);
        let to = Map::from([
            ("same".to_owned(), text("s")),
            ("a/b".to_owned(), inner("two")),
            ("map".to_owned(), Json::Map(Map::from([("x".to_owned(), inner("two"))]))),
            ("new".to_owned(), number(3)),
        ]);
        let patch = patch(&from, &to);
        let pointers: Vec<&str> = patch.keys().map(String::as_str).collect();
        assert_eq!(pointers, ["a~1b/name", "gone", "map/x/name", "new"]);
        assert_eq!(patched(&from, &patch), to);
    }
}
