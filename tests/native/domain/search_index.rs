//! The index, compared with a slow and obvious search over the same entries.

use std::collections::BTreeMap;

use expect_test::expect;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Affiliation, Participant, Reply};
use tsudoi::domain::event::place::Location;
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::foreign::Json;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::search::fold::fold;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::{SearchQuery, Wanted};
use tsudoi::domain::series::recurrence::rule::{Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::Repeat;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::{Days, When};

const TODAY: Date = date(2024, 11, 1);

fn on(day: Date) -> When {
    When::AllDay { first: day, days: 1 }
}

fn entry(id: &str, title: &str, day: Date) -> Entry {
    Entry::local(Event::new(EventId::new(id), title, on(day)), CalendarId::new("union"))
}

fn person(name: &str, kana: &str, organization: &str, reply: Reply) -> Participant {
    Participant {
        name: name.to_owned(),
        name_kana: kana.to_owned(),
        reply,
        affiliation: Some(Box::new(Affiliation {
            organization: organization.to_owned(),
            ..Affiliation::default()
        })),
        ..Participant::default()
    }
}

fn index(entries: &[Entry]) -> Index {
    let mut index = Index::default();
    for entry in entries {
        index.add(entry);
    }
    index
}

fn found(index: &mut Index, query: &str, wanted: &Wanted) -> String {
    let found = index.search(&SearchQuery::new(query), wanted, TODAY, 100);
    let ids: Vec<&str> = found.best.iter().map(|hit| hit.id.as_str()).collect();
    format!("{}: {}", found.count, ids.join(" "))
}

/// A few events that contain the same word in every field that can contain one.
fn places() -> Vec<Entry> {
    let day = date(2024, 11, 8);
    let mut place = entry("place", "役員会", day);
    place.event.locations.insert(
        LocalId::new("venue"),
        Location { name: "見本会館".to_owned(), ..Location::default() },
    );
    let mut somebody = entry("person", "役員会", day);
    somebody.event.participants.insert(
        LocalId::new("a"),
        person("見本 太郎", "みほん たろう", "あかつき労組", Reply::Accepted),
    );
    let mut organization = entry("organization", "役員会", day);
    organization.event.participants.insert(
        LocalId::new("a"),
        person("例示 花子", "れいじ はなこ", "見本労組", Reply::NeedsAction),
    );
    let mut programme = entry("programme", "役員会", day);
    programme
        .event
        .programme
        .insert(LocalId::new("a"), Part { title: "見本の講演".to_owned(), ..Part::default() });
    let mut description = entry("description", "役員会", day);
    "見本を持ち寄る".clone_into(&mut description.event.description);
    vec![description, programme, organization, somebody, place, entry("title", "見本市", day)]
}

#[test]
fn the_title_counts_most_and_the_description_least() {
    let mut index = index(&places());
    expect!["6: title place organization person programme description"].assert_eq(&found(
        &mut index,
        "見本",
        &Wanted::default(),
    ));
}

#[test]
fn a_word_counts_more_at_the_beginning_and_most_alone() {
    let day = date(2024, 11, 8);
    let mut index = index(&[
        entry("inside", "全学習会", day),
        entry("word", "春の学習会", day),
        entry("begins", "学習会の下見", day),
        entry("alone", "学習会", day),
    ]);
    expect!["4: alone begins word inside"].assert_eq(&found(
        &mut index,
        "学習会",
        &Wanted::default(),
    ));
}

#[test]
fn of_equals_the_nearest_comes_first_and_what_is_to_come_before_what_is_past() {
    let mut index = index(&[
        entry("last year", "大会", date(2023, 11, 1)),
        entry("next week", "大会", date(2024, 11, 8)),
        entry("last week", "大会", date(2024, 10, 25)),
        entry("today", "大会", TODAY),
    ]);
    expect!["4: today next week last week last year"].assert_eq(&found(
        &mut index,
        "大会",
        &Wanted::default(),
    ));
}

#[test]
fn a_series_is_as_near_as_its_nearest_time() {
    let rule = Rule::new(RuleParts::new(Frequency::Weekly)).expect("nothing in it is wrong");
    let mut weekly = entry("weekly since 2020", "役員会", date(2020, 1, 3));
    weekly.event.repeat = Some(Box::new(Repeat::of(rule)));
    let mut index = Index::new(|_| "", TODAY);
    index.add(&entry("in ten days", "役員会", date(2024, 11, 11)));
    index.add(&weekly);
    expect!["2: weekly since 2020 in ten days"].assert_eq(&found(
        &mut index,
        "役員会",
        &Wanted::default(),
    ));
}

#[test]
fn every_word_must_be_found_wherever_it_stands() {
    let mut index = index(&places());
    expect!["1: person"].assert_eq(&found(&mut index, "ミホン　役員", &Wanted::default()));
    expect!["1: person"].assert_eq(&found(&mut index, "見本太郎", &Wanted::default()));
    expect!["0: "].assert_eq(&found(&mut index, "見本 団交", &Wanted::default()));
}

#[test]
fn filters_leave_only_what_was_asked_for() {
    let mut entries = places();
    entries[0].is_mine = true;
    entries[1].event.kinds.insert(Kind::Rally);
    entries[4].calendar = CalendarId::new("other");
    let mut index = index(&entries);
    let mut check = |wanted: Wanted, query: &str, expected: expect_test::Expect| {
        expected.assert_eq(&found(&mut index, query, &wanted));
    };
    check(Wanted { is_mine: true, ..Wanted::default() }, "", expect!["1: description"]);
    let kinds = SortedSet::from([Kind::Rally, Kind::Election]);
    check(Wanted { kinds, ..Wanted::default() }, "見本", expect!["1: programme"]);
    let calendars = Some(SortedSet::from([CalendarId::new("other"), CalendarId::new("gone")]));
    check(Wanted { calendars, ..Wanted::default() }, "", expect!["1: place"]);
    let organization = "ﾐﾎﾝ労組".to_owned();
    check(Wanted { organization, ..Wanted::default() }, "", expect!["0: "]);
    let organization = "見本労組 ".to_owned();
    check(Wanted { organization, ..Wanted::default() }, "", expect!["1: organization"]);
    let days = vec![Days { first: date(2024, 11, 9), last: date(2024, 12, 1) }];
    check(Wanted { days, ..Wanted::default() }, "", expect!["0: "]);
    expect!["見本労組 あかつき労組"].assert_eq(&{
        let mut names = index.organizations();
        names.reverse();
        names.join(" ")
    });
}

#[test]
fn unanswered_is_of_whom_the_words_name_and_else_of_anybody() {
    let mut both = entry("both", "交渉", TODAY);
    both.event
        .participants
        .insert(LocalId::new("a"), person("見本 太郎", "", "", Reply::NeedsAction));
    both.event.participants.insert(LocalId::new("b"), person("例示 花子", "", "", Reply::Accepted));
    let mut index = index(&[both, entry("nobody", "交渉", TODAY)]);
    let wanted = Wanted { is_unanswered: true, ..Wanted::default() };
    expect!["1: both"].assert_eq(&found(&mut index, "交渉", &wanted));
    expect!["1: both"].assert_eq(&found(&mut index, "太郎", &wanted));
    expect!["0: "].assert_eq(&found(&mut index, "花子", &wanted));
}

/// Computes the slow way what the index must find.
fn oracle(entries: &[Entry], query: &SearchQuery) -> Vec<String> {
    let has_all = |entry: &&Entry| {
        let event = &entry.event;
        let mut texts = vec![event.title.as_str(), &event.description];
        texts.extend(event.locations.values().map(|place| place.name.as_str()));
        texts.extend(event.participants.values().map(|person| person.name.as_str()));
        let folded: Vec<Vec<u16>> =
            texts.iter().map(|text| fold(text.trim()).units().to_vec()).collect();
        let is_there = |word: &[u16]| {
            folded.iter().any(|text| text.windows(word.len()).any(|window| window == word))
        };
        query.words().all(is_there)
    };
    entries.iter().filter(has_all).map(|entry| entry.event.id.to_string()).collect()
}

fn word() -> impl Strategy<Value = String> {
    "[会議学習かガ3a ]{0,4}"
}

type Row = (String, String, String, String, i32, bool);

fn some_entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (word(), word(), word(), word(), -400i32..400, any::<bool>());
    proptest::collection::vec(one, 0..12).prop_map(|rows| {
        let make = |(number, (title, place, name, text, days, is_mine)): (usize, Row)| {
            let day = tsudoi::domain::time::plus_days(TODAY, days);
            let mut entry = entry(&format!("e{number}"), &title, day);
            entry
                .event
                .locations
                .insert(LocalId::new("a"), Location { name: place, ..Location::default() });
            entry
                .event
                .participants
                .insert(LocalId::new("a"), Participant { name, ..Participant::default() });
            entry.event.description = text;
            entry.is_mine = is_mine;
            entry
        };
        rows.into_iter().enumerate().map(make).collect()
    })
}

