//! The conditions of a search, as the address has them and as the index needs them.

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::id::EventId;
use crate::domain::search::index::Index;
use crate::domain::search::query::{SearchQuery, Wanted};
use crate::domain::search::texts::WordsOfTimes;
use crate::domain::series::occurrence::within_with;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::{Days, plus_days};
use crate::present::route::filter::Filter;
use crate::present::viewer::Viewer;

/// How many days ahead instances are searched if no last day is given: one generation.
const MOST_AHEAD: i32 = 30 * 366;

/// The conditions of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seek {
    /// The words, as typed.
    pub text: String,
    /// The calendars and kinds, and whether only the person's own events are searched.
    pub filter: Filter,
    /// Only events with participants of this organisation; empty for all events.
    pub organization: String,
    /// Only events for which a participant has not replied.
    pub is_unanswered: bool,
    /// The days that are searched.
    pub span: SearchSpan,
}

/// The days that are searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchSpan {
    /// All.
    #[default]
    Any,
    /// From today on.
    Coming,
    /// Until yesterday.
    Past,
    /// From a day to a day; `None` means no limit.
    Days {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        to: Option<Date>,
    },
}

impl Seek {
    /// Returns whether there are no conditions at all.
    pub fn is_blank(&self) -> bool {
        SearchQuery::new(&self.text).is_empty() && !self.is_narrowed()
    }

    /// Returns whether there are conditions other than words.
    pub fn is_narrowed(&self) -> bool {
        Self { text: String::new(), ..self.clone() } != Self::default()
    }

    /// Converts the conditions for the index. If no calendars are chosen, those that are shown are used.
    pub fn wanted(&self, index: &Index, almanac: &Almanac, viewer: &Viewer) -> Wanted {
        self.wanted_on(days(self.span, viewer.today).into_iter().collect(), index, almanac, viewer)
    }

    /// Like [`Self::wanted`], on some of those days instead; if there are none, on all.
    pub fn wanted_on(
        &self,
        days: Vec<Days>,
        index: &Index,
        almanac: &Almanac,
        viewer: &Viewer,
    ) -> Wanted {
        let series = || index.repeating().filter_map(|id| almanac.entry(id));
        let is_wanted = |(id, is_shown): (_, bool)| {
            let chosen = &self.filter.calendars;
            if chosen.is_empty() { is_shown } else { chosen.contains(id) }
        };
        let calendars = almanac.calendars().iter().map(|(id, it)| (id, it.is_shown));
        Wanted {
            calendars: Some(
                calendars.filter(|it| is_wanted(*it)).map(|(id, _)| id.clone()).collect(),
            ),
            kinds: self.filter.kinds.clone(),
            organization: self.organization.clone(),
            is_mine: self.filter.only_mine,
            is_unanswered: self.is_unanswered,
            repeating: (!days.is_empty()).then(|| self.repeating(series(), &days, viewer)),
            days,
            numbered: None,
        }
    }

    /// Returns those of some repeating events that take place on some days, with the words. Cost: the first such instance
    /// of each event on these days.
    fn repeating<'a>(
        &self,
        series: impl Iterator<Item = &'a Entry>,
        days: &[Days],
        viewer: &Viewer,
    ) -> SortedSet<EventId> {
        let off = viewer.days_off();
        let query = SearchQuery::new(&self.text);
        let end = |days: Days| plus_days(days.first.max(viewer.today), MOST_AHEAD);
        let windows: Vec<Days> =
            days.iter().map(|days| Days { last: days.last.min(end(*days)), ..*days }).collect();
        let is_on = |entry: &&Entry| {
            let words = WordsOfTimes::of(entry, &query);
            windows
                .iter()
                .any(|days| within_with(entry, *days, &off).any(|it| words.are_of(&it, &off)))
        };
        series.filter(is_on).map(|entry| entry.event.id.clone()).collect()
    }
}

fn days(span: SearchSpan, today: Date) -> Option<Days> {
    let (from, to) = match span {
        SearchSpan::Any => return None,
        SearchSpan::Coming => (Some(today), None),
        SearchSpan::Past => (None, Some(plus_days(today, -1))),
        SearchSpan::Days { from, to } => (from, to),
    };
    let (first, last) = (from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX));
    Some(Days { first, last })
}
