//! The overrides of one instance of a series as a [`Patch`]: made from an edited instance, and applied to the series.
//!
//! Law: if a patch was made from a plain and a wanted instance, applying it to the plain one gives the wanted one.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::Gather;
use crate::domain::series::repeat::{Own, Patch, Sorts, TimeKind};
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::{Days, Length, Timed, When};

/// Returns the patch that turns the instance at `at` from `plain`, as the rule has it, into `wanted`.
///
/// `held` is the former patch; the properties of it that we carry without reading are kept.
pub fn patch_to(plain: &Event, wanted: &Event, held: Patch, at: DateTime) -> Patch {
    fn other<T: Clone + PartialEq>(plain: &T, wanted: &T) -> Option<T> {
        (plain != wanted).then(|| wanted.clone())
    }
    let moved = plain.shifted(&wanted.when);
    let Event {
        title,
        when,
        meeting_time,
        kinds,
        categories,
        status,
        status_reason,
        color,
        description,
        audience,
        locations,
        main_location,
        virtual_locations,
        links,
        participants,
        programme,
        registration,
        series_number,
        // RFC 8984, 4.3.5: an instance cannot override these.
        id: _,
        revision: _,
        repeat: _,
        privacy: _,
        organizer: _,
        // The form does not offer these for a single instance; what a file says about them is among what is carried.
        keywords: _,
        headcount: _,
        foreign: _,
    } = wanted;
    let plain_sorts = Sorts { kinds: plain.kinds.clone(), categories: plain.categories.clone() };
    let wanted_sorts = Sorts { kinds: kinds.clone(), categories: categories.clone() };
    Patch {
        start: Some(when.start()).filter(|start| *start != at),
        length: Some(length(when)).filter(|own| *own != length(&plain.when)),
        zone: when.zone().filter(|own| Some(*own) != plain.when.zone()).cloned(),
        title: other(&plain.title, title),
        description: other(&plain.description, description),
        audience: other(&plain.audience, audience),
        status: other(&plain.status, status),
        status_reason: other(&plain.status_reason, status_reason),
        color: Own::between(plain.color.as_ref(), color.as_ref()),
        registration: Own::between(moved.registration.as_ref(), registration.as_ref()),
        sort: other(&TimeKind::of(&plain.when), &TimeKind::of(when)),
        meeting_time: meeting_time.filter(|own| Some(*own) != moved.meeting_time),
        has_no_meeting: meeting_time.is_none() && moved.meeting_time.is_some(),
        series_number: series_number.filter(|own| Some(*own) != plain.series_number),
        locations: other(&plain.locations, locations),
        main_location: main_location
            .clone()
            .filter(|own| Some(own) != plain.main_location.as_ref()),
        place_names: BTreeMap::new(),
        virtual_locations: other(&plain.virtual_locations, virtual_locations),
        links: other(&plain.links, links),
        programme: other(&moved.programme, programme),
        sorts: other(&plain_sorts, &wanted_sorts),
        participants: other(&plain.participants, participants),
        foreign: carried(held),
    }
}

/// Returns the length; an empty one if none is known.
fn length(when: &When) -> Length {
    match when {
        When::AllDay { days, .. } | When::Undecided { days, .. } => {
            Length { days: *days, seconds: 0 }
        }
        When::DayUndecided { month } => Length { days: Days::month(*month).count(), seconds: 0 },
        When::Timed(Timed { length, .. }) => length.unwrap_or_default(),
    }
}

