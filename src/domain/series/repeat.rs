//! How an event repeats: its rule, and the overrides of single instances.
//!
//! A rule that we cannot represent exactly is kept as the file has it and shows its first instance; only `occurrence`
//! expands a rule.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::DateTime;

use crate::domain::event::color::CssColor;
use crate::domain::event::kind::Category;
use crate::domain::event::participant::{Headcount, Participant};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::event::status::Status;
use crate::domain::foreign::{Foreign, Json};
use crate::domain::id::LocalId;
use crate::domain::series::own::{OwnItem, OwnList, OwnSet};
use crate::domain::series::recurrence::rule;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::{Length, Month, Shown, Timed, When, Zone};

/// A recurrence rule with its exceptions (JSCalendar `recurrenceRule`, `recurrenceOverrides`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeat {
    /// The rule; `None` if only single dates are listed.
    pub rule: Option<RepeatRule>,
    /// Rules whose instances do not take place (RFC 2445 4.8.5.2 EXRULE, RFC 8984 `excludedRecurrenceRules`). An override
    /// prevails over them.
    pub excluded: Vec<RepeatRule>,
    /// The overrides of single instances, by the wall clock at which the rule has them. An override at a wall clock
    /// that the rule does not have is an additional instance.
    pub overrides: SortedMap<DateTime, Override>,
    /// What happens to an instance of the rule that falls on a day off.
    pub holiday_rule: Option<HolidayRule>,
    /// The month, 1 to 12, in which 第N回 begins again at 1 every year; `None` if it always counts on.
    pub restart_month: Option<i8>,
    /// Exceptions under a key that is not a wall clock.
    pub strays: BTreeMap<String, Json>,
}

/// A recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepeatRule {
    /// A rule that can be expanded.
    Known(Box<rule::Rule>),
    /// A rule that is kept and shown as it is, and written back unchanged.
    Kept(Json),
}

/// What happens to an instance that falls on a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolidayRule {
    /// 翌営業日: it takes place on the next working day.
    Next,
    /// 前営業日: it takes place on the previous working day.
    Previous,
    /// 休み: it does not take place.
    Skip,
}

/// How one instance differs from the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Override {
    /// It does not take place and is not shown.
    Excluded,
    /// Some facts differ. They are shared: a copy of a series copies no list of an instance.
    Patch(Arc<Patch>),
    /// A value that does not follow the standard; the instance is shown as the rule has it.
    Kept(Json),
}

/// The facts that differ in one instance; `None` means "as in the series".
///
/// A fact of the series that is not named here shows through, also after it changes there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// When it starts.
    pub start: Option<DateTime>,
    /// How long it lasts.
    pub length: Option<Length>,
    /// The zone of its clock; nothing is a floating time.
    pub zone: Own<Zone>,
    /// What it is called; empty if it has no title.
    pub title: Option<String>,
    /// What it is about; empty if the series says it but this instance does not.
    pub description: Option<String>,
    /// Whom it is for; empty if the series says it but this instance does not.
    pub audience: Option<String>,
    /// Whether it takes place.
    pub status: Option<Status>,
    /// Why it does not take place; empty if the series says it but this instance does not.
    pub status_reason: Option<String>,
    /// The colour that it is shown in.
    pub color: Own<CssColor>,
    /// How people sign up for it.
    pub registration: Option<OwnItem<Registration>>,
    /// Its totals of participants.
    pub headcount: Option<OwnItem<Headcount>>,
    /// Whether it has a time of day, if this differs from the series.
    pub sort: Option<TimeKind>,
    /// When people meet.
    pub meeting_time: Option<DateTime>,
    /// Whether there is no meeting time although the series has one.
    pub has_no_meeting: bool,
    /// Its number in the series.
    pub series_number: Option<u32>,
    /// Its places.
    pub locations: OwnList<Location>,
    /// Which of the places is the venue.
    pub main_location: Own<LocalId>,
    /// Its online meetings.
    pub virtual_locations: OwnList<VirtualLocation>,
    /// Its links.
    pub links: OwnList<Link>,
    /// Its parts of the programme.
    pub programme: OwnList<Part>,
    /// Its kinds and categories.
    pub sorts: OwnSet<Category>,
    /// Its keywords.
    pub keywords: OwnSet<String>,
    /// The calendar address of its organiser.
    pub organizer: Own<String>,
    /// Its participants.
    pub participants: OwnList<Participant>,
    /// Everything else in the file, by its pointer; `null` removes what is there.
    pub foreign: Foreign,
}

