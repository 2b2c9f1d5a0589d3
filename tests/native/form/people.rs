//! The people in the form of an event: role, office, organisation and contact, who is counted, and who organises.

use jiff::civil::date;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::organization_name::is_organization_name;
use tsudoi::domain::event::participant::{Nature, Participant, Reply, Role};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::time::UtcTime;
use tsudoi::i18n::Language;
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::roles::RoleChoice;
use tsudoi::present::form::event::rows::{OrganizerForm, ParticipantForm};
use tsudoi::present::page::participants::participants_page;
use tsudoi::present::text::people::{organizer, totals};

use crate::form::support::{errors, redrafted, saved};
use crate::support::sample::{all_day, viewer};

fn editing() -> Editing {
    Editing { at: UtcTime(date(2024, 11, 1).at(3, 0, 0, 0)), zone: None }
}

fn key(text: &str) -> LocalId {
    LocalId::new(text)
}

fn meeting() -> Event {
    let mut event = Event::new(EventId::new("e"), "学習会", all_day(date(2024, 11, 8), 1));
    event.kinds.insert(Kind::StudySession);
    event.programme.insert(key("p"), Part { title: "講演".to_owned(), ..Part::default() });
    event
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("c"))
}

fn made(form: &EventForm, before: &EventForm, onto: &Event) -> Event {
    saved(form, before, onto.clone(), &editing()).expect("nothing is wrong")
}

fn count(event: &Event) -> Option<String> {
    totals(event, &viewer(Language::Ja, date(2024, 11, 1))).map(|totals| totals.line)
}

#[test]
fn speakers_stay_in_the_order_in_which_they_were_entered() {
    let before = form(&meeting());
    let mut edited = before.clone();
    for (name, id) in [("見本 一郎", "z"), ("見本 二郎", "m"), ("見本 三郎", "a")] {
        edited.add_speaker(&key("p"), name, key(id));
    }
    let event = made(&edited, &before, &meeting());
    let keys = |event: &Event| event.programme[&key("p")].speakers.clone();
    assert_eq!(keys(&event), [key("z"), key("m"), key("a")]);
    // Taken out and put in again, a speaker is the last one; one that was added elsewhere stays.
    let opened = form(&event);
    let mut edited = opened.clone();
    let part = edited.programme.first_mut().expect("a part");
    part.speakers = vec![key("m"), key("a"), key("z")];
    let mut elsewhere = event.clone();
    elsewhere.participants.insert(key("b"), Participant::default());
    elsewhere.programme.get_mut(&key("p")).expect("a part").speakers.push(key("b"));
    assert_eq!(keys(&made(&edited, &opened, &elsewhere)), [key("m"), key("a"), key("z"), key("b")]);
}

#[test]
fn speakers_guests_and_companies_are_counted_only_if_they_take_part() {
    let before = form(&meeting());
    let mut edited = before.clone();
    edited.add_speaker(&key("p"), "見本 講師", key("a"));
    edited.add_speaker(&key("p"), "株式会社見本", key("b"));
    let mut add = |id: &str, name: &str, role: RoleChoice| {
        let mut person = ParticipantForm { role, ..ParticipantForm::blank(key(id)) };
        person.set_name(name.to_owned());
        edited.people.push(person);
    };
    add("c", "見本 花子", RoleChoice::Participant);
    add("d", "見本 来賓", RoleChoice::Guest);
    add("f", "見本 太郎", RoleChoice::SpeakerToo);
    add("g", "見本労働組合", RoleChoice::Participant);
    let event = made(&edited, &before, &meeting());
    assert_eq!(count(&event).as_deref(), Some("2人"));
    assert_eq!(event.participants[&key("b")].nature, Nature::Group);
    let page = participants_page(&event, &viewer(Language::Ja, date(2024, 11, 1)));
    let names = |rows: &[tsudoi::present::page::participants::PersonRow]| {
        rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&page.apart), ["見本 講師", "見本 来賓"]);
    assert_eq!(names(&page.groups), ["株式会社見本", "見本労働組合"]);
    // A speaker who takes part too is made one in the form.
    let opened = form(&event);
    let mut edited = opened.clone();
    edited.people.iter_mut().filter(|it| it.key == key("a")).for_each(|it| it.role = RoleChoice::SpeakerToo);
    assert_eq!(count(&made(&edited, &opened, &event)).as_deref(), Some("3人"));
}

#[test]
fn names_of_organisations_are_told_from_names_of_people() {
    for name in ["株式会社見本", "見本㈱", "株式会社 見本", "見本労働組合", "見本法律事務所", "Sample Inc.", "NPO法人見本"] {
        assert!(is_organization_name(name), "{name}");
    }
    for name in ["見本 太郎", "見本労組 田中太郎", "組合 太郎", "Vince", "見本 法人子", ""] {
        assert!(!is_organization_name(name), "{name}");
    }
}

