//! Reads the components of one UID: the event, and the occurrences that differ from it.
//!
//! The order of the components in a file has no meaning. Of several editions of one component the newest counts: the
//! one with the highest SEQUENCE, and of those the one with the latest DTSTAMP (RFC 5546 2.1.5).

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::domain::foreign::Json;
use crate::domain::series::notice::RECURRENCE_RANGE;
use crate::domain::series::recurrence::expand::has;
use crate::domain::time::Zone;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::jsprop::Unsaid;
use crate::format::icalendar::model::kept::keep;
use crate::format::icalendar::model::keys::key_of;
use crate::format::icalendar::model::tree::{
    Map, as_map, at as at_pointer, borrowed, child, patch, text, text_of,
};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::difference::OF_THE_WHOLE;
use crate::format::icalendar::read::event::{SeriesPart, event, inherited};
use crate::format::icalendar::read::following::{begin, divide, is_for_following};
use crate::format::icalendar::read::when::{EventStart, local_text};
use crate::format::icalendar::syntax::values::{Stamp, parse_stamp};
use crate::format::icalendar::syntax::{Component, Property, print};
use crate::format::icalendar::zones::custom::keep_zones;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::rule;
use crate::format::names;

/// The field with how much of an event others may see.
const PRIVACY: &str = "privacy";

/// Whether a component is about one occurrence of a series.
pub(crate) fn is_occurrence(component: &Component) -> bool {
    component.property("RECURRENCE-ID").is_some()
}

/// Returns the title of a component, or else its UID.
pub(crate) fn title(component: &Component) -> String {
    component.title()
}

/// Reads the components of one UID.
pub(crate) fn family(
    context: &mut Context<'_, '_>,
    family: &[&Component],
    out: &mut Vec<(usize, Map)>,
) {
    let (occurrences, wholes): (Vec<&Component>, Vec<&Component>) =
        family.iter().copied().partition(|component| is_occurrence(component));
    let Some(newest) = newest(context, &wholes, "UID") else {
        return strays(context, &occurrences, out);
    };
    let (mut map, start) = event(context, newest, SeriesPart::Whole);
    if newest.value("UID").is_none() {
        context.notes.add_line(newest.line, "UID", Fault::MadeUid.into());
        map.insert("uid".to_owned(), text(made_uid(newest)));
    }
    if start.is_some() && occurrences.is_empty() {
        say_of_occurrences(context, newest, &mut map);
    } else if let Some(start) = start {
        let mut common = Common::of(newest, &map);
        let mut following = Vec::new();
        for (at, occurrence) in editions(context, &occurrences, &start) {
            let key = local_text(at);
            let is_gone = || {
                edition(newest).sequence > edition(occurrence).sequence
                    && is_outside(&map, start.clock, at)
            };
            if is_excluded(&map, &key) && edition(newest) > edition(occurrence) || is_gone() {
                tell_older(context, occurrence, "RECURRENCE-ID");
            } else if is_for_following(occurrence) {
                following.push((at, occurrence));
            } else {
                let patch = differ(context, occurrence, &key, &mut common);
                child(&mut map, "recurrenceOverrides").insert(key, Json::Map(patch));
            }
        }
        say_of_occurrences(context, newest, &mut map);
        divided(context, (newest.line, map), &mut common, &following, out);
        return;
    }
    keep_zones(context.resolver, &mut map);
    out.push((newest.line, map));
}

/// Adds a series to the events: divided at each occurrence that changes all that follow, from the last one to the first.
fn divided(
    context: &mut Context<'_, '_>,
    (line, mut map): (usize, Map),
    common: &mut Common,
    following: &[(DateTime, &Component)],
    out: &mut Vec<(usize, Map)>,
) {
    let mut later = Vec::new();
    for (at, occurrence) in following.iter().rev() {
        let part = SeriesPart::Occurrence(&common.inherited);
        let (mut own, start) = event(context, occurrence, part);
        if start.is_some() && divide(&mut map, &mut own, *at) {
            keep_zones(context.resolver, &mut own);
            later.push((occurrence.line, own));
            continue;
        }
        if start.is_some() && begin(&mut map, &mut own, *at) {
            continue;
        }
        if let Some(id) = occurrence.property("RECURRENCE-ID") {
            context.note(id, Fault::ThisAndFuture);
        }
        let key = local_text(*at);
        let patch = differ(context, occurrence, &key, common);
        child(&mut map, "recurrenceOverrides").insert(key, Json::Map(patch));
    }
    keep_zones(context.resolver, &mut map);
    out.push((line, map));
    out.extend(later.into_iter().rev());
}

