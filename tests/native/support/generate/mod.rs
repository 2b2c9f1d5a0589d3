//! Strategies that make almanacs, entries and changes for laws.

pub(crate) mod details;
pub(crate) mod directory;
pub(crate) mod format;
pub(crate) mod merge;
pub(crate) mod own;
pub(crate) mod people;
pub(crate) mod repeat;

use std::fmt::Debug;
use std::ops::Range;

use jiff::civil::{Date, DateTime, date};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{
    Affiliation, Attendance, Participant, Presence, Reply, Role,
};
use tsudoi::domain::event::status::Status;
use tsudoi::domain::event::{Event, Rare, RareFacts, Revision};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::{Length, Month, Shown, Timed, UtcTime, When, Zone};

use crate::support::generate::directory::directory_change;

/// A day within three years, so that shards meet.
pub(crate) fn day() -> impl Strategy<Value = Date> {
    (0i32..1100).prop_map(|days| tsudoi::domain::time::plus_days(date(2023, 1, 1), days))
}

/// A wall clock on the half hour.
pub(crate) fn clock() -> impl Strategy<Value = DateTime> {
    (day(), 0i8..24, prop_oneof![Just(0i8), Just(30)])
        .prop_map(|(day, hour, minute)| day.at(hour, minute, 0, 0))
}

/// A moment.
pub(crate) fn moment() -> impl Strategy<Value = UtcTime> {
    clock().prop_map(UtcTime)
}

/// Any of the kinds of time.
pub(crate) fn when() -> impl Strategy<Value = When> {
    let length =
        option::of((0u32..3, 0u32..90_000).prop_map(|(days, seconds)| Length { days, seconds }));
    let zone = option::of(prop_oneof![Just("Asia/Tokyo"), Just("America/New_York")]);
    let timed = (clock(), length, zone).prop_map(|(start, length, zone)| {
        let zone = zone.map(|name| Zone(name.into()));
        When::Timed(Timed { start, zone, length, shown: Shown::Clock })
    });
    prop_oneof![
        3 => timed,
        1 => (day(), 1u32..40).prop_map(|(first, days)| When::AllDay { first, days }),
        1 => (day(), 1u32..3).prop_map(|(first, days)| When::Undecided { first, days }),
        1 => day().prop_map(|day| When::DayUndecided { month: Month::of(day) }),
    ]
}

/// A participant, with or without a reply and attendance.
pub(crate) fn participant() -> impl Strategy<Value = Participant> {
    let reply = prop_oneof![
        Just(Reply::Unsaid),
        Just(Reply::NeedsAction),
        Just(Reply::Accepted),
        Just(Reply::Declined)
    ];
    let presence = option::of(prop_oneof![Just(Presence::Present), Just(Presence::Late)]);
    let name = prop_oneof![Just("見本 花子"), Just("見本 太郎"), Just("見本 次郎")];
    (name, reply, option::of(presence), option::of("[東西]労組"), option::of(moment())).prop_map(
        |(name, reply, presence, organization, updated)| Participant {
            name: name.to_owned(),
            reply,
            roles: SortedSet::from([Role::Required]),
            attendance: presence
                .map(|presence| Box::new(Attendance { presence, ..Attendance::default() })),
            affiliation: organization.map(|organization| {
                Box::new(Affiliation { organization, ..Affiliation::default() })
            }),
            updated,
            ..Participant::default()
        },
    )
}

/// A map of keys and values.
pub(crate) fn sorted_map<K: Ord + Debug, V: Debug>(
    keys: impl Strategy<Value = K>,
    values: impl Strategy<Value = V>,
    count: Range<usize>,
) -> impl Strategy<Value = SortedMap<K, V>> {
    btree_map(keys, values, count).prop_map(|map| map.into_iter().collect())
}

/// A set of members.
pub(crate) fn sorted_set<T: Ord + Debug>(
    members: impl Strategy<Value = T>,
    count: Range<usize>,
) -> impl Strategy<Value = SortedSet<T>> {
    btree_set(members, count).prop_map(|set| set.into_iter().collect())
}

