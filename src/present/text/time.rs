//! Days, clocks and durations as people write them.
//!
//! The year is written only if it is not the current one. An event that ends in the night is `22:00～翌1:00`. If an event
//! lasts more than half a day and into the next day, both days are written.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::time::zone::{clock_at, moment_of};
use crate::domain::time::{
    Days, Length, Shown, Timed, UtcTime, When, Zone, days_between, plus_days,
};
use crate::i18n::dates::DayStyle;
use crate::present::text::day_off::day_off;
use crate::present::text::month::format_month;
use crate::present::viewer::Viewer;

/// A day up to this many days away is written by its distance: 3日後.
const NEAR_DAYS: i32 = 7;

/// The longest duration of an event that is written `22:00～翌1:00`, in minutes.
const NIGHT_MINUTES: u64 = 12 * 60;

/// Formats a day: `12月22日(金)`, with the year if it is not the current one.
pub fn day(viewer: &Viewer, day: Date) -> String {
    dated(viewer, day, style_of(viewer, day))
}

/// Formats a day in the given style, as a newsletter would write it: `11月23日(土祝)`.
pub fn dated(viewer: &Viewer, day: Date, style: DayStyle) -> String {
    match day_off(viewer, day) {
        Some(off) => viewer.messages.day_signed(day, style, off.sign),
        None => viewer.messages.day(day, style),
    }
}

/// Formats a day for reading aloud: `12月22日 金曜日`.
pub fn day_spoken(viewer: &Viewer, day: Date) -> String {
    viewer.messages.day_spoken(day, style_of(viewer, day))
}

/// Returns the distance of a near day as a word: 今日, 明日, 3日後.
pub fn relative_day(viewer: &Viewer, day: Date) -> Option<String> {
    let days = viewer.days_until(day);
    (days.abs() <= NEAR_DAYS).then(|| viewer.messages.relative_day(days))
}

/// Returns the distance of an event's first day as a word, if it is near and decided.
pub fn relative(viewer: &Viewer, when: &When) -> Option<String> {
    if when.is_without_day() { None } else { relative_day(viewer, when.start().date()) }
}

/// Formats a moment on the viewer's clock: `11月20日(水) 12:30`.
pub fn moment(viewer: &Viewer, moment: UtcTime) -> String {
    let clock = viewer.clock_of(moment);
    format!("{} {}", day(viewer, clock.date()), viewer.messages.time(clock.time()))
}

/// Formats the time of an event in one line: `11月1日(金) 14:00～2日(土) 12:00`. A time in UTC is on the viewer's clock.
pub fn when(viewer: &Viewer, when: &When) -> String {
    let messages = viewer.messages;
    let here = viewer.clock().and_then(|clock| clock.when(when));
    let when = here.as_ref().unwrap_or(when);
    let days = when.days();
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => timed_line(viewer, timed),
        When::Undecided { .. } => messages.day_undecided(&days_line(viewer, days)),
        When::DayUndecided { month } => messages.month_without_day(&messages.month(*month)),
        When::AllDay { .. } | When::Timed(_) if days.count() == 1 => {
            messages.day_all_day(&day(viewer, days.first))
        }
        When::AllDay { .. } | When::Timed(_) => {
            messages.span(&days_line(viewer, days), &messages.days_long(days.count()))
        }
    }
}

