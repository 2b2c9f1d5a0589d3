//! Parses days and clocks as people write them, in Japanese or English, whatever the language of the page: `12/22
//! 18:30～20:00`, `令和8年4月1日`, `来週金曜 18時半`, `12月 日付未定`, `next Friday 6pm`.
//!
//! The parser never guesses: text that it does not understand is returned unchanged, and then nothing of the text is
//! put into a form. A day without a year is the
//! nearest one to today within a year that fits the written weekday; [`notes`] says when it is not the coming one.

mod clock;
mod day;
pub mod fill;
mod length;
mod month;
pub mod named;
pub mod notes;
mod nth;
mod scan;

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::{Month, plus_days, signed_days_between};

use self::clock::{Clock, in_half_of};
use self::scan::Scan;

/// The words that say that the day is not decided.
const WITHOUT_DAY: [&str; 16] = [
    "日時未定",
    "日時は未定",
    "日程未定",
    "日程は未定",
    "日付未定",
    "日付は未定",
    "日にち未定",
    "日にちは未定",
    "期日未定",
    "開催日未定",
    "日未定",
    "日は未定",
    "日程調整中",
    "date tbd",
    "date to be decided",
    "day to be decided",
];

/// The words that say that the time is not decided.
const WITHOUT_TIME: [&str; 10] = [
    "時刻未定",
    "時刻は未定",
    "時間未定",
    "時間は未定",
    "開始時刻未定",
    "開始時間未定",
    "時間調整中",
    "time tbd",
    "time to be decided",
    "time not decided yet",
];

/// The words that say that something is not decided: the day if only the month is written, or else the time.
const UNDECIDED: [&str; 4] = ["未定", "undecided", "tbd", "tba"];

/// The words beside a clock or a day that add nothing.
const BESIDE: [&str; 24] = [
    "開催日時:",
    "日時:",
    "日程:",
    "開催日:",
    "期日:",
    "日付:",
    "時間:",
    "時刻:",
    "when:",
    "date:",
    "time:",
    "開始時刻",
    "開始",
    "開会",
    "開演",
    "始業",
    "スタート",
    "頃",
    "ごろ",
    "以降",
    "at ",
    "from ",
    "starts",
    "start",
];

/// The words before or after a clock that say that it is the end.
const ENDING: [&str; 8] = ["終了時刻", "終了", "閉会", "終演", "解散", "まで", "ends at ", "ends "];

/// The marks between two items.
const BETWEEN: [&str; 9] = ["、", "。", "・", ",", ";", "(", ")", "の", "に"];

/// The words before and after the two ends of a range.
const RANGE: [&str; 13] =
    ["～", "~", "-", "–", "—", "―", "ー", "→", "から", "より", "to ", "till ", "until "];

/// The result of parsing a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The first day.
    pub first: Option<Date>,
    /// The last day, if it is written and differs from the first.
    pub last: Option<Date>,
    /// The month, if it is written without a day.
    pub month: Option<Month>,
    /// The start, on the first day.
    pub start: Option<Time>,
    /// The end, on the last day.
    pub end: Option<Time>,
    /// When people meet.
    pub meeting: Option<Time>,
    /// Whether it ends on the day after the first (翌12時), if the last day is not written.
    pub ends_next_day: bool,
    /// What the text says in words: that it is all day, or that the time or the day is not decided.
    pub kind: Option<TimeKind>,
    /// The written weekday, if it does not match the day.
    pub other_weekday: Option<Weekday>,
    /// Whether the year of the first day was not written, and the nearest such day is not the coming one.
    pub is_not_coming: bool,
    /// Whether the first day, or the month, is written without a year, so that every year has it.
    pub is_of_each_year: bool,
    /// The words that were not understood, separated by one space.
    pub rest: String,
}

/// Parses the days and clocks in a text.
pub fn read(text: &str, today: Date) -> Said {
    let plain = scan::plain(text);
    let mut scan = Scan::new(&plain);
    let mut reading = Reading { today, ..Reading::default() };
    while !scan.is_done() {
        if !reading.step(&mut scan) {
            reading.leave(scan.word());
        }
    }
    reading.finish()
}

impl Said {
    /// Returns whether anything was understood.
    pub fn is_any(&self) -> bool {
        self.first.is_some()
            || self.month.is_some()
            || self.start.is_some()
            || self.meeting.is_some()
            || self.kind.is_some()
    }
}

