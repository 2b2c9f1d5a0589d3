//! The date that stands for a series where none was asked for: the next one, or the last one if the series is over.

use crate::domain::almanac::entry::Entry;
use crate::domain::series::occurrence::{Occurrence, shown_within};
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, plus_days};
use crate::present::card::{EventPhase, phase};
use crate::present::viewer::Viewer;

/// How many days ahead the next date is searched: 29 February is at most eight years away.
const AHEAD: i32 = 8 * 366;

/// How many days back the last date is searched, nearer ones first.
const BACK: [i32; 3] = [400, AHEAD, 100 * 366];

/// How many dates are checked for the next one, which a day or an event of several days may have before it.
const MOST: usize = 1000;

/// How many dates are checked for the last one: each day of a century.
const MOST_BACK: usize = 40_000;

/// Returns the next date of a series that is not over yet, or else the last one; `None` if the event does not repeat.
/// Dates that were called off count only if there is no other to come.
pub fn series_date<'a>(
    entry: &'a Entry,
    viewer: &Viewer,
    off: &'a dyn LocalContext,
) -> Option<Occurrence<'a>> {
    let repeat = entry.event.repeat.as_deref()?;
    let most = repeat.overrides.len() + MOST;
    let coming = Days { first: viewer.today, last: plus_days(viewer.today, AHEAD) };
    let mut next: Option<Occurrence<'a>> = None;
    // The dates with overrides come first, then those of the rule in order.
    for date in shown_within(entry, coming, off).take(most) {
        let is_of_rule = date.patch.is_none();
        let rank = |it: &Occurrence<'_>| (it.is_cancelled(), it.when.start());
        if phase(&date.when, viewer) == EventPhase::Past {
            continue;
        }
        if next.as_ref().is_none_or(|next| rank(&date) < rank(next)) {
            next = Some(date);
        }
        if is_of_rule {
            break;
        }
    }
    next.or_else(|| {
        BACK.into_iter().find_map(|days| {
            let past = Days { first: plus_days(viewer.today, -days), last: viewer.today };
            let dates = shown_within(entry, past, off).take(repeat.overrides.len() + MOST_BACK);
            dates.max_by_key(|date| date.when.start())
        })
    })
}
