//! Strategies that make events with everything that a file can contain.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::entry::{Base, Entry, Handed, Happening, News};
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::event::{Event, Rare, RareFacts, Revision};
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::fiscal::{FiscalRule, NamedAfter};
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::domain::time::{Shown, When};
use tsudoi::format::jscalendar::read::Collection;

use crate::support::generate::details::{color, privacy, registration};
use crate::support::generate::people::{headcount, mode, rich_participant};
use crate::support::generate::repeat::repeat;
use crate::support::generate::{clock, moment, sorted_map, sorted_set, when};

/// Text that tests the writer's escapes.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        3 => "[ぁ-ん一-三a-z ]{1,6}",
        1 => ".{0,8}",
        1 => select(vec!["\"", "\\", "\n\r\t", "\u{0}\u{1f}\u{7f}", "</script>", "\u{2028}", "\u{1f600}"])
            .prop_map(str::to_owned),
    ]
}

fn number() -> impl Strategy<Value = Json> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("JSON has no infinities", |number| number.is_finite()).prop_map(
            |number| serde_json::Number::from_f64(number).expect("it is finite").to_string()
        ),
    ]
    .prop_map(|number| Json::Number(number.into()))
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        number(),
        text().prop_map(Json::Text),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Json::List),
            btree_map(text(), inner, 0..3).prop_map(Json::Map),
        ]
    })
}

/// Properties of another program.
pub(crate) fn foreign() -> impl Strategy<Value = Foreign> {
    prop_oneof![
        3 => Just(Foreign::default()),
        1 => btree_map("(a|z|~)?other\\.example:[a-z/\"]{1,3}", json(), 1..3).prop_map(Foreign),
    ]
}

fn keyed<T: std::fmt::Debug>(
    item: impl Strategy<Value = T>,
) -> impl Strategy<Value = SortedMap<LocalId, T>> {
    sorted_map("[a-zA-Z0-9_-]{1,3}".prop_map(LocalId::new), item, 0..3)
}

fn part() -> impl Strategy<Value = Part> {
    let speakers = btree_set("[a-z]{1,2}".prop_map(LocalId::new), 0..3);
    // In any order, because they are those of the programme.
    let speakers = speakers.prop_map(|keys| keys.into_iter().collect::<Vec<_>>()).prop_shuffle();
    (0u32..4, text(), text(), option::of(clock()), speakers, option::of(mode()), foreign())
        .prop_map(|(order, title, description, start, speakers, mode, foreign)| Part {
            order,
            title,
            description,
            start,
            length: None,
            speakers,
            mode,
            foreign,
        })
}

type Places =
    (SortedMap<LocalId, Location>, SortedMap<LocalId, VirtualLocation>, SortedMap<LocalId, Link>);

fn places() -> impl Strategy<Value = Places> {
    let location = (text(), option::of(text()), any::<bool>(), foreign()).prop_map(
        |(name, coordinates, is_meeting_place, foreign)| Location {
            name,
            coordinates,
            is_meeting_place,
            foreign,
        },
    );
    let online = (text(), text(), foreign()).prop_map(|(name, uri, foreign)| VirtualLocation {
        name,
        uri,
        foreign,
    });
    let link = (text(), option::of(text()), text(), foreign())
        .prop_map(|(href, rel, title, foreign)| Link { href, rel, title, foreign });
    (keyed(location.boxed()).boxed(), keyed(online.boxed()).boxed(), keyed(link.boxed()).boxed())
}

/// Any time, including one with a clock of which only the day is shown, if a file can tell it from a whole day.
fn any_when() -> impl Strategy<Value = When> {
    (when(), any::<bool>()).prop_map(|(when, is_day_only)| match when {
        When::Timed(mut timed) => {
            let is_told = timed.zone.is_some() || timed.start.time() != Time::midnight();
            if is_day_only && is_told {
                timed.shown = Shown::DayOnly;
            }
            When::Timed(timed)
        }
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => when,
    })
}

/// An event with everything that a file can contain about one.
pub(crate) fn rich_event(id: &'static str) -> impl Strategy<Value = Event> {
    let status = select(vec![
        Status::Confirmed,
        Status::Tentative,
        Status::Cancelled,
        Status::Postponed,
        Status::Other("moved".into()),
    ]);
    let revision = (0u32..3, option::of(moment()), option::of(moment()));
    let words = (
        subsequence(Kind::ALL.to_vec(), 0..3),
        sorted_set("urn:[a-c]", 0..2),
        sorted_set(text(), 0..3),
    );
    let registration = option::of(registration().prop_map(Box::new));
    let details = (text(), option::of(color()), privacy(), registration, text());
    let head = (id.prop_map(EventId::new), text(), text(), any_when(), status, revision);
    let people = (
        option::of("mailto:[a-c]@example\\.jp"),
        keyed(rich_participant().boxed()).boxed(),
        keyed(part().boxed()).boxed(),
        option::of(headcount().prop_map(Box::new)),
    );
    let rest = (
        option::of(repeat(json().boxed()).prop_map(Box::new)).boxed(),
        option::of(clock()),
        option::of("[a-z]".prop_map(LocalId::new)),
        option::of(any::<u32>()),
        foreign(),
    );
    let head = (head.boxed(), details.boxed()).boxed();
    (head, words.boxed(), places().boxed(), people.boxed(), rest.boxed()).prop_map(
        |((head, details), words, places, people, rest)| {
            let (id, title, description, when, status, (sequence, updated, created)) = head;
            let (organizer, participants, programme, headcount) = people;
            let (repeat, meeting_time, main_location, series_number, foreign) = rest;
            Event {
                id,
                revision: Revision { sequence, updated, created },
                title,
                when,
                repeat,
                kinds: words.0.into_iter().collect(),
                keywords: words.2,
                status,
                privacy: details.2,
                description,
                locations: places.0,
                main_location,
                series_number,
                foreign,
                rare: Rare::of(RareFacts {
                    meeting_time,
                    categories: words.1,
                    status_reason: details.0,
                    color: details.1,
                    registration: details.3,
                    audience: details.4,
                    virtual_locations: places.1,
                    links: places.2,
                    organizer,
                    participants,
                    programme,
                    headcount,
                }),
            }
        },
    )
}

