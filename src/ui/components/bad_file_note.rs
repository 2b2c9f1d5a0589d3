//! A note about a file that could not be read at all.

use leptos::prelude::*;

use crate::import::read::BadFile;
use crate::ui::context::use_ui;
use crate::ui::describe::describe_bad_file;

/// Shows a note about a file that could not be read at all.
#[component]
pub fn BadFileNote(
    /// The file.
    file: BadFile,
) -> impl IntoView {
    let ui = use_ui();
    let name = file.name.clone();
    view! {
        <div class="note" data-look="danger" role="alert">
            {(!name.is_empty()).then(|| view! { <p class="title">{move || ui.messages().import_from(&name)}</p> })}
            <p>{move || describe_bad_file(&file.error, ui.messages())}</p>
        </div>
    }
}
