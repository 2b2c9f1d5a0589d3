//! The month as a grid of weeks: events of several days as bars, the others as chips, and the number of hidden events.
//!
//! Cost: one window of the almanac, and texts only for what is shown; nothing depends on the size of the almanac.

use jiff::civil::{Date, Weekday};

use crate::domain::almanac::Almanac;
use crate::domain::gather::ordered;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::WeekStart;
use crate::domain::time::{Days, Month, days_between, plus_days};
use crate::present::card::chip::{Chip, chip};
use crate::present::card::{numbered_title, without_day};
use crate::present::loaded::is_whole;
use crate::present::page::month::lanes::{COLUMNS, ColumnStretch, RowStretch, Rows, share};
use crate::present::page::month::layout::{DayOpens, Layout};
use crate::present::page::month::tone::Tone;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path, format_day};
use crate::present::text::day_off::{DayOff, day_off};
use crate::present::text::month::format_month;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// A month as a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthGrid {
    /// The month.
    pub month: Month,
    /// `2024-11`.
    pub iso: String,
    /// `2024年11月`.
    pub heading: String,
    /// The fiscal year, and the era if the language has one: `2024（令和6）年度`.
    pub year_text: String,
    /// The address of the fiscal year.
    pub year_path: String,
    /// The number of events in the month: `12件`, or that there are none.
    pub count_text: String,
    /// Whether all of it is loaded; if not, the page does not say that there are no events.
    pub is_whole: bool,
    /// The address of the month before.
    pub previous_path: String,
    /// The address of the month after.
    pub next_path: String,
    /// The headings of the columns.
    pub weekdays: Vec<WeekdayHeading>,
    /// The weeks that the month touches, 4 to 6.
    pub weeks: Vec<Week>,
}

/// The heading of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekdayHeading {
    /// `金`.
    pub short: &'static str,
    /// `金曜日`.
    pub long: &'static str,
    /// Its colour.
    pub tone: Tone,
}

/// One week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its seven days.
    pub days: Vec<Day>,
    /// The events that are shown across several days.
    pub bars: Vec<Bar>,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// `2024-11-01`.
    pub iso: String,
    /// Its number, without 日.
    pub number: String,
    /// The colour of its number.
    pub tone: Tone,
    /// Why it is a day off.
    pub day_off: Option<DayOff>,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether its list is open below the grid.
    pub is_open: bool,
    /// Whether it belongs to the month and not to a neighbouring month.
    pub is_in_month: bool,
    /// The address of the day.
    pub path: String,
    /// The events that are shown on this day alone.
    pub chips: Vec<PlacedChip>,
    /// How many events touch the day.
    pub count: u32,
    /// How many of them are not shown.
    pub hidden: u32,
    /// `他3件`, if any is hidden; it is in the last row.
    pub hidden_text: Option<String>,
    /// `12月22日 金曜日、2件`, for a screen reader.
    pub label: String,
}

/// An event of one day, with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedChip {
    /// The rows.
    pub rows: RowStretch,
    /// The event.
    pub chip: Chip,
}

/// An event of several days, in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The row, from 0.
    pub row: usize,
    /// The first column, 0 to 6.
    pub column: usize,
    /// The number of columns, 1 to 7.
    pub span: usize,
    /// Whether it began before this week.
    pub continues_left: bool,
    /// Whether it continues after this week.
    pub continues_right: bool,
    /// The event.
    pub chip: Chip,
}

/// Returns the days that a month's grid shows.
pub fn window(layout: &Layout) -> Days {
    let first = layout.month.first();
    let last = layout.month.last();
    let before = column_of(first, layout.week_start);
    let after = COLUMNS - 1 - column_of(last, layout.week_start);
    let offset = |columns: usize| i32::try_from(columns).expect("a column is below 7");
    Days { first: plus_days(first, -offset(before)), last: plus_days(last, offset(after)) }
}

