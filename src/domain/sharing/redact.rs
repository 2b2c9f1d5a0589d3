//! Removes the names of people from an event, so that it may be given to anybody.
//!
//! Everything is removed except what is listed here as harmless, so that an unexpected property does not leak. Free
//! texts are kept; [`crate::domain::sharing::names_in_text`] finds the names in them.

use jiff::civil::DateTime;
use std::collections::BTreeMap;

use crate::domain::almanac::calendar::CalendarFacts;
use crate::domain::event::status::Privacy;
use crate::domain::event::{Event, Rare, RareFacts};
use crate::domain::foreign::Foreign;
use crate::domain::series::repeat::{Override, Patch, Repeat};
use crate::domain::sharing::css_names::is_css_color;
use crate::domain::sharing::harmless::{harmless, harmless_rule, harmless_zone, is_locale};
use crate::domain::sharing::instance::harmless_patch;
use crate::domain::sharing::keys::rename_keys;
use crate::domain::sharing::lists::{
    Lists, harmless_categories, harmless_registration, known_status,
};
use crate::domain::sharing::published::NamedPeople;
use crate::domain::sharing::totals::{counted, harmless_headcount};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::{Timed, When};

/// Returns the event without people, contacts and notes, except those whom it publishes itself: see
/// [`crate::domain::sharing::published`]. Groups keep their names; a list becomes a head count.
///
/// Law: applying this to its own result changes nothing.
pub fn without_names(event: &Event) -> Event {
    reduced(event, NamedPeople::Published)
}

/// Returns the event with the names on its lists, without contact details, notes, attendance and unknown properties.
pub fn with_lists(event: &Event) -> Event {
    reduced(event, NamedPeople::Listed)
}

fn reduced(event: &Event, who: NamedPeople) -> Event {
    let mut lists = Lists::of(event, who);
    let mut of_instances = lists_of_instances(event, who);
    let mut all: Vec<&mut Lists> =
        std::iter::once(&mut lists).chain(of_instances.values_mut()).collect();
    rename_keys(&mut all);
    let repeat = event.repeat.as_deref();
    let repeat = repeat.and_then(|it| harmless_repeat(event, it, (&lists, &of_instances), who));
    let Lists { locations, main_location, virtual_locations, links, participants, programme } =
        lists;
    Event {
        id: event.id.clone(),
        revision: event.revision,
        title: event.title.clone(),
        when: harmless_when(&event.when, &event.foreign),
        repeat: repeat.map(Box::new),
        kinds: event.kinds.clone(),
        keywords: event.keywords.clone(),
        status: known_status(&event.status),
        privacy: match &event.privacy {
            Privacy::Public => Privacy::Public,
            Privacy::Private | Privacy::Other(_) => Privacy::Private,
            Privacy::Secret => Privacy::Secret,
        },
        description: event.description.clone(),
        locations,
        main_location,
        series_number: event.series_number,
        foreign: harmless(&event.foreign),
        rare: Rare::of(RareFacts {
            meeting_time: event.meeting_time,
            categories: harmless_categories(&event.categories),
            status_reason: event.status_reason.clone(),
            color: event.color.clone().filter(|color| is_css_color(color.as_str())),
            audience: event.audience.clone(),
            virtual_locations,
            links,
            organizer: None,
            participants,
            programme,
            headcount: match (event.headcount.as_deref(), who) {
                (Some(count), _) => Some(Box::new(harmless_headcount(count))),
                (None, NamedPeople::Published) => {
                    counted(event.participants.values()).map(Box::new)
                }
                (None, NamedPeople::Listed) => None,
            },
            registration: event.registration.as_deref().map(harmless_registration).map(Box::new),
        }),
    }
}

/// Returns the lists of the instances that have lists of their own.
fn lists_of_instances(event: &Event, who: NamedPeople) -> SortedMap<DateTime, Lists> {
    let overrides = event.repeat.iter().flat_map(|repeat| &repeat.overrides);
    let one = |(at, own): (&DateTime, &Override)| {
        Some((*at, Lists::of_instance(event, own.patch()?, who)?))
    };
    overrides.filter_map(one).collect()
}

fn harmless_repeat(
    event: &Event,
    repeat: &Repeat,
    (series, own): (&Lists, &SortedMap<DateTime, Lists>),
    who: NamedPeople,
) -> Option<Repeat> {
    let rule = repeat.rule.as_ref().map(harmless_rule);
    let one = |(start, different): (&DateTime, &Override)| match different {
        Override::Excluded => Some((*start, Override::Excluded)),
        Override::Patch(patch) => {
            let lists = (series, own.get(start));
            Some((*start, Override::of(harmless_patch(event, patch, lists, who))))
        }
        // A value that does not follow the standard may contain anything; only that an instance is excluded is kept.
        Override::Kept(_) => different.is_excluded().then_some((*start, Override::Excluded)),
    };
    let overrides: SortedMap<_, _> = repeat.overrides.iter().filter_map(one).collect();
    let is_any = rule.is_some() || !overrides.is_empty();
    is_any.then_some(Repeat {
        rule,
        excluded: repeat.excluded.iter().map(harmless_rule).collect(),
        overrides,
        holiday_rule: repeat.holiday_rule,
        restart_month: repeat.restart_month,
        strays: BTreeMap::new(),
    })
}

/// Returns the facts of a calendar without what may name people: tasks and unknown properties.
pub fn facts_without_names(facts: &CalendarFacts) -> CalendarFacts {
    let mut foreign = harmless(&facts.foreign);
    // A calendar is related to nothing that is in its file.
    foreign.0.remove("relatedTo");
    CalendarFacts {
        title: facts.title.clone(),
        description: facts.description.clone(),
        color: facts.color.clone().filter(|color| is_css_color(color)),
        keywords: facts.keywords.clone(),
        locale: facts.locale.clone().filter(|locale| is_locale(locale)),
        created: facts.created,
        updated: facts.updated,
        fiscal: facts.fiscal,
        holidays: facts.holidays.clone(),
        other_entries: Vec::new(),
        foreign,
    }
}

/// Returns a time in a zone only if that has the form of a zone's name.
pub(crate) fn harmless_when(when: &When, foreign: &Foreign) -> When {
    match when {
        When::Timed(timed) => When::Timed(Timed {
            zone: timed.zone.as_ref().and_then(|zone| harmless_zone(zone, foreign)),
            ..timed.clone()
        }),
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => when.clone(),
    }
}

/// Returns the overrides of single instances.
pub(crate) fn overridden(event: &Event) -> impl Iterator<Item = &Patch> {
    let overrides = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
    overrides.filter_map(Override::patch)
}