/// The sort key of the editions of one component.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Edition {
    sequence: u32,
    /// DTSTAMP.
    stamped: Option<DateTime>,
    /// LAST-MODIFIED; an export gives the same DTSTAMP to everything.
    modified: Option<DateTime>,
}

fn edition(component: &Component) -> Edition {
    let moment = |name: &str| component.value(name).and_then(parse_stamp).map(Stamp::reading);
    let sequence = component.value("SEQUENCE").and_then(|number| number.parse().ok());
    Edition {
        sequence: sequence.unwrap_or(0),
        stamped: moment("DTSTAMP"),
        modified: moment("LAST-MODIFIED"),
    }
}

/// Returns the newest edition and reports the others. If the editions are equally new, the content decides, so that the
/// order in the file never does.
fn newest<'c>(
    context: &mut Context<'_, '_>,
    editions: &[&'c Component],
    pointer: &str,
) -> Option<&'c Component> {
    let printed = |component: &Component| {
        let mut text = String::new();
        print::component(component, &mut text);
        text
    };
    let newest = editions.iter().copied().max_by(|one, other| {
        edition(one).cmp(&edition(other)).then_with(|| printed(one).cmp(&printed(other)))
    })?;
    for other in editions.iter().filter(|other| !std::ptr::eq(**other, newest)) {
        if edition(other) < edition(newest) {
            tell_older(context, other, pointer);
        } else if printed(other) != printed(newest) {
            context.notes.add_titled(other.line, pointer, &title(other), Reason::DuplicateUid);
        }
    }
    Some(newest)
}

fn tell_older(context: &mut Context<'_, '_>, older: &Component, pointer: &str) {
    context.notes.add_titled(older.line, pointer, &title(older), Fault::OlderEdition.into());
}

/// Returns the newest edition of each occurrence, with the wall clock at which the series has it.
fn editions<'c>(
    context: &mut Context<'_, '_>,
    occurrences: &[&'c Component],
    start: &EventStart,
) -> BTreeMap<DateTime, &'c Component> {
    let mut by_clock: BTreeMap<DateTime, Vec<&'c Component>> = BTreeMap::new();
    for occurrence in occurrences {
        let id = occurrence.property("RECURRENCE-ID");
        let is_of_one = || !is_for_following(occurrence);
        // RFC 5545 3.2.13 has no other range; RFC 2445 had one for all that came before.
        if let Some(id) = id.filter(|id| id.param("RANGE").is_some() && is_of_one()) {
            context.note(id, Fault::BadValue);
        }
        match id.and_then(|id| context.point_of(id, &id.value)) {
            Some(point) => {
                by_clock.entry(context.on_clock(start, &point)).or_default().push(occurrence);
            }
            None => tell_unplaced(context, occurrence),
        }
    }
    let newest = |(at, editions): (DateTime, Vec<&'c Component>)| {
        Some((at, newest(context, &editions, "RECURRENCE-ID")?))
    };
    by_clock.into_iter().filter_map(newest).collect()
}

/// Reports an occurrence of which nobody knows which one it is.
fn tell_unplaced(context: &mut Context<'_, '_>, occurrence: &Component) {
    let fault = Fault::UnplacedOccurrence.into();
    context.notes.add_titled(occurrence.line, "RECURRENCE-ID", &title(occurrence), fault);
}

fn is_excluded(map: &Map, at: &str) -> bool {
    let own = map.get("recurrenceOverrides").and_then(as_map).and_then(|all| all.get(at));
    own.and_then(|own| as_map(own)?.get("excluded")) == Some(&Json::Bool(true))
}

