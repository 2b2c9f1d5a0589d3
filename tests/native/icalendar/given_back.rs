//! What comes back from a program that gives back only what it knows, put together with what was handed to it.

use jiff::ToSpan;
use jiff::civil::DateTime;
use tsudoi::domain::event::Event;
use tsudoi::domain::time::When;
use tsudoi::format::export::Names;
use tsudoi::format::json::read::Limits;
use tsudoi::import::returned::returned;
use tsudoi::merge::event::same_time::said_as;
use tsudoi::merge::incoming::Returned;
use tsudoi::zones::bundled::BundledZones;

use crate::icalendar::corpora::read;
use crate::icalendar::laws::{alone, written};

const SERIES: &str = r#"{"@type":"Event","version":"2.0","uid":"e","updated":"2026-05-01T00:00:00Z","title":"例会",
    "start":"2026-06-03T18:00:00","timeZone":"Asia/Tokyo","duration":"PT2H","description":"お知らせ",
    "recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","count":4},
    "locations":{"K":{"@type":"Location","name":"本館"}},"organizerCalendarAddress":"mailto:o@e.jp",
    "tsudoi.example:programme":{"a":{"title":"開会","order":1}},
    "participants":{
        "s":{"@type":"Participant","name":"講師 一","roles":{"tsudoi.example:speaker":true}},
        "b":{"@type":"Participant","name":"見本 二","calendarAddress":"mailto:b@e.jp","participationStatus":"accepted","roles":{"required":true}}},
    "recurrenceOverrides":{"2026-06-10T18:00:00":{"title":"特別","status":"cancelled","locations/K/name":"別館",
        "participants/b/participationStatus":"tentative"}}}"#;

fn base() -> Event {
    let decoded = tsudoi::format::jscalendar::read::decode(SERIES.as_bytes(), &Limits::default());
    decoded.expect("an event").collections.remove(0).events.remove(0)
}

/// Returns the lines that another program writes, with or without what it does not know.
fn lines(keeps_unknown: bool) -> Vec<String> {
    let text = written(&[alone(base())], Names::With).replace("\r\n ", "");
    let is_known = |line: &&str| {
        let unknown = ["JSPROP", "X-", "CONFERENCE", "LINK", "CONCEPT", "COLOR"];
        keeps_unknown || !unknown.iter().any(|name| line.starts_with(name))
    };
    let plain = |line: &str| {
        let line = line.replace("PRODID:-//tsudoi.example", "PRODID:-//other");
        let Some((head, tail)) = line.split_once(";JSID=").filter(|_| !keeps_unknown) else {
            return line;
        };
        let rest = tail.find([';', ':']).map_or("", |at| tail.split_at(at).1);
        format!("{head}{rest}")
    };
    text.lines().filter(is_known).map(plain).collect()
}

fn event(lines: &[String]) -> Event {
    let decoded = read((lines.join("\r\n") + "\r\n").as_bytes()).expect("a calendar");
    assert!(decoded.is_of_other_program);
    let stated = &decoded.stated_properties;
    let theirs = decoded.collections.into_iter().next().expect("one").events.remove(0);
    let (base, zones) = (base(), BundledZones::default());
    returned(Returned { base: &base, theirs: &theirs, stated }, &zones)
}

fn without(lines: &[String], begin: &str) -> Vec<String> {
    lines.iter().filter(|line| !line.starts_with(begin)).cloned().collect()
}

fn same(event: &Event) -> Event {
    Event { revision: base().revision, ..event.clone() }
}

#[test]
fn what_was_not_changed_is_as_it_was() {
    for keeps in [true, false] {
        assert_eq!(same(&event(&lines(keeps))), base(), "{keeps}");
    }
}

#[test]
fn the_place_and_the_answer_of_one_date_are_those_of_the_file() {
    for keeps in [true, false] {
        let changed: Vec<String> = lines(keeps)
            .iter()
            .map(|line| line.replace("別館", "集会所").replace("TENTATIVE", "DECLINED"))
            .collect();
        let json = tsudoi::format::jscalendar::write::encode_event(&event(&changed));
        assert!(json.contains("集会所") && !json.contains("別館"), "{keeps} {json}");
        assert!(json.contains("declined") && !json.contains("tentative"), "{keeps} {json}");
    }
}

#[test]
fn a_date_that_the_file_has_no_longer_of_its_own_is_as_its_series() {
    for keeps in [true, false] {
        let mut all = lines(keeps);
        let at = all.iter().position(|line| line.starts_with("RECURRENCE-ID")).expect("one");
        let begin = all.iter().take(at).rposition(|line| line == "BEGIN:VEVENT").expect("one");
        let end = at + all.iter().skip(at).position(|line| line == "END:VEVENT").expect("one");
        all.drain(begin..=end);
        let repeat = event(&all).repeat.expect("a series");
        assert!(repeat.overrides.is_empty(), "{keeps} {:?}", repeat.overrides);
    }
}

#[test]
fn a_person_who_was_removed_is_no_copy_of_another_one() {
    let all: Vec<String> = without(&lines(true), "ATTENDEE");
    let names: Vec<String> =
        event(&all).participants.values().map(|person| person.name.clone()).collect();
    assert_eq!(names, ["講師 一"]);
}

