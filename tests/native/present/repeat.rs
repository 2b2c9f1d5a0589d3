//! Rules in words, and the instances of series on every page that shows occurrences.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::{Date, date};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Month};
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;
use tsudoi::i18n::Language;
use tsudoi::present::page::agenda;
use tsudoi::present::page::event::{event_page, instance_page};
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::path::Path;
use tsudoi::present::text::repeat::words;

use crate::support::sample::{almanac, entry, viewer};

/// Returns an event on Thursday 14 November 2024, with more fields.
pub(crate) fn event(fields: &str) -> Event {
    let text = format!(
        r#"{{"@type":"Event","version":"2.0","uid":"e","updated":"2024-01-01T00:00:00Z","title":"見本の会",
        "start":"2024-11-14T18:30:00","timeZone":"Asia/Tokyo","duration":"PT1H30M",{fields}}}"#
    );
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("a readable event");
    let mut events = decoded.collections.into_iter().flat_map(|it| it.events);
    events.next().expect("one event")
}

fn check_words(rules: &[&str], expect: Expect) {
    let today = date(2024, 11, 1);
    let mut text = String::new();
    for rule in rules {
        let event = event(&format!(r#""recurrenceRule":{{"@type":"RecurrenceRule",{rule}}}"#));
        for language in [Language::Ja, Language::En] {
            let said = words(&event, &viewer(language, today)).expect("it repeats");
            writeln!(text, "{said}").expect("a string takes any text");
        }
    }
    expect.assert_eq(&text);
}

const PLAIN_RULES: [&str; 29] = [
    r#""frequency":"daily""#,
    r#""frequency":"daily","interval":2"#,
    r#""frequency":"daily","interval":10"#,
    r#""frequency":"daily","byDay":[{"day":"mo"},{"day":"tu"},{"day":"we"},{"day":"th"},{"day":"fr"}]"#,
    r#""frequency":"weekly""#,
    r#""frequency":"weekly","byDay":[{"day":"we"},{"day":"mo"}]"#,
    r#""frequency":"weekly","interval":2"#,
    r#""frequency":"weekly","interval":3,"byDay":[{"day":"tu"},{"day":"su"}]"#,
    r#""frequency":"weekly","byMonth":["4","5"]"#,
    r#""frequency":"monthly""#,
    r#""frequency":"monthly","byMonthDay":[15,1]"#,
    r#""frequency":"monthly","byMonthDay":[-1]"#,
    r#""frequency":"monthly","byMonthDay":[-3]"#,
    r#""frequency":"monthly","byDay":[{"day":"th","nthOfPeriod":2}]"#,
    r#""frequency":"monthly","byDay":[{"day":"th"}],"bySetPosition":[2]"#,
    r#""frequency":"monthly","byDay":[{"day":"tu","nthOfPeriod":1},{"day":"tu","nthOfPeriod":3}]"#,
    r#""frequency":"monthly","byDay":[{"day":"fr","nthOfPeriod":-1}]"#,
    r#""frequency":"monthly","byDay":[{"day":"fr","nthOfPeriod":-2}]"#,
    r#""frequency":"monthly","byDay":[{"day":"mo","nthOfPeriod":1},{"day":"fr","nthOfPeriod":-1}]"#,
    r#""frequency":"monthly","interval":2,"byDay":[{"day":"th","nthOfPeriod":2}]"#,
    r#""frequency":"monthly","interval":3,"byMonthDay":[20]"#,
    r#""frequency":"monthly","byDay":[{"day":"mo"},{"day":"tu"},{"day":"we"},{"day":"th"},{"day":"fr"}],"bySetPosition":[-1]"#,
    r#""frequency":"yearly""#,
    r#""frequency":"yearly","byMonth":["4"],"byDay":[{"day":"fr","nthOfPeriod":-1}]"#,
    r#""frequency":"monthly","byMonth":["4"],"byDay":[{"day":"fr","nthOfPeriod":-1}]"#,
    r#""frequency":"yearly","byMonth":["4","10"],"byMonthDay":[1]"#,
    r#""frequency":"yearly","byMonth":["2"],"byMonthDay":[-1]"#,
    r#""frequency":"yearly","interval":2,"byMonth":["11"],"byMonthDay":[14]"#,
    r#""frequency":"hourly","interval":3"#,
];

#[test]
fn rules_are_said_as_people_say_them() {
    check_words(
        &PLAIN_RULES,
        expect![[r#"
            毎日
            Every day
            1日おき
            Every 2 days
            10日ごと
            Every 10 days
            毎週月～金
            Every week, Monday to Friday
            毎週木曜日
            Every week on Thursday
            毎週月・水
            Every week on Monday and Wednesday
            隔週木曜日
            Every 2 weeks on Thursday
            3週間ごとの火・日
            Every 3 weeks on Tuesday and Sunday
            4月・5月の毎週木曜日
            Every week on Thursday in April and May
            毎月14日
            Every month on the 14th
            毎月1日・15日
            Every month on the 1st and the 15th
            毎月末日
            Every month on the last day
            毎月末日の2日前
            Every month on the third last day
            毎月第2木曜日
            Every month on the second Thursday
            毎月第2木曜日
            Every month on the second Thursday
            毎月第1・第3火曜日
            Every month on the first and third Tuesday
            毎月最終金曜日
            Every month on the last Friday
            毎月最後から2番目の金曜日
            Every month on the second last Friday
            毎月第1月曜日と最終金曜日
            Every month on the first Monday and the last Friday
            隔月第2木曜日
            Every 2 months on the second Thursday
            3か月ごとの20日
            Every 3 months on the 20th
            毎月最後の平日
            Every month on the last workday
            毎年11月14日
            Every year on 14 November
            毎年4月の最終金曜日
            Every year on the last Friday of April
            毎年4月の最終金曜日
            Every year on the last Friday of April
            毎年4月・10月の1日
            Every year on the 1st of April and October
            毎年2月末日
            Every year on the last day of February
            2年ごとの11月14日
            Every 2 years on 14 November
            3時間ごと
            Every 3 hours
        "#]],
    );
}

#[test]
fn a_rule_says_when_it_ends() {
    let rules = [
        r#""frequency":"weekly","count":10"#,
        r#""frequency":"weekly","until":"2025-03-27T23:59:59""#,
        r#""frequency":"weekly","count":1"#,
    ];
    check_words(
        &rules,
        expect![[r#"
            毎週木曜日（全10回）
            Every week on Thursday, 10 times
            毎週木曜日（2025年3月27日まで）
            Every week on Thursday, until 27 March 2025
            毎週木曜日（全1回）
            Every week on Thursday, 1 time
        "#]],
    );
}

#[test]
fn a_rule_without_words_does_not_pretend() {
    let rules = [
        r#""frequency":"yearly","byWeekNo":[20],"byDay":[{"day":"mo"}]"#,
        r#""frequency":"monthly","byDay":[{"day":"fr"}],"byMonthDay":[13]"#,
        r#""frequency":"monthly","byDay":[{"day":"sa"},{"day":"su"}],"bySetPosition":[1]"#,
        r#""frequency":"daily","byHour":[9,12]"#,
        r#""frequency":"yearly","byDay":[{"day":"mo","nthOfPeriod":1}],"count":3"#,
        r#""frequency":"yearly","rscale":"hebrew","byMonth":["5L"]"#,
    ];
    check_words(
        &rules,
        expect![[r#"
            特別な規則で繰り返します
            Repeats by a special rule
            特別な規則で繰り返します
            Repeats by a special rule
            特別な規則で繰り返します
            Repeats by a special rule
            特別な規則で繰り返します
            Repeats by a special rule
            特別な規則で繰り返します（全3回）
            Repeats by a special rule, 3 times
            このアプリで扱えない規則で繰り返します。初回だけを表示し、規則はそのまま保存しています。
            Repeats by a rule that this app cannot expand. Only the first date is shown; the rule is kept as it is.
        "#]],
    );
}

/// The second Thursday of each month: not in January, a day later in December, with a guest in February, and once more.
const SECOND_THURSDAY: &str = r#""V:x":1,"tsudoi.example:meetingTime":"2024-11-14T18:00:00",
    "locations":{"a":{"@type":"Location","name":"見本会館"}},
    "recurrenceRule":{"@type":"RecurrenceRule","frequency":"monthly","count":5,
        "byDay":[{"@type":"NDay","day":"th","nthOfPeriod":2}]},
    "recurrenceOverrides":{
        "2024-12-12T18:30:00":{"start":"2024-12-13T19:00:00","title":"見本の忘年会"},
        "2025-01-09T18:30:00":{"excluded":true},
        "2025-02-13T18:30:00":{"locations/a/name":"例示ホール","status":"tentative"},
        "2025-02-20T18:30:00":{"duration":"PT1H"}}"#;

fn series() -> Entry {
    entry(event(SECOND_THURSDAY))
}

fn listed(entry: &Entry, first: Date, last: Date) -> String {
    let mut found: Vec<_> = within(entry, Days { first, last }).collect();
    found.sort_by(|one, next| one.order().cmp(&next.order()));
    found.iter().fold(String::new(), |mut text, it| {
        let standalone = it.standalone(&BY_LAW);
        let place = standalone.venue().map(|it| it.name.clone()).unwrap_or_default();
        let meets = standalone.meeting_time.expect("a meeting time");
        let (from, to) = (it.when.start(), it.when.end().time());
        let instance = it.instance.expect("an instance");
        assert_eq!(standalone.when, *it.when);
        writeln!(text, "{from}～{to} {} {place} 集合{meets} ({instance})", it.title())
            .expect("a string takes any text");
        text
    })
}

#[test]
fn a_window_has_every_instance_with_what_it_has_of_its_own() {
    let all = listed(&series(), date(2024, 1, 1), date(2026, 1, 1));
    expect![[r#"
        2024-11-14T18:30:00～20:00:00 見本の会 見本会館 集合2024-11-14T18:00:00 (2024-11-14T18:30:00)
        2024-12-13T19:00:00～20:30:00 見本の忘年会 見本会館 集合2024-12-13T18:30:00 (2024-12-12T18:30:00)
        2025-02-13T18:30:00～20:00:00 見本の会 例示ホール 集合2025-02-13T18:00:00 (2025-02-13T18:30:00)
        2025-02-20T18:30:00～19:30:00 見本の会 見本会館 集合2025-02-20T18:00:00 (2025-02-20T18:30:00)
        2025-03-13T18:30:00～20:00:00 見本の会 見本会館 集合2025-03-13T18:00:00 (2025-03-13T18:30:00)
    "#]].assert_eq(&all);
    assert_eq!(listed(&series(), date(2024, 12, 12), date(2024, 12, 12)), "");
    assert_eq!(listed(&series(), date(2024, 12, 13), date(2024, 12, 13)).lines().count(), 1);
    let at = date(2025, 2, 20).at(18, 30, 0, 0);
    assert!(instance(&series(), at).is_some());
    assert!(instance(&series(), date(2025, 1, 9).at(18, 30, 0, 0)).is_none());
    assert!(instance(&series(), date(2025, 1, 16).at(18, 30, 0, 0)).is_none());
}

#[test]
fn what_single_instances_have_is_written_back() {
    let event = event(SECOND_THURSDAY);
    let text = encode_event(&event);
    for kept in [
        r#""2024-12-12T18:30:00": {"#,
        r#""title": "見本の忘年会""#,
        r#""excluded": true"#,
        r#""locations/a/name": "例示ホール""#,
        r#""duration": "PT1H""#,
        r#""nthOfPeriod": 2"#,
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    let again = decode(text.as_bytes(), &Limits::default()).expect("what we wrote");
    assert_eq!(again.collections.iter().flat_map(|it| &it.events).next(), Some(&event));
}

#[test]
fn every_instance_stands_in_the_month_and_the_agenda() {
    let almanac = almanac([series()]);
    let viewer = viewer(Language::Ja, date(2024, 11, 20));
    let mut text = String::new();
    for (year, month) in [(2024, 11), (2024, 12), (2025, 1), (2025, 2), (2025, 3)] {
        let month = Month::new(year, month).expect("a month");
        let layout = Layout::plain(month, WeekStart::Sunday, 3);
        let grid = month_grid(&almanac, &layout, &Filter::default(), &viewer);
        let days = grid.weeks.iter().flat_map(|week| &week.days).filter(|day| day.is_in_month);
        for (day, chip) in days.flat_map(|day| day.chips.iter().map(move |chip| (day, chip))) {
            writeln!(text, "{} {} {}", day.iso, chip.chip.time_text, chip.chip.path)
                .expect("a string takes any text");
        }
        let section = agenda::section(&almanac, month, &Filter::default(), &viewer);
        for card in section.days.iter().flat_map(|day| &day.cards) {
            let status = card.status_label.clone().unwrap_or_default();
            writeln!(text, "  {} {} {status} {}", card.time_text, card.title, card.place)
                .expect("a string takes any text");
        }
    }
    expect![[r#"
        2024-11-14 18:30 #/event/e?on=2024-11-14T18:30:00
          18:30～20:00 見本の会  見本会館
        2024-12-13 19:00 #/event/e?on=2024-12-12T18:30:00
          19:00～20:30 見本の忘年会  見本会館
        2025-02-13 18:30 #/event/e?on=2025-02-13T18:30:00
        2025-02-20 18:30 #/event/e?on=2025-02-20T18:30:00
          18:30～20:00 見本の会 仮 例示ホール
          18:30～19:30 見本の会  見本会館
        2025-03-13 18:30 #/event/e?on=2025-03-13T18:30:00
          18:30～20:00 見本の会  見本会館
    "#]]
    .assert_eq(&text);
    let horizon = agenda::horizon(viewer.today);
    let month = |year, month| Month::new(year, month).expect("a month");
    assert_eq!(
        agenda::next_month(&almanac, month(2024, 12), horizon, &BY_LAW),
        Some(month(2025, 2))
    );
    assert_eq!(agenda::next_month(&almanac, month(2025, 3), horizon, &BY_LAW), None);
    assert_eq!(agenda::previous_month(&almanac, month(2025, 2), &BY_LAW), Some(month(2024, 12)));
    assert_eq!(agenda::previous_month(&almanac, month(2030, 1), &BY_LAW), Some(month(2025, 3)));
}

#[test]
fn an_agenda_that_grows_by_itself_comes_to_an_end() {
    let endless = event(r#""recurrenceRule":{"frequency":"secondly"}"#);
    let almanac = almanac([entry(endless)]);
    let viewer = viewer(Language::Ja, date(2030, 5, 1));
    let mut months = agenda::first_months(&almanac, viewer.today, &BY_LAW);
    let horizon = agenda::horizon(viewer.today);
    while let Some(next) =
        months.last().and_then(|last| agenda::next_month(&almanac, *last, horizon, &BY_LAW))
    {
        months.insert(next);
    }
    assert_eq!(months.last(), Some(&horizon));
    assert!(
        almanac.occurrences(Days { first: Date::MIN, last: Date::MAX }, &BY_LAW).len() <= 10_000
    );
}

#[test]
fn a_page_shows_the_instance_that_was_asked_for() {
    let almanac = almanac([series()]);
    let viewer = viewer(Language::Ja, date(2024, 11, 20));
    let entry = almanac.entries().next().expect("one entry");
    let mut text = String::new();
    let pages = [None, Some(date(2024, 12, 12)), Some(date(2025, 2, 13)), Some(date(2025, 3, 1))];
    for at in pages {
        let at = at.map(|day| day.at(18, 30, 0, 0));
        let page = instance_page(&almanac, entry, at, &viewer);
        let meeting = page.when.meeting.clone().unwrap_or_default();
        writeln!(text, "{} {} {meeting} {}", page.title, page.when.line, page.paths.event)
            .expect("a string takes any text");
    }
    let lines = event_page(&almanac, entry, &viewer).repeat.expect("it repeats");
    writeln!(text, "{}\n{}", lines.rule, lines.exceptions_text).expect("a string takes any text");
    for line in lines.exceptions.iter().chain(&lines.coming) {
        writeln!(text, "  {} {} {:?}", line.label, line.text, line.path)
            .expect("a string takes any text");
    }
    expect![[r##"
        見本の会 12月13日(金) 19:00～20:30 18:30 集合 #/event/e
        見本の忘年会 12月13日(金) 19:00～20:30 18:30 集合 #/event/e?on=2024-12-12T18:30:00
        見本の会 2025年2月13日(木) 18:30～20:00 18:00 集合 #/event/e?on=2025-02-13T18:30:00
        見本の会 12月13日(金) 19:00～20:30 18:30 集合 #/event/e
        毎月第2木曜日（全5回）
        休会1回・変更2回・追加1回
          変更 12月12日(木) → 12月13日(金) 19:00～20:30 Some("#/event/e?on=2024-12-12T18:30:00")
          休会 2025年1月9日(木) None
          変更 2025年2月13日(木) 18:30～20:00 Some("#/event/e?on=2025-02-13T18:30:00")
          追加 2025年2月20日(木) 18:30～19:30 Some("#/event/e?on=2025-02-20T18:30:00")
           12月13日(金) 19:00～20:30 Some("#/event/e?on=2024-12-12T18:30:00")
           2025年2月13日(木) 18:30～20:00 Some("#/event/e?on=2025-02-13T18:30:00")
           2025年2月20日(木) 18:30～19:30 Some("#/event/e?on=2025-02-20T18:30:00")
           2025年3月13日(木) 18:30～20:00 Some("#/event/e?on=2025-03-13T18:30:00")
    "##]]
    .assert_eq(&text);
    let path = Path::parse("#/event/e?on=2024-12-12T18:30:00");
    let at = date(2024, 12, 12).at(18, 30, 0, 0);
    assert_eq!(path, Some(Path::Instance(entry.event.id.clone(), at)));
}
