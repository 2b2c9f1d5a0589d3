//! Writes the facts of one instance that differ, as a `PatchObject`.

use std::collections::BTreeMap;

use crate::domain::event::Event;
use crate::domain::event::kind::Category;
use crate::domain::event::participant::Participant;
use crate::domain::event::status::OF_INSTANCE;
use crate::domain::foreign::{Foreign, Json};
use crate::domain::id::LocalId;
use crate::domain::series::own::{ItemChanges, OwnItem, OwnList, OwnSet};
use crate::domain::series::repeat::{Own, Patch, TimeKind};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::Zone;
use crate::format::clock;
use crate::format::jscalendar::patch::named::NamedItem;
use crate::format::jscalendar::read::participant::BOUND_TO_ADDRESS;
use crate::format::jscalendar::write::details;
use crate::format::jscalendar::write::details::{own, own_color, own_text, status_fields};
use crate::format::jscalendar::write::participant::{Naming, naming, participant_fields};
use crate::format::jscalendar::write::parts::local_if_any;
use crate::format::json::read::{Limits, parse};
use crate::format::json::write::{FieldWriter, Style, Writer};
use crate::format::names;

/// Writes the fields of a patch. The event tells which participants have an address: the names of properties depend on
/// it.
pub(crate) fn patch_fields(fields: &mut FieldWriter<'_>, patch: &Patch, event: &Event) {
    let Patch {
        start,
        length,
        zone,
        title,
        description,
        audience,
        status,
        status_reason,
        color,
        registration,
        headcount,
        sort,
        meeting_time,
        has_no_meeting,
        series_number,
        locations,
        main_location,
        virtual_locations,
        links,
        programme,
        sorts,
        keywords,
        organizer,
        participants,
        foreign,
    } = patch;
    local_if_any(fields, "start", *start);
    if let Some(length) = length {
        fields.put("duration").plain(|out| clock::print_length(*length, out));
    }
    own(fields, "timeZone", zone, |fields, name, Zone(zone)| fields.put(name).text(zone));
    own_text(fields, "title", title.as_deref());
    own_text(fields, "description", description.as_deref());
    if let Some(own) = status {
        status_fields(fields, Some(details::status(own).unwrap_or("confirmed")), own);
    }
    own_color(fields, color);
    own_text(fields, names::AUDIENCE, audience.as_deref());
    own_text(fields, names::STATUS_REASON, status_reason.as_deref());
    local_if_any(fields, names::MEETING_TIME, *meeting_time);
    if *has_no_meeting && meeting_time.is_none() {
        fields.put(names::MEETING_TIME).null();
    }
    sort_fields(fields, *sort);
    fields.count_if_any(names::SERIES_NUMBER, *series_number);
    own(fields, "mainLocationId", main_location, |fields, name, key| {
        fields.put(name).text(key.as_str());
    });
    if *organizer != Own::AsSeries {
        naming(event).with("organizerCalendarAddress", |name| {
            own(fields, name, organizer, |fields, name, address| fields.put(name).text(address));
        });
    }
    one(fields, names::REGISTRATION, registration.as_ref());
    one(fields, names::HEADCOUNT, headcount.as_ref());
    list(fields, "locations", locations);
    list(fields, "virtualLocations", virtual_locations);
    list(fields, "links", links);
    list(fields, names::PROGRAMME, programme);
    people(fields, participants, event);
    set(fields, "keywords", keywords, Clone::clone);
    set(fields, "categories", sorts, |category| match category {
        Category::Kind(kind) => format!("{}{}", names::CATEGORY_PREFIX, kind.slug()),
        Category::Uri(uri) => uri.clone(),
    });
    carried(fields, foreign);
}

/// Writes what is carried. JSCalendar has no privacy of one instance, so it has our name in a file.
fn carried(fields: &mut FieldWriter<'_>, foreign: &Foreign) {
    let Some(privacy) = foreign.get(OF_INSTANCE) else { return fields.foreign(foreign) };
    fields.put(names::PRIVACY).json(privacy);
    let mut others = foreign.clone();
    others.0.remove(OF_INSTANCE);
    fields.foreign(&others);
}

/// Writes whether an instance has a time of day.
fn sort_fields(fields: &mut FieldWriter<'_>, sort: Option<TimeKind>) {
    let Some(sort) = sort else { return };
    fields.put("showWithoutTime").flag(sort != TimeKind::Timed);
    match sort {
        TimeKind::Undecided => fields.put(names::TIME_UNDECIDED).flag(true),
        TimeKind::DayUndecided => fields.put(names::DAY_UNDECIDED).flag(true),
        TimeKind::Timed | TimeKind::AllDay => {}
    }
}

