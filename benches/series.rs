//! Measures what series with many instances of their own cost. The figures are printed and never judged. `./dev bench`
//! runs it.

#![expect(clippy::print_stdout, reason = "the figures are printed")]

use std::hint::black_box;
use std::time::Instant;

use jiff::civil::{Date, DateTime};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Affiliation, Participant};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::search::index::Index;
use tsudoi::domain::series::own::OwnList;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat, RepeatRule};
use tsudoi::domain::sharing::redact::without_names;
use tsudoi::domain::time::day_number::plus_seconds;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Length, Month, Shown, Timed, When, plus_days};
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::stored::record::{decode_entry, encode_entry};
use tsudoi::i18n::Language;
use tsudoi::present::page::agenda::section;
use tsudoi::present::page::event::instance_page;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::viewer::Viewer;

const TURNS: usize = 5;
const FIRST: Date = Date::constant(2026, 1, 7);

fn people(meeting: i32, count: i32) -> impl Iterator<Item = (LocalId, Participant)> {
    (0..count).map(move |number| {
        let organization = format!("見本{}労働組合", number % 50);
        let affiliation = Affiliation { organization, ..Affiliation::default() };
        let person = Participant {
            name: format!("見本 {meeting}の{number}"),
            name_kana: format!("みほん {number}"),
            calendar_address: Some(format!("urn:uuid:{meeting}-{number}")),
            affiliation: Some(Box::new(affiliation)),
            ..Participant::default()
        };
        (LocalId::new(format!("p{number}")), person)
    })
}

/// Returns a series whose instances have a title of their own, and a list if there are people.
fn series(frequency: Frequency, step: i64, instances: i32, count: i32) -> Entry {
    let start = FIRST.at(18, 30, 0, 0);
    let at = |number: i32| plus_seconds(start, step * i64::from(number));
    let own = |number: i32| -> (DateTime, Override) {
        let list = OwnList::Whole(people(number, count).collect());
        let participants = if count > 0 { list } else { OwnList::AsSeries };
        let title = Some(format!("定例会{number}"));
        (at(number), Override::of(Patch { title, participants, ..Patch::default() }))
    };
    let parts = RuleParts { end: End::Count(10_000), ..RuleParts::new(frequency) };
    let repeat = Repeat {
        rule: Rule::new(parts).map(|rule| RepeatRule::Known(Box::new(rule))),
        overrides: (0..instances).map(own).collect(),
        ..Repeat::default()
    };
    let length = Some(Length { days: 0, seconds: 3600 });
    let when = When::Timed(Timed { start, zone: None, length, shown: Shown::Clock });
    let mut event = Event::new(EventId::new("e"), "定例会", when);
    event.participants = people(-1, 40).collect();
    event.series_number = Some(1);
    event.repeat = Some(Box::new(repeat));
    Entry::local(event, CalendarId::new("c"))
}

/// Returns the median time in milliseconds.
fn timed(work: impl Fn()) -> f64 {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..TURNS {
        let began = Instant::now();
        work();
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    times.get(TURNS / 2).copied().unwrap_or(f64::NAN)
}

fn figures(name: &str, entry: &Entry) {
    let mut almanac = Almanac::default();
    almanac.apply(Change::entry(entry.event.id.clone(), Some(entry.clone())));
    let today = plus_days(FIRST, 30);
    let viewer = Viewer::new(Language::Ja, today);
    let record = encode_entry(entry);
    let at = FIRST.at(18, 30, 0, 0);
    let figures = [
        ("decode", timed(|| _ = black_box(decode_entry(&record)))),
        ("encode", timed(|| _ = black_box(encode_entry(entry)))),
        ("window", timed(|| _ = black_box(almanac.occurrences(Days::one(today), &BY_LAW).len()))),
        (
            "without a day",
            timed(|| {
                let month = Days::month(Month::of(today));
                _ = black_box(almanac.without_day(month, &BY_LAW).len());
            }),
        ),
        (
            "month",
            timed(|| {
                _ = black_box(section(&almanac, Month::of(today), &Filter::default(), &viewer));
            }),
        ),
        ("page", timed(|| _ = black_box(instance_page(&almanac, entry, Some(at), &viewer)))),
        (
            "index",
            timed(|| {
                let mut index = Index::new(|_| "会", today);
                index.add(entry);
                black_box(index.len());
            }),
        ),
        ("copy", timed(|| _ = black_box(entry.clone()))),
        ("export", timed(|| _ = black_box(encode_event(&entry.event)))),
        ("no names", timed(|| _ = black_box(encode_event(&without_names(&entry.event))))),
    ];
    let kilobytes = record.len() >> 10;
    print!("{name:<36} {kilobytes:>6} kB");
    for (name, time) in figures {
        print!("  {name} {time:.2}");
    }
    println!();
}

fn main() {
    println!("series with instances of their own, ms (median of {TURNS})");
    let week = 7 * 86_400;
    for (meetings, count) in [(1, 40), (100, 40), (150, 40), (500, 60)] {
        let entry = series(Frequency::Weekly, week, meetings, count);
        figures(&format!("weekly, {meetings} meetings of {count} people"), &entry);
    }
    for instances in [1, 500, 5000] {
        let entry = series(Frequency::Hourly, 3600, instances, 0);
        figures(&format!("hourly, {instances} titled instances"), &entry);
    }
}
