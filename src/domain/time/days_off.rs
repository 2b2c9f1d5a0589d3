//! Days on which nobody works, and what a series does about them.

use jiff::civil::{Date, DateTime, Weekday};

use crate::domain::event::Event;
use crate::domain::series::recurrence::rule::{Frequency, Rule};
use crate::domain::series::repeat::{HolidayRule, Repeat};
use crate::domain::time::holidays::equinox::PROCLAIMED;
use crate::domain::time::holidays::law;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::local_clock::LocalClock;
use crate::domain::time::plus_days;

/// How many days ahead or back a working day is searched for.
const FARTHEST_DAYS: i32 = 31;

/// What the instances of a series depend on where they are read: the days off in addition to Saturdays and Sundays, and
/// the clock of the reader.
pub trait LocalContext {
    /// Whether that day is a day off: a public holiday, or one of an organisation.
    fn is_day_off(&self, day: Date) -> bool;

    /// Returns the clock on which moments in UTC are shown; `None` shows them in UTC.
    fn clock(&self) -> Option<LocalClock<'_>> {
        None
    }
}

impl<F: Fn(Date) -> bool> LocalContext for F {
    fn is_day_off(&self, day: Date) -> bool {
        self(day)
    }
}

/// The public holidays of Japan, and the days off of one organisation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Holidays<'a> {
    /// The organisation's own days off.
    pub own: &'a [OwnHoliday],
    /// The clock of the reader.
    pub clock: Option<LocalClock<'a>>,
}

/// Only the public holidays of Japan.
pub const BY_LAW: Holidays<'static> = Holidays { own: &[], clock: None };

impl LocalContext for Holidays<'_> {
    fn is_day_off(&self, day: Date) -> bool {
        law::on(day, PROCLAIMED).is_some() || self.own.iter().any(|own| own.on.is_on(day))
    }

    fn clock(&self) -> Option<LocalClock<'_>> {
        self.clock
    }
}

/// Returns when an instance takes place that the rule has at `at`; `None` if it does not take place.
///
/// If the series names its weekdays, a Saturday or Sunday is intended and does not count as a day off; a public holiday
/// does.
pub fn landed(
    at: DateTime,
    rule: HolidayRule,
    names_weekdays: bool,
    off: &dyn LocalContext,
) -> Option<DateTime> {
    let day = at.date();
    if !is_avoided(day, names_weekdays, off) {
        return Some(at);
    }
    let step = match rule {
        HolidayRule::Next => 1,
        HolidayRule::Previous => -1,
        HolidayRule::Skip => return None,
    };
    let mut days = (1..=FARTHEST_DAYS).map(|count| plus_days(day, step * count));
    let working = days.find(|day| !off.is_day_off(*day) && !is_weekend(*day));
    Some(working.unwrap_or(day).to_datetime(at.time()))
}

/// Whether an instance of a series on that day is on a day off in the sense of the holiday rule.
pub fn is_off(series: &Event, day: Date, off: &dyn LocalContext) -> bool {
    is_avoided(day, series.repeat.as_deref().is_some_and(names_weekdays), off)
}

/// Whether a rule says on which weekdays it falls.
pub fn names_weekdays(repeat: &Repeat) -> bool {
    let rule = repeat.known().map(Rule::parts);
    rule.is_some_and(|it| it.frequency == Frequency::Weekly || !it.by_day.is_empty())
}

fn is_avoided(day: Date, names_weekdays: bool, off: &dyn LocalContext) -> bool {
    off.is_day_off(day) || (!names_weekdays && is_weekend(day))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Returns by how many days an instance may be moved.
pub fn reach() -> i32 {
    FARTHEST_DAYS
}
