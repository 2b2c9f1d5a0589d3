//! The names in a file of the properties that one instance may change by themselves.

use std::borrow::Cow;

use crate::domain::event::participant::{Headcount, Participant};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::id::LocalId;
use crate::domain::series::item::{
    AffiliationField, AttendanceField, HeadcountField, LinkField, LocationField, PartField,
    ParticipantField, RegistrationField, VirtualLocationField,
};
use crate::domain::series::own::Item;
use crate::format::jscalendar::read::details::registration;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::participant::{headcount, known_role, participant, unbound};
use crate::format::jscalendar::read::parts;
use crate::format::jscalendar::write::details::registration_fields;
use crate::format::jscalendar::write::participant::{headcount_fields, participant_fields, role};
use crate::format::jscalendar::write::parts::{
    link_fields, location_fields, part_fields, virtual_location_fields,
};
use crate::format::json::value::Object;
use crate::format::json::write::FieldWriter;
use crate::format::names;

/// The name of a property, and of a member of it.
pub(crate) type FieldName<'f> = (&'static str, Option<Cow<'f, str>>);

/// An object whose properties have names in a file.
pub(crate) trait NamedItem: Item {
    /// Returns the property, or the member of it, that we read under these names.
    fn field(name: &str, member: Option<&str>) -> Option<Self::Field>;

    /// Returns the names of a property.
    fn name(field: &Self::Field) -> FieldName<'_>;

