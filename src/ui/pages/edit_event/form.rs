//! The form itself: its fields in groups, its buttons, and the question before leaving.

use leptos::ev::{KeyboardEvent, MouseEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::domain::id::CalendarId;
use crate::domain::kind::Kind;
use crate::domain::status::Status;
use crate::i18n::Messages;
use crate::present::edit::form::Form;
use crate::present::edit::habits;
use crate::present::edit::suggestions::suggestions;
use crate::present::edit::wrong::Field as Place;
use crate::ui::components::extent_dialog::ExtentDialog;
use crate::ui::context::use_ui;
use crate::ui::elements::dialog::Dialog;
use crate::ui::elements::field::{Field, Select, Sort};
use crate::ui::elements::icon::{Icon, IconView};

use super::desk::{Desk, Goal, Leave, SUMMARY};
use super::details::{DetailsFields, ReasonField};
use super::habit::HabitOffer;
use super::links::LinkFields;
use super::people::PeopleFields;
use super::places::PlaceFields;
use super::programme::ProgrammeFields;
use super::repeat::RepeatFields;
use super::repeat_numbers::OwnNumber;
use super::times::TimeFields;

/// The id of the form, for the button outside of it.
const FORM: &str = "event-form";

/// The id of the list of places.
pub const PLACES: &str = "known-places";

/// The id of the list of organisations.
pub const ORGANIZATIONS: &str = "known-organizations";

/// The form of an event.
#[component]
pub fn EventForm(
    /// What its parts share.
    desk: Desk,
    /// What is to be known of how it came about.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
) -> impl IntoView {
    let ui = use_ui();
    let is_imported =
        desk.goal.with_value(|goal| matches!(goal, Goal::Edit { is_imported: true, .. }));
    let is_instance =
        desk.goal.with_value(|goal| matches!(goal, Goal::Edit { instance: Some(_), .. }));
    let known = ui.state.almanac.with_untracked(suggestions);
    let list = |texts: std::collections::BTreeSet<String>| {
        texts.into_iter().map(|text| view! { <option value=text></option> }).collect_view()
    };
    let guard = window_event_listener(leptos::ev::click, move |event| ask_before(&desk, &event));
    on_cleanup(move || guard.remove());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.save();
    };
    let count = move || u64::try_from(desk.wrongs.read().len()).unwrap_or(u64::MAX);
    view! {
        <Head desk=desk/>
        <form class="content edit-event" id=FORM novalidate on:submit=submit on:keydown=keep_enter>
            <div class="told" tabindex="-1" id=SUMMARY>
                {move || (count() > 0).then(|| view! {
                    <div class="note" data-look="danger" role="alert"><p>{ui.messages().wrong_fields(count())}</p></div>
                })}
            </div>
            {desk.is_restored.then(|| view! { <p class="note">{move || ui.messages().edit_restored()}</p> })}
            {is_imported.then(|| view! { <p class="hint">{move || ui.messages().edit_imported_hint()}</p> })}
            {note.map(|note| view! { <p class="note">{note}</p> })}
            <Basics desk=desk/>
            <TimeFields desk=desk/>
            {if is_instance { view! { <OwnNumber desk=desk/> }.into_any() } else { view! { <RepeatFields desk=desk/> }.into_any() }}
            <PlaceFields desk=desk/>
            <section class="group"><Text desk=desk field=DESCRIPTION/></section>
            <ProgrammeFields desk=desk/>
            <LinkFields desk=desk/>
            <DetailsFields desk=desk/>
            <PeopleFields desk=desk/>
            <datalist id=PLACES>{list(known.places)}</datalist>
            <datalist id=ORGANIZATIONS>{list(known.organizations)}</datalist>
            <div class="buttons end">
                <button class="button" type="button" on:click=move |_| desk.leave(Leave::Back)>{move || ui.messages().cancel()}</button>
                <button class="button" type="submit" data-look="primary">{move || ui.messages().edit_save()}</button>
            </div>
        </form>
        <Question desk=desk/>
        <ExtentDialog title=ui.messages().extent_edit() extents=desk.extents on_choose=Callback::new(move |extent| desk.save_for(Some(extent)))/>
    }
}

/// The bar at the head: what this is, a way out, and saving.
#[component]
fn Head(
    /// What the parts share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_new = desk.goal.with_value(Goal::is_new);
    let heading = NodeRef::<html::H1>::new();
    // Moves the browser's focus to the page that was opened.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Only an element that is not in the page cannot be focused.
            let _ = heading.focus();
        }
    });
    view! {
        <header class="top-bar">
            <button class="button" type="button" data-look="bar" aria-label=move || ui.messages().cancel() on:click=move |_| desk.leave(Leave::Back)>
                <IconView icon=Icon::Close/>
            </button>
            <h1 class="title" tabindex="-1" node_ref=heading>
                {move || if is_new { ui.messages().edit_new_title() } else { ui.messages().edit_title() }}
            </h1>
            <button class="button" type="submit" form=FORM data-look="primary">{move || ui.messages().edit_save()}</button>
        </header>
    }
}