/// The override of a fact that an event may also be without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Own<T> {
    /// As the series has it.
    #[default]
    AsSeries,
    /// The instance has none, whatever the series has.
    Nothing,
    /// The instance has this value.
    Is(T),
}

/// Whether an event or an instance has a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    /// At a time of day.
    Timed,
    /// All day.
    AllDay,
    /// The day is known and the time is not.
    Undecided,
    /// The month is known and the day is not.
    DayUndecided,
}

impl TimeKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Timed, Self::AllDay, Self::Undecided, Self::DayUndecided];

    /// Returns the name in drafts.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Timed => "timed",
            Self::AllDay => "all-day",
            Self::Undecided => "undecided",
            Self::DayUndecided => "day-undecided",
        }
    }

    /// Returns the kind of a time.
    pub fn of(when: &When) -> Self {
        match when {
            When::Timed(_) => Self::Timed,
            When::AllDay { .. } => Self::AllDay,
            When::Undecided { .. } => Self::Undecided,
            When::DayUndecided { .. } => Self::DayUndecided,
        }
    }
}

impl Repeat {
    /// Returns the rule, if it can be expanded.
    pub fn known(&self) -> Option<&rule::Rule> {
        self.rule.as_ref().and_then(RepeatRule::known)
    }

    /// Returns a value with this rule and nothing else.
    pub fn of(rule: rule::Rule) -> Self {
        Self { rule: Some(RepeatRule::Known(Box::new(rule))), ..Self::default() }
    }
}

impl RepeatRule {
    /// Returns the rule, if it can be expanded.
    pub fn known(&self) -> Option<&rule::Rule> {
        match self {
            Self::Known(rule) => Some(rule),
            Self::Kept(_) => None,
        }
    }
}

impl HolidayRule {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Next, Self::Previous, Self::Skip];

    /// Returns the word in a file.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Previous => "previous",
            Self::Skip => "skip",
        }
    }

    /// Returns the rule for a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.slug() == slug)
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

    /// Makes an override of facts that differ.
    pub fn of(patch: Patch) -> Self {
        Self::Patch(Arc::new(patch))
    }

    /// Returns the facts that differ.
    pub fn patch(&self) -> Option<&Patch> {
        match self {
            Self::Patch(patch) => Some(patch),
            Self::Excluded | Self::Kept(_) => None,
        }
    }
}

impl<T: Clone + PartialEq> Own<T> {
    /// Returns the override of an instance that is to have `wanted`, if the series has `plain`. The former override is
    /// kept if it still has this effect.
    pub fn between(plain: Option<&T>, wanted: Option<&T>, held: Self) -> Self {
        if held.over(plain) == wanted {
            return held;
        }
        match wanted {
            _ if plain == wanted => Self::AsSeries,
            Some(wanted) => Self::Is(wanted.clone()),
            None => Self::Nothing,
        }
    }

    /// Returns the fact of the instance, if the series has `plain`.
    pub fn over<'a>(&'a self, plain: Option<&'a T>) -> Option<&'a T> {
        match self {
            Self::AsSeries => plain,
            Self::Nothing => None,
            Self::Is(own) => Some(own),
        }
    }

    /// Replaces the fact of the series by this override.
    pub fn put_into(&self, fact: &mut Option<T>) {
        match self {
            Self::AsSeries => {}
            Self::Nothing => *fact = None,
            Self::Is(own) => *fact = Some(own.clone()),
        }
    }
}

impl Patch {
    /// Whether no fact differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns when the instance takes place that the rule has at `at`.
    pub fn when(&self, series: &When, at: DateTime) -> When {
        let start = self.start.unwrap_or(at);
        let own = match series {
            When::AllDay { days, .. } | When::Undecided { days, .. } => *days,
            When::DayUndecided { .. } | When::Timed(_) => 1,
        };
        let days = self.length.map_or(own, |length| length.days.max(1));
        let first = start.date();
        match self.sort.unwrap_or(TimeKind::of(series)) {
            TimeKind::AllDay => When::AllDay { first, days },
            TimeKind::Undecided => When::Undecided { first, days },
            TimeKind::DayUndecided => When::DayUndecided { month: Month::of(first) },
            TimeKind::Timed => {
                let timed = match series {
                    When::Timed(timed) => timed.clone(),
                    When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => {
                        Timed { start, zone: None, length: None, shown: Shown::Clock }
                    }
                };
                let length = self.length.or(timed.length);
                let mut zone = timed.zone;
                self.zone.put_into(&mut zone);
                When::Timed(Timed { start, length, zone, shown: timed.shown })
            }
        }
    }
}
