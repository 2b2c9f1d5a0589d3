//! Places, online meetings, links and the organiser in the form of an event.

use jiff::civil::date;
use proptest::prelude::*;

use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::event::place::{Link, Location};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::series::edit::{edit_all, edit_one};
use tsudoi::domain::series::occurrence::instance;
use tsudoi::domain::sharing::redact::without_names;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{UtcTime, When};
use tsudoi::format::stored::record::{decode_entry, encode_entry};
use tsudoi::i18n::Language;
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::rows::{LinkForm, OrganizerForm, Purpose};
use tsudoi::present::page::event::event_page;
use tsudoi::present::page::share::share_text;

use crate::form::support::{errors, saved};
use crate::support::generate::format::rich_event;
use crate::support::sample::{almanac, viewer};

fn editing() -> Editing {
    Editing { at: UtcTime(date(2024, 11, 1).at(3, 0, 0, 0)), zone: None }
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("c"))
}

fn key(text: &str) -> LocalId {
    LocalId::new(text)
}

fn event() -> Event {
    let day = When::AllDay { first: date(2024, 11, 1), days: 1 };
    Event::new(EventId::new("e"), "見本集会", day)
}

fn made(form: &EventForm, before: &EventForm, onto: &Event) -> Event {
    saved(form, before, onto.clone(), &editing()).expect("nothing is wrong")
}

/// Returns each place with its purpose, as in the event.
fn places(event: &Event) -> Vec<String> {
    let venue = event.venue_entry().map(|(key, _)| key);
    let line = |(key, place): (&LocalId, &Location)| {
        let venue = if venue == Some(key) { " 会場" } else { "" };
        let meeting = if place.is_meeting_place { " 集合" } else { "" };
        format!("{}{venue}{meeting}", place.name)
    };
    event.locations.iter().map(line).collect()
}

proptest! {
    #[test]
    fn an_untouched_form_changes_nothing_of_any_event(event in rich_event("r")) {
        let event = Event { title: "行事".to_owned(), ..event };
        let form = form(&event);
        if let Ok(made) = saved(&form, &form, event.clone(), &editing()) {
            prop_assert_eq!(made, event);
        }
    }

    #[test]
    fn there_is_one_venue_whatever_is_chosen(choices in prop::collection::vec((0usize..4, 0usize..4), 0..8)) {
        let mut form = form(&event());
        for (number, (which, what)) in choices.into_iter().enumerate() {
            let chosen = form.places.get(which).map(|place| place.key.clone());
            match (chosen, Purpose::ALL.get(what)) {
                (Some(key), Some(purpose)) => form.set_purpose(&key, *purpose),
                (Some(key), None) => form.remove_place(&key),
                (None, purpose) => form.add_place(key(&format!("n{number}")), *purpose.unwrap_or(&Purpose::Other)),
            }
            let is = |purpose| form.places.iter().filter(|place| place.purpose == purpose).count();
            let is_any = is(Purpose::Venue) + is(Purpose::Other) > 0;
            prop_assert_eq!(is(Purpose::Venue), usize::from(is_any));
        }
    }
}

#[test]
fn a_meeting_place_is_kept_apart_from_the_venue_and_told() {
    let event = event();
    let before = form(&event);
    let mut edited = before.clone();
    edited.places[0].name = "見本会館".to_owned();
    edited.add_place(key("a"), Purpose::Meeting);
    edited.places[1].name = "見本駅 北口".to_owned();
    edited.add_place(key("b"), Purpose::Other);
    edited.places[2].name = "見本公園".to_owned();
    edited.meeting_time = "12:30".to_owned();
    let made = made(&edited, &before, &event);
    assert_eq!(places(&made), ["見本会館 会場", "見本駅 北口 集合", "見本公園"]);
    assert_eq!(form(&made).places, edited.places);
    let viewer = viewer(Language::Ja, date(2024, 11, 1));
    assert_eq!(
        share_text(&made, false, &viewer),
        "見本集会\n日時：11月1日(金) 終日\n集合：12:30 見本駅 北口\n会場：見本会館"
    );
    let entry = Entry::local(made.clone(), CalendarId::new("c"));
    let page = event_page(&almanac([entry.clone()]), &entry, &viewer);
    let names = |places: Vec<_>| -> Vec<String> {
        places
            .into_iter()
            .map(|place: tsudoi::present::page::event::PlaceLine| place.name)
            .collect()
    };
    assert_eq!(names(page.places), ["見本会館", "見本公園"]);
    assert_eq!(names(page.meeting_places), ["見本駅 北口"]);
    assert_eq!(places(&without_names(&made)), places(&made));

    let mut moved = form(&made);
    moved.set_purpose(&key("a"), Purpose::Venue);
    let moved = saved(&moved, &form(&made), made.clone(), &editing()).expect("nothing is wrong");
    assert_eq!(places(&moved), ["見本会館", "見本駅 北口 会場", "見本公園"]);
}

