//! The agenda: months in order, their days, and the events of each day; endless in both directions.
//!
//! A page shows the sections of some months, and asks [`next_month`] and [`previous_month`] which to add. Months
//! without events are skipped and named. Today always has its place, even with no event. Cost: one window of the
//! almanac per month shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::entry::Entry;
use crate::domain::gather::Gather;
use crate::domain::occurrence::Occurrence;
use crate::domain::shard::{ShardKey, Slot};
use crate::domain::time::{Days, Month, plus_days};

use crate::i18n::dates::DayStyle;

use super::card::{Card, card};
use super::filter::Filter;
use super::loaded::is_whole;
use super::path::{Path, format_day, format_month};
use super::reader::Reader;
use super::time;

/// An event of more days than this is shown on its first and last day, on the first day of a month, and today.
const DAYS_SHOWN_EACH: u32 = 7;

/// One month of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The month.
    pub month: Month,
    /// For keys and anchors: `2024-11`.
    pub iso: String,
    /// `2024年11月`.
    pub heading: String,
    /// The address of the month's grid.
    pub path: String,
    /// `12件`.
    pub count_text: String,
    /// What was skipped before this month: `8月・9月の行事はありません`.
    pub gap: Option<String>,
    /// Whether all of it is loaded; where not, no emptiness is claimed.
    pub is_whole: bool,
    /// The days with events, and today.
    pub days: Vec<DayGroup>,
}

/// One day of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayGroup {
    /// The day.
    pub day: Date,
    /// For keys and anchors: `2024-11-01`.
    pub iso: String,
    /// `11月1日(金)`.
    pub heading: String,
    /// 今日, 明日, 3日後, of a near day.
    pub relative: Option<String>,
    /// The address of the day.
    pub path: String,
    /// Where the day stands to today.
    pub position: Position,
    /// Its events, in order.
    pub cards: Vec<Card>,
    /// `今日の行事はありません`, where today has none.
    pub empty_text: Option<&'static str>,
}

/// Where a day stands to today. The past and the coming part before the group of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// Before today.
    Past,
    /// Today.
    Today,
    /// After today.
    Coming,
}

/// The agenda of the given months, in order; a month with nothing to show becomes part of a gap.
pub fn agenda(
    almanac: &Almanac,
    months: &BTreeSet<Month>,
    filter: &Filter,
    reader: &Reader,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let shown = months.iter().map(|month| section(almanac, *month, filter, reader));
    for mut section in shown.filter(|section| !section.days.is_empty()) {
        let before = sections.last().map(|before| before.month);
        let is_known = |before: &Month| is_empty_between(almanac, months, *before, section.month);
        let before = before.filter(is_known);
        section.gap = before.and_then(|before| gap(before, section.month, reader));
        sections.push(section);
    }
    sections
}

/// One month of the agenda; without days where it has nothing to show and is not the present one.
pub fn section(almanac: &Almanac, month: Month, filter: &Filter, reader: &Reader) -> Section {
    let window = Days::month(month);
    let occurrences = almanac.occurrences(window);
    let shown: Vec<_> = occurrences.iter().filter(|o| filter.shows(almanac, o.entry)).collect();
    let is_whole = is_whole(almanac, window);
    let mut days: BTreeMap<Date, Vec<Card>> = BTreeMap::new();
    if window.contains(reader.today) {
        days.insert(reader.today, Vec::new());
    }
    for occurrence in &shown {
        for day in days_shown(occurrence, window, reader.today) {
            days.entry(day).or_default().push(card(almanac, occurrence, day, reader));
        }
    }
    let mut days: Vec<DayGroup> =
        days.into_iter().map(|(day, cards)| day_group(day, cards, filter, reader)).collect();
    for group in days.iter_mut().filter(|_| !is_whole) {
        group.empty_text = None;
    }
    let count = u64::try_from(shown.len()).unwrap_or(u64::MAX);
    Section {
        month,
        iso: format_month(month),
        heading: reader.messages.month(month),
        path: Path::Month { month: Some(month), filter: filter.clone() }.format(),
        count_text: reader.messages.events(count),
        gap: None,
        is_whole,
        days,
    }
}

