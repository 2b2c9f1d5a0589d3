//! Parses days and clocks as people write them, in Japanese or English, whatever the language of the page: `12/22
//! 18:30～20:00`, `令和8年4月1日`, `来週金曜 18時半`, `next Friday 6pm`.
//!
//! The parser never guesses: text that it does not understand is returned unchanged. For a day without a year, the year
//! is chosen that fits the written weekday; without a weekday, the next such day is meant (or one in the recent past).

mod clock;
mod day;
mod scan;

use jiff::civil::{Date, Time, Weekday};

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::plus_days;
use crate::present::form::event::form::EventForm;
use crate::present::form::text::clock as clock_text;
use crate::present::route::path::{format_day, parse_day};

use self::clock::Clock;
use self::scan::Scan;

/// The result of parsing a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The first day.
    pub first: Option<Date>,
    /// The last day, if it is written and differs from the first.
    pub last: Option<Date>,
    /// The start, on the first day.
    pub start: Option<Time>,
    /// The end, on the last day.
    pub end: Option<Time>,
    /// Whether it ends on the day after the first (翌12時), if the last day is not written.
    pub ends_next_day: bool,
    /// Whether the text says that it is all day.
    pub is_all_day: bool,
    /// The written weekday, if it does not match the day.
    pub other_weekday: Option<Weekday>,
    /// The words that were not understood, separated by one space.
    pub rest: String,
}

/// Parses the days and clocks in a text.
pub fn read(text: &str, today: Date) -> Said {
    let plain = scan::plain(text);
    let mut scan = Scan::new(&plain);
    let mut reading = Reading { today, said: Said::default(), is_range: false };
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
        self.first.is_some() || self.start.is_some() || self.is_all_day
    }

    /// Fills in the fields of a form with what was understood; other fields stay.
    pub fn fill(&self, form: &mut EventForm) {
        if let Some(first) = self.first {
            form.set_first_day(format_day(first));
        }
        let first = parse_day(form.first_day.trim());
        if let Some(last) = self.last {
            form.last_day = format_day(last);
        } else if let (Some(first), true) = (first, self.ends_next_day) {
            form.last_day = format_day(plus_days(first, 1));
        } else if let (Some(first), Some(_)) = (self.first, self.start) {
            form.last_day = format_day(first);
        }
        if let Some(start) = self.start {
            form.time_kind = TimeKind::Timed;
            form.start_time = clock_text(start);
            form.end_time = self.end.map(clock_text).unwrap_or_default();
        } else if self.is_all_day {
            form.time_kind = TimeKind::AllDay;
        }
    }
}

/// The state of the parser.
struct Reading {
    today: Date,
    said: Said,
    is_range: bool,
}

impl Reading {
    /// Parses one item; returns false if none is understood.
    fn step(&mut self, scan: &mut Scan<'_>) -> bool {
        if scan.skip_blank() || scan.eat_any(&["、", ",", "の", "に", "まで", "until"]) {
            return true;
        }
        let is_begun = self.said.first.is_some() || self.said.start.is_some();
        if is_begun && scan.eat_any(&["～", "~", "-", "–", "—", "から", "to "]) {
            self.is_range = true;
            return true;
        }
        if scan.eat_any(&["終日", "all day", "all-day"]) {
            self.said.is_all_day = true;
            return true;
        }
        let base = if self.is_range { self.said.first } else { None };
        if self.takes_day()
            && let Some((day, other_weekday)) = day::read(scan, self.today, base)
        {
            self.take_day(day);
            self.said.other_weekday = self.said.other_weekday.or(other_weekday);
            return true;
        }
        if self.takes_clock()
            && let Some(clock) = clock::read(scan)
        {
            self.take_clock(clock);
            return true;
        }
        false
    }

    fn takes_day(&self) -> bool {
        self.said.first.is_none() || (self.is_range && self.said.last.is_none())
    }

    fn takes_clock(&self) -> bool {
        self.said.start.is_none() || (self.is_range && self.said.end.is_none())
    }

    fn take_day(&mut self, day: Date) {
        match self.said.first {
            None => self.said.first = Some(day),
            Some(_) => self.said.last = Some(day),
        }
    }

    /// Stores a clock. A clock beyond 24:00, or one of the next day (翌), is on the following day.
    fn take_clock(&mut self, clock: Clock) {
        if self.said.start.is_none() {
            self.said.start = Some(clock.time);
            if clock.days > 0 {
                let day = self.said.first.unwrap_or(self.today);
                self.said.first = Some(plus_days(day, i32::from(clock.days)));
            }
        } else {
            self.said.end = Some(clock.time);
            match self.said.first {
                Some(first) if clock.days > 0 && self.said.last.is_none() => {
                    self.said.last = Some(plus_days(first, i32::from(clock.days)));
                }
                Some(_) => {}
                None => self.said.ends_next_day = clock.days > 0,
            }
        }
    }

    fn leave(&mut self, word: &str) {
        if !self.said.rest.is_empty() {
            self.said.rest.push(' ');
        }
        self.said.rest.push_str(word);
    }

    fn finish(mut self) -> Said {
        // A range that ends before it begins was not meant as a range.
        if self.said.last.is_some_and(|last| self.said.first.is_some_and(|first| last < first)) {
            self.said.last = None;
        }
        if self.said.last == self.said.first {
            self.said.last = None;
        }
        self.said
    }
}
