//! One entry of a list in a form, the same for all lists: a named group with a button that removes it.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// Shows one entry of a list in a form.
#[component]
pub fn Entry(
    /// The label for a screen reader.
    #[prop(into)]
    label: Signal<String>,
    /// The label of the button that removes it.
    #[prop(into)]
    remove: Signal<String>,
    /// Called to remove it.
    on_remove: Callback<()>,
    /// Whether it is the only entry, so that emptying it has the same effect as removing it.
    #[prop(into, optional)]
    is_sole: Signal<bool>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <div
                class="entry"
                role="group"
                aria-label=move || label.get()
                data-sole=move || is_sole.get().to_string()
            >
                {children()}
                <Show when=move || !is_sole.get()>
                    <button
                        class="button remove"
                        type="button"
                        data-look="bar"
                        aria-label=move || remove.get()
                        on:click=move |_| on_remove.run(())
                    >
                        <IconView icon=Icon::Delete/>
                    </button>
                </Show>
            </div>
        </li>
    }
}

/// Shows the button below a list that adds an entry.
#[component]
pub fn AddEntry(
    /// Its id, unique in the page.
    id: &'static str,
    /// The label.
    words: &'static str,
    /// Called to add one.
    on_add: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="button" type="button" id=id on:click=move |_| on_add.run(())>
            <IconView icon=Icon::Add/>
            {words}
        </button>
    }
}