/// One day as a group of cards, in the order of their time on that day.
pub fn day(almanac: &Almanac, day: Date, filter: &Filter, reader: &Reader) -> DayGroup {
    let occurrences = almanac.occurrences(Days::one(day));
    let shown = occurrences.iter().filter(|o| filter.shows(almanac, o.entry));
    let cards = shown.map(|occurrence| card(almanac, occurrence, day, reader)).collect();
    let mut group = day_group(day, cards, filter, reader);
    group.heading = time::day(reader, day);
    if !is_whole(almanac, Days::one(day)) {
        group.empty_text = None;
    } else if group.cards.is_empty() {
        group.empty_text = Some(reader.messages.day_empty());
    }
    group
}

/// Whether the months between two are known to have nothing to show: empty, or shown and found so.
fn is_empty_between(
    almanac: &Almanac,
    shown: &BTreeSet<Month>,
    earlier: Month,
    later: Month,
) -> bool {
    let between = Days { first: earlier.plus(1).first(), last: later.first() };
    let held = almanac.months();
    let mut held = held.range(earlier.plus(1)..later);
    held.all(|month| shown.contains(month)) && is_whole(almanac, between)
}

/// What lies between two months that follow each other in the agenda: `8月・9月の行事はありません`.
pub fn gap(earlier: Month, later: Month, reader: &Reader) -> Option<String> {
    let (first, last) = (earlier.plus(1), later.plus(-1));
    (first <= last).then(|| {
        reader.messages.months_without_events(&reader.messages.months_between(first, last))
    })
}

/// The next month after that one which holds anything, loaded or not.
pub fn next_month(almanac: &Almanac, after: Month) -> Option<Month> {
    let next = after.plus(1);
    // What began in an earlier month may reach into the next one, though that has no shard of its own.
    if next > after && !almanac.occurrences(Days::month(next)).is_empty() {
        return Some(next);
    }
    starts(almanac).range(next..).copied().find(|month| *month > after)
}

/// The month before that one which holds anything, loaded or not.
pub fn previous_month(almanac: &Almanac, before: Month) -> Option<Month> {
    let previous = before.plus(-1);
    let begins = starts(almanac).range(..before).next_back().copied()?;
    if begins == previous {
        return Some(begins);
    }
    let ends = almanac
        .occurrences(Days { first: begins.first(), last: previous.last() })
        .iter()
        .map(|occurrence| Month::of(occurrence.days.last).min(previous))
        .max();
    Some(ends.unwrap_or(begins))
}

/// The months to begin with: that of the day, and the nearest ones that hold anything on both sides.
pub fn first_months(almanac: &Almanac, day: Date) -> BTreeSet<Month> {
    let month = Month::of(day);
    let near = [previous_month(almanac, month), Some(month), next_month(almanac, month)];
    near.into_iter().flatten().gathered_set()
}

/// The months in which anything begins.
fn starts(almanac: &Almanac) -> BTreeSet<Month> {
    let is_series = |entry: &&Entry| ShardKey::of(entry).slot == Slot::Series;
    // Series come first among the entries.
    let series = almanac.entries().take_while(is_series);
    let mut months = almanac.months();
    months.extend(series.map(|entry| Month::of(entry.event.when.days().first)));
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
        let chosen = [first, days.last, today].into_iter().gathered_set();
        return chosen.into_iter().filter(|day| first <= *day && *day <= last).collect();
    }
    let count = i32::try_from(Days { first, last }.count()).unwrap_or(0);
    (0..count).map(|offset| plus_days(first, offset)).collect()
}

fn day_group(day: Date, cards: Vec<Card>, filter: &Filter, reader: &Reader) -> DayGroup {
    let position = match day.cmp(&reader.today) {
        std::cmp::Ordering::Less => Position::Past,
        std::cmp::Ordering::Equal => Position::Today,
        std::cmp::Ordering::Greater => Position::Coming,
    };
    let is_empty = cards.is_empty() && position == Position::Today;
    DayGroup {
        day,
        iso: format_day(day),
        heading: reader.messages.day(day, DayStyle::MonthDay),
        relative: time::relative_day(reader, day),
        path: Path::Day { day, filter: filter.clone() }.format(),
        position,
        cards,
        empty_text: is_empty.then(|| reader.messages.agenda_nothing_today()),
    }
}
