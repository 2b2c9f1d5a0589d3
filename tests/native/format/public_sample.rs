//! The sample that comes with the app: it is read without a fault, shows the app's features, and names nobody real.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Nature, Participant};
use tsudoi::domain::event::status::Status;
use tsudoi::domain::time::When;
use tsudoi::format::jscalendar::read::{Collection, decode};
use tsudoi::format::json::read::Limits;
use tsudoi::i18n::Language;
use tsudoi::present::text::people::totals;

use crate::support::sample::viewer;

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sample.jscal.json");
    fs::read_to_string(path).expect("the sample comes with the app")
}

fn sample() -> Collection {
    let decoded = decode(text().as_bytes(), &Limits::default()).expect("the sample is readable");
    assert_eq!(decoded.tallies.count(), 0, "{:?}", decoded.issues);
    assert!(!decoded.is_partial && !decoded.is_newer && decoded.backup.is_none());
    let [only] = <[Collection; 1]>::try_from(decoded.collections).expect("one calendar");
    only
}

fn people(events: &[Event]) -> impl Iterator<Item = &Participant> {
    let all = events.iter().flat_map(|event| event.participants.values());
    all.filter(|person| person.nature != Nature::Group)
}

#[test]
fn the_sample_says_that_it_is_one() {
    let facts = sample().calendar.expect("a calendar").facts;
    assert!(facts.title.contains("見本"), "{}", facts.title);
    assert!(facts.description.contains("架空"), "{}", facts.description);
    assert!(facts.color.is_some() && !facts.keywords.is_empty());
}

#[test]
fn a_speaker_of_the_sample_is_counted_as_one_of_the_form_is() {
    let events = sample().events;
    let is_assembly = |event: &&Event| event.title.contains("第4回定期総会・学習会");
    let assembly = events.iter().find(is_assembly).expect("it is in the sample");
    let viewer = viewer(Language::Ja, date(2026, 11, 30));
    let totals = totals(assembly, &viewer).expect("the chair");
    // The speaker is a guest, and has agreed to come.
    assert_eq!((totals.line.as_str(), totals.replies[0].text.as_str()), ("1人・1組織", "参加 1人"));
}

#[test]
fn everybody_in_the_sample_is_invented() {
    let sample = sample();
    for event in &sample.events {
        assert!(event.title.contains("見本"), "{}", event.title);
        for participant in event.participants.values() {
            assert!(participant.name.starts_with("見本"), "{}", participant.name);
            assert!(participant.phone.is_none());
        }
    }
    for person in people(&sample.events) {
        let organization = person.affiliation.as_ref().map(|place| place.organization.as_str());
        assert!(organization.is_none_or(|name| name.starts_with("見本")), "{organization:?}");
    }
    let text = text();
    let hosts = text.match_indices('@').map(|(at, _)| {
        text.get(at + 1..).and_then(|rest| rest.split('"').next()).expect("a text goes on")
    });
    let hosts: BTreeSet<&str> = hosts.filter(|host| *host != "type").collect();
    assert_eq!(hosts, BTreeSet::from(["example.jp"]));
    for address in text.split('"').filter(|part| part.contains("://")) {
        let host = address.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        assert!(host.ends_with(".example"), "{address}");
    }
}

#[test]
fn the_sample_shows_what_the_app_can_show() {
    let Collection { events, .. } = sample();
    let has = |what: &str, is: &dyn Fn(&Event) -> bool| {
        assert!(events.iter().any(is), "no event with {what}");
    };
    has("a programme", &|event| !event.programme.is_empty());
    has("a head count", &|event| event.headcount.is_some());
    has("a meeting time", &|event| event.meeting_time.is_some());
    has("a number", &|event| event.series_number.is_some());
    has("keywords", &|event| !event.keywords.is_empty());
    has("an online place", &|event| !event.virtual_locations.is_empty());
    has("no time yet", &|event| matches!(event.when, When::Undecided { .. }));
    has("several days", &|event| event.when.days().count() > 2);
    has("a cancellation", &|event| event.status == Status::Cancelled);
    has("a tentative date", &|event| event.status == Status::Tentative);
    let kinds: BTreeSet<_> = events.iter().flat_map(|event| event.kinds.iter()).collect();
    assert!(kinds.len() >= 10, "{kinds:?}");
    let first = |event: &&Event| event.when.days().first;
    let winter = |event: &&Event| (date(2026, 11, 1)..=date(2027, 3, 31)).contains(&first(event));
    assert!(events.iter().filter(winter).count() >= 8);
    assert!(events.iter().any(|event| event.when.days().first < date(2024, 1, 1)));
}

#[test]
fn the_sample_has_a_long_list_from_many_organisations() {
    let Collection { events, .. } = sample();
    let longest = events.iter().max_by_key(|event| event.participants.len()).unwrap();
    let names: BTreeSet<&str> =
        people(std::slice::from_ref(longest)).map(|person| person.name.as_str()).collect();
    let organizations: BTreeSet<&str> = people(std::slice::from_ref(longest))
        .filter_map(|person| person.affiliation.as_ref())
        .map(|place| place.organization.as_str())
        .collect();
    assert!(names.len() >= 40, "{}", names.len());
    assert_eq!(organizations.len(), 12, "{organizations:?}");
}
