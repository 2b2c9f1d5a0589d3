//! Strategies that make what one instance of a series has of its own.

use std::fmt::Debug;

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tsudoi::domain::event::kind::{Category, Kind};
use tsudoi::domain::event::participant::{
    Affiliation, Attendance, Headcount, Participant, Presence, Role,
};
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::LocalId;
use tsudoi::domain::series::item::{
    AffiliationField, AttendanceField, PartField, ParticipantField,
};
use tsudoi::domain::series::own::{Item, ItemChanges, OwnItem, OwnList, OwnSet};
use tsudoi::domain::series::repeat::{Own, Patch, TimeKind};
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::{Length, Zone};

use crate::support::generate::details::{color, registration};
use crate::support::generate::people::rich_participant;
use crate::support::generate::{clock, sorted_map, sorted_set};

fn key() -> impl Strategy<Value = LocalId> {
    "[a-zA-Z0-9_-]{1,3}".prop_map(LocalId::new)
}

fn carried() -> impl Strategy<Value = Json> {
    prop_oneof![Just(Json::Null), Just(Json::Bool(true)), "[a-z]{0,3}".prop_map(Json::Text),]
}

/// Some properties as they are in an object, others removed, and some that we carry.
fn changes<T: Item + 'static>(
    item: BoxedStrategy<T>,
    more: BoxedStrategy<(T, Vec<T::Field>)>,
) -> BoxedStrategy<OwnItem<T>> {
    let foreign = btree_map("x\\.example:[ab](/[ab])?", carried(), 0..2);
    (item, vec(any::<bool>(), 20), more, foreign)
        .prop_map(|(item, chosen, (from, more), foreign)| {
            let mut changes = ItemChanges::default();
            for (field, is_chosen) in T::default().differing(&item).into_iter().zip(chosen) {
                if is_chosen {
                    changes.set(field, &item);
                } else {
                    changes.set(field, &T::default());
                }
            }
            for field in more {
                changes.set(field, &from);
            }
            let has_both =
                foreign.contains_key("x.example:a") || foreign.contains_key("x.example:b");
            for (name, value) in
                foreign.into_iter().filter(|(name, _)| !has_both || !name.contains('/'))
            {
                changes.set_foreign(&name, value);
            }
            if changes.is_empty() { OwnItem::Removed } else { OwnItem::Changed(Box::new(changes)) }
        })
        .boxed()
}

fn item<T: Item + 'static>(
    whole: BoxedStrategy<T>,
    more: BoxedStrategy<(T, Vec<T::Field>)>,
) -> BoxedStrategy<OwnItem<T>> {
    prop_oneof![
        1 => Just(OwnItem::Removed),
        1 => whole.clone().prop_map(|item| OwnItem::Is(Box::new(item))),
        2 => changes(whole, more),
    ]
    .boxed()
}

fn list<T: Item + 'static>(
    whole: BoxedStrategy<T>,
    more: BoxedStrategy<(T, Vec<T::Field>)>,
) -> BoxedStrategy<OwnList<T>> {
    prop_oneof![
        2 => Just(OwnList::AsSeries),
        1 => sorted_map(key(), whole.clone(), 0..2).prop_map(OwnList::Whole),
        2 => sorted_map(key(), item(whole, more), 1..3).prop_map(OwnList::Each),
    ]
    .boxed()
}

fn none<T: Item + 'static>() -> BoxedStrategy<(T, Vec<T::Field>)> {
    Just((T::default(), Vec::new())).boxed()
}

fn set<T: Ord + Clone + Debug + 'static>(member: BoxedStrategy<T>) -> BoxedStrategy<OwnSet<T>> {
    prop_oneof![
        3 => Just(OwnSet::AsSeries),
        1 => sorted_set(member.clone(), 0..3).prop_map(OwnSet::Whole),
        1 => sorted_map(member, any::<bool>(), 1..3).prop_map(OwnSet::Each),
    ]
    .boxed()
}

fn category() -> impl Strategy<Value = Category> {
    prop_oneof![
        select(Kind::ALL.to_vec()).prop_map(Category::Kind),
        "urn:[a-c]/~[a-c]".prop_map(Category::Uri),
    ]
}

/// Single members of properties.
fn members() -> BoxedStrategy<(Participant, Vec<ParticipantField>)> {
    let delegates = ["urn:uuid:a", "mailto:a/b~c@example.jp"].map(str::to_owned);
    let mut all = delegates.clone().map(ParticipantField::Delegate).to_vec();
    all.extend([Role::Chair, Role::Speaker, Role::Other("x".into())].map(ParticipantField::Role));
    all.extend([
        ParticipantField::AttendanceFact(AttendanceField::Presence),
        ParticipantField::AttendanceFact(AttendanceField::Method),
        ParticipantField::AttendanceForeign("x.example:a".into()),
        ParticipantField::AffiliationFact(AffiliationField::Position),
    ]);
    let attendance = Attendance {
        presence: Some(Presence::Late),
        foreign: Foreign([("x.example:a".to_owned(), Json::Bool(true))].into()),
        ..Attendance::default()
    };
    let affiliation = Affiliation { position: "委員".to_owned(), ..Affiliation::default() };
    let person = Participant {
        roles: [Role::Chair].into(),
        delegated_to: delegates.into_iter().take(1).collect(),
        attendance: Some(Box::new(attendance)),
        affiliation: Some(Box::new(affiliation)),
        ..Participant::default()
    };
    let count = all.len();
    subsequence(all, 0..=count).prop_map(move |fields| (person.clone(), fields)).boxed()
}

