//! Reads one VCALENDAR: its own properties, and its events; components with the same UID belong together.

use std::collections::BTreeMap;

use crate::domain::event::participant::is_same_address;
use crate::domain::foreign::Json;
use crate::domain::series::notice::{ADD, METHOD, NO_START};
use crate::domain::time::zone::Zones;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::jsprop::Unsaid;
use crate::format::icalendar::model::kept::keep;
use crate::format::icalendar::model::keys::key_of;
use crate::format::icalendar::model::tree::{Map, as_map, child, text, text_of, typed};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::family as family_in;
use crate::format::icalendar::read::family::{is_occurrence, title};
use crate::format::icalendar::read::when::local_text;
use crate::format::icalendar::read::when::moment_text;
use crate::format::icalendar::syntax::values::{split_texts, unescaped};
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::zones::old_zone::{is_vcalendar, zone_of_vcalendar};
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::jscalendar::read::made_up::OF_ICALENDAR;
use crate::format::jscalendar::read::notes::Notes;
use crate::format::names;

/// What a calendar of a file is, besides its events.
pub(crate) struct ReadCalendar {
    /// The calendar's own properties; `None` if it has neither name nor identity.
    pub(crate) group: Option<Map>,
    /// Whether another program has changed what this program wrote.
    pub(crate) is_edited: bool,
}

/// Takes an event that was read, with the line on which it begins.
pub(crate) type Taker<'t> = dyn FnMut(&mut Notes<'_>, usize, Map) + 't;

/// Reads a calendar. Each event goes to `take` as soon as it is read, and its components are dropped, so that a large file
/// is not in memory twice.
pub(crate) fn calendar(
    mut component: Component,
    zones: &dyn Zones,
    notes: &mut Notes<'_>,
    take: &mut Taker<'_>,
) -> ReadCalendar {
    let inner = std::mem::take(&mut component.components);
    let (timezones, inner): (Vec<Component>, Vec<Component>) =
        inner.into_iter().partition(|inner| inner.name == "VTIMEZONE");
    component.components = timezones;
    let component = &component;
    let resolver = Resolver::new(zones, component);
    let known = |name: &str| {
        let zone = resolver.find(name, None).zone;
        resolver.is_known(&zone.0).then_some(zone)
    };
    let home = component.value("X-WR-TIMEZONE").and_then(known);
    let home = home.or_else(|| zone_of_vcalendar(component, zones).and_then(|name| known(&name)));
    let day_zone = home.clone().or_else(|| resolver.only_timezone().and_then(known));
    let method = Method::of(component);
    let program = component.value("PRODID");
    let is_ours = program.is_some_and(|program| program.starts_with(names::OWN_PRODUCTS));
    let mut context = Context {
        notes,
        resolver: &resolver,
        home,
        day_zone,
        is_vcalendar: is_vcalendar(component),
        is_ours,
        zone_use: None,
        is_edited: false,
        unused: Vec::new(),
    };
    let (components, others): (Vec<Component>, Vec<Component>) =
        inner.into_iter().partition(|inner| inner.name == "VEVENT");
    for inner in &others {
        let fault = Fault::NotTaken { name: inner.name.clone() };
        context.notes.add_titled(inner.line, &inner.name, &title(inner), fault.into());
    }
    let taken = if method == Method::Proposal { Vec::new() } else { components };
    if method == Method::Proposal {
        let property = component.property("METHOD");
        let name = property.map(|it| it.value.trim().to_owned()).unwrap_or_default();
        let line = property.map_or(component.line, |it| it.line);
        context.notes.add_line(line, "METHOD", Fault::NotTaken { name }.into());
    }
    for family in messages(method, families(taken)) {
        context.notes.begin_line();
        let mut events = Vec::new();
        let parts: Vec<&Component> = family.iter().collect();
        family_in::family(&mut context, &parts, &mut events);
        context.unused.clear();
        let title = family.first().map(title).unwrap_or_default();
        context.notes.end(Some(&title).filter(|title| !title.is_empty()).map(String::as_str));
        for (line, mut event) in events {
            mark(&mut event, method);
            if let (Method::Reply, [reply]) = (method, family.as_slice()) {
                say_comment(reply, &mut event);
            }
            take(context.notes, line, event);
        }
    }
    context.zone_use = None;
    let group = group(&mut context, component);
    ReadCalendar { group, is_edited: context.is_edited }
}

/// What a calendar is as a message (RFC 5546, 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// It states events, and is no message or an invitation.
    States,
    /// It calls events off.
    Cancel,
    /// It says who comes.
    Reply,
    /// It adds occurrences.
    Add,
    /// It asks for something that is not decided, or for the latest edition.
    Proposal,
}

impl Method {
    pub(crate) fn of(calendar: &Component) -> Self {
        let word = calendar.value("METHOD").unwrap_or_default().trim().to_ascii_uppercase();
        match word.as_str() {
            "CANCEL" => Self::Cancel,
            "REPLY" => Self::Reply,
            "ADD" => Self::Add,
            "COUNTER" | "DECLINECOUNTER" | "REFRESH" => Self::Proposal,
            _ => Self::States,
        }
    }
}

