//! Notes about the times of the programme. They never prevent saving.

use jiff::civil::{DateTime, Time};

use crate::domain::id::LocalId;
use crate::domain::time::{plus_days, signed_days_between};
use crate::present::form::event::form::EventForm;
use crate::present::form::event::rows::PartForm;
use crate::present::form::event::section::time::Times;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The largest number of days that are offered.
const MOST_DAYS: i32 = 60;

/// A note about a part's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartNote {
    /// It begins before the event, or ends after it.
    Outside,
    /// It begins before the part above it, whose title is given.
    Earlier(String),
    /// It overlaps the part above it, whose title is given.
    Overlaps(String),
}

/// Returns the notes about the times of the parts, by their keys, in the order of the rows.
pub fn notes(form: &EventForm) -> Vec<(LocalId, PartNote)> {
    let Some(first) = form.first_day() else { return Vec::new() };
    let bounds = bounds(form);
    let mut notes = Vec::new();
    let mut above: Vec<(&str, DateTime, Option<DateTime>)> = Vec::new();
    for part in &form.programme {
        let Some((start, end)) = part.span(first) else { continue };
        let mut add = |note| notes.push((part.key.clone(), note));
        if let Some((from, to)) = bounds {
            let is_late = to.is_some_and(|to| end.unwrap_or(start) > to);
            if start < from || is_late {
                add(PartNote::Outside);
            }
        }
        // A part without an end lasts until the next one.
        let meets = |other: &&(&str, DateTime, Option<DateTime>)| {
            let (_, from, to) = **other;
            to.is_some_and(|to| start < to) && end.is_some_and(|end| from < end)
        };
        let is_later = |other: &&(&str, DateTime, Option<DateTime>)| other.1 > start;
        if let Some((title, ..)) = above.iter().rev().find(meets) {
            add(PartNote::Overlaps((*title).to_owned()));
        } else if let Some((title, ..)) = above.iter().rev().find(is_later) {
            add(PartNote::Earlier((*title).to_owned()));
        }
        above.push((part.title.trim(), start, end));
    }
    notes
}

/// Returns the time of a part as its row has it: `2日目 13:10～14:40`; empty if the row has none.
pub fn time_text(viewer: &Viewer, form: &EventForm, part: &PartForm) -> String {
    let first = form.first_day();
    let Some((start, end)) = first.and_then(|first| part.span(first)) else { return String::new() };
    let clock = viewer.messages.time(start.time());
    let clock = end.map_or_else(
        || clock.clone(),
        |end| viewer.messages.range(&clock, &viewer.messages.time(end.time())),
    );
    let is_one_day = part.day == 0 && form.last_day == form.first_day;
    match u32::try_from(part.day) {
        _ if is_one_day => clock,
        Ok(day) => format!("{} {clock}", viewer.messages.part_day_number(day.saturating_add(1))),
        Err(_) => format!("{} {clock}", time::day(viewer, start.date())),
    }
}

/// Returns the days that a part can be on, by their distance from the first day; empty if there is only one.
pub fn days(viewer: &Viewer, form: &EventForm, own: i32) -> Vec<(i32, String)> {
    let Some(first) = form.first_day() else { return Vec::new() };
    let last = signed_days_between(first, form.last_day().unwrap_or(first)).clamp(0, MOST_DAYS);
    if last == 0 && own == 0 {
        return Vec::new();
    }
    let word = |day: i32| {
        let text = time::day(viewer, plus_days(first, day));
        let number = u32::try_from(day).ok().map(|day| day.saturating_add(1));
        let text = number.map_or(text.clone(), |it| viewer.messages.part_on_day(it, &text));
        (day, text)
    };
    let outside = Some(own).filter(|own| !(0..=last).contains(own));
    outside.into_iter().chain(0..=last).map(word).collect()
}

/// Returns when the event begins, and when it ends if that is given.
fn bounds(form: &EventForm) -> Option<(DateTime, Option<DateTime>)> {
    match form.times().ok()? {
        Times::Timed { start, length } => Some((start, length.map(|length| length.after(start)))),
        Times::DayUndecided { .. } => None,
        Times::AllDay { first, days } | Times::Undecided { first, days } => {
            let end = plus_days(first, i32::try_from(days).unwrap_or(i32::MAX));
            let midnight = Time::midnight();
            Some((first.to_datetime(midnight), Some(end.to_datetime(midnight))))
        }
    }
}