/// What it is: title, kind, calendar, and whether it takes place.
#[component]
fn Basics(
    /// What the parts share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let kinds = Signal::derive(move || {
        let word = |kind: Kind| (kind.slug().to_owned(), ui.messages().kind(kind).to_owned());
        Kind::ALL.map(word).to_vec()
    });
    let choose_kind = Callback::new(move |slug: String| {
        let Some(kind) = Kind::from_slug(&slug) else { return };
        let is_new = desk.goal.with_value(Goal::is_new);
        desk.form.update(|form| {
            if is_new {
                habits::choose_kind(form, kind, ui.language.get_untracked().messages());
            } else {
                form.kind = kind;
            }
        });
    });
    let status = desk.form.with_untracked(|form| form.status.clone());
    let mut known =
        vec![Status::Confirmed, Status::Tentative, Status::Cancelled, Status::Postponed];
    if !known.contains(&status) {
        known.push(status.clone());
    }
    let chosen = known.iter().position(|known| *known == status).unwrap_or(0).to_string();
    let known = StoredValue::new(known);
    let statuses = Signal::derive(move || {
        known.with_value(|known| {
            let word =
                |(number, it): (usize, &Status)| (number.to_string(), ui.messages().status(it));
            known.iter().enumerate().map(word).collect::<Vec<_>>()
        })
    });
    let choose_status = Callback::new(move |number: String| {
        let status = number
            .parse()
            .ok()
            .and_then(|number: usize| known.with_value(|known| known.get(number).cloned()));
        if let Some(status) = status {
            desk.form.update(|form| form.status = status);
        }
    });
    view! {
        <section class="group">
            <Text desk=desk field=TITLE/>
            <div class="pair">
                <Select
                    id="event-kind".to_owned()
                    label=Signal::derive(move || ui.messages().field_kind().to_owned())
                    options=kinds
                    value=Signal::derive(move || desk.form.read().kind.slug().to_owned())
                    on_choose=choose_kind
                />
                <Select
                    id="event-status".to_owned()
                    label=Signal::derive(move || ui.messages().field_status().to_owned())
                    options=statuses
                    value=Signal::stored(chosen)
                    on_choose=choose_status
                />
            </div>
            <ReasonField desk=desk/>
            <CalendarField desk=desk/>
            <HabitOffer desk=desk/>
        </section>
    }
}

/// In which calendar; where there is none yet, one is made.
#[component]
fn CalendarField(
    /// What the parts share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let calendars = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| {
            let named = almanac.calendars().values();
            named.map(|it| (it.id.as_str().to_owned(), it.facts.title.clone())).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        desk.form.with(|form| form.calendar.as_ref().map(ToString::to_string)).unwrap_or_default()
    });
    let choose = Callback::new(move |id: String| {
        desk.form.update(|form| form.calendar = Some(CalendarId::new(id)));
    });
    let made = move || ui.messages().edit_new_calendar(ui.messages().start_empty_calendar_title());
    view! {
        <Show when=move || !calendars.read().is_empty() fallback=move || view! { <p class="hint">{made}</p> }>
            <Select
                id="event-calendar".to_owned()
                label=Signal::derive(move || ui.messages().field_calendar().to_owned())
                options=calendars
                value=value
                on_choose=choose
            />
        </Show>
    }
}

/// What tells one field of text from another.
#[derive(Clone)]
struct TextField {
    id: &'static str,
    name: fn(&'static dyn Messages) -> &'static str,
    place: Place,
    of: fn(&mut Form) -> &mut String,
    sort: Sort,
    list: Option<&'static str>,
}

const TITLE: TextField = TextField {
    id: "event-title",
    name: |messages| messages.field_title(),
    place: Place::Title,
    of: |form| &mut form.title,
    sort: Sort::Line,
    list: None,
};

const DESCRIPTION: TextField = TextField {
    id: "event-description",
    name: |messages| messages.field_description(),
    place: Place::Description,
    of: |form| &mut form.description,
    sort: Sort::Lines,
    list: None,
};

/// A field of text.
#[component]
fn Text(
    /// What the parts share.
    desk: Desk,
    /// Which one.
    field: TextField,
) -> impl IntoView {
    let ui = use_ui();
    let TextField { id, name, place, of, sort, list } = field;
    let label = Signal::derive(move || name(ui.messages()).to_owned());
    let is_needed = place == Place::Title;
    let mark = Signal::derive(move || {
        if is_needed { ui.messages().field_required() } else { ui.messages().field_optional() }
    });
    let value = Signal::derive(move || {
        let mut form = desk.form.get();
        std::mem::take(of(&mut form))
    });
    let input = Callback::new(move |text: String| desk.form.update(|form| *of(form) = text));
    view! {
        <Field id=id.to_owned() label=label value=value on_input=input wrong=desk.wrong(place) mark=mark sort=sort list=list/>
    }
}

/// The question before edits are lost.
#[component]
fn Question(
    /// What the parts share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_open = Signal::derive(move || desk.leaving.read().is_some());
    let stay = Callback::new(move |()| desk.leaving.set(None));
    view! {
        <Dialog is_open=is_open on_close=stay title=Signal::derive(move || ui.messages().edit_unsaved().to_owned())>
            <p>{move || ui.messages().edit_unsaved_text()}</p>
            <div class="buttons">
                <button class="button" type="button" data-look="primary" on:click=move |_| stay.run(())>
                    {move || ui.messages().edit_stay()}
                </button>
                <button class="button" type="button" data-look="danger" on:click=move |_| desk.discard()>
                    {move || ui.messages().edit_discard()}
                </button>
            </div>
        </Dialog>
    }
}

/// A tap on a link of the app asks first, where something was edited.
fn ask_before(desk: &Desk, event: &MouseEvent) {
    let is_plain =
        event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key();
    if event.default_prevented() || !is_plain || desk.is_dirty.try_get_untracked() != Some(true) {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='#/']").ok().flatten());
    if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        desk.leave(Leave::To(address));
    }
}

/// Enter in a field of one line neither saves nor disturbs the composing of Japanese: only the button saves.
fn keep_enter(event: KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if event.key() == "Enter" && !event.is_composing() && target.is_some() {
        event.prevent_default();
    }
}
