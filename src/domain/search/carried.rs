//! The texts of a survey that an event carries: its questions, answers and comments, which people search for.
//!
//! A survey is kept as its file has it, among the carried properties.

use crate::domain::foreign::{Foreign, Json};

/// What follows the vendor's domain in the name of the property. In an instance of a series, pointers begin with the name.
const SURVEY: &str = ":survey";

/// How deep a survey is read.
const DEEPEST: usize = 8;

/// Passes each text of the surveys among some carried properties to `found`.
pub fn survey_texts<'e>(carried: &'e Foreign, found: &mut dyn FnMut(&'e str)) {
    let is_of_survey = |name: &str| {
        let property = name.split('/').next().unwrap_or(name);
        property.ends_with(SURVEY)
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
