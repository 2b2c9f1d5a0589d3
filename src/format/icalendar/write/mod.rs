//! Writes calendars and events as iCalendar, for other calendars.
//!
//! Each event is written as iCalendar, read again, and compared with the original: the differences are added as JSPROP.
//! So nothing in JSCalendar is lost when the file is read back, and nothing is written twice.

pub(crate) mod back;
pub(crate) mod event;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod when;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::event::Event;
use crate::domain::foreign::Json;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::of_rule::OfRule;
use crate::domain::sharing::redact::{with_lists, without_names};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone};
use crate::format::clock;
use crate::format::export::Names;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::jsprop::{ABSENT, Unsaid};
use crate::format::icalendar::model::kept;
use crate::format::icalendar::model::tree::{Map, at, rename_zone, text, text_of};
use crate::format::icalendar::read::event::REPEATING;
use crate::format::icalendar::read::when::local_text;
use crate::format::icalendar::syntax::print;
use crate::format::icalendar::syntax::values::{escaped, print_moment};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::write::back::{Back, event_json, group_back, raw_back};
use crate::format::icalendar::write::event::{Out, event_components};
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::icalendar::zones::write::{ZoneSpan, timezone};
use crate::format::jscalendar::patch::write::json_of;
use crate::format::jscalendar::write::{Export, bundle_uid, fact_fields};
use crate::format::names;

/// What writing needs in addition to the calendars.
#[derive(Clone, Copy)]
pub struct WriteOptions<'o> {
    /// The time of writing.
    pub stamp: UtcTime,
    /// The time zones of the world.
    pub zones: &'o dyn Zones,
    /// Whether names of people are written; without them there is no ATTENDEE and no ORGANIZER. This writer does not
    /// decide what is private: see `domain::sharing::visibility`.
    pub names: Names,
}

impl std::fmt::Debug for WriteOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

/// Writes calendars with their events, as one VCALENDAR: programs read only the first of several.
pub fn encode(export: &Export<'_>, options: &WriteOptions<'_>) -> String {
    let mut root = Component::named("VCALENDAR");
    root.push("VERSION", "2.0");
    root.push("PRODID", names::PRODUCT);
    root.push("CALSCALE", "GREGORIAN");
    root.push("METHOD", "PUBLISH");
    group(export, options, &mut root);
    let events = export.calendars.iter().flat_map(|part| &part.events);
    for event in events.filter(|event| event.foreign.get(kept::NAME).is_some()) {
        define_zones(&event_json(&shared(event, options)), &mut root);
    }
    let is_bundle = export.calendars.len() > 1;
    let mut span = ZoneSpan::default();
    // What is written of the events. The lines of the calendar that stand before them depend on them.
    let mut out = String::new();
    let mut unsaid_count = 0;
    let resolver = Resolver::new(options.zones, &root);
    for part in &export.calendars {
        let calendar = is_bundle.then_some(&part.calendar.id);
        for event in &part.events {
            let event = shared(event, options);
            let mut own = event_json(&event);
            if let Some(calendar) = calendar {
                own.insert(names::CALENDAR.to_owned(), text(calendar.as_str()));
            }
            let is_renamed = rename_zones(&mut own, &root);
            span.see(&own);
            let whole = Whole { event: Some(&*event).filter(|_| !is_renamed), own: &own, calendar };
            let services = Out { stamp: options.stamp, resolver: &resolver, extra: extra(&event) };
            for component in written(&whole, &services) {
                unsaid_count += jsprop::own_count(&component);
                print::component(&component, &mut out);
            }
        }
    }
    let is_new = |zone: &&Zone| !resolver.has_timezone(&zone.0);
    let zones = span.zones().filter(is_new);
    let zones: Vec<Component> =
        zones.filter_map(|zone| timezone(options.zones, zone, &span)).collect();
    root.components.extend(zones);
    jsprop::state_count(&mut root, unsaid_count);
    let mut head = String::new();
    print::begin(&root, &mut head);
    out.insert_str(0, &head);
    print::end(&root, &mut out);
    out
}

/// Writes the facts of the calendars.
fn group(export: &Export<'_>, options: &WriteOptions<'_>, root: &mut Component) {
    let facts = |calendar: &Calendar| options.names.shown_facts(&calendar.facts);
    let own = match export.calendars.as_slice() {
        [only] => {
            let mut map = facts_json(&facts(only.calendar), &only.deleted);
            // Events without a calendar are in a calendar without an identity.
            if !only.calendar.id.as_str().is_empty() {
                map.insert("uid".to_owned(), text(only.calendar.id.as_str()));
            }
            map
        }
        several => {
            let calendars: Map = several
                .iter()
                .map(|part| {
                    let facts = facts_json(&facts(part.calendar), &part.deleted);
                    (part.calendar.id.to_string(), Json::Map(facts))
                })
                .collect();
            let uid = bundle_uid(several.iter().map(|part| part.calendar));
            Map::from([
                ("uid".to_owned(), text(uid)),
                (names::CALENDARS.to_owned(), Json::Map(calendars)),
            ])
        }
    };
    group_properties(&own, root);
    print::cleanse(root);
    let mut back = group_back(root, options.zones);
    let mut whole = own;
    whole.insert("@type".to_owned(), text("Group"));
    let steps = differences(&back, &whole, Patches::Fields);
    for (pointer, json) in steps {
        add(root, &pointer, json.as_ref(), &mut back);
    }
}

