//! The form of an event, to create one and to edit one.
//!
//! The input is kept as a draft until it is saved or discarded, so that neither a reload nor an accidental tap loses
//! it.

pub mod context;
pub mod day_notes;
pub mod form;
pub mod habit;
pub mod overtaken;
pub mod section;
pub mod submit;

use jiff::civil::{Date, DateTime, Time};
use leptos::prelude::*;

use crate::domain::almanac::entry::{Base, Entry};
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::here::on_local_clock;
use crate::format::stored::draft::StoredDraft;
use crate::present::form::event::apply::Editing;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::series::Instance;
use crate::present::form::event::template::{copied, next_day};
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::ui::components::finding::{FoundEvent, Missing, find};
use crate::ui::context::{Ui, use_ui};
use crate::ui::scope::Scope;

use context::{EventContext, Goal};
use form::EventFormView;

/// Shows the form of an existing event.
#[component]
pub fn EditEventPage(
    /// The event.
    id: EventId,
    /// The instance of a repeating event; `None` for the series.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    let path = Path::edit(id.clone(), instance);
    let found = find(ui, id.clone());
    open_form(ui, path, found, move || {
        let entry = entry(ui, &id)?;
        let one = instance.and_then(|at| standalone(ui, &entry, at));
        let instance = instance.filter(|_| one.is_some());
        let reader = untrack(|| ui.reader());
        let shown = on_local_clock(one.as_ref().unwrap_or(&entry.event), &reader);
        let form = EventForm::of(&shown, &entry.calendar);
        let is_imported = entry.base != Base::Local;
        let goal = Goal::Edit { entry: Box::new(entry), is_imported, instance };
        Some(Opening { goal, form, note: None })
    })
}

/// Shows the form of a new event that is a copy of another one.
#[component]
pub fn CopyEventPage(
    /// The event that is copied.
    id: EventId,
    /// The instance of a repeating event; `None` for the series.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    let path = Path::CopyEvent(id.clone(), instance);
    let found = find(ui, id.clone());
    open_form(ui, path, found, move || {
        let entry = entry(ui, &id)?;
        let one = instance.and_then(|at| standalone(ui, &entry, at));
        let one = one.unwrap_or_else(|| entry.event.clone());
        let reader = untrack(|| ui.reader());
        let one = on_local_clock(&one, &reader);
        let day = next_day(&one, ui.state.now.get_untracked().date());
        let copied = copied(&one, EventId::new(AppState::new_id()), day, &editing(ui));
        let form = EventForm::of(&copied, &entry.calendar);
        let messages = ui.messages();
        let note = format!("{}{}", messages.copied_from(&one.title), messages.copied_note());
        Some(Opening { goal: Goal::New(Some(Box::new(copied))), form, note: Some(note) })
    })
}

/// Shows the form of a new event.
#[component]
pub fn NewEventPage(
    /// The calendar of the new event.
    calendar: Option<CalendarId>,
    /// The day of the new event.
    day: Option<Date>,
    /// When it starts; the person enters it if the address does not.
    time: Option<Time>,
) -> impl IntoView {
    let ui = use_ui();
    let path = Path::NewEvent { calendar: calendar.clone(), day, time };
    let found = Memo::new(|_| FoundEvent::There);
    open_form(ui, path, found, move || {
        let chosen = ui.state.almanac.with_untracked(|almanac| {
            let calendars = almanac.calendars();
            let requested = calendar.clone().filter(|id| calendars.contains_key(id));
            requested.or_else(|| almanac.own_calendar().map(|calendar| calendar.id.clone()))
        });
        let day = day.unwrap_or_else(|| ui.state.now.get_untracked().date());
        let form = EventForm::blank(chosen, day).starting_at(time);
        Some(Opening { goal: Goal::New(None), form, note: None })
    })
}

/// Returns what an edit needs from the device.
fn editing(ui: Ui) -> Editing {
    Editing { at: AppState::utc_now(), zone: untrack(|| ui.state.viewer_zone()) }
}

/// Returns the entry as it is now.
fn entry(ui: Ui, id: &EventId) -> Option<Entry> {
    ui.state.almanac.with_untracked(|almanac| almanac.entry(id).cloned())
}

/// Returns one instance as a standalone event, on the clock of its series.
fn standalone(ui: Ui, entry: &Entry, at: DateTime) -> Option<Event> {
    let reader = untrack(|| ui.reader());
    let off = reader.days_off();
    Instance { entry, at, now: AppState::utc_now(), off }.standalone()
}

/// The initial state of a form.
struct Opening {
    goal: Goal,
    form: EventForm,
    /// A note about where its values came from.
    note: Option<String>,
}

/// Shows the form after its event and its draft are loaded. From then on it stays open, even if the event is deleted
/// elsewhere.
fn open_form(
    ui: Ui,
    path: Path,
    found: Memo<FoundEvent>,
    opening: impl Fn() -> Option<Opening> + Send + Sync + 'static,
) -> impl IntoView {
    // A message about something else would cover the form.
    ui.toast.set(None);
    let location = path.format();
    // `None` until the device has answered.
    let draft = RwSignal::new(None::<(String, Option<StoredDraft>)>);
    let hold = StoredValue::new_local(None);
    Scope::here().spawn(async move {
        let opened = ui.state.open_draft(&location).await;
        hold.set_value(opened.hold);
        draft.set(Some((opened.location, opened.found)));
    });
    let is_open = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false)
            || (found.get() == FoundEvent::There && draft.read().is_some())
    });
    let open = move || {
        let Opening { goal, form, note } = opening()?;
        let (location, draft) = draft.get_untracked()?;
        let context = EventContext::open(ui, goal, form, location, draft);
        Some(view! { <EventFormView context=context note=note/> })
    };
    let open = ViewFn::from(open);
    view! {
        <Show when=move || is_open.get() fallback=move || {
            (found.get() != FoundEvent::There).then(|| view! { <Missing found=found/> })
        }>
            {open.run()}
        </Show>
    }
}
