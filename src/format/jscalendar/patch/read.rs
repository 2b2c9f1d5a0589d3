//! Reads a `PatchObject`: the facts of one instance that differ.

use crate::domain::event::status::{OF_INSTANCE, Status};
use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::domain::series::own::{OwnList, OwnSet};
use crate::domain::series::repeat::{Own, Patch, TimeKind};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::Length;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::patch::below::{below, item};
use crate::format::jscalendar::patch::named::NamedItem;
use crate::format::jscalendar::read::details;
use crate::format::jscalendar::read::details::category;
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::participant::unbound;
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// What an instance cannot override (RFC 8984 and bis, 4.3.5).
const OF_THE_SERIES: [&str; 14] = [
    "@type",
    "excludedRecurrenceRules",
    "method",
    "privacy",
    "prodId",
    "recurrenceId",
    "recurrenceIdTimeZone",
    "recurrenceOverrides",
    "recurrenceRule",
    "recurrenceRules",
    "relatedTo",
    "replyTo",
    "timeZones",
    "uid",
];

/// Reads what differs in an instance.
pub(crate) fn patch(notes: &mut Notes<'_>, here: &PointerPath<'_>, object: Object<'_>) -> Patch {
    let mut fields = FieldReader::new(notes, here);
    let mut patch = Patch::default();
    let mut deep = Vec::new();
    for (name, value) in object.0 {
        let root = name.split('/').next().unwrap_or_default();
        if root.is_empty() || OF_THE_SERIES.contains(&root) || !is_pointer(&name) {
            fields.reject(&name, value, Reason::BadRule);
        } else if name.contains('/') {
            deep.push((name.into_owned(), value));
        } else {
            fact(&mut patch, &mut fields, &name, value);
        }
    }
    below(&mut patch, &mut fields, deep);
    details::postponed_patch(&mut fields, &mut patch.status);
    patch.foreign = fields.foreign;
    settle_time(&mut patch);
    patch
}

/// RFC 6901, 3: a tilde is followed by 0 or 1.
fn is_pointer(name: &str) -> bool {
    name.split('~').skip(1).all(|tail| tail.starts_with(['0', '1']))
}

/// Combines the properties that say that the time or the day is undecided.
fn settle_time(patch: &mut Patch) {
    let undecided = [
        (names::TIME_UNDECIDED, TimeKind::Undecided),
        (names::DAY_UNDECIDED, TimeKind::DayUndecided),
    ];
    for (name, sort) in undecided {
        let is_so = patch.foreign.get(name) == Some(&Json::Bool(true));
        if is_so && patch.sort == Some(TimeKind::AllDay) {
            patch.foreign.0.remove(name);
            patch.sort = Some(sort);
        }
    }
}

/// Reads a property that is replaced or, by `null`, removed.
fn fact(patch: &mut Patch, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
    let Some(value) = details::take_patch(patch, fields, name, value) else { return };
    let is_null = value == Value::Null;
    match unbound(name) {
        names::MEETING_TIME if is_null => patch.has_no_meeting = true,
        "title" if is_null => patch.title = Some(String::new()),
        "description" if is_null => patch.description = Some(String::new()),
        "duration" if is_null => patch.length = Some(Length::default()),
        "timeZone" if is_null => patch.zone = Own::Nothing,
        "status" if is_null => patch.status = Some(Status::Confirmed),
        "showWithoutTime" if is_null => patch.sort = Some(TimeKind::Timed),
        "mainLocationId" if is_null => patch.main_location = Own::Nothing,
        "organizerCalendarAddress" if is_null => patch.organizer = Own::Nothing,
        "start" if is_null => fields.reject(name, value, Reason::BadRule),
        "start" => patch.start = fields.local(name, value),
        "duration" => patch.length = fields.length(name, value),
        "timeZone" => {
            patch.zone = fields.zone(name, value).map_or(Own::AsSeries, Own::Is);
        }
        "title" => patch.title = fields.text(name, value),
        "description" => patch.description = fields.text(name, value),
        "status" => patch.status = details::status(fields, name, value),
        "showWithoutTime" => {
            let sort = |is_day| if is_day { TimeKind::AllDay } else { TimeKind::Timed };
            patch.sort = fields.flag(name, value).map(sort);
        }
        names::MEETING_TIME => patch.meeting_time = fields.local(name, value),
        names::SERIES_NUMBER if !is_null => patch.series_number = fields.count(name, value),
        "mainLocationId" if is_key(&value) => {
            let key = fields.text(name, value);
            patch.main_location = key.map_or(Own::AsSeries, |key| Own::Is(LocalId::new(key)));
        }
        "organizerCalendarAddress" => {
            patch.organizer = fields.text(name, value).map_or(Own::AsSeries, Own::Is);
        }
        "categories" => patch.sorts = set(fields, name, value, |word| Some(category(word))),
        "keywords" => patch.keywords = set(fields, name, value, |word| Some(word.to_owned())),
        names::HEADCOUNT => patch.headcount = item(fields, name, value),
        names::REGISTRATION => patch.registration = item(fields, name, value),
        "locations" => list(&mut patch.locations, fields, name, value),
        "virtualLocations" => list(&mut patch.virtual_locations, fields, name, value),
        "links" => list(&mut patch.links, fields, name, value),
        names::PROGRAMME => list(&mut patch.programme, fields, name, value),
        "participants" => list(&mut patch.participants, fields, name, value),
        // JSCalendar has no privacy of one instance, so it has our name in a file.
        names::PRIVACY => fields.carry(OF_INSTANCE, value),
        _ => fields.carry(name, value),
    }
}

/// Whether a value is a valid key; any other value is carried.
fn is_key(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(key) if LocalId::sanitised(key).as_str() == key.as_ref())
}

/// Reads a whole set.
fn set<T: Clone + Ord>(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
    member: fn(&str) -> Option<T>,
) -> OwnSet<T> {
    if value == Value::Null {
        return OwnSet::Whole(SortedSet::new());
    }
    let Some(members) = fields.set(name, value) else { return OwnSet::AsSeries };
    OwnSet::Whole(members.iter().filter_map(|text| member(text)).collect())
}

/// Reads a whole list.
fn list<T: NamedItem>(
    own: &mut OwnList<T>,
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) {
    let is_map_of_objects =
        |object: &Object<'_>| object.0.iter().all(|(_, value)| matches!(value, Value::Map(_)));
    match value {
        Value::Null => *own = OwnList::Whole(SortedMap::new()),
        Value::Map(object) if is_map_of_objects(&object) => {
            *own = OwnList::Whole(fields.objects(name, Value::Map(object), T::read));
        }
        value @ (Value::Bool(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Skipped(_)) => fields.reject(name, value, Reason::WrongType(Expected::Map)),
    }
}
