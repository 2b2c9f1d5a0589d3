//! Reads one event.

use crate::domain::event::Event;
use crate::domain::event::participant::Participant;
use crate::domain::foreign::Json;
use crate::domain::id::{CalendarId, EventId, LocalId};
use crate::domain::series::notice::{ADD, METHOD, RECURRENCE_ID, RECURRENCE_ID_ZONE};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::When;
use crate::format::icalendar::fault::Fault;
use crate::format::issue::Reason;
use crate::format::jscalendar::patch::below::note_lost;
use crate::format::jscalendar::read::check;
use crate::format::jscalendar::read::details;
use crate::format::jscalendar::read::fields::{FieldReader, key};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::participant::{headcount, part, participant, unbound};
use crate::format::jscalendar::read::parts;
use crate::format::jscalendar::read::repeat;
use crate::format::jscalendar::read::when;
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// Properties of 1.0 that do not exist in 2.0.
const GONE: [&str; 5] =
    ["localizations", "locationId", "requestStatus", TIME_ZONES, "useDefaultAlerts"];

const TIME_ZONES: &str = "timeZones";

/// What is stored with an event in a bundle or a backup.
#[derive(Debug, Default)]
pub(crate) struct Beside<'v> {
    /// The calendar that it belongs to.
    pub(crate) calendar: Option<CalendarId>,
    /// What the device knew about it.
    pub(crate) local: Option<Object<'v>>,
    /// Whether it states the version of the standard, which a lone event must and an entry must not do.
    pub(crate) has_version: bool,
}

/// Reads an event; `None` if it has no uid or no usable start.
pub(crate) fn event<'v>(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    mut object: Object<'v>,
) -> Option<(Event, Beside<'v>)> {
    if let Some(reading) = notes.services.reading()
        && object.get(TIME_ZONES).is_some()
    {
        let here = PointerPath::Key(path, TIME_ZONES);
        for reason in (reading.without_own_zones)(&mut object, reading.zones) {
            notes.add(&here, reason);
        }
    }
    if object.get(METHOD).is_some() && !is_taken(notes, path, &mut object) {
        return None;
    }
    let nowhere = When::AllDay { first: jiff::civil::Date::MIN, days: 1 };
    let mut reading = Reading {
        event: Event::new(EventId::new(""), "", nowhere),
        uid: None,
        when: when::WhenParts::default(),
        repeat: repeat::RepeatParts::default(),
        beside: Beside::default(),
        has_address: has_address(&object),
    };
    let mut fields = FieldReader::new(notes, path);
    let has_updated = object.0.iter().any(|(name, _)| name == "updated");
    // RFC 8984, 4.3.1: with a `recurrenceId` it is one occurrence, which has no rule.
    let is_occurrence = matches!(object.get("recurrenceId"), Some(Value::Text(_)));
    for (name, value) in object.0 {
        if is_occurrence && repeat::is_rule(&name) {
            fields.reject(&name, value, Reason::RuleNotExpanded { part: "recurrenceId".into() });
            continue;
        }
        let Some(value) = reading.when.take(&mut fields, &name, value) else { continue };
        let Some(value) = reading.repeat.take(&mut fields, &name, value) else { continue };
        let Some(value) = reading.fact(&mut fields, &name, value) else { continue };
        let event = &mut reading.event;
        let Some(value) = details::take(event, &mut fields, &name, value) else { continue };
        let Some(value) = reading.place_or_person(&mut fields, &name, value) else { continue };
        check::property(&mut fields, &name, &value);
        fields.carry(unbound(&name), value);
    }
    if !has_updated {
        fields.note_here(Reason::MissingProperty { name: "updated".into() });
    }
    reading.finish(fields)
}

/// Whether a message says something that is decided. One that adds an occurrence names it then.
#[inline(never)]
fn is_taken(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: &mut Object<'_>) -> bool {
    let method = object.text(METHOD).unwrap_or_default().to_ascii_lowercase();
    // Proposals, and requests for the latest edition (RFC 5546 3.2.6 to 3.2.8).
    if ["counter", "declinecounter", "refresh"].contains(&method.as_str()) {
        notes.add(&PointerPath::Key(path, METHOD), Fault::NotTaken { name: method }.into());
        return false;
    }
    if method == ADD {
        name_added(object);
    }
    true
}

/// Names the occurrence that a message adds to a series, as if the series had it then (RFC 5546, 3.2.4).
fn name_added(object: &mut Object<'_>) {
    if object.get(RECURRENCE_ID).is_some() {
        return;
    }
    for (from, to) in [("start", RECURRENCE_ID), ("timeZone", RECURRENCE_ID_ZONE)] {
        let text = object.text(from).map(str::to_owned);
        object.0.extend(text.map(|text| (to.into(), Value::Text(text.into()))));
    }
}

/// Whether a participant has an address in the standard's own property.
fn has_address(event: &Object<'_>) -> bool {
    let Some(Value::Map(people)) = event.get("participants") else { return false };
    people.0.iter().any(|(_, person)| {
        matches!(person, Value::Map(person)
            if person.get("calendarAddress").is_some() || person.get("sendTo").is_some())
    })
}

struct Reading<'v> {
    event: Event,
    uid: Option<String>,
    when: when::WhenParts,
    repeat: repeat::RepeatParts,
    beside: Beside<'v>,
    has_address: bool,
}

