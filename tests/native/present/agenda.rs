//! The agenda as text: months, days, cards, gaps, and where today is.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::{Date, date};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Length, Month, Shown, Timed, When, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::card::now_next::now_next;
use tsudoi::present::card::{Card, DayPart};
use tsudoi::present::page::agenda;
use tsudoi::present::page::agenda::{
    DayGroup, agenda, first_months, horizon, next_month, previous_month,
};
use tsudoi::present::route::filter::Filter;
use tsudoi::present::text::time;
use tsudoi::present::viewer::Viewer;

use crate::support::sample::{all_day, almanac, at, entry, event, viewer, winter};

fn check(almanac: &Almanac, filter: &Filter, viewer: &Viewer, expected: Expect) {
    let mut months = first_months(almanac, viewer.today, &BY_LAW);
    while let Some(month) = months
        .last()
        .copied()
        .and_then(|last| next_month(almanac, last, horizon(viewer.today), &BY_LAW))
    {
        months.insert(month);
    }
    while let Some(month) =
        months.first().copied().and_then(|it| previous_month(almanac, it, &BY_LAW))
    {
        months.insert(month);
    }
    let mut text = String::new();
    for section in agenda(almanac, &months, filter, viewer) {
        if let Some(gap) = section.gap {
            writeln!(text, "   ({gap})").expect("a string takes any text");
        }
        writeln!(text, "== {} {}", section.heading, section.count_text)
            .expect("a string takes any text");
        for group in section.days {
            write_day(&mut text, &group);
        }
    }
    expected.assert_eq(&text);
}

fn write_day(text: &mut String, group: &DayGroup) {
    let relative = group.relative.clone().unwrap_or_default();
    writeln!(
        text,
        "{:?} {} {relative} {}",
        group.position,
        group.heading,
        group.empty_text.unwrap_or("")
    )
    .expect("a string takes any text");
    for card in &group.cards {
        writeln!(text, "  {}", card_text(card)).expect("a string takes any text");
    }
}

fn card_text(card: &Card) -> String {
    let marks = [
        card.nth_day.clone().unwrap_or_default(),
        card.status_label.clone().unwrap_or_default(),
        card.badge.map(|badge| badge.label.to_owned()).unwrap_or_default(),
        if card.is_mine { "*".to_owned() } else { String::new() },
    ];
    let marks: Vec<String> = marks.into_iter().filter(|mark| !mark.is_empty()).collect();
    let (before, after) = match card.day_part {
        DayPart::Whole => ("", ""),
        DayPart::Beginning => ("", ">"),
        DayPart::Middle => ("<", ">"),
        DayPart::End => ("<", ""),
    };
    format!("{before}{}{after} {} [{}] {}", card.time_text, card.title, marks.join(" "), card.place)
}