/// An entry with everything that a device can store about one.
pub(crate) fn rich_entry() -> impl Strategy<Value = Entry> {
    let base = prop_oneof![
        Just(Base::Local),
        Just(Base::AsImported),
        rich_event("r").boxed().prop_map(|event| Base::Was(Box::new(event))),
    ];
    let happening = select(vec![Happening::New, Happening::Changed, Happening::Cancelled]);
    let before = option::of(rich_event("r").boxed().prop_map(Box::new));
    let news = (happening, any::<bool>(), before).prop_map(|(happening, is_seen, before)| News {
        happening,
        is_seen,
        before,
    });
    let calendar = "c[0-3]".prop_map(CalendarId::new);
    let handed = prop_oneof![
        Just(Handed::Never),
        Just(Handed::AsNow),
        rich_event("r").boxed().prop_map(|event| Handed::Was(Box::new(event))),
    ];
    let marks = (handed, any::<bool>(), option::of(news.boxed()), option::of(moment())).boxed();
    (rich_event("r").boxed(), calendar.boxed(), base.boxed(), marks).prop_map(
        |(event, calendar, base, (handed, is_mine, news, deleted))| Entry {
            event,
            calendar,
            base,
            handed,
            is_mine,
            news,
            deleted,
        },
    )
}

/// The start of an organisation's fiscal years, and its days off.
fn own_time() -> impl Strategy<Value = (Option<FiscalRule>, Vec<OwnHoliday>)> {
    let named = select(vec![NamedAfter::First, NamedAfter::Last]);
    let rule = (1i8..=12, named)
        .prop_map(|(start, named)| FiscalRule::new(start, named).expect("it is a month"));
    let holiday =
        (clock(), any::<bool>(), "[ぁ-ん\"\\\\]{1,3}").prop_map(|(at, is_yearly, name)| {
            let on = if is_yearly { OwnDay::yearly(at.date()) } else { OwnDay::Once(at.date()) };
            OwnHoliday { on, name }
        });
    (option::of(rule), vec(holiday, 0..3))
}

fn facts() -> impl Strategy<Value = CalendarFacts> {
    let tasks = vec(
        text().prop_map(|title| {
            let field = |name: &str, text: String| (name.to_owned(), Json::Text(text));
            Json::Map(BTreeMap::from([field("@type", "Task".to_owned()), field("title", title)]))
        }),
        0..2,
    );
    let texts = (text(), text(), option::of("[a-z]{3}|#[0-9a-f]{6}"), option::of(text()));
    let times = (option::of(moment()), option::of(moment()));
    (texts, sorted_set(text(), 0..2), times, own_time(), tasks, foreign()).prop_map(
        |((title, description, color, locale), keywords, times, own_time, tasks, foreign)| {
            let ((created, updated), (fiscal, holidays)) = (times, own_time);
            CalendarFacts {
                title,
                description,
                color,
                keywords,
                locale,
                created,
                updated,
                fiscal,
                holidays,
                other_entries: tasks,
                foreign,
            }
        },
    )
}

/// A calendar with everything that a device can store about one.
pub(crate) fn rich_calendar(id: &'static str) -> impl Strategy<Value = Calendar> {
    (
        id.prop_map(CalendarId::new),
        facts().boxed(),
        option::of(facts().boxed().prop_map(Box::new)),
        (any::<bool>(), option::of(moment())).boxed(),
        btree_map("[a-z]{1,3}".prop_map(EventId::new), moment(), 0..3).boxed(),
    )
        .prop_map(|(id, facts, base, (is_shown, deleted), tombstones)| Calendar {
            id,
            facts,
            base,
            is_shown,
            deleted,
            untold: tombstones.keys().take(1).cloned().collect(),
            tombstones,
        })
}

/// A calendar as in a file.
pub(crate) fn collection(
    id: &'static str,
    event: &'static str,
) -> impl Strategy<Value = Collection> {
    let deleted = btree_map("d[0-9]".prop_map(EventId::new), moment(), 0..2);
    (facts().boxed(), vec(rich_event(event).boxed(), 0..4), deleted).prop_map(
        move |(facts, mut events, deleted)| {
            let mut seen = BTreeSet::new();
            events.retain(|event| seen.insert(event.id.clone()));
            let calendar = Some(Calendar::new(CalendarId::new(id), facts));
            Collection { calendar, events, deleted }
        },
    )
}
