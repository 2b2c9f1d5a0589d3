//! A modal dialog based on the browser's `<dialog>`, which handles focus, Escape and the backdrop.

use leptos::html;
use leptos::prelude::*;

use crate::ui::scope::Scope;

/// Shows a modal dialog while `is_open` is true.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    is_open: Signal<bool>,
    /// Called when the person closes it.
    on_close: Callback<()>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let scope = Scope::here();
    let element = NodeRef::<html::Dialog>::new();
    // Talks to the browser's dialog.
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (is_open.get(), dialog.open()) {
            // Opening fails only if the dialog is not in the page, but it is.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    // The browser reports the closing later, when the person may have left the page of the dialog.
    let closed = move |_| scope.if_alive(|| on_close.run(()));
    view! {
        <dialog
            node_ref=element
            class="dialog"
            aria-labelledby="dialog-title"
            on:close=closed
        >
            <Show when=move || is_open.get()>
                <div class="body">
                    <h2 id="dialog-title">{move || title.get()}</h2>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}
