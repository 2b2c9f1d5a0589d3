//! The agenda: months in order, their days, and the events of each day, without an end in either direction.
//!
//! A page shows the sections of some months, and calls [`next_month`] and [`previous_month`] to find which to add.
//! Months without events are skipped, and the gap names them. Today is always shown, even without events. Cost: one
//! window of the almanac per month shown.

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::shard::{ShardKey, Slot};
use crate::domain::event::Event;
use crate::domain::series::instances::{MOST_A_DAY, is_dense};
use crate::domain::series::occurrence::{Occurrence, shown_within};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, Month, plus_days};
use crate::i18n::dates::DayStyle;
use crate::present::card::{Card, card, without_day};
use crate::present::loaded::is_whole;
use crate::present::page::month::tone::Tone;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path, format_day};
use crate::present::text::day_off::{DayOff, day_off};
use crate::present::text::month::format_month;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The number of cards that a day has at first.
pub const CARDS_SHOWN: usize = 100;

/// A longer event is shown only on its first and last day, on the first day of a month, and today.
const DAYS_SHOWN_EACH: u32 = 7;

/// How many months after the day at which it is opened an agenda continues because of repeating events.
const MONTHS_AHEAD: i32 = 24;

/// One month of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The month.
    pub month: Month,
    /// The key and anchor of the month: `2024-11`.
    pub iso: String,
    /// `2024年11月`.
    pub heading: String,
    /// `令和6年`, if the language has eras.
    pub era: Option<String>,
    /// The address of the month's grid.
    pub path: String,
    /// `12件`.
    pub count_text: String,
    /// The months that were skipped before this one: `8月・9月の行事はありません`.
    pub gap: Option<String>,
    /// Whether all of it is loaded; if not, the page does not say that there are no events.
    pub is_whole: bool,
    /// The days with events, and today.
    pub days: Vec<DayGroup>,
    /// The number of events of the month whose day is not decided yet.
    pub count_without_day: usize,
}

impl Section {
    /// Returns whether it has nothing to show.
    pub fn is_bare(&self) -> bool {
        self.days.is_empty() && self.count_without_day == 0
    }
}

/// One day of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayGroup {
    /// The day.
    pub day: Date,
    /// The key and anchor of the day: `2024-11-01`.
    pub iso: String,
    /// `11月1日(金)`, `11月23日(土祝)`.
    pub heading: String,
    /// `金`, `土祝`.
    pub weekday: String,
    /// The colour of the day.
    pub tone: Tone,
    /// Why it is a day off.
    pub day_off: Option<DayOff>,
    /// 今日, 明日, 3日後, for a near day.
    pub relative: Option<String>,
    /// The address of the day.
    pub path: String,
    /// Whether the day is past, today, or in the future.
    pub position: Position,
    /// Its events, in order; of very many, the first ones.
    pub cards: Vec<Card>,
    /// The number of its events.
    pub count: usize,
    /// `他300件`, if there are more than the cards.
    pub hidden_text: Option<String>,
    /// A note that not every instance of a series is shown.
    pub many_text: Option<&'static str>,
    /// `今日の行事はありません`, if it is today and there are no events.
    pub empty_text: Option<&'static str>,
}

/// The position of a day relative to today. The group of today separates the past from the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// Before today.
    Past,
    /// Today.
    Today,
    /// After today.
    Coming,
}

/// Builds the agenda of the given months, in order; a month with nothing to show becomes part of a gap.
pub fn agenda(
    almanac: &Almanac,
    months: &SortedSet<Month>,
    filter: &Filter,
    viewer: &Viewer,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let shown = months.iter().map(|month| section(almanac, *month, filter, viewer));
    for mut section in shown.filter(|section| !section.is_bare()) {
        let before = sections.last().map(|before| before.month);
        let skipped = |before| known_gap(almanac, months, [before, section.month], viewer);
        section.gap = before.and_then(skipped);
        sections.push(section);
    }
    sections
}

/// Builds one month of the agenda. It has no days if it has nothing to show and is not the current month. A day has at
/// most [`CARDS_SHOWN`] cards.
pub fn section(almanac: &Almanac, month: Month, filter: &Filter, viewer: &Viewer) -> Section {
    section_of(almanac, month, filter, CARDS_SHOWN, viewer)
}

