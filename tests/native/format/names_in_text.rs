//! Names in free texts are found before a file for everybody is made: in every text, and in every form of a name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Attendance, Nature, Participant, Role};
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::series::own::{OwnList, OwnSet};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat};
use tsudoi::domain::sharing::known_people::KnownPeople;
use tsudoi::domain::sharing::names_in_text::names_in_text;
use tsudoi::domain::sharing::redact::without_names;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::When;
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::format::export::{
    ExportRequest, ExportSelection, Names, StemWords, figures, file_stem, people_of,
};

use crate::support::sample::with;

fn event(id: &str, title: &str) -> Event {
    Event::new(EventId::new(id), title, When::AllDay { first: date(2026, 6, 10), days: 1 })
}

fn person(name: &str, kana: &str) -> Participant {
    Participant { name: name.to_owned(), name_kana: kana.to_owned(), ..Participant::default() }
}

fn members() -> Vec<Participant> {
    let yamada = Participant {
        email: Some("Hanako.Yamada@example.jp".to_owned()),
        phone: Some("090-1234-5678".to_owned()),
        note: "車いすで参加、そばアレルギー".to_owned(),
        ..person("山田 花子", "ヤマダ ハナコ")
    };
    let sent_by = Json::Text("mailto:proxy@example.jp".to_owned());
    let carried = Participant {
        calendar_address: Some("mailto:carried@example.jp".to_owned()),
        foreign: Foreign(BTreeMap::from([
            ("sentBy".to_owned(), sent_by),
            ("cn".to_owned(), Json::Text("運搬 六郎".to_owned())),
        ])),
        attendance: Some(Box::new(Attendance {
            marked_by: Some("記録 七子".to_owned()),
            ..Attendance::default()
        })),
        ..Participant::default()
    };
    vec![
        yamada,
        person("林 明", "はやし あきら"),
        person("佐々木一郎", ""),
        person("Taro Suzuki", ""),
        person("渡邊 高子", "わたなべ たかこ"),
        carried,
    ]
}

fn with_members(mut event: Event) -> Event {
    for (number, person) in members().into_iter().enumerate() {
        event.participants.insert(LocalId::new(format!("p{number}")), person);
    }
    event
}

/// Returns whether a text names somebody who is on a list by that name.
fn is_found(name: &str, text: &str) -> bool {
    let mut event = event("e", "");
    event.participants.insert(LocalId::new("p"), person(name, ""));
    KnownPeople::of(std::iter::once(&event)).is_named_in(text)
}

#[test]
fn a_name_is_found_however_its_list_writes_it() {
    let rows = [
        ("山田花子様", "山田花子が報告"),
        ("山田花子さん", "山田さん"),
        ("山田　花子　様", "山田さん"),
        ("委員長 山田花子", "山田さん"),
        ("委員長山田花子", "山田花子が報告"),
        ("山田 花子 書記長", "花子さん"),
        ("【総務】山田花子", "山田花子が報告"),
        ("高崎市職 山田花子", "山田さん"),
        ("青年部 山田花子", "山田さん"),
        ("\"山田 花子\"", "山田さん"),
        ("佐藤(山田) 花子", "山田さん"),
        ("山田花子（旧姓鈴木）", "鈴木さん"),
        ("山田花子（旧姓：鈴木）", "鈴木委員"),
        ("山田花子/Hanako Yamada", "山田さん"),
        ("山田花子/Hanako Yamada", "Yamada"),
        ("Yamada, Hanako (総務)", "Yamadaさん"),
        ("山田 花子 <hanako@e.jp>", "hanako@e.jp"),
        ("山田花子 090-1234-5678", "電話 09012345678"),
        ("山田花子 090-1234-5678", "山田さん"),
        ("hanako@e.jp", "申込 hanako@e.jp"),
        // Without a space, a surname may have one to three letters.
        ("佐々木健", "佐々木さん"),
        ("長谷川龍太郎", "長谷川委員"),
        ("林宗一郎", "林さん"),
        ("林誠", "林さん"),
        ("佐々木花子", "佐々木の件"),
        ("佐藤花子", "佐藤の件"),
        ("髙橋花子", "高橋の件"),
        ("渡邊花子", "担当：渡辺"),
        ("佐藤花子", "花子の件"),
        ("勅使河原宏", "勅使河原さん"),
        ("勅使河原宏", "勅使河原の件"),
        ("Hans Müller", "Mueller"),
        ("Hans Mueller", "Müller"),
        ("山田 花子 090-1234-5678", "〇九〇－一二三四－五六七八"),
    ];
    let missed: Vec<_> = rows.into_iter().filter(|(name, text)| !is_found(name, text)).collect();
    assert_eq!(missed, []);
    let plain = [
        // A surname of the list is no more than that: it must not stand in another word.
        ("佐藤花子", "佐藤製作所"),
        ("佐藤花子", "大佐藤町"),
        ("山田花子", "小山田の里"),
        ("【総務】山田花子", "総務部長の報告、総務からのお知らせ"),
        ("委員長 山田花子", "委員長あいさつ"),
        ("高崎市職 山田花子", "高崎市職との交流"),
        ("佐々木健", "佐々木小学校"),
        ("林宗一郎", "森林組合、植林"),
        ("山田花子（代理）", "代理の方、代理人様"),
        ("山田花子（オンライン）", "オンライン開催"),
        ("山田花子（東京支部）", "東京支部の会議、東京で開催"),
        ("山田 花子 書記長", "書記長会議"),
        ("山田花子様", "様々な議題"),
        ("1 山田花子", "第1回"),
    ];
    let wrong: Vec<_> = plain.into_iter().filter(|(name, text)| is_found(name, text)).collect();
    assert_eq!(wrong, []);
}

