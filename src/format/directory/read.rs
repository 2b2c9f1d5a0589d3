//! Reads the items of the directory. What one property cannot mean is carried, so that nothing is lost.

use jiff::civil::Date;

use crate::domain::directory::contact::Contact;
use crate::domain::directory::item::DirectoryItem;
use crate::domain::directory::organization::{MemberCount, Organization, OrganizationSort};
use crate::domain::directory::person::{Office, Person};
use crate::domain::directory::roster::{Roster, RosterMember, SeatRule};
use crate::domain::event::kind::Kind;
use crate::domain::id::{OrganizationId, PersonId, RosterId};
use crate::format::clock;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::value::{Object, Value};

/// Reads an item; `None` if it does not say what it is, or has no identity.
pub(crate) fn item(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    object: Object<'_>,
) -> Option<DirectoryItem> {
    let id = object.text("id").filter(|id| !id.is_empty())?.to_owned();
    let mut fields = FieldReader::new(notes, path);
    match object.text("type")? {
        "organization" => Some(organization(&mut fields, id, object).into()),
        "person" => Some(person(&mut fields, id, object).into()),
        "roster" => Some(roster(&mut fields, id, object).into()),
        _ => None,
    }
}

fn organization(
    fields: &mut FieldReader<'_, '_, '_>,
    id: String,
    object: Object<'_>,
) -> Organization {
    let mut item = Organization::new(OrganizationId::new(id), "");
    for (name, value) in object.0 {
        match &*name {
            "id" | "type" => {}
            "affiliation" => item.affiliation = text(fields, &name, value),
            "aliases" => item.aliases = fields.texts(&name, value),
            "contact" => item.contact = contact(fields, &name, value),
            "deleted" => item.deleted = fields.utc(&name, value),
            "industry" => item.industry = text(fields, &name, value),
            "name" => item.name = text(fields, &name, value),
            "note" => item.note = text(fields, &name, value),
            "parent" => item.parent = fields.text(&name, value).map(OrganizationId::new),
            "reading" => item.reading = text(fields, &name, value),
            "region" => item.region = text(fields, &name, value),
            "shortName" => item.short_name = text(fields, &name, value),
            "size" => item.size = size(fields, &name, value),
            "sort" => {
                let slug = text(fields, &name, value);
                item.sort = OrganizationSort::from_slug(&slug).unwrap_or(OrganizationSort::Other);
            }
            "updated" => item.updated = fields.utc(&name, value),
            _ => fields.carry(&name, value),
        }
    }
    item.foreign = std::mem::take(&mut fields.foreign);
    item
}

fn person(fields: &mut FieldReader<'_, '_, '_>, id: String, object: Object<'_>) -> Person {
    let mut item = Person::new(PersonId::new(id), "");
    for (name, value) in object.0 {
        match &*name {
            "id" | "type" => {}
            "addresses" => item.addresses = fields.texts(&name, value),
            "agreed" => item.agreed = day(fields, &name, value),
            "contact" => item.contact = contact(fields, &name, value),
            "deleted" => item.deleted = fields.utc(&name, value),
            "name" => item.name = text(fields, &name, value),
            "note" => item.note = text(fields, &name, value),
            "offices" => {
                item.offices = list(fields, &name, value, |object| {
                    let day = |name| object.text(name).and_then(clock::parse_day);
                    Some(Office {
                        title: object.text("title")?.to_owned(),
                        organization: object.text("organization").map(OrganizationId::new),
                        from: day("from"),
                        until: day("until"),
                    })
                });
            }
            "organizations" => item.organizations = organizations(fields, &name, value),
            "reading" => item.reading = text(fields, &name, value),
            "updated" => item.updated = fields.utc(&name, value),
            _ => fields.carry(&name, value),
        }
    }
    item.foreign = std::mem::take(&mut fields.foreign);
    item
}

fn roster(fields: &mut FieldReader<'_, '_, '_>, id: String, object: Object<'_>) -> Roster {
    let mut item = Roster::new(RosterId::new(id), "");
    for (name, value) in object.0 {
        match &*name {
            "id" | "type" => {}
            "asOf" => item.as_of = day(fields, &name, value),
            "deleted" => item.deleted = fields.utc(&name, value),
            "kinds" => {
                let slugs = fields.texts(&name, value);
                item.kinds = slugs.iter().filter_map(|slug| Kind::from_slug(slug)).collect();
            }
            "members" => {
                item.members = list(fields, &name, value, |object| {
                    let person = PersonId::new(object.text("person")?);
                    let office = object.text("office").unwrap_or_default().to_owned();
                    Some(RosterMember { person, office })
                });
            }
            "name" => item.name = text(fields, &name, value),
            "note" => item.note = text(fields, &name, value),
            "organization" => {
                item.organization = fields.text(&name, value).map(OrganizationId::new);
            }
            "seats" => item.seats = seats(fields, &name, value),
            "updated" => item.updated = fields.utc(&name, value),
            _ => fields.carry(&name, value),
        }
    }
    item.foreign = std::mem::take(&mut fields.foreign);
    item
}

fn text(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> String {
    fields.text(name, value).unwrap_or_default()
}

fn day(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Option<Date> {
    let day = if let Value::Text(text) = &value { clock::parse_day(text) } else { None };
    if day.is_none() {
        fields.reject(name, value, Reason::BadTime);
    }
    day
}

fn contact(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Contact {
    let object = fields.map(name, value).unwrap_or_default();
    let text = |name| object.text(name).unwrap_or_default().to_owned();
    Contact { email: text("email"), phone: text("phone"), address: text("address") }
}

fn size(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Option<MemberCount> {
    let object = fields.map(name, value)?;
    let members = count(&object, "members")?;
    Some(MemberCount { members, as_of: object.text("asOf").and_then(clock::parse_day) })
}

fn seats(fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) -> Option<SeatRule> {
    let object = fields.map(name, value)?;
    let members_per_seat = count(&object, "membersPerSeat").filter(|count| *count > 0)?;
    let has_seat_for_rest = object.get("restHasSeat") == Some(&Value::Bool(true));
    Some(SeatRule { members_per_seat, has_seat_for_rest })
}

fn count(object: &Object<'_>, name: &str) -> Option<u32> {
    match object.get(name) {
        Some(Value::Number(number)) => number.count(),
        Some(_) | None => None,
    }
}

fn organizations(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> Vec<OrganizationId> {
    let Value::List(values) = value else {
        fields.reject(name, value, Reason::WrongType(Expected::List));
        return Vec::new();
    };
    let id = |value| {
        if let Value::Text(id) = value { Some(OrganizationId::new(id)) } else { None }
    };
    values.into_iter().filter_map(id).collect()
}

/// Reads a list of objects; one that `read` does not understand is left out.
fn list<T>(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
    read: impl Fn(Object<'_>) -> Option<T>,
) -> Vec<T> {
    let Value::List(values) = value else {
        fields.reject(name, value, Reason::WrongType(Expected::List));
        return Vec::new();
    };
    let item = |value| if let Value::Map(object) = value { read(object) } else { None };
    values.into_iter().filter_map(item).collect()
}
