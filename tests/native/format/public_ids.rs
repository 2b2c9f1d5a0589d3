//! Identities in files without names: none of them names anybody, and each is the same one in every file.

use std::collections::BTreeMap;

use jiff::civil::date;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::event::status::Privacy;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::sharing::known_people::KnownPeople;
use tsudoi::domain::time::When;
use tsudoi::format::export::Names;
use tsudoi::format::handout::{FilePart, reduce};

const UUID: &str = "0b235cc4-f04d-5fc4-98a3-c066650b3fbf";

fn event(id: &str, privacy: Privacy) -> Event {
    let when = When::AllDay { first: date(2026, 6, 10), days: 1 };
    let mut event = Event { privacy, ..Event::new(EventId::new(id), "会議", when) };
    for (key, name, address) in [
        ("a", "山田花子", "mailto:hanako.yamada@rengo.example"),
        ("b", "Taro Mihon", "mailto:info@rengo.example"),
        ("c", "鈴木 一郎", "mailto:szk@rengo.example"),
    ] {
        let person = Participant {
            name: name.to_owned(),
            calendar_address: Some(address.to_owned()),
            ..Participant::default()
        };
        event.participants.insert(LocalId::new(key), person);
    }
    event
}

/// Returns the identities of a calendar and of an event in a file.
fn public(calendar: &str, event: &Event, names: Names) -> (String, String) {
    let calendar = Calendar::new(CalendarId::new(calendar), CalendarFacts::default());
    let people = KnownPeople::of(std::iter::once(event));
    let mut parts = [FilePart { calendar, events: vec![event.clone()], deleted: BTreeMap::new() }];
    reduce(&mut parts, names, "予定あり", &people);
    let [FilePart { calendar, events, .. }] = &parts;
    let event = events.first().expect("it is in the file");
    (calendar.id.to_string(), event.id.to_string())
}

#[test]
fn an_identity_that_names_somebody_is_replaced() {
    for id in [
        "20260401-hanako.yamada@pc-12",
        "hanako.yamada@rengo.example-3",
        "yamada",
        "YAMADA_2",
        "山田花子-面談",
        "面談-山田",
        "鈴木さん",
        "Taro Mihon 2",
        "mihon-2",
        "szk@pc",
    ] {
        for names in [Names::Without, Names::Lists] {
            let (calendar, event) = public(id, &event(id, Privacy::Public), names);
            assert!(calendar != id && event != id, "{id}");
            assert_eq!(calendar, event, "{id}");
        }
    }
    for id in [UUID, "20260401T100000Z-12@rengo.example", "info@pc", "union", "総会-2026"] {
        let (calendar, event) = public(id, &event(id, Privacy::Public), Names::Without);
        assert_eq!((calendar.as_str(), event.as_str()), (id, id));
    }
}

#[test]
fn the_identity_of_a_private_event_says_nothing_and_stays_the_same() {
    let private = event("面談", Privacy::Private);
    let (_, first) = public("c", &private, Names::Without);
    assert_ne!(first, "面談");
    let (_, second) = public("c", &private, Names::Lists);
    assert_eq!(second, first);
    // A file that is made from such a file has the same identity.
    let again = Event { id: EventId::new(first.as_str()), ..private };
    assert_eq!(public("c", &again, Names::Without).1, first);
    assert_eq!(public("c", &event(UUID, Privacy::Private), Names::Without).1, UUID);
}
