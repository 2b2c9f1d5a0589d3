//! Days along a time axis: nothing is hidden, and nothing covers anything else.

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
use tsudoi::present::page::axis::columns::{MinuteStretch, share};
use tsudoi::present::page::axis::{TimeAxis, time_axis, week_of};
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
        writeln!(text, "{}({}) {} columns", day.number, day.weekday, day.columns)
            .expect("a string takes any text");
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
        10(日) 1 columns
        11(月) 1 columns
        12(火) 2 columns
          14:00-16:00 0+1/2 committee 14:00～16:00
          15:00-17:00 1+1/2 talks 15:00～17:00
          16:00-16:30 0+1/2 call 16:00～16:10
          18:30-19:30 0+1/1 evening~ 18:30
        13(水) 1 columns
          22:00-24:00 0+1/1 night> 22:00～翌3:00
        14(木) 1 columns
          00:00-03:00 0+1/1 night< ～3:00
        15(金) 1 columns
          23:30-24:00 0+1/1 late 23:50～23:55
        16(土) 1 columns
    "#]]
    .assert_eq(&draw(&time_axis(&almanac, window, &Filter::default(), &viewer)));
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

/// Returns how many of the stretches contain the minute.
fn crowd(stretches: &[MinuteStretch], minute: u16) -> usize {
    stretches.iter().filter(|it| it.begins <= minute && minute < it.ends).count()
}

proptest! {
    #[test]
    fn what_overlaps_shares_no_column(stretches in stretches()) {
        let columns = share(&stretches);
        prop_assert_eq!(columns.len(), stretches.len());
        for (index, (one, place)) in stretches.iter().zip(&columns).enumerate() {
            prop_assert!(place.span >= 1 && place.first + place.span <= place.of);
            for (other, beside) in stretches.iter().zip(&columns).take(index) {
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
    fn no_more_columns_than_the_most_crowded_minute(stretches in stretches()) {
        let most = (0..1440).map(|minute| crowd(&stretches, minute)).max().unwrap_or(0);
        let widest = share(&stretches).iter().map(|place| place.of).max().unwrap_or(0);
        prop_assert_eq!(widest, most);
    }

    #[test]
    fn nothing_that_touches_a_week_is_left_out(almanac in generate::almanac(), day in generate::day()) {
        let viewer = viewer(Language::En, day);
        let window = week_of(day, WeekStart::Monday);
        let axis = time_axis(&almanac, window, &Filter::default(), &viewer);
        let expected: std::collections::BTreeSet<_> = almanac
            .occurrences(window, &BY_LAW)
            .iter()
            .filter(|it| Filter::default().shows(&almanac, it.entry))
            .map(|it| it.entry.event.id.clone())
            .collect();
        let blocks = axis.days.iter().flat_map(|day| day.blocks.iter().map(|it| it.chip.id.clone()));
        let lane = axis.lane.iter().map(|bar| bar.chip.id.clone());
        let shown: std::collections::BTreeSet<_> = blocks.chain(lane).collect();
        prop_assert_eq!(shown, expected);
        let days = Days { first: window.first, last: plus_days(window.first, 6) };
        prop_assert_eq!(window, days);
    }
}