impl<'v> Reading<'v> {
    /// Takes a plain property, or returns it.
    fn fact(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        let event = &mut self.event;
        match name {
            "@type" => {}
            "uid" => self.uid = fields.text(name, value),
            "title" => event.title = fields.text(name, value).unwrap_or_default(),
            "description" => event.description = fields.text(name, value).unwrap_or_default(),
            "sequence" => event.revision.sequence = fields.count(name, value).unwrap_or_default(),
            "updated" => event.revision.updated = fields.utc(name, value),
            "created" => event.revision.created = fields.utc(name, value),
            "status" => event.status = details::status(fields, name, value).unwrap_or_default(),
            "categories" => {
                let (kinds, others) = details::categories(fields, name, value);
                event.kinds = kinds;
                // Few events have others: only then the event has rare facts.
                if !others.is_empty() {
                    event.categories = others;
                }
            }
            "keywords" => event.keywords = fields.texts(name, value),
            "version" => self.beside.has_version = true,
            names::MEETING_TIME => event.meeting_time = fields.local(name, value),
            names::SERIES_NUMBER => event.series_number = fields.count(name, value),
            names::HEADCOUNT => event.headcount = part(fields, name, value, headcount),
            names::CALENDAR => {
                self.beside.calendar = fields.text(name, value).map(CalendarId::new);
            }
            names::LOCAL => {
                if let Value::Map(local) = value {
                    self.beside.local = Some(local);
                } else {
                    fields.forget(name);
                }
            }
            gone if GONE.contains(&gone) => fields.forget(name),
            _ => return Some(value),
        }
        None
    }

    /// Takes a property that contains places or people, or returns it.
    fn place_or_person(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        let event = &mut self.event;
        match unbound(name) {
            "locations" => event.locations = fields.objects(name, value, parts::location),
            "mainLocationId" => {
                let id = fields.text(name, value)?;
                let here = PointerPath::Key(fields.path, name);
                event.main_location = Some(key(fields.notes, &here, &id));
            }
            "virtualLocations" => {
                event.virtual_locations = fields.objects(name, value, parts::virtual_location);
            }
            "links" => event.links = fields.objects(name, value, parts::link),
            "participants" => event.participants = fields.objects(name, value, participant),
            names::PROGRAMME => event.programme = fields.objects(name, value, parts::part),
            "organizerCalendarAddress" => {
                event.organizer = fields.text(name, value).or(event.organizer.take());
                if name == "organizerCalendarAddress" && !self.has_address {
                    fields.note(name, Reason::MissingProperty { name: "calendarAddress".into() });
                }
            }
            "replyTo" => {
                let imip =
                    if let Value::Map(methods) = &value { methods.text("imip") } else { None };
                match imip {
                    Some(imip) if event.organizer.is_none() => {
                        event.organizer = Some(imip.to_owned());
                        fields.note(name, Reason::Older);
                    }
                    Some(_) | None => fields.forget(name),
                }
            }
            _ => return Some(value),
        }
        None
    }

    fn finish(mut self, mut fields: FieldReader<'_, '_, '_>) -> Option<(Event, Beside<'v>)> {
        if fields.foreign.get("endTimeZone").is_some() && !self.when.has_zone() {
            fields.note("endTimeZone", Reason::MissingProperty { name: "timeZone".into() });
        }
        let is_html =
            |json: &Json| matches!(json, Json::Text(sort) if sort.starts_with("text/html"));
        if let Some(reading) = fields.notes.services.reading()
            && fields.foreign.get("descriptionContentType").is_some_and(is_html)
        {
            fields.note("description", Reason::HtmlText);
            fields.foreign.0.remove("descriptionContentType");
            self.event.description = (reading.text_of_html)(&self.event.description);
        }
        let main = self.event.main_location.as_ref();
        if main.is_some_and(|id| !self.event.locations.contains_key(id)) {
            fields.note("mainLocationId", Reason::UnknownValue);
        }
        if self.has_address && self.event.organizer.is_none() {
            let name = "organizerCalendarAddress";
            fields.note_here(Reason::MissingProperty { name: name.into() });
            self.event.organizer = owner_address(&self.event.participants);
        }
        if !self.event.participants.is_empty() {
            name_delegates(&mut self.event.participants);
        }
        details::postponed(&mut fields, &mut self.event.status);
        let when = self.when.finish(&mut fields);
        let Some(uid) = self.uid.filter(|uid| !uid.is_empty()) else {
            fields.note_here(Reason::MissingUid);
            return None;
        };
        let when = when?;
        self.event.repeat = self.repeat.finish(&when, &mut fields);
        self.event.when = when;
        self.event.id = EventId::new(uid);
        note_lost(&self.event, &mut fields);
        self.event.foreign = fields.foreign;
        Some((self.event, self.beside))
    }
}

/// Returns the address of the owner, who is the organiser if none is named.
fn owner_address(people: &SortedMap<LocalId, Participant>) -> Option<String> {
    use crate::domain::event::participant::Role;
    let owner = people
        .values()
        .find(|person| person.roles.contains(&Role::Owner) && person.calendar_address.is_some());
    owner.and_then(|owner| owner.calendar_address.clone())
}

/// Replaces the keys of delegates: 1.0 names them by their keys in the event, 2.0 by their addresses.
fn name_delegates(people: &mut SortedMap<LocalId, Participant>) {
    let is_key = |name: &String| !name.contains(':');
    if !people.values().any(|person| person.delegated_to.iter().any(is_key)) {
        return;
    }
    let addresses: SortedMap<LocalId, String> = people
        .iter()
        .filter_map(|(id, person)| Some((id.clone(), person.calendar_address.clone()?)))
        .collect();
    for person in people.values_mut() {
        let names = std::mem::take(&mut person.delegated_to);
        let address = |name: String| {
            let by_key = addresses.get(&LocalId::new(name.as_str())).cloned();
            by_key.filter(|_| is_key(&name)).unwrap_or(name)
        };
        person.delegated_to = names.into_iter().map(address).collect();
    }
}
