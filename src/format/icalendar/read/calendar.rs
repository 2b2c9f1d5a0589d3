//! Reads one VCALENDAR: its own properties, and its events; components with the same UID belong together.

use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::time::Zone;
use crate::domain::time::zone::Zones;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::kept::{keep, keep_component};
use crate::format::icalendar::model::keys::key_of;
use crate::format::icalendar::model::tree::{Map, child, patch, put, text, typed};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::event::{SeriesPart, event};
use crate::format::icalendar::read::when::{EventStart, local_text, moment_text};
use crate::format::icalendar::syntax::values::{split_texts, unescaped};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::made_up::OF_ICALENDAR;
use crate::format::jscalendar::read::notes::Notes;

/// The content of one calendar of a file.
pub(crate) struct ReadCalendar {
    /// The calendar's own properties; `None` if it has neither name nor identity.
    pub(crate) group: Option<Map>,
    /// Its events, with the lines on which they begin.
    pub(crate) events: Vec<(usize, Map)>,
}

/// Fields of an event that one occurrence cannot override (bis 4.3.5).
pub(crate) const OF_THE_WHOLE: [&str; 8] = [
    "@type",
    "method",
    "privacy",
    "recurrenceId",
    "recurrenceIdTimeZone",
    "recurrenceOverrides",
    "recurrenceRule",
    "uid",
];

/// Reads a calendar.
pub(crate) fn calendar(
    component: &Component,
    zones: &dyn Zones,
    notes: &mut Notes<'_>,
) -> ReadCalendar {
    let resolver = Resolver::new(zones, component);
    let home = component.value("X-WR-TIMEZONE").map(|name| resolver.find(name));
    let home = home.filter(|found| resolver.is_known(&found.zone.0)).map(|found| found.zone);
    let is_cancel =
        component.value("METHOD").is_some_and(|method| method.eq_ignore_ascii_case("CANCEL"));
    let mut context = Context { notes, resolver: &resolver, home };
    let mut families: Vec<Vec<&Component>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for inner in &component.components {
        match inner.name.as_str() {
            "VEVENT" => {
                let place = inner.value("UID").map(|uid| {
                    *places.entry(uid).or_insert_with(|| {
                        families.push(Vec::new());
                        families.len() - 1
                    })
                });
                match place.and_then(|place| families.get_mut(place)) {
                    Some(family) => family.push(inner),
                    None => families.push(vec![inner]),
                }
            }
            "VTIMEZONE" => {}
            name => {
                let fault = Fault::NotTaken { name: name.to_owned() };
                context.notes.add_titled(inner.line, name, &title(inner), fault.into());
            }
        }
    }
    let mut events = Vec::new();
    for family in families {
        context.notes.begin_line();
        let from = events.len();
        self::family(&mut context, &family, &mut events);
        let title = family.first().map(|first| title(first)).unwrap_or_default();
        context.notes.end(Some(&title).filter(|title| !title.is_empty()).map(String::as_str));
        if is_cancel {
            for (_, event) in events.iter_mut().skip(from) {
                event.insert("status".to_owned(), text("cancelled"));
            }
        }
    }
    ReadCalendar { group: group(&mut context, component), events }
}

fn title(component: &Component) -> String {
    let property = component.property("SUMMARY").or_else(|| component.property("UID"));
    property.map(|property| unescaped(&property.value)).unwrap_or_default()
}

/// Reads the components of one UID: the event, and the occurrences that differ from it.
pub(crate) fn family(
    context: &mut Context<'_, '_>,
    family: &[&Component],
    out: &mut Vec<(usize, Map)>,
) {
    let is_occurrence = |component: &&&Component| component.property("RECURRENCE-ID").is_some();
    let wholes: Vec<&&Component> = family.iter().filter(|one| !is_occurrence(one)).collect();
    let occurrences: Vec<&&Component> = family.iter().filter(is_occurrence).collect();
    let newest = wholes.iter().copied().max_by_key(|whole| revision(whole));
    let Some(newest) = newest else {
        return strays(context, &occurrences, out);
    };
    for older in wholes.iter().filter(|whole| !std::ptr::eq(***whole, *newest)) {
        context.notes.add_titled(older.line, "UID", &title(older), Reason::DuplicateUid);
    }
    let (mut map, start) = event(context, newest, SeriesPart::Whole);
    if newest.value("UID").is_none() {
        context.notes.add_line(newest.line, "UID", Fault::MadeUid.into());
        map.insert("uid".to_owned(), text(made_uid(newest)));
    }
    if let Some(start) = start {
        for occurrence in &occurrences {
            differ(context, (newest, occurrence), &start, &mut map);
        }
        say_of_occurrences(newest, &mut map);
    }
    out.push((newest.line, map));
}