fn speakers() -> BoxedStrategy<(Part, Vec<PartField>)> {
    let part = Part { speakers: [LocalId::new("a")].into(), ..Part::default() };
    let all = ["a", "b"].map(|key| PartField::Speaker(LocalId::new(key))).to_vec();
    subsequence(all, 0..=2).prop_map(move |fields| (part.clone(), fields)).boxed()
}

type Lists = (
    OwnList<Location>,
    OwnList<Participant>,
    OwnList<Part>,
    OwnList<Link>,
    OwnList<VirtualLocation>,
);

fn lists() -> impl Strategy<Value = Lists> {
    let place = ("[a-z]{0,4}", option::of("geo:[0-9]"), any::<bool>()).prop_map(
        |(name, coordinates, is_meeting_place)| Location {
            name,
            coordinates,
            is_meeting_place,
            ..Location::default()
        },
    );
    let part = ("[a-z]{0,4}", option::of(clock()), 0u32..3, btree_set(key(), 0..2));
    let part = part.prop_map(|(title, start, order, speakers)| Part {
        title,
        start,
        order,
        speakers: speakers.into_iter().collect(),
        ..Part::default()
    });
    let part = part.boxed();
    let link = ("[a-z]{1,4}", option::of("[a-z]{1,4}")).prop_map(|(href, rel)| Link {
        href,
        rel,
        ..Link::default()
    });
    let online = ("[a-z]{0,4}", "[a-z]{1,4}").prop_map(|(name, uri)| VirtualLocation {
        name,
        uri,
        ..VirtualLocation::default()
    });
    let plain = rich_participant().prop_map(|person| Participant {
        // A property and a member of it are never changed together.
        delegated_to: SortedSet::new(),
        roles: SortedSet::new(),
        attendance: None,
        affiliation: None,
        ..person
    });
    let people =
        prop_oneof![list(plain.boxed(), members()), list(rich_participant().boxed(), none())];
    let quiet = part.clone().prop_map(|part| Part { speakers: Vec::new(), ..part });
    let parts = prop_oneof![list(part.boxed(), none()), list(quiet.boxed(), speakers())];
    (
        list(place.boxed(), none()),
        people.boxed(),
        parts.boxed(),
        list(link.boxed(), none()),
        list(online.boxed(), none()),
    )
}

fn own<T: Clone + Debug + 'static>(it: BoxedStrategy<T>) -> BoxedStrategy<Own<T>> {
    prop_oneof![4 => Just(Own::AsSeries), 1 => Just(Own::Nothing), 1 => it.prop_map(Own::Is)]
        .boxed()
}

fn headcount() -> impl Strategy<Value = Headcount> {
    (option::of(0u32..9), option::of(0u32..9)).prop_map(|(persons, online)| Headcount {
        persons,
        online,
        ..Headcount::default()
    })
}

type Details = (
    Option<String>,
    Own<tsudoi::domain::event::color::CssColor>,
    Option<OwnItem<Registration>>,
    Option<String>,
    Option<OwnItem<Headcount>>,
    (OwnSet<Category>, OwnSet<String>),
);

fn details() -> impl Strategy<Value = Details> {
    (
        option::of("[ぁ-ん]{0,2}"),
        own(color().boxed()),
        option::of(item(registration().boxed(), none())),
        option::of("[ぁ-ん]{0,2}"),
        option::of(item(headcount().boxed(), none())),
        (set(category().boxed()), set("[a-c/~]{1,3}".boxed())),
    )
}

/// The differences that one instance may have.
pub(crate) fn patch() -> impl Strategy<Value = Patch> {
    let status = select(vec![
        Status::Confirmed,
        Status::Cancelled,
        Status::Postponed,
        Status::Other("moved".into()),
    ]);
    let length = (0u32..3, 0u32..90_000).prop_map(|(days, seconds)| Length { days, seconds });
    let foreign = prop_oneof![
        3 => Just(std::collections::BTreeMap::new()),
        1 => btree_map("x\\.example:[a-c]|priority|alerts/[a-c]", carried(), 1..3),
    ];
    let zone = own(Just(Zone("Asia/Tokyo".into())).boxed());
    (
        (option::of(clock()), option::of(length), option::of("[ -~]{0,4}"), zone),
        (option::of(status), option::of(clock()), option::of(any::<u32>())),
        lists().boxed(),
        (own(key().boxed()), own("mailto:[a-c]@example\\.jp".boxed())),
        (foreign.boxed(), details().boxed()).boxed(),
    )
        .prop_map(|(when, facts, lists, (main_location, organizer), (foreign, details))| {
            Patch {
                start: when.0,
                length: when.1,
                zone: when.3,
                title: when.2,
                description: details.0.clone(),
                status: facts.0,
                status_reason: details.0,
                color: details.1,
                registration: details.2,
                headcount: details.4,
                audience: details.3,
                has_no_meeting: facts.1.is_none() && lists.0 != OwnList::AsSeries,
                sort: facts.2.and_then(|number| match number % 5 {
                    0 => Some(TimeKind::Timed),
                    1 => Some(TimeKind::AllDay),
                    2 => Some(TimeKind::Undecided),
                    3 => Some(TimeKind::DayUndecided),
                    _ => None,
                }),
                meeting_time: facts.1,
                series_number: facts.2,
                main_location,
                organizer,
                locations: lists.0,
                participants: lists.1,
                sorts: details.5.0,
                keywords: details.5.1,
                programme: lists.2,
                links: lists.3,
                virtual_locations: lists.4,
                foreign: Foreign(foreign),
            }
        })
}