fn found(text: &str) -> Vec<String> {
    let event = with_members(event("e", ""));
    let people = KnownPeople::of(std::iter::once(&event));
    let mut found = BTreeSet::new();
    people.find(text, &BTreeSet::new(), &mut found);
    found.into_iter().map(str::to_owned).collect()
}

#[test]
fn a_name_is_found_in_every_form() {
    let rows = [
        // The whole name.
        ("山田花子さんを囲む会", "山田 花子"),
        ("山田　花子", "山田 花子"),
        ("山田\n花子", "山田 花子"),
        ("担当 花子 山田", "山田 花子"),
        ("佐々木一郎後援会", "佐々木一郎"),
        ("渡辺髙子", "渡邊 高子"),
        // A surname or a given name alone.
        ("山田さん送別会", "山田 花子"),
        ("山田宅に集合", "山田 花子"),
        ("山田・鈴木の報告", "山田 花子"),
        ("司会山田", "山田 花子"),
        ("小委員会（山田）", "山田 花子"),
        ("花子さんの話", "山田 花子"),
        ("林さんの送別会", "林 明"),
        ("林委員長あいさつ", "林 明"),
        ("佐々木書記長", "佐々木一郎"),
        ("渡辺氏", "渡邊 高子"),
        // Readings.
        ("やまだはなこ", "山田 花子"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "山田 花子"),
        ("ヤマダ様", "山田 花子"),
        ("やまださん", "山田 花子"),
        ("はやしさん", "林 明"),
        ("https://example.jp/members/yamada-hanako", "山田 花子"),
        ("Yamada", "山田 花子"),
        // Latin script.
        ("Suzuki, Taro", "Taro Suzuki"),
        ("SUZUKI will speak", "Taro Suzuki"),
        // Addresses.
        ("申込 hanako.yamada@example.jp", "Hanako.Yamada@example.jp"),
        ("申込 HANAKO.YAMADA@EXAMPLE.JP まで", "Hanako.Yamada@example.jp"),
        ("ｈａｎａｋｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ", "Hanako.Yamada@example.jp"),
        ("https://example.jp/?q=hanako.yamada%40example.jp", "Hanako.Yamada@example.jp"),
        ("hanako.yamada[at]example.jp", "Hanako.Yamada@example.jp"),
        ("返信先 carried@example.jp", "carried@example.jp"),
        ("返信先 PROXY@example.jp", "proxy@example.jp"),
        // Numbers.
        ("電話 090-1234-5678", "090-1234-5678"),
        ("電話 09012345678", "090-1234-5678"),
        ("電話 ０９０（１２３４）５６７８", "090-1234-5678"),
        ("+81 90 1234 5678", "090-1234-5678"),
        ("+81 (0)90 1234 5678", "090-1234-5678"),
        ("0081-90-1234-5678", "090-1234-5678"),
        ("WhatsApp 819012345678", "090-1234-5678"),
        ("https://wa.me/819012345678", "090-1234-5678"),
        // What we only carry of a person.
        ("運搬六郎", "運搬 六郎"),
        ("記録 七子 が記録", "記録 七子"),
        // The words of a note.
        ("車いす対応の会場です", "車いす"),
        ("そばアレルギーの方がいます", "そばアレルギー"),
    ];
    let missed: Vec<_> = rows
        .into_iter()
        .map(|(text, name)| (text, name, found(text)))
        .filter(|(_, name, found)| !found.iter().any(|it| it == name))
        .collect();
    assert_eq!(missed, []);
}