    /// Reads the object.
    fn read(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Self;

    /// Writes its fields.
    fn write(&self, fields: &mut FieldWriter<'_>);

    /// Returns the standard's name for a name that we write under our own prefix if there is no address.
    fn bare(name: &str) -> &str {
        name
    }
}

fn of_name<F: Copy>(all: &[(&'static str, F)], name: &str) -> Option<F> {
    all.iter().find(|(own, _)| *own == name).map(|(_, field)| *field)
}

fn name_of<F: PartialEq>(all: &[(&'static str, F)], field: &F) -> &'static str {
    all.iter().find(|(_, own)| own == field).map_or("", |(name, _)| *name)
}

macro_rules! named {
    ($item:ident, $field:ident, $read:path, $write:path, [$($name:expr => $variant:ident,)+]) => {
        impl NamedItem for $item {
            fn field(name: &str, member: Option<&str>) -> Option<$field> {
                of_name(&[$(($name, $field::$variant),)+], name).filter(|_| member.is_none())
            }

            fn name(field: &$field) -> FieldName<'_> {
                match field {
                    $($field::$variant => ($name, None),)+
                }
            }

            fn read(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Self {
                $read(notes, path, object)
            }

            fn write(&self, fields: &mut FieldWriter<'_>) {
                $write(fields, self);
            }
        }
    };
}

named!(Location, LocationField, parts::location, location_fields, [
    "name" => Name,
    "coordinates" => Coordinates,
    names::IS_MEETING_PLACE => IsMeetingPlace,
]);
named!(VirtualLocation, VirtualLocationField, parts::virtual_location, virtual_location_fields, [
    "name" => Name,
    "uri" => Uri,
]);
named!(Link, LinkField, parts::link, link_fields, [
    "href" => Href,
    "rel" => Rel,
    "title" => Title,
]);
named!(Registration, RegistrationField, registration, registration_fields, [
    "closes" => Closes,
    "capacity" => Capacity,
    "feeYen" => FeeYen,
]);
named!(Headcount, HeadcountField, headcount, headcount_fields, [
    "persons" => Persons,
    "organizations" => Organizations,
    "onsite" => Onsite,
    "online" => Online,
]);

const PART: [(&str, PartField); 7] = [
    ("order", PartField::Order),
    ("title", PartField::Title),
    ("description", PartField::Description),
    ("start", PartField::Start),
    ("duration", PartField::Length),
    ("speakers", PartField::Speakers),
    ("mode", PartField::Mode),
];

impl NamedItem for Part {
    fn field(name: &str, member: Option<&str>) -> Option<PartField> {
        match member {
            None => PART.iter().find(|(own, _)| *own == name).map(|(_, field)| field.clone()),
            Some(key) => (name == "speakers").then(|| PartField::Speaker(LocalId::sanitised(key))),
        }
    }

    fn name(field: &PartField) -> FieldName<'_> {
        if let PartField::Speaker(key) = field {
            return ("speakers", Some(key.as_str().into()));
        }
        (name_of(&PART, field), None)
    }

    fn read(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Self {
        parts::part(notes, path, object)
    }

    fn write(&self, fields: &mut FieldWriter<'_>) {
        part_fields(fields, self);
    }
}

const PARTICIPANT: [(&str, ParticipantField); 14] = [
    ("name", ParticipantField::Name),
    (names::NAME_KANA, ParticipantField::NameKana),
    ("email", ParticipantField::Email),
    (names::PHONE, ParticipantField::Phone),
    ("calendarAddress", ParticipantField::CalendarAddress),
    ("kind", ParticipantField::Nature),
    ("roles", ParticipantField::Roles),
    ("participationStatus", ParticipantField::Reply),
    ("delegatedTo", ParticipantField::DelegatedTo),
    (names::AFFILIATION, ParticipantField::Affiliation),
    (names::ATTENDANCE, ParticipantField::Attendance),
    ("description", ParticipantField::Description),
    (names::NOTE, ParticipantField::Note),
    (names::UPDATED, ParticipantField::Updated),
];

const AFFILIATION: [(&str, AffiliationField); 5] = [
    ("organization", AffiliationField::Organization),
    ("uri", AffiliationField::Uri),
    ("branch", AffiliationField::Branch),
    ("position", AffiliationField::Position),
    ("membership", AffiliationField::Membership),
];

const ATTENDANCE: [(&str, AttendanceField); 6] = [
    ("plannedMode", AttendanceField::PlannedMode),
    ("status", AttendanceField::Presence),
    ("mode", AttendanceField::Mode),
    ("checkedInAt", AttendanceField::CheckedInAt),
    ("markedBy", AttendanceField::MarkedBy),
    ("method", AttendanceField::Method),
];

impl NamedItem for Participant {
    fn field(name: &str, member: Option<&str>) -> Option<ParticipantField> {
        use ParticipantField as Field;
        let Some(member) = member else {
            let found = PARTICIPANT.iter().find(|(own, _)| *own == name);
            return found.map(|(_, field)| field.clone());
        };
        match name {
            "roles" => Some(Field::Role(known_role(member))),
            "delegatedTo" => Some(Field::Delegate(member.to_owned())),
            names::AFFILIATION => {
                Some(of_name(&AFFILIATION, member).map_or_else(
                    || Field::AffiliationForeign(member.into()),
                    Field::AffiliationFact,
                ))
            }
            names::ATTENDANCE => Some(
                of_name(&ATTENDANCE, member)
                    .map_or_else(|| Field::AttendanceForeign(member.into()), Field::AttendanceFact),
            ),
            _ => None,
        }
    }

    fn name(field: &ParticipantField) -> FieldName<'_> {
        use ParticipantField as Field;
        let (name, member): (_, Cow<'_, str>) = match field {
            Field::Role(own) => ("roles", role(own).into()),
            Field::Delegate(address) => ("delegatedTo", address.as_str().into()),
            Field::AffiliationFact(fact) => {
                (names::AFFILIATION, name_of(&AFFILIATION, fact).into())
            }
            Field::AffiliationForeign(name) => (names::AFFILIATION, (&**name).into()),
            Field::AttendanceFact(fact) => (names::ATTENDANCE, name_of(&ATTENDANCE, fact).into()),
            Field::AttendanceForeign(name) => (names::ATTENDANCE, (&**name).into()),
            Field::Name
            | Field::NameKana
            | Field::Email
            | Field::Phone
            | Field::CalendarAddress
            | Field::Nature
            | Field::Roles
            | Field::Reply
            | Field::DelegatedTo
            | Field::Affiliation
            | Field::Attendance
            | Field::Description
            | Field::Note
            | Field::Updated => return (name_of(&PARTICIPANT, field), None),
        };
        (name, Some(member))
    }

    fn read(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Self {
        participant(notes, path, object)
    }

    fn write(&self, fields: &mut FieldWriter<'_>) {
        participant_fields(fields, self, false);
    }

    fn bare(name: &str) -> &str {
        unbound(name)
    }
}
