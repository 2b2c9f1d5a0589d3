//! 第N回 along a series, and what a series does about days off.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{Date, date};
use tsudoi::domain::days_off::{BY_LAW, HolidayRule, landed};
use tsudoi::domain::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::numbering::{Flaw, flaws, number};
use tsudoi::domain::occurrence::{within, within_with};
use tsudoi::domain::time::Days;
use tsudoi::format::jscalendar::encode::encode_event;

use crate::present_repeat::event;
use crate::sample::entry;

/// The second Thursday of each month from 14 November 2024, the third of its year, with a break and one more date.
fn monthly(fields: &str) -> Event {
    event(&format!(
        r#""tsudoi.example:seriesNumber":3,{fields}
        "recurrenceRule":{{"frequency":"monthly","byDay":[{{"day":"th","nthOfPeriod":2}}]}},
        "recurrenceOverrides":{{
            "2024-12-12T18:30:00":{{"excluded":true}},
            "2025-01-20T18:30:00":{{"title":"臨時の会"}},
            "2025-06-12T18:30:00":{{"tsudoi.example:seriesNumber":20}}}}"#
    ))
}

fn numbers(event: &Event) -> String {
    let entry = entry(event.clone());
    let window = Days { first: date(2024, 11, 1), last: date(2025, 8, 31) };
    let mut found: Vec<_> = within(&entry, window).collect();
    found.sort_by(|one, next| one.order().cmp(&next.order()));
    let mut text = String::new();
    for occurrence in found {
        let at = occurrence.instance.expect("an instance");
        let number = number(event, at, &BY_LAW);
        assert_eq!(occurrence.standalone(&BY_LAW).series_number, number);
        writeln!(text, "{} 第{}回", at.date(), number.unwrap_or_default())
            .expect("a string takes any text");
    }
    text
}

#[test]
fn what_takes_place_is_counted() {
    expect![[r#"
        2024-11-14 第3回
        2025-01-09 第4回
        2025-01-20 第5回
        2025-02-13 第6回
        2025-03-13 第7回
        2025-04-10 第8回
        2025-05-08 第9回
        2025-06-12 第20回
        2025-07-10 第21回
        2025-08-14 第22回
    "#]]
    .assert_eq(&numbers(&monthly("")));
}

#[test]
fn numbers_begin_again_with_the_fiscal_year() {
    let series = monthly(r#""tsudoi.example:restartMonth":4,"#);
    expect![[r#"
        2024-11-14 第3回
        2025-01-09 第4回
        2025-01-20 第5回
        2025-02-13 第6回
        2025-03-13 第7回
        2025-04-10 第1回
        2025-05-08 第2回
        2025-06-12 第20回
        2025-07-10 第21回
        2025-08-14 第22回
    "#]]
    .assert_eq(&numbers(&series));
    assert!(encode_event(&series).contains(r#""tsudoi.example:restartMonth": 4"#));
}

#[test]
fn gaps_and_doubles_are_pointed_out() {
    assert_eq!(flaws([1, 2, 3]), []);
    assert_eq!(flaws([3, 4, 1, 2]), [], "a new year");
    assert_eq!(flaws([1, 2, 5]), [Flaw::Gap { first: 3, last: 4 }]);
    assert_eq!(flaws([1, 2, 2, 3]), [Flaw::Double { number: 2 }]);
    assert_eq!(flaws([5, 6, 4, 5]), [Flaw::Double { number: 4 }]);
    assert_eq!(flaws([]), []);
}

/// 3 and 4 November 2025 are days off: a Monday of 文化の日, and a Tuesday for the sake of the test.
fn is_day_off(day: Date) -> bool {
    day == date(2025, 11, 3) || day == date(2025, 11, 4)
}

#[test]
fn an_instance_on_a_day_off_moves_or_falls_out() {
    let rows = [
        (date(2025, 11, 3), false),
        (date(2025, 11, 3), true),
        (date(2025, 11, 5), false),
        (date(2025, 11, 8), false),
        (date(2025, 11, 8), true),
    ];
    let mut text = String::new();
    for (day, names_weekdays) in rows {
        for rule in HolidayRule::ALL {
            let landed = landed(day.at(18, 0, 0, 0), rule, names_weekdays, &is_day_off);
            let landed = landed.map(|it| it.date().to_string()).unwrap_or_default();
            writeln!(text, "{day} {names_weekdays} {}: {landed}", rule.slug())
                .expect("a string takes any text");
        }
    }
    expect![[r#"
        2025-11-03 false next: 2025-11-05
        2025-11-03 false previous: 2025-10-31
        2025-11-03 false skip: 
        2025-11-03 true next: 2025-11-05
        2025-11-03 true previous: 2025-10-31
        2025-11-03 true skip: 
        2025-11-05 false next: 2025-11-05
        2025-11-05 false previous: 2025-11-05
        2025-11-05 false skip: 2025-11-05
        2025-11-08 false next: 2025-11-10
        2025-11-08 false previous: 2025-11-07
        2025-11-08 false skip: 
        2025-11-08 true next: 2025-11-08
        2025-11-08 true previous: 2025-11-08
        2025-11-08 true skip: 2025-11-08
    "#]]
    .assert_eq(&text);
}

fn held(series: &Entry, first: Date, last: Date) -> Vec<String> {
    let window = Days { first, last };
    within_with(series, window, &is_day_off).map(|it| it.when.start().date().to_string()).collect()
}

#[test]
fn a_series_avoids_days_off() {
    let series = |rule: &str| {
        let fields = format!(
            r#""tsudoi.example:holidayRule":"{rule}",
            "recurrenceRule":{{"frequency":"monthly","byMonthDay":[3]}}"#
        );
        let event = event(&fields);
        assert!(encode_event(&event).contains(&format!(r#"holidayRule": "{rule}""#)));
        entry(event)
    };
    let (first, last) = (date(2025, 11, 1), date(2025, 11, 30));
    assert_eq!(held(&series("next"), first, last), ["2025-11-05"]);
    // 3 November is 文化の日 by law, 4 November is a Tuesday.
    let window = Days { first, last };
    let next = series("next");
    let by_law: Vec<_> = within(&next, window).map(|it| it.when.start().date()).collect();
    assert_eq!(by_law, [date(2025, 11, 4)]);
    assert_eq!(held(&series("previous"), first, last), Vec::<String>::new());
    assert_eq!(held(&series("previous"), date(2025, 10, 31), last), ["2025-10-31"]);
    assert_eq!(held(&series("skip"), first, last), Vec::<String>::new());
    assert_eq!(held(&series("skip"), date(2025, 12, 1), date(2025, 12, 5)), ["2025-12-03"]);
}