#[test]
fn what_is_no_name_is_not_taken_for_one() {
    let texts = [
        "森林組合との交流",
        "小林会館",
        "山田市民会館",
        "明日の会議",
        "説明会",
        "もりあがる学習会",
        "2026-06-10 18:30-20:00",
        "定員 1234名、会費5678円",
        "参加と出席の確認",
        "Sunday meeting",
        "",
    ];
    for text in texts {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

/// Returns an almanac with one calendar; `event` names nobody on its own list, the people are in another event.
fn almanac(event: Event, facts: CalendarFacts) -> Almanac {
    let id = CalendarId::new("c");
    let mut almanac = Almanac::default();
    let entries = [event, with_members(self::event("members", "名簿"))];
    let entries = entries.map(|event| (event.id.clone(), Some(Entry::local(event, id.clone()))));
    almanac.apply(Change {
        calendars: SortedMap::from([(id.clone(), Some(Calendar::new(id, facts)))]),
        entries: entries.into(),
        ..Change::default()
    });
    almanac
}

fn in_texts(event: Event, facts: CalendarFacts) -> BTreeSet<String> {
    let almanac = almanac(event, facts);
    let ids = SortedSet::from([CalendarId::new("c")]);
    let of = ExportSelection::Calendars { ids, days: None };
    figures(&almanac, &of, &people_of(&almanac)).in_texts
}

#[test]
fn every_text_of_a_file_is_read_for_the_people_of_every_event() {
    let name = "山田さん".to_owned();
    let key = || LocalId::new("k");
    let plain = || event("e", "会議");
    let patched = |patch: Patch| {
        let at = date(2026, 6, 17).at(0, 0, 0, 0);
        let overrides = SortedMap::from([(at, Override::of(patch))]);
        let repeat = Some(Box::new(Repeat { overrides, ..Repeat::default() }));
        Event { repeat, ..plain() }
    };
    let place = Location { name: name.clone(), ..Location::default() };
    let uri = || "https://example.jp".to_owned();
    let online = VirtualLocation { name: name.clone(), uri: uri(), ..VirtualLocation::default() };
    let link = Link { title: name.clone(), href: uri(), ..Link::default() };
    let in_address = Link { href: "https://example.jp/yamada".to_owned(), ..Link::default() };
    let part = Part { title: name.clone(), ..Part::default() };
    let about = Part { description: name.clone(), ..Part::default() };
    let events = [
        ("title", Event { title: name.clone(), ..plain() }),
        ("description", Event { description: name.clone(), ..plain() }),
        ("audience", with(plain(), |it| it.audience = name.clone())),
        ("reason", with(plain(), |it| it.status_reason = name.clone())),
        ("keyword", Event { keywords: SortedSet::from([name.clone()]), ..plain() }),
        ("place", Event { locations: SortedMap::from([(key(), place.clone())]), ..plain() }),
        ("online", with(plain(), |it| it.virtual_locations = SortedMap::from([(key(), online)]))),
        ("link", with(plain(), |it| it.links = SortedMap::from([(key(), link)]))),
        ("address", with(plain(), |it| it.links = SortedMap::from([(key(), in_address)]))),
        ("part", with(plain(), |it| it.programme = SortedMap::from([(key(), part)]))),
        ("about", with(plain(), |it| it.programme = SortedMap::from([(key(), about.clone())]))),
        ("one title", patched(Patch { title: Some(name.clone()), ..Patch::default() })),
        ("one text", patched(Patch { description: Some(name.clone()), ..Patch::default() })),
        ("one audience", patched(Patch { audience: Some(name.clone()), ..Patch::default() })),
        ("one reason", patched(Patch { status_reason: Some(name.clone()), ..Patch::default() })),
        (
            "one place",
            patched(Patch {
                locations: OwnList::Whole(SortedMap::from([(key(), place)])),
                ..Patch::default()
            }),
        ),
        (
            "one keyword",
            patched(Patch {
                keywords: OwnSet::Whole(SortedSet::from([name.clone()])),
                ..Patch::default()
            }),
        ),
        (
            "one part",
            patched(Patch {
                programme: OwnList::Whole(SortedMap::from([(key(), about)])),
                ..Patch::default()
            }),
        ),
    ];
    for (what, event) in events {
        let found = in_texts(event, CalendarFacts::default());
        assert_eq!(found, BTreeSet::from(["山田 花子".to_owned()]), "{what}");
    }
}

#[test]
fn the_texts_of_the_calendar_are_read_too() {
    let name = "山田さん".to_owned();
    let holiday = OwnHoliday { on: OwnDay::yearly(date(2026, 1, 1)), name: name.clone() };
    let facts = [
        CalendarFacts { title: name.clone(), ..CalendarFacts::default() },
        CalendarFacts { description: name.clone(), ..CalendarFacts::default() },
        CalendarFacts { keywords: SortedSet::from([name.clone()]), ..CalendarFacts::default() },
        CalendarFacts { holidays: vec![holiday], ..CalendarFacts::default() },
    ];
    for facts in facts {
        let found = in_texts(event("e", "会議"), facts.clone());
        assert_eq!(found, BTreeSet::from(["山田 花子".to_owned()]), "{facts:?}");
    }
}

#[test]
fn whoever_the_event_publishes_is_not_warned_of() {
    let mut talk = event("e", "山田花子さん講演会（山田さん、林さん）");
    let roles = [Role::Speaker].into();
    let speaker = Participant { roles, ..person("山田 花子", "ヤマダ ハナコ") };
    talk.participants.insert(LocalId::new("s"), speaker);
    let found = in_texts(talk, CalendarFacts::default());
    assert_eq!(found, BTreeSet::from(["林 明".to_owned()]));
}

#[test]
fn an_address_in_the_place_of_a_name_is_not_published() {
    let named = |name: &str, role: Role, change: fn(&mut Participant)| {
        let mut talk = event("e", "会 x@gmail.com 03-9999-8888");
        let mut one = Participant { roles: SortedSet::from([role]), ..person(name, "") };
        change(&mut one);
        talk.participants.insert(LocalId::new("s"), one);
        let people = KnownPeople::of(std::iter::once(&talk));
        let shown = without_names(&talk);
        assert_eq!(without_names(&shown).participants, shown.participants, "{name}");
        let left: Vec<&str> = names_in_text(&talk, &people).into_iter().collect();
        let names: Vec<_> = shown.participants.values().map(|it| it.name.clone()).collect();
        format!("{} | {}", names.join(", "), left.join(", "))
    };
    let plain = |_: &mut Participant| {};
    for role in [Role::Owner, Role::Speaker, Role::Contact] {
        assert_eq!(named("x@gmail.com", role.clone(), plain), " | x@gmail.com");
        assert_eq!(
            named("講師 x@gmail.com 03-9999-8888", role, plain),
            "講師 | 03-9999-8888, x@gmail.com"
        );
    }
    let group = |it: &mut Participant| it.nature = Nature::Group;
    assert_eq!(named("x@gmail.com", Role::Required, group), " | ");
    assert_eq!(named("見本労組 x@gmail.com", Role::Required, group), "見本労組 | ");
    // Somebody who is asked about the event publishes an address as such.
    let told = |it: &mut Participant| it.email = Some("x@gmail.com".to_owned());
    assert_eq!(named("見本 x@gmail.com", Role::Contact, told), "見本 | ");
    assert_eq!(named("見本", Role::Speaker, told), "見本 | x@gmail.com");
}

#[test]
fn the_name_of_a_file_tells_what_it_holds_and_names_nobody() {
    let (plain, part, day) = ("組合カレンダー", "1件", date(2026, 6, 1));
    let stem = |title: &str, names: Names| {
        let almanac = almanac(event("e", title), CalendarFacts::default());
        let of = ExportSelection::Event(EventId::new("e"));
        let order = ExportRequest { of, names, busy: "予定あり" };
        let holds = match names {
            Names::Without => "公開用",
            Names::Lists => "名簿入り",
            Names::With => "名簿入り-すべて",
        };
        let words = StemWords { plain, part, holds, day };
        file_stem(&almanac, &order, &people_of(&almanac), &words)
    };
    assert_eq!(stem("定期大会", Names::Without), "定期大会-2026-06-01_公開用");
    assert_eq!(stem("定期大会", Names::Lists), "定期大会-2026-06-01_名簿入り");
    assert_eq!(stem("定期大会", Names::With), "定期大会-2026-06-01_名簿入り-すべて");
    assert_eq!(stem("山田さんを囲む会", Names::Without), "組合カレンダー-1件-2026-06-01_公開用");
    let with = stem("山田さんを囲む会", Names::With);
    assert_eq!(with, "山田さんを囲む会-2026-06-01_名簿入り-すべて");
}
