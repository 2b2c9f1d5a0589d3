//! A file made without names contains no name of a person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{
    Affiliation, Attendance, Headcount, Nature, Participant, Role,
};
use tsudoi::domain::event::place::{Link, Location, VirtualLocation};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::foreign::{Foreign, Json};
use tsudoi::domain::id::{EventId, LocalId};
use tsudoi::domain::series::item::{
    LocationField, PartField, ParticipantField, VirtualLocationField,
};
use tsudoi::domain::series::own::{Item, ItemChanges, OwnItem, OwnList};
use tsudoi::domain::series::repeat::{Override, Own, Patch, Repeat};
use tsudoi::domain::sharing::known_people::KnownPeople;
use tsudoi::domain::sharing::names_in_text::names_in_text;
use tsudoi::domain::sharing::redact::{facts_without_names, without_names};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::When;
use tsudoi::format::jscalendar::write::encode_event;

use crate::support::generate::format::{rich_calendar, rich_event};

/// Whoever has one of these is named in every file.
const PUBLISHED: [Role; 3] = [Role::Owner, Role::Speaker, Role::Contact];

fn secret() -> Json {
    Json::Text("秘密 himitsu".to_owned())
}

fn foreign() -> Foreign {
    let names = ["x.example:a", "description", "title", "color", "alerts", "relatedTo", "locale"];
    let deep = Json::List(vec![Json::Map(BTreeMap::from([("himitsu".to_owned(), secret())]))]);
    let mut map: BTreeMap<String, Json> =
        names.into_iter().map(|name| (name.to_owned(), secret())).collect();
    map.insert("x.example:deep".to_owned(), deep);
    Foreign(map)
}

/// Returns the same event with a secret wherever a person can be named.
fn with_secrets(mut event: Event) -> Event {
    let mut people = SortedMap::new();
    for (number, (_, person)) in std::mem::take(&mut event.participants).into_iter().enumerate() {
        let is_group = person.nature == Nature::Group;
        let affiliation = Affiliation {
            organization: "秘密労組".to_owned(),
            position: "秘密".to_owned(),
            foreign: foreign(),
            ..Affiliation::default()
        };
        let attendance = Attendance {
            marked_by: Some("秘密".to_owned()),
            foreign: foreign(),
            ..Attendance::default()
        };
        let person = Participant {
            name: if is_group { "組織局".to_owned() } else { "秘密 太郎".to_owned() },
            name_kana: "himitsu".to_owned(),
            email: Some("himitsu@example.jp".to_owned()),
            phone: Some("秘密".to_owned()),
            calendar_address: Some("mailto:himitsu@example.jp".to_owned()),
            delegated_to: ["mailto:himitsu@example.jp".to_owned()].into(),
            affiliation: Some(Box::new(affiliation)),
            attendance: Some(Box::new(attendance)),
            description: "秘密".to_owned(),
            note: "秘密".to_owned(),
            foreign: foreign(),
            roles: person.roles.iter().filter(|role| !PUBLISHED.contains(role)).cloned().collect(),
            ..person
        };
        people.insert(LocalId::new(format!("himitsu{number}")), person);
    }
    event.participants = people;
    event.organizer = Some("mailto:himitsu-desk@example.jp".to_owned());
    let link = Link { href: "MAILTO:himitsu@example.jp".to_owned(), ..Link::default() };
    event.links.insert(LocalId::new("mail"), link);
    for part in event.programme.values_mut() {
        part.speakers = [LocalId::new("himitsu")].into();
        part.foreign = foreign();
    }
    for place in event.locations.values_mut() {
        place.foreign = foreign();
    }
    if let Some(count) = &mut event.headcount {
        count.foreign = foreign();
    }
    let patch = BTreeMap::from([("participants/himitsu0/name".to_owned(), secret())]);
    let participants = OwnList::Whole(event.participants.clone());
    let patch = Patch { participants, foreign: Foreign(patch), ..Patch::default() };
    let at = date(2024, 1, 1).at(10, 0, 0, 0);
    let overrides = SortedMap::from([
        (at, Override::of(patch)),
        (date(2024, 1, 2).at(10, 0, 0, 0), Override::of(secret_changes(&event))),
    ]);
    let strays = BTreeMap::from([("himitsu".to_owned(), secret())]);
    event.repeat = Some(Box::new(Repeat { overrides, strays, ..Repeat::default() }));
    event.foreign = foreign();
    event
}