proptest! {
    #[test]
    fn the_index_finds_what_the_slow_search_finds(entries in some_entries(), query in word()) {
        let query = SearchQuery::new(&query);
        let found = index(&entries).search(&query, &Wanted::default(), TODAY, usize::MAX);
        let mut ids: Vec<String> = found.best.iter().map(|hit| hit.id.to_string()).collect();
        prop_assert_eq!(found.count, ids.len());
        prop_assert!(found.best.windows(2).all(|pair| pair[0].score >= pair[1].score));
        let mut expected = oracle(&entries, &query);
        ids.sort();
        expected.sort();
        prop_assert_eq!(ids, expected);
    }

    #[test]
    fn narrowing_while_typing_changes_nothing(
        entries in some_entries(),
        queries in proptest::collection::vec(word(), 1..6),
        is_mine: bool,
    ) {
        let wanted = Wanted { is_mine, ..Wanted::default() };
        let mut kept = index(&entries);
        let mut typed = String::new();
        for query in queries {
            typed.push_str(&query);
            let query = SearchQuery::new(&typed);
            let fresh = index(&entries).search(&query, &wanted, TODAY, 100);
            prop_assert_eq!(kept.search(&query, &wanted, TODAY, 100), fresh, "{}", typed);
        }
    }

    #[test]
    fn the_best_few_are_the_first_of_all(entries in some_entries(), query in word(), limit in 0usize..6) {
        let query = SearchQuery::new(&query);
        let mut index = index(&entries);
        let all = index.search(&query, &Wanted::default(), TODAY, usize::MAX);
        let few = index.search(&query, &Wanted::default(), TODAY, limit);
        prop_assert_eq!(few.count, all.count);
        prop_assert_eq!(&few.best[..], &all.best[..limit.min(all.best.len())]);
    }
}

