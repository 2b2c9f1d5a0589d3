//! The lists and pages of the directory, its forms, and merging, as text. The people are invented.

use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::directory::Directory;
use tsudoi::domain::directory::doubles::{organizations_like, people_like};
use tsudoi::domain::directory::item::{DirectoryChange, DirectoryId, DirectoryItem, wanted};
use tsudoi::domain::directory::merging::{merged_organizations, merged_people};
use tsudoi::domain::directory::organization::{MemberCount, Organization};
use tsudoi::domain::directory::people_index::PeopleIndex;
use tsudoi::domain::directory::person::{Office, Person};
use tsudoi::domain::directory::roster::{Roster, RosterMember};
use tsudoi::domain::directory::trash;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::id::{CalendarId, LocalId, OrganizationId, PersonId, RosterId};
use tsudoi::domain::time::UtcTime;
use tsudoi::i18n::Language;
use tsudoi::present::form::Form;
use tsudoi::present::form::directory::organization::OrganizationForm;
use tsudoi::present::form::directory::person::{PersonField, PersonForm};
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::page::directory::organizations::organization_list;
use tsudoi::present::page::directory::people::people_list;
use tsudoi::present::page::directory::person::{person_details, person_events};
use tsudoi::present::viewer::Viewer;

use crate::support::generate::directory::{directory_change, item};
use crate::support::generate::moment;
use crate::support::sample::{all_day, event, viewer};

const NOW: UtcTime = UtcTime(date(2026, 11, 30).at(9, 0, 0, 0));

fn reader() -> Viewer {
    viewer(Language::Ja, date(2026, 11, 30))
}

fn organization(id: &str, name: &str, edit: impl FnOnce(&mut Organization)) -> DirectoryItem {
    let mut organization = Organization::new(OrganizationId::new(id), name);
    edit(&mut organization);
    organization.into()
}

fn person(id: &str, name: &str, reading: &str, of: &[&str]) -> Person {
    let mut person = Person::new(PersonId::new(id), name);
    reading.clone_into(&mut person.reading);
    person.organizations = of.iter().copied().map(OrganizationId::new).collect();
    person
}

fn office(title: &str, from: (i16, i8, i8), until: Option<(i16, i8, i8)>) -> Office {
    Office {
        title: title.to_owned(),
        organization: None,
        from: Some(date(from.0, from.1, from.2)),
        until: until.map(|(year, month, day)| date(year, month, day)),
    }
}

fn directory() -> Directory {
    let mut secretary = person("p1", "見本 太郎", "ﾐﾎﾝ ﾀﾛｳ", &["city"]);
    secretary.offices = vec![
        office("執行委員", (2021, 10, 1), Some((2023, 9, 30))),
        office("書記長", (2023, 10, 1), None),
    ];
    let items = [
        organization("fed", "見本情報労連", |it| "全国".clone_into(&mut it.region)),
        organization("city", "見本市役所職員労働組合", |it| {
            "見本市職労".clone_into(&mut it.short_name);
            it.aliases = ["市職労".to_owned()].into_iter().collect();
            it.parent = Some(OrganizationId::new("fed"));
            it.size = Some(MemberCount { members: 1240, as_of: Some(date(2026, 10, 1)) });
        }),
        organization("branch", "本庁支部", |it| it.parent = Some(OrganizationId::new("city"))),
        secretary.into(),
        person("p2", "がんば 花子", "", &["branch"]).into(),
        person("p3", "架空 次郎", "かくう じろう", &[]).into(),
        person("p4", "無読 三郎", "", &["city"]).into(),
        person("p5", "Smith", "", &[]).into(),
    ];
    let mut directory = Directory::default();
    directory.apply(items.into_iter().map(wanted).collect());
    directory
}

