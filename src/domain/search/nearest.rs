//! Chooses which time of a repeating event a person means who searches for it today.

use jiff::civil::Date;

use crate::domain::almanac::entry::Entry;
use crate::domain::series::occurrence;
use crate::domain::series::occurrence::{Occurrence, shown_within};
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, plus_days};

/// How many days around today are searched for the next time of a repeating event.
const DAYS_AROUND: i32 = 400;

/// How many times of a repeating event are checked.
const MOST_TIMES: usize = 1000;

/// Returns the time of an event that is nearest to today: the next one, or else the last one, or else its own time.
pub fn nearest<'a>(entry: &'a Entry, today: Date, off: &'a dyn LocalContext) -> Occurrence<'a> {
    let coming = Days { first: today, last: plus_days(today, DAYS_AROUND) };
    let past = Days { first: plus_days(today, -DAYS_AROUND), last: today };
    if entry.event.repeat.is_none() {
        return occurrence::own(entry, off);
    }
    // The limit stops rules that fall on every minute.
    let near = |window| shown_within(entry, window, off).take(MOST_TIMES);
    let next = near(coming).min_by_key(|it| it.when.start());
    let last = || near(past).max_by_key(|it| it.when.start());
    next.or_else(last).unwrap_or_else(|| occurrence::own(entry, off))
}
