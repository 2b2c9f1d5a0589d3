//! The content read from whole files, as text for reading.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::time::{Shown, When};
use tsudoi::format::issue::DecodeError;
use tsudoi::format::jscalendar::read::{Decoded, decode};
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode, encode_event};
use tsudoi::format::json::read::Limits;

use crate::outside::shared;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fs::read(folder.join(name)).expect("a fixture of the repository")
}

fn check(bytes: &[u8], expected: Expect) {
    expected.assert_eq(&match decode(bytes, &Limits::default()) {
        Ok(decoded) => describe(&decoded),
        Err(error) => format!("{error:?}\n"),
    });
}

fn describe(decoded: &Decoded) -> String {
    let mut text = String::new();
    for collection in &decoded.collections {
        match &collection.calendar {
            Some(calendar) => {
                let facts = &calendar.facts;
                let foreign: Vec<_> = facts.foreign.0.keys().collect();
                let others = facts.other_entries.len();
                writeln!(
                    text,
                    "# {} ({}) other:{others} foreign:{foreign:?}",
                    facts.title, calendar.id
                )
            }
            None => writeln!(text, "# alone"),
        }
        .expect("a string takes any text");
        for event in &collection.events {
            describe_event(&mut text, event);
        }
        for (id, time) in &collection.deleted {
            writeln!(text, "deleted {id} {}", time.0).expect("a string takes any text");
        }
    }
    for issue in &decoded.issues {
        let subject = issue.subject.as_deref().unwrap_or("-");
        let line = issue.line.map_or(String::new(), |line| line.to_string());
        writeln!(text, "! {line} [{subject}] {} {:?}", issue.pointer, issue.reason)
            .expect("a string takes any text");
    }
    for (flag, is_set) in [("partial", decoded.is_partial), ("newer", decoded.is_newer)] {
        if is_set {
            writeln!(text, "! {flag}").expect("a string takes any text");
        }
    }
    text
}

fn describe_event(text: &mut String, event: &Event) {
    let kinds: Vec<_> = event.kinds.iter().map(|kind| kind.slug()).collect();
    writeln!(text, "{} | {} | {}", describe_when(&event.when), event.title, kinds.join(" "))
        .expect("a string takes any text");
    for place in event.locations.values() {
        writeln!(text, "    at {}", place.name.replace('\n', " / "))
            .expect("a string takes any text");
    }
    for (key, person) in &event.participants {
        writeln!(text, "    {key}: {}", describe_person(person)).expect("a string takes any text");
    }
    for part in event.parts() {
        writeln!(text, "    {}. {} {:?}", part.order, part.title, part.speakers)
            .expect("a string takes any text");
    }
    if let Some(count) = &event.headcount {
        writeln!(text, "    {:?} people, {:?} organizations", count.persons, count.organizations)
            .expect("a string takes any text");
    }
    if event.repeat.is_some() {
        writeln!(text, "    repeats").expect("a string takes any text");
    }
    if !event.foreign.is_empty() {
        writeln!(text, "    foreign {:?}", event.foreign.0.keys().collect::<Vec<_>>())
            .expect("a string takes any text");
    }
}

fn describe_when(when: &When) -> String {
    match when {
        When::AllDay { first, days } => format!("{first} all day {days}"),
        When::Undecided { first, days } => format!("{first} undecided {days}"),
        When::DayUndecided { month } => format!("{month:?} without a day"),
        When::Timed(timed) => {
            let zone = timed.zone.as_ref().map_or("floating", |zone| &zone.0);
            let length = timed.length.map(tsudoi::domain::time::Length::total_minutes);
            let shown = if timed.shown == Shown::DayOnly { " day only" } else { "" };
            format!("{} {zone} {length:?}{shown}", timed.start)
        }
    }
}

fn describe_person(person: &Participant) -> String {
    let mut text =
        format!("{} {:?} {:?} {:?}", person.name, person.nature, person.roles, person.reply);
    if let Some(place) = &person.affiliation {
        write!(text, " of {} {}", place.organization, place.position)
            .expect("a string takes any text");
    }
    if let Some(record) = &person.attendance {
        write!(text, " {:?}", record.presence).expect("a string takes any text");
    }
    if !person.delegated_to.is_empty() {
        write!(text, " for {:?}", person.delegated_to).expect("a string takes any text");
    }
    if !person.note.is_empty() {
        write!(text, " ({})", person.note).expect("a string takes any text");
    }
    text
}

