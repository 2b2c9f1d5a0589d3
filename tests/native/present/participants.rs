//! The page of the participants of an event, as text.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::event::participant::{Attendance, Mode, Participant, Presence, Reply, Role};
use tsudoi::domain::id::LocalId;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::i18n::Language;
use tsudoi::present::page::participants::{PersonRow, participants_page};
use tsudoi::present::text::field::attendance;
use tsudoi::present::text::link::SafeLink;
use tsudoi::present::text::people::is_counted;

use crate::support::sample::{entry, session, viewer, with};

#[test]
fn participants_stand_by_organisation_and_reading() {
    let mut text = String::new();
    for language in Language::ALL {
        let page =
            participants_page(&entry(session()), None, &viewer(language, date(2024, 10, 30)));
        let row = |row: &PersonRow| {
            format!(
                "  {} | {} | {}\n",
                row.label,
                row.kana,
                row.phone.as_ref().map_or("", SafeLink::href)
            )
        };
        for organization in &page.organizations {
            writeln!(text, "{} {}", organization.name, organization.count_text)
                .expect("a string takes any text");
            text.extend(organization.people.iter().map(row));
        }
        text.extend(page.apart.iter().map(row));
        text.push_str("groups\n");
        text.extend(page.groups.iter().map(row));
    }
    expect![[r#"
        あかつき労組 1人
          例示 次郎、書記長、参加 | れいじ じろう | 
        見本通信労組 1人
          見本 花子、書記長、未定 | ミホン ハナコ | 
        所属なし・不明 1人
          例示 三郎、未回答 |  | 
          見本 太郎、見本大学 准教授、書記長、講師、参加、出席（会場） | みほん たろう | 
        groups
          見本連合 事務局、主催、問い合わせ先 |  | tel:+81-3-0000-0000
        あかつき労組 1 person
          例示 次郎, 書記長, Coming | れいじ じろう | 
        見本通信労組 1 person
          見本 花子, 書記長, Undecided | ミホン ハナコ | 
        No organisation 1 person
          例示 三郎, No answer |  | 
          見本 太郎, 見本大学 准教授, 書記長, Speaker, Coming, Present (On site) | みほん たろう | 
        groups
          見本連合 事務局, Organiser, Contact |  | tel:+81-3-0000-0000
    "#]]
    .assert_eq(&text);
}

#[test]
fn speakers_stand_in_the_order_of_the_programme_and_apart_from_people_without_an_organisation() {
    let mut event = session();
    let person = |name: &str, kana: &str, roles: Vec<Role>| Participant {
        name: name.to_owned(),
        name_kana: kana.to_owned(),
        roles: roles.into_iter().collect(),
        ..Participant::default()
    };
    let (speaker, guest, here) = (Role::Speaker, Role::Guest, Role::Required);
    for (key, person) in [
        ("k1", person("青木", "あおき", vec![speaker.clone()])),
        ("k2", person("渡辺", "わたなべ", vec![speaker.clone()])),
        ("k3", person("伊藤", "いとう", vec![guest.clone()])),
        ("k4", person("中島", "なかじま", vec![speaker.clone(), here.clone()])),
        ("k5", person("吉川", "よしかわ", vec![guest, here.clone()])),
        ("k6", person("常見", "つねみ", vec![here.clone()])),
        ("k7", person("井上", "いのうえ", vec![here])),
        // Entered later, so that it is later, whatever its reading.
        ("k8", person("阿部", "あべ", vec![Role::Guest])),
    ] {
        event.participants.insert(LocalId::new(key), person);
    }
    let part = event.programme.get_mut(&LocalId::new("z")).expect("a part");
    part.speakers = ["k6", "k2", "taro", "k1", "k4"].map(LocalId::new).into();
    let page = participants_page(&entry(event), None, &viewer(Language::Ja, date(2024, 10, 30)));
    let names = |people: &[PersonRow]| {
        people.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(" ")
    };
    let groups = page.organizations.iter();
    let mut lines: Vec<String> =
        groups.map(|it| format!("{}: {}", it.name, names(&it.people))).collect();
    lines.push(format!("apart: {}", names(&page.apart)));
    expect![[r#"
        あかつき労組: 例示 次郎
        見本通信労組: 見本 花子
        講師・来賓: 常見 中島 吉川
        所属なし・不明: 井上 例示 三郎
        apart: 渡辺 見本 太郎 青木 伊藤 阿部"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn an_organisation_named_with_and_without_its_uri_is_one() {
    let mut event = with(session(), |it| it.headcount = None);
    for (key, person) in event.participants.iter_mut() {
        if let Some(affiliation) = person.affiliation.as_mut().filter(|_| key.as_str() == "taro") {
            affiliation.uri = Some("urn:uuid:2089655c".to_owned());
            person.roles.insert(Role::Required);
        }
    }
    let page = participants_page(&entry(event), None, &viewer(Language::Ja, date(2024, 10, 30)));
    assert_eq!(page.totals.map(|totals| totals.line).as_deref(), Some("4人・2組織"));
    let counts: Vec<String> = page.organizations.into_iter().map(|it| it.count_text).collect();
    assert_eq!(counts, ["1人", "2人", "1人"]);
}

#[test]
fn who_is_counted_is_decided_by_the_roles() {
    use Role::{Contact, Guest, Informational, Observer, Owner, Required, Speaker};
    let other = || Role::Other("x:y".into());
    let all: [(&[Role], bool); 11] = [
        (&[], true),
        (&[Required], true),
        (&[Observer], true),
        (&[Informational], true),
        (&[Owner], true),
        (&[Speaker], false),
        (&[Contact, Owner], false),
        (&[Informational, Speaker], false),
        (&[Guest, other()], false),
        (&[Required, Speaker], true),
        (&[Guest, Observer], true),
    ];
    for (roles, expected) in all {
        let person = Participant {
            name: "見本 花子".to_owned(),
            roles: roles.iter().cloned().collect(),
            reply: Reply::Accepted,
            ..Participant::default()
        };
        assert_eq!(is_counted(&person), expected, "{roles:?}");
    }
}

#[test]
fn only_totals_are_said_to_be_only_totals() {
    let event = with(session(), |it| it.participants = SortedMap::new());
    let page = participants_page(&entry(event), None, &viewer(Language::Ja, date(2024, 10, 30)));
    assert_eq!(page.empty_text, Some("名簿はなく、人数だけが記録されています。"));
    assert_eq!(page.totals.map(|totals| totals.line).as_deref(), Some("64人・38組織"));
}

#[test]
fn who_was_absent_was_neither_on_site_nor_online() {
    let viewer = viewer(Language::Ja, date(2024, 10, 30));
    let said = |presence: Option<Presence>| {
        let planned_mode = Some(Mode::Onsite);
        attendance(&viewer, &Attendance { presence, planned_mode, ..Attendance::default() })
    };
    assert_eq!(said(Some(Presence::Absent)), "欠席");
    assert_eq!(said(Some(Presence::Present)), "出席（会場）");
    assert_eq!(said(None), "未確認（会場）");
}
