//! Measures how long the expansion of rules takes. The figures are printed and never judged. `./dev bench` runs it.

#![expect(clippy::print_stdout, reason = "the figures are printed")]

use std::hint::black_box;
use std::time::Instant;

use jiff::civil::{Date, Weekday, date};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::recurrence::expand::starts;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Repeat, RepeatRule as Held};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Length, Shown, Timed, When, Zone, plus_days};

const RULES: u32 = 1000;
const TURNS: usize = 9;
const YEAR: Days = Days { first: Date::constant(2026, 4, 1), last: Date::constant(2027, 3, 31) };
const WEEK: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// Returns one of the rules that unions use: a second Thursday, every week, the last Friday of April, the 15th and the
/// last day.
fn rule(number: u32, is_counted: bool) -> Rule {
    let pick = |count: u32| usize::try_from(number % count).unwrap_or(0);
    let small = |count: u32| i16::try_from(number % count).unwrap_or(0);
    let weekday = WEEK.get(pick(5)).copied().unwrap_or(Weekday::Friday);
    let day = |nth| vec![NthDay { day: weekday, nth }];
    let parts = match number % 5 {
        0 => RuleParts { by_day: day(Some(small(4) + 1)), ..RuleParts::new(Frequency::Monthly) },
        1 => RuleParts { by_day: day(None), ..RuleParts::new(Frequency::Weekly) },
        2 => RuleParts {
            by_day: day(Some(-1)),
            by_month: vec![small(12) + 1],
            ..RuleParts::new(Frequency::Yearly)
        },
        3 => RuleParts { by_month_day: vec![15, -1], ..RuleParts::new(Frequency::Monthly) },
        _ => RuleParts::new(Frequency::Daily),
    };
    let end = if is_counted { End::Count(100_000) } else { End::Never };
    Rule::new(RuleParts { interval: Some(1 + number % 3), end, ..parts })
        .expect("a rule that is held")
}

/// Returns a number of series that began around that day.
fn series(begun: Date, is_counted: bool) -> Almanac {
    let mut change = Change::default();
    for number in 0..RULES {
        let day = plus_days(begun, i32::try_from(number % 28).unwrap_or(0));
        let when = When::Timed(Timed {
            start: day.at(18, 30, 0, 0),
            zone: Some(Zone("Asia/Tokyo".into())),
            length: Some(Length { days: 0, seconds: 5400 }),
            shown: Shown::Clock,
        });
        let id = EventId::new(format!("s{number:04}"));
        let mut event = Event::new(id.clone(), "計測の会議", when);
        event.repeat = Some(Box::new(Repeat {
            rule: Some(Held::Known(Box::new(rule(number, is_counted)))),
            excluded: Vec::new(),
            overrides: SortedMap::new(),
            holiday_rule: None,
            restart_month: None,
            strays: std::collections::BTreeMap::new(),
        }));
        change.entries.insert(id, Some(Entry::local(event, CalendarId::new("c"))));
    }
    let mut almanac = Almanac::default();
    almanac.apply(change);
    almanac
}

/// Runs several rounds and returns their median time in milliseconds, and the result of the last round.
fn timed(work: impl Fn() -> usize) -> (f64, usize) {
    let mut times = Vec::new();
    let mut count = 0;
    for _ in 0..TURNS {
        let began = Instant::now();
        count = black_box(work());
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (times.get(TURNS / 2).copied().unwrap_or(f64::NAN), count)
}

fn main() {
    println!("{RULES} rules over a year, ms (median of {TURNS})");
    for (is_counted, sort) in [(false, "that never end"), (true, "with a COUNT")] {
        let mut first = None;
        for years in [0_i16, 10, 100] {
            let begun = date(2026 - years, 3, 1);
            let almanac = series(begun, is_counted);
            let (ours, count) = timed(|| almanac.occurrences(YEAR, &BY_LAW).len());
            // The same rules, walked through from their beginning, as an expansion without arithmetic would do.
            let walk = |entry: &Entry| {
                let rule = entry.event.repeat.as_ref()?.known()?;
                let all = starts(rule, entry.event.when.start(), Days { first: begun, ..YEAR });
                let days = YEAR.first..=YEAR.last;
                Some(all.filter(|at| days.contains(&at.date())).count())
            };
            let (walked, same) = timed(|| almanac.entries().filter_map(walk).sum());
            assert_eq!(count, same, "both find the same instances");
            let beside = ours / *first.get_or_insert(ours);
            println!(
                "  {sort}, begun {years:>3} years before: {ours:>7.1} (× the first {beside:.2}); walked from the beginning {walked:>7.1}; {count} instances"
            );
        }
    }
}