/// Returns the sort key of revisions: SEQUENCE, then the time of the last change.
fn revision(component: &Component) -> (u32, &str) {
    let sequence = component.value("SEQUENCE").and_then(|number| number.parse().ok());
    let changed = component.value("LAST-MODIFIED").or_else(|| component.value("DTSTAMP"));
    (sequence.unwrap_or(0), changed.unwrap_or_default())
}

/// Makes the UID of an event that has none: it is computed from the event's content, so that every copy gets the same.
fn made_uid(component: &Component) -> String {
    let parts = ["DTSTART", "DTEND", "SUMMARY", "LOCATION", "RRULE"];
    key_of(&parts.map(|name| component.value(name).unwrap_or_default()).join("\n"))
}

/// Writes what differs in one occurrence into its event.
fn differ(
    context: &mut Context<'_, '_>,
    (of, occurrence): (&Component, &Component),
    start: &EventStart,
    whole: &mut Map,
) {
    let Some(property) = occurrence.property("RECURRENCE-ID") else { return };
    if property.param("RANGE").is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE")) {
        context.note(property, Fault::ThisAndFuture);
    }
    let Some(point) = context.point(property) else { return };
    let at = local_text(context.on_clock(start, &point));
    let (map, own_start) = event(context, occurrence, SeriesPart::Occurrence(Some(of)));
    if own_start.is_none() {
        context.notes.add_line(occurrence.line, "DTSTART", Fault::BadValue.into());
    }
    let patch = difference(whole, map, &at);
    child(whole, "recurrenceOverrides").insert(at, Json::Map(patch));
}

/// Applies properties about occurrences last; they override the components of the occurrences.
fn say_of_occurrences(whole: &Component, map: &mut Map) {
    for (pointer, json) in
        whole.properties.iter().filter(|one| jsprop::is_jsprop(one)).filter_map(jsprop::read)
    {
        if pointer.starts_with("recurrenceOverrides") {
            put(map, &pointer, json);
        }
    }
}

/// Returns what differs between one occurrence and its event, as a patch.
fn difference(whole: &Map, mut occurrence: Map, at: &str) -> Map {
    let mut usual = whole.clone();
    usual.insert("start".to_owned(), text(at));
    for name in OF_THE_WHOLE {
        usual.remove(name);
        occurrence.remove(name);
    }
    // Without a start it stays at its original time.
    occurrence.entry("start".to_owned()).or_insert_with(|| text(at));
    patch(&usual, &occurrence)
}

/// Handles occurrences of an event that is not in the file. The first becomes the event, the others become its
/// exceptions; `recurrenceId` tells which occurrence each is.
fn strays(context: &mut Context<'_, '_>, strays: &[&&Component], out: &mut Vec<(usize, Map)>) {
    let mut whole: Option<(&Component, Map, EventStart)> = None;
    let dated: Vec<Option<Component>> = strays.iter().map(|stray| dated(stray)).collect();
    for (stray, dated) in strays.iter().zip(&dated) {
        let stray = &dated.as_ref().unwrap_or(stray);
        if let Some((first, whole, start)) = &mut whole {
            differ(context, (first, stray), start, whole);
            continue;
        }
        // With a rule it is a series that was split off an older one; the older one is not needed.
        let has_rule = stray.value("RRULE").is_some();
        let part = if has_rule { SeriesPart::Whole } else { SeriesPart::Occurrence(None) };
        let (mut map, start) = event(context, stray, part);
        let id = stray.property("RECURRENCE-ID");
        if let Some(id) = id.filter(|_| has_rule) {
            context.note(id, Fault::BadValue);
        }
        let id = id.filter(|_| !has_rule).and_then(|property| context.point(property));
        let Some(start) = start else {
            out.push((stray.line, map));
            continue;
        };
        if let Some(id) = id {
            map.insert("recurrenceId".to_owned(), text(local_text(context.on_clock(&start, &id))));
            if let Some(Zone(zone)) = &start.zone {
                map.insert("recurrenceIdTimeZone".to_owned(), text(zone.as_ref()));
            }
        }
        whole = Some((stray, map, start));
    }
    if let Some((first, map, _)) = &mut whole {
        say_of_occurrences(first, map);
    }
    out.extend(whole.map(|(first, map, _)| (first.line, map)));
}

