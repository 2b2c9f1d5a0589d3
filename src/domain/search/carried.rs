//! The texts for people among the properties that an event carries without our reading them: those of a survey, with
//! its questions, answers and comments, and those of iCalendar, such as whom to ask.
//!
//! They are kept as their file has them.

use crate::domain::foreign::{Foreign, Json};

/// What follows the vendor's domain in the name of the property. In an instance of a series, pointers begin with the name.
const SURVEY: &str = ":survey";

/// The property that has what only iCalendar states: lists of a name, parameters, a type and a value.
const ICALENDAR: &str = "iCalendar";

/// The properties of iCalendar that are texts for people (RFC 5545 3.8.1.4, 3.8.1.10, 3.8.4.2).
const TEXTS: [&str; 3] = ["comment", "contact", "resources"];

/// How deep a property is read.
const DEEPEST: usize = 8;

/// Passes each text for people among some carried properties to `found`.
pub fn carried_texts<'e>(carried: &'e Foreign, found: &mut dyn FnMut(&'e str)) {
    for (name, json) in &carried.0 {
        let property = name.split('/').next().unwrap_or(name);
        if property.ends_with(SURVEY) {
            of_survey(name.rsplit('/').next().unwrap_or(name), json, 0, found);
        } else if property == ICALENDAR {
            of_icalendar(json, 0, found);
        }
    }
}

/// Passes the texts of a value; answers are the keys of their numbers.
fn of_survey<'e>(name: &str, json: &'e Json, depth: usize, found: &mut dyn FnMut(&'e str)) {
    match json {
        _ if depth > DEEPEST => {}
        Json::Text(text) if !name.starts_with('@') => found(text),
        Json::List(items) => items.iter().for_each(|item| of_survey(name, item, depth + 1, found)),
        Json::Map(map) => map.iter().for_each(|(key, value)| {
            if name == "answers" {
                found(key);
            }
            of_survey(key, value, depth + 1, found);
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
}

fn of_icalendar<'e>(json: &'e Json, depth: usize, found: &mut dyn FnMut(&'e str)) {
    match json {
        _ if depth > DEEPEST => {}
        Json::List(items) => match items.as_slice() {
            [Json::Text(name), Json::Map(_), Json::Text(_), Json::Text(value)] => {
                if TEXTS.contains(&name.as_str()) {
                    unescaped(value).for_each(found);
                }
            }
            items => items.iter().for_each(|item| of_icalendar(item, depth + 1, found)),
        },
        Json::Map(map) => {
            map.get("properties").into_iter().for_each(|it| of_icalendar(it, depth + 1, found));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
}

/// Returns the parts of a value between its escapes, which are commas and line breaks.
fn unescaped(value: &str) -> impl Iterator<Item = &str> {
    let mut parts = value.split('\\');
    let first = parts.next();
    let escaped = |part| str::strip_prefix(part, ['n', 'N', ',', ';']).unwrap_or(part).trim();
    first.into_iter().chain(parts.map(escaped)).filter(|part| !part.is_empty())
}
