//! Occurrences: views are built on these, never on events directly.
//!
//! A repeating event has many: the instances of its rule without the excluded ones, with the overrides of single
//! instances. A view asks for a window of days and gets the occurrences that touch it.

use std::borrow::Cow;
use std::rc::Rc;

use jiff::civil::DateTime;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::color::CssColor;
use crate::domain::event::kind::{Category, Kind};
use crate::domain::event::participant::Participant;
use crate::domain::event::place::Location;
use crate::domain::event::status::Status;
use crate::domain::event::{Event, venue_of};
use crate::domain::id::{EventId, LocalId};
use crate::domain::series::instances::{MOST_A_DAY, is_of_rule, most_of_rule};
use crate::domain::series::numbering::{Numbers, clock_here, number};
use crate::domain::series::own::{OwnList, OwnSet};
use crate::domain::series::patch::applied;
use crate::domain::series::repeat::{HolidayRule, Override, Patch, Repeat};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::days_off;
use crate::domain::time::days_off::{BY_LAW, LocalContext, landed, names_weekdays};
use crate::domain::time::{Days, When, days_between, plus_days};

/// How many instances in a row may fall on days off before a series that avoids them counts as finished: a rule of very
/// many instances on each such day would be walked to the end of time.
const MOST_OFF: usize = 100_000;

/// One occurrence of an event: its series, and the little that differs this time.
///
/// Nothing of the event is copied. A list asks for single facts; [`Occurrence::standalone`] makes the whole event.
#[derive(Clone, Debug)]
pub struct Occurrence<'a> {
    /// The entry of the event in the almanac.
    pub entry: &'a Entry,
    /// What differs from the series.
    pub patch: Option<&'a Patch>,
    /// The time of this occurrence: the event's own time, or one that a rule makes.
    pub when: Cow<'a, When>,
    /// The days that the occurrence touches.
    pub days: Days,
    /// The instance of a repeating event: the wall clock at which the rule has it (JSCalendar `recurrenceId`).
    pub instance: Option<DateTime>,
    /// The numbers of the series, shared by the occurrences of a window.
    numbers: Option<Rc<Numbers<'a>>>,
}

