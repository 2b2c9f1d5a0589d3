//! Where one types what to look for.

use leptos::html;
use leptos::prelude::*;

use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

use super::WORDS;

/// Milliseconds after the end of a conversion in which an Enter still belongs to it: WebKit tells of it afterwards.
const AFTERGLOW_MS: f64 = 50.0;

/// Where one types what to look for.
///
/// While Japanese is being composed nothing is looked for, so that results do not jump with letters that are about to
/// become others; the Enter that confirms a conversion is not one that asks for results.
#[component]
pub fn Words(
    /// What stands there at first.
    initial: String,
    /// Called with what is typed, once it is no longer being composed.
    on_type: Callback<String>,
    /// Called where the person has finished typing.
    on_enter: Callback<()>,
) -> impl IntoView {
    let ui = use_ui();
    let input = NodeRef::<html::Input>::new();
    let is_composing = StoredValue::new(false);
    let composed_at = StoredValue::new(f64::NEG_INFINITY);
    let is_empty = RwSignal::new(initial.is_empty());
    let tell = move || {
        let Some(input) = input.get_untracked() else { return };
        let text = input.value();
        is_empty.set(text.is_empty());
        if !is_composing.get_value() {
            on_type.run(text);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let is_conversion = event.time_stamp() - composed_at.get_value() < AFTERGLOW_MS;
        if !is_composing.get_value() && !is_conversion {
            tell();
            on_enter.run(());
        }
    };
    let clear = move |_| {
        if let Some(input) = input.get_untracked() {
            input.set_value("");
            tell();
            // Focusing fails only if the element is not in the page.
            let _ = input.focus();
        }
    };
    view! {
        <form class="search-words" role="search" on:submit=submit>
            <IconView icon=Icon::Search/>
            <input
                id=WORDS
                type="search"
                node_ref=input
                prop:value=initial
                aria-label=ui.messages().search_label()
                placeholder=ui.messages().search_placeholder()
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                on:compositionstart=move |_| is_composing.set_value(true)
                on:compositionend=move |event| {
                    is_composing.set_value(false);
                    composed_at.set_value(event.time_stamp());
                    tell();
                }
                on:input=move |_| tell()
            />
            <button class="button" data-look="bar" type="button" hidden=move || is_empty.get() aria-label=ui.messages().search_clear() on:click=clear>
                <IconView icon=Icon::Close/>
            </button>
        </form>
    }
}
