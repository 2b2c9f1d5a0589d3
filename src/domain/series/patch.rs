//! The overrides of one instance of a series as a [`Patch`]: made from an edited instance, and applied to the series.
//!
//! Law: if a patch was made from a plain and a wanted instance, applying it to the plain one gives the wanted one. An
//! edit of one fact leaves all other overrides as they are.

use jiff::civil::DateTime;

use crate::domain::event::kind::Category;
use crate::domain::event::status::{OF_INSTANCE, Privacy};
use crate::domain::event::{Event, RareFacts};
use crate::domain::foreign::Json;
use crate::domain::series::own::{Item, OwnItem, OwnList, OwnSet};
use crate::domain::series::repeat::{Own, Patch, TimeKind};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::{Days, Length, Timed, When, Zone};

/// The edition of an instance, which is stored in its patch and is no property of the event.
pub const OF_REVISION: [&str; 3] = ["created", "sequence", "updated"];

/// Returns the patch that turns the instance at `at` from `plain`, as the rule has it, into `wanted`.
///
/// `held` is the former patch. What of it still has its effect is kept as it is, and so is what we carry without
/// reading.
pub fn patch_to(plain: &Event, wanted: &Event, held: Patch, at: DateTime) -> Patch {
    let moved = plain.shifted(&wanted.when);
    let Event {
        title,
        when,
        keywords,
        status,
        description,
        locations,
        main_location: _,
        series_number,
        rare,
        // Compared below, with a helper.
        kinds: _,
        // RFC 8984, 4.3.5: an instance cannot override these.
        id: _,
        revision: _,
        repeat: _,
        privacy: _,
        // The form does not offer these; what a file says about them is among what is carried.
        foreign: _,
    } = wanted;
    let RareFacts {
        meeting_time,
        status_reason,
        color: _,
        audience,
        virtual_locations,
        links,
        organizer: _,
        participants,
        programme,
        headcount: _,
        registration: _,
        // Compared below, with a helper.
        categories: _,
    } = &**rare;
    Patch {
        start: Some(when.start()).filter(|start| *start != at),
        length: other_length(&plain.when, when),
        zone: zone(&plain.when, when, held.zone),
        title: other(&plain.title, title, held.title),
        description: other(&plain.description, description, held.description),
        audience: other(&plain.audience, audience, held.audience),
        status: other(&plain.status, status, held.status),
        status_reason: other(&plain.status_reason, status_reason, held.status_reason),
        color: own(plain, wanted, |it| it.color.as_ref(), held.color),
        registration: one(&moved, wanted, |it| it.registration.as_deref(), held.registration),
        headcount: one(plain, wanted, |it| it.headcount.as_deref(), held.headcount),
        sort: other(&TimeKind::of(&plain.when), &TimeKind::of(when), None),
        meeting_time: meeting_time.filter(|own| Some(*own) != moved.meeting_time),
        has_no_meeting: meeting_time.is_none() && moved.meeting_time.is_some(),
        series_number: series_number.filter(|own| Some(*own) != plain.series_number),
        locations: OwnList::between(&plain.locations, locations, held.locations),
        main_location: own(plain, wanted, |it| it.main_location.as_ref(), held.main_location),
        virtual_locations: OwnList::between(
            &plain.virtual_locations,
            virtual_locations,
            held.virtual_locations,
        ),
        links: OwnList::between(&plain.links, links, held.links),
        programme: OwnList::between(&moved.programme, programme, held.programme),
        sorts: OwnSet::between(&sorts(plain), &sorts(wanted), held.sorts),
        keywords: OwnSet::between(&plain.keywords, keywords, held.keywords),
        organizer: own(plain, wanted, |it| it.organizer.as_ref(), held.organizer),
        participants: OwnList::between(&plain.participants, participants, held.participants),
        foreign: held.foreign,
    }
}

fn other<T: Clone + PartialEq>(plain: &T, wanted: &T, held: Option<T>) -> Option<T> {
    let is_kept = held.as_ref().is_some_and(|held| held == wanted);
    if is_kept { held } else { (plain != wanted).then(|| wanted.clone()) }
}

fn own<T: Clone + PartialEq>(
    plain: &Event,
    wanted: &Event,
    of: fn(&Event) -> Option<&T>,
    held: Own<T>,
) -> Own<T> {
    Own::between(of(plain), of(wanted), held)
}

fn one<T: Item>(
    plain: &Event,
    wanted: &Event,
    of: fn(&Event) -> Option<&T>,
    held: Option<OwnItem<T>>,
) -> Option<OwnItem<T>> {
    OwnItem::between(of(plain), of(wanted), held)
}

