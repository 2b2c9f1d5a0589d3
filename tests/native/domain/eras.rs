//! Eras and fiscal years: every day of the eras in both directions, every start of a fiscal year.

use jiff::civil::{Date, date};
use tsudoi::domain::time::era::{Era, EraYear};
use tsudoi::domain::time::fiscal::{FiscalRule, NamedAfter};
use tsudoi::domain::time::{Month, plus_days};
use tsudoi::i18n::Language;
use tsudoi::i18n::eras::era_year;

/// Returns a day by its era, such as `令和8年4月1日`, or `None` before 1873.
fn era_day(day: Date) -> Option<String> {
    let year = EraYear::of(day)?;
    Some(format!("{}{}月{}日", era_year(year), day.month(), day.day()))
}

#[test]
fn every_day_since_1873_is_in_one_era() {
    let mut day = date(1873, 1, 1);
    let mut before = EraYear::of(plus_days(day, -1));
    assert_eq!(before, None);
    while day < date(2100, 1, 1) {
        let year = EraYear::of(day).expect("an era");
        let text = era_day(day).expect("an era");
        assert_eq!(year.day(day.month(), day.day()), Some(day), "{text}");
        assert_eq!(year.common_year(), Some(day.year()));
        assert!(before < Some(year) || before == Some(year), "{text} comes after {before:?}");
        before = Some(year);
        day = plus_days(day, 1);
    }
    assert_eq!(EraYear::of(Date::MIN), None);
    assert_eq!(era_day(Date::MAX).as_deref(), Some("令和7981年12月31日"));
}

#[test]
fn the_eras_change_on_their_days() {
    let rows = [
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2026, 4, 1), "令和8年4月1日"),
    ];
    for (day, text) in rows {
        assert_eq!(era_day(day).as_deref(), Some(text));
    }
}

#[test]
fn an_era_without_end_goes_no_further_than_the_calendar() {
    assert_eq!(EraYear { era: Era::Reiwa, year: i16::MAX }.common_year(), None);
    assert_eq!(EraYear { era: Era::Reiwa, year: 0 }.common_year(), None);
    assert_eq!(EraYear { era: Era::Showa, year: 64 }.day(2, 30), None);
}

#[test]
fn every_month_lies_in_one_fiscal_year_and_every_year_has_its_twelve() {
    for start in 1..=12 {
        for named_after in [NamedAfter::First, NamedAfter::Last] {
            let rule = FiscalRule::new(start, named_after).expect("a month");
            for year in 1950..2100 {
                let months = rule.months(year);
                assert_eq!(months.len(), 12);
                assert_eq!(months[0].month(), start);
                assert!(months.iter().all(|month| rule.year_of(*month) == year), "{rule:?} {year}");
                let days = rule.days(year).expect("a year");
                assert_eq!((days.first, days.last), (months[0].first(), months[11].last()));
                assert_eq!(rule.days(year + 1).expect("a year").first, plus_days(days.last, 1));
            }
        }
    }
    assert_eq!(FiscalRule::new(0, NamedAfter::First), None);
    assert_eq!(FiscalRule::new(13, NamedAfter::First), None);
    assert_eq!(FiscalRule::default().months(-5), Vec::new());
    assert_eq!(FiscalRule::default().months(i16::MAX), Vec::new());
    let last = FiscalRule::new(4, NamedAfter::Last).expect("a month");
    assert_eq!(last.months(i16::MIN), Vec::new());
    assert_eq!(FiscalRule::default().months(9999).len(), 9);
}

#[test]
fn a_union_year_from_november_is_called_after_the_year_that_it_ends_in() {
    let rule = FiscalRule::new(11, NamedAfter::Last).expect("a month");
    assert_eq!(rule.year_of(Month::new(2023, 11).unwrap()), 2024);
    assert_eq!(rule.year_of(Month::new(2024, 10).unwrap()), 2024);
    let calendar = FiscalRule::new(1, NamedAfter::Last).expect("a month");
    assert_eq!(calendar.year_of(Month::new(2024, 1).unwrap()), 2024);
}

#[test]
fn months_and_fiscal_years_say_their_era_in_japanese_alone() {
    let (ja, en) = (Language::Ja.messages(), Language::En.messages());
    let month = |year, month| Month::new(year, month).unwrap();
    let rows = [
        (month(2024, 11), Some("令和6年")),
        (month(2019, 4), Some("平成31年")),
        (month(2019, 5), Some("令和元年")),
        (month(1989, 1), Some("昭和64年・平成元年")),
        (month(1926, 12), Some("大正15年・昭和元年")),
        (month(1850, 1), None),
    ];
    for (month, era) in rows {
        assert_eq!(ja.era_of_month(month).as_deref(), era);
        assert_eq!(en.era_of_month(month), None);
    }
    let april = FiscalRule::default();
    let november = FiscalRule::new(11, NamedAfter::Last).unwrap();
    let calendar = FiscalRule::new(1, NamedAfter::First).unwrap();
    let rows = [
        (april, 2024, "令和6年度"),
        (april, 2019, "令和元年度"),
        (april, 2018, "平成30年度"),
        (april, 1989, "平成元年度"),
        (april, 1988, "昭和63年度"),
        (november, 2024, "令和6年度"),
        (calendar, 2019, "平成31年度"),
    ];
    for (rule, year, text) in rows {
        assert_eq!(ja.era_of_fiscal_year(rule, year).as_deref(), Some(text));
        assert_eq!(en.era_of_fiscal_year(rule, year), None);
    }
}
