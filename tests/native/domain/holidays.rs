//! The public holidays of Japan, compared with the lists of the Cabinet Office in both directions, and with the law by
//! hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use expect_test::expect;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use tsudoi::domain::time::holidays::equinox::PROCLAIMED;
use tsudoi::domain::time::holidays::law::{Certainty, Holiday, of_year, on};
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::domain::time::holidays::rules::{FIRST, LAST, Name};
use tsudoi::domain::time::plus_days;
use tsudoi::format::stored::own_holidays;
use tsudoi::i18n::Language;

use crate::outside::shared;

proptest! {
    #[test]
    fn days_of_ones_own_are_written_and_read_back(
        days in prop::collection::vec((0..3_000_i32, any::<bool>(), "[ -~あ-ん\t\n]{0,60}"), 0..20),
    ) {
        let kept: Vec<OwnHoliday> = days
            .into_iter()
            .map(|(offset, is_yearly, name)| {
                let day = plus_days(date(2020, 1, 1), offset);
                let on = if is_yearly { OwnDay::yearly(day) } else { OwnDay::Once(day) };
                OwnHoliday { on, name: own_holidays::clean(&name) }
            })
            .filter(|own| !own.name.is_empty())
            .collect();
        let text = own_holidays::encode(&kept);
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(own_holidays::decode(&text), kept);
    }

    #[test]
    fn any_text_is_read_as_some_days_off(text in any::<String>()) {
        let read = own_holidays::decode(&text);
        prop_assert_eq!(own_holidays::decode(&own_holidays::encode(&read)), read);
    }
}

fn years(from: i16, to: i16) -> impl Iterator<Item = Holiday> {
    (from..=to).flat_map(|year| of_year(year, PROCLAIMED))
}

/// Returns a name as the official list writes it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the list differs in these names alone")]
fn official(holiday: Holiday) -> &'static str {
    match holiday.name {
        Name::Substitute | Name::Citizens => "休日",
        // The list has no names for the two days of the accession.
        Name::Accession => "休日（祝日扱い）",
        Name::Enthronement if holiday.day.year() == 2019 => "休日（祝日扱い）",
        // The list was printed when the law had passed with the new name, but was not yet in force.
        Name::HealthAndSports if holiday.day.year() == 2019 => "体育の日（スポーツの日）",
        _ => Language::Ja.messages().holiday(holiday.name),
    }
}

#[test]
fn every_day_of_the_list_is_a_holiday_of_that_name_and_no_other_day_is() {
    let Some(file) = shared("corpora/holidays_jp.json") else { return };
    let text = fs::read_to_string(file).expect("the list is text");
    let list: serde_json::Value = serde_json::from_str(&text).expect("the list is JSON");
    let rows = list.get("holidays").and_then(|rows| rows.as_array()).expect("rows");
    let text = |row: &serde_json::Value, name: &str| {
        row.get(name).and_then(|it| it.as_str()).expect("a text").to_owned()
    };
    let kind = |row: &serde_json::Value| text(row, "kind");
    let listed: BTreeMap<String, (String, bool)> = rows
        .iter()
        .map(|row| {
            let is_made = matches!(kind(row).as_str(), "substitute" | "citizens");
            (text(row, "date"), (text(row, "name"), is_made))
        })
        .collect();
    let ours: BTreeMap<String, (String, bool)> = years(1970, 2027)
        .map(|holiday| {
            let is_made = matches!(holiday.name, Name::Substitute | Name::Citizens);
            (holiday.day.to_string(), (official(holiday).to_owned(), is_made))
        })
        .collect();
    assert_eq!(listed.len(), 920);
    assert_eq!(ours, listed);
    for row in rows {
        let day: Date = text(row, "date").parse().expect("a date");
        let found = on(day, PROCLAIMED).map(|holiday| holiday.name);
        match kind(row).as_str() {
            "substitute" => assert_eq!(found, Some(Name::Substitute), "{day}"),
            "citizens" => assert_eq!(found, Some(Name::Citizens), "{day}"),
            _ => assert!(found.is_some(), "{day}"),
        }
    }
}

