//! 第N回 along a series, and how a series treats days off.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::EventId;
use tsudoi::domain::series::edit::{delete_one, former, split};
use tsudoi::domain::series::numbering::{Flaw, FlawAt, flaw_between, flaws, flaws_of, number};
use tsudoi::domain::series::occurrence::{instance, within, within_with};
use tsudoi::domain::series::recurrence::count::instances_between;
use tsudoi::domain::series::recurrence::expand::starts;
use tsudoi::domain::series::recurrence::rule::Frequency;
use tsudoi::domain::series::repeat::HolidayRule;
use tsudoi::domain::time::days_off::{BY_LAW, landed};
use tsudoi::domain::time::{Days, plus_days};
use tsudoi::format::jscalendar::write::encode_event;

use crate::present::repeat::event;
use crate::support::sample::entry;

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

/// 3 and 4 November 2025 are days off: 文化の日 on a Monday, and a Tuesday added for this test.
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

/// Returns a series with a number of its own on one instance.
fn numbered_on(day: &str, number: u32) -> Event {
    event(&format!(
        r#""tsudoi.example:seriesNumber":3,
        "recurrenceRule":{{"frequency":"monthly","byDay":[{{"day":"th","nthOfPeriod":2}}]}},
        "recurrenceOverrides":{{"{day}T18:30:00":{{"tsudoi.example:seriesNumber":{number}}}}}"#
    ))
}

#[test]
fn a_number_that_does_not_go_on_is_a_flaw_with_its_instances() {
    let said = |day: &str, number: u32| {
        let found = flaws_of(&numbered_on(day, number), &BY_LAW);
        let one = |it: &FlawAt| {
            let earlier = it.earlier.map(|at| at.date().to_string()).unwrap_or_default();
            format!("{:?} {} {earlier}", it.flaw, it.at.date())
        };
        found.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    // 14 November is the 3rd, 13 March would be the 7th.
    assert_eq!(said("2025-03-13", 7), "");
    assert_eq!(said("2025-03-13", 1), "", "counting begins again");
    assert_eq!(said("2025-03-13", 9), "Gap { first: 7, last: 8 } 2025-03-13 2025-02-13");
    assert_eq!(said("2025-03-13", 5), "Double { number: 5 } 2025-03-13 2025-01-09");
}

#[test]
fn a_series_cut_in_two_is_counted_across_the_cut() {
    let series = monthly("");
    let at = date(2025, 4, 10).at(18, 30, 0, 0);
    let wanted = instance(&entry(series.clone()), at).expect("an instance").standalone(&BY_LAW);
    let cut = split(&series, at, &wanted, EventId::new("later")).expect("it can be cut");
    let before = cut.before.expect("something is left");
    assert_eq!(former(&cut.after), Some(before.id.clone()));
    assert_eq!(flaw_between(&before, &cut.after, &BY_LAW), None);
    // One of the former instances is deleted: a number is missing now.
    let shorter = delete_one(&before, date(2025, 3, 13).at(18, 30, 0, 0));
    let flaw = flaw_between(&shorter, &cut.after, &BY_LAW).expect("a gap");
    assert_eq!(flaw.flaw, Flaw::Gap { first: 7, last: 7 });
    assert_eq!(flaw.earlier, Some(date(2025, 2, 13).at(18, 30, 0, 0)));
}

#[test]
fn what_a_day_off_takes_away_is_not_counted() {
    let series = event(
        r#""tsudoi.example:seriesNumber":1,"tsudoi.example:holidayRule":"skip",
        "recurrenceRule":{"frequency":"monthly","byMonthDay":[3]}"#,
    );
    let entry = entry(series.clone());
    let window = Days { first: date(2025, 1, 1), last: date(2025, 12, 31) };
    let slow: Vec<_> =
        within(&entry, Days { first: date(2024, 1, 1), last: window.last }).collect();
    for occurrence in within(&entry, window) {
        let at = occurrence.instance.expect("an instance");
        let before = slow.iter().filter(|it| it.instance < occurrence.instance).count();
        assert_eq!(number(&series, at, &BY_LAW), u32::try_from(before + 1).ok(), "{at}");
    }
}

/// The work of counting does not grow with the age of a series with a usual rule, nor of one that restarts each year.
#[test]
fn numbers_cost_the_same_however_long_ago_a_series_began() {
    let rules = [
        r#"{"frequency":"weekly","byDay":[{"day":"mo"},{"day":"th"}]}"#,
        r#"{"frequency":"monthly","byDay":[{"day":"th","nthOfPeriod":2},{"day":"th","nthOfPeriod":4}]}"#,
        r#"{"frequency":"monthly","byMonthDay":[5,20]}"#,
        r#"{"frequency":"monthly","byMonthDay":[-1]}"#,
        r#"{"frequency":"monthly","byDay":[{"day":"mo"},{"day":"tu"},{"day":"we"},{"day":"th"},{"day":"fr"}],"bySetPosition":[-1]}"#,
        r#"{"frequency":"daily","interval":3}"#,
    ];
    for rule in rules {
        let rule = event(&format!(r#""recurrenceRule":{rule}"#));
        let rule = rule.repeat.as_deref().and_then(|it| it.known()).expect("a rule").clone();
        // Counting eleven thousand years one by one would exceed the limit on the work.
        let start = date(-9000, 11, 14).at(18, 30, 0, 0);
        let to = date(2026, 11, 14).at(18, 30, 0, 0);
        let counted = instances_between(&rule, start, start, to);
        assert!(counted.is_some_and(|count| count > 100_000), "{counted:?} {rule:?}");
    }
}

proptest! {
    #[test]
    fn what_is_counted_between_is_what_is_made_between(
        rule in crate::support::generate::repeat::rule(&Frequency::ALL),
        days in 0_i32..2000,
        length in 0_i32..400,
    ) {
        let start = date(2020, 2, 29).at(18, 30, 0, 0);
        let from = plus_days(start.date(), days).at(18, 30, 0, 0);
        let to = plus_days(from.date(), length).at(18, 30, 0, 0);
        let window = Days { first: from.date(), last: to.date() };
        let made = starts(&rule, start, window).filter(|at| from <= *at && *at < to).take(20_000).count();
        prop_assume!(made < 20_000);
        if let Some(counted) = instances_between(&rule, start, from, to) {
            prop_assert_eq!(counted, u64::try_from(made).unwrap_or(0));
        }
    }
}
