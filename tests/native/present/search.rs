//! The contents of the search page.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::SearchQuery;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::Days;
use tsudoi::i18n::Language;
use tsudoi::present::natural::named::days_named;
use tsudoi::present::page::search::{Asked, Piece, ResultCard, jump, pieces, results};
use tsudoi::present::route::search_query::{SearchSpan, Seek};

use crate::support::sample::{all_day, almanac, entry, event, session, viewer, winter};

fn shown(pieces: &[Piece]) -> String {
    let shown = |piece: &Piece| {
        if piece.is_marked { format!("[{}]", piece.text) } else { piece.text.clone() }
    };
    pieces.iter().map(shown).collect()
}

fn check(seek: Seek, expected: Expect) {
    let mut almanac = winter();
    almanac.apply(tsudoi::domain::almanac::change::Change::entry(
        session().id,
        Some(entry(session())),
    ));
    let viewer = viewer(Language::Ja, date(2023, 12, 22));
    let mut index = Index::new(|kind| viewer.messages.kind(kind), viewer.today);
    for entry in almanac.entries() {
        index.add(entry);
    }
    let asked = Asked { almanac: &almanac, seek: &seek, viewer: &viewer, limit: 3 };
    let results = results(&mut index, &asked);
    let mut text = format!("{}{}\n", results.count_text, if results.has_more { "…" } else { "" });
    for card in &results.cards {
        let place = shown(&card.place);
        writeln!(text, "{} | {} | {place}", card.when, shown(&card.title)).expect("a string");
        for line in &card.lines {
            writeln!(text, "  {}: {}", line.label, shown(&line.pieces)).expect("a string");
        }
    }
    expected.assert_eq(&text);
}

fn words(text: &str) -> Seek {
    Seek { text: text.to_owned(), ..Seek::default() }
}