/// Returns the carried properties of an instance that do not contradict the facts that are now stated.
fn carried(held: Patch) -> Foreign {
    const CONTRADICTING: [&str; 8] = [
        "color",
        "description",
        "locations",
        "mainLocationId",
        "virtualLocations",
        "participants",
        "categories",
        "links",
    ];
    let Patch {
        // The carried properties below these may say `null`, or may concern one of their items.
        description: _,
        color: _,
        locations: _,
        main_location: _,
        virtual_locations: _,
        links: _,
        programme: _,
        sorts: _,
        participants: _,
        place_names: _,
        // For these, only a value that cannot be read is carried; it is not written if the fact is stated.
        start: _,
        length: _,
        zone: _,
        title: _,
        audience: _,
        status: _,
        status_reason: _,
        registration: _,
        sort: _,
        meeting_time: _,
        has_no_meeting: _,
        series_number: _,
        foreign,
    } = held;
    let contradicts = |pointer: &str| {
        let property = pointer.split('/').next().unwrap_or(pointer);
        CONTRADICTING.contains(&property) || property.ends_with(":programme")
    };
    Foreign(foreign.0.into_iter().filter(|(pointer, _)| !contradicts(pointer)).gathered())
}

/// Returns the instance of a series as a separate event at the time `when`; `plain` is the instance as the rule has it.
pub fn applied(plain: &Event, patch: &Patch, when: When) -> Event {
    let Patch {
        title,
        description,
        audience,
        status,
        status_reason,
        color,
        registration,
        meeting_time,
        has_no_meeting,
        series_number,
        locations,
        place_names,
        main_location,
        virtual_locations,
        links,
        programme,
        sorts,
        participants,
        foreign,
        // These are in `when`, see `Patch::when`.
        start: _,
        length: _,
        zone: _,
        sort: _,
    } = patch;
    let mut event = Event { when, ..plain.clone() };
    let is_null = |name: &str| foreign.get(name) == Some(&Json::Null);
    put(&mut event.title, title.as_ref());
    put(&mut event.description, description.as_ref());
    if description.is_none() && is_null("description") {
        event.description.clear();
    }
    put(&mut event.audience, audience.as_ref());
    put(&mut event.status, status.as_ref());
    put(&mut event.status_reason, status_reason.as_ref());
    color.put_into(&mut event.color);
    registration.put_into(&mut event.registration);
    put(&mut event.locations, locations.as_ref());
    if locations.is_none() && is_null("locations") {
        event.locations.clear();
    }
    if main_location.is_some() {
        event.main_location.clone_from(main_location);
    }
    for (key, name) in place_names {
        if let Some(place) = event.locations.get_mut(key) {
            place.name.clone_from(name);
        }
    }
    put(&mut event.virtual_locations, virtual_locations.as_ref());
    put(&mut event.links, links.as_ref());
    if links.is_none() && is_null("links") {
        event.links.clear();
    }
    put(&mut event.programme, programme.as_ref());
    put(&mut event.kinds, sorts.as_ref().map(|sorts| &sorts.kinds));
    put(&mut event.categories, sorts.as_ref().map(|sorts| &sorts.categories));
    put(&mut event.participants, participants.as_ref());
    if meeting_time.is_some() || *has_no_meeting {
        event.meeting_time = *meeting_time;
    }
    event.series_number = series_number.or(event.series_number);
    event
}

fn put<T: Clone>(fact: &mut T, own: Option<&T>) {
    if let Some(own) = own {
        fact.clone_from(own);
    }
}

/// Returns the patch with its wall clocks moved by seconds.
pub fn moved(mut patch: Patch, by: i64) -> Patch {
    let Patch {
        start,
        meeting_time,
        programme,
        registration,
        // These contain no clock.
        length: _,
        zone: _,
        title: _,
        description: _,
        audience: _,
        status: _,
        status_reason: _,
        color: _,
        sort: _,
        has_no_meeting: _,
        series_number: _,
        locations: _,
        place_names: _,
        main_location: _,
        virtual_locations: _,
        links: _,
        sorts: _,
        participants: _,
        foreign: _,
    } = &mut patch;
    let closes = match registration {
        Own::Is(registration) => registration.closes.as_mut(),
        Own::AsSeries | Own::Nothing => None,
    };
    let parts = programme.iter_mut().flat_map(BTreeMap::values_mut);
    let parts = parts.filter_map(|part| part.start.as_mut());
    let clocks = start.as_mut().into_iter().chain(meeting_time.as_mut()).chain(closes).chain(parts);
    clocks.for_each(|clock| *clock = plus_seconds(*clock, by));
    patch
}