/// Returns the zone of an instance with a clock; others have none, whatever the series has.
fn zone(plain: &When, wanted: &When, held: Own<Zone>) -> Own<Zone> {
    match wanted {
        When::Timed(_) => Own::between(plain.zone(), wanted.zone(), held),
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => Own::AsSeries,
    }
}

/// Returns the length that an instance states for itself. A month is no length for an instance that has a day.
fn other_length(plain: &When, wanted: &When) -> Option<Length> {
    let is_of_month = plain.is_without_day() && !wanted.is_without_day();
    Some(length(wanted)).filter(|own| is_of_month || *own != length(plain))
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

/// Returns the kinds and the other categories of an event.
fn sorts(event: &Event) -> SortedSet<Category> {
    let kinds = event.kinds.iter().map(|kind| Category::Kind(*kind));
    kinds.chain(event.categories.iter().cloned().map(Category::Uri)).collect()
}

/// Returns the instance of a series as a separate event at the time `when`; `plain` is the instance as the rule has it.
pub fn applied(plain: Event, patch: &Patch, when: When) -> Event {
    let Patch {
        title,
        description,
        audience,
        status,
        status_reason,
        color,
        registration,
        headcount,
        meeting_time,
        has_no_meeting,
        series_number,
        locations,
        main_location,
        virtual_locations,
        links,
        programme,
        sorts,
        keywords,
        organizer,
        participants,
        foreign,
        // These are in `when`, see `Patch::when`.
        start: _,
        length: _,
        zone: _,
        sort: _,
    } = patch;
    let mut event = Event { when, ..plain };
    put(&mut event.title, title.as_ref());
    put(&mut event.description, description.as_ref());
    put(&mut event.audience, audience.as_ref());
    put(&mut event.status, status.as_ref());
    put(&mut event.status_reason, status_reason.as_ref());
    color.put_into(&mut event.color);
    put_one(&mut event.registration, registration.as_ref());
    put_one(&mut event.headcount, headcount.as_ref());
    locations.put_into(&mut event.locations);
    main_location.put_into(&mut event.main_location);
    virtual_locations.put_into(&mut event.virtual_locations);
    links.put_into(&mut event.links);
    programme.put_into(&mut event.programme);
    if *sorts != OwnSet::AsSeries {
        let mut all = self::sorts(&event);
        sorts.put_into(&mut all);
        (event.kinds, event.categories) = Default::default();
        for category in all {
            match category {
                Category::Kind(kind) => _ = event.kinds.insert(kind),
                Category::Uri(uri) => _ = event.categories.insert(uri),
            }
        }
    }
    keywords.put_into(&mut event.keywords);
    organizer.put_into(&mut event.organizer);
    participants.put_into(&mut event.participants);
    if meeting_time.is_some() || *has_no_meeting {
        event.meeting_time = *meeting_time;
    }
    event.series_number = series_number.or(event.series_number);
    for (pointer, value) in &foreign.0 {
        match (pointer.as_str(), value) {
            (OF_INSTANCE, Json::Text(word)) => event.privacy = Privacy::of_word(word),
            (pointer, _) if OF_REVISION.contains(&pointer) => {}
            (pointer, value) => event.foreign.put(pointer, value),
        }
    }
    event
}

fn put<T: Clone>(fact: &mut T, own: Option<&T>) {
    if let Some(own) = own {
        fact.clone_from(own);
    }
}

fn put_one<T: Item>(fact: &mut Option<Box<T>>, own: Option<&OwnItem<T>>) {
    if let Some(own) = own {
        *fact = own.over(fact.as_deref()).map(|item| Box::new(item.into_owned()));
    }
}

/// Returns the patch with its wall clocks moved by seconds.
pub fn moved(patch: &Patch, by: i64) -> Patch {
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
        headcount: _,
        sort: _,
        has_no_meeting: _,
        series_number: _,
        locations: _,
        main_location: _,
        virtual_locations: _,
        links: _,
        sorts: _,
        keywords: _,
        organizer: _,
        participants: _,
        foreign: _,
    } = patch;
    let clock = |clock: Option<DateTime>| clock.map(|clock| plus_seconds(clock, by));
    Patch {
        start: clock(*start),
        meeting_time: clock(*meeting_time),
        programme: programme.edited(|part| part.start = clock(part.start)),
        registration: registration
            .as_ref()
            .map(|own| own.edited(|registration| registration.closes = clock(registration.closes))),
        ..patch.clone()
    }
}