/// Whether the event has no occurrence at `at`: its rule does not have it, and no date was added.
fn is_outside(map: &Map, start: DateTime, at: DateTime) -> bool {
    let own = map.get("recurrenceOverrides").and_then(as_map);
    let is_added = own.is_some_and(|own| own.contains_key(&local_text(at)));
    let rule = map.get("recurrenceRule").and_then(as_map);
    let rule = rule.and_then(|map| rule::rule(&borrowed(map)).ok());
    rule.is_some_and(|rule| !is_added && !has(&rule.settled(start, &|at| at.0), start, at))
}

/// Makes the UID of an event that has none: it is computed from the event's content, so that every copy gets the same.
fn made_uid(component: &Component) -> String {
    let parts = ["DTSTART", "DTEND", "SUMMARY", "LOCATION", "RRULE"];
    let mut content = parts.map(|name| component.value(name).unwrap_or_default()).join("\n");
    if let Some(id) = component.value("RECURRENCE-ID") {
        content.extend(["\n", id]);
    }
    key_of(&content)
}

/// What the occurrences of an event have in common, made once for all of them.
struct Common {
    /// The event as the rule has each occurrence, without what one occurrence cannot override.
    usual: Map,
    /// How much of the event others may see.
    privacy: u8,
    inherited: Vec<Unsaid>,
}

impl Common {
    fn of(whole: &Component, map: &Map) -> Self {
        let of_each = |name: &str| !OF_THE_WHOLE.contains(&name);
        let usual = map.iter().filter(|(name, _)| of_each(name));
        let usual = usual.map(|(name, json)| (name.clone(), json.clone())).collect();
        Self { usual, privacy: secrecy(map), inherited: inherited(whole) }
    }
}

/// Returns what differs in one occurrence from its event, as a patch.
fn differ(
    context: &mut Context<'_, '_>,
    occurrence: &Component,
    at: &str,
    common: &mut Common,
) -> Map {
    let (mut map, own_start) =
        event(context, occurrence, SeriesPart::Occurrence(&common.inherited));
    common.usual.insert("start".to_owned(), text(at));
    if own_start.is_none() {
        if occurrence.property("DTSTART").is_some() {
            context.notes.add_line(occurrence.line, "DTSTART", Fault::BadValue.into());
        }
        // A cancellation may leave out the start (RFC 5546 3.2.5).
        for name in ["timeZone", "duration", "showWithoutTime"] {
            let usual = common.usual.get(name).cloned();
            map.extend(usual.map(|usual| (name.to_owned(), usual)));
        }
    }
    // An occurrence may be less public than its event.
    let privacy = map.get(PRIVACY).cloned().filter(|_| secrecy(&map) > common.privacy);
    for name in OF_THE_WHOLE {
        map.remove(name);
    }
    keep_relations(occurrence, &mut map, &common.usual);
    // Without a start it stays at its original time.
    map.entry("start".to_owned()).or_insert_with(|| text(at));
    let mut own = patch(&common.usual, &map);
    own.extend(privacy.map(|privacy| (names::PRIVACY.to_owned(), privacy)));
    own
}

/// Keeps the relations of one occurrence as iCalendar has them: in JSCalendar they are those of its event (RFC 8984 4.3.5).
fn keep_relations(occurrence: &Component, map: &mut Map, usual: &Map) {
    let usual = usual.get("relatedTo").cloned();
    let own = map.remove("relatedTo");
    if own.is_some() && own != usual {
        let relations = occurrence.properties.iter().filter(|it| it.name == "RELATED-TO");
        relations.for_each(|relation| keep(map, "vevent", relation));
    }
    map.extend(usual.map(|usual| ("relatedTo".to_owned(), usual)));
}

/// Returns how little of a component others may see (RFC 5545 3.8.1.3: an unknown word counts as private).
fn secrecy(map: &Map) -> u8 {
    match text_of(map, PRIVACY) {
        None | Some("public") => 0,
        Some("secret") => 2,
        Some(_) => 1,
    }
}

