//! Events that come back from another calendar program, which gives back only what it knows.

use crate::domain::event::Event;
use crate::domain::sharing::visibility::for_everybody;
use crate::domain::time::zone::Zones;
use crate::format::icalendar::projection::{projections, without_added_text};
use crate::merge::event::compare;
use crate::merge::event::handed::{completed, restored};
use crate::merge::event::same_time::said_as;
use crate::merge::incoming::Returned;

/// Returns the event with what the program does not know as in the base. It may have been handed on with names or without;
/// whichever leaves fewer differences is true.
pub fn returned(event: Returned<'_>, zones: &dyn Zones) -> Event {
    let Returned { base, theirs, stated } = event;
    let from = |handed: &Event| {
        let restore = |theirs: Event, projection: &Event| restored(handed, projection, &theirs);
        let mut theirs = said_as(handed, theirs, zones);
        without_added_text(handed, &mut theirs);
        projections(handed, stated, zones).iter().fold(theirs, restore)
    };
    let far = |event: &Event| compare(base, event).changed.len();
    let whole = from(base);
    let public = for_everybody(base, &theirs.title).map(|public| from(&public));
    let public = public.and_then(|public| completed(Some(base), &public));
    public.filter(|public| far(public) < far(&whole)).unwrap_or(whole)
}
