//! A fiscal year on one page: twelve small months, the days off, and the number of events of each kind.
//!
//! Cost: one window of the almanac; no texts of events are made.

pub mod rules;

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::event::kind::Kind;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::WeekStart;
use crate::domain::time::{Days, Month, days_between, plus_days};
use crate::present::loaded::is_whole;
use crate::present::page::month::grid::{WeekdayHeading, cells, heading, window};
use crate::present::page::month::layout::Layout;
use crate::present::page::month::tone::Tone;
use crate::present::page::year::rules::{RuleChoice, YearOf, rule_by, rule_choices};
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path, format_day};
use crate::present::text::day_off::day_off;
use crate::present::text::month::format_month;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The largest number of dots under a day.
const DOTS: u32 = 3;

/// A fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPage {
    /// The year that it is named after.
    pub year: i16,
    /// `2024年度`.
    pub heading: String,
    /// `令和6年度`, if the language has eras.
    pub era: Option<String>,
    /// `2024年4月～2025年3月`.
    pub span: String,
    /// The rules for the beginning of a year, including the current one; empty if all calendars agree with the viewer.
    pub rules: Vec<RuleChoice>,
    /// `12件`, or that there are no events.
    pub count_text: String,
    /// Whether all of it is loaded; if not, the page does not say that there are no events.
    pub is_whole: bool,
    /// The address of the year before.
    pub previous_path: Option<String>,
    /// The address of the year after.
    pub next_path: Option<String>,
    /// The headings of the columns.
    pub weekdays: Vec<WeekdayHeading>,
    /// Its months, in order.
    pub months: Vec<SmallMonth>,
    /// Its events by kind, the most frequent first.
    pub kinds: Vec<KindCount>,
    /// Its days off, in order.
    pub days_off: Vec<OffRow>,
}

/// One month, small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallMonth {
    /// `2024-11`.
    pub iso: String,
    /// `11月`; with the year in the first month and in January.
    pub heading: String,
    /// The address of the month.
    pub path: String,
    /// The number of events that touch it: `12件`.
    pub count_text: String,
    /// `2024年11月、12件`, for a screen reader.
    pub label: String,
    /// Its weeks, seven cells each; a cell of another month is empty.
    pub weeks: Vec<Vec<Option<SmallDay>>>,
}

/// One day, small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallDay {
    /// The day.
    pub day: Date,
    /// `2024-11-01`.
    pub iso: String,
    /// Its number.
    pub number: String,
    /// The colour of its number.
    pub tone: Tone,
    /// Whether it is a day off, which is not marked by colour alone.
    pub is_off: bool,
    /// Whether it is today.
    pub is_today: bool,
    /// The address of the day.
    pub path: String,
    /// One dot for each event that touches it, at most three.
    pub dots: String,
    /// `11月23日 土曜日、勤労感謝の日、2件`, for a screen reader.
    pub label: String,
}

/// The number of events of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindCount {
    /// The kind, for its colour and icon.
    pub kind: Kind,
    /// 執行委員会.
    pub label: &'static str,
    /// `12件`.
    pub count_text: String,
}

/// A day off in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffRow {
    /// The address of the day.
    pub path: String,
    /// `11月23日(土)`.
    pub day: String,
    /// `勤労感謝の日`.
    pub name: String,
}

/// Builds the page of a fiscal year. A year outside of the calendar's range has no months.
pub fn year_page(
    almanac: &Almanac,
    of: &YearOf,
    week_start: WeekStart,
    viewer: &Viewer,
) -> YearPage {
    let rules = rule_choices(almanac, of, viewer);
    let viewer =
        &Viewer { fiscal: rule_by(almanac, of.calendar.as_ref(), viewer), ..viewer.clone() };
    let (year, messages) = (of.year, viewer.messages);
    let months = viewer.fiscal.months(year);
    let days = viewer.fiscal.days(year);
    let counts = days.map(|days| Counts::of(almanac, days, viewer)).unwrap_or_default();
    let is_whole = days.is_some_and(|days| is_whole(almanac, days));
    let path = |year: i16| {
        let calendar = of.calendar.clone();
        viewer.fiscal.first_month(year).map(|_| Path::Year { year: Some(year), calendar }.format())
    };
    let ends = months.first().copied().zip(months.last().copied());
    YearPage {
        year,
        heading: messages.fiscal_year(year),
        era: messages.era_of_fiscal_year(viewer.fiscal, year),
        span: ends.map(|(first, last)| span(first, last, viewer)).unwrap_or_default(),
        rules,
        count_text: if counts.events == 0 && is_whole {
            messages.year_empty().to_owned()
        } else {
            messages.events(counts.events)
        },
        is_whole,
        previous_path: path(year.saturating_sub(1)).filter(|_| year > 1),
        next_path: path(year.saturating_add(1)).filter(|_| year < 9999),
        weekdays: ends.map(|(first, _)| weekdays(first, week_start, viewer)).unwrap_or_default(),
        months: months
            .iter()
            .map(|month| {
                small_month(*month, months.first() == Some(month), week_start, &counts, viewer)
            })
            .collect(),
        kinds: counts.kinds(viewer),
        days_off: days.map(|days| days_off(days, viewer)).unwrap_or_default(),
    }
}

