//! An event and a calendar with a canary wherever an author or another program can put a text that nobody is meant to
//! read as such.

use std::collections::BTreeMap;

use jiff::civil::date;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::event::color::CssColor;
use tsudoi::domain::event::kind::Category;
use tsudoi::domain::event::participant::{
    Affiliation, Attendance, Mode, Nature, Participant, Presence, Reply, Role,
};
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::event::{Event, Rare, RareFacts};
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::series::item::LocationField;
use tsudoi::domain::series::own::{ItemChanges, OwnItem, OwnList, OwnSet};
use tsudoi::domain::series::repeat::{Override, Own, Patch, Repeat, RepeatRule};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::{Shown, Timed, When, Zone};

fn text(words: &str) -> Json {
    Json::Text(words.to_owned())
}

/// Properties that no program knows, and known ones with a canary as their value.
fn foreign() -> Foreign {
    let deep = Json::List(vec![Json::Map(BTreeMap::from([("canary".to_owned(), text("canary"))]))]);
    let names = [
        "canary.example:canary",
        "color",
        "descriptionContentType",
        "duration",
        "endTimeZone",
        "excluded",
        "freeBusyStatus",
        "locale",
        "showWithoutTime",
        "start",
        "status",
        "timeZone",
        "recurrenceIdTimeZone",
        "alerts",
        "attachments",
        "contactPerson",
        "replyTo",
        "sentBy",
        "iCalendar",
        "iCalProps",
        "localizations",
    ];
    let mut map: BTreeMap<String, Json> =
        names.map(|name| (name.to_owned(), text("canary"))).into();
    map.insert("x-canary".to_owned(), deep);
    map.insert("priority".to_owned(), Json::Number("9087654321".into()));
    let related = Json::Map(BTreeMap::from([
        ("mailto:canary@example.jp".to_owned(), text("canary")),
        (
            "canary-secret".to_owned(),
            Json::Map(BTreeMap::from([("canary".to_owned(), text("canary"))])),
        ),
    ]));
    map.insert("relatedTo".to_owned(), related);
    Foreign(map)
}

pub(crate) fn key(word: &str) -> LocalId {
    LocalId::new(format!("canary-{word}"))
}

/// A member who takes part and is not published.
pub(crate) fn member() -> Participant {
    Participant {
        name: "金糸 雀子canary".to_owned(),
        name_kana: "canary".to_owned(),
        email: Some("canary@example.jp".to_owned()),
        phone: Some("090-8765-4321".to_owned()),
        calendar_address: Some("mailto:canary@example.jp".to_owned()),
        nature: Nature::Other("canary".into()),
        roles: SortedSet::from([Role::Required, Role::Other("canary".into())]),
        reply: Reply::Other("canary".into()),
        delegated_to: SortedSet::from(["mailto:canary@example.jp".to_owned()]),
        affiliation: Some(Box::new(Affiliation {
            organization: "canary".to_owned(),
            uri: Some("canary".to_owned()),
            branch: "canary".to_owned(),
            position: "canary".to_owned(),
            membership: "canary".to_owned(),
            foreign: foreign(),
        })),
        attendance: Some(Box::new(Attendance {
            presence: Some(Presence::Other("canary".into())),
            marked_by: Some("canary".to_owned()),
            method: Some("canary".to_owned()),
            foreign: foreign(),
            ..Attendance::default()
        })),
        description: "canary".to_owned(),
        note: "canary".to_owned(),
        updated: None,
        foreign: foreign(),
    }
}

/// A speaker: the name is published, and nothing else that reaches or describes the person.
fn speaker() -> Participant {
    Participant {
        name: "講演 四郎".to_owned(),
        name_kana: String::new(),
        description: "見本大学 教授".to_owned(),
        affiliation: Some(Box::new(Affiliation {
            organization: "見本大学".to_owned(),
            foreign: foreign(),
            uri: Some("mailto:canary@example.jp".to_owned()),
            ..Affiliation::default()
        })),
        roles: SortedSet::from([Role::Speaker, Role::Other("canary".into())]),
        ..member()
    }
}

fn links() -> SortedMap<LocalId, Link> {
    let addresses = [
        "mailto:canary@example.jp",
        "MAILTO:canary@example.jp",
        "tel:canary",
        "facetime:canary@example.jp",
        "facetime-audio:canary",
        "skype:canary?call",
        "callto:canary",
        "sip:canary@example.jp",
        "xmpp:canary@example.jp",
        "im:canary",
        "line://ti/p/~canary",
        "whatsapp://send?phone=canary",
        "msteams:/l/chat/0/0?users=canary@example.jp",
        "geo:?q=canary",
        "geo:35,139?q=canary",
        "data:text/plain,canary",
        "blob:canary",
        "file:///Users/canary/x.pdf",
        "ftp://canary@example.jp/",
        "cid:canary@example.jp",
        "urn:uuid:canary",
        "https://canary:canary@example.jp/",
        "https://example.jp/?to=canary%40example.jp",
        "canary@example.jp",
    ];
    let link = |(at, href): (usize, &str)| {
        let link = Link {
            href: href.to_owned(),
            rel: Some("canary".to_owned()),
            title: String::new(),
            foreign: foreign(),
        };
        (key(&format!("link{at}")), link)
    };
    let page = Link {
        href: "https://example.jp/".to_owned(),
        rel: Some("canary".to_owned()),
        ..Link::default()
    };
    let all = addresses.into_iter().enumerate().map(link);
    all.chain([(key("page"), Link { foreign: foreign(), ..page })]).collect()
}

