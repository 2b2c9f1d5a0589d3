//! One day or a week along a time axis: events with a clock are at their hours, the others are in a lane above.
//!
//! Nothing is lost: events that overlap are side by side as long as they are readable, and a block that leads to all
//! events of the day counts the others. The lane has as many rows as it needs.

pub mod columns;
pub mod layout;

use jiff::civil::{Date, DateTime, Time};

use crate::domain::almanac::Almanac;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::time::{Days, Shown, Timed, When, days_between, plus_days};
use crate::present::card::chip::{Chip, chip};
use crate::present::card::place_of;
use crate::present::loaded::is_whole;
use crate::present::page::axis::columns as axis_columns;
use crate::present::page::axis::columns::{Columns, HiddenStretch, MinuteStretch};
use crate::present::page::axis::layout::AxisLayout;
use crate::present::page::month::lanes;
use crate::present::page::month::lanes::COLUMNS;
use crate::present::page::month::tone::Tone;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path, format_day};
use crate::present::text::day_off::{DayOff, day_off};
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The lane contains only bars.
const NO_SINGLES: [Vec<usize>; COLUMNS] = [const { Vec::new() }; COLUMNS];

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// The shortest block on the axis, in minutes, so that its title is readable.
const LEAST_MINUTES: u16 = 30;

/// The length of a block whose event has no known length, in minutes.
const OPEN_MINUTES: u16 = 60;

/// Events of at least this many minutes are in the lane, because they would fill their days.
const LANE_MINUTES: u64 = 24 * 60;

/// The minute at which the axis opens if nothing is earlier: 8:00.
const MORNING: u16 = 8 * 60;

/// Some days along a time axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeAxis {
    /// `2024年11月10日～16日`, or the day.
    pub heading: String,
    /// `12件`, or that there are no events.
    pub count_text: String,
    /// Whether all of it is loaded; if not, the page does not say that there are no events.
    pub is_whole: bool,
    /// The address of the previous page.
    pub previous_path: String,
    /// The address of the next page.
    pub next_path: String,
    /// The days.
    pub days: Vec<AxisDay>,
    /// The events that have no clock or last a day or longer.
    pub lane: Vec<LaneBar>,
    /// How many rows the lane has.
    pub lane_rows: usize,
    /// The minute of the day to scroll to.
    pub opens_at: u16,
}

/// One day of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisDay {
    /// The day.
    pub day: Date,
    /// `2024-11-01`.
    pub iso: String,
    /// `11/1`, or `1`.
    pub number: String,
    /// `金`.
    pub weekday: &'static str,
    /// The colour of its number.
    pub tone: Tone,
    /// Why it is a day off, if it is.
    pub day_off: Option<DayOff>,
    /// Whether it is today.
    pub is_today: bool,
    /// The address of the day.
    pub path: String,
    /// `他40件`, if the lane has no room for more events of the day.
    pub hidden_text: Option<String>,
    /// The address of the list of all its events.
    pub list_path: String,
    /// `12月22日 金曜日、2件`, for a screen reader.
    pub label: String,
    /// The events at its hours, sorted by their beginnings.
    pub blocks: Vec<AxisBlock>,
    /// What stands for the events that have no room at its hours, sorted by their beginnings.
    pub hidden: Vec<HiddenBlock>,
    /// The current minute, if it is today.
    pub now_minute: Option<u16>,
}

/// An event, or the part of it that is on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisBlock {
    /// The event.
    pub chip: Chip,
    /// `14:00～16:00`, `～翌1:00`.
    pub time_text: String,
    /// The place; empty if none is given.
    pub place: String,
    /// Its position on the axis, at least half an hour long.
    pub stretch: MinuteStretch,
    /// Its columns.
    pub columns: Columns,
    /// Whether it began on an earlier day.
    pub is_continued: bool,
    /// Whether it continues on the next day.
    pub goes_on: bool,
    /// Whether its end is not known.
    pub is_open: bool,
}

/// A block that stands for several events, and leads to the list of all events of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenBlock {
    /// `他7件`.
    pub text: String,
    /// `+7`, where there is little room.
    pub short_text: String,
    /// `11月12日 火曜日、14:00～17:00、他7件`, for a screen reader.
    pub label: String,
    /// Its position on the axis, which covers the time of each of the events.
    pub stretch: MinuteStretch,
    /// Its columns.
    pub columns: Columns,
}

/// An event in the lane above the hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneBar {
    /// The event.
    pub chip: Chip,
    /// `14:00～`, `～12:00`, or empty for all day; on its first day shown here.
    pub time_text: String,
    /// The row, from 0.
    pub row: usize,
    /// The first column, from 0.
    pub column: usize,
    /// The number of columns, at least 1.
    pub span: usize,
    /// Whether it began before these days.
    pub continues_left: bool,
    /// Whether it continues after these days.
    pub continues_right: bool,
}