/// How the patches of occurrences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patches {
    /// Their single fields, beside which another program can change others.
    Fields,
    /// As a whole, if two names of one field stand in each other's way.
    Whole,
}

/// Returns what turns `back` into `own`. A parameter cannot contain control characters: a field whose name has one is
/// written with its whole object. In a patch, `null` has a meaning of its own.
fn differences(back: &Map, own: &Map, patches: Patches) -> BTreeMap<String, Option<Json>> {
    let mut all = BTreeMap::new();
    for (pointer, json) in crate::format::icalendar::model::tree::differences(back, own) {
        let steps: Vec<&str> = pointer.split('/').collect();
        let bad = steps.iter().position(|step| step.chars().any(char::is_control));
        let most = match steps.as_slice() {
            ["recurrenceOverrides", _, _, ..] => match patches {
                Patches::Fields => 3,
                Patches::Whole => 2,
            },
            steps => steps.len(),
        };
        let kept = bad.unwrap_or(most).min(most);
        if kept == steps.len() {
            all.insert(pointer, json);
        } else if let Some(steps) = steps.get(..kept).filter(|steps| !steps.is_empty()) {
            let parent = steps.join("/");
            let value = at(own, &parent).cloned();
            all.insert(parent, value);
        }
    }
    all
}

fn group_properties(own: &Map, root: &mut Component) {
    let put = |root: &mut Component, names: &[&str], value: Option<String>| {
        for name in names {
            if let Some(value) = value.clone().filter(|value| !value.is_empty()) {
                root.push(name, value);
            }
        }
    };
    let plain = |name: &str| text_of(own, name).map(escaped);
    put(root, &["UID"], plain("uid"));
    put(root, &["NAME", "X-WR-CALNAME"], plain("title"));
    put(root, &["DESCRIPTION", "X-WR-CALDESC"], plain("description"));
    let color = text_of(own, "color").unwrap_or_default();
    let color_name = if color.starts_with('#') { "X-APPLE-CALENDAR-COLOR" } else { "COLOR" };
    put(root, &[color_name], plain("color"));
    let keywords: Vec<String> =
        crate::format::icalendar::model::tree::members(own, "keywords").map(escaped).collect();
    put(root, &["CATEGORIES"], Some(keywords.join(",")));
    put(root, &["LAST-MODIFIED"], print_moment(text_of(own, "updated")));
    put(root, &["CREATED"], print_moment(text_of(own, "created")));
    let is_free = |property: &Property| {
        let name = property.name.as_str();
        !root.properties.iter().any(|known| known.name == name)
            && name != "JSPROP"
            && name != ABSENT
    };
    let kept: Vec<Property> = kept::properties(own).into_iter().filter(is_free).collect();
    root.properties.extend(kept);
    root.components.extend(kept::components(own));
}

/// Returns the event as it is written for those who may read the file.
fn shared<'e>(event: &'e Event, options: &WriteOptions<'_>) -> Cow<'e, Event> {
    match options.names {
        Names::With => Cow::Borrowed(event),
        Names::Lists => Cow::Owned(with_lists(event)),
        Names::Without => Cow::Owned(without_names(event)),
    }
}

/// Adds to the calendar the definitions of zones that an event keeps.
fn define_zones(event: &Map, root: &mut Component) {
    for (_, definition) in definitions(event, root) {
        if defined(definition.value("TZID").unwrap_or_default(), root).is_none() {
            root.components.push(definition);
        }
    }
}

/// Gives the zones of an event the names under which the calendar defines them. Returns whether any zone got another name.
fn rename_zones(event: &mut Map, root: &Component) -> bool {
    let mut is_renamed = false;
    for (id, definition) in definitions(event, root) {
        let name = definition.value("TZID").unwrap_or_default();
        if name != id {
            rename_zone(event, &id, name);
            is_renamed = true;
        }
    }
    is_renamed
}

