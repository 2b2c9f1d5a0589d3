//! The property JSPROP (conversion draft 4.1), which stores what iCalendar cannot express.

use std::fmt::Write as _;

use crate::domain::foreign::Json;
use crate::format::icalendar::syntax::Property;
use crate::format::icalendar::syntax::values::{escaped, unescaped};
use crate::format::jscalendar::read::participant::unbound;
use crate::format::json::read::{Limits, parse};
use crate::format::json::write::{Style, Writer};

/// The property that says that a field is absent although iCalendar has a property for it; its value is a pointer.
pub(crate) const ABSENT: &str = "X-TSUDOI-ABSENT";

/// Whether it is one of the properties that store what iCalendar cannot express.
pub(crate) fn is_jsprop(property: &Property) -> bool {
    property.name == "JSPROP" || property.name == ABSENT
}

/// Whether the pointer of a property begins with a word. Its value is not read, which may be a long list.
pub(crate) fn is_below(property: &Property, word: &str) -> bool {
    if property.name == ABSENT {
        property.value.starts_with(word)
    } else {
        property.param("JSPTR").is_some_and(|pointer| pointer.starts_with(word))
    }
}

/// Reads a property of JSCalendar that iCalendar cannot express (conversion draft 4.1), with its pointer; the inner
/// `None` says that the field is absent. Returns `None` if the property is not of this kind.
pub(crate) fn read(property: &Property) -> Option<(String, Option<Json>)> {
    let (pointer, json) = if property.name == ABSENT {
        (unescaped(&property.value), None)
    } else {
        let json = unescaped(&property.value);
        let mut skipped = Vec::new();
        let json = parse(&json, &Limits::default()).ok()?.into_json(&mut skipped);
        (property.param("JSPTR")?.to_owned(), Some(json.filter(|_| skipped.is_empty())?))
    };
    // An ATTENDEE has become fields with the standard's names; our names, used if there is no organiser, mean the same.
    let pointer: Vec<&str> = pointer.split('/').map(unbound).collect();
    let pointer = pointer.join("/");
    let is_free = !matches!(pointer.as_str(), "" | "@type");
    is_free.then_some((pointer, json))
}

/// Returns the property that gives the field at a pointer this value, or says that the field is absent.
pub(crate) fn written(pointer: &str, json: Option<&Json>) -> Property {
    let Some(json) = json else {
        let (name, value) = (ABSENT.to_owned(), escaped(pointer));
        return Property { name, value, ..Property::default() };
    };
    let mut writer = Writer::new(Style::Compact);
    writer.json(json);
    let mut ascii = String::new();
    for letter in writer.finish().chars() {
        if letter.is_control() {
            write!(ascii, "\\u{:04x}", u32::from(letter)).expect("a string takes any text");
        } else {
            ascii.push(letter);
        }
    }
    let mut property = Property { name: "JSPROP".to_owned(), ..Property::default() };
    property.value = escaped(&ascii);
    property.with("JSPTR", pointer);
    property
}