#[test]
fn where_a_place_stands_on_a_map_is_kept_until_its_name_changes() {
    let mut event = event();
    let place = |name: &str| Location {
        name: name.to_owned(),
        coordinates: Some("geo:35.6,139.7".to_owned()),
        ..Location::default()
    };
    event.locations.insert(key("m"), place("見本会館"));
    event.locations.insert(key("n"), place("見本公園"));
    let before = form(&event);
    let mut edited = before.clone();
    edited.set_purpose(&key("n"), Purpose::Venue);
    edited.places[0].name = "架空会館".to_owned();
    let made = made(&edited, &before, &event);
    let kept = |id: &str| made.locations.get(&key(id)).unwrap().coordinates.is_some();
    assert_eq!((kept("m"), kept("n")), (false, true));
    assert_eq!(places(&made), ["架空会館", "見本公園 会場"]);

    // An added place does not become the venue because its key comes first.
    let mut edited = before.clone();
    edited.add_place(key("a"), Purpose::Other);
    edited.places[2].name = "予備の会場".to_owned();
    let more = saved(&edited, &before, event.clone(), &editing()).expect("nothing is wrong");
    assert_eq!(places(&more), ["予備の会場", "見本会館 会場", "見本公園"]);

    // A place that was removed elsewhere stays removed; a place whose name is cleared is removed.
    let mut edited = before.clone();
    edited.places[0].name = "別の会館".to_owned();
    edited.places[1].name.clear();
    let mut elsewhere = event.clone();
    elsewhere.locations.remove(&key("m"));
    let none = saved(&edited, &before, elsewhere, &editing()).expect("nothing is wrong");
    assert_eq!(places(&none), Vec::<String>::new());
}

#[test]
fn addresses_are_checked_at_their_rows_and_put_in() {
    let mut event = event();
    let link = Link { href: "http://old.example/".to_owned(), ..Link::default() };
    event.links.insert(key("l"), link);
    let before = form(&event);
    let mut edited = before.clone();
    let row = |id: &str, name: &str, address: &str| LinkForm {
        key: key(id),
        name: name.to_owned(),
        address: address.to_owned(),
    };
    edited.links[0].name = "古い頁".to_owned();
    edited.links.push(row("a", "申込", "mailto:office@union.example"));
    edited.links.push(row("b", "地図", "javascript:alert(1)"));
    edited.links.push(row("c", "資料", ""));
    edited.links.push(row("d", "", " "));
    edited.online[0].address = "mailto:office@union.example".to_owned();
    let row = |field, id: &str, kind| (field, id.to_owned(), kind);
    assert_eq!(
        errors(&edited, &before),
        [
            row(EventField::OnlineAddress, "00-online", FieldErrorKind::BadLink),
            row(EventField::LinkAddress, "b", FieldErrorKind::BadAddress),
            row(EventField::LinkAddress, "c", FieldErrorKind::AddressMissing),
        ]
    );
    edited.online[0].address = "https://meeting.example/x".to_owned();
    edited.links[2].address = "tel:0000-1001".to_owned();
    edited.links.remove(3);
    let made = made(&edited, &before, &event);
    let links: Vec<_> =
        made.links.values().map(|link| (link.title.as_str(), link.href.as_str())).collect();
    assert_eq!(
        links,
        [
            ("申込", "mailto:office@union.example"),
            ("地図", "tel:0000-1001"),
            ("古い頁", "http://old.example/"),
        ]
    );
    let online: Vec<_> = made.virtual_locations.values().map(|it| it.uri.as_str()).collect();
    assert_eq!(online, ["https://meeting.example/x"]);
}

