//! The wall clocks at which the rule of a series has its instances, without those that other rules exclude.
//!
//! Overrides of single instances are applied by [`crate::domain::series::occurrence`].

use jiff::civil::{Date, DateTime};

use crate::domain::series::recurrence::exclude::Excluder;
use crate::domain::series::recurrence::expand::{Starts, has, starts};
use crate::domain::series::repeat::{Repeat, RepeatRule};
use crate::domain::time::{Days, plus_days};

/// The number of instances of one rule that a page shows on one day: one in each hour.
pub const MOST_A_DAY: usize = 24;

/// The number of steps of rules that exclude after which the rest of a day is not searched, if a page shows only some of
/// it.
const MOST_TRIED: u64 = 6_000;

/// The number of steps of rules that exclude, since the last instance that takes place, after which a series counts as
/// finished: a century and more of days. Otherwise a rule that excludes all instances would be walked to the end of time.
const MOST_BARREN: u64 = 400_000;

/// Returns the instances of the rule of a series within a window of days, in order, each once; without a rule that can
/// be expanded, the start alone.
pub fn of_rule(repeat: &Repeat, start: DateTime, window: Days) -> Instances<'_> {
    most_of_rule(repeat, start, window, usize::MAX)
}

/// Like [`of_rule`], with at most a number of instances on each day. The others cost nothing.
pub fn most_of_rule(
    repeat: &Repeat,
    start: DateTime,
    window: Days,
    most_a_day: usize,
) -> Instances<'_> {
    let known = repeat.known().map(|rule| starts(rule, start, window));
    let first = (known.is_none() && window.contains(start.date())).then_some(start);
    let excluded = repeat.excluded.iter().filter_map(RepeatRule::known);
    Instances {
        repeat,
        start,
        window,
        most_a_day,
        first,
        known,
        excluders: excluded.map(|rule| Excluder::new(rule, start)).collect(),
        day: None,
        on_day: 0,
        tried: 0,
        barren: 0,
    }
}

/// The instances of a rule, see [`most_of_rule`].
#[derive(Clone, Debug)]
pub struct Instances<'r> {
    repeat: &'r Repeat,
    start: DateTime,
    window: Days,
    most_a_day: usize,
    /// The only instance, if no rule can be expanded.
    first: Option<DateTime>,
    known: Option<Starts>,
    excluders: Vec<Excluder>,
    /// The day of the last instance, and how many it has had so far.
    day: Option<Date>,
    on_day: usize,
    /// How many steps the rules that exclude have taken on that day.
    tried: u64,
    /// How many steps they have taken since the last instance that takes place.
    barren: u64,
}

impl Iterator for Instances<'_> {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        while self.barren < MOST_BARREN {
            let at = match &mut self.known {
                Some(known) => known.next()?,
                None => self.first.take()?,
            };
            if self.day != Some(at.date()) {
                (self.day, self.on_day, self.tried) = (Some(at.date()), 0, 0);
            }
            let is_tired = self.most_a_day < usize::MAX && self.tried >= MOST_TRIED;
            if self.on_day >= self.most_a_day || is_tired {
                self.skip_day(at.date());
            } else if !self.is_excluded(at) {
                self.on_day += 1;
                self.barren = 0;
                return Some(at);
            }
        }
        None
    }
}

impl Instances<'_> {
    fn is_excluded(&mut self, at: DateTime) -> bool {
        let mut tried = 0;
        let is_excluded = self.excluders.iter().any(|excluder| {
            let (falls_on_it, steps) = excluder.look(at);
            tried += steps;
            falls_on_it
        });
        self.tried += tried;
        self.barren += tried;
        is_excluded
    }

    /// Continues with the day after a day.
    fn skip_day(&mut self, day: Date) {
        let next = plus_days(day, 1);
        let rest = Days { first: next, last: self.window.last };
        let rule = self.repeat.known().filter(|_| day < next && next <= self.window.last);
        self.known = rule.map(|rule| starts(rule, self.start, rest));
        self.first = None;
    }
}

/// Whether the rule of a series has an instance at `at`.
pub fn is_of_rule(repeat: &Repeat, start: DateTime, at: DateTime) -> bool {
    let is_in = repeat.known().map_or(at == start, |rule| has(rule, start, at));
    let mut excluded = repeat.excluded.iter().filter_map(RepeatRule::known);
    is_in && !excluded.any(|rule| Excluder::new(rule, start).has(at))
}

/// Whether a rule has more instances on a day than a page shows: on the first day, or on the next day that has any.
pub fn is_dense(repeat: &Repeat, start: DateTime) -> bool {
    let Some(rule) = repeat.known() else { return false };
    let parts = rule.parts();
    let times = |list: &[i16]| list.len().max(1);
    let many = times(&parts.by_hour) * times(&parts.by_minute) * times(&parts.by_second);
    if !parts.frequency.is_within_day() && many <= MOST_A_DAY {
        return false;
    }
    let is_full =
        |day: Date| starts(rule, start, Days::one(day)).take(MOST_A_DAY + 1).count() > MOST_A_DAY;
    let next = plus_days(start.date(), 1);
    let later = Days { first: next, last: plus_days(next, DAYS_TRIED) };
    let later = starts(rule, start, later).next();
    is_full(start.date()) || later.is_some_and(|at| is_full(at.date()))
}

/// How many days after the first one are searched for a day with instances.
const DAYS_TRIED: i32 = 366;