/// An event with that uid.
pub(crate) fn event(id: impl Strategy<Value = EventId>) -> impl Strategy<Value = Event> {
    let status = prop_oneof![3 => Just(Status::Confirmed), 1 => Just(Status::Cancelled)];
    let people = sorted_map("p[1-4]".prop_map(LocalId::new), participant(), 0..4);
    let revision = (0u32..3, option::of(moment())).prop_map(|(sequence, updated)| Revision {
        sequence,
        updated,
        created: None,
    });
    let title = prop_oneof![Just("執行委員会"), Just("学習会"), Just("花見")];
    (id, title, when(), status, people, revision, "[a-c]{0,2}").prop_map(
        |(id, title, when, status, participants, revision, description)| Event {
            status,
            revision,
            description,
            kinds: SortedSet::from([Kind::StudySession]),
            rare: Rare::of(RareFacts { participants, ..RareFacts::default() }),
            ..Event::new(id, title, when)
        },
    )
}

/// One of a few uids, so that changes meet.
pub(crate) fn event_id() -> impl Strategy<Value = EventId> {
    (0u8..12).prop_map(|number| EventId::new(format!("e{number}")))
}

/// One of three calendars.
pub(crate) fn calendar_id() -> impl Strategy<Value = CalendarId> {
    (0u8..3).prop_map(|number| CalendarId::new(format!("c{number}")))
}

/// An entry, made here, imported, or imported and changed since.
pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    let base = prop_oneof![
        Just(Base::Local),
        Just(Base::AsImported),
        event(event_id()).prop_map(|event| Base::Was(Box::new(event))),
    ];
    let event = event(event_id()).boxed();
    (event, calendar_id(), base.boxed(), any::<bool>(), trashed().boxed()).prop_map(
        |(event, calendar, base, is_mine, deleted)| {
            let base = match base {
                Base::Was(was) => Base::Was(Box::new(Event { id: event.id.clone(), ..*was })),
                Base::Local | Base::AsImported => base,
            };
            Entry { base, is_mine, deleted, ..Entry::local(event, calendar) }
        },
    )
}

/// The time of deletion for an item in the trash; most items are not in the trash.
fn trashed() -> impl Strategy<Value = Option<UtcTime>> {
    prop_oneof![3 => Just(None), 1 => moment().prop_map(Some)]
}

/// A change of a few entries and calendars.
pub(crate) fn change() -> impl Strategy<Value = Change> {
    let entries = vec((event_id(), option::of(entry())), 0..8).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|(id, entry)| {
                let entry = entry.map(|mut entry| {
                    entry.event.id = id.clone();
                    if let Base::Was(was) = &mut entry.base {
                        was.id = id.clone();
                    }
                    entry
                });
                (id, entry)
            })
            .collect()
    });
    let tombstones = btree_map(event_id(), moment(), 0..3);
    let calendar = ("[a-c]{1,3}", any::<bool>(), trashed(), tombstones).prop_map(
        |(title, is_shown, deleted, tombstones)| {
            let facts = CalendarFacts { title, ..CalendarFacts::default() };
            let calendar = Calendar::new(CalendarId::new("x"), facts);
            Calendar { is_shown, deleted, tombstones, ..calendar }
        },
    );
    let calendars = btree_map(calendar_id(), option::of(calendar), 0..3).prop_map(|map| {
        map.into_iter()
            .map(|(id, calendar)| {
                (id.clone(), calendar.map(|calendar| Calendar { id, ..calendar }))
            })
            .collect()
    });
    // Most changes are of events only.
    let directory = option::weighted(0.3, directory_change()).prop_map(Option::unwrap_or_default);
    (calendars.boxed(), entries.boxed(), directory)
        .prop_map(|(calendars, entries, directory)| Change { calendars, entries, directory })
}

/// An almanac made by a few changes.
pub(crate) fn almanac() -> impl Strategy<Value = Almanac> {
    vec(change(), 0..4).prop_map(|changes| {
        let mut almanac = Almanac::default();
        for change in changes {
            almanac.apply(change);
        }
        almanac
    })
}