impl<'a> Occurrence<'a> {
    /// Returns the event, which is the same for all occurrences.
    pub fn series(&self) -> &'a Event {
        &self.entry.event
    }

    /// Returns the identity of the event.
    pub fn id(&self) -> &'a EventId {
        &self.series().id
    }

    /// Returns what it is called.
    pub fn title(&self) -> &'a str {
        let own = self.patch.and_then(|patch| patch.title.as_deref());
        own.unwrap_or(&self.series().title)
    }

    /// Returns whether it takes place.
    pub fn status(&self) -> &'a Status {
        self.patch.and_then(|patch| patch.status.as_ref()).unwrap_or(&self.series().status)
    }

    /// Whether it does not take place on its day: it was cancelled or postponed.
    pub fn is_cancelled(&self) -> bool {
        self.status().is_called_off()
    }

    /// Returns why it does not take place; empty if unknown.
    pub fn status_reason(&self) -> &'a str {
        let own = self.patch.and_then(|patch| patch.status_reason.as_deref());
        own.unwrap_or(&self.series().status_reason)
    }

    /// Returns the kind that it is shown as: the most important one.
    pub fn kind(&self) -> Kind {
        match self.patch.map(|patch| &patch.sorts) {
            None | Some(OwnSet::AsSeries) => self.series().kind(),
            Some(own @ (OwnSet::Whole(_) | OwnSet::Each(_))) => {
                let kinds = self.series().kinds.iter().map(|kind| Category::Kind(*kind));
                let mut sorts = kinds.collect::<SortedSet<_>>();
                own.put_into(&mut sorts);
                match sorts.first() {
                    Some(Category::Kind(kind)) => *kind,
                    Some(Category::Uri(_)) | None => Kind::Other,
                }
            }
        }
    }

    /// Returns the colour that it is shown in, if this is not its calendar's.
    pub fn color(&self) -> Option<&'a CssColor> {
        let plain = self.series().color.as_ref();
        self.patch.map_or(plain, |patch| patch.color.over(plain))
    }

    /// Returns its places.
    pub fn locations(&self) -> Vec<(&'a LocalId, Cow<'a, Location>)> {
        let own = self.patch.map(|patch| &patch.locations);
        own.unwrap_or(&OwnList::AsSeries).over(&self.series().locations)
    }

    /// Returns the name of the place to go to; see [`Event::venue`].
    pub fn venue(&self) -> Option<Cow<'a, str>> {
        let main = self.series().main_location.as_ref();
        let main = self.patch.map_or(main, |patch| patch.main_location.over(main));
        if self.patch.is_none_or(|patch| patch.locations.is_as_series()) {
            let places = &self.series().locations;
            return venue_of(main, places).map(|(_, place)| Cow::Borrowed(place.name.as_str()));
        }
        let places = self.locations();
        let of_key = main.and_then(|main| places.iter().find(|(key, _)| *key == main));
        let found = of_key.or_else(|| places.iter().find(|(_, place)| !place.is_meeting_place));
        found.map(|(_, place)| Cow::Owned(place.name.clone()))
    }

    /// Whether one can join it over a network.
    pub fn is_online(&self) -> bool {
        let series = &self.series().virtual_locations;
        match self.patch.map(|patch| &patch.virtual_locations) {
            None | Some(OwnList::AsSeries) => !series.is_empty(),
            Some(own @ (OwnList::Whole(_) | OwnList::Each(_))) => !own.over(series).is_empty(),
        }
    }

    /// Returns the deadline for replies, on the clock of the event.
    pub fn closes(&self) -> Option<DateTime> {
        let by = seconds_between(self.series().when.start(), self.when.start());
        let plain = self.series().registration.as_deref();
        let plain = plain.map(|it| it.moved(|closes| plus_seconds(closes, by)));
        match self.patch.and_then(|patch| patch.registration.as_ref()) {
            Some(own) => {
                let closes = own.over(plain.as_ref())?.closes?;
                let is_own = plain.as_ref().is_none_or(|plain| plain.closes != Some(closes));
                Some(if is_own { plus_seconds(closes, self.seconds_moved()) } else { closes })
            }
            None => plain?.closes,
        }
    }

    /// Returns its participants. Only those of whom something differs are copied.
    pub fn participants(&self) -> Vec<(&'a LocalId, Cow<'a, Participant>)> {
        let own = self.patch.map(|patch| &patch.participants);
        own.unwrap_or(&OwnList::AsSeries).over(&self.series().participants)
    }

    /// Returns the sort key: all-day ones before timed ones of the same day, then by time, then by title.
    pub fn order(&self) -> (DateTime, bool, &'a str, &'a str) {
        let is_timed = matches!(*self.when, When::Timed(_));
        (self.when.start(), is_timed, self.title(), self.id().as_str())
    }

    /// Returns its number in the series (第N回); see [`number`] for the cost.
    pub fn number(&self, off: &dyn LocalContext) -> Option<u32> {
        let Some(at) = self.instance else { return self.series().series_number };
        let own = self.patch.and_then(|patch| patch.series_number);
        own.or_else(|| match &self.numbers {
            Some(numbers) => numbers.number(at, off),
            None => number(self.series(), at, off),
        })
    }

    /// Returns the event as it is this time, with all of its clocks moved to the instance. It is a copy of the event.
    pub fn standalone(&self, off: &dyn LocalContext) -> Event {
        let series = self.series();
        let Some(at) = self.instance else {
            let is_same = *self.when == series.when;
            return if is_same { series.clone() } else { series.shifted(&self.when) };
        };
        match self.patch {
            Some(patch) => {
                // The clocks of the patch are those of the series, so they are put on the reader's clock afterwards.
                let when = patch.when(&series.when, at);
                let event = applied(plain(series, &when, at, off), patch, when);
                if event.when == *self.when { event } else { event.shifted(&self.when) }
            }
            None => plain(series, &self.when, at, off),
        }
    }

    /// Returns by how many seconds the reader's clock is ahead of that of the series, if the time is on the reader's.
    fn seconds_moved(&self) -> i64 {
        let series = &self.series().when;
        match (self.patch, self.instance) {
            (Some(patch), Some(at)) if self.when.zone() != series.zone() => {
                seconds_between(patch.when(series, at).start(), self.when.start())
            }
            _ => 0,
        }
    }
}

