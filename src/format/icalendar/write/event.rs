//! Writes one event as VEVENTs: the event, and one for each occurrence that differs from it.

use crate::domain::event::kind::Kind;
use crate::domain::foreign::Json;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::kept;
use crate::format::icalendar::model::kinds;
use crate::format::icalendar::model::numbered;
use crate::format::icalendar::model::programme;
use crate::format::icalendar::model::tree::{
    Map, as_map, as_word, map_of, members, patched, text, text_of,
};
use crate::format::icalendar::read::difference::OF_THE_WHOLE;
use crate::format::icalendar::syntax::values::{escaped, print_clock, print_moment};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::names;

/// Shared state for writing an event.
pub(crate) struct Out<'o> {
    pub(crate) stamp: UtcTime,
    pub(crate) resolver: &'o Resolver<'o>,
    /// Instances with overrides that are not made by the rule, as `LocalDateTime`.
    pub(crate) extra: SortedSet<String>,
}

/// Returns the components of an event. If it is itself an occurrence of an event that is not here, so are all of them.
pub(crate) fn event_components(event: &Map, out: &Out<'_>) -> Vec<Component> {
    let mut whole = component(event, out);
    let stray = text_of(event, "recurrenceId").and_then(clock::parse_local);
    if let Some(id) = &stray {
        out.clock(&mut whole, "RECURRENCE-ID", id.clock, event);
    } else {
        out.repeat(event, &mut whole);
    }
    let mut components = vec![whole];
    if map_of(event, "recurrenceOverrides").next().is_none() {
        return components;
    }
    // What every instance has in common, without the overrides of the others.
    let is_common = |name: &str| matches!(name, "uid" | "privacy") || !OF_THE_WHOLE.contains(&name);
    let common = event.iter().filter(|(name, _)| is_common(name));
    let mut common: Map = common.map(|(name, json)| (name.clone(), json.clone())).collect();
    for (at, patch) in map_of(event, "recurrenceOverrides") {
        let (Some(read), Some(patch)) = (clock::parse_local(at), as_map(patch)) else { continue };
        let is_excluded = patch.get("excluded") == Some(&Json::Bool(true));
        if is_excluded || (patch.is_empty() && stray.is_none()) {
            continue;
        }
        common.insert("start".to_owned(), text(at.as_str()));
        let occurrence = patched(&common, patch);
        let mut component = component(&occurrence, out);
        out.clock(&mut component, "RECURRENCE-ID", read.clock, event);
        components.push(component);
    }
    components
}

/// Returns one VEVENT without the properties of its repetition.
fn component(event: &Map, out: &Out<'_>) -> Component {
    let mut it = Component::named("VEVENT");
    it.push("UID", text_of(event, "uid").unwrap_or_default());
    it.push("DTSTAMP", format!("{}Z", print_clock(out.stamp.0)));
    out.when(event, &mut it);
    let put = |it: &mut Component, name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            it.push(name, value);
        }
    };
    put(&mut it, "SUMMARY", numbered::title(event).map(|title| escaped(&title)));
    kept::add_params_to_last(event, "title", &mut it, "SUMMARY");
    put(&mut it, "DESCRIPTION", Some(escaped(&programme::whole_description(event))));
    kept::add_params_to_last(event, "description", &mut it, "DESCRIPTION");
    put(&mut it, "STATUS", Some(status(event)));
    put(&mut it, "CLASS", class(event));
    let is_free = text_of(event, "freeBusyStatus") == Some("free");
    put(&mut it, "TRANSP", is_free.then(|| "TRANSPARENT".to_owned()));
    let count = |name: &str| event.get(name).and_then(as_word).map(escaped);
    put(&mut it, "PRIORITY", count("priority"));
    put(&mut it, "SEQUENCE", count("sequence"));
    put(&mut it, "CREATED", print_moment(text_of(event, "created")));
    put(&mut it, "LAST-MODIFIED", print_moment(text_of(event, "updated")));
    put(&mut it, "COLOR", text_of(event, "color").map(escaped));
    categories(event, &mut it);
    crate::format::icalendar::write::places::places(event, &mut it);
    for (uid, relation) in map_of(event, "relatedTo") {
        let sorts = as_map(relation).into_iter().flat_map(|it| members(it, "relation"));
        let sorts: Vec<String> = sorts.map(str::to_ascii_uppercase).collect();
        if sorts.is_empty() {
            let property = it.push("RELATED-TO", escaped(uid));
            kept::add_params(event, &kept::relation_pointer(uid, ""), property);
        }
        for sort in sorts {
            let property = it.push("RELATED-TO", escaped(uid));
            property.with("RELTYPE", sort.as_str());
            kept::add_params(event, &kept::relation_pointer(uid, &sort), property);
        }
    }
    crate::format::icalendar::write::people::people(event, &mut it);
    for property in kept::properties(event) {
        let is_once = ["GEO", "URL"].contains(&property.name.as_str());
        if is_free_name(&property) && !(is_once && it.property(&property.name).is_some()) {
            it.properties.push(property);
        }
    }
    crate::format::icalendar::write::people::alarms(event, &mut it);
    // An alarm that is kept here does not say when it is, which other programs may refuse.
    let is_free = |it: &Component| !["VALARM", "VTIMEZONE"].contains(&it.name.as_str());
    it.components.extend(kept::components(event).into_iter().filter(is_free));
    it
}

/// Whether a property that is kept does not conflict with those that we write.
fn is_free_name(property: &Property) -> bool {
    const OURS: [&str; 21] = [
        "ATTENDEE",
        "CLASS",
        "CREATED",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "EXDATE",
        "JSPROP",
        "LAST-MODIFIED",
        "ORGANIZER",
        "RDATE",
        "RECURRENCE-ID",
        "RELATED-TO",
        "SEQUENCE",
        "SHOW-WITHOUT-TIME",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "UID",
    ];
    !OURS.contains(&property.name.as_str()) && property.name != jsprop::ABSENT
}

fn status(event: &Map) -> String {
    match text_of(event, "status") {
        None => "CONFIRMED".to_owned(),
        Some(status) => escaped(&status.to_ascii_uppercase()),
    }
}

/// Returns the class by RFC 5545 3.8.1.3. An unknown word counts as private.
fn class(event: &Map) -> Option<String> {
    let is_token = |word: &str| word.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    match text_of(event, names::PRIVACY).or_else(|| text_of(event, "privacy"))? {
        "public" => None,
        "secret" => Some("CONFIDENTIAL".to_owned()),
        word if !word.is_empty() && is_token(word) => Some(word.to_ascii_uppercase()),
        _ => Some("PRIVATE".to_owned()),
    }
}

fn categories(event: &Map, it: &mut Component) {
    let mut words: Vec<&str> = members(event, "keywords").collect();
    for category in members(event, "categories") {
        it.push("CONCEPT", escaped(category));
        let slug = category.strip_prefix(names::CATEGORY_PREFIX);
        let label = slug.and_then(Kind::from_slug).map(kinds::label);
        words.extend(label.filter(|label| !words.contains(label)));
    }
    if !words.is_empty() {
        let words: Vec<String> = words.into_iter().map(escaped).collect();
        it.push("CATEGORIES", words.join(","));
    }
}
