//! Reads one VEVENT into the JSON of a JSCalendar event (conversion draft 3).

use crate::domain::foreign::Json;
use crate::format::html;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::jsprop::Unsaid;
use crate::format::icalendar::model::kept::{keep, keep_component, keep_params, relation_pointer};
use crate::format::icalendar::model::kinds;
use crate::format::icalendar::model::numbered;
use crate::format::icalendar::model::programme;
use crate::format::icalendar::model::tree::{Map, at, child, number, text, typed};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::people;
use crate::format::icalendar::read::places;
use crate::format::icalendar::read::when::{EventStart, moment_text};
use crate::format::icalendar::syntax::values::{split_texts, unescaped};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::issue::Reason;
use crate::format::names;

/// What a component is read as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SeriesPart<'p> {
    /// An event with all its occurrences.
    Whole,
    /// One occurrence, identified by its RECURRENCE-ID, with what it has from the event, see [`inherited`].
    Occurrence(&'p [Unsaid]),
}

/// Returns what iCalendar cannot express of an event, as far as its occurrences have it too. It is read once for all of
/// them.
pub(crate) fn inherited(whole: &Component) -> Vec<Unsaid> {
    let own = whole.properties.iter().filter(|one| jsprop::is_jsprop(one));
    let of_all = own.filter(|one| !jsprop::is_below(one, "recurrence"));
    of_all.filter_map(Unsaid::of).collect()
}

/// Reads an event; its start is `None` if it has no usable one.
pub(crate) fn event(
    context: &mut Context<'_, '_>,
    component: &Component,
    part: SeriesPart<'_>,
) -> (Map, Option<EventStart>) {
    let mut map = typed("Event");
    let start = context.start(component);
    if let Some(start) = &start {
        context.when(component, start, &mut map);
        match part {
            SeriesPart::Whole => context.repeat(component, start, &mut map),
            SeriesPart::Occurrence(_) => context.misplaced(component, &mut map),
        }
    }
    for property in &component.properties {
        if is_repeated(component, property) {
            context.note(property, Fault::BadValue);
        } else if !fact(context, property, &mut map) && !places::place(context, property, &mut map)
        {
            other(property, &mut map);
        }
        context.keep_unused(component, &mut map);
    }
    described_otherwise(context, component, &mut map);
    // A place with a name comes before its coordinates, wherever they are in the file.
    for property in component.properties.iter().filter(|property| property.name == "GEO") {
        places::geo(context, property, &mut map);
    }
    updated(context, component, &mut map);
    context.keep_unused(component, &mut map);
    people::people(component, &mut map);
    context.alarms(component, &mut map);
    for inner in component.components.iter().filter(|inner| inner.name != "VALARM") {
        if inner.name == "VLOCATION" {
            places::component(inner, &mut map);
        } else {
            keep_component(&mut map, "vevent", inner);
        }
    }
    let inherited = if let SeriesPart::Occurrence(inherited) = part { inherited } else { &[] };
    unsaid(context, component, inherited, &mut map);
    context.keep_unused(component, &mut map);
    (map, start)
}

/// Whether a property occurs before with another value, although it may occur once (RFC 5545 3.6.1). The first one counts.
fn is_repeated(component: &Component, property: &Property) -> bool {
    const ONCE: [&str; 12] = [
        "CLASS",
        "DESCRIPTION",
        "DTEND",
        "DTSTART",
        "DURATION",
        "GEO",
        "LOCATION",
        "ORGANIZER",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "URL",
    ];
    let is_other = |first: &Property| first.value != property.value;
    component.property(&property.name).is_some_and(is_other)
        && ONCE.contains(&property.name.as_str())
}

