//! Events at the time that is chosen for an event. They are shown while the person chooses the time, and never block
//! saving.
//!
//! Most events that overlap concern different people. An overlap is reported only if both events share a calendar, a
//! place or a person, or if both are the viewer's own.

use crate::domain::almanac::Almanac;
use crate::domain::event::participant::Reply;
use crate::domain::gather::ordered;
use crate::domain::id::EventId;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::{Days, plus_days};
use crate::present::card::overlap::{Other, described, is_same_time, named, names_of};
use crate::present::form::event::form::EventForm;
use crate::present::form::event::rows::Purpose;
use crate::present::form::event::section::time::preview;
use crate::present::viewer::Viewer;

/// The largest number of events that are shown.
const MOST: usize = 3;

/// How many names are shown for one event.
const NAMES: usize = 2;

/// How many days of an event are compared.
const MOST_DAYS: i32 = 31;

/// The events at the same time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clashes {
    /// The events that are shown, those with most in common first.
    pub told: Vec<Clash>,
    /// How many further events there are.
    pub more: usize,
}

/// One event at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The event.
    pub other: Other,
    /// What both events have in common, in words.
    pub reasons: String,
}

/// Finds the events at the time in the form, in the loaded data. `of` is the event that is edited, which is never
/// compared with itself.
///
/// Only the first time of a series is compared. Cost: the events of those days.
pub fn clashes(
    almanac: &Almanac,
    form: &EventForm,
    of: Option<&EventId>,
    viewer: &Viewer,
) -> Clashes {
    let Some(when) = preview(form) else { return Clashes::default() };
    let days = when.days();
    // The same moment may be on another day in another zone.
    let last = days.last.min(plus_days(days.first, MOST_DAYS));
    let window = Days { first: plus_days(days.first, -1), last: plus_days(last, 1) };
    let is_mine = of.and_then(|id| almanac.entry(id)).is_some_and(|entry| entry.is_mine);
    let own = Own { form, is_mine, names: expected(form) };
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(window, &off);
    let others = occurrences.iter().filter(|other| {
        Some(&other.entry.event.id) != of
            && !other.is_cancelled()
            && is_same_time(&when, &other.when, viewer.zones)
    });
    let found: Vec<(usize, Clash)> =
        others.filter_map(|other| own.clash_with(other, viewer)).collect();
    let mut told: Vec<Clash> =
        ordered(found, |a, b| b.0.cmp(&a.0)).into_iter().map(|(_, clash)| clash).collect();
    let more = told.len().saturating_sub(MOST);
    told.truncate(MOST);
    Clashes { told, more }
}

/// The parts of the event in the form that another event can share.
struct Own<'a> {
    form: &'a EventForm,
    is_mine: bool,
    names: SortedSet<String>,
}

impl Own<'_> {
    /// Returns what both events have in common, and how many things that is, not counting the calendar; `None` if there
    /// is nothing.
    fn clash_with(&self, other: &Occurrence<'_>, viewer: &Viewer) -> Option<(usize, Clash)> {
        let messages = viewer.messages;
        let places = self.form.places.iter().filter(|place| place.purpose != Purpose::Meeting);
        let places = places.map(|place| place.name.trim()).filter(|name| !name.is_empty());
        let places: SortedSet<&str> = places.collect();
        let same = |name: &str| places.contains(name.trim());
        let mut reasons = Vec::new();
        if other.locations().iter().any(|(_, location)| same(&location.name)) {
            reasons.push(messages.clash_place().to_owned());
        }
        let both: Vec<String> = names_of(other)
            .into_iter()
            .filter(|(key, _)| self.names.contains(key))
            .map(|(_, name)| name)
            .collect();
        if let Some(names) = both.get(..both.len().min(NAMES)).filter(|names| !names.is_empty()) {
            reasons.push(messages.clash_people(names, beyond(both.len())));
        }
        if self.is_mine && other.entry.is_mine {
            reasons.push(messages.clash_mine().to_owned());
        }
        let weight = reasons.len();
        if reasons.is_empty() && self.form.calendar.as_ref() == Some(&other.entry.calendar) {
            reasons.push(messages.clash_calendar().to_owned());
        }
        let reasons = reasons.join(messages.joiner());
        (!reasons.is_empty()).then(|| (weight, Clash { other: described(other, viewer), reasons }))
    }
}

/// Returns how many people there are in addition to those named.
fn beyond(count: usize) -> usize {
    count.saturating_sub(NAMES)
}

/// Returns the people who are expected according to the form: name and organisation, in the form of [`named`].
fn expected(form: &EventForm) -> SortedSet<String> {
    let stays_away = |reply: &Reply| matches!(reply, Reply::Declined | Reply::Delegated);
    let coming = form.people.iter().filter(|person| !stays_away(&person.reply));
    coming.filter_map(|person| named(&person.name, &person.organization)).collect()
}
