//! The property JSPROP (conversion draft 4.1), which stores what iCalendar cannot express.

use std::fmt::Write as _;

use crate::domain::foreign::Json;
use crate::format::icalendar::model::kept;
use crate::format::icalendar::model::keys::key_of;
use crate::format::icalendar::model::tree::{Map, at, child, put};
use crate::format::icalendar::syntax::values::{escaped, unescaped};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::jscalendar::read::participant::unbound;
use crate::format::json::read::{Limits, parse};
use crate::format::json::write::{Style, Writer};

/// The property that says that a field is absent although iCalendar has a property for it; its value is a pointer.
pub(crate) const ABSENT: &str = "X-TSUDOI-ABSENT";

/// The property of a calendar with the number of the properties that store what iCalendar cannot express. A program that
/// drops them, and keeps our name as the one of the program that wrote the file, drops this one too, or leaves it wrong.
const COUNT: &str = "X-TSUDOI-SAYS";

/// Notes how many there are in a calendar; `in_events` is how many are in events that are not in it yet.
pub(crate) fn state_count(calendar: &mut Component, in_events: usize) {
    let count = count(calendar) + in_events;
    calendar.push(COUNT, count.to_string());
}

/// Whether a calendar still has all of them.
pub(crate) fn has_all(calendar: &Component) -> bool {
    calendar.value(COUNT).and_then(|number| number.parse().ok()) == Some(count(calendar))
}

fn count(calendar: &Component) -> usize {
    std::iter::once(calendar).chain(&calendar.components).map(own_count).sum()
}

/// Returns how many a component itself has.
pub(crate) fn own_count(component: &Component) -> usize {
    component.properties.iter().filter(|property| is_jsprop(property)).count()
}

/// The parameter with the digest of what iCalendar said where the property says something else.
const OVER: &str = "X-TSUDOI-OVER";

/// Whether it is one of the properties that store what iCalendar cannot express.
pub(crate) fn is_jsprop(property: &Property) -> bool {
    property.name == "JSPROP" || property.name == ABSENT
}

/// Whether it is only for the reading of the others.
pub(crate) fn is_count(name: &str) -> bool {
    name == COUNT
}

/// Whether the pointer of a property begins with a word. Its value is not read, which may be a long list.
pub(crate) fn is_below(property: &Property, word: &str) -> bool {
    if property.name == ABSENT {
        property.value.starts_with(word)
    } else {
        property.param("JSPTR").is_some_and(|pointer| pointer.starts_with(word))
    }
}

/// What JSCalendar says and iCalendar cannot: a field, and what iCalendar says in its place.
#[derive(Clone, Debug)]
pub(crate) struct Unsaid {
    /// Where, as a JSON pointer without the leading `/`.
    pub(crate) pointer: String,
    /// The value; `None` says that the field is absent.
    json: Option<Json>,
    /// The digest of what iCalendar said there when the file was written; `None` if it was not written.
    over: Option<String>,
}

impl Unsaid {
    /// Reads a property (conversion draft 4.1). Returns `None` if it is not of this kind.
    pub(crate) fn of(property: &Property) -> Option<Self> {
        let (pointer, json) = if property.name == ABSENT {
            (unescaped(&property.value), None)
        } else {
            let json = unescaped(&property.value);
            let mut skipped = Vec::new();
            let json = parse(&json, &Limits::default()).ok()?.into_json(&mut skipped);
            (property.param("JSPTR")?.to_owned(), Some(json.filter(|_| skipped.is_empty())?))
        };
        let pointer = as_read(&pointer);
        let over = property.param(OVER).map(str::to_owned);
        // The empty pointer is the field with the empty name.
        let is_free = pointer != "@type";
        is_free.then_some(Self { pointer, json, over })
    }

    /// Whether it says that the field is absent.
    pub(crate) fn is_absence(&self) -> bool {
        self.json.is_none()
    }

    /// Says it, unless iCalendar no longer says what it did: another program has changed that, which counts. Returns
    /// `false` then.
    pub(crate) fn say(&self, map: &mut Map) -> bool {
        let now = at(map, &self.pointer);
        let is_changed = self.over.as_ref().is_some_and(|over| {
            let parent = self.pointer.rsplit_once('/').map(|(parent, _)| parent);
            *over != digest(now) || parent.is_some_and(|parent| at(map, parent).is_none())
        });
        if !is_changed {
            put(map, &self.pointer, self.json.clone());
            return true;
        }
        // Of two lists, all items are kept.
        let is_list = matches!(now, Some(Json::Map(_)));
        if let (true, Some(Json::Map(own))) = (is_list, &self.json)
            && !self.pointer.starts_with("recurrenceOverrides")
        {
            for (name, json) in own {
                child(map, &self.pointer).entry(name.clone()).or_insert_with(|| json.clone());
            }
        }
        false
    }
}

/// Returns the property that gives the field at a pointer this value, or says that the field is absent. `before` is
/// what was read from iCalendar without it.
pub(crate) fn written(pointer: &str, json: Option<&Json>, before: &Map) -> Property {
    let absence = || {
        let (name, value) = (ABSENT.to_owned(), escaped(pointer));
        Property { name, value, ..Property::default() }
    };
    let mut property = json.map_or_else(absence, |json| value_property(pointer, json));
    let pointer = as_read(pointer);
    let parent = pointer.rsplit_once('/').map(|(parent, _)| parent);
    // The kept parts of a file are not all read when the properties are.
    let is_read = parent.is_none_or(|parent| at(before, parent).is_some());
    if is_read && !pointer.starts_with(kept::NAME) {
        property.with(OVER, digest(at(before, &pointer)));
    }
    property
}

/// Returns a pointer into what is read. An ATTENDEE has become fields with the standard's names; our names, used if there
/// is no organiser, mean the same.
fn as_read(pointer: &str) -> String {
    let steps: Vec<&str> = pointer.split('/').map(unbound).collect();
    steps.join("/")
}

fn value_property(pointer: &str, json: &Json) -> Property {
    let mut ascii = String::new();
    for letter in compact(json).chars() {
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

fn compact(json: &Json) -> String {
    let mut writer = Writer::new(Style::Compact);
    writer.json(json);
    writer.finish()
}

/// Returns a few letters that differ if a value does; `-` for none.
fn digest(json: Option<&Json>) -> String {
    const LETTERS: usize = 8;
    let Some(json) = json else { return "-".to_owned() };
    let mut key = key_of(&compact(json));
    key.truncate(LETTERS);
    key
}