/// Takes the description that is written in HTML only: Outlook's X-ALT-DESC, or RFC 9073 6.5. In a file of ours, whoever
/// took the description away left it.
fn described_otherwise(context: &mut Context<'_, '_>, component: &Component, map: &mut Map) {
    let is_plain =
        matches!(map.get("description"), Some(Json::Text(text)) if !text.trim().is_empty());
    if context.is_ours || is_plain {
        return;
    }
    let is_html = |one: &&Property| {
        ["X-ALT-DESC", "STYLED-DESCRIPTION"].contains(&one.name.as_str())
            && one.param("FMTTYPE").is_some_and(|it| it.eq_ignore_ascii_case("text/html"))
    };
    let Some(property) = component.properties.iter().find(is_html) else { return };
    let plain = html::plain(&unescaped(&property.value));
    if !plain.is_empty() {
        context.notes.add_line(property.line, &property.name, Reason::HtmlText);
        map.insert("description".to_owned(), text(plain));
    }
}

/// Takes a plain property; returns `false` if it is not one.
fn fact(context: &mut Context<'_, '_>, property: &Property, map: &mut Map) -> bool {
    let word = property.value.trim();
    let mut say = |name: &str, json: Json| {
        map.insert(name.to_owned(), json);
    };
    match property.name.as_str() {
        "UID" => say("uid", text(word)),
        "SUMMARY" => {
            say("title", text(unescaped(&property.value)));
            keep_params(map, "vevent", "title", property, &["VALUE"]);
        }
        "DESCRIPTION" => {
            let written = unescaped(&property.value);
            let plain = html::text_of(&written).filter(|_| !context.is_ours);
            if plain.is_some() {
                context.notes.add_line(property.line, &property.name, Reason::HtmlText);
            }
            say("description", text(plain.unwrap_or(written)));
            keep_params(map, "vevent", "description", property, &["VALUE"]);
        }
        "STATUS" if word.is_empty() => {}
        "STATUS" => say("status", text(word.to_ascii_lowercase())),
        "CLASS" => match word.to_ascii_uppercase().as_str() {
            "PUBLIC" | "" => {}
            "PRIVATE" => say("privacy", text("private")),
            "CONFIDENTIAL" => say("privacy", text("secret")),
            // RFC 5545 3.8.1.3 and RFC 8984 4.4.3: other words count as private; the reader of JSCalendar does this.
            _ => say("privacy", text(word.to_ascii_lowercase())),
        },
        "TRANSP" => {
            // vCalendar 1.0: 0 blocks the time, and other numbers do not.
            let is_number = context.is_vcalendar && word.parse().is_ok_and(|it: u32| it > 0);
            let is_known = word.is_empty() || word.eq_ignore_ascii_case("OPAQUE");
            if word.eq_ignore_ascii_case("TRANSPARENT") || is_number {
                say("freeBusyStatus", text("free"));
            } else if !is_known && !context.is_vcalendar {
                keep(map, "vevent", property);
            }
        }
        "PRIORITY" => match word.parse::<u8>() {
            Ok(priority @ 1..=9) => say("priority", number(priority)),
            Ok(0) => {}
            Ok(_) | Err(_) => context.note(property, Fault::BadValue),
        },
        "SEQUENCE" => match word.parse::<u32>() {
            Ok(sequence) => say("sequence", number(sequence)),
            Err(_) => context.note(property, Fault::BadValue),
        },
        "COLOR" => say("color", text(word)),
        "CATEGORIES" if context.is_vcalendar => {
            let value = property.value.replace(';', ",");
            categories(&Property { value, ..property.clone() }, map);
        }
        "CATEGORIES" => categories(property, map),
        "CONCEPT" => {
            child(map, "categories").insert(word.to_owned(), Json::Bool(true));
        }
        "CREATED" => match moment_text(context, property) {
            Some(moment) => say("created", text(moment)),
            None => context.note(property, Fault::BadValue),
        },
        "RELATED-TO" if !word.is_empty() => related(property, map),
        _ => return false,
    }
    true
}

/// Keeps what was not understood, except what is read elsewhere.
fn other(property: &Property, map: &mut Map) {
    const ELSEWHERE: [&str; 18] = [
        "ATTENDEE",
        "CREATED",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "EXDATE",
        "EXRULE",
        "GEO",
        "JSPROP",
        "LAST-MODIFIED",
        "ORGANIZER",
        "RDATE",
        "RECURRENCE-ID",
        "RELATED-TO",
        "RRULE",
        "SEQUENCE",
        "SHOW-WITHOUT-TIME",
    ];
    if !ELSEWHERE.contains(&property.name.as_str()) && property.name != jsprop::ABSENT {
        keep(map, "vevent", property);
    }
}

