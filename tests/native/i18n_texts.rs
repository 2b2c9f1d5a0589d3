//! Both languages have every text, each in its own words.

use expect_test::expect;
use jiff::civil::{date, time};
use tsudoi::domain::almanac::entry::Happening;
use tsudoi::domain::almanac::journal::OperationKind;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Mode, Presence, Reply, Role};
use tsudoi::domain::event::status::Status;
use tsudoi::domain::time::{Length, Month, Zone};
use tsudoi::i18n::dates::DayStyle;
use tsudoi::i18n::{Language, TEXTS};

#[test]
fn every_text_is_there() {
    let (ja, en) = (Language::Ja.messages(), Language::En.messages());
    let mut wrong = Vec::new();
    for (name, text) in TEXTS.iter().copied().flatten() {
        if text(ja).trim().is_empty() || text(en).trim().is_empty() {
            wrong.push(*name);
        }
    }
    assert!(wrong.is_empty(), "empty: {wrong:?}");
}

#[test]
fn english_holds_no_japanese_letters_and_japanese_does() {
    let (ja, en) = (Language::Ja.messages(), Language::En.messages());
    let is_japanese =
        |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    for (name, text) in TEXTS.iter().copied().flatten() {
        assert!(!text(en).contains(is_japanese), "{name} is Japanese in English");
        assert!(text(ja).contains(is_japanese) || text(ja) == "・", "{name} is not Japanese");
    }
}

#[test]
fn every_word_for_our_enums_is_translated() {
    let said = |language: Language| {
        let m = language.messages();
        let mut words: Vec<String> =
            Kind::ALL.into_iter().map(|kind| m.kind(kind).to_owned()).collect();
        words.extend(OperationKind::ALL.into_iter().map(|act| m.act(act).to_owned()));
        words.extend(
            [Status::Confirmed, Status::Tentative, Status::Cancelled, Status::Postponed]
                .iter()
                .map(|it| m.status(it)),
        );
        let roles = [
            Role::Owner,
            Role::Chair,
            Role::Required,
            Role::Optional,
            Role::Informational,
            Role::Speaker,
            Role::Guest,
            Role::Observer,
            Role::Staff,
            Role::Contact,
        ];
        words.extend(roles.iter().map(|role| m.role(role)));
        let replies = [
            Reply::Unsaid,
            Reply::NeedsAction,
            Reply::Accepted,
            Reply::Declined,
            Reply::Tentative,
            Reply::Delegated,
        ];
        words.extend(replies.iter().map(|reply| m.reply(reply)));
        let presences = [
            Presence::Present,
            Presence::Absent,
            Presence::Late,
            Presence::LeftEarly,
            Presence::Proxy,
        ];
        words.extend(presences.iter().map(|presence| m.presence(Some(presence))));
        words.push(m.presence(None));
        words.extend([Mode::Onsite, Mode::Online, Mode::Hybrid].iter().map(|mode| m.mode(mode)));
        let happenings = [Happening::New, Happening::Changed, Happening::Cancelled];
        words.extend(happenings.into_iter().map(|it| m.happening(it).to_owned()));
        words
    };
    for (ja, en) in said(Language::Ja).iter().zip(said(Language::En)) {
        assert!(!ja.is_empty() && en.is_ascii() && *ja != en, "{ja} {en}");
    }
}

#[test]
fn a_language_is_found_by_its_tag() {
    assert_eq!(Language::from_tag("ja-JP"), Some(Language::Ja));
    assert_eq!(Language::from_tag("EN_us"), Some(Language::En));
    assert_eq!(Language::from_tag("de"), None);
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.tag()), Some(language));
        assert_eq!(language.messages().language(), language);
    }
}

#[test]
fn dates_are_written_as_people_write_them() {
    let mut text = String::new();
    for language in Language::ALL {
        let m = language.messages();
        let day = date(2023, 12, 22);
        let month = Month::new(2024, 8).expect("a month");
        let lines = [
            m.day(day, DayStyle::Full),
            m.day(day, DayStyle::MonthDay),
            m.day(day, DayStyle::DayOnly),
            m.day_spoken(day, DayStyle::MonthDay),
            m.day_spoken(day, DayStyle::Full),
            m.month(month),
            [-3, -1, 0, 1, 2].map(|days| m.relative_day(days)).join(" "),
            m.range(&m.time(time(22, 0, 0, 0)), &m.time_next_day(time(1, 5, 0, 0))),
            [0, 45, 90, 1320]
                .map(|minutes| m.length(Length { days: 0, seconds: minutes * 60 }))
                .join(" "),
            m.length(Length { days: 3, seconds: 0 }),
            m.length(Length { days: 1, seconds: 1800 }),
            m.nth_day(2, 3),
            m.months_between(month, month),
            m.months_between(month, month.plus(1)),
            m.months_between(month, month.plus(6)),
            m.event_zone(&m.zone(&Zone("America/New_York".into()))),
            format!("{} {} {}", m.people(64_u32), m.organizations(38_u32), m.events(1_u32)),
        ];
        text.push_str(&lines.join("\n"));
        text.push_str("\n\n");
    }
    expect![[r#"
        2023年12月22日(金)
        12月22日(金)
        22日(金)
        12月22日 金曜日
        2023年12月22日 金曜日
        2024年8月
        3日前 昨日 今日 明日 2日後
        22:00～翌1:05
        0分 45分 1時間30分 22時間
        3日間
        24時間30分
        2日目/3
        2024年8月
        2024年8月・9月
        2024年8月～2025年2月
        ニューヨーク時間の時刻です
        64人 38組織 1件

        Fri 22 Dec 2023
        Fri 22 Dec
        Fri 22 Dec
        Friday 22 December
        Friday 22 December 2023
        August 2024
        3 days ago Yesterday Today Tomorrow In 2 days
        22:00 – 1:05 (next day)
        0 min 45 min 1 h 30 min 22 h
        3 days
        24 h 30 min
        day 2 of 3
        August 2024
        August and September 2024
        August 2024 – February 2025
        Times are in New York time
        64 people 38 organisations 1 event

    "#]]
    .assert_eq(&text);
}
