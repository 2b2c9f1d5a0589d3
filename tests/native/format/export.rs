//! Exports: which events, how many names, and that a file without names contains none.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::status::Privacy;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::repeat::Repeat;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::Days;
use tsudoi::format::export::{
    ExportRequest, ExportSelection, Names, figures, file_name, people_of,
};
use tsudoi::format::handout::written;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::json::read::Limits;

use crate::support::sample;

/// The winter, a session with a list of people, and a second calendar with one event that repeats.
fn almanac() -> Almanac {
    let mut almanac = sample::winter();
    let mut session = sample::session();
    session.title.push_str("（例示次郎さんを囲んで）");
    let weekly =
        sample::event("weekly", "朝の会", Kind::Other, sample::all_day(date(2020, 1, 6), 1));
    let weekly =
        tsudoi::domain::event::Event { repeat: Some(Box::new(Repeat::default())), ..weekly };
    let id = CalendarId::new("branch");
    let facts = CalendarFacts { title: "支部".to_owned(), ..CalendarFacts::default() };
    almanac.apply(Change {
        calendars: SortedMap::from([(id.clone(), Some(Calendar::new(id.clone(), facts)))]),
        entries: BTreeMap::from([
            (session.id.clone(), Some(sample::entry(session))),
            (weekly.id.clone(), Some(Entry::local(weekly, id))),
        ]),
        ..Change::default()
    });
    almanac
}

fn calendars(ids: &[&str], days: Option<Days>) -> ExportSelection {
    ExportSelection::Calendars { ids: ids.iter().map(|id| CalendarId::new(*id)).collect(), days }
}

/// Writes the file, reads it again, and lists its content.
fn check(of: ExportSelection, names: Names, expected: Expect) {
    let almanac = almanac();
    let figures = figures(&almanac, &of, &people_of(&almanac));
    let text = written(&almanac, &ExportRequest { of, names, busy: "予定あり" });
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("our own file is read");
    assert!(!decoded.is_partial);
    let mut lines = format!("{} events, {} names\n", figures.events, figures.names);
    for name in &figures.in_texts {
        lines.extend(["in a text: ", name, "\n"]);
    }
    for collection in decoded.collections {
        let title = collection.calendar.map(|calendar| calendar.facts.title).unwrap_or_default();
        lines.extend(["[", title.as_str(), "]\n"]);
        for event in collection.events {
            let people = event.participants.values().map(|person| person.name.as_str());
            let people: Vec<&str> = people.collect();
            let line = format!("{}: {}", event.title, people.join("/"));
            lines.push_str(line.trim_end_matches(": "));
            lines.push('\n');
        }
    }
    expected.assert_eq(&lines);
}

