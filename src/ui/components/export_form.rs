//! The program that will read an exported file, and what is lost in its format.

use leptos::prelude::*;

use crate::i18n::Messages;
use crate::state::export::ExportFormat;
use crate::ui::context::use_ui;

/// Shows the choice of the program that will read the file.
#[component]
pub fn ExportForm(
    /// The current choice.
    form: RwSignal<ExportFormat>,
) -> impl IntoView {
    let ui = use_ui();
    let choice = move |value: ExportFormat,
                       label: fn(&'static dyn Messages) -> &'static str,
                       hint: fn(&'static dyn Messages) -> &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="export-form" prop:checked=move || form.get() == value on:change=move |_| form.set(value)/>
                <span class="words">
                    <span>{label(ui.messages())}</span>
                    <span class="hint">{hint(ui.messages())}</span>
                </span>
            </label>
        }
    };
    let loss = move || {
        (form.get() == ExportFormat::ICalendar).then(|| {
            view! { <div class="note"><p>{ui.messages().export_ics_loss()}</p></div> }
        })
    };
    view! {
        <section class="panel">
            <h2 id="export-form">{ui.messages().export_form()}</h2>
            <div class="box">
                <div role="radiogroup" aria-labelledby="export-form">
                    {choice(ExportFormat::JsCalendar, <dyn Messages>::export_as_own, <dyn Messages>::export_as_own_hint)}
                    {choice(ExportFormat::ICalendar, <dyn Messages>::export_as_ics, <dyn Messages>::export_as_ics_hint)}
                </div>
                <div aria-live="polite">{loss}</div>
            </div>
        </section>
    }
}