/// Formats the clock of an event on one of its days: `14:00～16:00`, `14:00～`, `～12:00`, 終日, 時刻未定.
pub fn clock_on(viewer: &Viewer, when: &When, day: Date) -> String {
    let messages = viewer.messages;
    let timed = match when {
        When::AllDay { .. } => return messages.all_day().to_owned(),
        When::Undecided { .. } => return messages.time_undecided().to_owned(),
        When::DayUndecided { .. } => return messages.without_day().to_owned(),
        When::Timed(timed) if timed.shown == Shown::DayOnly => {
            return messages.all_day().to_owned();
        }
        When::Timed(timed) => timed,
    };
    let days = when.days();
    let (start, end) = (timed.start, when.end());
    let from = messages.time(start.time());
    if end <= start {
        return from;
    }
    let is_first = day == days.first;
    let is_last = day == days.last;
    if is_first && (is_last || is_night(timed, end)) {
        messages.range(&from, &end_clock(viewer, start.date(), end))
    } else if is_first {
        messages.range_from(&from)
    } else if is_last {
        messages.range_until(&end_clock(viewer, day, end))
    } else {
        messages.all_day().to_owned()
    }
}

/// Returns which day of how many it is: `2日目/3`; `None` if the event has one day, or only runs into the night.
pub fn nth_day(viewer: &Viewer, when: &When, day: Date) -> Option<String> {
    let days = when.days();
    if days.count() == 1 || is_night_only(when) || when.is_without_day() {
        return None;
    }
    let nth = days_between(days.first, day).saturating_add(1);
    Some(viewer.messages.nth_day(nth, days.count()))
}

/// Returns whether an event touches two days only because it ends in the night, so that it is shown on its first day
/// alone.
pub fn is_night_only(when: &When) -> bool {
    match when {
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => false,
        When::Timed(timed) => timed.shown == Shown::Clock && is_night(timed, when.end()),
    }
}

/// Returns the duration: `22時間`; `None` if it is not given, or if the days already show it.
pub fn length(viewer: &Viewer, when: &When) -> Option<String> {
    match when {
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => None,
        When::Timed(timed) => {
            let length = timed.length.filter(|length| *length != Length::default())?;
            (timed.shown == Shown::Clock).then(|| viewer.messages.length(length))
        }
    }
}

/// Returns a note that the clock is in another zone than the viewer's, with the time on the viewer's clock:
/// `日本時間の時刻です。この端末の時計では10:30～12:00`. `None` if both clocks show the same.
pub fn zone_note(viewer: &Viewer, when: &When) -> Option<String> {
    let zone = foreign_zone(viewer, when)?;
    let messages = viewer.messages;
    let name = messages.zone(zone);
    match here(viewer, when) {
        Some(here) if here.start == when.start() => None,
        Some(here) => Some(messages.zone_here(&name, &timed_line(viewer, &here))),
        None => Some(messages.event_zone(&name)),
    }
}

/// Returns the note in few words, with the day only if it differs: `日本時間（こちらでは10:30）`.
pub fn zone_note_short(viewer: &Viewer, when: &When) -> Option<String> {
    let zone = foreign_zone(viewer, when)?;
    let messages = viewer.messages;
    let name = messages.zone(zone);
    let Some(here) = here(viewer, when) else { return Some(messages.event_zone(&name)) };
    let clock = messages.time(here.start.time());
    let clock = if here.start.date() == when.start().date() {
        clock
    } else {
        format!("{} {clock}", day(viewer, here.start.date()))
    };
    (here.start != when.start()).then(|| messages.zone_here_short(name.trim_end(), &clock))
}

/// Converts a time of another zone to the viewer's clock; `None` if it is not in another zone, or if a zone is unknown.
///
/// The source of zones is not used if the viewer is in the zone of the event.
pub fn here(viewer: &Viewer, when: &When) -> Option<Timed> {
    let zone = foreign_zone(viewer, when)?;
    let (When::Timed(timed), Some(zones), Some(own)) = (when, viewer.zones.0, &viewer.zone) else {
        return None;
    };
    let on_own_clock = |clock| clock_at(zones, own, moment_of(zones, zone, clock)?);
    let start = on_own_clock(timed.start)?;
    let end = timed.length.and_then(|length| on_own_clock(length.after(timed.start)));
    let length = end.and_then(|end| Length::between(start, end));
    Some(Timed { start, zone: Some(own.clone()), length, shown: timed.shown })
}

