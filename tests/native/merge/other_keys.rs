//! People who have other keys in a file than here.

use tsudoi::domain::event::Event;
use tsudoi::domain::id::LocalId;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;
use tsudoi::merge::event::conflict::Sides;
use tsudoi::merge::event::{Merged, merge};

fn event(rest: &str) -> Event {
    let json = format!(
        r#"{{"@type":"Event","version":"2.0","uid":"e","updated":"2026-05-01T00:00:00Z","title":"例会",
            "start":"2026-06-03T18:00:00","timeZone":"Asia/Tokyo","duration":"PT2H",
            "recurrenceRule":{{"@type":"RecurrenceRule","frequency":"weekly","count":3}},{rest}}}"#
    );
    let decoded = decode(json.as_bytes(), &Limits::default());
    decoded.expect("an event").collections.remove(0).events.remove(0)
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(Some(&event(base)), &event(ours), &event(theirs), Sides::default())
}

#[test]
fn what_one_date_says_of_a_person_is_said_of_the_same_person() {
    let people = |one: &str, other: &str| {
        format!(
            r#""participants":{{"{one}":{{"@type":"Participant","name":"見本 一","calendarAddress":"mailto:a@e.jp"}},
                "{other}":{{"@type":"Participant","name":"見本 二","calendarAddress":"mailto:b@e.jp"}}}}"#
        )
    };
    let base = people("a", "b");
    let theirs = format!(
        r#"{},"recurrenceOverrides":{{"2026-06-10T18:00:00":{{"participants/y/participationStatus":"declined"}}}}"#,
        people("z", "y")
    );
    let merged = merged(&base, &base, &theirs);
    assert_eq!(merged.conflicts, []);
    let json = encode_event(&merged.event);
    assert!(json.contains(r#""participants/b/"#) && !json.contains("participants/y"), "{json}");
}

#[test]
fn people_who_changed_places_keep_what_was_written_of_them() {
    let people = |one: &str, other: &str| {
        format!(
            r#""participants":{{"a":{{"@type":"Participant","name":"{one}"}},"b":{{"@type":"Participant","name":"{other}"}}}}"#
        )
    };
    let ours = people("見本 一", "見本 二").replace(r#"一""#, r#"一","description":"書記長""#);
    let merged = merged(&people("見本 一", "見本 二"), &ours, &people("見本 二", "見本 一"));
    assert_eq!(merged.conflicts, []);
    let person = merged.event.participants.get(&LocalId::new("a")).expect("a person");
    assert_eq!((person.name.as_str(), person.description.as_str()), ("見本 一", "書記長"));
}