/// Returns the definitions of zones that an event keeps, with their names in the event. If the calendar defines another
/// zone under such a name, the definition gets another name.
fn definitions(event: &Map, root: &Component) -> Vec<(String, Component)> {
    let kept = kept::components(event).into_iter().filter(|kept| kept.name == "VTIMEZONE");
    kept.filter_map(|mut definition| {
        let id = definition.value("TZID")?.to_owned();
        let mut number = 1;
        while let Some(known) = defined(definition.value("TZID")?, root)
            && *known != definition
        {
            number += 1;
            let ids = definition.properties.iter_mut().filter(|property| property.name == "TZID");
            ids.for_each(|property| property.value = format!("{id} ({number})"));
        }
        Some((id, definition))
    })
    .collect()
}

fn defined<'r>(name: &str, root: &'r Component) -> Option<&'r Component> {
    let is_it = |it: &&Component| it.name == "VTIMEZONE" && it.value("TZID") == Some(name);
    root.components.iter().find(is_it)
}

/// What is to be written of one event.
struct Whole<'w> {
    /// The event, unless its fields name other zones than it does.
    event: Option<&'w Event>,
    /// Its fields.
    own: &'w Map,
    /// The calendar that it belongs to, in a bundle.
    calendar: Option<&'w CalendarId>,
}

impl Whole<'_> {
    /// Whether everything was read back. Equal events have equal fields, which need not be compared then.
    fn is(&self, back: &Back) -> bool {
        let is_calendar = |calendar| back.calendar.as_ref() == Some(calendar);
        self.event == Some(&back.event) && self.calendar.is_none_or(is_calendar)
    }
}

/// Returns the components of one event.
fn written(whole: &Whole<'_>, out: &Out<'_>) -> Vec<Component> {
    let own = whole.own;
    let mut components = event_components(own, out);
    components.iter_mut().for_each(print::cleanse);
    // Fields that the description repeats are written first, so that their text can be removed from the description.
    for name in [names::PROGRAMME, names::MEETING_TIME] {
        if let (Some(json), Some(first)) = (own.get(name), components.first_mut()) {
            add(first, name, Some(json), &mut Map::new());
        }
    }
    // What is written for the event also applies to its occurrences, so one round may leave differences to the next.
    let mut last_steps = BTreeMap::new();
    for round in 0..8 {
        let mut raw = raw_back(&components, out.resolver);
        let back = Back::of(&raw);
        if back.as_ref().is_some_and(|back| whole.is(back)) {
            break;
        }
        if back.is_none() {
            raw.clear();
        }
        let back = back.map(|back| back.fields(whole.calendar)).unwrap_or_default();
        let patches = if round < 4 { Patches::Fields } else { Patches::Whole };
        let steps = differences(&back, own, patches);
        // Texts depend on the other fields, and occurrences depend on both.
        let rank = |pointer: &str| match pointer {
            texts if REPEATING.contains(&texts) => 1,
            _ if pointer.starts_with("recurrenceOverrides") => 2,
            _ => 0,
        };
        let Some(first) = steps.keys().map(|pointer| rank(pointer)).min() else { break };
        // What is not read back is not written again.
        if steps == last_steps {
            continue;
        }
        for (pointer, json) in steps.iter().filter(|(pointer, _)| rank(pointer) == first) {
            if let Some(whole) = components.first_mut() {
                add(whole, pointer, json.as_ref(), &mut raw);
            }
        }
        last_steps = steps;
    }
    components
}

/// Returns the instances of an event that its rule does not make: other programs need each of them listed.
fn extra(event: &Event) -> SortedSet<String> {
    let Some(repeat) = event.repeat.as_deref() else { return SortedSet::new() };
    if repeat.known().is_none() {
        return SortedSet::new();
    }
    let mut rule = OfRule::new(event);
    let own = repeat.overrides.iter().filter(|(_, own)| !own.is_excluded());
    own.map(|(at, _)| *at).filter(|at| !rule.has(*at)).map(local_text).collect()
}

/// Adds what iCalendar cannot express. `raw` is what is read so far.
fn add(component: &mut Component, pointer: &str, json: Option<&Json>, raw: &mut Map) {
    let property = jsprop::written(pointer, json, raw);
    if let Some(unsaid) = Unsaid::of(&property) {
        unsaid.say(raw);
    }
    component.properties.push(property);
}

fn facts_json(facts: &CalendarFacts, deleted: &BTreeMap<EventId, UtcTime>) -> Map {
    let mut map = json_of(|fields| fact_fields(fields, facts));
    if !facts.other_entries.is_empty() {
        map.insert("entries".to_owned(), Json::List(facts.other_entries.clone()));
    }
    if !deleted.is_empty() {
        let times = deleted.iter();
        let times = times.map(|(uid, at)| (uid.to_string(), text(clock::moment_text(*at))));
        map.insert(names::DELETED.to_owned(), Json::Map(times.collect()));
    }
    map
}
