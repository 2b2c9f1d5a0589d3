//! Which instance of a numbered series a person means who searches for 第7回.
//!
//! A series is not expanded. Between two numbers that are given (the first one, one that an instance states, the first
//! of a fiscal year) numbers only grow, so the day of a number is found by halving.

use jiff::civil::{Date, DateTime};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::id::EventId;
use crate::domain::search::index::Index;
use crate::domain::search::numbered::is_numbered;
use crate::domain::search::query::{SearchQuery, Wanted};
use crate::domain::search::texts::event_texts;
use crate::domain::series::occurrence::{Occurrence, instance_with, shown_within};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, plus_days, signed_days_between};

/// How many days ahead the next instance is searched: 29 February is at most eight years away.
const AHEAD: i32 = 8 * 366;

/// How many days a stretch of numbers is followed: a weekly series of a hundred years.
const LONGEST: i32 = 36_600;

/// How many fiscal years before and after today are searched.
const YEARS: i16 = 10;

/// How many stretches of numbers are searched, nearest to today first.
const MOST_STRETCHES: usize = 24;

/// Returns the numbered series that have the words of a query and an instance with the number that the words say; `None`
/// if they say none.
pub fn with_numbers(
    index: &mut Index,
    almanac: &Almanac,
    query: &SearchQuery,
    off: &dyn LocalContext,
) -> Option<SortedSet<EventId>> {
    let today = index.today?;
    if query.numbers().is_empty() {
        return None;
    }
    let all = index.search(query, &Wanted::default(), today, usize::MAX);
    let entries = all.best.iter().filter_map(|hit| almanac.entry(&hit.id));
    let has_number = |entry: &&Entry| {
        let numbers = query.lacking(&event_texts(&entry.event)).numbers();
        numbers.iter().any(|number| with_number(entry, *number, today, off).is_some())
    };
    let found = entries.filter(|entry| is_numbered(&entry.event)).filter(has_number);
    Some(found.map(|entry| entry.event.id.clone()).collect())
}

/// Returns the instance of a numbered series with a number that the words say; a number that its title says too counts
/// only if there is no other.
pub fn instance_asked<'a>(
    entry: &'a Entry,
    query: &SearchQuery,
    today: Date,
    off: &'a dyn LocalContext,
) -> Option<Occurrence<'a>> {
    if query.numbers().is_empty() || !is_numbered(&entry.event) {
        return None;
    }
    let lacking = query.lacking(&event_texts(&entry.event)).numbers();
    let mut numbers = lacking.into_iter().chain(query.numbers());
    numbers.find_map(|number| with_number(entry, number, today, off))
}

/// Returns the instance of a series with a number; if there are several, the one that is nearest to today.
fn with_number<'a>(
    entry: &'a Entry,
    number: u32,
    today: Date,
    off: &'a dyn LocalContext,
) -> Option<Occurrence<'a>> {
    let stated = stated(entry).filter(|(_, own)| *own == number);
    let stated = stated.filter_map(|(at, _)| instance_with(entry, at, off));
    let mut stretches = stretches(entry, today);
    stretches.sort_by_key(|days| if days.contains(today) { 0 } else { away(*days, today) });
    stretches.truncate(MOST_STRETCHES);
    let found = stretches.into_iter().filter_map(|days| counted(entry, number, days, off));
    stated.chain(found).min_by_key(|it| away(it.days, today))
}

fn away(days: Days, today: Date) -> u32 {
    signed_days_between(today, days.first).unsigned_abs()
}

/// Returns the instances that state their own number.
fn stated(entry: &Entry) -> impl Iterator<Item = (DateTime, u32)> {
    let overrides = entry.event.repeat.iter().flat_map(|repeat| &repeat.overrides);
    overrides.filter_map(|(at, own)| Some((*at, own.patch()?.series_number?)))
}

/// Returns the stretches of days in which the numbers of a series only grow.
fn stretches(entry: &Entry, today: Date) -> Vec<Days> {
    let start = entry.event.when.start().date();
    let mut firsts: Vec<Date> = stated(entry).map(|(at, _)| at.date()).collect();
    // An instance on the clock of the reader may be a day earlier.
    firsts.push(plus_days(start, -1));
    if let Some(month) = entry.event.repeat.as_deref().and_then(|repeat| repeat.restart_month) {
        let years = today.year().saturating_sub(YEARS)..=today.year().saturating_add(YEARS);
        let begin = |year| Date::new(year, month.clamp(1, 12), 1).ok();
        firsts.extend(years.filter_map(begin).filter(|begin| start < *begin));
    }
    firsts.sort_unstable();
    firsts.dedup();
    let ends = firsts.iter().skip(1).map(|next| plus_days(*next, -1)).chain([Date::MAX]);
    let stretch = |(first, last): (&Date, Date)| {
        let last = last.min(plus_days(*first, LONGEST));
        Days { first: *first, last: last.max(*first) }
    };
    firsts.iter().zip(ends).map(stretch).collect()
}

/// Returns the instance with a number among those of a stretch, by halving.
fn counted<'a>(
    entry: &'a Entry,
    number: u32,
    days: Days,
    off: &'a dyn LocalContext,
) -> Option<Occurrence<'a>> {
    let Days { mut first, mut last } = days;
    while first < last {
        let middle = plus_days(first, signed_days_between(first, last) / 2);
        let is_before = match next(entry, Days { first: middle, ..days }, off) {
            Some(found) => found.number(off)? < number,
            None => false,
        };
        if is_before {
            first = plus_days(middle, 1);
        } else {
            last = middle;
        }
    }
    let is_it = |found: &Occurrence<'_>| found.number(off) == Some(number);
    // A day may have several instances, of which the first was looked at.
    let day_before = plus_days(first, -1);
    let on_day = || {
        let all = shown_within(entry, Days { first: day_before, last: day_before }, off);
        all.filter(|found| found.days.first == day_before).find(is_it)
    };
    next(entry, Days { first, ..days }, off).filter(is_it).or_else(on_day)
}

/// Returns the first instance that begins in some days.
fn next<'a>(entry: &'a Entry, days: Days, off: &'a dyn LocalContext) -> Option<Occurrence<'a>> {
    let window = Days { last: days.last.min(plus_days(days.first, AHEAD)), ..days };
    let mut first: Option<Occurrence<'a>> = None;
    // Those with overrides come before those of the rule, which are in order.
    for found in shown_within(entry, window, off) {
        let is_of_rule = found.patch.is_none();
        if found.days.first < days.first {
            continue;
        }
        if first.as_ref().is_none_or(|first| found.when.start() < first.when.start()) {
            first = Some(found);
        }
        if is_of_rule {
            break;
        }
    }
    first
}
