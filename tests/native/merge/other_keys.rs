//! People, places and links that have other keys in a file than here.

use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Reply;
use tsudoi::domain::id::LocalId;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;
use tsudoi::merge::event::conflict::{Side, Sides};
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

fn place(key: &str, name: &str) -> String {
    format!(r#""locations":{{"{key}":{{"@type":"Location","name":"{name}"}}}}"#)
}

fn names(event: &Event) -> Vec<&str> {
    event.locations.values().map(|place| place.name.as_str()).collect()
}

#[test]
fn a_place_under_another_key_is_the_same_place() {
    // Nobody changed it.
    let same = merged(&place("k", "本館"), &place("k", "本館"), &place("x", "本館"));
    assert_eq!((same.conflicts, same.changed), (vec![], vec![]));
    // The file alone changed it.
    let moved = merged(&place("k", "本館"), &place("k", "本館"), &place("x", "別館"));
    assert_eq!((moved.conflicts, names(&moved.event)), (vec![], vec!["別館"]));
    // Both changed it.
    let both = merged(&place("k", "本館"), &place("k", "支部"), &place("x", "別館"));
    assert_eq!((both.conflicts.len(), names(&both.event).len()), (1, 1));
    // Both added the same one.
    let added = merged(r#""title":"例会""#, &place("k", "本館"), &place("x", "本館"));
    assert_eq!((added.conflicts, names(&added.event)), (vec![], vec!["本館"]));
}

#[test]
fn without_a_base_a_place_under_another_key_is_the_same_place() {
    let known =
        |ours: &str, theirs: &str| merge(None, &event(ours), &event(theirs), Sides::default());
    let same = known(&place("k", "本館"), &place("x", "本館"));
    assert_eq!((same.conflicts, names(&same.event)), (vec![], vec!["本館"]));
    let other = known(&place("k", "本館"), &place("x", "別館"));
    assert_eq!((other.conflicts.len(), names(&other.event).len()), (1, 1));
    // Two links may have nothing to do with each other.
    let link = |key: &str, name: &str| {
        format!(
            r#""links":{{"{key}":{{"@type":"Link","href":"https://e.jp/{name}","title":"{name}"}}}}"#
        )
    };
    assert_eq!(known(&link("k", "議案"), &link("x", "地図")).conflicts.len(), 2);
    assert_eq!(known(&link("k", "議案"), &link("x", "議案")).event.links.len(), 1);
}

#[test]
fn the_own_place_of_one_date_follows_the_key_of_its_place() {
    let own = |key: &str, name: &str| {
        format!(
            r#"{},"recurrenceOverrides":{{"2026-06-10T18:00:00":{{"locations/{key}/name":"{name}"}}}}"#,
            place(key, "本館")
        )
    };
    let base = place("k", "本館");
    let theirs = merged(&base, &base, &own("x", "別館"));
    assert_eq!(theirs.conflicts, []);
    let json = encode_event(&theirs.event);
    assert!(json.contains(r#""locations/k/name": "別館""#) && !json.contains("/x"), "{json}");
    let both = merged(&base, &own("k", "支部"), &own("x", "別館"));
    assert_eq!((both.conflicts.len(), names(&both.event)), (1, vec!["本館"]));
    let main = merged(
        &format!(r#"{},"mainLocationId":"k""#, place("k", "本館")),
        &format!(r#"{},"mainLocationId":"k""#, place("k", "本館")),
        &format!(r#"{},"mainLocationId":"x""#, place("x", "本館")),
    );
    assert_eq!((main.conflicts, main.changed), (vec![], vec![]));
}

#[test]
fn an_online_meeting_under_another_key_is_a_question_only_once() {
    let call = |key: &str, id: u32| {
        format!(
            r#""virtualLocations":{{"{key}":{{"@type":"VirtualLocation","name":"会議","uri":"https://e.jp/{id}"}}}}"#
        )
    };
    let both = merged(&call("k", 1), &call("k", 2), &call("x", 3));
    assert_eq!((both.conflicts.len(), both.event.virtual_locations.len()), (1, 1));
}

#[test]
fn a_person_who_is_named_elsewhere_is_not_removed_without_a_question() {
    let both = r#""participants":{"k":{"@type":"Participant","name":"見本 一"},"l":{"@type":"Participant","name":"見本 二"}}"#;
    let one = r#""participants":{"l":{"@type":"Participant","name":"見本 二"}}"#;
    let answered = format!(
        r#"{both},"recurrenceOverrides":{{"2026-06-10T18:00:00":{{"participants/k/participationStatus":"declined"}}}}"#
    );
    let ours = merged(both, &answered, one);
    assert_eq!((ours.conflicts.len(), ours.event.participants.len()), (1, 2));
    let theirs = merged(both, one, &answered);
    assert_eq!(theirs.conflicts.len(), 1);
    // Known before, and no news.
    assert_eq!(merged(&answered, &answered, one).conflicts, []);

    let sides = Sides { all: Some(Side::Theirs), single: None };
    let gone = merge(Some(&event(both)), &event(&answered), &event(one), sides);
    let json = encode_event(&gone.event);
    assert!(!json.contains("participants/k") && !json.contains("2026-06-10"), "{json}");
}

#[test]
fn a_person_with_another_address_stays_the_same_person() {
    let person = |key: &str, address: &str, more: &str| {
        format!(
            r#""participants":{{"{key}":{{"@type":"Participant","name":"見本 一","calendarAddress":"mailto:{address}@e.jp"{more}}}}}"#
        )
    };
    let (base, declined) = (person("a", "old", ""), r#","participationStatus":"declined""#);
    let merged = merged(&base, &person("a", "old", declined), &person("z", "new", ""));
    assert_eq!(merged.conflicts, []);
    let people: Vec<_> = merged.event.participants.values().collect();
    let [only] = people.as_slice() else { panic!("{people:?}") };
    assert_eq!(
        (only.calendar_address.as_deref(), &only.reply),
        (Some("mailto:new@e.jp"), &Reply::Declined)
    );
}

#[test]
fn an_answer_does_not_pass_to_another_person_without_a_question() {
    let person = |name: &str, more: &str| {
        format!(r#""participants":{{"a":{{"@type":"Participant","name":"{name}"{more}}}}}"#)
    };
    let (base, accepted) = (person("見本 一", ""), r#","participationStatus":"accepted""#);
    let conflicts = |ours: &str, theirs: &str| merged(&base, ours, theirs).conflicts.len();
    assert_eq!(conflicts(&person("見本 一", accepted), &person("例 二", "")), 1);
    assert_eq!(conflicts(&person("例 二", ""), &person("見本 一", accepted)), 1);
    // A name that was written otherwise is the same person.
    assert_eq!(conflicts(&person("見本 一", accepted), &person("見本　一", "")), 0);
    assert_eq!(conflicts(&person("見本 一", ""), &person("例 二", "")), 0);
}
