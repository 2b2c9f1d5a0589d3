//! The input for the words of a search.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

use crate::state::navigation;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

use super::WORDS;

/// The time after the end of a conversion in which an Enter still belongs to it, in milliseconds, because WebKit
/// reports that Enter afterwards.
const AFTERGLOW_MS: f64 = 50.0;

/// Shows the input for the words of a search. ↓ goes to the results; Escape empties the input, and leaves an empty one.
///
/// While Japanese text is being composed, nothing is searched, so that results do not change with letters that are not
/// final. The Enter that confirms a conversion does not start a search.
#[component]
pub fn Words(
    /// The initial text.
    initial: String,
    /// Called with the text when it is not being composed.
    on_type: Callback<String>,
    /// Called when the person has finished typing.
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
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let is_conversion = event.time_stamp() - composed_at.get_value() < AFTERGLOW_MS;
        if !is_composing.get_value() && !is_conversion {
            tell();
            on_enter.run(());
        }
    };
    let empty = move || {
        if let Some(input) = input.get_untracked() {
            input.set_value("");
            tell();
            // Focusing fails only if the element is not in the page.
            let _ = input.focus();
        }
    };
    let keys = move |event: KeyboardEvent| {
        if is_composing.get_value() || event.is_composing() {
            return;
        }
        let act: &dyn Fn() = match event.key().as_str() {
            "ArrowDown" => &|| on_enter.run(()),
            "Escape" if is_empty.get_untracked() => &navigation::back,
            "Escape" => &empty,
            _ => return,
        };
        event.prevent_default();
        act();
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
                on:keydown=keys
            />
            <button class="button" data-look="bar" type="button" hidden=move || is_empty.get() aria-label=ui.messages().search_clear() on:click=move |_| empty()>
                <IconView icon=Icon::Close/>
            </button>
        </form>
    }
}
