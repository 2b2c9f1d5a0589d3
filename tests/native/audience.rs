//! Follows one field of an event through every layer, as docs/adding-a-field.md does: the audience of the event (対象).

use expect_test::expect;
use jiff::civil::{DateTime, date};
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::field::FieldPath;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::{SearchQuery, Wanted};
use tsudoi::domain::series::edit::{edit_all, edit_one};
use tsudoi::domain::series::occurrence::instance;
use tsudoi::domain::sharing::known_people::KnownPeople;
use tsudoi::domain::sharing::names_in_text::names_in_text;
use tsudoi::domain::sharing::visibility::for_everybody;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::format::export::Names;
use tsudoi::format::jscalendar::read::{Collection, decode};
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;
use tsudoi::i18n::Language;
use tsudoi::merge::event::conflict::Sides;
use tsudoi::merge::event::merge;
use tsudoi::present::page::event::event_page;
use tsudoi::present::text::difference::difference;

use crate::icalendar::corpora;
use crate::icalendar::laws::written;
use crate::support::sample::{almanac, entry, session, viewer, with};

const AUDIENCE: &str = "青年部員と新入組合員";

fn course() -> Event {
    with(session(), |it| AUDIENCE.clone_into(&mut it.audience))
}

fn read(text: &str) -> Event {
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("the file is read");
    decoded.collections.into_iter().flat_map(|it| it.events).next().expect("the event is read")
}

/// Returns a weekly series whose second instance has the audience, as written in a file.
fn series(audience: &str) -> Event {
    read(&format!(
        r#"{{"@type":"Event","version":"2.0","uid":"w","updated":"2024-10-01T00:00:00Z","title":"学習会",
            "start":"2024-11-07T18:30:00","timeZone":"Asia/Tokyo","tsudoi.example:audience":"全員",
            "recurrenceRule":{{"@type":"RecurrenceRule","frequency":"weekly","count":3}},
            "recurrenceOverrides":{{"2024-11-14T18:30:00":{{"tsudoi.example:audience":{audience}}}}}}}"#
    ))
}

fn second() -> DateTime {
    date(2024, 11, 14).at(18, 30, 0, 0)
}

fn audience_of_second(series: &Event) -> String {
    let entry = entry(series.clone());
    let found = instance(&entry, second()).expect("the rule has it");
    found.standalone(&BY_LAW).audience.clone()
}

#[test]
fn a_file_says_it_and_what_is_no_text_is_kept() {
    let text = encode_event(&course());
    assert!(text.contains(r#""tsudoi.example:audience": "青年部員と新入組合員""#), "{text}");
    assert_eq!(read(&text), course());
    let odd = text.replace(r#""青年部員と新入組合員""#, "[1]");
    let kept = read(&odd);
    assert_eq!(kept.audience, "");
    assert_eq!(
        encode_event(&kept).replace(char::is_whitespace, ""),
        odd.replace(char::is_whitespace, "")
    );
}

#[test]
fn another_calendar_hands_it_back() {
    let calendar = Calendar::new(CalendarId::new("c"), CalendarFacts::default());
    let out = Collection {
        calendar: Some(calendar),
        events: vec![course(), series("null")],
        ..Collection::default()
    };
    let text = written(std::slice::from_ref(&out), Names::With);
    let back = corpora::read(text.as_bytes()).expect("our own file is read");
    assert_eq!(back.collections[0].events, out.events);
}

#[test]
fn an_instance_has_its_own_or_none() {
    assert_eq!(audience_of_second(&series(r#""新入組合員""#)), "新入組合員");
    assert_eq!(audience_of_second(&series("null")), "");
    for series in [series(r#""新入組合員""#), series("null")] {
        assert_eq!(read(&encode_event(&series)), series);
    }
    let series = series("null");
    let wanted = with(instance_of(&series), |it| it.audience = "役員".to_owned());
    assert_eq!(audience_of_second(&edit_one(&series, second(), &wanted, &BY_LAW)), "役員");
    let all = edit_all(&series, &instance_of(&series), &wanted, &BY_LAW);
    assert_eq!((all.audience.as_str(), audience_of_second(&all).as_str()), ("役員", ""));
}

fn instance_of(series: &Event) -> Event {
    let entry = entry(series.clone());
    instance(&entry, second()).expect("the rule has it").standalone(&BY_LAW)
}

#[test]
fn a_merge_takes_it_and_a_difference_shows_it() {
    let merged = merge(Some(&session()), &session(), &course(), Sides::default());
    assert_eq!(
        (merged.event.audience.as_str(), merged.changed),
        (AUDIENCE, vec![FieldPath::Audience])
    );
    let other = with(session(), |it| it.audience = "役員".to_owned());
    let met = merge(Some(&session()), &other, &course(), Sides::default());
    let conflicts: Vec<_> = met.conflicts.iter().map(|it| it.field.slug()).collect();
    assert_eq!(conflicts, ["audience"]);
    let lines = Language::ALL.map(|language| {
        let rows = difference(&viewer(language, date(2024, 10, 30)), &session(), &course());
        let line =
            rows.into_iter().map(|it| format!("{} {}: {}\n", it.turn_label, it.label, it.after));
        line.collect::<String>()
    });
    expect![[r#"
        追加 対象: 青年部員と新入組合員
        Added Audience: 青年部員と新入組合員
    "#]]
    .assert_eq(&lines.concat());
}

#[test]
fn it_is_for_everybody_and_names_in_it_are_found() {
    let mut event = course();
    event.participants.insert(
        LocalId::new("shiro"),
        Participant { name: "見本 四郎".to_owned(), ..Participant::default() },
    );
    assert!(
        !names_in_text(&event, &KnownPeople::of(std::iter::once(&event))).contains("見本 四郎")
    );
    event.audience = "見本四郎さんの班".to_owned();
    assert!(names_in_text(&event, &KnownPeople::of(std::iter::once(&event))).contains("見本 四郎"));
    assert_eq!(for_everybody(&event, "予定あり").expect("it is public").audience, event.audience);
}

#[test]
fn it_is_found_and_shown() {
    let today = date(2024, 10, 30);
    let mut index = Index::new(Kind::slug, today);
    index.add(&entry(course()));
    let mut count =
        |word: &str| index.search(&SearchQuery::new(word), &Wanted::default(), today, 9).count;
    assert_eq!((count("新入組合員"), count("退職者")), (1, 0));
    let viewer = viewer(Language::Ja, today);
    let page = event_page(&almanac([entry(course())]), &entry(course()), &viewer);
    assert_eq!(page.details.audience.as_deref(), Some(AUDIENCE));
    assert!(page.share_text.contains("対象：青年部員と新入組合員"), "{}", page.share_text);
}