/// Builds the days of a layout along a time axis.
pub fn time_axis(
    almanac: &Almanac,
    layout: AxisLayout,
    filter: &Filter,
    viewer: &Viewer,
) -> TimeAxis {
    let AxisLayout { window, most_columns } = layout;
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(window, &off);
    let shown: Vec<&Occurrence<'_>> =
        occurrences.iter().filter(|o| filter.shows(almanac, o.entry)).collect();
    let axis = Axis { almanac, window, most_columns, filter, viewer };
    let (lane, hidden) = axis.lane(&shown);
    let day = |(day, hidden): (Date, &u32)| axis.day(day, &shown, *hidden);
    let days: Vec<AxisDay> = axis.each_day().zip(&hidden).map(day).collect();
    let is_whole = is_whole(almanac, window);
    let begun = days.iter().flat_map(|day| &day.blocks).filter(|block| !block.is_continued);
    let earliest = begun.map(|block| block.stretch.begins).min();
    TimeAxis {
        heading: axis.heading(),
        count_text: if shown.is_empty() && is_whole {
            viewer.messages.axis_empty().to_owned()
        } else {
            viewer.messages.events(shown.len())
        },
        is_whole,
        previous_path: axis.path(-1),
        next_path: axis.path(1),
        lane_rows: lane.iter().map(|bar| bar.row + 1).max().unwrap_or(0),
        lane,
        opens_at: earliest.map_or(MORNING, |minute| minute.min(MORNING)),
        days,
    }
}

/// The number of rows of the lane.
const MOST_LANES: usize = 30;

struct Axis<'a> {
    almanac: &'a Almanac,
    window: Days,
    most_columns: usize,
    filter: &'a Filter,
    viewer: &'a Viewer,
}

