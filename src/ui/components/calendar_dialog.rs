//! The form of a calendar: its name and colour, and the fiscal years and days off of its organisation.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::Change;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::id::CalendarId;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::present::text::color::Color;
use crate::state::app::AppState;
use crate::ui::components::fiscal_fields::FiscalFields;
use crate::ui::components::own_holidays_panel::{Edit, OwnHolidays};
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::dialog::Dialog;
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

/// The id of the form, which its buttons name.
const FORM: &str = "calendar-form";

/// The unsaved values of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDraft {
    /// The calendar to change; `None` for a new one.
    pub id: Option<CalendarId>,
    /// Its name.
    pub title: String,
    /// Its colour.
    pub color: Color,
    /// The fiscal rule of its organisation, if it has one.
    pub fiscal: Option<FiscalRule>,
    /// The days off of its organisation.
    pub holidays: Arc<[OwnHoliday]>,
}

/// Shows the form while there is a draft.
#[component]
pub fn CalendarDialog(
    /// The unsaved values; `None` while the form is closed.
    draft: RwSignal<Option<CalendarDraft>>,
) -> impl IntoView {
    let ui = use_ui();
    let is_open = Memo::new(move |_| draft.read().is_some());
    let title = Signal::derive(move || {
        let is_new = draft.read().as_ref().is_none_or(|draft| draft.id.is_none());
        let messages = ui.messages();
        if is_new { messages.calendar_add() } else { messages.calendar_edit() }.to_owned()
    });
    view! {
        <Dialog is_open=is_open on_close=Callback::new(move |()| draft.set(None)) title=title>
            <Form draft=draft/>
        </Dialog>
    }
}

#[component]
fn Form(
    /// The unsaved values.
    draft: RwSignal<Option<CalendarDraft>>,
) -> impl IntoView {
    let ui = use_ui();
    let is_tried = RwSignal::new(false);
    let name = move || draft.read().as_ref().map(|draft| draft.title.clone()).unwrap_or_default();
    let is_wrong = Memo::new(move |_| is_tried.get() && name().trim().is_empty());
    let color =
        Memo::new(move |_| draft.read().as_ref().map(|draft| draft.color).unwrap_or_default());
    let choose = Callback::new(move |color: Color| {
        draft.update(|draft| {
            if let Some(draft) = draft {
                draft.color = color;
            }
        });
    });
    let write = move |event| {
        let text = event_target_value(&event);
        draft.update(|draft| {
            if let Some(draft) = draft {
                draft.title = text;
            }
        });
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_tried.set(true);
        if let Some(written) = draft.get_untracked().filter(|draft| !draft.title.trim().is_empty())
        {
            keep(ui, written);
            draft.set(None);
        }
    };
    let choices = Color::ALL
        .into_iter()
        .map(|value| Choosable {
            value,
            label: value.label(ui.messages()),
            color: Some(value.slug()),
        })
        .collect::<Vec<_>>();
    view! {
        <form class="calendar-form" id=FORM novalidate on:submit=save>
            <div class="field">
                <label class="label" for="calendar-name">{ui.messages().field_calendar_name()}</label>
                <input
                    id="calendar-name"
                    autocomplete="off"
                    prop:value=name
                    aria-invalid=move || is_wrong.get().to_string()
                    aria-describedby="calendar-name-wrong"
                    on:input=write
                />
                <p class="error" id="calendar-name-wrong" role="alert">
                    {move || is_wrong.get().then(|| ui.messages().wrong_name_missing())}
                </p>
            </div>
            <RadioGroup legend=ui.messages().calendar_color() name="calendar-color" choices=choices chosen=color on_choose=choose/>
        </form>
        <Organisation draft=draft/>
        // The form of a day off cannot be inside another form, so the buttons are below both.
        <div class="buttons">
            <button class="button" type="button" on:click=move |_| draft.set(None)>{ui.messages().cancel()}</button>
            <button class="button" data-look="primary" type="submit" form=FORM>{ui.messages().edit_save()}</button>
        </div>
    }
}

/// Shows the fields for the fiscal rule and the days off of the organisation.
#[component]
fn Organisation(
    /// The unsaved values.
    draft: RwSignal<Option<CalendarDraft>>,
) -> impl IntoView {
    let messages = use_ui().messages();
    let fiscal = Signal::derive(move || draft.read().as_ref().and_then(|draft| draft.fiscal));
    let holidays = Signal::derive(move || {
        draft.read().as_ref().map(|draft| draft.holidays.clone()).unwrap_or_default()
    });
    let set_fiscal = Callback::new(move |rule| {
        draft.update(|draft| {
            if let Some(draft) = draft {
                draft.fiscal = rule;
            }
        });
    });
    let set_holidays = Callback::new(move |edit: Edit| {
        draft.update(|draft| {
            if let Some(draft) = draft {
                draft.holidays = edit.all;
            }
        });
    });
    view! {
        <div class="calendar-form">
            <FiscalFields unset=messages.fiscal_by_device() rule=fiscal on_choose=set_fiscal/>
            <OwnHolidays hint=messages.own_hint_calendar() kept=holidays on_change=set_holidays/>
        </div>
    }
}

/// Creates or changes the calendar. The facts of the last imported file are kept, so that a later import does not
/// overwrite a name that was given here.
fn keep(ui: Ui, draft: CalendarDraft) {
    let title = draft.title.trim().to_owned();
    let now = Some(AppState::utc_now());
    let color = draft.color.css().to_owned();
    let before = draft.id.as_ref().and_then(|id| {
        ui.state.almanac.with_untracked(|almanac| almanac.calendars().get(id).cloned())
    });
    let (act, calendar) = if let Some(mut calendar) = before {
        // A colour from a file stays as the file wrote it, unless another one is chosen.
        if Color::of(calendar.facts.color.as_deref()) != draft.color {
            calendar.facts.color = Some(color);
        }
        calendar.facts.title.clone_from(&title);
        calendar.facts.fiscal = draft.fiscal;
        calendar.facts.holidays = draft.holidays.to_vec();
        calendar.facts.updated = now;
        (OperationKind::EditCalendar, calendar)
    } else {
        let facts = CalendarFacts {
            title: title.clone(),
            color: Some(color),
            fiscal: draft.fiscal,
            holidays: draft.holidays.to_vec(),
            created: now,
            updated: now,
            ..CalendarFacts::default()
        };
        (OperationKind::AddCalendar, Calendar::new(CalendarId::new(AppState::new_id()), facts))
    };
    let messages = ui.messages();
    let change = Change::calendar(calendar.id.clone(), Some(calendar));
    ui.commit(act, title, change, move || ui.say_undoable(messages.edit_saved()));
}
