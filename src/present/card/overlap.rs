//! Events at the same time: the person's own events, and people who are on two lists.
//!
//! Two times overlap only if both are known. A time without a known end counts as the moment of its beginning. A clock
//! of another zone is compared as a moment if its zone is known. Cancelled and past events never overlap.

use std::borrow::Cow;

use jiff::civil::DateTime;

use crate::domain::almanac::Almanac;
use crate::domain::event::participant::{Participant, Reply, address_key};
use crate::domain::series::occurrence::Occurrence;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::zone::moment_of;
use crate::domain::time::{Days, Shown, When, plus_days};
use crate::present::card;
use crate::present::card::EventPhase;
use crate::present::route::path::Path;
use crate::present::text::people;
use crate::present::text::time;
use crate::present::viewer::{Viewer, ZoneSource};

/// How many days of an event are compared.
const MOST_DAYS: i32 = 31;

/// How many overlaps are shown.
const MOST_SHOWN: usize = 100;

/// What overlaps with one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlaps {
    /// Other events that the person marked as their own, if this event is marked too.
    pub mine: Vec<Other>,
    /// People of this event who are on the list of another event at the same time.
    pub people: Vec<Booked>,
}

/// An overlapping event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its title and its time.
    pub text: String,
    /// The address of its page.
    pub path: String,
}

/// A person who is on two lists at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// The name.
    pub name: String,
    /// The other event.
    pub other: Other,
}

impl Overlaps {
    /// Returns whether nothing overlaps.
    pub fn is_empty(&self) -> bool {
        self.mine.is_empty() && self.people.is_empty()
    }
}

/// Finds what overlaps with one time of an event, in the loaded data. Cost: the events on its days.
pub fn overlaps(almanac: &Almanac, this: &Occurrence<'_>, viewer: &Viewer) -> Overlaps {
    let Occurrence { entry, when, days, .. } = this;
    if this.is_cancelled() || card::phase(when, viewer) == EventPhase::Past {
        return Overlaps::default();
    }
    // The same moment may be on another day in another zone.
    let last = days.last.min(plus_days(days.first, MOST_DAYS));
    let window = Days { first: plus_days(days.first, -1), last: plus_days(last, 1) };
    let is_other =
        |other: &&Occurrence<'_>| other.entry.event.id != entry.event.id && !other.is_cancelled();
    let mut overlaps = Overlaps::default();
    let expected = expected(this);
    let off = viewer.days_off();
    for other in almanac.occurrences(window, &off).iter().filter(is_other) {
        let are_mine = entry.is_mine && other.entry.is_mine;
        if overlaps.mine.len() + overlaps.people.len() >= MOST_SHOWN {
            break;
        }
        if are_mine && (is_same_time(when, &other.when, viewer.zones) || is_same_day(this, other)) {
            overlaps.mine.push(described(other, viewer));
        }
        if expected.is_empty() || !is_same_time(when, &other.when, viewer.zones) {
            continue;
        }
        for (key, _) in self::expected(other) {
            if let Some(person) = expected.get(&key) {
                let name = people::name(person, viewer);
                overlaps.people.push(Booked { name, other: described(other, viewer) });
            }
        }
    }
    overlaps
}

/// Returns whether two times are known to overlap.
///
/// Clocks of different zones are compared as moments if `zones` knows both zones. A clock without a zone is compared as
/// if it were in the zone of the other.
pub fn is_same_time(one: &When, other: &When, zones: ZoneSource) -> bool {
    let are_of_one = one.zone().is_none() || other.zone().is_none() || one.zone() == other.zone();
    let spans = if are_of_one {
        clocks(one).zip(clocks(other))
    } else {
        moments(one, zones).zip(moments(other, zones))
    };
    let Some((one, other)) = spans else { return false };
    let holds = |span: (DateTime, DateTime), moment: DateTime| {
        span.0 == moment || (span.0 < moment && moment < span.1)
    };
    holds(one, other.0) || holds(other, one.0)
}

/// Returns the start and the end as moments in UTC, if the zone is known.
fn moments(when: &When, zones: ZoneSource) -> Option<(DateTime, DateTime)> {
    let (zones, zone) = (zones.0?, when.zone()?);
    let moment = |clock: DateTime| Some(moment_of(zones, zone, clock)?.0);
    let (start, end) = clocks(when)?;
    Some((moment(start)?, moment(end)?))
}

/// Returns the start and the end as wall clocks, if they are known.
fn clocks(when: &When) -> Option<(DateTime, DateTime)> {
    match when {
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => None,
        When::Timed(timed) => (timed.shown == Shown::Clock).then(|| (timed.start, when.end())),
    }
}

/// Returns whether one of them lasts the whole of a day that the other touches.
fn is_same_day(one: &Occurrence<'_>, other: &Occurrence<'_>) -> bool {
    let takes_days = |it: &Occurrence<'_>| matches!(*it.when, When::AllDay { .. });
    let is_undecided = |it: &Occurrence<'_>| {
        matches!(*it.when, When::Undecided { .. } | When::DayUndecided { .. })
    };
    (takes_days(one) || takes_days(other))
        && !is_undecided(one)
        && !is_undecided(other)
        && one.days.meets(other.days)
}

/// Returns the people who are expected, by their identity: their address, or else name and organisation.
fn expected<'a>(occurrence: &Occurrence<'a>) -> SortedMap<String, Cow<'a, Participant>> {
    let stays_away =
        |person: &Participant| matches!(person.reply, Reply::Declined | Reply::Delegated);
    let address = |person: &Participant| Some(address_key(person.calendar_address.as_ref()?));
    let key = |person: &Participant| address(person).or_else(|| named_as(person));
    let people = occurrence.participants().into_iter().map(|(_, person)| person);
    let coming = people.filter(|it| people::is_person(it) && !stays_away(it));
    coming.filter_map(|person| Some((key(&person)?, person))).collect()
}

/// Returns a key that identifies people by name alone: the name without blanks, and the organisation. `None` if there
/// is no name.
pub(crate) fn named(name: &str, organization: &str) -> Option<String> {
    let name: String = name.split_whitespace().collect();
    (!name.is_empty()).then(|| format!("{name}\n{}", organization.trim()))
}

fn named_as(person: &Participant) -> Option<String> {
    let organization = person.affiliation.as_deref().map(|it| it.organization.as_str());
    named(&person.name, organization.unwrap_or_default())
}

/// Returns the expected people of an occurrence, by [`named`], with their names as written.
pub(crate) fn names_of(occurrence: &Occurrence<'_>) -> Vec<(String, String)> {
    let people = expected(occurrence);
    let named = people.values().filter_map(|person| Some((named_as(person)?, person.name.clone())));
    named.collect()
}

/// Returns the title of an event, its time, and the address of its page.
pub(crate) fn described(other: &Occurrence<'_>, viewer: &Viewer) -> Other {
    let when = time::when(viewer, &other.when);
    Other {
        text: viewer.messages.in_brackets(&card::title(other.title(), viewer), &when),
        path: Path::event(other.id().clone(), other.instance).format(),
    }
}

/// Returns how many events of today are going on or still to begin: the number on the icon of the home screen.
pub fn left_today(almanac: &Almanac, viewer: &Viewer) -> u32 {
    let is_left = |it: &&Occurrence<'_>| {
        let is_shown = crate::present::route::filter::Filter::default().shows(almanac, it.entry);
        is_shown && !it.is_cancelled() && card::phase(&it.when, viewer) != EventPhase::Past
    };
    let off = viewer.days_off();
    let count = almanac.occurrences(Days::one(viewer.today), &off).iter().filter(is_left).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
