//! The texts of a survey that an event carries: its questions, answers and comments, which people search for.
//!
//! A survey is kept as its file has it, among the carried properties.

use crate::domain::foreign::{Foreign, Json};

/// The property of a survey; in an instance of a series, pointers into it begin with its name.
const SURVEY: &str = "tsudoi.example:survey";

/// How deep a survey is read.
const DEEPEST: usize = 8;

/// Passes each text of the surveys among some carried properties to `found`.
pub fn survey_texts<'e>(carried: &'e Foreign, found: &mut dyn FnMut(&'e str)) {
    let is_of_survey = |name: &str| {
        name.strip_prefix(SURVEY).is_some_and(|it| it.is_empty() || it.starts_with('/'))
    };
    let surveys = carried.0.iter().filter(|(name, _)| is_of_survey(name));
    surveys.for_each(|(name, json)| texts(name.rsplit('/').next().unwrap_or(name), json, 0, found));
}

/// Passes the texts of a value; answers are the keys of their numbers.
fn texts<'e>(name: &str, json: &'e Json, depth: usize, found: &mut dyn FnMut(&'e str)) {
    match json {
        _ if depth > DEEPEST => {}
        Json::Text(text) if !name.starts_with('@') => found(text),
        Json::List(items) => items.iter().for_each(|item| texts(name, item, depth + 1, found)),
        Json::Map(map) => map.iter().for_each(|(key, value)| {
            if name == "answers" {
                found(key);
            }
            texts(key, value, depth + 1, found);
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
}
