//! The banner that shows what is going on now and what comes next.

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::time::{Days, When, plus_days};
use crate::present::card::{Card, EventPhase, card, phase};
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// How far the banner looks ahead.
const DAYS_AHEAD: i32 = 7;

/// How many events that are going on, and how many that come next, are shown; for the others the day is linked.
const MOST_SHOWN: usize = 4;

/// What is going on now and what comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NowNext {
    /// The events that are going on, the latest start first.
    pub now: Vec<Card>,
    /// The next events: those that start at the same time.
    pub next: Vec<Card>,
    /// `他3件` and the address of their day, if not all of them are shown.
    pub more: Option<(String, String)>,
    /// The day of the next events in words: 今日, 明日, 3日後.
    pub next_day: Option<String>,
}

impl NowNext {
    /// Returns whether the banner would be empty.
    pub fn is_empty(&self) -> bool {
        self.now.is_empty() && self.next.is_empty()
    }
}

/// Finds what is going on now and what comes next, today and in the following days. Cancelled events are left out.
pub fn now_next(almanac: &Almanac, filter: &Filter, viewer: &Viewer) -> NowNext {
    let window = Days { first: viewer.today, last: plus_days(viewer.today, DAYS_AHEAD) };
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(window, &off);
    let is_wanted = |o: &&Occurrence<'_>| !o.is_cancelled() && filter.shows(almanac, o.entry);
    let of_phase = |wanted: EventPhase| {
        let mine = occurrences.iter().filter(is_wanted);
        mine.filter(move |o| phase(&o.when, viewer) == wanted).collect::<Vec<_>>()
    };
    let mut now = of_phase(EventPhase::Now);
    now.reverse();
    let coming = of_phase(EventPhase::Coming);
    let coming = coming.into_iter().filter(|o| !has_begun(&o.when, viewer)).collect::<Vec<_>>();
    let start = coming.first().map(|first| (first.when.start(), is_timed(&first.when)));
    let next = coming.iter().take_while(|o| Some((o.when.start(), is_timed(&o.when))) == start);
    let made = |o: &&Occurrence<'_>, day: Date| card(almanac, o, day, viewer);
    let next: Vec<_> = next.collect();
    let [of_now, after] = [now.len(), next.len()].map(|count| count.saturating_sub(MOST_SHOWN));
    let of_next = next.first().filter(|_| of_now == 0).map(|o| o.days.first);
    let day = of_next.unwrap_or(viewer.today);
    let more = Path::Day { day, view: DayView::List, filter: filter.clone() }.format();
    let hidden = of_now + after;
    NowNext {
        now: now.iter().take(MOST_SHOWN).map(|o| made(o, viewer.today)).collect(),
        next: next.iter().take(MOST_SHOWN).map(|o| made(o, o.days.first)).collect(),
        more: (hidden > 0).then(|| (viewer.messages.more_events(hidden), more)),
        next_day: start.and_then(|(start, _)| time::relative_day(viewer, start.date())),
    }
}

fn is_timed(when: &When) -> bool {
    matches!(when, When::Timed(_))
}

/// Returns whether a time without a known end has passed its start.
fn has_begun(when: &When, viewer: &Viewer) -> bool {
    is_timed(when) && viewer.now.is_some_and(|now| when.start() <= now)
}
