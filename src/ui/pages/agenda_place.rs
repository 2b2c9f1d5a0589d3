//! Where the list of the agenda is scrolled to: which day is at its upper edge. Months are added above a day while the
//! person reads, and they are missing after a reload, so a number of pixels would not lead back.

use jiff::civil::Date;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::present::route::path::{Path, parse_day};
use crate::state::navigation;
use crate::ui::context::Ui;
use crate::ui::elements::scroll_pin::{ScrollPin, distance};

/// A position of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// A day with events.
    pub day: Date,
    /// How far below the upper edge the day begins, in CSS pixels; negative above it.
    pub distance: i32,
}

impl ListPlace {
    /// Returns the position with that day at the upper edge.
    pub fn at(day: Date) -> Self {
        Self { day, distance: 0 }
    }

    /// Holds the list at this position, and notes it.
    pub fn hold(self, ui: Ui, pin: ScrollPin) {
        pin.hold(self.distance, move |pane| day_group(pane, self.day));
        self.note(ui, pin);
    }

    /// Notes this position: for the list, and for the history entry if it is one of the agenda. If the list was only
    /// opened, there is nothing to note for the entry.
    fn note(self, ui: Ui, pin: ScrollPin) {
        let is_agenda = matches!(&*ui.path.read_untracked(), Some(Path::Agenda { .. }));
        let place = format!("{} {}", self.day, self.distance);
        navigation::note_list(&place, is_agenda, !pin.is_holding());
    }

    fn parse(text: &str) -> Option<Self> {
        let (day, distance) = text.split_once(' ')?;
        Some(Self { day: parse_day(day)?, distance: distance.parse().ok()? })
    }
}

/// What the list is asked to show: the day that the address names, if any, and where the person left the list, if they
/// come back.
pub type Asked = (Option<Date>, Option<ListPlace>);

/// Returns what the list is asked to show. Next to another page, and where the person has not been before, the list
/// stays as it is.
pub fn asked(ui: Ui, before: Option<&Asked>) -> Asked {
    let own = match &*ui.path.read() {
        Some(Path::Agenda { day, .. }) => Some(*day),
        Some(_) | None => None,
    };
    if let (None, Some(before)) = (own, before) {
        return *before;
    }
    // On a wide screen the list was in sight all the time.
    let is_left = before.is_none() || !ui.is_wide.get_untracked();
    let left = if is_left { navigation::list(own.is_some()) } else { None };
    let left = left.and_then(|text| ListPlace::parse(&text));
    let day = own.flatten();
    match before {
        Some(before) if left.is_none() && before.0 == day => *before,
        Some(_) | None => (day, left),
    }
}

/// Notes where the list is scrolled to.
pub fn follow(ui: Ui, pin: ScrollPin, pane: &HtmlElement) {
    if let Some(place) = seen(pane) {
        place.note(ui, pin);
    }
}

/// Returns where the list is scrolled to. Only the days of the first visible month are measured.
fn seen(pane: &HtmlElement) -> Option<ListPlace> {
    let edge = pane.get_bounding_client_rect().top();
    let in_sight = |of: &Element, selector: &str| {
        let found = elements(of, selector).into_iter();
        found.filter(|it| it.get_bounding_client_rect().bottom() > edge)
    };
    let group = in_sight(pane, ".month:not([hidden])")
        .find_map(|month| in_sight(&month, ".day-group").next())?;
    // The id is `day-2024-11-01`.
    let day = parse_day(group.id().get(4..)?)?;
    Some(ListPlace { day, distance: distance(pane, &group) })
}

/// Finds the cards of a day, or of the next day with events.
pub fn day_group(pane: &HtmlElement, day: Date) -> Option<Element> {
    let wanted = format!("day-{day}");
    elements(pane, ".day-group").into_iter().find(|group| group.id() >= wanted)
}

fn elements(of: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = of.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}
