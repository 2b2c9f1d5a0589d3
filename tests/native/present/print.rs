//! The printed sheets: no event of a month is left out, however many fit into a cell.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::id::EventId;
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::{Month, When, plus_days};
use tsudoi::i18n::Language;
use tsudoi::present::page::print::{Body, MonthTable, PrintPage, print_page};
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::path::Path;
use tsudoi::present::route::print::{PrintOf, Sheet};

use crate::support::sample::{self, almanac, entry, viewer};

fn of(sheet: Sheet, year: i16, month: i8) -> PrintOf {
    let first = Month::new(year, month).expect("a month");
    PrintOf { sheet, first, filter: Filter::default() }
}

fn page(almanac: &Almanac, of: &PrintOf) -> PrintPage {
    let viewer = viewer(Language::Ja, date(2024, 11, 1));
    print_page(almanac, of, WeekStart::Sunday, &viewer)
}

fn table(almanac: &Almanac, year: i16, month: i8) -> MonthTable {
    let body = page(almanac, &of(Sheet::Month, year, month)).body;
    let Body::Month(table) = body else { unreachable!("a month is a table") };
    table
}

fn event(number: usize, title: &str, when: When) -> Event {
    Event::new(EventId::new(format!("e{number}")), title, when)
}

#[test]
fn a_day_shows_its_events_in_words_alone() {
    let clock = |day: i8, hour: i8| sample::at(date(2024, 11, day).at(hour, 0, 0, 0), 60);
    let called_off = Event { status: Status::Cancelled, ..event(1, "団体交渉", clock(13, 18)) };
    let numbered = Event { series_number: Some(4), ..event(2, "例会", clock(13, 10)) };
    let days = When::AllDay { first: date(2024, 11, 13), days: 2 };
    let almanac = almanac([called_off, numbered, event(3, "統一行動", days)].map(entry).to_vec());
    let table = table(&almanac, 2024, 11);
    let mut text = String::new();
    for day in table.weeks.iter().flatten().filter(|day| !day.lines.is_empty()) {
        for line in &day.lines {
            let arrows = [line.is_continued, line.goes_on];
            let status = line.status.as_deref().unwrap_or_default();
            writeln!(text, "{} {} {}{status} {arrows:?}", day.number, line.time_text, line.title)
                .expect("a string takes any text");
        }
    }
    expect![[r#"
        13  統一行動 [false, true]
        13 10:00 第4回例会 [false, false]
        13 18:00 団体交渉（中止） [false, false]
        14  統一行動 [true, false]
    "#]]
    .assert_eq(&text);
    assert_eq!(table.rest, []);
    assert_eq!(table.weekdays.len(), 7);
}

#[test]
fn a_list_has_every_month_and_says_which_is_empty() {
    let when = sample::at(date(2024, 11, 13).at(18, 0, 0, 0), 60);
    let almanac = almanac(vec![entry(event(1, "例会", when))]);
    let page = page(&almanac, &of(Sheet::List(3), 2024, 10));
    let Body::List(months) = &page.body else { unreachable!("a list") };
    let said = months.iter().map(|month| {
        let days: Vec<&str> = month.days.iter().map(|day| day.heading.as_str()).collect();
        format!("{} {days:?} {}", month.heading, month.empty_text.as_deref().unwrap_or_default())
    });
    expect![[r#"
        2024年10月 [] 10月の行事はありません
        2024年11月 ["11月13日(水)"] 
        2024年12月 [] 12月の行事はありません"#]]
    .assert_eq(&said.collect::<Vec<_>>().join("\n"));
    let forms: Vec<_> =
        page.forms.iter().map(|(name, path, is_this)| format!("{name} {path} {is_this}")).collect();
    expect![[r#"
        月の表 #/print/month/2024-10 false
        一覧 #/print/list/2024-10 false
        一覧・3か月 #/print/list/2024-10?n=3 true
        2024年度 #/print/list/2024-04?n=12 false"#]]
    .assert_eq(&forms.join("\n"));
    assert_eq!(page.turns, ["#/print/list/2024-07?n=3", "#/print/list/2025-01?n=3"]);
}

#[test]
fn an_address_names_a_sheet() {
    for sheet in [Sheet::Month, Sheet::List(1), Sheet::List(12)] {
        let path = Path::Print(Box::new(of(sheet, 2024, 11)));
        assert_eq!(Path::parse(&path.format()), Some(path));
    }
    for bad in ["#/print/list/2024-11?n=13", "#/print/list/2024-11?n=0", "#/print/x/2024-11"] {
        assert_eq!(Path::parse(bad), None, "{bad}");
    }
}

proptest! {
    /// Each event of the month is in a cell on each of its days, or below the table.
    #[test]
    fn nothing_of_a_month_is_left_out(
        events in prop::collection::vec((0_i32..31, 0_i8..24, 1_u32..5, 1_usize..60), 0..120),
        month in 1_i8..=12,
    ) {
        let first = date(2026, month, 1);
        let made = events.iter().enumerate().map(|(number, (day, hour, days, length))| {
            let title = format!("{}{number}", "長".repeat(*length));
            let day = plus_days(first, *day);
            let when = if *days > 1 {
                When::AllDay { first: day, days: *days }
            } else {
                sample::at(day.at(*hour, 0, 0, 0), 60)
            };
            entry(event(number, &title, when))
        });
        let almanac = almanac(made);
        let table = table(&almanac, 2026, month);
        let below: BTreeSet<&str> = table.rest.iter().map(|line| line.title.as_str()).collect();
        let cells: Vec<_> = table.weeks.iter().flatten().filter(|day| day.is_in_month).collect();
        for cell in cells {
            let day = date(2026, month, cell.number.parse().expect("a number"));
            let off = tsudoi::domain::time::days_off::BY_LAW;
            for occurrence in almanac.occurrences(tsudoi::domain::time::Days::one(day), &off) {
                let title = occurrence.title();
                let is_there = cell.lines.iter().any(|line| line.title == title);
                prop_assert!(is_there || below.contains(title), "{} on {}", title, day);
            }
        }
    }
}