/// The state of the parser.
#[derive(Default)]
struct Reading {
    today: Date,
    said: Said,
    is_range: bool,
    /// The word that says that the next clock is when people meet.
    meeting_word: Option<String>,
    /// Whether the next clock is the end.
    is_end: bool,
    /// The word that says that there is no clock, or no day.
    kind_word: String,
    /// The clocks, as they are written.
    clocks: Vec<String>,
    /// The clock of the start, as it was read.
    start: Option<Clock>,
    /// The length, in minutes.
    length: Option<u32>,
}

impl Reading {
    /// Parses one item; returns false if none is understood.
    fn step(&mut self, scan: &mut Scan<'_>) -> bool {
        scan.skip_blank()
            || self.undecided(scan)
            || scan.eat_any(&BETWEEN)
            || self.words(scan)
            || self.lengths(scan)
            || self.days(scan)
            || self.clocks(scan)
    }

    /// Parses what is not decided, in brackets or not.
    fn undecided(&mut self, scan: &mut Scan<'_>) -> bool {
        let before = *scan;
        let found = scan.try_read(|scan| {
            let is_bracketed = scan.eat("(");
            let is_day = scan.eat_any(&WITHOUT_DAY);
            let is_time = !is_day && scan.eat_any(&WITHOUT_TIME);
            let is_known = self.said.first.is_some() || self.said.month.is_some();
            let is_any = is_day || is_time || (is_known && scan.eat_any(&UNDECIDED));
            (is_any && (!is_bracketed || scan.eat(")"))).then_some((is_day, is_time))
        });
        let Some((is_day, is_time)) = found else { return false };
        let is_day = is_day || (!is_time && self.said.first.is_none());
        let kind = if is_day { TimeKind::DayUndecided } else { TimeKind::Undecided };
        self.take_kind(kind, scan.since(&before));
        true
    }

    fn words(&mut self, scan: &mut Scan<'_>) -> bool {
        let is_begun = self.said.first.is_some() || self.said.start.is_some();
        if is_begun && scan.eat_any(&RANGE) {
            self.is_range = true;
            return true;
        }
        let before = *scan;
        if scan.eat_any(&["終日", "一日中", "全日", "all day", "all-day"]) {
            self.take_kind(TimeKind::AllDay, scan.since(&before));
            return true;
        }
        if scan.eat_any(&["集合時刻", "集合時間", "集合", "meet at ", "meet "]) {
            self.meeting_word = Some(scan.since(&before).trim_end().to_owned());
            scan.eat_any(&[":", "は"]);
            return true;
        }
        if scan.eat("まで") {
            // 12/22まで says no start.
            if !self.is_range && self.said.end.is_none() {
                self.leave("まで");
            }
            return true;
        }
        if scan.eat_any(&ENDING) {
            scan.eat_any(&[":", "は"]);
            self.is_end = self.said.end.is_none();
            return true;
        }
        scan.eat_any(&BESIDE)
    }

    fn lengths(&mut self, scan: &mut Scan<'_>) -> bool {
        if self.said.start.is_some()
            && self.said.end.is_none()
            && self.length.is_none()
            && let Some(minutes) = length::minutes(scan)
        {
            self.length = Some(minutes);
            return true;
        }
        if let (Some(first), None) = (self.said.first, self.said.last)
            && let Some(days) = length::days(scan)
        {
            self.said.last = Some(plus_days(first, days - 1));
            return true;
        }
        false
    }

