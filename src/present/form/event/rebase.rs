//! A form over an event that another tab has changed since the form was opened.
//!
//! What the person entered is applied to the event as it is now, field by field and row by row. If both changed the
//! same field, they are asked. Law: edits of different fields are both kept.

use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::rebase::{Preferred, rebase};
use crate::present::form::draft::Draft;
use crate::present::form::event::form::{EventForm, online_or_blank, places_or_blank};
use crate::present::form::event::rows::Purpose;
use crate::present::form::rows::Row;

/// The fields that say when an event is. They are kept together: half of one time and half of another is a time that
/// nobody meant.
const TIME: [&str; 8] = [
    "time_kind",
    "first_day",
    "last_day",
    "start_time",
    "end_time",
    "zone",
    "last_good",
    "in_words",
];

/// The name of these fields together.
pub const WHEN: &str = "when";

/// A field that both sides changed in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormConflict {
    /// The name of the field in drafts, or [`WHEN`].
    pub field: String,
    /// The part of it: the texts of a row of a list, or the name of a member of a group of fields.
    pub part: Option<String>,
    /// What the person entered; `None` if they removed it.
    pub mine: Option<String>,
    /// What is there now; `None` if it was removed.
    pub now: Option<String>,
}

/// Returns what a form is over the event as it is `now`: a form for the event with the edits from `before` to `form`.
/// Where both changed a field, the conflict is listed and `preferred` decides.
pub fn rebased(
    before: &EventForm,
    form: &EventForm,
    now: &EventForm,
    preferred: Preferred,
) -> (EventForm, Vec<FormConflict>) {
    let [before, form, current] = [before, form, now].map(fields);
    let rebased = rebase(Some(&before), Some(&form), Some(&current), preferred);
    let conflicts = rebased.conflicts.iter().map(|path| conflict(path, &form, &current)).collect();
    let made = rebased.value.and_then(|value| EventForm::from_draft(ungrouped(value)));
    // Each field of the result comes from one of the three forms, so that it can be read.
    let mut made = made.unwrap_or_else(|| now.clone());
    made.places = places_or_blank(made.places);
    made.online = online_or_blank(made.online);
    let venues = made.places.iter_mut().filter(|place| place.purpose == Purpose::Venue);
    venues.skip(1).for_each(|place| place.purpose = Purpose::Other);
    (made, conflicts)
}

/// Returns the fields that differ, by their names in drafts.
pub fn differing(one: &EventForm, other: &EventForm) -> Vec<String> {
    let (Json::Map(one), Json::Map(other)) = (fields(one), fields(other)) else {
        return Vec::new();
    };
    one.into_iter()
        .filter(|(name, value)| other.get(name) != Some(value))
        .map(|(name, _)| name)
        .collect()
}

/// Returns a form by fields, with its time as one field and without blank rows, which are no places yet.
fn fields(form: &EventForm) -> Json {
    let mut form = form.clone();
    form.places.retain(|row| !row.is_blank());
    form.online.retain(|row| !row.is_blank());
    let Json::Map(mut fields) = form.to_draft() else { return Json::Null };
    let time = TIME.map(|name| fields.remove(name).unwrap_or(Json::Null));
    fields.insert(WHEN.to_owned(), Json::List(time.into()));
    Json::Map(fields)
}

fn ungrouped(value: Json) -> Json {
    let Json::Map(mut fields) = value else { return value };
    if let Some(Json::List(time)) = fields.remove(WHEN) {
        fields.extend(TIME.into_iter().map(str::to_owned).zip(time));
    }
    Json::Map(fields)
}

fn conflict(path: &[String], form: &Json, now: &Json) -> FormConflict {
    let value = |root: &Json, depth: usize| {
        path.iter().take(depth).try_fold(root.clone(), |json, name| step(json, name))
    };
    // A row is named by its texts, and a member of a group of fields by its own name.
    let is_list = matches!(value(form, 1).or_else(|| value(now, 1)), Some(Json::List(_)));
    let row = || value(form, 2).or_else(|| value(now, 2)).map(|row| text(&row));
    let part = path.get(1).and_then(|name| if is_list { row() } else { Some(name.clone()) });
    FormConflict {
        field: path.first().cloned().unwrap_or_default(),
        part,
        mine: value(form, path.len()).map(|json| text(&json)),
        now: value(now, path.len()).map(|json| text(&json)),
    }
}

/// Goes from an object to a member, or from a list to the row with that key.
fn step(json: Json, name: &str) -> Option<Json> {
    match json {
        Json::Map(mut members) => members.remove(name),
        Json::List(rows) => rows.into_iter().find(|row| {
            matches!(row, Json::Map(row) if row.get("key") == Some(&Json::Text(name.to_owned())))
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => None,
    }
}

/// Returns the texts in a value, as a person would recognise it.
fn text(json: &Json) -> String {
    let joined = |items: Vec<String>| {
        items.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    match json {
        Json::Null | Json::Bool(_) => String::new(),
        Json::Number(number) => number.to_string(),
        Json::Text(text) => text.clone(),
        Json::List(items) => joined(items.iter().map(text).collect()),
        Json::Map(members) => joined(row_texts(members)),
    }
}

/// Returns the texts of a row without its key.
fn row_texts(members: &BTreeMap<String, Json>) -> Vec<String> {
    ["title", "name", "address"].iter().filter_map(|name| members.get(*name)).map(text).collect()
}
