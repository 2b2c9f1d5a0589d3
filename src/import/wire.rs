//! Encodes the messages of an import as JSON text. The types of domain and merge have a plain form in it.
//!
//! Each type has one section with both directions. Entries and calendars are encoded as records of `format::record`.
//!
//! Law: `from_wire(to_wire(message)) == message`.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::row::RowSource;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::field::{FieldPath, PersonPart};
use crate::domain::id::{CalendarId, EventId, LocalId};
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::stored::record;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::{Choices, Take};
use crate::merge::counts::Counts;
use crate::merge::event::conflict::Side;
use crate::merge::incoming::IncomingFact;
use crate::merge::namesakes::Namesake;
use crate::merge::preview::Class;

/// Encodes a message.
pub fn to_wire<T: Serialize>(message: &T) -> String {
    serde_json::to_string(message).expect("our own messages hold nothing that JSON cannot")
}

/// Decodes a message; `None` if the text is not a message.
pub fn from_wire<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// A type of domain or merge in a message, for `#[serde(with = "…")]`: its plain form and the conversions.
pub(super) trait PlainForm {
    /// The type itself.
    type Value;
    /// The form that is sent.
    type Plain: Serialize + DeserializeOwned;

    /// Converts a value to its plain form.
    fn to_plain(value: &Self::Value) -> Self::Plain;

    /// Converts a plain form back to its value; `None` if [`Self::to_plain`] never writes this form.
    fn from_plain(plain: Self::Plain) -> Option<Self::Value>;

    /// Serializes the plain form, for serde.
    fn serialize<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        Self::to_plain(value).serialize(serializer)
    }

    /// Deserializes the plain form, for serde.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        let plain = Self::Plain::deserialize(deserializer)?;
        Self::from_plain(plain).ok_or_else(|| D::Error::custom("not a plain form"))
    }
}

/// Defines the names of an enum without fields, in both directions, from one list.
macro_rules! names {
    ($type:ident, $to:ident, $from:ident: $($variant:ident = $name:literal),+ $(,)?) => {
        fn $to(value: $type) -> String {
            let name = match value {
                $($type::$variant => $name,)+
            };
            name.to_owned()
        }

        fn $from(name: &str) -> Option<$type> {
            match name {
                $($name => Some($type::$variant),)+
                _ => None,
            }
        }
    };
}

// --- moments ---

pub(super) struct MomentForm;

impl PlainForm for MomentForm {
    type Value = UtcTime;
    type Plain = String;

    fn to_plain(at: &UtcTime) -> String {
        clock::moment_text(*at)
    }

    fn from_plain(text: String) -> Option<UtcTime> {
        clock::parse_utc(&text)
    }
}

// --- classes and counts ---

pub(super) struct ClassForm;

pub(super) struct CountsForm;

names! {
    Class, class_to, class_from:
    Conflicting = "conflicting", Refused = "refused", Elsewhere = "elsewhere", Cancelled = "cancelled", Updated = "updated", New = "new",
    RemovedInFile = "removed", Trashed = "binned", Missing = "missing", Unchanged = "unchanged",
}

impl PlainForm for ClassForm {
    type Value = Class;
    type Plain = String;

    fn to_plain(class: &Class) -> String {
        class_to(*class)
    }

    fn from_plain(name: String) -> Option<Class> {
        class_from(&name)
    }
}

impl PlainForm for CountsForm {
    type Value = Counts;
    /// The counts in the order of `Class::ALL`, and the number of older editions.
    type Plain = ([usize; Class::ALL.len()], usize);

    fn to_plain(counts: &Counts) -> Self::Plain {
        (Class::ALL.map(|class| counts.of(class)), counts.older)
    }

    fn from_plain((by_class, older): Self::Plain) -> Option<Counts> {
        Some(Counts::new(by_class, older))
    }
}

// --- choices ---

pub(super) struct ChoicesForm;

#[derive(Serialize, Deserialize)]
pub(super) struct PlainChoices {
    classes: Vec<(String, String)>,
    events: Vec<(String, String)>,
    calendars: String,
    all_conflicts: Option<String>,
    conflicts: Vec<(String, [String; 3], String)>,
}

names! { Take, take_to, take_from: Skip = "skip", Accept = "accept" }
names! { Side, side_to, side_from: Ours = "ours", Theirs = "theirs" }

impl PlainForm for ChoicesForm {
    type Value = Choices;
    type Plain = PlainChoices;

