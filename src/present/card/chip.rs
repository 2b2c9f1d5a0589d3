//! One event in its shortest form, for a cell or across several cells of a month.

use crate::domain::almanac::Almanac;
use crate::domain::event::kind::Kind;
use crate::domain::id::EventId;
use crate::domain::palette::Color;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::time::{Shown, When};
use crate::present::card::{Badge, EventPhase, numbered_title, phase, standing, status_line};
use crate::present::route::path::Path;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// An event in its shortest form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The event.
    pub id: EventId,
    /// The address of its page.
    pub path: String,
    /// The title, with the event's number.
    pub title: String,
    /// `14:00`; empty if there is no clock.
    pub time_text: String,
    /// Its kind.
    pub kind: Kind,
    /// The colour that it is shown in: its own, or the colour of its calendar.
    pub color: Color,
    /// What the last import did to it, until the person has seen it.
    pub badge: Option<Badge>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Whether the person marked it.
    pub is_mine: bool,
    /// Whether it is past, going on now, or in the future.
    pub phase: EventPhase,
    /// One sentence with all of this, for a screen reader.
    pub label: String,
}

/// Builds the chip of an occurrence.
pub fn chip(almanac: &Almanac, occurrence: &Occurrence<'_>, viewer: &Viewer) -> Chip {
    let entry = occurrence.entry;
    let calendar = almanac.calendars().get(&entry.calendar);
    let calendar = calendar.and_then(|calendar| calendar.facts.color.as_deref());
    let (_, badge) = standing(entry, occurrence.status(), viewer);
    let badge_label = badge.map(|badge| badge.label.to_owned());
    let when = time::when(viewer, &occurrence.when);
    let named = numbered_title(occurrence, viewer);
    let status = status_line(occurrence.status(), occurrence.status_reason(), viewer);
    let words = [Some(when), status, Some(named.clone()), badge_label];
    let words: Vec<String> = words.into_iter().flatten().collect();
    Chip {
        id: occurrence.id().clone(),
        path: Path::event(occurrence.id().clone(), occurrence.instance).format(),
        title: named,
        time_text: start_clock(&occurrence.when, viewer),
        kind: occurrence.kind(),
        color: Color::shown(occurrence.color(), calendar),
        badge,
        is_cancelled: occurrence.is_cancelled(),
        is_mine: entry.is_mine,
        phase: phase(&occurrence.when, viewer),
        label: words.join(viewer.messages.joiner()),
    }
}

/// Returns the start as `14:00`; empty if there is no clock.
pub(crate) fn start_clock(when: &When, viewer: &Viewer) -> String {
    match when {
        When::Timed(timed) if timed.shown == Shown::Clock => {
            viewer.messages.time(timed.start.time())
        }
        When::Timed(_)
        | When::AllDay { .. }
        | When::Undecided { .. }
        | When::DayUndecided { .. } => String::new(),
    }
}
