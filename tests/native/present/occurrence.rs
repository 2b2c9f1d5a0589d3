//! One occurrence with a place, a call and people of its own, everywhere where it is shown, from both formats.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::event::{Event, Rare, RareFacts};
use tsudoi::domain::id::LocalId;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::series::edit::edit_one;
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Month, WeekStart};
use tsudoi::format::export::Names;
use tsudoi::format::issue::Issue;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;
use tsudoi::format::stored::record::{decode_entry, encode_entry};
use tsudoi::i18n::Language;
use tsudoi::present::card::overlap::overlaps;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::page::agenda;
use tsudoi::present::page::axis::layout::AxisLayout;
use tsudoi::present::page::axis::time_axis;
use tsudoi::present::page::event::instance_page;
use tsudoi::present::page::participants::participants_page;
use tsudoi::present::page::print::{Body, print_page};
use tsudoi::present::page::search::{Asked, results};
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::path::Path;
use tsudoi::present::route::print::{PrintOf, Sheet};
use tsudoi::present::route::search_query::Seek;
use tsudoi::present::viewer::Viewer;

use crate::icalendar::laws::written;
use crate::support::generate::format::rich_event;
use crate::support::generate::own::patch;
use crate::support::sample::{almanac, at, entry, viewer};

/// Weekly at 本館 with 田中, who accepted; on 10 June at 別館, by another call, with another link, and 田中 declined.
const POINTERS: &str = r#""locations/hall/name":"別館",
    "virtualLocations/call/uri":"https://call.example/two",
    "links/page":{"href":"https://union.example/two"},
    "participants/tanaka/participationStatus":"declined",
    "tsudoi.example:programme/p/title":"総括""#;

pub(crate) fn read(fields: &str) -> (Event, Vec<Issue>) {
    let text = format!(
        r#"{{"@type":"Event","version":"2.0","uid":"e","updated":"2026-01-01T00:00:00Z","title":"定例会",
        "start":"2026-06-03T18:00:00","timeZone":"Asia/Tokyo","duration":"PT2H",
        "recurrenceRule":{{"@type":"RecurrenceRule","frequency":"weekly","count":4}},
        "organizerCalendarAddress":"mailto:host@example.jp",
        "locations":{{"hall":{{"@type":"Location","name":"本館"}}}},
        "virtualLocations":{{"call":{{"@type":"VirtualLocation","name":"中継","uri":"https://call.example/one"}}}},
        "links":{{"page":{{"@type":"Link","href":"https://union.example/one"}}}},
        "tsudoi.example:programme":{{"p":{{"order":1,"title":"開会"}}}},
        "participants":{{
            "host":{{"@type":"Participant","name":"見本 一子","calendarAddress":"mailto:host@example.jp","roles":{{"owner":true}}}},
            "tanaka":{{"@type":"Participant","name":"田中","calendarAddress":"mailto:tanaka@example.jp",
                "roles":{{"required":true}},"participationStatus":"accepted"}}}},
        "recurrenceOverrides":{{"2026-06-10T18:00:00":{{{fields}}}}}}}"#
    );
    let decoded = decode(text.as_bytes(), &Limits::default()).expect("a readable event");
    let event = decoded.collections.into_iter().flat_map(|it| it.events).next();
    (event.expect("one event"), decoded.issues)
}

pub(crate) fn on(day: i8) -> DateTime {
    date(2026, 6, day).at(18, 0, 0, 0)
}

fn here() -> Viewer {
    viewer(Language::Ja, date(2026, 6, 1))
}

pub(crate) fn one(event: &Event, at: DateTime) -> Event {
    let entry = entry(event.clone());
    instance(&entry, at).expect("the rule has it").standalone(&BY_LAW)
}

