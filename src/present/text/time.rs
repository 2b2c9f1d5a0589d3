//! Days, clocks and lengths put together as people write them.
//!
//! The year is said where it is not the present one. An event that ends in the night is `22:00～翌1:00`; one that
//! lasts over half a day into the next says both days.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::time::zone::{clock_at, moment_of};
use crate::domain::time::{
    Days, Length, Shown, Timed, UtcTime, When, Zone, days_between, plus_days,
};
use crate::i18n::dates::DayStyle;
use crate::present::reader::Reader;
use crate::present::text::day_off::day_off;

/// How near a day must be to be called by its distance.
const NEAR_DAYS: i32 = 7;

/// The longest that an event may last to be written `22:00～翌1:00`.
const NIGHT_MINUTES: u64 = 12 * 60;

/// A day: `12月22日(金)`, with the year where it is not the present one.
pub fn day(reader: &Reader, day: Date) -> String {
    dated(reader, day, style_of(reader, day))
}

/// A day in that style, as a newsletter would write it: `11月23日(土祝)`.
pub fn dated(reader: &Reader, day: Date, style: DayStyle) -> String {
    match day_off(reader, day) {
        Some(off) => reader.messages.day_signed(day, style, off.sign),
        None => reader.messages.day(day, style),
    }
}

/// A day as it is read aloud: `12月22日 金曜日`.
pub fn day_spoken(reader: &Reader, day: Date) -> String {
    reader.messages.day_spoken(day, style_of(reader, day))
}

/// The distance of a near day as a word: 今日, 明日, 3日後.
pub fn relative_day(reader: &Reader, day: Date) -> Option<String> {
    let days = reader.days_until(day);
    (days.abs() <= NEAR_DAYS).then(|| reader.messages.relative_day(days))
}

/// A moment on the reader's clock: `11月20日(水) 12:30`.
pub fn moment(reader: &Reader, moment: UtcTime) -> String {
    let clock = reader.clock_of(moment);
    format!("{} {}", day(reader, clock.date()), reader.messages.time(clock.time()))
}

/// When an event is, in one line: `11月1日(金) 14:00～2日(土) 12:00`.
pub fn when(reader: &Reader, when: &When) -> String {
    let messages = reader.messages;
    let days = when.days();
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => timed_line(reader, timed),
        When::Undecided { .. } => messages.day_undecided(&days_line(reader, days)),
        When::AllDay { .. } | When::Timed(_) if days.count() == 1 => {
            messages.day_all_day(&day(reader, days.first))
        }
        When::AllDay { .. } | When::Timed(_) => {
            messages.span(&days_line(reader, days), &messages.days_long(days.count()))
        }
    }
}

/// The clock of an event on one of its days: `14:00～16:00`, `14:00～`, `～12:00`, 終日, 時刻未定.
pub fn clock_on(reader: &Reader, when: &When, day: Date) -> String {
    let messages = reader.messages;
    let timed = match when {
        When::AllDay { .. } => return messages.all_day().to_owned(),
        When::Undecided { .. } => return messages.time_undecided().to_owned(),
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
        messages.range(&from, &end_clock(reader, start.date(), end))
    } else if is_first {
        messages.range_from(&from)
    } else if is_last {
        messages.range_until(&end_clock(reader, day, end))
    } else {
        messages.all_day().to_owned()
    }
}

/// Which day of how many it is: `2日目/3`; `None` for an event of one day, or one that only runs into the night.
pub fn nth_day(reader: &Reader, when: &When, day: Date) -> Option<String> {
    let days = when.days();
    if days.count() == 1 || is_night_only(when) {
        return None;
    }
    let nth = days_between(days.first, day).saturating_add(1);
    Some(reader.messages.nth_day(nth, days.count()))
}

/// Whether it touches two days only because it ends in the night, and so is shown on its first day alone.
pub fn is_night_only(when: &When) -> bool {
    match when {
        When::AllDay { .. } | When::Undecided { .. } => false,
        When::Timed(timed) => timed.shown == Shown::Clock && is_night(timed, when.end()),
    }
}

/// How long it lasts: `22時間`; `None` where nobody said, or where the days say it.
pub fn length(reader: &Reader, when: &When) -> Option<String> {
    match when {
        When::AllDay { .. } | When::Undecided { .. } => None,
        When::Timed(timed) => {
            let length = timed.length.filter(|length| *length != Length::default())?;
            (timed.shown == Shown::Clock).then(|| reader.messages.length(length))
        }
    }
}

/// That the clock is of another zone than the reader's, and what the reader's shows then:
/// `日本時間の時刻です。この端末の時計では10:30～12:00`. Nothing where both show the same.
pub fn zone_note(reader: &Reader, when: &When) -> Option<String> {
    let zone = foreign_zone(reader, when)?;
    let messages = reader.messages;
    let name = messages.zone(zone);
    match here(reader, when) {
        Some(here) if here.start == when.start() => None,
        Some(here) => Some(messages.zone_here(&name, &timed_line(reader, &here))),
        None => Some(messages.event_zone(&name)),
    }
}