/// Returns the occurrences of one entry that touch the window: first those with overrides, then those of the rule in
/// order. Lazy: a rule that falls on every second costs only what the caller takes. Days off are those of the law; use
/// [`within_with`] for an organisation's own days off.
pub fn within(entry: &Entry, window: Days) -> impl Iterator<Item = Occurrence<'_>> {
    within_with(entry, window, &BY_LAW)
}

/// Like [`within`], with the days off that a series may avoid.
pub fn within_with<'a>(
    entry: &'a Entry,
    window: Days,
    off: &'a dyn LocalContext,
) -> impl Iterator<Item = Occurrence<'a>> {
    some_within(entry, window, usize::MAX, off)
}

/// Like [`within_with`], with at most [`MOST_A_DAY`] instances of the rule on each day: what a page shows.
pub fn shown_within<'a>(
    entry: &'a Entry,
    window: Days,
    off: &'a dyn LocalContext,
) -> impl Iterator<Item = Occurrence<'a>> {
    some_within(entry, window, MOST_A_DAY, off)
}

/// Like [`within_with`], with at most that number of instances of the rule on each day.
pub fn some_within<'a>(
    entry: &'a Entry,
    window: Days,
    most_a_day: usize,
    off: &'a dyn LocalContext,
) -> impl Iterator<Item = Occurrence<'a>> {
    let repeat = entry.event.repeat.as_deref();
    let once = repeat.is_none().then(|| single(entry, window, off)).flatten();
    let series = repeat.into_iter().flat_map(move |repeat| {
        let own = repeat.overrides.iter();
        let own = own.filter_map(move |(at, own)| overridden(entry, (*at, own), window, off));
        let numbers = Rc::new(Numbers::of(&entry.event));
        let all = own.chain(ruled(entry, (repeat, most_a_day), window, off));
        all.map(move |it| Occurrence { numbers: Some(Rc::clone(&numbers)), ..it })
    });
    once.into_iter().chain(series)
}

/// Returns one instance of a repeating event; `None` if the event has no such instance.
pub fn instance(entry: &Entry, at: DateTime) -> Option<Occurrence<'_>> {
    instance_with(entry, at, &BY_LAW)
}

/// Like [`instance`], with the days off that a series may avoid.
pub fn instance_with<'a>(
    entry: &'a Entry,
    at: DateTime,
    off: &dyn LocalContext,
) -> Option<Occurrence<'a>> {
    let repeat = entry.event.repeat.as_deref()?;
    if let Some(own) = repeat.overrides.get(&at) {
        return (!own.is_excluded()).then(|| made(entry, at, own.patch(), off));
    }
    let start = entry.event.when.start();
    let is_one = is_of_rule(repeat, start, at);
    let avoids = avoids(repeat);
    is_one.then(|| of_rule(entry, at, avoids, off)).flatten()
}

/// Returns the event at its own time, whether or not it repeats.
pub fn own<'a>(entry: &'a Entry, off: &dyn LocalContext) -> Occurrence<'a> {
    let when = &entry.event.when;
    let here = off.clock().and_then(|clock| clock.when(when));
    let when = here.map_or(Cow::Borrowed(when), Cow::Owned);
    Occurrence { entry, patch: None, days: when.days(), when, instance: None, numbers: None }
}

fn single<'a>(entry: &'a Entry, window: Days, off: &dyn LocalContext) -> Option<Occurrence<'a>> {
    Some(own(entry, off)).filter(|occurrence| occurrence.days.meets(window))
}