/// Like [`section`], with at most that number of cards on each day.
pub fn section_of(
    almanac: &Almanac,
    month: Month,
    filter: &Filter,
    most: usize,
    viewer: &Viewer,
) -> Section {
    let window = Days::month(month);
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(window, &off);
    let shown: Vec<_> = occurrences.iter().filter(|o| filter.shows(almanac, o.entry)).collect();
    let count_without_day = without_day(almanac, month, filter, 0, viewer).count;
    let is_whole = is_whole(almanac, window);
    let mut days: SortedMap<Date, Vec<&Occurrence<'_>>> = SortedMap::new();
    if window.contains(viewer.today) {
        days.insert(viewer.today, Vec::new());
    }
    for occurrence in &shown {
        for day in days_shown(occurrence, window, viewer.today) {
            days.get_or_default(day).push(*occurrence);
        }
    }
    let group = |(day, shown): (Date, Vec<&Occurrence<'_>>)| {
        let cards = shown.iter().take(most).map(|it| card(almanac, it, day, viewer)).collect();
        day_group(day, cards, &shown, filter, viewer)
    };
    let mut days: Vec<DayGroup> = days.into_iter().map(group).collect();
    for group in days.iter_mut().filter(|_| !is_whole) {
        group.empty_text = None;
    }
    Section {
        month,
        iso: format_month(month),
        heading: viewer.messages.month(month),
        era: viewer.messages.era_of_month(month),
        path: Path::Month { month: Some(month), day: None, filter: filter.clone() }.format(),
        count_text: viewer.messages.events(shown.len() + count_without_day),
        gap: None,
        is_whole,
        days,
        count_without_day,
    }
}

/// Builds one day as a group of at most `most` cards, in the order of their time on that day.
pub fn day(
    almanac: &Almanac,
    day: Date,
    filter: &Filter,
    most: usize,
    viewer: &Viewer,
) -> DayGroup {
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(Days::one(day), &off);
    let shown = occurrences.iter().filter(|o| filter.shows(almanac, o.entry));
    let shown: Vec<&Occurrence<'_>> = shown.collect();
    let cards = shown.iter().take(most).map(|it| card(almanac, it, day, viewer)).collect();
    let mut group = day_group(day, cards, &shown, filter, viewer);
    group.heading = time::day(viewer, day);
    if !is_whole(almanac, Days::one(day)) {
        group.empty_text = None;
    } else if group.cards.is_empty() {
        group.empty_text = Some(viewer.messages.day_empty());
    }
    group
}

/// Returns whether the months between two are known to have nothing to show, because they are empty or were shown
/// without events.
fn is_empty_between(
    almanac: &Almanac,
    shown: &SortedSet<Month>,
    [earlier, later]: [Month; 2],
    off: &dyn LocalContext,
) -> bool {
    let between = Days { first: earlier.plus(1).first(), last: later.first() };
    let held = almanac.months();
    let mut held = held.range(earlier.plus(1)..later);
    let window = Days { first: between.first, last: later.plus(-1).last() };
    let is_shown = |occurrence: &Occurrence<'_>| shown.contains(&Month::of(occurrence.days.first));
    earlier.plus(1) >= later
        || held.all(|month| shown.contains(month))
            && is_whole(almanac, between)
            && almanac.occurrences(window, off).iter().all(is_shown)
}

/// Returns the gap between two consecutive months of the agenda, if the months between them are known to be empty.
pub fn known_gap(
    almanac: &Almanac,
    shown: &SortedSet<Month>,
    [earlier, later]: [Month; 2],
    viewer: &Viewer,
) -> Option<String> {
    let words = gap(earlier, later, viewer)?;
    is_empty_between(almanac, shown, [earlier, later], &viewer.days_off()).then_some(words)
}

/// Returns the text of the gap between two consecutive months of the agenda: `8月・9月の行事はありません`.
fn gap(earlier: Month, later: Month, viewer: &Viewer) -> Option<String> {
    let (first, last) = (earlier.plus(1), later.plus(-1));
    (first <= last).then(|| {
        viewer.messages.months_without_events(&viewer.messages.months_between(first, last))
    })
}

/// Returns the next month that contains anything, loaded or not. Repeating events are searched up to `horizon`, so that
/// a list that grows by itself ends.
pub fn next_month(
    almanac: &Almanac,
    after: Month,
    horizon: Month,
    off: &dyn LocalContext,
) -> Option<Month> {
    let next = after.plus(1);
    if next == after {
        return None;
    }
    // An event that began in an earlier month may continue in the next one, even if that month has no shard.
    let is_once = |o: &Occurrence<'_>| o.instance.is_none();
    if almanac.occurrences(Days::month(next), off).iter().any(|o| next <= horizon || is_once(o)) {
        return Some(next);
    }
    let begins = starts(almanac).range(next..).next().copied();
    let comes = (next <= horizon).then(|| Days { first: next.first(), last: horizon.last() });
    let comes = comes.and_then(|window| {
        // The overrides of an instance come first, then the instances of the rule in order.
        let own = |entry: &Entry| entry.event.repeat.as_ref().map_or(0, |it| it.overrides.len());
        let first = |entry: &Entry| {
            let near = shown_within(entry, window, off).take(own(entry) + 1);
            near.map(|o| Month::of(o.days.first).max(next)).min()
        };
        series(almanac).filter_map(first).min()
    });
    begins.into_iter().chain(comes).min()
}

