//! What one instance of a series has of its own, without what names people.

use crate::domain::event::Event;
use crate::domain::event::color::CssColor;
use crate::domain::event::kind::Category;
use crate::domain::event::participant::Headcount;
use crate::domain::event::registration::Registration;
use crate::domain::series::own::{OwnItem, OwnList, OwnSet};
use crate::domain::series::repeat::{Own, Patch};
use crate::domain::sharing::address::harmless_address;
use crate::domain::sharing::css_names::is_css_color;
use crate::domain::sharing::harmless::{harmless, harmless_zone};
use crate::domain::sharing::lists::{Lists, harmless_registration, known_status};
use crate::domain::sharing::published::{NamedPeople, People};
use crate::domain::sharing::totals::{counted, harmless_headcount};
use crate::domain::sorted_map::SortedMap;

/// Returns a patch without what names people. `series` and `own` are the lists of the series and of the instance,
/// reduced and with their new keys; without `own`, the instance has those of its series.
pub(crate) fn harmless_patch(
    event: &Event,
    patch: &Patch,
    (series, own): (&Lists, Option<&Lists>),
    who: NamedPeople,
) -> Patch {
    let own = own.unwrap_or(series);
    Patch {
        start: patch.start,
        length: patch.length,
        zone: match &patch.zone {
            Own::Is(zone) => harmless_zone(zone, &event.foreign).map_or(Own::Nothing, Own::Is),
            own @ (Own::AsSeries | Own::Nothing) => own.clone(),
        },
        title: patch.title.clone(),
        description: patch.description.clone(),
        audience: patch.audience.clone(),
        status: patch.status.as_ref().map(known_status),
        status_reason: patch.status_reason.clone(),
        color: match &patch.color {
            Own::Is(color) if !is_known(color) => Own::AsSeries,
            own @ (Own::AsSeries | Own::Nothing | Own::Is(_)) => own.clone(),
        },
        registration: own_registration(event, patch),
        headcount: own_headcount(event, patch, who),
        sort: patch.sort,
        meeting_time: patch.meeting_time,
        has_no_meeting: patch.has_no_meeting,
        series_number: patch.series_number,
        locations: OwnList::between(&series.locations, &own.locations, OwnList::AsSeries),
        main_location: Own::between(
            series.main_location.as_ref(),
            own.main_location.as_ref(),
            Own::AsSeries,
        ),
        virtual_locations: OwnList::between(
            &series.virtual_locations,
            &own.virtual_locations,
            OwnList::AsSeries,
        ),
        links: OwnList::between(&series.links, &own.links, OwnList::AsSeries),
        programme: OwnList::between(&series.programme, &own.programme, OwnList::AsSeries),
        sorts: harmless_sorts(&patch.sorts),
        keywords: patch.keywords.clone(),
        organizer: Own::AsSeries,
        participants: OwnList::between(&series.participants, &own.participants, OwnList::AsSeries),
        foreign: harmless(&patch.foreign),
    }
}

fn is_known(color: &CssColor) -> bool {
    is_css_color(color.as_str())
}

/// Returns how people sign up for an instance, if it states that, as a difference from the series; both are reduced.
fn own_registration(event: &Event, patch: &Patch) -> Option<OwnItem<Registration>> {
    let of_series = event.registration.as_deref();
    let stated = patch.registration.as_ref()?.over(of_series);
    let own = stated.map(|it| harmless_registration(&it));
    OwnItem::between(of_series.map(harmless_registration).as_ref(), own.as_ref(), None)
}

/// Returns the totals of an instance: those that it states, or else the numbers of its own list.
fn own_headcount(event: &Event, patch: &Patch, who: NamedPeople) -> Option<OwnItem<Headcount>> {
    let stated = event.headcount.as_deref();
    let plain = stated.map(harmless_headcount);
    let own = patch
        .headcount
        .as_ref()
        .map_or_else(|| plain.clone(), |own| own.over(stated).map(|it| harmless_headcount(&it)));
    match who {
        NamedPeople::Listed => OwnItem::between(plain.as_ref(), own.as_ref(), None),
        NamedPeople::Published => {
            let people = People::of_instance(event, patch);
            let plain = plain.or_else(|| counted(event.participants.values()));
            let own = own.or_else(|| counted(people.each().map(|(_, person)| person)));
            OwnItem::between(plain.as_ref(), own.as_ref(), None)
        }
    }
}

fn harmless_sorts(sorts: &OwnSet<Category>) -> OwnSet<Category> {
    let is_open = |category: &Category| match category {
        Category::Kind(_) => true,
        Category::Uri(uri) => harmless_address(uri).as_deref() == Some(uri),
    };
    match sorts {
        OwnSet::AsSeries => OwnSet::AsSeries,
        OwnSet::Whole(own) => OwnSet::Whole(own.iter().filter(|it| is_open(it)).cloned().collect()),
        OwnSet::Each(members) => {
            let open = members.iter().filter(|(it, _)| is_open(it));
            let open: SortedMap<_, _> = open.map(|(it, is_in)| (it.clone(), *is_in)).collect();
            if open.is_empty() { OwnSet::AsSeries } else { OwnSet::Each(open) }
        }
    }
}
