//! The form of an event: enough to make one and to change one.
//!
//! What is written is kept as a draft until it is saved or thrown away, so that neither a reload nor a stray tap
//! loses it.

pub mod day_notes;
pub mod desk;
pub mod form;
pub mod people;
pub mod repeat;
pub mod repeat_days;
pub mod repeat_next;
pub mod repeat_numbers;
pub mod times;

use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

use crate::domain::days_off::Holidays;
use crate::domain::entry::Base;
use crate::domain::id::{CalendarId, EventId};
use crate::present::edit::form::Form;
use crate::present::edit::series::Instance;
use crate::present::path::Path;
use crate::state::app::AppState;
use crate::ui::components::finding::{Found, Missing, find};
use crate::ui::context::use_ui;

use desk::{Desk, Goal};
use form::EventForm;

/// The form of an event that is there.
#[component]
pub fn EditEventPage(
    /// The event.
    id: EventId,
    /// Which instance of a repeating event; the series where `None`.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    // A message about something else would lie over the form.
    ui.toast.set(None);
    let found = find(ui, id.clone());
    let open = move || {
        let entry = ui.state.almanac.with_untracked(|almanac| almanac.entry(&id).cloned())?;
        let now = AppState::utc_now();
        let own = untrack(|| ui.own_holidays());
        let off = Holidays { own: &own };
        let one = instance.and_then(|at| Instance { entry: &entry, at, now, off }.standalone());
        let instance = instance.filter(|_| one.is_some());
        let form = Form::of(one.as_ref().unwrap_or(&entry.event), &entry.calendar);
        let is_imported = entry.base != Base::Local;
        let goal = Goal::Edit { entry: Box::new(entry), is_imported, instance };
        let desk = Desk::open(ui, goal, form, &Path::edit(id.clone(), instance));
        Some(view! { <EventForm desk=desk/> })
    };
    // Once found, the form stays, whatever becomes of the event elsewhere.
    let is_found = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false) || found.get() == Found::There
    });
    view! {
        <Show when=move || is_found.get() fallback=move || view! { <Missing found=found/> }>
            {open()}
        </Show>
    }
}

/// The form of a new event.
#[component]
pub fn NewEventPage(
    /// The calendar that it is to stand in.
    calendar: Option<CalendarId>,
    /// The day that it is to be on.
    day: Option<Date>,
) -> impl IntoView {
    let ui = use_ui();
    // A message about something else would lie over the form.
    ui.toast.set(None);
    let place = Path::NewEvent { calendar: calendar.clone(), day };
    let chosen = ui.state.almanac.with_untracked(|almanac| {
        let calendars = almanac.calendars();
        let asked = calendar.filter(|id| calendars.contains_key(id));
        let shown = calendars.values().find(|calendar| calendar.is_shown);
        let first = shown.or_else(|| calendars.values().next());
        asked.or_else(|| first.map(|calendar| calendar.id.clone()))
    });
    let day = day.unwrap_or_else(|| ui.state.now.get_untracked().date());
    let desk = Desk::open(ui, Goal::New, Form::blank(chosen, day), &place);
    view! { <EventForm desk=desk/> }
}