/// Says last what iCalendar cannot express of the occurrences, as far as they still are in the file.
fn say_of_occurrences(context: &mut Context<'_, '_>, whole: &Component, map: &mut Map) {
    let is_own =
        |one: &Property| jsprop::is_jsprop(one) && jsprop::is_below(one, "recurrenceOverrides");
    for unsaid in whole.properties.iter().filter(|one| is_own(one)).filter_map(Unsaid::of) {
        let steps: Vec<&str> = unsaid.pointer.splitn(3, '/').collect();
        let is_said = match steps.as_slice() {
            [overrides, at, field] => {
                let own = at_pointer(map, &format!("{overrides}/{at}")).and_then(as_map);
                own.is_some_and(|own| unsaid.is_absence() || takes(own, field)) && unsaid.say(map)
            }
            _ => unsaid.say(map),
        };
        context.is_edited |= !is_said;
    }
}

/// Whether a patch may have that field: the occurrence takes place, and the patch does not replace what the field is in.
fn takes(patch: &Map, field: &str) -> bool {
    let field = field.replace("~1", "/").replace("~0", "~");
    let above =
        |name: &String| field.strip_prefix(name.as_str()).is_some_and(|it| it.starts_with('/'));
    !patch.contains_key("excluded") && !patch.keys().any(above)
}

/// Returns an occurrence that states no start (a cancellation, RFC 5546 3.2.5) with its original time as the start.
fn dated(stray: &Component) -> Component {
    let mut dated = stray.clone();
    let id = stray.property("RECURRENCE-ID").filter(|_| stray.property("DTSTART").is_none());
    if let Some(id) = id {
        let params = id.params.iter().filter(|param| param.name != "RANGE").cloned().collect();
        dated.properties.push(Property { name: "DTSTART".to_owned(), params, ..id.clone() });
    }
    dated
}

/// Handles occurrences of an event that is not in the file. The earliest becomes the event, the others become its
/// exceptions; `recurrenceId` tells which occurrence each is. One that is for all that follow stands alone. A rule in one of them is not used: it is one occurrence.
fn strays(context: &mut Context<'_, '_>, strays: &[&Component], out: &mut Vec<(usize, Map)>) {
    let id = |stray: &Component| stray.value("RECURRENCE-ID").and_then(parse_stamp);
    let mut by_id: BTreeMap<Option<DateTime>, Vec<&Component>> = BTreeMap::new();
    for stray in strays {
        by_id.entry(id(stray).map(Stamp::reading)).or_default().push(stray);
    }
    let mut whole: Option<(&Component, Map, EventStart, Common)> = None;
    let newest = by_id.into_values().filter_map(|it| newest(context, &it, "RECURRENCE-ID"));
    let newest: Vec<Component> = newest.map(dated).collect();
    for stray in &newest {
        let is_for_following = is_for_following(stray);
        let id = stray.property("RECURRENCE-ID").and_then(|property| context.point(property));
        if let Some((_, whole, start, common)) = whole.as_mut().filter(|_| !is_for_following) {
            if let Some(id) = id {
                let at = local_text(context.on_clock(start, &id));
                let patch = differ(context, stray, &at, common);
                child(whole, "recurrenceOverrides").insert(at, Json::Map(patch));
            } else {
                tell_unplaced(context, stray);
            }
            continue;
        }
        let (mut map, start) = event(context, stray, SeriesPart::Occurrence(&[]));
        if stray.value("UID").is_none() {
            context.notes.add_line(stray.line, "UID", Fault::MadeUid.into());
            map.insert("uid".to_owned(), text(made_uid(stray)));
        }
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
        if is_for_following {
            map.insert(RECURRENCE_RANGE.to_owned(), Json::Bool(true));
            keep_zones(context.resolver, &mut map);
            out.push((stray.line, map));
            continue;
        }
        let common = Common::of(stray, &map);
        whole = Some((stray, map, start, common));
    }
    if let Some((first, map, _, _)) = &mut whole {
        say_of_occurrences(context, first, map);
        keep_zones(context.resolver, map);
    }
    out.extend(whole.map(|(first, map, _, _)| (first.line, map)));
}