impl Axis<'_> {
    fn each_day(&self) -> impl Iterator<Item = Date> + use<> {
        let (first, count) = (self.window.first, self.window.count());
        (0..count).filter_map(move |offset| Some(plus_days(first, i32::try_from(offset).ok()?)))
    }

    fn is_week(&self) -> bool {
        self.window.first != self.window.last
    }

    fn heading(&self) -> String {
        let Days { first, last } = self.window;
        if self.is_week() {
            self.viewer.messages.week(first, last, time::style_of(self.viewer, first))
        } else {
            time::day(self.viewer, first)
        }
    }

    fn path(&self, turns: i32) -> String {
        let filter = self.filter.clone();
        if self.is_week() {
            let days = i32::try_from(self.window.count()).expect("a window has at most seven days");
            Path::Week { day: Some(plus_days(self.window.first, days * turns)), filter }.format()
        } else {
            let day = plus_days(self.window.first, turns);
            Path::Day { day, view: DayView::Axis, filter }.format()
        }
    }

    /// Builds one day, of which `hidden` events do not fit in the lane.
    fn day(&self, day: Date, shown: &[&Occurrence<'_>], hidden: u32) -> AxisDay {
        let messages = self.viewer.messages;
        let touching = shown.iter().filter(|o| o.days.contains(day));
        let count = touching.clone().count();
        let mut timed: Vec<_> = touching
            .filter_map(|o| clock(&o.when).map(|timed| (stretch_on(o, timed, day), *o, timed)))
            .collect();
        timed.sort_by_key(|(stretch, ..)| (stretch.begins, std::cmp::Reverse(stretch.ends)));
        let stretches: Vec<MinuteStretch> = timed.iter().map(|(stretch, ..)| *stretch).collect();
        let shared = axis_columns::share(&stretches, self.most_columns);
        let block = |((stretch, o, timed), columns): (&(_, &Occurrence<'_>, &Timed), _)| {
            let columns: &Option<Columns> = columns;
            Some(self.block(o, timed, day, (*stretch, (*columns)?)))
        };
        let blocks = timed.iter().zip(&shared.columns).filter_map(block).collect();
        let is_today = day == self.viewer.today;
        let off = day_off(self.viewer, day);
        let mut words = vec![time::day_spoken(self.viewer, day)];
        words.extend(off.as_ref().map(|off| off.full_name.clone()));
        words.push(messages.events(count));
        if is_today {
            words.insert(0, messages.agenda_today().to_owned());
        }
        AxisDay {
            day,
            iso: format_day(day),
            number: day.day().to_string(),
            weekday: messages.weekday_short(day.weekday()),
            tone: Tone::of_day(day, off.as_ref()),
            day_off: off,
            is_today,
            path: Path::Day { day, view: DayView::Axis, filter: self.filter.clone() }.format(),
            hidden_text: (hidden > 0).then(|| messages.more_events(hidden)),
            list_path: Path::Day { day, view: DayView::List, filter: self.filter.clone() }.format(),
            label: words.join(messages.joiner()),
            blocks,
            hidden: shared.hidden.iter().map(|it| self.hidden_block(it, day)).collect(),
            now_minute: self.viewer.now.filter(|now| now.date() == day).map(minute_of),
        }
    }

    fn block(
        &self,
        occurrence: &Occurrence<'_>,
        timed: &Timed,
        day: Date,
        (stretch, columns): (MinuteStretch, Columns),
    ) -> AxisBlock {
        let (start, end) = (timed.start, occurrence.when.end());
        AxisBlock {
            chip: chip(self.almanac, occurrence, self.viewer),
            time_text: time::clock_on(self.viewer, &occurrence.when, day),
            place: place_of(occurrence, self.viewer),
            stretch,
            columns,
            is_continued: start.date() < day,
            goes_on: end.date() > day && minute_of(end) > 0 || end.date() > plus_days(day, 1),
            is_open: end <= start,
        }
    }

    fn hidden_block(&self, hidden: &HiddenStretch, day: Date) -> HiddenBlock {
        let messages = self.viewer.messages;
        let MinuteStretch { begins, ends } = hidden.stretch;
        let from = messages.time(clock_at(begins));
        let hours = if ends < DAY {
            messages.range(&from, &messages.time(clock_at(ends)))
        } else {
            messages.range_from(&from)
        };
        let text = messages.more_events(hidden.count);
        HiddenBlock {
            short_text: format!("+{}", hidden.count),
            label: [time::day_spoken(self.viewer, day), hours, text.clone()]
                .join(messages.joiner()),
            text,
            stretch: hidden.stretch,
            columns: hidden.columns,
        }
    }

    /// Returns the bars of the lane, and for each day how many events do not fit.
    fn lane(&self, shown: &[&Occurrence<'_>]) -> (Vec<LaneBar>, Vec<u32>) {
        let mut without: Vec<&&Occurrence<'_>> =
            shown.iter().filter(|o| clock(&o.when).is_none()).collect();
        // Events that began earlier keep the upper rows; then longer events come first.
        without.sort_by_key(|o| (o.days.first, std::cmp::Reverse(o.days.last)));
        let column = |day| usize::try_from(days_between(self.window.first, day)).unwrap_or(0);
        let stretches: Vec<lanes::ColumnStretch> = without
            .iter()
            .map(|o| lanes::ColumnStretch {
                first: column(o.days.first),
                last: column(o.days.last.min(self.window.last)).min(COLUMNS - 1),
            })
            .collect();
        // There are as many rows as events, so that none is hidden unless there are very many.
        let most = (stretches.len() + 1).min(MOST_LANES);
        let rows = lanes::share(&stretches, &NO_SINGLES, most);
        let bars = without.iter().zip(&stretches).zip(&rows.lanes);
        let bar = |((occurrence, stretch), lane): ((&&&Occurrence<'_>, _), &Option<usize>)| {
            let stretch: &lanes::ColumnStretch = stretch;
            let first = occurrence.days.first.max(self.window.first);
            let has_clock =
                matches!(&*occurrence.when, When::Timed(it) if it.shown == Shown::Clock);
            Some(LaneBar {
                chip: chip(self.almanac, occurrence, self.viewer),
                time_text: if has_clock {
                    time::clock_on(self.viewer, &occurrence.when, first)
                } else {
                    String::new()
                },
                row: (*lane)?,
                column: stretch.first,
                span: stretch.last - stretch.first + 1,
                continues_left: occurrence.days.first < self.window.first,
                continues_right: self.window.last < occurrence.days.last,
            })
        };
        (bars.filter_map(bar).collect(), rows.hidden.clone())
    }
}

/// Returns the time of an event that has hours on the axis; `None` for an event in the lane.
fn clock(when: &When) -> Option<&Timed> {
    match when {
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => None,
        When::Timed(timed) => {
            let is_long = timed.length.is_some_and(|it| it.total_minutes() >= LANE_MINUTES);
            (timed.shown == Shown::Clock && !is_long).then_some(timed)
        }
    }
}

/// Returns the position of an event on the axis of a day.
fn stretch_on(occurrence: &Occurrence<'_>, timed: &Timed, day: Date) -> MinuteStretch {
    let (start, end) = (timed.start, occurrence.when.end());
    let begins = if start.date() < day { 0 } else { minute_of(start) };
    let ends = match () {
        () if end <= start => begins.saturating_add(OPEN_MINUTES),
        () if end.date() > day => DAY,
        () => minute_of(end),
    };
    let begins = begins.min(DAY - LEAST_MINUTES);
    MinuteStretch { begins, ends: ends.min(DAY).max(begins + LEAST_MINUTES) }
}

/// Returns the time at a minute of the day.
fn clock_at(minute: u16) -> Time {
    let part = |part: u16| i8::try_from(part).unwrap_or(0);
    Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or_default()
}

fn minute_of(clock: DateTime) -> u16 {
    u16::from(clock.hour().unsigned_abs()) * 60 + u16::from(clock.minute().unsigned_abs())
}
