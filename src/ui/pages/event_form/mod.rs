//! The form of an event: enough to make one and to change one.
//!
//! What is written is kept as a draft until it is saved or thrown away, so that neither a reload nor a stray tap
//! loses it.

pub mod context;
pub mod day_notes;
pub mod details;
pub mod form;
pub mod habit;
pub mod links;
pub mod part;
pub mod people;
pub mod places;
pub mod programme;
pub mod repeat;
pub mod repeat_days;
pub mod repeat_next;
pub mod repeat_numbers;
pub mod submit;
pub mod times;

use jiff::civil::{Date, DateTime};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::days_off::Holidays;
use crate::domain::entry::Base;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::Zone;
use crate::present::form::event::apply::Editing;
use crate::present::form::event::form::Form;
use crate::present::form::event::series::Instance;
use crate::present::form::event::template::{copied, next_day};
use crate::present::path::Path;
use crate::state::app::AppState;
use crate::ui::components::finding::{Found, Missing, find};
use crate::ui::context::{Ui, use_ui};

use context::{Desk, Goal};
use form::EventForm;

/// The form of an event that is there.
#[component]
pub fn EditEventPage(
    /// The event.
    id: EventId,
    /// Which instance of a repeating event; the series where `None`.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = opened();
    let found = find(ui, id.clone());
    let place = Path::edit(id.clone(), instance).format();
    let draft = kept_draft(ui, place.clone());
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
        let desk = Desk::open(
            ui,
            goal,
            form,
            place.clone(),
            draft.get_untracked().and_then(|draft| draft.0),
        );
        Some(view! { <EventForm desk=desk/> })
    };
    view! { <Once found=found draft=draft open=ViewFn::from(open)/> }
}

/// The form of a new event like another one.
#[component]
pub fn CopyEventPage(
    /// The event that is copied.
    id: EventId,
    /// Which instance of a repeating event; the series where `None`.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = opened();
    let found = find(ui, id.clone());
    let place = Path::CopyEvent(id.clone(), instance).format();
    let draft = kept_draft(ui, place.clone());
    let open = move || {
        let entry = ui.state.almanac.with_untracked(|almanac| almanac.entry(&id).cloned())?;
        let editing = Editing {
            at: AppState::utc_now(),
            zone: AppState::reader_zone().map(|name| Zone(name.into())),
        };
        let own = untrack(|| ui.own_holidays());
        let off = Holidays { own: &own };
        let one = instance
            .and_then(|at| Instance { entry: &entry, at, now: editing.at, off }.standalone())
            .unwrap_or_else(|| entry.event.clone());
        let day = next_day(&one, ui.state.now.get_untracked().date());
        let copied = copied(&one, EventId::new(AppState::new_id()), day, &editing);
        let form = Form::of(&copied, &entry.calendar);
        let goal = Goal::New(Some(Box::new(copied)));
        let desk = Desk::open(
            ui,
            goal,
            form,
            place.clone(),
            draft.get_untracked().and_then(|draft| draft.0),
        );
        let title = one.title;
        let note = move || {
            let messages = ui.messages();
            format!("{}{}", messages.copied_from(&title), messages.copied_note())
        };
        Some(view! { <EventForm desk=desk note=Signal::derive(note)/> })
    };
    view! { <Once found=found draft=draft open=ViewFn::from(open)/> }
}

/// The form of a new event.
#[component]
pub fn NewEventPage(
    /// The calendar that it is to stand in.
    calendar: Option<CalendarId>,
    /// The day that it is to be on.
    day: Option<Date>,
) -> impl IntoView {
    let ui = opened();
    let place = Path::NewEvent { calendar: calendar.clone(), day }.format();
    let draft = kept_draft(ui, place.clone());
    let open = move || {
        let chosen = ui.state.almanac.with_untracked(|almanac| {
            let calendars = almanac.calendars();
            let asked = calendar.clone().filter(|id| calendars.contains_key(id));
            let shown = calendars.values().find(|calendar| calendar.is_shown);
            let first = shown.or_else(|| calendars.values().next());
            asked.or_else(|| first.map(|calendar| calendar.id.clone()))
        });
        let day = day.unwrap_or_else(|| ui.state.now.get_untracked().date());
        let form = Form::blank(chosen, day);
        let draft = draft.get_untracked().and_then(|draft| draft.0);
        let desk = Desk::open(ui, Goal::New(None), form, place.clone(), draft);
        view! { <EventForm desk=desk/> }
    };
    let found = Memo::new(|_| Found::There);
    view! { <Once found=found draft=draft open=ViewFn::from(open)/> }
}

/// What was written at a place before, if anything was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Draft(Option<String>);

/// The page's context; a message about something else would lie over the form.
fn opened() -> Ui {
    let ui = use_ui();
    ui.toast.set(None);
    ui
}

/// The draft of the form at that place, once the device has answered.
fn kept_draft(ui: Ui, place: String) -> RwSignal<Option<Draft>> {
    let draft = RwSignal::new(None);
    spawn_local(async move {
        let found = ui.state.find_draft(&place).await;
        // The person may have left meanwhile.
        let _ = draft.try_set(Some(Draft(found)));
    });
    draft
}

/// The form, once its event and its draft are there. It stays then, whatever becomes of the event elsewhere.
#[component]
fn Once(
    /// Whether the event is there.
    found: Memo<Found>,
    /// The draft, once it is known whether there is one.
    draft: RwSignal<Option<Draft>>,
    /// Draws the form.
    open: ViewFn,
) -> impl IntoView {
    let is_open = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false) || (found.get() == Found::There && draft.read().is_some())
    });
    view! {
        <Show when=move || is_open.get() fallback=move || {
            (found.get() != Found::There).then(|| view! { <Missing found=found/> })
        }>
            {open.run()}
        </Show>
    }
}