/// Returns changes of single properties, with a secret wherever a person can be named.
fn secret_changes(event: &Event) -> Patch {
    fn changed<T: Item>(from: T, fields: impl IntoIterator<Item = T::Field>) -> OwnItem<T> {
        let mut changes = ItemChanges::default();
        fields.into_iter().for_each(|field| changes.set(field, &from));
        changes.set_foreign("x.example:himitsu", secret());
        OwnItem::Changed(Box::new(changes))
    }
    fn each<T: Item>(items: impl IntoIterator<Item = (&'static str, OwnItem<T>)>) -> OwnList<T> {
        OwnList::each(items.into_iter().map(|(key, own)| (LocalId::new(key), own)).collect())
    }
    let secret_person = event.participants.values().next().cloned().unwrap_or_default();
    let part = Part { speakers: [LocalId::new("himitsu0")].into(), ..Part::default() };
    let call = VirtualLocation { uri: "tel:himitsu".to_owned(), ..VirtualLocation::default() };
    let link = Link { href: "mailto:himitsu@example.jp".to_owned(), ..Link::default() };
    let fields = [ParticipantField::Name, ParticipantField::Note, ParticipantField::Email];
    Patch {
        participants: each([
            ("himitsu0", changed(secret_person.clone(), fields)),
            ("himitsu9", OwnItem::Is(Box::new(secret_person))),
            ("himitsu8", OwnItem::Removed),
        ]),
        programme: each([(
            "himitsu9-part",
            changed(part, [PartField::Title, PartField::Speaker(LocalId::new("himitsu0"))]),
        )]),
        locations: each([("himitsu9", changed(Location::default(), [LocationField::Name]))]),
        virtual_locations: each([("v", changed(call, [VirtualLocationField::Uri]))]),
        links: each([("l", OwnItem::Is(Box::new(link)))]),
        organizer: Own::Is("mailto:himitsu-desk@example.jp".to_owned()),
        headcount: Some(changed(Headcount::default(), [])),
        registration: Some(changed(Registration::default(), [])),
        foreign: foreign(),
        ..Patch::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_secret_survives(event in rich_event("e")) {
        let text = encode_event(&without_names(&with_secrets(event)));
        prop_assert!(!text.contains("秘密") && !text.contains("himitsu"), "{}", text);
    }

    #[test]
    fn what_has_no_names_stays_so(event in rich_event("e")) {
        let once = without_names(&event);
        prop_assert_eq!(&without_names(&once), &once);
        prop_assert_eq!(&once.title, &event.title);
        prop_assert_eq!(&once.when, &event.when);
    }

    #[test]
    fn a_calendar_loses_what_we_do_not_know(calendar in rich_calendar("c")) {
        let mut facts = calendar.facts;
        facts.foreign = foreign();
        let without = facts_without_names(&facts);
        prop_assert_eq!(without.foreign.0.keys().collect::<Vec<_>>(), Vec::<&String>::new());
        prop_assert!(without.other_entries.is_empty());
    }
}

fn person(name: &str, organization: &str) -> Participant {
    let organization = organization.to_owned();
    let affiliation = Affiliation { organization, ..Affiliation::default() };
    Participant {
        name: name.to_owned(),
        nature: Nature::Individual,
        affiliation: Some(Box::new(affiliation)),
        ..Participant::default()
    }
}

#[test]
fn a_list_of_people_becomes_two_numbers() {
    let day = date(2024, 11, 1);
    let mut event =
        Event::new(EventId::new("e"), "見本花子さんを囲む会", When::AllDay { first: day, days: 1 });
    let people = [("見本 花子", "東労組"), ("見本 太郎", "東労組"), ("見本 次郎", "西労組")];
    for (number, (name, organization)) in people.into_iter().enumerate() {
        let id = LocalId::new(format!("p{number}"));
        event.participants.insert(id, person(name, organization));
    }
    let host = Participant { nature: Nature::Group, ..person("東労組 青年部", "") };
    event.participants.insert(LocalId::new("host"), host);
    let people = KnownPeople::of(std::iter::once(&event));
    assert_eq!(names_in_text(&event, &people), BTreeSet::from(["見本 花子"]));
    let without = without_names(&event);
    let count = without.headcount.as_deref().unwrap();
    assert_eq!((count.persons, count.organizations), (Some(3), Some(2)));
    let names: Vec<_> = without.participants.values().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["東労組 青年部"]);
}
