//! The banner that shows what is going on now and what comes next.

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::time::{Days, When, plus_days};
use crate::present::card::{Card, EventPhase, card, phase};
use crate::present::route::filter::Filter;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// How far the banner looks ahead.
const DAYS_AHEAD: i32 = 7;

/// What is going on now and what comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NowNext {
    /// The events that are going on, the latest start first.
    pub now: Vec<Card>,
    /// The next events: all that start at the same time.
    pub next: Vec<Card>,
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
    NowNext {
        now: now.iter().map(|o| made(o, viewer.today)).collect(),
        next: next.map(|o| made(o, o.days.first)).collect(),
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
