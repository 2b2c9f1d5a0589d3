//! The contents of the search page.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::SearchQuery;
use tsudoi::domain::time::Days;
use tsudoi::i18n::Language;
use tsudoi::present::page::search::{Piece, dated, days_named, jump, pieces, results};
use tsudoi::present::route::search_query::{SearchSpan, Seek};

use crate::support::sample::{almanac, entry, session, viewer, winter};

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
    let query = SearchQuery::new(&seek.text);
    let found = index.search(&query, &seek.wanted(&almanac, &viewer), viewer.today, 3);
    let results = results(&almanac, &found, &query, &viewer);
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
        4件見つかりました…
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
              参加者: 見本 花子（[ミホン] ハナコ）、見本 太郎（[みほん] たろう）
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
              参加者: 見本 花子（見本[通信労組]）、見本 太郎（見本[通信労組]）
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
        index
            .search(
                &SearchQuery::new(&seek.text),
                &seek.wanted(&almanac, &viewer(Language::Ja, today)),
                today,
                9,
            )
            .count
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
        let wanted = seek.wanted(&almanac, &viewer);
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
    let (dated, days) = dated(&words("2023年12月 学習会"), viewer.today).expect("a month");
    assert_eq!(dated.text, "学習会");
    assert_eq!(days, [Days { first: date(2023, 12, 1), last: date(2023, 12, 31) }]);
}

#[test]
fn a_day_without_a_year_is_searched_in_every_year_and_a_year_as_a_whole() {
    let today = date(2026, 6, 12);
    let shown = |text: &str| {
        let named = days_named(text, today).expect("days");
        let days = named.days.iter().take(3).map(|it| format!("{}..{}", it.first, it.last));
        format!("{} of {}: {}", days.collect::<Vec<_>>().join(" "), named.days.len(), named.rest)
    };
    let rows = [
        ("12/22", "2025-12-22..2025-12-22 2026-12-22..2026-12-22 2024-12-22..2024-12-22 of 101: "),
        (
            "12月22日 総会",
            "2025-12-22..2025-12-22 2026-12-22..2026-12-22 2024-12-22..2024-12-22 of 101: 総会",
        ),
        (
            "12/22～12/24",
            "2025-12-22..2025-12-24 2026-12-22..2026-12-24 2024-12-22..2024-12-24 of 101: ",
        ),
        ("2月", "2027-02-01..2027-02-28 2026-02-01..2026-02-28 2025-02-01..2025-02-28 of 101: "),
        ("2/29", "2028-02-29..2028-02-29 2024-02-29..2024-02-29 2032-02-29..2032-02-29 of 26: "),
        ("2026/12/22", "2026-12-22..2026-12-22 of 1: "),
        ("明日", "2026-06-13..2026-06-13 of 1: "),
        ("来月", "2026-07-01..2026-07-31 of 1: "),
        ("2026年", "2026-01-01..2026-12-31 of 1: "),
        ("令和8年 総会", "2026-01-01..2026-12-31 of 1: 総会"),
        ("来年5月10日", "2027-05-10..2027-05-10 of 1: "),
        ("今年の12月", "2026-12-01..2026-12-31 of 1: "),
        ("去年12/22", "2025-12-22..2025-12-22 of 1: "),
        ("12月第2木曜", "2026-12-10..2026-12-10 of 1: "),
        (
            "Dec 22 rally",
            "2025-12-22..2025-12-22 2026-12-22..2026-12-22 2024-12-22..2024-12-22 of 101: rally",
        ),
        ("December 2026", "2026-12-01..2026-12-31 of 1: "),
    ];
    for (text, expected) in rows {
        assert_eq!(shown(text), expected, "{text}");
    }
    assert_eq!(days_named("三年", today), None);
    assert_eq!(days_named("周年", today), None);
}
