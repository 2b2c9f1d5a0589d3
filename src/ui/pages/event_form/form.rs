//! The view of the form: its fields in groups.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::domain::event::kind::Kind;
use crate::domain::event::status::Status;
use crate::domain::sorted_set::SortedSet;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::help::habits;
use crate::present::form::event::help::suggestions::suggestions;
use crate::present::form::event::help::title::{self, Taken};
use crate::present::form::named::Named;
use crate::ui::components::extent_dialog::ExtentDialog;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{InputKind, Select};
use crate::ui::form::field::{ChoiceField, Need, TextField};
use crate::ui::form::frame::FormFrame;
use crate::ui::scope::Scope;

use super::context::{EventContext, Goal, ORGANIZATIONS, TITLE};
use super::habit::HabitOffer;
use super::overtaken::{ChangedElsewhere, SaveTroubleDialog};
use super::section::details::{DetailsFields, ReasonField};
use super::section::links::LinkFields;
use super::section::people::PeopleFields;
use super::section::places::{PLACE_NAMES, PlaceFields};
use super::section::programme::ProgrammeFields;
use super::section::repeat::RepeatFields;
use super::section::repeat::numbers::OwnNumber;
use super::section::time::TimeFields;

/// Shows the form of an event.
#[component]
pub fn EventFormView(
    /// Shared form state.
    context: EventContext,
    /// A note about where its values came from.
    note: Option<String>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let is_imported =
        context.goal.with_value(|goal| matches!(goal, Goal::Edit { is_imported: true, .. }));
    let known = ui.state.almanac.with_untracked(suggestions);
    let list = |texts: SortedSet<String>| {
        texts.into_iter().map(|text| view! { <option value=text></option> }).collect_view()
    };
    let title = if context.is_new() { messages.edit_new_title() } else { messages.edit_title() };
    view! {
        <FormFrame
            form=context.form
            class="edit-event"
            title=title
            on_save=Callback::new(move |()| context.save())
        >
            <ChangedElsewhere context=context/>
            {is_imported.then(|| view! { <p class="hint">{messages.edit_imported_hint()}</p> })}
            {note.map(|note| view! { <p class="note">{note}</p> })}
            <Basics context=context/>
            <TimeFields context=context/>
            {if context.is_instance() {
                view! { <OwnNumber context=context/> }.into_any()
            } else {
                view! { <RepeatFields context=context/> }.into_any()
            }}
            <PlaceFields context=context/>
            <section class="group">
                <TextField
                    holder=context.form
                    id="event-description"
                    label=messages.field_description()
                    get=|form| &form.description
                    set=|form, text| form.description = text
                    field=EventField::Description
                    input=InputKind::Lines
                    need=Need::Optional
                />
            </section>
            <ProgrammeFields context=context/>
            <LinkFields context=context/>
            <DetailsFields context=context/>
            <PeopleFields context=context/>
            <datalist id=PLACE_NAMES>{list(known.places)}</datalist>
            <datalist id=ORGANIZATIONS>{list(known.organizations)}</datalist>
        </FormFrame>
        <ExtentDialog
            title=messages.extent_edit()
            extents=context.extents
            on_choose=Callback::new(move |extent| context.save_for(Some(extent)))
        />
        <SaveTroubleDialog context=context/>
    }
}