#[test]
fn titles_and_contacts_of_people_are_found() {
    let mut entry = entry("a", "講演会", TODAY);
    let mut speaker = person("見本 花子", "", "見本大学", Reply::Unsaid);
    "客員教授".clone_into(&mut speaker.description);
    speaker.email = Some("Hanako@example.jp".to_owned());
    speaker.phone = Some("０３-1234-5678".to_owned());
    if let Some(affiliation) = &mut speaker.affiliation {
        "労働法研究所長".clone_into(&mut affiliation.position);
    }
    entry.event.participants.insert(LocalId::new("p"), speaker);
    let mut index = index(&[entry]);
    for words in ["教授", "研究所長", "hanako@example", "03-1234", "0312345678"] {
        assert_eq!(found(&mut index, words, &Wanted::default()), "1: a", "{words}");
    }
}

#[test]
fn the_words_of_a_survey_are_found() {
    let text = |text: &str| Json::Text(text.to_owned());
    let map = |fields: Vec<(&str, Json)>| {
        Json::Map(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let answers = map(vec![("とても良い", map(vec![("count", Json::Number("2".into()))]))]);
    let items =
        map(vec![("overall", map(vec![("question", text("満足度は")), ("answers", answers)]))]);
    let survey = map(vec![("items", items), ("comments", Json::List(vec![text("声が小さい")]))]);
    let mut one = entry("survey", "学習会", TODAY);
    one.event.foreign.0.insert("tsudoi.example:survey".to_owned(), survey);
    let mut index = index(&[one]);
    for query in ["満足度", "とても良い", "声が小さい"] {
        assert_eq!(found(&mut index, query, &Wanted::default()), "1: survey", "{query}");
    }
    for query in ["overall", "count", "comments"] {
        assert_eq!(found(&mut index, query, &Wanted::default()), "0: ", "{query}");
    }
}

#[test]
fn texts_that_only_icalendar_has_are_found() {
    let text = |text: &str| Json::Text(text.to_owned());
    let kept = |name: &str, value: &str| {
        Json::List(vec![text(name), Json::Map(BTreeMap::new()), text("unknown"), text(value)])
    };
    let properties = Json::List(vec![
        kept("contact", r"鈴木事務局長\, 内線12\n夜間は守衛"),
        kept("resources", "プロジェクター"),
        kept("x-own", "独自"),
    ]);
    let mut one = entry("one", "学習会", TODAY);
    let all = BTreeMap::from([("properties".to_owned(), properties)]);
    one.event.foreign.0.insert("iCalendar".to_owned(), Json::Map(all));
    let mut index = index(&[one]);
    for query in ["鈴木", "内線12", "守衛", "プロジェクタ", "学習会 鈴木"] {
        assert_eq!(found(&mut index, query, &Wanted::default()), "1: one", "{query}");
    }
    for query in ["独自", "unknown", "contact", "n夜間"] {
        assert_eq!(found(&mut index, query, &Wanted::default()), "0: ", "{query}");
    }
}

#[test]
fn a_day_is_found_however_it_is_written() {
    let days = [entry("one", "4月1日の議案", TODAY), entry("two", "4/1の資料", TODAY)];
    let mut index = index(&days);
    for query in ["4", "4/1", "4月1日", "４／１", "四月一日"] {
        assert_eq!(found(&mut index, query, &Wanted::default()), "2: one two", "{query}");
    }
    for query in ["4/", "4/11", "4/1 地図"] {
        assert_ne!(found(&mut index, query, &Wanted::default()), "2: one two", "{query}");
    }
}

#[test]
fn a_legal_form_is_found_without_its_brackets() {
    let mut index = index(&[entry("one", "(一社)見本会館", TODAY), entry("two", "㈱見本", TODAY)]);
    assert_eq!(found(&mut index, "一社", &Wanted::default()), "1: one");
    assert_eq!(found(&mut index, "株", &Wanted::default()), "1: two");
    assert_eq!(found(&mut index, "一社 見本", &Wanted::default()), "1: one");
}
