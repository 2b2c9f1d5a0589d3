//! The choice which names of people go into a file, and its consequences.

use leptos::prelude::*;

use crate::format::export::{ExportFigures, Names};
use crate::i18n::Messages;
use crate::ui::context::use_ui;

/// How many of the names that occur in texts are shown.
const EXAMPLES: usize = 5;

/// Shows the choice which names of people go into a file.
#[component]
pub fn ExportNames(
    /// The current choice.
    #[prop(into)]
    names: Signal<Names>,
    /// Called with the new choice.
    on_choose: Callback<Names>,
    /// The figures of the file.
    figures: Memo<ExportFigures>,
) -> impl IntoView {
    let ui = use_ui();
    let choice = move |value: Names,
                       label: fn(&'static dyn Messages) -> &'static str,
                       hint: fn(&'static dyn Messages) -> &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="export-names" prop:checked=move || names.get() == value on:change=move |_| on_choose.run(value)/>
                <span class="words">
                    <span>{label(ui.messages())}</span>
                    <span class="hint">{hint(ui.messages())}</span>
                </span>
            </label>
        }
    };
    let with_names = move || {
        let messages = ui.messages();
        let warning = match names.get() {
            Names::Without => None,
            Names::Lists => Some(messages.export_lists_warning()),
            Names::With => Some(messages.export_names_warning()),
        };
        warning.filter(|_| figures.read().names > 0).map(|warning| {
            view! {
                <p class="title">{messages.export_names_count(figures.read().names)}</p>
                <p>{warning}</p>
            }
        })
    };
    let in_texts = move || {
        let figures = figures.read();
        let is_shown = names.get() == Names::Without && !figures.in_texts.is_empty();
        is_shown.then(|| {
            let messages = ui.messages();
            let mut examples: Vec<&str> =
                figures.in_texts.iter().take(EXAMPLES).map(String::as_str).collect();
            if figures.in_texts.len() > EXAMPLES {
                examples.push("…");
            }
            let count = figures.in_texts.len();
            messages.export_names_in_text(count, &examples.join(messages.joiner()))
        })
    };
    let withheld = move || {
        let figures = figures.read();
        let messages = ui.messages();
        let private = (figures.private > 0).then(|| messages.export_private(figures.private));
        let secret = (figures.secret > 0).then(|| messages.export_secret(figures.secret));
        let lines: Vec<String> = private.into_iter().chain(secret).collect();
        (names.get() != Names::With && !lines.is_empty()).then_some(lines)
    };
    view! {
        <section class="panel">
            <h2 id="export-names">{ui.messages().export_names()}</h2>
            <div class="box">
                <div role="radiogroup" aria-labelledby="export-names">
                    {choice(Names::Without, <dyn Messages>::export_public, <dyn Messages>::export_public_hint)}
                    {choice(Names::Lists, <dyn Messages>::export_lists, <dyn Messages>::export_lists_hint)}
                    {choice(Names::With, <dyn Messages>::export_all, <dyn Messages>::export_all_hint)}
                </div>
                <div class="warnings" aria-live="polite">
                    {move || with_names().map(|words| view! { <div class="note" data-look="warning">{words}</div> })}
                    {move || withheld().map(|lines| view! {
                        <div class="note">{lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</div>
                    })}
                    {move || in_texts().map(|words| view! { <div class="note" data-look="warning"><p>{words}</p></div> })}
                </div>
            </div>
        </section>
    }
}