#[test]
fn a_file_of_our_own_is_read_whole() {
    check(
        &fixture("union.jscal.json"),
        expect![[r##"
            # 見本労組カレンダー (fixture-union) other:1 foreign:["other.example:palette"]
            2024-11-01T14:00:00 Asia/Tokyo Some(1320) | 見本ライジングセッション | study-session exchange
                at 見本会館
                hanako: 見本 花子 Individual {Required, Speaker} Accepted of 見本情報労組 書記長 Some(Present) (2日目のみ)
                host: 見本労組 組織局 Group {Owner, Contact} Unsaid
                taro: 見本 太郎 Individual {Optional} Delegated for {"urn:uuid:00000000-0000-4000-8000-000000000001"}
                1. 学び [LocalId("hanako")]
                2. 本会 []
                Some(64) people, Some(38) organizations
                foreign ["tsudoi.example:survey"]
            2023-11-27 undecided 1 | 第2回5役会 | officers-meeting
                foreign ["relatedTo"]
            2024-01-08T10:00:00 Asia/Tokyo Some(60) | 書記局会議 | 
                repeats
            deleted fixture-gone 2024-10-01T00:00:00
            ! 110 [名簿を直す] /entries/3 Task
        "##]],
    );
}

#[test]
fn a_file_of_version_1_is_taken_over_and_says_what_is_lost() {
    check(
        &fixture("jscalendar-1.0.json"),
        expect![[r##"
        # RFC 8984 の見本 (fixture-old) other:0 foreign:[]
        2021-07-05T10:00:00 floating None | 定例会 | 
            at 会館 / 3階
            a: 見本 太郎 Unsaid {Required, Contact} Unsaid for {"mailto:hanako@union.example"} (遅れます)
            b: 見本 花子 Unsaid {Owner} Unsaid
            repeats
        2021-07-06 all day 1 |  | 
            foreign ["alerts", "duration", "title"]
        # alone
        2021-08-01 all day 1 | 単独 | 
        ! 8 [定例会] /0/entries/0/updated FractionCut
        ! 8 [定例会] /0/entries/0/recurrenceRules Older
        ! 8 [定例会] /0/entries/0/replyTo Older
        ! 8 [定例会] /0/entries/0/localizations Dropped { name: "localizations" }
        ! 8 [定例会] /0/entries/0/locations/会場 BadKey
        ! 8 [定例会] /0/entries/0/locations/会場/timeZone Dropped { name: "timeZone" }
        ! 8 [定例会] /0/entries/0/locations/会場/description Older
        ! 8 [定例会] /0/entries/0/mainLocationId BadKey
        ! 8 [定例会] /0/entries/0/participants/a/sendTo Older
        ! 8 [定例会] /0/entries/0/participants/a/roles Older
        ! 8 [定例会] /0/entries/0/participants/a/roles Older
        ! 8 [定例会] /0/entries/0/participants/a/locationId Dropped { name: "locationId" }
        ! 8 [定例会] /0/entries/0/participants/a/participationComment Older
        ! 8 [定例会] /0/entries/0/participants/b/sendTo Older
        ! 32 [始まりなし] /0/entries/1 MissingProperty { name: "updated" }
        ! 32 [始まりなし] /0/entries/1 MissingStart
        ! 33 [uidなし] /0/entries/2 MissingProperty { name: "updated" }
        ! 33 [uidなし] /0/entries/2 MissingUid
        ! 34 [old-odd] /0/entries/3/title WrongType(Text)
        ! 34 [old-odd] /0/entries/3/duration BadDuration
        ! 34 [old-odd] /0/entries/3/alerts UnknownValue
        ! 34 [old-odd] /0/entries/3 MissingProperty { name: "updated" }
        ! 34 [old-odd] /0/entries/3/start StartIsDay
        !  [-] /0/entries/4 NotAnEntry
        ! 38 [単独] /1 MissingProperty { name: "version" }
        !  [-] /0 MissingProperty { name: "version" }
    "##]],
    );
}

#[test]
fn the_worked_example_is_read_whole() {
    let Some(folder) = shared("example") else { return };
    let bytes = fs::read(folder.join("union-events.jscal.json")).unwrap();
    let decoded = decode(&bytes, &Limits::default()).unwrap();
    assert_eq!(decoded.issues, []);
    assert_eq!(decoded.collections.len(), 1);
    let collection = &decoded.collections[0];
    assert_eq!(collection.events.len(), 15);
    let session = &collection.events[0];
    let people = (session.participants.len(), session.programme.len(), session.kinds.len());
    assert_eq!(people, (7, 3, 2));
    let undecided =
        collection.events.iter().filter(|event| matches!(event.when, When::Undecided { .. }));
    assert_eq!(undecided.count(), 12);
    let calendar = collection.calendar.as_ref().unwrap();
    let events = collection.events.iter().collect();
    let part = ExportCalendar { calendar, events, deleted: collection.deleted.clone() };
    let text = encode(&Export { calendars: vec![part] });
    let again = decode(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(again, decoded);
}

#[test]
fn an_event_is_written_as_the_standard_has_it() {
    let decoded = decode(&fixture("union.jscal.json"), &Limits::default()).unwrap();
    let event = &decoded.collections[0].events[1];
    expect![[r#"
        {
          "@type": "Event",
          "categories": {
            "https://tsudoi.example/categories/officers-meeting": true
          },
          "duration": "P1D",
          "freeBusyStatus": "free",
          "relatedTo": {
            "fixture-next": {
              "@type": "Relation",
              "relation": {
                "next": true
              }
            }
          },
          "showWithoutTime": true,
          "start": "2023-11-27T00:00:00",
          "title": "第2回5役会",
          "tsudoi.example:timeUndecided": true,
          "uid": "fixture-undecided",
          "updated": "2024-11-20T03:30:00Z",
          "version": "2.0"
        }
    "#]]
    .assert_eq(&encode_event(event));
}

#[test]
fn what_is_no_calendar_is_told_apart() {
    let files: [&[u8]; 19] = [
        b"",
        b" \n\t",
        b"\xef\xbb\xbf",
        b"\xff\xfe{\0}\0",
        b"\xfe\xff\0{\0}",
        b"PK\x03\x04rest",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"age-encryption.org/v1\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\n",
        b"<!DOCTYPE html><html></html>",
        b"begin:vcalendar\r\nEND:VCALENDAR",
        b"{\"name\":\"x\",\"version\":\"1.0.0\",\"dependencies\":{}}",
        b"[1,2,3]",
        b"\"text\"",
        b"{\"@type\":\"Card\"}",
        b"\x82\xb1\x82\xf1",
        b"{\"@type\":\"Group\",\n \"uid\":}",
        b"name,day\r\nx,2024-01-01",
    ];
    let mut report = String::new();
    for file in files {
        let error = decode(file, &Limits::default()).expect_err("no calendar");
        writeln!(report, "{error:?}").unwrap();
    }
    expect![[r#"
        Empty
        Empty
        Empty
        NotText { offset: 0 }
        NotText { offset: 0 }
        Other(Zip)
        Other(Pdf)
        Other(Picture)
        Other(Encrypted)
        Other(Encrypted)
        Other(Html)
        Other(ICalendar)
        NotJsCalendar { found: "{name, version, dependencies}" }
        NotJsCalendar { found: "an array" }
        NotJsCalendar { found: "a text" }
        NotJsCalendar { found: "Card" }
        NotText { offset: 0 }
        Syntax(SyntaxError { line: 2, column: 8, byte: 25, is_cut_off: false })
        Syntax(SyntaxError { line: 1, column: 2, byte: 1, is_cut_off: false })
    "#]]
    .assert_eq(&report);
}

#[test]
fn a_newer_file_is_read_and_told() {
    let text = br#"{"@type":"Group","uid":"g","version":"3.0","entries":[
        {"@type":"Event","uid":"a","updated":"2024-01-01T00:00:00Z","start":"2024-01-01T00:00:00","x.example:y":1}]}"#;
    check(
        text,
        expect![[r##"
        #  (g) other:0 foreign:[]
        2024-01-01T00:00:00 floating None |  | 
            foreign ["x.example:y"]
        ! newer
    "##]],
    );
}

#[test]
fn the_newer_of_two_events_with_one_uid_is_kept() {
    let text = br#"{"@type":"Group","uid":"g","version":"2.0","entries":[
        {"@type":"Event","uid":"a","sequence":1,"title":"new","updated":"2024-01-01T00:00:00Z","start":"2024-01-01T00:00:00"},
        {"@type":"Event","uid":"a","title":"old","updated":"2024-01-01T00:00:00Z","start":"2024-01-01T00:00:00"}]}"#;
    check(
        text,
        expect![[r#"
        #  (g) other:0 foreign:[]
        2024-01-01T00:00:00 floating None | new | 
        !  [old] /entries/1 DuplicateUid
    "#]],
    );
}

#[test]
fn a_file_of_tasks_alone_says_so() {
    let text = br#"{"@type":"Task","uid":"t","title":"x","updated":"2024-01-01T00:00:00Z"}"#;
    let error = decode(text, &Limits::default()).expect_err("no event");
    assert!(matches!(error, DecodeError::NothingReadable { issues } if issues.len() == 1));
}
