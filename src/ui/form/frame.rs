//! The frame around the fields of a form: its bar, the number of errors, its buttons, and the question before leaving.

use leptos::ev::{KeyboardEvent, MouseEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::present::form::Form;
use crate::ui::elements::dialog::Dialog;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::Scope;

use super::context::{FormContext, Leave, SUMMARY};

/// Shows a form with its bar, its buttons, and a question before edits are lost.
#[component]
pub fn FormFrame<F: Form>(
    /// The form.
    form: FormContext<F>,
    /// The class in the style sheet.
    class: &'static str,
    /// The title of the page.
    title: &'static str,
    /// Called to save.
    on_save: Callback<()>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let messages = form.ui().messages();
    Scope::here().on(&window(), leptos::ev::click, move |event| ask_before(&form, &event));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    let count = move || form.errors.read().len();
    view! {
        <Bar form=form title=title/>
        <form
            class=format!("content {class}")
            id=form.id
            novalidate
            on:submit=submit
            on:keydown=keep_enter
        >
            <div class="told" tabindex="-1" id=SUMMARY>
                {move || (count() > 0).then(|| view! {
                    <div class="note" data-look="danger" role="alert">
                        <p>{messages.wrong_fields(count())}</p>
                    </div>
                })}
            </div>
            {form.is_restored.then(|| view! { <p class="note">{messages.edit_restored()}</p> })}
            {children()}
            <div class="buttons end">
                <button class="button" type="button" on:click=move |_| form.leave(Leave::Back)>
                    {messages.cancel()}
                </button>
                <button class="button" type="submit" data-look="primary">
                    {messages.edit_save()}
                </button>
            </div>
        </form>
        <Question form=form/>
    }
}

/// Shows the bar at the top: the title, and the buttons that leave and save.
#[component]
fn Bar<F: Form>(
    /// The form.
    form: FormContext<F>,
    /// The title of the page.
    title: &'static str,
) -> impl IntoView {
    let messages = form.ui().messages();
    let heading = NodeRef::<html::H1>::new();
    // Moves the browser's focus to the page that was opened.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Focusing fails only if the element is not in the page.
            let _ = heading.focus();
        }
    });
    view! {
        <header class="top-bar">
            <button
                class="button"
                type="button"
                data-look="bar"
                aria-label=messages.cancel()
                on:click=move |_| form.leave(Leave::Back)
            >
                <IconView icon=Icon::Close/>
            </button>
            <h1 class="title" tabindex="-1" node_ref=heading>{title}</h1>
            <button class="button" type="submit" form=form.id data-look="primary">
                {messages.edit_save()}
            </button>
        </header>
    }
}

/// Asks before edits are lost.
#[component]
fn Question<F: Form>(
    /// The form.
    form: FormContext<F>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let is_open = Signal::derive(move || form.leaving.read().is_some());
    let stay = Callback::new(move |()| form.leaving.set(None));
    view! {
        <Dialog is_open=is_open on_close=stay title=messages.edit_unsaved()>
            <p>{messages.edit_unsaved_text()}</p>
            <div class="buttons">
                <button
                    class="button"
                    type="button"
                    data-look="primary"
                    on:click=move |_| stay.run(())
                >
                    {messages.edit_stay()}
                </button>
                <button
                    class="button"
                    type="button"
                    data-look="danger"
                    on:click=move |_| form.discard()
                >
                    {messages.edit_discard()}
                </button>
            </div>
        </Dialog>
    }
}

/// Asks before a tap on a link of the app leaves the form, if anything was edited.
fn ask_before<F: Form>(form: &FormContext<F>, event: &MouseEvent) {
    let is_plain =
        event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key();
    if event.default_prevented() || !is_plain || form.is_dirty.try_get_untracked() != Some(true) {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='#/']").ok().flatten());
    if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        form.leave(Leave::To(address));
    }
}

/// Prevents Enter in a field of one line from saving, without disturbing Japanese input: only the button saves.
fn keep_enter(event: KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if event.key() == "Enter" && !event.is_composing() && target.is_some() {
        event.prevent_default();
    }
}
