//! Times in UTC, which are moments without the clock of a place: every page shows, sorts and counts them on the
//! reader's clock, and a form edits them on it.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::shard::ShardKey;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::event::{Event, Rare, RareFacts};
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::search::index::Index;
use tsudoi::domain::series::here::on_local_clock;
use tsudoi::domain::series::occurrence::{within, within_with};
use tsudoi::domain::series::recurrence::rule::Frequency;
use tsudoi::domain::series::repeat::Repeat;
use tsudoi::domain::time::days_off::LocalContext;
use tsudoi::domain::time::local_clock::{LocalClock, is_utc};
use tsudoi::domain::time::{
    Days, Length, Month, Shown, Timed, UtcTime, WeekStart, When, Zone, plus_days,
};
use tsudoi::i18n::Language;
use tsudoi::present::card::overlap::overlaps;
use tsudoi::present::form::Form;
use tsudoi::present::form::event::apply::{Editing, apply, edited_from};
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::series::moved_along;
use tsudoi::present::page::agenda;
use tsudoi::present::page::axis::layout::AxisLayout;
use tsudoi::present::page::axis::time_axis;
use tsudoi::present::page::event::{event_page, instance_page};
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::page::print::{Body, print_page};
use tsudoi::present::page::search::{Asked, results};
use tsudoi::present::page::share::share_text;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::print::{PrintOf, Sheet};
use tsudoi::present::route::search_query::Seek;
use tsudoi::present::viewer::{Viewer, ZoneSource};

use crate::domain::recurrence_oracle::World;
use crate::present::repeat::event as series;
use crate::support::generate::clock;
use crate::support::generate::repeat::rule;
use crate::support::sample::{almanac, at, entry, event};

fn reader(zone: &str, today: Date) -> Viewer {
    Viewer {
        zone: Some(Zone(zone.into())),
        zones: ZoneSource(Some(&World)),
        ..Viewer::new(Language::Ja, today)
    }
}

fn utc(start: DateTime, minutes: u32) -> When {
    let length = (minutes > 0).then_some(Length { days: 0, seconds: minutes * 60 });
    When::Timed(Timed { start, zone: Some(Zone("Etc/UTC".into())), length, shown: Shown::Clock })
}