fn online() -> SortedMap<LocalId, VirtualLocation> {
    let place = |uri: &str| VirtualLocation {
        name: String::new(),
        uri: uri.to_owned(),
        foreign: foreign(),
    };
    let from_links = links().into_values().map(|link| link.href);
    from_links.enumerate().map(|(at, uri)| (key(&format!("online{at}")), place(&uri))).collect()
}

fn places() -> SortedMap<LocalId, Location> {
    let place = |coordinates: &str| Location {
        name: "本館".to_owned(),
        coordinates: Some(coordinates.to_owned()),
        is_meeting_place: false,
        foreign: foreign(),
    };
    let all = [
        "geo:35.6,139.7;canary=canary",
        "geo:?q=canary",
        "canary",
        "geo:1,2?q=canary",
        "data:,canary",
    ];
    all.into_iter().enumerate().map(|(at, geo)| (key(&format!("place{at}")), place(geo))).collect()
}

fn programme() -> SortedMap<LocalId, Part> {
    let part = Part {
        title: "講演".to_owned(),
        speakers: vec![key("speaker"), key("nobody")],
        mode: Some(Mode::Other("canary".into())),
        foreign: foreign(),
        ..Part::default()
    };
    SortedMap::from([(key("part"), part)])
}

fn people() -> SortedMap<LocalId, Participant> {
    let group = Participant {
        name: "青年部".to_owned(),
        name_kana: String::new(),
        nature: Nature::Group,
        roles: SortedSet::from([Role::Owner]),
        description: String::new(),
        affiliation: None,
        ..member()
    };
    let telling =
        Participant { name: "金糸 雀子canaryを囲む会".to_owned(), ..group.clone() };
    SortedMap::from([
        (key("member"), member()),
        (key("speaker"), speaker()),
        (key("group"), group),
        (key("telling"), telling),
    ])
}

/// Changes the name of one place in one instance, with a canary in what is only carried.
fn renamed() -> OwnItem<Location> {
    let place = Location { name: "別館".to_owned(), ..Location::default() };
    let mut changes = ItemChanges::default();
    changes.set(LocationField::Name, &place);
    changes.set_foreign("canary", text("canary"));
    OwnItem::Changed(Box::new(changes))
}

/// Returns items under keys that only the instance has.
fn own<T>(items: SortedMap<LocalId, T>) -> SortedMap<LocalId, T> {
    items.into_iter().map(|(key, item)| (LocalId::new(format!("{key}-own")), item)).collect()
}

/// An event with a canary in every place that is not a text for people to read.
pub(crate) fn event(id: &str) -> Event {
    let zone = Some(Zone("Canary/Canary".into()));
    let start = date(2026, 6, 10).at(18, 30, 0, 0);
    let when = When::Timed(Timed { start, zone: zone.clone(), length: None, shown: Shown::Clock });
    let kept = Json::Map(BTreeMap::from([
        ("frequency".to_owned(), text("canary")),
        ("rscale".to_owned(), text("canary")),
        ("until".to_owned(), text("canary")),
        ("count".to_owned(), Json::Number("9087654321".into())),
        ("canary".to_owned(), text("canary")),
        ("byDay".to_owned(), Json::List(vec![text("canary")])),
    ]));
    let patch = Patch {
        zone: zone.map_or(Own::AsSeries, Own::Is),
        status: Some(Status::Other("canary".into())),
        color: CssColor::new("canary").map_or(Own::AsSeries, Own::Is),
        locations: OwnList::each(SortedMap::from([(key("place0"), renamed())])),
        virtual_locations: OwnList::Whole(own(online())),
        links: OwnList::Whole(own(links())),
        programme: OwnList::Whole(own(programme())),
        participants: OwnList::Whole(own(people())),
        organizer: Own::Is("mailto:canary@example.jp-desk".to_owned()),
        sorts: OwnSet::Whole(SortedSet::from([Category::Uri(
            "mailto:canary@example.jp".to_owned(),
        )])),
        foreign: foreign(),
        ..Patch::default()
    };
    let overrides = SortedMap::from([
        (start, Override::of(patch)),
        (date(2026, 6, 17).at(18, 30, 0, 0), Override::Kept(text("canary"))),
    ]);
    let repeat = Repeat {
        rule: Some(RepeatRule::Kept(kept)),
        overrides,
        strays: BTreeMap::from([("canary".to_owned(), text("canary"))]),
        ..Repeat::default()
    };
    Event {
        repeat: Some(Box::new(repeat)),
        status: Status::Other("canary".into()),
        locations: places(),
        main_location: Some(key("place0")),
        foreign: foreign(),
        rare: Rare::of(RareFacts {
            categories: SortedSet::from([
                "mailto:canary@example.jp".to_owned(),
                "skype:canary".to_owned(),
            ]),
            color: CssColor::new("canary"),
            virtual_locations: online(),
            links: links(),
            organizer: Some("mailto:canary-desk@example.jp".to_owned()),
            participants: people(),
            programme: programme(),
            ..RareFacts::default()
        }),
        ..Event::new(EventId::new(id), "学習会", when)
    }
}

pub(crate) fn calendar() -> Calendar {
    let facts = CalendarFacts {
        title: "組合".to_owned(),
        color: Some("canary".to_owned()),
        locale: Some("ja-x-canary".to_owned()),
        other_entries: vec![text("canary")],
        foreign: foreign(),
        ..CalendarFacts::default()
    };
    Calendar {
        base: Some(Box::new(CalendarFacts {
            title: "canary".to_owned(),
            ..CalendarFacts::default()
        })),
        ..Calendar::new(CalendarId::new("canary@example.jp"), facts)
    }
}
