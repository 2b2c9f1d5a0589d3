//! What an attacker finds who knows a member and gets a file for everybody: nothing, in every place that a file has.
//!
//! A canary stands wherever an author or another program can put a text that nobody is meant to read as such; the file
//! is then made as the app makes it, in both formats.

use std::sync::Arc;

use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::trash::{delete_event, restore_event};
use tsudoi::domain::directory::contact::Contact;
use tsudoi::domain::directory::item::{DirectoryChange, DirectoryItem};
use tsudoi::domain::directory::organization::Organization;
use tsudoi::domain::directory::person::Person;
use tsudoi::domain::directory::roster::Roster;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Affiliation, Participant, Reply, Role};
use tsudoi::domain::event::status::Privacy;
use tsudoi::domain::id::{EventId, LocalId, OrganizationId, PersonId, RosterId};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::conversion::Conversion;
use tsudoi::format::export::{ExportRequest, ExportSelection, Names};
use tsudoi::format::handout::written;
use tsudoi::format::json::read::Limits;
use tsudoi::zones::bundled::BundledZones;

use crate::format::canary_event::{calendar, event, key, member};
use crate::icalendar::corpora::read;

const NOW: UtcTime = UtcTime(date(2026, 6, 1).at(0, 0, 0, 0));

fn almanac() -> Almanac {
    let secret =
        Event { privacy: Privacy::Secret, title: "canary".to_owned(), ..event("canary-secret") };
    let time = Event { privacy: Privacy::Private, title: "canary".to_owned(), ..event("time") };
    let odd = Event {
        privacy: Privacy::Other("canary".into()),
        title: "canary".to_owned(),
        ..event("odd")
    };
    let mut almanac = Almanac::default();
    let events = [event("e"), event("e-canary@example.jp"), secret, time, odd];
    let entries = events.map(|event| {
        let entry = Entry::local(event, calendar().id);
        (entry.event.id.clone(), Some(entry))
    });
    almanac.apply(Change {
        calendars: SortedMap::from([(calendar().id, Some(calendar()))]),
        entries: entries.into(),
        directory: directory(),
    });
    almanac
}

/// The directory is in backups only: a file with lists has what its events say of people, and nothing else.
fn directory() -> DirectoryChange {
    let contact = || Contact {
        email: "canary@example.jp".to_owned(),
        phone: "090-8765-4321".to_owned(),
        address: "canary".to_owned(),
    };
    let mut union = Organization::new(OrganizationId::new("canary-o"), "canary union");
    (union.contact, union.note) = (contact(), "canary".to_owned());
    let mut person = Person::new(PersonId::new("canary-p"), "雀子");
    (person.contact, person.note) = (contact(), "canary".to_owned());
    let roster = Roster::new(RosterId::new("canary-r"), "canary roster");
    let items: [DirectoryItem; 3] = [union.into(), person.into(), roster.into()];
    items.into_iter().map(|item| (item.id(), Some(Arc::new(item)))).collect()
}

/// Returns the file in both formats.
fn files(almanac: &Almanac, of: ExportSelection, names: Names) -> [String; 2] {
    let text = written(almanac, &ExportRequest { of, names, busy: "予定あり" });
    let conversion = Conversion { text: text.clone(), names, stamp: NOW };
    let sent = Conversion::decode(&conversion.encode()).expect("it is a request");
    let ics = sent.converted(&BundledZones::default()).unwrap_or_default();
    [text, ics.replace("\r\n ", "")]
}

fn whole() -> ExportSelection {
    ExportSelection::Calendars { ids: SortedSet::from([calendar().id]), days: None }
}

/// Returns where a canary stands.
fn leaks(text: &str) -> Vec<&str> {
    let is_leak = |line: &&str| {
        let line = line.to_lowercase();
        ["canary", "雀子", "8765-4321", "9087654321"].iter().any(|canary| line.contains(canary))
    };
    text.lines().filter(is_leak).collect()
}

#[test]
fn a_file_for_everybody_has_no_canary_in_any_place() {
    let almanac = almanac();
    let alone = |id: &str| ExportSelection::Event(EventId::new(id));
    for of in [whole(), alone("e"), alone("time"), alone("e-canary@example.jp")] {
        for text in files(&almanac, of.clone(), Names::Without) {
            assert_eq!(leaks(&text), Vec::<&str>::new(), "{of:?}\n{text}");
            assert!(text.contains("予定あり") || text.contains("講演"), "{text}");
        }
    }
    for text in files(&almanac, whole(), Names::With) {
        assert!(leaks(&text).len() > 50, "the canaries are there: {text}");
    }
}