/// The same in few words, with the day only where it is another: `日本時間（こちらでは10:30）`.
pub fn zone_note_short(reader: &Reader, when: &When) -> Option<String> {
    let zone = foreign_zone(reader, when)?;
    let messages = reader.messages;
    let name = messages.zone(zone);
    let Some(here) = here(reader, when) else { return Some(messages.event_zone(&name)) };
    let clock = messages.time(here.start.time());
    let clock = if here.start.date() == when.start().date() {
        clock
    } else {
        format!("{} {clock}", day(reader, here.start.date()))
    };
    (here.start != when.start()).then(|| messages.zone_here_short(name.trim_end(), &clock))
}

/// The time of another zone on the reader's own clock; `None` where it is of no other zone, or a zone is not known.
///
/// Nobody who knows zones is asked on behalf of a reader who is where the event is.
pub fn here(reader: &Reader, when: &When) -> Option<Timed> {
    let zone = foreign_zone(reader, when)?;
    let (When::Timed(timed), Some(zones), Some(own)) = (when, reader.zones.0, &reader.zone) else {
        return None;
    };
    let on_own_clock = |clock| clock_at(zones, own, moment_of(zones, zone, clock)?);
    let start = on_own_clock(timed.start)?;
    let end = timed.length.and_then(|length| on_own_clock(length.after(timed.start)));
    let length = end.and_then(|end| Length::between(start, end));
    Some(Timed { start, zone: Some(own.clone()), length, shown: timed.shown })
}

/// Another clock of an event, such as its reply deadline, on the reader's own; as it is where the zone is not known.
pub fn on_own_clock(reader: &Reader, when: &When, clock: DateTime) -> DateTime {
    let zone = when.zone().cloned();
    let when = When::Timed(Timed { start: clock, zone, length: None, shown: Shown::Clock });
    here(reader, &when).map_or(clock, |here| here.start)
}

/// The zone of a shown clock, where it is not called as the reader's is.
fn foreign_zone<'a>(reader: &Reader, when: &'a When) -> Option<&'a Zone> {
    let is_shown = matches!(when, When::Timed(timed) if timed.shown == Shown::Clock);
    let is_foreign = |zone: &&Zone| reader.zone.as_ref().is_some_and(|own| own != *zone);
    when.zone().filter(is_foreign).filter(|_| is_shown)
}

/// The text for `<time datetime>`: `2024-11-01` or `2024-11-01T14:00`.
pub fn machine(when: &When) -> String {
    let start = when.start();
    let date = crate::present::route::path::format_day(start.date());
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => {
            format!("{date}T{:02}:{:02}", start.hour(), start.minute())
        }
        When::Timed(_) | When::AllDay { .. } | When::Undecided { .. } => date,
    }
}

fn style_of(reader: &Reader, day: Date) -> DayStyle {
    if day.year() == reader.today.year() { DayStyle::MonthDay } else { DayStyle::Full }
}

/// The later of two days, without what the earlier one just said.
fn later_day(reader: &Reader, first: Date, last: Date) -> String {
    let style = if first.year() != last.year() {
        DayStyle::Full
    } else if first.month() != last.month() {
        DayStyle::MonthDay
    } else {
        DayStyle::DayOnly
    };
    dated(reader, last, style)
}

fn days_line(reader: &Reader, days: Days) -> String {
    let first = day(reader, days.first);
    if days.first == days.last {
        return first;
    }
    reader.messages.range(&first, &later_day(reader, days.first, days.last))
}

fn timed_line(reader: &Reader, timed: &Timed) -> String {
    let messages = reader.messages;
    let start = timed.start;
    let end = timed.length.map_or(start, |length| length.after(start));
    let from = format!("{} {}", day(reader, start.date()), messages.time(start.time()));
    if end <= start {
        from
    } else if last_day(start, end) == start.date() || is_night(timed, end) {
        messages.range(&from, &end_clock(reader, start.date(), end))
    } else {
        let last = last_day(start, end);
        let to = end_clock(reader, last, end);
        messages.range(&from, &format!("{} {to}", later_day(reader, start.date(), last)))
    }
}

/// The day that an event ends on: an end at midnight is 24:00 of the day before.
fn last_day(start: DateTime, end: DateTime) -> Date {
    let is_midnight = end.time() == Time::midnight() && end > start;
    if is_midnight { plus_days(end.date(), -1) } else { end.date() }
}

/// The clock of the end, seen from a day: `16:00`, `24:00`, `翌1:00`.
fn end_clock(reader: &Reader, seen_from: Date, end: DateTime) -> String {
    if end.date() == seen_from {
        reader.messages.time(end.time())
    } else if end.time() == Time::midnight() {
        "24:00".to_owned()
    } else {
        reader.messages.time_next_day(end.time())
    }
}

fn is_night(timed: &Timed, end: DateTime) -> bool {
    let start = timed.start;
    let is_next_day = days_between(start.date(), end.date()) == 1;
    let is_short = timed.length.is_some_and(|length| length.total_minutes() <= NIGHT_MINUTES);
    is_next_day && is_short && end.time() != Time::midnight()
}