/// Returns what the pages say of two days.
fn pages(event: &Event) -> String {
    let shown = entry(event.clone());
    let other = |id: &str, day| Event {
        rare: Rare::of(RareFacts {
            participants: [(LocalId::new("t"), person("田中"))].into(),
            ..RareFacts::default()
        }),
        ..crate::support::sample::event(id, "他の会", Kind::Board, at(on(day), 60))
    };
    let others = [entry(other("o", 3)), entry(other("p", 10))];
    let almanac = almanac(std::iter::once(shown.clone()).chain(others));
    let viewer = here();
    let filter = Filter::default();
    let mut text = String::new();
    for day in [3, 10] {
        let date = on(day).date();
        let group = agenda::day(&almanac, date, &filter, agenda::CARDS_SHOWN, &viewer);
        let card = group.cards.iter().find(|card| card.id == event.id).expect("a card");
        writeln!(text, "{} {} {}", card.time_text, card.title, card.place).expect("text");
        let axis = time_axis(&almanac, AxisLayout::wide(Days::one(date)), &filter, &viewer);
        let blocks = axis.days.iter().flat_map(|day| &day.blocks);
        let places: Vec<&str> =
            blocks.filter(|it| it.chip.id == event.id).map(|it| it.place.as_str()).collect();
        let page = instance_page(&almanac, &shown, Some(on(day)), &viewer);
        let totals = page.totals.expect("there are people");
        let replies: Vec<&str> = totals.replies.iter().map(|it| it.text.as_str()).collect();
        let online = page.online.iter().map(|it| it.address.as_str());
        let links = page.links.iter().map(|it| it.address.as_str());
        let parts = page.programme.iter().map(|it| it.title.as_str());
        let facts: Vec<&str> = online.chain(links).chain(parts).collect();
        writeln!(text, "  axis {places:?} page {replies:?} {facts:?}").expect("text");
        let list = participants_page(&shown, Some(on(day)), &viewer);
        let rows = list.organizations.iter().flat_map(|it| &it.people);
        let rows: Vec<String> = rows
            .filter_map(|row| Some(format!("{} {}", row.name, row.reply_label.clone()?)))
            .collect();
        assert_eq!(list.event_path, Path::event(event.id.clone(), Some(on(day))).format());
        assert_eq!(
            page.paths.participants,
            Path::Participants(event.id.clone(), Some(on(day))).format()
        );
        let form = EventForm::of(&one(event, on(day)), &shown.calendar);
        let places: Vec<&str> = form.places.iter().map(|it| it.name.as_str()).collect();
        let found = instance(&shown, on(day)).expect("the rule has it");
        let booked = overlaps(&almanac, &found, &viewer);
        writeln!(text, "  list {rows:?} form {places:?} overlaps {}", booked.people.len())
            .expect("text");
    }
    let sheet = PrintOf { sheet: Sheet::List(1), ..print_of() };
    let page = print_page(&almanac, &sheet, WeekStart::Sunday, &viewer);
    let Body::List(months) = page.body else { return text };
    let cards = months.iter().flat_map(|month| &month.days).flat_map(|day| &day.cards);
    let printed: Vec<&str> =
        cards.filter(|card| card.id == event.id).map(|card| card.place.as_str()).collect();
    writeln!(text, "print {printed:?}").expect("text");
    text
}

fn print_of() -> PrintOf {
    PrintOf { sheet: Sheet::Month, first: Month::of(date(2026, 6, 1)), filter: Filter::default() }
}

fn person(name: &str) -> Participant {
    Participant {
        name: name.to_owned(),
        calendar_address: Some("mailto:tanaka@example.jp".to_owned()),
        ..Participant::default()
    }
}