/// Builds the grid of a month.
pub fn month_grid(
    almanac: &Almanac,
    layout: &Layout,
    filter: &Filter,
    viewer: &Viewer,
) -> MonthGrid {
    let window = window(layout);
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(window, &off);
    let shown: Vec<&Occurrence<'_>> =
        occurrences.iter().filter(|o| filter.shows(almanac, o.entry)).collect();
    let count = shown.iter().filter(|o| cells(o).meets(Days::month(layout.month))).count();
    let count = count + without_day(almanac, layout.month, filter, 0, viewer).count;
    let messages = viewer.messages;
    let is_whole = is_whole(almanac, window);
    let fiscal_year = viewer.fiscal.year_of(layout.month);
    let grid = Grid { almanac, layout, filter, viewer };
    let month_path =
        |month| Path::Month { month: Some(month), day: None, filter: filter.clone() }.format();
    MonthGrid {
        month: layout.month,
        iso: format_month(layout.month),
        heading: messages.month(layout.month),
        year_text: year_text(layout.month, viewer),
        year_path: Path::Year { year: Some(fiscal_year), calendar: None }.format(),
        is_whole,
        count_text: if count == 0 && is_whole {
            messages.month_empty().to_owned()
        } else {
            messages.events(count)
        },
        previous_path: month_path(layout.month.plus(-1)),
        next_path: month_path(layout.month.plus(1)),
        weekdays: week_days(window.first).map(|day| heading(day.weekday(), viewer)).collect(),
        weeks: grid.weeks(window, &shown),
    }
}

/// Returns the fiscal year of a month, and the same by its era if the language has one: `2024（令和6）年度`.
fn year_text(month: Month, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let year = viewer.fiscal.year_of(month);
    match messages.era_of_fiscal_year(viewer.fiscal, year) {
        Some(era) => messages.fiscal_year_by_era(year, &era),
        None => messages.fiscal_year(year),
    }
}

/// Returns the days that an occurrence takes in the grid. An event that only runs into the night takes only its first
/// day.
pub fn cells(occurrence: &Occurrence<'_>) -> Days {
    if time::is_night_only(&occurrence.when) {
        Days::one(occurrence.days.first)
    } else {
        occurrence.days
    }
}

struct Grid<'a> {
    almanac: &'a Almanac,
    layout: &'a Layout,
    filter: &'a Filter,
    viewer: &'a Viewer,
}

/// The events that touch one week, in the order of rows.
#[derive(Default)]
struct WeekItems<'a> {
    long: Vec<(&'a Occurrence<'a>, Days)>,
    single: SortedMap<usize, Vec<&'a Occurrence<'a>>>,
}