#[test]
fn whoever_an_event_publishes_is_named_in_a_file_for_everybody() {
    let [text, ics] = files(&almanac(), ExportSelection::Event(EventId::new("e")), Names::Without);
    for words in ["講演 四郎", "見本大学 教授", "青年部"] {
        assert!(text.contains(words), "{words}: {text}");
        assert!(ics.contains(words), "{words}: {ics}");
    }
    assert!(
        ics.contains("主催：青年部") && ics.contains("講師：講演 四郎（見本大学 教授）"),
        "{ics}"
    );
    let back = read(ics.as_bytes()).expect("our own file is read");
    let event = &back.collections[0].events[0];
    assert_eq!(event.description, "", "the programme is no part of the description");
    let part = event.programme.values().next().expect("a part");
    let speakers: Vec<&str> = part
        .speakers
        .iter()
        .map(|key| event.participants.get(key).unwrap().name.as_str())
        .collect();
    assert_eq!(speakers, ["講演 四郎"]);
    assert_eq!(event.headcount.as_deref().and_then(|count| count.persons), Some(1));
}

#[test]
fn a_file_with_lists_names_the_members_and_tells_nothing_else_of_them() {
    let mut almanac = almanac();
    let mut entry = almanac.entry(&EventId::new("e")).expect("it is there").clone();
    entry.event.participants.insert(
        key("member"),
        Participant {
            name: "名簿 五郎".to_owned(),
            name_kana: "めいぼ ごろう".to_owned(),
            roles: SortedSet::from([Role::Chair]),
            reply: Reply::Accepted,
            description: String::new(),
            affiliation: Some(Box::new(Affiliation {
                organization: "見本労組".to_owned(),
                ..Affiliation::default()
            })),
            ..member()
        },
    );
    entry.event.participants.remove(&key("telling"));
    entry.event.repeat = None;
    almanac.apply(Change::entry(entry.event.id.clone(), Some(entry)));
    for text in files(&almanac, ExportSelection::Event(EventId::new("e")), Names::Lists) {
        assert_eq!(leaks(&text), Vec::<&str>::new(), "{text}");
        for words in ["名簿 五郎", "めいぼ ごろう", "見本労組", "講演 四郎"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}

#[test]
fn the_deletion_of_a_secret_event_is_told_only_to_those_who_know_it() {
    let secret = EventId::new("canary-secret");
    let before = almanac();
    let mut almanac = before.clone();
    almanac.apply(delete_event(&before, &secret, NOW));
    almanac.apply(delete_event(&almanac.clone(), &EventId::new("time"), NOW));
    for (names, is_told) in [(Names::Without, false), (Names::Lists, false), (Names::With, true)] {
        let [text, ics] = files(&almanac, whole(), names);
        assert_eq!(text.contains("canary-secret"), is_told, "{names:?} {text}");
        assert_eq!(ics.contains("canary-secret"), is_told, "{names:?} {ics}");
        // The other deletion is told, of a private event under the identity that says nothing.
        assert!(text.contains("\": \"2026-06-01"), "{text}");
        assert_eq!(text.contains("\"time\": \"2026-06-01"), is_told, "{names:?} {text}");
    }
    almanac.apply(restore_event(&almanac.clone(), &secret, NOW));
    assert!(almanac.calendars().get(&calendar().id).unwrap().untold.is_empty());
}

#[test]
fn keys_keep_their_order_and_what_refers_to_them() {
    let [text, _] = files(&almanac(), ExportSelection::Event(EventId::new("e")), Names::Without);
    let back = tsudoi::format::jscalendar::read::decode(text.as_bytes(), &Limits::default());
    let event = back.expect("our own file is read").collections[0].events[0].clone();
    assert_eq!(event.main_location, Some(LocalId::new("place-1")));
    assert_eq!(event.locations.len(), 5);
    let repeat = event.repeat.as_deref().expect("it repeats");
    let patch = repeat.overrides.values().find_map(|own| own.patch());
    let patch = patch.expect("an instance of its own");
    let places = patch.locations.over(&event.locations);
    let names: Vec<(&str, &str)> =
        places.iter().map(|(key, place)| (key.as_str(), place.name.as_str())).take(2).collect();
    assert_eq!(names, [("place-1", "別館"), ("place-2", "本館")]);
}
