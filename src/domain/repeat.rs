//! How an event repeats: its rule, and what is different about single instances.
//!
//! A rule that we cannot hold exactly is kept as the file has it and shows its first instance; `occurrence` is the one
//! place that expands a rule.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::event::{Event, Status};
use super::foreign::{Foreign, Json};
use super::id::LocalId;
use super::place::Location;
use super::recurrence::rule;
use super::time::{Length, Timed, When, Zone};

/// A recurrence rule with its exceptions (JSCalendar `recurrenceRule`, `recurrenceOverrides`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeat {
    /// The rule; `None` where only single dates are listed.
    pub rule: Option<Rule>,
    /// What is different about single instances, by the wall clock at which the rule has them. One that the rule does
    /// not have is an instance more.
    pub overrides: BTreeMap<DateTime, Override>,
    /// Exceptions under a key that is no wall clock.
    pub strays: BTreeMap<String, Json>,
}

/// A recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One that can be expanded.
    Known(Box<rule::Rule>),
    /// A rule that is kept and shown as such, and written back as it was.
    Kept(Json),
}

/// What is different about one instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Override {
    /// It does not take place and is not shown.
    Excluded,
    /// Some facts are others.
    Patch(Box<Patch>),
    /// Something that is not as the standard has it; the instance is shown as the rule has it.
    Kept(Json),
}

/// The facts that are others in one instance; what is `None` is as in the series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// When it starts.
    pub start: Option<DateTime>,
    /// How long it lasts.
    pub length: Option<Length>,
    /// The zone of its clock.
    pub zone: Option<Zone>,
    /// What it is called.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Whether it takes place.
    pub status: Option<Status>,
    /// When people meet.
    pub meeting_time: Option<DateTime>,
    /// Its number in the series.
    pub series_number: Option<u32>,
    /// All of its places.
    pub locations: Option<BTreeMap<LocalId, Location>>,
    /// The names of single places (`locations/KEY/name`).
    pub place_names: BTreeMap<LocalId, String>,
    /// Everything else that the file has, by its pointer.
    pub foreign: Foreign,
}

impl Repeat {
    /// The rule, where it can be expanded.
    pub fn known(&self) -> Option<&rule::Rule> {
        match &self.rule {
            Some(Rule::Known(rule)) => Some(rule),
            Some(Rule::Kept(_)) | None => None,
        }
    }

    /// A rule and nothing else.
    pub fn of(rule: rule::Rule) -> Self {
        Self { rule: Some(Rule::Known(Box::new(rule))), ..Self::default() }
    }
}

impl Override {
    /// Whether the instance does not take place.
    pub fn is_excluded(&self) -> bool {
        match self {
            Self::Excluded => true,
            Self::Patch(_) => false,
            Self::Kept(json) => {
                let Json::Map(map) = json else { return false };
                map.get("excluded") == Some(&Json::Bool(true))
            }
        }
    }

    /// The facts that are others.
    pub fn patch(&self) -> Option<&Patch> {
        match self {
            Self::Patch(patch) => Some(patch),
            Self::Excluded | Self::Kept(_) => None,
        }
    }
}

impl Patch {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// When the instance is that the rule has at `at`.
    pub fn when(&self, series: &When, at: DateTime) -> When {
        let moved = series.moved_to(self.start.unwrap_or(at));
        match moved {
            When::AllDay { first, days } => When::AllDay { first, days: self.days(days) },
            When::Undecided { first, days } => When::Undecided { first, days: self.days(days) },
            When::Timed(timed) => When::Timed(Timed {
                length: self.length.or(timed.length),
                zone: self.zone.clone().or(timed.zone),
                ..timed
            }),
        }
    }

    fn days(&self, own: u32) -> u32 {
        self.length.map_or(own, |length| length.days.max(1))
    }

    /// The instance as an event of its own, on the time that `when` gives.
    pub fn applied(&self, series: &Event, when: When) -> Event {
        let mut event = Event { when, ..series.clone() };
        let is_null = |name: &str| self.foreign.get(name) == Some(&Json::Null);
        if let Some(title) = &self.title {
            event.title.clone_from(title);
        }
        if let Some(description) = &self.description {
            event.description.clone_from(description);
        } else if is_null("description") {
            event.description.clear();
        }
        if let Some(status) = &self.status {
            event.status.clone_from(status);
        }
        if let Some(locations) = &self.locations {
            event.locations.clone_from(locations);
        } else if is_null("locations") {
            event.locations.clear();
        }
        for (key, name) in &self.place_names {
            if let Some(place) = event.locations.get_mut(key) {
                place.name.clone_from(name);
            }
        }
        if self.meeting_time.is_some() {
            event.meeting_time = self.meeting_time;
        }
        if self.series_number.is_some() {
            event.series_number = self.series_number;
        }
        event
    }
}