    fn to_plain(choices: &Choices) -> PlainChoices {
        let Choices { classes, events, calendars, all_conflicts, conflicts } = choices;
        let classes = classes.iter().map(|(class, take)| (class_to(*class), take_to(*take)));
        let events = events.iter().map(|(id, take)| (id.to_string(), take_to(*take)));
        let conflicts = conflicts
            .iter()
            .map(|((id, field), side)| (id.to_string(), field_to(field), side_to(*side)));
        PlainChoices {
            classes: classes.collect(),
            events: events.collect(),
            calendars: take_to(*calendars),
            all_conflicts: all_conflicts.map(side_to),
            conflicts: conflicts.collect(),
        }
    }

    fn from_plain(plain: PlainChoices) -> Option<Choices> {
        let mut choices = Choices { calendars: take_from(&plain.calendars)?, ..Choices::default() };
        for (class, take) in plain.classes {
            choices.classes.insert(class_from(&class)?, take_from(&take)?);
        }
        for (id, take) in plain.events {
            choices.events.insert(EventId::new(id), take_from(&take)?);
        }
        if let Some(side) = plain.all_conflicts {
            choices.all_conflicts = Some(side_from(&side)?);
        }
        for (id, field, side) in plain.conflicts {
            let conflict = (EventId::new(id), field_from(&field)?);
            choices.conflicts.insert(conflict, side_from(&side)?);
        }
        Some(choices)
    }
}

// --- fields ---

/// Defines the names of fields, in both directions, from one list: first those without a key, then those with one. A
/// field is sent as its name, its key, and the part of a participant.
macro_rules! fields {
    ($($plain:ident = $name:literal),+; $($keyed:ident = $keyed_name:literal),+ $(,)?) => {
        fn field_to(field: &FieldPath) -> [String; 3] {
            let none = String::new;
            match field {
                $(FieldPath::$plain => [$name.to_owned(), none(), none()],)+
                $(FieldPath::$keyed(key) => [$keyed_name.to_owned(), key.to_string(), none()],)+
                FieldPath::Foreign(name) => ["foreign".to_owned(), name.to_string(), none()],
                FieldPath::Participant { key, part } => {
                    ["participant".to_owned(), key.to_string(), part_to(*part)]
                }
                FieldPath::Instance { at, part } => {
                    ["instance".to_owned(), at.to_string(), to_wire(&field_to(part))]
                }
            }
        }

        fn field_from([name, key, part]: &[String; 3]) -> Option<FieldPath> {
            Some(match name.as_str() {
                $($name => FieldPath::$plain,)+
                $($keyed_name => FieldPath::$keyed(LocalId::new(key.as_str())),)+
                "foreign" => FieldPath::Foreign(key.as_str().into()),
                "instance" => {
                    let part = from_wire::<[String; 3]>(part)?;
                    FieldPath::Instance { at: key.parse().ok()?, part: Box::new(field_from(&part)?) }
                }
                "participant" => {
                    FieldPath::Participant { key: LocalId::new(key.as_str()), part: part_from(part)? }
                }
                _ => return None,
            })
        }
    };
}

fields! {
    Event = "event", Calendar = "calendar", Title = "title", Audience = "audience", When = "when", Repeat = "repeat",
    MeetingTime = "meetingTime", Kinds = "kinds", Categories = "categories", Keywords = "keywords", Status = "status", StatusReason = "statusReason",
    Color = "color", Privacy = "privacy", Description = "description", MainLocation = "mainLocation",
    Organizer = "organizer", Headcount = "headcount", Registration = "registration", SeriesNumber = "seriesNumber";
    Location = "location", VirtualLocation = "virtualLocation", Link = "link", Part = "part",
}

names! {
    PersonPart, part_to, part_from:
    Whole = "whole", Name = "name", NameKana = "nameKana", Email = "email", Phone = "phone",
    CalendarAddress = "calendarAddress", Nature = "nature", Roles = "roles", Reply = "reply",
    DelegatedTo = "delegatedTo", Affiliation = "affiliation", Attendance = "attendance", Description = "description",
    Note = "note", Foreign = "foreign",
}

// --- calendars ---

pub(super) struct CalendarsForm;

impl PlainForm for CalendarsForm {
    type Value = Vec<CalendarStep>;
    /// The records of each calendar before and after the import.
    type Plain = Vec<(Option<String>, String)>;

    fn to_plain(steps: &Vec<CalendarStep>) -> Self::Plain {
        let text = |calendar: &Calendar| record::encode_calendars([calendar]);
        steps.iter().map(|step| (step.before.as_ref().map(text), text(&step.after))).collect()
    }

