//! The pages of one event and of its participants, as text.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::almanac::entry::{Entry, Happening, News};
use tsudoi::domain::almanac::journal::{Operation, OperationKind};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Reply;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::foreign::Json;
use tsudoi::domain::id::LocalId;
use tsudoi::domain::time::UtcTime;
use tsudoi::i18n::Language;
use tsudoi::present::page::calendars::calendars_page;
use tsudoi::present::page::event::{EventPage, PartRow, event_page};
use tsudoi::present::page::history::history_page;
use tsudoi::present::text::difference::difference;
use tsudoi::present::text::link::{SafeLink, TextSpan};

use crate::support::sample::{almanac, at, entry, session, viewer, winter};

#[test]
fn an_event_shows_everything_that_a_person_needs() {
    let mut text = String::new();
    for language in Language::ALL {
        let viewer = viewer(language, date(2024, 10, 30));
        let page = event_page(&almanac([entry(session())]), &entry(session()), &viewer);
        text.push_str(&[facts(&page), content(&page), page.share_text].join("\n"));
        text.push_str("\n\n");
    }
    expect![[r#"
        第3回見本セッション ["学習会", "交流会"] 見本市職労 blue
        2024-11-01T14:00 | 11月1日(金) 14:00～2日(土) 12:00 | Some("2日後") | Some("22時間") | Some("13:30 集合") Some("14:00 開始")
        見本ガーデン https://www.openstreetmap.org/search?query=%E8%A6%8B%E6%9C%AC%E3%82%AC%E3%83%BC%E3%83%87%E3%83%B3
        オンライン -> https://meeting.example/x
        公式 -> https://example.jp/
        悪い -> (text)
        -  学び 見本 太郎(見本大学 准教授) Some("会場とオンライン")
        - 11月2日(土) 9:00～10:00 講演 見本連合 事務局() Some("会場とオンライン")
        Some("見本連合 事務局")
        ¶ 悩みを持ち寄り、ひらめきを持ち帰る。 / 申込 <https://example.jp/apply>。
        ¶ 二日目は http://example.jp/ を見ない。
        64人・38組織 | Some("3人・2組織") | 参加 1人 未定 1人 未回答 1人
        第3回見本セッション
        日時：11月1日(金) 14:00～2日(土) 12:00
        集合：13:30
        会場：見本ガーデン
        オンライン：https://meeting.example/x
        プログラム：
        ・学び：見本 太郎（見本大学 准教授）
        ・11月2日(土) 9:00～10:00 講演：見本連合 事務局

        見本セッション No. 3 ["Study session", "Social gathering"] 見本市職労 blue
        2024-11-01T14:00 | Fri 1 Nov 14:00 – Sat 2 Nov 12:00 | Some("In 2 days") | Some("22 h") | Some("Gather at 13:30") Some("Starts at 14:00")
        見本ガーデン https://www.openstreetmap.org/search?query=%E8%A6%8B%E6%9C%AC%E3%82%AC%E3%83%BC%E3%83%87%E3%83%B3
        Online -> https://meeting.example/x
        公式 -> https://example.jp/
        悪い -> (text)
        -  学び 見本 太郎(見本大学 准教授) Some("On site and online")
        - Sat 2 Nov 9:00 – 10:00 講演 見本連合 事務局() Some("On site and online")
        Some("見本連合 事務局")
        ¶ 悩みを持ち寄り、ひらめきを持ち帰る。 / 申込 <https://example.jp/apply>。
        ¶ 二日目は http://example.jp/ を見ない。
        64 people, 38 organisations | Some("3 people, 2 organisations") | Coming: 1 Undecided: 1 No answer: 1
        見本セッション No. 3
        When: Fri 1 Nov 14:00 – Sat 2 Nov 12:00
        Gathering: 13:30
        Venue: 見本ガーデン
        Online: https://meeting.example/x
        Programme: 
        - 学び: 見本 太郎 (見本大学 准教授)
        - Sat 2 Nov 9:00 – 10:00 講演: 見本連合 事務局

    "#]].assert_eq(&text);
}

/// Title, kinds, time, places and links.
fn facts(page: &EventPage) -> String {
    let w = &page.when;
    let mut lines = vec![
        format!(
            "{} {:?} {} {}",
            page.title,
            page.kind_labels,
            page.calendar_title,
            page.calendar_color.slug()
        ),
        format!(
            "{} | {} | {:?} | {:?} | {:?} {:?}",
            w.machine, w.line, w.relative, w.length, w.meeting, w.start
        ),
    ];
    let href = |link: &Option<SafeLink>| link.as_ref().map_or("(text)", SafeLink::href).to_owned();
    lines.extend(page.places.iter().map(|it| format!("{} {}", it.name, href(&it.map))));
    let addresses = page.online.iter().chain(&page.links);
    lines.extend(addresses.map(|it| format!("{} -> {}", it.name, href(&it.link))));
    lines.join("\n")
}

/// Programme, organiser, description and totals.
fn content(page: &EventPage) -> String {
    let part = |part: &PartRow| {
        let speakers = part.speakers.iter().map(|it| format!("{}({})", it.name, it.title));
        let speakers: Vec<String> = speakers.collect();
        let speakers = speakers.join(" ");
        format!("- {} {} {speakers} {:?}", part.time_text, part.title, part.mode_label)
    };
    let span = |span: &TextSpan| match span {
        TextSpan::Text(text) => text.clone(),
        TextSpan::Link(link) => format!("<{}>", link.href()),
    };
    let line = |line: &Vec<TextSpan>| line.iter().map(span).collect::<String>();
    let paragraph = |lines: &Vec<Vec<TextSpan>>| {
        format!("¶ {}", lines.iter().map(line).collect::<Vec<_>>().join(" / "))
    };
    let mut lines: Vec<String> = page.programme.iter().map(part).collect();
    lines.push(format!("{:?}", page.organizer));
    lines.extend(page.description.iter().map(paragraph));
    let totals = page.totals.as_ref().expect("totals");
    let replies: Vec<String> = totals.replies.iter().map(|it| it.text.clone()).collect();
    lines.push(format!("{} | {:?} | {}", totals.line, totals.listed, replies.join(" ")));
    lines.join("\n")
}

/// The session with another time and place, one person removed and one who changed their mind.
fn moved() -> Event {
    let mut moved = session();
    moved.when = at(date(2024, 11, 8).at(14, 0, 0, 0), 22 * 60);
    moved.status = Status::Tentative;
    for place in moved.locations.values_mut() {
        "別の見本会館".clone_into(&mut place.name);
    }
    moved.participants.retain(|key, _| key.as_str() != "saburo");
    for (_, person) in moved.participants.iter_mut().filter(|(key, _)| key.as_str() == "jiro") {
        person.reply = Reply::Declined;
    }
    moved.links.clear();
    moved
}

#[test]
fn what_differs_is_said_place_by_place_and_person_by_person() {
    let mut text = String::new();
    for language in Language::ALL {
        let viewer = viewer(language, date(2024, 10, 30));
        for row in difference(&viewer, &session(), &moved()) {
            writeln!(text, "{} {}: {} -> {}", row.turn_label, row.label, row.before, row.after)
                .expect("a string takes any text");
        }
        text.push('\n');
    }
    expect![[r#"
        変更 開催状況: 開催 -> 仮
        変更 日時: 11月1日(金) 14:00～2日(土) 12:00 -> 11月8日(金) 14:00～9日(土) 12:00
        変更 場所: 見本ガーデン -> 別の見本会館
        削除 リンク: 公式 https://example.jp/ -> 
        削除 リンク: 悪い javascript:alert(1) -> 
        変更 参加者 例示 次郎：出欠回答: 参加 -> 欠席
        削除 参加者 例示 三郎：名簿への記載: あり -> なし

        Changed Status: Confirmed -> Tentative
        Changed When: Fri 1 Nov 14:00 – Sat 2 Nov 12:00 -> Fri 8 Nov 14:00 – Sat 9 Nov 12:00
        Changed Place: 見本ガーデン -> 別の見本会館
        Removed Links: 公式 https://example.jp/ -> 
        Removed Links: 悪い javascript:alert(1) -> 
        Changed Participant 例示 次郎: Reply: Coming -> Not coming
        Removed Participant 例示 三郎: On the list: Yes -> No

    "#]]
    .assert_eq(&text);
}

/// The fields that differ, by their technical names.
fn differing(before: &Event, after: &Event) -> Vec<String> {
    let rows = difference(&viewer(Language::Ja, date(2024, 10, 30)), before, after);
    rows.iter().map(|row| row.field.slug().into_owned()).collect()
}

#[test]
fn what_differs_is_what_a_merge_changes_and_a_page_shows() {
    let mut after = session();
    after.keywords.insert("春闘".to_owned());
    after.categories.insert("https://example.jp/c".to_owned());
    after.foreign.0.insert("example.jp:own".to_owned(), Json::Bool(true));
    for (key, person) in after.participants.iter_mut() {
        person.calendar_address.get_or_insert_with(|| format!("urn:x:{key}"));
    }
    assert_eq!(differing(&session(), &after), ["categories", "keywords"]);
}

#[test]
fn what_was_recorded_earlier_is_a_difference_too() {
    let (mut before, mut after) = (session(), session());
    for (event, day) in [(&mut before, 3), (&mut after, 2)] {
        for person in event.participants.values_mut() {
            person.updated = Some(UtcTime(date(2024, 10, day).at(0, 0, 0, 0)));
        }
    }
    let jiro = LocalId::new("jiro");
    after.participants.get_mut(&jiro).expect("he is on the list").reply = Reply::Declined;
    assert_eq!(differing(&before, &after), ["participants/jiro/reply"]);
}

#[test]
fn the_same_people_under_other_keys_are_no_difference() {
    let mut after = session();
    let people = std::mem::take(&mut after.participants).into_iter();
    let key = |key: LocalId| LocalId::new(format!("other-{key}"));
    after.participants = people.map(|(old, person)| (key(old), person)).collect();
    for part in after.programme.values_mut() {
        part.speakers = std::mem::take(&mut part.speakers).into_iter().map(key).collect();
    }
    assert_eq!(differing(&session(), &after), Vec::<String>::new());
}

#[test]
fn the_last_import_is_told_until_the_next() {
    let news =
        News { happening: Happening::Changed, is_seen: true, before: Some(Box::new(session())) };
    let entry = Entry { news: Some(news), ..entry(moved()) };
    let page =
        event_page(&almanac([entry.clone()]), &entry, &viewer(Language::Ja, date(2024, 10, 30)));
    assert_eq!(page.badge, None);
    assert_eq!(page.changes.len(), 7);
    assert_eq!(page.status_text.as_deref(), Some("この行事はまだ仮の予定です。"));
}

#[test]
fn links_are_offered_only_where_they_are_safe() {
    let mut text = String::new();
    let addresses = [
        "https://example.jp/a?b#c",
        "HTTPS://example.jp",
        "http://example.jp",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:example.jp",
        "https://user@example.jp/",
        "https:///x",
        "https://example.jp/\u{202e}gpj",
        "https://example.jp/a b",
        "mailto:desk@example.jp",
        "mailto:desk@example.jp?bcc=all@example.jp",
        "mailto:desk@example.jp?%62cc=all@example.jp",
        "mailto:desk@example.jp,all@example.jp",
        "mailto:?to=desk@example.jp",
        "mailto:desk",
        "tel:+81-3-0000-0000;postd=22",
        "tel:03-0000-0000,,1234",
        "tel:*21*0300000000#",
        "tel:+81-3-0000-0000",
        "tel:",
    ];
    for address in addresses {
        let link = SafeLink::check(address);
        writeln!(
            text,
            "{} -> {}",
            address.escape_debug(),
            link.as_ref().map_or("no", SafeLink::href)
        )
        .expect("a string takes any text");
    }
    expect![[r#"
        https://example.jp/a?b#c -> https://example.jp/a?b#c
        HTTPS://example.jp -> https://example.jp
        http://example.jp -> no
        javascript:alert(1) -> no
        data:text/html,x -> no
        https:example.jp -> no
        https://user@example.jp/ -> no
        https:///x -> no
        https://example.jp/\u{202e}gpj -> no
        https://example.jp/a b -> no
        mailto:desk@example.jp -> mailto:desk@example.jp
        mailto:desk@example.jp?bcc=all@example.jp -> no
        mailto:desk@example.jp?%62cc=all@example.jp -> no
        mailto:desk@example.jp,all@example.jp -> no
        mailto:?to=desk@example.jp -> no
        mailto:desk -> no
        tel:+81-3-0000-0000;postd=22 -> no
        tel:03-0000-0000,,1234 -> no
        tel:*21*0300000000# -> no
        tel:+81-3-0000-0000 -> tel:+81-3-0000-0000
        tel: -> no
    "#]]
    .assert_eq(&text);
}

#[test]
fn calendars_and_deeds_are_listed() {
    let mut text = String::new();
    for language in Language::ALL {
        let viewer = viewer(language, date(2023, 12, 24));
        for row in calendars_page(&winter(), &viewer) {
            writeln!(
                text,
                "{} {:?} {} {}",
                row.title, row.count_text, row.color_label, row.export_path
            )
            .expect("a string takes any text");
        }
        let operation = |act, subject: &str, event_count| Operation {
            at: UtcTime(date(2023, 12, 23).at(15, 30, 0, 0)),
            act,
            subject: subject.to_owned(),
            event_count,
        };
        let operations = [
            operation(OperationKind::Import, "行事.jscal.json", 8),
            operation(OperationKind::Mark, "", 1),
        ];
        for row in history_page(&operations, &viewer) {
            writeln!(text, "{} {} {:?} {}", row.time_text, row.text, row.count_text, row.is_newest)
                .expect("a string takes any text");
        }
    }
    expect![[r#"
        見本市職労 Some("8件") 青 #/export?calendar=union
        12月24日(日) 0:30 ファイルを読み込みました：行事.jscal.json Some("8件") true
        12月24日(日) 0:30 自分の行事の指定を変更しました None false
        見本市職労 Some("8 events") Blue #/export?calendar=union
        Sun 24 Dec 0:30 Imported a file: 行事.jscal.json Some("8 events") true
        Sun 24 Dec 0:30 Marked or unmarked an event as mine None false
    "#]]
    .assert_eq(&text);
}
