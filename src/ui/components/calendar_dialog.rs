//! The form of a calendar: its name and colour, and the fiscal years and days off of its organisation.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::domain::time::UtcTime;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::present::text::color::color_label;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::components::fiscal_fields::FiscalFields;
use crate::ui::components::own_holidays_panel::{Edit, OwnHolidays};
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::dialog::Dialog;
use crate::ui::elements::radio_group::{Choosable, RadioGroup};
use crate::ui::scope::Scope;

/// The id of the form, which its buttons name.
const FORM: &str = "calendar-form";

/// The unsaved values of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDraft {
    /// The calendar to change, as it was when the form was opened; `None` for a new one.
    pub opened: Option<Box<Calendar>>,
    /// Whether another tab has changed one of these values since, which the person has been told.
    pub is_overtaken: bool,
    /// Its name.
    pub title: String,
    /// Its colour.
    pub color: Color,
    /// The fiscal rule of its organisation, if it has one.
    pub fiscal: Option<FiscalRule>,
    /// The days off of its organisation.
    pub holidays: Arc<[OwnHoliday]>,
}

impl CalendarDraft {
    /// Creates the draft of an existing calendar.
    pub fn of(calendar: Calendar) -> Self {
        let facts = &calendar.facts;
        Self {
            title: facts.title.clone(),
            color: Color::of(facts.color.as_deref()),
            fiscal: facts.fiscal,
            holidays: facts.holidays.clone().into(),
            is_overtaken: false,
            opened: Some(Box::new(calendar)),
        }
    }

    /// Returns the calendar as it is `now` with the edits of the person; `None` if another tab has changed one of the
    /// edited values differently.
    fn applied(&self, now: &Calendar, opened: &Calendar, at: UtcTime) -> Option<Calendar> {
        let was = Self::of(opened.clone());
        let current = Self::of(now.clone());
        let mut facts = now.facts.clone();
        let title = self.title.trim();
        let mut is_conflict = conflicts(&title, &&*was.title, &&*current.title);
        if title != was.title {
            title.clone_into(&mut facts.title);
        }
        // A colour from a file stays as the file wrote it, unless another one is chosen.
        is_conflict |= conflicts(&self.color, &was.color, &current.color);
        if self.color != was.color {
            facts.color = Some(self.color.css().to_owned());
        }
        is_conflict |= conflicts(&self.fiscal, &was.fiscal, &current.fiscal);
        if self.fiscal != was.fiscal {
            facts.fiscal = self.fiscal;
        }
        is_conflict |= conflicts(&self.holidays, &was.holidays, &current.holidays);
        if self.holidays != was.holidays {
            facts.holidays = self.holidays.to_vec();
        }
        if facts != now.facts {
            facts.updated = Some(at.later_than(facts.updated));
        }
        (!is_conflict).then(|| Calendar { facts, ..now.clone() })
    }

    /// Returns the draft over the calendar as it is now: what the person did not edit is what another tab has saved.
    fn over(self, now: Calendar) -> Self {
        let was = self.opened.as_ref().map(|opened| Self::of((**opened).clone()));
        let current = Self::of(now);
        let Some(was) = was else { return current };
        let Self { opened: _, is_overtaken: _, title, color, fiscal, holidays } = self;
        Self {
            title: if title.trim() == was.title { current.title.clone() } else { title },
            color: if color == was.color { current.color } else { color },
            fiscal: if fiscal == was.fiscal { current.fiscal } else { fiscal },
            holidays: if holidays == was.holidays { current.holidays.clone() } else { holidays },
            is_overtaken: true,
            ..current
        }
    }
}

/// Returns whether the person and another tab have changed a value in different ways.
fn conflicts<T: PartialEq>(mine: &T, was: &T, now: &T) -> bool {
    mine != was && now != was && mine != now
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
        let is_new = draft.read().as_ref().is_none_or(|draft| draft.opened.is_none());
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
    let scope = Scope::here();
    let is_tried = RwSignal::new(false);
    let name = move || draft.read().as_ref().map(|draft| draft.title.clone()).unwrap_or_default();
    let is_wrong = Memo::new(move |_| is_tried.get() && name().trim().is_empty());
    let is_overtaken = move || draft.read().as_ref().is_some_and(|draft| draft.is_overtaken);
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
            draft.set(None);
            keep(ui, draft, written);
        } else {
            scope.next_frame(|| _ = navigation::focus_wrong(FORM));
        }
    };
    let choices = Color::ALL
        .into_iter()
        .map(|value| Choosable {
            value,
            label: color_label(value, ui.messages()),
            color: Some(value.slug()),
        })
        .collect::<Vec<_>>();
    view! {
        <Show when=is_overtaken>
            <p class="note" data-look="danger" role="alert">{ui.messages().calendar_overtaken()}</p>
        </Show>
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

/// Creates the calendar, or applies the edits to the calendar as it is now. The facts of the last imported file are
/// kept, so that a later import does not overwrite a name that was given here.
fn keep(ui: Ui, draft: RwSignal<Option<CalendarDraft>>, written: CalendarDraft) {
    let title = written.title.trim().to_owned();
    let now = AppState::utc_now();
    let Some(opened) = written.opened.clone() else { return add(ui, title, &written) };
    let overtaken = Rc::new(RefCell::new(None));
    let noted = Rc::clone(&overtaken);
    let edited = written.clone();
    let plan = move |almanac: &Almanac| {
        let Some(current) = almanac.calendars().get(&opened.id) else { return Change::default() };
        match edited.applied(current, &opened, now) {
            Some(calendar) if calendar != *current => {
                Change::calendar(calendar.id.clone(), Some(calendar))
            }
            Some(_) => Change::default(),
            None => {
                noted.replace(Some(Box::new(current.clone())));
                Change::default()
            }
        }
    };
    let act = OperationKind::EditCalendar;
    let edit = PlannedEdit::new(act, title, Needs::Calendars, plan);
    let messages = ui.messages();
    let done = move |operation| ui.say_saved(operation);
    ui.commit_or(edit, done, move || {
        // The form is opened again over the calendar as it is now: saving once more overwrites it.
        if let Some(opened) = overtaken.take() {
            draft.try_set(Some(written.over(*opened)));
        } else {
            ui.say(messages.nothing_to_change());
        }
    });
}

fn add(ui: Ui, title: String, written: &CalendarDraft) {
    let now = Some(AppState::utc_now());
    let facts = CalendarFacts {
        title: title.clone(),
        color: Some(written.color.css().to_owned()),
        fiscal: written.fiscal,
        holidays: written.holidays.to_vec(),
        created: now,
        updated: now,
        ..CalendarFacts::default()
    };
    let calendar = Calendar::new(CalendarId::new(AppState::new_id()), facts);
    let plan = move |_: &Almanac| Change::calendar(calendar.id.clone(), Some(calendar.clone()));
    let edit = PlannedEdit::new(OperationKind::AddCalendar, title, Needs::Calendars, plan);
    ui.commit(edit, move |operation| ui.say_saved(operation));
}