fn shown() -> expect_test::Expect {
    expect![[r#"
        18:00～20:00 定例会 本館
          axis ["本館"] page ["参加 1人"] ["https://call.example/one", "https://union.example/one", "開会"]
          list ["田中 参加"] form ["本館"] overlaps 1
        18:00～20:00 定例会 別館
          axis ["別館"] page ["欠席 1人"] ["https://call.example/two", "https://union.example/two", "総括"]
          list ["田中 欠席"] form ["別館"] overlaps 0
        print ["本館", "別館", "本館", "本館"]
    "#]]
}

#[test]
fn pointers_of_any_depth_are_shown_everywhere() {
    let (event, issues) = read(POINTERS);
    assert_eq!(issues, []);
    shown().assert_eq(&pages(&event));
    // A record, a file and a calendar of another program say the same.
    let again = decode_entry(&encode_entry(&entry(event.clone()))).expect("a record").event;
    assert_eq!(again, event);
    let decoded = decode(encode_event(&event).as_bytes(), &Limits::default()).expect("a file");
    assert_eq!(decoded.collections[0].events, std::slice::from_ref(&event));
}

/// The same series as another program writes it: whole components, and no pointers.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nNAME:c\r\n\
BEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20260603T180000\r\nDURATION:PT2H\r\n\
RRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:定例会\r\nLOCATION:本館\r\n\
CONFERENCE;VALUE=URI;LABEL=中継:https://call.example/one\r\nURL:https://union.example/one\r\n\
ORGANIZER;CN=見本 一子:mailto:host@example.jp\r\n\
ATTENDEE;CN=田中;PARTSTAT=ACCEPTED:mailto:tanaka@example.jp\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID;TZID=Asia/Tokyo:20260610T180000\r\n\
DTSTART;TZID=Asia/Tokyo:20260610T180000\r\nDURATION:PT2H\r\nSUMMARY:定例会\r\nLOCATION:別館\r\n\
CONFERENCE;VALUE=URI;LABEL=中継:https://call.example/two\r\nURL:https://union.example/two\r\n\
ORGANIZER;CN=見本 一子:mailto:host@example.jp\r\n\
ATTENDEE;CN=田中;PARTSTAT=DECLINED:mailto:tanaka@example.jp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn a_component_of_one_date_is_shown_everywhere_and_written_back() {
    let decoded = crate::icalendar::corpora::read(CALENDAR.as_bytes()).expect("a calendar");
    assert_eq!(decoded.issues, []);
    let event = decoded.collections[0].events[0].clone();
    expect![[r#"
        18:00～20:00 定例会 本館
          axis ["本館"] page ["参加 1人"] ["https://call.example/one", "https://union.example/one"]
          list ["田中 参加"] form ["本館"] overlaps 1
        18:00～20:00 定例会 別館
          axis ["別館"] page ["欠席 1人"] ["https://call.example/two", "https://union.example/two"]
          list ["田中 欠席"] form ["別館"] overlaps 0
        print ["本館", "別館", "本館", "本館"]
    "#]]
    .assert_eq(&pages(&event));
    let text = written(&decoded.collections, Names::With);
    for line in [
        "LOCATION:別館",
        "PARTSTAT=DECLINED",
        "https://call.example/two",
        "https://union.example/two",
    ] {
        assert!(text.replace("\r\n ", "").contains(line), "{line}: {text}");
    }
    let again = crate::icalendar::corpora::read(text.as_bytes()).expect("a calendar");
    assert_eq!(again.collections, decoded.collections);
    let open = written(&decoded.collections, Names::Without);
    for name in ["田中", "tanaka", "host@"] {
        assert!(!open.contains(name), "{name}: {open}");
    }
    // Who organises it is published with it.
    for kept in ["別館", "見本"] {
        assert!(open.contains(kept), "{kept}: {open}");
    }
}

#[test]
fn an_edit_of_the_title_keeps_all_the_rest() {
    let (event, _) = read(POINTERS);
    let held = one(&event, on(10));
    let wanted = Event { title: "臨時会".to_owned(), ..held.clone() };
    let edited = edit_one(&event, on(10), &wanted, &BY_LAW);
    let of = |event: &Event| {
        let repeat = event.repeat.as_deref().expect("it repeats");
        repeat.overrides.get(&on(10)).and_then(Override::patch).cloned().expect("a patch")
    };
    assert_eq!(of(&edited).title.as_deref(), Some("臨時会"));
    let plain = Patch { title: None, ..of(&edited) };
    assert_eq!(plain, of(&event));
    assert_eq!(one(&edited, on(10)), Event { repeat: edited.repeat.clone(), ..wanted });
    let back = edit_one(&edited, on(10), &held, &BY_LAW);
    assert_eq!(back, event);
}

#[test]
fn the_search_finds_what_one_instance_says_and_opens_it() {
    let (event, _) = read(
        r#""locations/hall/name":"別館","title":"臨時会","participants/new":{"@type":"Participant","name":"佐藤"}"#,
    );
    let almanac = almanac([entry(event)]);
    let viewer = here();
    let mut index = Index::new(|_| "会", viewer.today);
    almanac.entries().for_each(|entry| index.add(entry));
    let mut text = String::new();
    for words in ["別館", "臨時", "佐藤 定例", "本館"] {
        let seek = Seek { text: words.to_owned(), ..Seek::default() };
        let asked = Asked { almanac: &almanac, seek: &seek, viewer: &viewer, limit: 9 };
        for card in results(&mut index, &asked).cards {
            let place: String = card.place.iter().map(|it| it.text.as_str()).collect();
            writeln!(text, "{words}: {} {place} {}", card.when, card.card.path).expect("text");
        }
    }
    expect![[r#"
        別館: 6月10日(水) 18:00～20:00 別館 #/event/e?on=2026-06-10T18:00:00
        臨時: 6月10日(水) 18:00～20:00 別館 #/event/e?on=2026-06-10T18:00:00
        佐藤 定例: 6月10日(水) 18:00～20:00 別館 #/event/e?on=2026-06-10T18:00:00
        本館: 6月3日(水) 18:00～20:00 本館 #/event/e?on=2026-06-03T18:00:00
    "#]]
    .assert_eq(&text);
}

#[test]
fn what_an_instance_does_not_name_follows_the_series() {
    let (mut event, _) = read(POINTERS);
    let tanaka = event.participants.get_mut(&LocalId::new("tanaka")).expect("on the list");
    tanaka.name = "田中 花子".to_owned();
    event.participants.insert(LocalId::new("new"), person("新入"));
    let shown = one(&event, on(10));
    let replies: Vec<(&str, &Reply)> =
        shown.participants.values().map(|it| (it.name.as_str(), &it.reply)).collect();
    expect![[r#"[("見本 一子", Unsaid), ("新入", Unsaid), ("田中 花子", Declined)]"#]]
        .assert_eq(&format!("{replies:?}"));
}

fn with_patch(mut event: Event, patch: Patch) -> (Event, DateTime) {
    let start = event.when.start();
    let overrides = [(start, Override::of(patch))].into();
    event.repeat = Some(Box::new(Repeat { overrides, ..Repeat::default() }));
    (event, start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// An instance shows in a list what it is as an event by itself.
    #[test]
    fn a_list_says_what_the_instance_is(event in rich_event("e"), patch in patch()) {
        let (event, at) = with_patch(event, patch);
        let entry = entry(event);
        let all = Days { first: date(1, 1, 1), last: date(9999, 12, 31) };
        for it in within(&entry, all).filter(|it| it.instance == Some(at)) {
            let alone = it.standalone(&BY_LAW);
            prop_assert_eq!(it.title(), &alone.title);
            prop_assert_eq!(it.status(), &alone.status);
            prop_assert_eq!(it.status_reason(), &alone.status_reason);
            prop_assert_eq!(it.kind(), alone.kind());
            prop_assert_eq!(it.color(), alone.color.as_ref());
            let venue = it.venue();
            prop_assert_eq!(venue.as_deref(), alone.venue().map(|it| it.name.as_str()));
            prop_assert_eq!(it.is_online(), !alone.virtual_locations.is_empty());
            prop_assert_eq!(it.closes(), alone.registration.as_ref().and_then(|it| it.closes));
            prop_assert_eq!(it.number(&BY_LAW), alone.series_number);
            let people: Vec<_> = it.participants();
            prop_assert_eq!(people.len(), alone.participants.len());
            for ((key, person), (other, of)) in people.iter().zip(&alone.participants) {
                prop_assert_eq!((*key, &**person), (other, of));
            }
        }
    }

    /// An instance that is edited into another is that other one, and an edit of nothing changes nothing.
    #[test]
    fn an_instance_becomes_what_was_wanted(event in rich_event("e"), one in patch(), two in patch()) {
        let (event, at) = with_patch(event, one);
        let held = entry(event.clone());
        let Some(found) = instance(&held, at) else { return Ok(()) };
        let was = found.standalone(&BY_LAW);
        let same = edit_one(&event, at, &was, &BY_LAW);
        let again = instance(&entry(same.clone()), at).expect("there").standalone(&BY_LAW);
        // No length and a length of nothing are the same.
        let again = Event { when: was.when.clone(), repeat: None, ..again };
        prop_assert_eq!(&again, &Event { repeat: None, ..was.clone() });
        let (other, _) = with_patch(event.clone(), two);
        let wanted = instance(&entry(other), at).expect("there").standalone(&BY_LAW);
        // These cannot be edited in an instance.
        let wanted = Event { foreign: was.foreign.clone(), series_number: was.series_number, ..wanted };
        let edited = edit_one(&event, at, &wanted, &BY_LAW);
        let got = instance(&entry(edited), at).expect("there").standalone(&BY_LAW);
        let got = Event { when: wanted.when.clone(), ..got };
        prop_assert_eq!(Event { repeat: None, ..got }, Event { repeat: None, ..wanted });
    }
}