/// Returns `2024年4月～2025年3月`.
fn span(first: Month, last: Month, viewer: &Viewer) -> String {
    viewer.messages.range(&viewer.messages.month(first), &viewer.messages.month(last))
}

/// The numbers that are counted in a year.
#[derive(Default)]
struct Counts {
    events: u64,
    by_day: SortedMap<Date, u32>,
    by_month: SortedMap<Month, u64>,
    by_kind: SortedMap<Kind, u64>,
}

impl Counts {
    fn of(almanac: &Almanac, window: Days, viewer: &Viewer) -> Self {
        let off = viewer.days_off();
        let mut counts = Self::default();
        let mut ends: SortedMap<Date, i64> = SortedMap::new();
        for occurrence in almanac.occurrences(window, &off) {
            let days = cells(&occurrence);
            if !days.meets(window) {
                continue;
            }
            counts.events += 1;
            *counts.by_kind.get_or_default(occurrence.entry.event.kind()) += 1;
            let (first, last) = (days.first.max(window.first), days.last.min(window.last));
            // Only the ends are noted, so that thousands of events of years cost no more than those of days.
            *ends.get_or_default(first) += 1;
            *ends.get_or_default(plus_days(last, 1)) -= 1;
            let mut month = Month::of(first);
            while month <= Month::of(last) {
                *counts.by_month.get_or_default(month) += 1;
                if month == month.plus(1) {
                    break;
                }
                month = month.plus(1);
            }
        }
        let mut count = 0;
        for day in every_day(window) {
            count += ends.get(&day).copied().unwrap_or(0);
            counts.by_day.insert(day, u32::try_from(count).unwrap_or(0));
        }
        for occurrence in almanac.without_day(window, &off) {
            counts.events += 1;
            *counts.by_kind.get_or_default(occurrence.entry.event.kind()) += 1;
            *counts.by_month.get_or_default(Month::of(occurrence.days.first)) += 1;
        }
        counts
    }

    fn kinds(&self, viewer: &Viewer) -> Vec<KindCount> {
        let mut kinds: Vec<(Kind, u64)> =
            self.by_kind.iter().map(|(kind, count)| (*kind, *count)).collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let row = |(kind, count): (Kind, u64)| KindCount {
            kind,
            label: viewer.messages.kind(kind),
            count_text: viewer.messages.events(count),
        };
        kinds.into_iter().map(row).collect()
    }
}

fn small_month(
    month: Month,
    is_first: bool,
    week_start: WeekStart,
    counts: &Counts,
    viewer: &Viewer,
) -> SmallMonth {
    let messages = viewer.messages;
    let shown = window(&Layout::plain(month, week_start, 1));
    let days: Vec<Option<SmallDay>> = every_day(shown)
        .map(|day| (Month::of(day) == month).then(|| small_day(day, counts, viewer)))
        .collect();
    let count_text = messages.events(counts.by_month.get(&month).copied().unwrap_or(0));
    SmallMonth {
        iso: format_month(month),
        heading: if is_first || month.month() == 1 {
            messages.month(month)
        } else {
            messages.month_short(month)
        },
        path: Path::Month { month: Some(month), day: None, filter: Filter::default() }.format(),
        label: [messages.month(month), count_text.clone()].join(messages.joiner()),
        count_text,
        weeks: days.chunks(7).map(<[_]>::to_vec).collect(),
    }
}

fn small_day(day: Date, counts: &Counts, viewer: &Viewer) -> SmallDay {
    let messages = viewer.messages;
    let off = day_off(viewer, day);
    let count = counts.by_day.get(&day).copied().unwrap_or(0);
    let is_today = day == viewer.today;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(is_today.then(|| messages.agenda_today().to_owned()));
    parts.push(time::day_spoken(viewer, day));
    parts.extend(off.as_ref().map(|off| off.full_name.clone()));
    parts.extend((count > 0).then(|| messages.events(count)));
    SmallDay {
        day,
        iso: format_day(day),
        number: day.day().to_string(),
        tone: Tone::of_day(day, off.as_ref()),
        is_off: off.is_some(),
        is_today,
        path: path_of(day),
        dots: (0..count.min(DOTS)).map(|_| '•').collect(),
        label: parts.join(messages.joiner()),
    }
}

fn days_off(days: Days, viewer: &Viewer) -> Vec<OffRow> {
    let row = |day: Date| {
        let off = day_off(viewer, day)?;
        let text = viewer.messages.day(day, crate::i18n::dates::DayStyle::MonthDay);
        Some(OffRow { path: path_of(day), day: text, name: off.full_name })
    };
    every_day(days).filter_map(row).collect()
}

fn weekdays(month: Month, week_start: WeekStart, viewer: &Viewer) -> Vec<WeekdayHeading> {
    let first = window(&Layout::plain(month, week_start, 1)).first;
    (0..7).map(|offset| heading(plus_days(first, offset).weekday(), viewer)).collect()
}

fn path_of(day: Date) -> String {
    Path::Day { day, view: DayView::List, filter: Filter::default() }.format()
}

fn every_day(days: Days) -> impl Iterator<Item = Date> {
    let count = i32::try_from(days_between(days.first, days.last)).unwrap_or(i32::MAX);
    (0..=count).map(move |offset| plus_days(days.first, offset))
}
