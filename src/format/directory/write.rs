//! Writes the items of the directory.

use jiff::civil::Date;

use crate::domain::directory::contact::Contact;
use crate::domain::directory::item::DirectoryItem;
use crate::domain::directory::organization::{MemberCount, Organization};
use crate::domain::directory::person::{Office, Person};
use crate::domain::directory::roster::{Roster, RosterMember, SeatRule};
use crate::domain::id::OrganizationId;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::json::write::FieldWriter;

/// Writes the fields of an item.
pub(crate) fn item_fields(fields: &mut FieldWriter<'_>, item: &DirectoryItem) {
    match item {
        DirectoryItem::Organization(it) => organization(fields, it),
        DirectoryItem::Person(it) => person(fields, it),
        DirectoryItem::Roster(it) => roster(fields, it),
    }
}

fn organization(fields: &mut FieldWriter<'_>, item: &Organization) {
    let Organization {
        id,
        name,
        short_name,
        reading,
        aliases,
        sort,
        parent,
        affiliation,
        region,
        industry,
        size,
        contact,
        note,
        updated,
        deleted,
        foreign,
    } = item;
    fields.text("affiliation", affiliation);
    fields.set("aliases", aliases.iter().map(String::as_str));
    contact_field(fields, contact);
    time(fields, "deleted", *deleted);
    fields.put("id").text(id.as_str());
    fields.text("industry", industry);
    fields.text("name", name);
    fields.text("note", note);
    fields.text_if_any("parent", parent.as_ref().map(OrganizationId::as_str));
    fields.text("reading", reading);
    fields.text("region", region);
    fields.text("shortName", short_name);
    if let Some(MemberCount { members, as_of }) = size {
        fields.put("size").object(|fields| {
            day(fields, "asOf", *as_of);
            fields.put("members").count(*members);
        });
    }
    fields.put("sort").text(sort.slug());
    fields.put("type").text("organization");
    time(fields, "updated", *updated);
    fields.foreign(foreign);
}

fn person(fields: &mut FieldWriter<'_>, item: &Person) {
    let Person {
        id,
        name,
        reading,
        organizations,
        offices,
        contact,
        note,
        agreed,
        addresses,
        updated,
        deleted,
        foreign,
    } = item;
    fields.set("addresses", addresses.iter().map(String::as_str));
    day(fields, "agreed", *agreed);
    contact_field(fields, contact);
    time(fields, "deleted", *deleted);
    fields.put("id").text(id.as_str());
    fields.text("name", name);
    fields.text("note", note);
    if !offices.is_empty() {
        fields.put("offices").list(offices, |writer, office| {
            let Office { title, organization, from, until } = office;
            writer.object(|fields| {
                day(fields, "from", *from);
                fields
                    .text_if_any("organization", organization.as_ref().map(OrganizationId::as_str));
                fields.text("title", title);
                day(fields, "until", *until);
            });
        });
    }
    if !organizations.is_empty() {
        fields.put("organizations").list(organizations, |writer, id| writer.text(id.as_str()));
    }
    fields.text("reading", reading);
    fields.put("type").text("person");
    time(fields, "updated", *updated);
    fields.foreign(foreign);
}

fn roster(fields: &mut FieldWriter<'_>, item: &Roster) {
    let Roster {
        id,
        name,
        organization,
        as_of,
        members,
        kinds,
        seats,
        note,
        updated,
        deleted,
        foreign,
    } = item;
    day(fields, "asOf", *as_of);
    time(fields, "deleted", *deleted);
    fields.put("id").text(id.as_str());
    fields.set("kinds", kinds.iter().map(|kind| kind.slug()));
    if !members.is_empty() {
        fields.put("members").list(members, |writer, member| {
            let RosterMember { person, office } = member;
            writer.object(|fields| {
                fields.text("office", office);
                fields.put("person").text(person.as_str());
            });
        });
    }
    fields.text("name", name);
    fields.text("note", note);
    fields.text_if_any("organization", organization.as_ref().map(OrganizationId::as_str));
    if let Some(SeatRule { members_per_seat, has_seat_for_rest }) = seats {
        fields.put("seats").object(|fields| {
            fields.put("membersPerSeat").count(*members_per_seat);
            fields.put("restHasSeat").flag(*has_seat_for_rest);
        });
    }
    fields.put("type").text("roster");
    time(fields, "updated", *updated);
    fields.foreign(foreign);
}

fn contact_field(fields: &mut FieldWriter<'_>, contact: &Contact) {
    let Contact { email, phone, address } = contact;
    if !contact.is_empty() {
        fields.put("contact").object(|fields| {
            fields.text("address", address);
            fields.text("email", email);
            fields.text("phone", phone);
        });
    }
}

fn day(fields: &mut FieldWriter<'_>, name: &str, day: Option<Date>) {
    if let Some(day) = day {
        fields.put(name).plain(|out| clock::print_day(day, out));
    }
}

fn time(fields: &mut FieldWriter<'_>, name: &str, time: Option<UtcTime>) {
    if let Some(time) = time {
        fields.put(name).plain(|out| clock::print_utc(time, out));
    }
}
