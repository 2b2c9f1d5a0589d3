//! The event that a form makes: what stood there, with only what was edited changed.
//!
//! Laws: a form that was not edited changes nothing; what the form does not show is kept; two people's edits of
//! different fields both stay, because the edits are put onto the event as it stands now.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::domain::event::{Event, Revision};
use crate::domain::id::EventId;
use crate::domain::time::{Shown, Timed, UtcTime, When, Zone};

use crate::present::form::event::form::Form;
use crate::present::form::event::repeat::apply::set_repeat;
use crate::present::form::event::section::details::set_details;
use crate::present::form::event::section::links::{set_links, set_organizer};
use crate::present::form::event::section::people::set_people;
use crate::present::form::event::section::places::set_places;
use crate::present::form::event::section::programme::set_programme;
use crate::present::form::event::section::time::Times;
use crate::present::form::event::wrong::Wrong;

/// What an edit takes from outside the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The moment.
    pub at: UtcTime,
    /// The zone of a new clock.
    pub zone: Option<Zone>,
}

/// Puts what was edited onto an event, or says what is wrong with it.
pub fn apply(
    form: &Form,
    before: &Form,
    onto: Event,
    editing: &Editing,
) -> Result<Event, Vec<Wrong>> {
    let wrongs = form.check(before);
    if !wrongs.is_empty() {
        return Err(wrongs);
    }
    let was = onto.clone();
    let mut event = onto;
    if form.title != before.title {
        form.title.trim().clone_into(&mut event.title);
    }
    if form.kind != before.kind {
        // The chosen kind is the one that it is shown as; less important ones stay.
        event.kinds.remove(&before.kind);
        event.kinds = event.kinds.split_off(&form.kind);
        event.kinds.insert(form.kind);
    }
    if form.status != before.status {
        event.status = form.status.clone();
    }
    if form.description != before.description {
        form.description.trim_end().clone_into(&mut event.description);
    }
    if form.has_other_time(before) {
        let when = when(form.times()?, &event.when, editing);
        move_to(&mut event, when);
    }
    if form.repeat != before.repeat {
        set_repeat(&mut event, &form.repeat, &was);
    }
    if form.meeting_time != before.meeting_time {
        let day = event.meeting_time.map_or(event.when.start().date(), DateTime::date);
        event.meeting_time = form.meeting()?.map(|time| day.to_datetime(time));
    }
    set_places(&mut event, form, before);
    set_links(&mut event, form, before);
    set_details(&mut event, form, before)?;
    set_people(&mut event, form, before, editing.at);
    set_organizer(&mut event, form, before);
    set_programme(&mut event, form, before);
    Ok(stamped(event, &was, editing.at))
}

/// When it is to be, for showing while it is written; `None` while it cannot be read.
pub fn preview(form: &Form) -> Option<When> {
    let none = When::Undecided { first: Date::MIN, days: 1 };
    let editing = Editing { at: UtcTime(DateTime::MIN), zone: None };
    form.times().ok().map(|times| when(times, &none, &editing))
}

fn when(times: Times, before: &When, editing: &Editing) -> When {
    match times {
        Times::AllDay { first, days } => When::AllDay { first, days },
        Times::Undecided { first, days } => When::Undecided { first, days },
        Times::Timed { start, length } => {
            let zone = match before {
                When::Timed(clock) => clock.zone.clone(),
                When::AllDay { .. } | When::Undecided { .. } => editing.zone.clone(),
            };
            When::Timed(Timed { start, zone, length, shown: Shown::Clock })
        }
    }
}

/// Moves an event; what is bound to its days (the meeting, the parts of the programme) moves by as many days.
pub(crate) fn move_to(event: &mut Event, when: When) {
    let days = (when.start().date() - event.when.start().date()).get_days();
    let span = days.days();
    event.meeting_time = event.meeting_time.map(|at| at.saturating_add(span));
    for part in event.programme.values_mut() {
        part.start = part.start.map(|at| at.saturating_add(span));
    }
    event.when = when;
}

/// Counts the edition up where participants must know, and notes the moment where anything changed.
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
    event.revision.updated = Some(at);
    event
}

/// A new event, before anything is put onto it.
pub fn unwritten(id: EventId, day: Date, editing: &Editing) -> Event {
    let revision = Revision { created: Some(editing.at), ..Revision::default() };
    Event { revision, ..Event::new(id, "", When::Undecided { first: day, days: 1 }) }
}