#[test]
fn a_winter_reads_from_past_to_coming_with_today_between() {
    check(
        &winter(),
        &Filter::default(),
        &viewer(Language::Ja, date(2023, 12, 24)),
        expect![[r#"
            == 2023年12月 7件
            Past 12月2日(土)  
              終日 第1回統一行動 [] 
            Past 12月21日(木) 3日前 
              18:00～20:00 第3回5役会 [*] 見本会館
            Past 12月22日(金) 2日前 
              13:30～15:00 定期回答交渉 [] 
              18:00 第2回中央執行委員会 [] 
            Today 12月24日(日) 今日 今日の行事はありません
            Coming 12月26日(火) 2日後 
              時刻未定 フラワーアレンジメント教室 [中止] 
            Coming 12月28日(木) 4日後 
              22:00～翌1:00 忘年会 [] 
            Coming 12月29日(金) 5日後 
              14:00～> 冬の合宿 [1日目/3] 
            Coming 12月30日(土) 6日後 
              <終日> 冬の合宿 [2日目/3] 
            Coming 12月31日(日) 7日後 
              <～12:00 冬の合宿 [3日目/3] 
               (2024年1月～3月の行事はありません)
            == 2024年4月 1件
            Coming 4月13日(土)  
              終日> 春の大会 [1日目/2 新着] 
            Coming 4月14日(日)  
              <終日 春の大会 [2日目/2 新着] 
        "#]],
    );
}

#[test]
fn english_says_the_same() {
    check(
        &winter(),
        &Filter::default(),
        &viewer(Language::En, date(2023, 12, 22)),
        expect![[r#"
            == December 2023 7 events
            Past Sat 2 Dec  
              All day 第1回統一行動 [] 
            Past Thu 21 Dec Yesterday 
              18:00 – 20:00 第3回5役会 [*] 見本会館
            Today Fri 22 Dec Today 
              13:30 – 15:00 定期回答交渉 [] 
              18:00 第2回中央執行委員会 [] 
            Coming Tue 26 Dec In 4 days 
              Time to be decided フラワーアレンジメント教室 [Cancelled] 
            Coming Thu 28 Dec In 6 days 
              22:00 – 1:00 (next day) 忘年会 [] 
            Coming Fri 29 Dec In 7 days 
              from 14:00> 冬の合宿 [day 1 of 3] 
            Coming Sat 30 Dec  
              <All day> 冬の合宿 [day 2 of 3] 
            Coming Sun 31 Dec  
              <until 12:00 冬の合宿 [day 3 of 3] 
               (No events in January – March 2024)
            == April 2024 1 event
            Coming Sat 13 Apr  
              All day> 春の大会 [day 1 of 2 New] 
            Coming Sun 14 Apr  
              <All day 春の大会 [day 2 of 2 New] 
        "#]],
    );
}

#[test]
fn a_filter_by_kind_leaves_the_rest_as_gaps() {
    let filter = Filter { kinds: [Kind::GeneralAssembly].into(), ..Filter::default() };
    check(
        &winter(),
        &filter,
        &viewer(Language::Ja, date(2023, 11, 1)),
        expect![[r#"
        == 2023年11月 0件
        Today 11月1日(水) 今日 今日の行事はありません
           (2023年12月～2024年3月の行事はありません)
        == 2024年4月 1件
        Coming 4月13日(土)  
          終日> 春の大会 [1日目/2 新着] 
        Coming 4月14日(日)  
          <終日 春の大会 [2日目/2 新着] 
    "#]],
    );
}

#[test]
fn an_event_of_many_days_is_not_repeated_on_each() {
    let long =
        almanac([entry(event("e", "春闘", Kind::UnitedAction, all_day(date(2024, 2, 1), 50)))]);
    check(
        &long,
        &Filter::default(),
        &viewer(Language::Ja, date(2024, 2, 10)),
        expect![[r#"
        == 2024年2月 1件
        Past 2月1日(木)  
          終日> 春闘 [1日目/50] 
        Today 2月10日(土) 今日 
          <終日> 春闘 [10日目/50] 
        == 2024年3月 1件
        Coming 3月1日(金)  
          <終日> 春闘 [30日目/50] 
        Coming 3月21日(木)  
          <終日 春闘 [50日目/50] 
    "#]],
    );
}

#[test]
fn what_reaches_into_a_month_without_events_of_its_own_is_not_lost() {
    let trip = almanac([entry(event("e", "旅行", Kind::Welfare, all_day(date(2024, 1, 31), 3)))]);
    check(
        &trip,
        &Filter::default(),
        &viewer(Language::Ja, date(2023, 9, 1)),
        expect![[r#"
        == 2023年9月 0件
        Today 9月1日(金) 今日 今日の行事はありません
           (2023年10月～12月の行事はありません)
        == 2024年1月 1件
        Coming 1月31日(水)  
          終日> 旅行 [1日目/3] 
        == 2024年2月 1件
        Coming 2月1日(木)  
          <終日> 旅行 [2日目/3] 
        Coming 2月2日(金)  
          <終日 旅行 [3日目/3] 
    "#]],
    );
}

#[test]
fn a_card_says_everything_to_a_screen_reader() {
    let reader_at_noon = |language| Viewer {
        now: Some(date(2023, 12, 21).at(19, 0, 0, 0)),
        ..viewer(language, date(2023, 12, 21))
    };
    let mut text = String::new();
    for language in Language::ALL {
        for day in [date(2023, 12, 21), date(2023, 12, 26), date(2023, 12, 30)] {
            for card in agenda::day(
                &winter(),
                day,
                &Filter::default(),
                agenda::CARDS_SHOWN,
                &reader_at_noon(language),
            )
            .cards
            {
                writeln!(text, "{}", card.label).expect("a string takes any text");
            }
        }
    }
    expect![[r#"
        12月21日 木曜日、18:00～20:00、第3回5役会、見本会館、5役会、自分の行事、開催中
        12月26日 火曜日、時刻未定、中止、フラワーアレンジメント教室、厚生事業
        12月30日 土曜日、終日、2日目/3、冬の合宿、学習会
        Thursday 21 December, 18:00 – 20:00, 第3回5役会, 見本会館, Officers' meeting, Mine, On now
        Tuesday 26 December, Time to be decided, Cancelled, フラワーアレンジメント教室, Welfare activity
        Saturday 30 December, All day, day 2 of 3, 冬の合宿, Study session
    "#]].assert_eq(&text);
}

#[test]
fn the_banner_shows_a_few_of_very_many_events_at_one_time() {
    let day = date(2026, 12, 2);
    let one = |number: usize| {
        let when = When::Timed(Timed {
            start: day.at(10, 0, 0, 0),
            zone: None,
            length: Some(Length { days: 0, seconds: 3600 }),
            shown: Shown::Clock,
        });
        entry(event(&format!("e{number:02}"), "集会", Kind::Other, when))
    };
    let kept = almanac((0..50).map(one));
    for (hour, shown) in [(8, [0, 4]), (10, [4, 0])] {
        let viewer = Viewer { now: Some(day.at(hour, 30, 0, 0)), ..viewer(Language::Ja, day) };
        let banner = now_next(&kept, &Filter::default(), &viewer);
        assert_eq!([banner.now.len(), banner.next.len()], shown);
        let more = banner.more.expect("some are left out");
        assert_eq!(more, ("他46件".to_owned(), "#/day/2026-12-02".to_owned()));
    }
}

#[test]
fn the_banner_says_what_is_on_and_what_comes_next() {
    let mut text = String::new();
    let mut at_clock = |day: Date, hour: i8| {
        let viewer = Viewer { now: Some(day.at(hour, 0, 0, 0)), ..viewer(Language::Ja, day) };
        let banner = now_next(&winter(), &Filter::default(), &viewer);
        let titles = |cards: &[Card]| {
            cards.iter().map(|card| card.title.clone()).collect::<Vec<_>>().join(",")
        };
        writeln!(
            text,
            "{hour} now[{}] next[{}] {:?}",
            titles(&banner.now),
            titles(&banner.next),
            banner.next_day
        )
        .expect("a string takes any text");
    };
    at_clock(date(2023, 12, 21), 17);
    at_clock(date(2023, 12, 21), 18);
    at_clock(date(2023, 12, 22), 12);
    at_clock(date(2023, 12, 22), 19);
    at_clock(date(2023, 12, 30), 3);
    at_clock(date(2024, 1, 30), 3);
    expect![[r#"
        17 now[] next[第3回5役会] Some("今日")
        18 now[第3回5役会] next[定期回答交渉] Some("明日")
        12 now[] next[定期回答交渉] Some("今日")
        19 now[] next[忘年会] Some("6日後")
        3 now[冬の合宿] next[] None
        3 now[] next[] None
    "#]]
    .assert_eq(&text);
}

#[test]
fn times_are_put_together_as_people_write_them() {
    let mut text = String::new();
    let start = |hour, minute| date(2024, 11, 1).at(hour, minute, 0, 0);
    let new_york = When::Timed(Timed {
        start: start(9, 0),
        zone: Some(Zone("America/New_York".into())),
        length: None,
        shown: Shown::Clock,
    });
    let whens = [
        at(start(14, 0), 120),
        at(start(14, 0), 0),
        at(start(14, 0), 22 * 60),
        at(start(22, 0), 180),
        at(start(22, 0), 120),
        at(start(14, 0), 34 * 60),
        at(date(2024, 12, 31).at(10, 0, 0, 0), 2 * 1440),
        all_day(date(2024, 11, 1), 1),
        all_day(date(2024, 11, 1), 3),
        all_day(date(2024, 11, 30), 2),
        When::Undecided { first: date(2024, 11, 1), days: 1 },
        new_york,
    ];
    for language in Language::ALL {
        let viewer = viewer(language, date(2024, 5, 1));
        for when in &whens {
            let length = time::length(&viewer, when).unwrap_or_default();
            let note = time::zone_note(&viewer, when).unwrap_or_default();
            writeln!(
                text,
                "{} | {} | {length} | {note}",
                time::machine(when),
                time::when(&viewer, when)
            )
            .expect("a string takes any text");
        }
    }
    expect![[r#"
        2024-11-01T14:00 | 11月1日(金) 14:00～16:00 | 2時間 | 
        2024-11-01T14:00 | 11月1日(金) 14:00 |  | 
        2024-11-01T14:00 | 11月1日(金) 14:00～2日(土) 12:00 | 22時間 | 
        2024-11-01T22:00 | 11月1日(金) 22:00～翌1:00 | 3時間 | 
        2024-11-01T22:00 | 11月1日(金) 22:00～24:00 | 2時間 | 
        2024-11-01T14:00 | 11月1日(金) 14:00～2日(土) 24:00 | 34時間 | 
        2024-12-31T10:00 | 12月31日(火) 10:00～2025年1月2日(木) 10:00 | 48時間 | 
        2024-11-01 | 11月1日(金) 終日 |  | 
        2024-11-01 | 11月1日(金)～3日(日祝)・3日間 |  | 
        2024-11-30 | 11月30日(土)～12月1日(日)・2日間 |  | 
        2024-11-01 | 11月1日(金) 時刻未定 |  | 
        2024-11-01T09:00 | 11月1日(金) 9:00 |  | ニューヨーク時間の時刻です
        2024-11-01T14:00 | Fri 1 Nov 14:00 – 16:00 | 2 h | 
        2024-11-01T14:00 | Fri 1 Nov 14:00 |  | 
        2024-11-01T14:00 | Fri 1 Nov 14:00 – Sat 2 Nov 12:00 | 22 h | 
        2024-11-01T22:00 | Fri 1 Nov 22:00 – 1:00 (next day) | 3 h | 
        2024-11-01T22:00 | Fri 1 Nov 22:00 – 24:00 | 2 h | 
        2024-11-01T14:00 | Fri 1 Nov 14:00 – Sat 2 Nov 24:00 | 34 h | 
        2024-12-31T10:00 | Tue 31 Dec 10:00 – Thu 2 Jan 2025 10:00 | 48 h | 
        2024-11-01 | Fri 1 Nov, all day |  | 
        2024-11-01 | Fri 1 Nov – Sun 3 Nov (holiday) (3 days) |  | 
        2024-11-30 | Sat 30 Nov – Sun 1 Dec (2 days) |  | 
        2024-11-01 | Fri 1 Nov, time to be decided |  | 
        2024-11-01T09:00 | Fri 1 Nov 9:00 |  | Times are in New York time
    "#]]
    .assert_eq(&text);
}

#[test]
fn months_of_series_and_gaps_are_found_in_both_directions() {
    let almanac = almanac([
        entry(event("a", "春闘", Kind::UnitedAction, all_day(date(2024, 2, 1), 50))),
        entry(event("b", "会議", Kind::Board, all_day(date(2024, 9, 1), 1))),
    ]);
    let month = |number| Month::new(2024, number).expect("a month");
    assert_eq!(next_month(&almanac, month(1), month(12), &BY_LAW), Some(month(2)));
    assert_eq!(next_month(&almanac, month(2), month(12), &BY_LAW), Some(month(3)));
    assert_eq!(next_month(&almanac, month(3), month(12), &BY_LAW), Some(month(9)));
    assert_eq!(next_month(&almanac, month(9), month(12), &BY_LAW), None);
    assert_eq!(previous_month(&almanac, month(9), &BY_LAW), Some(month(3)));
    assert_eq!(previous_month(&almanac, month(3), &BY_LAW), Some(month(2)));
    assert_eq!(previous_month(&almanac, month(2), &BY_LAW), None);
}
