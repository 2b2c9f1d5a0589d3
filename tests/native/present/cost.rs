//! A series costs what its instances differ in: twice as many own lists cost twice as much, and never four times.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::{Date, DateTime, date};
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Affiliation, Participant};
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::search::index::Index;
use tsudoi::domain::series::edit::edit_one;
use tsudoi::domain::series::own::OwnList;
use tsudoi::domain::series::recurrence::rule::{Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat, RepeatRule};
use tsudoi::domain::sharing::redact::without_names;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::plus_days;
use tsudoi::format::export::Names;
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::stored::record::{decode_entry, encode_entry};
use tsudoi::i18n::Language;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::page::agenda::{agenda, first_months};
use tsudoi::present::page::event::instance_page;
use tsudoi::present::route::filter::Filter;

use crate::icalendar::laws::written;
use crate::support::sample::{almanac, at, viewer};

/// The first meeting; today is in the middle of the smaller series.
const FIRST: Date = date(2026, 1, 7);

/// The numbers of meetings that are compared.
const SIZES: [i32; 2] = [60, 240];

/// How many times as long the longer series may take. The work grows fourfold; a square would be 16 times as much.
const MOST: u32 = 9;

fn start(number: i32) -> DateTime {
    plus_days(FIRST, 7 * number).at(18, 30, 0, 0)
}

fn people(meeting: i32) -> impl Iterator<Item = (LocalId, Participant)> {
    (0..20).map(move |number| {
        let organization = format!("見本{number}労働組合");
        let affiliation = Affiliation { organization, ..Affiliation::default() };
        let person = Participant {
            name: format!("見本 {meeting}の{number}"),
            affiliation: Some(Box::new(affiliation)),
            ..Participant::default()
        };
        (LocalId::new(format!("p{number}")), person)
    })
}

/// Returns a weekly series of which each of the meetings has its own number and its own whole list.
fn series(meetings: i32) -> Event {
    let rule = RuleParts::new(Frequency::Weekly);
    let rule = Rule::new(rule).expect("a rule that is held");
    let own = |meeting: i32| {
        let patch = Patch {
            title: Some(format!("定例会{meeting}")),
            participants: OwnList::Whole(people(meeting).collect()),
            ..Patch::default()
        };
        (start(meeting), Override::of(patch))
    };
    let repeat = Repeat {
        rule: Some(RepeatRule::Known(Box::new(rule))),
        overrides: (0..meetings).map(own).collect(),
        ..Repeat::default()
    };
    let mut event = Event::new(EventId::new("e"), "定例会", at(start(0), 90));
    event.participants = people(-1).collect();
    event.series_number = Some(1);
    event.repeat = Some(Box::new(repeat));
    event
}

/// Runs both in turn and returns the shortest time of each: what else the machine does makes a run only longer.
fn times(work: &dyn Fn(&Entry), entries: &[Entry; 2]) -> [Duration; 2] {
    let mut least = [Duration::MAX; 2];
    for _ in 0..5 {
        for (entry, least) in entries.iter().zip(&mut least) {
            let began = Instant::now();
            work(entry);
            *least = began.elapsed().min(*least);
        }
    }
    least
}

fn check(name: &str, work: &dyn Fn(&Entry)) {
    check_with(name, SIZES, work);
}

fn check_with(name: &str, sizes: [i32; 2], work: &dyn Fn(&Entry)) {
    let entries = sizes.map(|size| Entry::local(series(size), CalendarId::new("union")));
    let [short, long] = times(work, &entries);
    // Less than this cannot be told from the noise.
    let floor = Duration::from_micros(300);
    assert!(
        long < MOST * short.max(floor),
        "{name}: {sizes:?} meetings take {short:?} and {long:?}"
    );
}

#[test]
fn a_list_of_its_own_for_each_meeting_costs_what_the_lists_cost() {
    let viewer = viewer(Language::Ja, plus_days(FIRST, 7 * 30));
    check("start", &|entry| {
        let text = encode_entry(entry);
        black_box(decode_entry(&text).expect("a record"));
    });
    check("agenda", &|entry| {
        let almanac = almanac([entry.clone()]);
        let months = first_months(&almanac, viewer.today, &BY_LAW);
        black_box(agenda(&almanac, &months, &Filter::default(), &viewer));
    });
    check("event", &|entry| {
        let almanac = almanac([entry.clone()]);
        black_box(instance_page(&almanac, entry, Some(start(30)), &viewer));
    });
    check("search", &|entry| {
        let mut index = Index::new(|_| "会", viewer.today);
        index.add(entry);
        black_box(index.len());
    });
    check("form", &|entry| {
        let form = EventForm::of(&entry.event, &entry.calendar);
        black_box(tsudoi::present::form::event::repeat::preview::next_instances(
            &form,
            Some(&entry.event),
            &viewer,
        ));
    });
    check("edit", &|entry| {
        let plain = tsudoi::domain::series::occurrence::instance(entry, start(30));
        let wanted = plain.expect("there").standalone(&BY_LAW);
        let wanted = Event { title: "臨時".to_owned(), ..wanted };
        black_box(edit_one(&entry.event, start(30), &wanted, &BY_LAW));
    });
    check("export", &|entry| {
        black_box(encode_event(&entry.event));
    });
    check_with("calendar of other programs", [15, 60], &|entry| {
        let calendar = Calendar::new(entry.calendar.clone(), CalendarFacts::default());
        let events = vec![entry.event.clone()];
        let all = [Collection { calendar: Some(calendar), events, ..Collection::default() }];
        black_box(written(&all, Names::With));
    });
    check("export without names", &|entry| {
        black_box(encode_event(&without_names(&entry.event)));
    });
}