/// Returns an occurrence that states no start (a cancellation, RFC 5546 3.2.5) with its original time as the start.
fn dated(stray: &Component) -> Option<Component> {
    let id = stray.property("RECURRENCE-ID").filter(|_| stray.property("DTSTART").is_none())?;
    let mut dated = stray.clone();
    let params = id.params.iter().filter(|param| param.name != "RANGE").cloned().collect();
    dated.properties.push(Property { name: "DTSTART".to_owned(), params, ..id.clone() });
    Some(dated)
}

/// Reads the calendar's own properties; `None` if it has neither name nor identity.
fn group(context: &mut Context<'_, '_>, component: &Component) -> Option<Map> {
    let mut map = typed("Group");
    map.insert("version".to_owned(), text("2.0"));
    for property in &component.properties {
        group_fact(context, property, &mut map);
    }
    for inner in component.components.iter().filter(|inner| inner.name == "VTIMEZONE") {
        let is_strange = inner.value("TZID").is_some_and(|name| {
            let found = context.resolver.find(name);
            !context.resolver.is_known(&found.zone.0)
        });
        if is_strange {
            keep_component(&mut map, "vcalendar", inner);
        }
    }
    if !map.contains_key("uid") {
        let title = crate::format::icalendar::model::tree::text_of(&map, "title")
            .filter(|title| !title.trim().is_empty())?;
        // The same name gives the same identity, so that importing a calendar twice gives one calendar.
        let uid = format!("{OF_ICALENDAR}{}", key_of(title.trim()));
        map.insert("uid".to_owned(), text(uid));
    }
    Some(map)
}

pub(crate) fn group_fact(context: &mut Context<'_, '_>, property: &Property, map: &mut Map) {
    let word = property.value.trim();
    if word.is_empty() {
        return;
    }
    let mut say = |name: &str, json: Json, is_sure: bool| {
        if is_sure || !map.contains_key(name) {
            map.insert(name.to_owned(), json);
        }
    };
    match property.name.as_str() {
        // The days that an export covers differ each time.
        "VERSION" | "PRODID" | "CALSCALE" | "METHOD" | "X-CALSTART" | "X-CALEND"
        | "X-CLIPSTART" | "X-CLIPEND" => {}
        // Every event is already on the clock of that zone.
        "X-WR-TIMEZONE" if context.home.is_some() => {}
        "UID" => say("uid", text(word), true),
        "X-WR-RELCALID" => say("uid", text(word), false),
        "NAME" => {
            say("title", text(unescaped(&property.value)), true);
            if let Some(language) = property.param("LANGUAGE") {
                say("locale", text(language), true);
            }
        }
        "X-WR-CALNAME" => say("title", text(unescaped(&property.value)), false),
        "DESCRIPTION" => say("description", text(unescaped(&property.value)), true),
        "X-WR-CALDESC" => say("description", text(unescaped(&property.value)), false),
        "COLOR" => say("color", text(word), true),
        // #RRGGBBAA: the last two digits are the opacity.
        "X-APPLE-CALENDAR-COLOR" => match word.get(..7) {
            Some(color) => say("color", text(color.to_ascii_lowercase()), false),
            None => keep(map, "vcalendar", property),
        },
        "CATEGORIES" => {
            for keyword in
                split_texts(&property.value).iter().filter(|word| !word.trim().is_empty())
            {
                child(map, "keywords").insert(keyword.trim().to_owned(), Json::Bool(true));
            }
        }
        "LAST-MODIFIED" => {
            let moment = moment_text(context, property).map(text);
            map.extend(moment.map(|moment| ("updated".to_owned(), moment)));
        }
        "CREATED" => {
            let moment = moment_text(context, property).map(text);
            map.extend(moment.map(|moment| ("created".to_owned(), moment)));
        }
        "JSPROP" | jsprop::ABSENT => {
            if let Some((pointer, json)) =
                jsprop::read(property).filter(|(name, _)| name != "version")
            {
                put(map, &pointer, json);
            }
        }
        _ => keep(map, "vcalendar", property),
    }
}