#[test]
fn the_programme_does_not_become_a_text_of_the_person() {
    for keeps in [true, false] {
        let changed: Vec<String> =
            lines(keeps).iter().map(|line| line.replace("お知らせ", "お知らせと追記")).collect();
        let event = event(&changed);
        assert_eq!(event.description, "お知らせと追記", "{keeps}");
        assert_eq!(event.programme.len(), 1);
    }
}

#[test]
fn a_program_that_keeps_our_name_and_drops_what_only_we_say_is_another_one() {
    let all: Vec<String> = lines(false)
        .iter()
        .map(|line| line.replace("PRODID:-//other", "PRODID:-//tsudoi.example"))
        .map(|line| line.replace("SUMMARY:例会", "SUMMARY:定例会"))
        .collect();
    let event = event(&all);
    assert_eq!((event.title.as_str(), event.programme.len()), ("定例会", 1));
}

/// Returns the lines with the times of each event in UTC, as programs without zones write them.
fn in_utc(lines: Vec<String>) -> Vec<String> {
    let names = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];
    let convert = |line: String| {
        let Some((head, clock)) = line.split_once(':') else { return line };
        let name = head.split(';').next().unwrap_or_default();
        if !names.contains(&name) || !head.contains("Asia/Tokyo") {
            return line;
        }
        let clock = DateTime::strptime("%Y%m%dT%H%M%S", clock).expect("a clock");
        format!("{name}:{}", (clock - 9.hours()).strftime("%Y%m%dT%H%M%SZ"))
    };
    lines.into_iter().map(convert).collect()
}

#[test]
fn the_same_time_in_other_words_is_no_change() {
    type Say = fn(Vec<String>) -> Vec<String>;
    let says: [(&str, Say); 8] = [
        ("in UTC", in_utc),
        ("another name", |lines| said(lines, "Asia/Tokyo", "Japan")),
        ("other letters", |lines| said(lines, "mailto:o@e.jp", "MAILTO:O@E.JP")),
        ("a length", |lines| said(lines, "DTEND;TZID=Asia/Tokyo:20260603T200000", "DURATION:PT2H")),
        ("minutes", |lines| {
            said(lines, "DTEND;TZID=Asia/Tokyo:20260610T200000", "DURATION:PT120M")
        }),
        ("a last day", |lines| said(lines, ";COUNT=4", ";UNTIL=20260624T090000Z")),
        ("a later last day", |lines| said(lines, ";COUNT=4", ";UNTIL=20260630T145959Z")),
        ("the weekday", |lines| said(lines, ";COUNT=4", ";COUNT=4;BYDAY=WE;WKST=SU")),
    ];
    for keeps in [true, false] {
        for (what, say) in says {
            assert_eq!(same(&event(&say(lines(keeps)))), base(), "{what} {keeps}");
        }
        let in_utc_with_last_day = in_utc(says[5].1(lines(keeps)));
        assert_eq!(same(&event(&in_utc_with_last_day)), base(), "{keeps}");
    }
}

fn said(lines: Vec<String>, from: &str, to: &str) -> Vec<String> {
    assert!(lines.iter().any(|line| line.contains(from)), "{from} {lines:#?}");
    lines.iter().map(|line| line.replace(from, to)).collect()
}

#[test]
fn a_series_that_was_moved_in_utc_is_moved_on_its_own_clock() {
    let moved = |line: String| line.replace("T090000Z", "T093000Z").replace("T110000Z", "T113000Z");
    let all: Vec<String> = in_utc(lines(false)).into_iter().map(moved).collect();
    let event = event(&all);
    let When::Timed(timed) = &event.when else { panic!("{:?}", event.when) };
    assert_eq!(timed.start.to_string(), "2026-06-03T18:30:00");
    assert_eq!(timed.zone.as_ref().map(|zone| &*zone.0), Some("Asia/Tokyo"));
    let overrides = event.repeat.expect("a series").overrides;
    let keys: Vec<String> = overrides.keys().map(ToString::to_string).collect();
    assert_eq!(keys, ["2026-06-10T18:30:00"]);
}

#[test]
fn a_series_in_utc_stays_so_where_its_dates_differ_in_summer() {
    let event = |zone: &str, start: &str, rule: &str| {
        let json = format!(
            r#"{{"@type":"Event","version":"2.0","uid":"e","title":"例会","start":"{start}","timeZone":"{zone}"{rule}}}"#
        );
        let decoded = tsudoi::format::jscalendar::read::decode(json.as_bytes(), &Limits::default());
        decoded.expect("an event").collections.remove(0).events.remove(0)
    };
    let weekly = r#","recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly"}"#;
    let zones = BundledZones::default();
    for (rule, expected) in [("", "Europe/Berlin"), (weekly, "Etc/UTC")] {
        let base = event("Europe/Berlin", "2026-01-07T18:00:00", rule);
        let theirs = event("Etc/UTC", "2026-01-07T17:00:00", rule);
        let said = said_as(&base, &theirs, &zones);
        assert_eq!(said.when.zone().map(|zone| &*zone.0), Some(expected), "{rule}");
        assert_eq!(said.when == base.when, rule.is_empty());
    }
}
