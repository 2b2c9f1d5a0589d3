//! Reads the details of an event: whom it is for, its colour, its privacy, how to sign up, and whether it is postponed.

use crate::domain::event::Event;
use crate::domain::event::color::CssColor;
use crate::domain::event::kind::{Category, Kind};
use crate::domain::event::registration::Registration;
use crate::domain::event::status::{Privacy, Status};
use crate::domain::foreign::{Foreign, Json};
use crate::domain::series::repeat::{Own, Patch};
use crate::domain::sorted_set::SortedSet;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::participant::part;
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// Takes one of the details of an event, or returns it.
pub(crate) fn take<'v>(
    event: &mut Event,
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'v>,
) -> Option<Value<'v>> {
    match name {
        "color" => event.color = color(fields, name, value),
        "privacy" => event.privacy = privacy(fields, name, value),
        names::STATUS_REASON => {
            event.status_reason = fields.text(name, value).unwrap_or_default();
        }
        names::AUDIENCE => event.audience = fields.text(name, value).unwrap_or_default(),
        names::REGISTRATION => event.registration = part(fields, name, value, registration),
        _ => return Some(value),
    }
    None
}

/// Takes one of the details of a single instance, or returns it. In a patch, null means "not here".
///
/// RFC 8984, 4.3.5: an instance cannot override `privacy`.
pub(crate) fn take_patch<'v>(
    patch: &mut Patch,
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'v>,
) -> Option<Value<'v>> {
    match (name, value) {
        ("color", Value::Null) => patch.color = Own::Nothing,
        (names::STATUS_REASON, Value::Null) => patch.status_reason = Some(String::new()),
        (names::AUDIENCE, Value::Null) => patch.audience = Some(String::new()),
        ("color", value) => patch.color = own(color(fields, name, value)),
        (names::STATUS_REASON, value) => patch.status_reason = fields.text(name, value),
        (names::AUDIENCE, value) => patch.audience = fields.text(name, value),
        (_, value) => return Some(value),
    }
    None
}

/// Reads that a status is postponed, which is only valid with `cancelled`.
pub(crate) fn postponed(fields: &mut FieldReader<'_, '_, '_>, status: &mut Status) {
    if !takes_mark(&mut fields.foreign) {
        return;
    }
    match status {
        Status::Cancelled => *status = Status::Postponed,
        // It has no meaning there, and would get one if the event were cancelled later.
        Status::Confirmed | Status::Tentative | Status::Postponed | Status::Other(_) => {
            fields.forget(names::POSTPONED);
        }
    }
}

/// Does the same for a single instance, which need not say that it does not take place.
pub(crate) fn postponed_patch(fields: &mut FieldReader<'_, '_, '_>, status: &mut Option<Status>) {
    match status {
        Some(status) => postponed(fields, status),
        None if takes_mark(&mut fields.foreign) => *status = Some(Status::Postponed),
        None => {}
    }
}

fn takes_mark(foreign: &mut Foreign) -> bool {
    let is_marked = foreign.get(names::POSTPONED) == Some(&Json::Bool(true));
    if is_marked {
        foreign.0.remove(names::POSTPONED);
    }
    is_marked
}

fn own<T>(read: Option<T>) -> Own<T> {
    read.map_or(Own::AsSeries, Own::Is)
}

fn color(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Option<CssColor> {
    let color = if let Value::Text(text) = &value { CssColor::new(text) } else { None };
    if color.is_none() {
        fields.reject(name, value, Reason::UnknownValue);
    }
    color
}

/// Reads the privacy. An unknown word is kept and counts as private. A value that is not a text is carried unchanged;
/// `domain::sharing::visibility` checks it.
fn privacy(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Privacy {
    let Some(word) = fields.text(name, value) else { return Privacy::Public };
    let privacy = Privacy::of_word(&word);
    if matches!(privacy, Privacy::Other(_)) {
        fields.note(name, Reason::UnknownValue);
    }
    privacy
}

pub(crate) fn registration(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
) -> Registration {
    let mut fields = FieldReader::new(notes, path);
    let mut found = Registration::default();
    for (name, value) in object.0 {
        match name.as_ref() {
            "closes" => found.closes = fields.local(&name, value),
            "capacity" => found.capacity = fields.count(&name, value),
            "feeYen" => found.fee_yen = fields.count(&name, value),
            other => fields.carry(other, value),
        }
    }
    found.foreign = fields.foreign;
    found
}

/// Reads a status; `None` if it is not a text.
pub(crate) fn status(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> Option<Status> {
    Some(match fields.text(name, value)?.as_str() {
        "confirmed" => Status::Confirmed,
        "tentative" => Status::Tentative,
        "cancelled" => Status::Cancelled,
        other => {
            fields.note(name, Reason::UnknownValue);
            Status::Other(other.into())
        }
    })
}

/// Reads the categories of an event.
pub(crate) fn categories(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> (SortedSet<Kind>, SortedSet<String>) {
    let (mut kinds, mut uris) = (Vec::new(), Vec::new());
    for word in fields.set(name, value).unwrap_or_default() {
        match category(&word) {
            Category::Kind(kind) => kinds.push(kind),
            Category::Uri(uri) => uris.push(uri),
        }
    }
    if uris.iter().any(|uri| !uri.contains(':')) {
        fields.note(name, Reason::WrongType(Expected::Uri));
    }
    (kinds.into_iter().collect(), uris.into_iter().collect())
}

/// Returns the category that a member of `categories` stands for.
pub(crate) fn category(word: &str) -> Category {
    let kind = word.strip_prefix(names::CATEGORY_PREFIX).and_then(Kind::from_slug);
    kind.map_or_else(|| Category::Uri(word.to_owned()), Category::Kind)
}
