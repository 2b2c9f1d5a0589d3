//! A small almanac made by hand, with invented people, for tests made for reading.

use jiff::civil::{Date, DateTime, date};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Entry, Happening, News};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{
    Affiliation, Attendance, Headcount, Mode, Nature, Participant, Presence, Reply, Role,
};
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::{Length, Shown, Timed, When, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::viewer::Viewer;

/// Returns a viewer in Tokyo on that day.
pub(crate) fn viewer(language: Language, today: Date) -> Viewer {
    Viewer {
        zone: Some(Zone("Asia/Tokyo".into())),
        offset_minutes: 540,
        ..Viewer::new(language, today)
    }
}

/// Returns a time in Tokyo that lasts that number of minutes.
pub(crate) fn at(start: DateTime, minutes: u32) -> When {
    let length = (minutes > 0).then_some(Length { days: 0, seconds: minutes * 60 });
    When::Timed(Timed { start, zone: Some(Zone("Asia/Tokyo".into())), length, shown: Shown::Clock })
}

/// Returns a whole-day time that lasts that number of days.
pub(crate) fn all_day(first: Date, days: u32) -> When {
    When::AllDay { first, days }
}

/// Returns an event of that kind.
pub(crate) fn event(id: &str, title: &str, kind: Kind, when: When) -> Event {
    Event { kinds: SortedSet::from([kind]), ..Event::new(EventId::new(id), title, when) }
}

/// Returns the event with a change.
pub(crate) fn with(mut event: Event, change: impl FnOnce(&mut Event)) -> Event {
    change(&mut event);
    event
}

/// Returns an almanac of one blue calendar with those entries.
pub(crate) fn almanac(entries: impl IntoIterator<Item = Entry>) -> Almanac {
    let id = CalendarId::new("union");
    let facts = CalendarFacts {
        title: "見本市職労".to_owned(),
        color: Some("steelblue".to_owned()),
        ..CalendarFacts::default()
    };
    let mut almanac = Almanac::default();
    almanac.apply(Change::calendar(id.clone(), Some(Calendar::new(id, facts))));
    for entry in entries {
        almanac.apply(Change::entry(entry.event.id.clone(), Some(entry)));
    }
    almanac
}

/// Returns an entry of that calendar.
pub(crate) fn entry(event: Event) -> Entry {
    Entry::local(event, CalendarId::new("union"))
}

/// Returns a winter of a union: meetings, talks, a trip of three days, a night out, and a cancelled event.
pub(crate) fn winter() -> Almanac {
    let talks =
        event("e3", "定期回答交渉", Kind::Negotiation, at(date(2023, 12, 22).at(13, 30, 0, 0), 90));
    let second = event(
        "e4",
        "第2回中央執行委員会",
        Kind::ExecutiveCommittee,
        at(date(2023, 12, 22).at(18, 0, 0, 0), 0),
    );
    let class = Event {
        status: Status::Cancelled,
        ..event(
            "e5",
            "フラワーアレンジメント教室",
            Kind::Welfare,
            When::Undecided { first: date(2023, 12, 26), days: 1 },
        )
    };
    let news = |happening| Some(News { happening, is_seen: false, before: None });
    let mut hall = event(
        "e2",
        "第3回5役会",
        Kind::OfficersMeeting,
        at(date(2023, 12, 21).at(18, 0, 0, 0), 120),
    );
    hall.locations.insert(
        LocalId::new("venue"),
        Location { name: "見本会館".to_owned(), ..Location::default() },
    );
    almanac([
        entry(event("e1", "第1回統一行動", Kind::UnitedAction, all_day(date(2023, 12, 2), 1))),
        Entry { is_mine: true, ..entry(hall) },
        entry(talks),
        entry(second),
        Entry { news: news(Happening::Cancelled), ..entry(class) },
        entry(event(
            "e6",
            "冬の合宿",
            Kind::StudySession,
            at(date(2023, 12, 29).at(14, 0, 0, 0), 46 * 60),
        )),
        entry(event("e7", "忘年会", Kind::Exchange, at(date(2023, 12, 28).at(22, 0, 0, 0), 180))),
        Entry {
            news: news(Happening::New),
            ..entry(event("e8", "春の大会", Kind::GeneralAssembly, all_day(date(2024, 4, 13), 2)))
        },
    ])
}

/// Returns a session of two days with a programme, speakers, people, totals and links.
pub(crate) fn session() -> Event {
    let mut session = event(
        "session",
        "見本セッション",
        Kind::StudySession,
        at(date(2024, 11, 1).at(14, 0, 0, 0), 22 * 60),
    );
    session.kinds.insert(Kind::Exchange);
    session.series_number = Some(3);
    session.meeting_time = Some(date(2024, 11, 1).at(13, 30, 0, 0));
    "悩みを持ち寄り、ひらめきを持ち帰る。\n申込 https://example.jp/apply。\n\n二日目は http://example.jp/ を見ない。"
        .clone_into(&mut session.description);
    session.locations.insert(
        LocalId::new("venue"),
        Location { name: "見本ガーデン".to_owned(), ..Location::default() },
    );
    let online = VirtualLocation {
        uri: "https://meeting.example/x".to_owned(),
        ..VirtualLocation::default()
    };
    session.virtual_locations.insert(LocalId::new("online"), online);
    let link = |href: &str, title: &str| Link {
        href: href.to_owned(),
        title: title.to_owned(),
        ..Link::default()
    };
    session.links.insert(LocalId::new("a"), link("https://example.jp/", "公式"));
    session.links.insert(LocalId::new("b"), link("javascript:alert(1)", "悪い"));
    session.organizer = Some("mailto:desk@example.jp".to_owned());
    session.headcount = Some(Box::new(Headcount {
        persons: Some(64),
        organizations: Some(38),
        ..Headcount::default()
    }));
    session.participants.extend(people());
    let part = |order, title: &str, speaker: &str| Part {
        order,
        title: title.to_owned(),
        speakers: vec![LocalId::new(speaker)],
        mode: Some(Mode::Hybrid),
        ..Part::default()
    };
    session.programme.insert(LocalId::new("z"), part(1, "学び", "taro"));
    let talk = Part {
        start: Some(date(2024, 11, 2).at(9, 0, 0, 0)),
        length: Some(Length { days: 0, seconds: 3600 }),
        ..part(2, "講演", "desk")
    };
    session.programme.insert(LocalId::new("a"), talk);
    session
}

fn people() -> Vec<(LocalId, Participant)> {
    let person = |name: &str, kana: &str, organization: &str, reply: Reply| Participant {
        name: name.to_owned(),
        name_kana: kana.to_owned(),
        reply,
        affiliation: (!organization.is_empty()).then(|| {
            Box::new(Affiliation {
                organization: organization.to_owned(),
                position: "書記長".to_owned(),
                ..Affiliation::default()
            })
        }),
        ..Participant::default()
    };
    let present = Attendance {
        presence: Some(Presence::Present),
        mode: Some(Mode::Onsite),
        ..Attendance::default()
    };
    let taro = Participant {
        roles: SortedSet::from([Role::Speaker]),
        attendance: Some(Box::new(present)),
        description: "見本大学 准教授".to_owned(),
        ..person("見本 太郎", "みほん たろう", "見本通信労組", Reply::Accepted)
    };
    let desk = Participant {
        calendar_address: Some("mailto:desk@example.jp".to_owned()),
        nature: Nature::Group,
        roles: SortedSet::from([Role::Owner, Role::Contact]),
        phone: Some("+81-3-0000-0000".to_owned()),
        ..person("見本連合 事務局", "", "", Reply::Unsaid)
    };
    vec![
        (LocalId::new("desk"), desk),
        (LocalId::new("taro"), taro),
        (
            LocalId::new("hanako"),
            person("見本 花子", "ミホン ハナコ", "見本通信労組", Reply::Tentative),
        ),
        (
            LocalId::new("jiro"),
            person("例示 次郎", "れいじ じろう", "あかつき労組", Reply::Accepted),
        ),
        (LocalId::new("saburo"), person("例示 三郎", "", "", Reply::NeedsAction)),
    ]
}