fn check_people(words: &str, most: usize, expected: Expect) {
    let directory = directory();
    let list = people_list(&directory, &PeopleIndex::of(&directory), words, most, &reader());
    let mut lines = vec![format!("{}人{}", list.count, if list.has_more { "…" } else { "" })];
    for group in &list.groups {
        let row = |row: &tsudoi::present::page::directory::people::PersonRow| {
            format!("{} {} {} {}", group.letter, row.name, row.reading, row.of)
        };
        lines.extend(group.rows.iter().map(row));
    }
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn people_stand_in_the_order_of_their_readings() {
    check_people(
        "",
        10,
        expect![[r#"
            5人
            A Smith  
            か 架空 次郎 かくう じろう 
            か がんば 花子  本庁支部
            ま 見本 太郎 ﾐﾎﾝ ﾀﾛｳ 見本市職労・書記長
            ふりがななし 無読 三郎  見本市職労"#]],
    );
    check_people(
        "",
        1,
        expect![[r#"
        5人…
        A Smith  "#]],
    );
}

#[test]
fn a_part_of_a_name_a_reading_or_any_name_of_the_organisation_finds_a_person() {
    for (words, count) in [
        ("太郎", 1),
        ("みほん", 1),
        ("ミホン", 1),
        ("市職労", 2),
        ("市役所 太郎", 1),
        ("ガンバ", 1),
        ("smith", 1),
        ("居ない", 0),
    ] {
        let directory = directory();
        let list = people_list(&directory, &PeopleIndex::of(&directory), words, 10, &reader());
        assert_eq!(list.count, count, "{words}");
    }
}

#[test]
fn organisations_stand_below_those_that_they_are_parts_of() {
    let shown = |words: &str| {
        let rows = organization_list(&directory(), words, &reader());
        let row = |row: &tsudoi::present::page::directory::organizations::OrganizationRow| {
            format!("{}{} {} [{}]", "  ".repeat(row.depth), row.name, row.facts, row.people)
        };
        rows.iter().map(row).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        見本情報労連 単組・全国 []
          見本市職労 単組・1240人（10月1日(木)現在） [2人]
            本庁支部 単組 [1人]"#]]
    .assert_eq(&shown(""));
    expect!["見本市職労 単組・1240人（10月1日(木)現在） [2人]"].assert_eq(&shown("市職労"));
    // A circle hides nobody.
    let mut circle = directory();
    let fed = circle.organization(&OrganizationId::new("fed")).expect("it is there").clone();
    let parent = Some(OrganizationId::new("branch"));
    circle.apply([wanted(Organization { parent, ..fed })].into_iter().collect());
    assert_eq!(organization_list(&circle, "", &reader()).len(), 3);
}

#[test]
fn a_page_shows_the_offices_of_today_first_and_the_events_that_name_a_person() {
    let mut almanac = Almanac::default();
    let directory = directory().items().cloned().map(wanted).collect();
    let named = |id: &str, day: i8, name: &str, address: Option<&str>, of: Option<&str>| {
        let mut event =
            event(id, "執行委員会", Kind::ExecutiveCommittee, all_day(date(2026, 10, day), 1));
        let affiliation = of.map(|of| {
            Box::new(tsudoi::domain::event::participant::Affiliation {
                organization: of.to_owned(),
                ..Default::default()
            })
        });
        let calendar_address = address.map(str::to_owned);
        let name = name.to_owned();
        let participant = Participant { name, calendar_address, affiliation, ..Default::default() };
        event.participants.insert(LocalId::new("a"), participant);
        (event.id.clone(), Some(Entry::local(event, CalendarId::new("c"))))
    };
    let entries = [
        named("by-address", 1, "旧姓 太郎", Some("URN:UUID:p1"), None),
        named("by-name", 2, "見本太郎", None, Some("市職労")),
        named("namesake", 3, "見本太郎", None, Some("別の労組")),
        named("other", 4, "見本太郎", Some("mailto:other@example.com"), Some("市職労")),
    ];
    almanac.apply(Change { directory, entries: entries.into(), ..Change::default() });
    let directory = almanac.directory();
    let person = directory.person(&PersonId::new("p1")).expect("he is there");
    let details = person_details(person, directory, &reader());
    let offices =
        details.offices.iter().map(|it| format!("{} {} {}", it.title, it.term, it.is_held));
    expect![[r#"
        書記長 2023年10月1日(日)～ true
        執行委員 2021年10月1日(金)～2023年9月30日(土) false"#]]
    .assert_eq(&offices.collect::<Vec<_>>().join("\n"));
    let events = person_events(&almanac, person, &reader());
    let paths: Vec<&str> = events.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["#/event/by-name", "#/event/by-address"]);
}

fn ids() -> impl FnMut() -> String {
    let mut next = 0;
    move || {
        next += 1;
        format!("new{next}")
    }
}

#[test]
fn a_form_changes_what_was_edited_and_makes_unknown_organisations() {
    let directory = directory();
    let id = PersonId::new("p1");
    let before = PersonForm::of(directory.person(&id).expect("he is there"), &directory);
    let unedited = before.parse(&before).expect("it has no errors");
    assert!(unedited.planned(&directory, &id, NOW, &mut ids()).is_empty());
    let mut form = before.clone();
    form.email = "taro@example.com".to_owned();
    form.memberships.first_mut().expect("he is in one").organization = "新しい労組".to_owned();
    form.memberships.push(tsudoi::present::form::directory::person::MembershipForm {
        key: LocalId::new("x"),
        organization: "市職労".to_owned(),
    });
    let edits = form.parse(&before).expect("it has no errors");
    // Another tab has changed the name meanwhile.
    let mut now = directory.clone();
    let mut renamed = directory.person(&id).expect("he is there").clone();
    renamed.name = "見本 太一".to_owned();
    now.apply([wanted(renamed)].into_iter().collect());
    let change = edits.planned(&now, &id, NOW, &mut ids());
    now.apply(change);
    let person = now.person(&id).expect("he is there");
    assert_eq!(
        (person.name.as_str(), person.contact.email.as_str()),
        ("見本 太一", "taro@example.com")
    );
    let of: Vec<&str> = person.organizations.iter().map(OrganizationId::as_str).collect();
    assert_eq!(of, ["new1", "city"]);
    assert_eq!(
        now.organization(&OrganizationId::new("new1")).expect("it is made").name,
        "新しい労組"
    );
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let before = PersonForm::blank(String::new());
    let mut form = before.clone();
    form.email = "no address".to_owned();
    form.offices.push(tsudoi::present::form::directory::person::OfficeForm {
        from: "2026-02-01".to_owned(),
        until: "2026-01-31".to_owned(),
        ..tsudoi::present::form::directory::person::OfficeForm::blank(LocalId::new("o"))
    });
    let errors = form.parse(&before).expect_err("it is wrong");
    let errors: Vec<_> = errors.into_iter().map(|it| (it.field, it.kind)).collect();
    assert_eq!(
        errors,
        [
            (PersonField::Name, FieldErrorKind::NameMissing),
            (PersonField::Email, FieldErrorKind::BadEmail),
            (PersonField::OfficeUntil, FieldErrorKind::EndsBeforeStart),
            (PersonField::OfficeTitle, FieldErrorKind::NameMissing),
        ]
    );
    let before = OrganizationForm::default();
    let form = OrganizationForm {
        name: "見本労組".to_owned(),
        members: "１,２４０名".to_owned(),
        as_of: "2026-10-01".to_owned(),
        parent: "見本情報労連".to_owned(),
        aliases: "見本\n\n 労組 ".to_owned(),
        ..before.clone()
    };
    let edits = form.parse(&before).expect("it has no errors");
    let mut directory = directory();
    let id = OrganizationId::new("made");
    directory.apply(edits.planned(&directory.clone(), &id, NOW, &mut ids()));
    let made = directory.organization(&id).expect("it is made");
    assert_eq!(made.size.map(|size| size.members), Some(1240));
    assert_eq!(made.parent.as_ref().map(OrganizationId::as_str), Some("fed"));
    assert_eq!(made.aliases.iter().map(String::as_str).collect::<Vec<_>>(), ["労組", "見本"]);
    let form = OrganizationForm { members: "多数".to_owned(), ..form };
    assert!(form.parse(&before).is_err());
}

#[test]
fn two_people_become_one_everywhere() {
    let mut directory = directory();
    let mut double = person("p9", "見本太郎", "みほん たろう", &["branch"]);
    double.contact.email = "taro@example.com".to_owned();
    let member = |id: &str| RosterMember { person: PersonId::new(id), office: String::new() };
    let roster = Roster {
        members: vec![member("p9"), member("p2")],
        ..Roster::new(RosterId::new("r"), "5役")
    };
    let added: DirectoryChange = [wanted(double), wanted(roster)].into_iter().collect();
    directory.apply(added);
    let kept = directory.person(&PersonId::new("p1")).expect("he is there");
    let like: Vec<&str> =
        people_like(&directory, kept).iter().map(|(it, _)| it.id.as_str()).collect();
    assert_eq!(like, ["p9"]);
    let change = merged_people(&directory, &PersonId::new("p1"), &PersonId::new("p9"), NOW);
    let before = directory.clone();
    let undo = directory.inverse(&change);
    directory.apply(change);
    assert!(directory.person(&PersonId::new("p9")).is_none());
    let one = directory.person(&PersonId::new("p1")).expect("he is there");
    assert!(one.has_address("urn:uuid:p9") && one.has_address("urn:uuid:p1"));
    assert_eq!(one.contact.email, "taro@example.com");
    assert_eq!(one.organizations.len(), 2);
    let rosters: Vec<&Roster> = directory.rosters().collect();
    let members = rosters.iter().flat_map(|it| &it.members).map(|it| it.person.as_str());
    assert_eq!(members.collect::<Vec<_>>(), ["p1", "p2"]);
    directory.apply(undo);
    assert_eq!(directory, before);
}

#[test]
fn two_organisations_become_one_everywhere() {
    let mut directory = directory();
    let double = organization("double", "市職労", |it| {
        "関東".clone_into(&mut it.region);
        it.parent = Some(OrganizationId::new("fed"));
    });
    let mut officer = person("p9", "見本 四郎", "", &["double", "city"]);
    officer.offices = vec![Office {
        organization: Some(OrganizationId::new("double")),
        ..office("委員長", (2025, 1, 1), None)
    }];
    let part =
        organization("part", "保育分会", |it| it.parent = Some(OrganizationId::new("double")));
    directory.apply([wanted(double), wanted(officer), wanted(part)].into_iter().collect());
    let city = OrganizationId::new("city");
    let like = organizations_like(&directory, directory.organization(&city).expect("it is there"));
    assert_eq!(like.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["double"]);
    directory.apply(merged_organizations(
        &directory.clone(),
        &city,
        &OrganizationId::new("double"),
        NOW,
    ));
    let one = directory.organization(&city).expect("it is there");
    assert_eq!(one.region, "関東");
    assert_eq!(one.aliases.iter().map(String::as_str).collect::<Vec<_>>(), ["市職労"]);
    let officer = directory.person(&PersonId::new("p9")).expect("he is there");
    assert_eq!(officer.organizations.as_slice(), std::slice::from_ref(&city));
    assert_eq!(officer.offices.first().and_then(|it| it.organization.clone()), Some(city.clone()));
    let part = directory.organization(&OrganizationId::new("part")).expect("it is there");
    assert_eq!(part.parent, Some(city));
}

#[test]
fn what_is_deleted_can_be_restored() {
    let mut directory = directory();
    let id = DirectoryId::Person(PersonId::new("p1"));
    let before = directory.clone();
    directory.apply(trash::deleted(&directory.clone(), &id, NOW));
    assert!(directory.person(&PersonId::new("p1")).is_none());
    assert_eq!(directory.trash().count(), 1);
    assert!(trash::erased_if(&directory, |at| at < NOW).is_empty());
    let mut restored = directory.clone();
    restored.apply(trash::restored(&directory, &id));
    assert_eq!(restored, before);
    directory.apply(trash::erased(&directory.clone(), &id));
    assert!(directory.item(&id).is_none());
}

proptest! {
    #[test]
    fn merging_loses_no_address_and_leaves_no_reference(change in directory_change(), more in proptest::collection::vec(item(), 0..8), at in moment()) {
        let mut directory = Directory::default();
        directory.apply(change);
        directory.apply(more.into_iter().map(wanted).collect());
        let people: Vec<Person> = directory.people().cloned().collect();
        if let [kept, gone, ..] = people.as_slice() {
            directory.apply(merged_people(&directory.clone(), &kept.id, &gone.id, at));
            let one = directory.person(&kept.id).unwrap();
            prop_assert!(one.has_address(&gone.address()));
            prop_assert!(gone.addresses.iter().all(|address| one.has_address(address)));
            prop_assert!(directory.rosters().all(|it| it.members.iter().all(|it| it.person != gone.id)));
        }
        let organizations: Vec<Organization> = directory.organizations().cloned().collect();
        if let [kept, gone, ..] = organizations.as_slice() {
            directory.apply(merged_organizations(&directory.clone(), &kept.id, &gone.id, at));
            prop_assert!(directory.people().all(|it| !it.organizations.contains(&gone.id)));
            let parents: Vec<_> = directory.organizations().map(|it| it.parent.clone()).collect();
            prop_assert!(!parents.contains(&Some(gone.id.clone())));
            let one = directory.organization(&kept.id).unwrap();
            prop_assert!(gone.names().filter(|name| !name.is_empty()).all(|name| one.names().any(|it| it == name)));
            prop_assert_ne!(&one.parent, &Some(kept.id.clone()));
        }
    }
}