#[test]
fn a_participant_is_chosen_as_the_organiser_and_gets_an_address() {
    let mut event = event();
    for (id, address) in [("k1", None), ("k2", Some("mailto:jiro@union.example".to_owned()))] {
        let person = Participant { calendar_address: address, ..Participant::default() };
        event.participants.insert(key(id), person);
    }
    let before = form(&event);
    let choose = |id: &str| {
        let address = "urn:uuid:5c1d1c1e-0000-4000-8000-000000000002".to_owned();
        EventForm { organizer: OrganizerForm::Person { key: key(id), address }, ..before.clone() }
    };
    let one = made(&choose("k1"), &before, &event);
    assert_eq!(one.organizer.as_deref(), Some("urn:uuid:5c1d1c1e-0000-4000-8000-000000000002"));
    assert_eq!(one.participants.get(&key("k1")).unwrap().calendar_address, one.organizer);
    let other = made(&choose("k2"), &before, &event);
    assert_eq!(other.organizer.as_deref(), Some("mailto:jiro@union.example"));

    // A person who is removed from the list is no longer the organiser.
    let before = form(&other);
    let mut edited = before.clone();
    edited.people.retain(|person| person.key != key("k2"));
    assert_eq!(made(&edited, &before, &other).organizer, None);
    let nobody = EventForm { organizer: OrganizerForm::Nobody, ..before.clone() };
    assert_eq!(made(&nobody, &before, &other).organizer, None);
}

#[test]
fn one_instance_has_a_programme_links_and_a_venue_of_its_own() {
    let series = crate::present::repeat::event(
        r#""recurrenceRule":{"frequency":"weekly","count":4},
        "locations":{"hall":{"name":"見本会館"},"park":{"name":"見本公園"}},"mainLocationId":"hall",
        "tsudoi.example:programme":{"p":{"order":1,"title":"開会","start":"2024-11-14T18:30:00"}}"#,
    );
    let entry = |event: &Event| Entry::local(event.clone(), CalendarId::new("c"));
    let at = date(2024, 11, 21).at(18, 30, 0, 0);
    let one = |series: &Event| {
        instance(&entry(series), at).map(|it| it.standalone(&BY_LAW)).expect("the series has it")
    };
    let plain = one(&series);
    let before = form(&plain);
    let mut edited = before.clone();
    edited.programme[0].end = "18:45".to_owned();
    edited.add_part(key("q"));
    edited.programme[1].title = "講演".to_owned();
    edited.set_purpose(&key("park"), Purpose::Venue);
    edited.links.push(LinkForm {
        address: "https://union.example/".to_owned(),
        ..LinkForm::blank(key("l"))
    });
    let wanted = made(&edited, &before, &plain);
    let alone = edit_one(&series, at, &wanted, &BY_LAW);
    // Writes the event to a file and reads it back, so that nothing depends on this device alone.
    let alone = decode_entry(&encode_entry(&entry(&alone))).expect("it is a record").event;
    let shown = one(&alone);
    assert_eq!(shown.programme, wanted.programme);
    assert_eq!(shown.links, wanted.links);
    assert_eq!(places(&shown), ["見本会館", "見本公園 会場"]);
    assert_eq!(
        instance(&entry(&alone), date(2024, 11, 28).at(18, 30, 0, 0))
            .map(|it| it.standalone(&BY_LAW).programme.len()),
        Some(1)
    );

    let all = edit_all(&series, &plain, &wanted, &BY_LAW);
    let starts: Vec<_> = all.parts().into_iter().map(|part| part.start).collect();
    let on = |minute| Some(date(2024, 11, 14).at(18, minute, 0, 0));
    assert_eq!(starts, [on(30), on(45)]);
}
