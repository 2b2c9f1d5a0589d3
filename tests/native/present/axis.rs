//! Days along a time axis: nothing is lost, and nothing covers anything else.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, When, plus_days};
use tsudoi::i18n::Language;
use tsudoi::present::page::axis::columns::{Columns, MinuteStretch, Shared, share};
use tsudoi::present::page::axis::layout::{AxisLayout, week_of};
use tsudoi::present::page::axis::{LaneBar, TimeAxis, time_axis};
use tsudoi::present::route::filter::Filter;

use crate::support::generate;
use crate::support::sample::{all_day, almanac, at, entry, event, viewer};

/// A line for each bar of the lane, then for each day a line for each block: hours, columns, text.
fn draw(axis: &TimeAxis) -> String {
    let mut text = format!("{} {} opens at {}\n", axis.heading, axis.count_text, axis.opens_at);
    for bar in &axis.lane {
        let left = if bar.continues_left { "<" } else { "[" };
        let right = if bar.continues_right { ">" } else { "]" };
        writeln!(
            text,
            "lane {} column {}+{} {left}{} {}{right}",
            bar.row, bar.column, bar.span, bar.chip.id, bar.time_text
        )
        .expect("a string takes any text");
    }
    for day in &axis.days {
        writeln!(text, "{}({})", day.number, day.weekday).expect("a string takes any text");
        for block in &day.blocks {
            let (begins, ends) = (block.stretch.begins, block.stretch.ends);
            let marks = [(block.is_continued, "<"), (block.goes_on, ">"), (block.is_open, "~")];
            let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
            let columns = block.columns;
            writeln!(
                text,
                "  {:02}:{:02}-{:02}:{:02} {}+{}/{} {}{marks} {}",
                begins / 60,
                begins % 60,
                ends / 60,
                ends % 60,
                columns.first,
                columns.span,
                columns.of,
                block.chip.id,
                block.time_text
            )
            .expect("a string takes any text");
        }
        for hidden in &day.hidden {
            let columns = hidden.columns;
            writeln!(text, "  {}+{}/{} {}", columns.first, columns.span, columns.of, hidden.label)
                .expect("a string takes any text");
        }
    }
    text
}

fn on(day: Date, hour: i8, minute: i8, minutes: u32) -> When {
    at(day.at(hour, minute, 0, 0), minutes)
}

