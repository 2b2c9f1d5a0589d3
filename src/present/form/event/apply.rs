//! Applies the edits of a form to the event as it is now.
//!
//! Laws: no edits change nothing; what the form does not show is kept. If two people edit different fields, both edits
//! survive, because edits are applied to the current event, not to the one that the form was opened with.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

use crate::domain::event::{Event, Revision};
use crate::domain::id::EventId;
use crate::domain::series::here::on_local_clock;
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{UtcTime, When, Zone, signed_days_between};
use crate::present::form::SetTo;
use crate::present::form::event::parse::Edits;
use crate::present::form::event::repeat::apply::set_repeat;
use crate::present::form::event::section::{details, links, people, places, programme, time};

/// What an edit needs from outside the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The moment of the edit.
    pub at: UtcTime,
    /// The zone of a new clock.
    pub zone: Option<Zone>,
}

/// Applies the edits to an event.
pub fn apply(edits: Edits, event: Event, editing: &Editing) -> Event {
    let was = event.clone();
    let mut event = event;
    if let Some(title) = edits.title {
        event.title = title;
    }
    if let Some(kind) = edits.kind {
        // Only the kinds that the form shows are replaced. Less important kinds stay.
        let ((was, was_second), (now, second)) = (kind.was, kind.now);
        event.kinds.retain(|own| *own > now && *own != was && Some(*own) != was_second);
        event.kinds.insert(now);
        event.kinds.extend(second);
    }
    if let Some(status) = edits.status {
        event.status = status;
    }
    if let Some(description) = edits.description {
        event.description = description;
    }
    if let Some(times) = edits.times {
        let when = time::when(times, &event.when, editing.zone.as_ref());
        move_to(&mut event, when);
    }
    if let Some(SetTo(zone)) = edits.zone {
        time::set_zone(&mut event.when, zone);
    }
    if let Some(repeat) = edits.repeat {
        set_repeat(&mut event, &repeat, &was);
    }
    if let Some(SetTo(meeting)) = edits.meeting {
        let day = event.meeting_time.map_or(event.when.start().date(), DateTime::date);
        event.meeting_time = meeting.map(|time| day.to_datetime(time));
    }
    if let Some(places) = edits.places {
        places::apply(places, &mut event);
    }
    links::apply(edits.links.online, edits.links.links, &mut event);
    details::apply(edits.details, &mut event);
    people::apply(edits.people, &mut event, editing.at);
    links::apply_organizer(edits.links.organizer, &mut event);
    if let Some(programme) = edits.programme {
        programme::apply(programme, &mut event);
    }
    stamped(event, &was, editing.at)
}

/// Returns the event that edits apply to. The form shows times in UTC on the clock of the person, so that an edit of any
/// clock moves the event to that clock.
pub fn edited_from<'a>(edits: &Edits, event: &'a Event, off: &dyn LocalContext) -> Cow<'a, Event> {
    if edits.has_clock() { on_local_clock(event, off) } else { Cow::Borrowed(event) }
}

/// Moves an event. What is bound to its days (the meeting, the parts of the programme) moves by the same number of
/// days.
pub(crate) fn move_to(event: &mut Event, when: When) {
    let days = signed_days_between(event.when.start().date(), when.start().date());
    let later = |at: DateTime| plus_seconds(at, i64::from(days) * 86_400);
    event.meeting_time = event.meeting_time.map(later);
    for part in event.programme.values_mut() {
        part.start = part.start.map(later);
    }
    event.when = when;
}

/// Increments the sequence number if participants must know of the change, and sets the time of the last change if
/// anything changed.
pub fn stamped(mut event: Event, was: &Event, at: UtcTime) -> Event {
    if event == *was {
        return event;
    }
    let facts = |event: &Event| {
        let places = (event.locations.clone(), event.virtual_locations.clone());
        (event.when.clone(), event.meeting_time, event.status.clone(), places)
    };
    let is_new = was.revision.created == Some(at);
    if !is_new && facts(&event) != facts(was) {
        event.revision.sequence = event.revision.sequence.saturating_add(1);
    }
    event.revision.updated = Some(at.later_than(was.revision.updated));
    event
}

/// Creates a new event, before any edits are applied to it.
pub fn unwritten(id: EventId, day: Date, editing: &Editing) -> Event {
    let revision = Revision { created: Some(editing.at), ..Revision::default() };
    Event { revision, ..Event::new(id, "", When::Undecided { first: day, days: 1 }) }
}
