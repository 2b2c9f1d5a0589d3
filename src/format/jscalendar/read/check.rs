//! Checks standard properties that we carry without using, so that invalid ones are reported to the person.

use crate::domain::event::color::is_color;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::PointerPath;
use crate::format::json::value::{Number, Object, Value};

/// The standard properties of an event, a group or a task that we carry.
const STANDARD: [&str; 26] = [
    "@type",
    "alerts",
    "categories",
    "color",
    "descriptionContentType",
    "endTimeZone",
    "freeBusyStatus",
    "hideAttendees",
    "iCalComponent",
    "iCalendar",
    "keywords",
    "links",
    "locale",
    "mayInviteOthers",
    "mayInviteSelf",
    "method",
    "priority",
    "privacy",
    "recurrenceId",
    "recurrenceIdTimeZone",
    "relatedTo",
    "requestStatus",
    "sentBy",
    "source",
    "useDefaultAlerts",
    "organizerCalendarAddress",
];

/// Reports what is wrong with a property that will be carried.
pub(crate) fn property(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: &Value<'_>) {
    let is_good = match name {
        "alerts" => is_map_of(value, |alert| alert.get("trigger").is_some()),
        "relatedTo" => is_map_of(value, |_| true),
        "priority" => matches!(value, Value::Number(Number::Unsigned(0..=9))),
        "privacy" => is_word(value, &["public", "private", "secret"]),
        "endTimeZone" | "recurrenceIdTimeZone" => {
            let zone = if let Value::Text(zone) = value { zone.as_ref() } else { "" };
            if !zone.is_empty() {
                fields.notes.check_zone(&PointerPath::Key(fields.path, name), zone);
            }
            !zone.is_empty()
        }
        "freeBusyStatus" => is_word(value, &["free", "busy"]),
        "color" => matches!(value, Value::Text(text) if is_color(text)),
        name if STANDARD.contains(&name) => true,
        name if is_vendor_name(name) => true,
        _ => {
            fields.note(name, Reason::UnknownProperty);
            true
        }
    };
    if !is_good && !matches!(value, Value::Skipped(_)) {
        fields.note(name, Reason::UnknownValue);
    }
}

fn is_map_of(value: &Value<'_>, is_good: fn(&Object<'_>) -> bool) -> bool {
    let Value::Map(map) = value else { return false };
    map.0.iter().all(|(_, item)| matches!(item, Value::Map(object) if is_good(object)))
}

fn is_word(value: &Value<'_>, words: &[&str]) -> bool {
    matches!(value, Value::Text(text) if words.contains(&text.as_ref()))
}

/// bis 1.8.1: a domain, a colon, and a name without `/` and `~`.
fn is_vendor_name(name: &str) -> bool {
    let Some((domain, rest)) = name.split_once(':') else { return false };
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    domain.split('.').all(is_label) && !rest.is_empty() && !rest.contains(['/', '~'])
}