fn categories(property: &Property, map: &mut Map) {
    for word in split_texts(&property.value) {
        let word = word.trim();
        if word.is_empty() {
            continue;
        }
        child(map, "keywords").insert(word.to_owned(), Json::Bool(true));
        if let Some(kind) = kinds::of_label(word) {
            let category = format!("{}{}", names::CATEGORY_PREFIX, kind.slug());
            child(map, "categories").insert(category, Json::Bool(true));
        }
    }
}

fn related(property: &Property, map: &mut Map) {
    let uid = property.value.trim();
    let pointer = relation_pointer(uid, property.param("RELTYPE").unwrap_or_default());
    keep_params(map, "vevent", &pointer, property, &["JSID", "RELTYPE", "VALUE"]);
    let all = child(map, "relatedTo");
    let is_known = all.contains_key(uid);
    let relation = child(all, uid);
    relation.extend(typed("Relation"));
    let sort = property.param("RELTYPE").map(str::to_ascii_lowercase);
    // Without a type it is the parent (RFC 5545 3.2.15), which need not be said if it is the only one.
    let sort = sort.or_else(|| is_known.then(|| "parent".to_owned()));
    if let Some(sort) = sort {
        let sorts = child(relation, "relation");
        if is_known && sorts.is_empty() {
            sorts.insert("parent".to_owned(), Json::Bool(true));
        }
        sorts.insert(sort, Json::Bool(true));
    }
}

/// Reads when the event changed: LAST-MODIFIED says so. DTSTAMP says so if nothing else does (RFC 5545 3.8.7.2); with a
/// LAST-MODIFIED, it is the moment of the export, which is new each time.
fn updated(context: &mut Context<'_, '_>, component: &Component, map: &mut Map) {
    for name in ["LAST-MODIFIED", "DTSTAMP"] {
        let Some(property) = component.property(name) else { continue };
        match moment_text(context, property) {
            Some(moment) => {
                map.insert("updated".to_owned(), text(moment));
                return;
            }
            None => context.note(property, Fault::BadValue),
        }
    }
}

/// The texts that repeat other fields.
pub(crate) const REPEATING: [&str; 2] = ["description", "title"];

/// Says what iCalendar cannot express. Texts come last: what repeats other fields is removed from them first.
fn unsaid(
    context: &mut Context<'_, '_>,
    component: &Component,
    inherited: &[Unsaid],
    map: &mut Map,
) {
    let mut own = Vec::new();
    for property in component.properties.iter().filter(|one| jsprop::is_jsprop(one)) {
        match Unsaid::of(property) {
            Some(unsaid) => own.push(unsaid),
            None => context.note(property, Fault::BadValue),
        }
    }
    for is_last in [false, true] {
        let is_next = |it: &&Unsaid| REPEATING.contains(&it.pointer.as_str()) == is_last;
        for unsaid in inherited.iter().filter(is_next) {
            inherit(unsaid, map);
        }
        for unsaid in own.iter().filter(is_next) {
            // What is about occurrences waits until they have been read.
            if !unsaid.pointer.starts_with("recurrenceOverrides") {
                context.is_edited |= !unsaid.say(map);
            }
        }
        if !is_last {
            programme::take_from_description(map);
            numbered::take_from_title(map);
        }
    }
}

/// Says to an occurrence what iCalendar cannot express: it is written once, for the whole event, and applies to each
/// occurrence that has the item in question.
fn inherit(unsaid: &Unsaid, map: &mut Map) {
    let parent = unsaid.pointer.rsplit_once('/').map(|(parent, _)| parent);
    if parent.is_none_or(|parent| at(map, parent).is_some()) {
        unsaid.say(map);
    }
}