#[test]
fn a_week_holds_what_overlaps_what_crosses_midnight_and_what_has_no_hours() {
    let tuesday = date(2024, 11, 12);
    let almanac = almanac([
        entry(event("committee", "committee", Kind::Other, on(tuesday, 14, 0, 120))),
        entry(event("talks", "talks", Kind::Other, on(tuesday, 15, 0, 120))),
        entry(event("call", "call", Kind::Other, on(tuesday, 16, 0, 10))),
        entry(event("evening", "evening", Kind::Other, on(tuesday, 18, 30, 0))),
        entry(event("night", "night", Kind::Other, on(date(2024, 11, 13), 22, 0, 300))),
        entry(event("late", "late", Kind::Other, on(date(2024, 11, 15), 23, 50, 5))),
        entry(event("camp", "camp", Kind::Other, on(date(2024, 11, 15), 14, 0, 46 * 60))),
        entry(event("campaign", "campaign", Kind::Other, all_day(date(2024, 11, 8), 4))),
        entry(event("strike", "strike", Kind::Other, all_day(date(2024, 11, 11), 1))),
    ]);
    let viewer = viewer(Language::Ja, tuesday);
    let window = week_of(tuesday, WeekStart::Sunday);
    expect![[r#"
        11月10日～16日 9件 opens at 480
        lane 0 column 0+2 <campaign ]
        lane 1 column 1+1 [strike ]
        lane 0 column 5+2 [camp 14:00～>
        10(日)
        11(月)
        12(火)
          14:00-16:00 0+1/2 committee 14:00～16:00
          15:00-17:00 1+1/2 talks 15:00～17:00
          16:00-16:30 0+1/2 call 16:00～16:10
          18:30-19:30 0+1/1 evening~ 18:30
        13(水)
          22:00-24:00 0+1/1 night> 22:00～翌3:00
        14(木)
          00:00-03:00 0+1/1 night< ～3:00
        15(金)
          23:30-24:00 0+1/1 late 23:50～23:55
        16(土)
    "#]]
    .assert_eq(&draw(&time_axis(&almanac, AxisLayout::wide(window), &Filter::default(), &viewer)));
}

#[test]
fn more_than_fit_are_counted_in_one_block_at_their_time() {
    let tuesday = date(2024, 11, 12);
    let names = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    let all = names.iter().zip(0..).map(|(name, index)| {
        let minutes = if index == 0 { 180 } else { 60 };
        entry(event(name, name, Kind::Other, on(tuesday, 14, index * 5, minutes)))
    });
    let late = entry(event("late", "late", Kind::Other, on(tuesday, 23, 0, 60)));
    let later = entry(event("later", "later", Kind::Other, on(tuesday, 23, 0, 60)));
    let latest = entry(event("latest", "latest", Kind::Other, on(tuesday, 23, 30, 30)));
    let almanac = almanac(all.chain([late, later, latest]));
    let filter = Filter::default();
    let viewer = viewer(Language::Ja, tuesday);
    let week = AxisLayout::narrow(week_of(tuesday, WeekStart::Sunday));
    let day = AxisLayout::narrow(Days::one(tuesday));
    let week = time_axis(&almanac, week, &filter, &viewer);
    let drawn = draw(&week);
    let tuesdays: Vec<&str> = drawn.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    expect![[r#"
        14:00-17:00 0+1/2 one 14:00～17:00
        23:00-24:00 0+1/2 late 23:00～24:00
        1+1/2 11月12日 火曜日、14:05～15:35、他7件
        1+1/2 11月12日 火曜日、23:00～、他2件"#]]
    .assert_eq(&tuesdays.join("\n"));
    expect![[r#"
        11月12日(火) 11件 opens at 480
        12(火)
          14:00-17:00 0+1/4 one 14:00～17:00
          14:05-15:05 1+1/4 two 14:05～15:05
          14:10-15:10 2+1/4 three 14:10～15:10
          23:00-24:00 0+1/3 late 23:00～24:00
          23:00-24:00 1+1/3 later 23:00～24:00
          23:30-24:00 2+1/3 latest 23:30～24:00
          3+1/4 11月12日 火曜日、14:15～15:35、他5件
    "#]]
    .assert_eq(&draw(&time_axis(&almanac, day, &filter, &viewer)));
    assert_eq!(week.days[2].list_path, "#/day/2024-11-12");
}

#[test]
fn a_week_begins_on_the_day_that_the_reader_likes() {
    let sunday = date(2024, 11, 10);
    assert_eq!(week_of(sunday, WeekStart::Sunday).first, sunday);
    assert_eq!(week_of(sunday, WeekStart::Monday).first, date(2024, 11, 4));
    assert_eq!(week_of(date(2024, 11, 16), WeekStart::Sunday).first, sunday);
}

fn stretches() -> impl Strategy<Value = Vec<MinuteStretch>> {
    let stretch = (0_u16..1410, 30_u16..400);
    let stretch = stretch
        .prop_map(|(begins, long)| MinuteStretch { begins, ends: (begins + long).min(1440) });
    vec(stretch, 0..24).prop_map(|mut stretches| {
        stretches.sort_by_key(|it| (it.begins, std::cmp::Reverse(it.ends)));
        stretches
    })
}

/// Returns the number in a text: 7 of `+7`.
fn number(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("the text has a number")
}

/// Returns how many of the stretches contain the minute.
fn crowd(stretches: &[MinuteStretch], minute: u16) -> usize {
    stretches.iter().filter(|it| it.begins <= minute && minute < it.ends).count()
}

/// Returns what is drawn, events and hidden stretches, with its columns.
fn drawn(stretches: &[MinuteStretch], shared: &Shared) -> Vec<(MinuteStretch, Columns)> {
    let events = stretches.iter().zip(&shared.columns);
    let events = events.filter_map(|(stretch, columns)| Some((*stretch, (*columns)?)));
    events.chain(shared.hidden.iter().map(|it| (it.stretch, it.columns))).collect()
}

proptest! {
    #[test]
    fn what_overlaps_shares_no_column(stretches in stretches(), most in 1_usize..8) {
        let shared = share(&stretches, most);
        let drawn = drawn(&stretches, &shared);
        for (index, (one, place)) in drawn.iter().enumerate() {
            prop_assert!(place.span >= 1 && place.first + place.span <= place.of);
            prop_assert!(place.of <= most);
            for (other, beside) in drawn.iter().take(index) {
                if one.begins < other.ends && other.begins < one.ends {
                    let is_apart = place.first + place.span <= beside.first
                        || beside.first + beside.span <= place.first;
                    prop_assert!(is_apart, "{one:?} {place:?} over {other:?} {beside:?}");
                    prop_assert_eq!(place.of, beside.of);
                }
            }
        }
    }

    #[test]
    fn each_event_is_drawn_or_counted_once(stretches in stretches(), most in 1_usize..8) {
        let shared = share(&stretches, most);
        prop_assert_eq!(shared.columns.len(), stretches.len());
        let without = stretches.iter().zip(&shared.columns).filter(|(_, columns)| columns.is_none());
        let mut counts = vec![0; shared.hidden.len()];
        for (event, _) in without {
            let covers = |it: &MinuteStretch| it.begins <= event.begins && event.ends <= it.ends;
            let over: Vec<usize> = (0..counts.len())
                .filter(|index| covers(&shared.hidden[*index].stretch))
                .collect();
            prop_assert_eq!(over.len(), 1, "{:?} is counted in {:?}", event, over);
            counts[over[0]] += 1;
        }
        let counted: Vec<usize> = shared.hidden.iter().map(|it| it.count).collect();
        prop_assert_eq!(counts, counted.clone());
        prop_assert!(counted.iter().all(|count| *count > 1), "one event is hidden by a block of its size");
    }

    #[test]
    fn no_more_columns_than_the_most_crowded_minute(stretches in stretches()) {
        let most = (0..1440).map(|minute| crowd(&stretches, minute)).max().unwrap_or(0);
        let shared = share(&stretches, most);
        prop_assert!(shared.hidden.is_empty());
        let widest = shared.columns.iter().flatten().map(|place| place.of).max().unwrap_or(0);
        prop_assert_eq!(widest, most);
    }

    #[test]
    fn an_event_is_hidden_only_where_too_many_overlap(stretches in stretches(), most in 1_usize..8) {
        for hidden in share(&stretches, most).hidden {
            // Its group has a minute that is too crowded, perhaps outside of the stretch.
            let most_crowded = (0..1440).map(|minute| crowd(&stretches, minute)).max();
            prop_assert!(most_crowded > Some(most), "{hidden:?}");
        }
    }

    #[test]
    fn nothing_that_touches_a_week_is_left_out(almanac in generate::almanac(), day in generate::day()) {
        let viewer = viewer(Language::En, day);
        let window = week_of(day, WeekStart::Monday);
        let axis = time_axis(&almanac, AxisLayout::narrow(window), &Filter::default(), &viewer);
        for (index, day) in axis.days.iter().enumerate() {
            let expected = almanac
                .occurrences(Days::one(day.day), &BY_LAW)
                .iter()
                .filter(|it| Filter::default().shows(&almanac, it.entry))
                .count();
            let covers = |bar: &&LaneBar| (bar.column..bar.column + bar.span).contains(&index);
            let lane = axis.lane.iter().filter(covers).count();
            let hidden: usize = day.hidden.iter().map(|it| number(&it.short_text)).sum();
            let above = day.hidden_text.as_deref().map_or(0, number);
            prop_assert_eq!(day.blocks.len() + lane + hidden + above, expected);
        }
        let days = Days { first: window.first, last: plus_days(window.first, 6) };
        prop_assert_eq!(window, days);
    }
}
