//! The search finds an event by the name that the screen shows: 第7回執行委員会.

use jiff::civil::{Date, date};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::SearchQuery;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::{HolidayRule, Override, Patch, Repeat};
use tsudoi::domain::time::Days;
use tsudoi::i18n::Language;
use tsudoi::present::page::search::{Asked, results};
use tsudoi::present::route::search_query::Seek;

use crate::support::sample::{almanac, at, entry, event, viewer};

const TODAY: Date = date(2026, 11, 30);

fn single(id: &str, title: &str, number: Option<u32>) -> Entry {
    let when = at(date(2026, 12, 10).at(18, 30, 0, 0), 90);
    let mut event = event(id, title, Kind::Other, when);
    event.series_number = number;
    entry(event)
}

fn weekly(id: &str, title: &str, first: u32, end: End) -> Entry {
    let when = at(date(2026, 11, 2).at(18, 30, 0, 0), 90);
    let mut event = event(id, title, Kind::Other, when);
    event.series_number = Some(first);
    let rule = Rule::new(RuleParts { end, ..RuleParts::new(Frequency::Weekly) });
    event.repeat = Some(Box::new(Repeat::of(rule.expect("a plain rule"))));
    entry(event)
}

/// Returns the titles and days that a search shows, best first.
fn found(almanac: &Almanac, words: &str, language: Language) -> Vec<String> {
    let viewer = viewer(language, TODAY);
    let mut index = Index::new(|kind| viewer.messages.kind(kind), TODAY);
    almanac.entries().for_each(|entry| index.add(entry));
    let mut ask = |words: &str| {
        let seek = Seek { text: words.to_owned(), ..Seek::default() };
        results(&mut index, &Asked { almanac, seek: &seek, viewer: &viewer, limit: 10 })
    };
    // Letter by letter, as a person types, so that each search may narrow the one before.
    for (end, _) in words.char_indices().skip(1) {
        ask(words.get(..end).expect("the end of a letter"));
    }
    let results = ask(words);
    assert_eq!(results.count, results.cards.len(), "{words}");
    results.cards.into_iter().map(|card| format!("{} {}", card.card.title, card.when)).collect()
}

#[test]
fn a_numbered_event_is_found_by_the_name_that_is_shown() {
    let all = almanac([
        single("seventh", "執行委員会", Some(7)),
        single("fifth", "執行委員会 第5回", None),
        single("second", "年末一時金学習会", Some(2)),
        single("none", "執行委員会", None),
    ]);
    let seventh = [
        "第7回執行委員会",
        "第7回 執行委員会",
        "執行委員会 第7回",
        "執行委員会第7回",
        "第7回",
        "第七回執行",
        "７回執行",
    ];
    for words in seventh {
        assert_eq!(
            found(&all, words, Language::Ja),
            ["第7回執行委員会 12月10日(木) 18:30～20:00"],
            "{words}"
        );
    }
    for words in
        ["第5回執行委員会", "執行委員会 第5回", "執行委員会第5回", "第5回 執行委員会", "第5回執"]
    {
        assert_eq!(
            found(&all, words, Language::Ja),
            ["第5回執行委員会 12月10日(木) 18:30～20:00"],
            "{words}"
        );
    }
    assert_eq!(found(&all, "第2回年末", Language::Ja).len(), 1);
    assert_eq!(found(&all, "第8回執行委員会", Language::Ja).len(), 0);
    assert_eq!(found(&all, "執行委員会", Language::Ja).len(), 3);
}

#[test]
fn a_numbered_event_is_found_as_english_shows_it() {
    let all = almanac([
        single("seventh", "Committee", Some(7)),
        single("local", "Picnic of Local No. 7", None),
        single("third", "Committee", Some(3)),
    ]);
    assert_eq!(
        found(&all, "Committee No. 7", Language::En),
        ["Committee No. 7 Thu 10 Dec 18:30 – 20:00"]
    );
    assert_eq!(found(&all, "no. 7", Language::En).len(), 2);
}

#[test]
fn an_instance_of_a_series_is_found_by_its_number() {
    let all = almanac([
        weekly("open", "執行委員会", 3, End::Never),
        weekly("short", "学習会", 1, End::Count(4)),
    ]);
    let check = |words: &str, expected: &[&str]| {
        assert_eq!(found(&all, words, Language::Ja), expected, "{words}");
    };
    check("第4回執行委員会", &["第4回執行委員会 11月9日(月) 18:30～20:00"]);
    check("執行委員会 第12回", &["第12回執行委員会 2027年1月4日(月) 18:30～20:00"]);
    check("執行委員会第12回", &["第12回執行委員会 2027年1月4日(月) 18:30～20:00"]);
    check("第203回執行委員会", &["第203回執行委員会 2030年9月2日(月) 18:30～20:00"]);
    check("第4回学習会", &["第4回学習会 11月23日(月祝) 18:30～20:00"]);
    check("第5回学習会", &[]);
    check("第1回", &["第1回学習会 11月2日(月) 18:30～20:00"]);
    check("2027年1月 第12回", &["第12回執行委員会 2027年1月4日(月) 18:30～20:00"]);
    check("2027年2月 第12回", &[]);
    check("執行委員会", &["第7回執行委員会 11月30日(月) 18:30～20:00"]);
}

#[test]
fn the_number_of_an_instance_is_the_one_that_is_counted() {
    let mut series = weekly("open", "執行委員会", 1, End::Count(60));
    let repeat = series.event.repeat.as_deref_mut().expect("it repeats");
    repeat.restart_month = Some(4);
    repeat.holiday_rule = Some(HolidayRule::Skip);
    let on = |day: i8, month: i8| date(2026, month, day).at(18, 30, 0, 0);
    repeat.overrides.insert(on(16, 11), Override::Excluded);
    let own = Patch { series_number: Some(20), ..Patch::default() };
    repeat.overrides.insert(on(14, 12), Override::of(own));
    let all = almanac([series.clone()]);
    let window = Days { first: date(2026, 11, 1), last: date(2028, 1, 31) };
    let mut numbers: Vec<(u32, Date)> = within(&series, window)
        .map(|it| {
            (it.number(&tsudoi::domain::time::days_off::BY_LAW).expect("numbered"), it.days.first)
        })
        .collect();
    numbers.sort_unstable();
    for (number, _) in &numbers {
        let shown = found(&all, &format!("第{number}回執行委員会"), Language::Ja);
        let near = numbers.iter().filter(|(own, _)| own == number);
        let (_, day) = near
            .min_by_key(|(_, day)| (TODAY.until(*day)).expect("near").get_days().abs())
            .expect("there");
        let day =
            viewer(Language::Ja, TODAY).messages.day(*day, tsudoi::i18n::dates::DayStyle::MonthDay);
        assert!(shown.len() == 1 && shown[0].contains(&day), "{number} on {day}: {shown:?}");
    }
    assert!(found(&all, "第99回執行委員会", Language::Ja).is_empty());
}

#[test]
fn typing_on_finds_what_the_whole_words_find() {
    assert!(!SearchQuery::new("第12回").narrows(&SearchQuery::new("第1")));
    assert!(SearchQuery::new("執行委員会").narrows(&SearchQuery::new("執行")));
}