    fn days(&mut self, scan: &mut Scan<'_>) -> bool {
        let base = if self.is_range { self.said.first } else { None };
        let takes_day = self.said.first.is_none() || (self.is_range && self.said.last.is_none());
        let before = *scan;
        let read = |scan: &mut Scan<'_>, today| {
            let nth = |scan: &mut Scan<'_>| nth::read(scan, today, base);
            day::read(scan, today, base).or_else(|| scan.try_read(nth))
        };
        if takes_day && let Some(read) = read(scan, self.today) {
            let is_of_month = self.said.month.is_none_or(|month| month == Month::of(read.day));
            let is_after = self.said.first.is_none_or(|first| first <= read.day);
            if !is_of_month || !is_after {
                self.leave(scan.since(&before));
                return true;
            }
            self.said.month = None;
            self.said.other_weekday = self.said.other_weekday.or(read.other_weekday);
            match self.said.first {
                None => {
                    self.said.first = Some(read.day);
                    self.said.is_not_coming = read.is_not_coming;
                    self.said.is_of_each_year = read.is_of_each_year;
                }
                Some(_) => self.said.last = Some(read.day),
            }
            return true;
        }
        if self.said.first.is_none()
            && self.said.month.is_none()
            && let Some((month, is_of_each_year)) = month::read(scan, self.today)
        {
            self.said.month = Some(month);
            self.said.is_of_each_year = is_of_each_year;
            return true;
        }
        false
    }

    fn clocks(&mut self, scan: &mut Scan<'_>) -> bool {
        let before = *scan;
        let Some(clock) = clock::read(scan) else { return false };
        self.clocks.push(scan.since(&before).to_owned());
        scan.skip_blank();
        // When the doors open is not when it starts.
        let is_other = scan.eat_any(&["受付", "開場"]);
        let is_meeting = !is_other && (scan.eat("集合") || self.meeting_word.is_some());
        let is_end = !is_other && !is_meeting && (scan.eat_any(&ENDING) || self.is_end);
        let is_first = self.start.is_none() && !is_end;
        let is_second = self.start.is_some() && self.said.end.is_none();
        if is_meeting {
            self.said.meeting = Some(clock.time);
            self.meeting_word = None;
        } else if !is_other && (is_first || (is_second && (is_end || self.is_range))) {
            self.take_clock(clock);
            self.is_end = false;
        } else {
            self.clocks.pop();
            self.leave(scan.since(&before).trim_end());
        }
        true
    }

    /// Stores a clock. A clock beyond 24:00, or one of the next day (翌), is on the following day.
    fn take_clock(&mut self, clock: Clock) {
        let Some(start) = self.start else {
            self.said.start = Some(clock.time);
            self.start = Some(clock);
            if clock.days > 0 {
                let day = self.said.first.unwrap_or(self.today);
                self.said.first = Some(plus_days(day, i32::from(clock.days)));
            }
            return;
        };
        let clock = in_half_of(start, clock);
        self.said.end = Some(clock.time);
        self.end_after(i32::from(clock.days));
    }

    /// Stores on which day after the first the event ends, unless the last day is written.
    fn end_after(&mut self, days: i32) {
        match self.said.first {
            Some(first) if days > 0 && self.said.last.is_none() => {
                self.said.last = Some(plus_days(first, days));
            }
            Some(_) => {}
            None => self.said.ends_next_day = days > 0,
        }
    }

    fn take_kind(&mut self, kind: TimeKind, word: &str) {
        self.said.kind = Some(kind);
        word.clone_into(&mut self.kind_word);
    }

    fn leave(&mut self, word: &str) {
        if !self.said.rest.is_empty() {
            self.said.rest.push(' ');
        }
        self.said.rest.push_str(word);
    }

    fn finish(mut self) -> Said {
        if let Some(word) = self.meeting_word.take() {
            self.leave(&word);
        }
        // An event without a day has no clock.
        let is_without_day = self.said.kind == Some(TimeKind::DayUndecided)
            || (self.said.month.is_some() && self.said.first.is_none());
        if is_without_day {
            for clock in std::mem::take(&mut self.clocks) {
                self.leave(&clock);
            }
        }
        // A clock contradicts 終日 and 時刻未定, and the person must say which of them counts.
        let is_without_clock =
            matches!(self.said.kind, Some(TimeKind::AllDay | TimeKind::Undecided));
        if is_without_clock && self.start.is_some() {
            self.said.kind = None;
            let word = std::mem::take(&mut self.kind_word);
            self.leave(&word);
        }
        if let (Some(start), None, Some(minutes)) = (self.said.start, self.said.end, self.length) {
            // Any day will do: only the distance counts.
            let start: DateTime = Date::constant(2024, 1, 1).to_datetime(start);
            let end = plus_seconds(start, i64::from(minutes) * 60);
            self.said.end = Some(end.time());
            self.end_after(signed_days_between(start.date(), end.date()));
        }
        if self.said.last == self.said.first {
            self.said.last = None;
        }
        self.said
    }
}
