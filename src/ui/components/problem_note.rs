//! A banner for a storage problem after which the app is still usable.

use leptos::prelude::*;

use crate::ui::context::use_ui;
use crate::ui::describe::ProblemWords;

/// Shows a storage problem after which the app is still usable.
#[component]
pub fn ProblemNote(
    /// The problem in words.
    words: ProblemWords,
    /// Called when the person has read it.
    on_close: Callback<()>,
) -> impl IntoView {
    let ui = use_ui();
    view! {
        <div class="banner" data-look="warning" role="alert">
            <p><strong>{words.title}</strong>" "{words.text}</p>
            <button class="button" data-look="quiet" on:click=move |_| on_close.run(())>{ui.messages().close()}</button>
        </div>
    }
}