/// Shows the basic fields: title, kind, calendar, status.
#[component]
fn Basics(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_new = context.is_new();
    let kinds = Kind::ALL.map(|kind| (kind.slug().to_owned(), messages.kind(kind).to_owned()));
    let none = (None, messages.second_kind_none().to_owned());
    let others = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Other);
    let others = others.map(|kind| (Some(kind), messages.kind(kind).to_owned()));
    let second_kinds: Vec<(Option<Kind>, String)> = std::iter::once(none).chain(others).collect();
    let choose_kind = Callback::new(move |slug: String| {
        let Some(kind) = Kind::from_name(&slug) else { return };
        form.update(|form| {
            if is_new {
                habits::choose_kind(form, kind, messages);
            } else {
                form.set_kind(kind);
            }
        });
    });
    let mut statuses =
        vec![Status::Confirmed, Status::Tentative, Status::Cancelled, Status::Postponed];
    let status = form.values.with_untracked(|form| form.status.clone());
    if !statuses.contains(&status) {
        statuses.push(status);
    }
    let word = |status: Status| {
        let words = messages.status(&status);
        (status, words)
    };
    let statuses: Vec<(Status, String)> = statuses.into_iter().map(word).collect();
    view! {
        <section class="group">
            <TitleField context=context/>
            <div class="pair">
                <Select
                    id="event-kind".to_owned()
                    label=messages.field_kind()
                    options=kinds.to_vec()
                    value=Signal::derive(move || form.with(|form| form.kind.slug().to_owned()))
                    on_choose=choose_kind
                />
                <ChoiceField
                    holder=form
                    id="event-second-kind"
                    label=messages.field_second_kind()
                    choices=second_kinds
                    get=|form| form.second_kind
                    set=EventForm::set_second_kind
                />
                <ChoiceField
                    holder=form
                    id="event-status"
                    label=messages.field_status()
                    choices=statuses
                    get=|form| form.status.clone()
                    set=|form, status| form.status = status
                />
            </div>
            <ReasonField context=context/>
            <CalendarField context=context/>
            <HabitOffer context=context/>
        </section>
    }
}

/// Shows the title. When the person has typed it, its number and its kinds go into their fields, and a line says so.
#[component]
fn TitleField(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let taken = RwSignal::new(Taken::default());
    let scope = Scope::here();
    let take = move |event: &Event| {
        let mut typed = form.values.get_untracked();
        // Only what the person has typed, not a field that a program empties, which tells the form afterwards.
        let held = typed.clone();
        if event_target_value(event) != typed.title {
            return;
        }
        let now = form.before.with_value(|before| {
            let is_opened = typed.title == before.title && typed.from_title == before.from_title;
            if is_opened { Taken::default() } else { title::take(&mut typed, before, messages) }
        });
        if typed != held {
            form.update(|form| *form = typed);
        }
        taken.set(now);
    };
    // A browser also reports the change when the page is left and the field is removed.
    let changed = move |event: Event| scope.if_alive(|| take(&event));
    let hint = move || {
        let Taken { number, kinds } = taken.get();
        let number = number.map(|number| messages.series_number(number));
        let kinds = kinds.into_iter().map(|kind| messages.kind(kind).to_owned());
        let said: Vec<String> = number.into_iter().chain(kinds).collect();
        (!said.is_empty()).then(|| messages.taken_from_title(&said.join(messages.joiner())))
    };
    view! {
        <div class="typed-title" on:change=changed>
            <TextField
                holder=form
                id=TITLE
                label=messages.field_title()
                get=|form| &form.title
                set=|form, text| form.title = text
                field=EventField::Title
                need=Need::Required
            />
        </div>
        <p class="hint" role="status">{hint}</p>
    }
}

/// Shows the choice of the calendar. Where no calendar was made on this device, a new one is offered for a new event.
#[component]
fn CalendarField(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let new_title = messages.start_empty_calendar_title();
    let has_new = context.form.values.with_untracked(|form| form.calendar.is_none());
    let calendars = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| {
            let named = almanac.calendars().values();
            let named = named.map(|it| (Some(it.id.clone()), it.facts.title.clone()));
            let new = has_new.then(|| (None, messages.edit_calendar_to_make(new_title)));
            let has_any = !almanac.calendars().is_empty();
            new.into_iter().filter(|_| has_any).chain(named).collect::<Vec<_>>()
        })
    });
    let made = messages.edit_new_calendar(new_title);
    view! {
        <Show
            when=move || !calendars.read().is_empty()
            fallback=move || view! { <p class="hint">{made.clone()}</p> }
        >
            <ChoiceField
                holder=context.form
                id="event-calendar"
                label=messages.field_calendar()
                choices=calendars
                get=|form| form.calendar.clone()
                set=|form, calendar| form.calendar = calendar
            />
        </Show>
    }
}