/// The list of the Cabinet Office itself goes back to 1955; its names are not in UTF-8, its dates are plain text.
#[test]
fn the_days_of_the_cabinet_offices_own_file_are_the_same() {
    let Some(folder) = shared("corpora/holidays_cao_syukujitsu") else { return };
    let bytes = fs::read(folder.join("syukujitsu.csv")).expect("the list is there");
    let text = String::from_utf8_lossy(&bytes);
    let listed: Vec<Date> = text
        .lines()
        .skip(1)
        .map(|line| {
            let (date, _) = line.split_once(',').expect("a date and a name");
            let mut parts = date.split('/').map(|part| part.parse::<i16>().expect("a number"));
            let mut next = || parts.next().expect("three numbers");
            let (year, month, day) = (next(), next(), next());
            Date::new(year, i8::try_from(month).unwrap(), i8::try_from(day).unwrap()).unwrap()
        })
        .collect();
    let ours: Vec<Date> = years(1955, 2027).map(|holiday| holiday.day).collect();
    assert_eq!(ours, listed);
}

#[test]
fn the_first_years_and_the_days_that_there_were_once() {
    let mut text = String::new();
    let once = [1948, 1949, 1959, 1973, 1989, 1990, 1993, 2019, 2020, 2021];
    for year in once {
        write!(text, "{year}:").unwrap();
        for holiday in of_year(year, PROCLAIMED) {
            let (month, day) = (holiday.day.month(), holiday.day.day());
            let name = Language::Ja.messages().holiday(holiday.name);
            write!(text, " {month}/{day}{name}").unwrap();
        }
        text.push('\n');
    }
    expect![[r#"
        1948: 9/23秋分の日 11/3文化の日 11/23勤労感謝の日
        1949: 1/1元日 1/15成人の日 3/21春分の日 4/29天皇誕生日 5/3憲法記念日 5/5こどもの日 9/23秋分の日 11/3文化の日 11/23勤労感謝の日
        1959: 1/1元日 1/15成人の日 3/21春分の日 4/10結婚の儀 4/29天皇誕生日 5/3憲法記念日 5/5こどもの日 9/24秋分の日 11/3文化の日 11/23勤労感謝の日
        1973: 1/1元日 1/15成人の日 2/11建国記念の日 3/21春分の日 4/29天皇誕生日 4/30振替休日 5/3憲法記念日 5/5こどもの日 9/15敬老の日 9/23秋分の日 9/24振替休日 10/10体育の日 11/3文化の日 11/23勤労感謝の日
        1989: 1/1元日 1/2振替休日 1/15成人の日 1/16振替休日 2/11建国記念の日 2/24大喪の礼 3/21春分の日 4/29みどりの日 5/3憲法記念日 5/4国民の休日 5/5こどもの日 9/15敬老の日 9/23秋分の日 10/10体育の日 11/3文化の日 11/23勤労感謝の日 12/23天皇誕生日
        1990: 1/1元日 1/15成人の日 2/11建国記念の日 2/12振替休日 3/21春分の日 4/29みどりの日 4/30振替休日 5/3憲法記念日 5/4国民の休日 5/5こどもの日 9/15敬老の日 9/23秋分の日 9/24振替休日 10/10体育の日 11/3文化の日 11/12即位礼正殿の儀 11/23勤労感謝の日 12/23天皇誕生日 12/24振替休日
        1993: 1/1元日 1/15成人の日 2/11建国記念の日 3/20春分の日 4/29みどりの日 5/3憲法記念日 5/4国民の休日 5/5こどもの日 6/9結婚の儀 9/15敬老の日 9/23秋分の日 10/10体育の日 10/11振替休日 11/3文化の日 11/23勤労感謝の日 12/23天皇誕生日
        2019: 1/1元日 1/14成人の日 2/11建国記念の日 3/21春分の日 4/29昭和の日 4/30国民の休日 5/1天皇の即位の日 5/2国民の休日 5/3憲法記念日 5/4みどりの日 5/5こどもの日 5/6振替休日 7/15海の日 8/11山の日 8/12振替休日 9/16敬老の日 9/23秋分の日 10/14体育の日 10/22即位礼正殿の儀 11/3文化の日 11/4振替休日 11/23勤労感謝の日
        2020: 1/1元日 1/13成人の日 2/11建国記念の日 2/23天皇誕生日 2/24振替休日 3/20春分の日 4/29昭和の日 5/3憲法記念日 5/4みどりの日 5/5こどもの日 5/6振替休日 7/23海の日 7/24スポーツの日 8/10山の日 9/21敬老の日 9/22秋分の日 11/3文化の日 11/23勤労感謝の日
        2021: 1/1元日 1/11成人の日 2/11建国記念の日 2/23天皇誕生日 3/20春分の日 4/29昭和の日 5/3憲法記念日 5/4みどりの日 5/5こどもの日 7/22海の日 7/23スポーツの日 8/8山の日 8/9振替休日 9/20敬老の日 9/23秋分の日 11/3文化の日 11/23勤労感謝の日
    "#]].assert_eq(&text);
}

#[test]
fn only_what_hangs_on_an_equinox_not_yet_proclaimed_is_a_forecast() {
    let said = |year: i16, proclaimed: i16| -> Vec<String> {
        let sure = |holiday: &Holiday| holiday.certainty == Certainty::Forecast;
        let all = of_year(year, proclaimed).into_iter().filter(sure);
        all.map(|holiday| format!("{} {:?}", holiday.day, holiday.name)).collect()
    };
    assert_eq!(said(2027, PROCLAIMED), Vec::<String>::new());
    assert_eq!(said(2028, PROCLAIMED), ["2028-03-20 SpringEquinox", "2028-09-22 AutumnEquinox"]);
    // 敬老の日 is the 20th and 秋分の日 the 22nd: the day between is as certain as the equinox.
    assert_eq!(
        said(2032, PROCLAIMED),
        ["2032-03-20 SpringEquinox", "2032-09-21 Citizens", "2032-09-22 AutumnEquinox"]
    );
    assert_eq!(said(2032, 2032), Vec::<String>::new());
}

#[test]
fn the_law_holds_in_every_year() {
    for year in FIRST..=LAST {
        let days = of_year(year, PROCLAIMED);
        let off = |day: Date| days.iter().find(|holiday| holiday.day == day);
        for pair in days.windows(2) {
            assert!(pair[0].day < pair[1].day, "{year}: in order, no day twice");
        }
        for holiday in &days {
            assert_eq!(holiday.day.year(), year);
            let before = off(plus_days(holiday.day, -1));
            let is_sunday = holiday.day.weekday() == Weekday::Sunday;
            #[expect(clippy::wildcard_enum_match_arm, reason = "the law makes these two only")]
            match holiday.name {
                Name::Substitute => assert!(before.is_some() && !is_sunday, "{holiday:?}"),
                Name::Citizens => {
                    let after = off(plus_days(holiday.day, 1));
                    assert!(before.is_some() && after.is_some(), "{holiday:?}");
                }
                _ if is_sunday && year >= 1974 => {
                    let next = (1..4).map(|n| off(plus_days(holiday.day, n)));
                    let made = next.flatten().any(|next| next.name == Name::Substitute);
                    assert!(made, "{holiday:?} has no substitute");
                }
                _ => {}
            }
        }
    }
    assert_eq!(of_year(FIRST - 1, PROCLAIMED), Vec::new());
    assert_eq!(of_year(LAST + 1, PROCLAIMED), Vec::new());
    assert_eq!(on(Date::MIN, PROCLAIMED), None);
    assert_eq!(on(Date::MAX, PROCLAIMED), None);
}

#[test]
fn a_day_of_ones_own_is_there_each_year_or_once() {
    let yearly = OwnDay::yearly(date(1948, 2, 29));
    assert!(yearly.is_on(date(2024, 2, 29)));
    assert!(!yearly.is_on(date(2023, 2, 28)) && !yearly.is_on(date(2023, 3, 1)));
    let once = OwnDay::Once(date(2025, 5, 2));
    assert!(once.is_on(date(2025, 5, 2)) && !once.is_on(date(2026, 5, 2)));
}

#[test]
fn every_name_is_said_in_both_languages() {
    let (ja, en) = (Language::Ja.messages(), Language::En.messages());
    let mut names: Vec<Name> = years(FIRST, LAST).map(|holiday| holiday.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 23);
    for name in names {
        assert!(en.holiday(name).is_char_boundary(1) && !ja.holiday(name).is_ascii());
        assert!(en.holiday(name).chars().all(|c| c < '\u{3000}'));
    }
}