#[test]
fn what_matches_is_marked_where_it_stands() {
    check(
        words("かい"),
        expect![[r#"
        0件見つかりました
    "#]],
    );
    check(
        words("回"),
        expect![[r#"
        5件見つかりました…
        12月22日(金) 18:00 | 第2[回]中央執行委員会 | 
        12月21日(木) 18:00～20:00 | 第3[回]5役会 | 見本会館
        12月2日(土) 終日 | 第1[回]統一行動 | 
    "#]],
    );
    check(
        words("ﾋﾗﾒｷ"),
        expect![[r#"
            1件見つかりました
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
              内容: 悩みを持ち寄り、[ひらめき]を持ち帰る。 申込 https://example.jp/apply。 二日目は http://example.jp/ …
        "#]],
    );
    check(
        words("みほん　交流"),
        expect![[r#"
            1件見つかりました
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
              参加者: 見本 花子（[ミホン] ハナコ）
              講師・来賓: 見本 太郎（[みほん] たろう）
        "#]],
    );
    check(
        words("レイジ"),
        expect![[r#"
            1件見つかりました
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
              参加者: 例示 次郎（[れいじ] じろう）
        "#]],
    );
    check(
        words("通信労組 講演"),
        expect![[r#"
            1件見つかりました
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
              参加者: 見本 花子（見本[通信労組]）
              講師・来賓: 見本 太郎（見本[通信労組]）
              プログラム: [講演]
        "#]],
    );
    check(
        words("見本会館"),
        expect![[r#"
        1件見つかりました
        12月21日(木) 18:00～20:00 | 第3回5役会 | [見本会館]
    "#]],
    );
    check(
        words("ない言葉"),
        expect![[r#"
        0件見つかりました
    "#]],
    );
}

#[test]
fn filters_and_spans_are_kept() {
    let span = |span| Seek { span, ..words("会") };
    check(
        span(SearchSpan::Past),
        expect![[r#"
        1件見つかりました
        12月21日(木) 18:00～20:00 | 第3回5役[会] | 見本[会]館
    "#]],
    );
    check(
        span(SearchSpan::Days { from: Some(date(2024, 1, 1)), to: None }),
        expect![[r#"
            2件見つかりました
            2024年4月13日(土)～14日(日)・2日間 | 春の大[会] | 
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
        "#]],
    );
    check(
        Seek { is_unanswered: true, ..Seek::default() },
        expect![[r#"
            1件見つかりました
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
        "#]],
    );
    let mut mine = Seek::default();
    mine.filter.only_mine = true;
    check(
        mine,
        expect![[r#"
        1件見つかりました
        12月21日(木) 18:00～20:00 | 第3回5役会 | 見本会館
    "#]],
    );
    check(
        Seek { organization: "あかつき労組".to_owned(), ..Seek::default() },
        expect![[r#"
            1件見つかりました
            2024年11月1日(金) 14:00～2日(土) 12:00 | 第3回見本セッション | 見本ガーデン
        "#]],
    );
}

#[test]
fn hidden_calendars_are_not_searched_unless_chosen() {
    let mut almanac = almanac([entry(session())]);
    let id = almanac.calendars().keys().next().cloned().expect("there is one");
    let mut calendar = almanac.calendars().get(&id).cloned().expect("there is one");
    calendar.is_shown = false;
    almanac.apply(tsudoi::domain::almanac::change::Change::calendar(id.clone(), Some(calendar)));
    let mut index = Index::default();
    for entry in almanac.entries() {
        index.add(entry);
    }
    let today = date(2024, 11, 1);
    let mut seek = words("見本");
    let mut count = |seek: &Seek| {
        let wanted = seek.wanted(&index, &almanac, &viewer(Language::Ja, today));
        index.search(&SearchQuery::new(&seek.text), &wanted, today, 9).count
    };
    assert_eq!(count(&seek), 0);
    seek.filter.calendars.insert(id);
    assert_eq!(count(&seek), 1);
}

#[test]
fn pieces_put_together_are_the_text() {
    for (text, query) in
        [("第３回　ﾊﾟｰﾃｨｰ", "パーティ ３"), ("", "あ"), ("あ", ""), ("髙﨑", "高崎")]
    {
        let pieces = pieces(text, &SearchQuery::new(query));
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    }
}

#[test]
fn a_range_has_what_takes_place_in_it_and_no_more() {
    let series = crate::present::repeat::event(
        r#""recurrenceRule":{"frequency":"monthly","byDay":[{"day":"th","nthOfPeriod":2}],"count":4},
        "recurrenceOverrides":{"2024-12-12T18:30:00":{"excluded":true}}"#,
    );
    let almanac = almanac([entry(series)]);
    let viewer = viewer(Language::Ja, date(2026, 11, 1));
    let mut index = Index::default();
    for entry in almanac.entries() {
        index.add(entry);
    }
    let mut count = |from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>| {
        let seek = Seek { span: SearchSpan::Days { from, to }, ..Seek::default() };
        let wanted = seek.wanted(&index, &almanac, &viewer);
        index.search(&SearchQuery::new(""), &wanted, viewer.today, 9).count
    };
    let day = |month: i8, day: i8| Some(date(if month > 6 { 2024 } else { 2025 }, month, day));
    // 14 November, without 12 December, 9 January, 13 February.
    assert_eq!(count(day(11, 14), day(11, 14)), 1);
    assert_eq!(count(day(11, 15), day(1, 8)), 0, "it takes place before and after, not within");
    assert_eq!(count(day(1, 1), day(1, 31)), 1);
    assert_eq!(count(day(2, 14), None), 0, "it is over");
    assert_eq!(count(None, day(11, 13)), 0);
    assert_eq!(count(None, None), 1);
}

#[test]
fn a_day_or_a_month_in_the_words_is_a_link_and_what_takes_place_then_is_found() {
    let viewer = viewer(Language::Ja, date(2024, 1, 10));
    let led = |text: &str| jump(text, &viewer).map(|it| format!("{} {}", it.text, it.path));
    let rows = [
        ("12/22", "2023年12月22日(金)へ #/day/2023-12-22"),
        ("2023年12月", "2023年12月へ #/month/2023-12"),
        ("2023/12", "2023年12月へ #/month/2023-12"),
        ("12月22日 学習会", "2023年12月22日(金)へ #/day/2023-12-22"),
    ];
    for (text, expected) in rows {
        assert_eq!(led(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["学習会", "第12回", "10時", ""] {
        assert_eq!(led(text), None, "{text}");
    }
    let named = days_named("2023年12月 学習会", viewer.today).expect("a month");
    assert_eq!(named.rest, "学習会");
    assert_eq!(named.days, [Days { first: date(2023, 12, 1), last: date(2023, 12, 31) }]);
}

#[test]
fn what_takes_place_on_a_named_day_is_found_beside_the_texts_that_hold_the_day() {
    let of = |id: &str, title: &str, day| {
        entry(event(id, title, Kind::OfficersMeeting, all_day(day, 1)))
    };
    let almanac = almanac([
        of("a", "入社式", date(2026, 4, 1)),
        of("b", "4月1日入社式の打ち合わせ", date(2026, 3, 20)),
        of("c", "火曜会の総会", date(2026, 3, 19)),
        of("d", "研究会", date(2026, 3, 24)),
    ]);
    let viewer = viewer(Language::Ja, date(2026, 3, 21));
    let found = |text: &str| {
        let mut index = Index::default();
        almanac.entries().for_each(|entry| index.add(entry));
        let asked = Asked { almanac: &almanac, seek: &words(text), viewer: &viewer, limit: 9 };
        let results = results(&mut index, &asked);
        assert_eq!(results.count, results.cards.len());
        let titles = results.cards.iter().map(|card| shown(&card.title));
        titles.collect::<Vec<_>>().join(", ")
    };
    for text in ["4月1日", "四月一日", "4/1"] {
        assert_eq!(found(text), "[4月1日]入社式の打ち合わせ, 入社式", "{text}");
    }
    for text in ["令和8年4月1日", "R8.4"] {
        assert_eq!(found(text), "入社式", "{text}");
    }
    assert_eq!(found("4月"), "[4月]1日入社式の打ち合わせ, 入社式");
    assert_eq!(found("入社式 4月1日"), "[4月1日入社式]の打ち合わせ, [入社式]");
    assert_eq!(found("火曜会"), "[火曜会]の総会", "a word that begins as a day is a word");
}

#[test]
fn a_time_of_a_series_with_its_own_place_is_found_by_that_place_only() {
    let series = crate::present::repeat::event(
        r#""locations":{"l":{"@type":"Location","name":"本館"}},
        "recurrenceRule":{"frequency":"weekly","count":3},
        "recurrenceOverrides":{"2024-11-21T18:30:00":{"start":"2024-11-22T18:30:00",
            "locations":{"l":{"@type":"Location","name":"別館ホール"}}}}"#,
    );
    let almanac = almanac([entry(series)]);
    let viewer = viewer(Language::Ja, date(2024, 11, 1));
    let found = |text: &str| {
        let mut index = Index::default();
        almanac.entries().for_each(|entry| index.add(entry));
        let asked = Asked { almanac: &almanac, seek: &words(text), viewer: &viewer, limit: 9 };
        let cards = results(&mut index, &asked).cards;
        let of = |card: &ResultCard| format!("{} {}", card.when, shown(&card.place));
        cards.iter().map(of).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(found("本館 11/22"), "");
    assert_eq!(found("別館 11/22"), "11月22日(金) 18:30～20:00 [別館]ホール");
    assert_eq!(found("本館 11/28"), "11月28日(木) 18:30～20:00 [本館]");
    assert_eq!(found("別館 11/28"), "");
    assert_eq!(found("見本の会 11/22"), "11月22日(金) 18:30～20:00 別館ホール");
    assert_eq!(found("本館 11月"), "11月14日(木) 18:30～20:00 [本館]");
    assert_eq!(found("別館 11月"), "11月22日(金) 18:30～20:00 [別館]ホール");
}

#[test]
fn a_match_is_called_what_it_is() {
    use tsudoi::domain::event::participant::{Nature, Participant, Role};
    use tsudoi::domain::id::LocalId;

    let mut event = session();
    for (key, nature, roles) in [
        ("a", Nature::Group, vec![Role::Owner]),
        ("b", Nature::Group, vec![Role::Contact]),
        ("c", Nature::Individual, vec![Role::Speaker]),
        ("d", Nature::Individual, vec![Role::Required]),
    ] {
        let name = format!("さくら {key}");
        let roles: SortedSet<Role> = roles.into_iter().collect();
        let person = Participant { name, nature, roles, ..Participant::default() };
        event.participants.insert(LocalId::new(key), person);
    }
    let all = almanac([entry(event)]);
    let viewer = viewer(Language::Ja, date(2024, 10, 30));
    let mut index = Index::new(|kind| viewer.messages.kind(kind), viewer.today);
    all.entries().for_each(|entry| index.add(entry));
    let asked = Asked { almanac: &all, seek: &words("さくら"), viewer: &viewer, limit: 3 };
    let results = results(&mut index, &asked);
    let lines = results.cards[0].lines.iter();
    let lines: Vec<String> =
        lines.map(|line| format!("{}: {}", line.label, shown(&line.pieces))).collect();
    expect![[r#"
        参加者: [さくら] d
        講師・来賓: [さくら] c
        主催: [さくら] a
        問い合わせ先: [さくら] b"#]]
    .assert_eq(&lines.join("\n"));
}