#[test]
fn role_title_office_branch_and_contact_are_written_and_taken_away() {
    let before = form(&meeting());
    let mut edited = before.clone();
    edited.people.push(ParticipantForm {
        name: "見本 太郎".to_owned(),
        organization: "見本労組".to_owned(),
        role: RoleChoice::Chair,
        title: "弁護士".to_owned(),
        office: "書記長".to_owned(),
        branch: "東京支部".to_owned(),
        email: "taro@union.example".to_owned(),
        phone: "03-0000-0000".to_owned(),
        reply: Reply::Accepted,
        ..ParticipantForm::blank(key("k"))
    });
    let event = made(&edited, &before, &meeting());
    let person = &event.participants[&key("k")];
    let place = person.affiliation.as_deref().expect("an organisation");
    assert_eq!([&place.branch, &place.position, &person.description], ["東京支部", "書記長", "弁護士"]);
    assert_eq!(person.roles, [Role::Chair].into());
    assert_eq!(person.email.as_deref(), Some("taro@union.example"));
    let opened = form(&event);
    assert_eq!(opened.people, edited.people);
    assert_eq!(redrafted(&opened).as_ref(), Some(&opened));
    let mut bare = opened.clone();
    bare.people = vec![ParticipantForm { name: "見本 太郎".to_owned(), ..ParticipantForm::blank(key("k")) }];
    let person = made(&bare, &opened, &event).participants[&key("k")].clone();
    assert_eq!((person.affiliation, person.email, person.phone), (None, None, None));
    assert!(person.roles.is_empty() && person.description.is_empty());
    let mut wrong = opened.clone();
    wrong.people[0].email = "taro@union.example?bcc=x@example.com".to_owned();
    assert_eq!(errors(&wrong, &opened), [(EventField::PersonEmail, "k".to_owned(), FieldErrorKind::BadEmail)]);
}

#[test]
fn roles_without_a_choice_stay_as_they_are() {
    let mut event = meeting();
    let roles = [Role::Owner, Role::Chair, Role::Speaker, Role::Other("x:y".into())];
    let person = Participant { name: "見本".to_owned(), roles: roles.clone().into(), ..Participant::default() };
    event.participants.insert(key("k"), person);
    let opened = form(&event);
    assert_eq!(opened.people[0].role, RoleChoice::Several);
    let mut edited = opened.clone();
    edited.people[0].kana = "みほん".to_owned();
    assert_eq!(made(&edited, &opened, &event).participants[&key("k")].roles, roles.into());
    edited.people[0].role = RoleChoice::Guest;
    let expected = [Role::Owner, Role::Guest, Role::Other("x:y".into())];
    assert_eq!(made(&edited, &opened, &event).participants[&key("k")].roles, expected.into());
}

#[test]
fn an_organisation_organises_without_being_a_participant() {
    let viewer = viewer(Language::Ja, date(2024, 11, 1));
    let before = form(&meeting());
    let organization = |name: &str| OrganizerForm::Organization { key: key("o"), name: name.to_owned() };
    let edited = EventForm { organizer: organization("見本連合会"), ..before.clone() };
    let event = made(&edited, &before, &meeting());
    assert_eq!(organizer(&event, &viewer).as_deref(), Some("見本連合会"));
    assert_eq!((count(&event), form(&event).people), (None, Vec::new()));
    let page = participants_page(&event, &viewer);
    assert!(page.groups.is_empty() && page.apart.is_empty() && page.organizations.is_empty());
    let opened = form(&event);
    assert_eq!(opened.organizer, organization("見本連合会"));
    assert_eq!(redrafted(&opened).as_ref(), Some(&opened));
    assert_eq!(made(&opened, &opened, &event), event);
    // Renamed, without a name, and gone.
    let renamed = EventForm { organizer: organization("見本協議会"), ..opened.clone() };
    assert_eq!(organizer(&made(&renamed, &opened, &event), &viewer).as_deref(), Some("見本協議会"));
    let nameless = EventForm { organizer: organization(" "), ..opened.clone() };
    assert_eq!(errors(&nameless, &opened), [(EventField::OrganizerName, String::new(), FieldErrorKind::NameMissing)]);
    let nobody = EventForm { organizer: OrganizerForm::Nobody, ..opened.clone() };
    let none = made(&nobody, &opened, &event);
    assert_eq!((none.organizer, none.participants.len()), (None, 0));
}

#[test]
fn a_second_kind_is_given_shown_and_put_behind_a_more_important_one() {
    let opened = form(&meeting());
    let mut edited = opened.clone();
    edited.set_second_kind(Some(Kind::Exchange));
    let event = made(&edited, &opened, &meeting());
    assert_eq!(event.kinds, [Kind::StudySession, Kind::Exchange].into());
    let again = form(&event);
    assert_eq!((again.kind, again.second_kind), (Kind::StudySession, Some(Kind::Exchange)));
    // What is saved is what the form shows: the more important kind is the first.
    let mut swapped = opened.clone();
    swapped.set_second_kind(Some(Kind::ExecutiveCommittee));
    assert_eq!((swapped.kind, swapped.second_kind), (Kind::ExecutiveCommittee, Some(Kind::StudySession)));
    let event = made(&swapped, &opened, &meeting());
    assert_eq!(event.kind(), Kind::ExecutiveCommittee);
    let mut one = again.clone();
    one.set_second_kind(None);
    assert_eq!(made(&one, &again, &event).kinds.contains(&Kind::Exchange), false);
    let mut blank = EventForm::blank(None, date(2024, 11, 1));
    blank.set_second_kind(Some(Kind::Rally));
    assert_eq!((blank.kind, blank.second_kind), (Kind::Rally, None));
}