/// Returns the instances of the rule that have no overrides.
fn ruled<'a>(
    entry: &'a Entry,
    (repeat, most_a_day): (&'a Repeat, usize),
    window: Days,
    off: &'a dyn LocalContext,
) -> impl Iterator<Item = Occurrence<'a>> {
    let when = &entry.event.when;
    let days = when.days();
    // An instance that began earlier may reach into the window.
    let reach = i32::try_from(days_between(days.first, days.last)).unwrap_or(i32::MAX);
    let avoids = avoids(repeat);
    let moves = if avoids.is_some() { days_off::reach() } else { 0 };
    // On the reader's clock, an instance may be on the day before or after.
    let moves = moves.saturating_add(i32::from(off.clock().is_some()));
    let first = plus_days(window.first, -(reach.saturating_add(moves)));
    let window_of_starts = Days { first, last: plus_days(window.last, moves) };
    let all = most_of_rule(repeat, when.start(), window_of_starts, most_a_day);
    let mut barren = 0;
    all.filter(|at| !repeat.overrides.contains_key(at))
        .map(move |at| {
            let found = of_rule(entry, at, avoids, off);
            found.filter(|occurrence| occurrence.days.meets(window))
        })
        .take_while(move |found| {
            barren = if found.is_some() { 0 } else { barren + 1 };
            barren <= MOST_OFF
        })
        .flatten()
}

fn overridden<'a>(
    entry: &'a Entry,
    (at, own): (DateTime, &'a Override),
    window: Days,
    off: &dyn LocalContext,
) -> Option<Occurrence<'a>> {
    // Most of many exceptions are far away: they are skipped before anything is built for them.
    let start = own.patch().and_then(|patch| patch.start).unwrap_or(at);
    // On the reader's clock, it may be on the day before.
    if own.is_excluded() || start.date() > plus_days(window.last, 1) {
        return None;
    }
    let occurrence = made(entry, at, own.patch(), off);
    occurrence.days.meets(window).then_some(occurrence)
}

fn made<'a>(
    entry: &'a Entry,
    at: DateTime,
    patch: Option<&'a Patch>,
    off: &dyn LocalContext,
) -> Occurrence<'a> {
    let event = &entry.event;
    let when = match patch {
        Some(patch) => patch.when(&event.when, at),
        None => event.when.moved_to(at),
    };
    let when = here(when, off);
    let days = when.days();
    // If only the first instance of a series is known, it is shown as a single event.
    let is_only = event
        .repeat
        .as_ref()
        .is_some_and(|repeat| repeat.known().is_none() && repeat.overrides.is_empty());
    let instance = (!is_only).then_some(at);
    Occurrence { entry, patch, when: Cow::Owned(when), days, instance, numbers: None }
}

/// Returns a time in UTC on the reader's clock, and any other time as it is.
fn here(when: When, off: &dyn LocalContext) -> When {
    off.clock().and_then(|clock| clock.when(&when)).unwrap_or(when)
}

/// Returns what a series does about days off, and whether its rule says on which weekdays it falls.
fn avoids(repeat: &Repeat) -> Option<(HolidayRule, bool)> {
    repeat.holiday_rule.map(|rule| (rule, names_weekdays(repeat)))
}

/// Returns the instance that the rule has at `at`, if it takes place in spite of days off.
fn of_rule<'a>(
    entry: &'a Entry,
    at: DateTime,
    avoids: Option<(HolidayRule, bool)>,
    off: &dyn LocalContext,
) -> Option<Occurrence<'a>> {
    let start = match avoids {
        Some((rule, names_weekdays)) => {
            let here = clock_here(&entry.event, at, off);
            let landed = landed(here, rule, names_weekdays, off)?;
            plus_seconds(at, seconds_between(here, landed))
        }
        None => at,
    };
    let mut occurrence = made(entry, at, None, off);
    if start != at {
        let when = here(entry.event.when.moved_to(start), off);
        occurrence.days = when.days();
        occurrence.when = Cow::Owned(when);
    }
    Some(occurrence)
}

/// Returns one instance of a series as the rule has it, with its number.
pub fn plain(series: &Event, when: &When, at: DateTime, off: &dyn LocalContext) -> Event {
    let number = number(series, at, off).or(series.series_number);
    Event { series_number: number, ..series.shifted(when) }
}
