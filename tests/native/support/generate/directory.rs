//! Strategies that make organisations, people and rosters with everything that can be known about them.

use std::sync::Arc;

use jiff::civil::Date;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::directory::contact::Contact;
use tsudoi::domain::directory::item::{DirectoryChange, DirectoryId, DirectoryItem};
use tsudoi::domain::directory::organization::{MemberCount, Organization, OrganizationSort};
use tsudoi::domain::directory::person::{Office, Person};
use tsudoi::domain::directory::roster::{Roster, RosterMember, SeatRule};
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::id::{OrganizationId, PersonId, RosterId};

use crate::support::generate::format::{foreign, text};
use crate::support::generate::{day, moment, sorted_set};

fn organization_id() -> impl Strategy<Value = OrganizationId> {
    "o[0-4]".prop_map(OrganizationId::new)
}

fn person_id() -> impl Strategy<Value = PersonId> {
    "p[0-9]".prop_map(PersonId::new)
}

fn contact() -> impl Strategy<Value = Contact> {
    (text(), text(), text()).prop_map(|(email, phone, address)| Contact { email, phone, address })
}

fn days() -> impl Strategy<Value = Option<Date>> {
    option::of(day())
}

fn organization() -> impl Strategy<Value = Organization> {
    let names = (text(), text(), text(), sorted_set(text(), 0..3));
    let place = (option::of(organization_id()), text(), text(), text());
    let size = option::of((any::<u32>(), days()));
    let rest = (contact(), text(), option::of(moment()), option::of(moment()), foreign());
    let sort = select(OrganizationSort::ALL.to_vec());
    (organization_id(), names, sort, place, size, rest).prop_map(
        |(id, (name, short_name, reading, aliases), sort, place, size, rest)| {
            let (parent, affiliation, region, industry) = place;
            let (contact, note, updated, deleted, foreign) = rest;
            let size = size.map(|(members, as_of)| MemberCount { members, as_of });
            Organization {
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
            }
        },
    )
}

fn office() -> impl Strategy<Value = Office> {
    let title = "[a-c長]{1,4}";
    (title, option::of(organization_id()), days(), days())
        .prop_map(|(title, organization, from, until)| Office { title, organization, from, until })
}

fn person() -> impl Strategy<Value = Person> {
    let names = (text(), text(), vec(organization_id(), 0..3), vec(office(), 0..3));
    let rest = (contact(), text(), days(), sorted_set(text(), 0..3));
    (person_id(), names, rest, option::of(moment()), option::of(moment()), foreign()).prop_map(
        |(id, (name, reading, organizations, offices), rest, updated, deleted, foreign)| {
            let (contact, note, agreed, addresses) = rest;
            Person {
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
            }
        },
    )
}

fn roster() -> impl Strategy<Value = Roster> {
    let member = (person_id(), text()).prop_map(|(person, office)| RosterMember { person, office });
    let seats = (1u32..100, any::<bool>()).prop_map(|(members_per_seat, has_seat_for_rest)| {
        SeatRule { members_per_seat, has_seat_for_rest }
    });
    let facts = (text(), option::of(organization_id()), days(), vec(member, 0..4));
    let kinds = btree_set(select(Kind::ALL.to_vec()), 0..3);
    let rest = (option::of(seats), text(), option::of(moment()), option::of(moment()), foreign());
    ("r[0-2]", facts, kinds, rest).prop_map(
        |(id, (name, organization, as_of, members), kinds, rest)| {
            let (seats, note, updated, deleted, foreign) = rest;
            Roster {
                id: RosterId::new(id),
                name,
                organization,
                as_of,
                members,
                kinds: kinds.into_iter().collect(),
                seats,
                note,
                updated,
                deleted,
                foreign,
            }
        },
    )
}

/// Anything in the directory.
pub(crate) fn item() -> impl Strategy<Value = DirectoryItem> {
    prop_oneof![
        organization().prop_map(DirectoryItem::from),
        person().prop_map(DirectoryItem::from),
        roster().prop_map(DirectoryItem::from),
    ]
}

/// A change of a few items; some are removed.
pub(crate) fn directory_change() -> impl Strategy<Value = DirectoryChange> {
    let gone = prop_oneof![
        organization_id().prop_map(DirectoryId::Organization),
        person_id().prop_map(DirectoryId::Person),
    ];
    (vec(gone, 0..2), vec(item(), 0..4)).prop_map(|(gone, items)| {
        let gone = gone.into_iter().map(|id| (id, None));
        gone.chain(items.into_iter().map(|item| (item.id(), Some(Arc::new(item))))).collect()
    })
}
