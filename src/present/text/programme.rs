//! A part of the programme in words: its time, and who speaks.

use crate::domain::event::Event;
use crate::domain::event::bounds::{LINE_SHOWN, shortened};
use crate::domain::event::participant::Participant;
use crate::domain::event::programme::Part;
use crate::present::text::{people, time};
use crate::present::viewer::Viewer;

/// A speaker of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// Title or office, as printed.
    pub title: String,
}

/// Returns a participant as a speaker.
pub fn speaker(person: &Participant, viewer: &Viewer) -> Speaker {
    Speaker {
        name: people::name(person, viewer),
        title: shortened(&person.description, LINE_SHOWN).into_owned(),
    }
}

/// Returns the speakers of a part.
pub fn speakers(part: &Part, event: &Event, viewer: &Viewer) -> Vec<Speaker> {
    let people = part.speakers.iter().filter_map(|key| event.participants.get(key));
    people.map(|person| speaker(person, viewer)).collect()
}

/// Returns when a part is: `14:00～15:00`, or else how long it is; empty if neither is known.
pub fn time_text(part: &Part, event: &Event, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let Some(start) = part.start else {
        return part.length.map(|length| messages.length(length)).unwrap_or_default();
    };
    let days = event.when.days();
    let clock = messages.time(start.time());
    let is_one_day = days.count() == 1 && days.contains(start.date());
    let clock = if !is_one_day && !event.when.is_without_day() {
        format!("{} {clock}", time::day(viewer, start.date()))
    } else {
        clock
    };
    match part.length {
        Some(length) => messages.range(&clock, &messages.time(length.after(start).time())),
        None => clock,
    }
}