#[test]
fn without_names_a_list_becomes_a_count_and_names_in_texts_are_told() {
    check(
        calendars(&["union"], Some(Days::one(date(2024, 11, 2)))),
        Names::Without,
        expect![[r#"
            1 events, 4 names
            in a text: 例示 次郎
            [見本市職労]
            見本セッション（例示次郎さんを囲んで）: 見本連合 事務局/見本 太郎
        "#]],
    );
}

#[test]
fn with_names_everybody_is_in_the_file() {
    check(
        calendars(&["union"], Some(Days::one(date(2024, 11, 2)))),
        Names::With,
        expect![[r#"
        1 events, 4 names
        in a text: 例示 次郎
        [見本市職労]
        見本セッション（例示次郎さんを囲んで）: 見本連合 事務局/見本 花子/例示 次郎/例示 三郎/見本 太郎
    "#]],
    );
}

#[test]
fn a_range_holds_what_touches_it_and_what_repeats() {
    let days = Days { first: date(2023, 12, 30), last: date(2024, 4, 14) };
    check(
        calendars(&["branch", "union"], Some(days)),
        Names::Without,
        expect![[r#"
        3 events, 0 names
        [支部]
        朝の会
        [見本市職労]
        冬の合宿
        春の大会
    "#]],
    );
}

#[test]
fn events_stand_in_order_of_time() {
    check(
        calendars(&["union"], None),
        Names::Without,
        expect![[r#"
            9 events, 4 names
            in a text: 例示 次郎
            [見本市職労]
            第1回統一行動
            第3回5役会
            定期回答交渉
            第2回中央執行委員会
            フラワーアレンジメント教室
            忘年会
            冬の合宿
            春の大会
            見本セッション（例示次郎さんを囲んで）: 見本連合 事務局/見本 太郎
        "#]],
    );
}

#[test]
fn one_event_is_a_file_of_its_own() {
    check(
        ExportSelection::Event(EventId::new("e2")),
        Names::Without,
        expect![[r#"
        1 events, 0 names
        [見本市職労]
        第3回5役会
    "#]],
    );
}

#[test]
fn nothing_of_a_person_is_in_a_file_without_names() {
    let mut almanac = almanac();
    let secret = "秘密の表";
    let mut calendar = almanac.calendars().get(&CalendarId::new("union")).unwrap().clone();
    calendar.facts.other_entries = vec![tsudoi::domain::foreign::Json::Text(secret.to_owned())];
    almanac.apply(Change::calendar(calendar.id.clone(), Some(calendar)));
    let of = calendars(&["union", "branch"], None);
    let with =
        written(&almanac, &ExportRequest { of: of.clone(), names: Names::With, busy: "予定あり" });
    let without = written(&almanac, &ExportRequest { of, names: Names::Without, busy: "予定あり" });
    // A speaker and the contact are published with the event.
    for words in ["見本 太郎", "見本大学 准教授", "+81-3-0000-0000"] {
        assert!(without.contains(words), "{words}");
    }
    for name in
        ["見本 花子", "例示 三郎", "ミホン ハナコ", "あかつき労組", "desk@example.jp", secret]
    {
        assert!(with.contains(name), "{name} stands in the full file");
        assert!(!without.contains(name), "{name} leaked");
    }
}

#[test]
fn a_file_name_suits_every_system() {
    let names: BTreeSet<String> = [
        "組合カレンダー-2026-11-20",
        "../../etc/passwd",
        "a\u{0}b\nc",
        " .hidden. ",
        "",
        "...",
        "CON<>:\"|?*",
    ]
    .map(|stem| file_name(stem, "jscal.json"))
    .into();
    let long = file_name(&"長".repeat(500), "json");
    assert_eq!(long.chars().count(), 65);
    let lines = names.iter().map(String::as_str).collect::<Vec<_>>().join("\n") + "\n";
    expect![[r#"
        CON_______.jscal.json
        _.._etc_passwd.jscal.json
        a_b_c.jscal.json
        hidden.jscal.json
        tsudoi.jscal.json
        組合カレンダー-2026-11-20.jscal.json
    "#]]
    .assert_eq(&lines);
}

#[test]
fn what_is_not_for_everybody_is_counted_and_withheld_from_files_without_names_alone() {
    let mut almanac = almanac();
    for (id, privacy) in [("e2", Privacy::Private), ("session", Privacy::Secret)] {
        let mut entry = almanac.entry(&EventId::new(id)).expect("it is there").clone();
        entry.event.privacy = privacy;
        almanac.apply(Change::entry(entry.event.id.clone(), Some(entry)));
    }
    let of = calendars(&["union", "branch"], None);
    let come_to = figures(&almanac, &of, &people_of(&almanac));
    assert_eq!((come_to.private, come_to.secret), (1, 1));
    assert_eq!(come_to.in_texts, BTreeSet::new(), "the text that named somebody is withheld");
    let with =
        written(&almanac, &ExportRequest { of: of.clone(), names: Names::With, busy: "予定あり" });
    let without = written(&almanac, &ExportRequest { of, names: Names::Without, busy: "予定あり" });
    for title in ["第3回5役会", "見本セッション"] {
        assert!(with.contains(title) && !without.contains(title), "{title}");
    }
    assert!(without.contains("予定あり"));
    let alone = ExportSelection::Event(EventId::new("session"));
    let alone = ExportRequest { of: alone, names: Names::Without, busy: "予定あり" };
    assert_eq!(written(&almanac, &alone), "");
}