/// 22:00 on 9 June in UTC: 7:00 on 10 June in Tokyo.
fn call() -> Event {
    let start = date(2026, 6, 9).at(22, 0, 0, 0);
    Event {
        rare: Rare::of(RareFacts {
            meeting_time: Some(date(2026, 6, 9).at(21, 45, 0, 0)),
            registration: Some(Box::new(Registration {
                closes: Some(date(2026, 6, 8).at(15, 30, 0, 0)),
                ..Registration::default()
            })),
            ..RareFacts::default()
        }),
        ..event("call", "国際会議", Kind::Other, utc(start, 90))
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a list, one part for each page")]
fn every_page_shows_a_moment_on_the_readers_clock() {
    let mut tokyo =
        entry(event("tokyo", "朝の会", Kind::Other, at(date(2026, 6, 10).at(7, 30, 0, 0), 30)));
    let mut fixed = entry(call());
    (tokyo.is_mine, fixed.is_mine) = (true, true);
    let almanac = almanac([tokyo, fixed.clone()]);
    let day = date(2026, 6, 10);
    let viewer = reader("Asia/Tokyo", date(2026, 6, 1));
    let mut text = String::new();
    let mut say = |name: &str, what: String| writeln!(text, "{name}: {what}").expect("text");

    let section = agenda::section(&almanac, Month::of(day), &Filter::default(), &viewer);
    for group in &section.days {
        let cards = group.cards.iter().map(|card| {
            let note = card.zone_note.clone().unwrap_or_default();
            format!("{} {}{note} {:?}", card.time_text, card.title, card.machine_time)
        });
        say("agenda", format!("{} {}", group.iso, cards.collect::<Vec<_>>().join(", ")));
    }
    let titles = |day| {
        let group = agenda::day(&almanac, day, &Filter::default(), agenda::CARDS_SHOWN, &viewer);
        group.cards.iter().map(|card| card.title.clone()).collect::<Vec<_>>().join(", ")
    };
    say("day before", titles(date(2026, 6, 9)));
    say("day", titles(day));
    let layout = Layout::plain(Month::of(day), WeekStart::Sunday, 3);
    let grid = month_grid(&almanac, &layout, &Filter::default(), &viewer);
    let cells = grid.weeks.iter().flat_map(|week| &week.days).filter(|day| day.count > 0);
    say("month", cells.map(|cell| cell.label.clone()).collect::<Vec<_>>().join(" "));
    let axis = time_axis(&almanac, AxisLayout::wide(Days::one(day)), &Filter::default(), &viewer);
    for block in axis.days.iter().flat_map(|day| &day.blocks) {
        say("axis", format!("{} {}", block.time_text, block.chip.title));
    }
    let page = event_page(&almanac, &fixed, &viewer);
    say("event", format!("{} {:?} {:?}", page.when.line, page.when.meeting, page.when.zone_note));
    say("closes", format!("{:?}", page.details.closes));
    say(
        "shared",
        share_text(&on_local_clock(&fixed.event, &viewer.days_off()), false, &viewer)
            .replace('\n', " / "),
    );
    say("shared as it is", share_text(&fixed.event, false, &viewer).replace('\n', " / "));
    let off = viewer.days_off();
    let this = almanac.occurrences(Days::one(day), &off);
    for other in overlaps(&almanac, &this[0], &viewer).mine {
        say("overlap", other.text);
    }
    let mut index = Index::new(|_| "", viewer.today);
    almanac.entries().for_each(|entry| index.add_for(entry, &viewer.days_off()));
    let seek = Seek { text: "国際".to_owned(), ..Seek::default() };
    let asked = Asked { almanac: &almanac, seek: &seek, viewer: &viewer, limit: 3 };
    for card in results(&mut index, &asked).cards {
        say("search", card.when);
    }
    let print = PrintOf { sheet: Sheet::List(1), first: Month::of(day), filter: Filter::default() };
    if let Body::List(months) = print_page(&almanac, &print, WeekStart::Sunday, &viewer).body {
        for card in months.iter().flat_map(|month| &month.days).flat_map(|day| &day.cards) {
            say("print", format!("{} {}", card.time_text, card.title));
        }
    }
    expect![[r#"
        agenda: 2026-06-01 
        agenda: 2026-06-10 7:00～8:30 国際会議 "2026-06-10T07:00", 7:30～8:00 朝の会 "2026-06-10T07:30"
        day before: 
        day: 国際会議, 朝の会
        month: 6月10日 水曜日、2件
        axis: 7:00～8:30 国際会議
        axis: 7:30～8:00 朝の会
        event: 6月10日(水) 7:00～8:30 Some("6:45 集合") None
        closes: Some(Standing { line: "6月9日(火) 0:30まで", note: Some("あと8日"), mood: Open })
        shared: 国際会議 / 日時：6月10日(水) 7:00～8:30 / 集合：6:45 / 回答締切：6月9日(火) 0:30まで
        shared as it is: 国際会議 / 日時：6月10日(水) 7:00～8:30 / 集合：6:45 / 回答締切：6月9日(火) 0:30まで
        overlap: 朝の会（6月10日(水) 7:30～8:00）
        search: 6月10日(水) 7:00～8:30
        print: 7:00～8:30 国際会議
        print: 7:30～8:00 朝の会
    "#]].assert_eq(&text);
}

#[test]
fn a_series_of_moments_is_told_and_counted_on_the_readers_clock() {
    let mut event = series(
        r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","byDay":[{"day":"tu"}],"count":6},
        "recurrenceOverrides":{"2026-06-23T22:00:00":{"title":"特別回"},"2026-06-30T22:00:00":{"excluded":true}}"#,
    );
    event.when = utc(date(2026, 6, 9).at(22, 0, 0, 0), 60);
    event.series_number = Some(1);
    let fixed = entry(event);
    let almanac = almanac([fixed.clone()]);
    let viewer = reader("Asia/Tokyo", date(2026, 6, 1));
    let lines = event_page(&almanac, &fixed, &viewer).repeat.expect("it repeats");
    let mut text = format!("{} {}\n", lines.rule, lines.exceptions_text);
    for line in lines.exceptions.iter().chain(&lines.coming) {
        writeln!(text, "{} {} {:?}", line.label, line.text, line.path).expect("text");
    }
    let at = date(2026, 6, 23).at(22, 0, 0, 0);
    let page = instance_page(&almanac, &fixed, Some(at), &viewer);
    writeln!(text, "{} {}", page.title, page.when.line).expect("text");
    expect![[r##"
        毎週水曜日（全6回） 休会1回・変更1回
        変更 6月24日(水) 7:00～8:00 Some("#/event/e?on=2026-06-23T22:00:00")
        休会 7月1日(水) None
         第1回 6月10日(水) 7:00～8:00 Some("#/event/e?on=2026-06-09T22:00:00")
         第2回 6月17日(水) 7:00～8:00 Some("#/event/e?on=2026-06-16T22:00:00")
         第3回 6月24日(水) 7:00～8:00 Some("#/event/e?on=2026-06-23T22:00:00")
         第4回 7月8日(水) 7:00～8:00 Some("#/event/e?on=2026-07-07T22:00:00")
         第5回 7月15日(水) 7:00～8:00 Some("#/event/e?on=2026-07-14T22:00:00")
        第3回特別回 6月24日(水) 7:00～8:00
    "##]]
    .assert_eq(&text);
}

#[test]
fn in_the_west_a_moment_of_the_next_month_is_on_the_last_day() {
    let late =
        entry(event("late", "夜の会", Kind::Other, utc(date(2026, 7, 1).at(2, 0, 0, 0), 60)));
    let june = Days::month(Month::of(date(2026, 6, 1)));
    assert!(Almanac::is_needed_for(&ShardKey::of(&late), june));
    let almanac = almanac([late]);
    let titles = |zone: &str| {
        let viewer = reader(zone, date(2026, 6, 1));
        almanac.occurrences(june, &viewer.days_off()).len()
    };
    assert_eq!((titles("America/New_York"), titles("Asia/Tokyo")), (1, 0));
}

struct Tokyo(Zone);

impl LocalContext for Tokyo {
    fn is_day_off(&self, _: Date) -> bool {
        false
    }

    fn clock(&self) -> Option<LocalClock<'_>> {
        Some(LocalClock { zone: &self.0, zones: &World })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Oracle: all instances in UTC, each put on the reader's clock, and then limited to the window.
    #[test]
    fn a_window_has_the_moments_that_are_in_it_on_the_readers_clock(
        rule in rule(&[Frequency::Yearly, Frequency::Monthly, Frequency::Weekly, Frequency::Daily]),
        start in clock(), minutes in 0u32..4000, first in 0i32..500, days in 0i32..60,
        zone in prop_oneof![Just("Asia/Tokyo"), Just("America/Los_Angeles"), Just("Pacific/Kiritimati")],
        repeats: bool,
    ) {
        let mut event = Event::new(EventId::new("e"), "e", utc(start, minutes));
        event.repeat = repeats.then(|| Box::new(Repeat::of(rule)));
        let fixed = entry(event);
        let off = Tokyo(Zone(zone.into()));
        let window = Days { first: plus_days(start.date(), first), last: plus_days(start.date(), first + days) };
        let wide = Days { first: plus_days(window.first, -5), last: plus_days(window.last, 2) };
        let mut slow: Vec<When> = within(&fixed, wide).take(5_000).map(|it| off.clock().unwrap().when(&it.when).expect("a moment")).collect();
        slow.retain(|when| when.days().meets(window));
        let mut quick: Vec<When> = within_with(&fixed, window, &off).take(5_000).map(|it| it.when.into_owned()).collect();
        slow.sort();
        quick.sort();
        prop_assert_eq!(quick, slow);
    }
}

fn edited(event: &Event, edit: impl FnOnce(&mut EventForm)) -> Event {
    let viewer = reader("Asia/Tokyo", date(2026, 6, 1));
    let off = viewer.days_off();
    let before = EventForm::of(&on_local_clock(event, &off), &CalendarId::new("union"));
    let mut form = before.clone();
    edit(&mut form);
    let edits = form.parse(&before).expect("no errors");
    let editing =
        Editing { at: UtcTime(date(2026, 6, 1).at(0, 0, 0, 0)), zone: viewer.zone.clone() };
    let was = edited_from(&edits, event, &off);
    moved_along(&was, apply(edits, was.clone().into_owned(), &editing))
}

#[test]
fn a_form_edits_a_moment_on_the_persons_clock() {
    let off = reader("Asia/Tokyo", date(2026, 6, 1));
    let form = EventForm::of(&on_local_clock(&call(), &off.days_off()), &CalendarId::new("union"));
    assert_eq!(
        (
            form.first_day.as_str(),
            form.start_time.as_str(),
            form.end_time.as_str(),
            form.zone.as_str()
        ),
        ("2026-06-10", "07:00", "08:30", "Asia/Tokyo")
    );
    assert_eq!(
        (
            form.meeting_time.as_str(),
            form.details.closes_day.as_str(),
            form.details.closes_time.as_str()
        ),
        ("06:45", "2026-06-09", "00:30")
    );
    let renamed = edited(&call(), |form| form.title = "会議".to_owned());
    assert_eq!(
        (&renamed.when, renamed.meeting_time),
        (&call().when, call().meeting_time),
        "only the title was edited"
    );
    let moved = edited(&call(), |form| form.start_time = "08:00".to_owned());
    assert_eq!(moved.when, at(date(2026, 6, 10).at(8, 0, 0, 0), 30));
    assert_eq!(moved.meeting_time, Some(date(2026, 6, 10).at(6, 45, 0, 0)));
    let abroad = edited(&call(), |form| form.zone = "Europe/Paris".to_owned());
    assert_eq!(abroad.when.zone(), Some(&Zone("Europe/Paris".into())));
    assert_eq!(
        abroad.when.start(),
        date(2026, 6, 10).at(7, 0, 0, 0),
        "the clock stays as it was entered"
    );
}

#[test]
fn a_form_moves_a_series_of_moments_with_its_weekdays_and_exceptions() {
    let mut event = series(
        r#""recurrenceRule":{"@type":"RecurrenceRule","frequency":"weekly","byDay":[{"day":"tu"}]},
        "recurrenceOverrides":{"2026-06-23T22:00:00":{"excluded":true}}"#,
    );
    event.when = utc(date(2026, 6, 9).at(22, 0, 0, 0), 60);
    let moved = edited(&event, |form| form.start_time = "07:30".to_owned());
    let days: Vec<String> = within(&entry(moved), Days::month(Month::of(date(2026, 6, 1))))
        .map(|it| it.when.start().to_string())
        .collect();
    assert_eq!(days, ["2026-06-10T07:30:00", "2026-06-17T07:30:00"]);
}

#[test]
fn only_utc_is_no_clock_of_a_place() {
    for name in ["Etc/UTC", "UTC", "Etc/GMT", "GMT", "Zulu", "Etc/Universal"] {
        assert!(is_utc(&Zone(name.into())), "{name}");
    }
    for name in ["Europe/London", "Asia/Tokyo", "Africa/Abidjan", "Etc/GMT-9"] {
        assert!(!is_utc(&Zone(name.into())), "{name}");
    }
}