impl Grid<'_> {
    fn weeks(&self, window: Days, shown: &[&Occurrence<'_>]) -> Vec<Week> {
        let mut weeks: SortedMap<usize, WeekItems<'_>> = SortedMap::new();
        let index = |day: Date| -> usize {
            usize::try_from(days_between(window.first, day)).expect("a grid has at most 42 days")
        };
        let week_count = index(window.last) / COLUMNS + 1;
        for occurrence in shown {
            let days = cells(occurrence);
            if !days.meets(window) {
                continue;
            }
            let first = index(days.first.max(window.first));
            let last = index(days.last.min(window.last));
            if days.count() == 1 {
                let week = weeks.get_or_default(first / COLUMNS);
                week.single.get_or_default(first % COLUMNS).push(occurrence);
            } else {
                for week in first / COLUMNS..=last / COLUMNS {
                    weeks.get_or_default(week).long.push((occurrence, days));
                }
            }
        }
        let first_of = |week: usize| {
            plus_days(window.first, i32::try_from(week * COLUMNS).expect("a grid has 6 weeks"))
        };
        (0..week_count)
            .map(|week| self.week(first_of(week), weeks.remove(&week).unwrap_or_default()))
            .collect()
    }

    fn week(&self, first: Date, mut items: WeekItems<'_>) -> Week {
        // Events that began earlier keep the upper rows, so that a bar stays in its row; then longer events come first.
        items.long = ordered(items.long, |(_, a), (_, b)| {
            a.first.cmp(&b.first).then_with(|| b.last.cmp(&a.last))
        });
        let stretches: Vec<ColumnStretch> =
            items.long.iter().map(|(_, days)| stretch(*days, first)).collect();
        let mut singles: [Vec<usize>; COLUMNS] = std::array::from_fn(|_| Vec::new());
        for (column, wishes) in singles.iter_mut().enumerate() {
            let events = items.single.get(&column).map_or(&[][..], Vec::as_slice);
            // Beyond the visible rows there is nothing to share.
            wishes.extend(events.iter().map(|occurrence| self.lines(occurrence)));
        }
        let rows = share(&stretches, &singles, self.layout.visible_rows);
        let last = plus_days(first, 6);
        let bars = items.long.iter().zip(&stretches).zip(&rows.lanes);
        let bars = bars.filter_map(|(((occurrence, days), stretch), lane)| {
            Some(Bar {
                row: (*lane)?,
                column: stretch.first,
                span: stretch.last - stretch.first + 1,
                continues_left: days.first < first,
                continues_right: last < days.last,
                chip: chip(self.almanac, occurrence, self.viewer),
            })
        });
        let day_of = |(column, day): (usize, Date)| {
            let bars = stretches.iter().filter(|stretch| stretch.covers(column)).count();
            let single = items.single.get(&column).map_or(&[][..], Vec::as_slice);
            self.day(day, single, &DayRows { rows: &rows, column, bars })
        };
        let days = week_days(first).enumerate().map(day_of).collect();
        Week { days, bars: bars.collect() }
    }

    /// Returns how many rows the title of an occurrence fills, at least 1.
    fn lines(&self, occurrence: &Occurrence<'_>) -> usize {
        match self.layout.row_letters {
            0 => 1,
            letters => width(&numbered_title(occurrence, self.viewer)).div_ceil(letters).max(1),
        }
    }

    fn day_path(&self, day: Date) -> Path {
        let filter = self.filter.clone();
        match self.layout.opens {
            DayOpens::Page => Path::Day { day, view: DayView::List, filter },
            DayOpens::List { open } => {
                let chosen = (open != Some(day)).then_some(day);
                Path::Month { month: Some(Month::of(day)), day: chosen, filter }
            }
        }
    }

    fn day(&self, day: Date, single: &[&Occurrence<'_>], placed: &DayRows<'_>) -> Day {
        let messages = self.viewer.messages;
        let rows = placed.rows.singles.get(placed.column).map_or(&[][..], Vec::as_slice);
        let hidden = placed.rows.hidden.get(placed.column).copied().unwrap_or(0);
        let count = u32::try_from(placed.bars + single.len()).unwrap_or(u32::MAX);
        let placed_chip = |(rows, occurrence): (&RowStretch, &&Occurrence<'_>)| PlacedChip {
            rows: *rows,
            chip: chip(self.almanac, occurrence, self.viewer),
        };
        let spoken = time::day_spoken(self.viewer, day);
        let is_today = day == self.viewer.today;
        let off = day_off(self.viewer, day);
        let mut parts = vec![spoken];
        parts.extend(off.as_ref().map(|off| off.full_name.clone()));
        parts.push(messages.events(count));
        if is_today {
            parts.insert(0, messages.agenda_today().to_owned());
        }
        Day {
            day,
            iso: format_day(day),
            number: day.day().to_string(),
            tone: Tone::of_day(day, off.as_ref()),
            day_off: off,
            is_today,
            is_open: self.layout.opens == DayOpens::List { open: Some(day) },
            is_in_month: Month::of(day) == self.layout.month,
            path: self.day_path(day).format(),
            chips: rows.iter().zip(single).map(placed_chip).collect(),
            count,
            hidden,
            hidden_text: (hidden > 0).then(|| messages.more_events(hidden)),
            label: parts.join(messages.joiner()),
        }
    }
}

/// Estimates how many half-width letters wide a text is: CJK letters count as two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|letter| if letter < '\u{1100}' || ('｡'..='ﾟ').contains(&letter) { 1 } else { 2 })
        .sum()
}

/// The rows of the items of one column.
struct DayRows<'a> {
    rows: &'a Rows,
    column: usize,
    bars: usize,
}

fn stretch(days: Days, week: Date) -> ColumnStretch {
    let column = |day| usize::try_from(days_between(week, day)).unwrap_or(0).min(COLUMNS - 1);
    ColumnStretch { first: column(days.first), last: column(days.last) }
}

pub(crate) fn heading(weekday: Weekday, viewer: &Viewer) -> WeekdayHeading {
    WeekdayHeading {
        short: viewer.messages.weekday_short(weekday),
        long: viewer.messages.weekday_long(weekday),
        tone: Tone::of(weekday),
    }
}

fn week_days(first: Date) -> impl Iterator<Item = Date> {
    (0..7).map(move |offset| plus_days(first, offset))
}

fn column_of(day: Date, week_start: WeekStart) -> usize {
    let column = match week_start {
        WeekStart::Sunday => day.weekday().to_sunday_zero_offset(),
        WeekStart::Monday => day.weekday().to_monday_zero_offset(),
    };
    usize::try_from(column).expect("an offset in the week is not negative")
}
