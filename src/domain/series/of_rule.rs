//! Tells which of many wall clocks a rule has: the exceptions of a series that it did not add.
//!
//! The rule is walked once along the clocks. To ask [`Event::is_of_rule`] for each would start the rule anew each time,
//! which for a rule with a COUNT may mean from its beginning.

use std::iter::Peekable;

use jiff::civil::{Date, DateTime};

use crate::domain::event::Event;
use crate::domain::series::instances::{Instances, is_of_rule, of_rule};
use crate::domain::series::recurrence::rule::Rule;
use crate::domain::series::repeat::Repeat;
use crate::domain::time::{Days, plus_days};

/// How many days the walk goes on from one clock to the next, rather than to start again there.
const DAYS_WALKED: i32 = 400;

/// A walk along the instances of a rule.
#[derive(Debug)]
pub struct OfRule<'a> {
    repeat: Option<&'a Repeat>,
    start: DateTime,
    walk: Option<Peekable<Instances<'a>>>,
    /// The last day to which the walk goes on.
    limit: Date,
}

impl<'a> OfRule<'a> {
    /// Begins a walk along the rule of a series.
    pub fn new(series: &'a Event) -> Self {
        let repeat = series.repeat.as_deref().filter(|repeat| repeat.known().is_some());
        Self { repeat, start: series.when.start(), walk: None, limit: Date::MIN }
    }

    /// Whether the rule has an instance at `at`; the clocks must be asked for in order. See [`Event::is_of_rule`].
    pub fn has(&mut self, at: DateTime) -> bool {
        let Some(repeat) = self.repeat else { return at == self.start };
        if repeat.known().is_some_and(Rule::may_fill_a_day) {
            return is_of_rule(repeat, self.start, at);
        }
        let day = at.date();
        if day > self.limit || self.walk.is_none() {
            self.limit = plus_days(day, DAYS_WALKED);
            let window = Days { first: day, last: self.limit };
            self.walk = Some(of_rule(repeat, self.start, window).peekable());
        }
        let Some(walk) = &mut self.walk else { return false };
        while walk.next_if(|instance| *instance < at).is_some() {}
        walk.peek() == Some(&at)
    }
}
