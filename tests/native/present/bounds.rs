//! What an event may cost: whatever an accepted file holds, every page is worked out in a time that is bounded by that
//! of an ordinary file, measured side by side.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::nearest::nearest;
use tsudoi::domain::time::{Month, WeekStart};
use tsudoi::format::issue::Reason;
use tsudoi::format::jscalendar::read::{Decoded, decode};
use tsudoi::format::json::read::Limits;
use tsudoi::i18n::Language;
use tsudoi::present::card::now_next::now_next;
use tsudoi::present::card::overlap::{left_today, overlaps};
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::help::clashes::clashes;
use tsudoi::present::form::event::repeat::preview::{flaws, next_instances};
use tsudoi::present::page::agenda;
use tsudoi::present::page::axis::{layout, time_axis};
use tsudoi::present::page::event::event_page;
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::page::print::print_page;
use tsudoi::present::page::search::{Asked, results};
use tsudoi::present::page::year::rules::YearOf;
use tsudoi::present::page::year::year_page;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::print::{PrintOf, Sheet};
use tsudoi::present::route::search_query::Seek;
use tsudoi::present::viewer::Viewer;

use crate::support::sample::{almanac, entry, viewer};

const DAY: Date = date(2026, 6, 10);

/// The pages, by name, each with its work.
type Page = (&'static str, fn(&Almanac, &Entry, &Viewer));

const PAGES: [Page; 12] = [
    ("agenda", |almanac, _, viewer| {
        black_box(agenda::first_months(almanac, DAY, &viewer.days_off()));
        black_box(agenda::section(almanac, Month::of(DAY), &Filter::default(), viewer));
    }),
    ("now and next", |almanac, _, viewer| {
        black_box(now_next(almanac, &Filter::default(), viewer));
        black_box(left_today(almanac, viewer));
    }),
    ("month", |almanac, _, viewer| {
        let layout = Layout::plain(Month::of(DAY), WeekStart::Sunday, 4);
        black_box(month_grid(almanac, &layout, &Filter::default(), viewer));
    }),
    ("week", |almanac, _, viewer| {
        let week = layout::AxisLayout::wide(layout::week_of(DAY, WeekStart::Sunday));
        black_box(time_axis(almanac, week, &Filter::default(), viewer));
    }),
    ("day", |almanac, _, viewer| {
        black_box(agenda::day(almanac, DAY, &Filter::default(), agenda::CARDS_SHOWN, viewer));
    }),
    ("year", |almanac, _, viewer| {
        let of = YearOf { year: 2026, calendar: None };
        black_box(year_page(almanac, &of, WeekStart::Sunday, viewer));
    }),
    ("print table", |almanac, _, viewer| {
        let of = PrintOf { sheet: Sheet::Month, first: Month::of(DAY), filter: Filter::default() };
        black_box(print_page(almanac, &of, WeekStart::Sunday, viewer));
    }),
    ("print list", |almanac, _, viewer| {
        let of =
            PrintOf { sheet: Sheet::List(3), first: Month::of(DAY), filter: Filter::default() };
        black_box(print_page(almanac, &of, WeekStart::Sunday, viewer));
    }),
    ("event", |almanac, entry, viewer| {
        black_box(event_page(almanac, entry, viewer));
    }),
    ("overlaps", |almanac, entry, viewer| {
        let off = viewer.days_off();
        black_box(overlaps(almanac, &nearest(entry, DAY, &off), viewer));
    }),
    ("form", |almanac, entry, viewer| {
        let form = EventForm::of(&entry.event, &entry.calendar);
        black_box(next_instances(&form, Some(&entry.event), viewer));
        black_box(flaws(&form, Some(&entry.event), viewer));
        black_box(clashes(almanac, &form, Some(&entry.event.id), viewer));
    }),
    ("search", |almanac, _, viewer| {
        let mut index = Index::new(|_| "", DAY);
        almanac.entries().for_each(|entry| index.add(entry));
        let seek = Seek { text: "e".to_owned(), ..Seek::default() };
        black_box(results(&mut index, &Asked { almanac, seek: &seek, viewer, limit: 20 }));
    }),
];

pub(crate) fn json(events: &[String]) -> String {
    let entries = events.join(",\n");
    format!(
        r#"{{"@type":"Group","version":"2.0","uid":"union","updated":"2026-01-01T00:00:00Z","title":"u","entries":[{entries}]}}"#
    )
}

fn one(number: usize, start: &str, fields: &str) -> String {
    format!(
        r#"{{"@type":"Event","uid":"e{number}","updated":"2026-01-01T00:00:00Z","title":"event {number}","start":"{start}","timeZone":"Asia/Tokyo"{fields}}}"#
    )
}

pub(crate) fn ruled(number: usize, rule: &str) -> String {
    one(
        number,
        "2026-06-01T00:00:00",
        &format!(r#","duration":"PT1H","recurrenceRule":{{"@type":"RecurrenceRule",{rule}}}"#),
    )
}

/// An ordinary file: 2,000 events of two hours in three years, and 20 weekly series.
fn ordinary() -> String {
    let single = (0..2000).map(|number| {
        let (year, month, day) = (2025 + number % 3, number / 3 % 12 + 1, number / 36 % 28 + 1);
        one(number, &format!("{year}-{month:02}-{day:02}T18:30:00"), r#","duration":"PT2H""#)
    });
    let weekly = (2000..2020).map(|number| ruled(number, r#""frequency":"weekly""#));
    json(&single.chain(weekly).collect::<Vec<_>>())
}

pub(crate) fn read(text: &str) -> Decoded {
    decode(text.as_bytes(), &Limits::default()).expect("readable")
}

pub(crate) fn kept(decoded: &Decoded) -> Vec<Entry> {
    let events = decoded.collections.iter().flat_map(|it| it.events.clone());
    events.map(entry).collect()
}

/// Returns the best of at most three runs; the first that is within `enough` is good enough.
fn best(enough: Duration, work: impl Fn()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let begun = Instant::now();
        work();
        best = best.min(begun.elapsed());
        if best <= enough {
            break;
        }
    }
    best
}

/// Returns the pages that take more than the ordinary file allows, with their times.
pub(crate) fn slow_pages(text: &str, limits: &[Duration]) -> Vec<String> {
    let viewer = viewer(Language::Ja, DAY);
    let entries = kept(&read(text));
    let shown = entries.first().cloned().expect("an accepted event");
    let almanac = almanac(entries);
    let mut slow = Vec::new();
    for ((name, work), limit) in PAGES.iter().zip(limits) {
        let took = best(*limit, || work(&almanac, &shown, &viewer));
        if took > *limit {
            slow.push(format!("{name}: {took:?}, at most {limit:?}"));
        }
    }
    slow
}

/// Measures the ordinary file. A page may take two hundred times as long, or three hundred times as long as the slowest
/// page there; one that is not bounded takes thousands of times as long. A machine that does other work beside this one
/// is no reason to fail.
pub(crate) fn limits() -> Vec<Duration> {
    let viewer = viewer(Language::Ja, DAY);
    let entries = kept(&read(&ordinary()));
    let shown = entries.last().cloned().expect("a series");
    let almanac = almanac(entries);
    let took: Vec<Duration> = PAGES
        .iter()
        .map(|(_, work)| best(Duration::ZERO, || work(&almanac, &shown, &viewer)))
        .collect();
    let slowest = took.iter().max().copied().unwrap_or_default();
    took.into_iter().map(|it| (it * 200).max(slowest * 300)).collect()
}

fn map(name: &str, count: usize, value: &str) -> String {
    let rows = (0..count).map(|at| format!(r#""k{at}":{value}"#)).collect::<Vec<_>>();
    format!(r#","{name}":{{{}}}"#, rows.join(","))
}

/// Files that are valid and hold more than anybody writes.
#[expect(clippy::too_many_lines, reason = "it is a list, one entry for each file")]
fn hostile() -> Vec<(&'static str, String)> {
    let start = "2026-06-10T09:00:00";
    let series = |rule: &str, count: usize| {
        json(&(0..count).map(|number| ruled(number, rule)).collect::<Vec<_>>())
    };
    let all_hours: Vec<String> = (0..24).map(|it| it.to_string()).collect();
    let all_minutes: Vec<String> = (0..60).map(|it| it.to_string()).collect();
    let every = format!(
        r#""frequency":"daily","byHour":[{}],"byMinute":[{minutes}],"bySecond":[{minutes}]"#,
        all_hours.join(","),
        minutes = all_minutes.join(",")
    );
    let mut days = String::new();
    let mut clock = date(2026, 1, 1).at(0, 0, 0, 0);
    for _ in 0..100_000 {
        write!(days, r#""{clock}":{{"excluded":true}},"#).expect("text");
        clock = clock.saturating_add(jiff::ToSpan::minutes(10));
    }
    let excluded = format!(
        r#","recurrenceRule":{{"@type":"RecurrenceRule","frequency":"daily"}},"recurrenceOverrides":{{{}}}"#,
        days.trim_end_matches(',')
    );
    let long = "長い題名".repeat(8_250);
    vec![
        ("secondly", series(r#""frequency":"secondly""#, 1)),
        ("ten secondly", series(r#""frequency":"secondly""#, 10)),
        ("minutely, counted", series(r#""frequency":"minutely","count":4000000000"#, 20)),
        ("every second by lists", series(&every, 5)),
        (
            "every second, moved",
            series(
                &every.replace(r#""daily""#, r#""monthly","byMonthDay":[31],"skip":"forward""#),
                5,
            ),
        ),
        (
            "seconds that never come",
            series(r#""frequency":"secondly","byMonth":["2"],"byMonthDay":[30]"#, 5),
        ),
        (
            "30,000 on a day",
            json(
                &(0..30_000).map(|it| one(it, start, r#","duration":"PT1H""#)).collect::<Vec<_>>(),
            ),
        ),
        (
            "2,000 of 160 years",
            json(
                &(0..2_000)
                    .map(|it| one(it, "1900-01-01T00:00:00", r#","duration":"P58440D""#))
                    .collect::<Vec<_>>(),
            ),
        ),
        ("long title", json(&[one(0, start, "").replace("event 0", &long)])),
        (
            "long text",
            json(&[one(
                0,
                start,
                &format!(r#","description":"{}""#, "https://a.example/ ".repeat(50_000)),
            )]),
        ),
        ("long zone", json(&[one(0, start, "").replace("Asia/Tokyo", &"Z".repeat(100_000))])),
        (
            "20,000 links",
            json(&[one(
                0,
                start,
                &map("links", 20_000, r#"{"@type":"Link","href":"https://a.example/"}"#),
            )]),
        ),
        (
            "20,000 places",
            json(&[one(0, start, &map("locations", 20_000, r#"{"@type":"Location","name":"a"}"#))]),
        ),
        (
            "5,000 people",
            json(&[one(
                0,
                start,
                &map(
                    "participants",
                    5_000,
                    r#"{"@type":"Participant","name":"a","roles":{"attendee":true}}"#,
                ),
            )]),
        ),
        ("100,000 exclusions", json(&[one(0, start, &excluded)])),
    ]
}

#[test]
fn no_file_makes_a_page_slow() {
    let limits = limits();
    let mut slow = Vec::new();
    for (name, text) in hostile() {
        slow.extend(slow_pages(&text, &limits).into_iter().map(|page| format!("{name}: {page}")));
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn what_is_not_shown_whole_is_named() {
    let named = |text: &str| {
        let issues = read(text).issues;
        let all = issues.into_iter().map(|it| it.reason);
        all.filter(Reason::is_about_showing).collect::<Vec<_>>()
    };
    let hostile = hostile();
    let of = |name: &str| {
        let found = hostile.iter().find(|(own, _)| *own == name).expect("a file");
        named(&found.1)
    };
    assert_eq!(of("secondly"), [Reason::ManyInstances]);
    assert_eq!(of("every second, moved").len(), 5);
    assert_eq!(of("long title"), [Reason::LongText]);
    assert_eq!(of("long zone"), [Reason::LongText]);
    assert_eq!(of("20,000 links"), [Reason::ManyRows]);
    assert_eq!(named(&ordinary()), []);
    let hourly = json(&[ruled(0, r#""frequency":"hourly""#)]);
    assert_eq!(named(&hourly), [], "each hour of a day is shown");
}

fn rule_text() -> impl Strategy<Value = String> {
    let frequency = prop_oneof![
        Just("secondly"),
        Just("minutely"),
        Just("hourly"),
        Just("daily"),
        Just("weekly"),
        Just("monthly"),
        Just("yearly"),
    ];
    let list = |name: &'static str, low: i32, high: i32| {
        let list = prop::collection::vec(low..=high, 0..60);
        list.prop_map(move |list| {
            let list: Vec<String> = list
                .into_iter()
                .filter(|it| low >= 0 || *it != 0)
                .map(|it| it.to_string())
                .collect();
            if list.is_empty() {
                String::new()
            } else {
                format!(r#","{name}":[{}]"#, list.join(","))
            }
        })
    };
    let lists = (
        list("byHour", 0, 23),
        list("byMinute", 0, 59),
        list("bySecond", 0, 59),
        list("byMonthDay", -31, 31),
        list("byYearDay", -366, 366),
        list("bySetPosition", -400, 400),
    );
    let end = prop_oneof![
        Just(String::new()),
        Just(r#","count":4000000000"#.to_owned()),
        Just(r#","until":"2099-01-01T00:00:00""#.to_owned()),
    ];
    let skip = prop_oneof![Just(""), Just(r#","skip":"forward""#), Just(r#","skip":"backward""#)];
    (frequency, 1u32..5, lists, end, skip).prop_map(|(frequency, interval, lists, end, skip)| {
        let (hours, minutes, seconds, days, year_days, positions) = lists;
        format!(
            r#""frequency":"{frequency}","interval":{interval}{hours}{minutes}{seconds}{days}{year_days}{positions}{end}{skip}"#
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// Any rule that is accepted, ten times, as the rule of a series and as one that excludes.
    #[test]
    fn no_rule_makes_a_page_slow(rule in rule_text(), excluded in rule_text()) {
        let series: Vec<String> = (0..10)
            .map(|number| {
                let fields = format!(
                    r#","recurrenceRule":{{{rule}}},"excludedRecurrenceRules":[{{{excluded}}}]"#
                );
                one(number, "2020-01-31T00:00:00", &fields)
            })
            .collect();
        // Ten series of lists that nobody writes may cost more than one file that somebody might.
        let limits: Vec<Duration> = limits().into_iter().map(|it| it * 8).collect();
        let slow = slow_pages(&json(&series), &limits);
        prop_assert!(slow.is_empty(), "{}", slow.join("\n"));
    }
}

#[test]
fn an_event_may_be_opened_whatever_it_holds() {
    let viewer = viewer(Language::Ja, DAY);
    for (name, text) in hostile() {
        for event in kept(&read(&text)).iter().take(1).map(|entry| -> &Event { &entry.event }) {
            let fixed = entry(event.clone());
            let page = event_page(&almanac([fixed.clone()]), &fixed, &viewer);
            let letters = page.title.chars().count() + page.when.line.chars().count();
            assert!(letters < 1_000, "{name}: {letters} letters in the head");
            let rows = page.links.len() + page.places.len() + page.programme.len();
            assert!(rows <= 200, "{name}: {rows} rows");
        }
    }
}
