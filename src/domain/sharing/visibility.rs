//! What may be handed to anybody of an event that is not for everybody: by its `privacy`, before its names are taken out.
//!
//! RFC 8984, 4.4.3: of a private object "only the basic time and metadata is shared"; a secret one is "hidden completely
//! (as though it did not exist)".

use crate::domain::event::Event;
use crate::domain::event::status::{Privacy, Status};
use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::Gather;
use crate::domain::series::repeat::{Override, Patch, Repeat, Rule};
use crate::domain::sharing::harmless::harmless_rule;
use crate::domain::sharing::redact::without_names;

/// How much of an event is for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Everything but the names of people.
    Whole,
    /// Only when it is.
    Time,
    /// Nothing.
    Nothing,
}

/// How much of an event is for everybody. What cannot be understood is held for private.
pub fn extent(event: &Event) -> Extent {
    match &event.privacy {
        Privacy::Public if event.foreign.get("privacy").is_none() => Extent::Whole,
        Privacy::Public | Privacy::Private | Privacy::Other(_) => Extent::Time,
        Privacy::Secret => Extent::Nothing,
    }
}

/// What of an event goes into a file for everybody; `None` where nothing does. `busy` is what an event of which only
/// the time is told is called.
///
/// Law: what was made for everybody stays as it is when it is made so again.
pub fn for_everybody(event: &Event, busy: &str) -> Option<Event> {
    match extent(event) {
        Extent::Whole => Some(without_names(event)),
        Extent::Time => Some(time_alone(event, busy)),
        Extent::Nothing => None,
    }
}

/// The event's identity and its time, and whether that time is taken.
fn time_alone(event: &Event, busy: &str) -> Event {
    Event {
        revision: event.revision,
        repeat: event.repeat.as_deref().and_then(times_alone).map(Box::new),
        status: plain(&event.status),
        privacy: Privacy::Private,
        foreign: busyness(&event.foreign),
        ..Event::new(event.id.clone(), busy, event.when.clone())
    }
}

/// Why it does not take place, and a status of somebody's own, may say more than the time.
fn plain(status: &Status) -> Status {
    match status {
        Status::Confirmed | Status::Other(_) => Status::Confirmed,
        Status::Tentative => Status::Tentative,
        Status::Cancelled | Status::Postponed => Status::Cancelled,
    }
}

fn times_alone(repeat: &Repeat) -> Option<Repeat> {
    let rule = match &repeat.rule {
        Some(Rule::Known(rule)) => Some(Rule::Known(rule.clone())),
        Some(Rule::Kept(rule)) => Some(Rule::Kept(harmless_rule(rule))),
        None => None,
    };
    let one = |own: &Override| match own {
        Override::Excluded => Some(Override::Excluded),
        Override::Patch(patch) => Some(Override::Patch(Box::new(time_of(patch)))),
        Override::Kept(_) => own.is_excluded().then_some(Override::Excluded),
    };
    let overrides = repeat.overrides.iter();
    let overrides = overrides.filter_map(|(at, own)| Some((*at, one(own)?))).gathered();
    let own = Repeat { rule, overrides, holiday_rule: repeat.holiday_rule, ..Repeat::default() };
    (own.rule.is_some() || !own.overrides.is_empty()).then_some(own)
}

fn time_of(patch: &Patch) -> Patch {
    Patch {
        start: patch.start,
        length: patch.length,
        zone: patch.zone.clone(),
        sort: patch.sort,
        status: patch.status.as_ref().map(plain),
        ..Patch::default()
    }
}

/// Whether the time is taken: `free`, as JSCalendar has it.
fn busyness(foreign: &Foreign) -> Foreign {
    let name = "freeBusyStatus";
    let is_free = |json: &&Json| matches!(json, Json::Text(word) if word == "free");
    let found = foreign.get(name).filter(is_free).cloned();
    Foreign(found.map(|json| (name.to_owned(), json)).into_iter().gathered())
}
