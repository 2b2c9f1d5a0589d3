//! Strategies that make participants with everything that a file can contain about them.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tsudoi::domain::event::participant::{
    Affiliation, Attendance, Headcount, Mode, Nature, Participant, Presence, Reply, Role,
};
use tsudoi::domain::sorted_set::SortedSet;

use crate::support::generate::format::{foreign, text};
use crate::support::generate::{moment, sorted_set};

pub(crate) fn mode() -> impl Strategy<Value = Mode> {
    select(vec![Mode::Onsite, Mode::Online, Mode::Hybrid, Mode::Other("by post".into())])
}

fn affiliation() -> impl Strategy<Value = Affiliation> {
    (text(), option::of(text()), text(), text(), text(), foreign()).prop_map(
        |(organization, uri, branch, position, membership, foreign)| Affiliation {
            organization,
            uri,
            branch,
            position,
            membership,
            foreign,
        },
    )
}

fn attendance() -> impl Strategy<Value = Attendance> {
    let presence = select(vec![
        Presence::Present,
        Presence::Absent,
        Presence::Late,
        Presence::LeftEarly,
        Presence::Proxy,
        Presence::Other("asleep".into()),
    ]);
    let modes = (option::of(mode()), option::of(presence), option::of(mode()));
    (modes, option::of(moment()), option::of(text()), option::of(text()), foreign()).prop_map(
        |((planned_mode, presence, mode), checked_in_at, marked_by, method, foreign)| Attendance {
            planned_mode,
            presence,
            mode,
            checked_in_at,
            marked_by,
            method,
            foreign,
        },
    )
}

fn roles() -> impl Strategy<Value = SortedSet<Role>> {
    let all = vec![
        Role::Owner,
        Role::Chair,
        Role::Required,
        Role::Optional,
        Role::Informational,
        Role::Speaker,
        Role::Guest,
        Role::Observer,
        Role::Staff,
        Role::Contact,
        Role::Other("other.example:cook".into()),
    ];
    subsequence(all, 0..4).prop_map(|roles| roles.into_iter().collect())
}

/// A participant with everything that a file can contain about one.
pub(crate) fn rich_participant() -> impl Strategy<Value = Participant> {
    let nature = select(vec![
        Nature::Unsaid,
        Nature::Individual,
        Nature::Group,
        Nature::Other("room".into()),
    ]);
    let reply = select(vec![
        Reply::Unsaid,
        Reply::NeedsAction,
        Reply::Accepted,
        Reply::Declined,
        Reply::Tentative,
        Reply::Delegated,
        Reply::Other("maybe".into()),
    ]);
    let contact = (option::of(text()), option::of(text()), option::of("mailto:[a-c]@example\\.jp"));
    let texts = (text(), text(), text(), text());
    let rest = (
        sorted_set("urn:uuid:[a-c]", 0..2),
        option::of(affiliation().prop_map(Box::new)),
        option::of(attendance().prop_map(Box::new)),
        option::of(moment()),
        foreign(),
    );
    (texts, contact, nature, roles(), reply, rest).prop_map(
        |(
            (name, name_kana, description, note),
            (email, phone, address),
            nature,
            roles,
            reply,
            rest,
        )| {
            let (delegated_to, affiliation, attendance, updated, foreign) = rest;
            Participant {
                name,
                name_kana,
                email,
                phone,
                calendar_address: address,
                nature,
                roles,
                reply,
                delegated_to,
                affiliation,
                attendance,
                description,
                note,
                updated,
                foreign,
            }
        },
    )
}

pub(crate) fn headcount() -> impl Strategy<Value = Headcount> {
    let number = || option::of(any::<u32>());
    (number(), number(), number(), number(), foreign()).prop_map(
        |(persons, organizations, onsite, online, foreign)| Headcount {
            persons,
            organizations,
            onsite,
            online,
            foreign,
        },
    )
}