    fn from_plain(plain: Self::Plain) -> Option<Vec<CalendarStep>> {
        let calendar = |text: &String| record::decode_calendars(text).ok()?.pop();
        let step = |(before, after): (Option<String>, String)| {
            let before = match before {
                Some(text) => Some(calendar(&text)?),
                None => None,
            };
            Some(CalendarStep { before, after: calendar(&after)? })
        };
        plain.into_iter().map(step).collect()
    }
}

pub(super) struct NamesakesForm;

impl PlainForm for NamesakesForm {
    type Value = Vec<Namesake>;
    /// Of each one its id, its title, the ids and numbers of events here, and the id of the calendar that it goes into.
    type Plain = Vec<(String, String, Vec<(String, usize)>, Option<String>)>;

    fn to_plain(namesakes: &Vec<Namesake>) -> Self::Plain {
        let plain = |Namesake { id, title, here, into }: &Namesake| {
            let here = here.iter().map(|(id, count)| (id.to_string(), *count)).collect();
            (id.to_string(), title.clone(), here, into.as_ref().map(CalendarId::to_string))
        };
        namesakes.iter().map(plain).collect()
    }

    fn from_plain(plain: Self::Plain) -> Option<Vec<Namesake>> {
        let namesake = |(id, title, here, into): (String, String, Vec<(String, usize)>, _)| {
            let here = here.into_iter().map(|(id, count)| (CalendarId::new(id), count)).collect();
            let into: Option<String> = into;
            Namesake { id: CalendarId::new(id), title, here, into: into.map(CalendarId::new) }
        };
        Some(plain.into_iter().map(namesake).collect())
    }
}

// --- rows ---

pub(super) struct RowsForm;

#[derive(Serialize, Deserialize)]
pub(super) struct PlainRow {
    calendar: String,
    ours: Option<String>,
    /// The kind of fact.
    fact: String,
    /// The event or entry of the fact, as an entry's record.
    entry: Option<String>,
    /// The time of the fact.
    at: Option<String>,
}

impl PlainForm for RowsForm {
    type Value = Vec<RowSource>;
    type Plain = Vec<PlainRow>;

    fn to_plain(rows: &Vec<RowSource>) -> Vec<PlainRow> {
        rows.iter().map(row_to).collect()
    }

    fn from_plain(plain: Vec<PlainRow>) -> Option<Vec<RowSource>> {
        plain.into_iter().map(row_from).collect()
    }
}

fn row_to(row: &RowSource) -> PlainRow {
    let event = |event: &Event| {
        Some(record::encode_entry(&Entry::local(event.clone(), row.calendar.clone())))
    };
    let moment = |at: &UtcTime| Some(clock::moment_text(*at));
    let (fact, entry, at) = match &row.fact {
        IncomingFact::Event(it) => ("event", event(it), None),
        IncomingFact::Notice(it) => ("notice", event(it), None),
        IncomingFact::Buried(it, at) => ("buried", event(it), moment(at)),
        IncomingFact::Unfounded(it) => ("unfounded", event(it), None),
        IncomingFact::Ambiguous(it) => ("ambiguous", event(it), None),
        IncomingFact::Continued(it) => ("continued", Some(record::encode_entry(it)), None),
        IncomingFact::Entry(it) => ("entry", Some(record::encode_entry(it)), None),
        IncomingFact::Deleted(at) => ("deleted", None, moment(at)),
        IncomingFact::Nothing => ("nothing", None, None),
    };
    PlainRow {
        calendar: row.calendar.to_string(),
        ours: row.ours.as_ref().map(record::encode_entry),
        fact: fact.to_owned(),
        entry,
        at,
    }
}

fn row_from(row: PlainRow) -> Option<RowSource> {
    let decoded = |text: String| record::decode_entry(&text).ok();
    let ours = match row.ours {
        Some(text) => Some(decoded(text)?),
        None => None,
    };
    let entry = row.entry.and_then(decoded);
    let at = row.at.as_deref().and_then(clock::parse_utc);
    let event = |entry: Option<Entry>| Some(Box::new(entry?.event));
    let fact = match row.fact.as_str() {
        "event" => IncomingFact::Event(event(entry)?),
        "notice" => IncomingFact::Notice(event(entry)?),
        "buried" => IncomingFact::Buried(event(entry)?, at?),
        "unfounded" => IncomingFact::Unfounded(event(entry)?),
        "ambiguous" => IncomingFact::Ambiguous(event(entry)?),
        "continued" => IncomingFact::Continued(Box::new(entry?)),
        "entry" => IncomingFact::Entry(Box::new(entry?)),
        "deleted" => IncomingFact::Deleted(at?),
        "nothing" => IncomingFact::Nothing,
        _ => return None,
    };
    Some(RowSource { calendar: CalendarId::new(row.calendar), ours, fact })
}
