//! Days and clocks as people write them, in either language, whatever the page's: `12/22 18:30～20:00`,
//! `令和8年4月1日`, `来週金曜 18時半`, `next Friday 6pm`.
//!
//! Reading never guesses beyond what is written: what is not understood is handed back as it is. A day without a year
//! is the one whose weekday fits, where one is written, else the next to come (or one that was just now).

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

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The first day.
    pub first: Option<Date>,
    /// The last day, where another than the first is written.
    pub last: Option<Date>,
    /// When it starts, on the first day.
    pub start: Option<Time>,
    /// When it ends, on the last day.
    pub end: Option<Time>,
    /// Whether it ends on the day after the first (翌12時), where the first is not written.
    pub ends_next_day: bool,
    /// Whether it is said to be all day.
    pub is_all_day: bool,
    /// The weekday that is written beside a day which is on another one.
    pub other_weekday: Option<Weekday>,
    /// What was not understood, words parted by one space.
    pub rest: String,
}

/// Reads days and clocks out of a text.
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
    /// Whether anything was understood.
    pub fn is_any(&self) -> bool {
        self.first.is_some() || self.start.is_some() || self.is_all_day
    }

    /// Puts what was understood into the fields of a form; the others stay.
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

/// What has been read so far.
struct Reading {
    today: Date,
    said: Said,
    is_range: bool,
}

impl Reading {
    /// Reads one thing, if there is one that is understood.
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

    /// A clock beyond 24:00, or one of the next day (翌), is on the day after.
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
        // A range that ends before it begins was not meant as one.
        if self.said.last.is_some_and(|last| self.said.first.is_some_and(|first| last < first)) {
            self.said.last = None;
        }
        if self.said.last == self.said.first {
            self.said.last = None;
        }
        self.said
    }
}