/// Returns the last month before the given one that contains anything, loaded or not.
pub fn previous_month(almanac: &Almanac, before: Month, off: &dyn LocalContext) -> Option<Month> {
    let previous = before.plus(-1);
    let begins = starts(almanac).range(..before).next_back().copied()?;
    if begins == previous {
        return Some(begins);
    }
    // A series is searched backwards in growing windows: the recent past usually has an instance.
    let windows = [0, -11, -119].map(|months| previous.plus(months).max(begins)).into_iter();
    let ends = windows.chain([begins]).find_map(|first| {
        let window = Days { first: first.first(), last: previous.last() };
        let last = |o: &Occurrence<'_>| Month::of(o.days.last).min(previous);
        let on_days = almanac.occurrences(window, off);
        on_days.iter().chain(&almanac.without_day(window, off)).map(last).max()
    });
    Some(ends.unwrap_or(begins))
}

/// Returns the first months to show: the month of the day, and the nearest months with content on both sides.
pub fn first_months(almanac: &Almanac, day: Date, off: &dyn LocalContext) -> SortedSet<Month> {
    let month = Month::of(day);
    let next = next_month(almanac, month, horizon(day), off);
    let near = [previous_month(almanac, month, off), Some(month), next];
    near.into_iter().flatten().collect()
}

/// Returns the last month in which an agenda that is opened at a day searches for repeating events.
pub fn horizon(day: Date) -> Month {
    Month::of(day).plus(MONTHS_AHEAD)
}

/// Returns the events that repeat or last long.
fn series(almanac: &Almanac) -> impl Iterator<Item = &Entry> {
    // Series come first in the order of the entries.
    almanac.entries().take_while(|entry| ShardKey::of(entry).slot() == Some(Slot::Series))
}

/// Returns the months in which anything begins; for a series, the month of its first instance.
fn starts(almanac: &Almanac) -> SortedSet<Month> {
    let mut months = almanac.months();
    let first = |entry: &Entry| {
        let repeat = entry.event.repeat.as_ref();
        let earliest = repeat.and_then(|repeat| {
            repeat
                .overrides
                .iter()
                .map(|(at, own)| own.patch().and_then(|patch| patch.start).unwrap_or(*at).date())
                .min()
        });
        let start = entry.event.when.days().first;
        Month::of(earliest.map_or(start, |earliest| earliest.min(start)))
    };
    months.extend(series(almanac).map(first));
    months
}

fn days_shown(occurrence: &Occurrence<'_>, window: Days, today: Date) -> Vec<Date> {
    let days = occurrence.days;
    if time::is_night_only(&occurrence.when) {
        return [days.first].into_iter().filter(|day| window.contains(*day)).collect();
    }
    let first = days.first.max(window.first);
    let last = days.last.min(window.last);
    if days.count() > DAYS_SHOWN_EACH {
        let chosen = SortedSet::from([first, days.last, today]);
        return chosen.into_iter().filter(|day| first <= *day && *day <= last).collect();
    }
    let count = i32::try_from(Days { first, last }.count()).unwrap_or(0);
    (0..count).map(|offset| plus_days(first, offset)).collect()
}

/// Whether one of the series has more instances on a day than are shown.
fn has_dense(shown: &[&Occurrence<'_>]) -> bool {
    let is_dense = |event: &Event| {
        event.repeat.as_deref().is_some_and(|repeat| is_dense(repeat, event.when.start()))
    };
    shown.len() >= MOST_A_DAY && shown.iter().any(|it| is_dense(&it.entry.event))
}

fn day_group(
    day: Date,
    cards: Vec<Card>,
    shown: &[&Occurrence<'_>],
    filter: &Filter,
    viewer: &Viewer,
) -> DayGroup {
    let hidden = shown.len() - cards.len();
    let position = match day.cmp(&viewer.today) {
        std::cmp::Ordering::Less => Position::Past,
        std::cmp::Ordering::Equal => Position::Today,
        std::cmp::Ordering::Greater => Position::Coming,
    };
    let is_empty = cards.is_empty() && position == Position::Today;
    let off = day_off(viewer, day);
    let weekday = viewer.messages.weekday_short(day.weekday());
    DayGroup {
        day,
        iso: format_day(day),
        heading: time::dated(viewer, day, DayStyle::MonthDay),
        weekday: off.as_ref().map_or_else(
            || weekday.to_owned(),
            |off| viewer.messages.weekday_off(weekday, off.mark),
        ),
        tone: Tone::of_day(day, off.as_ref()),
        day_off: off,
        relative: time::relative_day(viewer, day),
        path: Path::Day { day, view: DayView::List, filter: filter.clone() }.format(),
        position,
        count: shown.len(),
        hidden_text: (hidden > 0).then(|| viewer.messages.more_events(hidden)),
        many_text: has_dense(shown).then(|| viewer.messages.day_many_instances()),
        cards,
        empty_text: is_empty.then(|| viewer.messages.agenda_nothing_today()),
    }
}