/// Writes what differs in a set.
fn set<T: Ord>(
    fields: &mut FieldWriter<'_>,
    name: &str,
    own: &OwnSet<T>,
    word: impl Fn(&T) -> String,
) {
    match own {
        OwnSet::AsSeries => {}
        // If it were left out, the members of the series would apply.
        OwnSet::Whole(members) if members.is_empty() => fields.put(name).null(),
        OwnSet::Whole(members) => {
            let words: Vec<String> = members.iter().map(word).collect();
            fields.set(name, words.iter().map(String::as_str));
        }
        OwnSet::Each(members) => {
            for (member, is_in) in members {
                let value = if *is_in { Json::Bool(true) } else { Json::Null };
                fields.put(&below(name, &word(member))).json(&value);
            }
        }
    }
}

/// Writes what differs in a list.
fn list<T: NamedItem>(fields: &mut FieldWriter<'_>, name: &str, own: &OwnList<T>) {
    list_with(fields, name, own, |fields, item| item.write(fields), |_, _| Naming::Standard);
}

/// Writes what differs in the list of participants.
fn people(fields: &mut FieldWriter<'_>, own: &OwnList<Participant>, event: &Event) {
    let has_organizer = event.organizer.is_some();
    let write = |fields: &mut FieldWriter<'_>, person: &Participant| {
        participant_fields(fields, person, has_organizer);
    };
    let naming = |key: &LocalId, changes: &ItemChanges<Participant>| {
        let mut person = event.participants.get(key).cloned().unwrap_or_default();
        changes.put_into(&mut person);
        let is_standard = has_organizer && person.calendar_address.is_some();
        if is_standard { Naming::Standard } else { Naming::Own }
    };
    list_with(fields, "participants", own, write, naming);
}

fn list_with<T: NamedItem>(
    fields: &mut FieldWriter<'_>,
    name: &str,
    own: &OwnList<T>,
    write: impl Fn(&mut FieldWriter<'_>, &T),
    naming: impl Fn(&LocalId, &ItemChanges<T>) -> Naming,
) {
    match own {
        OwnList::AsSeries => {}
        // If it were left out, the items of the series would apply.
        OwnList::Whole(items) if items.is_empty() => fields.put(name).null(),
        OwnList::Whole(items) => fields.put(name).object(|fields| {
            for (key, item) in items {
                fields.put(key.as_str()).object(|fields| write(fields, item));
            }
        }),
        OwnList::Each(items) => {
            for (key, own) in items {
                let pointer = below(name, key.as_str());
                match own {
                    OwnItem::Removed => fields.put(&pointer).null(),
                    OwnItem::Is(item) => fields.put(&pointer).object(|fields| write(fields, item)),
                    OwnItem::Changed(changes) => {
                        changed(fields, &pointer, changes, naming(key, changes));
                    }
                }
            }
        }
    }
}

/// Writes what differs in a single object.
fn one<T: NamedItem>(fields: &mut FieldWriter<'_>, name: &str, own: Option<&OwnItem<T>>) {
    match own {
        None => {}
        Some(OwnItem::Removed) => fields.put(name).null(),
        Some(OwnItem::Is(item)) => fields.put(name).object(|fields| item.write(fields)),
        Some(OwnItem::Changed(changes)) => changed(fields, name, changes, Naming::Standard),
    }
}

/// Writes changed properties of an object, each under its pointer. A property without a value is removed.
fn changed<T: NamedItem>(
    fields: &mut FieldWriter<'_>,
    pointer: &str,
    changes: &ItemChanges<T>,
    naming: Naming,
) {
    let spelled = |name: &str| {
        let first = name.split('/').next().unwrap_or(name);
        let naming = if BOUND_TO_ADDRESS.contains(&first) { naming } else { Naming::Standard };
        naming.with(name, str::to_owned)
    };
    let values = json_of(|fields| changes.values().write(fields));
    let values: SortedMap<&str, &Json> =
        values.iter().map(|(name, json)| (T::bare(name), json)).collect();
    for field in changes.fields() {
        let (name, member) = T::name(field);
        let value = values.get(name).copied();
        let (at, value) = match member {
            None => (spelled(name), value),
            Some(member) => {
                let inner = if let Some(Json::Map(map)) = value { map.get(&*member) } else { None };
                (below(&spelled(name), &member), inner)
            }
        };
        fields.put(&format!("{pointer}/{at}")).json(value.unwrap_or(&Json::Null));
    }
    for (name, value) in &changes.values().foreign().0 {
        fields.put(&format!("{pointer}/{}", spelled(name))).json(value);
    }
}

fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", Foreign::pointer(name))
}

/// Returns an object as it is written.
pub(crate) fn json_of(body: impl FnOnce(&mut FieldWriter<'_>)) -> BTreeMap<String, Json> {
    let mut writer = Writer::new(Style::Compact);
    writer.object(body);
    let json = writer.finish();
    let parsed = parse(&json, &Limits::OWN).ok();
    let parsed = parsed.and_then(|value| value.into_json(&mut Vec::new()));
    if let Some(Json::Map(map)) = parsed { map } else { BTreeMap::new() }
}