/// Converts another clock of an event, for example its reply deadline, to the viewer's clock. It stays as it is if the
/// zone is unknown.
pub fn on_own_clock(viewer: &Viewer, when: &When, clock: DateTime) -> DateTime {
    let zone = when.zone().cloned();
    let when = When::Timed(Timed { start: clock, zone, length: None, shown: Shown::Clock });
    here(viewer, &when).map_or(clock, |here| here.start)
}

/// Returns the zone of a shown clock if its name differs from the viewer's zone.
fn foreign_zone<'a>(viewer: &Viewer, when: &'a When) -> Option<&'a Zone> {
    let is_shown = matches!(when, When::Timed(timed) if timed.shown == Shown::Clock);
    let is_foreign = |zone: &&Zone| viewer.zone.as_ref().is_some_and(|own| own != *zone);
    when.zone().filter(is_foreign).filter(|_| is_shown)
}

/// Returns the value for `<time datetime>`: `2024-11-01`, `2024-11-01T14:00`, or `2024-11`.
pub fn machine(when: &When) -> String {
    let start = when.start();
    let date = crate::present::route::path::format_day(start.date());
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => {
            format!("{date}T{:02}:{:02}", start.hour(), start.minute())
        }
        When::DayUndecided { month } => format_month(*month),
        When::Timed(_) | When::AllDay { .. } | When::Undecided { .. } => date,
    }
}

/// Returns how a day is written: without its year if that is the current one.
pub fn style_of(viewer: &Viewer, day: Date) -> DayStyle {
    if day.year() == viewer.today.year() { DayStyle::MonthDay } else { DayStyle::Full }
}

/// Formats the later of two days, without the parts that it shares with the earlier one.
fn later_day(viewer: &Viewer, first: Date, last: Date) -> String {
    let style = if first.year() != last.year() {
        DayStyle::Full
    } else if first.month() != last.month() {
        DayStyle::MonthDay
    } else {
        DayStyle::DayOnly
    };
    dated(viewer, last, style)
}

fn days_line(viewer: &Viewer, days: Days) -> String {
    let first = day(viewer, days.first);
    if days.first == days.last {
        return first;
    }
    viewer.messages.range(&first, &later_day(viewer, days.first, days.last))
}

fn timed_line(viewer: &Viewer, timed: &Timed) -> String {
    let messages = viewer.messages;
    let start = timed.start;
    let end = timed.length.map_or(start, |length| length.after(start));
    let from = format!("{} {}", day(viewer, start.date()), messages.time(start.time()));
    if end <= start {
        from
    } else if last_day(start, end) == start.date() || is_night(timed, end) {
        messages.range(&from, &end_clock(viewer, start.date(), end))
    } else {
        let last = last_day(start, end);
        let to = end_clock(viewer, last, end);
        messages.range(&from, &format!("{} {to}", later_day(viewer, start.date(), last)))
    }
}

/// Returns the day on which an event ends. An end at midnight is 24:00 of the day before.
fn last_day(start: DateTime, end: DateTime) -> Date {
    let is_midnight = end.time() == Time::midnight() && end > start;
    if is_midnight { plus_days(end.date(), -1) } else { end.date() }
}

/// Formats the clock of the end as seen from a day: `16:00`, `24:00`, `翌1:00`.
fn end_clock(viewer: &Viewer, seen_from: Date, end: DateTime) -> String {
    if end.date() == seen_from {
        viewer.messages.time(end.time())
    } else if end.time() == Time::midnight() {
        "24:00".to_owned()
    } else {
        viewer.messages.time_next_day(end.time())
    }
}

fn is_night(timed: &Timed, end: DateTime) -> bool {
    let start = timed.start;
    let is_next_day = days_between(start.date(), end.date()) == 1;
    let is_short = timed.length.is_some_and(|length| length.total_minutes() <= NIGHT_MINUTES);
    is_next_day && is_short && end.time() != Time::midnight()
}