/// Groups the events of a calendar by UID. An occurrence without a UID belongs to the only series that it can be of: the
/// only one with its title, or the only one at all.
fn families(components: Vec<Component>) -> Vec<Vec<Component>> {
    let mut families: Vec<Vec<Component>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut nameless = Vec::new();
    for component in components {
        match component.value("UID") {
            Some(uid) => {
                let place = *places.entry(uid.to_owned()).or_insert(families.len());
                match families.get_mut(place) {
                    Some(family) => family.push(component),
                    None => families.push(vec![component]),
                }
            }
            None if is_occurrence(&component) => nameless.push(component),
            None => families.push(vec![component]),
        }
    }
    for component in nameless {
        match series_of(&component, &families).and_then(|place| families.get_mut(place)) {
            Some(family) => family.push(component),
            None => families.push(vec![component]),
        }
    }
    families
}

/// Returns the place of the only series that an occurrence without a UID can be of.
fn series_of(occurrence: &Component, families: &[Vec<Component>]) -> Option<usize> {
    let is_series = |component: &&Component| {
        let repeats = component.value("RRULE").or(component.value("RDATE")).is_some();
        repeats && !is_occurrence(component)
    };
    let only = |is_it: &dyn Fn(&Component) -> bool| {
        let mut places = families.iter().enumerate().filter_map(|(place, family)| {
            family.iter().filter(is_series).any(is_it).then_some(place)
        });
        places.next().filter(|_| places.next().is_none())
    };
    let title = occurrence.value("SUMMARY");
    let of_title = || only(&|series| series.value("SUMMARY") == title);
    title.and_then(|_| of_title()).or_else(|| only(&|_| true))
}

/// Takes the messages of one UID apart. Each answer counts by itself; a cancellation of all occurrences that leaves out the
/// start is no series that its other parts could be of.
fn messages(method: Method, families: Vec<Vec<Component>>) -> impl Iterator<Item = Vec<Component>> {
    families.into_iter().flat_map(move |family| apart(method, family))
}

fn apart(method: Method, family: Vec<Component>) -> Vec<Vec<Component>> {
    if method == Method::Reply {
        return family.into_iter().map(|it| vec![it]).collect();
    }
    let has = |it: &Component, name: &str| it.property(name).is_some();
    let is_whole = |it: &Component| !has(it, "RECURRENCE-ID");
    if method != Method::Cancel || family.iter().any(|it| is_whole(it) && has(it, "DTSTART")) {
        return vec![family];
    }
    let (whole, parts): (Vec<_>, Vec<_>) = family.into_iter().partition(|it| is_whole(it));
    [whole, parts].into_iter().filter(|it| !it.is_empty()).collect()
}

/// Says of the people of an answer what they wrote with it.
fn say_comment(reply: &Component, event: &mut Map) {
    let Some(comment) = reply.value("COMMENT").map(unescaped) else { return };
    let Some(Json::Map(people)) = event.get_mut("participants") else { return };
    for person in people.values_mut() {
        if let Json::Map(person) = person
            && !person.contains_key("roles")
        {
            person.insert("participationComment".to_owned(), text(comment.as_str()));
        }
    }
}

/// Marks an event as what its calendar is as a message. A message may leave out the start of the event.
fn mark(event: &mut Map, method: Method) {
    match method {
        Method::States | Method::Proposal => return,
        Method::Add => _ = event.insert(METHOD.to_owned(), text(ADD)),
        // The message may take back single invitations only: who is left decides, see `merge`.
        Method::Cancel if !event.contains_key("status") && has_guests(event) => {
            event.insert(METHOD.to_owned(), text("cancel"));
        }
        Method::Cancel => {
            event.insert("status".to_owned(), text("cancelled"));
            event.insert(METHOD.to_owned(), text("cancel"));
        }
        Method::Reply => _ = event.insert(METHOD.to_owned(), text("reply")),
    }
    if !event.contains_key("start") {
        event.insert("start".to_owned(), text(local_text(NO_START)));
    }
}

/// Whether an event names people other than its organiser.
fn has_guests(event: &Map) -> bool {
    let organizer = text_of(event, "organizerCalendarAddress").unwrap_or_default();
    let people = event.get("participants").and_then(as_map).into_iter().flat_map(Map::values);
    let mut addresses = people.filter_map(|person| text_of(as_map(person)?, "calendarAddress"));
    addresses.any(|address| !is_same_address(address, organizer))
}

/// Reads the calendar's own properties; `None` if it has neither name nor identity.
fn group(context: &mut Context<'_, '_>, component: &Component) -> Option<Map> {
    let mut map = typed("Group");
    map.insert("version".to_owned(), text("2.0"));
    for property in &component.properties {
        group_fact(context, property, &mut map);
    }
    if !map.contains_key("uid") {
        let title = text_of(&map, "title").filter(|title| !title.trim().is_empty())?;
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
        "LAST-MODIFIED" | "CREATED" => match moment_text(context, property) {
            Some(moment) if property.name == "CREATED" => say("created", text(moment), true),
            Some(moment) => say("updated", text(moment), true),
            None => {
                context.notes.add_line(property.line, &property.name, Fault::BadValue.into());
                keep(map, "vcalendar", property);
            }
        },
        "JSPROP" | jsprop::ABSENT => {
            if let Some(unsaid) = Unsaid::of(property).filter(|it| it.pointer != "version") {
                context.is_edited |= !unsaid.say(map);
            }
        }
        name if jsprop::is_count(name) => {}
        _ => keep(map, "vcalendar", property),
    }
}
